//! Long work, watched from outside. Must not know what the work is.

use std::sync::atomic::{AtomicBool, AtomicU32};

/// Watches over long work: how far it has come, and whether it is still wanted. The work counts up
/// `done` and looks at `stop` between two runs; who waits for it does the opposite.
#[derive(Debug, Default)]
pub struct Watching {
    /// Runs made.
    pub done: AtomicU32,
    /// Set by who waits, once the rest is not wanted any more.
    pub stop: AtomicBool,
}
