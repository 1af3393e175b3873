//! The file that a balance run keeps its results in, held while it is written: every result is a
//! whole line as soon as it is there. Must not understand a result.

use crate::record_file::hold;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use wardroom_core::balance::{Lines, Part, PartError, SeedResult};
use wardroom_core::scenario::Scenario;

/// Why results can't be kept in a file.
#[derive(Debug, thiserror::Error)]
pub enum KeptError {
    /// It can't be opened, read or written.
    #[error("results can't be kept in {0}: {1}")]
    Io(PathBuf, #[source] io::Error),
    /// Another run adds to it.
    #[error("{0}: another run adds to it. Let it end, or keep these in another file")]
    Held(PathBuf),
    /// What stands in it doesn't belong to this run.
    #[error("{0}: {1}")]
    Wrong(PathBuf, #[source] PartError),
}

/// A file of results that is held.
#[derive(Debug)]
pub struct Kept {
    file: File,
    /// Up to the end of the last whole line.
    len: u64,
    lines: Lines,
}

impl Kept {
    /// Opens a file to go on with it, or to begin it; nobody else may write it meanwhile. What it
    /// holds is taken into the part. A last line that was cut off is moved to a file beside it,
    /// `….torn`.
    ///
    /// # Errors
    /// If it can't be written, another run adds to it, or it holds something else.
    pub fn open(path: &Path, scenario: &Scenario, part: &mut Part) -> Result<Self, KeptError> {
        let failed = |error| KeptError::Io(path.to_path_buf(), error);
        let wrong = |error| KeptError::Wrong(path.to_path_buf(), error);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        // Asked before it is opened: opening a pipe would wait for somebody to write.
        if path.metadata().is_ok_and(|it| !it.is_file()) {
            return Err(failed(io::Error::other("it is not an ordinary file")));
        }
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(failed)?;
        hold(&file).map_err(|error| match error.kind() {
            io::ErrorKind::WouldBlock => KeptError::Held(path.to_path_buf()),
            _ => failed(error),
        })?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(failed)?;
        let mut kept = Self {
            file,
            len: 0,
            lines: Lines::default(),
        };
        // A file that was cut off in its first line was ours if it begins as ours do.
        let begun = Lines::default().head(part);
        let nothing_whole = begun.as_bytes().starts_with(&bytes) && !bytes.ends_with(b"\n");
        let mut asked = 0;
        if !nothing_whole {
            let read = Part::read(&bytes, scenario).map_err(wrong)?;
            kept.len = read.whole_bytes as u64;
            kept.lines = read.lines;
            asked = read.part.asked;
            let own = part.asked;
            part.merge(read.part).map_err(wrong)?;
            part.asked = own;
        }
        kept.set_torn_aside(path, &bytes).map_err(failed)?;
        if nothing_whole {
            let head = kept.lines.head(part);
            kept.append(&head).map_err(failed)?;
        }
        if part.asked > asked {
            let line = kept.lines.asked(part.asked);
            kept.append(&line).map_err(failed)?;
        }
        Ok(kept)
    }

    fn set_torn_aside(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let torn = usize::try_from(self.len)
            .ok()
            .and_then(|whole| bytes.get(whole..))
            .unwrap_or_default();
        if torn.is_empty() {
            return Ok(());
        }
        let mut beside = path.as_os_str().to_owned();
        beside.push(".torn");
        let mut aside = OpenOptions::new().append(true).create(true).open(beside)?;
        aside.write_all(torn)?;
        aside.write_all(b"\n")?;
        aside.sync_data()?;
        self.cut_back()
    }

    fn cut_back(&mut self) -> io::Result<()> {
        self.file.set_len(self.len)?;
        self.file.seek(SeekFrom::End(0))?;
        Ok(())
    }

    /// Puts a result behind the others.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn keep(&mut self, result: &SeedResult) -> io::Result<()> {
        let before = self.lines.clone();
        let line = self.lines.result(result);
        self.append(&line).inspect_err(|_| self.lines = before)
    }

    fn append(&mut self, line: &str) -> io::Result<()> {
        if let Err(error) = self.file.write_all(line.as_bytes()) {
            // Half a line would spoil the next; if even that fails, it is set aside later.
            let _half = self.cut_back();
            return Err(error);
        }
        self.len += line.len() as u64;
        Ok(())
    }

    /// Sees to it that all is on the disk.
    ///
    /// # Errors
    /// If it can't be.
    pub fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }
}
