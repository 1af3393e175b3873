//! One seed, played by everybody: the same luck for all. Must not compare seeds.

use super::branches;
use super::play::{self, Otherwise};
use super::search;
use super::worth::{Worth, worth};
use crate::assessment::{Observations, Reference, assess, references};
use crate::ensemble::Watching;
use crate::exercise::{Exercise, InjectState};
use crate::scenario::{Mins, Rating, Scenario};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Who plays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Policy {
    /// A scripted team of the scenario.
    Script(String),
    /// Nobody decides anything.
    Nobody,
    /// Whatever comes to hand.
    Random,
    /// A bounded look-ahead that tries to do best.
    Searching,
}

impl Policy {
    /// In words.
    pub fn name(&self) -> &str {
        match self {
            Self::Script(team) => team,
            Self::Nobody => "nobody decides",
            Self::Random => "random",
            Self::Searching => "searching",
        }
    }
}

/// What is played.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Who plays, in order.
    pub policies: Vec<Policy>,
    /// Whether every option and card is tried as well.
    pub values: bool,
}

impl Plan {
    /// All of a scenario's teams and the others.
    pub fn of(scenario: &Scenario, search: bool, values: bool) -> Self {
        let mut policies: Vec<Policy> = scenario
            .teams
            .iter()
            .map(|team| Policy::Script(team.id.clone()))
            .collect();
        policies.extend([Policy::Nobody, Policy::Random]);
        if search && !scenario.teams.is_empty() {
            policies.push(Policy::Searching);
        }
        Self { policies, values }
    }
}

/// What a run came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunResult {
    /// The exercise score, 0 to 100.
    pub score: f64,
    /// The same with outcomes that may be better than the best scripted team's or worse than the
    /// worst's: what the searching team is after.
    pub value: f64,
    /// Outcomes, in the order of reports.
    pub outcomes: Vec<f64>,
    /// By task: its rating.
    pub tasks: Vec<Option<Rating>>,
    /// By inject: the minute in which it reached the team.
    pub injects: Vec<Option<Mins>>,
}

/// What a seed came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeedResult {
    /// The luck under which every policy played.
    pub seed: u64,
    /// By policy.
    pub runs: Vec<RunResult>,
    /// By question, by scripted team that moves at all, and by option: what comes of it if that team
    /// decides it so; nothing if it could not.
    pub options: Vec<Vec<Vec<Option<Worth>>>>,
    /// By card: what it adds to the middle team's value; nothing if it could not be played.
    pub cards: Vec<Option<f64>>,
}

/// Plays seeds, in parallel, and hands each result on as it is there. Stops when told to.
pub fn run(
    scenario: &Arc<Scenario>,
    plan: &Plan,
    seeds: &[u64],
    watching: &Watching,
    take: &(dyn Fn(SeedResult) + Sync),
) {
    seeds.par_iter().for_each(|seed| {
        if watching.stop.load(Ordering::Relaxed) {
            return;
        }
        if let Some(result) = one(scenario, plan, *seed, watching) {
            take(result);
            watching.done.fetch_add(1, Ordering::Relaxed);
        }
    });
}

fn one(
    scenario: &Arc<Scenario>,
    plan: &Plan,
    seed: u64,
    watching: &Watching,
) -> Option<SeedResult> {
    let references = references(scenario, seed, scenario.ends_mins);
    let start = || Exercise::new(scenario.clone(), seed).without_history();
    let stopped = || watching.stop.load(Ordering::Relaxed);
    let mut runs = Vec::with_capacity(plan.policies.len());
    for policy in &plan.policies {
        if stopped() {
            return None;
        }
        let mut exercise = start();
        match policy {
            Policy::Script(id) => {
                let team = scenario.teams.iter().find(|team| team.id == *id);
                play::script(&mut exercise, team, &mut Vec::new(), Otherwise::default());
            }
            Policy::Nobody => {
                play::script(&mut exercise, None, &mut Vec::new(), Otherwise::default());
            }
            Policy::Random => play::random(&mut exercise, seed),
            Policy::Searching => {
                if let Some(team) = scenario.teams.first() {
                    search::searching(&mut exercise, team, &references, seed);
                }
            }
        }
        runs.push(result(&exercise, &references));
    }
    let (options, cards) = if plan.values {
        (
            branches::options(scenario, &start, &references),
            branches::cards(scenario, &start, &references, seed),
        )
    } else {
        (Vec::new(), Vec::new())
    };
    (!stopped()).then_some(SeedResult {
        seed,
        runs,
        options,
        cards,
    })
}

fn result(exercise: &Exercise, references: &[Reference]) -> RunResult {
    let judged = assess(exercise, &[], &Observations::default(), references);
    RunResult {
        score: judged.score,
        value: worth(exercise, references).value,
        outcomes: judged.outcomes.iter().map(|it| it.value).collect(),
        tasks: judged
            .objectives
            .iter()
            .flat_map(|it| &it.tasks)
            .map(|it| it.rating)
            .collect(),
        injects: exercise
            .state()
            .injects
            .iter()
            .map(|state| match state {
                InjectState::Delivered { arrived, .. } => Some(*arrived),
                _ => None,
            })
            .collect(),
    }
}
