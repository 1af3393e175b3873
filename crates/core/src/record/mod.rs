//! The exercise record: an append-only, hash-chained JSON Lines text, sealed and signed at ENDEX.
//! Must not open files: whoever keeps the record hands in a [`Store`].

mod amendment;
mod chain;
mod citing;
mod forget;
mod header;
mod open;
pub mod people;
mod playback;
mod played;
mod replay;
mod scrub;
mod session;
mod sign;
mod store;
mod story;
pub mod wire;
mod writer;

pub use amendment::Amendment;
pub use chain::{Body, Chain};
pub use citing::plan_in;
pub use forget::{ForgetError, Forgot, forget};
pub use header::{FORMAT, Forgotten, Header, PROGRAM, Parent, Person};
pub use open::{Opened, RecordError, open, scenario_in, scenario_of};
pub use playback::{Playback, Step};
pub use played::MOST_SAMPLES;
pub use replay::{Difference, Replayed, at_start, commands_until, plays, replay, resume};
pub use scrub::Scrub;
pub use session::{Session, seal_up};
pub use sign::{KEY_BYTES, Signer, fingerprint, from_hex};
pub use store::{SessionError, Store};
pub use story::name_in;
pub use wire::{Played, Seal, Signature, Story};
