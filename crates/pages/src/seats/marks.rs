//! What a chair has read, answered and ticked on its own pages: a help to whoever sits there, no part of
//! the record. Must not hold what was read.

use std::collections::{BTreeMap, BTreeSet};

/// Marks of one chair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Messages that were read, by number.
    pub read: BTreeSet<usize>,
    /// Calls that were answered, by number, each with when, on the clock; or that ring on.
    pub calls: BTreeMap<usize, Call>,
    /// Lines of the role card that were ticked, each with who ticked it and when.
    pub ticked: BTreeMap<usize, String>,
    /// So much of the talk was read.
    pub heard: usize,
    /// Goes up with each change.
    pub version: u64,
}

/// What became of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    /// Answered, and when, on the clock.
    Answered(String),
    /// It was let ring.
    LeftRinging,
}
