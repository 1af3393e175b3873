//! Who speaks to whom, as it is written. Must not know what is said.

use super::mirror::same_variants;
use crate::exercise;
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
