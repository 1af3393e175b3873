//! Effects on machines: unplugged, switched off and on, patched, rebuilt, unlocked. Must not ask who
//! may.

use super::aim::{aim, named};
use super::given::Given;
use super::moment::{Moment, Now};
use super::row::{On, PEOPLE, Row, cut, offered};
use crate::exercise::rules::quiet::stop_scanning;
use crate::exercise::rules::worm;
use crate::exercise::rules::{reconnect, work};
use crate::exercise::state::{Bench, Host, Patching, Rebuild, State};
use crate::scenario::{
    HostsEffect as Hosts, OrganisationId, RebuildItem, Scenario, SegmentId, Target, TargetKind,
};

static UNPLUG: Row = offered(
    "UnplugInfected",
    "Unplug a segment's infected devices",
    On::Target(TargetKind::Segment),
    &[],
    |it| Some(Given::UnplugInfected(it.on()?)),
);
static OFF: Row = cut(
    "PowerOff",
    "Power off a segment's devices",
    On::Target(TargetKind::Segment),
    |it| Some(Given::PowerOff(it.on()?)),
);
static ON: Row = offered(
    "PowerOn",
    "Power on a segment's devices",
    On::Target(TargetKind::Segment),
    &[],
    |it| Some(Given::PowerOn(it.on()?)),
);
static PATCH: Row = offered(
    "Patch",
    "Patch a segment's devices",
    On::Target(TargetKind::Segment),
    &[PEOPLE],
    |it| {
        Some(Given::Patch {
            segment: it.on()?,
            people: it.figure(0),
        })
    },
);
static REBUILD: Row = offered(
    "Rebuild",
    "Rebuild a system or a segment first",
    On::Target(TargetKind::SystemOrSegment),
    &[PEOPLE],
    |it| {
        Some(Given::Rebuild {
            order: vec![it.on()?],
            people: it.figure(0),
        })
    },
);
static STOP: Row = offered(
    "StopWork",
    "Stop patching and rebuilding",
    On::Nothing,
    &[],
    |_| Some(Given::StopWork),
);
static TRY_KEY: Row = offered(
    "TryKey",
    "Try the decryption key once it is offered",
    On::Extortion,
    &[],
    |it| Some(Given::TryKey(it.extortion()?)),
);

/// The rows, in the order of the palette.
pub(super) static ROWS: [&Row; 7] = [&UNPLUG, &OFF, &ON, &PATCH, &REBUILD, &STOP, &TRY_KEY];

/// The row of one.
pub(super) fn row(effect: &Hosts) -> &'static Row {
    match effect {
        Hosts::UnplugInfected(_) => &UNPLUG,
        Hosts::PowerOff(_) => &OFF,
        Hosts::PowerOn(_) => &ON,
        Hosts::Patch { .. } => &PATCH,
        Hosts::Rebuild { .. } => &REBUILD,
        Hosts::StopWork => &STOP,
        Hosts::TryKey(_) => &TRY_KEY,
    }
}

/// What one names.
pub(super) fn on(effect: &Hosts) -> Vec<Target> {
    match effect {
        Hosts::UnplugInfected(pick)
        | Hosts::PowerOff(pick)
        | Hosts::PowerOn(pick)
        | Hosts::Patch { segment: pick, .. } => named(pick),
        Hosts::Rebuild { order, .. } => order.iter().flat_map(named).collect(),
        Hosts::StopWork | Hosts::TryKey(_) => Vec::new(),
    }
}

/// What makes one idle, in words; nothing if it would change something.
pub(super) fn idle(effect: &Hosts, now: &Now<'_>) -> Option<String> {
    match effect {
        Hosts::TryKey(id) => now.state.threats.extortions[id.at()]
            .wanted
            .then(|| "It is tried already".to_owned()),
        Hosts::UnplugInfected(_)
        | Hosts::PowerOff(_)
        | Hosts::PowerOn(_)
        | Hosts::Patch { .. }
        | Hosts::Rebuild { .. }
        | Hosts::StopWork => None,
    }
}

/// Lets one take hold.
pub(super) fn take_hold(effect: &Hosts, it: &mut Moment<'_>) {
    match effect {
        Hosts::UnplugInfected(pick) => {
            if let Some(id) = aim(pick, it.target) {
                unplug(it.scenario, it.state, id);
            }
        }
        Hosts::PowerOff(pick) => {
            if let Some(id) = aim(pick, it.target) {
                power_off(it.scenario, it.state, id);
            }
        }
        Hosts::PowerOn(pick) => {
            if let Some(id) = aim(pick, it.target) {
                power_on(it, id);
            }
        }
        Hosts::Patch { segment, people } => {
            if let Some(id) = aim(segment, it.target) {
                it.state.patching.retain(|job| job.segment != id);
                it.state.patching.push(Patching {
                    segment: id,
                    people: *people,
                    done: 0.0,
                });
            }
        }
        Hosts::Rebuild { order, people } => {
            let order: Vec<RebuildItem> = order
                .iter()
                .filter_map(|pick| aim(pick, it.target))
                .collect();
            rebuild(it.scenario, it.state, it.of, &order, *people);
        }
        Hosts::StopWork => work::stop(it.scenario, it.state, it.of),
        Hosts::TryKey(id) => it.state.threats.extortions[id.at()].wanted = true,
    }
}

/// Gives an order of rebuilding to those whose it is, even if others order it. What several own goes
/// to each of them; each rebuilds its own part.
fn rebuild(
    scenario: &Scenario,
    state: &mut State,
    of: OrganisationId,
    order: &[RebuildItem],
    people: u32,
) {
    let owner = |item: &RebuildItem| match item {
        RebuildItem::System(id) => scenario.system_of(*id),
        RebuildItem::Segment(id) => scenario.segments[id.at()].of,
    };
    let mut owners: Vec<OrganisationId> = Vec::new();
    for whose in order.iter().filter_map(owner) {
        if !owners.contains(&whose) {
            owners.push(whose);
        }
    }
    if owners.is_empty() {
        owners.push(of);
    }
    for whose in owners {
        let order = order
            .iter()
            .filter(|item| owner(item).is_none_or(|it| it == whose))
            .copied()
            .collect();
        // Hosts in work stay in work; only what comes next changes.
        let (desktops, servers) = match state.rebuild[whose].take() {
            Some(job) => (job.desktops, job.servers),
            None => (Bench::default(), Bench::default()),
        };
        state.rebuild[whose] = Some(Rebuild {
            order,
            people,
            desktops,
            servers,
        });
    }
}

/// Pulls the cable of hosts that are seen to be locked; silent ones too where monitoring shows
/// them.
fn unplug(scenario: &Scenario, state: &mut State, segment: SegmentId) {
    let segment = &scenario.segments[segment.at()];
    for id in &segment.groups {
        let group = &mut state.groups[id.at()];
        let dirty = group.dirty();
        let mut taken = group.get(Host::Locked);
        group.shift(Host::Locked, Host::Unplugged, taken);
        if segment.monitored {
            taken += group.shift(Host::Infected, Host::Unplugged, u32::MAX);
        }
        stop_scanning(group, taken, dirty);
    }
}

fn power_off(scenario: &Scenario, state: &mut State, segment: SegmentId) {
    for id in &scenario.segments[segment.at()].groups {
        let group = &mut state.groups[id.at()];
        for (from, to) in [
            (Host::Patched, Host::OffPatched),
            (Host::Restored, Host::OffPatched),
            (Host::Vulnerable, Host::OffVulnerable),
            (Host::Crashed, Host::OffVulnerable),
            (Host::Infected, Host::OffInfected),
            (Host::Locked, Host::OffLocked),
            (Host::Dormant, Host::OffDormant),
        ] {
            group.shift(from, to, u32::MAX);
        }
        group.scanning = 0;
        group.quiet_at.clear();
    }
}

/// Switches hosts on. What was locked is locked. A worm that starts again asks the kill-switch
/// domain again: where it is answered the host is dormant, elsewhere it is back, silent and
/// scanning. With criteria for reconnection the segment is checked first, and its links stay closed
/// to file sharing until that is safe.
fn power_on(it: &mut Moment<'_>, segment: SegmentId) {
    let (scenario, now) = (it.scenario, it.minute());
    let checked = reconnect::checked(it.state, it.of);
    if checked {
        reconnect::department(scenario, it.state, segment);
    }
    let network = &it.state.network;
    let answered = worm::kill_switch_answers(scenario, it.reach, network, segment.at(), now);
    for id in &scenario.segments[segment.at()].groups {
        let group = &mut it.state.groups[id.at()];
        group.shift(Host::OffPatched, Host::Patched, u32::MAX);
        group.shift(Host::OffVulnerable, Host::Vulnerable, u32::MAX);
        let mut scanning = 0;
        for off in [Host::OffInfected, Host::OffDormant] {
            if answered {
                group.shift(off, Host::Dormant, u32::MAX);
            } else {
                scanning += group.shift(off, Host::Infected, u32::MAX);
            }
        }
        let locked = group.shift(Host::OffLocked, Host::Locked, u32::MAX);
        if !answered {
            scanning += locked;
        }
        worm::begin_scanning(&scenario.worm, group, scanning, now);
    }
    if checked {
        for link in &scenario.segments[segment.at()].links {
            reconnect::hold(scenario, it.state, *link);
        }
    }
}
