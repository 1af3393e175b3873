//! Whom what happened concerns, where several organisations play. Must not show anything.

use super::event::{Event, What};
use super::voice::Speaker;
use crate::scenario::{OrganisationId, RoleId, Scenario};

/// Whether something that happened concerns an organisation: it is addressed to it, decided by it,
/// or befell what it is shown. What nobody can be named for concerns everybody.
pub fn concerns(scenario: &Scenario, event: &Event, of: OrganisationId) -> bool {
    let names = &scenario.names;
    let by = |role: &String| {
        let role = names.roles.get(role);
        role.is_none_or(|role| scenario.roles[role.at()].of == of)
    };
    let to = |roles: &[RoleId]| scenario.is_for(of, roles);
    let own = |named: &Option<String>| {
        let named = named.as_ref().and_then(|it| names.organisations.get(it));
        named.is_none_or(|named| *named == of || scenario.organisations[of.at()].oversees)
    };
    match &event.what {
        What::Delivered { inject, .. }
        | What::Undelivered { inject }
        | What::Held { inject }
        | What::Skipped { inject }
        | What::Resumed { inject }
        | What::Reworded { inject, .. } => names
            .injects
            .get(inject)
            .is_none_or(|id| to(&scenario.injects[id.at()].to)),
        What::Asked { prompt } | What::Lapsed { prompt } | What::Hands { prompt, .. } => names
            .prompts
            .get(prompt)
            .is_none_or(|id| to(&scenario.prompts[id.at()].by)),
        What::Decided { by: role, .. }
        | What::ActionStarted { by: role, .. }
        | What::Improvised { by: role, .. }
        | What::Reported { by: role, .. } => by(role),
        What::Leaned { by: role, .. } | What::Proposed { by: role, .. } => by(role),
        What::Said { by: one, to, .. } => [one, to].into_iter().any(|it| match it {
            Speaker::Role(role) => by(role),
            Speaker::Facilitator | Speaker::Somebody(_) => false,
        }),
        What::Cited { by: one, .. } => match one {
            Speaker::Role(role) => by(role),
            Speaker::Facilitator | Speaker::Somebody(_) => true,
        },
        What::Told { to: roles, .. } => roles.iter().any(by),
        What::ServiceChanged { service, .. } | What::ServiceReported { service, .. } => names
            .services
            .get(service)
            .is_none_or(|id| scenario.shows(of, *id)),
        What::SegmentInfected { segment } | What::SegmentLocked { segment } => names
            .segments
            .get(segment)
            .and_then(|id| scenario.segments[id.at()].of)
            .is_none_or(|owner| owner == of || scenario.organisations[of.at()].oversees),
        What::Arrived { crew, .. } | What::AidWaits { crew, .. } => names
            .crews
            .get(crew)
            .is_none_or(|id| scenario.crews[id.at()].of == of),
        What::Declared { of: named, .. }
        | What::Notified { of: named, .. }
        | What::Marked { of: named, .. }
        | What::StoodDown { of: named }
        | What::EdOverwhelmed { of: named }
        | What::EdCopes { of: named }
        | What::NeighboursFull { of: named } => own(named),
        // Of the whole exercise, of nobody's side, or the facilitator's and evaluators' own.
        What::Started
        | What::ActionDone { .. }
        | What::Corrected { .. }
        | What::Noted { .. }
        | What::Rated { .. }
        | What::Acted { .. }
        | What::Answered { .. }
        | What::NoDuff { .. }
        | What::CoreSet { .. }
        | What::KillSwitch
        | What::Clean
        | What::OutageBegan { .. }
        | What::OutageReturned { .. }
        | What::StageReached { .. }
        | What::StageTraced { .. }
        | What::DrivenOut { .. }
        | What::Extorted { .. }
        | What::Ended => true,
    }
}
