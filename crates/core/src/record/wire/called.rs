//! Calls that roles made, beside ground truth, as they are sealed. Must not compare the two.

use super::mirror::{same_fields, same_variants};
use crate::exercise;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A call that a role made, beside ground truth at the minute of the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CallMade {
    /// The id of the role that rang.
    pub by: String,
    /// Who was rung, in words.
    pub to: String,
    /// What was asked.
    pub asked: String,
    /// When it was asked, seconds since STARTEX.
    pub asked_secs: u64,
    /// When it was answered; absent if it never was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_secs: Option<u64>,
    /// What was answered.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub answer: String,
    /// How it stood at that minute, in words; at ENDEX if no answer came.
    pub really: String,
    /// How the two compare.
    pub accuracy: Accuracy,
}

/// How what was answered compares with how it stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Accuracy {
    /// It was so.
    Right,
    /// It was so as far as it went.
    Partly,
    /// It had been so, or was what had been reported by then.
    OutOfDate,
    /// It was not so.
    Wrong,
    /// Nothing was said that can be compared.
    NoFact,
    /// No answer came before ENDEX.
    Unanswered,
}

same_fields!(
    exercise::CallMade,
    CallMade {
        by,
        to,
        asked,
        asked_secs,
        answered_secs,
        answer,
        really,
        accuracy,
    }
);
same_variants!(
    exercise::Accuracy,
    Accuracy {
        Right,
        Partly,
        OutOfDate,
        Wrong,
        NoFact,
        Unanswered,
    }
);
