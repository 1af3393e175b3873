//! What is judged, and how each task is measured. Must not judge.

use super::super::shape::{Outcome, Rating};
use super::conditions::Condition;
use super::ids::{Mins, ObjectiveId, OrganisationId, TaskId};

/// See [`crate::scenario::shape::Objective`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Objective")]
pub struct Objective {
    pub id: String,
    /// Whose it is.
    pub of: OrganisationId,
    pub title: String,
    pub about: String,
    /// NIST CSF 2.0.
    pub csf: Vec<String>,
    /// CAF contributing outcomes.
    pub caf: Vec<String>,
    /// EPRR core standards.
    pub eprr: Vec<String>,
    /// Whether it is about keeping patients safe.
    pub patients: bool,
    pub tasks: Vec<TaskId>,
}

/// See [`crate::scenario::shape::Task`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Task")]
pub struct Task {
    pub id: String,
    pub objective: ObjectiveId,
    pub title: String,
    /// Plan or doctrine.
    pub plan: String,
    /// How it is measured.
    pub measure: Measure,
    /// What an evaluator looks for.
    pub look_for: String,
}

/// See [`crate::scenario::shape::Measure`].
#[derive(Clone, Debug, PartialEq)]
pub enum Measure {
    /// How soon.
    Within {
        /// What.
        done: Condition,
        /// Since when.
        since: Option<Condition>,
        /// From when doing it counts; `since` if nothing.
        ready_from: Option<Condition>,
        /// Until when it must stay so; ENDEX if nothing.
        until: Option<Condition>,
        /// Minutes for P, S, M.
        limits: [u32; 3],
    },
    /// Before something else.
    Before {
        /// What.
        done: Condition,
        /// By when.
        moment: Condition,
        /// From when doing it counts.
        ready_from: Option<Condition>,
        /// Rating if not.
        otherwise: Rating,
    },
    /// Held while.
    Held {
        /// What.
        holds: Condition,
        /// While, or from when on.
        during: Condition,
        /// Whether it is from the first minute of that on.
        once: bool,
        /// Shares for P, S, M.
        limits: [f64; 3],
    },
    /// Against the reference teams.
    Outcome {
        /// Which outcome.
        outcome: Outcome,
        /// Standings for P, S, M.
        limits: [f64; 3],
    },
    /// Which share of the cuts a clinician signed for.
    Signed {
        /// Shares for P, S, M.
        limits: [f64; 3],
    },
    /// Only an evaluator can tell.
    Observed,
    /// At a time.
    At {
        /// What.
        holds: Condition,
        /// When.
        at: Mins,
        /// From when doing it counts.
        ready_from: Option<Condition>,
        /// Rating if not.
        otherwise: Rating,
    },
}
