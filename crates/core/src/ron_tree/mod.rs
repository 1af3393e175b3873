//! RON as text that keeps its places: what stands where, what is wrong with it, how one stretch of it
//! is changed while all else stays as its author wrote it, byte for byte, comments and layout and all,
//! and how a value is printed. The only module that names `ron2`. Must not judge a scenario: after a
//! change the text is checked like any other.

mod edited;
mod outline;
mod plain;
mod print;
pub mod remarked;
mod write;

pub use edited::Edit;
pub use outline::{Node, NodeKind, Outline, Parsed, Part, Step, parse};
pub use plain::{Fault, MAX_DEPTH, Problem};
pub use print::{Content, Value, file, named, printed, quoted, text, with_fields};
pub use write::{Change, EditError, insert, remove, set};
