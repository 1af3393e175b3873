//! What an exercise came to, as it is sealed: taken from the engine at ENDEX, and what charts and
//! reports read from it again. Must not judge.

use super::header::PROGRAM;
use super::wire::{
    Declared, Mirror, Named, OrganisationFacts, Outcomes, Played, Seal, Series, ServiceSeries,
    Story, TeamPlayed, Watched,
};
use crate::assessment::{Assessment, Reference};
use crate::exercise::{CallMade, ENGINE, Exercise, Sample};
use crate::scenario::{IncidentLevel, Scenario};

/// Samples that are kept at most, the last among them: more than a chart has dots across.
pub const MOST_SAMPLES: usize = 1_200;

impl Played {
    /// Of an exercise at its end, with the scripted teams on the same seed.
    pub fn of(exercise: &Exercise, references: &[Reference]) -> Self {
        let scenario = exercise.scenario();
        let state = exercise.state();
        let story = Story::of(scenario);
        Self {
            engine: ENGINE,
            ended_secs: exercise.secs(),
            state_hash: exercise.hash(),
            outcomes: state.outcomes.mirror(),
            organisations: story
                .organisations
                .iter()
                .zip(state.facts.declared.iter())
                .map(|(Named { id, .. }, declared)| OrganisationFacts {
                    id: id.clone(),
                    declared: declared
                        .iter()
                        .max_by_key(|(level, _)| *level)
                        .map(|(level, at)| Declared {
                            level: level.mirror(),
                            at_mins: *at,
                        }),
                })
                .collect(),
            tasks: watched(scenario, exercise.watched()),
            teams: references
                .iter()
                .map(|reference| TeamPlayed {
                    team: reference.team.clone(),
                    outcomes: reference.outcomes.mirror(),
                    tasks: watched(scenario, &reference.watched),
                    state_hash: reference.state_hash.clone(),
                })
                .collect(),
            series: Series::of(
                exercise.history(),
                &state
                    .services
                    .iter()
                    .map(|service| service.hours_lost)
                    .collect::<Vec<f64>>(),
            ),
            calls: exercise.calls_made().mirror(),
            story,
        }
    }

    /// By organisation: the highest level it declared, and when, minutes since STARTEX.
    pub fn declared(&self) -> Vec<Option<(IncidentLevel, u32)>> {
        self.organisations
            .iter()
            .map(|it| {
                it.declared
                    .as_ref()
                    .map(|it| (it.level.mirror(), it.at_mins))
            })
            .collect()
    }

    /// Calls that roles made, beside ground truth.
    pub fn rung(&self) -> Vec<CallMade> {
        self.calls.mirror()
    }

    /// Whether an exercise came to the same, whatever the scripted teams did. A seal from before calls were
    /// kept has none of them.
    pub fn same_as(&self, exercise: &Exercise) -> bool {
        let mut now = Self::of(exercise, &[]);
        now.teams.clone_from(&self.teams);
        if self.calls.is_empty() {
            now.calls.clear();
        }
        *self == now
    }
}

fn watched(scenario: &Scenario, list: &[crate::exercise::Watched]) -> Vec<Watched> {
    scenario
        .tasks
        .iter()
        .zip(list)
        .map(|(task, it)| Watched {
            task: task.id.clone(),
            done_mins: it.done,
            moment_mins: it.moment,
            early_mins: it.early,
            undone_mins: it.undone,
            during_mins: it.during_mins,
            held_mins: it.held_mins,
            found: it.found,
            cuts: it.cuts,
        })
        .collect()
}

impl Seal {
    /// Of an assessment, by these rules.
    pub fn of(assessment: &Assessment) -> Self {
        Self {
            engine: ENGINE,
            program: PROGRAM.to_owned(),
            assessment: assessment.mirror(),
        }
    }

    /// The assessment.
    pub fn judged(&self) -> Assessment {
        self.assessment.mirror()
    }
}

impl Outcomes {
    /// As the engine has them.
    pub fn simulated(&self) -> crate::exercise::Outcomes {
        self.mirror()
    }
}

impl Series {
    /// Of samples, and the hours that each service lost.
    fn of(samples: &[Sample], hours_lost: &[f64]) -> Self {
        let kept = thinned(samples);
        let tenths = |value: f64| (value * 10.0).round().max(0.0) as u64;
        let services = hours_lost
            .iter()
            .enumerate()
            .map(|(at, hours_lost)| ServiceSeries {
                capacity_pct: runs(
                    kept.iter()
                        .filter_map(|it| it.capacity_pct.get(at).copied()),
                ),
                standing: runs(kept.iter().filter_map(|it| it.standing.get(at)))
                    .into_iter()
                    .map(|(count, standing)| (count, standing.mirror()))
                    .collect(),
                hours_lost: *hours_lost,
            })
            .collect();
        Self {
            mins: steps(&kept),
            locked: runs(kept.iter().map(|it| it.locked)),
            known_locked: runs(kept.iter().map(|it| it.known_locked)),
            silent: runs(kept.iter().map(|it| it.silent)),
            ever_infected: runs(kept.iter().map(|it| it.ever_infected)),
            cancelled_tenths: runs(kept.iter().map(|it| tenths(it.cancelled))),
            ed_queue_tenths: runs(kept.iter().map(|it| tenths(it.ed_queue))),
            services,
        }
    }

    /// The samples again.
    pub fn samples(&self) -> Vec<Sample> {
        let mins = self
            .mins
            .iter()
            .flat_map(|(first, step, count)| (0..*count).map(move |at| first + step * at));
        let mut locked = unrolled(&self.locked);
        let mut known_locked = unrolled(&self.known_locked);
        let mut silent = unrolled(&self.silent);
        let mut ever_infected = unrolled(&self.ever_infected);
        let mut cancelled = unrolled(&self.cancelled_tenths);
        let mut ed_queue = unrolled(&self.ed_queue_tenths);
        let mut services: Vec<_> = self
            .services
            .iter()
            .map(|it| (unrolled(&it.capacity_pct), unrolled(&it.standing)))
            .collect();
        let mut samples = Vec::new();
        // A series that ends early, in a record that was made by something else, ends them all.
        for mins in mins.take(MOST_SAMPLES) {
            let (Some(locked), Some(known_locked), Some(silent), Some(ever_infected)) = (
                locked.next(),
                known_locked.next(),
                silent.next(),
                ever_infected.next(),
            ) else {
                break;
            };
            let (Some(cancelled), Some(ed_queue)) = (cancelled.next(), ed_queue.next()) else {
                break;
            };
            let mut capacity_pct = Vec::new();
            let mut standing = Vec::new();
            for (capacity, stood) in &mut services {
                capacity_pct.push(capacity.next().unwrap_or_default());
                standing.push(stood.next().map(|it| it.mirror()).unwrap_or_default());
            }
            samples.push(Sample {
                mins,
                locked,
                known_locked,
                silent,
                ever_infected,
                cancelled: cancelled as f64 / 10.0,
                ed_queue: ed_queue as f64 / 10.0,
                capacity_pct,
                standing,
            });
        }
        samples
    }
}

/// Every so manyth sample, so that there are [`MOST_SAMPLES`] at most, and the last.
fn thinned(samples: &[Sample]) -> Vec<&Sample> {
    let step = samples.len().div_ceil(MOST_SAMPLES - 1).max(1);
    let mut kept: Vec<&Sample> = samples.iter().step_by(step).collect();
    if let (Some(last), Some(kept_last)) = (samples.last(), kept.last())
        && kept_last.mins != last.mins
    {
        kept.push(last);
    }
    kept
}

/// Times as `first, step, how many`.
fn steps(samples: &[&Sample]) -> Vec<(u32, u32, u32)> {
    let mut found: Vec<(u32, u32, u32)> = Vec::new();
    for sample in samples {
        match found.last_mut() {
            Some((first, step, count)) if *count == 1 || sample.mins == *first + *step * *count => {
                if *count == 1 {
                    *step = sample.mins - *first;
                }
                *count += 1;
            }
            _ => found.push((sample.mins, 0, 1)),
        }
    }
    found
}

/// Values as `how many, value`.
fn runs<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<(u32, T)> {
    let mut found: Vec<(u32, T)> = Vec::new();
    for value in values {
        match found.last_mut() {
            Some((count, last)) if *last == value => *count += 1,
            _ => found.push((1, value)),
        }
    }
    found
}

fn unrolled<T: Copy>(runs: &[(u32, T)]) -> impl Iterator<Item = T> + '_ {
    runs.iter()
        .flat_map(|(count, value)| std::iter::repeat_n(*value, *count as usize))
}
