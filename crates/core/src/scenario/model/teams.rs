//! Scripted teams. Must not play one.

use super::super::shape::{ScriptFigures, ScriptMethane};
use super::conditions::Condition;
use super::ids::{CardId, PromptId, RoleId};
use super::picks::Target;

/// See [`crate::scenario::shape::Team`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Team")]
pub struct Team {
    pub id: String,
    pub title: String,
    pub about: String,
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
#[expect(missing_docs, reason = "told in shape::Does")]
pub enum Does {
    /// Decides a prompt.
    Decide(PromptId, usize),
    /// Plays a card.
    Card(CardId, Option<Target>),
    Report {
        /// In words.
        text: String,
        figures: Option<ScriptFigures>,
        methane: Option<Box<ScriptMethane>>,
    },
}
