//! The first line as it is written.

use super::mirror::same_fields;
use crate::cycle::ExerciseType;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The first line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Header {
    /// The version of the record's format.
    pub format: u32,
    /// The version of the rules that played it. 0 in records made before rules were numbered.
    #[serde(default)]
    pub engine: u32,
    /// The program and its version.
    pub program: String,
    /// The scenario's id.
    pub scenario: String,
    /// The scenario's title.
    pub title: String,
    /// The scenario's hash: SHA-256 over its files.
    pub scenario_hash: String,
    /// The scenario's files, whole, the main one first.
    pub files: Vec<SourceFile>,
    /// The seed: the luck of the exercise.
    pub seed: u64,
    /// The scripted team, if one played.
    pub team: Option<String>,
    /// Who sits where.
    pub people: Vec<Person>,
    /// When the exercise was started, real time, RFC 3339.
    pub started: String,
    /// Who evaluates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evaluators: Vec<String>,
    /// The record it branched off from, if it is a branch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Parent>,
    /// Who was replaced by their role in a copy of another record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forgotten: Vec<Forgotten>,
    /// The trust's plan with which it is played, whole, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<SourceFile>,
    /// Its type, if whoever started it said one: `communications`, `table-top`, `live`, `command-post`. Without
    /// it, it was a table-top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of_type: Option<ExerciseType>,
}

/// A file of the scenario, or the plan's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceFile {
    /// Its path, relative to the main file's folder.
    pub path: String,
    /// What stands in it, whole; of one that is no text, in base64.
    pub text: String,
    /// Whether it is no text: a picture, a PDF or a sound that an inject carries.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub base64: bool,
}

/// A chair and who sits on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// The role's id.
    pub role: String,
    /// The person's name; empty if the facilitator plays the role.
    pub name: String,
}

/// The record that another branched off from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Parent {
    /// The hash of its first line.
    pub hash: String,
    /// When it was started, real time, RFC 3339.
    pub started: String,
    /// The moment at which the branch leaves it, seconds since STARTEX.
    pub at_secs: u64,
}

/// Somebody who was replaced by their role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Forgotten {
    /// What stands in place of the name.
    pub stands_as: String,
    /// The real day on which it was done.
    pub day: String,
    /// The hash of the last line of the record that this one was made from.
    pub from: String,
}

same_fields!(
    crate::record::header::Header,
    Header {
        format,
        engine,
        program,
        scenario,
        title,
        scenario_hash,
        files,
        seed,
        team,
        people,
        started,
        evaluators,
        parent,
        forgotten,
        plan,
        of_type,
    }
);
same_fields!(
    crate::scenario::SourceFile,
    SourceFile { path, text, base64 }
);
same_fields!(crate::record::header::Person, Person { role, name });
same_fields!(
    crate::record::header::Parent,
    Parent {
        hash,
        started,
        at_secs
    }
);
same_fields!(
    crate::record::header::Forgotten,
    Forgotten {
        stands_as,
        day,
        from
    }
);
