//! The heads by which the columns of a trust's lists are known, and the rows under them. Must not
//! know what is made of a cell.

use super::Heads;
use crate::exchange::sheet::Sheet;
use crate::exchange::words::bare;
use std::collections::{BTreeMap, BTreeSet};

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
/// Where the machines of an asset stand. A column that says it may be one of those above as well:
/// where nothing else names the department, the site does.
pub(super) const PLACES: [(&str, &[&str]); 4] = [
    ("site", &["site", "site name", "hospital", "campus"]),
    ("building", &["building", "building name", "block"]),
    ("wing", &["wing"]),
    ("floor", &["floor", "floor level", "level", "storey"]),
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

/// A field with the heads by which others know it.
type Known<'a> = (&'static str, &'a [&'a str]);

/// The field whose head this is: its own, as the trust has named it, before one that others use.
fn field_of(head: &str, fields: &[Known<'_>], heads: &Heads) -> Option<&'static str> {
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
}

/// Which column of a row of heads holds which field. A column that is one of `beside` is another
/// field too only where no other column is.
fn columns_of(
    row: &[String],
    fields: &[Known<'_>],
    beside: &[Known<'_>],
    heads: &Heads,
) -> BTreeMap<&'static str, usize> {
    let mut columns = BTreeMap::new();
    let mut shared = Vec::new();
    for (column, words) in row.iter().enumerate() {
        let own = field_of(words, fields, heads);
        match field_of(words, beside, heads) {
            Some(place) => {
                columns.entry(place).or_insert(column);
                shared.extend(own.map(|field| (field, column)));
            }
            None => {
                if let Some(field) = own {
                    columns.entry(field).or_insert(column);
                }
            }
        }
    }
    for (field, column) in shared {
        columns.entry(field).or_insert(column);
    }
    columns
}

/// Rows of a list by the names of its fields, with the row's number. `beside` are fields whose
/// column may be another's as well.
pub(super) fn rows(
    sheets: &[Sheet],
    fields: &[Known<'_>],
    beside: &[Known<'_>],
    heads: &Heads,
) -> Option<Vec<Row>> {
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
        .map(|(sheet, at, row)| (sheet, at, columns_of(row, fields, beside, heads)))
        .max_by_key(|(_, at, columns)| (used(columns), usize::MAX - at))
        .filter(|(.., columns)| used(columns) >= 2)?;
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

/// How many columns are understood.
fn used(columns: &BTreeMap<&'static str, usize>) -> usize {
    columns.values().collect::<BTreeSet<_>>().len()
}
