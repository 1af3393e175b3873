//! The hours that an exercise touches, each as an hour of the calendar, for whatever a scenario gives
//! by hour of the day. Must not know what happens in them.

use super::checker::{Checker, LONGEST_MINS};
use jiff::civil::Weekday;

impl Checker {
    /// Calendar hours from the start of STARTEX's day to the end of ENDEX's hour.
    pub(super) fn hours(&self) -> usize {
        let first = u64::from(self.starts.hour().unsigned_abs()) * 60
            + u64::from(self.starts.minute().unsigned_abs());
        let mins = first + u64::from(self.ends.min(LONGEST_MINS));
        usize::try_from(mins / 60 + 2).unwrap_or(0)
    }

    /// Whether a calendar hour is on a weekend, and which hour of the day it is.
    pub(super) fn calendar(&self, hour: usize) -> (bool, u32) {
        let days = i8::try_from(hour / 24 % 7).unwrap_or(0);
        let weekday = self.starts.date().weekday().wrapping_add(days);
        let weekend = matches!(weekday, Weekday::Saturday | Weekday::Sunday);
        (weekend, u32::try_from(hour % 24).unwrap_or(0))
    }
}
