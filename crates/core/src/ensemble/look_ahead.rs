//! What is coming if nothing changes: the exercise as it stands, played on under different luck
//! with nobody deciding anything more. Work that was ordered goes on. Must not touch the exercise
//! itself: every run plays a copy.

use super::Band;
use crate::exercise::{Event, Exercise, Lack, Standing, What, is_emergency};
use crate::scenario::{Mins, ServiceId};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

/// How far it looks: about what a team can still turn in an afternoon (author's choice).
pub const HORIZON_MINS: Mins = 240;
/// How many runs it makes: enough for a band of nine in ten, few enough for a laptop (author's
/// choice; the time it takes stands in `docs/performance.md`).
pub const RUNS: u32 = 60;
/// What happens in fewer runs than this share is not told (author's choice).
const WORTH_TELLING: f64 = 0.2;

/// Something that may be coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coming {
    /// The emergency department is overwhelmed: ambulances turn away.
    EdDiverts,
    /// A service stops.
    Stops(ServiceId),
    /// A service that works as usual no longer does.
    Degrades(ServiceId),
    /// No infected device is left on the network.
    Clean,
}

/// When it may come.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// What.
    pub coming: Coming,
    /// Minutes from now, over the runs in which it comes.
    pub mins: Band,
    /// In how many of the runs it comes within the horizon, as a share.
    pub share: f64,
    /// What the service lacks most in the minute in which it comes, in the run whose minute is nearest
    /// the median; of ambulances that turn away, the emergency department. None if it is no single need
    /// that holds it back, or no service.
    pub cause: Option<Lack>,
}

/// What is coming if nothing changes.
#[derive(Clone, Debug, PartialEq)]
pub struct LookAhead {
    /// From when, minutes since STARTEX.
    pub from: Mins,
    /// Minutes it looks ahead: less than [`HORIZON_MINS`] towards ENDEX.
    pub horizon_mins: Mins,
    /// Runs made.
    pub runs: u32,
    /// What may come, the soonest first.
    pub forecasts: Vec<Forecast>,
    /// Appointments and operations that will be cancelled until the horizon, from now.
    pub cancelled: Band,
    /// Devices that will be locked at the horizon.
    pub locked: Band,
}

/// What came of a run.
struct Run {
    /// What came in it, and in how many minutes from now it first did.
    first: BTreeMap<Coming, f64>,
    cancelled: f64,
    locked: f64,
}

/// Looks ahead from an exercise as it stands. Nothing, if `cancelled` is set meanwhile or the
/// exercise has ended.
///
/// The luck of a run depends only on the exercise's seed, its minute and the run's number, so that
/// the same moment always looks ahead alike.
pub fn look_ahead(exercise: &Exercise, runs: u32, cancelled: &AtomicBool) -> Option<LookAhead> {
    let scenario = exercise.scenario();
    let from = exercise.state().minute;
    let horizon_mins = HORIZON_MINS.min(scenario.ends_mins.saturating_sub(from + 1));
    if exercise.ended() || horizon_mins == 0 {
        return None;
    }
    let lost = |exercise: &Exercise| {
        let out = &exercise.state().outcomes;
        out.appointments_cancelled + out.operations_cancelled
    };
    let before = lost(exercise);
    let one = |run: u32| -> Option<Run> {
        if cancelled.load(Ordering::Relaxed) {
            return None;
        }
        let mut other = exercise.with_luck(luck(exercise.seed(), from, run));
        let events = other.advance(u64::from(from + horizon_mins) * 60);
        Some(Run {
            first: first_of_each(exercise, &events),
            cancelled: lost(&other) - before,
            locked: f64::from(other.state().locked()),
        })
    };
    // In the order of their numbers, however many play at once.
    let made: Vec<Run> = (0..runs).into_par_iter().map(one).collect::<Option<_>>()?;
    let mut found: BTreeMap<Coming, Vec<f64>> = BTreeMap::new();
    for (coming, mins) in made.iter().flat_map(|run| &run.first) {
        found.entry(*coming).or_default().push(*mins);
    }
    let cancellations = made.iter().map(|run| run.cancelled).collect();
    let locked = made.iter().map(|run| run.locked).collect();
    let mut forecasts: Vec<Forecast> = found
        .into_iter()
        .filter_map(|(coming, mins)| {
            let share = mins.len() as f64 / f64::from(runs);
            let mins = Band::of(mins)?;
            (share >= WORTH_TELLING).then_some(Forecast {
                coming,
                mins,
                share,
                cause: None,
            })
        })
        .collect();
    forecasts.sort_by(|a, b| a.mins.median.total_cmp(&b.mins.median));
    forecasts
        .par_iter_mut()
        .for_each(|it| it.cause = cause(exercise, it, &made));
    Some(LookAhead {
        from,
        horizon_mins,
        runs,
        forecasts,
        cancelled: Band::of(cancellations)?,
        locked: Band::of(locked)?,
    })
}

/// What a service lacks most when something comes: its run nearest the median is played again until then.
fn cause(now: &Exercise, forecast: &Forecast, made: &[Run]) -> Option<Lack> {
    let scenario = now.scenario();
    let service = match forecast.coming {
        Coming::Stops(id) | Coming::Degrades(id) => id,
        Coming::EdDiverts => {
            ServiceId::from((0..scenario.services.len()).find(|at| is_emergency(scenario, *at))?)
        }
        Coming::Clean => return None,
    };
    let came = made.iter().enumerate().filter_map(|(run, it)| {
        let mins = it.first.get(&forecast.coming)?;
        Some((run, *mins))
    });
    let away = |mins: f64| (mins - forecast.mins.median).abs();
    let (run, mins) = came.min_by(|a, b| away(a.1).total_cmp(&away(b.1)))?;
    let from = now.state().minute;
    let mut again = now.with_luck(luck(now.seed(), from, u32::try_from(run).ok()?));
    again.advance((u64::from(from) + mins as u64) * 60);
    again.lacks_most(service)
}

/// What comes in events that follow, and in how many minutes from now it first does.
fn first_of_each(now: &Exercise, events: &[Event]) -> BTreeMap<Coming, f64> {
    let names = &now.scenario().names;
    let mut first = BTreeMap::new();
    for event in events {
        let coming = match &event.what {
            What::EdOverwhelmed { .. } => Some(Coming::EdDiverts),
            What::Clean => Some(Coming::Clean),
            What::ServiceChanged { service, standing } => names
                .services
                .get(service)
                .and_then(|id| worse(now, *id, *standing)),
            _ => None,
        };
        if let Some(coming) = coming {
            let mins = (event.at_secs / 60) as f64 - f64::from(now.state().minute);
            first.entry(coming).or_insert(mins);
        }
    }
    first
}

/// What a change of a service is, if it is for the worse than it stands now.
fn worse(exercise: &Exercise, id: ServiceId, standing: Standing) -> Option<Coming> {
    let now = exercise.state().services[id.at()].standing;
    match (now, standing) {
        (Standing::Stopped, _) => None,
        (_, Standing::Stopped) => Some(Coming::Stops(id)),
        (Standing::Normal, Standing::Reduced | Standing::Paper) => Some(Coming::Degrades(id)),
        _ => None,
    }
}

/// The seed of a run.
fn luck(seed: u64, minute: Mins, run: u32) -> u64 {
    // Far from the seeds that people type, and another for each minute and run.
    seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .rotate_left(17)
        .wrapping_add(u64::from(minute) << 32 | u64::from(run))
        ^ 0x6c6f_6f6b_6168_6561
}
