//! Real browsers: Chromium, driven by its own protocol, before `wardroom serve` as a process. Without Chromium
//! the tests say so on one line; `WARDROOM_NEEDS_CHROMIUM` says that it must be there.
#![allow(clippy::disallowed_methods, reason = "tests make their own files")]
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test tells what it measured"
)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod chromium;
mod looks;
mod network;
mod pages;
mod pipe;
mod play;
mod sealed;
mod served;

use chromium::Chromium;
use std::io::Write;

/// A Chromium; without one, says so past the test runner's capture, or fails where one must be there.
fn chromium() -> Option<Chromium> {
    match Chromium::start() {
        Ok(chromium) => Some(chromium),
        Err(why) => {
            assert!(
                std::env::var_os("WARDROOM_NEEDS_CHROMIUM").is_none(),
                "this machine should have Chromium: {why}"
            );
            let _gone = writeln!(std::io::stderr(), "skipped: {why}");
            None
        }
    }
}
