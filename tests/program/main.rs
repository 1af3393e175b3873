//! The tests of all rooms together, without the window, in one binary so that they are linked once:
//! files, papers, the command line, and the proofs about the core that take minutes.
#![allow(clippy::disallowed_methods, reason = "tests make their own files")]
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test tells what it measured"
)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::get_unwrap,
    clippy::panic,
    clippy::unreachable,
    reason = "a test stops at the first surprise"
)]

mod balance;
mod charts;
mod cli;
mod compared;
mod exchange;
mod extremes;
mod guide;
mod hostile;
mod length;
mod library;
mod opening;
mod parts;
mod pdf;
mod plain_ron;
mod plots;
mod pseudonyms;
mod record;
mod record_files;
#[cfg(all(unix, feature = "region"))]
mod region;
mod reports;
mod round_trip;
mod score;
mod study;
mod tools;
mod validation;
mod what_if;
mod words;
mod workbooks;

#[allow(dead_code, reason = "the tests of the core need more of it")]
#[path = "../../crates/core/tests/core/broken.rs"]
mod broken;
#[allow(dead_code, reason = "the tests of the core need more of it")]
#[path = "../../crates/core/tests/core/repository.rs"]
mod repository;
#[allow(dead_code, reason = "the tests of the core need more of it")]
#[path = "../../crates/core/tests/core/support.rs"]
mod support;
#[allow(dead_code, reason = "the tests of the core need more of it")]
#[path = "../../crates/core/tests/core/record/tiny.rs"]
mod tiny;
