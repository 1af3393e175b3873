//! Who reaches whom. A link is open if it is not cut and neither end is isolated; segments that a
//! chain of open links joins reach each other. Must not know what travels.

use super::parts::Parts;
use crate::exercise::each::Each;
use crate::exercise::state::{Group, Host, State};
use crate::scenario::{ChannelKind, HostKind, Scenario, Traffic};

/// The share of a system under which what travels over it no longer arrives (author's estimate).
pub const CARRIES_FROM: f64 = 0.4;

/// What follows from the state of the network and hosts, kept until one of them changes.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    parts: Parts,
    systems: Systems,
    changed: Changed,
    /// By segment: the share of its desktops that work.
    pub screens: Vec<f64>,
    /// By segment: its hosts.
    pub hosts_in: Vec<InSegment>,
    /// Locked hosts of each organisation.
    pub locked: Each<u32>,
    /// Those of them that have been reported.
    pub known_locked: Each<u32>,
}

/// The hosts of a segment.
#[derive(Clone, Copy, Debug, Default)]
pub struct InSegment {
    /// Locked ones.
    pub locked: u32,
    /// Those of them that have been reported.
    pub reported: u32,
    /// Whether there may be locked ones that nobody has reported, or reported ones that are locked no
    /// more.
    pub unreported: bool,
    /// Those ever infected.
    pub ever_infected: u32,
    /// Whether any on the network is infected or locked.
    pub dirty: bool,
}

/// What was found otherwise when screens and systems were last worked out.
#[derive(Clone, Debug, Default)]
pub struct Changed {
    /// Everything may be, for the network is.
    pub all: bool,
    /// Segments whose share of working screens is.
    pub screens: Vec<usize>,
    /// Systems whose share is, from somewhere.
    pub systems: Vec<usize>,
}

/// How much of each system is up.
#[derive(Clone, Debug, Default)]
struct Systems {
    /// By view and system: the share of the system that is up and reached.
    seen: Vec<Vec<f64>>,
    /// By system: the share that is up, seen from wherever in the trust it is seen best.
    best: Vec<f64>,
    /// By host group: the share of its hosts that work, of those that a system runs on.
    working: Vec<f64>,
    /// Whether they were worked out for these shares, the network and e-mail as they are.
    settled: bool,
    /// By host group: whether its share has changed.
    moved: Vec<bool>,
    /// By system: whether its share may have changed.
    stirred: Vec<bool>,
}

impl Reach {
    /// Works out which parts the network has fallen into.
    pub fn network(&mut self, scenario: &Scenario, state: &State) {
        self.systems.settled = false;
        if self.locked.iter().len() == 0 {
            self.locked = Each::of(scenario.organisations.len(), 0);
            self.known_locked = self.locked.clone();
        }
        self.parts.work_out(scenario, state);
    }

    /// Has all systems worked out again: an outage or somebody who stands in changed them.
    pub fn unsettle(&mut self) {
        self.systems.settled = false;
    }

    /// Works out working screens, locked hosts, and which systems are up, seen from each segment.
    ///
    /// `stale` says of each segment whether its hosts have changed; empty, all may have.
    pub fn systems(&mut self, scenario: &Scenario, state: &State, stale: &[bool]) {
        self.changed.screens.clear();
        self.changed.systems.clear();
        self.changed.all = !self.systems.settled;
        self.hosts(scenario, state, stale);
        self.systems
            .work_out(scenario, state, &self.parts, stale, &mut self.changed);
    }

    /// What was found otherwise when screens and systems were last worked out.
    pub fn changed(&self) -> &Changed {
        &self.changed
    }

    /// Counts working screens and locked hosts by segment.
    fn hosts(&mut self, scenario: &Scenario, state: &State, stale: &[bool]) {
        self.screens.resize(scenario.segments.len(), 1.0);
        self.hosts_in
            .resize(scenario.segments.len(), InSegment::default());
        for (at, segment) in scenario.segments.iter().enumerate() {
            if !stale.get(at).copied().unwrap_or(true) {
                continue;
            }
            let (mut working, mut all) = (0, 0);
            let mut found = InSegment {
                reported: self.hosts_in[at].reported,
                unreported: true,
                ..InSegment::default()
            };
            for id in &segment.groups {
                let group = &state.groups[id.at()];
                if scenario.groups[id.at()].kind == HostKind::Desktop {
                    working += group.working();
                    all += scenario.groups[id.at()].count;
                }
                found.locked += group.get(Host::Locked);
                found.ever_infected += group.ever_infected;
                found.dirty |= group.dirty() > 0;
            }
            let share = if all == 0 {
                1.0
            } else {
                f64::from(working) / f64::from(all)
            };
            if share.to_bits() != self.screens[at].to_bits() {
                self.screens[at] = share;
                self.changed.screens.push(at);
            }
            self.hosts_in[at] = found;
        }
        for locked in self.locked.iter_mut() {
            *locked = 0;
        }
        for (segment, found) in scenario.segments.iter().zip(&self.hosts_in) {
            if let Some(of) = segment.of {
                self.locked[of] += found.locked;
            }
        }
    }

    /// The part of the network a segment is in, for a kind of traffic.
    pub fn part(&self, traffic: Traffic, segment: usize) -> u16 {
        self.parts.of(traffic)[segment]
    }

    /// By segment: the part of the network it is in, for a kind of traffic.
    pub fn parts(&self, traffic: Traffic) -> &[u16] {
        self.parts.of(traffic)
    }

    /// The share of a system that is up and reached from a segment.
    pub fn system_from(&self, system: usize, segment: usize) -> f64 {
        self.systems.seen[self.parts.view(segment)][system]
    }

    /// The share of a system that is up, seen from wherever in the trust it is seen best.
    pub fn system_best(&self, system: usize) -> f64 {
        self.systems.best[system]
    }
}

impl Systems {
    /// Works out which systems are up, seen from each segment.
    ///
    /// A system needs each of its groups of servers: its own share is the product, over those, of
    /// `min(1, (working + spare) ÷ count)`, for whoever asks it passes through all of them, and a
    /// cluster misses none of its `spare`. A database server with a group of its own so stops its
    /// system, and of twenty that share the load one takes a twentieth. Other machines (scanners,
    /// analysers) serve each their own patients: their mean share multiplies it. A group that is
    /// out of reach counts as none; a system hosted outside is up while it is reached. What it
    /// depends on takes its share: `own × Π (1 − loss × (1 − need))`. Outages leave the part of it
    /// that they leave, and who stands in gives it at least theirs. Shares are without unit; the
    /// form is the series system of reliability engineering (Barlow & Proschan 1965), and which
    /// servers stand alone is the scenario's to say.
    fn work_out(
        &mut self,
        scenario: &Scenario,
        state: &State,
        parts: &Parts,
        stale: &[bool],
        changed: &mut Changed,
    ) {
        self.working.resize(state.groups.len(), 1.0);
        self.moved.clear();
        self.moved.resize(state.groups.len(), !self.settled);
        let mut same = self.settled;
        for (segment, model) in scenario.segments.iter().enumerate() {
            if !stale.get(segment).copied().unwrap_or(true) {
                continue;
            }
            for id in model.groups.iter().filter(|id| scenario.serving[id.at()]) {
                let model = &scenario.groups[id.at()];
                let now = share_working(&state.groups[id.at()], model.count, model.spare);
                let share = &mut self.working[id.at()];
                if *share != now {
                    same = false;
                    self.moved[id.at()] = true;
                    *share = now;
                }
            }
        }
        // Most minutes change desktops only, and no system runs on those.
        if same {
            return;
        }
        let settled = std::mem::replace(&mut self.settled, true);
        self.stirred.clear();
        self.stirred.resize(scenario.systems.len(), !settled);
        if settled {
            for id in &scenario.system_order {
                let system = &scenario.systems[id.at()];
                self.stirred[id.at()] = system.groups.iter().any(|group| self.moved[group.at()])
                    || system.needs.iter().any(|(need, _)| self.stirred[need.at()]);
            }
        }
        let mail: Vec<usize> = scenario
            .organisation_ids()
            .filter(|of| state.network.mail_off[*of])
            .filter_map(|of| scenario.carrier(ChannelKind::Email, of))
            .map(|system| system.at())
            .collect();
        self.seen.resize(parts.viewers().len(), Vec::new());
        self.best.clear();
        self.best.resize(scenario.systems.len(), 0.0);
        for (viewer, shares) in parts.viewers().iter().zip(&mut self.seen) {
            shares.resize(scenario.systems.len(), 0.0);
            for id in &scenario.system_order {
                if !self.stirred[id.at()] {
                    continue;
                }
                let system = &scenario.systems[id.at()];
                let part = parts.of(system.over);
                let reached = |segment: usize| part[segment] == part[*viewer];
                let own = if system.groups.is_empty() {
                    let reached = system.segments.iter().any(|it| reached(it.at()));
                    f64::from(u8::from(reached))
                } else {
                    own_share(system.groups.iter().map(|group| {
                        let model = &scenario.groups[group.at()];
                        let share = if reached(model.segment.at()) {
                            self.working[group.at()]
                        } else {
                            0.0
                        };
                        (model.kind, share)
                    }))
                };
                let share = if mail.contains(&id.at()) {
                    0.0
                } else {
                    let own = own * left(scenario, state, id.at());
                    let share = system.needs.iter().fold(own, |share, (need, loss)| {
                        share * (1.0 - loss * (1.0 - shares[need.at()]))
                    });
                    share.max(stood_in(state, id.at()))
                };
                if share.to_bits() != shares[id.at()].to_bits() {
                    shares[id.at()] = share;
                    changed.systems.push(id.at());
                }
            }
            if !scenario.segments[*viewer].outside {
                for (best, share) in self.best.iter_mut().zip(shares.iter()) {
                    *best = best.max(*share);
                }
            }
        }
    }
}

/// The share of a system that outages leave: nought while it is gone, all of it if none took it.
fn left(scenario: &Scenario, state: &State, system: usize) -> f64 {
    let mut share = 1.0_f64;
    for (outage, found) in scenario.outages.iter().zip(&state.threats.outages) {
        if found.begun.is_some() && outage.takes.iter().any(|it| it.at() == system) {
            let back = match found.returned {
                0 => 0.0,
                returned => outage.returns[returned - 1].0,
            };
            share = share.min(back);
        }
    }
    share
}

/// The share of a system that those do who stand in for it, of all that there is to do.
fn stood_in(state: &State, system: usize) -> f64 {
    let all: u32 = state
        .threats
        .stand_ins
        .iter()
        .filter(|it| it.system.at() == system)
        .map(|it| it.thousandths)
        .sum();
    (f64::from(all) / 1000.0).min(1.0)
}

/// The share of a group that works, as far as anybody notices.
fn share_working(group: &Group, all: u32, spare: u32) -> f64 {
    if all == 0 {
        return 1.0;
    }
    f64::from((group.working() + spare).min(all)) / f64::from(all)
}

/// A system's own share from those of its groups: all its servers, times the mean of the rest.
fn own_share(groups: impl Iterator<Item = (HostKind, f64)>) -> f64 {
    let (mut servers, mut others, mut count) = (1.0, 0.0, 0.0);
    for (kind, share) in groups {
        if kind == HostKind::Server {
            servers *= share;
        } else {
            others += share;
            count += 1.0;
        }
    }
    if count > 0.0 {
        servers * others / count
    } else {
        servers
    }
}
