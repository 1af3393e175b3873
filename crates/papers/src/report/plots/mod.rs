//! Dot-and-interval plots: what stands in one, where everything in it stands, and the drawing as
//! SVG. The window draws the same marks with its own painter. Must not know what is compared, and
//! must not leave room for two texts in one place: every text is measured before it is placed.

mod drawing;
mod laying;
mod scale;

pub use drawing::svg;
pub use laying::laid;

use wardroom_core::ensemble::Band;

/// How such a plot is read, in words.
pub const HOW_TO_READ: &str = "Each mark is the median; the bar holds half of the runs, the thin line nine in ten. ● fewer, ■ more, ○ no clear difference.";

/// A dot-and-interval plot: a row for each figure, all on one scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// Whether the figures are differences, which have their signs and a line at nothing.
    pub differences: bool,
    /// Where the scale must begin and end.
    pub span: (f64, f64),
    /// What the scale counts, in words.
    pub unit: String,
    /// Its rows, from the top.
    pub rows: Vec<Row>,
}

/// A row of a plot.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is of.
    pub label: String,
    /// The same nearer, in quiet type; can be empty.
    pub below: String,
    /// The figures.
    pub band: Band,
    /// One figure that is marked beside them.
    pub own: Option<f64>,
    /// What they tell.
    pub tells: Tells,
    /// The same in a word or a figure.
    pub value: String,
    /// The ends of nine in ten, in figures.
    pub spread: String,
    /// All of it in a sentence, for whoever does not see it.
    pub sentence: String,
}

/// What a row tells; each has a shape of its own as well as a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tells {
    /// Nine in ten lie on the side of nothing that is better.
    Better,
    /// Nine in ten lie on the other.
    Worse,
    /// Neither.
    Unclear,
    /// It is no difference, only a figure.
    Figure,
}

impl Plot {
    /// A plot of differences, with nothing on its scale.
    pub fn of_differences(unit: &str, rows: Vec<Row>) -> Self {
        Self {
            differences: true,
            span: span(&rows),
            unit: unit.to_owned(),
            rows,
        }
    }

    /// A plot of figures from nothing on.
    pub fn of_figures(unit: &str, rows: Vec<Row>) -> Self {
        Self {
            differences: false,
            ..Self::of_differences(unit, rows)
        }
    }

    /// A plot of scores from 0 to 100.
    pub fn of_scores(unit: &str, rows: Vec<Row>) -> Self {
        Self {
            span: (0.0, 100.0),
            ..Self::of_figures(unit, rows)
        }
    }

    /// The same in plots of at most so many rows, all on the one scale: for pages.
    pub fn parts(&self, rows: usize) -> Vec<Self> {
        self.rows
            .chunks(rows.max(1))
            .map(|part| Self {
                rows: part.to_vec(),
                ..self.clone()
            })
            .collect()
    }

    /// The sentences of its rows, each with what it is of.
    pub fn sentences(&self) -> Vec<String> {
        self.rows.iter().map(Row::told).collect()
    }
}

impl Row {
    /// What it is of, and its sentence.
    pub fn told(&self) -> String {
        let below = match self.below.as_str() {
            "" => String::new(),
            below => format!(", {below}"),
        };
        format!("{}{below}: {}", self.label, self.sentence)
    }
}

fn span(rows: &[Row]) -> (f64, f64) {
    let ends = |row: &Row| [row.band.low, row.band.high, row.own.unwrap_or(0.0)];
    let all = || rows.iter().flat_map(ends).filter(|it| it.is_finite());
    (all().fold(0.0, f64::min), all().fold(0.0, f64::max))
}

/// What a mark is drawn in, by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Reading.
    Text,
    /// Labels, and what is not clear.
    Quiet,
    /// Rules.
    Rule,
    /// Figures.
    Accent,
    /// Better.
    Good,
    /// Worse.
    Bad,
}

/// Which side of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// The shape of a median.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Filled and round.
    Disc,
    /// Filled and square.
    Square,
    /// Round and hollow.
    Ring,
}

/// Something that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A text on one line; `y` is its middle.
    Words {
        /// Where its side stands.
        x: f64,
        /// Its middle.
        y: f64,
        /// Which side that is.
        side: Side,
        /// The text.
        words: String,
        /// Its size.
        size: f64,
        /// Whether it is bold.
        bold: bool,
        /// Its colour.
        ink: Ink,
    },
    /// A bar: left, top, right, bottom.
    Bar {
        /// Where it is.
        at: [f64; 4],
        /// Its colour.
        ink: Ink,
        /// How strongly that is laid over the ground, from 0 to 1.
        share: f64,
    },
    /// The mark of a median.
    Dot {
        /// Its middle.
        x: f64,
        /// Its middle.
        y: f64,
        /// Half its width.
        radius: f64,
        /// Its shape.
        shape: Shape,
        /// Its colour.
        ink: Ink,
    },
}

/// Sizes of type, and how wide a text is in one of them.
pub struct Type<'a> {
    /// Labels and figures.
    pub body: f64,
    /// Quiet type.
    pub small: f64,
    /// The width of a text, by its size and whether it is bold.
    pub width: &'a dyn Fn(&str, f64, bool) -> f64,
}

/// A plot with everything in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Laid {
    /// How wide.
    pub width: f64,
    /// How high.
    pub height: f64,
    /// What is drawn, from the back to the front.
    pub marks: Vec<Mark>,
    /// Top and bottom of each row.
    pub rows: Vec<(f64, f64)>,
}
