//! The end of a record that grows: which lines are safe, which only written, which still lacking.
//! Nothing is lost if writing fails. Must not know what happened in an exercise.

use super::chain::{Body, Chain};
use super::store::{SessionError, Store};

/// The end of a record that grows.
#[derive(Debug)]
pub(super) struct Writer<S> {
    chain: Chain,
    pub store: S,
    entries: usize,
    /// Lines that are not known to be safe from a power cut.
    unsaved: String,
    /// So many bytes of them are written, and only not synced yet.
    written: usize,
    /// Bytes of the record that are known to be safe.
    saved: u64,
    /// Writing failed: what stands behind those bytes is not known.
    torn: bool,
}

impl<S: Store> Writer<S> {
    /// A record with nothing in it.
    pub fn new(store: S) -> Self {
        Self::after(Chain::default(), 0, 0, store)
    }

    /// Behind so many lines, whose bytes are safe.
    pub fn after(chain: Chain, entries: usize, saved: u64, store: S) -> Self {
        Self {
            chain,
            store,
            entries,
            unsaved: String::new(),
            written: 0,
            saved,
            torn: false,
        }
    }

    /// Lines in the record, those that could not be written yet among them.
    pub fn entries(&self) -> usize {
        self.entries
    }

    /// The hash of the last line, which stands for all before it.
    pub fn head(&self) -> &str {
        self.chain.head()
    }

    /// Whether something could not be written yet.
    pub fn lacks(&self) -> bool {
        self.torn || self.written < self.unsaved.len()
    }

    /// Chains the next line on and adds it to a text, which is to be put.
    pub fn line(&mut self, body: &Body, text: &mut String) -> Result<(), SessionError> {
        text.push_str(&self.chain.line(body)?);
        self.entries += 1;
        Ok(())
    }

    /// Writes this and what is not written yet; with `sync`, it is then safe from a power cut.
    /// After a failure all that is not known to be safe is written again: what a failed sync left
    /// on the disk nobody can say.
    pub fn put(&mut self, text: &str, sync: bool) -> Result<(), SessionError> {
        self.unsaved.push_str(text);
        if self.torn {
            self.store.cut_back(self.saved)?;
            self.written = 0;
        }
        let lacking = &self.unsaved[self.written..];
        if lacking.is_empty() && (!sync || self.unsaved.is_empty()) {
            return Ok(());
        }
        // What failed before is made safe at once.
        let sync = sync || self.torn;
        self.torn = true;
        self.store.append(lacking.as_bytes(), sync)?;
        self.torn = false;
        self.written = self.unsaved.len();
        if sync {
            self.saved += self.unsaved.len() as u64;
            self.unsaved.clear();
            self.written = 0;
        }
        Ok(())
    }
}
