//! Whether a condition holds in a state. Must not change anything.

use super::rules::reach::Reach;
use super::state::{InjectState, Mode, PromptState, State};
use crate::scenario::Condition;

/// What conditions are asked of.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    reach: &'a Reach,
    state: &'a State,
}

impl<'a> Facts<'a> {
    /// The facts of a state.
    pub fn new(reach: &'a Reach, state: &'a State) -> Self {
        Self { reach, state }
    }
}

/// Whether a condition holds.
pub fn holds(condition: &Condition, facts: &Facts<'_>) -> bool {
    use Condition as C;
    let state = facts.state;
    match condition {
        C::Reached(mins) => state.minute >= *mins,
        C::LockedIn { segment, at_least } => facts.reach.locked_in[segment.at()] >= *at_least,
        C::Locked { at_least } => facts.reach.locked >= *at_least,
        C::ReportedLocked { at_least } => facts.reach.known_locked >= *at_least,
        C::Clean => state.facts.clean.is_some(),
        C::ServiceBelow { service, share } => state.services[service.at()].capacity < *share,
        C::SystemBelow { system, share } => facts.reach.system_best(system.at()) < *share,
        C::EdQueue { at_least } => state.patients.ed_queue >= f64::from(*at_least),
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
        C::Done(id) => state.facts.first_done[id.at()].is_some(),
        C::DoneOn { card, target } => state
            .facts
            .done
            .iter()
            .any(|(done, on, _)| done == card && on.as_ref() == Some(target)),
        C::Declared(level) => state
            .facts
            .declared
            .iter()
            .any(|(declared, _)| declared >= level),
        C::Notified(body) => state.facts.notified.contains_key(&body.0),
        C::Marked(step) => state.facts.marked.contains_key(step),
        C::Isolated(segment) => state.network.isolated[segment.at()].is_some(),
        C::LinkCut(link) => state.network.cut[link.at()].is_some(),
        C::MailOff => state.network.mail_off,
        C::OutOfBandOpen => state.facts.out_of_band.is_some(),
        C::OnPaper(service) => matches!(state.services[service.at()].mode, Mode::Paper { .. }),
        C::Diverted(pathway) => state.patients.diverted[pathway.at()].is_some(),
        C::StoodDown => state.facts.stood_down.is_some(),
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
        C::Not(inner) => !holds(inner, facts),
        C::All(list) => list.iter().all(|one| holds(one, facts)),
        C::Any(list) => list.iter().any(|one| holds(one, facts)),
    }
}
