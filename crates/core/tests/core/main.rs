//! The tests of the core, in one binary so that they are linked once. They know no other room; what
//! goes through files, papers or the command line is tested where the program is.
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

mod attachments;
pub mod broken;
mod calls;
mod diagnostics;
mod doctrine;
mod effects;
mod emergency;
mod engine;
mod file_name;
mod format;
mod hindcast;
mod hospital;
mod host;
mod kept;
pub mod mended;
mod organisations;
mod pace;
mod plan;
mod plan_coverage;
mod record;
mod record_format;
pub mod repository;
mod room;
mod run_sheet;
mod site;
mod stands;
mod supplies;
pub mod support;
mod talk;
mod team_goes_on;
mod teams;
mod theory;
mod threats;
