//! Sealed pages and what comes back from them, as statements about an exercise without a network.

#![allow(
    clippy::disallowed_methods,
    reason = "tests read the shipped scenarios and drive a browser of this machine"
)]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "tests may stop at the first surprise, and say what they passed over"
)]

mod browser;
mod chromium;
mod codes;
mod land;
mod leak;
#[path = "../../../pages/tests/pages/scenarios.rs"]
mod scenarios;
