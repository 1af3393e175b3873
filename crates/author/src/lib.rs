//! Scenario files under edit: changed in place, checked after every change, joined with what others
//! save meanwhile.
//!
//! Must not open a file itself: it goes through [`Files`]. Must not draw.

mod buffer;
mod checking;
mod exchange;
mod files;
mod first;
mod merge;
mod project;

pub use buffer::{EditBuffer, Merged};
pub use checking::{Checked, Checking};
pub use exchange::{Ask, Found, Writing, Wrote};
pub use files::Files;
pub use merge::{Clash, Take, merge};
pub use project::{Edited, Project, home_of};
