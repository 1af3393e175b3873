//! Into which parts the network has fallen. A link is open if it is not cut and neither end is
//! isolated; segments that a chain of open links joins are in one part. Must not know hosts or
//! systems.

use crate::exercise::state::State;
use crate::scenario::{Scenario, Traffic};

/// Kinds of traffic, in the order of [`Traffic`].
const TRAFFIC: [Traffic; 4] = [Traffic::Smb, Traffic::Clinical, Traffic::Mail, Traffic::Web];

/// The parts of the network, and from where they look the same.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// By kind of traffic and segment: which part of the network the segment is in.
    parts: [Vec<u16>; 4],
    /// By segment: its view. Segments in the same parts for all traffic share one.
    views: Vec<u16>,
    /// By view: a segment that has it.
    viewers: Vec<usize>,
}

impl Parts {
    /// Works them out for the links and segments as they are.
    pub fn work_out(&mut self, scenario: &Scenario, state: &State) {
        for traffic in TRAFFIC {
            self.parts[traffic as usize] = parts(scenario, state, traffic);
        }
        self.viewers.clear();
        self.views = (0..scenario.segments.len())
            .map(|segment| {
                let same =
                    |other: &usize| self.parts.iter().all(|part| part[segment] == part[*other]);
                let view = self.viewers.iter().position(same).unwrap_or_else(|| {
                    self.viewers.push(segment);
                    self.viewers.len() - 1
                });
                // An inside segment stands for its view before an outside one does.
                if scenario.segments[self.viewers[view]].outside
                    && !scenario.segments[segment].outside
                {
                    self.viewers[view] = segment;
                }
                u16::try_from(view).unwrap_or(u16::MAX)
            })
            .collect();
    }

    /// By segment: which part it is in, for a kind of traffic.
    pub fn of(&self, traffic: Traffic) -> &[u16] {
        &self.parts[traffic as usize]
    }

    /// Which view a segment has of the systems; segments that reach the same share one.
    pub fn view(&self, segment: usize) -> usize {
        self.views[segment] as usize
    }

    /// By view: a segment that stands for it.
    pub fn viewers(&self) -> &[usize] {
        &self.viewers
    }
}

/// Numbers the parts into which open links that carry some traffic join the segments.
fn parts(scenario: &Scenario, state: &State, traffic: Traffic) -> Vec<u16> {
    let network = &state.network;
    let open: Vec<(usize, usize)> = scenario
        .links
        .iter()
        .enumerate()
        .filter(|(at, link)| {
            link.carries[traffic as usize]
                && network.cut[*at].is_none()
                && network.isolated[link.from.at()].is_none()
                && network.isolated[link.to.at()].is_none()
                && !(traffic == Traffic::Smb && network.port_blocked[*at].is_some())
        })
        .map(|(_, link)| (link.from.at(), link.to.at()))
        .collect();
    let mut part: Vec<usize> = (0..scenario.segments.len()).collect();
    loop {
        let mut changed = false;
        for (a, b) in &open {
            let low = part[*a].min(part[*b]);
            changed |= part[*a] != low || part[*b] != low;
            part[*a] = low;
            part[*b] = low;
        }
        if !changed {
            break;
        }
    }
    part.iter()
        .map(|low| u16::try_from(*low).unwrap_or(u16::MAX))
        .collect()
}
