//! Scenario files under edit: changed in place, checked after every change, joined with what others
//! save meanwhile.
//!
//! Must not open a file itself: it goes through [`Files`]. Must not draw.

mod draft;
mod files;
mod project;

pub use draft::{Draft, Merged};
pub use files::{Files, Seen};
pub use project::{Edited, Project};
