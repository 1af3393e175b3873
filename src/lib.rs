//! Wardroom rehearses a cyber-attack on a hospital before one happens.
//!
//! The core (everything but `app`) knows no window: `--no-default-features` builds it alone.

#![warn(missing_docs)]
// What is said goes through `cli::terminal`, what is read and written through `files`.
#![deny(clippy::print_stdout, clippy::print_stderr)]
#![cfg_attr(
    test,
    allow(clippy::disallowed_methods, reason = "tests make their own files")
)]

pub mod advice;
#[cfg(feature = "window")]
pub mod app;
pub mod assessment;
pub mod author;
pub mod balance;
pub mod cli;
pub mod ensemble;
pub mod exchange;
pub mod exercise;
pub mod files;
mod real_time;
pub mod record;
pub mod register;
pub mod report;
pub mod scenario;
pub mod validation;
mod visible;
