//! What is compared between two courses. Less is better in every one of them.

use crate::assessment::{OUTCOMES, label, unit, value};
use crate::exercise::Exercise;
use crate::scenario::{Outcome, Scenario};

/// Something that two courses can differ in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Its name for programs: `appointments-cancelled`, `hours-lost:imaging`.
    pub id: String,
    /// In words.
    pub label: String,
    /// Its unit, in words.
    pub unit: &'static str,
    /// How it stands after “fewer”: `appointments cancelled`.
    pub counted: String,
}

/// An outcome's name for programs.
fn id(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::HostsEverInfected => "hosts-ever-infected",
        Outcome::HostsLockedPeak => "hosts-locked-peak",
        Outcome::AppointmentsCancelled => "appointments-cancelled",
        Outcome::OperationsCancelled => "operations-cancelled",
        Outcome::UrgentCancerCancelled => "urgent-cancer-cancelled",
        Outcome::EdDelayed => "ed-delayed",
        Outcome::DegradedPatientHours => "degraded-patient-hours",
        Outcome::ServiceHoursLost => "service-hours-lost",
        Outcome::EdCriticalLate => "ed-critical-late",
        Outcome::EdLeftUnseen => "ed-left-unseen",
        Outcome::Redirected => "redirected-hours",
        Outcome::PaperErrors => "paper-errors",
        Outcome::PatientsUntraced => "patients-untraced",
        Outcome::PaperDebt => "paper-debt-hours",
    }
}

fn counted(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::HostsEverInfected => "devices infected",
        Outcome::HostsLockedPeak => "devices locked at the worst moment",
        Outcome::AppointmentsCancelled => "appointments cancelled",
        Outcome::OperationsCancelled => "operations cancelled",
        Outcome::UrgentCancerCancelled => "urgent cancer patients cancelled",
        Outcome::EdDelayed => "emergency patients delayed over four hours",
        Outcome::DegradedPatientHours => "patient-hours of care at reduced capacity",
        Outcome::ServiceHoursLost => "service-hours lost",
        Outcome::EdCriticalLate => "time-critical emergency patients seen late",
        Outcome::EdLeftUnseen => "emergency patients who left unseen",
        Outcome::Redirected => "hours lost by patients diverted or turned away",
        Outcome::PaperErrors => "errors on paper",
        Outcome::PatientsUntraced => "cancelled patients on no list",
        Outcome::PaperDebt => "staff hours of paper not typed back",
    }
}

/// Everything that is compared: the outcomes, emergency patients sent elsewhere, the longest wait,
/// and the hours that each service lost.
pub fn measures(scenario: &Scenario) -> Vec<Measure> {
    let mut list: Vec<Measure> = OUTCOMES
        .iter()
        .map(|outcome| Measure {
            id: id(*outcome).to_owned(),
            label: label(*outcome).to_owned(),
            unit: unit(*outcome),
            counted: counted(*outcome).to_owned(),
        })
        .collect();
    list.push(Measure {
        id: "ed-diverted".to_owned(),
        label: "Emergency patients sent elsewhere".to_owned(),
        unit: "patients",
        counted: "emergency patients sent elsewhere".to_owned(),
    });
    list.push(Measure {
        id: "ed-wait-peak".to_owned(),
        label: "Longest wait in the emergency department".to_owned(),
        unit: "minutes",
        counted: "minutes of the longest wait in the emergency department".to_owned(),
    });
    list.extend(scenario.services.iter().map(|service| Measure {
        id: format!("hours-lost:{}", service.id),
        label: format!("{}: hours lost", service.name),
        unit: "hours",
        counted: format!("hours of {} lost", service.name),
    }));
    list
}

/// What they came to, in the order of [`measures`].
pub(super) fn values(exercise: &Exercise) -> Vec<f64> {
    let state = exercise.state();
    let out = &state.outcomes;
    let mut values: Vec<f64> = OUTCOMES.iter().map(|id| value(*id, out)).collect();
    values.push(out.ed_diverted);
    values.push(out.ed_wait_peak_mins);
    values.extend(state.services.iter().map(|service| service.hours_lost));
    values
}
