//! What is told of the rows of a list that are not carried: each reason once, with all its rows.
//! Must not know the reasons.

use std::collections::BTreeMap;

/// Ranges of rows that are named before the rest is only counted.
const MOST_RANGES: usize = 40;

/// Rows by what is told of them, in the order in which it was first told.
#[derive(Debug, Default)]
pub(super) struct Told {
    reasons: Vec<(String, Vec<usize>)>,
    /// By reason, where it stands.
    at: BTreeMap<String, usize>,
}

impl Told {
    /// Tells something of a row.
    pub(super) fn of(&mut self, row: usize, why: impl Into<String>) {
        let why = why.into();
        let at = *self.at.entry(why.clone()).or_insert(self.reasons.len());
        if at == self.reasons.len() {
            self.reasons.push((why, Vec::new()));
        }
        let rows = &mut self.reasons[at].1;
        if rows.last() != Some(&row) {
            rows.push(row);
        }
    }

    /// A sentence for each reason, led by the list's name.
    pub(super) fn sentences(&self, list: &str) -> impl Iterator<Item = String> {
        self.reasons
            .iter()
            .map(move |(why, rows)| format!("{list}, {}: {why}", named(rows)))
    }
}

/// Rows in words: `row 9`, `rows 3–9, 12`.
pub(super) fn named(rows: &[usize]) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *row => *last = *row,
            _ => ranges.push((*row, *row)),
        }
    }
    let told: Vec<String> = ranges
        .iter()
        .take(MOST_RANGES)
        .map(|(first, last)| {
            if first == last {
                first.to_string()
            } else {
                format!("{first}–{last}")
            }
        })
        .collect();
    let more: usize = ranges
        .iter()
        .skip(MOST_RANGES)
        .map(|(first, last)| last - first + 1)
        .sum();
    let rest = match more {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let noun = if rows.len() == 1 { "row" } else { "rows" };
    format!("{noun} {}{rest}", told.join(", "))
}

/// Names in quotes with commas between.
pub(super) fn quoted<S: AsRef<str>>(names: &[S]) -> String {
    let names: Vec<String> = names
        .iter()
        .map(|it| format!("“{}”", it.as_ref()))
        .collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_told_once_for_each_reason() {
        let mut told = Told::default();
        for row in [2, 3, 4, 9] {
            told.of(row, "no computer");
        }
        told.of(5, "no place");
        let all: Vec<String> = told.sentences("assets").collect();
        assert_eq!(
            all,
            [
                "assets, rows 2–4, 9: no computer",
                "assets, row 5: no place"
            ]
        );
        let every_other: Vec<usize> = (0..100).map(|it| it * 2).collect();
        assert!(named(&every_other).ends_with(", 78 and 60 more"));
    }
}
