//! The lines of a record, and the hashes that chain them. Must not keep more than the last hash.
//!
//! A line is `{"hash":"…","prev":"…","kind":"…",…}`: `hash` is the SHA-256, in hexadecimal, of
//! every byte that follows its own field, up to the end of the line; `prev` repeats the hash of the
//! line before (64 zeros in the first). So a change of any byte is found, and so is a line that was
//! taken out or put in.

use crate::exercise::{Command, Event, hex};
use crate::scenario::{Scenario, SourceFile};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The version of the record's format. 2 added improvement actions.
pub const FORMAT: u32 = 3;

/// What stands before the first hash.
pub(super) const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";
pub(super) const BEFORE_HASH: &str = "{\"hash\":\"";
pub(super) const AFTER_HASH: &str = "\",";
const HASH_LEN: usize = 64;

/// A chair and who sits on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The role's id.
    pub role: String,
    /// The person's name; empty if the facilitator plays the role.
    pub name: String,
}

/// The record that another branched off from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parent {
    /// The hash of its first line.
    pub hash: String,
    /// When it was started, real time, RFC 3339.
    pub started: String,
    /// The moment at which the branch leaves it, seconds since STARTEX.
    pub at_secs: u64,
}

/// The first line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// [`FORMAT`].
    pub format: u32,
    /// The program and its version.
    pub program: String,
    /// The scenario's id.
    pub scenario: String,
    /// The scenario's title.
    pub title: String,
    /// The scenario's hash.
    pub scenario_hash: String,
    /// The scenario's files, whole, the main one first.
    pub files: Vec<SourceFile>,
    /// The seed.
    pub seed: u64,
    /// The scripted team, if one plays.
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
}

impl Header {
    /// The header of an exercise that starts now.
    pub fn new(
        scenario: &Scenario,
        seed: u64,
        team: Option<String>,
        people: Vec<Person>,
        started: String,
    ) -> Self {
        Self {
            format: FORMAT,
            program: concat!("wardroom ", env!("CARGO_PKG_VERSION")).to_owned(),
            scenario: scenario.id.clone(),
            title: scenario.title.clone(),
            scenario_hash: scenario.hash.clone(),
            files: scenario.files.clone(),
            seed,
            team,
            people,
            started,
            evaluators: Vec::new(),
            parent: None,
        }
    }
}

/// What a line says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Body {
    /// The first line.
    Header(Box<Header>),
    /// A command that was taken.
    Command {
        /// Exercise time, seconds since STARTEX.
        at_secs: u64,
        /// Real time, RFC 3339.
        real: String,
        /// What.
        command: Command,
    },
    /// Something that happened.
    Event(Event),
    /// The state at a time, to compare a replay with and to resume at.
    Checkpoint {
        /// Exercise time.
        at_secs: u64,
        /// The state's hash.
        state_hash: String,
    },
}

/// Chains lines.
#[derive(Clone, Debug)]
pub struct Chain {
    prev: String,
}

impl Default for Chain {
    fn default() -> Self {
        Self {
            prev: START.to_owned(),
        }
    }
}

impl Chain {
    /// A chain that goes on after a line with this hash.
    pub fn after(prev: String) -> Self {
        Self { prev }
    }

    /// The next line, with its line feed.
    ///
    /// # Errors
    /// If the body can't be written as JSON, which no body of ours can't.
    pub fn line(&mut self, body: &Body) -> Result<String, serde_json::Error> {
        let body = serde_json::to_string(body)?;
        // A body is a JSON object: `{` and its fields.
        let rest = format!("\"prev\":\"{}\",{}", self.prev, &body[1..]);
        let hash = hex(&Sha256::digest(rest.as_bytes()));
        let line = format!("{BEFORE_HASH}{hash}{AFTER_HASH}{rest}\n");
        self.prev = hash;
        Ok(line)
    }
}

/// A line's hash and body, if the line is what was once written.
pub(super) fn verify(line: &[u8], prev: &str) -> Option<(String, Body)> {
    let hash_from = BEFORE_HASH.len();
    let rest_from = hash_from + HASH_LEN + AFTER_HASH.len();
    if line.len() < rest_from || !line.starts_with(BEFORE_HASH.as_bytes()) {
        return None;
    }
    let hash = std::str::from_utf8(&line[hash_from..hash_from + HASH_LEN]).ok()?;
    if &line[hash_from + HASH_LEN..rest_from] != AFTER_HASH.as_bytes()
        || hex(&Sha256::digest(&line[rest_from..])) != hash
    {
        return None;
    }
    let rest = std::str::from_utf8(&line[rest_from..]).ok()?;
    let body = rest
        .strip_prefix("\"prev\":\"")?
        .strip_prefix(prev)?
        .strip_prefix("\",")?;
    let body = serde_json::from_str(&format!("{{{body}")).ok()?;
    Some((hash.to_owned(), body))
}
