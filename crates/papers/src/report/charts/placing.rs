//! Where the words of marks stand above a chart, so that none lies on another or on another's line;
//! where there are too many, numbers stand there and the words in a key. Must not draw.

use super::axis::Span;
use super::paper::{LINE, SMALL, WIDTH};
use crate::type_width;

/// Rows of words above a chart, at most.
const ROWS: usize = 4;
/// Places looked at before numbers are taken instead.
const TRIES: u32 = 2_000;
/// Room about a word.
const ABOUT: f64 = 5.0;
/// From a line to its words.
const BESIDE: f64 = 4.0;

/// Moments that are marked together, because they are the same minute.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// Minutes since STARTEX.
    pub mins: u32,
    /// The x of its line.
    pub x: f64,
    /// What stands beside the line, whole.
    pub words: String,
}

/// Words or numbers at a place above the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Flag {
    /// What stands there.
    pub words: String,
    /// Where it begins.
    pub left: f64,
    /// Where it ends.
    pub right: f64,
    /// Its row, from the top.
    pub row: usize,
}

/// How the marks of a chart are shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Placed {
    /// Each moment has its words beside its line.
    Words(Vec<Flag>),
    /// Moments are numbered in one row, near ones together as `2–5`; a key has the words.
    Numbers(Vec<Flag>),
}

/// Marks by moment. Words that share a minute are told together.
pub fn moments(marks: impl Iterator<Item = (u32, &'static str)>, span: &Span) -> Vec<Moment> {
    let mut moments: Vec<Moment> = Vec::new();
    for (mins, word) in marks {
        match moments.last_mut() {
            Some(last) if last.mins == mins => {
                last.words.push_str(", ");
                last.words.push_str(word);
            }
            _ => moments.push(Moment {
                mins,
                x: span.x(mins),
                words: word.to_owned(),
            }),
        }
    }
    moments
}

/// Finds a place for every moment.
pub fn placed(moments: &[Moment], left: f64) -> Placed {
    let mut flags = Vec::new();
    let mut tries = TRIES;
    if place_rest(moments, left, &mut flags, &mut tries) {
        Placed::Words(flags)
    } else {
        Placed::Numbers(numbered(moments))
    }
}

/// Places the moments that have no flag yet; those before may have to move for them.
fn place_rest(moments: &[Moment], left: f64, flags: &mut Vec<Flag>, tries: &mut u32) -> bool {
    let Some(moment) = moments.get(flags.len()) else {
        return true;
    };
    let wide = type_width::width(&moment.words, SMALL, false);
    for row in 0..ROWS {
        for begins in [moment.x + BESIDE, moment.x - BESIDE - wide] {
            if *tries == 0 {
                return false;
            }
            *tries -= 1;
            let flag = Flag {
                words: moment.words.clone(),
                left: begins,
                right: begins + wide,
                row,
            };
            let fits = flag.left >= left && flag.right <= WIDTH;
            if fits && free(&flag, moment, flags, moments) {
                flags.push(flag);
                if place_rest(moments, left, flags, tries) {
                    return true;
                }
                flags.pop();
            }
        }
    }
    false
}

/// Whether words lie on no other words, no line passes through them, and their own line, which runs
/// down from their row, passes through none. Each earlier moment has its flag at the same place of
/// its list.
fn free(flag: &Flag, moment: &Moment, flags: &[Flag], before: &[Moment]) -> bool {
    let about = |flag: &Flag, x: f64| x > flag.left - ABOUT && x < flag.right + ABOUT;
    flags.iter().zip(before).all(|(other, earlier)| {
        let on_words = other.row == flag.row
            && flag.left < other.right + ABOUT * 2.0
            && other.left < flag.right + ABOUT * 2.0;
        let on_its_line = flag.row >= other.row && about(flag, earlier.x) && earlier.x != moment.x;
        let line_on_it = other.row >= flag.row && about(other, moment.x) && earlier.x != moment.x;
        !(on_words || on_its_line || line_on_it)
    })
}

/// Numbers in one row, those too near each other as one.
fn numbered(moments: &[Moment]) -> Vec<Flag> {
    // First and last moment of each flag.
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for at in 0..moments.len() {
        runs.push((at, at));
        while let [.., a, b] = runs[..]
            && flag_of(moments, a).right + 3.0 > flag_of(moments, b).left
        {
            runs.truncate(runs.len() - 2);
            runs.push((a.0, b.1));
        }
    }
    runs.into_iter().map(|run| flag_of(moments, run)).collect()
}

fn flag_of(moments: &[Moment], (first, last): (usize, usize)) -> Flag {
    let words = if first == last {
        (first + 1).to_string()
    } else {
        format!("{}–{}", first + 1, last + 1)
    };
    let half = type_width::width(&words, SMALL, true) / 2.0 + 5.0;
    let middle = f64::midpoint(moments[first].x, moments[last].x).clamp(half, WIDTH - half);
    Flag {
        words,
        left: middle - half,
        right: middle + half,
        row: 0,
    }
}

impl Placed {
    /// How much room it needs above the chart.
    pub fn height(&self) -> f64 {
        match self {
            Self::Numbers(_) => 20.0,
            Self::Words(flags) => {
                let rows = flags.iter().map(|it| it.row + 1).max().unwrap_or(0);
                rows as f64 * LINE
            }
        }
    }
}
