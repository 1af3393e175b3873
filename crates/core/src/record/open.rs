//! Reads a record and finds out whether it is whole. Must not run anything.

use crate::assessment::Observations;
use crate::exercise::{Event, What};
use crate::scenario::{Attachment, Problems, Scenario, SourceFile, check};

use super::chain::{Body, Chain, START, verify};
use super::header::{FORMAT, Header};
use super::wire::{self, Story};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A record that was read and is whole up to its last line.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The first line.
    pub header: Header,
    /// The lines after it.
    pub lines: Vec<Body>,
    /// How many bytes of the text are whole lines.
    pub whole_bytes: usize,
    /// Whether the last whole line still lacks its line feed.
    pub lacks_line_feed: bool,
    /// What follows them: a last line that was cut off in writing.
    pub torn: Vec<u8>,
    /// The hash of the first line, by which a branch names it.
    pub first_hash: String,
    /// The hash of the last whole line: the record's head.
    pub last_hash: String,
    /// By line after the first: its hash.
    hashes: Vec<String>,
}

impl Opened {
    /// The chain, to go on with.
    pub fn chain(&self) -> Chain {
        Chain::after(self.last_hash.clone())
    }

    /// What the exercise came to, if that was sealed at ENDEX.
    pub fn played(&self) -> Option<&wire::Played> {
        self.lines.iter().find_map(|line| match line {
            Body::Played(played) => Some(&**played),
            _ => None,
        })
    }

    /// What people saw and decided about the ratings.
    pub fn observations(&self) -> Observations {
        let mut observations = self.header.observations();
        for (at_secs, _, command) in self.commands() {
            if let Some(annotation) = command.annotation() {
                observations.take(at_secs, &annotation);
            }
        }
        observations
    }

    /// How it is judged: the last seal, and whether nothing was corrected since.
    pub fn seal(&self) -> Option<(&wire::Seal, bool)> {
        let at = self
            .lines
            .iter()
            .rposition(|line| matches!(line, Body::Seal(_)))?;
        let Body::Seal(seal) = &self.lines[at] else {
            return None;
        };
        let last = self.lines[at..]
            .iter()
            .all(|line| matches!(line, Body::Seal(_) | Body::Signature(_)));
        Some((seal, last))
    }

    /// The signatures: for each the hash that was signed, and how many lines of the record it
    /// covers.
    pub fn signatures(&self) -> impl Iterator<Item = (&wire::Signature, &str, usize)> {
        self.lines
            .iter()
            .enumerate()
            .filter_map(|(at, line)| match line {
                Body::Signature(signature) => {
                    let before = match at.checked_sub(1) {
                        Some(before) => &self.hashes[before],
                        None => &self.first_hash,
                    };
                    Some((signature, before.as_str(), at + 1))
                }
                _ => None,
            })
    }

    /// The exercise time of the last line, seconds since STARTEX.
    pub fn last_secs(&self) -> u64 {
        self.lines
            .iter()
            .map(|line| match line {
                Body::Command { at_secs, .. } | Body::Checkpoint { at_secs, .. } => *at_secs,
                Body::Event(event) => event.at_secs,
                _ => 0,
            })
            .max()
            .unwrap_or(0)
    }

    /// The commands that were taken, as they are written, each with its exercise time and the real
    /// time.
    pub fn commands(&self) -> impl Iterator<Item = (u64, &str, &wire::Command)> {
        self.lines.iter().filter_map(|line| match line {
            Body::Command {
                at_secs,
                real,
                command,
            } => Some((*at_secs, real.as_str(), command)),
            _ => None,
        })
    }

    /// Files that came with ad-hoc injects, by their hash: for that the scenario need not be readable.
    pub fn carried(&self) -> BTreeMap<String, Arc<Attachment>> {
        let sent = self.commands().flat_map(|(_, _, command)| match command {
            wire::Command::Tell { attachments, .. } => attachments.as_slice(),
            _ => &[],
        });
        let files = sent.filter_map(|it| it.read().ok());
        files
            .map(|file| (file.sha256.clone(), Arc::new(file)))
            .collect()
    }

    /// The scenario's words: as they were sealed, else of the scenario that the record carries.
    ///
    /// # Errors
    /// Why that can't be read, if nothing was sealed.
    pub fn story(&self) -> Result<Story, String> {
        if let Some(played) = self.played() {
            return Ok(played.story.clone());
        }
        match scenario_of(self) {
            Ok(scenario) => Ok(Story::of(&scenario)),
            Err(problems) => Err(problems.render(false)),
        }
    }

    /// Everything that happened.
    pub fn events(&self) -> impl Iterator<Item = &Event> {
        self.lines.iter().filter_map(|line| match line {
            Body::Event(event) => Some(event),
            _ => None,
        })
    }

    /// Whether the exercise ended.
    pub fn ended(&self) -> bool {
        self.events().any(|event| event.what == What::Ended)
    }
}

/// The scenario that a record carries.
///
/// # Errors
/// Every problem this version finds in it.
pub fn scenario_of(opened: &Opened) -> Result<Arc<Scenario>, Problems> {
    scenario_in(&opened.header.files)
}

/// The scenario that stands in files, the main one first.
///
/// # Errors
/// Every problem this version finds in it.
pub fn scenario_in(files: &[SourceFile]) -> Result<Arc<Scenario>, Problems> {
    let main = files.first().map_or("", |file| file.path.as_str());
    let fetch = |path: &str| {
        files
            .iter()
            .find(|file| file.path == path)
            .ok_or_else(|| "it is not in the record".to_owned())?
            .bytes()
    };
    check(main, &fetch).map(Arc::new)
}

/// Why a text is no record, or no whole one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// There is nothing in it.
    #[error("The record has no whole line: its first line was cut off in writing.")]
    Empty,
    /// A line isn't what was written.
    #[error(
        "Line {line} of the record is not what was written: it was changed, taken out or put in. Lines before it are whole."
    )]
    Altered {
        /// The line, counted from one.
        line: usize,
    },
    /// The first line is no header.
    #[error("This is not an exercise record: its first line is no header.")]
    NoHeader,
    /// It is of a later format.
    #[error(
        "The record is in format {found}; this program reads formats up to {FORMAT}. Use a newer Wardroom."
    )]
    Format {
        /// The number its first line gives.
        found: u32,
    },
}

/// Whether the last line is whole but for its line feed, in whose place something else stands.
fn line_with_another_end(line: &[u8], prev: &str) -> bool {
    line.split_last()
        .is_some_and(|(_, rest)| verify(rest, prev).is_some())
}

/// Reads a record.
///
/// # Errors
/// What is wrong with it. A last line that was cut off in writing is no error: it is set aside in
/// [`Opened::torn`].
pub fn open(text: &[u8]) -> Result<Opened, RecordError> {
    let mut prev = START.to_owned();
    let mut lines: Vec<Body> = Vec::new();
    let mut at = 0;
    let mut lacks_line_feed = false;
    let mut hashes: Vec<String> = Vec::new();
    while at < text.len() {
        let end = text[at..].iter().position(|byte| *byte == b'\n');
        let line = &text[at..end.map_or(text.len(), |end| at + end)];
        match verify(line, &prev) {
            Some((hash, body)) => {
                hashes.push(hash.clone());
                prev = hash;
                lines.push(body);
                at += line.len() + usize::from(end.is_some());
                lacks_line_feed = end.is_none();
            }
            // Only the last line can have been cut off, and then it has no line feed. A whole line
            // with something else in place of its line feed was changed: nothing cut off is
            // longer than what was written.
            None if end.is_none() && !line_with_another_end(line, &prev) => break,
            None => {
                return Err(RecordError::Altered {
                    line: lines.len() + 1,
                });
            }
        }
    }
    let mut lines = lines.into_iter();
    let header = match lines.next() {
        Some(Body::Header(header)) => *header,
        Some(_) => return Err(RecordError::NoHeader),
        None => return Err(RecordError::Empty),
    };
    if header.format > FORMAT {
        return Err(RecordError::Format {
            found: header.format,
        });
    }
    let first_hash = hashes.remove(0);
    Ok(Opened {
        header,
        lines: lines.collect(),
        whole_bytes: at,
        lacks_line_feed,
        torn: text[at..].to_vec(),
        first_hash,
        last_hash: prev,
        hashes,
    })
}
