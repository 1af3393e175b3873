//! What the author screen's panels ask for: plain values. Must not do any of it.

use super::input::AuthorTab;
use super::places::Moved;
use std::ops::Range;
use wardroom_author::Take;
use wardroom_core::ron_tree::Step;
use wardroom_core::scenario::Mins;

/// What is asked for. Whatever it is, what is typed is taken first: nobody loses words because they
/// clicked elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthorAction {
    /// Take what is typed: its field was left.
    TakeTyped,
    /// Put a value at a place, as RON.
    Set {
        /// The place of its file among those of the project.
        file: usize,
        /// Where it stands, or is to stand.
        path: Vec<Step>,
        /// The value, printed.
        value: String,
    },
    /// Put a value at the end of a list.
    Add {
        /// The place of its file among those of the project.
        file: usize,
        /// Where the list stands.
        list: Vec<Step>,
        /// The value, printed as RON.
        value: String,
    },
    /// Take a value out.
    Remove {
        /// The place of its file among those of the project.
        file: usize,
        /// Where it stands.
        path: Vec<Step>,
    },
    /// Put a copy of the picked item of a list after it, under an id of its own, and pick that.
    Duplicate(&'static str),
    /// Take the picked item of a list out.
    Delete(&'static str),
    /// Mend a problem: put in place of what stands there what the check says was meant.
    Mend {
        /// The place of its file among those of the project.
        file: usize,
        /// Where it stands, in bytes.
        range: Range<usize>,
        /// What stands there.
        was: String,
        /// What is to stand there, as RON.
        value: String,
    },
    /// Show where a problem stands: by its place among those that are placed.
    Go(usize),
    /// Say where machines stand: all of it is one change in each file.
    Stand(Vec<Moved>),
    /// Send an inject of the last sound version at another time.
    Retime {
        /// Its place among the injects of the sound version.
        inject: usize,
        /// Minutes after STARTEX.
        mins: Mins,
    },
    /// Show another tab.
    Show(AuthorTab),
    /// Show another list of the estate.
    List(&'static str),
    /// Pick an item of a list, by its place.
    Pick(&'static str, usize),
    /// Show an item of a list, by its id, or say where it stands.
    Find(&'static str, String),
    /// Show items as text, or as fields.
    AsText(bool),
    /// Show lists of the estate as tables, or item by item.
    AsTable(bool),
    /// Undo the last change.
    Undo,
    /// Make the last change that was undone again.
    Redo,
    /// Write what was changed.
    Save,
    /// Settle a conflict of a file with what is on disk.
    Settle(usize, Take),
    /// Look for what could be better.
    Advise,
    /// Play the last sound version over this many seeds, to see how difficult it is.
    Balance(u64),
    /// Play it no further.
    StopBalance,
    /// Write the report on difficulty beside the scenario.
    WriteBalance,
    /// Go elsewhere, once what stands here is checked.
    Leave(Leave),
}

/// Where an author goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// Back to the home screen.
    Home,
    /// To the briefing of the last sound version.
    Try,
}
