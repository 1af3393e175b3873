//! What is written of a time, piece by piece, before anybody knows when the exercise starts. Must not
//! read words.

use jiff::civil::{Date, Weekday};

/// What bare numbers, and clocks without more, stand for in a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::exchange::msel) enum Counts {
    /// The time of a day.
    Clock,
    /// What has passed since STARTEX; a bare number is so many minutes, or that many times this.
    FromStart(f64),
}

/// As it is written: by its date, its name, or counted from STARTEX.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// By its date.
    Date(Date),
    /// Of the year of the exercise: month, day.
    InYear(i8, i8),
    /// Of the month of the exercise.
    InMonth(i8),
    /// The first of its name.
    Weekday(Weekday),
    /// So many days after that of STARTEX.
    After(i64),
}

/// A time of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub hour: u32,
    pub min: u32,
    /// Whether it is of the afternoon, if that is said.
    pub afternoon: Option<bool>,
}

impl Clock {
    /// The minute of the day, 1,440 at its end; nothing of what there is not.
    pub(super) fn of(hour: u32, min: u32, afternoon: Option<bool>) -> Option<Self> {
        let hours = if afternoon.is_some() { 1..=12 } else { 0..=23 };
        let end = afternoon.is_none() && (hour, min) == (24, 0);
        // “13:42 pm” is said, and clear.
        let clear = afternoon == Some(true) && (13..=23).contains(&hour);
        let morning = afternoon == Some(false) && hour == 0;
        (min < 60 && (hours.contains(&hour) || end || clear || morning)).then_some(Self {
            hour,
            min,
            afternoon,
        })
    }

    pub(super) fn minute(self) -> u32 {
        let hour = match self.afternoon {
            Some(true) if self.hour < 12 => self.hour + 12,
            Some(false) if self.hour == 12 => 0,
            _ => self.hour,
        };
        hour * 60 + self.min
    }
}

/// Where a clock hangs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// So many minutes before that of Greenwich.
    Offset(i64),
    /// Where the exercise is.
    Local,
    /// Somewhere else: where the list was written, most likely.
    Unheeded(String),
}

/// What has passed since STARTEX.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub days: i64,
    pub mins: i64,
}

/// All that is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    pub day: Option<Day>,
    pub clock: Option<Clock>,
    pub span: Option<Span>,
    pub zone: Option<Zone>,
    /// Whether an end follows.
    pub until: bool,
    /// Whether it is only about then.
    pub about: bool,
    /// What stands behind it in brackets and is neither a day nor a time.
    pub remark: Option<String>,
}

impl Written {
    /// Whether it says neither a day nor a time.
    pub(super) fn is_empty(&self) -> bool {
        self.day.is_none() && self.clock.is_none() && self.span.is_none()
    }
}
