//! In which order the lines of a page are read: from the top, and where it is set in columns, column by column. Must
//! not know what lines say.

use super::leaf::{Entry, Leaf, Line};
use super::lines::Part;

/// How often columns may be parted again.
const DEEPEST: u32 = 2;

/// The least lines of a column.
const LEAST: usize = 4;

/// The least gap between columns, in points.
const GUTTER: f64 = 8.0;

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
pub(super) fn ordered(leaf: Leaf, page: usize, column: &mut usize) -> (Vec<Entry>, bool) {
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
        column,
        columns: false,
    };
    reader.read(rows, DEEPEST);
    (reader.entries, reader.columns)
}

struct Reader<'a> {
    entries: Vec<Entry>,
    page: usize,
    column: &'a mut usize,
    columns: bool,
}

impl Reader<'_> {
    fn read(&mut self, rows: Vec<Vec<Thing>>, deep: u32) {
        let found = if deep == 0 { None } else { gutter(&rows) };
        let Some((at, bands)) = found else {
            self.down(rows);
            return;
        };
        self.columns = true;
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
        *self.column += 1;
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
                    column: *self.column,
                    page: self.page,
                }));
            }
            self.entries.extend(tables.into_iter().map(Entry::Table));
        }
    }
}

/// Where a page is parted into columns, and which of its rows are, from and to. Nothing if it is not.
fn gutter(rows: &[Vec<Thing>]) -> Option<(f64, Vec<(usize, usize)>)> {
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
    let mut best: Option<(usize, f64, Vec<(usize, usize)>)> = None;
    for place in places.iter().take(200) {
        let at = place - 1.0;
        let bands = bands(rows, at);
        let count: usize = bands.iter().map(|(from, to)| to - from).sum();
        if count > best.as_ref().map_or(0, |it| it.0) {
            best = Some((count, at, bands));
        }
    }
    best.map(|(_, at, bands)| (at, bands))
}

/// Rows that follow each other and leave a gap at a place, with text on both sides that runs on.
fn bands(rows: &[Vec<Thing>], at: f64) -> Vec<(usize, usize)> {
    let crosses = |row: &[Thing]| row.iter().any(|it| it.left() < at && it.right() > at);
    let mut bands = Vec::new();
    let mut from = 0;
    for number in 0..=rows.len() {
        if rows.get(number).is_some_and(|row| !crosses(row)) {
            continue;
        }
        if let Some(band) = band(rows, from, number, at) {
            bands.push(band);
        }
        from = number + 1;
    }
    bands
}

/// Some rows as a band, without those at its ends that stand on one side alone and above or below the other; nothing if
/// they aren't columns.
fn band(rows: &[Vec<Thing>], from: usize, to: usize, at: f64) -> Option<(usize, usize)> {
    let both = |side: bool| {
        let rows = (from..to).filter(move |it| rows[*it].iter().any(|it| (it.left() > at) == side));
        Some((rows.clone().next()?, rows.last()?))
    };
    let (left, right) = (both(false)?, both(true)?);
    // A heading over the left column that is short enough may be one over both.
    let from = if right.0 > left.0 + 2 {
        right.0
    } else {
        left.0.min(right.0)
    };
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
        let filled: f64 = of(side).map(|it| it.right() - it.left()).sum();
        // Labels and what stands behind them are no columns: text that runs on fills its lines.
        let running = filled / count.max(1) as f64 >= 0.6 * (ends - begins);
        if count < LEAST || !running || ends - begins < 90.0 {
            return None;
        }
        inner[usize::from(side)] = if side { begins } else { ends };
    }
    (inner[1] - inner[0] >= GUTTER).then_some((from, to))
}
