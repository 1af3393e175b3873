//! The lines of a record, and the hashes that chain them. Must not keep more than the last hash.
//!
//! A line is `{"hash":"…","prev":"…","kind":"…",…}`: `hash` is the SHA-256, in hexadecimal, of
//! every byte that follows its own field, up to the end of the line; `prev` repeats the hash of the
//! line before (64 zeros in the first). So damage is found: a byte that changed, a line that went
//! missing or was put in. Whoever means to deceive can work out new hashes for a changed text, or
//! leave lines off its end: against that a record is signed (`sign`).

use super::header::Header;
use super::wire::{self, Mirror};
use crate::exercise::{Event, hex};
use sha2::{Digest, Sha256};

/// What stands before the first hash.
pub(super) const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";
pub(super) const BEFORE_HASH: &str = "{\"hash\":\"";
pub(super) const AFTER_HASH: &str = "\",";
const HASH_LEN: usize = 64;

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
        /// What, by the ids of the scenario.
        command: wire::Command,
    },
    /// Something that happened.
    Event(Event),
    /// The state at a time, to compare a replay with and to resume at.
    Checkpoint {
        /// Exercise time.
        at_secs: u64,
        /// SHA-256 of the state, in hexadecimal.
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
                command: command.clone(),
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
                command,
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
