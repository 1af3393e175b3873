//! A document as its parts: headings, paragraphs, tables, pictures. Writers turn it into files.
//! Must not know what is reported.

use serde::Serialize;

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
        /// The figure.
        value: String,
        /// How it is to be read.
        words: String,
    },
    /// A list with points.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// A picture with its caption.
    Picture {
        /// What it shows.
        caption: String,
        /// The picture, as SVG.
        #[serde(skip)]
        svg: String,
        /// The same in sentences, for whoever does not see it; can be empty.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        told: Vec<String>,
    },
    /// What follows begins on a new page.
    NewPage,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// The head of each column.
    pub head: Vec<&'static str>,
    /// How wide each is, as shares of the page in hundredths.
    pub widths: Vec<usize>,
    /// Rows; each has a cell for every column.
    pub rows: Vec<Vec<String>>,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    /// Its title.
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

/// What stands in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Words, of whatever kind.
    #[default]
    Words,
    /// Figures, which stand right.
    Figures,
    /// A rating by its letter, or a dash.
    Rating,
}

/// The head of every column of ratings. No other column holds any: a person called “S” is no mark.
const RATING: &str = "Rating";

/// Heads of columns in which people's own words stand, which are words even if they are digits.
const OWN_WORDS: [&str; 20] = [
    "Name",
    "Role",
    "Who",
    "Why",
    "What",
    "Decision",
    "Option",
    "Message",
    "Evidence",
    "Staff group",
    "Capability",
    "Organisation",
    "Report",
    "Of",
    "Said",
    "Issue and root cause",
    "Corrective action",
    "Responsible, contact",
    "Start, due",
    "Status, evidence",
];

impl Table {
    /// What stands in each column, by its head; a column that no head speaks for is one of figures
    /// if nothing else stands in it.
    pub fn kinds(&self) -> Vec<Kind> {
        self.head
            .iter()
            .enumerate()
            .map(|(at, head)| match *head {
                RATING => Kind::Rating,
                head if OWN_WORDS.contains(&head) => Kind::Words,
                _ if self.all_figures(at) => Kind::Figures,
                _ => Kind::Words,
            })
            .collect()
    }

    /// Whether each column is one of figures, which stand right.
    pub fn figures(&self) -> Vec<bool> {
        let kinds = self.kinds().into_iter();
        kinds.map(|kind| kind == Kind::Figures).collect()
    }

    fn all_figures(&self, at: usize) -> bool {
        let figure = |words: &String| {
            words.chars().any(|c| c.is_ascii_digit())
                && words
                    .chars()
                    .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '−' | '%'))
        };
        let mut cells = self.rows.iter().filter_map(|row| row.get(at));
        cells.clone().any(figure) && cells.all(|words| figure(words) || words == "–")
    }
}

impl Document {
    /// The document without what no reader can show and some are harmed by; every writer begins
    /// with it.
    pub fn printable(&self) -> Self {
        let clean = |words: &mut String| *words = printable(words);
        let mut document = self.clone();
        for words in [
            &mut document.title,
            &mut document.subtitle,
            &mut document.marking,
            &mut document.closing,
        ] {
            clean(words);
        }
        for block in &mut document.blocks {
            match block {
                Block::Heading(_, words) | Block::Text(words) | Block::Note(words) => clean(words),
                Block::Figure {
                    label,
                    value,
                    words,
                } => [label, value, words].into_iter().for_each(clean),
                Block::List(items) => items.iter_mut().for_each(clean),
                Block::Table(table) => table.rows.iter_mut().flatten().for_each(clean),
                Block::Picture { caption, svg, told } => {
                    [caption, svg].into_iter().chain(told).for_each(clean);
                }
                Block::NewPage => {}
            }
        }
        document
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
