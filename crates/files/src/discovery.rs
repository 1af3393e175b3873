//! Which files there are: scenarios and records in folders, and whether one has changed. Must not
//! read more of a file than what kind it is.

use super::first_word::text_begins_with;
use super::{reading, shipped};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The records in the folders of a folder, latest first by name. An empty file is none: a program
/// that made it was killed before its first line, and nothing had been played.
pub fn records_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path().join("record.jsonl"))
        .filter(|path| fs::metadata(path).is_ok_and(|it| it.is_file() && it.len() > 0))
        .collect();
    paths.sort();
    paths.reverse();
    paths
}

/// What was found in the folders of a folder.
#[derive(Debug, Default)]
pub struct RecordsUnder {
    /// The records, by name.
    pub records: Vec<PathBuf>,
    /// Folders that may not be looked into, with the reason.
    pub closed: Vec<(PathBuf, String)>,
}

/// The records in the folders of a folder, and the folders that may not be looked into.
///
/// # Errors
/// If the folder itself is none or may not be read.
pub fn records_under(folder: &Path) -> io::Result<RecordsUnder> {
    let mut records = Vec::new();
    let mut closed = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if !path.is_dir() {
            continue;
        }
        match fs::read_dir(&path) {
            Ok(_) => {
                let record = path.join("record.jsonl");
                if fs::symlink_metadata(&record).is_ok() {
                    records.push(record);
                }
            }
            Err(error) => closed.push((path, reading::in_words(error).to_string())),
        }
    }
    records.sort();
    closed.sort();
    Ok(RecordsUnder { records, closed })
}

/// The folders in a folder, by name; none where it can't be read.
pub fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.flatten().map(|entry| entry.path());
    let mut folders: Vec<PathBuf> = paths.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// A path from the root of the disk, whatever way it was written, for somebody who looks for it elsewhere.
pub fn whole_path(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

/// The name of a folder, whatever way it was written: `.` has one too.
pub fn name_of(folder: &Path) -> String {
    fs::canonicalize(folder)
        .ok()
        .and_then(|whole| Some(whole.file_name()?.to_string_lossy().into_owned()))
        .unwrap_or_else(|| folder.display().to_string())
}

/// Whether two paths lead to the same file.
pub fn same(one: &Path, other: &Path) -> bool {
    matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(a), Ok(b)) if a == b)
}

/// Whether there is nothing at a path, or a folder with nothing in it.
pub fn is_free(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => fs::symlink_metadata(folder).is_err(),
    }
}

/// Whether something lies at a path, a file or a folder, that can be reached: a link that leads
/// nowhere counts as nothing.
pub fn is_there(path: &Path) -> bool {
    path.exists()
}

/// Whether a folder lies at a path.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// What a file was: its length, and when it was last written, in milliseconds of the epoch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Stamp {
    pub(super) len: u64,
    pub(super) written: u64,
}

impl Stamp {
    pub(super) fn of(found: &fs::Metadata) -> Self {
        let written = found
            .modified()
            .ok()
            .and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok())
            .map_or(0, |since| u64::try_from(since.as_millis()).unwrap_or(0));
        Self {
            len: found.len(),
            written,
        }
    }
}

/// What a file is now; nothing of one that can't be looked at.
pub fn stamp(path: &Path) -> Stamp {
    fs::metadata(path).map_or_else(|_| Stamp::default(), |found| Stamp::of(&found))
}

/// The text of a file that the program keeps for itself, if it can be read.
pub fn text(path: &Path) -> Option<String> {
    reading::read_text(path, reading::MAX_OWN_BYTES).ok()
}

/// The scenario files in a folder, in order of name.
pub fn scenarios_in(folder: &Path) -> Vec<PathBuf> {
    if shipped::is_shipped(folder) {
        return shipped::scenarios();
    }
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file() && path.extension().is_some_and(|it| it == "ron"))
        // Libraries and teams lie beside the scenarios that name them, plans beside those they are about.
        .filter(|path| !is_part(path))
        .collect();
    paths.sort();
    paths
}

/// The plans in a folder, in order of name.
pub fn plans_in(folder: &Path) -> Vec<PathBuf> {
    if shipped::is_shipped(folder) {
        return shipped::plans(folder);
    }
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file() && path.extension().is_some_and(|it| it == "ron"))
        .filter(|path| begins_with(path, &["Plan"]))
        .collect();
    paths.sort();
    paths
}

/// Whether a file is a library, a team or a plan: no scenario itself.
fn is_part(path: &Path) -> bool {
    begins_with(path, &["Library", "Team", "Plan"])
}

/// Whether the first thing in a file is one of these words.
fn begins_with(path: &Path, parts: &[&str]) -> bool {
    let longest = wardroom_core::scenario::MAX_FILE_BYTES as u64;
    let text = reading::read_text(path, longest).unwrap_or_default();
    text_begins_with(&text, parts)
}

/// The folder with the scenarios that come with the program: `scenarios` in the working folder or
/// beside the program, else those inside it.
pub fn scenarios_folder() -> PathBuf {
    let beside = std::env::current_exe()
        .ok()
        .and_then(|exe| exe.parent().map(|folder| folder.join("scenarios")));
    [Some(PathBuf::from("scenarios")), beside]
        .into_iter()
        .flatten()
        .find(|folder| folder.is_dir())
        .unwrap_or_else(|| PathBuf::from(shipped::SHIPPED))
}
