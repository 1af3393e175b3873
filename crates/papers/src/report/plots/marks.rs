//! What is drawn of a plot, each with its place. Must not know what it is of.

/// What a mark is drawn in, by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Reading.
    Text,
    /// Labels, and what is not clear.
    Quiet,
    /// Axes, grid and the line at nothing.
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
    /// It is centred there.
    Middle,
    /// Its end: it runs to the left of its place.
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
        /// In the units of `x` and `y`.
        size: f64,
        /// Whether it is set in the bold face.
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
        /// What tells its kind apart from others without colour.
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
