//! The days that a hindcast covers, 12 to 19 May 2017, in minutes since the first midnight. Must not
//! know what happens in them.

/// Minutes of a day.
pub const DAY: u32 = 1_440;
/// The first minute: 07:00 of the first day.
pub const FROM: u32 = 420;
/// One past the last minute: the end of 19 May.
pub const UNTIL: u32 = 8 * DAY;
/// What is counted up to the end of 18 May.
pub const COUNTED_UNTIL: u32 = 7 * DAY;
