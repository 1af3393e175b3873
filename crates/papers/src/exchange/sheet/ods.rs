//! The cells of an OpenDocument spreadsheet. Read here and not by the library that reads the other
//! workbooks: what is repeated there is written out before it can be counted, and a note that does
//! not end keeps it for ever. Must not know what the columns mean.

use super::lasting::lasting_iso;
use super::limits::{MOST_CELLS, MOST_ROWS, MOST_SHEETS, Room};
use super::xml::{attribute, letter};
use super::{Joined, Sheet};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;
use std::iter::repeat_n;

/// The most blanks that one mark for blanks stands for.
const MOST_BLANKS: usize = 1_000;

/// The table that is read.
#[derive(Default)]
struct Table {
    name: String,
    style: String,
    rows: Vec<Vec<String>>,
    /// Empty rows since the last filled one.
    empty_rows: usize,
    row: Vec<String>,
    /// Empty cells since the last filled one.
    empty_cells: usize,
    /// How often the row stands.
    repeated: usize,
    joined: Vec<Joined>,
    /// Rows that are hidden, and the row and column of each note.
    unseen: Vec<usize>,
    notes: Vec<(usize, usize)>,
}

/// The cell that is read.
struct Cell {
    /// What its attributes say it holds, if they do.
    value: Option<String>,
    /// What it shows.
    text: String,
    paragraphs: usize,
    repeated: usize,
    /// How many rows it goes down over.
    down: usize,
}

/// The sheets of a document's content, which is well formed.
pub(super) fn sheets(content: &str) -> Result<Vec<Sheet>, String> {
    let mut reader = Reader::from_str(content);
    reader.config_mut().expand_empty_elements = true;
    let mut room = Room::default();
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut table: Option<Table> = None;
    let mut cell: Option<Cell> = None;
    // Styles of sheets that are not shown.
    let (mut style, mut hidden) = (String::new(), BTreeSet::new());
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(element) => match (element.name().as_ref(), &mut cell) {
                // A note is no part of what the cell holds.
                ("office:annotation", _) => {
                    table.iter_mut().for_each(Table::note);
                    reader
                        .read_to_end(element.name())
                        .map_err(|error| error.to_string())?;
                }
                ("table:table", None) => {
                    table = Some(Table {
                        name: attribute(&element, "table:name").unwrap_or_default(),
                        style: attribute(&element, "table:style-name").unwrap_or_default(),
                        ..Table::default()
                    });
                }
                ("style:style", None) => {
                    style = attribute(&element, "style:name").unwrap_or_default();
                }
                ("style:table-properties", None)
                    if attribute(&element, "table:display").as_deref() == Some("false") =>
                {
                    hidden.insert(style.clone());
                }
                ("table:table-row", None) => {
                    table.iter_mut().for_each(|it| it.begin_row(&element));
                }
                ("table:table-cell" | "table:covered-table-cell", None) => {
                    cell = Some(Cell {
                        value: value(&element),
                        text: String::new(),
                        paragraphs: 0,
                        repeated: repeated(&element, "table:number-columns-repeated"),
                        down: repeated(&element, "table:number-rows-spanned"),
                    });
                }
                (name, Some(cell)) => cell.marked(name, &element),
                _ => {}
            },
            Event::Text(words) => {
                if let Some(cell) = cell.as_mut().filter(|it| it.paragraphs > 0) {
                    cell.text.push_str(&words.xml10_content());
                }
            }
            Event::GeneralRef(name) => {
                if let Some(cell) = &mut cell {
                    cell.text.extend(letter(&name));
                }
            }
            Event::End(element) => match element.name().as_ref() {
                "table:table-cell" | "table:covered-table-cell" => {
                    if let (Some(table), Some(cell)) = (&mut table, cell.take()) {
                        table.put(cell, &mut room)?;
                    }
                }
                "table:table-row" if cell.is_none() => {
                    if let Some(table) = &mut table {
                        table.end_row(&mut room)?;
                    }
                }
                "table:table" if cell.is_none() => {
                    sheets.extend(table.take().map(|it| it.sheet(&hidden)));
                    if sheets.len() > MOST_SHEETS {
                        return Err(format!("it has more than {MOST_SHEETS} sheets"));
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

impl Cell {
    /// An element inside it.
    fn marked(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "text:p" => {
                if self.paragraphs > 0 {
                    self.text.push('\n');
                }
                self.paragraphs += 1;
            }
            "text:s" => {
                let blanks = repeated(element, "text:c").min(MOST_BLANKS);
                self.text.extend(repeat_n(' ', blanks));
            }
            "text:tab" => self.text.push('\t'),
            "text:line-break" => self.text.push('\n'),
            _ => {}
        }
    }
}

impl Table {
    /// The place of the cell that is read, or begins.
    fn place(&self) -> (usize, usize) {
        (
            self.rows.len().saturating_add(self.empty_rows),
            self.row.len().saturating_add(self.empty_cells),
        )
    }

    fn note(&mut self) {
        let (row, cell) = self.place();
        // A file can claim more rows than there are.
        if row < MOST_ROWS && cell < MOST_CELLS {
            self.notes.push((row, cell));
        }
    }

    fn begin_row(&mut self, element: &BytesStart<'_>) {
        self.repeated = repeated(element, "table:number-rows-repeated");
        let row = self.place().0;
        if row < MOST_ROWS
            && attribute(element, "table:visibility").is_some_and(|it| it != "visible")
        {
            self.unseen.push(row);
        }
    }

    fn sheet(self, hidden: &BTreeSet<String>) -> Sheet {
        Sheet {
            hidden: hidden.contains(&self.style),
            name: self.name,
            rows: self.rows,
            joined: self.joined,
            unseen: self.unseen,
            notes: self.notes,
            ..Sheet::default()
        }
    }

    fn put(&mut self, cell: Cell, room: &mut Room) -> Result<(), String> {
        let words = cell.value.as_deref().unwrap_or(&cell.text).trim();
        if words.is_empty() {
            self.empty_cells = self.empty_cells.saturating_add(cell.repeated);
            return Ok(());
        }
        room.cells(
            self.empty_cells.saturating_add(cell.repeated),
            words.len().saturating_mul(cell.repeated),
        )?;
        if cell.down > 1 && self.repeated == 1 {
            let first = self.rows.len().saturating_add(self.empty_rows);
            self.joined.push(Joined {
                column: self.row.len() + self.empty_cells,
                first,
                last: first.saturating_add(cell.down - 1),
            });
        }
        self.row.extend(repeat_n(String::new(), self.empty_cells));
        self.row.extend(repeat_n(words.to_owned(), cell.repeated));
        self.empty_cells = 0;
        Ok(())
    }

    fn end_row(&mut self, room: &mut Room) -> Result<(), String> {
        self.empty_cells = 0;
        if self.row.is_empty() {
            self.empty_rows = self.empty_rows.saturating_add(self.repeated);
            return Ok(());
        }
        let row = std::mem::take(&mut self.row);
        // One of them has its room already.
        let more = self.repeated.saturating_sub(1);
        let text: usize = row.iter().map(String::len).sum();
        room.rows(self.empty_rows.saturating_add(self.repeated))?;
        room.cells(row.len().saturating_mul(more), text.saturating_mul(more))?;
        self.rows.extend(repeat_n(Vec::new(), self.empty_rows));
        self.rows.extend(repeat_n(row, self.repeated));
        self.empty_rows = 0;
        Ok(())
    }
}

/// How often something stands: once, if nothing is said.
fn repeated(element: &BytesStart<'_>, name: &str) -> usize {
    attribute(element, name).map_or(1, |it| it.parse().unwrap_or(usize::MAX))
}

/// What the attributes of a cell say it holds; text stands in its paragraphs.
fn value(element: &BytesStart<'_>) -> Option<String> {
    if attribute(element, "calcext:value-type").as_deref() == Some("error") {
        return None;
    }
    let lasts = attribute(element, "office:time-value");
    [
        "office:string-value",
        "office:date-value",
        "office:boolean-value",
        "office:value",
    ]
    .iter()
    .find_map(|name| attribute(element, name))
    .or_else(|| lasts.map(|it| lasting_iso(&it)))
}
