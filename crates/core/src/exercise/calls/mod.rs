//! Ringing anybody: a role asks a ward, the switchboard, a supplier, a neighbour one of six things, and the
//! state answers as whoever is there knows it, some minutes later, over what still carries a voice. What is
//! asked and answered is on record and changes no state. How it really stood is kept beside it, for whoever looks
//! back. Must not put anything into words: that is `words`, and `truth`.
//!
//! How long an answer takes, minutes (author's estimates): `1 + ⌊5u⌋` by telephone; nobody picks up in one
//! call of six, which takes ten more. Without telephones and without another way somebody walks, which takes
//! three times as long, as all word does then (`rules::knowing`); nobody walks to a supplier or a neighbour.

mod call;
mod catalogue;
mod heard;
mod made;
mod ring;
mod truth;
mod words;

pub(super) use call::Call;
pub use catalogue::{Contact, Query};
pub use made::{Accuracy, CallMade};
