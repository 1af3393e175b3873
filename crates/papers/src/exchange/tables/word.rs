//! Tables of Word documents. Nothing that a file says of itself is believed: what is read is unpacked
//! within limits. Cells that are merged across keep their columns; of those merged down the first has
//! the words, and how far they go is kept. Must not read what stands outside tables, but for headings.

use super::named::sheet;
use crate::exchange::sheet::{
    Joined, MOST_CELLS, MOST_UNPACKED, Sheet, attribute, letter, unpacked,
};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::Cursor;
use zip::ZipArchive;

const DOCUMENT: &str = "word/document.xml";

/// The most files in a document's archive.
const MOST_PARTS: usize = 5_000;

/// The most columns that a cell is merged across.
const MOST_ACROSS: usize = 200;

/// The tables of a document; nothing if an archive is none.
pub(super) fn sheets(bytes: &[u8]) -> Option<Result<Vec<Sheet>, String>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    archive.index_for_name(DOCUMENT)?;
    let wrong = |why: String| format!("This Word document can't be read: {why}.");
    if archive.len() > MOST_PARTS {
        return Some(Err(wrong(format!("it has more than {MOST_PARTS} parts"))));
    }
    let mut left = MOST_UNPACKED;
    let body = match unpacked(&mut archive, DOCUMENT, &mut left) {
        Ok(body) => body,
        Err(why) => return Some(Err(wrong(why))),
    };
    Some(match tables_of(&body) {
        Ok(found) if found.is_empty() => Err(
            "This Word document has no table. An events list is a table with a row of heads: copy it into one, or into a spreadsheet."
                .to_owned(),
        ),
        Ok(found) => Ok(found),
        Err(why) => Err(wrong(why)),
    })
}

/// What is read of a document.
#[derive(Default)]
struct Body {
    sheets: Vec<Sheet>,
    rows: Vec<Vec<String>>,
    /// How deep tables stand in one another; what stands in an inner one is of the cell around it.
    depth: usize,
    /// How many columns the cell goes across.
    across: usize,
    /// Whether the cell begins one that goes down, or goes on with it; nothing if neither.
    down: Option<Down>,
    joined: Vec<Joined>,
    /// By column: the cell that goes down there.
    open: BTreeMap<usize, Joined>,
    /// Whether words are those of the document, and not of something that was deleted.
    words: bool,
    /// The paragraph outside tables that is read, and whether it is a heading.
    paragraph: String,
    headed: bool,
    heading: String,
    cells: usize,
}

/// What a cell is of one that goes down over several rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Down {
    Begins,
    GoesOn,
}

fn tables_of(text: &str) -> Result<Vec<Sheet>, String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut body = Body::default();
    loop {
        match reader.read_event().map_err(|it| it.to_string())? {
            // The same again for readers of before 2010.
            Event::Start(element) if element.name().as_ref() == "mc:Fallback" => {
                reader
                    .read_to_end(element.name())
                    .map_err(|it| it.to_string())?;
            }
            Event::Start(element) => body.begins(&element)?,
            Event::Text(said) if body.words => body.say(&said.xml10_content()),
            Event::GeneralRef(name) if body.words => {
                if let Some(letter) = letter(&name) {
                    body.say(letter.encode_utf8(&mut [0; 4]));
                }
            }
            Event::End(element) => body.ends(element.name().as_ref()),
            Event::Eof => return Ok(body.sheets),
            _ => {}
        }
    }
}

impl Body {
    fn begins(&mut self, element: &BytesStart<'_>) -> Result<(), String> {
        let value = || attribute(element, "w:val").unwrap_or_default();
        match element.name().as_ref() {
            "w:t" => self.words = true,
            "w:tab" => self.say(" "),
            "w:br" | "w:cr" => self.say("\n"),
            "w:noBreakHyphen" => self.say("-"),
            "w:pStyle" => {
                let style = value().to_lowercase();
                self.headed |= ["heading", "title", "caption"]
                    .iter()
                    .any(|it| style.starts_with(it));
            }
            "w:tbl" => self.depth += 1,
            "w:tr" if self.depth == 1 => self.rows.push(Vec::new()),
            "w:tc" if self.depth == 1 => {
                self.cells += 1;
                if self.cells > MOST_CELLS {
                    return Err(format!("it has more than {MOST_CELLS} cells"));
                }
                self.across = 1;
                self.down = None;
                if let Some(row) = self.rows.last_mut() {
                    row.push(String::new());
                }
            }
            "w:vMerge" if self.depth == 1 => {
                self.down = Some(match value().as_str() {
                    "restart" => Down::Begins,
                    _ => Down::GoesOn,
                });
            }
            "w:gridSpan" if self.depth == 1 => {
                self.across = value().parse().unwrap_or(1).clamp(1, MOST_ACROSS);
            }
            _ => {}
        }
        Ok(())
    }

    fn ends(&mut self, name: &str) {
        match name {
            "w:t" => self.words = false,
            "w:p" if self.depth > 0 => self.say("\n"),
            "w:p" => {
                let words = std::mem::take(&mut self.paragraph);
                if self.headed && !words.trim().is_empty() {
                    self.heading = words.split_whitespace().collect::<Vec<_>>().join(" ");
                }
                self.headed = false;
            }
            "w:tc" if self.depth == 1 => {
                self.joined();
                if let Some(row) = self.rows.last_mut() {
                    if let Some(cell) = row.last_mut() {
                        *cell = cell.trim().to_owned();
                    }
                    self.cells += self.across - 1;
                    row.resize(row.len() + self.across - 1, String::new());
                }
            }
            "w:tbl" => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    let rows = std::mem::take(&mut self.rows);
                    let mut sheet = sheet(self.sheets.len() + 1, &self.heading, rows);
                    let mut joined = std::mem::take(&mut self.joined);
                    joined.extend(std::mem::take(&mut self.open).into_values());
                    joined.retain(|it| it.last > it.first);
                    sheet.joined = joined;
                    self.sheets.push(sheet);
                }
            }
            _ => {}
        }
    }

    /// Keeps how far down the cell that ends goes.
    fn joined(&mut self) {
        let Some((row, cells)) = self.rows.len().checked_sub(1).zip(self.rows.last()) else {
            return;
        };
        let column = cells.len().saturating_sub(1);
        match (self.down, self.open.get_mut(&column)) {
            (Some(Down::GoesOn), Some(open)) if open.last + 1 == row => open.last = row,
            (down, _) => {
                self.joined.extend(self.open.remove(&column));
                if down == Some(Down::Begins) {
                    let joined = Joined {
                        column,
                        first: row,
                        last: row,
                    };
                    self.open.insert(column, joined);
                }
            }
        }
    }

    fn say(&mut self, words: &str) {
        if self.depth == 0 {
            self.paragraph.push_str(words);
        } else if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            cell.push_str(words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&str]) -> String {
        let rows: Vec<String> = rows.iter().map(|it| format!("<w:tr>{it}</w:tr>")).collect();
        format!("<w:tbl>{}</w:tbl>", rows.concat())
    }

    fn cell(words: &str) -> String {
        format!("<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>")
    }

    #[test]
    fn tables_keep_their_columns_and_stand_under_their_headings() {
        let head = "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>The list</w:t></w:r></w:p>";
        let across = "<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>Both</w:t></w:r></w:p></w:tc>";
        let lines = "<w:tc><w:p><w:r><w:t>one</w:t><w:br/><w:t>two &amp; a</w:t></w:r></w:p><w:p><w:r><w:t>three</w:t></w:r></w:p></w:tc>";
        let inner = format!("<w:tc>{}<w:p/></w:tc>", table(&[&cell("in")]));
        let body = format!(
            "<w:document><w:body>{}{head}{}</w:body></w:document>",
            table(&[&cell("other")]),
            table(&[
                &[cell("a"), cell("b"), cell("c")].concat(),
                &[across, &cell("c")].concat(),
                &[
                    lines,
                    &inner,
                    "<w:tc><w:p><w:r><w:delText>gone</w:delText></w:r></w:p></w:tc>"
                ]
                .concat(),
            ])
        );
        let found = tables_of(&body).expect("it can be read");
        assert_eq!(found.len(), 2);
        assert_eq!(found[1].name, "table 2, The list");
        assert_eq!(
            found[1].rows,
            [
                ["a", "b", "c"],
                ["Both", "", "c"],
                ["one\ntwo & a\nthree", "in", ""],
            ]
        );
    }

    #[test]
    fn how_far_down_a_merged_cell_goes_is_kept() {
        let merged = |words: &str, how: &str| {
            format!(
                "<w:tc><w:tcPr><w:vMerge{how}/></w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"
            )
        };
        let begins = |words| merged(words, " w:val=\"restart\"");
        let body = format!(
            "<w:document><w:body>{}{}</w:body></w:document>",
            table(&[
                &[cell("Time"), cell("What")].concat(),
                &[begins("09:00"), cell("a")].concat(),
                &[merged("", ""), cell("b")].concat(),
                &[begins("10:00"), cell("c")].concat(),
                &[merged("", " w:val=\"continue\""), cell("d")].concat(),
                &[cell("11:00"), cell("e")].concat(),
            ]),
            table(&[&merged("", ""), &begins("alone")]),
        );
        let found = tables_of(&body).expect("it can be read");
        let of = |at: usize| -> Vec<_> {
            let joined = found[at].joined.iter();
            joined.map(|it| (it.column, it.first, it.last)).collect()
        };
        assert_eq!(of(0), [(0, 1, 2), (0, 3, 4)]);
        assert_eq!(of(1), []);
    }
}
