//! What a project asks of whoever keeps its files. Must not know where they lie.

use std::fmt::Debug;
use std::io;
use std::path::Path;

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
}
