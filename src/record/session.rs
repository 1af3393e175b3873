//! An exercise with its record: nothing is shown as taken before it is written. Must not know
//! where the record is kept.

use super::chain::{Body, Chain, Header, Parent};
use super::open::Opened;
use super::replay::{Difference, Replayed, at_start, resume};
use crate::exercise::{Command, Event, Exercise, Refusal};
use std::io;

/// Exercise seconds between two checkpoints.
const CHECKPOINT_SECS: u64 = 3600;

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

/// An exercise with its record.
#[derive(Debug)]
pub struct Session<S> {
    exercise: Exercise,
    chain: Chain,
    store: S,
    next_checkpoint: u64,
    entries: usize,
    /// Lines that are not known to be safe from a power cut.
    unsaved: String,
    /// So many bytes of them are written, and only not synced yet.
    written: usize,
    /// What happened in those that are not written: handed out when they are.
    held: Vec<Event>,
    /// Bytes of the record that are known to be safe.
    saved: u64,
    /// Writing failed: what stands behind those bytes is not known.
    torn: bool,
}

impl<S: Store> Session<S> {
    /// Starts an exercise and its record, and hands out what happened at STARTEX.
    ///
    /// # Errors
    /// If the record can't be written.
    pub fn start(
        mut exercise: Exercise,
        header: Header,
        store: S,
    ) -> Result<(Self, Vec<Event>), SessionError> {
        let events = exercise.advance(0);
        let mut session = Self {
            exercise,
            chain: Chain::default(),
            store,
            next_checkpoint: CHECKPOINT_SECS,
            entries: 0,
            unsaved: String::new(),
            written: 0,
            held: Vec::new(),
            saved: 0,
            torn: false,
        };
        let mut text = session.chain.line(&Body::Header(Box::new(header)))?;
        session.entries += 1;
        session.lines(&events, &mut text)?;
        session.unsaved = text;
        session.save(true)?;
        Ok((session, events))
    }

    /// Goes on with a record where it ends, and hands out all that has happened.
    ///
    /// # Errors
    /// The first difference between the record and what its commands lead to now; or that a line
    /// feed it lacks can't be written.
    pub fn go_on(
        opened: &Opened,
        mut store: S,
    ) -> Result<Result<(Self, Vec<Event>), SessionError>, Difference> {
        let Replayed {
            exercise,
            mut events,
            mut unwritten,
            ..
        } = resume(opened)?;
        let chain = opened.chain();
        if opened.lacks_line_feed
            && let Err(error) = store.append(b"\n", true)
        {
            return Ok(Err(error.into()));
        }
        let mut session = Self {
            next_checkpoint: (exercise.secs() / CHECKPOINT_SECS + 1) * CHECKPOINT_SECS,
            exercise,
            chain,
            store,
            entries: opened.lines.len() + 1,
            unsaved: String::new(),
            written: 0,
            held: Vec::new(),
            saved: opened.whole_bytes as u64 + u64::from(opened.lacks_line_feed),
            torn: false,
        };
        let mut text = String::new();
        let written = session.lines(&unwritten, &mut text).and_then(|()| {
            session.unsaved = text;
            session.save(true)
        });
        events.append(&mut unwritten);
        Ok(written.map(|()| (session, events)))
    }

    /// Starts the record of a branch: what happened in the parent until a moment, and from there
    /// on whatever is decided. The parent stays as it is. `started` is the real time.
    ///
    /// # Errors
    /// If the parent differs from what its commands lead to now, or the branch can't be written.
    pub fn branch(
        parent: &Opened,
        at_secs: u64,
        store: S,
        started: String,
    ) -> Result<Result<(Self, Vec<Event>), SessionError>, Difference> {
        let mut header = parent.header.clone();
        header.parent = Some(Parent {
            hash: parent.first_hash.clone(),
            started: std::mem::replace(&mut header.started, started),
            at_secs,
        });
        let mut exercise = at_start(parent)?;
        let mut chain = Chain::default();
        let mut all = Vec::new();
        let mut bodies = vec![Body::Header(Box::new(header))];
        let note = |bodies: &mut Vec<Body>, all: &mut Vec<Event>, events: Vec<Event>| {
            bodies.extend(events.iter().cloned().map(Body::Event));
            all.extend(events);
        };
        note(&mut bodies, &mut all, exercise.advance(0));
        for (line, (at, real, command)) in parent.commands().enumerate() {
            if at > at_secs {
                break;
            }
            let passed = exercise.advance(at);
            note(&mut bodies, &mut all, passed);
            bodies.push(Body::Command {
                at_secs: at,
                real: real.to_owned(),
                command: command.clone(),
            });
            let happened = exercise
                .apply(command)
                .map_err(|refusal| Difference::Refused {
                    line: line + 2,
                    refusal,
                })?;
            note(&mut bodies, &mut all, happened);
        }
        let passed = exercise.advance(at_secs);
        note(&mut bodies, &mut all, passed);
        bodies.push(Body::Checkpoint {
            at_secs: exercise.secs(),
            state_hash: exercise.state().hash(),
        });
        let mut text = String::new();
        for body in &bodies {
            match chain.line(body) {
                Ok(line) => text.push_str(&line),
                Err(error) => return Ok(Err(error.into())),
            }
        }
        let mut session = Self {
            next_checkpoint: (exercise.secs() / CHECKPOINT_SECS + 1) * CHECKPOINT_SECS,
            exercise,
            chain,
            store,
            entries: bodies.len(),
            unsaved: text,
            written: 0,
            held: Vec::new(),
            saved: 0,
            torn: false,
        };
        Ok(session.save(true).map(|()| (session, all)))
    }

    /// Looks whether the record is still where it is kept; if it had gone, it is written there
    /// anew, whole. Returns whether it had to be.
    ///
    /// # Errors
    /// If it is gone and can't be written anew.
    pub fn look_after(&mut self) -> Result<bool, SessionError> {
        Ok(self.store.look_after()?)
    }

    /// Where it is kept.
    pub fn store(&self) -> &S {
        &self.store
    }

    /// What has happened and could not be written yet. Whoever shows it must say so.
    pub fn take_held(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.held)
    }

    /// The exercise.
    pub fn exercise(&self) -> &Exercise {
        &self.exercise
    }

    /// Lines in the record, those that could not be written yet among them.
    pub fn entries(&self) -> usize {
        self.entries
    }

    /// Whether something could not be written yet.
    pub fn has_unsaved(&self) -> bool {
        self.torn || self.written < self.unsaved.len()
    }

    /// Tries again to write what could not be written, and hands out what happened in it.
    ///
    /// # Errors
    /// If it still can't be written.
    pub fn flush(&mut self) -> Result<Vec<Event>, SessionError> {
        self.save(true)?;
        Ok(std::mem::take(&mut self.held))
    }

    /// Ends the session and hands out the exercise and where its record is kept.
    pub fn into_parts(self) -> (Exercise, S) {
        (self.exercise, self.store)
    }

    /// Lets time pass and hands out what happened.
    ///
    /// # Errors
    /// If it can't be written. The exercise has gone on; what could not be written is kept, is
    /// written with whatever comes next, and is handed out then.
    pub fn advance(&mut self, until_secs: u64) -> Result<Vec<Event>, SessionError> {
        loop {
            let stop = until_secs.min(self.next_checkpoint);
            let events = self.exercise.advance(stop);
            let mut text = String::new();
            self.lines(&events, &mut text)?;
            let checkpoint = self.exercise.secs() >= self.next_checkpoint;
            let ended = events
                .iter()
                .any(|event| event.what == crate::exercise::What::Ended);
            if checkpoint || ended {
                self.checkpoint(&mut text)?;
                self.next_checkpoint =
                    (self.exercise.secs() / CHECKPOINT_SECS + 1) * CHECKPOINT_SECS;
            }
            self.held.extend(events);
            self.unsaved.push_str(&text);
            self.save(checkpoint || ended)?;
            if stop == until_secs || self.exercise.ended() {
                return Ok(std::mem::take(&mut self.held));
            }
        }
    }

    /// Does what is asked, now, writes it, and only then hands out what happened. `real` is the
    /// real time, RFC 3339.
    ///
    /// # Errors
    /// A refusal; or that it can't be written. It is then taken all the same: it is kept, is
    /// written with whatever comes next, and is handed out then.
    pub fn apply(&mut self, command: &Command, real: &str) -> Result<Vec<Event>, SessionError> {
        let at_secs = self.exercise.secs();
        let events = self.exercise.apply(command)?;
        let mut text = self.chain.line(&Body::Command {
            at_secs,
            real: real.to_owned(),
            command: command.clone(),
        })?;
        self.entries += 1;
        self.lines(&events, &mut text)?;
        if *command == Command::End {
            self.checkpoint(&mut text)?;
        }
        self.held.extend(events);
        self.unsaved.push_str(&text);
        self.save(true)?;
        Ok(std::mem::take(&mut self.held))
    }

    /// Writes what is not written yet. After a failure all that is not known to be safe is written
    /// again: what a failed sync left on the disk nobody can say.
    fn save(&mut self, sync: bool) -> Result<(), SessionError> {
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

    fn lines(&mut self, events: &[Event], text: &mut String) -> Result<(), SessionError> {
        for event in events {
            text.push_str(&self.chain.line(&Body::Event(event.clone()))?);
            self.entries += 1;
        }
        Ok(())
    }

    fn checkpoint(&mut self, text: &mut String) -> Result<(), SessionError> {
        text.push_str(&self.chain.line(&Body::Checkpoint {
            at_secs: self.exercise.secs(),
            state_hash: self.exercise.state().hash(),
        })?);
        self.entries += 1;
        Ok(())
    }
}
