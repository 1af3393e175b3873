//! Scripted teams: who decides what and when. Must not see more than a condition can.

use super::{Condition, Count, Id, When};
use serde::Deserialize;

/// A scripted team, in a file of its own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// The format's version.
    pub schema: Count,
    /// Id.
    pub id: Id,
    /// Title, for reports.
    pub title: String,
    /// What kind of team this is.
    pub about: String,
    /// What it does, in any order.
    pub moves: Vec<Move>,
}

/// One thing a scripted team does. A move that is refused is tried again every ten minutes, six
/// times at most.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// When.
    pub when: MoveWhen,
    /// What.
    pub does: Does,
    /// The role that decides.
    pub by: Id,
    /// The rationale, as the loggist would write it.
    pub because: String,
}

/// When a move is made.
#[derive(Clone, Debug, Deserialize)]
pub enum MoveWhen {
    /// At a time.
    At(When),
    /// So many minutes after something became true.
    Once {
        /// What must become true.
        is: Condition,
        /// Minutes after it did.
        #[serde(default)]
        after_mins: u32,
    },
}

/// What a move does.
#[derive(Clone, Debug, Deserialize)]
pub enum Does {
    /// Decides a prompt.
    Decide {
        /// The prompt.
        prompt: Id,
        /// The option.
        option: Id,
    },
    /// Plays a card.
    Card {
        /// The card.
        card: Id,
        /// The target, if the card asks for one.
        target: Option<Id>,
    },
    /// Gives a situation report.
    Report {
        /// What the team says, as METHANE or in its own words.
        text: String,
    },
}
