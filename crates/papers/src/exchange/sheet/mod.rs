//! Spreadsheets as rows of text: CSV with whatever separator and encoding, or a workbook. However
//! a file is made, reading it ends with its rows or with words that say why not, within the bounds
//! of `limits.rs`. Must not know what the columns mean.

mod kind;
mod lasting;
mod limits;
mod ods;
mod rows;
mod separated;
mod unseen;
mod workbook;
mod xml;

pub use limits::{MOST_BYTES, MOST_CELLS, MOST_ROWS, MOST_SHEETS, MOST_TEXT, MOST_UNPACKED};
pub use rows::{Joined, Sheet};
pub use separated::csv;
pub(super) use separated::decoded;
pub(super) use workbook::unpacked;
pub(super) use xml::{attribute, letter};

/// Why a spreadsheet can't be read.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// A workbook that is none, or too large.
    #[error("This workbook can't be read: {0}. {hint}", hint = hint())]
    Workbook(String),
    /// CSV that is none, or too large.
    #[error("This file can't be read as CSV: {0}. {hint}", hint = hint())]
    Csv(String),
    /// Something else, and what to do.
    #[error("This file can't be read: {0}")]
    Other(&'static str),
}

fn hint() -> String {
    format!(
        "Save it again as .xlsx or as CSV, with nothing but the rows that matter, and try that: up to {} MB, {} rows and {} cells are read.",
        MOST_BYTES >> 20,
        limits::grouped(MOST_ROWS),
        limits::grouped(MOST_CELLS)
    )
}

/// Reads a spreadsheet: a workbook (XLSX, ODS) by its first bytes, else CSV.
///
/// # Errors
/// If it is neither, or more than is read.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, SheetError> {
    let archive = bytes.starts_with(b"PK\x03\x04");
    // The compound files of before 2007, and what is locked with a password.
    let compound = bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    if bytes.len() > MOST_BYTES {
        let why = format!("it is longer than {} MB", MOST_BYTES >> 20);
        return Err(if archive || compound {
            SheetError::Workbook(why)
        } else {
            SheetError::Csv(why)
        });
    }
    if compound {
        return Err(SheetError::Workbook(kind::compound(bytes).to_owned()));
    }
    if archive {
        return workbook::sheets(bytes).map_err(SheetError::Workbook);
    }
    if let Some(what) = kind::something_else(bytes) {
        return Err(SheetError::Other(what));
    }
    Ok(vec![Sheet {
        rows: separated::rows(bytes).map_err(SheetError::Csv)?,
        ..Sheet::default()
    }])
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
