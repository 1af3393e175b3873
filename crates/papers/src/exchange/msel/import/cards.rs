//! Injects that each have a table of their own, with the heads down its first column, as one list: so the
//! forms are laid out that many exercises keep a page an inject in. Must not know what becomes of a row.

use crate::exchange::msel::columns::{Column, Sure, claims};
use crate::exchange::sheet::Sheet;
use crate::exchange::words::bare;
use std::collections::BTreeSet;

/// So many heads that are known make a form.
const HEADS: usize = 3;

/// What a form says: each head with what stands beside it.
type Form = Vec<(String, String)>;

/// What is told of a list that was made of forms.
pub(super) const TOLD: &str = "Heads stand in the first column there, and each form is one message: row 2 is the first of them, row 3 the second, and so on.";

/// The forms as a list, before the sheets that have none; nothing if no sheet has.
pub(super) fn cards(sheets: &[Sheet]) -> Option<Vec<Sheet>> {
    let mut forms: Vec<Form> = Vec::new();
    let (mut from, mut others) = (Vec::new(), Vec::new());
    for sheet in sheets {
        let found: Vec<Form> = forms_of(sheet).into_iter().filter(is_form).collect();
        if found.is_empty() || sheet.hidden {
            others.push(sheet.clone());
        } else {
            from.push(sheet.name.as_str());
            forms.extend(found);
        }
    }
    let mut heads: Vec<String> = Vec::new();
    for (head, _) in forms.iter().flatten() {
        if heads.iter().all(|it| bare(it) != bare(head)) {
            heads.push(head.clone());
        }
    }
    let under = |form: &Form, head: &String| {
        let said = form.iter().find(|(it, _)| bare(it) == bare(head));
        said.map_or_else(String::new, |(_, words)| words.clone())
    };
    let rows = forms
        .iter()
        .map(|form| heads.iter().map(|head| under(form, head)).collect());
    let rows: Vec<Vec<String>> = std::iter::once(heads.clone()).chain(rows).collect();
    let list = Sheet {
        name: from.join(", "),
        rows,
        ..Sheet::default()
    };
    (!forms.is_empty()).then(|| std::iter::once(list).chain(others).collect())
}

/// What a sheet says in two columns, parted where a row is empty or a head comes again.
fn forms_of(sheet: &Sheet) -> Vec<Form> {
    let mut forms: Vec<Form> = vec![Form::new()];
    for row in &sheet.rows {
        let mut cells = row.iter().filter(|it| !it.is_empty());
        let (head, words, more) = (cells.next(), cells.next(), cells.next());
        // Three columns are a table.
        if more.is_some() {
            return Vec::new();
        }
        let Some(head) = head else {
            forms.push(Form::new());
            continue;
        };
        let again = |form: &Form| form.iter().any(|(it, _)| bare(it) == bare(head));
        if forms.last().is_some_and(again) {
            forms.push(Form::new());
        }
        if let Some(form) = forms.last_mut() {
            let head = head.trim_end_matches(':').to_owned();
            form.push((head, words.cloned().unwrap_or_default()));
        }
    }
    forms
}

/// Whether enough of its heads are known, and one of them is that of a message.
fn is_form(form: &Form) -> bool {
    let known: BTreeSet<Column> = form
        .iter()
        .filter_map(|(head, _)| claims(head).first().copied())
        .filter(|(_, sure)| *sure >= Sure::Is)
        .map(|(column, _)| column)
        .collect();
    known.len() >= HEADS && (known.contains(&Column::Text) || known.contains(&Column::Title))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(name: &str, rows: &[&str]) -> Sheet {
        let cells = |row: &&str| row.split('|').map(|it| it.trim().to_owned()).collect();
        Sheet {
            name: name.to_owned(),
            rows: rows.iter().map(cells).collect(),
            ..Sheet::default()
        }
    }

    #[test]
    fn each_form_is_a_row() {
        let found = cards(&[
            sheet("table 1", &["Version | 0.3", "Author | A"]),
            sheet(
                "table 2",
                &["Inject No: | 1", "Time: | 09:00", "Message: | One"],
            ),
            sheet(
                "table 3",
                &[
                    "Inject No | 2",
                    "Time | 09:10",
                    "To | All",
                    "Message | Two",
                    "Inject No | 3",
                    "Time | ",
                    "Message | Three",
                ],
            ),
        ]);
        let found = found.expect("three forms");
        let names: Vec<&str> = found.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["table 2, table 3", "table 1"]);
        assert_eq!(
            found[0].rows,
            [
                ["Inject No", "Time", "Message", "To"],
                ["1", "09:00", "One", ""],
                ["2", "09:10", "Two", "All"],
                ["3", "", "Three", ""],
            ]
        );
        let table = sheet("", &["Time | To | Message", "09:00 | All | One"]);
        assert_eq!(cards(&[table]), None);
    }
}
