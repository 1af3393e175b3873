//! Whether a condition holds in a state. Must not change anything.

use super::rules::reach::Reach;
use super::state::{InjectState, Mode, Ordered, PromptState, State};
use crate::scenario::{Condition, Mins, OrganisationId};

/// What conditions are asked of.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    reach: &'a Reach,
    state: &'a State,
    of: OrganisationId,
    /// Only what was done from this minute on counts.
    from: Mins,
}

impl<'a> Facts<'a> {
    /// The facts of a state.
    pub fn new(reach: &'a Reach, state: &'a State) -> Self {
        let of = OrganisationId(0);
        Self {
            reach,
            state,
            of,
            from: 0,
        }
    }

    /// The same, asked of an organisation.
    pub fn asked_of(self, of: OrganisationId) -> Self {
        Self { of, ..self }
    }

    /// The same, asked only of what people did from a minute on: decisions, cards, steps, calls,
    /// and states of the network and of services that began then. What is so by itself (machines,
    /// capacity, queues, the time) is asked as it is.
    pub fn done_from(self, from: Mins) -> Self {
        Self { from, ..self }
    }
}

/// Whether a condition holds.
pub fn holds(condition: &Condition, facts: &Facts<'_>) -> bool {
    use Condition as C;
    let (state, of, from) = (facts.state, facts.of, facts.from);
    let since = |at: Option<Mins>| at.is_some_and(|at| at >= from);
    let ordered = |at: Option<Mins>, what: Ordered| {
        let known = &state.facts.ordered;
        let earlier = known.iter().find(|(it, _)| *it == what).map(|(_, at)| *at);
        since(at.map(|at| earlier.map_or(at, |earlier| earlier.min(at))))
    };
    match condition {
        C::Reached(mins) => state.minute >= *mins,
        C::LockedIn { segment, at_least } => facts.reach.locked_in[segment.at()] >= *at_least,
        C::Locked { at_least } => facts.reach.locked[of] >= *at_least,
        C::ReportedLocked { at_least } => facts.reach.known_locked[of] >= *at_least,
        C::Clean => state.facts.clean[of].is_some(),
        C::ServiceBelow { service, share } => state.services[service.at()].capacity < *share,
        C::StockBelow { service, amount } => {
            state.services[service.at()].stock < f64::from(*amount)
        }
        C::SystemBelow { system, share } => facts.reach.system_best(system.at()) < *share,
        C::EdQueue { at_least } => state.patients.ed_queue[of] >= f64::from(*at_least),
        C::Cancelled { at_least } => {
            let out = &state.outcomes;
            out.appointments_cancelled + out.operations_cancelled >= f64::from(*at_least)
        }
        C::Delivered(id) => matches!(state.injects[id.at()], InjectState::Delivered { .. }),
        C::Undelivered(id) => matches!(state.injects[id.at()], InjectState::Undelivered { .. }),
        C::Asked(id) => state.prompts[id.at()] != PromptState::Waiting,
        C::Decided(id) => since(decided(state.prompts[id.at()]).map(|(at, _)| at)),
        C::Chosen { prompt, option } => decided(state.prompts[prompt.at()])
            .is_some_and(|(at, chosen)| at >= from && chosen == *option),
        C::Done(id) if from == 0 => state.facts.first_done[of][id.at()].is_some(),
        C::Done(id) => state.facts.done[of]
            .iter()
            .any(|(done, _, at)| done == id && *at >= from),
        C::DoneOn { card, target } => state.facts.done[of]
            .iter()
            .any(|(done, on, at)| done == card && on.as_ref() == Some(target) && *at >= from),
        C::Declared(level) => state.facts.declared[of]
            .iter()
            .any(|(declared, at)| declared >= level && *at >= from),
        C::Notified(body) => since(state.facts.notified[of].get(&body.0).map(|it| it[1])),
        C::Marked(step) => since(state.facts.marked[of].get(step).map(|it| it[1])),
        C::Isolated(segment) => ordered(
            state.network.isolated[segment.at()],
            Ordered::Isolated(*segment),
        ),
        C::LinkCut(link) => ordered(state.network.cut[link.at()], Ordered::Cut(*link)),
        C::PortBlocked(link) => {
            ordered(state.network.port_blocked[link.at()], Ordered::Port(*link))
                || ordered(state.network.cut[link.at()], Ordered::Cut(*link))
        }
        C::MailOff => state.network.mail_off[of],
        C::MethaneGiven => since(state.facts.reports[of].methane),
        C::OutOfBandOpen => ordered(state.facts.out_of_band[of], Ordered::OutOfBand(of)),
        C::OnPaper(service) => match state.services[service.at()].mode {
            Mode::Paper { since } => since >= from,
            Mode::Screens | Mode::Mobilising { .. } => false,
        },
        C::Diverted(pathway) => ordered(
            state.patients.diverted[pathway.at()],
            Ordered::Diverted(*pathway),
        ),
        C::StoodDown => since(state.facts.stood_down[of]),
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
        // What must not have been done must not have been done at all.
        C::Not(inner) => !holds(inner, &facts.done_from(0)),
        C::All(list) => list.iter().all(|one| holds(one, facts)),
        C::Any(list) => list.iter().any(|one| holds(one, facts)),
    }
}

/// When a prompt was decided, and with which option.
fn decided(prompt: PromptState) -> Option<(Mins, usize)> {
    match prompt {
        PromptState::Decided { at, option, .. } => Some((at, option)),
        PromptState::Waiting | PromptState::Asked { .. } => None,
    }
}
