//! What the facilitator reads out, in the order in which it comes: each message and each decision with whom it
//! is for and the words that open it. Must not seal anything, and is not for players.
//!
//! When a message comes hangs on what the team does. The order is that of one play by a scripted team (the
//! typical one, where there is one); what it never came to stands where its conditions first allow it.

use crate::Refused;
use crate::words::{MOST_WORDS, draw};
use std::collections::BTreeMap;
use std::sync::Arc;
use wardroom_core::exercise::scripted::{self, Step};
use wardroom_core::exercise::{Event, Exercise, What as Happened};
use wardroom_core::scenario::{Fires, InjectId, Mins, PromptId, RoleId, Scenario};

/// What there is to read out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// An inject, for its roles.
    Message(InjectId),
    /// A decision point.
    Question(PromptId),
    /// What is told of a time jump, by its place. It opens nothing.
    Jump(usize),
}

/// A line of the facilitator's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number, from 1.
    pub number: usize,
    /// When it comes, in words.
    pub when: String,
    /// The thing that is read out or opened.
    pub what: What,
    /// Whom it is for; nobody by name for a time jump, which is for all.
    pub to: Vec<RoleId>,
    /// What it is, in a few words.
    pub title: String,
    /// What is read out to open it; empty for a time jump.
    pub phrase: String,
}

/// The facilitator's list, with phrases of so many words, 2 to [`MOST_WORDS`].
///
/// # Errors
/// If no phrases can be drawn.
pub fn plan(scenario: &Arc<Scenario>, words: usize) -> Result<Vec<Entry>, Refused> {
    if !(2..=MOST_WORDS).contains(&words) {
        return Err(Refused::new(format!(
            "a message opens with 2 to {MOST_WORDS} words"
        )));
    }
    let came = came(scenario);
    let mut entries: Vec<(Mins, Entry)> = Vec::new();
    for (at, inject) in scenario.injects.iter().enumerate() {
        let id = InjectId::from(at);
        let minute = came.injects.get(&id).copied();
        entries.push((
            minute.unwrap_or_else(|| first(scenario, id, 0)),
            entry(
                What::Message(id),
                &inject.to,
                &inject.title,
                message_when(scenario, id, minute),
            ),
        ));
    }
    for (at, prompt) in scenario.prompts.iter().enumerate() {
        let id = PromptId::from(at);
        let minute = came.prompts.get(&id).copied();
        let (earliest, when) = question_when(scenario, id, minute);
        entries.push((
            minute.unwrap_or(earliest),
            entry(What::Question(id), &prompt.by, &prompt.question, when),
        ));
    }
    for (at, leap) in scenario.leaps.iter().enumerate() {
        let clock = |mins: Mins| scenario.clock(u64::from(mins) * 60);
        let when = format!("{} to {}", clock(leap.at), clock(leap.to));
        entries.push((leap.at, entry(What::Jump(at), &[], &leap.told, when)));
    }
    // What comes in the same minute stays in the order of the scenario, messages before decisions.
    entries.sort_by_key(|(minute, _)| *minute);
    let sealed = entries
        .iter()
        .filter(|(_, it)| !matches!(it.what, What::Jump(_)));
    let mut phrases = draw(sealed.count(), words)?.into_iter();
    let mut numbered: Vec<Entry> = entries.into_iter().map(|(_, entry)| entry).collect();
    for (entry, number) in numbered.iter_mut().zip(1..) {
        entry.number = number;
        if !matches!(entry.what, What::Jump(_)) {
            entry.phrase = phrases.next().unwrap_or_default();
        }
    }
    Ok(numbered)
}

fn entry(what: What, to: &[RoleId], title: &str, when: String) -> Entry {
    Entry {
        number: 0,
        when,
        what,
        to: to.to_vec(),
        title: title.to_owned(),
        phrase: String::new(),
    }
}

/// When a message comes, in words.
fn message_when(scenario: &Scenario, id: InjectId, minute: Option<Mins>) -> String {
    let fires = &scenario.injects[id.at()].fires;
    let words = scenario.fires_in_words(fires);
    match (fires, minute) {
        (Fires::At(_) | Fires::ByHand, _) | (_, None) => words,
        (Fires::After { .. } | Fires::When { .. }, Some(minute)) => {
            format!("about {}, {words}", scenario.clock(u64::from(minute) * 60))
        }
    }
}

/// When a decision is put: the first minute, and in words.
fn question_when(scenario: &Scenario, id: PromptId, minute: Option<Mins>) -> (Mins, String) {
    let opened: Vec<usize> = (0..scenario.injects.len())
        .filter(|at| scenario.injects[*at].opens == Some(id))
        .collect();
    let earliest = opened
        .iter()
        .map(|at| first(scenario, InjectId::from(*at), 0))
        .min();
    let title = opened
        .first()
        .map(|at| scenario.injects[*at].title.as_str());
    let words = match title {
        Some(title) => format!("with “{title}”"),
        None => "when its condition is true".to_owned(),
    };
    let words = match minute {
        Some(minute) => format!("about {}, {words}", scenario.clock(u64::from(minute) * 60)),
        None => words,
    };
    (earliest.unwrap_or(scenario.ends_mins), words)
}

/// The first minute in which a message can come.
fn first(scenario: &Scenario, id: InjectId, depth: usize) -> Mins {
    match &scenario.injects[id.at()].fires {
        Fires::At(at) => *at,
        Fires::When {
            after_mins,
            not_before,
            ..
        } => not_before.saturating_add(*after_mins),
        // The checker refuses rings; the bound is for whoever makes a scenario otherwise.
        Fires::After { inject, mins } if depth < scenario.injects.len() => {
            first(scenario, *inject, depth + 1).saturating_add(*mins)
        }
        Fires::After { .. } | Fires::ByHand => scenario.ends_mins,
    }
}

/// When everything came in one play.
#[derive(Default)]
struct Came {
    injects: BTreeMap<InjectId, Mins>,
    prompts: BTreeMap<PromptId, Mins>,
}

impl Came {
    fn hear(&mut self, scenario: &Scenario, events: &[Event]) {
        for event in events {
            let minute = Mins::try_from(event.at_secs / 60).unwrap_or(Mins::MAX);
            match &event.what {
                Happened::Delivered { inject, .. } => {
                    if let Some(id) = scenario.names.injects.get(inject) {
                        self.injects.entry(*id).or_insert(minute);
                    }
                }
                Happened::Asked { prompt } => {
                    if let Some(id) = scenario.names.prompts.get(prompt) {
                        self.prompts.entry(*id).or_insert(minute);
                    }
                }
                _ => {}
            }
        }
    }
}

fn came(scenario: &Arc<Scenario>) -> Came {
    let mut came = Came::default();
    let mut exercise = Exercise::new(scenario.clone(), 1).without_history();
    let typical = scenario.teams.iter().find(|it| it.id == "typical");
    match typical.or(scenario.teams.first()) {
        Some(team) => scripted::play(&mut exercise, team, |_, step| {
            if let Step::Passed(events) | Step::Taken(_, events) = &step {
                came.hear(scenario, events);
            }
            true
        }),
        None => {
            let events = exercise.advance(u64::from(scenario.ends_mins) * 60);
            came.hear(scenario, &events);
        }
    }
    came
}
