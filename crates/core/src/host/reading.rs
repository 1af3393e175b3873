//! Which message is being read out, and which wait. Must not know what a message says.

use crate::exercise::Source;
use std::collections::VecDeque;

/// The message that is read out, in the room too, and those that have come since.
#[derive(Clone, Debug, Default)]
pub(super) struct ReadingQueue {
    /// The message that is being read.
    pub reading: Option<Source>,
    /// Messages that have come since and were not read, in their order.
    unread: VecDeque<Source>,
}

impl ReadingQueue {
    /// A message has come. What is being read aloud is not taken out of anybody's hands.
    pub fn came(&mut self, source: Source) {
        if self.reading.is_none() {
            self.reading = Some(source);
        } else {
            self.unread.push_back(source);
        }
    }

    /// Reads a message, or the next that was not read.
    pub fn read(&mut self, source: Option<Source>) {
        if let Some(source) = source.or_else(|| self.unread.pop_front()) {
            self.unread.retain(|other| *other != source);
            self.reading = Some(source);
        }
    }

    /// Reads the latest message and counts those before it as read.
    pub fn read_latest(&mut self) {
        if let Some(source) = self.unread.pop_back() {
            self.unread.clear();
            self.reading = Some(source);
        }
    }

    /// Those that have come since and were not read.
    pub fn unread(&self) -> impl Iterator<Item = Source> {
        self.unread.iter().copied()
    }

    /// So many wait.
    pub fn waiting(&self) -> usize {
        self.unread.len()
    }
}
