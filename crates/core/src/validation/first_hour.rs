//! The first hour: what *Friday lunchtime* comes to if nobody decides anything but one thing, port 445
//! closed everywhere, minute by minute later. It shows how much a minute is worth, and that no minute
//! is a cliff. Must not know why the model answers as it does.

use super::course::Course;
use super::seeds::seeds;
use super::situation::{Shipped, read};
use crate::ensemble::Band;
use crate::ensemble::Watching;
use crate::exercise::Outcomes;
use crate::scenario::{Mins, Problems, check_team};
use rayon::prelude::*;
use serde::Serialize;
use std::sync::Arc;
use std::sync::atomic::Ordering;

const SCENARIO: &str = "friday-lunchtime.ron";
/// The first order, minutes after STARTEX: the worm comes in at about this time.
pub const FIRST: Mins = 5;
/// The last, an hour later.
pub const LAST: Mins = 65;

/// What came of the order given at one minute.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moment {
    /// Minutes after STARTEX.
    pub mins: Mins,
    /// The same on the clock.
    pub clock: String,
    /// Patient-hours of care at reduced capacity to ENDEX: the mean over luck.
    pub mean: f64,
    /// The median, and where nine runs in ten lie.
    #[serde(flatten)]
    pub band: Band,
}

/// Gives the order at minutes so far apart in the first hour, each on so many seeds.
///
/// # Errors
/// What is wrong with the scenario or the order.
pub fn first_hour(
    every: Mins,
    runs: u32,
    shipped: &Shipped,
    watching: &Watching,
) -> Result<Vec<Moment>, Box<Problems>> {
    let scenario = Arc::new(read(SCENARIO, shipped).map_err(Box::new)?);
    let degraded = |out: &Outcomes| out.degraded_patient_hours.iter().sum();
    (FIRST..=LAST)
        .step_by(every.max(1) as usize)
        .map(|mins| {
            let text = format!(
                "Team(schema: 1, id: \"once\", title: \"Once\", about: \"One order.\", moves: [Move(when: At(\"T+{mins}\"), does: Card(card: \"block-port-everywhere\"), by: \"it-director\", because: \"It is tried.\")])"
            );
            let team = check_team(&scenario, "order", text.as_bytes()).map_err(Box::new)?;
            let figures: Vec<f64> = seeds(runs)
                .into_par_iter()
                .map(|seed| {
                    let course = Course::of(&scenario, Some(&team), seed, scenario.ends_mins);
                    watching.done.fetch_add(1, Ordering::Relaxed);
                    course.grew(0, usize::MAX, degraded)
                })
                .collect();
            Ok(Moment {
                mins,
                clock: scenario.clock(u64::from(mins) * 60),
                mean: figures.iter().sum::<f64>() / figures.len().max(1) as f64,
                band: Band::of(figures).unwrap_or_default(),
            })
        })
        .collect()
}
