//! How things come back: a department rejoined, a link restored, machines switched on, file sharing
//! allowed. Must not decide whether they should.
//!
//! Without criteria everything comes back as it is, and the worm with it. Once criteria for
//! reconnection are written ([`Step::ReconnectCriteria`]) the machines of a department are looked
//! at before it comes back:
//!
//! - what is locked, and of what is infected and silent nine tenths if evidence was kept, and so its
//!   traces are known, six if not ([`FOUND`]), is found and stays unplugged;
//! - where machines without the patch are left, file sharing stays blocked on the department's
//!   links, and on a link that is restored, until they are patched (machines that only a supplier
//!   may touch don't keep it blocked for ever: they are left out of the question, and a hole);
//! - allowing file sharing opens only links at both ends of which nothing is infected and all that
//!   can be patched is. A link to the world outside needs that of the whole organisation.
//!
//! Links that the check holds blocked are opened as soon as that is so.

use crate::exercise::rules::quiet::stop_scanning;
use crate::exercise::state::{Host, State};
use crate::scenario::{
    HostKind, LinkId, OrganisationId, Scenario, SegmentId, Step, Traffic, WhenHit,
};

/// The share of silent infected machines that a check by criteria finds, in tenths, without and with
/// evidence of the first ones: known traces are looked for, not every machine is at hand (author's
/// estimates).
const FOUND: [u32; 2] = [6, 9];

/// How many tenths of its silent infected machines an organisation finds. Where there is no way to keep
/// evidence, its traces count as known.
fn found(scenario: &Scenario, state: &State, segment: SegmentId) -> u32 {
    let known = |of: OrganisationId| state.facts.marked[of].contains_key(&Step::EvidenceKept);
    let kept = !scenario.steps.contains(&Step::EvidenceKept)
        || scenario.segments[segment.at()].of.is_some_and(known);
    FOUND[usize::from(kept)]
}

/// Whether an organisation has criteria for reconnection.
pub fn checked(state: &State, of: OrganisationId) -> bool {
    state.facts.marked[of].contains_key(&Step::ReconnectCriteria)
}

/// Looks at a department's machines before it comes back: what is found infected stays unplugged,
/// and file sharing blocked while machines lack the patch.
pub fn department(scenario: &Scenario, state: &mut State, segment: SegmentId) {
    let model = &scenario.segments[segment.at()];
    let tenths = found(scenario, state, segment);
    for id in &model.groups {
        let group = &mut state.groups[id.at()];
        let dirty = group.dirty();
        let mut taken = group.shift(Host::Locked, Host::Unplugged, u32::MAX);
        let found = (group.get(Host::Infected) * tenths).div_ceil(10);
        taken += group.shift(Host::Infected, Host::Unplugged, found);
        stop_scanning(group, taken, dirty);
        for off in [Host::OffInfected, Host::OffDormant] {
            let found = (group.get(off) * tenths).div_ceil(10);
            group.shift(off, Host::Unplugged, found);
        }
        group.shift(Host::OffLocked, Host::Unplugged, u32::MAX);
    }
    for link in &model.links {
        hold(scenario, state, *link);
    }
}

/// Keeps file sharing blocked on a link while it is not safe.
pub fn hold(scenario: &Scenario, state: &mut State, link: LinkId) {
    let carries = scenario.links[link.at()].carries[Traffic::Smb as usize];
    if carries && state.network.port_blocked[link.at()].is_none() && !safe(scenario, state, link) {
        state.network.port_blocked[link.at()] = Some(state.minute);
        state.network.held[link.at()] = true;
    }
}

/// Opens links that the check held blocked and that have become safe. Returns whether any did.
pub fn let_go(scenario: &Scenario, state: &mut State) -> bool {
    let mut any = false;
    for at in 0..scenario.links.len() {
        if state.network.held[at] && safe(scenario, state, at.into()) {
            state.network.held[at] = false;
            state.network.port_blocked[at] = None;
            any = true;
        }
    }
    any
}

/// Whether file sharing over a link can spread nothing: what it joins has no machine on the network
/// that is infected, and none without the patch that could have it.
pub fn safe(scenario: &Scenario, state: &State, link: LinkId) -> bool {
    let model = &scenario.links[link.at()];
    let ends = [model.from, model.to];
    let outside = |it: &SegmentId| scenario.segments[it.at()].outside;
    if ends.iter().any(outside) {
        let whose = ends.iter().find_map(|it| scenario.segments[it.at()].of);
        return (0..scenario.segments.len())
            .filter(|at| scenario.segments[*at].of.is_some() && scenario.segments[*at].of == whose)
            .all(|at| clean(scenario, state, at.into()));
    }
    ends.iter().all(|it| clean(scenario, state, *it))
}

fn clean(scenario: &Scenario, state: &State, segment: SegmentId) -> bool {
    scenario.segments[segment.at()].groups.iter().all(|id| {
        let (group, model) = (&state.groups[id.at()], &scenario.groups[id.at()]);
        let patchable =
            model.kind != HostKind::Device && !matches!(model.when_hit, WhenHit::Immune);
        let open = group.get(Host::Vulnerable) + group.get(Host::Crashed);
        group.dirty() == 0 && (!patchable || open == 0)
    })
}
