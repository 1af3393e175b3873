//! What if: a record's decisions, changed in one place and played on to ENDEX, with every later
//! decision that can still be taken. Both courses are played under the same luck, run by run, so
//! that what differs between them is the change and nothing else. Must not judge: a difference is
//! told with its bands.

mod belief;
mod change;
mod changed;
mod control;
mod course;
mod luck;
mod mattered;
mod measure;
mod order;
mod other_day;
mod paired;
mod played;

pub use belief::{Belief, Claim, Lag, belief};
pub use change::Change;
pub use control::Control;
pub use course::{Course, Fallen, Refused};
pub use luck::{Luck, luck};
pub use mattered::{Mattered, SHIFTS_MINS, mattered};
pub use measure::{Measure, measures};
pub use order::{EXACT, Item, Order, best_sequence, cost_of, restore_order};
pub use other_day::OtherDay;
pub use paired::{Difference, FellAway, RUNS, WhatIf, signed, what_if};
pub use played::{Decision, Played, seeds};
