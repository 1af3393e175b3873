//! Tables of a document that have the same heads as one list: an events list is often a table for each
//! phase or day. Sheets of a workbook are not put together: one may be the other's older version. Must not
//! know what heads mean.

use crate::exchange::msel::when::is_day;
use crate::exchange::sheet::{Joined, Sheet};
use crate::exchange::words::bare;

/// The sheets with those tables put together that have the same heads, and what is to be told of it;
/// nothing if none have.
pub(super) fn continued(sheets: &[Sheet]) -> Option<(Vec<Sheet>, Vec<String>)> {
    let mut found: Vec<(Sheet, Vec<usize>)> = Vec::new();
    for sheet in sheets {
        let place = sheet.table.as_ref().map(|(place, _)| *place);
        let before = found
            .iter_mut()
            .find(|(first, _)| go_together(first, sheet));
        match (before, place) {
            (Some((first, places)), Some(place)) => {
                append(first, sheet);
                places.push(place);
            }
            _ => found.push((sheet.clone(), place.into_iter().collect())),
        }
    }
    let mut told = Vec::new();
    for (sheet, places) in &mut found {
        if places.len() > 1 {
            let all: Vec<String> = places.iter().map(ToString::to_string).collect();
            sheet.name = format!("tables {}", all.join(", "));
            told.push(format!(
                "The {} have the same heads and are taken for one list: rows are counted through them, without heads that come again.",
                sheet.name
            ));
        }
    }
    (!told.is_empty()).then(|| (found.into_iter().map(|it| it.0).collect(), told))
}

/// Whether two tables have the same heads, at least two.
fn go_together(one: &Sheet, other: &Sheet) -> bool {
    let heads = |sheet: &Sheet| -> Option<Vec<String>> {
        sheet.table.as_ref()?;
        let heads: Vec<String> = sheet.rows.first()?.iter().map(|it| bare(it)).collect();
        (heads.iter().filter(|it| !it.is_empty()).count() >= 2).then_some(heads)
    };
    heads(one).is_some_and(|it| Some(it) == heads(other))
}

/// Puts the rows of a table behind those of another, under the day that it stands under.
fn append(sheet: &mut Sheet, other: &Sheet) {
    let under = other.table.as_ref().map_or("", |(_, under)| under);
    if is_day(under) {
        sheet.rows.push(vec![under.to_owned()]);
    }
    // Without its heads.
    let behind = sheet.rows.len();
    let moved = other.joined.iter().filter(|it| it.first > 0);
    sheet.joined.extend(moved.map(|it| Joined {
        first: it.first - 1 + behind,
        last: it.last - 1 + behind,
        ..*it
    }));
    sheet.rows.extend(other.rows.iter().skip(1).cloned());
}
