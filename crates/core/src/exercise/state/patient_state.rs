//! Patients who wait, and where they are sent. Must not contain a rule.

use crate::exercise::each::Each;
use crate::scenario::{FlowKind, Mins, Scenario};
use serde::Serialize;

/// Emergency care and booked work.
#[derive(Clone, Debug, Serialize)]
pub struct Patients {
    /// Patients waiting in the emergency department: to be seen, or for a bed.
    pub ed_queue: Each<f64>,
    /// Emergency departments, with the beds and the neighbours behind them.
    pub ed: Each<Department>,
    /// Ambulances turn away by themselves.
    pub ed_overwhelmed: Each<bool>,
    /// Since when each pathway is diverted.
    pub diverted: Vec<Option<Mins>>,
    /// Until when each flow is cancelled ahead of time.
    pub cancelled_until: Vec<Mins>,
    /// Since when urgent cancer patients come first.
    pub protect_urgent: Each<Option<Mins>>,
    /// Staff of cancelled lists help in the emergency department.
    pub redeployed: Each<bool>,
    /// Cancelled patients who are on no list.
    pub untraced: Each<f64>,
}

impl Patients {
    /// At STARTEX.
    pub(super) fn of(scenario: &Scenario) -> Self {
        let several = scenario.organisations.len();
        Self {
            diverted: vec![None; scenario.pathways.len()],
            cancelled_until: vec![0; scenario.flows.len()],
            ed_queue: Each::of(several, 0.0),
            ed: {
                let mut ed = Each::of(several, Department::default());
                for flow in &scenario.flows {
                    if flow.kind == FlowKind::Emergency {
                        let of = scenario.services[flow.service.at()].of;
                        ed[of].inpatients = flow.department.inpatients;
                    }
                }
                ed
            },
            ed_overwhelmed: Each::of(several, false),
            protect_urgent: Each::of(several, None),
            redeployed: Each::of(several, false),
            untraced: Each::of(several, 0.0),
        }
    }
}

/// An emergency department, the beds behind it, and what it has sent to its neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Department {
    /// Patients who have come to its door or were brought there, from anywhere.
    pub came: f64,
    /// Patients who wait to be seen: resuscitation, majors, minors.
    pub waiting: [f64; 3],
    /// Patients who were seen and wait for a bed.
    pub boarding: f64,
    /// Emergency patients in the beds of its wards.
    pub inpatients: f64,
    /// Of those: who could go home and has not been let go.
    pub ready: f64,
    /// Patients whom its neighbours have beyond what they can see.
    pub elsewhere: f64,
    /// The neighbours have said that they are full.
    pub neighbours_full: bool,
}
