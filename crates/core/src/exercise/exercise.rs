//! A running exercise: what it is made of, what can be asked of it, and what is worked out again after
//! any change. Must not let time pass and must not take a command: those stand on it.

use super::asks::Follows;
use super::calls::Call;
use super::conditions::{Facts, holds};
use super::due::Due;
use super::effects::Moment;
use super::event::What;
use super::past::Past;
use super::rules;
use super::rules::leaning::Leaning;
use super::rules::outage::Drawn;
use super::rules::reach::Reach;
use super::rules::worm::Pressure;
use super::sample::Sample;
use super::state::{State, hex};
use super::watch::Watched;
use crate::scenario::{ChannelId, Condition, Effect, InjectId, OrganisationId, Scenario, Target};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// A running exercise.
#[derive(Clone, Debug)]
pub struct Exercise {
    pub(super) scenario: Arc<Scenario>,
    pub(super) seed: u64,
    pub(super) secs: u64,
    pub(super) state: State,
    pub(super) reach: Reach,
    pub(super) watches: Vec<Watched>,
    /// Which messages, prompts and tasks are to be looked at again.
    pub(super) due: Due,
    pub(super) pressure: Pressure,
    pub(super) drawn: Drawn,
    pub(super) leaning: Leaning,
    /// What is kept beside the state, for whoever asks later.
    pub(super) past: Past,
    /// Calls that were not answered yet.
    pub(super) calls: Vec<Call>,
}

impl Exercise {
    /// What is played, shared with whoever shows it.
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// What its luck is drawn from; the same seed gives the same luck.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Seconds since STARTEX.
    pub fn secs(&self) -> u64 {
        self.secs
    }

    /// Whether ENDEX has come.
    pub fn ended(&self) -> bool {
        self.state.ended
    }

    /// The truth as it stands, whether anybody knows of it or not.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The hash of the state and of what the tasks' conditions have come to: all that ratings and
    /// outcomes hang on. SHA-256, in hexadecimal.
    pub fn hash(&self) -> String {
        let mut whole = self.state.hash();
        for watched in &self.watches {
            watched.write(&mut whole);
        }
        hex(&Sha256::digest(whole.as_bytes()))
    }

    /// What the tasks' conditions have come to.
    pub fn watched(&self) -> &[Watched] {
        &self.watches
    }

    /// Where it stands, whole minutes since STARTEX.
    pub fn at_minute(&self) -> crate::scenario::Mins {
        self.state.minute
    }

    /// Samples of the past, [`super::SAMPLE_MINS`] apart.
    pub fn history(&self) -> &[Sample] {
        self.past.samples()
    }

    /// How many events there have been since STARTEX.
    pub fn happened(&self) -> u64 {
        self.past.happened()
    }

    /// The text of an inject, as it is or will be sent.
    pub fn inject_text(&self, id: InjectId) -> &str {
        self.state
            .reworded
            .get(&id.0)
            .unwrap_or(&self.scenario.injects[id.at()].text)
    }

    /// Whether a channel carries messages now.
    pub fn carries(&self, channel: ChannelId) -> bool {
        rules::messages::carries(&self.scenario, &self.reach, channel)
    }

    /// The same without the samples that charts are drawn from, for many runs.
    #[must_use]
    pub fn without_history(mut self) -> Self {
        self.past.without_samples();
        self
    }

    /// The same exercise under other luck from now on.
    #[must_use]
    pub fn with_luck(&self, seed: u64) -> Self {
        Self {
            seed,
            pressure: Pressure::default(),
            drawn: Drawn::default(),
            ..self.copy()
        }
    }

    /// The same exercise without its past.
    pub(super) fn copy(&self) -> Self {
        Self {
            scenario: self.scenario.clone(),
            state: self.state.clone(),
            reach: self.reach.clone(),
            watches: self.watches.clone(),
            due: self.due.clone(),
            pressure: self.pressure.clone(),
            drawn: self.drawn.clone(),
            leaning: self.leaning.clone(),
            past: self.past.counted(),
            calls: self.calls.clone(),
            ..*self
        }
    }

    /// Whether a condition holds now.
    pub fn holds(&self, condition: &Condition) -> bool {
        holds(condition, &Facts::new(&self.reach, &self.state))
    }

    /// Notes what happened, at this moment.
    pub(super) fn stamp(&mut self, whats: Vec<What>) {
        self.past.stamp(self.secs, whats);
    }

    /// ENDEX.
    pub(super) fn end(&mut self) {
        self.state.ended = true;
        self.past.sample(&self.state);
        self.stamp(vec![What::Ended]);
    }

    /// Lets effects take hold, of a decision of one organisation.
    pub(super) fn take_hold(
        &mut self,
        of: OrganisationId,
        effects: &[Effect],
        target: Option<Target>,
        events: &mut Vec<What>,
    ) {
        Moment {
            scenario: &self.scenario,
            reach: &self.reach,
            state: &mut self.state,
            of,
            target,
            events,
        }
        .take_hold(effects);
    }

    /// Works out again what follows from network and hosts.
    pub(super) fn refresh(&mut self) {
        self.pressure.all_stale();
        self.reach.network(&self.scenario, &self.state);
        self.reach.systems(&self.scenario, &self.state, &[]);
        self.leaning.all_stale();
    }

    /// Forgets all that is kept from one minute to the next because it need not be worked out again, for
    /// the test that what comes next is the same.
    #[cfg(test)]
    pub(crate) fn forget_kept(&mut self) {
        self.refresh();
        self.pressure = Pressure::default();
        self.drawn = Drawn::default();
        self.due.note_all();
    }

    /// Works out what services can do.
    pub(super) fn services(&mut self, whats: &mut Vec<What>) {
        rules::services::step(
            &self.scenario,
            &self.reach,
            &mut self.leaning,
            &mut self.state,
            whats,
        );
    }

    /// Takes note of how the figures stand that conditions compare with a bound.
    pub(super) fn compare(&mut self, follows: Follows) {
        self.due
            .compare(follows, &Facts::new(&self.reach, &self.state));
    }

    /// The same of all figures.
    pub(super) fn compare_all(&mut self) {
        for follows in Follows::ALL {
            self.compare(follows);
        }
    }
}
