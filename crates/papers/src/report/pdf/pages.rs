//! Pages that are filled from above: what stands where, and to which part of the document it
//! belongs. Must not know what kinds of parts a document has, nor how a page is written.

use super::faces::{Faces, Line};
use crate::palette::{self, Colour};
use krilla::tagging::TagKind;
use resvg::usvg;

/// A4, in points.
pub const PAPER: f32 = 595.3;
/// How high A4 is.
pub const HIGH: f32 = 841.9;
/// Where text begins from the left, and how wide it is.
pub const LEFT: f32 = 56.7;
/// The width of the text.
pub const WIDE: f32 = 481.9;
/// Where text begins from above.
pub const BODY: f32 = 56.7;
/// Where it ends.
const END: f32 = HIGH - 56.7;
/// The line of the marking, and that of the page's number.
pub const HEAD: f32 = 37.0;
/// The line of the page's number.
pub const FOOT: f32 = HIGH - 28.0;

/// How a kind of part is set.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The size of the type, in points.
    pub size: f32,
    pub bold: bool,
    pub colour: Colour,
    /// Space above it, in points, but at the top of a page.
    pub before: f32,
    /// Space below it, in points.
    pub after: f32,
}

impl Style {
    /// Sizes and spaces in points.
    pub const fn new(size: f32, bold: bool, colour: Colour, before: f32, after: f32) -> Self {
        Self {
            size,
            bold,
            colour,
            before,
            after,
        }
    }

    /// How high a line is.
    pub fn high(self) -> f32 {
        self.size * 1.32
    }

    /// From the top of a line to the foot of its letters.
    pub fn rise(self) -> f32 {
        self.size
    }
}

/// The marking and the page's number.
pub const MARKING: Style = Style::new(9.0, true, palette::MARKING, 0.0, 0.0);

/// Something on a page, and the part of the document it belongs to; none if it only adorns.
pub struct Item {
    /// What is drawn.
    pub drawn: Drawn,
    /// The part it belongs to.
    pub node: Option<usize>,
}

/// What can be drawn.
pub enum Drawn {
    /// A line of words, from the foot of its letters.
    Line {
        x: f32,
        y: f32,
        style: Style,
        line: Line,
    },
    /// A filled rectangle: left, top, width, height.
    Fill { rect: [f32; 4], colour: Colour },
    /// One of the pictures.
    Picture {
        x: f32,
        y: f32,
        scale: f32,
        tree: usize,
    },
    /// One of the photographs: left, top, width, height.
    Photo { rect: [f32; 4], photo: usize },
}

/// A part of the document as it is read aloud.
pub struct Node {
    /// What kind of part it is.
    pub tag: TagKind,
    /// Its parts.
    pub inner: Vec<usize>,
}

/// A heading, to be found by.
pub struct Heading {
    /// From 1, the title's.
    pub level: usize,
    /// What it says.
    pub words: String,
    /// The page, from 0.
    pub page: usize,
    /// Its top.
    pub y: f32,
}

/// All pages.
pub struct Layout<'a> {
    pub faces: &'a Faces,
    /// What stands on each page.
    pub pages: Vec<Vec<Item>>,
    /// The parts.
    pub nodes: Vec<Node>,
    /// Those that are part of no other.
    pub roots: Vec<usize>,
    /// In the order in which they are read; the first is the title.
    pub headings: Vec<Heading>,
    /// Each as it is drawn; `Drawn::Picture` names its place here.
    pub pictures: Vec<usvg::Tree>,
    /// Each as it came; `Drawn::Photo` names its place here.
    pub photos: Vec<krilla::image::Image>,
    /// The lines of the marking.
    pub marking: Vec<Line>,
    /// Where text begins on a page: lower under a long marking.
    pub top: f32,
    /// How far the page is filled.
    pub y: f32,
    /// How far from the edges of the text everything stands: within a frame.
    pub inset: f32,
}

/// How far everything had come, to go on from there otherwise.
pub struct Mark {
    pages: usize,
    items: usize,
    nodes: usize,
    roots: usize,
    headings: usize,
    pictures: usize,
    photos: usize,
    y: f32,
}

impl Layout<'_> {
    /// A new part; of no other if nothing is said.
    pub fn node(&mut self, tag: impl Into<TagKind>, of: Option<usize>) -> usize {
        let at = self.nodes.len();
        self.nodes.push(Node {
            tag: tag.into(),
            inner: Vec::new(),
        });
        match of {
            Some(of) => self.nodes[of].inner.push(at),
            None => self.roots.push(at),
        }
        at
    }

    /// Puts something on the page.
    pub fn put(&mut self, drawn: Drawn, node: Option<usize>) {
        if let Some(page) = self.pages.last_mut() {
            page.push(Item { drawn, node });
        }
    }

    /// Where words begin from the left.
    pub fn edge(&self) -> f32 {
        LEFT + self.inset
    }

    /// How wide they may be.
    pub fn wide(&self) -> f32 {
        WIDE - 2.0 * self.inset
    }

    /// How far everything has come. Whatever is put from here on must be in parts of its own.
    pub fn mark(&self) -> Mark {
        Mark {
            pages: self.pages.len(),
            items: self.pages.last().map_or(0, Vec::len),
            nodes: self.nodes.len(),
            roots: self.roots.len(),
            headings: self.headings.len(),
            pictures: self.pictures.len(),
            photos: self.photos.len(),
            y: self.y,
        }
    }

    /// Takes back all that was put since then.
    pub fn back(&mut self, to: &Mark) {
        self.pages.truncate(to.pages);
        if let Some(page) = self.pages.last_mut() {
            page.truncate(to.items);
        }
        self.nodes.truncate(to.nodes);
        self.roots.truncate(to.roots);
        self.headings.truncate(to.headings);
        self.pictures.truncate(to.pictures);
        self.photos.truncate(to.photos);
        self.y = to.y;
    }

    /// Whether all that was put since then stands on one page.
    pub fn on_one_page(&self, since: &Mark) -> bool {
        self.pages.len() == since.pages
    }

    /// What is left of the page.
    pub fn left(&self) -> f32 {
        END - self.y
    }

    /// What a page holds.
    pub fn whole(&self) -> f32 {
        END - self.top
    }

    /// Whether nothing is on the page yet.
    pub fn fresh(&self) -> bool {
        self.y <= self.top
    }

    /// Goes on to the next page.
    pub fn turn(&mut self) {
        self.pages.push(Vec::new());
        self.y = self.top;
    }

    /// Goes on to the next page if so much does not fit on this one and would on that.
    pub fn room(&mut self, high: f32) {
        if high > self.left() && !self.fresh() && high <= self.whole() {
            self.turn();
        }
    }
}
