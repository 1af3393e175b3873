//! What came with a message of the facilitator's, as it is told in the event: by its hash. Must not hold it.

use super::mirror::same_fields;
use crate::exercise;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A file that came with a message: the command that sent it holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CameWith {
    /// What its sender calls it.
    pub title: String,
    /// What can be seen or heard in it; can be empty for a table.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub shows: String,
    /// What it is, in words.
    pub kind: String,
    /// SHA-256 over its bytes, in hexadecimal.
    pub sha256: String,
}

same_fields!(
    exercise::CameWith,
    CameWith {
        title,
        shows,
        kind,
        sha256
    }
);
