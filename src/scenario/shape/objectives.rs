//! What an exercise is for: objectives, their critical tasks and how each is measured. Must not
//! judge any run.

use super::{Condition, Id, Share, When};
use serde::{Deserialize, Serialize};

/// An objective.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objective {
    /// Id.
    pub id: Id,
    /// What the team should be able to do: `"Recognise and declare"`.
    pub title: String,
    /// In one sentence.
    pub about: String,
    /// NIST Cybersecurity Framework 2.0 categories, e.g. `["RS.MA"]`.
    pub csf: Vec<String>,
    /// NCSC Cyber Assessment Framework outcomes, e.g. `["D1.a"]`.
    pub caf: Vec<String>,
    /// EPRR core-standard domains.
    pub eprr: Vec<String>,
    /// Its critical tasks.
    pub tasks: Vec<Task>,
}

/// A critical task.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// Id.
    pub id: Id,
    /// What must be done.
    pub title: String,
    /// The plan or doctrine it comes from, with its clause.
    pub plan: String,
    /// How it is measured.
    pub measure: Measure,
    /// What an evaluator looks for.
    pub look_for: String,
}

/// How a task is measured.
#[derive(Clone, Debug, Deserialize)]
pub enum Measure {
    /// How soon something became true, in minutes from a moment. Within `p` minutes it is rated
    /// P, within `s` S, within `m` M, later or never U. Not rated if the moment never came.
    Within {
        /// What should become true.
        done: Condition,
        /// From when; STARTEX if nothing is said.
        since: Option<Condition>,
        /// Minutes for P.
        p: u32,
        /// Minutes for S.
        s: u32,
        /// Minutes for M.
        m: u32,
    },
    /// Whether something was true before something else: P if it was, `otherwise` if not. Not
    /// rated if the second never came to be.
    Before {
        /// What should be true by then.
        done: Condition,
        /// The moment.
        moment: Condition,
        /// The rating if it was not.
        otherwise: Rating,
    },
    /// For what share of the time something held while something else did. Not rated if the
    /// second never held.
    Held {
        /// What should hold.
        holds: Condition,
        /// While this does.
        during: Condition,
        /// Share for P.
        p: Share,
        /// Share for S.
        s: Share,
        /// Share for M.
        m: Share,
    },
    /// An outcome against the reference teams on the same seed: 0 is as bad as the worst of them,
    /// 1 as good as the best.
    Outcome {
        /// Which outcome.
        outcome: Outcome,
        /// Standing for P.
        p: Share,
        /// Standing for S.
        s: Share,
        /// Standing for M.
        m: Share,
    },
    /// Only an evaluator can tell.
    Observed,
    /// Something holds at a time.
    At {
        /// What should hold.
        holds: Condition,
        /// When.
        at: When,
        /// The rating if it does not.
        otherwise: Rating,
    },
}

/// An evaluator's rating of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub enum Rating {
    /// Performed without challenges.
    P,
    /// Performed with some challenges.
    S,
    /// Performed with major challenges.
    M,
    /// Unable to be performed.
    U,
}

/// An outcome of the exercise. For each, less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
pub enum Outcome {
    /// Hosts ever infected.
    HostsEverInfected,
    /// Most hosts locked at one time.
    HostsLockedPeak,
    /// Appointments cancelled.
    AppointmentsCancelled,
    /// Operations cancelled.
    OperationsCancelled,
    /// Urgent cancer appointments and operations cancelled.
    UrgentCancerCancelled,
    /// Emergency patients delayed for more than four hours.
    EdDelayed,
    /// Patient-hours in degraded care.
    DegradedPatientHours,
    /// Service-hours lost.
    ServiceHoursLost,
}
