//! A sheet as rows of text. Must not know what kind of file it was read from.

/// A sheet as text. Cells are trimmed; short rows are short.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name; empty for CSV.
    pub name: String,
    /// Whether whoever opens the file sees it.
    pub hidden: bool,
    /// From the first line of the file on; row 3 is `rows[2]`.
    pub rows: Vec<Vec<String>>,
}
