//! Intrusions: people inside the network who go from stage to stage. It is arithmetic on waiting
//! times.
//!
//! After the stage before it (or STARTEX), `at_least` minutes and `not_before` have passed, and while
//! `held_by` is not true, a stage is reached in each minute with the chance
//!
//! ```text
//! 1 − e^(−1/μ)      μ = mean_hours · 60 minutes; in that very minute if μ is 0
//! ```
//!
//! so that the waiting time is geometric with the mean `1/(1 − e^(−1/μ))` minutes, which is
//! `μ + ½` to within `1/(12 μ)`. From the minute after it is reached, a trace of it shows in each
//! minute with the chance `1 − e^(−1/τ)` (`trace_mean_hours`; half of it once evidence of the first
//! thing was kept, for then it is known what to look for: author's estimate). Once `driven_out` has
//! been true they are gone: no stage is reached and no trace shows any more. A hazard that does not change with time
//! is the plainest that has a mean: dwell times that were observed are wide (Mandiant M-Trends; HSE
//! 2021: eight weeks from mail to detonation).
//!
//! `LockHosts` locks each working host of a segment with the stated chance, patched or not: who has
//! the directory needs no exploit. An isolated segment is out of their reach.
//!
//! Must not know what the loss of a host means to anybody.

use crate::exercise::chance::{Purpose, binomial, uniform, within_a_minute};
use crate::exercise::conditions::{Facts, holds};
use crate::exercise::event::What;
use crate::exercise::rules::reach::Reach;
use crate::exercise::state::{Host, State};
use crate::scenario::{Harm, Mins, Scenario, SegmentId, Stage, Step};

/// The share of the mean time until a trace shows that is left once evidence was kept (author's
/// estimate).
const WITH_EVIDENCE: f64 = 0.5;

/// Hosts that work, and can be locked.
const WORKING: [Host; 5] = [
    Host::Patched,
    Host::Vulnerable,
    Host::Dormant,
    Host::Infected,
    Host::Restored,
];

/// Moves intrusions on. Returns whether anything has changed, and whether hosts have.
pub fn step(
    scenario: &Scenario,
    seed: u64,
    reach: &Reach,
    state: &mut State,
    whats: &mut Vec<What>,
) -> (bool, bool) {
    let now = state.minute;
    let (mut changed, mut hosts) = (false, false);
    for (at, intrusion) in scenario.intrusions.iter().enumerate() {
        if state.threats.driven_out[at].is_some() {
            continue;
        }
        let out = intrusion.driven_out.as_ref();
        if out.is_some_and(|it| holds(it, &Facts::new(reach, state))) {
            state.threats.driven_out[at] = Some(now);
            changed = true;
            whats.push(What::DrivenOut {
                intrusion: intrusion.id.clone(),
            });
            continue;
        }
        let mut before = 0;
        for (place, stage) in scenario.stages.iter().enumerate() {
            if stage.intrusion.at() != at {
                continue;
            }
            if let Some(reached) = state.threats.stages[place].reached {
                before = reached;
                if shows(stage, place, seed, state) {
                    state.threats.stages[place].traced = Some(now);
                    changed = true;
                    whats.push(What::StageTraced {
                        stage: stage.id.clone(),
                    });
                }
                continue;
            }
            if reached(stage, place, seed, before, reach, state) {
                state.threats.stages[place].reached = Some(now);
                changed = true;
                whats.push(What::StageReached {
                    stage: stage.id.clone(),
                });
                for harm in &stage.does {
                    hosts |= harmed(scenario, seed, *harm, state, whats);
                }
            }
            break;
        }
    }
    (changed, hosts)
}

/// Whether a stage is reached in this minute.
fn reached(
    stage: &Stage,
    place: usize,
    seed: u64,
    before: Mins,
    reach: &Reach,
    state: &State,
) -> bool {
    let now = state.minute;
    let held = || {
        let held_by = stage.held_by.as_ref();
        held_by.is_some_and(|it| holds(it, &Facts::new(reach, state)))
    };
    if now < before + stage.at_least || now < stage.not_before || held() {
        return false;
    }
    let chance = if stage.mean_mins > 0.0 {
        within_a_minute(1.0 / stage.mean_mins)
    } else {
        1.0
    };
    uniform(seed, Purpose::Stage, place as u32, now) < chance
}

/// Whether a trace of a stage that was reached shows in this minute.
fn shows(stage: &Stage, place: usize, seed: u64, state: &State) -> bool {
    let found = state.threats.stages[place];
    let Some(mean) = stage.trace_mean_mins else {
        return false;
    };
    if found.traced.is_some() || found.reached == Some(state.minute) {
        return false;
    }
    let kept =
        |it: &std::collections::BTreeMap<Step, [Mins; 2]>| it.contains_key(&Step::EvidenceKept);
    let mean = if state.facts.marked.iter().any(kept) {
        mean * WITH_EVIDENCE
    } else {
        mean
    };
    let chance = if mean > 0.0 {
        within_a_minute(1.0 / mean)
    } else {
        1.0
    };
    uniform(seed, Purpose::Trace, place as u32, state.minute) < chance
}

/// Does what a stage does. Returns whether hosts have changed.
fn harmed(
    scenario: &Scenario,
    seed: u64,
    harm: Harm,
    state: &mut State,
    whats: &mut Vec<What>,
) -> bool {
    match harm {
        Harm::SpoilBackups { factor } => {
            let slower = &mut state.threats.servers_slower;
            *slower = Some(slower.unwrap_or(1.0).max(factor));
            false
        }
        Harm::LockHosts { segment, share } => lock(scenario, seed, segment, share, state, whats),
    }
}

fn lock(
    scenario: &Scenario,
    seed: u64,
    segment: SegmentId,
    share: f64,
    state: &mut State,
    whats: &mut Vec<What>,
) -> bool {
    if state.network.isolated[segment.at()].is_some() {
        return false;
    }
    let now = state.minute;
    let mut all = 0;
    for id in &scenario.segments[segment.at()].groups {
        let group = &mut state.groups[id.at()];
        for from in WORKING {
            let entity = u32::from(id.0) << 4 | from as u32;
            let drawn = uniform(seed, Purpose::Strike, entity, now);
            let count = binomial(group.get(from), share, drawn);
            let moved = group.shift(from, Host::Locked, count);
            all += moved;
            if from != Host::Infected && from != Host::Dormant {
                group.ever_infected += moved;
            }
        }
    }
    if all == 0 {
        return false;
    }
    let facts = &mut state.facts;
    if facts.infected[segment.at()].is_none() {
        facts.infected[segment.at()] = Some(now);
        whats.push(What::SegmentInfected {
            segment: scenario.segments[segment.at()].id.clone(),
        });
    }
    if facts.locked[segment.at()].is_none() {
        facts.locked[segment.at()] = Some(now);
        whats.push(What::SegmentLocked {
            segment: scenario.segments[segment.at()].id.clone(),
        });
    }
    true
}
