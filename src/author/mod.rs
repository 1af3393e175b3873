//! Scenario files as text that is edited in place: whatever lies outside a change stays as its
//! author wrote it, byte for byte, comments and layout and all. Must not judge a scenario: after a
//! change the text is checked like any other.

mod draft;
mod outline;
mod project;
mod write;

pub use draft::{Draft, Merged};
pub use outline::{Node, NodeKind, Outline, Part, Step};
pub use project::{Edited, Project};
pub use write::{Change, EditError, insert, quoted, remove, set};
