//! What a clause of a plan is about, and what an event did of that. Must not know a scenario: it goes
//! by names.

use crate::exercise::What;
use crate::scenario::{IncidentLevel, Step};
use serde::Serialize;

/// Something that a clause can be about and a decision can do, by the names that events carry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// An action card, by its id.
    Card(String),
    /// A decision point, whatever is chosen.
    Prompt(String),
    /// An option of a decision point.
    Option {
        /// The decision point's id.
        prompt: String,
        /// The option's id.
        option: String,
    },
    /// A step of the response.
    Step(Step),
    /// A declaration at this level.
    Declare(IncidentLevel),
    /// Somebody outside who is told, by the body's id.
    Body(String),
    /// A situation report.
    Report,
}

impl About {
    /// Whether it names what was decided itself, and not what comes of it.
    pub(super) fn is_named(&self) -> bool {
        matches!(
            self,
            Self::Card(_) | Self::Prompt(_) | Self::Option { .. } | Self::Report
        )
    }
}

/// What an event did, as far as it says so itself: what a card does when it takes effect is told by
/// events of its own.
pub fn of_event(what: &What) -> Vec<About> {
    match what {
        What::Decided { prompt, option, .. } => vec![
            About::Option {
                prompt: prompt.clone(),
                option: option.clone(),
            },
            About::Prompt(prompt.clone()),
        ],
        What::ActionStarted { card, .. } => vec![About::Card(card.clone())],
        What::Reported { methane: None, .. } => vec![About::Report],
        What::Reported { .. } => vec![About::Report, About::Step(Step::Methane)],
        What::Marked { step, .. } => vec![About::Step(*step)],
        What::Declared { level, .. } => vec![About::Declare(*level)],
        What::Notified { body, .. } => vec![About::Body(body.clone())],
        _ => Vec::new(),
    }
}
