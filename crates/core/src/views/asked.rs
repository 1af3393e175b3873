//! The decision point that a room has before it: the one that is due first, with the hands that were
//! raised for it; once it is decided, what was taken. Must not show one that was not put.

use super::log::LogLine;
use crate::exercise::{PromptView, TeamView, What};
use crate::scenario::{Mins, Scenario};
use serde::Serialize;
use std::sync::Arc;

/// An option as it stands before it is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OptionFace {
    /// By what it is chosen.
    pub id: String,
    /// What it says.
    pub title: String,
    /// What it costs, as the people who choose can know it.
    pub cost: String,
}

/// A decision point that was put to somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// By what it is answered.
    pub id: String,
    /// What is asked.
    pub question: String,
    /// What is known about it.
    pub context: String,
    /// What can be chosen, in the scenario's order.
    pub options: Vec<OptionFace>,
    /// When it is due, on the clock.
    pub due: String,
    /// Whether its time has passed.
    pub lapsed: bool,
    /// The title of the option that was taken.
    pub decided: Option<String>,
}

/// A decision point as a room has it before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// The question, its options, and which was taken.
    pub question: Question,
    /// The titles of those who may decide.
    pub by: Vec<String>,
    /// Minutes since it was put.
    pub since_mins: Mins,
    /// Minutes until its moment passes; 0 once it has.
    pub left_mins: Mins,
    /// Hands for each option, when they were last counted; empty before.
    pub hands: Vec<u32>,
}

/// Of those that were put to a team the one that is due first, open and not overdue; else the one that
/// was decided last. `now` is the minute since STARTEX.
pub(super) fn asked(
    scenario: &Scenario,
    lines: &[Arc<LogLine>],
    team: &TeamView,
    now: Mins,
) -> Option<Asked> {
    let open = |it: &&PromptView| it.decided.is_none() && !it.lapsed;
    let open = team.prompts.iter().filter(open).min_by_key(|it| it.due);
    let decided = team.prompts.iter().filter(|it| it.decided.is_some());
    let decided = decided.max_by_key(|it| it.decided.map(|(_, at)| at));
    let put = open.or(decided)?;
    let prompt = &scenario.prompts[put.prompt];
    let hands = lines.iter().rev().find_map(|line| match &line.event.what {
        What::Hands { prompt: of, hands } if *of == prompt.id => Some(hands.clone()),
        _ => None,
    });
    Some(Asked {
        question: question(scenario, put),
        by: prompt
            .by
            .iter()
            .map(|role| scenario.roles[role.at()].title.clone())
            .collect(),
        since_mins: now.saturating_sub(put.asked),
        left_mins: put.due.saturating_sub(now),
        hands: hands.unwrap_or_default(),
    })
}

/// A decision point as it was put.
pub(super) fn question(scenario: &Scenario, put: &PromptView) -> Question {
    let prompt = &scenario.prompts[put.prompt];
    let taken = put
        .decided
        .and_then(|(option, _)| prompt.options.get(option));
    Question {
        id: prompt.id.clone(),
        question: prompt.question.clone(),
        context: prompt.context.clone(),
        options: prompt
            .options
            .iter()
            .map(|option| OptionFace {
                id: option.id.clone(),
                title: option.title.clone(),
                cost: option.cost.clone(),
            })
            .collect(),
        due: scenario.clock(u64::from(put.due) * 60),
        lapsed: put.lapsed,
        decided: taken.map(|option| option.title.clone()),
    }
}
