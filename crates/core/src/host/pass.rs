//! Time passes, and what is asked is done. Must not read a clock.

use super::clock::{WhenAsked, pace};
use super::jump::jump_to;
use super::look_back::LookBack;
use super::owner::{Host, NotOnDisk};
use super::request::{Ask, Asker, Request, Unasked};
use crate::exercise::{Command, Event, PromptState, What};
use crate::record::{SessionError, Store};
use crate::scenario::{Leap, Mins, RunSheet};

/// On to the next message takes so many seconds at most: a day.
const FARTHEST_SECS: u64 = 86_400;

impl<S: Store> Host<S> {
    /// Does what is asked, if it can be done. `real` is the real time, RFC 3339.
    ///
    /// # Errors
    /// Why it is not done, in words that can be read out.
    pub fn ask(&mut self, request: &Request, real: &str) -> Result<(), Unasked> {
        if !request.may(self.scenario()) {
            return Err(Unasked::NotYours);
        }
        self.real_time_is(real);
        let before = self.session.exercise().at_minute();
        match &request.ask {
            // Who sits in a chair knows nothing of what the facilitator looks at.
            Ask::Enter(_) | Ask::Next | Ask::Jump(_)
                if self.looking() && request.by == Asker::Facilitator =>
            {
                return Err(Unasked::InThePast);
            }
            Ask::Enter(command @ Command::NoDuff { by, .. }) => {
                self.enter(command, real)?;
                self.clock.running = false;
                self.real.said_by = Some(by.clone());
            }
            Ask::Enter(command) => self.enter(command, real)?,
            Ask::Run(run) => {
                if *run {
                    self.real.said_by = None;
                }
                self.clock.rest = None;
                self.clock.running = *run && !self.session.exercise().ended() && !self.looking();
                self.clock.discussing = false;
            }
            Ask::Discuss(on) => {
                self.clock.rest = None;
                self.clock.discussing = *on;
                self.clock.running = false;
            }
            Ask::Speed(speed) => self.clock.speed = *speed,
            Ask::WhenAsked(when) => self.clock.when_asked = *when,
            Ask::Next => {
                self.clock.discussing = false;
                self.clock.rest = None;
                self.next(real);
            }
            Ask::Jump(typed) => self.jump(typed, real)?,
            Ask::Leap => self.leap_on(real),
            // While the past is looked at nothing counts as read.
            Ask::Read(source) => match &mut self.look {
                Some(look) => look.reading = source.or(look.reading),
                None => self.reading.read(*source),
            },
            Ask::LookBack(secs) => self.look_back(*secs),
            Ask::ReturnToNow => self.look = None,
            Ask::RealContacts(words) => self.real.contacts.clone_from(words),
            Ask::Flush => self.flush(),
        }
        self.keep_pace(before);
        Ok(())
    }

    /// Where the run sheet has another pace from now on, the clock takes it, unless the facilitator has chosen
    /// one. `before` is the minute since STARTEX at which it was looked last.
    fn keep_pace(&mut self, before: Mins) {
        let exercise = self.session.exercise();
        let paces = [before, exercise.at_minute()].map(|it| pace(exercise.scenario(), it));
        if self.clock.speed == paces[0] {
            self.clock.speed = paces[1];
        }
    }

    /// Lets real time pass, seconds, while the clock runs. Between two moves it stops until the
    /// facilitator goes on, and where the run sheet has a break.
    pub fn pass(&mut self, real_secs: f64, real: &str) {
        self.real_time_is(real);
        if self.looking() {
            return;
        }
        let before = self.session.exercise().at_minute();
        self.let_pass(real_secs, real);
        self.keep_pace(before);
    }

    fn let_pass(&mut self, real_secs: f64, real: &str) {
        let now = self.session.exercise().secs();
        let mut due = self.clock.due(now, real_secs, self.asked());
        let scenario = self.scenario();
        let leaps = scenario.leaps.iter().map(|it| it.at);
        let breaks = scenario.run_sheet.iter().flat_map(RunSheet::breaks);
        let stops = leaps.chain(breaks).map(|at| u64::from(at) * 60);
        let stop = stops.filter(|at| *at > now && *at <= due).min();
        if let Some(at) = stop {
            due = at;
            let minute = Mins::try_from(at / 60).unwrap_or(Mins::MAX);
            let sheet = self.scenario().run_sheet.as_ref();
            self.clock.rest = sheet.and_then(|it| it.break_at(minute));
            self.clock.running = false;
        }
        if self.clock.when_asked == WhenAsked::GoOn {
            if due > now {
                self.advance(due, real);
            }
            return;
        }
        // Decision points are put at whole minutes: the clock heeds one in the minute in which it comes.
        while self.session.exercise().secs() < due && !self.session.exercise().ended() {
            let before = self.session.events().len();
            let next = (self.session.exercise().secs() / 60 + 1) * 60;
            self.advance(next.min(due), real);
            let asked = |event: &Event| matches!(event.what, What::Asked { .. });
            if self.session.events()[before..].iter().any(asked) {
                if self.clock.when_asked == WhenAsked::Stop {
                    self.clock.running = false;
                }
                return;
            }
        }
    }

    /// Whether a decision point is open and not overdue.
    pub(super) fn asked(&self) -> bool {
        let prompts = &self.session.exercise().state().prompts;
        prompts
            .iter()
            .any(|it| matches!(it, PromptState::Asked { lapsed: false, .. }))
    }

    /// Lets exercise time pass until then, seconds since STARTEX. The clock stops at ENDEX.
    pub fn advance(&mut self, until_secs: u64, real: &str) {
        self.real_time_is(real);
        self.look = None;
        while self.session.exercise().secs() < until_secs && !self.session.exercise().ended() {
            self.play_script(real);
            let next = if self.script.is_some() {
                ((self.session.exercise().secs() / 60 + 1) * 60).min(until_secs)
            } else {
                until_secs
            };
            match self.session.advance(next) {
                Ok(events) => self.take(events),
                Err(error) => self.not_written(&error),
            }
        }
        if self.session.exercise().ended() {
            self.clock.running = false;
        }
    }

    /// Looks at a moment, seconds since STARTEX, while the clock stands.
    fn look_back(&mut self, at_secs: u64) {
        self.clock.running = false;
        self.look = Some(LookBack::at(
            self.session.exercise(),
            &self.commands,
            at_secs,
        ));
    }

    /// Makes the moves of the script that are due.
    fn play_script(&mut self, real: &str) {
        let Some(mut script) = self.script.take() else {
            return;
        };
        for (command, at) in script.due(self.session.exercise()) {
            let taken = self.enter(&command, real);
            script.tried(at, self.session.exercise().secs(), taken);
        }
        self.script = Some(script);
    }

    /// Enters a command, or says why it is refused. What can't be written is taken all the same.
    fn enter(&mut self, command: &Command, real: &str) -> Result<(), Unasked> {
        let at_secs = self.session.exercise().secs();
        let before = self.said.lines.len();
        match self.session.apply(command, real) {
            Ok(events) => self.take(events),
            Err(SessionError::Refused(refusal)) => return Err(refusal.into()),
            Err(error) => self.not_written(&error),
        }
        self.commands.push((at_secs, command.clone()));
        // What the facilitator says or sends is read out if it has arrived; what came before it and
        // was not read stays so.
        let brought =
            self.said.lines[before..]
                .iter()
                .find_map(|line| match (command, &line.event.what) {
                    (Command::Tell { .. }, What::Told { .. }) => line.source.map(|it| it.0),
                    (Command::Release { inject }, What::Delivered { inject: came, .. })
                        if *came == self.scenario().injects[inject.at()].id =>
                    {
                        line.source.map(|it| it.0)
                    }
                    _ => None,
                });
        if brought.is_some() {
            self.reading.read(brought);
        }
        Ok(())
    }

    /// The time jump between two moves at which the exercise stands: the room is shown it, whatever
    /// the facilitator looks at.
    pub fn leap(&self) -> Option<&Leap> {
        let exercise = self.session.exercise();
        if exercise.ended() {
            return None;
        }
        exercise.scenario().leap_at(exercise.state().minute)
    }

    /// Goes on to the end of the time jump, and stands there.
    fn leap_on(&mut self, real: &str) {
        let to = self.leap().filter(|_| !self.looking()).map(|it| it.to);
        if let Some(to) = to {
            self.clock.running = false;
            self.clock.discussing = false;
            self.advance(u64::from(to) * 60, real);
            self.reading.read_latest();
        }
    }

    /// Jumps to a time of day or of the exercise, as typed, and stands there.
    fn jump(&mut self, typed: &str, real: &str) -> Result<(), Unasked> {
        let now = self.session.exercise().state().minute;
        let secs = u64::from(jump_to(self.scenario(), now, typed)?) * 60;
        self.clock.running = false;
        self.advance(secs, real);
        self.reading.read_latest();
        Ok(())
    }

    /// Goes on to the next message or decision point, a day at most, and stands there.
    fn next(&mut self, real: &str) {
        self.look = None;
        let start = self.session.exercise().secs();
        let before = self.session.events().len();
        self.clock.running = false;
        while !self.session.exercise().ended()
            && self.session.exercise().secs() < start + FARTHEST_SECS
        {
            let next = (self.session.exercise().secs() / 60 + 1) * 60;
            self.advance(next, real);
            let came = self.session.events()[before..].iter().any(|event| {
                matches!(
                    event.what,
                    What::Delivered { .. } | What::Undelivered { .. } | What::Asked { .. }
                )
            });
            let minute = self.session.exercise().state().minute;
            let stops = self.scenario().leaps.iter().any(|it| it.at == minute);
            if came {
                self.reading.read_latest();
            }
            if came || stops {
                return;
            }
        }
    }

    /// Tries to write what could not be written, and looks whether the record is where it was.
    pub fn flush(&mut self) {
        if self.session.has_unsaved() {
            match self.session.flush() {
                Ok(events) => {
                    self.take(events);
                    self.trouble.now = None;
                }
                Err(error) => self.not_written(&error),
            }
        } else {
            match self.session.look_after() {
                Ok(_) => self.trouble.now = None,
                Err(error) => self.trouble.now = Some(not_on_disk(&error)),
            }
        }
        let notices = self.session.store().notices();
        if let Some(new) = notices.get(self.trouble.told..) {
            self.trouble.notices.extend_from_slice(new);
            self.trouble.told = notices.len();
        }
    }

    /// The room goes on; it is said that it is not on disk.
    fn not_written(&mut self, error: &SessionError) {
        self.trouble.now = Some(not_on_disk(error));
        let held = self.session.take_held();
        self.take(held);
    }
}

/// What is said when something could not be written.
fn not_on_disk(error: &SessionError) -> NotOnDisk {
    let why = error.to_string();
    NotOnDisk {
        to_the_room: format!(
            "Not on disk: {why} The exercise goes on. What could not be written is kept, and written as soon as it can be."
        ),
        why,
    }
}
