//! Leaps of the clock between moves. Must not make one.

use super::ids::Mins;

/// See [`crate::scenario::shape::Leap`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leap {
    /// When the clock stops.
    pub at: Mins,
    /// Where it goes on.
    pub to: Mins,
    /// What is told of the time between.
    pub told: String,
}
