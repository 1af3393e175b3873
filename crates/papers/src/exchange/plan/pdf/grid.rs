//! Tables by the lines that are drawn around their cells. Must not know what a table says.

use super::drawn::Letter;
use super::joined::joined;
use super::lines::parts;
use super::rule::Rule;
use std::collections::BTreeMap;

/// Lines nearer to each other than this, in points, are one; and lines that miss each other by less meet.
const NEAR: f64 = 3.5;

/// The most lines of a page among which tables are looked for.
const MOST_RULES: usize = 1_500;

/// The most cells of a table.
const MOST_CELLS: usize = 5_000;

/// A table, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    pub x: f64,
    pub end: f64,
    pub top: f64,
    pub bottom: f64,
    pub rows: Vec<Vec<String>>,
    /// In which type it is set: sizes, and how many letters are of each.
    pub sizes: Vec<(f64, usize)>,
}

/// The tables of a page, with their letters taken out of it.
pub(super) fn grids(rules: &[Rule], letters: &mut Vec<Letter>) -> Vec<Grid> {
    if rules.len() > MOST_RULES {
        return Vec::new();
    }
    let mut grids = Vec::new();
    for group in groups(rules) {
        let uprights = places(&group, true);
        let levels = places(&group, false);
        let cells = (uprights.len().saturating_sub(1)) * (levels.len().saturating_sub(1));
        // A frame around words is no table.
        if uprights.len() < 3 || levels.len() < 2 || cells > MOST_CELLS {
            continue;
        }
        let lattice = Lattice {
            group,
            uprights,
            levels,
        };
        grids.extend(lattice.filled(letters));
    }
    grids
}

/// By which line the group of a line is known.
fn root(of: &mut [usize], mut at: usize) -> usize {
    while of[at] != at {
        of[at] = of[of[at]];
        at = of[at];
    }
    at
}

/// Lines that meet each other.
fn groups(rules: &[Rule]) -> Vec<Vec<Rule>> {
    let mut of: Vec<usize> = (0..rules.len()).collect();
    for one in 0..rules.len() {
        for other in 0..one {
            if meet(&rules[one], &rules[other]) {
                let (one, other) = (root(&mut of, one), root(&mut of, other));
                of[one] = other;
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<Rule>> = BTreeMap::new();
    for (at, rule) in rules.iter().enumerate() {
        let root = root(&mut of, at);
        groups.entry(root).or_default().push(*rule);
    }
    groups.into_values().collect()
}

fn meet(one: &Rule, other: &Rule) -> bool {
    let within = |at: f64, rule: &Rule| rule.from - NEAR <= at && at <= rule.to + NEAR;
    if one.upright == other.upright {
        // Drawn cell by cell, a line goes on in the next.
        let touch = one.from - NEAR <= other.to && other.from <= one.to + NEAR;
        (one.at - other.at).abs() <= NEAR && touch
    } else {
        within(one.at, other) && within(other.at, one)
    }
}

/// Where the upright or the level lines stand, each once.
fn places(group: &[Rule], upright: bool) -> Vec<f64> {
    let mut all: Vec<f64> = group
        .iter()
        .filter(|it| it.upright == upright)
        .map(|it| it.at)
        .collect();
    // Where the end of a page cuts a row, or no line is drawn around the whole, the others end.
    let others = group.iter().filter(|it| it.upright != upright);
    all.extend(others.flat_map(|it| [it.from, it.to]));
    all.sort_by(f64::total_cmp);
    all.dedup_by(|next, last| (*next - *last).abs() <= NEAR);
    all
}

/// The lines of a table: its cells lie between them.
struct Lattice {
    group: Vec<Rule>,
    /// From the left.
    uprights: Vec<f64>,
    /// From the bottom.
    levels: Vec<f64>,
}

impl Lattice {
    /// The table with what stands in it. Its letters are taken out.
    fn filled(&self, letters: &mut Vec<Letter>) -> Option<Grid> {
        let (&x, &end) = (self.uprights.first()?, self.uprights.last()?);
        let (&bottom, &top) = (self.levels.first()?, self.levels.last()?);
        let (columns, rows) = (self.uprights.len() - 1, self.levels.len() - 1);
        let mut cells: Vec<Vec<Letter>> = vec![Vec::new(); columns * rows];
        let mut sizes = Vec::new();
        letters.retain(|letter| {
            let at = (
                f64::midpoint(letter.x, letter.end),
                letter.y + 0.3 * letter.size,
            );
            let inside = x <= at.0 && at.0 <= end && bottom <= at.1 && at.1 <= top;
            if inside {
                sizes.push((letter.size, letter.words.len()));
                let (column, row) = self.cell(at.0, at.1);
                cells[row * columns + column].push(letter.clone());
            }
            !inside
        });
        let words = |cell: Vec<Letter>| joined(parts(cell).iter().map(|it| it.words.as_str()));
        let mut table: Vec<Vec<String>> = Vec::new();
        let mut cells = cells.into_iter();
        for _ in 0..rows {
            table.push(cells.by_ref().take(columns).map(words).collect());
        }
        // Counted from the bottom until here.
        table.reverse();
        table.retain(|row| row.iter().any(|it| !it.is_empty()));
        (!table.is_empty()).then_some(Grid {
            x,
            end,
            top,
            bottom,
            rows: table,
            sizes,
        })
    }

    /// Column and row, from the left and from the bottom, of the cell that holds a point. One that reaches over several
    /// is its first.
    fn cell(&self, x: f64, y: f64) -> (usize, usize) {
        let under = |places: &[f64], at: f64| {
            let after = places.partition_point(|it| *it <= at);
            after.saturating_sub(1).min(places.len().saturating_sub(2))
        };
        let mut column = under(&self.uprights, x);
        let mut row = under(&self.levels, y);
        while column > 0 && !self.drawn(true, self.uprights[column], y) {
            column -= 1;
        }
        while row + 2 < self.levels.len() && !self.drawn(false, self.levels[row + 1], x) {
            row += 1;
        }
        (column, row)
    }

    /// Whether a line of the table is drawn where another coordinate is.
    fn drawn(&self, upright: bool, at: f64, there: f64) -> bool {
        self.group.iter().any(|it| {
            it.upright == upright
                && (it.at - at).abs() <= NEAR
                && it.from - NEAR <= there
                && there <= it.to + NEAR
        })
    }
}
