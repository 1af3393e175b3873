//! A sheet as rows of text. Must not know what kind of file it was read from.

/// A sheet as text. Cells are trimmed; short rows are short.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name; empty for CSV.
    pub name: String,
    /// Whether it is a table of a document, which may go on in another: its place there and what it
    /// stands under.
    pub table: Option<(usize, String)>,
    /// Whether it was made here of another tool's file: its heads are ours, whatever stands below.
    pub ours: bool,
    /// Whether whoever opens the file sees it.
    pub hidden: bool,
    /// From the first line of the file on; row 3 is `rows[2]`.
    pub rows: Vec<Vec<String>>,
    /// Cells that go down over several rows: only the first of these has their words.
    pub joined: Vec<Joined>,
    /// Rows that whoever opens the file does not see: hidden, or filtered out.
    pub unseen: Vec<usize>,
    /// The row and the column of each cell with a note beside it; what the notes say is not read.
    pub notes: Vec<(usize, usize)>,
}

/// A cell that goes down over several rows, of which only the first has its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Joined {
    /// Its column, the first one where it goes across several.
    pub column: usize,
    /// The row that has the words.
    pub first: usize,
    /// The last row that it goes down to.
    pub last: usize,
}
