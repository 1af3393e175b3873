//! The only door to files. Reading and writing have one way each, here: `reading` says what is
//! read and how much of it, `atomic` writes whole files, `record_file` and `lines` add to a file
//! that is held, `watch` tells what others change, `keeper` does a project's reading and writing in a
//! thread of its own. Must not understand what it reads and writes.

mod atomic;
mod balance_part;
mod discovery;
mod edited;
mod figures;
mod first_word;
mod held;
mod keeper;
mod key;
mod lines;
mod member;
mod newest;
mod own_folder;
mod reading;
mod record_file;
mod record_open;
mod shipped;
mod watch;

pub use atomic::{Growing, make_way, write, write_together};
pub use balance_part::{Kept, KeptError, balance_part};
pub use discovery::{
    RecordsUnder, Stamp, folders_in, is_folder, is_free, is_there, name_of, plans_in, records_in,
    records_under, same, scenarios_folder, scenarios_in, stamp, text, whole_path,
};
pub use edited::Disk;
pub use figures::Figures;
pub use keeper::{Keeper, Told};
pub use key::{key, key_path};
pub use lines::Lines;
pub use member::{member, member_while};
pub use newest::newest_records;
pub use own_folder::records_folder;
pub use reading::{MAX_RECORD_BYTES, MAX_SHEET_BYTES, MAX_SMALL_BYTES, read, read_text};
pub use record_file::RecordFile;
pub use record_open::{OpenError, amend, record, reopen};
pub use shipped::{SHIPPED, england_2017, shipped};
pub use watch::Watch;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wardroom_core::plan::Plan;
use wardroom_core::scenario::{
    Loaded, MAX_FILE_BYTES, Problems, Scenario, Team, check, check_team, load,
};

/// Reads and checks the scenario in a file.
///
/// # Errors
/// Every problem found.
pub fn scenario(path: &Path) -> Result<Arc<Scenario>, Problems> {
    let (folder, main) = folder_and_name(path);
    check(&main, &|relative| one_of(path, &main, &folder, relative)).map(Arc::new)
}

/// What stands in a scenario's files, with its places.
///
/// # Errors
/// Every problem found in reading.
pub fn loaded(path: &Path) -> Result<Loaded, Problems> {
    let (folder, main) = folder_and_name(path);
    load(&main, &|relative| one_of(path, &main, &folder, relative))
}

/// Checks the scenario in a file as if its main file read otherwise.
///
/// # Errors
/// Every problem found.
pub fn scenario_with(path: &Path, text: &str) -> Result<Arc<Scenario>, Problems> {
    let (folder, main) = folder_and_name(path);
    check(&main, &|relative| {
        if relative == main {
            Ok(text.as_bytes().to_vec())
        } else {
            below(&folder, relative)
        }
    })
    .map(Arc::new)
}

/// The main file of a scenario, by the path it was asked for: its name as text need not lead to
/// it, and it may be a link to another folder. Or a file beside it.
fn one_of(path: &Path, main: &str, folder: &Path, relative: &str) -> Result<Vec<u8>, String> {
    if relative == main {
        read_some(path)
    } else {
        below(folder, relative)
    }
}

/// A file's folder and its name in it, for a person.
fn folder_and_name(path: &Path) -> (PathBuf, String) {
    let folder = atomic::folder_of(path).to_path_buf();
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    (folder, name)
}

/// Reads and checks a team script that stands outside its scenario.
///
/// # Errors
/// Every problem found.
pub fn team(scenario: &Scenario, path: &Path) -> Result<Team, Problems> {
    let shown = path.display().to_string();
    match read_some(path) {
        Ok(bytes) => check_team(scenario, &shown, &bytes),
        Err(why) => Err(Problems::unreadable(&shown, &why)),
    }
}

/// Reads and checks a trust's plan.
///
/// # Errors
/// Every problem found.
pub fn plan(path: &Path) -> Result<Arc<Plan>, Problems> {
    let shown = path.display().to_string();
    match read_some(path) {
        Ok(bytes) => wardroom_core::plan::check(&shown, &bytes).map(Arc::new),
        Err(why) => Err(Problems::unreadable(&shown, &why)),
    }
}

/// The bytes of a file that a scenario names, below the scenario's folder. Links that lead out of
/// the folder are refused, as paths that do.
///
/// # Errors
/// Why it can't be read, in words.
pub fn below(folder: &Path, relative: &str) -> Result<Vec<u8>, String> {
    let path = folder.join(relative);
    if shipped::is_shipped(folder) {
        return read_some(&path);
    }
    let inside = || -> io::Result<bool> {
        Ok(fs::canonicalize(&path)?.starts_with(fs::canonicalize(folder)?))
    };
    match inside() {
        Ok(true) => read_some(&path),
        Ok(false) => Err("it lies outside the scenario's folder".to_owned()),
        Err(error) => Err(reading::in_words(error).to_string()),
    }
}

/// The bytes of a scenario's main file, which may be a link to another folder.
///
/// # Errors
/// Why it can't be read, in words.
pub fn main_file(path: &Path) -> Result<Vec<u8>, String> {
    read_some(path)
}

/// A scenario file's bytes; of a very long one only so many that its reader sees that it is too
/// long.
fn read_some(path: &Path) -> Result<Vec<u8>, String> {
    reading::read_some(path, MAX_FILE_BYTES as u64).map_err(|error| error.to_string())
}
