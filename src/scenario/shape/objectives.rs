//! What an exercise is for: objectives, their critical tasks and how each is measured. Must not
//! judge any run.

use super::{Condition, Id, Share, When};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An objective.
///
/// Checked: it has at least one task. The three lists of mappings must be there; they may be empty.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Objective {
    /// Its id.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// What the team should be able to do: `"Recognise and declare"`.
    pub title: String,
    /// The organisation whose it is, where there are several.
    #[schemars(extend("is" = "organisation"))]
    pub of: Option<Id>,
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
///
/// Checked: what its measure asks for can come about.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// Its id.
    #[schemars(extend("is" = "id"))]
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
///
/// Checked: P asks the most and M the least. For `Within` the minutes rise from `p` to `m`; for
/// `Held` and `Outcome` the shares fall. A task that was not rated is *not observed*; it counts
/// neither for nor against the team.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub enum Measure {
    /// How soon `done` became true, in minutes from `since`, or from STARTEX. Within `p` minutes it
    /// is rated P, within `s` S, within `m` M, later or never U. Not rated if the moment never
    /// came.
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
    /// Whether `done` was true before `moment`: P if it was, `otherwise` if not. Not rated if the
    /// moment never came.
    Before {
        /// What should be true by then.
        done: Condition,
        /// The moment.
        moment: Condition,
        /// The rating if it was not.
        otherwise: Rating,
    },
    /// For what share of the time `holds` was so while `during` was. Not rated if `during` never
    /// was.
    Held {
        /// What should hold.
        holds: Condition,
        /// While this does.
        during: Condition,
        /// Share for P.
        #[schemars(extend("is" = "share"))]
        p: Share,
        /// Share for S.
        #[schemars(extend("is" = "share"))]
        s: Share,
        /// Share for M.
        #[schemars(extend("is" = "share"))]
        m: Share,
    },
    /// An outcome against the reference teams on the same seed: 0 is as bad as the worst of them, 1
    /// as good as the best.
    Outcome {
        /// Which outcome.
        outcome: Outcome,
        /// Standing for P.
        #[schemars(extend("is" = "share"))]
        p: Share,
        /// Standing for S.
        #[schemars(extend("is" = "share"))]
        s: Share,
        /// Standing for M.
        #[schemars(extend("is" = "share"))]
        m: Share,
    },
    /// Only an evaluator can tell.
    Observed,
    /// Whether `holds` is so at a time: P if it is, `otherwise` if not. Not rated if the exercise
    /// ends before.
    At {
        /// What should hold.
        holds: Condition,
        /// When.
        #[schemars(extend("is" = "time"))]
        at: When,
        /// The rating if it does not.
        otherwise: Rating,
    },
}

/// An evaluator's rating of a task.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema, Serialize,
)]
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
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema, Serialize,
)]
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
