//! What an exercise came to and how it is judged, as it is written at ENDEX.

use super::called::CallMade;
use super::mirror::{same_fields, same_variants};
use super::story::Story;
use crate::assessment;
use crate::exercise;
use crate::record::wire::event::{IncidentLevel, Rating, Standing as ServiceStanding};
use crate::scenario;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an exercise came to, as the rules had it that played it. Written once, at ENDEX.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Played {
    /// The version of the rules.
    pub engine: u32,
    /// ENDEX, seconds since STARTEX.
    pub ended_secs: u64,
    /// The hash of the final state.
    pub state_hash: String,
    /// What it cost.
    pub outcomes: Outcomes,
    /// What each organisation declared, in the order of the story.
    pub organisations: Vec<OrganisationFacts>,
    /// What every task's condition came to.
    pub tasks: Vec<Watched>,
    /// What the scripted teams came to on the same seed, until the same minute.
    pub teams: Vec<TeamPlayed>,
    /// Samples for the charts.
    pub series: Series,
    /// Calls that roles made, beside ground truth; absent where nobody rang anybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<CallMade>,
    /// What reports need of the scenario in words.
    pub story: Story,
}

/// What an exercise cost. All simulated; for each, less is better.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Outcomes {
    /// Devices ever infected.
    pub hosts_ever_infected: u32,
    /// Most devices locked at one time.
    pub hosts_locked_peak: u32,
    /// Outpatient appointments put off, fractions as they add up.
    pub appointments_cancelled: f64,
    /// Elective operations put off, fractions as they add up.
    pub operations_cancelled: f64,
    /// Urgent cancer patients among both.
    pub urgent_cancer_cancelled: f64,
    /// Emergency patients sent elsewhere.
    pub ed_diverted: f64,
    /// Those of them who were turned away because the department was overwhelmed.
    pub ed_turned_away: f64,
    /// Emergency patients delayed beyond four hours.
    pub ed_delayed: f64,
    /// Longest wait in the emergency department, minutes.
    pub ed_wait_peak_mins: f64,
    /// Patient-hours of care at reduced capacity, at high, medium and low risk.
    pub degraded_patient_hours: [f64; 3],
    /// Over all services: hours times the share of capacity that was gone.
    pub service_hours_lost: f64,
    /// Time-critical emergency patients (resuscitation and majors at highest risk) first seen late.
    #[serde(default)]
    pub ed_critical_late: f64,
    /// Emergency patients who left without being seen.
    #[serde(default)]
    pub ed_left_unseen: f64,
    /// Patient-hours that diverted patients and those turned away lost on the longer way and in the neighbours' queues, weighted by acuity.
    #[serde(default)]
    pub redirected_hours: f64,
    /// Errors that downtime procedures made: medication, transcription, allergy, duplicate (expected number).
    #[serde(default)]
    pub paper_errors: f64,
    /// Cancelled patients who are on no list, so that no harm review can find them.
    #[serde(default)]
    pub patients_untraced: f64,
    /// Staff hours of what was written on paper and not typed back.
    #[serde(default)]
    pub paper_debt_hours: f64,
}

/// What an organisation declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrganisationFacts {
    /// The id the scenario gives it.
    pub id: String,
    /// The highest level it declared, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared: Option<Declared>,
}

/// A declaration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Declared {
    /// As it was declared.
    pub level: IncidentLevel,
    /// Minutes since STARTEX.
    pub at_mins: u32,
}

/// What a task's condition came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Watched {
    /// The task's id.
    pub task: String,
    /// When it was done, minutes since STARTEX.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_mins: Option<u32>,
    /// When its moment came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moment_mins: Option<u32>,
    /// When it was done before the team could know that it would be needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub early_mins: Option<u32>,
    /// When it was last undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone_mins: Option<u32>,
    /// Minutes in which it should have held.
    #[serde(default)]
    pub during_mins: u32,
    /// Minutes of those in which it held.
    #[serde(default)]
    pub held_mins: u32,
    /// What was found at the time asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<bool>,
    /// Cuts that were ordered, and those of them that a clinician had signed for.
    #[serde(default)]
    pub cuts: [u32; 2],
}

/// What a scripted team came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TeamPlayed {
    /// The team's id.
    pub team: String,
    /// What it cost.
    pub outcomes: Outcomes,
    /// What every task's condition came to.
    pub tasks: Vec<Watched>,
    /// The hash of the final state.
    pub state_hash: String,
}

/// Samples of an exercise, series by series. Each series is a list of `[how many samples, value]`:
/// a value stands for as many samples as follow each other with it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Series {
    /// When the samples were taken: `[first, step, how many]`, minutes since STARTEX.
    pub mins: Vec<(u32, u32, u32)>,
    /// Locked devices.
    pub locked: Vec<(u32, u32)>,
    /// Locked devices that had been reported.
    pub known_locked: Vec<(u32, u32)>,
    /// Infected devices that showed nothing.
    pub silent: Vec<(u32, u32)>,
    /// Devices ever infected.
    pub ever_infected: Vec<(u32, u32)>,
    /// Appointments and operations cancelled so far, in tenths.
    pub cancelled_tenths: Vec<(u32, u64)>,
    /// Patients waiting in the emergency department, in tenths.
    pub ed_queue_tenths: Vec<(u32, u64)>,
    /// The clinical services, in the order of the story.
    pub services: Vec<ServiceSeries>,
}

/// Samples of a clinical service.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ServiceSeries {
    /// Its share of normal capacity, in hundredths.
    pub capacity_pct: Vec<(u32, u8)>,
    /// How it stood.
    pub standing: Vec<(u32, ServiceStanding)>,
    /// Hours it lost in all.
    pub hours_lost: f64,
}

/// How an exercise is judged. Written at ENDEX and after every correction; the last one counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Seal {
    /// The version of the rules that judged it.
    pub engine: u32,
    /// The program and its version.
    pub program: String,
    /// How it was judged.
    pub assessment: Assessment,
}

/// A signature (Ed25519, RFC 8032) over the text `wardroom record, signed:` and the hash of the line
/// before, in hexadecimal. As that hash covers everything before it, so does the signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Signature {
    /// The public part of the key of the installation that signed, 32 bytes in hexadecimal.
    pub key: String,
    /// The signature, 64 bytes in hexadecimal.
    pub signature: String,
}

/// An exercise, judged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Assessment {
    /// The exercise score, 0 to 100 (in seals of engine 1: `readiness`). Told only if enough tasks were
    /// seen.
    #[serde(alias = "readiness")]
    pub score: f64,
    /// The part of the tasks, 0 to 100.
    pub tasks_part: f64,
    /// The part of the outcomes, 0 to 100.
    pub outcomes_part: f64,
    /// What became of patients, 0 to 100; absent in seals of engine 1, which did not know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patients_part: Option<f64>,
    /// The scripted team that it can't exceed, because that team's patients fared better.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Ceiling>,
    /// By objective of the scenario.
    pub objectives: Vec<Objective>,
    /// Outcomes against the scripted teams.
    pub outcomes: Vec<Standing>,
    /// When what mattered came about, if it did.
    pub milestones: Vec<Milestone>,
    /// The scripted teams' scores on the same seed.
    pub references: Vec<(String, f64)>,
    /// What a team that searches came to, by the scenario, 0 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub searched: Option<f64>,
}

/// What holds a score down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Ceiling {
    /// The scripted team whose patients fared better.
    pub team: String,
    /// Its score, 0 to 100.
    pub score: f64,
}

/// An objective, judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "JudgedObjective")]
pub struct Objective {
    /// The id the scenario gives it.
    pub id: String,
    /// As reports head it.
    pub title: String,
    /// Its rating; none if no task was rated.
    pub rating: Option<Rating>,
    /// Mean points of its rated tasks, 0 to 100.
    pub score: Option<f64>,
    /// What was to be done for it, in the scenario's order.
    pub tasks: Vec<Task>,
    /// Whether it is about keeping patients safe.
    #[serde(default)]
    pub patients: bool,
}

/// A task, judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "JudgedTask")]
pub struct Task {
    /// The id the scenario gives it.
    pub id: String,
    /// What should be done.
    pub title: String,
    /// Where that is written.
    pub plan: String,
    /// What is proposed from the state.
    pub proposed: Option<Rating>,
    /// The evidence, in words.
    pub evidence: String,
    /// The rating that counts.
    pub rating: Option<Rating>,
    /// The person who rated it, if one did.
    pub confirmed_by: Option<String>,
    /// Whether only a person can rate it.
    #[serde(default)]
    pub for_a_person: bool,
    /// Why it is not rated, if a person said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waived: Option<String>,
}

/// An outcome against the scripted teams.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "OutcomeStanding")]
pub struct Standing {
    /// Which.
    pub id: Outcome,
    /// In words.
    pub label: String,
    /// Its unit, in words.
    pub unit: String,
    /// What came of it.
    pub value: f64,
    /// Best of the scripted teams.
    pub best: f64,
    /// Worst of the scripted teams.
    pub worst: f64,
    /// 0 for as bad as the worst of them, 1 for as good as the best; it can lie beyond either.
    pub standing: f64,
    /// How much it weighs, in hundredths of all outcomes.
    #[serde(default)]
    pub weight: f64,
    /// Whether it is one of patients.
    #[serde(default)]
    pub of_patients: bool,
}

/// A moment that matters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Milestone {
    /// What.
    pub label: String,
    /// Hours since STARTEX; none if it never came.
    pub hours: Option<f64>,
}

/// What an exercise is compared in with the scripted teams; less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Devices ever infected.
    HostsEverInfected,
    /// Most devices locked at one time.
    HostsLockedPeak,
    /// Outpatient appointments put off.
    AppointmentsCancelled,
    /// Elective operations put off.
    OperationsCancelled,
    /// Urgent cancer patients cancelled.
    UrgentCancerCancelled,
    /// Emergency patients delayed over four hours.
    EdDelayed,
    /// Patient-hours of care at reduced capacity.
    DegradedPatientHours,
    /// Hours times the share of capacity that was gone.
    ServiceHoursLost,
    /// Time-critical emergency patients seen late.
    EdCriticalLate,
    /// Emergency patients who left unseen.
    EdLeftUnseen,
    /// Hours lost by patients diverted or turned away, by acuity.
    Redirected,
    /// Mistakes made while on paper.
    PaperErrors,
    /// Cancelled patients on no list.
    PatientsUntraced,
    /// Staff hours of paper not typed back.
    PaperDebt,
}

same_fields!(
    exercise::Outcomes,
    Outcomes {
        hosts_ever_infected,
        hosts_locked_peak,
        appointments_cancelled,
        operations_cancelled,
        urgent_cancer_cancelled,
        ed_diverted,
        ed_turned_away,
        ed_delayed,
        ed_wait_peak_mins,
        degraded_patient_hours,
        service_hours_lost,
        ed_critical_late,
        ed_left_unseen,
        redirected_hours,
        paper_errors,
        patients_untraced,
        paper_debt_hours,
    }
);
same_fields!(
    assessment::Assessment,
    Assessment {
        score,
        tasks_part,
        outcomes_part,
        patients_part,
        ceiling,
        objectives,
        outcomes,
        milestones,
        references,
        searched,
    }
);
same_fields!(
    assessment::ObjectiveResult,
    Objective {
        id,
        title,
        rating,
        score,
        tasks,
        patients,
    }
);
same_fields!(
    assessment::TaskResult,
    Task {
        id,
        title,
        plan,
        proposed,
        evidence,
        rating,
        confirmed_by,
        for_a_person,
        waived,
    }
);
same_fields!(
    assessment::OutcomeResult,
    Standing {
        id,
        label,
        unit,
        value,
        best,
        worst,
        standing,
        weight,
        of_patients,
    }
);
same_fields!(assessment::Ceiling, Ceiling { team, score });
same_fields!(assessment::Milestone, Milestone { label, hours });
same_variants!(
    scenario::Outcome,
    Outcome {
        HostsEverInfected,
        HostsLockedPeak,
        AppointmentsCancelled,
        OperationsCancelled,
        UrgentCancerCancelled,
        EdDelayed,
        DegradedPatientHours,
        ServiceHoursLost,
        EdCriticalLate,
        EdLeftUnseen,
        Redirected,
        PaperErrors,
        PatientsUntraced,
        PaperDebt,
    }
);
