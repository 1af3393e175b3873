//! Letters as lines of words: what stands on one line, and where gaps part it. Must not know in which order lines are
//! read.

use super::drawn::Letter;

/// A gap from this share of the type size on parts words.
const WORD: f64 = 0.17;

/// A gap from this share of the type size on parts a line: columns, cells, a number from its heading.
const PART: f64 = 0.9;

/// How far letters may stand off their line, as a share of the type size: what is raised still belongs to it.
const RAISED: f64 = 0.35;

/// Words that stand on one line without a large gap.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    pub words: String,
    pub x: f64,
    pub end: f64,
    pub y: f64,
    pub size: f64,
    pub bold: bool,
    /// The file itself says that it belongs to the head or foot of every page.
    pub running: bool,
    /// Which line of its page it is, from the top.
    pub row: usize,
}

/// The lines of a page, from the top, each by its parts from the left.
pub(super) fn parts(mut letters: Vec<Letter>) -> Vec<Part> {
    letters.retain(|it| {
        let known = [it.x, it.end, it.y, it.size]
            .iter()
            .all(|it| it.is_finite());
        known && it.size > 0.0
    });
    letters.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut parts = Vec::new();
    let mut row: Vec<Letter> = Vec::new();
    let mut rows = 0;
    for letter in letters {
        if let Some(first) = row.first() {
            let size = first.size.max(letter.size);
            if first.y - letter.y > RAISED * size {
                part_row(std::mem::take(&mut row), rows, &mut parts);
                rows += 1;
            }
        }
        row.push(letter);
    }
    part_row(row, rows, &mut parts);
    parts
}

fn part_row(mut row: Vec<Letter>, at: usize, parts: &mut Vec<Part>) {
    row.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut open: Vec<Letter> = Vec::new();
    let mut end = f64::NEG_INFINITY;
    for letter in row {
        let blank = letter.words.trim().is_empty();
        if let Some(last) = open.last() {
            // Bold that is made by drawing twice.
            let twice =
                last.words == letter.words && letter.x - last.x < 0.2 * letter.size && !blank;
            if twice && (last.y - letter.y).abs() < 0.2 * letter.size {
                continue;
            }
            let size = last.size.max(letter.size);
            let apart = letter.x - end > PART * size || last.running != letter.running;
            if apart && !blank {
                parts.extend(part(std::mem::take(&mut open), at));
            }
        }
        if !blank {
            end = end.max(letter.end);
        }
        if open.is_empty() {
            if blank {
                continue;
            }
            end = letter.end;
        }
        open.push(letter);
    }
    parts.extend(part(open, at));
}

fn part(letters: Vec<Letter>, row: usize) -> Option<Part> {
    let inked = || letters.iter().filter(|it| !it.words.trim().is_empty());
    let mut sizes: Vec<f64> = inked().map(|it| it.size).collect();
    sizes.sort_by(f64::total_cmp);
    let size = *sizes.get(sizes.len() / 2)?;
    let mut heights: Vec<f64> = inked().map(|it| it.y).collect();
    heights.sort_by(f64::total_cmp);
    let y = *heights.get(heights.len() / 2)?;
    let mut words = String::new();
    let mut end = f64::NEG_INFINITY;
    for letter in &letters {
        if letter.x - end > WORD * size && !words.is_empty() && !words.ends_with(' ') {
            words.push(' ');
        }
        if letter.words.starts_with(' ') && words.ends_with(' ') {
            words.push_str(letter.words.trim_start());
        } else {
            words.push_str(&letter.words);
        }
        end = letter.end;
    }
    let first = inked().next()?;
    Some(Part {
        words: words.trim().to_owned(),
        x: first.x,
        end: inked().map(|it| it.end).fold(first.end, f64::max),
        y,
        size,
        bold: inked().all(|it| it.bold || !it.words.contains(char::is_alphanumeric)),
        running: first.running,
        row,
    })
}
