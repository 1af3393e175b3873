//! The heads by which the columns of a trust's lists are known, and the rows under them. Must not
//! know what is made of a cell.

use super::Heads;
use crate::exchange::sheet::Sheet;
use crate::exchange::words::bare;
use std::collections::BTreeMap;

/// Rows in which heads are looked for.
const HEAD_ROWS: usize = 20;

/// The fields of each list, with heads by which others know them.
pub(super) const ASSETS: [(&str, &[&str]); 6] = [
    (
        "segment",
        &[
            "segment",
            "department",
            "location",
            "site",
            "vlan",
            "network",
            "area",
            "ward",
            "zone",
        ],
    ),
    (
        "kind",
        &[
            "kind",
            "type",
            "asset type",
            "class",
            "category",
            "device type",
        ],
    ),
    (
        "build",
        &[
            "build",
            "operating system",
            "os",
            "os version",
            "platform",
            "software",
        ],
    ),
    ("count", &["count", "quantity", "number", "qty", "how many"]),
    (
        "patched",
        &["patched", "up to date", "patch status", "ms17 010", "patch"],
    ),
    (
        "system",
        &[
            "system",
            "application",
            "service supported",
            "used for",
            "runs",
            "hosts",
        ],
    ),
];
pub(super) const DEPENDENCIES: [(&str, &[&str]); 3] = [
    (
        "system",
        &["system", "application", "dependent", "from", "asset"],
    ),
    (
        "needs",
        &[
            "needs",
            "depends on",
            "dependency",
            "requires",
            "to",
            "upstream",
        ],
    ),
    ("loss", &["loss", "impact", "share lost", "criticality"]),
];
pub(super) const IMPACT: [(&str, &[&str]); 5] = [
    (
        "service",
        &[
            "service",
            "clinical service",
            "business service",
            "process",
            "activity",
        ],
    ),
    (
        "system",
        &["system", "application", "needs", "resource", "it system"],
    ),
    (
        "weight",
        &[
            "weight",
            "impact",
            "criticality",
            "importance",
            "tier",
            "priority",
        ],
    ),
    (
        "segment",
        &["segment", "department", "location", "where", "site"],
    ),
    (
        "paper",
        &[
            "paper",
            "downtime",
            "workaround",
            "manual fallback",
            "fallback",
        ],
    ),
];

/// A row by its number, with what stands under each field.
pub(super) type Row = (usize, BTreeMap<&'static str, String>);

/// Rows of a list by the names of its fields, with the row's number.
pub(super) fn rows(
    sheets: &[Sheet],
    fields: &[(&'static str, &[&str])],
    heads: &Heads,
) -> Option<Vec<Row>> {
    let field_of = |head: &str| {
        let head = bare(head);
        let own = fields
            .iter()
            .find(|(field, _)| heads.get(*field).is_some_and(|it| bare(it) == head));
        own.or_else(|| {
            fields.iter().find(|(field, known)| {
                !heads.contains_key(*field) && known.iter().any(|it| *it == head)
            })
        })
        .map(|(field, _)| *field)
    };
    let (sheet, head, columns) = sheets
        .iter()
        .flat_map(|sheet| {
            sheet
                .rows
                .iter()
                .enumerate()
                .take(HEAD_ROWS)
                .map(move |(at, row)| (sheet, at, row))
        })
        .map(|(sheet, at, row)| {
            let mut columns: BTreeMap<&'static str, usize> = BTreeMap::new();
            for (column, words) in row.iter().enumerate() {
                if let Some(field) = field_of(words) {
                    columns.entry(field).or_insert(column);
                }
            }
            (sheet, at, columns)
        })
        .max_by_key(|(_, at, columns)| (columns.len(), usize::MAX - at))
        .filter(|(.., columns)| columns.len() >= 2)?;
    Some(
        sheet
            .rows
            .iter()
            .enumerate()
            .skip(head + 1)
            .filter(|(_, row)| row.iter().any(|it| !it.is_empty()))
            .map(|(at, row)| {
                let cells = columns
                    .iter()
                    .filter_map(|(field, column)| {
                        let words = row.get(*column)?.trim();
                        (!words.is_empty()).then(|| (*field, words.to_owned()))
                    })
                    .collect();
                (at + 1, cells)
            })
            .collect(),
    )
}
