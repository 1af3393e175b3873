//! In which order the lines of a page are read: from the top, and where it is set in columns, column by column. Must
//! not know what lines say, but for the heads of tables.

use super::cells::heads;
use super::leaf::{Entry, Leaf, Line};
use super::lines::Part;
use std::ops::Range;

/// How often columns may be parted again.
const DEEPEST: u32 = 2;

/// The least lines of a column.
const LEAST: usize = 4;

/// A line that fills so much of its column is one of text that runs on.
const FILLS: f64 = 0.75;

/// The share of such lines in a column. Headings, labels and the ends of paragraphs are shorter.
const RUNNING: f64 = 0.15;

/// How far apart, in points, columns of two pages may begin.
const SAME: f64 = 4.0;

/// The narrowest column, in points.
const NARROWEST: f64 = 90.0;

/// The least gap between columns, in points.
const GUTTER: f64 = 8.0;

/// Rows that are set in columns, from and to.
type Bands = Vec<(usize, usize)>;

/// What stands on a line.
#[derive(Clone)]
enum Thing {
    Part(Part),
    Table(f64, f64, f64, Vec<Vec<String>>),
}

impl Thing {
    fn left(&self) -> f64 {
        match self {
            Self::Part(it) => it.x,
            Self::Table(x, ..) => *x,
        }
    }

    fn right(&self) -> f64 {
        match self {
            Self::Part(it) => it.end,
            Self::Table(_, end, ..) => *end,
        }
    }

    fn height(&self) -> f64 {
        match self {
            Self::Part(it) => it.y,
            Self::Table(_, _, top, _) => *top,
        }
    }
}

/// The lines and tables of a page in the order in which they are read, and whether it has columns.
pub(super) fn ordered(leaf: Leaf, page: usize, columns: &mut Columns) -> (Vec<Entry>, bool) {
    let mut rows: Vec<Vec<Thing>> = Vec::new();
    let mut last = None;
    for part in leaf.parts {
        if last != Some(part.row) {
            rows.push(Vec::new());
        }
        last = Some(part.row);
        if let Some(row) = rows.last_mut() {
            row.push(Thing::Part(part));
        }
    }
    for grid in leaf.grids {
        rows.push(vec![Thing::Table(grid.x, grid.end, grid.top, grid.rows)]);
    }
    let high = |row: &[Thing]| row.first().map_or(0.0, Thing::height);
    rows.sort_by(|a, b| high(b).total_cmp(&high(a)));
    let mut reader = Reader {
        entries: Vec::new(),
        page,
        columns,
        found: false,
    };
    reader.read(rows, DEEPEST);
    (reader.entries, reader.found)
}

/// The columns of the pages before.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// How many were read.
    count: usize,
    /// Where a page was parted.
    parted: Vec<f64>,
}

struct Reader<'a> {
    entries: Vec<Entry>,
    page: usize,
    columns: &'a mut Columns,
    found: bool,
}

impl Reader<'_> {
    fn read(&mut self, rows: Vec<Vec<Thing>>, deep: u32) {
        let found = if deep == 0 {
            None
        } else {
            gutter(&rows, &self.columns.parted)
        };
        let Some((at, bands)) = found else {
            self.down(rows);
            return;
        };
        self.found = true;
        self.columns.parted.push(at);
        let mut before: Vec<Vec<Thing>> = Vec::new();
        let mut rows = rows.into_iter().enumerate();
        for (from, to) in bands {
            let mut left = Vec::new();
            let mut right = Vec::new();
            for (number, row) in rows.by_ref() {
                if number < from {
                    before.push(row);
                    continue;
                }
                let (one, other): (Vec<Thing>, Vec<Thing>) =
                    row.into_iter().partition(|it| it.right() <= at + 1.0);
                left.push(one);
                right.push(other);
                if number + 1 == to {
                    break;
                }
            }
            self.down(std::mem::take(&mut before));
            for mut side in [left, right] {
                side.retain(|it| !it.is_empty());
                self.read(side, deep - 1);
            }
        }
        before.extend(rows.map(|(_, it)| it));
        self.down(before);
    }

    /// Lines from the top, each as a whole.
    fn down(&mut self, rows: Vec<Vec<Thing>>) {
        if rows.is_empty() {
            return;
        }
        self.columns.count += 1;
        let right = rows.iter().flatten().map(Thing::right).fold(0.0, f64::max);
        for row in rows {
            let mut parts = Vec::new();
            let mut tables = Vec::new();
            for thing in row {
                match thing {
                    Thing::Part(part) => parts.push(part),
                    Thing::Table(.., rows) => tables.push(rows),
                }
            }
            if !parts.is_empty() {
                self.entries.push(Entry::Line(Line {
                    parts,
                    right,
                    column: self.columns.count,
                    page: self.page,
                }));
            }
            self.entries.extend(tables.into_iter().map(Entry::Table));
        }
    }
}

/// Where a page is parted into columns, and which of its rows are, from and to. Nothing if it is not.
fn gutter(rows: &[Vec<Thing>], parted: &[f64]) -> Option<(f64, Bands)> {
    // What stands under the heads of a table is read by its rows.
    let table = rows.iter().position(|it| heads(&words(it)));
    let rows = &rows[..table.unwrap_or(rows.len())];
    let left = rows
        .iter()
        .flatten()
        .map(Thing::left)
        .fold(f64::MAX, f64::min);
    let right = rows.iter().flatten().map(Thing::right).fold(0.0, f64::max);
    let middle = left + (right - left) * 0.2..=left + (right - left) * 0.8;
    let mut places: Vec<f64> = rows
        .iter()
        .flatten()
        .map(Thing::left)
        .filter(|it| middle.contains(it))
        .collect();
    places.sort_by(f64::total_cmp);
    places.dedup_by(|next, last| (*next - *last).abs() < 2.0);
    let mut best: Option<(usize, f64, Bands)> = None;
    for place in places.iter().take(200) {
        let at = place - 1.0;
        // The last page of a document in columns has few lines.
        let known = parted.iter().any(|it| (it - at).abs() <= SAME);
        let bands = bands(rows, at, known);
        let count: usize = bands.iter().map(|(from, to)| to - from).sum();
        if count > best.as_ref().map_or(0, |it| it.0) {
            best = Some((count, at, bands));
        }
    }
    best.map(|(_, at, bands)| (at, bands))
}

fn words(row: &[Thing]) -> Vec<String> {
    let parts = row.iter().filter_map(|it| match it {
        Thing::Part(part) => Some(part.words.clone()),
        Thing::Table(..) => None,
    });
    parts.collect()
}

/// Rows that follow each other and leave a gap at a place, with text on both sides that runs on.
fn bands(rows: &[Vec<Thing>], at: f64, known: bool) -> Bands {
    let crosses = |row: &[Thing]| row.iter().any(|it| it.left() < at && it.right() > at);
    let mut bands = Vec::new();
    let mut from = 0;
    for number in 0..=rows.len() {
        if rows.get(number).is_some_and(|row| !crosses(row)) {
            continue;
        }
        if let Some(band) = band(rows, from..number, at, known) {
            bands.push(band);
        }
        from = number + 1;
    }
    bands
}

/// Some rows as a band, without those at its ends that stand on one side alone and above or below the other; nothing if
/// they aren't columns.
fn band(rows: &[Vec<Thing>], all: Range<usize>, at: f64, known: bool) -> Option<(usize, usize)> {
    let both = |side: bool| {
        let mut rows = all
            .clone()
            .filter(move |it| rows[*it].iter().any(|it| (it.left() > at) == side));
        Some((rows.clone().next()?, rows.next_back()?))
    };
    let (left, right) = (both(false)?, both(true)?);
    // What stands on the left alone above both may be a heading over both; it is read first either way.
    let from = right.0;
    let to = left.1.max(right.1) + 1;
    let of = |side: bool| {
        let things = rows[from..to].iter().flatten();
        things.filter(move |it| (it.left() > at) == side)
    };
    let mut inner = [f64::MAX; 2];
    for side in [false, true] {
        let count = of(side).count();
        let begins = of(side).map(Thing::left).fold(f64::MAX, f64::min);
        let ends = of(side).map(Thing::right).fold(0.0, f64::max);
        let fills = |it: &&Thing| it.right() - it.left() >= FILLS * (ends - begins);
        // Labels and what stands behind them are no columns: text that runs on fills its lines.
        let running = of(side).filter(fills).count() as f64 >= RUNNING * count as f64;
        if !known && (count < LEAST || !running || ends - begins < NARROWEST) {
            return None;
        }
        inner[usize::from(side)] = if side { begins } else { ends };
    }
    (inner[1] - inner[0] >= GUTTER).then_some((from, to))
}
