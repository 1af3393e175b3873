//! Who speaks to whom while an exercise is played. Must not know what is said.

use crate::scenario::{RoleId, Scenario};
use serde::Serialize;

/// Somebody who says something, or is told it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Voice {
    /// A chair.
    Role(RoleId),
    /// Who runs the exercise.
    Facilitator,
    /// Anybody whom nobody plays, in words: a ward, a supplier, the switchboard.
    Somebody(String),
}

impl Voice {
    /// The same with the id of its role, as events and records carry it.
    pub fn told(&self, scenario: &Scenario) -> Speaker {
        match self {
            Self::Role(id) => Speaker::Role(scenario.roles[id.at()].id.clone()),
            Self::Facilitator => Speaker::Facilitator,
            Self::Somebody(who) => Speaker::Somebody(who.clone()),
        }
    }
}

/// The same as it is told: a chair by its role's id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Speaker {
    /// A chair, by the id of its role.
    Role(String),
    /// Who runs the exercise.
    Facilitator,
    /// Anybody else, in words.
    Somebody(String),
}
