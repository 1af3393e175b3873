//! One seed, played by everybody: the same luck for all. Must not compare seeds.

use super::branches;
use super::play::{self, Otherwise};
use super::search;
use super::worth::{Worth, worth};
use crate::assessment::{Observations, Reference, assess};
use crate::ensemble::Watching;
use crate::exercise::{Exercise, InjectState, Made};
use crate::scenario::{Mins, Rating, Scenario, Team};
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

    /// Those who play before the searching team, whose runs are short.
    fn before_searching(&self) -> &[Policy] {
        let mut parts = self.policies.split(|it| *it == Policy::Searching);
        parts.next().unwrap_or_default()
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
        let begun = Begun::new(scenario, plan, *seed, watching);
        if let Some(whole) = begun.and_then(|it| it.finish(scenario, plan, watching)) {
            take(whole);
            watching.done.fetch_add(1, Ordering::Relaxed);
        }
    });
}

/// The same for somebody who looks on: of every seed first what is there at once, the runs of those
/// who play before the searching team does, then all of it. What is handed on last of a seed is what
/// [`run`] hands on.
pub fn run_filling_in(
    scenario: &Arc<Scenario>,
    plan: &Plan,
    seeds: &[u64],
    watching: &Watching,
    take: &(dyn Fn(SeedResult) + Sync),
) {
    let begun: Vec<Begun> = seeds
        .par_iter()
        .filter_map(|seed| {
            let begun = Begun::new(scenario, plan, *seed, watching)?;
            take(begun.result.clone());
            Some(begun)
        })
        .collect();
    begun.into_par_iter().for_each(|begun| {
        if let Some(whole) = begun.finish(scenario, plan, watching) {
            take(whole);
            watching.done.fetch_add(1, Ordering::Relaxed);
        }
    });
}

/// A seed on which all have played who come before the searching team.
struct Begun {
    /// As far as it has come.
    result: SeedResult,
    /// By what all are judged.
    references: Vec<Reference>,
}

impl Begun {
    /// Plays a seed; nothing if it was stopped.
    fn new(scenario: &Arc<Scenario>, plan: &Plan, seed: u64, watching: &Watching) -> Option<Self> {
        let stopped = || watching.stop.load(Ordering::Relaxed);
        // The runs of the scripted teams are at once what all are judged by.
        let ends: Vec<Exercise> = scenario
            .teams
            .par_iter()
            .map(|team| {
                let mut exercise = start(scenario, seed);
                if !stopped() {
                    by_script(&mut exercise, Some(team));
                }
                exercise
            })
            .collect();
        let references: Vec<Reference> = scenario
            .teams
            .iter()
            .zip(&ends)
            .map(|(team, end)| Reference::of(team, end))
            .collect();
        let mut runs = Vec::with_capacity(plan.policies.len());
        for policy in plan.before_searching() {
            if stopped() {
                return None;
            }
            let its_end = scenario
                .teams
                .iter()
                .zip(&ends)
                .find(|(team, _)| *policy == Policy::Script(team.id.clone()));
            runs.push(match its_end {
                Some((_, end)) => result(end, &references),
                None => played(scenario, policy, seed, &references),
            });
        }
        (!stopped()).then_some(Self {
            result: SeedResult {
                seed,
                runs,
                options: Vec::new(),
                cards: Vec::new(),
            },
            references,
        })
    }

    /// Has the rest played; nothing if it was stopped.
    fn finish(
        self,
        scenario: &Arc<Scenario>,
        plan: &Plan,
        watching: &Watching,
    ) -> Option<SeedResult> {
        let stopped = || watching.stop.load(Ordering::Relaxed);
        let Self {
            mut result,
            references,
        } = self;
        if stopped() {
            return None;
        }
        let seed = result.seed;
        let begin = || start(scenario, seed);
        let searched = || -> Vec<RunResult> {
            plan.policies[result.runs.len()..]
                .iter()
                .map(|policy| played(scenario, policy, seed, &references))
                .collect()
        };
        let valued = || {
            if !plan.values || stopped() {
                return (Vec::new(), Vec::new());
            }
            rayon::join(
                || branches::options(scenario, &begin, &references),
                || branches::cards(scenario, &begin, &references, seed),
            )
        };
        let (runs, (options, cards)) = rayon::join(searched, valued);
        result.runs.extend(runs);
        (!stopped()).then_some(SeedResult {
            options,
            cards,
            ..result
        })
    }
}

fn start(scenario: &Arc<Scenario>, seed: u64) -> Exercise {
    Exercise::new(scenario.clone(), seed).without_history()
}

fn by_script(exercise: &mut Exercise, team: Option<&Team>) {
    play::script(exercise, team, &mut Made::default(), Otherwise::default());
}

/// What a policy comes to on a seed.
fn played(
    scenario: &Arc<Scenario>,
    policy: &Policy,
    seed: u64,
    references: &[Reference],
) -> RunResult {
    let mut exercise = start(scenario, seed);
    match policy {
        Policy::Script(id) => {
            let team = scenario.teams.iter().find(|team| team.id == *id);
            by_script(&mut exercise, team);
        }
        Policy::Nobody => by_script(&mut exercise, None),
        Policy::Random => play::random(&mut exercise, seed),
        Policy::Searching => {
            if let Some(team) = scenario.teams.first() {
                search::searching(&mut exercise, team, references, seed);
            }
        }
    }
    result(&exercise, references)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::references;
    use crate::repository::shipped_scenario;
    use std::collections::BTreeMap;
    use std::sync::Mutex;

    /// What is handed on last of a seed is what [`run`] hands on, whoever looks on meanwhile; and what
    /// came first was the beginning of it.
    #[test]
    fn a_seed_that_fills_in_comes_to_what_it_comes_to_at_once() {
        let scenario = shipped_scenario("clean-but-dark");
        let plan = Plan::of(&scenario, true, true);
        let seeds = [1, 2, 3];
        let taken = Mutex::new(BTreeMap::<u64, Vec<SeedResult>>::new());
        let take = |result: SeedResult| {
            let mut taken = taken.lock().expect("nobody panicked");
            taken.entry(result.seed).or_default().push(result);
        };
        let watching = Watching::default();
        run_filling_in(&scenario, &plan, &seeds, &watching, &take);
        assert_eq!(watching.done.load(Ordering::Relaxed), 3);
        run(&scenario, &plan, &seeds, &watching, &take);
        for (seed, taken) in taken.into_inner().expect("nobody panicked") {
            let [first, filled, whole] = &taken[..] else {
                panic!("{} of {seed}", taken.len());
            };
            assert_eq!(filled, whole);
            assert_eq!(first.runs, whole.runs[..whole.runs.len() - 1]);
            assert!(first.options.is_empty() && first.cards.is_empty());
            assert!(!whole.options.is_empty() && !whole.cards.is_empty());
            // The teams are judged by what anybody else has them judged by.
            let judges = references(&scenario, seed, scenario.ends_mins);
            let mut exercise = start(&scenario, seed);
            by_script(&mut exercise, Some(&scenario.teams[1]));
            assert_eq!(whole.runs[1], result(&exercise, &judges));
        }
    }
}
