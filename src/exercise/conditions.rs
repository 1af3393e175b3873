//! Whether a condition holds in a state. Must not change anything.

use super::rules::reach::Reach;
use super::state::{InjectState, Mode, PromptState, State};
use crate::scenario::{Condition, OrganisationId};

/// What conditions are asked of.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    reach: &'a Reach,
    state: &'a State,
    of: OrganisationId,
}

impl<'a> Facts<'a> {
    /// The facts of a state.
    pub fn new(reach: &'a Reach, state: &'a State) -> Self {
        let of = OrganisationId(0);
        Self { reach, state, of }
    }

    /// The same, asked of an organisation.
    pub fn asked_of(self, of: OrganisationId) -> Self {
        Self { of, ..self }
    }
}

/// Whether a condition holds.
pub fn holds(condition: &Condition, facts: &Facts<'_>) -> bool {
    use Condition as C;
    let (state, of) = (facts.state, facts.of);
    match condition {
        C::Reached(mins) => state.minute >= *mins,
        C::LockedIn { segment, at_least } => facts.reach.locked_in[segment.at()] >= *at_least,
        C::Locked { at_least } => facts.reach.locked[of] >= *at_least,
        C::ReportedLocked { at_least } => facts.reach.known_locked[of] >= *at_least,
        C::Clean => state.facts.clean[of].is_some(),
        C::ServiceBelow { service, share } => state.services[service.at()].capacity < *share,
        C::SystemBelow { system, share } => facts.reach.system_best(system.at()) < *share,
        C::EdQueue { at_least } => state.patients.ed_queue[of] >= f64::from(*at_least),
        C::Cancelled { at_least } => {
            let out = &state.outcomes;
            out.appointments_cancelled + out.operations_cancelled >= f64::from(*at_least)
        }
        C::Delivered(id) => matches!(state.injects[id.at()], InjectState::Delivered { .. }),
        C::Undelivered(id) => matches!(state.injects[id.at()], InjectState::Undelivered { .. }),
        C::Asked(id) => state.prompts[id.at()] != PromptState::Waiting,
        C::Decided(id) => matches!(state.prompts[id.at()], PromptState::Decided { .. }),
        C::Chosen { prompt, option } => matches!(
            state.prompts[prompt.at()],
            PromptState::Decided { option: chosen, .. } if chosen == *option
        ),
        C::Done(id) => state.facts.first_done[of][id.at()].is_some(),
        C::DoneOn { card, target } => state.facts.done[of]
            .iter()
            .any(|(done, on, _)| done == card && on.as_ref() == Some(target)),
        C::Declared(level) => state.facts.declared[of]
            .iter()
            .any(|(declared, _)| declared >= level),
        C::Notified(body) => state.facts.notified[of].contains_key(&body.0),
        C::Marked(step) => state.facts.marked[of].contains_key(step),
        C::Isolated(segment) => state.network.isolated[segment.at()].is_some(),
        C::LinkCut(link) => state.network.cut[link.at()].is_some(),
        C::MailOff => state.network.mail_off[of],
        C::OutOfBandOpen => state.facts.out_of_band[of].is_some(),
        C::OnPaper(service) => matches!(state.services[service.at()].mode, Mode::Paper { .. }),
        C::Diverted(pathway) => state.patients.diverted[pathway.at()].is_some(),
        C::StoodDown => state.facts.stood_down[of].is_some(),
        C::Out(id) => {
            let outage = state.threats.outages[id.at()];
            outage.begun.is_some() && !outage.whole
        }
        C::Back(id) => state.threats.outages[id.at()].whole,
        C::Intruded(id) => state.threats.stages[id.at()].reached.is_some(),
        C::Traced(id) => state.threats.stages[id.at()].traced.is_some(),
        C::DrivenOut(id) => state.threats.driven_out[id.at()].is_some(),
        C::Proven(id) => state.threats.extortions[id.at()].proven.is_some(),
        C::DeadlinePassed(id) => state.threats.extortions[id.at()].deadline.is_some(),
        C::Published(id) => state.threats.extortions[id.at()].published.is_some(),
        C::KeyOffered(id) => state.threats.extortions[id.at()].offered.is_some(),
        C::KeyWorks(id) => state.threats.extortions[id.at()].works,
        C::Of(of, inner) => holds(inner, &facts.asked_of(*of)),
        C::Not(inner) => !holds(inner, facts),
        C::All(list) => list.iter().all(|one| holds(one, facts)),
        C::Any(list) => list.iter().any(|one| holds(one, facts)),
    }
}
