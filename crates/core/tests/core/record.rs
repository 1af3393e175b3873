//! The record: whatever is changed in it is found, whatever is whole in it is kept, and it goes on
//! where it ends.

mod altered;
mod failing;
mod going_on;
mod replaying;
mod scrubbing;
mod signing;
mod tiny;

use tiny::{
    Memory, REAL, act, decide, header, line_feeds, lines, note, opened, replayed, report, script,
    short, start, tiny, two_hours, written,
};
