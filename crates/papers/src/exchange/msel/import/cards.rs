//! Injects that each have a table of their own, with the heads down its first column, as one list: so the
//! forms are laid out that many exercises keep a page an inject in. Must not know what becomes of a row.

use crate::exchange::msel::columns::{Column, Sure, claims};
use crate::exchange::sheet::Sheet;
use crate::exchange::words::bare;
use std::collections::{BTreeMap, BTreeSet};

/// So many heads that are known make a form.
const HEADS: usize = 3;

/// So many heads are more than a form has.
const MOST_HEADS: usize = 60;

/// What a form says: each head, folded and as it stands, with what stands beside it.
type Form = Vec<(String, String, String)>;

/// What is told of a list that was made of forms.
pub(super) const TOLD: &str = "Heads stand in the first column there, and each form is one message: row 2 is the first of them, row 3 the second, and so on.";

/// The forms as a list, before the sheets that have none; nothing if no sheet has.
pub(super) fn cards(sheets: &[Sheet]) -> Option<Vec<Sheet>> {
    let mut forms: Vec<Form> = Vec::new();
    let (mut from, mut others) = (Vec::new(), Vec::new());
    for sheet in sheets {
        let found = forms_of(sheet).into_iter().map(titled);
        let found: Vec<Form> = found.filter(is_form).collect();
        if found.is_empty() || sheet.hidden {
            others.push(sheet.clone());
        } else {
            from.push(sheet.name.as_str());
            forms.extend(found);
        }
    }
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut heads: Vec<String> = Vec::new();
    for (key, head, _) in forms.iter().flatten() {
        known.entry(key).or_insert_with(|| {
            heads.push(head.clone());
            heads.len() - 1
        });
    }
    // Forms that have hardly a head in common are no list.
    if heads.len() > MOST_HEADS {
        return None;
    }
    let rows = forms.iter().map(|form| {
        let mut row = vec![String::new(); heads.len()];
        for (key, _, words) in form {
            if let Some(cell) = known.get(key.as_str()).and_then(|it| row.get_mut(*it)) {
                cell.clone_from(words);
            }
        }
        row
    });
    let rows: Vec<Vec<String>> = std::iter::once(heads.clone()).chain(rows).collect();
    let list = Sheet {
        name: from.join(", "),
        rows,
        ..Sheet::default()
    };
    (!forms.is_empty()).then(|| std::iter::once(list).chain(others).collect())
}

/// What a sheet says in two columns, parted where a row is empty or a head comes again. What stands right of
/// the heads without one goes on with what stands above it.
fn forms_of(sheet: &Sheet) -> Vec<Form> {
    let mut forms: Vec<Form> = vec![Form::new()];
    let (mut keys, mut heads_at) = (BTreeSet::new(), None);
    for row in &sheet.rows {
        let mut cells = row.iter().enumerate().filter(|(_, it)| !it.is_empty());
        let (first, words, more) = (cells.next(), cells.next(), cells.next());
        // Three columns are a table.
        if more.is_some() {
            return Vec::new();
        }
        let Some((at, head)) = first else {
            forms.push(Form::new());
            keys.clear();
            heads_at = None;
            continue;
        };
        let last = forms.last_mut().and_then(|form| form.last_mut());
        if let (Some((_, _, said)), None) = (last, words)
            && heads_at.is_some_and(|it| at > it)
        {
            said.push('\n');
            said.push_str(head);
            continue;
        }
        let key = bare(head);
        if keys.contains(&key) {
            forms.push(Form::new());
            keys.clear();
            heads_at = None;
        }
        if words.is_some() {
            heads_at.get_or_insert(at);
        }
        // What goes on for longer is a list, and no form.
        if let Some(form) = forms.last_mut().filter(|it| it.len() <= MOST_HEADS) {
            let head = head.trim_end_matches(':').to_owned();
            let words = words.map(|it| it.1.clone()).unwrap_or_default();
            keys.insert(key.clone());
            form.push((key, head, words));
        }
    }
    forms
}

/// A form whose first line stands alone over it has that for its title, if no head says another.
fn titled(mut form: Form) -> Form {
    let known = |head: &str| {
        let first = claims(head).first().copied();
        first.filter(|it| it.1 >= Sure::Is).map(|it| it.0)
    };
    let has = form
        .iter()
        .any(|(_, head, _)| known(head) == Some(Column::Title));
    if let Some((key, head, words)) = form.first_mut()
        && words.is_empty()
        && !has
        && known(head).is_none()
    {
        *words = std::mem::replace(head, "Title".to_owned());
        *key = bare(head);
    }
    form
}

/// Whether enough of its heads are known, and one of them is that of a message.
fn is_form(form: &Form) -> bool {
    let known: BTreeSet<Column> = form
        .iter()
        .filter_map(|(_, head, _)| claims(head).first().copied())
        .filter(|(_, sure)| *sure >= Sure::Is)
        .map(|(column, _)| column)
        .collect();
    form.len() <= MOST_HEADS
        && known.len() >= HEADS
        && (known.contains(&Column::Text) || known.contains(&Column::Title))
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
                    " | and more",
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
                ["3", "", "Three\nand more", ""],
            ]
        );
        let table = sheet("", &["Time | To | Message", "09:00 | All | One"]);
        assert_eq!(cards(&[table]), None);
    }
    #[test]
    fn long_lists_without_heads_are_no_forms() {
        let lines: Vec<String> = (0..50_000).map(|it| format!("line {it}")).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        assert_eq!(cards(&[sheet("", &lines)]), None);
        // Nor are those of which each has a head of its own.
        let mut blocks = Vec::new();
        for it in 0..2_000 {
            let own = format!("x {it} | y");
            blocks.extend([
                "No | 1".to_owned(),
                "Time | 09:00".to_owned(),
                "Message | m".to_owned(),
                own,
            ]);
        }
        let blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
        assert_eq!(cards(&[sheet("", &blocks)]), None);
    }
    #[test]
    fn what_stands_alone_over_a_form_is_its_title() {
        let forms: Vec<Sheet> = (0..70)
            .map(|it| {
                let title = format!("Inject {it} – ransom note");
                let rows = [title.as_str(), "No | 1", "Time | 09:00", "Message | One"];
                sheet(&format!("table {it}"), &rows)
            })
            .collect();
        let found = cards(&forms).expect("seventy forms");
        assert_eq!(found[0].rows.len(), 71);
        assert_eq!(found[0].rows[0], ["Title", "No", "Time", "Message"]);
        assert_eq!(found[0].rows[1][0], "Inject 0 – ransom note");
        // A head beside which nothing stands goes on with nothing, wherever the title is.
        let rows = [
            "Inject 3 | ",
            " | Time | 09:00",
            " | Expected action | ",
            " | Message | One",
        ];
        let found = cards(&[sheet("", &rows)]).expect("a form");
        assert_eq!(
            found[0].rows,
            [
                ["Title", "Time", "Expected action", "Message"],
                ["Inject 3", "09:00", "", "One"],
            ]
        );
    }
}
