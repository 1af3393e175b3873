//! The sheet, the row of heads and the column of each that an events list has: by the words of the
//! heads, and by what stands under them. Must not take a row in.

use super::looks::Look;
use crate::exchange::msel::columns::{Column, Mapping, Sure, claims, key, letter, lettered};
use crate::exchange::msel::when::{is_day_and_time, is_day_by_sign, is_time};
use crate::exchange::sheet::Sheet;
use crate::exchange::words::bare;
use std::collections::{BTreeMap, BTreeSet};

/// Rows in which the heads are looked for.
const HEAD_ROWS: usize = 30;

/// A mapping without the heads that no sheet has, so that their columns are known by the usual ones;
/// and what is to be told of these.
pub(super) fn present(sheets: &[Sheet], mapping: &Mapping) -> (Mapping, Vec<String>) {
    let mut kept = mapping.clone();
    let mut absent = Vec::new();
    let rows = sheets.iter().flat_map(|it| &it.rows);
    let wide = rows.map(Vec::len).max().unwrap_or_default();
    for (column, named) in &mapping.heads {
        if !is_head(sheets, named) && lettered(named).is_none_or(|at| at >= wide) {
            kept.heads.remove(column);
            absent.push(format!(
                "There is no head “{named}” in the file, and no column of that letter, which the mapping names for “{}”.",
                column.head()
            ));
        }
    }
    (kept, absent)
}

/// Whether a sheet has a head of this name. One that may be a letter is one only beside another head:
/// a cell may hold a letter too.
fn is_head(sheets: &[Sheet], named: &str) -> bool {
    let letter = lettered(named).is_some();
    let named = bare(named);
    let mut rows = sheets
        .iter()
        .flat_map(|sheet| sheet.rows.iter().take(HEAD_ROWS));
    rows.any(|row| {
        let is = |cell: &String| bare(cell) == named;
        let other = || row.iter().any(|it| !is(it) && !claims(it).is_empty());
        row.iter().any(is) && (!letter || other())
    })
}

/// Where each column is.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    pub(super) heads: Vec<String>,
    pub(super) at: BTreeMap<Column, usize>,
}

/// What stands between who sends and who gets it, where one cell says both.
const ARROWS: [&str; 11] = [
    "→", "⇒", "➔", "->", "=>", ">", " to ", " – ", " - ", " / ", "\n",
];

/// Who sends, and whom it is for, of a cell that says both.
pub(super) fn both_ends(words: &str) -> Option<(&str, &str)> {
    let (from, to) = ARROWS.iter().find_map(|it| words.split_once(it))?;
    let (from, to) = (from.trim(), to.trim());
    (!from.is_empty() && !to.is_empty()).then_some((from, to))
}

/// Whether a head asks for who sends and who gets it, in one column.
fn asks_both_ends(head: &str) -> bool {
    matches!(
        key(head).as_str(),
        "from to"
            | "from and to"
            | "sender recipient"
            | "sender and recipient"
            | "sender receiver"
            | "originator recipient"
            | "originator addressee"
            | "source target"
            | "from whom to whom"
    )
}

impl Columns {
    /// What a column is called: by its head, or its letter.
    pub(super) fn called(&self, at: usize) -> String {
        match self.heads.get(at).filter(|it| !it.is_empty()) {
            Some(head) => format!("“{head}”"),
            None => letter(at),
        }
    }

    /// Whether a row is that of the heads once more, as on a new page.
    pub(super) fn again(&self, row: &[String]) -> bool {
        let mut filled = row.iter().enumerate().filter(|(_, it)| !it.is_empty());
        let is_head = |(at, words): (usize, &String)| {
            let head = self.heads.get(at).map(|it| bare(it));
            head.is_some_and(|it| it == bare(words))
        };
        filled.clone().count() >= 2 && filled.all(is_head)
    }

    /// A head as a mapping names it: by its letter, if another is the same or there is none.
    pub(super) fn named(&self, at: usize) -> String {
        let head = self.heads.get(at).map_or("", String::as_str);
        let same = self.heads.iter().filter(|it| bare(it) == bare(head));
        if bare(head).is_empty() || same.count() > 1 {
            format!("column {}", letter(at))
        } else {
            head.to_owned()
        }
    }
}

/// What is read of a file.
pub(super) struct Found<'a> {
    /// Of those in the file the one that is read.
    pub(super) sheet: &'a Sheet,
    pub(super) columns: Columns,
    /// The first row under the heads.
    pub(super) first: usize,
    /// What must be told of how that was found.
    pub(super) noted: Vec<String>,
}

/// The sheet and row with the most heads that are known; a sheet without heads by the letters of a
/// mapping.
pub(super) fn heads<'a>(sheets: &'a [Sheet], mapping: &Mapping) -> Option<Found<'a>> {
    let letters: Vec<(Column, usize)> = mapping
        .heads
        .iter()
        .filter(|(_, named)| !is_head(sheets, named))
        .filter_map(|(column, named)| Some((*column, lettered(named)?)))
        .collect();
    // A hidden sheet counts where no other has heads.
    let found = [false, true].into_iter().find_map(|hidden| {
        let mut best: Option<(usize, &Sheet, usize)> = None;
        for sheet in sheets.iter().filter(|it| it.hidden == hidden) {
            for row in 0..sheet.rows.len().min(HEAD_ROWS) {
                let worth = worth(&row_of(sheet, row, mapping), &letters);
                if worth > best.map_or(0, |it| it.0) {
                    best = Some((worth, sheet, row));
                }
            }
        }
        best
    });
    if let Some((_, sheet, row)) = found {
        return Some(under(sheet, row, mapping, &letters));
    }
    without(sheets, &letters)
}

/// A cell of a row of heads: the words, and what they may stand for.
type Cell = (String, Vec<(Column, Sure)>);

/// The heads of a row; what has none there may have one in the row above, where heads stand over two
/// rows.
fn row_of(sheet: &Sheet, row: usize, mapping: &Mapping) -> Vec<Cell> {
    let cells = &sheet.rows[row];
    let claimed = |words: &str| -> Vec<(Column, Sure)> {
        let ours = || Column::of_head(words).filter(|_| sheet.ours && row == 0);
        if let Some(column) = mapping.named(words).or_else(ours) {
            return vec![(column, Sure::Named)];
        }
        let found = claims(words).into_iter();
        found
            .filter(|(column, _)| !mapping.heads.contains_key(column))
            .collect()
    };
    let mut found: Vec<Cell> = cells
        .iter()
        .map(|words| (words.clone(), claimed(words)))
        .collect();
    let known = found
        .iter()
        .filter(|(_, claims)| !claims.is_empty())
        .count();
    let above = row
        .checked_sub(1)
        .map_or(&[][..], |it| sheet.rows[it].as_slice());
    if known >= 2 {
        for (at, words) in above.iter().enumerate() {
            if found.get(at).is_none_or(|it| it.0.is_empty()) && !words.is_empty() {
                let claims = claimed(words);
                if !claims.is_empty() {
                    if found.len() <= at {
                        found.resize(at + 1, (String::new(), Vec::new()));
                    }
                    found[at] = (words.clone(), claims);
                }
            }
        }
    }
    found
}

/// How much a row speaks for being that of the heads; nothing if it can't be.
fn worth(cells: &[Cell], letters: &[(Column, usize)]) -> usize {
    let mut sure = BTreeSet::new();
    let mut spoken = BTreeSet::new();
    let mut told = letters
        .iter()
        .any(|(column, _)| matches!(column, Column::Text | Column::Title));
    let timed = |words: &str| {
        let digits = words.bytes().any(|it| it.is_ascii_digit());
        digits && (is_time(words) || is_day_and_time(words) || is_day_by_sign(words))
    };
    // A row that has a time is a message, whatever its words.
    if cells.iter().any(|(words, _)| timed(words)) {
        return 0;
    }
    for (_, claims) in cells.iter().filter(|(_, claims)| !claims.is_empty()) {
        told |= claims
            .iter()
            .any(|(column, _)| matches!(column, Column::Text | Column::Title));
        let (column, how) = claims[0];
        if how >= Sure::Is {
            sure.insert(column);
        } else {
            spoken.insert(column);
        }
    }
    let more = spoken.difference(&sure).count();
    let enough = sure.len() + letters.len() >= 2
        || sure.len() + more >= 2 && !sure.is_empty()
        || more >= 3
        // `Inject` twice: the one is the number.
        || sure.len() == 1 && cells.iter().filter(|it| !it.1.is_empty()).count() >= 2;
    if enough && told && !(sure.is_empty() && more == 0) {
        2 * sure.len() + more
    } else {
        0
    }
}

/// What stands under a row of heads, each column taken by the head that claims it most and whose cells
/// look right.
fn under<'a>(
    sheet: &'a Sheet,
    row: usize,
    mapping: &Mapping,
    letters: &[(Column, usize)],
) -> Found<'a> {
    let cells = row_of(sheet, row, mapping);
    let first = row + 1;
    let looks: Vec<Look> = (0..cells.len())
        .map(|at| Look::of(sheet, first, at))
        .collect();
    let mut columns = Columns {
        heads: cells.iter().map(|it| it.0.clone()).collect(),
        at: letters.iter().copied().collect(),
    };
    let mut claimed: Vec<(f64, usize, Column)> = Vec::new();
    for (at, (_, claims)) in cells.iter().enumerate() {
        for (place, (column, sure)) in claims.iter().enumerate() {
            let (sure, look) = match sure {
                Sure::Named => (100.0, 0.0),
                Sure::Is => (20.0, looks[at].suits(*column)),
                Sure::May => (14.0, looks[at].suits(*column)),
                Sure::Speaks => (10.0, looks[at].suits(*column)),
            };
            claimed.push((sure - place as f64 + look, at, *column));
        }
    }
    claimed.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let mut taken: BTreeSet<usize> = letters.iter().map(|it| it.1).collect();
    for (worth, at, column) in claimed {
        if worth > 0.0 && !columns.at.contains_key(&column) && taken.insert(at) {
            columns.at.insert(column, at);
        }
    }
    let mut noted = Vec::new();
    let both = columns.heads.iter().position(|it| asks_both_ends(it));
    let ends = [Column::From, Column::To];
    let free = |(column, at): (&Column, &usize)| ends.contains(column) == (Some(*at) == both);
    if let Some(at) = both
        && columns.at.iter().all(free)
    {
        noted.push(format!(
            "{} says who sends and who gets it: what stands before the arrow is the one, what stands behind it the other.",
            columns.called(at)
        ));
        columns.at.insert(Column::From, at);
        columns.at.insert(Column::To, at);
    }
    second_thoughts(&mut columns, &looks, &mut noted);
    Found {
        sheet,
        columns,
        first,
        noted,
    }
}

/// A time that only a column of what was really sent has, and a message that only the synopsis has.
fn second_thoughts(columns: &mut Columns, looks: &[Look], noted: &mut Vec<String>) {
    let look = |columns: &Columns, column| columns.at.get(&column).and_then(|at| looks.get(*at));
    let timed = columns.at.contains_key(&Column::Time)
        || columns.at.contains_key(&Column::Relative)
        || look(columns, Column::Date).is_some_and(|it| it.both >= 0.5);
    if !timed {
        for column in [Column::Delivered, Column::RealTime] {
            let is = look(columns, column).is_some_and(|it| it.times + it.both >= 0.5);
            if is && let Some(at) = columns.at.remove(&column) {
                noted.push(format!(
                    "No other column has times: those of {} are taken for when messages are to be sent.",
                    columns.called(at)
                ));
                columns.at.insert(Column::Time, at);
                break;
            }
        }
    }
    let long = look(columns, Column::Title).is_some_and(|it| it.letters > 60.0);
    if !columns.at.contains_key(&Column::Text)
        && long
        && let Some(at) = columns.at.remove(&Column::Title)
    {
        columns.at.insert(Column::Text, at);
    }
}

/// A sheet without heads, by the letters of a mapping.
fn without<'a>(sheets: &'a [Sheet], letters: &[(Column, usize)]) -> Option<Found<'a>> {
    let at: BTreeMap<Column, usize> = letters.iter().copied().collect();
    let words = at.get(&Column::Text).or_else(|| at.get(&Column::Title))?;
    let filled = |sheet: &&Sheet| {
        let rows = sheet.rows.iter();
        rows.filter(|row| row.get(*words).is_some_and(|it| !it.is_empty()))
            .count()
    };
    let sheet = sheets
        .iter()
        .rev()
        .max_by_key(|it| (!it.hidden, filled(it)))?;
    let from = sheet
        .rows
        .iter()
        .position(|row| row.iter().any(|it| !it.is_empty()))?;
    let time = at.get(&Column::Time).or_else(|| at.get(&Column::Relative));
    let is = |row: &Vec<String>| {
        let cell = time.and_then(|at| row.get(*at)).map_or("", String::as_str);
        let timed = is_time(cell) || is_day_and_time(cell) || is_day_by_sign(cell);
        timed || cell.parse::<f64>().is_ok()
    };
    // Heads that nobody knows: where a time should be is none, and below are some.
    let headed = !is(&sheet.rows[from])
        && sheet.rows[from + 1..].iter().any(is)
        && sheet.rows[from].iter().filter(|it| !it.is_empty()).count() > 1;
    let (heads, first, told) = if headed {
        (
            sheet.rows[from].clone(),
            from + 1,
            format!("Row {} is taken for the heads.", from + 1),
        )
    } else {
        (
            Vec::new(),
            from,
            format!(
                "No heads are known: row {} is taken for the first message.",
                from + 1
            ),
        )
    };
    Some(Found {
        sheet,
        columns: Columns { heads, at },
        first,
        noted: vec![told],
    })
}

/// Whether a file is a text with headings, as Markdown has them, and no list.
pub(super) fn is_prose(sheets: &[Sheet]) -> bool {
    let [sheet] = sheets else { return false };
    let rows = sheet.rows.iter().take(1_000);
    let headings = rows.filter_map(|row| row.first()).filter(|words| {
        let level = words.bytes().take_while(|it| *it == b'#').count();
        (1..=6).contains(&level) && words[level..].starts_with(' ')
    });
    sheet.table.is_none() && headings.count() >= 2
}

/// A mapping by letters for what seems to be a list without heads: e.g.
/// `{"time": "C", "text": "G"}`.
pub(super) fn proposed(sheets: &[Sheet]) -> String {
    let Some(sheet) = sheets.iter().max_by_key(|it| (!it.hidden, it.rows.len())) else {
        return String::new();
    };
    let wide = sheet.rows.iter().map(Vec::len).max().unwrap_or_default();
    let looks: Vec<Look> = (0..wide.min(100))
        .map(|at| Look::of(sheet, 0, at))
        .collect();
    let best = |but: Option<usize>, is: &dyn Fn(&Look) -> f64| {
        let all = looks.iter().enumerate().map(|(at, look)| (is(look), at));
        all.filter(|it| it.0 > 0.0 && Some(it.1) != but)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|it| it.1)
    };
    let time = best(None, &|look| {
        if look.times + look.both >= 0.4 {
            1.0 + look.times + look.both
        } else if look.days >= 0.4 {
            look.days
        } else {
            0.0
        }
    });
    let text = best(time, &|look| {
        if look.filled > 0 { look.letters } else { 0.0 }
    });
    match (time, text) {
        (Some(time), Some(text)) => format!(
            "{{\"time\": \"{}\", \"text\": \"{}\"}}",
            letter(time),
            letter(text)
        ),
        _ => "{\"time\": \"C\", \"text\": \"G\"}".to_owned(),
    }
}

/// How many minutes a bare number counts for under a head: hours and seconds are said there.
pub(super) fn per(head: &str) -> f64 {
    let words = format!("{} {}", bare(head), key(head));
    let says = |these: &[&str]| words.split(' ').any(|it| these.contains(&it));
    if says(&["hour", "hours", "hrs", "h"]) {
        60.0
    } else if says(&["sec", "secs", "second", "seconds"]) {
        1.0 / 60.0
    } else {
        1.0
    }
}
