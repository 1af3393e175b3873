//! Many weeks, each by its seed, and what each came to. Must not set them against what was observed.

use super::course::Course;
use super::days::{FROM, UNTIL};
use super::england::England;
use super::measures::measured;
use super::week::{Week, week};
use rayon::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering};

/// Minutes between two points of the curve of trusts that are known.
pub const CURVE_MINS: u32 = 30;

/// What a run came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Its measures, in the order of [`MEASURES`].
    pub measures: Vec<f64>,
    /// Infected trusts that are known, every [`CURVE_MINS`] from [`FROM`].
    pub known: Vec<u32>,
}

impl Run {
    /// Of a week.
    pub fn of(england: &England, week: &Week) -> Self {
        let known = (FROM..UNTIL)
            .step_by(CURVE_MINS as usize)
            .map(|minute| {
                let is = |it: &&Course| it.known.is_some_and(|it| it <= minute);
                week.courses.iter().filter(is).count() as u32
            })
            .collect();
        Self {
            measures: measured(england, week),
            known,
        }
    }
}

/// What each of some runs came to, in order of seed. `done` counts them as they are there.
pub fn runs(england: &England, first_seed: u64, count: usize, done: &AtomicU32) -> Vec<Run> {
    (0..count as u64)
        .into_par_iter()
        .map(|at| {
            let run = Run::of(england, &week(england, first_seed + at));
            done.fetch_add(1, Ordering::Relaxed);
            run
        })
        .collect()
}
