//! A record in a file: made, held so that nobody else writes it, and looked after while it is
//! written. Must not understand its lines.

use super::atomic::{folder_of, make_folder, sync_folder};
use super::discovery::Stamp;
use super::held::{self, Held, Undone, not_held, same_file};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use wardroom_core::record::{Signer, Store};

/// A record on disk, appended to under a lock, so that no second program writes into it.
#[derive(Debug)]
pub struct RecordFile {
    file: File,
    path: PathBuf,
    /// All that was written: if the file goes away or is changed in the middle of an exercise, it
    /// can be written again, whole.
    kept: Vec<u8>,
    /// What the file was when it was last written; nothing if writing it failed.
    left: Option<Stamp>,
    /// What goes with it, if it comes to nothing.
    undone: Undone,
    /// Whether it is new, so that it goes again if nothing can be written to it.
    new: bool,
    /// What its keeper should be told.
    notices: Vec<String>,
    /// Whether somebody else changed it or took it away.
    disturbed: bool,
    /// Who signs what is sealed here.
    signer: Option<Signer>,
}

impl RecordFile {
    /// A new record. An existing file is never overwritten, unless it is empty.
    ///
    /// # Errors
    /// If the file exists or can't be made. What was made for it is gone then.
    pub fn create(path: &Path) -> io::Result<Self> {
        let mut undone = Undone::default();
        make_folder(folder_of(path), &mut undone.made)?;
        let (file, held) = new_record(path)?;
        Ok(Self {
            left: file.metadata().ok().map(|it| Stamp::of(&it)),
            file,
            path: path.to_path_buf(),
            kept: Vec::new(),
            undone,
            new: true,
            notices: not_held(path, held).into_iter().collect(),
            disturbed: false,
            signer: None,
        }
        .signed())
    }

    /// A record that was there and is gone on with: its file, held, with all that stands in it.
    pub(super) fn taken_up(path: &Path, file: File, kept: Vec<u8>, held: Held) -> io::Result<Self> {
        Ok(Self {
            left: Some(Stamp::of(&file.metadata()?)),
            file,
            path: path.to_path_buf(),
            kept,
            undone: Undone::default(),
            new: false,
            notices: not_held(path, held).into_iter().collect(),
            disturbed: false,
            signer: None,
        }
        .signed())
    }

    /// Takes up this installation's key; without one a record is kept and not signed.
    fn signed(mut self) -> Self {
        match super::key() {
            Ok(signer) => self.signer = Some(signer),
            Err(error) => self
                .notices
                .push(format!("The record will not be signed: {error}.")),
        }
        self
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// All that was written.
    pub fn kept(&self) -> &[u8] {
        &self.kept
    }

    /// Whether somebody else changed it or took it away while it was written.
    pub fn was_disturbed(&self) -> bool {
        self.disturbed
    }

    /// Reads the file and compares every byte with what was written. If somebody changed it, that
    /// is set aside and it is written anew.
    ///
    /// # Errors
    /// If it can't be read, or not be written anew.
    pub fn verify(&mut self) -> io::Result<()> {
        if !self.look_after()? && !self.is_kept()? {
            self.anew()?;
        }
        Ok(())
    }

    /// Takes a new record away, if it is still as it was written, with the folders made for it.
    pub fn discard(mut self) {
        if self.new && same_file(&self.file, &self.path) {
            self.undone.file = Some(self.path.clone());
            self.new = false;
        }
    }

    /// Whether the file holds what was written, byte for byte.
    fn is_kept(&mut self) -> io::Result<bool> {
        Ok(self.file.metadata()?.len() == self.kept.len() as u64 && self.begins_as_kept()?)
    }

    /// Whether the file begins with what was written.
    fn begins_as_kept(&mut self) -> io::Result<bool> {
        self.file.rewind()?;
        let mut there = Vec::with_capacity(self.kept.len());
        (&self.file)
            .take(self.kept.len() as u64)
            .read_to_end(&mut there)?;
        Ok(there == self.kept)
    }

    /// Whether nobody else wrote to the file since we did.
    fn untouched(&mut self) -> io::Result<bool> {
        let now = Stamp::of(&self.file.metadata()?);
        match self.left {
            Some(left) if left == now => Ok(true),
            // Its time alone may change without its bytes, as on a share.
            Some(left) if left.len == now.len => {
                let kept = self.is_kept()?;
                if kept {
                    self.left = Some(now);
                }
                Ok(kept)
            }
            Some(_) => Ok(false),
            // We failed to write the end of it; the rest must be ours.
            None => self.begins_as_kept(),
        }
    }

    /// Writes the whole record in its place. What somebody else put there is set aside.
    fn anew(&mut self) -> io::Result<()> {
        let mut notice = "The record was taken away while it was written".to_owned();
        if fs::symlink_metadata(&self.path).is_ok() {
            let aside = free_beside(&self.path, "changed");
            fs::rename(&self.path, &aside)?;
            notice = format!(
                "Somebody else changed the record while it was written; what they left is in {}",
                aside.display()
            );
        }
        make_folder(folder_of(&self.path), &mut self.undone.made)?;
        let (mut file, held) = new_record(&self.path)?;
        let written = file.write_all(&self.kept).and_then(|()| file.sync_data());
        if let Err(error) = written {
            // Half a record in its place would be in the way of the next try.
            drop(file);
            let _gone = fs::remove_file(&self.path);
            return Err(error);
        }
        self.left = Some(Stamp::of(&file.metadata()?));
        self.file = file;
        self.disturbed = true;
        self.notices.push(format!(
            "{notice}. The whole record has been written to {} again.",
            self.path.display()
        ));
        self.notices.extend(not_held(&self.path, held));
        Ok(())
    }
}

impl Store for RecordFile {
    fn notices(&self) -> &[String] {
        &self.notices
    }

    fn signer(&self) -> Option<&Signer> {
        self.signer.as_ref()
    }

    fn append(&mut self, text: &[u8], sync: bool) -> io::Result<()> {
        self.look_after()?;
        self.left = None;
        self.file.seek(SeekFrom::End(0))?;
        self.file.write_all(text)?;
        if sync {
            self.file.sync_data()?;
        }
        self.left = Some(Stamp::of(&self.file.metadata()?));
        self.kept.extend_from_slice(text);
        Ok(())
    }

    fn cut_back(&mut self, len: u64) -> io::Result<()> {
        self.look_after()?;
        self.left = None;
        self.file.set_len(len)?;
        self.kept
            .truncate(usize::try_from(len).unwrap_or(usize::MAX));
        self.left = Some(Stamp::of(&self.file.metadata()?));
        Ok(())
    }

    fn look_after(&mut self) -> io::Result<bool> {
        if same_file(&self.file, &self.path) && self.untouched()? {
            return Ok(false);
        }
        self.anew()?;
        Ok(true)
    }
}

impl Drop for RecordFile {
    fn drop(&mut self) {
        // A record without a line is none, and would be in the way of the next.
        let empty = self.kept.is_empty() && same_file(&self.file, &self.path);
        if self.new && empty {
            self.undone.file = Some(self.path.clone());
        }
    }
}

/// A name beside a file that nothing has yet: `record.jsonl.changed`, `record.jsonl.changed-2`.
fn free_beside(path: &Path, what: &str) -> PathBuf {
    let named = |ending: String| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    let mut free = named(format!(".{what}"));
    let mut number = 2;
    while fs::symlink_metadata(&free).is_ok() {
        free = named(format!(".{what}-{number}"));
        number += 1;
    }
    free
}

/// Makes and holds an empty file, safe from a power cut.
fn new_record(path: &Path) -> io::Result<(File, Held)> {
    let options = held::options();
    let (opened, new) = match held::open(options.clone().create_new(true), path) {
        // An empty file is what is left when a program is killed before its first line.
        Err(error)
            if error.kind() == io::ErrorKind::AlreadyExists
                && fs::symlink_metadata(path).is_ok_and(|it| it.is_file() && it.len() == 0) =>
        {
            (held::open(&options, path), false)
        }
        opened => (opened, true),
    };
    let (file, held) = opened?;
    let looked = || {
        if file.metadata()?.len() > 0 {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists));
        }
        sync_folder(folder_of(path))
    };
    match looked() {
        Ok(()) => Ok((file, held)),
        Err(error) => {
            drop(file);
            if new {
                let _stays = fs::remove_file(path);
            }
            Err(error)
        }
    }
}
