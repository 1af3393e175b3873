//! Who speaks to whom, as it is written, and what that means in a scenario. Must not know what is said.

use super::mirror::same_variants;
use super::named::Named;
use crate::exercise::{self, Refusal};
use crate::scenario::{RoleId, Scenario};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Somebody who says something, or is told it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Voice {
    /// A chair, by the id of its role.
    Role(String),
    /// Who runs the exercise.
    Facilitator,
    /// Anybody whom nobody plays, in words.
    Somebody(String),
}

same_variants!(exercise::Speaker, Voice {
    Role(it),
    Facilitator,
    Somebody(it),
});

impl Named<Voice> for exercise::Voice {
    fn written(&self, scenario: &Scenario) -> Voice {
        match self {
            Self::Role(id) => Voice::Role(id.written(scenario)),
            Self::Facilitator => Voice::Facilitator,
            Self::Somebody(who) => Voice::Somebody(who.clone()),
        }
    }

    fn meant(written: &Voice, scenario: &Scenario) -> Result<Self, Refusal> {
        Ok(match written {
            Voice::Role(id) => Self::Role(RoleId::meant(id, scenario)?),
            Voice::Facilitator => Self::Facilitator,
            Voice::Somebody(who) => Self::Somebody(who.clone()),
        })
    }
}
