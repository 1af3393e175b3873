//! The tests of the window: panels by their labels, the app's schedule, the real binary on a
//! display.
#![allow(clippy::disallowed_methods, reason = "tests make their own files")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::get_unwrap,
    clippy::panic,
    clippy::unreachable,
    reason = "a test stops at the first surprise"
)]

mod ad_hoc;
mod app;
mod author;
mod author_screen;
mod clipped;
mod disk;
mod display;
mod exercise;
mod facilitator;
mod hindcast;
mod keyboard;
mod library;
mod newcomer;
mod people;
mod plots;
mod review;
mod room;
mod still;
mod support;
mod time;
