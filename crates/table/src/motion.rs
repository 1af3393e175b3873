//! What of a table moves and how far it has come: from what was seen and what is seen now. Time is handed
//! in. Must not draw anything.

use crate::seen::Seen;
use crate::table::Table;
use wardroom_core::exercise::{Counts, Host};
use wardroom_core::scenario::{Scenario, Traffic};

/// A thing that moves, with what it was before.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Devices of a segment rise where their state has changed.
    Devices(usize, Counts),
    /// The cloth over a segment lifts.
    Cloth(usize),
    /// The plug of a link falls.
    Plug(usize),
    /// The plug of a segment that is isolated falls.
    Pull(usize),
    /// The vault over a segment closes, after the plug has fallen.
    Vault(usize),
    /// A segment's floors go dark.
    Dark(usize),
    /// So many waited at an organisation's department before.
    Queue(usize, u32),
    /// So many ambulances stood on its ramp, and were sent on.
    Vans(usize, [u32; 2]),
    /// The worm is passed along a cable, towards its last point or its first.
    Pulse(usize, bool),
}

impl What {
    /// When it begins after the change and how long it lasts, milliseconds.
    const fn times(&self) -> (u64, u64) {
        match self {
            Self::Devices(..) | Self::Plug(_) | Self::Pull(_) => (0, 200),
            Self::Vault(_) => (200, 250),
            Self::Cloth(_) | Self::Dark(_) => (0, 250),
            Self::Queue(..) => (0, 150),
            Self::Vans(..) => (0, 1500),
            Self::Pulse(..) => (0, 900),
        }
    }

    /// Whether two are of the same thing.
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Devices(a, _), Self::Devices(b, _))
            | (Self::Cloth(a), Self::Cloth(b))
            | (Self::Plug(a), Self::Plug(b))
            | (Self::Pull(a), Self::Pull(b))
            | (Self::Vault(a), Self::Vault(b))
            | (Self::Dark(a), Self::Dark(b))
            | (Self::Queue(a, _), Self::Queue(b, _))
            | (Self::Vans(a, _), Self::Vans(b, _))
            | (Self::Pulse(a, _), Self::Pulse(b, _)) => a == b,
            _ => false,
        }
    }
}

/// How far something has come after so many milliseconds, of those for which it waits and lasts: from 0 to
/// 1, slowing down towards its end (1 − (1 − t)³).
pub fn eased(passed_ms: u64, waits_ms: u64, lasts_ms: u64) -> f32 {
    let moving = passed_ms.saturating_sub(waits_ms);
    if moving >= lasts_ms {
        return 1.0;
    }
    let left = 1.0 - moving as f32 / lasts_ms as f32;
    1.0 - left * left * left
}

/// What moves at a moment.
#[derive(Clone, Debug, Default)]
pub struct Moves {
    /// Each with when it began.
    all: Vec<(What, u64)>,
    now_ms: u64,
}

impl Moves {
    /// Whether nothing moves.
    pub fn stands(&self) -> bool {
        self.all.is_empty()
    }

    /// Sets what has become otherwise in motion. Where the clock stands or nothing is to move, the end
    /// state is there at once; what is on its way goes on.
    pub fn change(
        &mut self,
        scenario: &Scenario,
        table: &Table,
        [old, new]: [&Seen; 2],
        moving: bool,
        now_ms: u64,
    ) {
        self.now_ms = now_ms;
        if !moving || old.segments.len() != new.segments.len() {
            return;
        }
        for what in changes(scenario, table, old, new) {
            let runs = self.all.iter().any(|(it, _)| it.same(&what));
            if runs && matches!(what, What::Pulse(..)) {
                // One is on its way.
                continue;
            }
            self.all.retain(|(it, _)| !it.same(&what));
            self.all.push((what, now_ms));
        }
    }

    /// Time goes on: what has come to its end is left out. Returns what moved since the last time.
    pub fn pass(&mut self, now_ms: u64) -> Vec<What> {
        self.now_ms = now_ms;
        let moved = self.all.iter().map(|(what, _)| what.clone()).collect();
        self.all.retain(|(what, begun)| {
            let (waits, lasts) = what.times();
            now_ms.saturating_sub(*begun) < waits + lasts
        });
        moved
    }

    /// How far the first thing that is meant has come, with what it was; none if it stands.
    pub fn find<T>(&self, meant: impl Fn(&What) -> Option<T>) -> Option<(T, f32)> {
        self.all.iter().find_map(|(what, begun)| {
            let (waits, lasts) = what.times();
            let passed = self.now_ms.saturating_sub(*begun);
            meant(what).map(|it| (it, eased(passed, waits, lasts)))
        })
    }

    /// How far a thing has come; 1 if it stands.
    pub fn share(&self, of: &What) -> f32 {
        self.find(|it| it.same(of).then_some(()))
            .map_or(1.0, |(_, share)| share)
    }

    /// Pulses on their way: the cable, whether towards its last point, and how far.
    pub fn pulses(&self) -> impl Iterator<Item = (usize, bool, f32)> {
        self.all.iter().filter_map(|(what, begun)| match what {
            What::Pulse(cable, forth) => {
                // A worm goes at one speed.
                let passed = self.now_ms.saturating_sub(*begun) as f32;
                Some((*cable, *forth, (passed / 900.0).min(1.0)))
            }
            _ => None,
        })
    }
}

/// What moves between two pictures.
fn changes(scenario: &Scenario, table: &Table, old: &Seen, new: &Seen) -> Vec<What> {
    let mut all = Vec::new();
    for (at, (was, is)) in old.segments.iter().zip(&new.segments).enumerate() {
        match (&was.hosts, &is.hosts) {
            (Some(was), Some(is)) if was != is => all.push(What::Devices(at, *was)),
            (None, Some(_)) => all.push(What::Cloth(at)),
            _ => {}
        }
        if was.isolated.is_none() && is.isolated.is_some() {
            all.push(What::Pull(at));
            all.push(What::Vault(at));
        }
        if !old.dark(table, at) && new.dark(table, at) {
            all.push(What::Dark(at));
        }
    }
    for (at, (was, is)) in old.links.iter().zip(&new.links).enumerate() {
        if was.0.is_none() && is.0.is_some() {
            all.push(What::Plug(at));
        }
    }
    for forecourt in &table.forecourts {
        let of = forecourt.of.at();
        let (Some(was), Some(is)) = (old.forecourt(forecourt), new.forecourt(forecourt)) else {
            continue;
        };
        if was.waiting != is.waiting {
            all.push(What::Queue(of, was.waiting));
        }
        let vans = [was.on_ramp, was.sent_on];
        if vans != [is.on_ramp, is.sent_on] {
            all.push(What::Vans(of, vans));
        }
    }
    for (nth, cable) in table.cables.iter().enumerate() {
        let open = cable.link.is_none_or(|link| {
            let (cut, closed) = old.links[link];
            cut.is_none() && !closed && scenario.links[link].carries[Traffic::Smb as usize]
        });
        if !open {
            continue;
        }
        let [a, b] = cable.ends;
        let passed = |from: usize, to: usize| {
            old.segments[from].scans && infected(new, to) > infected(old, to)
        };
        if passed(a, b) {
            all.push(What::Pulse(nth, true));
        } else if passed(b, a) {
            all.push(What::Pulse(nth, false));
        }
    }
    all
}

/// The hosts of a segment that the worm has reached.
fn infected(seen: &Seen, segment: usize) -> u32 {
    let reached = [
        Host::Infected,
        Host::Locked,
        Host::OffInfected,
        Host::OffLocked,
        Host::Dormant,
        Host::OffDormant,
        Host::Unplugged,
        Host::Crashed,
    ];
    seen.segments[segment].hosts.map_or(0, |hosts| {
        reached.iter().map(|it| hosts[*it as usize]).sum()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_way_begins_at_nought_and_ends_at_one() {
        assert_eq!(eased(0, 0, 200), 0.0);
        assert_eq!(eased(199, 200, 250), 0.0);
        assert_eq!(eased(200, 0, 200), 1.0);
        assert_eq!(eased(450, 200, 250), 1.0);
        assert_eq!(eased(u64::MAX, 0, 1), 1.0);
        // What takes no time is at its end.
        assert_eq!(eased(0, 0, 0), 1.0);
    }

    proptest! {
        #[test]
        fn a_way_never_goes_back(a in 0_u64..2000, b in 0_u64..2000, waits in 0_u64..300, lasts in 0_u64..1600) {
            let (early, late) = (a.min(b), a.max(b));
            let (from, to) = (eased(early, waits, lasts), eased(late, waits, lasts));
            prop_assert!(from <= to);
            prop_assert!((0.0..=1.0).contains(&from) && (0.0..=1.0).contains(&to));
        }
    }
}
