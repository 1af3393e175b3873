//! The pictures, in order, each with what is prepared for it: a step further than the one before. What ends in
//! `room-window` is taken of the room's own window. Must not take one.

mod author;
mod briefing;
mod kit;
mod live;
mod people;
mod review;
mod several;

use wardroom::window::Shell;

/// What a picture is called, and what is prepared before it is taken.
pub type Shot = (&'static str, fn(&mut Shell));

/// All of them.
pub fn all() -> impl Iterator<Item = &'static Shot> {
    [
        kit::SHOTS,
        briefing::SHOTS,
        live::SHOTS,
        people::SHOTS,
        review::SHOTS,
        several::SHOTS,
        author::SHOTS,
    ]
    .into_iter()
    .flatten()
}
