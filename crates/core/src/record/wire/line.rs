//! A line of a record. Must not know what its hashes cover: that is `chain`.

use super::command::Command;
use super::event::Event;
use super::header::Header;
use super::seal::{Played, Seal, Signature};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A line of a record, after its two hashes. `kind` says which it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Line {
    /// The first line: what is played, by whom, with which luck.
    Header(Box<Header>),
    /// A command that was taken.
    Command {
        /// Exercise time, seconds since STARTEX.
        at_secs: u64,
        /// Real time, RFC 3339.
        real: String,
        /// What was asked.
        command: Command,
    },
    /// Something that happened.
    Event {
        /// Exercise time, seconds since STARTEX.
        at_secs: u64,
        /// Which event, and its fields.
        #[serde(flatten)]
        what: Event,
    },
    /// The state at a time, to compare a replay with and to resume at.
    Checkpoint {
        /// Exercise time, seconds since STARTEX.
        at_secs: u64,
        /// The state's hash, SHA-256 in hexadecimal. From engine 1 on it covers what the tasks'
        /// conditions have come to.
        state_hash: String,
    },
    /// What the exercise came to, written once, at ENDEX.
    Played(Box<Played>),
    /// How it is judged: written at ENDEX, and again after every correction. The last one counts.
    Seal(Box<Seal>),
    /// A signature over everything before it.
    Signature(Signature),
}
