//! An events list in: row by row what was understood, guessed and left, and the scenario's main
//! file with just that changed. Rows are known again by their id, else by their title. What the
//! sheet does not have stays as it was; injects that it does not name are not taken out. Must not
//! check what comes of it.

mod fields;
mod heads;
mod likeness;
mod recipients;
mod row;
mod said;
mod sending;

use super::columns::Mapping;
use super::export::rows;
use super::names::Names;
use super::places::places;
use crate::exchange::sheet::Sheet;
use heads::{heads, present};
use row::Taking;
use said::Known;
pub use said::{ImportError, Imported, Outcome, RowReport};
use std::collections::BTreeSet;
use wardroom_core::scenario::Scenario;

/// The most rows that are looked at.
const MOST_ROWS: usize = 5_000;

/// Imports an events list into a scenario.
///
/// # Errors
/// If no heads are found, or the scenario's main file can't be changed.
pub fn import(
    scenario: &Scenario,
    sheets: &[Sheet],
    mapping: &Mapping,
) -> Result<Imported, ImportError> {
    let (mapping, absent) = present(sheets, mapping);
    let (sheet, head, columns) = heads(sheets, &mapping).ok_or_else(|| {
        let told: Vec<String> = absent.iter().map(|it| format!(" {it}")).collect();
        ImportError::NoHeads(told.concat())
    })?;
    let main = scenario
        .files
        .first()
        .map(|file| file.text.clone())
        .unwrap_or_default();
    let mut imported = Imported {
        text: main,
        sheet: sheet.name.clone(),
        absent,
        ..Imported::default()
    };
    for (at, words) in columns.heads.iter().enumerate() {
        match columns.at.iter().find(|(_, place)| **place == at) {
            Some((column, _)) => {
                imported.mapping.heads.insert(*column, words.clone());
            }
            None if !words.is_empty() => imported.unknown.push(words.clone()),
            None => {}
        }
    }
    let known = Known {
        said: rows(scenario, None),
        places: places(scenario),
        roles: Names::roles(scenario),
        channels: Names::channels(scenario),
        objectives: Names::objectives(scenario),
    };
    let mut seen = BTreeSet::new();
    let mut ids: BTreeSet<String> = scenario.injects.iter().map(|it| it.id.clone()).collect();
    for (at, row) in sheet.rows.iter().enumerate().skip(head + 1).take(MOST_ROWS) {
        if row.iter().all(String::is_empty) {
            continue;
        }
        let report = Taking {
            scenario,
            known: &known,
            said: None,
            columns: &columns,
            row,
            report: RowReport {
                row: at + 1,
                outcome: Outcome::Left,
                guessed: Vec::new(),
                left: Vec::new(),
            },
        }
        .take(&mut imported.text, &mut seen, &mut ids)?;
        imported.rows.push(report);
    }
    imported.unnamed = scenario
        .injects
        .iter()
        .enumerate()
        .filter(|(at, _)| !seen.contains(at))
        .map(|(_, inject)| inject.id.clone())
        .collect();
    Ok(imported)
}
