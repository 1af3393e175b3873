//! Action cards from tables: a spreadsheet, or a table in a document, with a column for what is to be
//! done. Must not read a file.

use super::draft::{Draft, Found, short};
use super::labels::{Says, says};
use crate::exchange::sheet::Sheet;
use std::collections::BTreeMap;

/// Rows in which heads are looked for.
const HEAD_ROWS: usize = 20;

/// The longest title that is made of what a card says.
const TITLE: usize = 80;

/// The clauses of a workbook; `name` is its file's.
pub(super) fn of(sheets: &[Sheet], name: &str) -> Draft {
    let mut draft = Draft::default();
    for sheet in sheets {
        let place = if sheet.name.is_empty() {
            name.to_owned()
        } else {
            format!("{name}, “{}”", sheet.name)
        };
        match in_table(&sheet.rows, &place) {
            Some((clauses, left)) => {
                draft.clauses.extend(clauses);
                draft.left.extend(left);
            }
            None if sheet.rows.iter().flatten().all(|it| it.trim().is_empty()) => {}
            None => draft.left.push(format!(
                "{place}: no row of heads that is understood. It may have No., Title, Action, Owner, Trigger, Source; what is to be done must be one of them."
            )),
        }
    }
    draft
}

/// The clauses of a table, and what was not carried; nothing if it is no table of cards: its heads must
/// name what is to be done, and one thing more.
pub(super) fn in_table(rows: &[Vec<String>], place: &str) -> Option<(Vec<Found>, Vec<String>)> {
    let (at, columns) = rows
        .iter()
        .take(HEAD_ROWS)
        .enumerate()
        .find_map(|(at, row)| {
            let mut columns: BTreeMap<Says, usize> = BTreeMap::new();
            for (column, head) in row.iter().enumerate() {
                if let Some(says) = says(head) {
                    columns.entry(says).or_insert(column);
                }
            }
            let told = columns.contains_key(&Says::Text) || columns.contains_key(&Says::Title);
            (told && columns.len() > 1).then_some((at, columns))
        })?;
    let mut left = Vec::new();
    let others: Vec<String> = rows[at]
        .iter()
        .enumerate()
        .filter(|(column, head)| {
            !head.trim().is_empty() && !columns.values().any(|it| it == column)
        })
        .map(|(_, head)| format!("“{}”", short(head)))
        .collect();
    if !others.is_empty() {
        left.push(format!("{place}: the columns {}.", others.join(", ")));
    }
    if at > 0 {
        left.push(format!("{place}: what stands above the row of heads."));
    }
    let mut clauses = Vec::new();
    for (number, row) in rows.iter().enumerate().skip(at + 1) {
        let cell = |says: Says| -> String {
            let column = columns.get(&says).and_then(|it| row.get(*it));
            column.map_or_else(String::new, |it| it.trim().to_owned())
        };
        if row.iter().all(|it| it.trim().is_empty()) {
            continue;
        }
        let (title, text) = (cell(Says::Title), cell(Says::Text));
        // A card's number says nothing of what is to be done.
        let title = Some(title).filter(|it| text.is_empty() || it.contains(char::is_alphabetic));
        let title = title.unwrap_or_default();
        if title.is_empty() && text.is_empty() {
            left.push(format!(
                "{place}, row {}: it does not say what is to be done.",
                number + 1
            ));
            continue;
        }
        let source = cell(Says::Source);
        clauses.push(Found {
            number: cell(Says::Number),
            title: if title.is_empty() {
                titled(&text)
            } else {
                title.clone()
            },
            text: vec![if text.is_empty() { title } else { text }],
            owner: cell(Says::Owner),
            trigger: cell(Says::Trigger),
            source: if source.is_empty() {
                format!("{place}, row {}", number + 1)
            } else {
                source
            },
        });
    }
    Some((clauses, left))
}

/// The beginning of what a card says, as its title.
fn titled(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    // `1. Pull the cable` is no sentence “1”.
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let line = match digits.strip_prefix(['.', ')']) {
        Some(rest) if digits.len() < line.len() && rest.starts_with(' ') => rest.trim(),
        _ => line,
    };
    let sentence = line
        .split(". ")
        .next()
        .unwrap_or(line)
        .trim_end_matches('.');
    match sentence.char_indices().nth(TITLE) {
        None if sentence.trim().is_empty() => line.chars().take(TITLE).collect(),
        None => sentence.to_owned(),
        Some((end, _)) => {
            let end = sentence[..end].rfind(' ').unwrap_or(end);
            format!("{}…", &sentence[..end])
        }
    }
}
