//! RON as text that keeps its places: what stands where, and how one stretch of it is changed while
//! all else stays as its author wrote it, byte for byte, comments and layout and all. Must not
//! judge a scenario: after a change the text is checked like any other.

mod outline;
mod write;

pub use outline::{Node, NodeKind, Outline, Part, Step};
pub use write::{Change, EditError, insert, quoted, remove, set};
