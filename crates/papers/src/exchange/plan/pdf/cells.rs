//! Tables without lines around their cells: a row of heads that are understood, and what stands under each. Must not
//! know what a clause is.

use super::super::cards;
use super::super::labels::{Says, labelled, says};
use super::joined::joined;
use super::leaf::Line;

/// Whether words are the heads of a table of action cards.
pub(super) fn heads(words: &Vec<String>) -> bool {
    words.len() > 1 && cards::in_table(std::slice::from_ref(words), "").is_some()
}

/// A table that is being read.
#[derive(Debug)]
pub(super) struct Cells {
    /// Where its columns begin.
    starts: Vec<f64>,
    /// Its heads, which every page may repeat.
    heads: Vec<String>,
    /// Each cell by its lines.
    rows: Vec<Vec<Vec<String>>>,
    /// Whether its first column numbers its rows.
    numbered: bool,
    /// Column, page and height of the line that was read last.
    last: (usize, f64),
}

impl Cells {
    /// A table, if a line is a row of heads, or an owner's or trigger's label with what belongs to it.
    pub fn begun(line: &Line) -> Option<Self> {
        let words: Vec<String> = line.parts.iter().map(|it| it.words.clone()).collect();
        let heads = heads(&words);
        let label = words.len() == 2
            && labelled(&line.words()).is_none()
            && matches!(
                says(words[0].trim_end_matches(':')),
                Some(Says::Owner | Says::Trigger | Says::Source | Says::Text)
            );
        (heads || label).then(|| Self {
            starts: line.parts.iter().map(|it| it.x).collect(),
            numbered: heads && says(&words[0]) == Some(Says::Number),
            heads: if heads { words.clone() } else { Vec::new() },
            rows: vec![words.into_iter().map(|it| vec![it]).collect()],
            last: (line.column, line.y()),
        })
    }

    /// Takes a line in, if it belongs to the table. `usual` is how far lines of a paragraph are apart.
    pub fn takes(&mut self, line: &Line, usual: f64) -> bool {
        let words: Vec<String> = line.parts.iter().map(|it| it.words.clone()).collect();
        if !self.heads.is_empty() && words == self.heads {
            self.last = (line.column, line.y());
            return true;
        }
        let mut row: Vec<Option<String>> = vec![None; self.starts.len()];
        for part in &line.parts {
            let after = self
                .starts
                .partition_point(|it| *it <= part.x + 0.6 * part.size);
            let Some(column) = after.checked_sub(1) else {
                return false;
            };
            let over = self
                .starts
                .get(column + 1)
                .is_some_and(|it| part.end > it + 1.0);
            if over || row[column].is_some() {
                return false;
            }
            row[column] = Some(part.words.clone());
        }
        let near =
            self.last.0 == line.column && self.last.1 - line.y() <= (usual + 0.25) * line.size();
        let label = self.heads.is_empty();
        let begins = match &row[0] {
            None => false,
            Some(_) if label => return false,
            Some(_) if self.numbered || !near => true,
            Some(_) => row.iter().all(Option::is_some),
        };
        let alone = row.iter().flatten().count() == 1 && begins;
        if (label || alone) && !near {
            return false;
        }
        // Far below, under no number, is what stands behind the table.
        let far = self.last.0 == line.column && self.last.1 - line.y() > 3.5 * line.size();
        if far && !begins {
            return false;
        }
        self.last = (line.column, line.y());
        if begins {
            self.rows.push(vec![Vec::new(); self.starts.len()]);
        }
        if let Some(open) = self.rows.last_mut() {
            for (cell, words) in open.iter_mut().zip(row) {
                cell.extend(words);
            }
        }
        true
    }

    /// From top to bottom, cells of several lines joined.
    pub fn rows(self) -> Vec<Vec<String>> {
        let rows = self.rows.into_iter();
        rows.map(|row| {
            let cells = row.into_iter();
            cells
                .map(|lines| joined(lines.iter().map(String::as_str)))
                .collect()
        })
        .collect()
    }
}
