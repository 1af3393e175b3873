//! England on 12–19 May 2017, simulated many times and set against what was observed. Must not know
//! an exercise: a nation is coarser than a trust, and has no team.

mod bounds;
mod course;
mod days;
mod england;
mod fit;
mod hits;
mod inside;
mod instead;
mod losses;
mod measures;
mod nation;
mod practices;
mod run;
mod table;
mod trusts;
mod week;

pub use course::Course;
pub use days::{FROM, UNTIL};
pub use england::{Daily, Edge, England, Fitted, Free, Kind, People, Region, Tariff, Worm};
pub use fit::{FIRST_SEED, Fit, fit};
pub use instead::Instead;
pub use measures::{MEASURES, Measure, measured};
pub use nation::{Nation, Practices, Trust};
pub use practices::PracticesThen;
pub use run::{CURVE_MINS, Run, runs};
pub use table::{Row, Table};
pub use week::{Week, week};
