//! The one owner of a running exercise: its session on record, its clock, what is being read out,
//! looking back, the script that plays, the forecast. Window, command line, tests and pages ask it
//! and are shown views; nobody else holds an exercise or a session that can change.
//!
//! Must not know a window or a network, and must not read a clock: real time is handed in.

mod branch;
mod clock;
mod forecast;
mod look_back;
mod pass;
mod price;
mod reading;
mod request;
mod said;
mod script;
mod seen;

pub use forecast::ForecastWork;
pub use request::{Ask, Asker, Request, Unasked};

use crate::assessment::Observations;
use crate::exercise::{Command, Exercise};
use crate::record::{Header, Opened, Person, Session, SessionError, Store};
use crate::scenario::{Scenario, Team};
use clock::Clock;
use forecast::ForecastDesk;
use look_back::LookBack;
use price::PriceDesk;
use reading::ReadingQueue;
use said::Said;
use script::Script;
use std::sync::Arc;

/// A running exercise with all that belongs to it.
#[derive(Debug)]
pub struct Host<S> {
    session: Session<S>,
    clock: Clock,
    /// What has happened, in words.
    said: Said,
    /// The commands that were taken, with their exercise time.
    commands: Vec<(u64, Command)>,
    reading: ReadingQueue,
    /// A scripted team that plays, if one does.
    script: Option<Script>,
    /// A moment of the past that is looked at.
    look: Option<LookBack>,
    forecast: ForecastDesk,
    price: PriceDesk,
    /// Who plays and evaluates, and what was seen.
    header: Header,
    observations: Observations,
    /// What is wrong with the record's place, if something is; and what else its keeper is told.
    trouble: Trouble,
}

/// What is wrong with the place where the record is kept, and what its keeper was told.
#[derive(Debug, Default)]
struct Trouble {
    now: Option<String>,
    told: usize,
    notices: Vec<String>,
}

impl<S: Store> Host<S> {
    /// Starts an exercise and its record. With a team, that scripted team plays.
    ///
    /// # Errors
    /// If the record can't be written.
    pub fn start(
        scenario: &Arc<Scenario>,
        header: Header,
        team: Option<Team>,
        store: S,
    ) -> Result<Self, SessionError> {
        let exercise = Exercise::new(scenario.clone(), header.seed);
        let (session, events) = Session::start(exercise, header.clone(), store)?;
        let mut host = Self::around(session, header);
        host.script = team.map(Script::of);
        host.take(events);
        Ok(host)
    }

    /// Goes on with an exercise that stopped without an ending.
    ///
    /// # Errors
    /// Why it can't be gone on with, in words.
    pub fn go_on(opened: &Opened, store: S) -> Result<Self, String> {
        let (session, events) = Session::go_on(opened, store)
            .map_err(|difference| difference.to_string())?
            .map_err(|error| error.to_string())?;
        let mut host = Self::around(session, opened.header.clone());
        for (at_secs, _, command) in opened.commands() {
            host.observations.take(at_secs, command);
            host.commands.push((at_secs, command.clone()));
        }
        host.take(events);
        host.reading.read_latest();
        Ok(host)
    }

    /// A session with nothing begun.
    fn around(session: Session<S>, header: Header) -> Self {
        Self {
            said: Said::of(session.exercise().scenario()),
            session,
            clock: Clock::default(),
            commands: Vec::new(),
            reading: ReadingQueue::default(),
            script: None,
            look: None,
            forecast: ForecastDesk::default(),
            price: PriceDesk::default(),
            observations: header.observations(),
            header,
            trouble: Trouble::default(),
        }
    }

    /// The scenario.
    pub fn scenario(&self) -> &Arc<Scenario> {
        self.session.exercise().scenario()
    }

    /// Who sits where.
    pub fn people(&self) -> &[Person] {
        &self.header.people
    }

    /// What stands at the head of the record.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// What people saw.
    pub fn observations(&self) -> &Observations {
        &self.observations
    }

    /// The exercise as it stands, to be looked at.
    pub fn exercise(&self) -> &Exercise {
        self.session.exercise()
    }

    /// The exercise as the facilitator sees it: as it stands, or as it was at the moment that is
    /// looked at.
    fn shown(&self) -> &Exercise {
        match &self.look {
            Some(look) => &look.exercise,
            None => self.session.exercise(),
        }
    }

    /// Everything that has happened.
    pub fn events(&self) -> &[crate::exercise::Event] {
        self.session.events()
    }

    /// The commands that were taken, with their exercise time.
    pub fn commands(&self) -> &[(u64, Command)] {
        &self.commands
    }

    /// Where the record is kept.
    pub fn store(&self) -> &S {
        self.session.store()
    }

    /// Whether something could not be written yet.
    pub fn unsaved(&self) -> bool {
        self.session.has_unsaved()
    }

    /// What is wrong with the record's place, if something is.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.now.as_deref()
    }

    /// What the record's keeper should be told and has not been told yet.
    pub fn take_notices(&mut self) -> Vec<String> {
        std::mem::take(&mut self.trouble.notices)
    }
}
