//! Wardroom rehearses a cyber-attack on a hospital before one happens.
//!
//! The core (everything but `app`) knows no window: `--no-default-features` builds it alone.

#![warn(missing_docs)]

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
