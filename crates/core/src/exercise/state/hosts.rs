//! Hosts by what they are, and what people have done to the network. Must not contain a rule.

use crate::exercise::each::Each;
use crate::scenario;
use crate::scenario::{Mins, Scenario};
use serde::Serialize;
use std::collections::VecDeque;

/// What a host can be. A group holds a count for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Host {
    /// Working, with the patch.
    Patched = 0,
    /// Working, without the patch.
    Vulnerable = 1,
    /// Working; the worm is on it and was stopped by the kill switch.
    Dormant = 2,
    /// Working as far as its user can tell; infected and scanning.
    Infected = 3,
    /// Locked: the ransom note shows.
    Locked = 4,
    /// Crashed when the exploit hit it; back after a restart.
    Crashed = 5,
    /// Switched off, with the patch.
    OffPatched = 6,
    /// Switched off, without the patch.
    OffVulnerable = 7,
    /// Switched off while infected and silent.
    OffInfected = 8,
    /// Infected or locked, with its cable pulled.
    Unplugged = 9,
    /// Being rebuilt.
    Rebuilding = 10,
    /// Rebuilt, patched and working.
    Restored = 11,
    /// Switched off while locked.
    OffLocked = 12,
    /// Switched off with a worm that the kill switch had stopped.
    OffDormant = 13,
}

impl Host {
    /// How many there are.
    pub const COUNT: usize = 14;
}

/// A group's hosts, by what they are.
pub type Counts = [u32; Host::COUNT];

/// A host group.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Hosts by what they are, indexed by [`Host`]. Only [`Group::shift`] changes them.
    hosts: Counts,
    /// Infected and locked hosts that scan.
    pub scanning: u32,
    /// Hosts ever infected.
    pub ever_infected: u32,
    /// Locked hosts that have been reported.
    pub known_locked: u32,
    /// When scanning hosts fall quiet, if they do after a fixed time: minute and how many.
    pub quiet_at: VecDeque<(Mins, u32)>,
    /// Hosts that want rebuilding, [`DIRTY`], and those of them that don't work or spread the worm:
    /// what `hosts` adds up to, kept because it is asked for in every minute.
    #[serde(skip)]
    dirty: [u32; 2],
}

/// In which order a machine is taken up for rebuilding.
pub const DIRTY: [Host; 7] = [
    Host::Locked,
    Host::Unplugged,
    Host::OffLocked,
    Host::OffInfected,
    Host::Infected,
    Host::Dormant,
    Host::OffDormant,
];
/// So many of [`DIRTY`] don't work, or spread the worm.
const DOWN: usize = 5;

/// By host: whether it is one of [`DIRTY`], and one of those that are down.
const WANTS: [[u32; 2]; Host::COUNT] = {
    let mut wants = [[0; 2]; Host::COUNT];
    let mut at = 0;
    while at < DIRTY.len() {
        wants[DIRTY[at] as usize] = [1, (at < DOWN) as u32];
        at += 1;
    }
    wants
};

impl Group {
    /// Of a host group, at STARTEX.
    pub(super) fn of(group: &scenario::Group) -> Self {
        let mut hosts = [0; Host::COUNT];
        hosts[Host::Patched as usize] = group.patched;
        hosts[Host::Vulnerable as usize] = group.count - group.patched;
        Group {
            hosts,
            scanning: 0,
            ever_infected: 0,
            known_locked: 0,
            quiet_at: VecDeque::new(),
            dirty: [0; 2],
        }
    }

    /// Hosts by what they are, indexed by [`Host`].
    pub fn hosts(&self) -> Counts {
        self.hosts
    }

    /// Hosts in a state.
    pub fn get(&self, host: Host) -> u32 {
        self.hosts[host as usize]
    }

    /// Moves hosts from one state to another; as many as there are.
    pub fn shift(&mut self, from: Host, to: Host, count: u32) -> u32 {
        let moved = count.min(self.hosts[from as usize]);
        self.hosts[from as usize] -= moved;
        self.hosts[to as usize] += moved;
        for (sum, (from, to)) in self
            .dirty
            .iter_mut()
            .zip(WANTS[from as usize].into_iter().zip(WANTS[to as usize]))
        {
            *sum = *sum + to * moved - from * moved;
        }
        moved
    }

    /// Hosts that want rebuilding.
    pub fn to_rebuild(&self) -> u32 {
        self.dirty[0]
    }

    /// Those of them that don't work, or that spread the worm.
    pub fn down(&self) -> u32 {
        self.dirty[1]
    }

    /// Hosts that do their work.
    pub fn working(&self) -> u32 {
        self.get(Host::Patched)
            + self.get(Host::Vulnerable)
            + self.get(Host::Dormant)
            + self.get(Host::Infected)
            + self.get(Host::Restored)
    }

    /// Hosts on the network that are infected or locked.
    pub fn dirty(&self) -> u32 {
        self.get(Host::Infected) + self.get(Host::Locked)
    }
}

/// What people have done to the network.
#[derive(Clone, Debug, Serialize)]
pub struct Network {
    /// Since when each segment is isolated.
    pub isolated: Vec<Option<Mins>>,
    /// Since when each link is cut.
    pub cut: Vec<Option<Mins>>,
    /// Since when file sharing is blocked on each link.
    pub port_blocked: Vec<Option<Mins>>,
    /// Whether it is blocked until the machines at its ends are safe.
    pub held: Vec<bool>,
    /// E-mail is switched off.
    pub mail_off: Each<bool>,
    /// The kill-switch domain is blocked.
    pub domain_blocked: Each<bool>,
    /// The kill-switch domain is answered inside the trust.
    pub sinkhole: Each<bool>,
}

impl Network {
    /// At STARTEX.
    pub(super) fn of(scenario: &Scenario) -> Self {
        let several = scenario.organisations.len();
        Self {
            isolated: vec![None; scenario.segments.len()],
            cut: vec![None; scenario.links.len()],
            port_blocked: vec![None; scenario.links.len()],
            held: vec![false; scenario.links.len()],
            mail_off: Each::of(several, false),
            domain_blocked: Each::of(several, false),
            sinkhole: Each::of(several, false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: [Host; Host::COUNT] = [
        Host::Patched,
        Host::Vulnerable,
        Host::Dormant,
        Host::Infected,
        Host::Locked,
        Host::Crashed,
        Host::OffPatched,
        Host::OffVulnerable,
        Host::OffInfected,
        Host::Unplugged,
        Host::Rebuilding,
        Host::Restored,
        Host::OffLocked,
        Host::OffDormant,
    ];

    proptest! {
        /// What is kept of the counts is what they add up to, whatever was moved where.
        #[test]
        fn what_wants_rebuilding_is_what_the_counts_add_up_to(
            moves in prop::collection::vec((0..Host::COUNT, 0..Host::COUNT, 0_u32..80), 0..60),
        ) {
            let mut group = Group {
                hosts: [0; Host::COUNT],
                scanning: 0,
                ever_infected: 0,
                known_locked: 0,
                quiet_at: VecDeque::new(),
                dirty: [0; 2],
            };
            group.hosts[Host::Vulnerable as usize] = 100;
            for (from, to, count) in moves {
                group.shift(ALL[from], ALL[to], count);
                let sum = |hosts: &[Host]| hosts.iter().map(|host| group.get(*host)).sum::<u32>();
                prop_assert_eq!(group.to_rebuild(), sum(&DIRTY));
                prop_assert_eq!(group.down(), sum(&DIRTY[..DOWN]));
                prop_assert_eq!(sum(&ALL), 100);
            }
        }
    }
}
