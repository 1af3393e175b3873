//! The tests of the window: panels by their labels, the app's schedule, the real binary on a
//! display.
#![allow(clippy::disallowed_methods, reason = "tests make their own files")]

mod app;
mod author;
mod clipped;
mod disk;
mod display;
mod exercise;
mod keyboard;
mod plots;
mod review;
mod support;
mod time;
