//! A cyber-attack on a hospital as a deterministic exercise: scenarios, the rules by which time
//! passes, the record, its assessment, and many runs of it.
//!
//! Must not open a file, read a clock, look at the environment or reach for a network: bytes and
//! time are handed in. `clippy.toml` beside `Cargo.toml` holds that.

#![cfg_attr(
    test,
    allow(
        clippy::disallowed_methods,
        reason = "what tests work out reaches no result"
    )
)]

pub mod advice;
pub mod assessment;
pub mod balance;
pub mod coverage;
pub mod cycle;
pub mod ensemble;
pub mod exercise;
pub mod file_name;
pub mod host;
mod nearest;
pub mod plan;
pub mod record;
pub mod register;
pub mod review;
pub mod ron_tree;
pub mod scenario;
pub mod timeline;
pub mod validation;
pub mod views;
pub mod visible;
pub mod words;

// Tests know the core by the name by which everybody else does.
#[cfg(test)]
extern crate self as wardroom_core;
#[cfg(test)]
#[path = "../tests/core/main.rs"]
mod tests;
// Some of their files are shared with the program's tests, where they stand at the top.
#[cfg(test)]
use tests::{broken, mended, repository, support};
