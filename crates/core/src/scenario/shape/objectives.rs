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
    /// How injects and debrief questions name it, e.g. `"recognise"`.
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
    /// Contributing outcomes of the NCSC's Cyber Assessment Framework, version 3.2, with the DSPT's
    /// objective E, e.g. `["D1.a", "E3.a"]`.
    pub caf: Vec<String>,
    /// NHS England's core standards for EPRR, by number and name, e.g. `["20 On-call mechanism"]`.
    pub eprr: Vec<String>,
    /// Whether it is about keeping patients safe. The whole score can't exceed that of such an
    /// objective, and what became of patients counts for most of its own.
    #[serde(default)]
    pub patients: bool,
    /// Its critical tasks.
    pub tasks: Vec<Task>,
}

/// A critical task.
///
/// Checked: what its measure asks for can come about.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// How ratings and reports name it, e.g. `"declare-in-time"`.
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
/// `Held` and `Outcome` the shares fall.
///
/// Credit begins when the moment begins: what a team did before `ready_from`, that is before it
/// could know, earns nothing, and is told as such. It can be done again once there is a reason. What
/// a plan asks to have ready beforehand is a task of its own, whose `ready_from` is earlier.
///
/// A moment that never came leaves a task *not observed*; but if it came for a scripted team on the
/// same random seed whose patients fared better, this team's own acts took the occasion away and
/// cost more than they saved, and the task is rated U until a person says otherwise.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub enum Measure {
    /// How soon `done` became true, in minutes from `since`, or from STARTEX. Within `p` minutes it
    /// is rated P, within `s` S, within `m` M, later or never U. What is done and undone before
    /// `until` is not done.
    Within {
        /// What should become true.
        done: Condition,
        /// From when; STARTEX if nothing is said.
        since: Option<Condition>,
        /// From when doing it counts, if that is before `since`: when the team could first know that
        /// it would be needed.
        #[serde(default)]
        ready_from: Option<Condition>,
        /// Until when it must stay so; ENDEX if nothing is said.
        #[serde(default)]
        until: Option<Condition>,
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
        /// The moment. Give it a time by which it has come whatever the team does:
        /// `Any([StoodDown, Reached("Fri 18:00")])`.
        moment: Condition,
        /// From when doing it counts; STARTEX if nothing is said.
        #[serde(default)]
        ready_from: Option<Condition>,
        /// The rating if it was not.
        otherwise: Rating,
    },
    /// For what share of the time `holds` was so: while `during` is, or, with `from`, from the first
    /// minute of that until ENDEX, whatever becomes of it.
    Held {
        /// What should hold.
        holds: Condition,
        /// While this does.
        #[serde(default)]
        during: Option<Condition>,
        /// From the first minute of this on. Give this or `during`.
        #[serde(default)]
        from: Option<Condition>,
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
    /// Which share of the cuts (a department or link cut off, machines switched off, e-mail or file
    /// sharing stopped) a clinician signed for: for this cut, after the incident was recognised, and
    /// within the hour before it. One signature signs for one cut, or for those of the option that it is
    /// given with.
    Signed {
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
        /// From when doing it counts; STARTEX if nothing is said.
        #[serde(default)]
        ready_from: Option<Condition>,
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
    /// Infections of hosts, and locks by an intruder; a host that is rebuilt and hit again counts again.
    HostsEverInfected,
    /// Most hosts locked at one time.
    HostsLockedPeak,
    /// Booked appointments that did not take place, called off ahead or on the day.
    AppointmentsCancelled,
    /// Booked operations that did not take place, called off ahead or on the day.
    OperationsCancelled,
    /// Urgent cancer appointments and operations cancelled.
    UrgentCancerCancelled,
    /// Emergency patients delayed for more than four hours.
    EdDelayed,
    /// Patient-hours of care at reduced capacity.
    DegradedPatientHours,
    /// Hours of normal work that services lost: half of a service for two hours is one.
    ServiceHoursLost,
    /// Time-critical emergency patients first seen late.
    EdCriticalLate,
    /// Emergency patients who left without being seen.
    EdLeftUnseen,
    /// Patient-hours lost by patients diverted or turned away, weighted by acuity.
    Redirected,
    /// Errors that downtime procedures made.
    PaperErrors,
    /// Cancelled patients who are on no list.
    PatientsUntraced,
    /// Staff hours of what was written on paper and not typed back.
    PaperDebt,
}
