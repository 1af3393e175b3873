//! What single values of a scenario file are: ids, times, shares, numbers, text, each with its place.
//! Must not know a structure.

use crate::scenario::mark::Marked;

/// The version of the format these types describe. A file states it as `schema: 1`.
pub const SCHEMA: u32 = 1;

/// A name by which one part of a scenario speaks of another: lower-case letters, digits and
/// hyphens.
pub type Id = Marked<String>;

/// A point of exercise time. `"Fri 13:42"` (the first such weekday from the start), `"13:42"`
/// (the first day), `"D+1 09:00"` (the day after the first), `"T+90"` (minutes after STARTEX)
/// or `"T+1:30"`.
pub type When = Marked<String>;

/// A share of one, 0 to 1.
pub type Share = Marked<f64>;

/// A whole number that is checked against its neighbours.
pub type Count = Marked<u32>;

/// A number, whole or not, that is checked against its bounds.
pub type Amount = Marked<f64>;

/// Text that was marked where it stood.
pub type Text = Marked<String>;
