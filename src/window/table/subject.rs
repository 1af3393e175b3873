//! What stands on a table, as the scene asks for it: its parts, what each looks like, and which look otherwise
//! than they did. Must not know how a part becomes a picture.

use std::sync::Arc;
use wardroom_core::scenario::Scenario;
use wardroom_table::{self as table, Country, Dim, Layer, Look, Moves, Seen, SeenCountry, Table};

/// Parts of a scene, in the order in which they are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Ground.
    Plates,
    /// Cables, on the ground.
    Cables,
    /// What is built.
    Built,
    /// Devices of a department; of a nation all that stands in a region.
    Devices(usize),
    /// What stands over floors.
    Over,
    /// Who waits and works.
    People,
    /// What runs along cables.
    Pulses,
}

impl Part {
    /// How near it is to whoever looks.
    pub fn height(self) -> f32 {
        match self {
            Self::Plates => 0.0,
            Self::Cables => 1.0,
            Self::Pulses => 1.5,
            Self::Built => 2.0,
            Self::Devices(_) => 3.0,
            Self::People => 3.5,
            Self::Over => 4.0,
        }
    }
}

/// What stands on a table.
#[derive(Clone, Debug)]
pub enum Subject {
    /// A trust, or several that play together.
    Trust(OfTrust),
    /// A nation.
    Country(OfCountry),
}

/// A trust on a table.
#[derive(Clone, Debug)]
pub struct OfTrust {
    /// Whose trust it is.
    pub scenario: Arc<Scenario>,
    /// Where everything stands.
    pub table: Arc<Table>,
    /// What is seen of it.
    pub seen: Seen,
    /// What stands back.
    pub dim: Dim,
}

/// A nation on a table.
#[derive(Clone, Debug)]
pub struct OfCountry {
    /// Where everything stands.
    pub country: Arc<Country>,
    /// What is seen of it.
    pub seen: SeenCountry,
    /// Whether it is so near that practices are shown singly.
    pub singly: bool,
}

impl Subject {
    /// What is seen of a trust, if it is one.
    pub fn trust(self) -> Option<Seen> {
        match self {
            Self::Trust(it) => Some(it.seen),
            Self::Country(_) => None,
        }
    }

    /// What is seen of a nation, if it is one.
    pub fn country(self) -> Option<SeenCountry> {
        match self {
            Self::Country(it) => Some(it.seen),
            Self::Trust(_) => None,
        }
    }

    /// Whether everything stands where it stood.
    pub fn stands_as(&self, old: &Self) -> bool {
        match (self, old) {
            (Self::Trust(new), Self::Trust(old)) => Arc::ptr_eq(&new.table, &old.table),
            (Self::Country(new), Self::Country(old)) => Arc::ptr_eq(&new.country, &old.country),
            _ => false,
        }
    }

    /// Whether nothing looks otherwise than it did.
    pub fn looks_as(&self, old: &Self) -> bool {
        match (self, old) {
            (Self::Trust(new), Self::Trust(old)) => new.seen == old.seen && new.dim == old.dim,
            (Self::Country(new), Self::Country(old)) => {
                new.seen == old.seen && new.singly == old.singly
            }
            _ => false,
        }
    }

    /// Has what is otherwise than it was begin to move.
    pub fn change(&self, moves: &mut Moves, old: &Self, moving: bool, now_ms: u64) {
        if let (Self::Trust(new), Self::Trust(old)) = (self, old)
            && new.seen != old.seen
        {
            let seen = [&old.seen, &new.seen];
            moves.change(&new.scenario, &new.table, seen, moving, now_ms);
        }
    }

    /// What it is drawn as: a mesh each, which is made anew only where something has changed.
    pub fn parts(&self) -> Vec<Part> {
        let (rest, devices): (&[Part], usize) = match self {
            Self::Trust(it) => (
                &[
                    Part::Plates,
                    Part::Cables,
                    Part::Pulses,
                    Part::Built,
                    Part::People,
                    Part::Over,
                ],
                it.table.bays_of.len(),
            ),
            Self::Country(it) => (
                &[Part::Plates, Part::Cables, Part::Built],
                it.country.plates.len(),
            ),
        };
        let rest = rest.iter().copied();
        rest.chain((0..devices).map(Part::Devices)).collect()
    }

    /// Whether a part looks otherwise than it did where everything stands where it stood.
    pub fn differs(&self, part: Part, old: &Self) -> bool {
        match (self, old) {
            (Self::Trust(new), Self::Trust(old)) => old.dim != new.dim || differs(part, old, new),
            (Self::Country(new), Self::Country(old)) => match part {
                Part::Devices(at) => {
                    new.singly != old.singly || new.seen.regions[at] != old.seen.regions[at]
                }
                Part::Cables => {
                    let scans = |it: &OfCountry| -> Vec<bool> {
                        it.seen.regions.iter().map(|it| it.scans).collect()
                    };
                    scans(new) != scans(old)
                }
                _ => false,
            },
            _ => true,
        }
    }

    /// What a part looks like.
    pub fn layer(&self, part: Part, moves: &Moves) -> Layer {
        match self {
            Self::Trust(it) => of_trust(it, part, moves),
            Self::Country(it) => match part {
                Part::Plates => table::country_plates(&it.country),
                Part::Cables => table::country_cables(&it.country, &it.seen),
                Part::Built => table::country_mast(&it.country),
                Part::Devices(at) => {
                    table::region(&it.country, at, &it.seen.regions[at], it.singly)
                }
                Part::Over | Part::People | Part::Pulses => Layer::default(),
            },
        }
    }
}

fn differs(part: Part, old: &OfTrust, new: &OfTrust) -> bool {
    match part {
        Part::Plates | Part::Built | Part::Pulses => false,
        Part::Devices(at) => {
            let dark = |it: &OfTrust| it.seen.dark(&it.table, at);
            old.seen.segments[at].hosts != new.seen.segments[at].hosts || dark(old) != dark(new)
        }
        Part::Cables | Part::Over | Part::People => old.seen != new.seen,
    }
}

fn of_trust(it: &OfTrust, part: Part, moves: &Moves) -> Layer {
    let (scenario, at) = (&it.scenario, &it.table);
    let look = Look {
        table: at,
        seen: &it.seen,
        moves,
        dim: it.dim,
    };
    match part {
        Part::Plates => table::plates(at),
        Part::Built => table::buildings(scenario, at, it.dim),
        Part::Cables => table::cables(scenario, &look),
        Part::Devices(segment) => table::devices(&look, segment),
        Part::Over => table::over(&look),
        Part::People => table::people(&look),
        Part::Pulses => table::pulses(at, moves),
    }
}
