//! What a workbook's cells don't show: rows that are hidden or filtered out, and notes beside cells. Neither
//! is read by the library that reads the cells. Must not know what the columns mean.

use super::xml::attribute;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// What is unseen of a workbook, by the names of its parts without their folders, in small letters.
#[derive(Debug, Default)]
pub(super) struct Unseen {
    /// Sheets by their names: the name under which the workbook relates to them.
    sheets: BTreeMap<String, String>,
    /// By that: the part.
    parts: BTreeMap<String, String>,
    /// By a sheet's part: its hidden rows.
    rows: BTreeMap<String, Vec<usize>>,
    /// By a sheet's part: the part with its notes.
    beside: BTreeMap<String, String>,
    /// By the part: the row and the column of each note.
    notes: BTreeMap<String, Vec<(usize, usize)>>,
}

/// Whether a part holds notes; what answers to them is written into these as well.
pub(super) fn has_notes(part: &str) -> bool {
    part.contains("/comments") && part.ends_with(".xml")
}

impl Unseen {
    /// Hears what a part says; its path is in small letters.
    pub(super) fn hear(&mut self, path: &str, text: &str) {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let name = name.to_owned();
        match folder {
            "xl" if name == "workbook.xml" => each(text, "sheet", |it| {
                let named = attribute(it, "name").zip(attribute(it, "r:id"));
                self.sheets.extend(named);
            }),
            "xl/_rels" if name == "workbook.xml.rels" => each(text, "Relationship", |it| {
                let related = attribute(it, "Id").zip(attribute(it, "Target"));
                self.parts
                    .extend(related.map(|(id, part)| (id, last(&part))));
            }),
            "xl/worksheets/_rels" => {
                let sheet = name.trim_end_matches(".rels").to_owned();
                each(text, "Relationship", |it| {
                    let part = attribute(it, "Target").unwrap_or_default().to_lowercase();
                    if has_notes(&part) && !part.contains("threaded") {
                        self.beside.insert(sheet.clone(), last(&part));
                    }
                });
            }
            "xl/worksheets" => {
                let mut rows = Vec::new();
                let mut at = 0_usize;
                each(text, "row", |it| {
                    at = attribute(it, "r")
                        .and_then(|it| it.parse().ok())
                        .unwrap_or(at.saturating_add(1));
                    let hidden = attribute(it, "hidden").unwrap_or_default();
                    if matches!(hidden.as_str(), "1" | "true") {
                        rows.push(at.saturating_sub(1));
                    }
                });
                self.rows.insert(name, rows);
            }
            _ if has_notes(path) => {
                let mut notes = Vec::new();
                each(text, "comment", |it| {
                    notes.extend(attribute(it, "ref").and_then(|it| place(&it)));
                });
                self.notes.insert(name, notes);
            }
            _ => {}
        }
    }

    /// The hidden rows of a sheet, and the places of its notes.
    pub(super) fn of(&self, sheet: &str) -> (Vec<usize>, Vec<(usize, usize)>) {
        let part = self.sheets.get(sheet).and_then(|it| self.parts.get(it));
        let rows = part.and_then(|it| self.rows.get(it));
        let notes = part.and_then(|it| self.notes.get(self.beside.get(it)?));
        (
            rows.cloned().unwrap_or_default(),
            notes.cloned().unwrap_or_default(),
        )
    }
}

/// Every element of a name, in a part that is well formed.
fn each(text: &str, name: &str, mut hear: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element))
                if element.local_name().as_ref() == name =>
            {
                hear(&element);
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// A part's name without its folders, in small letters.
fn last(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_lowercase()
}

/// The row and the column of a cell by its name, as `B3`.
fn place(name: &str) -> Option<(usize, usize)> {
    let (letters, row) = name.split_at(name.find(|c: char| c.is_ascii_digit())?);
    if !(1..=3).contains(&letters.len()) || !letters.bytes().all(|it| it.is_ascii_uppercase()) {
        return None;
    }
    let column = letters
        .bytes()
        .fold(0, |at, it| at * 26 + usize::from(it - b'A') + 1);
    let row: usize = row.parse().ok()?;
    Some((row.checked_sub(1)?, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_rows_and_notes_are_those_of_their_sheet() {
        let mut unseen = Unseen::default();
        for (path, text) in [
            (
                "xl/workbook.xml",
                "<workbook><sheets><sheet name=\"One\" r:id=\"a\"/><sheet name=\"Two\" r:id=\"b\"/></sheets></workbook>",
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"a\" Target=\"worksheets/Sheet1.xml\"/><Relationship Id=\"b\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>",
            ),
            (
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData><row r=\"2\" hidden=\"1\"/><row/><row hidden=\"true\"><c r=\"A4\"/></row></sheetData></worksheet>",
            ),
            ("xl/worksheets/sheet2.xml", "<worksheet/>"),
            (
                "xl/worksheets/_rels/sheet2.xml.rels",
                "<Relationships><Relationship Id=\"x\" Target=\"../comments7.xml\"/></Relationships>",
            ),
            (
                "xl/comments7.xml",
                "<comments><commentList><comment ref=\"AB3\"/><comment ref=\"?\"/><comment ref=\"$B$3\"/><comment ref=\"ABCDEFGHIJKLMNOPQRSTUVWXYZ1\"/></commentList></comments>",
            ),
        ] {
            unseen.hear(path, text);
        }
        assert_eq!(unseen.of("One"), (vec![1, 3], vec![]));
        assert_eq!(unseen.of("Two"), (vec![], vec![(2, 27)]));
        assert_eq!(unseen.of("Three"), (vec![], vec![]));
    }
}
