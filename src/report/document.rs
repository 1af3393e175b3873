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

impl Table {
    /// Whether each column is one of figures, which stand right.
    pub fn figures(&self) -> Vec<bool> {
        (0..self.head.len())
            .map(|at| {
                let mut cells = self.rows.iter().filter_map(|row| row.get(at));
                let figure = |words: &String| {
                    words.chars().any(|c| c.is_ascii_digit())
                        && words
                            .chars()
                            .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '−' | '%'))
                };
                !self.rows.is_empty()
                    && cells.all(|words| figure(words) || words == "–")
                    && self.rows.iter().any(|row| row.get(at).is_some_and(figure))
            })
            .collect()
    }
}
