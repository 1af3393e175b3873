//! Minutes in words.

use crate::scenario::Mins;

/// Minutes in words: `1 h 05 min`.
pub fn mins_in_words(mins: Mins) -> String {
    match (mins / 60, mins % 60) {
        (0, mins) => format!("{mins} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, mins) => format!("{hours} h {mins:02} min"),
    }
}
