//! Records in a PostgreSQL database, for a region that hosts exercises for its members: the same lines,
//! chain and seal as in a file. One writer a record; nothing that was acknowledged is lost or twice.
//!
//! The only room that reaches for something outside: the database whose address a person gave. Must
//! not know what a line says, open a file, or read a clock or the environment.

mod archive;
mod hold;
mod link;
mod pieces;
mod place;
mod record;
mod take;
mod tls;

pub use archive::{Listed, export, list, prepare};
pub use place::Place;
pub use record::{RegionRecord, Taker};
pub use take::{NotTaken, take};
