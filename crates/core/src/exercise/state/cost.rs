//! What the exercise has cost so far. Must not weigh it.

use serde::Serialize;

/// What the exercise has cost so far. For each, less is better.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Outcomes {
    /// Hosts infected at any time, each counted as often as it was.
    pub hosts_ever_infected: u32,
    /// Most hosts locked at one time.
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
    /// Patient-hours in degraded care, at high, medium and low risk.
    pub degraded_patient_hours: [f64; 3],
    /// Over all services: hours times the share of capacity that was gone.
    pub service_hours_lost: f64,
    /// Time-critical emergency patients (resuscitation and majors at highest risk) first seen late.
    pub ed_critical_late: f64,
    /// Emergency patients who left without being seen.
    pub ed_left_unseen: f64,
    /// Patient-hours that diverted patients and those turned away lost on the longer way and in the neighbours' queues, weighted by acuity.
    pub redirected_hours: f64,
    /// Errors that downtime procedures made: medication, transcription, allergy, duplicate (expected number).
    pub paper_errors: f64,
    /// Cancelled patients who are on no list, so that no harm review can find them.
    pub patients_untraced: f64,
    /// Staff hours of what was written on paper and not typed back.
    pub paper_debt_hours: f64,
}
