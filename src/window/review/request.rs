//! What the review's panels ask for. Must not do it.

use wardroom_core::exercise::Command;
use wardroom_core::review::what_if::Change;

/// What is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum ReviewAction {
    /// To the home screen, once everything is on record.
    Home,
    /// The report is to be written beside the record.
    Save,
    /// The same without names, with what people typed as was chosen.
    SaveWithoutNames,
    /// The report that was saved is to be opened with the system's own program.
    OpenReport,
    /// That nothing opened it was read.
    Understood,
    /// The evidence pack is to be written beside the record.
    Evidence,
    /// Its document is to be opened with the system's own program.
    OpenEvidence,
    /// Where it lies was read.
    EvidenceSeen,
    /// What people typed is to be looked through.
    GiveAway,
    /// A moment, seconds since STARTEX, or the whole exercise; it moves on if it did.
    Look(Option<u64>),
    /// A moment to stay at, seconds since STARTEX.
    StayAt(u64),
    /// Whether the moment moves on by itself, from STARTEX if the whole was looked at.
    Run(bool),
    /// Exercise seconds to a real one.
    Speed(u32),
    /// Decisions ranked by an outcome, by its place.
    Rank(usize),
    /// One change, played on to ENDEX.
    WhatIf(Change),
    /// How much of the score was chance.
    Luck,
    /// An answer is no longer waited for.
    Stop(Question),
    /// What people decided is to go into the record, all of it.
    Write(Vec<Command>),
    /// The empty form goes into a new file of this path.
    WriteForm(String),
    /// The answers in the file of this path are to be taken.
    ReadForm(String),
}

/// What is worked out over many runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Which decisions made a difference.
    Mattered,
    /// What one change would have meant.
    WhatIf,
    /// What other random seeds would have meant.
    Luck,
}
