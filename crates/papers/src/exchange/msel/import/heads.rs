//! The sheet, the row of heads and the column of each that an events list has. Must not look at the
//! rows under them.

use super::super::columns::{Column, Mapping};
use crate::exchange::sheet::Sheet;
use crate::exchange::words::bare;
use std::collections::BTreeMap;

/// Rows in which the heads are looked for.
const HEAD_ROWS: usize = 30;

/// A mapping without the heads that no sheet has, so that their columns are known by the usual ones;
/// and what is to be told of these.
pub(super) fn present(sheets: &[Sheet], mapping: &Mapping) -> (Mapping, Vec<String>) {
    let mut kept = mapping.clone();
    let mut absent = Vec::new();
    for (column, named) in &mapping.heads {
        let mut cells = sheets
            .iter()
            .flat_map(|sheet| sheet.rows.iter().take(HEAD_ROWS).flatten());
        if !cells.any(|cell| bare(cell) == bare(named)) {
            kept.heads.remove(column);
            absent.push(format!(
                "There is no head “{named}” in the file, which the mapping names for “{}”.",
                column.head()
            ));
        }
    }
    (kept, absent)
}

/// Where each column is.
pub(super) struct Columns {
    pub(super) heads: Vec<String>,
    pub(super) at: BTreeMap<Column, usize>,
}

/// The sheet and row with the most heads that are known.
pub(super) fn heads<'a>(
    sheets: &'a [Sheet],
    mapping: &Mapping,
) -> Option<(&'a Sheet, usize, Columns)> {
    let mut best: Option<(usize, &Sheet, usize, Columns)> = None;
    for sheet in sheets {
        for (row, cells) in sheet.rows.iter().enumerate().take(HEAD_ROWS) {
            let mut columns = Columns {
                heads: cells.clone(),
                at: BTreeMap::new(),
            };
            for (at, words) in cells.iter().enumerate() {
                if let Some(column) = mapping.column(words) {
                    columns.at.entry(column).or_insert(at);
                }
            }
            // Heads over two rows: what has none here may have one above.
            if let Some(above) = row.checked_sub(1).and_then(|it| sheet.rows.get(it)) {
                let known = columns.at.len();
                for (at, words) in above.iter().enumerate() {
                    let free = cells.get(at).is_none_or(String::is_empty);
                    if known >= 2
                        && free
                        && let Some(column) = mapping.column(words)
                        && !columns.at.contains_key(&column)
                    {
                        columns.at.insert(column, at);
                        if columns.heads.len() <= at {
                            columns.heads.resize(at + 1, String::new());
                        }
                        columns.heads[at].clone_from(words);
                    }
                }
            }
            let count = columns.at.len();
            let enough = count >= 2
                && (columns.at.contains_key(&Column::Text)
                    || columns.at.contains_key(&Column::Title));
            if enough && best.as_ref().is_none_or(|(most, ..)| count > *most) {
                best = Some((count, sheet, row, columns));
            }
        }
    }
    best.map(|(_, sheet, row, columns)| (sheet, row, columns))
}
