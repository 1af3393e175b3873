//! What the scenario says of its injects before an import, and what is said of each row after it.
//! Must not take a row in.

use crate::exchange::msel::columns::Mapping;
use crate::exchange::msel::names::Names;
use crate::exchange::msel::places::Place;
use wardroom_core::ron_tree::EditError;

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It says what the scenario says.
    Same(String),
    /// It changes these fields of an inject.
    Changed(String, Vec<&'static str>),
    /// It is a new inject.
    New(String),
    /// It was passed over.
    Left,
}

/// What was made of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowReport {
    /// The row, as the spreadsheet counts.
    pub row: usize,
    /// What became of it.
    pub outcome: Outcome,
    /// What was guessed, and should be looked at.
    pub guessed: Vec<String>,
    /// What was left, and why.
    pub left: Vec<String>,
}

/// What came of an import.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// The main file with the changes.
    pub text: String,
    /// The sheet that was read.
    pub sheet: String,
    /// Which column was taken for what.
    pub mapping: Mapping,
    /// Heads that are not carried.
    pub unknown: Vec<String>,
    /// Heads that the mapping names and that are not there, in sentences.
    pub absent: Vec<String>,
    /// Row by row.
    pub rows: Vec<RowReport>,
    /// Injects of the scenario that the sheet does not name; they stay.
    pub unnamed: Vec<String>,
}

/// Why nothing could be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// No heads were found.
    #[error(
        "No row in the file has heads that are understood. At least a message or a synopsis is needed, and one column more. Name them in a mapping file, e.g. {{\"text\": \"What happens\", \"time\": \"Clock\"}}.{0}"
    )]
    NoHeads(String),
    /// The scenario's file can't be changed.
    #[error(transparent)]
    Edit(#[from] EditError),
}

/// What the scenario says of its injects, to be compared with.
pub(super) struct Known {
    /// The rows as they go out.
    pub said: Vec<Vec<String>>,
    pub places: Vec<Place>,
    pub roles: Names,
    pub channels: Names,
    pub objectives: Names,
}
