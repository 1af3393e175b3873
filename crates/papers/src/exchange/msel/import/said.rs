//! What the scenario says of its injects before an import, and what is said of each row after it.
//! Must not take a row in.

use super::likeness::short;
use crate::exchange::msel::columns::{Column, Mapping};
use crate::exchange::msel::export::rows;
use crate::exchange::msel::names::Names;
use crate::exchange::msel::places::{Place, places};
use crate::exchange::words::bare;
use std::collections::BTreeMap;
use wardroom_core::ron_tree::EditError;
use wardroom_core::scenario::Scenario;

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
    /// Which column was taken for what, to be handed on.
    pub mapping: Mapping,
    /// The same in the order of the sheet: a head or a letter, and what it was taken for.
    pub heads: Vec<(String, Column)>,
    /// Heads that are not carried.
    pub unknown: Vec<String>,
    /// Heads that the mapping names and that are not there, in sentences.
    pub absent: Vec<String>,
    /// How the list as a whole was understood, where that is not clear, in sentences.
    pub noted: Vec<String>,
    /// What the file holds and the scenario does not take, in sentences: sheets, columns, rows.
    pub left: Vec<String>,
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
        "No row in the file has heads that are understood. At least a message or a synopsis is needed, and one column more. Name them in a mapping file, e.g. {{\"text\": \"What happens\", \"time\": \"Clock\"}}; in a list without heads by their letters, e.g. {proposed}.{absent}"
    )]
    NoHeads {
        /// A mapping by letters, for what stands there.
        proposed: String,
        /// Heads of the mapping that are not there, each in a sentence led by a blank.
        absent: String,
    },
    /// Nothing is in it.
    #[error(
        "The file is empty. Save the list again in the program that it was made with, and import that."
    )]
    Empty,
    /// A text with headings, and no table.
    #[error(
        "This is a text with headings, and no table of injects is in it. An events list is a table, with a row for each inject and heads such as “Time”, “From”, “To” and “Message”: put the injects into one, here or in a spreadsheet."
    )]
    Prose,
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
    /// Injects by their ids.
    pub by_id: BTreeMap<String, usize>,
    /// Injects by the letters and digits of their titles, and of what a title would be made of.
    pub by_title: BTreeMap<String, Vec<usize>>,
}

impl Known {
    pub(super) fn of(scenario: &Scenario) -> Self {
        let mut by_title: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, inject) in scenario.injects.iter().enumerate() {
            by_title.entry(bare(&inject.title)).or_default().push(at);
            let made = by_title.entry(bare(&short(&inject.text))).or_default();
            if made.last() != Some(&at) {
                made.push(at);
            }
        }
        let ids = scenario.injects.iter().enumerate();
        Self {
            said: rows(scenario, None),
            places: places(scenario),
            roles: Names::roles(scenario),
            channels: Names::channels(scenario),
            objectives: Names::objectives(scenario),
            by_id: ids.map(|(at, it)| (it.id.clone(), at)).collect(),
            by_title,
        }
    }
}
