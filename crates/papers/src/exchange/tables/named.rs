//! A table of a document as a sheet with a name. Must not read documents.

use crate::exchange::sheet::Sheet;

/// A table as a sheet: its place in the document, and the heading that it stands under.
pub(super) fn sheet(place: usize, under: &str, rows: Vec<Vec<String>>) -> Sheet {
    let name = match under.trim() {
        "" => format!("table {place}"),
        under => format!(
            "table {place}, {}",
            under.chars().take(60).collect::<String>()
        ),
    };
    Sheet {
        name,
        table: Some((place, under.trim().to_owned())),
        rows,
        ..Sheet::default()
    }
}
