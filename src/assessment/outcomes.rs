//! Outcomes: what each is called, what it came to, and how it stands against the reference teams.

use crate::exercise::Outcomes;
use crate::scenario::Outcome;

/// All outcomes, in the order of reports.
pub const OUTCOMES: [Outcome; 8] = [
    Outcome::HostsEverInfected,
    Outcome::HostsLockedPeak,
    Outcome::AppointmentsCancelled,
    Outcome::OperationsCancelled,
    Outcome::UrgentCancerCancelled,
    Outcome::EdDelayed,
    Outcome::DegradedPatientHours,
    Outcome::ServiceHoursLost,
];

/// What an outcome came to.
pub fn value(id: Outcome, outcomes: &Outcomes) -> f64 {
    match id {
        Outcome::HostsEverInfected => f64::from(outcomes.hosts_ever_infected),
        Outcome::HostsLockedPeak => f64::from(outcomes.hosts_locked_peak),
        Outcome::AppointmentsCancelled => outcomes.appointments_cancelled,
        Outcome::OperationsCancelled => outcomes.operations_cancelled,
        Outcome::UrgentCancerCancelled => outcomes.urgent_cancer_cancelled,
        Outcome::EdDelayed => outcomes.ed_delayed,
        Outcome::DegradedPatientHours => outcomes.degraded_patient_hours.iter().sum(),
        Outcome::ServiceHoursLost => outcomes.service_hours_lost,
    }
}

/// An outcome in words.
pub fn label(id: Outcome) -> &'static str {
    match id {
        Outcome::HostsEverInfected => "Devices ever infected",
        Outcome::HostsLockedPeak => "Most devices locked at one time",
        Outcome::AppointmentsCancelled => "Appointments cancelled",
        Outcome::OperationsCancelled => "Operations cancelled",
        Outcome::UrgentCancerCancelled => "Urgent cancer patients cancelled",
        Outcome::EdDelayed => "Emergency patients delayed over four hours",
        Outcome::DegradedPatientHours => "Patient-hours in degraded care",
        Outcome::ServiceHoursLost => "Service-hours lost",
    }
}

/// The unit of an outcome, in words.
pub fn unit(id: Outcome) -> &'static str {
    match id {
        Outcome::HostsEverInfected | Outcome::HostsLockedPeak => "devices",
        Outcome::AppointmentsCancelled => "appointments",
        Outcome::OperationsCancelled => "operations",
        Outcome::UrgentCancerCancelled | Outcome::EdDelayed => "patients",
        Outcome::DegradedPatientHours => "patient-hours",
        Outcome::ServiceHoursLost => "hours",
    }
}

/// How a value stands between the best and the worst of the reference teams:
/// `(worst − value) ÷ (worst − best)`, within 0 and 1. Where they do not differ, 1 for as good and
/// 0 for worse.
pub fn standing(value: f64, best: f64, worst: f64) -> f64 {
    if worst - best <= f64::EPSILON {
        return f64::from(u8::from(value <= best + f64::EPSILON));
    }
    ((worst - value) / (worst - best)).clamp(0.0, 1.0)
}
