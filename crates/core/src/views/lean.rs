//! What chairs would decide, and what was decided then: a chair sees its own answer, and how the room
//! leaned once that was shown. Must not show a chair another's answer.

use super::log::LogLine;
use crate::exercise::What;
use crate::scenario::{PromptId, RoleId, Scenario};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What one chair would decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Leaning {
    /// The title of the role.
    pub who: String,
    /// Who sits there; can be empty.
    pub name: String,
    /// The option: its place among those of the question.
    pub option: usize,
    /// Why; can be empty.
    pub because: String,
    /// How sure they are, 1 to 5.
    pub confidence: u8,
    /// When, on the clock.
    pub clock: String,
    /// Whether it came after the decision.
    pub late: bool,
}

/// What was decided, by whom and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Taken {
    /// The title of the option.
    pub title: String,
    /// The title of the role that decided.
    pub who: String,
    /// Why.
    pub because: String,
    /// Why not the others.
    pub against: String,
    /// When, on the clock.
    pub clock: String,
}

/// How it stands with a question for one chair.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Leant {
    /// What the chair itself would decide.
    pub own: Option<Leaning>,
    /// Chairs that have answered.
    pub answered: usize,
    /// Chairs that were asked.
    pub asked: usize,
    /// Hands for each option, once they were shown; empty before.
    pub hands: Vec<u32>,
    /// What was decided.
    pub taken: Option<Taken>,
}

/// What every role would decide of a question, the last of each, from the lines of a log.
pub fn leanings(
    scenario: &Scenario,
    lines: &[Arc<LogLine>],
    of: PromptId,
) -> BTreeMap<RoleId, Leaning> {
    let model = &scenario.prompts[of.at()];
    let mut found = BTreeMap::new();
    let mut late = false;
    for line in lines {
        match &line.event.what {
            What::Decided { prompt, .. } if *prompt == model.id => late = true,
            What::Leaned {
                prompt,
                by,
                name,
                option,
                because,
                confidence,
            } if *prompt == model.id => {
                let role = scenario.names.roles.get(by);
                let place = model.options.iter().position(|it| it.id == *option);
                if let (Some(role), Some(option)) = (role, place) {
                    let leaning = Leaning {
                        who: scenario.roles[role.at()].title.clone(),
                        name: name.clone(),
                        option,
                        because: because.clone(),
                        confidence: *confidence,
                        clock: scenario.clock(line.event.at_secs),
                        late,
                    };
                    found.insert(*role, leaning);
                }
            }
            _ => {}
        }
    }
    found
}

/// How it stands with a question for one chair.
pub(super) fn leant(
    scenario: &Scenario,
    lines: &[Arc<LogLine>],
    of: PromptId,
    role: RoleId,
) -> Leant {
    let model = &scenario.prompts[of.at()];
    let mut all = leanings(scenario, lines, of);
    Leant {
        answered: all.len(),
        own: all.remove(&role),
        asked: model.by.len(),
        hands: hands(scenario, lines, of),
        taken: taken(scenario, lines, of),
    }
}

/// The last show of hands for each option of a question; empty before there was one.
pub(super) fn hands(scenario: &Scenario, lines: &[Arc<LogLine>], of: PromptId) -> Vec<u32> {
    let model = &scenario.prompts[of.at()];
    let last = lines.iter().rev().find_map(|line| match &line.event.what {
        What::Hands { prompt, hands } if *prompt == model.id => Some(hands.clone()),
        _ => None,
    });
    last.unwrap_or_default()
}

/// What was decided of a question.
pub(super) fn taken(scenario: &Scenario, lines: &[Arc<LogLine>], of: PromptId) -> Option<Taken> {
    let model = &scenario.prompts[of.at()];
    lines.iter().rev().find_map(|line| match &line.event.what {
        What::Decided {
            prompt,
            by,
            because,
            against,
            ..
        } if *prompt == model.id => Some(Taken {
            title: line.line.title.clone(),
            who: scenario
                .names
                .roles
                .get(by)
                .map(|role| scenario.roles[role.at()].title.clone())
                .unwrap_or_default(),
            because: because.clone(),
            against: against.clone(),
            clock: scenario.clock(line.event.at_secs),
        }),
        _ => None,
    })
}
