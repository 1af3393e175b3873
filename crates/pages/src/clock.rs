//! The real time, handed in by whoever may read it. Must not read it itself.

use std::fmt;
use std::sync::Arc;

/// Milliseconds since some moment, as somebody else reads them.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> u64 + Send + Sync>);

impl Clock {
    /// A clock that is read by calling this; it gives milliseconds.
    pub fn new(read: impl Fn() -> u64 + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }

    /// Whole seconds.
    pub(crate) fn secs(&self) -> u64 {
        (self.0)() / 1_000
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Clock")
    }
}
