//! Which records in a folder are the newest, found without reading them: of most of thousands only
//! when they were last written is asked, of a few the first line. Must not believe what stands
//! there: a record that is shown or counted is opened whole.

use super::discovery::Stamp;
use super::reading::{self, MAX_RECORD_BYTES};
use super::records_in;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use wardroom_core::record::open;

/// The newest records in the folders of a folder, the one that was started last first, each with
/// what its file was: one that is still so need not be opened again to be shown. A record whose
/// first line can't be read stands by when it was last written.
pub fn newest_records(folder: &Path, most: usize) -> Vec<(PathBuf, Stamp)> {
    let mut all: Vec<(Stamp, PathBuf)> = records_in(folder)
        .into_iter()
        .filter_map(|path| Some((Stamp::of(&fs::metadata(&path).ok()?), path)))
        .collect();
    all.sort_by(|a, b| (b.0.written, &b.1).cmp(&(a.0.written, &a.1)));
    // When each was started, latest first.
    let mut newest: Vec<(u64, Stamp, PathBuf)> = Vec::new();
    for (stamp, path) in all {
        // Nothing was started after it was last written: none of the rest is newer than these.
        if newest.len() >= most && newest.last().is_none_or(|it| stamp.written < it.0) {
            break;
        }
        let started = started_ms(&path).unwrap_or(stamp.written);
        let at = newest.partition_point(|it| it.0 >= started);
        newest.insert(at, (started, stamp, path));
        newest.truncate(most);
    }
    newest
        .into_iter()
        .map(|(_, stamp, path)| (path, stamp))
        .collect()
}

/// When a record says that it was started, in milliseconds of the epoch.
fn started_ms(path: &Path) -> Option<u64> {
    let file = reading::open(path).ok()?;
    let mut line = Vec::new();
    BufReader::with_capacity(1 << 16, file.take(MAX_RECORD_BYTES))
        .read_until(b'\n', &mut line)
        .ok()?;
    let opened = open(&line).ok()?;
    let started: jiff::Timestamp = opened.header.started.parse().ok()?;
    u64::try_from(started.as_millisecond()).ok()
}
