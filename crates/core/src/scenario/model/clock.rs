//! A scenario's calendar and its clock in words. Must not know what happens at a time.

use super::ids::Mins;
use super::leaps::Leap;
use super::scenario::Scenario;

/// A time of an exercise of so many minutes, as on its clock: `Fri 13:42`, and `Fri 7 Jun 13:42`
/// where it is longer than a week.
pub fn clock(at: jiff::civil::DateTime, ends_mins: Mins) -> String {
    let form = if ends_mins > 7 * 24 * 60 {
        "%a %-d %b %H:%M"
    } else {
        "%a %H:%M"
    };
    at.strftime(form).to_string()
}

impl Scenario {
    /// The calendar time at so many seconds after STARTEX.
    pub fn time_at(&self, secs: u64) -> jiff::civil::DateTime {
        let span = jiff::SignedDuration::from_secs(i64::try_from(secs).unwrap_or(i64::MAX / 4));
        self.starts.checked_add(span).unwrap_or(self.starts)
    }

    /// `Fri 13:42`, as on the clock; `Fri 7 Jun 13:42` where an exercise is longer than a week.
    pub fn clock(&self, secs: u64) -> String {
        clock(self.time_at(secs), self.ends_mins)
    }

    /// The leap in which this minute lies, if it lies in one.
    pub fn leap_at(&self, minute: Mins) -> Option<&Leap> {
        self.leaps
            .iter()
            .find(|it| it.at <= minute && minute < it.to)
    }

    /// Hours of the calendar between the start of STARTEX's day and this minute.
    pub fn calendar_hour(&self, mins: Mins) -> usize {
        let first = u32::from(self.starts.hour().unsigned_abs()) * 60
            + u32::from(self.starts.minute().unsigned_abs());
        ((first + mins) / 60) as usize
    }
}
