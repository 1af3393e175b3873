//! What is found out by playing the last sound version: when each inject comes, what could be
//! better, how difficult it is. Each in the pool. Must not change a file.

use super::view::LongWork;
use crate::window::job::Job;
use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use wardroom_author::Checking;
use wardroom_core::advice::advise;
use wardroom_core::balance::{Balance, Plan, run_filling_in};
use wardroom_core::ensemble::Watching;
use wardroom_core::exercise::{Exercise, scripted};
use wardroom_core::scenario::{Mins, Problems, Scenario};
use wardroom_core::views::arrivals;

/// Seeds over which it is shown how difficult a scenario is.
pub const BALANCE_SEEDS: u64 = 20;

/// Plays of the last sound version.
#[derive(Debug, Default)]
pub struct Trials {
    /// By inject: when it reaches the first scripted team, on one seed; of the version that was
    /// played last.
    pub arrivals: Vec<Option<Mins>>,
    /// The hash of the version that is played, or was.
    played: String,
    playing: Job<Vec<Option<Mins>>>,
    /// What could be better.
    pub advice: Job<Arc<Problems>>,
    /// How scripted teams fare, as far as it is known.
    pub balance: Job<Arc<Balance>>,
}

impl Trials {
    /// Has a version played once, to see what comes when, unless it was played last.
    pub fn begin(&mut self, scenario: &Arc<Scenario>) {
        if scenario.hash == self.played {
            return;
        }
        self.played.clone_from(&scenario.hash);
        let scenario = scenario.clone();
        self.playing
            .begin(1, move |watching| played(scenario, watching));
        // What was found out was of another version.
        self.advice.stop();
        self.balance.stop();
        self.advice.done = None;
        self.balance.done = None;
    }

    /// Takes what is there. Returns whether it is now known when injects come.
    pub fn follow(&mut self) -> bool {
        self.playing.follow();
        match self.playing.done.take() {
            Some(arrivals) => {
                self.arrivals = arrivals;
                true
            }
            None => false,
        }
    }

    /// Whether something is played.
    pub fn playing(&self) -> bool {
        self.playing.running()
    }

    /// Waits until it is known when injects come, for tests and pictures.
    pub fn wait(&mut self) {
        self.playing.wait();
    }

    /// Looks for what could be better about a sound version, read from these files.
    pub fn advise(&mut self, scenario: Arc<Scenario>, files: Checking) {
        self.advice.begin(1, move |_| {
            let bytes = |name: &str| files.bytes(name);
            let loaded = wardroom_core::scenario::load(files.main(), &bytes).ok()?;
            Some(Arc::new(advise(&scenario, &loaded)))
        });
    }

    /// Plays a version over so many seeds.
    pub fn balance(&mut self, scenario: Arc<Scenario>, seeds: u64) {
        let count = u32::try_from(seeds).unwrap_or(u32::MAX);
        self.balance.begin_telling(count, move |watching, told| {
            let plan = Plan::of(&scenario, true, true);
            let seeds: Vec<u64> = (1..=seeds).collect();
            let found = Mutex::new(BTreeMap::new());
            run_filling_in(&scenario, &plan, &seeds, watching, &|result| {
                if let Ok(mut found) = found.lock() {
                    found.insert(result.seed, result);
                    if let Some(so_far) = Balance::of(&scenario, &plan, found.values()) {
                        told.tell(Arc::new(so_far));
                    }
                }
            });
            if watching.stop.load(Ordering::Relaxed) {
                return None;
            }
            let found = found.into_inner().ok()?;
            Balance::of(&scenario, &plan, found.values()).map(Arc::new)
        });
    }
}

/// Long work as it is seen.
pub fn seen<T: Send + Sync + 'static>(job: &mut Job<Arc<T>>) -> LongWork<T> {
    LongWork {
        share: job.follow(),
        done: job.done.clone(),
    }
}

/// By inject: when it reaches the first scripted team, or comes if there is none.
fn played(scenario: Arc<Scenario>, watching: &Watching) -> Option<Vec<Option<Mins>>> {
    let wanted = || !watching.stop.load(Ordering::Relaxed);
    let mut exercise = Exercise::new(scenario.clone(), 1).without_history();
    match scenario.teams.first() {
        Some(team) => scripted::play(&mut exercise, team, |_, _| wanted()),
        None => {
            exercise.advance(u64::from(scenario.ends_mins) * 60);
        }
    }
    wanted().then(|| arrivals(&exercise))
}
