//! Roles in place of people: a report that can be passed on. Every name that the record knows is
//! replaced wherever somebody typed it, whole and in its parts. Must not change what was decided.

use super::Finished;
use crate::exercise::{Event, What};

/// What stands in place of each name.
#[derive(Clone, Debug, Default)]
struct Pseudonyms {
    /// Longest first, so that a whole name goes before its parts.
    pairs: Vec<(String, String)>,
}

impl Pseudonyms {
    fn of(finished: &Finished) -> Self {
        let story = &finished.story;
        let mut people: Vec<(String, String)> = Vec::new();
        for person in &finished.people {
            let title = story.role_title(&person.role).to_owned();
            people.push((person.name.trim().to_owned(), title));
        }
        // Everybody else who is named was there to see: evaluators and the facilitator.
        let observed = &finished.observations;
        let noted = observed.notes.iter().map(|note| note.by.as_str());
        let rated = observed.rated.iter().map(|(_, _, by, _)| by.as_str());
        let corrected = finished
            .events
            .iter()
            .filter_map(|event| match &event.what {
                What::Corrected { by, .. } => Some(by.as_str()),
                _ => None,
            });
        let mut evaluators = 0;
        for name in noted.chain(rated).chain(corrected) {
            let name = name.trim();
            if people.iter().all(|(known, _)| known != name) {
                evaluators += 1;
                people.push((name.to_owned(), format!("Evaluator {evaluators}")));
            }
        }
        for answer in &observed.answers {
            let name = answer.name.trim();
            if people.iter().all(|(known, _)| known != name) {
                people.push((name.to_owned(), "a participant".to_owned()));
            }
        }
        let mut pairs: Vec<(String, String)> = Vec::new();
        for (name, pseudonym) in people {
            for part in std::iter::once(name.as_str()).chain(name.split_whitespace()) {
                let part = part.trim_matches(|c: char| !c.is_alphanumeric());
                let known = pairs.iter().any(|(known, _)| known == part);
                if part.chars().count() > 1 && !known && !TITLES.contains(&part) {
                    pairs.push((part.to_owned(), pseudonym.clone()));
                }
            }
        }
        pairs.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Self { pairs }
    }

    /// The same words with no name in them. A name counts where it stands as a word of its own, in
    /// whatever case.
    fn in_words(&self, words: &str) -> String {
        let mut text = words.to_owned();
        // A mark that nobody types stands for each name until all are found, so that what is put
        // in is not looked through again.
        for (at, (name, _)) in self.pairs.iter().enumerate() {
            text = replaced(&text, name, &format!("\u{1}{at}\u{2}"));
        }
        for (at, (_, pseudonym)) in self.pairs.iter().enumerate() {
            text = text.replace(&format!("\u{1}{at}\u{2}"), pseudonym);
        }
        text
    }
}

/// Words by which people are addressed, and which name nobody.
const TITLES: [&str; 12] = [
    "Dr",
    "Mr",
    "Mrs",
    "Ms",
    "Miss",
    "Prof",
    "Professor",
    "Sir",
    "Dame",
    "Sister",
    "Rev",
    "Evaluator",
];

fn replaced(text: &str, name: &str, by: &str) -> String {
    let wanted: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
    let chars: Vec<char> = text.chars().collect();
    let lower = |c: &char| c.to_lowercase().next().unwrap_or(*c);
    let mut found = String::new();
    let mut at = 0;
    while at < chars.len() {
        let end = at + wanted.len();
        let here = end <= chars.len()
            && chars[at..end].iter().map(lower).eq(wanted.iter().copied())
            && (at == 0 || !chars[at - 1].is_alphanumeric())
            && chars.get(end).is_none_or(|c| !c.is_alphanumeric());
        if here {
            found.push_str(by);
            at = end;
        } else {
            found.push(chars[at]);
            at += 1;
        }
    }
    found
}

impl Finished {
    /// The same with roles in place of people.
    #[must_use]
    pub fn pseudonymous(mut self) -> Self {
        let pseudonyms = Pseudonyms::of(&self);
        let veil = |words: &mut String| *words = pseudonyms.in_words(words);
        for event in &mut self.events {
            veil_event(event, &veil);
        }
        for note in &mut self.observations.notes {
            veil(&mut note.by);
            veil(&mut note.text);
        }
        for (_, _, by, because) in &mut self.observations.rated {
            veil(by);
            veil(because);
        }
        for answer in &mut self.observations.answers {
            // As if they had answered without it: small groups are put together then.
            answer.name.clear();
            veil(&mut answer.group);
            for (_, words) in answer.words_mut() {
                veil(words);
            }
        }
        for action in &mut self.observations.actions {
            for words in [
                &mut action.issue,
                &mut action.root_cause,
                &mut action.action,
                &mut action.owner,
                &mut action.contact,
                &mut action.evidence,
            ] {
                veil(words);
            }
        }
        for task in self
            .assessment
            .objectives
            .iter_mut()
            .flat_map(|objective| &mut objective.tasks)
        {
            if let Some(by) = &mut task.confirmed_by {
                veil(by);
            }
        }
        for person in &mut self.people {
            if !person.name.is_empty() {
                // Who took part is told by role alone.
                "A participant".clone_into(&mut person.name);
            }
        }
        self
    }
}

/// Whatever somebody typed; roles, cards and the like are the scenario's.
fn veil_event(event: &mut Event, veil: &impl Fn(&mut String)) {
    match &mut event.what {
        What::Decided {
            because, against, ..
        } => {
            veil(because);
            veil(against);
        }
        What::ActionStarted { because, .. } => veil(because),
        What::Improvised { text, because, .. } => {
            veil(text);
            veil(because);
        }
        What::Reworded { was, text, .. } => {
            veil(was);
            veil(text);
        }
        What::Told { from, text, .. } => {
            veil(from);
            veil(text);
        }
        What::Corrected { text, by, .. } | What::Noted { by, text, .. } => {
            veil(by);
            veil(text);
        }
        What::Rated { by, .. } => veil(by),
        What::Acted { action, .. } => veil(action),
        What::Reported { text, methane, .. } => {
            veil(text);
            if let Some(methane) = methane {
                for (_, words) in methane.parts_mut() {
                    veil(words);
                }
            }
        }
        _ => {}
    }
}
