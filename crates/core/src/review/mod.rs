//! Looks back at a record: what the exercise came to, what people say they need, and what would have
//! come of another decision. Must not change the record, and must not judge by any measure but that
//! of [`crate::assessment`].

mod finished;
pub mod needs;
pub mod what_if;

pub use finished::{Came, Finished, SignedBy};
