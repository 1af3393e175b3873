//! The file that a balance run keeps its results in, held while it is written: every result is a
//! whole line as soon as it is there, and is read from there again when all are put together. Must
//! not understand a result.

use crate::held;
use crate::reading;
use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wardroom_core::balance::{Head, Lines, Part, PartError, SeedResult, Source};
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

/// Reads a part of a balance run; its results are read from there again when they are asked for.
///
/// # Errors
/// If it can't be read, is no part, or one of something else.
pub fn balance_part(path: &Path, scenario: &Scenario) -> Result<Part, PartError> {
    let file = BufReader::new(reading::open(path)?);
    let again = path.to_path_buf();
    // Opened each time: there may be more parts than files that may be open at once.
    let source: Source = Box::new(move |at, len| read_at(&reading::open(&again)?, at, len));
    Part::read(file, source, scenario).map(|read| read.part)
}

fn read_at(mut file: &File, at: u64, len: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; len];
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// A file of results that is held.
#[derive(Debug)]
pub struct Kept {
    file: Arc<File>,
    /// Up to the end of the last whole line.
    len: u64,
    lines: Lines,
    part: Part,
}

impl Kept {
    /// Opens a file to go on with it, or to begin it; nobody else may write it meanwhile. A last
    /// line that was cut off is moved to a file beside it, `….torn`.
    ///
    /// # Errors
    /// If it can't be written, another run adds to it, or it holds something else.
    pub fn open(
        path: &Path,
        scenario: &Scenario,
        head: &Head,
        seeds: u64,
    ) -> Result<Self, KeptError> {
        let failed = |error| KeptError::Io(path.to_path_buf(), error);
        let wrong = |error| match error {
            PartError::Unreadable(why) => failed(io::Error::other(why)),
            error => KeptError::Wrong(path.to_path_buf(), error),
        };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        // Asked before it is opened: opening a pipe would wait for somebody to write.
        if path.metadata().is_ok_and(|it| !it.is_file()) {
            return Err(failed(io::Error::other("it is not an ordinary file")));
        }
        // What could not be cut off is written over.
        let mut options = held::options();
        options.append(false).write(true).create(true);
        let opened = held::open(&options, path);
        let (file, _) = opened.map_err(|error| match error.kind() {
            io::ErrorKind::WouldBlock => KeptError::Held(path.to_path_buf()),
            _ => failed(error),
        })?;
        let mut kept = Self::new(file, head);
        let begins = kept.begins_as(head).map_err(failed)?;
        if begins {
            kept.set_torn_aside(path).map_err(failed)?;
        } else {
            let file = BufReader::new(&*kept.file);
            let read = Part::read(file, again(&kept.file), scenario).map_err(wrong)?;
            if read.part.head() != head {
                return Err(wrong(PartError::Other));
            }
            kept.len = read.whole_bytes;
            kept.lines = read.lines;
            kept.part = read.part;
            kept.set_torn_aside(path).map_err(failed)?;
        }
        kept.begin(begins, seeds).map_err(failed)?;
        Ok(kept)
    }

    /// Keeps results where nobody else sees them, and no longer than they are wanted: in a file
    /// without a name, in the system's folder for such files.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn unnamed(head: &Head, seeds: u64) -> io::Result<Self> {
        let mut kept = Self::new(tempfile::tempfile()?, head);
        kept.begin(true, seeds)?;
        Ok(kept)
    }

    fn new(file: File, head: &Head) -> Self {
        let file = Arc::new(file);
        let mut part = Part::new(head.clone());
        part.read_by(again(&file));
        Self {
            file,
            len: 0,
            lines: Lines::default(),
            part,
        }
    }

    /// Writes what stands before results: what is played, unless it stands there, and how many
    /// seeds were asked for.
    fn begin(&mut self, anew: bool, seeds: u64) -> io::Result<()> {
        if anew {
            let head = self.lines.head(self.part.head());
            self.append(&head)?;
        }
        if seeds > self.part.asked {
            let line = self.lines.asked(seeds);
            self.append(&line)?;
        }
        self.part.asked = seeds;
        Ok(())
    }

    /// Whether nothing whole stands in the file, and what does begins as ours do: it was cut off in
    /// its first line.
    fn begins_as(&mut self, head: &Head) -> io::Result<bool> {
        let ours = Lines::default().head(head);
        let mut begins = Vec::new();
        (&*self.file)
            .take(ours.len() as u64)
            .read_to_end(&mut begins)?;
        (&*self.file).rewind()?;
        Ok(ours.as_bytes().starts_with(&begins) && !begins.ends_with(b"\n"))
    }

    /// What it holds.
    pub fn part(&self) -> &Part {
        &self.part
    }

    /// What it holds, to be put together; the file stays held meanwhile.
    pub fn into_part(self) -> Part {
        self.part
    }

    fn set_torn_aside(&mut self, path: &Path) -> io::Result<()> {
        if self.file.metadata()?.len() <= self.len {
            return Ok(());
        }
        let mut torn = &*self.file;
        torn.seek(SeekFrom::Start(self.len))?;
        let mut beside = path.as_os_str().to_owned();
        beside.push(".torn");
        let mut aside = OpenOptions::new().append(true).create(true).open(beside)?;
        io::copy(&mut torn, &mut aside)?;
        aside.write_all(b"\n")?;
        aside.sync_data()?;
        self.cut_back()
    }

    fn cut_back(&mut self) -> io::Result<()> {
        self.file.set_len(self.len)
    }

    /// Puts a result behind the others.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn keep(&mut self, result: &SeedResult) -> io::Result<()> {
        let before = self.lines.clone();
        let line = self.lines.result(result);
        let at = self.len;
        self.append(&line).inspect_err(|_| self.lines = before)?;
        self.part.wrote(result.seed, at, line.len() - 1);
        Ok(())
    }

    fn append(&mut self, line: &str) -> io::Result<()> {
        let mut file = &*self.file;
        file.seek(SeekFrom::Start(self.len))?;
        if let Err(error) = file.write_all(line.as_bytes()) {
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

/// Reads a file that is held again.
fn again(file: &Arc<File>) -> Source {
    let file = file.clone();
    Box::new(move |at, len| read_at(&file, at, len))
}
