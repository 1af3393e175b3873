//! England on 12–19 May 2017, simulated many times and set against what was observed. Must not know
//! an exercise: a nation is coarser than a trust, and has no team.

mod bounds;
mod england;
mod fit;
mod instead;
mod measures;
mod nation;
mod week;

pub use england::{Daily, Edge, England, Fitted, Free, Kind, People, Region, Tariff, Worm};
pub use fit::{FIRST_SEED, Fit, fit};
pub use instead::Instead;
pub use measures::{MEASURES, Measure, Row, Table, measured};
pub use nation::{Nation, Practices, Trust};
pub use week::{Course, FROM, UNTIL, Week, week};

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
