//! The reports and the evidence pack of a review, written to a folder. Waits for a disk: must not be called in a frame.

use std::path::{Path, PathBuf};
use wardroom_core::review::Finished;
use wardroom_files as files;
use wardroom_papers::report;
use wardroom_papers::report::questions::Questions;

/// Writes the reports to a folder: the way to it from the root of its disk, or why they are not there, in
/// words.
pub(super) fn write(
    finished: &Finished,
    asked: &Questions,
    folder: &Path,
) -> Result<PathBuf, String> {
    let written = report::beside(finished, asked)
        .map_err(|error| format!("{error} The record itself is safe."))?;
    let written: Vec<(PathBuf, Vec<u8>)> = written
        .into_iter()
        .map(|(name, bytes)| (folder.join(name), bytes))
        .collect();
    files::write_together(&written)
        .map(|()| files::whole_path(folder))
        .map_err(|error| {
            format!(
                "The report can't be written to {}: {error}. The record itself is safe.",
                folder.display()
            )
        })
}

/// Writes the evidence pack to a folder: its files by the way to them from the root of their disk, or why they
/// are not there, in words.
pub(super) fn write_evidence(finished: &Finished, folder: &Path) -> Result<Vec<PathBuf>, String> {
    let pack = report::evidence_pack(finished, "").map_err(|error| error.to_string())?;
    let pack: Vec<(PathBuf, Vec<u8>)> = pack
        .into_iter()
        .map(|(name, bytes)| (folder.join(name), bytes))
        .collect();
    files::write_together(&pack).map_err(|error| {
        format!(
            "The evidence pack can't be written to {}: {error}. The record itself is safe.",
            folder.display()
        )
    })?;
    let whole = files::whole_path(folder);
    let names = pack.iter().filter_map(|(path, _)| path.file_name());
    Ok(names.map(|name| whole.join(name)).collect())
}
