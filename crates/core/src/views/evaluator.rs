//! What an evaluator sees: objectives and their tasks with what is known of each so far, what was
//! decided and said, the notes. Must not hold an inject that is still to come, nor what an option
//! leads to.

use super::log::{Decided, LogLine, decided};
use super::talk::{Overheard, overheard};
use crate::assessment::{ENDED_BEFORE, ENDED_BEFORE_DUE, Observations, propose};
use crate::exercise::Exercise;
use crate::scenario::{Rating, Scenario};
use serde::Serialize;
use std::sync::Arc;

/// Decisions that are shown of each organisation.
const DECISIONS: usize = 12;

/// A task as an evaluator has it before them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TaskFace {
    /// By what a note or a rating names it.
    pub id: String,
    /// What should be done.
    pub title: String,
    /// Where that is written.
    pub plan: String,
    /// What to look for.
    pub look_for: String,
    /// What is known of it so far, in words.
    pub evidence: String,
    /// The rating which that supports as it stands.
    pub proposed: Option<Rating>,
}

/// An objective with its tasks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ObjectiveFace {
    /// By what its page is found.
    pub id: String,
    /// As reports head it.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// The name of the organisation it is of.
    pub organisation: String,
    /// Its critical tasks.
    pub tasks: Vec<TaskFace>,
}

/// A note that was made.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NoteFace {
    /// When, on the clock.
    pub clock: String,
    /// The evaluator.
    pub by: String,
    /// What was seen.
    pub text: String,
    /// The id of the task it belongs to.
    pub task: Option<String>,
    /// A rating, if one was given.
    pub rating: Option<Rating>,
}

/// What evaluators see.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EvaluatorView {
    /// What has to be shown, in the scenario's order.
    pub objectives: Vec<ObjectiveFace>,
    /// What was noted, in its order.
    pub notes: Vec<NoteFace>,
    /// What was decided, latest first.
    pub decided: Vec<Decided>,
    /// What chairs said, in its order.
    pub talk: Vec<Overheard>,
}

/// What evaluators see of an exercise.
pub(crate) fn evaluator(
    exercise: &Exercise,
    observations: &Observations,
    lines: &[Arc<LogLine>],
) -> EvaluatorView {
    let scenario = exercise.scenario();
    let now_secs = exercise.secs();
    EvaluatorView {
        objectives: objectives(exercise, scenario),
        notes: observations
            .notes
            .iter()
            .map(|note| NoteFace {
                clock: scenario.clock(note.at_secs),
                by: note.by.clone(),
                text: note.text.clone(),
                task: note.task.clone(),
                rating: note.rating,
            })
            .collect(),
        decided: scenario
            .organisation_ids()
            .flat_map(|of| decided(scenario, lines, of, now_secs, DECISIONS))
            .collect(),
        talk: overheard(scenario, lines),
    }
}

/// What is known of a task while it is played: what is not due has not been missed.
fn so_far_in_words(evidence: String, ended: bool) -> String {
    if ended {
        return evidence;
    }
    [ENDED_BEFORE_DUE, ENDED_BEFORE]
        .iter()
        .fold(evidence, |words, it| words.replace(it, "Not due yet."))
}

fn objectives(exercise: &Exercise, scenario: &Scenario) -> Vec<ObjectiveFace> {
    let now = exercise.at_minute();
    let face = |at: usize| {
        let task = &scenario.tasks[at];
        let so_far = propose(scenario, task, &exercise.watched()[at], now, &[], false);
        TaskFace {
            id: task.id.clone(),
            title: task.title.clone(),
            plan: task.plan.clone(),
            look_for: task.look_for.clone(),
            evidence: so_far_in_words(so_far.evidence, exercise.ended()),
            proposed: so_far.rating,
        }
    };
    scenario
        .objectives
        .iter()
        .map(|objective| ObjectiveFace {
            id: objective.id.clone(),
            title: objective.title.clone(),
            about: objective.about.clone(),
            organisation: scenario.organisations[objective.of.at()].name.clone(),
            tasks: objective.tasks.iter().map(|id| face(id.at())).collect(),
        })
        .collect()
}
