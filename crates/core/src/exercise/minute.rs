//! How an exercise begins and time passes in it: the rules step once a simulated minute, each in its
//! place. Must not take a command, and must not hold a rule itself.

use super::asks::Follows;
use super::conditions::{Facts, holds};
use super::due::Due;
use super::each::Each;
use super::event::{Event, What};
use super::exercise::Exercise;
use super::past::Past;
use super::rules;
use super::rules::leaning::Leaning;
use super::rules::outage::Drawn;
use super::rules::reach::Reach;
use super::rules::worm::Pressure;
use super::sample::SAMPLE_MINS;
use super::state::{CardJob, State};
use super::watch::{Watch, of_tasks};
use crate::scenario::Scenario;
use std::sync::Arc;

impl Exercise {
    /// An exercise at STARTEX.
    pub fn new(scenario: Arc<Scenario>, seed: u64) -> Self {
        let mut state = State::new(&scenario);
        rules::worm::start(&scenario, &mut state);
        let watches = of_tasks(&scenario);
        let mut exercise = Self {
            seed,
            secs: 0,
            state,
            reach: Reach::default(),
            due: Due::all(&scenario, &watches),
            watches,
            pressure: Pressure::default(),
            drawn: Drawn::default(),
            leaning: Leaning::of(&scenario),
            past: Past::new(),
            calls: Vec::new(),
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
        exercise.services(&mut whats);
        exercise.compare_all();
        exercise.messages(&mut whats);
        exercise.watch(true);
        exercise.past.sample(&exercise.state);
        exercise.stamp(whats);
        exercise
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
        self.past.take()
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
        if self.threats(&scenario, &mut changed, &mut whats) {
            self.due.note_done();
            self.leaning.all_stale();
        }
        if self.finish_cards(&mut whats) {
            changed = true;
            self.leaning.all_stale();
            self.due.note_all();
            self.pressure.all_stale();
            self.reach.network(&scenario, &self.state);
        }
        let worked = rules::work::step(&scenario, &mut self.state);
        if !worked.is_empty() {
            changed = true;
            for segment in worked {
                self.pressure.touch(&scenario, segment);
            }
            if rules::reconnect::let_go(&scenario, &mut self.state) {
                self.due.note_done();
                self.reach.network(&scenario, &self.state);
            }
        }
        if changed {
            self.reach
                .systems(&scenario, &self.state, self.pressure.stale());
            self.leaning.note(&self.reach);
            self.tally(infected_before, &mut whats);
            self.compare(Follows::Hosts);
        }
        let short = rules::stock::minute(&scenario, &mut self.state);
        if changed || short || rules::services::moving(&scenario, &self.state) {
            self.services(&mut whats);
            self.compare(Follows::Services);
        }
        rules::downtime::minute(&scenario, &mut self.state);
        rules::booked::step(&scenario, &mut self.state);
        rules::patients::step(&scenario, &mut self.state);
        rules::emergency::step(&scenario, self.seed, &mut self.state, &mut whats);
        self.compare(Follows::Patients);
        if rules::knowing::step(
            &scenario,
            self.seed,
            &mut self.reach,
            &mut self.state,
            &mut whats,
        ) {
            self.compare(Follows::Known);
        }
        self.due.note_minute(now);
        self.messages(&mut whats);
        self.answer_calls(&mut whats);
        self.watch(true);
        if now.is_multiple_of(SAMPLE_MINS) {
            self.past.sample(&self.state);
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
        let drawn = &mut self.drawn;
        let (moved, hosts) = rules::intrusion::step(scenario, seed, reach, state, whats);
        let systems = rules::outage::step(scenario, seed, reach, drawn, state, whats);
        let told = rules::extortion::step(scenario, seed, reach, drawn, state, whats);
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
    pub(super) fn tally(&mut self, infected_before: bool, whats: &mut Vec<What>) {
        let state = &mut self.state;
        let out = &mut state.outcomes;
        let (mut ever, mut locked) = (0, 0);
        let mut dirty = Each::of(self.scenario.organisations.len(), false);
        for (found, segment) in self.reach.hosts_in.iter().zip(&self.scenario.segments) {
            ever += found.ever_infected;
            locked += found.locked;
            if found.dirty
                && let Some(of) = segment.of
            {
                dirty[of] = true;
            }
        }
        out.hosts_ever_infected = ever;
        out.hosts_locked_peak = out.hosts_locked_peak.max(locked);
        if ever > 0 {
            if !infected_before {
                state.facts.first_infected = Some(state.minute);
            }
            let clean = |state: &State| state.facts.clean.iter().all(Option::is_some);
            let before = clean(state);
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
    pub(super) fn finish_cards(&mut self, whats: &mut Vec<What>) -> bool {
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
        self.take_hold(of, &scenario.cards[card.at()].effects, target, whats);
        self.state.ordered_at = None;
        whats.push(What::ActionDone {
            card: scenario.cards[card.at()].id.clone(),
            target: target.map(|target| scenario.target_id(target).to_owned()),
        });
    }

    /// Sends what is due.
    fn messages(&mut self, whats: &mut Vec<What>) {
        rules::messages::step(
            &self.scenario,
            &mut self.due,
            &self.reach,
            &mut self.state,
            whats,
        );
    }

    /// Looks at what the tasks ask for; `passed` if a minute has gone by since the last time.
    pub(super) fn watch(&mut self, passed: bool) {
        let facts = Facts::new(&self.reach, &self.state);
        let mut from = 0;
        while let Some(at) = self.due.next_task(from) {
            from = at + 1;
            self.watches[at].look(self.state.minute, |condition, from| {
                holds(condition, &facts.done_from(from))
            });
        }
        for at in self.due.counted() {
            let watched = &mut self.watches[*at];
            if passed {
                watched.count();
            }
            if let Watch::Signed { of } = watched.watch {
                watched.cuts = self.state.facts.cuts[of];
            }
        }
    }
}
