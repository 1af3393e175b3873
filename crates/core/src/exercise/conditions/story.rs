//! Conditions of the time, of messages, and of what was decided. Must not change anything.

use super::facts::Facts;
use super::telling::{Told, named, theirs};
use crate::exercise::asks::Asks;
use crate::exercise::state::{InjectState, PromptState};
use crate::scenario::{Mins, Scenario, StoryCondition as Story};

/// What one asks about.
pub(super) fn asks(condition: &Story) -> Asks {
    match condition {
        Story::Reached(mins) => Asks::Time(*mins),
        Story::Delivered(id) | Story::Undelivered(id) => Asks::Inject(*id),
        Story::Asked(id) => Asks::Prompt(*id),
        Story::Decided(_) | Story::Chosen { .. } | Story::Done(_) | Story::DoneOn { .. } => {
            Asks::Done
        }
    }
}

/// Whether one holds.
pub(super) fn holds(condition: &Story, facts: &Facts<'_>) -> bool {
    let (state, of, from) = (facts.state, facts.of, facts.from);
    match condition {
        Story::Reached(mins) => state.minute >= *mins,
        Story::Delivered(id) => matches!(state.injects[id.at()], InjectState::Delivered { .. }),
        Story::Undelivered(id) => {
            matches!(state.injects[id.at()], InjectState::Undelivered { .. })
        }
        Story::Asked(id) => state.prompts[id.at()] != PromptState::Waiting,
        Story::Decided(id) => facts.since(decided(state.prompts[id.at()]).map(|(at, _)| at)),
        Story::Chosen { prompt, option } => decided(state.prompts[prompt.at()])
            .is_some_and(|(at, chosen)| at >= from && chosen == *option),
        Story::Done(id) if from == 0 => state.facts.first_done[of][id.at()].is_some(),
        Story::Done(id) => state.facts.done[of]
            .iter()
            .any(|(done, _, at)| done == id && *at >= from),
        Story::DoneOn { card, target } => state.facts.done[of]
            .iter()
            .any(|(done, on, at)| done == card && on.as_ref() == Some(target) && *at >= from),
    }
}

/// Its words.
pub(super) fn told(condition: &Story, scenario: &Scenario, facts: &Facts<'_>) -> Told {
    Told::So(match condition {
        Story::Reached(mins) => format!("from {}", scenario.clock(u64::from(*mins) * 60)),
        Story::Delivered(id) => format!("after “{}”", scenario.injects[id.at()].title),
        Story::Undelivered(id) => {
            format!(
                "“{}” could not be delivered",
                scenario.injects[id.at()].title
            )
        }
        Story::Asked(id) => format!("“{}” is asked", scenario.prompts[id.at()].question),
        Story::Decided(id) => format!("“{}” is decided", scenario.prompts[id.at()].question),
        Story::Chosen { prompt, option } => format!(
            "the team chooses “{}”",
            scenario.prompts[prompt.at()].options[*option].title
        ),
        Story::Done(id) => {
            let title = &scenario.cards[id.at()].title;
            theirs(scenario, facts, format!("the team does: {title}"))
        }
        Story::DoneOn { card, target } => named(scenario, *card, Some(*target)),
    })
}

/// When a prompt was decided, and with which option.
fn decided(prompt: PromptState) -> Option<(Mins, usize)> {
    match prompt {
        PromptState::Decided { at, option, .. } => Some((at, option)),
        PromptState::Waiting | PromptState::Asked { .. } => None,
    }
}
