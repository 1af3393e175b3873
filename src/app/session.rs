//! A live exercise in the window: the session on record, the clock, what the facilitator is about
//! to do. Must not draw.

use super::clock::Clock;
use crate::assessment::Observations;
use crate::exercise::{Command, Event, Exercise, MoveState, What};
use crate::files::{self, FileSession, RecordFile};
use crate::record::{Body, Header, Person, Session, SessionError};
use crate::report::timeline::{self, Kind, Line};
use crate::scenario::{Scenario, Team};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the facilitator has begun to write down about a decision.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Which prompt.
    pub prompt: Option<usize>,
    /// Which option.
    pub option: Option<usize>,
    /// Which card.
    pub card: Option<usize>,
    /// Which of the card's targets.
    pub target: usize,
    /// Which of the roles that may decide the prompt.
    pub by: usize,
    /// Why the prompt is decided so.
    pub because: String,
    /// Which of the roles that may play the card.
    pub card_by: usize,
    /// Why the card is played.
    pub card_because: String,
    /// What is typed to find a card.
    pub search: String,
}

/// A live exercise.
#[derive(Debug)]
pub struct Live {
    session: FileSession,
    /// Everything that happened.
    pub events: Vec<Event>,
    /// The same in words.
    pub lines: Vec<Line>,
    /// The clock.
    pub clock: Clock,
    /// What is being decided.
    pub draft: Draft,
    /// What was refused, or went wrong.
    pub refusal: Option<String>,
    /// The message that is being read.
    pub reading: Option<usize>,
    /// Messages that have come since and were not read, in their order.
    pub unread: VecDeque<usize>,
    /// A message still to come that the facilitator has taken hold of.
    pub held: Option<usize>,
    /// What people saw.
    pub observations: Observations,
    /// The scripted team that plays, if one does.
    pub team: Option<String>,
    /// When it was started, real time.
    pub started: String,
    /// The segment that is picked on the map.
    pub picked: Option<usize>,
    /// Who sits where.
    pub people: Vec<Person>,
    /// Where the record is.
    pub record: PathBuf,
    /// A scripted team that plays, if one does.
    autoplay: Option<(Team, Vec<MoveState>)>,
}

impl Live {
    /// Starts an exercise with a record in a folder.
    ///
    /// # Errors
    /// If the record can't be written, in words.
    pub fn start(
        scenario: &Arc<Scenario>,
        seed: u64,
        people: Vec<Person>,
        folder: &Path,
        team: Option<Team>,
    ) -> Result<Self, String> {
        let started = crate::real_time::now();
        let day: String = started
            .chars()
            .take(19)
            .map(|c| if c == ':' { '-' } else { c })
            .collect();
        let record = folder
            .join(format!("{}-{day}", scenario.id))
            .join("record.jsonl");
        let file = RecordFile::create(&record).map_err(|error| {
            format!("The record {} can't be written: {error}.", record.display())
        })?;
        let id = team.as_ref().map(|team| team.id.clone());
        let header = Header::new(scenario, seed, id, people, started);
        let exercise = Exercise::new(scenario.clone(), seed);
        let (session, events) =
            Session::start(exercise, header.clone(), file).map_err(|error| error.to_string())?;
        let mut live = Self::around(session, header, record);
        live.autoplay = team.map(|team| (team, Vec::new()));
        live.take(events);
        Ok(live)
    }

    /// A session with nothing begun.
    fn around(session: FileSession, header: Header, record: PathBuf) -> Self {
        Self {
            session,
            events: Vec::new(),
            lines: Vec::new(),
            clock: Clock::default(),
            draft: Draft::default(),
            refusal: None,
            reading: None,
            unread: VecDeque::new(),
            held: None,
            observations: Observations::default(),
            team: header.team,
            started: header.started,
            picked: None,
            people: header.people,
            record,
            autoplay: None,
        }
    }

    /// Goes on with an exercise that stopped without an ending.
    ///
    /// # Errors
    /// Why it can't be gone on with, in words.
    pub fn go_on(path: &Path) -> Result<Self, String> {
        let opened = files::record(path).map_err(|error| error.to_string())?;
        let file = files::reopen(path, &opened)
            .map_err(|error| format!("{} can't be written: {error}.", path.display()))?;
        let (session, events) = Session::go_on(&opened, file)
            .map_err(|difference| difference.to_string())?
            .map_err(|error| error.to_string())?;
        let mut live = Self::around(session, opened.header.clone(), path.to_path_buf());
        let scenario = live.scenario().clone();
        for body in &opened.lines {
            if let Body::Command {
                at_secs, command, ..
            } = body
            {
                live.observations.take(&scenario, *at_secs, command);
            }
        }
        live.take(events);
        live.read_latest();
        Ok(live)
    }

    /// The exercise.
    pub fn exercise(&self) -> &Exercise {
        self.session.exercise()
    }

    /// The scenario.
    pub fn scenario(&self) -> &Arc<Scenario> {
        self.exercise().scenario()
    }

    /// Whether something could not be written yet.
    pub fn unsaved(&self) -> bool {
        self.session.has_unsaved()
    }

    /// Lines in the record.
    pub fn entries(&self) -> usize {
        self.session.entries()
    }

    /// The exercise, when it has ended.
    pub fn into_exercise(self) -> Exercise {
        self.session.into_exercise()
    }

    fn take(&mut self, events: Vec<Event>) {
        let scenario = self.scenario().clone();
        for event in events {
            if let What::Delivered { inject, .. } = &event.what
                && let Some(id) = scenario.names.injects.get(inject)
            {
                // What is being read aloud is not taken out of anybody's hands.
                if self.reading.is_none() {
                    self.reading = Some(id.at());
                } else {
                    self.unread.push_back(id.at());
                }
            }
            if let Some(line) = timeline::line(&scenario, &event) {
                self.lines.push(line);
            }
            self.events.push(event);
        }
    }

    /// Reads a message, or the next that was not read.
    pub fn read(&mut self, at: Option<usize>) {
        if let Some(at) = at.or_else(|| self.unread.pop_front()) {
            self.unread.retain(|other| *other != at);
            self.reading = Some(at);
        }
    }

    /// Reads the latest message and counts those before it as read.
    pub fn read_latest(&mut self) {
        if let Some(at) = self.unread.pop_back() {
            self.unread.clear();
            self.reading = Some(at);
        }
    }

    /// Tries to write what could not be written, if there is anything.
    pub fn flush(&mut self) {
        if !self.session.has_unsaved() {
            return;
        }
        match self.session.flush() {
            Ok(events) => {
                self.take(events);
                self.refusal = None;
            }
            Err(error) => self.refusal = Some(not_on_disk(&error)),
        }
    }

    /// Lets a frame of real time pass.
    pub fn frame(&mut self, secs: f64) {
        self.flush();
        let now = self.exercise().secs();
        let due = self.clock.due(now, secs);
        if due > now {
            self.advance(due);
        }
    }

    /// Lets exercise time pass until then. Stops the clock at ENDEX.
    pub fn advance(&mut self, until_secs: u64) {
        while self.exercise().secs() < until_secs && !self.exercise().ended() {
            self.play_scripted();
            let next = if self.autoplay.is_some() {
                ((self.exercise().secs() / 60 + 1) * 60).min(until_secs)
            } else {
                until_secs
            };
            match self.session.advance(next) {
                Ok(events) => self.take(events),
                Err(error) => {
                    self.refusal = Some(not_on_disk(&error));
                    self.clock.running = false;
                    return;
                }
            }
        }
        if self.exercise().ended() {
            self.clock.running = false;
        }
    }

    fn play_scripted(&mut self) {
        let Some((team, mut made)) = self.autoplay.take() else {
            return;
        };
        for (command, at) in self.exercise().moves(&team, &mut made) {
            let taken = match self.session.apply(&command, &crate::real_time::now()) {
                Ok(events) => {
                    self.take(events);
                    true
                }
                Err(_) => false,
            };
            made[at].tried(taken);
        }
        self.autoplay = Some((team, made));
    }

    /// Goes on to the next message or question, a day at most, and stands there.
    pub fn next(&mut self) {
        let start = self.exercise().secs();
        let before = self.lines.len();
        self.clock.running = false;
        self.refusal = None;
        while !self.exercise().ended() && self.exercise().secs() < start + 86_400 {
            let next = (self.exercise().secs() / 60 + 1) * 60;
            self.advance(next);
            let came = self.lines[before..]
                .iter()
                .any(|line| matches!(line.kind, Kind::Inject | Kind::Prompt));
            if came || self.refusal.is_some() {
                self.read_latest();
                return;
            }
        }
    }

    /// Does what is asked, if it can be done; otherwise says why not.
    pub fn command(&mut self, command: &Command) -> bool {
        let scenario = self.scenario().clone();
        let at_secs = self.exercise().secs();
        match self.session.apply(command, &crate::real_time::now()) {
            Ok(events) => {
                self.observations.take(&scenario, at_secs, command);
                self.take(events);
                self.refusal = None;
                true
            }
            Err(SessionError::Refused(refusal)) => {
                self.refusal = Some(refusal.to_string());
                false
            }
            Err(error) => {
                // It is taken, and written as soon as it can be.
                self.refusal = Some(not_on_disk(&error));
                self.clock.running = false;
                true
            }
        }
    }
}

/// What is said when something could not be written.
fn not_on_disk(error: &SessionError) -> String {
    format!("{error} Nothing is lost: it is kept, and written as soon as it can be.")
}
