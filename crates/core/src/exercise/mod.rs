//! The deterministic engine: a scenario, a seed and commands give the same events on every
//! platform. Time is whole seconds since STARTEX and comes only from the caller; the rules step
//! once a simulated minute. Must not know about files, clocks, threads or windows.

mod act;
mod annotation;
mod answer;
mod aspects;
mod at_work;
mod chance;
mod command;
mod commands;
mod concerns;
mod conditions;
mod each;
mod event;
mod given;
mod improvement;
mod orders;
mod preview;
mod restoring;
mod rules;
mod said;
pub mod scripted;
mod state;
mod telling;
mod view;
mod watch;

pub use act::named;
pub use annotation::{Known, annotated, annotates};
pub use answer::{Answer, GROUPS, SCALE, SELDOM_ASKED, STATEMENTS};
pub use chance::{
    Purpose, Stream, binomial, normal_quantile, triangular, uniform, within_a_minute,
};
pub use command::{Command, Figures, Methane, Refusal};
pub use concerns::concerns;
pub use event::{Demand, Event, Standing, What};
pub use given::Given;
pub use improvement::{Carried, Element, Improvement, Status};
pub use orders::{IN_MINS, MOST_ORDERS, SIGNED_FOR_MINS};
pub use preview::Preview;
pub use restoring::Down;
pub use rules::emergency::ed_wait_mins;
pub use rules::messages::way_round;
pub use rules::outage::returns_at;
pub use rules::services::standing;
pub use scripted::MoveState;
pub use state::{
    Bench, Counts, Department, Host, InjectState, Mode, Outcomes, PromptState, State, Told, hex,
};
pub use telling::{Telling, step_in_words, tell};
pub use view::{
    CrewView, Letter, Message, PromptView, Sample, SegmentView, ServiceView, Source, TeamService,
    TeamView, TruthView,
};
pub use watch::{Watch, Watched};

use crate::scenario::{ChannelId, Condition, InjectId, Mins, OrganisationId, Scenario};
use aspects::{Asking, Aspects, Follows};
use conditions::{Facts, holds};
pub use each::Each;
use rules::messages::Waiting;
use rules::reach::Reach;
use rules::worm::Pressure;
use sha2::{Digest, Sha256};
use state::CardJob;
use std::sync::Arc;

/// The version of the rules. It rises whenever one could change what a command leads to: a record
/// is played again only by the rules that played it. 1 is what stood when rules were first
/// numbered; records from before say 0. 2: downtime procedures, emergency care, systems and help as
/// they behave, orders at a human tempo.
pub const ENGINE: u32 = if cfg!(feature = "other-rules") { 3 } else { 2 };

/// Minutes between two samples of the history.
pub const SAMPLE_MINS: Mins = 5;

/// A running exercise.
#[derive(Clone, Debug)]
pub struct Exercise {
    scenario: Arc<Scenario>,
    seed: u64,
    secs: u64,
    state: State,
    reach: Reach,
    watches: Vec<Watched>,
    /// What conditions ask about.
    asking: Arc<Asking>,
    /// What has changed since messages, and since the tasks' conditions, were last looked at.
    unseen: [Aspects; 2],
    /// How the comparisons that conditions make came out last.
    compared: Aspects,
    /// What messages and prompts wait for.
    waiting: Waiting,
    pressure: Pressure,
    history: Vec<Sample>,
    /// Events that have happened and were not handed out yet.
    pending: Vec<Event>,
    /// How many events there have been.
    happened: u64,
    keep_history: bool,
}

impl Exercise {
    /// An exercise at STARTEX.
    pub fn new(scenario: Arc<Scenario>, seed: u64) -> Self {
        let mut state = State::new(&scenario);
        rules::worm::start(&scenario, &mut state);
        let watches = watch::of_tasks(&scenario);
        let mut exercise = Self {
            seed,
            secs: 0,
            state,
            reach: Reach::default(),
            asking: Arc::new(Asking::new(&scenario, &watches)),
            watches,
            unseen: [Aspects::ALL; 2],
            compared: Aspects::NONE,
            waiting: Waiting::default(),
            pressure: Pressure::default(),
            history: Vec::new(),
            pending: Vec::new(),
            happened: 0,
            keep_history: true,
            scenario,
        };
        let mut whats = vec![What::Started];
        for (at, infected) in exercise.state.facts.infected.iter().enumerate() {
            if infected.is_some() {
                whats.push(What::SegmentInfected {
                    segment: exercise.scenario.segments[at].id.clone(),
                });
            }
        }
        exercise.refresh();
        exercise.tally(true, &mut whats);
        let scenario = exercise.scenario.clone();
        rules::work::roster(&scenario, &mut exercise.state, &mut whats);
        rules::services::step(&scenario, &exercise.reach, &mut exercise.state, &mut whats);
        exercise.compare();
        exercise.messages(&mut whats);
        exercise.watch(true);
        exercise.sample();
        exercise.stamp(whats);
        exercise
    }

    /// The same without the samples that charts are drawn from, for many runs.
    #[must_use]
    pub fn without_history(mut self) -> Self {
        self.keep_history = false;
        self.history.clear();
        self
    }

    /// The scenario.
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// The seed.
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

    /// The state.
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
    pub fn at_minute(&self) -> Mins {
        self.state.minute
    }

    /// Samples of the past, [`SAMPLE_MINS`] apart.
    pub fn history(&self) -> &[Sample] {
        &self.history
    }

    /// What the team knows.
    pub fn team_view(&self) -> TeamView {
        view::team(&self.scenario, &self.state, None)
    }

    /// What one of the organisations that play knows.
    pub fn team_view_of(&self, of: OrganisationId) -> TeamView {
        view::team(&self.scenario, &self.state, Some(of))
    }

    /// The truth.
    pub fn truth_view(&self) -> TruthView {
        view::truth(&self.scenario, &self.reach, &self.state)
    }

    /// How many events there have been since STARTEX.
    pub fn happened(&self) -> u64 {
        self.happened
    }

    /// The text of an inject, as it is or will be sent.
    pub fn inject_text(&self, id: InjectId) -> &str {
        self.state
            .reworded
            .get(&id.0)
            .unwrap_or(&self.scenario.injects[id.at()].text)
    }

    /// A message as it reached the team.
    pub fn letter(&self, from: Source) -> Letter {
        view::letter(self, from)
    }

    /// Whether a channel carries messages now.
    pub fn carries(&self, channel: ChannelId) -> bool {
        rules::messages::carries(&self.scenario, &self.reach, channel)
    }

    /// The same exercise under other luck from now on.
    #[must_use]
    pub fn with_luck(&self, seed: u64) -> Self {
        Self {
            seed,
            pressure: Pressure::default(),
            ..self.copy()
        }
    }

    /// The same exercise without its past.
    fn copy(&self) -> Self {
        Self {
            scenario: self.scenario.clone(),
            state: self.state.clone(),
            reach: self.reach.clone(),
            watches: self.watches.clone(),
            asking: self.asking.clone(),
            waiting: self.waiting.clone(),
            pressure: self.pressure.clone(),
            history: Vec::new(),
            pending: Vec::new(),
            keep_history: false,
            ..*self
        }
    }

    /// Whether a condition holds now.
    pub fn holds(&self, condition: &Condition) -> bool {
        holds(condition, &Facts::new(&self.reach, &self.state))
    }

    /// Whether a condition holds now, asked of an organisation.
    fn holds_of(&self, of: OrganisationId, condition: &Condition) -> bool {
        holds(
            condition,
            &Facts::new(&self.reach, &self.state).asked_of(of),
        )
    }

    /// Lets time pass until so many seconds after STARTEX, ENDEX at most, and hands out what
    /// happened. A time that is past changes nothing.
    pub fn advance(&mut self, until_secs: u64) -> Vec<Event> {
        let end = u64::from(self.scenario.ends_mins) * 60;
        let until = until_secs.min(end);
        while !self.state.ended && u64::from(self.state.minute + 1) * 60 <= until {
            self.minute();
        }
        if !self.state.ended {
            self.secs = self.secs.max(until);
            if self.secs >= end {
                self.end();
            }
        }
        std::mem::take(&mut self.pending)
    }

    /// Does what is asked, now, and hands out what happened.
    ///
    /// # Errors
    /// A refusal in words that can be read out. The exercise is as it was before.
    pub fn apply(&mut self, command: &Command) -> Result<Vec<Event>, Refusal> {
        if self.state.ended && !annotates(command) {
            return Err(Refusal::Ended);
        }
        let mut whats = Vec::new();
        self.command(command, &mut whats)?;
        // All is looked at again; what comes next is compared with how things stand now.
        self.compare();
        self.note(Aspects::ALL);
        self.waiting = Waiting::default();
        self.watch(false);
        self.stamp(whats);
        Ok(std::mem::take(&mut self.pending))
    }

    fn stamp(&mut self, whats: Vec<What>) {
        let at_secs = self.secs;
        self.happened += whats.len() as u64;
        self.pending
            .extend(whats.into_iter().map(|what| Event { at_secs, what }));
    }

    fn end(&mut self) {
        self.state.ended = true;
        self.sample();
        self.stamp(vec![What::Ended]);
    }

    /// One simulated minute.
    fn minute(&mut self) {
        let scenario = self.scenario.clone();
        let mut whats = Vec::new();
        self.state.minute += 1;
        self.secs = u64::from(self.state.minute) * 60;
        let now = self.state.minute;

        let infected_before = self.state.facts.first_infected.is_some();
        rules::work::roster(&scenario, &mut self.state, &mut whats);
        let mut changed = rules::worm::step(
            &scenario,
            self.seed,
            &self.reach,
            &mut self.pressure,
            &mut self.state,
            &mut whats,
        );
        if scenario
            .worm
            .kill_switch
            .is_some_and(|switch| switch.registered == now)
        {
            whats.push(What::KillSwitch);
        }
        let mut seen = Aspects::NONE;
        if self.threats(&scenario, &mut changed, &mut whats) {
            seen |= Aspects::DONE;
        }
        if self.finish_cards(&mut whats) {
            changed = true;
            seen = Aspects::ALL;
            self.pressure.all_stale();
            self.reach.network(&scenario, &self.state);
        }
        if rules::work::step(&scenario, &mut self.state) {
            changed = true;
            self.pressure.all_stale();
            if rules::reconnect::let_go(&scenario, &mut self.state) {
                self.reach.network(&scenario, &self.state);
            }
        }
        if changed {
            self.tally(infected_before, &mut whats);
            self.reach
                .systems(&scenario, &self.state, self.pressure.stale());
            seen |= self.turned(Follows::Hosts);
        }
        let short = rules::stock::minute(&scenario, &mut self.state);
        if changed || short || rules::services::moving(&scenario, &self.state) {
            rules::services::step(&scenario, &self.reach, &mut self.state, &mut whats);
            seen |= self.turned(Follows::Services);
        }
        rules::downtime::minute(&scenario, &mut self.state);
        rules::booked::step(&scenario, &mut self.state);
        rules::patients::step(&scenario, &mut self.state);
        rules::emergency::step(&scenario, self.seed, &mut self.state, &mut whats);
        seen |= self.turned(Follows::Patients);
        let known_locked = rules::knowing::step(
            &scenario,
            self.seed,
            &self.reach,
            &mut self.state,
            &mut whats,
        );
        if self.reach.known_locked != known_locked {
            self.reach.known_locked = known_locked;
            seen |= self.turned(Follows::Known);
        }
        if self.asking.names(now) {
            seen |= Aspects::TIME;
        }
        self.note(seen);
        self.messages(&mut whats);
        self.watch(true);
        if now.is_multiple_of(SAMPLE_MINS) {
            self.sample();
        }
        self.stamp(whats);
    }

    /// Moves the threats other than the worm on; returns whether conditions may come out otherwise.
    fn threats(&mut self, scenario: &Scenario, changed: &mut bool, whats: &mut Vec<What>) -> bool {
        if scenario.outages.is_empty()
            && scenario.intrusions.is_empty()
            && scenario.extortions.is_empty()
            && self.state.threats.stand_ins.is_empty()
        {
            return false;
        }
        let (seed, reach, state) = (self.seed, &self.reach, &mut self.state);
        let (moved, hosts) = rules::intrusion::step(scenario, seed, reach, state, whats);
        let systems = rules::outage::step(scenario, seed, reach, state, whats);
        let told = rules::extortion::step(scenario, seed, reach, state, whats);
        if hosts {
            self.pressure.all_stale();
        }
        if systems {
            self.reach.unsettle();
        }
        *changed |= hosts || systems;
        moved || systems || told
    }

    /// Counts what changed hosts mean for the outcomes.
    fn tally(&mut self, infected_before: bool, whats: &mut Vec<What>) {
        let state = &mut self.state;
        let out = &mut state.outcomes;
        let ever: u32 = state.groups.iter().map(|group| group.ever_infected).sum();
        out.hosts_ever_infected = ever;
        let locked = state
            .groups
            .iter()
            .map(|group| group.get(Host::Locked))
            .sum();
        out.hosts_locked_peak = out.hosts_locked_peak.max(locked);
        if ever > 0 {
            if !infected_before {
                state.facts.first_infected = Some(state.minute);
            }
            let clean = |state: &State| state.facts.clean.iter().all(Option::is_some);
            let before = clean(state);
            let mut dirty = Each::of(self.scenario.organisations.len(), false);
            for (group, model) in state.groups.iter().zip(&self.scenario.groups) {
                if group.dirty() > 0
                    && let Some(of) = self.scenario.segments[model.segment.at()].of
                {
                    dirty[of] = true;
                }
            }
            for (clean, dirty) in state.facts.clean.iter_mut().zip(dirty.iter()) {
                *clean = if *dirty {
                    None
                } else {
                    clean.or(Some(state.minute))
                };
            }
            if !before && clean(state) {
                whats.push(What::Clean);
            }
        }
    }

    /// Lets the effects of finished cards take hold.
    fn finish_cards(&mut self, whats: &mut Vec<What>) -> bool {
        let now = self.state.minute;
        if !self.state.card_jobs.iter().any(|job| job.done <= now) {
            return false;
        }
        let (done, open) = std::mem::take(&mut self.state.card_jobs)
            .into_iter()
            .partition(|job| job.done <= now);
        self.state.card_jobs = open;
        for job in done {
            self.card_done(&job, whats);
        }
        true
    }

    fn card_done(&mut self, job: &CardJob, whats: &mut Vec<What>) {
        let scenario = self.scenario.clone();
        let now = self.state.minute;
        let (of, card, target) = (job.of, job.card, job.target);
        self.state.facts.done[of].push((card, target, job.ordered));
        self.state.facts.first_done[of][card.at()].get_or_insert(now);
        self.state.ordered_at = Some(job.ordered);
        act::take_hold(
            &scenario,
            &self.reach,
            &mut self.state,
            of,
            &scenario.cards[card.at()].effects,
            target,
            whats,
        );
        self.state.ordered_at = None;
        whats.push(What::ActionDone {
            card: scenario.cards[card.at()].id.clone(),
            target: target.map(|target| scenario.target_id(target).to_owned()),
        });
    }

    /// Works out again what follows from network and hosts.
    fn refresh(&mut self) {
        self.pressure.all_stale();
        self.reach.network(&self.scenario, &self.state);
        self.reach.systems(&self.scenario, &self.state, &[]);
    }

    /// The comparisons of a kind that have come out otherwise than they last did.
    fn turned(&mut self, follows: Follows) -> Aspects {
        let facts = Facts::new(&self.reach, &self.state);
        self.asking.turned(follows, &facts, &mut self.compared)
    }

    /// Takes note of how every comparison comes out now.
    fn compare(&mut self) {
        for follows in [
            Follows::Hosts,
            Follows::Known,
            Follows::Services,
            Follows::Patients,
        ] {
            self.turned(follows);
        }
    }

    /// Notes what has changed, for messages and for the tasks' conditions.
    fn note(&mut self, changed: Aspects) {
        for unseen in &mut self.unseen {
            *unseen |= changed;
        }
    }

    /// Sends what is due.
    fn messages(&mut self, whats: &mut Vec<What>) {
        let changed = std::mem::take(&mut self.unseen[0]);
        let came = rules::messages::step(
            &self.scenario,
            &self.asking,
            changed,
            &mut self.waiting,
            &self.reach,
            &mut self.state,
            whats,
        );
        if came {
            self.note(Aspects::MESSAGES);
        }
    }

    /// Looks at what the tasks ask for; `passed` if a minute has gone by since the last time.
    fn watch(&mut self, passed: bool) {
        let changed = std::mem::take(&mut self.unseen[1]);
        let facts = Facts::new(&self.reach, &self.state);
        for (watched, asks) in self.watches.iter_mut().zip(&self.asking.tasks) {
            watched.step(
                self.state.minute,
                passed,
                *asks,
                changed,
                |condition, from| holds(condition, &facts.done_from(from)),
            );
            if let Watch::Signed { of } = watched.watch {
                watched.cuts = self.state.facts.cuts[of];
            }
        }
    }

    fn sample(&mut self) {
        if self.keep_history {
            self.history.push(view::sample(&self.scenario, &self.state));
        }
    }
}
