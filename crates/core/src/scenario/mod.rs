//! Scenarios: RON text in, a checked [`Scenario`] or every problem out. Must not run anything and
//! must not open files.

mod check;
mod diagnostic;
mod empty;
mod load;
mod mark;
mod model;
mod read;
pub mod reference;
pub mod shape;
mod shown;
mod words;

pub use check::{check, check_team, hash_of, point_of_time};
pub use diagnostic::{Code, Diagnostic, Position, Problems, SourceFile, Sources};
pub use load::{Fetch, Loaded, load, load_alone, read_one};
pub use mark::{Mark, Marked};
pub use model::*;
pub use read::MAX_FILE_BYTES;
