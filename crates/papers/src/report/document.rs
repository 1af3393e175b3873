//! A document as its parts: headings, paragraphs, tables, pictures. Writers turn it into files.
//! Must not know what is reported.

use super::image::Image;
use super::rating_letter;
use crate::apostrophes::{curled, curled_in_svg};
use serde::{Serialize, Serializer};
use wardroom_core::scenario::Rating;

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// A heading: its level from 1, its words.
    Heading(usize, String),
    /// A paragraph.
    Text(String),
    /// A remark in small quiet type.
    Note(String),
    /// A figure that stands out.
    Figure {
        /// What it is.
        label: String,
        /// As it is printed, with its unit.
        value: String,
        /// How it is to be read.
        words: String,
    },
    /// A list with points.
    List(Vec<String>),
    /// Rows under heads, with the width of each column.
    Table(Table),
    /// A picture with its caption.
    Picture {
        /// What it shows.
        caption: String,
        /// Drawn as SVG; left out of JSON, which carries the caption.
        #[serde(skip)]
        svg: String,
        /// The same in sentences, for whoever does not see it; can be empty.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        told: Vec<String>,
    },
    /// A photograph or a scan that somebody handed in.
    Photo {
        /// What it is called.
        caption: String,
        /// What can be seen in it, for whoever does not see it; can be empty.
        shows: String,
        /// As it is; left out of JSON, which carries the words.
        #[serde(skip)]
        image: Image,
    },
    /// Rows under heads that somebody else wrote.
    Sheet(Table<String>),
    /// Parts in a frame, on one page if they fit on one: a card to be handed out.
    Card(Vec<Block>),
    /// What follows begins on a new page.
    NewPage,
}

/// Rows under heads. A row may have fewer cells than there are heads.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table<Head = &'static str> {
    /// The head of each column.
    pub head: Vec<Head>,
    /// How wide each is, as shares of the page in hundredths.
    pub widths: Vec<usize>,
    /// Rows; each has a cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

/// What every writer (Word, PDF, HTML, Markdown) prints in its own way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    /// On the first page, and what the file is called in its properties.
    pub title: String,
    /// What it is, under the title.
    pub subtitle: String,
    /// The handling marking, at the head of every page.
    pub marking: String,
    /// Its parts.
    pub blocks: Vec<Block>,
    /// What is said at its end in quiet type; can be empty.
    pub closing: String,
}

/// A cell of a table. What it is says whoever makes it: a person called “S” is no rating, and one
/// called “2024” no figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words, of whatever kind.
    Words(String),
    /// Words whose first line is what the others are of: it is stressed.
    Titled(String),
    /// A figure, or a dash where there is none: it stands right, if its column holds nothing else.
    Figure(String),
    /// A rating, or that there is none.
    Rating(Option<Rating>),
}

impl Cell {
    /// A figure, as it is written.
    pub fn figure(written: impl Into<String>) -> Self {
        Self::Figure(written.into())
    }

    /// The line that is stressed, and what follows it.
    pub fn titled(&self) -> (&str, &str) {
        match self {
            Self::Titled(words) => words.split_once('\n').unwrap_or((words, "")),
            _ => ("", self.said()),
        }
    }

    /// What is read in it.
    pub fn said(&self) -> &str {
        match self {
            Self::Words(words) | Self::Titled(words) | Self::Figure(words) => words,
            Self::Rating(rating) => rating_letter(*rating),
        }
    }
}

impl From<String> for Cell {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl From<&str> for Cell {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<Option<Rating>> for Cell {
    fn from(rating: Option<Rating>) -> Self {
        Self::Rating(rating)
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.said())
    }
}

/// Rows in which nothing but words stands.
pub fn words(rows: impl IntoIterator<Item = Vec<String>>) -> Vec<Vec<Cell>> {
    let row = |row: Vec<String>| row.into_iter().map(Cell::Words).collect();
    rows.into_iter().map(row).collect()
}

impl<Head: AsRef<str>> Table<Head> {
    /// Whether any column has a head.
    pub fn headed(&self) -> bool {
        self.head.iter().any(|it| !it.as_ref().is_empty())
    }

    /// Whether a hand is to write in it: a column is empty in every row, below its head.
    pub fn to_write_in(&self) -> bool {
        let empty = |at: usize| {
            let mut cells = self
                .rows
                .iter()
                .map(|row| row.get(at).map_or("", Cell::said));
            cells.all(|said| said.trim().is_empty())
        };
        !self.rows.is_empty() && (0..self.head.len()).any(empty)
    }

    /// Whether each column is one of figures, which stand right: every cell of it is one, and one of
    /// them at least is more than a dash.
    pub fn figures(&self) -> Vec<bool> {
        (0..self.head.len())
            .map(|at| {
                let cells = || self.rows.iter().filter_map(|row| row.get(at));
                cells().all(|cell| matches!(cell, Cell::Figure(_)))
                    && cells().any(|cell| cell.said() != "–")
            })
            .collect()
    }
}

impl Document {
    /// The document without what no reader can show and some are harmed by, set as it is printed;
    /// every writer but that of PDFs begins with it, which has its own rules for what it can't show.
    pub fn printable(&self) -> Self {
        self.with(printable, printable).curled()
    }

    /// The document with its apostrophes as they are printed.
    pub fn curled(&self) -> Self {
        self.with(curled, curled_in_svg)
    }

    /// The document with all words, and all pictures that are drawn, changed.
    fn with(&self, words: Change, svg: Change) -> Self {
        let mut document = self.clone();
        for said in [
            &mut document.title,
            &mut document.subtitle,
            &mut document.marking,
            &mut document.closing,
        ] {
            *said = words(said);
        }
        change(&mut document.blocks, words, svg);
        document
    }
}

/// From words, or a picture's markup, to what stands in its place.
type Change = fn(&str) -> String;

fn change(blocks: &mut [Block], words: Change, drawn: Change) {
    let each = |said: &mut String| *said = words(said);
    for block in blocks {
        match block {
            Block::Heading(_, words) | Block::Text(words) | Block::Note(words) => each(words),
            Block::Figure {
                label,
                value,
                words,
            } => [label, value, words].into_iter().for_each(each),
            Block::List(items) => items.iter_mut().for_each(each),
            Block::Table(table) => change_rows(&mut table.rows, words),
            Block::Sheet(table) => {
                table.head.iter_mut().for_each(each);
                change_rows(&mut table.rows, words);
            }
            Block::Picture { caption, svg, told } => {
                std::iter::once(caption).chain(told).for_each(each);
                *svg = drawn(svg);
            }
            Block::Photo { caption, shows, .. } => {
                [caption, shows].into_iter().for_each(each);
            }
            Block::Card(blocks) => change(blocks, words, drawn),
            Block::NewPage => {}
        }
    }
}

fn change_rows(rows: &mut [Vec<Cell>], words: Change) {
    for cell in rows.iter_mut().flatten() {
        if let Cell::Words(said) | Cell::Titled(said) | Cell::Figure(said) = cell {
            *said = words(said);
        }
    }
}

/// Words without control characters, what is no character, and what turns the direction of the words
/// that follow; lines and tabs stay.
pub fn printable(words: &str) -> String {
    words
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| {
            let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            let none = matches!(u32::from(*c) & 0xffff, 0xfffe | 0xffff)
                || matches!(c, '\u{fdd0}'..='\u{fdef}');
            matches!(c, '\n' | '\t') || !(c.is_control() || turns || none)
        })
        .collect()
}
