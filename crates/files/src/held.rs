//! How a file is held while it grows, so that no second window or program writes it as well, and whether it still
//! stands where it stood. Must not read or write one.
//!
//! Windows keeps others even from reading what is locked. There it is said as the file is opened what others may do
//! meanwhile: read it, and nothing else.

use super::atomic::remove_empty;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// Whether a file is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    /// Nobody else can write to it.
    Yes,
    /// There are no locks where it is, as on some shares.
    #[cfg_attr(windows, allow(dead_code, reason = "Windows knows no such place"))]
    NoLocks,
}

/// How a file is opened that is to be held, to read it, add to it and cut it.
#[cfg(not(windows))]
pub(crate) fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).append(true);
    options
}

/// How a file is opened that is to be held, to read it, add to it and cut it. One that is opened to be added to
/// alone can't be cut on Windows: whoever adds goes to the end first.
#[cfg(windows)]
pub(crate) fn options() -> OpenOptions {
    use std::os::windows::fs::OpenOptionsExt;
    const FILE_SHARE_READ: u32 = 1;
    let mut options = OpenOptions::new();
    options.read(true).write(true).share_mode(FILE_SHARE_READ);
    options
}

/// Opens and holds a file.
///
/// # Errors
/// If it can't be opened; if somebody else holds it, with a kind of its own.
pub(crate) fn open(options: &OpenOptions, path: &Path) -> io::Result<(File, Held)> {
    let file = options.open(path).map_err(in_words)?;
    let held = hold(&file)?;
    Ok((file, held))
}

/// Holds a file that was opened by [`options`].
#[cfg(not(windows))]
fn hold(file: &File) -> io::Result<Held> {
    match file.try_lock() {
        Ok(()) => Ok(Held::Yes),
        Err(fs::TryLockError::WouldBlock) => Err(by_another()),
        Err(fs::TryLockError::Error(_)) => Ok(Held::NoLocks),
    }
}

#[cfg(windows)]
#[allow(clippy::unnecessary_wraps, reason = "elsewhere it may fail")]
fn hold(_: &File) -> io::Result<Held> {
    Ok(Held::Yes)
}

/// An error in opening, as one of its own kind if somebody else holds the file.
fn in_words(error: io::Error) -> io::Error {
    const ERROR_SHARING_VIOLATION: i32 = 32;
    if cfg!(windows) && error.raw_os_error() == Some(ERROR_SHARING_VIOLATION) {
        return by_another();
    }
    error
}

fn by_another() -> io::Error {
    io::Error::new(io::ErrorKind::WouldBlock, "another window has it open")
}

/// What whoever keeps a file should be told of how it is held.
pub(super) fn not_held(path: &Path, held: Held) -> Option<String> {
    (held == Held::NoLocks).then(|| {
        format!(
            "There are no locks where {} is: nothing keeps a second window from writing it too.",
            path.display()
        )
    })
}

/// Whether an open file still stands at a path. A file that was removed can be written to on some
/// systems as if nothing had happened, and nobody will ever read it.
#[cfg(unix)]
pub(super) fn same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(open), Ok(there)) => open.dev() == there.dev() && open.ino() == there.ino(),
        _ => false,
    }
}

/// Whether an open file still stands at a path: Windows lets nobody take away what is held.
#[cfg(not(unix))]
pub(super) fn same_file(_: &File, path: &Path) -> bool {
    path.is_file()
}

/// What goes again with a file that came to nothing. It stands behind the file in whatever has both, so that the
/// file is closed first: Windows takes away none that is open.
#[derive(Debug, Default)]
pub(super) struct Undone {
    /// The file, if it is to go.
    pub file: Option<PathBuf>,
    /// Folders that were made for it, outermost first; those that hold something stay.
    pub made: Vec<PathBuf>,
}

impl Drop for Undone {
    fn drop(&mut self) {
        if let Some(path) = &self.file {
            let _stays = fs::remove_file(path);
        }
        remove_empty(&self.made);
    }
}
