//! How much of a spreadsheet is read. A file says itself how many rows, cells and letters it has,
//! and a small one can say so much that no memory holds it: every count is held against these
//! numbers before anything is made of it. They stand in `docs/authoring.md` too.

/// The longest file.
pub const MOST_BYTES: usize = 16 << 20;
/// The most that the parts of a workbook that are read come to when they are unpacked.
pub const MOST_UNPACKED: usize = 64 << 20;
/// The most elements of those parts.
pub(super) const MOST_ELEMENTS: usize = 5_000_000;
/// How deep elements may stand in one another.
pub(super) const MOST_DEPTH: usize = 256;
/// The most files in a workbook's archive.
pub(super) const MOST_PARTS: usize = 5_000;
/// The most sheets of a workbook.
pub const MOST_SHEETS: usize = 250;
/// The most rows of all sheets together, empty ones above the last that is filled among them.
pub const MOST_ROWS: usize = 100_000;
/// The most cells of all sheets together, empty ones before the last of a row among them.
pub const MOST_CELLS: usize = 2_000_000;
/// The most bytes of text in all cells together.
pub const MOST_TEXT: usize = 64 << 20;
/// The most formats of cells, as Excel has it (65,490).
pub(super) const MOST_FORMATS: usize = 65_490;

/// A count with commas: `100,000`.
pub(super) fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut words = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// The room that is left for what is read.
#[derive(Debug, Default)]
pub(super) struct Room {
    rows: usize,
    cells: usize,
    text: usize,
}

impl Room {
    /// Takes room for so many more rows.
    pub(super) fn rows(&mut self, rows: usize) -> Result<(), String> {
        self.rows = self.rows.saturating_add(rows);
        if self.rows > MOST_ROWS {
            return Err(format!("it has more than {} rows", grouped(MOST_ROWS)));
        }
        Ok(())
    }

    /// Takes room for so many more cells, and what stands in them.
    pub(super) fn cells(&mut self, cells: usize, text: usize) -> Result<(), String> {
        self.cells = self.cells.saturating_add(cells);
        if self.cells > MOST_CELLS {
            return Err(format!("it has more than {} cells", grouped(MOST_CELLS)));
        }
        self.text = self.text.saturating_add(text);
        if self.text > MOST_TEXT {
            return Err(format!(
                "its cells hold more than {} MB of text",
                MOST_TEXT >> 20
            ));
        }
        Ok(())
    }
}

/// Rows that are filled cell by cell, in whatever order, and are only as long as they must be.
#[derive(Debug, Default)]
pub(super) struct Rows(pub(super) Vec<Vec<String>>);

impl Rows {
    /// Puts words into a cell.
    pub(super) fn put(
        &mut self,
        room: &mut Room,
        row: usize,
        column: usize,
        words: String,
    ) -> Result<(), String> {
        if row >= self.0.len() {
            room.rows(row.saturating_add(1) - self.0.len())?;
            self.0.resize_with(row + 1, Vec::new);
        }
        let cells = &mut self.0[row];
        room.cells(
            column.saturating_add(1).saturating_sub(cells.len()),
            words.len(),
        )?;
        if column >= cells.len() {
            cells.resize_with(column + 1, String::new);
        }
        cells[column] = words;
        Ok(())
    }
}
