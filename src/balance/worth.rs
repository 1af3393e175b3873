//! What an exercise came to, for comparing ways to play it. Must not play it.

use crate::assessment::{Observations, Reference, TASKS_WEIGHT, assess};
use crate::exercise::Exercise;
use serde::{Deserialize, Serialize};

/// What came of an option.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Worth {
    /// The value.
    pub value: f64,
    /// Each outcome's share of the way from worst to best, and each objective's score, in points
    /// of 100: what an option can give or take.
    pub parts: Vec<f64>,
}

/// Readiness in which outcomes may lie beyond the reference teams', and what it is made of. Shares
/// of the way between worst and best are kept within −1 and 2, so that one outcome can't outweigh all.
pub fn worth(exercise: &Exercise, references: &[Reference]) -> Worth {
    let judged = assess(exercise, &[], &Observations::default(), references);
    let mut parts: Vec<f64> = judged
        .outcomes
        .iter()
        .map(|it| {
            if it.worst - it.best <= f64::EPSILON {
                it.standing * 100.0
            } else {
                ((it.worst - it.value) / (it.worst - it.best)).clamp(-1.0, 2.0) * 100.0
            }
        })
        .collect();
    let mean = parts.iter().sum::<f64>() / parts.len().max(1) as f64;
    let value = TASKS_WEIGHT * judged.tasks_part + (1.0 - TASKS_WEIGHT) * mean;
    parts.extend(
        judged
            .objectives
            .iter()
            .map(|it| it.score.unwrap_or_default()),
    );
    Worth { value, parts }
}
