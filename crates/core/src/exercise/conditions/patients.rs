//! Conditions of patients: who waits, who was put off, who goes elsewhere. Must not change anything.

use super::facts::Facts;
use super::telling::{Told, figure, theirs};
use crate::exercise::asks::{Asks, Figure};
use crate::exercise::state::Ordered;
use crate::scenario::{OrganisationId, PatientsCondition as Patients, Scenario};

/// What one asks about, asked of an organisation.
pub(super) fn asks(condition: &Patients, of: OrganisationId) -> Asks {
    match condition {
        Patients::EdQueue { at_least } => Asks::Compares(Figure::EdQueue(of), f64::from(*at_least)),
        Patients::Cancelled { at_least } => Asks::Compares(Figure::Cancelled, f64::from(*at_least)),
        Patients::Diverted(_) => Asks::Done,
    }
}

/// Whether one holds.
pub(super) fn holds(condition: &Patients, facts: &Facts<'_>) -> bool {
    let patients = &facts.state.patients;
    match condition {
        Patients::EdQueue { at_least } => {
            Figure::EdQueue(facts.of).stands(facts) >= f64::from(*at_least)
        }
        Patients::Cancelled { at_least } => Figure::Cancelled.stands(facts) >= f64::from(*at_least),
        Patients::Diverted(id) => facts.ordered(patients.diverted[id.at()], Ordered::Diverted(*id)),
    }
}

/// Its words.
pub(super) fn told(condition: &Patients, scenario: &Scenario, facts: &Facts<'_>) -> Told {
    match condition {
        Patients::EdQueue { at_least } => Told::Far(figure(
            &theirs(scenario, facts, "patients waiting in ED"),
            *at_least,
            Figure::EdQueue(facts.of).stands(facts),
        )),
        Patients::Cancelled { at_least } => Told::Far(figure(
            "appointments and operations cancelled",
            *at_least,
            Figure::Cancelled.stands(facts),
        )),
        Patients::Diverted(id) => Told::So(format!("{} diverted", scenario.pathways[id.at()].name)),
    }
}
