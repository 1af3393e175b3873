//! What is to be rebuilt at a moment, and what the services would still lose if some of it were
//! back. For comparing orders of restoration. Must not change the exercise.

use super::rules::work::is_down;
use super::state::{DIRTY, Host};
use super::{Exercise, rules};
use crate::scenario::{GroupId, HostKind, RebuildItem};

/// Something that is down and can be rebuilt.
#[derive(Clone, Debug, PartialEq)]
pub struct Down {
    /// What.
    pub item: RebuildItem,
    /// Which of its host groups are down and are not another item's.
    pub groups: Vec<GroupId>,
    /// Person-minutes to rebuild them.
    pub person_mins: f64,
}

impl Exercise {
    /// What is down and needs the trust's own people of a kind of machine: systems for servers,
    /// segments for desktops, in the order of the scenario. A group that serves two systems is
    /// counted with the first.
    pub fn down(&self, kind: HostKind) -> Vec<Down> {
        let scenario = self.scenario();
        let mut taken = vec![false; scenario.groups.len()];
        let items: Vec<(RebuildItem, &[GroupId])> = match kind {
            HostKind::Server => scenario
                .systems
                .iter()
                .enumerate()
                .map(|(at, system)| (RebuildItem::System(at.into()), system.groups.as_slice()))
                .collect(),
            HostKind::Desktop | HostKind::Device => scenario
                .segments
                .iter()
                .enumerate()
                .map(|(at, segment)| (RebuildItem::Segment(at.into()), segment.groups.as_slice()))
                .collect(),
        };
        let mins = match kind {
            HostKind::Server => scenario.pace.rebuild_server_mins,
            HostKind::Desktop => scenario.pace.rebuild_desktop_mins,
            HostKind::Device => scenario.pace.rebuild_device_mins,
        } * rules::work::pace_of(scenario, self.state(), kind);
        items
            .into_iter()
            .filter_map(|(item, groups)| {
                let groups: Vec<GroupId> = groups
                    .iter()
                    .copied()
                    .filter(|id| {
                        scenario.groups[id.at()].kind == kind
                            && is_down(&self.state().groups[id.at()])
                            && !std::mem::replace(&mut taken[id.at()], true)
                    })
                    .collect();
                let hosts: u32 = groups.iter().map(|id| down_in(self, *id)).sum();
                (hosts > 0).then_some(Down {
                    item,
                    groups,
                    person_mins: f64::from(hosts) * mins,
                })
            })
            .collect()
    }

    /// Service-hours lost in an hour from now on, if these groups were back and all else stayed as
    /// it is: `Σ (1 − capacity)` over the services.
    pub fn losing_with(&self, back: &[GroupId]) -> f64 {
        let mut copy = self.copy();
        for id in back {
            let group = &mut copy.state.groups[id.at()];
            for host in DIRTY {
                group.shift(host, Host::Restored, u32::MAX);
            }
        }
        copy.refresh();
        let mut whats = Vec::new();
        copy.services(&mut whats);
        copy.state
            .services
            .iter()
            .map(|service| (1.0 - service.capacity).max(0.0))
            .sum()
    }
}

fn down_in(exercise: &Exercise, id: GroupId) -> u32 {
    let group = &exercise.state().groups[id.at()];
    group.to_rebuild()
}
