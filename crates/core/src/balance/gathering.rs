//! What many seeds come to, gathered seed by seed: counts and sums grow no larger with more seeds,
//! and figures whose median is wanted are put into columns, wherever their owner keeps these. No
//! result is held on to. Must not play anything, and must not know where columns are kept.

use super::collect::{
    Above, BY, Balance, CardValue, InjectUse, OptionValue, TELLS, TaskSpread, TeamSpread,
    not_worse, verdict,
};
use super::trial::{Plan, Policy, RunResult, SeedResult};
use super::worth::Worth;
use crate::assessment::{OUTCOMES, label, points};
use crate::ensemble::Band;
use crate::scenario::{Fires, Prompt, Scenario};
use std::collections::BTreeMap;
use std::convert::Infallible;

/// Figures of many seeds, a column each, until the band of a column is wanted.
pub trait Columns {
    /// Why a figure can't be put there or taken out again.
    type Error;

    /// Puts a figure behind the others of its column.
    ///
    /// # Errors
    /// If it can't be kept.
    fn add(&mut self, column: usize, figure: f64) -> Result<(), Self::Error>;

    /// Takes a column out, in whatever order; nothing is in it then.
    ///
    /// # Errors
    /// If it can't be read.
    fn take(&mut self, column: usize) -> Result<Vec<f64>, Self::Error>;
}

/// Columns in memory: eight bytes a figure.
impl Columns for BTreeMap<usize, Vec<f64>> {
    type Error = Infallible;

    fn add(&mut self, column: usize, figure: f64) -> Result<(), Infallible> {
        self.entry(column).or_default().push(figure);
        Ok(())
    }

    fn take(&mut self, column: usize) -> Result<Vec<f64>, Infallible> {
        Ok(self.remove(&column).unwrap_or_default())
    }
}

/// Where each figure of a result goes.
#[derive(Clone, Copy, Debug)]
struct Places {
    policies: usize,
    cards: usize,
}

impl Places {
    /// A score and the outcomes.
    const OF_POLICY: usize = 1 + OUTCOMES.len();

    fn score(self, policy: usize) -> usize {
        policy * Self::OF_POLICY
    }

    fn outcome(self, policy: usize, which: usize) -> usize {
        self.score(policy) + 1 + which
    }

    fn card(self, card: usize) -> usize {
        self.policies * Self::OF_POLICY + card
    }

    fn inject(self, inject: usize) -> usize {
        self.card(self.cards) + inject
    }
}

/// A mean that grows, added up in the order in which its figures come.
#[derive(Clone, Copy, Debug)]
struct Mean {
    sum: f64,
    count: usize,
}

impl Mean {
    /// As `Iterator::sum` begins, so that both come to the same to the last bit.
    const NONE: Self = Self {
        sum: -0.0,
        count: 0,
    };

    fn add(&mut self, figure: f64) {
        self.sum += figure;
        self.count += 1;
    }

    fn get(self) -> Option<f64> {
        (self.count > 0).then(|| self.sum / self.count as f64)
    }
}

/// What has come of an option so far.
#[derive(Clone, Debug)]
struct OfOption {
    taken: usize,
    best: usize,
    over: Mean,
    /// By scripted team that moves.
    above_all: Vec<Above>,
    /// By option of the same question: that one above this.
    below: Vec<Above>,
}

/// What has come of a question so far.
#[derive(Clone, Debug)]
struct OfPrompt {
    /// Of seeds and teams.
    rows: usize,
    options: Vec<OfOption>,
}

/// What has come of the seeds so far.
#[derive(Debug)]
pub struct Gathering<'a, C> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    places: Places,
    columns: C,
    seeds: usize,
    /// By policy: score and value.
    means: Vec<(Mean, Mean)>,
    prompts: Vec<OfPrompt>,
    /// By task and scripted team: points.
    tasks: Vec<Vec<Mean>>,
    /// By policy: whether it is a script.
    scripted: Vec<bool>,
    /// Runs of scripted teams.
    runs: usize,
}

impl<'a, C: Columns> Gathering<'a, C> {
    /// With no seed yet.
    pub fn new(scenario: &'a Scenario, plan: &'a Plan, columns: C) -> Self {
        let scripted: Vec<bool> = plan
            .policies
            .iter()
            .map(|it| matches!(it, Policy::Script(_)))
            .collect();
        let scripts = scripted.iter().filter(|it| **it).count();
        Self {
            scenario,
            plan,
            places: Places {
                policies: plan.policies.len(),
                cards: scenario.cards.len(),
            },
            columns,
            seeds: 0,
            means: vec![(Mean::NONE, Mean::NONE); plan.policies.len()],
            prompts: scenario.prompts.iter().map(OfPrompt::new).collect(),
            tasks: vec![vec![Mean::NONE; scripts]; scenario.tasks.len()],
            scripted,
            runs: 0,
        }
    }

    /// Takes a seed in. Seeds come in their order, so that sums are the same to the last bit.
    ///
    /// # Errors
    /// If a figure can't be kept.
    pub fn add(&mut self, result: &SeedResult) -> Result<(), C::Error> {
        self.seeds += 1;
        let mut script = 0;
        for (at, run) in result.runs.iter().enumerate().take(self.means.len()) {
            self.add_run(at, run)?;
            if self.scripted[at] {
                self.add_scripted(script, run)?;
                script += 1;
            }
        }
        for (prompt, teams) in self.prompts.iter_mut().zip(&result.options) {
            for (team, row) in teams.iter().enumerate() {
                prompt.add(team, row);
            }
        }
        for (card, adds) in result.cards.iter().enumerate() {
            if let Some(adds) = adds {
                self.columns.add(self.places.card(card), *adds)?;
            }
        }
        Ok(())
    }

    fn add_run(&mut self, at: usize, run: &RunResult) -> Result<(), C::Error> {
        let (score, value) = &mut self.means[at];
        score.add(run.score);
        value.add(run.value);
        self.columns.add(self.places.score(at), run.score)?;
        for (which, outcome) in run.outcomes.iter().enumerate().take(OUTCOMES.len()) {
            self.columns.add(self.places.outcome(at, which), *outcome)?;
        }
        Ok(())
    }

    fn add_scripted(&mut self, script: usize, run: &RunResult) -> Result<(), C::Error> {
        self.runs += 1;
        for (mean, rating) in self.tasks.iter_mut().zip(&run.tasks) {
            if let Some(rating) = rating {
                mean[script].add(points(*rating));
            }
        }
        for (inject, minute) in run.injects.iter().enumerate() {
            if let Some(minute) = minute {
                self.columns
                    .add(self.places.inject(inject), f64::from(*minute))?;
            }
        }
        Ok(())
    }

    /// What all of it comes to; nothing if there was no seed.
    ///
    /// # Errors
    /// If a column can't be read.
    pub fn done(mut self) -> Result<Option<Balance>, C::Error> {
        if self.seeds == 0 {
            return Ok(None);
        }
        let teams = self.teams()?;
        let cards = self.cards()?;
        let injects = self.injects()?;
        let (verdict, mut reasons) = verdict(self.plan, &teams);
        let (scenario, plan) = (self.scenario, self.plan);
        let prompts = scenario.prompts.iter().zip(&self.prompts);
        let mut balance = Balance {
            title: scenario.title.clone(),
            seeds: self.seeds,
            missing: Vec::new(),
            verdict,
            reasons: Vec::new(),
            adversary: None,
            options: prompts.flat_map(|(prompt, of)| of.values(prompt)).collect(),
            cards,
            injects,
            tasks: self.tasks(),
            teams,
        };
        reasons.extend(balance.searching(plan));
        balance.reasons = reasons;
        Ok(Some(balance))
    }

    fn band(&mut self, column: usize) -> Result<Option<Band>, C::Error> {
        self.columns.take(column).map(Band::of)
    }

    fn teams(&mut self) -> Result<Vec<TeamSpread>, C::Error> {
        let mut teams = Vec::new();
        for (at, policy) in self.plan.policies.iter().enumerate() {
            let mut outcomes = Vec::new();
            for (which, id) in OUTCOMES.iter().enumerate() {
                let band = self.band(self.places.outcome(at, which))?;
                outcomes.extend(band.map(|band| (label(*id), band)));
            }
            let (mean, value) = self.means[at];
            let score = self.band(self.places.score(at))?;
            if let (Some(score), Some(mean), Some(value)) = (score, mean.get(), value.get()) {
                teams.push(TeamSpread {
                    team: policy.name().to_owned(),
                    mean,
                    score,
                    value,
                    outcomes,
                });
            }
        }
        Ok(teams)
    }

    fn cards(&mut self) -> Result<Vec<CardValue>, C::Error> {
        let mut cards = Vec::new();
        for (at, card) in self.scenario.cards.iter().enumerate() {
            let adds = self.columns.take(self.places.card(at))?;
            cards.push(CardValue {
                card: card.id.clone(),
                title: card.title.clone(),
                played: adds.len(),
                adds: Band::of(adds),
            });
        }
        Ok(cards)
    }

    fn injects(&mut self) -> Result<Vec<InjectUse>, C::Error> {
        let mut injects = Vec::new();
        for (at, inject) in self.scenario.injects.iter().enumerate() {
            let mins = self.columns.take(self.places.inject(at))?;
            injects.push(InjectUse {
                inject: inject.id.clone(),
                title: inject.title.clone(),
                share: mins.len() as f64 / self.runs.max(1) as f64,
                mins: Band::of(mins),
                by_hand: matches!(inject.fires, Fires::ByHand),
            });
        }
        Ok(injects)
    }

    fn tasks(&self) -> Vec<TaskSpread> {
        let tasks = self.scenario.tasks.iter().zip(&self.tasks);
        tasks
            .map(|(task, means)| {
                let by_team: Vec<Option<f64>> = means.iter().map(|it| it.get()).collect();
                let known = || by_team.iter().flatten().copied();
                let high = known().fold(f64::NEG_INFINITY, f64::max);
                let low = known().fold(f64::INFINITY, f64::min);
                TaskSpread {
                    task: task.id.clone(),
                    title: task.title.clone(),
                    tells: high - low >= TELLS,
                    points: by_team,
                }
            })
            .collect()
    }
}

impl OfPrompt {
    fn new(prompt: &Prompt) -> Self {
        let none = OfOption {
            taken: 0,
            best: 0,
            over: Mean::NONE,
            above_all: Vec::new(),
            below: vec![Above::default(); prompt.options.len()],
        };
        Self {
            rows: 0,
            options: vec![none; prompt.options.len()],
        }
    }

    /// Takes in what came of each option in a team's hands.
    fn add(&mut self, team: usize, row: &[Option<Worth>]) {
        self.rows += 1;
        for (option, sums) in self.options.iter_mut().enumerate() {
            if sums.above_all.len() <= team {
                sums.above_all.resize(team + 1, Above::default());
            }
            let Some(own) = row.get(option).and_then(Option::as_ref) else {
                continue;
            };
            sums.taken += 1;
            let others = || {
                row.iter()
                    .enumerate()
                    .filter(move |(other, _)| *other != option)
                    .filter_map(|(other, worth)| Some((other, worth.as_ref()?)))
            };
            let mut values = Mean::NONE;
            others().for_each(|(_, other)| values.add(other.value));
            let Some(mean) = values.get() else { continue };
            sums.over.add(own.value - mean);
            sums.best += usize::from(others().all(|(_, other)| own.value > other.value));
            sums.above_all[team].add(
                others().all(|(_, other)| not_worse(own, other)),
                others().all(|(_, other)| own.value >= other.value + BY),
            );
            for (other, worth) in others() {
                if let Some(below) = sums.below.get_mut(other) {
                    below.add(not_worse(worth, own), worth.value >= own.value + BY);
                }
            }
        }
    }

    fn values(&self, prompt: &Prompt) -> Vec<OptionValue> {
        let share = |count: usize| count as f64 / self.rows.max(1) as f64;
        let options = prompt.options.iter().zip(&self.options);
        options
            .map(|(choice, sums)| OptionValue {
                prompt: prompt.id.clone(),
                option: choice.id.clone(),
                title: choice.title.clone(),
                taken: sums.taken,
                over: sums.over.get(),
                best: share(sums.best),
                dominates: sums
                    .above_all
                    .iter()
                    .any(|it| it.always(self.rows / sums.above_all.len())),
                dominated_by: sums
                    .below
                    .iter()
                    .position(|it| it.always(self.rows))
                    .and_then(|other| Some(prompt.options.get(other)?.id.clone())),
            })
            .collect()
    }
}

impl Balance {
    /// From the results of all seeds, in order of seed; nothing if there are none.
    pub fn of<'a>(
        scenario: &Scenario,
        plan: &Plan,
        results: impl Iterator<Item = &'a SeedResult>,
    ) -> Option<Self> {
        let mut gathering = Gathering::new(scenario, plan, BTreeMap::new());
        for result in results {
            let Ok(()) = gathering.add(result);
        }
        let Ok(balance) = gathering.done();
        balance
    }
}
