//! The past in samples, for charts. Must not be able to change anything.

use super::event::Standing;
use super::state::{Host, State};
use crate::scenario::Mins;
use serde::{Deserialize, Serialize};

/// Minutes between two samples of the history.
pub const SAMPLE_MINS: Mins = 5;

/// One point of the past, for charts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// Minutes since STARTEX.
    pub mins: Mins,
    /// Locked hosts.
    pub locked: u32,
    /// Locked hosts that had been reported.
    pub known_locked: u32,
    /// Infected hosts that showed nothing.
    pub silent: u32,
    /// Hosts ever infected.
    pub ever_infected: u32,
    /// Appointments and operations cancelled so far.
    pub cancelled: f64,
    /// Patients waiting in the emergency department.
    pub ed_queue: f64,
    /// Each service's share of normal capacity, in hundredths.
    pub capacity_pct: Vec<u8>,
    /// How each service stood.
    pub standing: Vec<Standing>,
}

/// A sample of this moment.
pub fn sample(state: &State) -> Sample {
    Sample {
        mins: state.minute,
        locked: state.locked(),
        known_locked: state.known_locked(),
        silent: state
            .groups
            .iter()
            .map(|group| group.get(Host::Infected))
            .sum(),
        ever_infected: state.outcomes.hosts_ever_infected,
        cancelled: state.outcomes.appointments_cancelled + state.outcomes.operations_cancelled,
        ed_queue: state.patients.ed_queue.iter().sum(),
        capacity_pct: state
            .services
            .iter()
            .map(|service| (service.capacity * 100.0).clamp(0.0, 200.0) as u8)
            .collect(),
        standing: state
            .services
            .iter()
            .map(|service| service.standing)
            .collect(),
    }
}
