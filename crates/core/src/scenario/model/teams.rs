//! Scripted teams. Must not play one.

use super::super::shape::{ScriptFigures, ScriptMethane};
use super::conditions::Condition;
use super::ids::{CardId, PromptId, RoleId};
use super::picks::Target;

/// See [`crate::scenario::shape::Team`].
#[derive(Clone, Debug)]
pub struct Team {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// About it.
    pub about: String,
    /// Moves.
    pub moves: Vec<Move>,
}

/// See [`crate::scenario::shape::Move`].
#[derive(Clone, Debug)]
pub struct Move {
    /// What must be true.
    pub when: Condition,
    /// Minutes after.
    pub after_mins: u32,
    /// What it does.
    pub does: Does,
    /// Who decides.
    pub by: RoleId,
    /// Rationale.
    pub because: String,
}

/// See [`crate::scenario::shape::Does`].
#[derive(Clone, Debug)]
pub enum Does {
    /// Decides a prompt.
    Decide(PromptId, usize),
    /// Plays a card.
    Card(CardId, Option<Target>),
    /// Reports.
    Report {
        /// In words.
        text: String,
        /// Figures.
        figures: Option<ScriptFigures>,
        /// METHANE.
        methane: Option<Box<ScriptMethane>>,
    },
}
