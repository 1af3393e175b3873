//! A running exercise and what belongs to it, held by one owner: how it begins, and what it is asked
//! for without changing it. What is asked of it is done in `pass`; what it shows is made in `seen`.
//! Must not read a clock.

use super::clock::Clock;
use super::coming::Coming;
use super::forecast::{ForecastDesk, ForecastWork};
use super::look_back::LookBack;
use super::pacing::Pacing;
use super::price::PriceDesk;
use super::reading::ReadingQueue;
use super::request::Unasked;
use super::said::Said;
use super::script::Script;
use crate::assessment::Observations;
use crate::coverage::Offered;
use crate::coverage::offered;
use crate::ensemble::LookAhead;
use crate::exercise::{Command, Event, Exercise};
use crate::plan::Plan;
use crate::record::{Header, Opened, Person, Session, SessionError, Store, commands_until};
use crate::scenario::{Scenario, Team};
use std::sync::Arc;

/// A running exercise with all that belongs to it.
#[derive(Debug)]
pub struct Host<S> {
    pub(super) session: Session<S>,
    pub(super) clock: Clock,
    /// What has happened, in words.
    pub(super) said: Said,
    /// The commands that were taken, with their exercise time.
    pub(super) commands: Vec<(u64, Command)>,
    pub(super) reading: ReadingQueue,
    pub(super) pacing: Pacing,
    /// A scripted team that plays, if one does.
    pub(super) script: Option<Script>,
    /// A moment of the past that is looked at.
    pub(super) look: Option<LookBack>,
    pub(super) desks: Desks,
    pub(super) coming: Coming,
    /// What is wrong with the record's place, if something is; and what else its keeper is told.
    pub(super) trouble: Trouble,
    pub(super) real: Real,
}

/// Where what may come is worked out.
#[derive(Debug, Default)]
pub(super) struct Desks {
    pub forecast: ForecastDesk,
    pub price: PriceDesk,
}

/// What stands beside the exercise for the case that something real happens.
#[derive(Debug, Default)]
pub(super) struct Real {
    /// Who said that it has, until the exercise runs again.
    pub said_by: Option<String>,
    /// Whom to ring then, a line each.
    pub contacts: String,
}

/// Why something could not be written, in words.
#[derive(Debug)]
pub(super) struct NotOnDisk {
    pub why: String,
    pub to_the_room: String,
}

/// What is wrong with the place where the record is kept, and what its keeper was told.
#[derive(Debug, Default)]
pub(super) struct Trouble {
    /// Why something could not be written, and the same as a room that goes on is told it.
    pub now: Option<NotOnDisk>,
    pub told: usize,
    pub notices: Vec<String>,
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
        let (session, events) = Session::start(exercise, header, store)?;
        let mut host = Self::around(session);
        host.script = team.map(Script::of);
        host.take(events);
        Ok(host)
    }

    /// Goes on with an exercise that stopped without an ending. A scripted team of the scenario that played it
    /// goes on as well.
    ///
    /// # Errors
    /// Why it can't be gone on with, in words.
    pub fn go_on(opened: &Opened, store: S) -> Result<Self, String> {
        let (session, events) = Session::go_on(opened, store)
            .map_err(|difference| difference.to_string())?
            .map_err(|error| error.to_string())?;
        let mut host = Self::around(session);
        host.commands = commands_until(opened, host.scenario(), u64::MAX)
            .map_err(|difference| difference.to_string())?;
        host.take(events.clone());
        host.pacing_goes_on(&events);
        host.reading.read_latest();
        let teams = &host.scenario().teams;
        let team = teams
            .iter()
            .find(|it| Some(&it.id) == opened.header.team.as_ref());
        if let Some(team) = team.cloned() {
            host.team_goes_on(team);
        }
        Ok(host)
    }

    /// Has the scripted team that the record names go on where it stood when that ended. Returns whether it
    /// does: not if this is another team, if people have played in its place, in a branch, and after ENDEX.
    pub fn team_goes_on(&mut self, team: Team) -> bool {
        let (header, exercise) = (self.session.header(), self.session.exercise());
        let plays = header.team.as_ref() == Some(&team.id) && header.parent.is_none();
        if self.script.is_none() && plays && !exercise.ended() {
            let start = Exercise::new(exercise.scenario().clone(), exercise.seed());
            self.script = Script::at(team, start, &self.commands, exercise.secs());
        }
        self.script.is_some()
    }

    /// Whether a scripted team plays.
    pub fn team_plays(&self) -> bool {
        self.script.is_some()
    }

    /// A session with nothing begun.
    pub(super) fn around(session: Session<S>) -> Self {
        Self {
            said: Said::of(session.exercise().scenario()),
            clock: Clock::of(session.exercise().scenario()),
            session,
            commands: Vec::new(),
            reading: ReadingQueue::default(),
            pacing: Pacing::default(),
            script: None,
            look: None,
            desks: Desks::default(),
            coming: Coming::default(),
            trouble: Trouble::default(),
            real: Real::default(),
        }
    }

    /// Takes in what has happened.
    pub(super) fn take(&mut self, events: Vec<Event>) {
        let scenario = self.scenario().clone();
        for event in &events {
            if let Some(source) = self.said.take(&scenario, event) {
                self.reading.came(source);
                self.note_came(source);
            }
        }
    }

    /// Whether a moment of the past is looked at.
    pub fn looking(&self) -> bool {
        self.look.is_some()
    }

    /// A forecast that is due: the exercise has moved on, or something was decided. One that is
    /// under way and no longer counts is stopped; there is never more than one.
    pub fn forecast_due(&mut self) -> Option<ForecastWork> {
        let exercise = self.session.exercise();
        self.desks
            .forecast
            .due(exercise, self.commands.len(), self.look.is_some())
    }

    /// Takes what came of the work that was handed out.
    pub fn forecast_found(&mut self, found: Option<LookAhead>) {
        self.desks.forecast.found(found);
    }

    /// What is played, shared with whoever shows it.
    pub fn scenario(&self) -> &Arc<Scenario> {
        self.session.exercise().scenario()
    }

    /// Who sits where.
    pub fn people(&self) -> &[Person] {
        &self.session.header().people
    }

    /// What stands at the head of the record.
    pub fn header(&self) -> &Header {
        self.session.header()
    }

    /// The trust's plan with which it is played, if there is one.
    pub fn plan(&self) -> Option<&Arc<Plan>> {
        self.session.plan()
    }

    /// The last so many decisions, action cards and reports, the latest first, each with the clauses of
    /// the plan that are about it; none without a plan.
    pub fn offered(&self, most: usize) -> Vec<Offered> {
        let Some(plan) = self.plan() else {
            return Vec::new();
        };
        offered(
            plan,
            self.scenario(),
            self.said.story(),
            self.events(),
            most,
        )
    }

    /// The same of the last few, worked out only when something has happened since.
    pub(super) fn offers(&mut self) -> Arc<Vec<Offered>> {
        /// So many stand on the console.
        const SHOWN: usize = 12;
        let happened = self.events().len();
        if self.said.offers.0 != happened {
            self.said.offers = (happened, Arc::new(self.offered(SHOWN)));
        }
        self.said.offers.1.clone()
    }

    /// What people saw, answered and decided about ratings.
    pub fn observations(&self) -> &Observations {
        self.session.observations()
    }

    /// The exercise as it stands, to be looked at.
    pub fn exercise(&self) -> &Exercise {
        self.session.exercise()
    }

    /// The exercise as the facilitator sees it: as it stands, or as it was at the moment that is
    /// looked at.
    pub(super) fn shown(&self) -> &Exercise {
        match &self.look {
            Some(look) => &look.exercise,
            None => self.session.exercise(),
        }
    }

    /// Everything that has happened.
    pub fn events(&self) -> &[Event] {
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
        self.trouble.now.as_ref().map(|it| it.to_the_room.as_str())
    }

    /// Who said that something real has happened, while the exercise stands for it.
    pub fn no_duff(&self) -> Option<&str> {
        self.real.said_by.as_deref()
    }

    /// Whom to ring if something real happens, a line each; can be empty.
    pub fn real_contacts(&self) -> &str {
        &self.real.contacts
    }

    /// Why the record can't be written, if it can't: for whoever does not go on without it.
    pub fn unwritten(&self) -> Option<&str> {
        self.trouble.now.as_ref().map(|it| it.why.as_str())
    }

    /// The moves that the scripted team gave up since this was last asked: when, seconds since
    /// STARTEX, and why.
    pub fn take_given_up(&mut self) -> Vec<(u64, Unasked)> {
        let script = self.script.as_mut();
        script.map_or_else(Vec::new, Script::take_given_up)
    }

    /// Ends the exercise here and hands out where its record is kept.
    pub fn into_store(self) -> S {
        self.session.into_store()
    }

    /// What the record's keeper should be told and has not been told yet.
    pub fn take_notices(&mut self) -> Vec<String> {
        std::mem::take(&mut self.trouble.notices)
    }
}
