//! The exercise record: an append-only, hash-chained JSON Lines text. Must not open files: whoever
//! keeps the record hands in a [`Store`].

mod chain;
mod open;
pub mod people;
mod replay;
mod scrub;
mod session;

pub use chain::{Body, Chain, FORMAT, Header, Parent, Person};
pub use open::{Opened, RecordError, open};
pub use replay::{Difference, Replayed, replay, resume, scenario_of};
pub use scrub::Scrub;
pub use session::{Session, SessionError, Store};
