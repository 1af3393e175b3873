//! Libraries that stumble over damaged files: that is told as a file that can't be read, not as a fault of the program.
//! Must not know which files.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// Whether this thread reads what may be damaged.
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// Does what may stumble over a damaged file; nothing if it did. A library looks for some things where a sound file
/// has them, and stumbling is how it says that they are not there.
pub(super) fn guarded<T>(what: impl FnOnce() -> T) -> Option<T> {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let told = take_hook();
        set_hook(Box::new(move |info| {
            if !READING.get() {
                told(info);
            }
        }));
    });
    READING.set(true);
    let done = catch_unwind(AssertUnwindSafe(what));
    READING.set(false);
    done.ok()
}
