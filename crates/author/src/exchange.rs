//! What a project asks of the disk, and what it is told: plain values, so that whoever keeps the
//! files can read and write them in a thread of its own while the project goes on being edited.
//! Must not know what is edited.

use crate::files::Files;
use std::io;
use std::path::PathBuf;

/// A file that is to be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ask {
    /// Where it lies.
    pub path: PathBuf,
    /// Of a file that another includes and that is not open yet: their folder, and its name below
    /// that.
    pub below: Option<(PathBuf, String)>,
}

/// What was found where a file was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What was asked for.
    pub ask: Ask,
    /// Its text, or why there is none, in words.
    pub text: Result<String, String>,
    /// Its bytes, of a file that another includes: they may be no text, and be longer than a file
    /// that is edited may be.
    pub bytes: Result<Vec<u8>, String>,
}

impl Ask {
    /// What stands there now. Waits for the disk.
    pub fn read(self, disk: &dyn Files) -> Found {
        let bytes = match &self.below {
            Some((folder, name)) => disk.below(folder, name),
            None => Ok(Vec::new()),
        };
        Found {
            text: disk.text(&self.path).map_err(|error| error.to_string()),
            bytes,
            ask: self,
        }
    }
}

/// A file that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writing {
    /// Where it lies.
    pub path: PathBuf,
    /// What stands there as far as the project knows.
    pub was: String,
    /// What is to stand there.
    pub text: String,
}

/// What came of writing a file.
#[derive(Debug)]
pub enum Wrote {
    /// It stands there.
    Done(Writing),
    /// Somebody else has saved it since it was last read: nothing was written.
    Changed(Found),
    /// It can't be written.
    Failed(Writing, io::Error),
}

impl Writing {
    /// Writes it, unless somebody else saved something there that the project has not seen.
    pub fn write(self, disk: &dyn Files) -> Wrote {
        if let Ok(there) = disk.text(&self.path)
            && there != self.was
            && there != self.text
        {
            return Wrote::Changed(Found {
                ask: Ask {
                    path: self.path,
                    below: None,
                },
                text: Ok(there),
                bytes: Ok(Vec::new()),
            });
        }
        match disk.write(&self.path, self.text.as_bytes()) {
            Ok(()) => Wrote::Done(self),
            Err(error) => Wrote::Failed(self, error),
        }
    }
}
