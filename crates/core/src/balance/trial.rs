//! One seed, played by everybody: the same luck for all. Must not compare seeds.

use super::play::{self, Dice, Order, Otherwise};
use super::search;
use super::worth::{Worth, worth};
use crate::assessment::{Observations, Reference, assess, references};
use crate::ensemble::Watching;
use crate::exercise::{Exercise, InjectState};
use crate::scenario::{Mins, Rating, Scenario, TargetKind};
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
            options(scenario, &start, &references),
            cards(scenario, &start, &references, seed),
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

/// The value of each option in the hands of each scripted team that does anything: what is sensible
/// for a strong team may not be for a weak one.
fn options(
    scenario: &Arc<Scenario>,
    start: &dyn Fn() -> Exercise,
    references: &[Reference],
) -> Vec<Vec<Vec<Option<Worth>>>> {
    let worth_of = |team, prompt: usize, option| {
        let mut exercise = start();
        let otherwise = Otherwise {
            option: Some((prompt.into(), option)),
            ..Otherwise::default()
        };
        let done = play::script(&mut exercise, Some(team), &mut Vec::new(), otherwise);
        done.option.then(|| worth(&exercise, references))
    };
    let teams = || scenario.teams.iter().filter(|team| !team.moves.is_empty());
    scenario
        .prompts
        .iter()
        .enumerate()
        .map(|(prompt, model)| {
            teams()
                .map(|team| {
                    (0..model.options.len())
                        .map(|option| worth_of(team, prompt, option))
                        .collect()
                })
                .collect()
        })
        .collect()
}

/// What each card adds if the team in the middle plays it once more than its script says, on any
/// one of its targets, early on.
fn cards(
    scenario: &Arc<Scenario>,
    start: &dyn Fn() -> Exercise,
    references: &[Reference],
    seed: u64,
) -> Vec<Option<f64>> {
    let team = scenario.teams.get(scenario.teams.len() / 2);
    let mut exercise = start();
    play::script(&mut exercise, team, &mut Vec::new(), Otherwise::default());
    let by_script = worth(&exercise, references).value;
    let mut dice = Dice::new(seed ^ 0x6361_7264_7321_2121);
    scenario
        .cards
        .iter()
        .enumerate()
        .map(|(at, card)| {
            let ways: Vec<Order> = scenario
                .organisation_ids()
                .flat_map(|of| play::plays(scenario, of))
                .filter(|way| way.card.at() == at)
                .collect();
            let choice = card.target != TargetKind::Nothing || scenario.several();
            let way = if choice {
                ways.get(dice.below(ways.len() as u64) as usize)
            } else {
                ways.first()
            }?;
            // Between an eighth and a half of the way.
            let from = scenario.ends_mins / 8
                + dice.below(u64::from(scenario.ends_mins * 3 / 8).max(1)) as u32;
            let mut exercise = start();
            let otherwise = Otherwise {
                card: Some((*way, from)),
                ..Otherwise::default()
            };
            let done = play::script(&mut exercise, team, &mut Vec::new(), otherwise);
            done.card
                .then(|| worth(&exercise, references).value - by_script)
        })
        .collect()
}
