//! How a file is read: an ordinary file only, up to a longest length, and in words why not. A
//! pipe, a device or a folder is never waited for. Must not know what stands in the file.

use super::shipped;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// A record is no longer: a three-hour exercise of seven organisations takes some 20 MB.
pub const MAX_RECORD_BYTES: u64 = 256 << 20;
/// A spreadsheet, a form or an events list is no longer.
pub const MAX_SHEET_BYTES: u64 = 32 << 20;
/// A file of heads, of settings or of another small thing in JSON is no longer.
pub const MAX_SMALL_BYTES: u64 = 4 << 20;
/// What the program keeps for itself, like an index of records, is no longer.
pub(super) const MAX_OWN_BYTES: u64 = 256 << 20;

/// A file's bytes.
///
/// # Errors
/// Why it can't be read, in words: it isn't there, is no ordinary file, is longer.
pub fn read(path: &Path, longest: u64) -> io::Result<Vec<u8>> {
    let bytes = read_some(path, longest)?;
    if bytes.len() as u64 > longest {
        return Err(too_long(longest));
    }
    Ok(bytes)
}

/// A file's text.
///
/// # Errors
/// As for its bytes; or that they are not UTF-8.
pub fn read_text(path: &Path, longest: u64) -> io::Result<String> {
    String::from_utf8(read(path, longest)?).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let why = format!("it is not UTF-8 text, from its byte {} on", good + 1);
        io::Error::new(io::ErrorKind::InvalidData, why)
    })
}

/// A file's bytes; of one that is too long so many that its reader sees that.
pub(super) fn read_some(path: &Path, longest: u64) -> io::Result<Vec<u8>> {
    if let Some(found) = shipped::file(path) {
        return found.map(<[u8]>::to_vec);
    }
    let file = open(path)?;
    let mut bytes = Vec::new();
    file.take(longest.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(in_words)?;
    Ok(bytes)
}

/// An ordinary file, opened to be read.
pub(super) fn open(path: &Path) -> io::Result<File> {
    // Asked before it is opened: opening a pipe would wait for somebody to write.
    ordinary(&fs::metadata(path).map_err(in_words)?)?;
    let file = File::open(path).map_err(in_words)?;
    // And afterwards: it may have been put in its place meanwhile.
    ordinary(&file.metadata().map_err(in_words)?)?;
    Ok(file)
}

fn ordinary(found: &fs::Metadata) -> io::Result<()> {
    if found.is_dir() {
        return Err(io::Error::new(
            io::ErrorKind::IsADirectory,
            "it is a folder",
        ));
    }
    if !found.is_file() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "it is not an ordinary file",
        ));
    }
    Ok(())
}

fn too_long(longest: u64) -> io::Error {
    let why = format!(
        "it is longer than {} MB, as no such file may be",
        longest >> 20
    );
    io::Error::new(io::ErrorKind::FileTooLarge, why)
}

/// The same error in words that a person reads after “it can't be read: ”.
pub(super) fn in_words(error: io::Error) -> io::Error {
    let words = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file",
        io::ErrorKind::PermissionDenied => "it may not be read",
        _ => return error,
    };
    io::Error::new(error.kind(), words)
}
