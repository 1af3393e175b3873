//! What a file holds and the scenario does not take: sheets, columns, cells, rows. Every one of them is
//! named. Must not change anything.

use super::heads::{Columns, Found, heads};
use super::said::{Imported, Known};
use crate::exchange::msel::columns::{Column, Mapping, letter};
use crate::exchange::msel::export::WRITTEN;
use crate::exchange::sheet::Sheet;
use crate::exchange::words::bare;
use std::collections::BTreeMap;

/// Columns that are known and of which nothing is taken.
const UNTAKEN: [Column; 8] = [
    Column::Number,
    Column::Phase,
    Column::Controller,
    Column::Evaluator,
    Column::Status,
    Column::Delivered,
    Column::RealTime,
    Column::Notes,
];

/// The most rows that are looked at.
pub(super) const MOST_ROWS: usize = 5_000;

/// How many rows or cells are named.
const NAMED: usize = 20;

/// How many of what stands over the heads are quoted.
const QUOTED: usize = 4;

/// Cells that are not carried, by their columns: how many, and the first row, as a sheet counts.
#[derive(Default)]
pub(super) struct Uncarried(BTreeMap<usize, (usize, usize)>);

impl Uncarried {
    /// Notes what a row has and nothing takes; `of` is the inject that it is about.
    pub(super) fn note(
        &mut self,
        row: usize,
        cells: &[String],
        columns: &Columns,
        said: Option<&Vec<String>>,
    ) {
        for (at, words) in cells.iter().enumerate() {
            if words.trim().is_empty() {
                continue;
            }
            let column = columns.at.iter().find(|(_, place)| **place == at);
            let column = column.map(|(column, _)| *column);
            let taken = match column {
                None => false,
                Some(Column::Kind) => {
                    let kind = bare(words);
                    kind.contains("alert") || matches!(kind.as_str(), "inject" | "injects")
                }
                Some(column) => !UNTAKEN.contains(&column),
            };
            let place = WRITTEN.iter().position(|it| Some(*it) == column);
            let as_it_was = said
                .zip(place)
                .is_some_and(|(said, place)| said[place].trim() == words.trim());
            if !taken && !as_it_was {
                self.0.entry(at).or_insert((0, row + 1)).0 += 1;
            }
        }
    }

    /// In sentences.
    fn told(&self, columns: &Columns) -> Vec<String> {
        let sentence = |(at, (count, first)): (&usize, &(usize, usize))| {
            let column = columns.at.iter().find(|(_, place)| *place == at);
            let known = column
                .map(|(column, _)| column.head())
                .filter(|own| {
                    columns
                        .heads
                        .get(*at)
                        .is_none_or(|it| bare(it) != bare(own))
                })
                .map_or_else(String::new, |own| format!(", known as “{own}”,"));
            let cells = match count {
                1 => format!("a cell in row {first}"),
                _ => format!("{count} cells, the first in row {first}"),
            };
            let head = match columns.heads.get(*at).filter(|it| !it.is_empty()) {
                Some(head) => format!("The column “{head}”"),
                None => format!("Column {}, which has no head,", letter(*at)),
            };
            format!("{head}{known} is not carried: {cells}.")
        };
        self.0.iter().map(sentence).collect()
    }
}

/// Puts the account into what came of an import.
pub(super) fn account(
    imported: &mut Imported,
    sheets: &[Sheet],
    found: &Found<'_>,
    uncarried: &Uncarried,
    beyond: usize,
) {
    let columns = &found.columns;
    let mut places: Vec<(usize, Column)> = columns.at.iter().map(|(it, at)| (*at, *it)).collect();
    places.sort_unstable();
    for (at, column) in places {
        if !found.sheet.ours {
            imported.mapping.heads.insert(column, columns.named(at));
            imported.heads.push((columns.called(at), column));
        }
    }
    for (at, words) in columns.heads.iter().enumerate() {
        if !words.is_empty() && columns.at.values().all(|place| *place != at) {
            imported.unknown.push(words.clone());
            if !uncarried.0.contains_key(&at) {
                imported
                    .left
                    .push(format!("The column “{words}” is not known, and empty."));
            }
        }
    }
    imported.left.extend(uncarried.told(columns));
    let above: Vec<&str> = found.sheet.rows[..found.first]
        .iter()
        .flatten()
        .map(String::as_str)
        .filter(|it| !it.is_empty() && !columns.heads.iter().any(|head| head == it))
        .collect();
    if !above.is_empty() {
        let more = above.len().saturating_sub(QUOTED);
        let quoted: Vec<String> = above
            .iter()
            .take(QUOTED)
            .map(|it| format!("“{}”", it.chars().take(60).collect::<String>()))
            .collect();
        let more = match more {
            0 => String::new(),
            _ => format!(" and {more} more"),
        };
        imported.left.push(format!(
            "What stands above the heads is not carried: {}{more}.",
            quoted.join(", ")
        ));
    }
    imported.left.extend(unseen(found));
    if beyond > 0 {
        imported.left.push(format!(
            "Only the first {MOST_ROWS} rows are read: {beyond} more are not. Cut the list in two."
        ));
    }
    for sheet in sheets.iter().filter(|it| !std::ptr::eq(*it, found.sheet)) {
        let rows = sheet.rows.iter();
        let rows = rows
            .filter(|row| row.iter().any(|it| !it.is_empty()))
            .count();
        if rows > 0 {
            let name = &sheet.name;
            let hidden = if sheet.hidden { "hidden " } else { "" };
            let too = if !sheet.hidden && is_list(sheet) {
                format!(
                    " It has heads of an events list too: import it as well, with --sheet “{name}”, if it goes with this one."
                )
            } else {
                String::new()
            };
            imported.left.push(format!(
                "The {hidden}sheet “{name}” is not read: {rows} row{}.{too}",
                if rows == 1 { "" } else { "s" },
            ));
        }
    }
}

/// Whether a sheet has heads of messages and of when they are sent.
fn is_list(sheet: &Sheet) -> bool {
    heads(std::slice::from_ref(sheet), &Mapping::default()).is_some_and(|found| {
        let has = |column| found.columns.at.contains_key(&column);
        (has(Column::Text) || has(Column::Title)) && (has(Column::Time) || has(Column::Relative))
    })
}

/// What whoever opens the file does not see and is read, and what they see beside its cells and is not.
fn unseen(found: &Found<'_>) -> Vec<String> {
    let sheet = found.sheet;
    let filled = |at: &usize| {
        let row = sheet.rows.get(*at);
        *at >= found.first && row.is_some_and(|row| row.iter().any(|it| !it.is_empty()))
    };
    let rows = sheet.unseen.iter().filter(|at| filled(at));
    let rows: Vec<String> = rows.map(|at| (at + 1).to_string()).collect();
    let notes = sheet.notes.iter();
    let notes: Vec<String> = notes
        .map(|(row, at)| format!("{}{}", letter(*at), row + 1))
        .collect();
    let mut told = Vec::new();
    match rows.as_slice() {
        [] => {}
        [row] => told.push(format!(
            "Row {row} is hidden in the sheet, and is read all the same."
        )),
        rows => told.push(format!(
            "Rows {} are hidden in the sheet, and are read all the same.",
            listed(rows)
        )),
    }
    match notes.as_slice() {
        [] => {}
        [note] => told.push(format!("The note beside {note} is not carried.")),
        notes => told.push(format!(
            "The notes beside {} are not carried.",
            listed(notes)
        )),
    }
    told
}

/// The first of several, and how many more there are.
fn listed(all: &[String]) -> String {
    let first = all[..all.len().min(NAMED)].join(", ");
    match all.len().saturating_sub(NAMED) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

/// The row of an inject as it goes out, for one that a row is about.
pub(super) fn said(known: &Known, of: Option<usize>) -> Option<&Vec<String>> {
    of.and_then(|at| known.said.get(at))
}
