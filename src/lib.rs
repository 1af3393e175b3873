//! Wardroom rehearses a cyber-attack on a hospital before one happens: the program, its command
//! line and its window. What it rehearses, writes and keeps stands in the rooms below `crates/`.

#![cfg_attr(
    test,
    allow(clippy::disallowed_methods, reason = "tests make their own files")
)]

#[cfg(feature = "pages")]
mod answers;
pub mod cli;
mod real_time;
mod starter;
#[cfg(feature = "window")]
pub mod window;
