//! What a list as a whole says of its rows: from when its clocks count, the day that stands over
//! several rows, cells that go down over several, which rows are headings. Must not take a row in.

use super::heads::{Found, per};
use crate::exchange::msel::columns::Column;
use crate::exchange::msel::when::{Counts, bare_clock, is_day};
use crate::exchange::words::is_failed;
use std::collections::BTreeMap;
use wardroom_core::scenario::Scenario;

/// Columns of which a cell that goes down over several rows holds for all of these. A message that
/// does is one message.
const SHARED: [Column; 9] = [
    Column::Date,
    Column::Time,
    Column::Relative,
    Column::Channel,
    Column::From,
    Column::To,
    Column::Expect,
    Column::Objectives,
    Column::Techniques,
];

/// What stands in a cell that goes down to here, and the row that has the words.
type Shared = (String, usize);

/// What holds for all rows.
pub(super) struct Whole {
    /// What clocks stand for in the column of times.
    pub time: Counts,
    /// What numbers stand for in the column of what has passed since STARTEX.
    pub relative: Counts,
    /// By row: the day that stands in a row above, and which one that is.
    pub days: BTreeMap<usize, (String, usize)>,
    /// By row and column: the cell above that goes down to there.
    pub shared: BTreeMap<usize, BTreeMap<Column, Shared>>,
    /// How many cells most rows have.
    usual: usize,
    /// What must be told of it.
    pub noted: Vec<String>,
}

impl Whole {
    pub(super) fn of(scenario: &Scenario, found: &Found<'_>) -> Self {
        let rows = &found.sheet.rows[found.first..];
        let mut counts: Vec<usize> = rows
            .iter()
            .map(|it| filled(it))
            .filter(|it| *it > 0)
            .collect();
        counts.sort_unstable();
        let mut whole = Self {
            time: Counts::Clock,
            relative: Counts::FromStart(head_of(found, Column::Relative).map_or(1.0, per)),
            days: BTreeMap::new(),
            shared: shared(found),
            usual: counts.get(counts.len() / 2).copied().unwrap_or_default(),
            noted: Vec::new(),
        };
        if let Some(at) = found.columns.at.get(&Column::Time) {
            whole.time = counted(scenario, found, *at);
            if whole.time != Counts::Clock {
                whole.noted.push(format!(
                    "The times of {} begin at nothing and lie before STARTEX as a clock has it: they are counted from STARTEX.",
                    found.columns.called(*at)
                ));
            }
        }
        let mut day: Option<(String, usize)> = None;
        for (at, row) in found.sheet.rows.iter().enumerate().skip(found.first) {
            if found.columns.again(row) {
                continue;
            }
            let own = found
                .columns
                .at
                .get(&Column::Date)
                .and_then(|it| row.get(*it));
            let own = own.map(|it| it.trim()).filter(|it| !is_failed(it));
            let own = own.unwrap_or_default();
            // A day alone in its row stands over those below it.
            let over = || row.iter().find(|it| !it.is_empty()).filter(|it| is_day(it));
            if !own.is_empty() {
                day = Some((own.to_owned(), at));
            } else if whole.is_heading(row)
                && let Some(words) = over()
            {
                day = Some((words.clone(), at));
            } else if let Some(day) = &day {
                whole.days.insert(at, day.clone());
            }
        }
        whole
    }

    /// What a column says in a row by a cell that goes down to it, and the row that has the words.
    pub(super) fn shared(&self, row: usize, column: Column) -> Option<&Shared> {
        self.shared.get(&row)?.get(&column)
    }

    /// Whether a row has one cell alone, where others have several.
    pub(super) fn is_heading(&self, row: &[String]) -> bool {
        self.usual >= 3 && filled(row) == 1
    }
}

/// The cells that go down over several rows, by the rows that they go down to. Where they overlap the
/// upper one counts.
fn shared(found: &Found<'_>) -> BTreeMap<usize, BTreeMap<Column, Shared>> {
    let mut shared: BTreeMap<usize, BTreeMap<Column, Shared>> = BTreeMap::new();
    let mut joined = found.sheet.joined.clone();
    joined.sort_unstable();
    let rows = &found.sheet.rows;
    // Rows are filled once, however many cells say that they go down to them.
    let (mut of, mut to) = (usize::MAX, 0);
    for cell in joined {
        if cell.column != of {
            (of, to) = (cell.column, 0);
        }
        let column = SHARED
            .into_iter()
            .find(|it| found.columns.at.get(it) == Some(&cell.column));
        let words = rows.get(cell.first).and_then(|row| row.get(cell.column));
        let (Some(column), Some(words)) = (column, words.filter(|it| !it.is_empty())) else {
            continue;
        };
        if cell.first < found.first {
            continue;
        }
        let last = cell.last.min(rows.len().saturating_sub(1));
        let first = (cell.first + 1).max(to);
        for (at, below) in rows.iter().enumerate().take(last + 1).skip(first) {
            let empty = below.get(cell.column).is_none_or(String::is_empty);
            // An empty row is none.
            if empty && below.iter().any(|it| !it.is_empty()) {
                let row = shared.entry(at).or_default();
                row.insert(column, (words.clone(), cell.first));
            }
        }
        to = to.max(last + 1);
    }
    shared
}

fn filled(row: &[String]) -> usize {
    row.iter().filter(|it| !it.is_empty()).count()
}

fn head_of<'a>(found: &'a Found<'_>, column: Column) -> Option<&'a str> {
    let at = found.columns.at.get(&column)?;
    found.columns.heads.get(*at).map(String::as_str)
}

/// What the clocks of a column stand for: what has passed since STARTEX, if they begin at nothing and
/// no day has them.
fn counted(scenario: &Scenario, found: &Found<'_>, at: usize) -> Counts {
    let rows = &found.sheet.rows[found.first..];
    let column = |at: usize| {
        let cells = rows.iter().filter(|row| !found.columns.again(row));
        let cells = cells.filter_map(move |row| row.get(at));
        cells
            .map(|it| it.trim())
            .filter(|it| !it.is_empty() && !is_failed(it))
    };
    let dated = found.columns.at.get(&Column::Date);
    if dated.is_some_and(|at| column(*at).next().is_some()) {
        return Counts::Clock;
    }
    let per = head_of(found, Column::Time).map_or(1.0, per);
    // Parts of an hour, where hours are asked for: `1.25`.
    let parts = per > 1.0;
    let numbers: Option<Vec<f64>> = column(at)
        .map(|it| {
            let digits = it.bytes().all(|it| it.is_ascii_digit());
            let counted = it.len() < 4 && digits || parts && it.contains('.');
            counted.then(|| it.parse().ok()).flatten()
        })
        .collect();
    if let Some(numbers) = numbers {
        let sorted = numbers.is_sorted() && numbers.first() == Some(&0.0);
        return if sorted {
            Counts::FromStart(per)
        } else {
            Counts::Clock
        };
    }
    let Some(clocks) = column(at).map(bare_clock).collect::<Option<Vec<u32>>>() else {
        return Counts::Clock;
    };
    let starts = scenario.starts.time();
    let starts =
        u32::from(starts.hour().unsigned_abs()) * 60 + u32::from(starts.minute().unsigned_abs());
    let first = clocks.iter().copied().min().unwrap_or(u32::MAX);
    let before = clocks.iter().all(|it| *it < starts);
    // On a night of the exercise they may be clocks.
    let night = clocks
        .iter()
        .any(|it| it + 1_440 - starts.min(1_440) <= scenario.ends_mins);
    let counts = before && (first == 0 && (clocks.len() > 1 || !night) || first < 60 && !night);
    if counts {
        Counts::FromStart(1.0)
    } else {
        Counts::Clock
    }
}
