//! Where the record of a new exercise is kept. Must not write into it.

use std::path::{Path, PathBuf};
use wardroom_core::file_name::file_name;
use wardroom_files::RecordFile;

/// A place for a record of its own.
pub(super) fn new_place(folder: &Path, scenario: &str, started: &str, branch: &str) -> PathBuf {
    let second: String = started
        .chars()
        .take(19)
        .map(|c| if c == ':' { '-' } else { c })
        .collect();
    let name = file_name(&format!("{scenario}-{second}{branch}"));
    let mut place = folder.join(&name).join("record.jsonl");
    // Two that start in the same second stand beside each other.
    let mut number = 2;
    while !wardroom_files::is_free(&place) {
        place = folder.join(format!("{name}-{number}")).join("record.jsonl");
        number += 1;
    }
    place
}

/// Makes the record's file.
pub(super) fn create(record: &Path) -> Result<RecordFile, String> {
    RecordFile::create(record)
        .map_err(|error| format!("The record {} can't be written: {error}.", record.display()))
}
