//! Spreadsheets as rows of text: CSV with whatever separator and encoding, or a workbook. Must not
//! know what the columns mean.

use calamine::{Data, Reader, open_workbook_auto_from_rs};
use std::io::Cursor;

/// A sheet: its name, and its rows from the first line of the file on, so that row 3 is
/// `rows[2]`. Cells are trimmed; short rows are short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name; empty for CSV.
    pub name: String,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// Why a spreadsheet can't be read.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// A workbook that is none.
    #[error("This workbook can't be read: {0}. Save it again as .xlsx or as CSV, and try that.")]
    Workbook(String),
    /// CSV that is none.
    #[error("This file can't be read as CSV: {0}. Save it again as CSV or as .xlsx, and try that.")]
    Csv(String),
}

/// Reads a spreadsheet: a workbook (XLSX, XLS, ODS) by its first bytes, else CSV.
///
/// # Errors
/// If it is neither.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, SheetError> {
    // ZIP, and the compound files of before 2007.
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        workbook(bytes)
    } else {
        Ok(vec![Sheet {
            name: String::new(),
            rows: separated(&decoded(bytes))?,
        }])
    }
}

fn workbook(bytes: &[u8]) -> Result<Vec<Sheet>, SheetError> {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes))
        .map_err(|error| SheetError::Workbook(error.to_string()))?;
    let sheets = book.worksheets().into_iter().map(|(name, range)| {
        let (above, before) = range.start().unwrap_or_default();
        let mut rows = vec![Vec::new(); above as usize];
        rows.extend(range.rows().map(|cells| {
            let mut row = vec![String::new(); before as usize];
            row.extend(cells.iter().map(cell));
            row
        }));
        Sheet { name, rows }
    });
    Ok(sheets.collect())
}

/// A cell as its reader sees it; days as `2017-05-12`, times as `12:30`.
fn cell(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::String(words) => words.trim().to_owned(),
        Data::Float(value) => value.to_string(),
        Data::Int(value) => value.to_string(),
        Data::Bool(value) => value.to_string(),
        Data::DateTime(when) => {
            let (year, month, day, hour, min, sec, _) = when.to_ymd_hms_milli();
            let time = if sec == 0 {
                format!("{hour:02}:{min:02}")
            } else {
                format!("{hour:02}:{min:02}:{sec:02}")
            };
            // A time of day alone is a part of a day.
            if when.as_f64() < 1.0 || when.is_duration() {
                time
            } else if (hour, min, sec) == (0, 0, 0) {
                format!("{year}-{month:02}-{day:02}")
            } else {
                format!("{year}-{month:02}-{day:02} {time}")
            }
        }
        Data::DateTimeIso(words) | Data::DurationIso(words) => words.clone(),
        Data::Error(error) => error.to_string(),
    }
}

/// Text as it was meant: by its byte-order mark, else UTF-8, else what Excel writes in Britain.
fn decoded(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}

fn separated(text: &str) -> Result<Vec<Vec<String>>, SheetError> {
    let separator = separator(text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(std::io::Cursor::new(with_empty_rows(text, separator)));
    reader
        .records()
        .map(|record| {
            let record = record.map_err(|error| SheetError::Csv(error.to_string()))?;
            Ok(record.iter().map(|it| unled(it.trim())).collect())
        })
        .collect()
}

/// The reader passes over empty lines, and they count: each gets a separator.
fn with_empty_rows(text: &str, separator: u8) -> String {
    let mut kept = String::with_capacity(text.len() + 64);
    let mut quoted = false;
    for line in text.split_inclusive('\n') {
        if !quoted && line.trim_end_matches(['\r', '\n']).is_empty() {
            kept.push(char::from(separator));
        }
        quoted ^= line.matches('"').count() % 2 == 1;
        kept.push_str(line);
    }
    kept
}

/// The separator that stands most often outside quotes in the first lines.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.bytes().take(4096) {
        match byte {
            b'"' => quoted = !quoted,
            _ if quoted => {}
            _ => {
                for (separator, count) in &mut counts {
                    if byte == *separator {
                        *count += 1;
                    }
                }
            }
        }
    }
    // The comma, where there is none at all.
    counts
        .iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map_or(b',', |(separator, _)| *separator)
}

/// Rows as CSV, as Excel opens it: UTF-8 with its mark, CRLF. What a spreadsheet would take for a
/// formula is led by an apostrophe.
pub fn csv<R, C>(rows: R) -> Vec<u8>
where
    R: IntoIterator<Item = Vec<C>>,
    C: AsRef<str>,
{
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        // Memory can be written.
        let _never = writer.write_record(row.iter().map(|it| harmless(it.as_ref())));
    }
    writer.into_inner().unwrap_or_default()
}

/// Without the apostrophe that leads what a spreadsheet would take for a formula.
fn unled(field: &str) -> String {
    let bare = field
        .strip_prefix('\'')
        .filter(|it| it.starts_with(FORMULA));
    bare.unwrap_or(field).to_owned()
}

/// What a spreadsheet would take for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

fn harmless(field: &str) -> String {
    if field.starts_with(FORMULA) {
        format!("'{field}")
    } else {
        field.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
        read(bytes).expect("it can be read").remove(0).rows
    }

    #[test]
    fn whatever_the_separator_and_the_encoding_the_words_are_the_same() {
        let wanted = vec![vec!["Zoë", "a, b; c"], vec!["1", "2"]];
        for bytes in [
            "Zoë,\"a, b; c\"\r\n1,2\r\n".as_bytes().to_vec(),
            "\u{feff}Zoë;\"a, b; c\"\n1;2\n".as_bytes().to_vec(),
            "Zoë\t\"a, b; c\"\n1\t2".as_bytes().to_vec(),
            b"Zo\xeb;\"a, b; c\"\n1;2\n".to_vec(),
            std::iter::once(0xfeff_u16)
                .chain("Zoë,\"a, b; c\"\n1,2".encode_utf16())
                .flat_map(u16::to_le_bytes)
                .collect(),
        ] {
            assert_eq!(rows(&bytes), wanted);
        }
    }

    #[test]
    fn rows_keep_their_numbers_over_empty_lines_and_cells_of_several_lines() {
        let found = rows(b"a,b\n\n\"two\nlines\",c\n\nlast,d\n");
        assert_eq!(found.len(), 5);
        assert_eq!(found[2][1], "c");
        assert_eq!(found[4][0], "last");
    }

    #[test]
    fn what_is_written_is_read_again_and_no_formula() {
        let written = csv([vec!["=1+1", "a\"b"], vec!["c\nd", ""]]);
        assert!(String::from_utf8_lossy(&written).contains("'=1+1"));
        assert_eq!(rows(&written), [vec!["=1+1", "a\"b"], vec!["c\nd", ""]]);
    }

    #[test]
    fn a_workbook_that_is_none_is_told() {
        let why = read(b"PK\x03\x04 no workbook").expect_err("it is none");
        assert!(why.to_string().contains(".xlsx"), "{why}");
    }
}
