//! An events list in: row by row what was understood, guessed and left, and the scenario's main
//! file with just that changed. Rows are known again by their id, else by their title and message
//! together. What the sheet does not have stays as it was; injects that it does not name are not taken
//! out; what is not carried is named. Must not check what comes of it.

mod account;
mod cards;
mod continued;
mod edits;
mod fields;
mod heads;
mod likeness;
mod looks;
mod recipients;
mod row;
mod said;
mod sending;
mod whole;

use super::columns::Mapping;
use crate::exchange::sheet::Sheet;
use account::{MOST_ROWS, Uncarried, account};
use cards::cards;
use continued::continued;
use edits::Edits;
use heads::{heads, is_prose, present, proposed};
use row::{Come, Taking};
use said::Known;
pub use said::{ImportError, Imported, Outcome, RowReport};
use std::collections::BTreeSet;
use wardroom_core::scenario::Scenario;
use whole::Whole;

/// Imports an events list into a scenario.
///
/// # Errors
/// If no heads are found, or the scenario's main file can't be changed.
pub fn import(
    scenario: &Scenario,
    sheets: &[Sheet],
    mapping: &Mapping,
) -> Result<Imported, ImportError> {
    let (together, noted) = continued(sheets).unwrap_or_default();
    let sheets = if together.is_empty() {
        sheets
    } else {
        &together
    };
    let (mapping, absent) = present(sheets, mapping);
    let forms = match heads(sheets, &mapping) {
        Some(_) => None,
        None => cards(sheets),
    };
    let sheets = forms.as_deref().unwrap_or(sheets);
    let Some(found) = heads(sheets, &mapping) else {
        let mut cells = sheets.iter().flat_map(|it| &it.rows).flatten();
        if cells.all(String::is_empty) {
            return Err(ImportError::Empty);
        }
        let told: Vec<String> = absent.iter().map(|it| format!(" {it}")).collect();
        if absent.is_empty() && is_prose(sheets) {
            return Err(ImportError::Prose);
        }
        return Err(ImportError::NoHeads {
            proposed: proposed(sheets),
            absent: told.concat(),
        });
    };
    let main = scenario.files.first().map_or("", |file| &file.text);
    let whole = Whole::of(scenario, &found);
    let mut imported = Imported {
        sheet: found.sheet.name.clone(),
        absent,
        noted,
        ..Imported::default()
    };
    if sheets.len() > 1 {
        let hidden = if found.sheet.hidden {
            ", which is hidden"
        } else {
            ""
        };
        let name = &found.sheet.name;
        imported.noted.push(format!("Read is “{name}”{hidden}."));
    }
    if forms.is_some() {
        imported.noted.push(cards::TOLD.to_owned());
    }
    imported.noted.extend(found.noted.iter().cloned());
    imported.noted.extend(whole.noted.iter().cloned());
    let known = Known::of(scenario);
    let mut come = Come {
        edits: Edits::of(main),
        seen: BTreeSet::new(),
        ids: scenario.injects.iter().map(|it| it.id.clone()).collect(),
    };
    let mut uncarried = Uncarried::default();
    let mut beyond = 0;
    for (at, row) in found.sheet.rows.iter().enumerate().skip(found.first) {
        if row.iter().all(String::is_empty) || found.columns.again(row) {
            continue;
        }
        if at >= found.first + MOST_ROWS {
            beyond += 1;
            continue;
        }
        let (report, of) = Taking {
            scenario,
            known: &known,
            said: None,
            columns: &found.columns,
            whole: &whole,
            row,
            report: RowReport {
                row: at + 1,
                outcome: Outcome::Left,
                guessed: Vec::new(),
                left: Vec::new(),
            },
        }
        .take(&mut come)?;
        uncarried.note(at, row, &found.columns, account::said(&known, of));
        imported.rows.push(report);
    }
    account(&mut imported, sheets, &found, &uncarried, beyond);
    imported.text = come.edits.made()?;
    imported.unnamed = scenario
        .injects
        .iter()
        .enumerate()
        .filter(|(at, _)| !come.seen.contains(at))
        .map(|(_, inject)| inject.id.clone())
        .collect();
    Ok(imported)
}

#[cfg(test)]
mod tests;
