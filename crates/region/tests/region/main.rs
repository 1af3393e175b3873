//! Records against a real PostgreSQL: killed, cut off, fought over. Where there is none the tests say so and
//! pass; `WARDROOM_NEEDS_POSTGRES=1` says that there must be one.
#![allow(
    clippy::disallowed_methods,
    reason = "tests make their own files and processes"
)]
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test tells what it skipped and measured"
)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]
#![cfg(unix)]

mod broken;
mod cluster;
mod exercise;
mod held;
mod prepared;
mod secure;
mod wire;
