//! A report that can be given away: roles in place of people where people are fields, and each text
//! that somebody typed kept, struck or replaced as whoever gives it away chose. Must not search a
//! text for names in order to change it, and must not change what was decided.

use super::marks::Looking;
pub use super::marks::{Mark, Sign};
use std::collections::{BTreeMap, BTreeSet};
use wardroom_core::exercise::{FORMER_GROUPS, GROUPS};
use wardroom_core::record::people::{
    PersonField, TextField, Typed, typed_in_answer, typed_in_event, typed_in_improvement,
};
use wardroom_core::review::Finished;
use wardroom_core::scenario::Scenario;

/// What stands in place of a text that was struck.
pub const STRUCK: &str = "[struck]";

/// What becomes of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// Nothing of it is given away.
    #[default]
    Strike,
    /// It stays as it was typed.
    Keep,
    /// Other words stand in its place.
    Replace(String),
}

/// A text that somebody typed, once, wherever it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeText {
    /// As it was typed.
    pub text: String,
    /// Where it stands, in words.
    pub place: String,
    /// What in it looks like a name or an address, from its beginning to its end.
    pub marks: Vec<Mark>,
    /// What becomes of it: struck, unless somebody chooses otherwise.
    pub choice: Choice,
}

impl FreeText {
    /// The text with something else in place of all that is marked.
    pub fn suggested(&self) -> String {
        let mut words = String::new();
        let mut at = 0;
        for mark in &self.marks {
            words.push_str(&self.text[at..mark.from]);
            words.push_str(&mark.instead);
            at = mark.to;
        }
        words.push_str(&self.text[at..]);
        words
    }
}

/// What stands in place of each person, by their name.
#[derive(Debug, Default)]
struct Pseudonyms(BTreeMap<String, (String, String)>);

/// A name as it is known again, however it was spaced and in whatever case.
fn key(name: &str) -> String {
    let parts: Vec<&str> = name.split_whitespace().collect();
    parts.join(" ").to_lowercase()
}

impl Pseudonyms {
    fn of(finished: &mut Finished) -> Self {
        let story = finished.story.clone();
        let mut all = Self::default();
        for person in &finished.people {
            let title = story.role_title(&person.role);
            let alike = all
                .0
                .values()
                .filter(|(_, it)| it.starts_with(title))
                .count();
            let pseudonym = match alike {
                0 => title.to_owned(),
                alike => format!("{title} ({})", alike + 1),
            };
            all.add(&person.name, pseudonym);
        }
        let (mut evaluators, mut owners) = (0, 0);
        typed_in(finished, &mut |_, typed, words| {
            let Typed::Person(field) = typed else { return };
            let (title, count) = match field {
                PersonField::Evaluator
                | PersonField::NotedBy
                | PersonField::RatedBy
                | PersonField::CorrectedBy => ("Evaluator", &mut evaluators),
                PersonField::Owner => ("Owner", &mut owners),
                PersonField::AnsweredBy | PersonField::SaidBy => {
                    all.add(words, "a participant".to_owned());
                    return;
                }
                // Chairs have their role; a contact is nobody's name.
                PersonField::Chair | PersonField::Contact => return,
            };
            // A post of the scenario's names nobody.
            let post = story.roles.iter().find(|it| key(&it.name) == key(words));
            if let Some(post) = post {
                all.add(words, post.name.clone());
            } else if all.add(words, format!("{title} {}", *count + 1)) {
                *count += 1;
            }
        });
        all
    }

    /// Adds somebody who is not known yet. Returns whether they were not.
    fn add(&mut self, name: &str, pseudonym: String) -> bool {
        let key = key(name);
        let new = !key.is_empty() && !self.0.contains_key(&key);
        if new {
            self.0.insert(key, (name.trim().to_owned(), pseudonym));
        }
        new
    }

    /// What stands in a field in place of a name; nothing where there was none.
    fn in_field(&self, field: PersonField, name: &str) -> String {
        let Some((_, pseudonym)) = self.0.get(&key(name)) else {
            let contact = field == PersonField::Contact && !name.trim().is_empty();
            return if contact { STRUCK } else { "" }.to_owned();
        };
        match field {
            // Their role stands beside it.
            PersonField::Chair => "A participant".to_owned(),
            PersonField::Contact => STRUCK.to_owned(),
            // As if they had answered without it: small groups are put together then.
            PersonField::AnsweredBy => String::new(),
            _ => pseudonym.clone(),
        }
    }

    /// Names with what stands in their place, but for posts.
    fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .values()
            .map(|(name, pseudonym)| (name.as_str(), pseudonym.as_str()))
            .filter(|(name, pseudonym)| key(name) != key(pseudonym))
    }
}

/// Visits whatever people typed, with when it was, if that is known.
fn typed_in(finished: &mut Finished, visit: &mut impl FnMut(Option<u64>, Typed, &mut String)) {
    for person in &mut finished.people {
        visit(None, Typed::Person(PersonField::Chair), &mut person.name);
    }
    for name in &mut finished.evaluators {
        visit(None, Typed::Person(PersonField::Evaluator), name);
    }
    for event in &mut finished.events {
        let at = Some(event.at_secs);
        typed_in_event(&mut event.what, &mut |typed, words| visit(at, typed, words));
    }
    for note in &mut finished.observations.notes {
        let at = Some(note.at_secs);
        visit(at, Typed::Person(PersonField::NotedBy), &mut note.by);
        visit(at, Typed::Text(TextField::Note), &mut note.text);
    }
    for (_, _, by, because) in &mut finished.observations.rated {
        visit(None, Typed::Person(PersonField::RatedBy), by);
        visit(None, Typed::Text(TextField::RatedBecause), because);
    }
    for answer in &mut finished.observations.answers {
        typed_in_answer(answer, &mut |typed, words| visit(None, typed, words));
    }
    for action in &mut finished.observations.actions {
        typed_in_improvement(action, &mut |typed, words| visit(None, typed, words));
    }
    let objectives = &mut finished.assessment.objectives;
    for task in objectives.iter_mut().flat_map(|it| &mut it.tasks) {
        if let Some(by) = &mut task.confirmed_by {
            visit(None, Typed::Person(PersonField::RatedBy), by);
            // What nobody typed stays.
            if let Some(because) = &mut task.waived {
                visit(None, Typed::Text(TextField::RatedBecause), because);
            }
        }
    }
}

/// A staff group that can be picked, as it is written there.
fn known_group(scenario: Option<&Scenario>, words: &str) -> Option<String> {
    let roles = scenario.into_iter().flat_map(|it| &it.roles);
    GROUPS
        .into_iter()
        .chain(FORMER_GROUPS.map(|(then, _)| then))
        .chain(roles.map(|role| role.staff_group.as_str()))
        .find(|group| key(group) == key(words))
        .map(str::to_owned)
}

/// Whether the words of a field are the scenario's: a message before it was re-worded, a reason of
/// a scripted team, somebody whom a message of the scenario's is from.
///
/// Where the scenario's file can't be read any more, only what the program itself offers is not taken
/// for somebody's own words.
fn of_scenario(scenario: Option<&Scenario>, field: TextField, words: &str) -> bool {
    if field == TextField::StaffGroup {
        return known_group(scenario, words).is_some();
    }
    let Some(scenario) = scenario else {
        return false;
    };
    match field {
        TextField::Wording => scenario.injects.iter().any(|it| it.text == words),
        TextField::Because => {
            let mut moves = scenario.teams.iter().flat_map(|team| &team.moves);
            moves.any(|it| it.because == words)
        }
        TextField::Sender => {
            scenario.injects.iter().any(|it| it.from == words)
                || scenario.roles.iter().any(|it| it.title == words)
        }
        _ => false,
    }
}

/// What the program itself said and asked in calls, and of whom: nobody typed that.
fn of_calls(finished: &Finished) -> BTreeSet<String> {
    let calls = finished.calls().iter();
    calls
        .flat_map(|it| [&it.to, &it.asked, &it.answer])
        .cloned()
        .collect()
}

/// Whether such words stand in a field where they can.
fn in_calls(own: &BTreeSet<String>, field: TextField, words: &str) -> bool {
    matches!(field, TextField::Said | TextField::Somebody) && own.contains(words)
}

/// What stands in place of a text that was struck: nothing where that reads better.
fn struck(field: TextField) -> &'static str {
    match field {
        TextField::Against | TextField::Answer(_) => "",
        TextField::StaffGroup => "Another staff group",
        _ => STRUCK,
    }
}

/// A day as the program writes it: what reads as one may have more written behind it.
fn day(words: &str) -> String {
    words
        .parse::<jiff::civil::Date>()
        .map_or_else(|_| String::new(), |day| day.to_string())
}

/// The same of a moment.
fn moment(words: &str) -> String {
    words
        .parse::<jiff::Timestamp>()
        .map_or_else(|_| String::new(), |at| at.to_string())
}

/// Every text that somebody typed, each once, with what in it looks like a name or an address.
pub fn free_texts(finished: &Finished) -> Vec<FreeText> {
    let mut copy = finished.clone();
    let pseudonyms = Pseudonyms::of(&mut copy);
    let scenario = finished.scenario();
    let scenario = scenario.as_deref();
    let looking = Looking::new(&finished.files, pseudonyms.all());
    let own = of_calls(finished);
    let mut texts: Vec<FreeText> = Vec::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    typed_in(&mut copy, &mut |at, typed, words| {
        let Typed::Text(field) = typed else { return };
        if words.trim().is_empty()
            || of_scenario(scenario, field, words)
            || in_calls(&own, field, words)
            || !seen.insert(words.clone())
        {
            return;
        }
        let place = at.map_or_else(String::new, |at| format!("{}, ", finished.story.clock(at)));
        texts.push(FreeText {
            text: words.clone(),
            place: format!("{place}{}", field.words()),
            marks: looking.in_text(words),
            choice: Choice::Strike,
        });
    });
    texts
}

/// The same with roles in place of people, and each text as was chosen. One that is not among
/// them is struck.
#[must_use]
pub fn pseudonymous(mut finished: Finished, texts: &[FreeText]) -> Finished {
    // Nobody has looked for names in a picture, or asked whose it is.
    finished.carried.clear();
    let pseudonyms = Pseudonyms::of(&mut finished);
    let chosen: BTreeMap<&str, &Choice> = texts
        .iter()
        .map(|it| (it.text.as_str(), &it.choice))
        .collect();
    let scenario = finished.scenario();
    let scenario = scenario.as_deref();
    let own = of_calls(&finished);
    typed_in(&mut finished, &mut |_, typed, words| {
        let now = match typed {
            Typed::Person(field) => pseudonyms.in_field(field, words),
            Typed::Text(_) if words.trim().is_empty() => String::new(),
            Typed::Text(field) if of_scenario(scenario, field, words) => {
                // However it was spaced, and in whatever case.
                match field {
                    TextField::StaffGroup => known_group(scenario, words).unwrap_or_default(),
                    _ => return,
                }
            }
            Typed::Text(field) if in_calls(&own, field, words) => return,
            Typed::Text(field) => match chosen.get(words.as_str()) {
                Some(Choice::Keep) => return,
                Some(Choice::Replace(others)) => others.clone(),
                Some(Choice::Strike) | None => struck(field).to_owned(),
            },
        };
        *words = now;
    });
    for action in &mut finished.observations.actions {
        action.starts = day(&action.starts);
        action.due = day(&action.due);
        if let Some(carried) = &mut action.carried {
            carried.started = moment(&carried.started);
        }
    }
    finished.started = moment(&finished.started);
    // Both hang on what was typed.
    finished.head.clear();
    if let Some(came) = &mut finished.came {
        came.state_hash.clear();
    }
    finished
}
