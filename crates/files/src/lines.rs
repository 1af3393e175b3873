//! A file of lines that a run adds to and a later run goes on with. Nobody else adds to it at the
//! same time. Must not understand the lines.

use super::atomic::{folder_of, make_folder, sync_folder};
use super::held::{self, Undone, not_held};
use super::reading;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A file of lines that is held.
#[derive(Debug)]
pub struct Lines {
    file: File,
    path: PathBuf,
    /// What goes with it, if nothing comes to stand in it.
    undone: Undone,
    /// Whether nothing stands in it yet, so that it goes again if nothing will.
    empty: bool,
    /// What its keeper should be told: that nothing keeps others from writing it.
    pub notice: Option<String>,
}

impl Lines {
    /// Opens and holds a file, or makes it, and returns its whole lines; a last line that was cut
    /// off goes.
    ///
    /// # Errors
    /// If another program adds to it; if it is no ordinary file, is too long, or can't be written.
    pub fn open(path: &Path, longest: u64) -> io::Result<(Self, String)> {
        if fs::metadata(path).is_ok_and(|it| !it.is_file()) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "it is not an ordinary file",
            ));
        }
        let mut undone = Undone::default();
        make_folder(folder_of(path), &mut undone.made)?;
        let (file, held) = match held::open(held::options().create(true), path) {
            Ok(opened) => opened,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                return Err(io::Error::new(error.kind(), "another run adds to it"));
            }
            Err(error) => return Err(reading::in_words(error)),
        };
        let mut lines = Self {
            notice: not_held(path, held),
            file,
            path: path.to_path_buf(),
            undone,
            empty: true,
        };
        let text = lines.whole(longest)?;
        sync_folder(folder_of(path))?;
        Ok((lines, text))
    }

    fn whole(&mut self, longest: u64) -> io::Result<String> {
        self.empty = self.file.metadata()?.len() == 0;
        let mut bytes = Vec::new();
        (&self.file)
            .take(longest.saturating_add(1))
            .read_to_end(&mut bytes)?;
        if bytes.len() as u64 > longest {
            return Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                format!("it is longer than {} MB", longest >> 20),
            ));
        }
        let text = String::from_utf8(bytes)
            .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8 text"))?;
        let whole = text.rfind('\n').map_or(0, |at| at + 1);
        Ok(text[..whole].to_owned())
    }

    /// Drops whatever follows the whole lines: a line that was cut off.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn cut_after(&mut self, whole: &str) -> io::Result<()> {
        if self.file.metadata()?.len() > whole.len() as u64 {
            self.file.set_len(whole.len() as u64)?;
        }
        Ok(())
    }

    /// Adds a line.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn add(&mut self, line: &str) -> io::Result<()> {
        self.file.seek(SeekFrom::End(0))?;
        self.file.write_all(line.as_bytes())?;
        self.empty = false;
        Ok(())
    }

    /// Makes all lines safe from a power cut.
    ///
    /// # Errors
    /// If they can't be.
    pub fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        if self.empty {
            self.undone.file = Some(self.path.clone());
        }
    }
}
