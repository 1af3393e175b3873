//! What was said between chairs, to the facilitator and to anybody: a chair sees what it said and what
//! was said to it. Must not show a chair what others said to each other.

use super::log::LogLine;
use crate::exercise::{Contact, Query, Speaker, What};
use crate::scenario::{RoleId, Scenario};
use serde::Serialize;
use std::sync::Arc;

/// Something that was said to a chair, or by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Spoken {
    /// The other side.
    pub with: Speaker,
    /// The other side in words: the title of a role, who was asked.
    pub who: String,
    /// Whether the chair said it.
    pub mine: bool,
    /// When, on the clock.
    pub clock: String,
    /// What was said.
    pub text: String,
}

/// What a chair said and was told, in its order.
pub(super) fn spoken(scenario: &Scenario, lines: &[Arc<LogLine>], role: RoleId) -> Vec<Spoken> {
    let me = Speaker::Role(scenario.roles[role.at()].id.clone());
    let said = lines.iter().filter_map(|line| match &line.event.what {
        What::Said { by, to, text } => Some((line, by, to, text)),
        _ => None,
    });
    said.filter(|(_, by, to, _)| **by == me || **to == me)
        .map(|(line, by, to, text)| {
            let mine = *by == me;
            let with = if mine { to } else { by };
            Spoken {
                with: with.clone(),
                who: called(scenario, with),
                mine,
                clock: scenario.clock(line.event.at_secs),
                text: text.clone(),
            }
        })
        .collect()
}

/// Who that is, in words.
pub(super) fn called(scenario: &Scenario, who: &Speaker) -> String {
    match who {
        Speaker::Role(id) => match scenario.names.roles.get(id) {
            Some(role) => scenario.roles[role.at()].title.clone(),
            None => id.clone(),
        },
        Speaker::Facilitator => "Facilitator".to_owned(),
        Speaker::Somebody(who) => who.clone(),
    }
}

/// Whether what a role asked somebody is answered by the state: whoever was rung is in its catalogue, and so
/// is what was asked.
pub fn answers_itself(scenario: &Scenario, by: &str, to: &Speaker, asked: &str) -> bool {
    let (Speaker::Somebody(name), Some(role)) = (to, scenario.names.roles.get(by)) else {
        return false;
    };
    Query::ALL.iter().any(|it| it.words() == asked)
        && Contact::all(scenario, scenario.roles[role.at()].of)
            .into_iter()
            .any(|it| it.name(scenario) == *name)
}

/// Something that was said, as evaluators and the facilitator read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Overheard {
    /// When, on the clock.
    pub clock: String,
    /// Who said it.
    pub by: String,
    /// To whom.
    pub to: String,
    /// What was said.
    pub text: String,
}

/// All that was said, in its order.
pub(super) fn overheard(scenario: &Scenario, lines: &[Arc<LogLine>]) -> Vec<Overheard> {
    let said = lines.iter().filter_map(|line| match &line.event.what {
        What::Said { by, to, text } => Some(Overheard {
            clock: scenario.clock(line.event.at_secs),
            by: called(scenario, by),
            to: called(scenario, to),
            text: text.clone(),
        }),
        _ => None,
    });
    said.collect()
}
