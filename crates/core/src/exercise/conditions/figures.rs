//! How the figures stand that conditions compare with a bound. Must not know a bound.

use super::facts::Facts;
use crate::exercise::asks::Figure;
use crate::exercise::state::Mode;

impl Figure {
    /// How it stands.
    pub fn stands(self, facts: &Facts<'_>) -> f64 {
        let (reach, state) = (facts.reach, facts.state);
        let so = |it: bool| f64::from(u8::from(it));
        match self {
            Self::LockedIn(segment) => f64::from(reach.hosts_in[segment.at()].locked),
            Self::Locked(of) => f64::from(reach.locked[of]),
            Self::Clean(of) => so(state.facts.clean[of].is_some()),
            Self::System(system) => reach.system_best(system.at()),
            Self::ReportedLocked(of) => f64::from(reach.known_locked[of]),
            Self::Capacity(service) => state.services[service.at()].capacity,
            Self::OnPaper(service) => so(matches!(
                state.services[service.at()].mode,
                Mode::Paper { since } if since >= facts.from
            )),
            Self::Stock(service) => state.services[service.at()].stock,
            Self::EdQueue(of) => state.patients.ed_queue[of],
            Self::Cancelled => {
                state.outcomes.appointments_cancelled + state.outcomes.operations_cancelled
            }
        }
    }
}
