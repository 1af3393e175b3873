//! The tests of the core, in one binary so that they are linked once.
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
mod diagnostics;
mod doctrine;
mod effects;
mod emergency;
mod engine;
mod exchange;
mod extremes;
mod format;
mod guide;
mod hindcast;
mod hospital;
mod host;
mod length;
mod library;
mod mended;
mod organisations;
mod parts;
mod pdf;
mod plain_ron;
mod plots;
mod pseudonyms;
mod record;
mod record_format;
mod reports;
mod room;
mod round_trip;
mod score;
mod supplies;
mod support;
mod teams;
mod theory;
mod threats;
mod validation;
mod what_if;
mod words;
mod workbooks;
