//! A record that is there: read, gone on with, added to. Must not write to it but through
//! [`RecordFile`].

use super::atomic::{folder_of, sync_folder};
use super::held;
use super::reading::{self, MAX_RECORD_BYTES};
use super::record_file::RecordFile;
use std::fs::OpenOptions;
use std::io::{self, Read, Seek, Write};
use std::path::Path;
use wardroom_core::record::{Amendment, Opened, RecordError, open, plays, seal_up};

/// Why a record can't be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file can't be read.
    #[error("{path} can't be read: {why}.")]
    File {
        /// As it was named by whoever asked.
        path: String,
        /// What the system said.
        why: String,
    },
    /// It is no record, or not whole.
    #[error(transparent)]
    Record(#[from] RecordError),
}

/// Reads a record.
///
/// # Errors
/// If it can't be read or is not whole.
pub fn record(path: &Path) -> Result<Opened, OpenError> {
    let text = reading::read(path, MAX_RECORD_BYTES).map_err(|error| OpenError::File {
        path: path.display().to_string(),
        why: error.to_string(),
    })?;
    Ok(open(&text)?)
}

/// Opens a record's file to go on with it. A last line that was cut off is moved to a file beside
/// it, `….torn`.
///
/// # Errors
/// If a file can't be written; if another window has the record open, or wrote to it since it was
/// read.
pub fn reopen(path: &Path, opened: &Opened) -> io::Result<RecordFile> {
    let (mut file, held) = held::open(&held::options(), path)?;
    // Read when nobody else can write it any more.
    let mut kept = Vec::new();
    (&file).take(MAX_RECORD_BYTES + 1).read_to_end(&mut kept)?;
    if kept.len() != opened.whole_bytes + opened.torn.len() || !kept.ends_with(&opened.torn) {
        return Err(io::Error::new(
            io::ErrorKind::ResourceBusy,
            "somebody else wrote to it since it was read; open it again",
        ));
    }
    kept.truncate(opened.whole_bytes);
    if !opened.torn.is_empty() {
        let mut aside = path.as_os_str().to_owned();
        aside.push(".torn");
        let mut torn = OpenOptions::new().append(true).create(true).open(aside)?;
        torn.write_all(&opened.torn)?;
        torn.write_all(b"\n")?;
        torn.sync_data()?;
        sync_folder(folder_of(path))?;
        file.set_len(opened.whole_bytes as u64)?;
        file.sync_data()?;
    }
    file.seek(io::SeekFrom::End(0))?;
    RecordFile::taken_up(path, file, kept, held)
}

/// Opens a sealed record to add to it. One that was sealed by nobody, because the program that played
/// it sealed nothing or was killed, is sealed first, if these rules play it.
///
/// # Errors
/// Why nothing can be added, in words.
pub fn amend(path: &Path) -> Result<Amendment<RecordFile>, String> {
    let mut opened = record(path).map_err(|error| error.to_string())?;
    if opened.seal().is_none() && opened.ended() && plays(opened.header.engine) {
        let file = reopen(path, &opened).map_err(|error| format!("{error}."))?;
        seal_up(&opened, file)?;
        opened = record(path).map_err(|error| error.to_string())?;
    }
    Amendment::begin(&opened, || reopen(path, &opened))
}
