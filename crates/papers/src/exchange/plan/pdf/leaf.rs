//! A page while it is read: its lines and tables, and what could not be read of it. Must not decide anything.

use super::grid::Grid;
use super::lines::Part;

/// A page.
#[derive(Clone, Debug, Default)]
pub(super) struct Leaf {
    pub high: f64,
    /// From the top, and on one line from the left.
    pub parts: Vec<Part>,
    pub grids: Vec<Grid>,
}

/// A line, or a table, in the order in which a page is read.
#[derive(Clone, Debug)]
pub(super) enum Entry {
    Line(Line),
    Table(Vec<Vec<String>>),
}

/// A line as it is read.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its parts from the left, with no large gap in any.
    pub parts: Vec<Part>,
    /// How far the lines around it reach.
    pub right: f64,
    /// Which column of which page it stands in, counted through.
    pub column: usize,
    /// Its page, from 1.
    pub page: usize,
}

impl Line {
    pub fn words(&self) -> String {
        let words: Vec<&str> = self.parts.iter().map(|it| it.words.as_str()).collect();
        words.join(" ")
    }

    pub fn x(&self) -> f64 {
        self.parts.first().map_or(0.0, |it| it.x)
    }

    pub fn end(&self) -> f64 {
        self.parts.last().map_or(0.0, |it| it.end)
    }

    pub fn y(&self) -> f64 {
        self.parts.last().map_or(0.0, |it| it.y)
    }

    /// The size of most of its letters.
    pub fn size(&self) -> f64 {
        let longest = self.parts.iter().max_by_key(|it| it.words.len());
        longest.map_or(0.0, |it| it.size)
    }

    pub fn bold(&self) -> bool {
        self.parts.iter().all(|it| it.bold)
    }
}
