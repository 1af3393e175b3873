//! A line that may be one of a table. Must not know how it is drawn.

/// A straight line, level or upright.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub upright: bool,
    /// Its height if it is level, else how far from the left.
    pub at: f64,
    pub from: f64,
    pub to: f64,
}
