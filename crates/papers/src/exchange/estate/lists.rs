//! What goes into an import of an estate, and what comes out. Must not read a list.

use crate::exchange::sheet::Sheet;
use std::collections::BTreeMap;

/// What was made of the lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Estate {
    /// The estate file.
    pub text: String,
    /// Which head was taken for what, a sentence for each list.
    pub read: Vec<String>,
    /// What was assumed, a sentence each.
    pub assumed: Vec<String>,
    /// What was left, a sentence each, with its row.
    pub left: Vec<String>,
}

/// What a trust keeps lists of, each as its spreadsheet has it; a list that is not kept is empty.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Assets: a row for each machine, or for several alike.
    pub assets: Vec<Sheet>,
    /// Which system needs which.
    pub dependencies: Vec<Sheet>,
    /// Which service needs which system, and how much.
    pub impact: Vec<Sheet>,
}

/// Which head is which field, where the usual heads do not fit: by field, its head there.
pub type Heads = BTreeMap<String, String>;
