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
        let mut firsts = found.iter_mut();
        let before = firsts.find_map(|it| Some((order(&it.0, sheet)?, it)));
        match (before, place) {
            (Some((order, (first, places))), Some(place)) => {
                append(first, sheet, &order);
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

/// By column of a table: where another has the same head; nothing if their heads are not the same, in
/// whichever order, or fewer than two.
fn order(one: &Sheet, other: &Sheet) -> Option<Vec<usize>> {
    let heads = |sheet: &Sheet| -> Option<Vec<String>> {
        sheet.table.as_ref()?;
        let heads: Vec<String> = sheet.rows.first()?.iter().map(|it| bare(it)).collect();
        (heads.iter().filter(|it| !it.is_empty()).count() >= 2).then_some(heads)
    };
    let (one, other) = (heads(one)?, heads(other)?);
    if one == other {
        return Some((0..one.len()).collect());
    }
    let once = |head: &String| one.iter().filter(|it| *it == head).count() == 1;
    let same = one.len() == other.len() && one.iter().all(once);
    let place = |head: &String| other.iter().position(|it| it == head);
    one.iter()
        .filter(|_| same)
        .map(place)
        .collect::<Option<Vec<_>>>()
        .filter(|_| same)
}

/// Puts the rows of a table behind those of another, under the day that it stands under.
fn append(sheet: &mut Sheet, other: &Sheet, order: &[usize]) {
    let under = other.table.as_ref().map_or("", |(_, under)| under);
    if is_day(under) {
        sheet.rows.push(vec![under.to_owned()]);
    }
    // Without its heads.
    let behind = sheet.rows.len();
    let moved = other.joined.iter().filter(|it| it.first > 0);
    sheet.joined.extend(moved.map(|it| {
        Joined {
            column: order
                .iter()
                .position(|at| *at == it.column)
                .unwrap_or(it.column),
            first: it.first - 1 + behind,
            last: it.last - 1 + behind,
        }
    }));
    sheet.rows.extend(other.rows.iter().skip(1).map(|row| {
        let cell = |at: usize| row.get(at).cloned().unwrap_or_default();
        let beyond = order.len()..row.len();
        order.iter().copied().chain(beyond).map(cell).collect()
    }));
}
