//! The files of a project under edit, as they lie on disk. Must not know what is edited.

use super::{atomic, reading};
use std::io;
use std::path::Path;
use wardroom_author::Files;
use wardroom_core::scenario::MAX_FILE_BYTES;

/// This machine's folders, for the author: files as they lie there now.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn text(&self, path: &Path) -> io::Result<String> {
        reading::read_text(path, MAX_FILE_BYTES as u64)
    }

    fn below(&self, folder: &Path, name: &str) -> Result<Vec<u8>, String> {
        super::below(folder, name)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        atomic::write(path, bytes)
    }
}
