//! An exercise with its record: nothing is shown as taken before it is written, and what it came
//! to is sealed at ENDEX and after every correction. Must not know where the record is kept.

use super::chain::Body;
use super::citing::{may_cite, plan_in};
use super::header::{Header, Parent};
use super::open::Opened;
use super::playback::{Playback, Step};
use super::replay::{Difference, Replayed, at_start, commands_until, resume};
use super::store::{SessionError, Store};
use super::wire::{self, Played, Seal};
use super::writer::Writer;
use crate::assessment::{Assessment, Observations, assess, references};
use crate::exercise::{Command, ENGINE, Event, Exercise, What};
use crate::plan::Plan;
use std::sync::Arc;

/// Exercise seconds between two checkpoints.
const CHECKPOINT_SECS: u64 = 3600;

/// An exercise with its record.
#[derive(Debug)]
pub struct Session<S> {
    exercise: Exercise,
    /// What stands at the head of the record.
    header: Header,
    /// The trust's plan that stands there, if these rules can read it.
    plan: Option<Arc<Plan>>,
    writer: Writer<S>,
    next_checkpoint: u64,
    /// What happened in lines that are not written: handed out when they are.
    held: Vec<Event>,
    /// Everything that has happened.
    events: Vec<Event>,
    /// What people saw and decided about ratings.
    observations: Observations,
    /// What is proposed at ENDEX, if that has been sealed.
    proposed: Option<Assessment>,
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
        let mut session = Self::around(exercise, header.clone(), Writer::new(store));
        let mut text = String::new();
        session
            .writer
            .line(&Body::Header(Box::new(header)), &mut text)?;
        session.lines(&events, &mut text)?;
        session.writer.put(&text, true)?;
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
        if opened.lacks_line_feed
            && let Err(error) = store.append(b"\n", true)
        {
            return Ok(Err(error.into()));
        }
        let saved = opened.whole_bytes as u64 + u64::from(opened.lacks_line_feed);
        let writer = Writer::after(opened.chain(), opened.lines.len() + 1, saved, store);
        let mut session = Self {
            events: events.clone(),
            observations: opened.observations(),
            proposed: match (opened.played(), opened.seal()) {
                (Some(_), Some((seal, _))) => Some(seal.judged()),
                _ => None,
            },
            ..Self::around(exercise, opened.header.clone(), writer)
        };
        let mut text = String::new();
        let sealed = opened.seal().is_some_and(|(_, current)| current);
        let owed = !sealed && owes_checkpoint(opened, &session.exercise, !unwritten.is_empty());
        let written = session.lines(&unwritten, &mut text).and_then(|()| {
            // Cut right before its line: without it the record would not be that of one never broken off.
            if owed {
                session.checkpoint(&mut text)?;
            }
            // Ended by a program that sealed nothing, or killed before it could.
            if session.exercise.ended() && !sealed {
                session.seal(&mut text)?;
            }
            session.writer.put(&text, true)
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
        let exercise = at_start(parent)?;
        let commands = commands_until(parent, exercise.scenario(), at_secs)?;
        let mut playback = Playback::of(exercise);
        // What is played from here on is played by these rules.
        header.engine = ENGINE;
        let mut all = Vec::new();
        let mut bodies = vec![Body::Header(Box::new(header.clone()))];
        let mut refused = None;
        let written: Vec<_> = parent.commands().collect();
        playback.play(&commands, at_secs, |step| {
            let events = match step {
                Step::Passed(events) => events,
                Step::Taken(place, events) => {
                    let (at_secs, real, command) = written[place];
                    bodies.push(Body::Command {
                        at_secs,
                        real: real.to_owned(),
                        command: command.clone(),
                    });
                    events
                }
                Step::Refused(place, refusal) => {
                    refused.get_or_insert((place, refusal));
                    return;
                }
            };
            bodies.extend(events.iter().cloned().map(Body::Event));
            all.extend(events);
        });
        if let Some((place, refusal)) = refused {
            return Err(Difference::Refused {
                line: place + 2,
                refusal,
            });
        }
        let exercise = playback.into_exercise();
        bodies.push(Body::Checkpoint {
            at_secs: exercise.secs(),
            state_hash: exercise.hash(),
        });
        let mut session = Self {
            events: all.clone(),
            ..Self::around(exercise, header, Writer::new(store))
        };
        for (at, command) in &commands {
            session.observations.take(*at, command);
        }
        let mut text = String::new();
        let written = bodies
            .iter()
            .try_for_each(|body| session.writer.line(body, &mut text))
            .and_then(|()| session.writer.put(&text, true));
        Ok(written.map(|()| (session, all)))
    }

    /// A session with nothing written.
    fn around(exercise: Exercise, header: Header, writer: Writer<S>) -> Self {
        Self {
            next_checkpoint: (exercise.secs() / CHECKPOINT_SECS + 1) * CHECKPOINT_SECS,
            exercise,
            observations: header.observations(),
            plan: plan_in(&header),
            header,
            writer,
            held: Vec::new(),
            events: Vec::new(),
            proposed: None,
        }
    }

    /// Looks whether the record is still where it is kept; if it had gone, it is written there
    /// anew, whole. Returns whether it had to be.
    ///
    /// # Errors
    /// If it is gone and can't be written anew.
    pub fn look_after(&mut self) -> Result<bool, SessionError> {
        Ok(self.writer.store.look_after()?)
    }

    /// Where it is kept.
    pub fn store(&self) -> &S {
        &self.writer.store
    }

    /// What has happened and could not be written yet. Whoever shows it must say so.
    pub fn take_held(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.held)
    }

    /// The exercise as it stands, what could not be written yet among it.
    pub fn exercise(&self) -> &Exercise {
        &self.exercise
    }

    /// What stands at the head of the record.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The trust's plan with which it is played, if there is one.
    pub fn plan(&self) -> Option<&Arc<Plan>> {
        self.plan.as_ref()
    }

    /// What people saw, answered and decided about ratings, as it stands.
    pub fn observations(&self) -> &Observations {
        &self.observations
    }

    /// Everything that has happened, what could not be written yet among it.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Lines in the record, those that could not be written yet among them.
    pub fn entries(&self) -> usize {
        self.writer.entries()
    }

    /// Whether something could not be written yet.
    pub fn has_unsaved(&self) -> bool {
        self.writer.lacks()
    }

    /// Tries again to write what could not be written, and hands out what happened in it.
    ///
    /// # Errors
    /// If it still can't be written.
    pub fn flush(&mut self) -> Result<Vec<Event>, SessionError> {
        self.writer.put("", true)?;
        Ok(std::mem::take(&mut self.held))
    }

    /// Ends the session and hands out where its record is kept.
    pub fn into_store(self) -> S {
        self.writer.store
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
            let ended = events.iter().any(|event| event.what == What::Ended);
            if checkpoint || ended {
                self.checkpoint(&mut text)?;
                self.next_checkpoint =
                    (self.exercise.secs() / CHECKPOINT_SECS + 1) * CHECKPOINT_SECS;
            }
            if ended {
                self.seal(&mut text)?;
            }
            self.held.extend(events);
            self.writer.put(&text, checkpoint || ended)?;
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
        may_cite(self.plan.as_deref(), &self.events, command)?;
        let events = self.exercise.apply(command)?;
        let body = Body::Command {
            at_secs,
            real: real.to_owned(),
            command: wire::Command::of(command, self.exercise.scenario()),
        };
        let mut text = String::new();
        self.writer.line(&body, &mut text)?;
        self.lines(&events, &mut text)?;
        self.observations.take(at_secs, command);
        if *command == Command::End {
            self.checkpoint(&mut text)?;
        }
        if self.exercise.ended() {
            self.seal(&mut text)?;
        }
        self.held.extend(events);
        self.writer.put(&text, true)?;
        Ok(std::mem::take(&mut self.held))
    }

    fn lines(&mut self, events: &[Event], text: &mut String) -> Result<(), SessionError> {
        for event in events {
            self.writer.line(&Body::Event(event.clone()), text)?;
        }
        self.events.extend_from_slice(events);
        Ok(())
    }

    /// Seals what the exercise came to, the first time, and how it is judged as things stand; signed
    /// if somebody signs.
    fn seal(&mut self, text: &mut String) -> Result<(), SessionError> {
        let assessment = match self.proposed.take() {
            Some(proposed) => proposed.rated(&self.observations),
            None => {
                let exercise = &self.exercise;
                let references = references(
                    exercise.scenario(),
                    exercise.seed(),
                    exercise.state().minute,
                );
                let played = Played::of(exercise, &references);
                let assessment = assess(exercise, &self.events, &self.observations, &references);
                self.writer.line(&Body::Played(Box::new(played)), text)?;
                assessment
            }
        };
        self.writer
            .line(&Body::Seal(Box::new(Seal::of(&assessment))), text)?;
        self.proposed = Some(assessment);
        if let Some(signature) = self
            .writer
            .store
            .signer()
            .map(|signer| signer.sign(self.writer.head()))
        {
            self.writer.line(&Body::Signature(signature), text)?;
        }
        Ok(())
    }

    fn checkpoint(&mut self, text: &mut String) -> Result<(), SessionError> {
        let body = Body::Checkpoint {
            at_secs: self.exercise.secs(),
            state_hash: self.exercise.hash(),
        };
        self.writer.line(&body, text)
    }
}

/// Whether a record was cut right before a checkpoint: at a whole hour that was reached and after which nobody has
/// done anything, or at ENDEX. `more` says that events of that second were cut off as well.
fn owes_checkpoint(opened: &Opened, exercise: &Exercise, more: bool) -> bool {
    let now = exercise.secs();
    if exercise.ended() {
        let happened = |it: &Body| matches!(it, Body::Event(_) | Body::Command { .. });
        let since = opened.lines.iter().rev().take_while(|it| !happened(it));
        return more
            || !since
                .into_iter()
                .any(|it| matches!(it, Body::Checkpoint { .. }));
    }
    let there = |it: &Body| match it {
        Body::Checkpoint { at_secs, .. } | Body::Command { at_secs, .. } => *at_secs == now,
        _ => false,
    };
    now > 0 && now.is_multiple_of(CHECKPOINT_SECS) && !opened.lines.iter().any(there)
}

/// Seals a record that came to ENDEX and was sealed by nobody: the program that played it sealed
/// nothing, or was killed before it could.
///
/// # Errors
/// Why it can't be sealed, in words.
pub fn seal_up<S: Store>(opened: &Opened, store: S) -> Result<(), String> {
    match Session::go_on(opened, store) {
        Ok(Ok(_sealed)) => Ok(()),
        Ok(Err(error)) => Err(error.to_string()),
        Err(difference) => Err(difference.to_string()),
    }
}
