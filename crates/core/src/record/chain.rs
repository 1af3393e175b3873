//! The lines of a record, and the hashes that chain them. Must not keep more than the last hash.
//!
//! A line is `{"hash":"…","prev":"…","kind":"…",…}`: `hash` is the SHA-256, in hexadecimal, of
//! every byte that follows its own field, up to the end of the line; `prev` repeats the hash of the
//! line before (64 zeros in the first). So damage is found: a byte that changed, a line that went
//! missing or was put in. Whoever means to deceive can work out new hashes for a changed text, or
//! leave lines off its end: against that a record is signed (`sign`).

use super::wire::{self, Mirror};
use crate::exercise::{Command, ENGINE, Event, hex};
use crate::scenario::{Scenario, SourceFile};
use sha2::{Digest, Sha256};

/// The version of the record's format. 2 added improvement actions, 3 what people answered, 4 the
/// version of the rules, what an exercise came to, seals and signatures.
pub const FORMAT: u32 = 4;

/// What stands before the first hash.
pub(super) const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";
pub(super) const BEFORE_HASH: &str = "{\"hash\":\"";
pub(super) const AFTER_HASH: &str = "\",";
const HASH_LEN: usize = 64;

/// A chair and who sits on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The role's id.
    pub role: String,
    /// The person's name; empty if the facilitator plays the role.
    pub name: String,
}

/// The record that another branched off from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parent {
    /// The hash of its first line.
    pub hash: String,
    /// When it was started, real time, RFC 3339.
    pub started: String,
    /// The moment at which the branch leaves it, seconds since STARTEX.
    pub at_secs: u64,
}

/// The first line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// [`FORMAT`].
    pub format: u32,
    /// [`ENGINE`] of the program that played it; 0 from before rules were numbered.
    pub engine: u32,
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
    pub evaluators: Vec<String>,
    /// The record it branched off from, if it is a branch.
    pub parent: Option<Parent>,
    /// Who was replaced by their role, if it is such a copy of another record.
    pub forgotten: Vec<Forgotten>,
}

/// Somebody who was replaced by their role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forgotten {
    /// What stands in place of the name.
    pub stands_as: String,
    /// The real day on which it was done.
    pub day: String,
    /// The hash of the last line of the record that this one was made from.
    pub from: String,
}

/// The program and its version, as it stands in records.
pub const PROGRAM: &str = concat!("wardroom ", env!("CARGO_PKG_VERSION"));

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
            engine: ENGINE,
            program: PROGRAM.to_owned(),
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
            forgotten: Vec::new(),
        }
    }
}

/// What a line says.
#[derive(Clone, Debug, PartialEq)]
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
    /// What the exercise came to, at ENDEX.
    Played(Box<wire::Played>),
    /// How it is judged, at ENDEX and after every correction.
    Seal(Box<wire::Seal>),
    /// A signature over everything before it.
    Signature(wire::Signature),
}

impl Mirror<wire::Line> for Body {
    fn mirror(&self) -> wire::Line {
        match self {
            Self::Header(header) => wire::Line::Header(header.mirror()),
            Self::Command {
                at_secs,
                real,
                command,
            } => wire::Line::Command {
                at_secs: *at_secs,
                real: real.clone(),
                command: command.mirror(),
            },
            Self::Event(Event { at_secs, what }) => wire::Line::Event {
                at_secs: *at_secs,
                what: what.mirror(),
            },
            Self::Checkpoint {
                at_secs,
                state_hash,
            } => wire::Line::Checkpoint {
                at_secs: *at_secs,
                state_hash: state_hash.clone(),
            },
            Self::Played(played) => wire::Line::Played(played.clone()),
            Self::Seal(seal) => wire::Line::Seal(seal.clone()),
            Self::Signature(signature) => wire::Line::Signature(signature.clone()),
        }
    }
}

impl From<wire::Line> for Body {
    fn from(line: wire::Line) -> Self {
        match line {
            wire::Line::Header(header) => Self::Header(header.mirror()),
            wire::Line::Command {
                at_secs,
                real,
                command,
            } => Self::Command {
                at_secs,
                real,
                command: command.mirror(),
            },
            wire::Line::Event { at_secs, what } => Self::Event(Event {
                at_secs,
                what: what.mirror(),
            }),
            wire::Line::Checkpoint {
                at_secs,
                state_hash,
            } => Self::Checkpoint {
                at_secs,
                state_hash,
            },
            wire::Line::Played(played) => Self::Played(played),
            wire::Line::Seal(seal) => Self::Seal(seal),
            wire::Line::Signature(signature) => Self::Signature(signature),
        }
    }
}

/// A body as it is written, without its hashes.
pub(super) fn written(body: &Body) -> Result<String, serde_json::Error> {
    serde_json::to_string(&body.mirror())
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

    /// The hash of the line before: it covers everything until there.
    pub fn head(&self) -> &str {
        &self.prev
    }

    /// The next line, with its line feed.
    ///
    /// # Errors
    /// If the body can't be written as JSON, which no body of ours can't.
    pub fn line(&mut self, body: &Body) -> Result<String, serde_json::Error> {
        let body = written(body)?;
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
    let line: wire::Line = serde_json::from_str(&format!("{{{body}")).ok()?;
    Some((hash.to_owned(), line.into()))
}
