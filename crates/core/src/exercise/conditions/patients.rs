//! Conditions of patients: who waits, who was put off, who goes elsewhere. Must not change anything.

use super::facts::Facts;
use super::telling::{Told, figure, theirs};
use crate::exercise::aspects::{Asks, Follows};
use crate::exercise::state::{Ordered, Outcomes};
use crate::scenario::{PatientsCondition as Patients, Scenario};

/// What one asks about.
pub(super) fn asks(condition: &Patients) -> Asks {
    match condition {
        Patients::EdQueue { .. } | Patients::Cancelled { .. } => Asks::Compares(Follows::Patients),
        Patients::Diverted(_) => Asks::Done,
    }
}

/// Whether one holds.
pub(super) fn holds(condition: &Patients, facts: &Facts<'_>) -> bool {
    let patients = &facts.state.patients;
    match condition {
        Patients::EdQueue { at_least } => patients.ed_queue[facts.of] >= f64::from(*at_least),
        Patients::Cancelled { at_least } => {
            cancelled(&facts.state.outcomes) >= f64::from(*at_least)
        }
        Patients::Diverted(id) => facts.ordered(patients.diverted[id.at()], Ordered::Diverted(*id)),
    }
}

/// Its words.
pub(super) fn told(condition: &Patients, scenario: &Scenario, facts: &Facts<'_>) -> Told {
    match condition {
        Patients::EdQueue { at_least } => Told::Far(figure(
            &theirs(scenario, facts, "patients waiting in ED"),
            *at_least,
            facts.state.patients.ed_queue[facts.of],
        )),
        Patients::Cancelled { at_least } => Told::Far(figure(
            "appointments and operations cancelled",
            *at_least,
            cancelled(&facts.state.outcomes),
        )),
        Patients::Diverted(id) => Told::So(format!("{} diverted", scenario.pathways[id.at()].name)),
    }
}

fn cancelled(out: &Outcomes) -> f64 {
    out.appointments_cancelled + out.operations_cancelled
}
