//! The pages, one a file: each drawn from what one seat may see and from nothing else. Must not ask for
//! anything, nor hold a state.

pub(crate) mod after;
pub(crate) mod ask;
pub(crate) mod attached;
pub(crate) mod cards;
pub(crate) mod cite;
pub(crate) mod error;
pub(crate) mod evaluate;
mod frame;
pub(crate) mod join;
pub(crate) mod known;
pub(crate) mod message;
pub(crate) mod messages;
pub(crate) mod no_duff;
pub(crate) mod notes;
pub(crate) mod now;
mod parts;
pub(crate) mod question;
pub(crate) mod raters;
pub(crate) mod report;
pub(crate) mod role;
pub(crate) mod room;
pub(crate) mod see;
mod seen;
pub(crate) mod site;
pub(crate) mod talk;

pub(crate) use frame::state_word;
pub(crate) use seen::{Evaluating, RATED, Seen, Siting};
