//! Organisations that play together on one clock, and what belongs to which. Must not hold any
//! state.

use super::super::shape::ChannelKind;
use super::ids::{OrganisationId, RoleId, ServiceId, SystemId};
use super::picks::Target;
use super::scenario::Scenario;

impl Scenario {
    /// Whether several organisations play.
    pub fn several(&self) -> bool {
        self.organisations.len() > 1
    }

    /// The id of an organisation for what is told of it; none where a trust plays alone.
    pub fn named_if_several(&self, of: OrganisationId) -> Option<String> {
        self.several()
            .then(|| self.organisations[of.at()].id.clone())
    }

    /// All organisations.
    pub fn organisation_ids(&self) -> impl Iterator<Item = OrganisationId> + use<> {
        (0..self.organisations.len()).map(OrganisationId::from)
    }

    /// Whose a system is: that of the segments it runs in, if they are all of one.
    pub fn system_of(&self, system: SystemId) -> Option<OrganisationId> {
        let mut all = self.systems[system.at()]
            .segments
            .iter()
            .map(|it| self.segments[it.at()].of);
        let first = all.next()??;
        all.all(|of| of == Some(first)).then_some(first)
    }

    /// Whose the target of a card is; nobody's in particular if it lies outside or is shared.
    pub fn owner(&self, target: Target) -> Option<OrganisationId> {
        match target {
            Target::Segment(id) => self.segments[id.at()].of,
            Target::Link(id) => {
                let link = &self.links[id.at()];
                let (from, to) = (
                    self.segments[link.from.at()].of,
                    self.segments[link.to.at()].of,
                );
                if from.is_some() && to.is_some() && from != to {
                    return None;
                }
                from.or(to)
            }
            Target::Service(id) => Some(self.services[id.at()].of),
            Target::Flow(id) => Some(self.services[self.flows[id.at()].service.at()].of),
            Target::Pathway(id) => self.pathways[id.at()]
                .from
                .map(|flow| self.services[self.flows[flow.at()].service.at()].of),
            Target::System(id) => self.system_of(id),
            Target::Crew(id) => Some(self.crews[id.at()].of),
            Target::Body(_) => None,
        }
    }

    /// Whether somebody of an organisation may do something to a target: it is theirs, nobody's in
    /// particular, or they act for all.
    pub fn reaches(&self, of: OrganisationId, target: Target) -> bool {
        self.organisations[of.at()].oversees || self.owner(target).is_none_or(|owner| owner == of)
    }

    /// The system that carries an organisation's messages of a kind: that of the first such channel
    /// whose system is its own or nobody's in particular.
    pub fn carrier(&self, kind: ChannelKind, of: OrganisationId) -> Option<SystemId> {
        self.channels
            .iter()
            .filter(|channel| channel.kind == kind)
            .find(|channel| match channel.carried_by {
                Some(system) if self.several() => {
                    self.system_of(system).is_none_or(|owner| owner == of)
                }
                _ => true,
            })
            .and_then(|channel| channel.carried_by)
    }

    /// The organisation that roles belong to: that of the first.
    pub fn organisation_of(&self, roles: &[RoleId]) -> OrganisationId {
        roles
            .first()
            .and_then(|role| self.roles.get(role.at()))
            .map_or(OrganisationId(0), |role| role.of)
    }

    /// The roles of some that belong to an organisation.
    pub fn roles_in(&self, of: OrganisationId, roles: &[RoleId]) -> Vec<RoleId> {
        roles
            .iter()
            .copied()
            .filter(|role| self.roles[role.at()].of == of)
            .collect()
    }

    /// Whether a message or a question to these roles is one of an organisation's.
    pub fn is_for(&self, of: OrganisationId, roles: &[RoleId]) -> bool {
        roles.iter().any(|role| self.roles[role.at()].of == of)
    }

    /// A service's name among its organisation's own: without the organisation's, if it begins so.
    pub fn own_name(&self, service: ServiceId) -> String {
        let service = &self.services[service.at()];
        let short = &self.organisations[service.of.at()].short;
        let rest = service
            .name
            .strip_prefix(short.as_str())
            .and_then(|rest| rest.strip_prefix(' '))
            .filter(|_| self.several());
        let Some(rest) = rest else {
            return service.name.clone();
        };
        let mut letters = rest.chars();
        letters
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(letters)
            .collect()
    }

    /// Whether an organisation is shown a service: its own, or all if it acts for all.
    pub fn shows(&self, of: OrganisationId, service: ServiceId) -> bool {
        self.organisations[of.at()].oversees || self.services[service.at()].of == of
    }
}
