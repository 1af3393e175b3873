//! What signs on the table stand for, and where on it that is. Must not know where a sign hangs or what it
//! says.

use wardroom_core::scenario::OrganisationId;
use wardroom_table::{Point, Table};

/// What a sign stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// A segment, beside the first building in which it stands.
    Segment(usize),
    /// What of a segment stands in another building.
    House(usize, usize),
    /// An organisation, beside its main block.
    Organisation(OrganisationId),
}

impl Of {
    /// The segment that it stands for, if it stands for one as a whole.
    pub fn segment(self) -> Option<usize> {
        match self {
            Self::Segment(at) => Some(at),
            Self::House(..) | Self::Organisation(_) => None,
        }
    }
}

/// Where on the table that is.
#[derive(Debug, Default)]
pub(super) struct Post {
    /// The pad under it, if it has one.
    pub(super) pad: Option<usize>,
    /// The building beside which its sign hangs; none for what stands in the open.
    pub(super) building: Option<usize>,
    /// Its bays there.
    pub(super) bays: Vec<usize>,
    /// Whether it is all of a building: its sign hangs beside the top.
    pub(super) whole: bool,
}

impl Post {
    /// The middle of what it stands for.
    pub(super) fn middle(&self, table: &Table) -> Option<Point> {
        if let Some(pad) = self.pad {
            return Some(table.pads[pad].middle);
        }
        let bay = &table.bays[*self.bays.first()?];
        let [x0, y0, x1, y1] = bay.rect;
        Some(Point {
            x: f32::midpoint(x0, x1),
            y: f32::midpoint(y0, y1),
            z: bay.z,
        })
    }

    /// Of a sign.
    pub(super) fn of(table: &Table, of: Of) -> Self {
        let house = |bay: usize| table.floors[table.bays[bay].floor].building;
        match of {
            Of::Segment(segment) => {
                let bays = table.bays_of[segment].clone();
                let building = bays.first().map(|bay| house(*bay));
                Self {
                    pad: table.pads.iter().position(|pad| pad.segment == segment),
                    building,
                    whole: false,
                    bays: bays
                        .into_iter()
                        .filter(|bay| Some(house(*bay)) == building)
                        .collect(),
                }
            }
            Of::House(segment, building) => {
                let bays = table.bays_of[segment].iter().copied();
                Self {
                    pad: None,
                    building: Some(building),
                    whole: false,
                    bays: bays.filter(|bay| house(*bay) == building).collect(),
                }
            }
            Of::Organisation(of) => {
                let whose = |it: &usize| table.sites[table.buildings[*it].site].of == of;
                let theirs = (0..table.buildings.len()).filter(whose);
                let main = theirs.max_by_key(|it| {
                    let floors = table.buildings[*it].floors.len();
                    (floors, std::cmp::Reverse(*it))
                });
                Self {
                    pad: None,
                    building: main,
                    whole: true,
                    bays: (0..table.bays.len())
                        .filter(|bay| Some(house(*bay)) == main)
                        .collect(),
                }
            }
        }
    }
}
