//! What an exercise came to, for comparing ways to play it. Must not play it.

use crate::assessment::{OUTCOMES_WEIGHT, Observations, Reference, TASKS_WEIGHT, assess};
use crate::exercise::Exercise;
use serde::{Deserialize, Serialize};

/// What came of an option.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Worth {
    /// Points: mostly 0 to 100, and beyond where outcomes are; see [`worth`].
    pub value: f64,
    /// Each outcome's share of the way from worst to best, and each objective's score, in points
    /// of 100: what an option can give or take.
    pub parts: Vec<f64>,
}

/// Half of the tasks and half of the outcomes by their weights, in which outcomes may lie beyond the
/// reference teams' and no ceiling holds: what a search can follow; and what it is made of. Standings
/// are kept within −1 and 2, so that one outcome can't outweigh all.
pub fn worth(exercise: &Exercise, references: &[Reference]) -> Worth {
    let judged = assess(exercise, &[], &Observations::default(), references);
    let shares = judged
        .outcomes
        .iter()
        .map(|it| (it.standing.clamp(-1.0, 2.0) * 100.0, it.weight));
    let weights: f64 = shares.clone().map(|(_, weight)| weight).sum();
    let outcomes: f64 = shares.clone().map(|(share, weight)| share * weight).sum();
    let value = TASKS_WEIGHT * judged.tasks_part
        + OUTCOMES_WEIGHT * outcomes / weights.max(f64::MIN_POSITIVE);
    let mut parts: Vec<f64> = shares.map(|(share, _)| share).collect();
    parts.extend(
        judged
            .objectives
            .iter()
            .map(|it| it.score.unwrap_or_default()),
    );
    Worth { value, parts }
}
