//! Who speaks to whom, and how what they decided stands to the plan, as it is written. Must not know
//! what is said.

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

/// How a decision, a card or a report stands to the trust's plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// It does what a clause says.
    Follows {
        /// The clause's number, as the plan has it.
        clause: String,
    },
    /// The plan says nothing of it.
    Silent,
    /// It does otherwise than a clause says.
    Against {
        /// The clause's number, as the plan has it.
        clause: String,
        /// Why.
        because: String,
    },
}

same_variants!(exercise::Speaker, Voice {
    Role(it),
    Facilitator,
    Somebody(it),
});
same_variants!(exercise::Stance, Stance {
    Follows { clause },
    Silent,
    Against { clause, because },
});
