//! Lines as paragraphs: which goes on where the last one ended, across columns and pages. Must not know what a heading
//! is for.

use super::super::cards;
use super::super::labels::labelled;
use super::super::pieces::numbered;
use super::super::text;
use super::cells::Cells;
use super::joined::joined;
use super::leaf::{Entry, Line};

/// Signs at the beginning of an item of a list.
const BULLETS: [char; 15] = [
    '•', '‣', '▪', '■', '▸', '►', '●', '○', '◦', '□', '☐', '✓', '–', '*', '·',
];

/// Words that belong together, with how they are set.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block {
    Words(Words),
    Table(Vec<Vec<String>>),
}

/// A paragraph, or a heading.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Words {
    pub words: String,
    pub size: f64,
    pub bold: bool,
    /// Whether it stands apart from what is above it.
    pub alone: bool,
    /// An item of a list.
    pub item: bool,
    /// Its page, from 1.
    pub page: usize,
}

/// The blocks of a document, and how many of its tables had no lines around their cells.
pub(super) fn flowed(entries: Vec<Entry>) -> (Vec<Block>, usize) {
    let mut reader = Reader {
        usual: usual(&entries),
        blocks: Vec::new(),
        open: Vec::new(),
        alone: true,
        cells: None,
        tables: 0,
    };
    for entry in entries {
        match entry {
            Entry::Line(line) => reader.line(line),
            Entry::Table(rows) => reader.table(rows),
        }
    }
    reader.end();
    reader.end_cells();
    (reader.blocks, reader.tables)
}

/// How far lines of a paragraph are apart, as a share of the type size.
fn usual(entries: &[Entry]) -> f64 {
    let mut gaps: Vec<f64> = entries
        .windows(2)
        .filter_map(|pair| match pair {
            [Entry::Line(one), Entry::Line(other)] if one.column == other.column => {
                Some((one.y() - other.y()) / other.size().max(1.0))
            }
            _ => None,
        })
        .filter(|it| (0.9..=2.2).contains(it))
        .collect();
    gaps.sort_by(f64::total_cmp);
    // Where clauses are short, few lines go on in a paragraph: the narrower gaps are those that do.
    gaps.get(gaps.len() / 10).copied().unwrap_or(1.2)
}

struct Reader {
    usual: f64,
    blocks: Vec<Block>,
    /// The paragraph that is read.
    open: Vec<Line>,
    /// Whether it stands apart from what is above it.
    alone: bool,
    cells: Option<Cells>,
    tables: usize,
}

impl Reader {
    fn line(&mut self, line: Line) {
        if let Some(cells) = &mut self.cells {
            if cells.takes(&line, self.usual) {
                return;
            }
            self.end_cells();
        }
        if let Some(cells) = Cells::begun(&line) {
            self.end();
            self.cells = Some(cells);
            return;
        }
        let goes_on = self
            .open
            .last()
            .is_some_and(|last| self.goes_on(last, &line));
        if !goes_on {
            let near = self.open.last().is_some_and(|last| self.near(last, &line));
            self.end();
            self.alone = !near;
        }
        self.open.push(line);
    }

    fn table(&mut self, rows: Vec<Vec<String>>) {
        self.end();
        self.end_cells();
        // A table that the end of a page cuts goes on at the head of the next.
        if let Some(Block::Table(before)) = self.blocks.last_mut()
            && let (Some(heads), Some(first)) = (before.first(), rows.first())
            && heads.len() == first.len()
            && heads.len() > 2
            && (heads == first || cards::in_table(std::slice::from_ref(first), "").is_none())
        {
            let again = heads == first;
            let mut rows = rows.into_iter().skip(usize::from(again)).peekable();
            if let (Some(last), Some(rest)) = (before.last_mut(), rows.peek())
                && rest.first().is_some_and(String::is_empty)
                && !last.first().is_none_or(String::is_empty)
            {
                for (cell, more) in last.iter_mut().zip(rest) {
                    *cell = joined(
                        [cell.as_str(), more.as_str()]
                            .into_iter()
                            .filter(|it| !it.is_empty()),
                    );
                }
                rows.next();
            }
            before.extend(rows);
            return;
        }
        self.blocks.push(Block::Table(rows));
    }

    fn end_cells(&mut self) {
        if let Some(cells) = self.cells.take() {
            self.tables += 1;
            self.blocks.push(Block::Table(cells.rows()));
        }
    }

    fn end(&mut self) {
        let open = std::mem::take(&mut self.open);
        let Some(first) = open.first() else { return };
        let lines: Vec<String> = open.iter().map(Line::words).collect();
        let words = joined(lines.iter().map(String::as_str));
        let (item, plain) = without_bullet(&words);
        let biggest = open.iter().map(Line::size).fold(0.0, f64::max);
        if plain.is_empty() {
            return;
        }
        self.blocks.push(Block::Words(Words {
            words: plain.to_owned(),
            size: biggest,
            bold: open.iter().all(Line::bold),
            alone: self.alone,
            item,
            page: first.page,
        }));
    }

    /// Whether a line follows another as lines of one paragraph do.
    fn near(&self, last: &Line, line: &Line) -> bool {
        let gap = last.y() - line.y();
        let size = last.size().max(line.size());
        last.column == line.column && gap <= (self.usual + 0.3) * size
    }

    /// Whether a line goes on where another ended.
    fn goes_on(&self, last: &Line, line: &Line) -> bool {
        let (before, words) = (last.words(), line.words());
        let lower = words.starts_with(char::is_lowercase);
        let alike = (last.size() - line.size()).abs() <= 0.06 * last.size();
        // Bold in the midst of a sentence is no heading.
        let heavier = last.bold() != line.bold() && (last.bold() || !lower);
        if !alike || heavier || item(&words) || labelled(&words).is_some() {
            return false;
        }
        let first: Vec<String> = self.open.first().map(Line::words).into_iter().collect();
        let filled = filled(last, line);
        if text::begins(&first, &words) && !filled {
            return false;
        }
        let ended = before.ends_with(['.', ':', ';', '!', '?']);
        let heads = numbered(&words).is_some_and(|(_, rest)| rest.starts_with(char::is_uppercase));
        if heads && (ended || !filled) {
            return false;
        }
        if last.column == line.column {
            self.near(last, line) && (filled || lower)
        } else {
            // A column of labels alone is as narrow as they are, and seems to be filled.
            let label = first.iter().any(|it| labelled(it).is_some());
            !ended && (lower || filled && !label)
        }
    }
}

/// Whether a line ended because the first word of the next found no room on it.
fn filled(last: &Line, line: &Line) -> bool {
    let words = line.words();
    let letters = words.chars().count().max(1);
    let first = words.split(' ').next().map_or(0, |it| it.chars().count());
    let wide = (line.end() - line.x()) / letters as f64;
    last.end() + wide * (first + 1) as f64 >= last.right - 0.8 * line.size()
}

/// Whether words begin as an item of a list does.
fn item(words: &str) -> bool {
    if without_bullet(words).0 {
        return true;
    }
    let words = words.strip_prefix('(').unwrap_or(words);
    let Some((sign, rest)) = words.split_once([')', '.']) else {
        return false;
    };
    let one = sign.len() == 1 && sign.starts_with(|c: char| c.is_ascii_lowercase());
    let roman = sign.len() <= 4 && sign.chars().all(|it| matches!(it, 'i' | 'v' | 'x'));
    !sign.is_empty() && (one || roman) && rest.starts_with(' ')
}

/// Words without the sign that begins an item of a list, and whether there was one.
fn without_bullet(words: &str) -> (bool, &str) {
    // Word's bullet of the second level is this letter in a face of its own.
    if let Some(rest) = words
        .strip_prefix("o ")
        .or_else(|| words.strip_prefix("- "))
    {
        return (true, rest.trim_start());
    }
    let rest = words.trim_start_matches(BULLETS);
    (rest.len() < words.len(), rest.trim_start())
}
