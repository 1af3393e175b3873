//! What a project asks of whoever keeps its files. Must not know where they lie.

use std::fmt::Debug;
use std::io;
use std::path::Path;

/// What a file was when it was last looked at: two that differ mean that somebody saved it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Its length, bytes.
    pub len: u64,
    /// When it was last written, milliseconds of the epoch.
    pub written: u64,
}

/// Where the files of a project are kept.
pub trait Files: Debug + Send + Sync {
    /// A file's text.
    ///
    /// # Errors
    /// Why it can't be read, in words.
    fn text(&self, path: &Path) -> io::Result<String>;

    /// The bytes of a file that another includes, by its name below their folder.
    ///
    /// # Errors
    /// Why it can't be read, in words.
    fn below(&self, folder: &Path, name: &str) -> Result<Vec<u8>, String>;

    /// Writes a whole file: afterwards it is the old or the new, never half of one.
    ///
    /// # Errors
    /// Why it can't be written.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// What a file is now; nothing of one that can't be looked at.
    fn seen(&self, path: &Path) -> Seen;
}
