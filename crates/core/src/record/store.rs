//! Where a record is kept, as whoever writes one sees it, and why something could not be written.
//! Must not know what a line says.

use super::sign::Signer;
use crate::exercise::Refusal;
use std::io;

/// Where a record is kept.
pub trait Store {
    /// Appends text; with `sync`, returns only when it is safe from a power cut.
    ///
    /// # Errors
    /// What the place it is kept in says. A part of the text may have been kept.
    fn append(&mut self, text: &[u8], sync: bool) -> io::Result<()>;

    /// Drops whatever is kept beyond so many bytes: a part of a text that did not fit.
    ///
    /// # Errors
    /// What the place it is kept in says.
    fn cut_back(&mut self, len: u64) -> io::Result<()>;

    /// Looks whether the place it is kept in is still there, and makes it anew if it can. Returns
    /// whether it had to.
    ///
    /// # Errors
    /// If it is gone and can't be made anew.
    fn look_after(&mut self) -> io::Result<bool> {
        Ok(false)
    }

    /// What its keeper should be told, one after the other, about the place it is kept in.
    fn notices(&self) -> &[String] {
        &[]
    }

    /// Who signs what is kept here, if somebody does.
    fn signer(&self) -> Option<&Signer> {
        None
    }
}

/// A record that is kept in memory alone, for whoever wants what came of an exercise and no file.
impl Store for Vec<u8> {
    fn append(&mut self, text: &[u8], _sync: bool) -> io::Result<()> {
        self.extend_from_slice(text);
        Ok(())
    }

    fn cut_back(&mut self, len: u64) -> io::Result<()> {
        self.truncate(usize::try_from(len).unwrap_or(usize::MAX));
        Ok(())
    }
}

/// Why something could not be done.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// It was refused, in words for the room.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It could not be written.
    #[error("The record can't be written: {0}.")]
    Write(#[from] io::Error),
    /// It could not be put into JSON.
    #[error("The record can't be written: {0}.")]
    Json(#[from] serde_json::Error),
}
