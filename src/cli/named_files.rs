//! The files that the arguments name: scenarios and records read, whatever else written; in words
//! where they can't be. Must not open one otherwise than by `wardroom_files`.

use super::ended::Failure;
use super::terminal::{say, say_problems};
use std::path::Path;
use std::sync::Arc;
use wardroom_core::record::Opened;
use wardroom_core::scenario::{Code, Scenario};
use wardroom_files as files;

/// The scenario in a file.
pub fn scenario_at(path: &Path) -> Result<Arc<Scenario>, Failure> {
    files::scenario(path).map_err(|problems| {
        say_problems(&problems);
        if problems.list.iter().all(|it| it.code == Code::File) {
            return Failure::CouldNotRun(format!("{} can't be read", path.display()));
        }
        Failure::Wrong(format!(
            "{}: {} found wrong; nothing was played",
            path.display(),
            problems.list.len()
        ))
    })
}

/// A record that is whole, with a word about a torn last line.
pub fn opened(path: &Path) -> Result<Opened, Failure> {
    let opened = files::record(path).map_err(|error| match error {
        files::OpenError::File { .. } => Failure::CouldNotRun(error.to_string()),
        files::OpenError::Record(_) => Failure::Wrong(format!("{}: {error}", path.display())),
    })?;
    if !opened.torn.is_empty() {
        say(&format!(
            "warning: the last line of {} was cut off in writing ({} bytes); it is left aside",
            path.display(),
            opened.torn.len()
        ));
    }
    Ok(opened)
}

/// Writes a file that was asked for.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    files::write(path, bytes).map_err(unwritten(path))
}

/// That a file can't be written, and why.
pub fn unwritten(path: &Path) -> impl Fn(std::io::Error) -> Failure {
    move |error| Failure::CouldNotRun(format!("{} can't be written: {error}", path.display()))
}

/// Writes a file that was asked for, which must not be the one that it was made from.
pub fn write_of(from: &Path, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    not_its_origin(from, path)?;
    write(path, bytes)
}

/// Begins a file that was asked for and is written piece by piece; it must not be the one that it is
/// made from.
pub fn growing_of(from: &Path, path: &Path) -> Result<files::Growing, Failure> {
    not_its_origin(from, path)?;
    files::Growing::begin(path).map_err(unwritten(path))
}

fn not_its_origin(from: &Path, path: &Path) -> Result<(), Failure> {
    if files::same(from, path) {
        return Err(Failure::CouldNotRun(format!(
            "{} is what this is made from, and would be lost; name another file",
            path.display()
        )));
    }
    Ok(())
}

/// That a file can't be read, and why.
pub fn unreadable(path: &Path) -> impl FnOnce(std::io::Error) -> Failure {
    move |error| Failure::CouldNotRun(format!("{} can't be read: {error}", path.display()))
}
