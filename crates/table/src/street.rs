//! The ground in front of emergency departments: the forecourt on which patients wait, the ramp down to
//! the road on which ambulances stand, and roads between sites. Places only. Must not know who is there.

use crate::iso::{Point, Solid, at};
use crate::shapes::SLAB;
use wardroom_core::scenario::{FlowKind, OrganisationId, Scenario};

/// Between people who wait.
const STEP: f32 = 0.85;

/// Between a floor and its forecourt: then neither hides anything of the other.
const BESIDE: f32 = 1.6;

/// Width of a ramp and of a road.
pub const ROAD: f32 = 3.6;

/// From one ambulance to the next.
const VAN: f32 = 4.4;

/// Pitches of ramp to a pitch that it descends, and its least length.
const SLOPE: f32 = 2.2;
const LEAST: f32 = 14.0;

/// The road from the foot of a ramp.
const AWAY: f32 = 11.0;

/// Pieces of a ramp as bodies: the more there are, the nearer others may come.
const PIECES: usize = 4;

/// Height of what stands on a road or forecourt.
const HIGH: f32 = 1.6;

/// An emergency department's forecourt.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecourt {
    /// Whose it is.
    pub of: OrganisationId,
    /// The segment before whose floor it lies.
    pub segment: usize,
    /// Least x, least y, most x, most y.
    pub rect: [f32; 4],
    /// Height of its top.
    pub z: f32,
    /// As many as overwhelm the department, the nearest to its doors first.
    pub places: Vec<Point>,
    /// Where ambulances wait, the nearest to the doors first.
    pub ramp: Vec<Point>,
    /// Where ambulances are that are sent on, the farthest away last.
    pub road: Vec<Point>,
    /// The middle of the way from the forecourt: its top, the foot of the ramp, the road's end.
    pub way: [Point; 3],
    /// The pathways that leave the department.
    pub pathways: Vec<usize>,
}

/// What a forecourt must be: before which segment of whom, for how many.
#[derive(Clone, Copy, Debug)]
pub struct Needed {
    /// The segment of the department.
    pub segment: usize,
    /// How many overwhelm it.
    pub places: u32,
}

/// By organisation: the forecourt that it needs.
pub fn needed(scenario: &Scenario) -> Vec<Option<Needed>> {
    let mut needed = vec![None; scenario.organisations.len()];
    for flow in &scenario.flows {
        let service = &scenario.services[flow.service.at()];
        if flow.kind == FlowKind::Emergency
            && let Some(segment) = service.segments.first()
        {
            needed[service.of.at()] = Some(Needed {
                segment: segment.at(),
                places: flow.overwhelmed.ceil().clamp(1.0, 600.0) as u32,
            });
        }
    }
    needed
}

/// The pathways that leave an organisation's emergency department.
pub fn pathways(scenario: &Scenario, of: OrganisationId) -> Vec<usize> {
    (0..scenario.pathways.len())
        .filter(|at| {
            let flow = scenario.pathways[*at].from;
            flow.is_some_and(|id| scenario.services[scenario.flows[id.at()].service.at()].of == of)
        })
        .collect()
}

impl Forecourt {
    /// At the end of a floor away from its cable: `body` is the building's, `z` the floor's height.
    pub fn of(of: OrganisationId, needed: Needed, body: Solid, z: f32, mirrored: bool) -> Self {
        let (y0, y1) = (body.min.y, body.max.y);
        let rows = (((y1 - y0 - 0.8) / STEP) as u32).max(1);
        let columns = needed.places.div_ceil(rows);
        let long = (columns as f32 * STEP + 1.0).max(ROAD + 1.0);
        // Outwards from the building, and forwards down the ramp.
        let (door, out) = if mirrored {
            (body.max.x + BESIDE, 1.0)
        } else {
            (body.min.x - BESIDE, -1.0)
        };
        let end = door + out * long;
        let places = (0..needed.places).map(|nth| {
            let (column, row) = ((nth / rows) as f32, (nth % rows) as f32);
            let x = door + out * (0.5 + STEP * (column + 0.5));
            at(x, y0 + 0.4 + STEP * (row + 0.5), z)
        });
        let (begin, down) = if mirrored { (y0, -1.0) } else { (y1, 1.0) };
        let slope = (SLOPE * z).max(LEAST);
        let x = end - out * ROAD / 2.0;
        let way = [
            at(x, begin, z),
            at(x, begin + down * slope, 0.0),
            at(x, begin + down * (slope + AWAY), 0.0),
        ];
        let ramp = (0..((slope - 1.0) / VAN) as u32).map(|nth| {
            let along = 2.4 + VAN * nth as f32;
            at(x, begin + down * along, z * (1.0 - along / slope))
        });
        let road = (0..((AWAY - 1.0) / VAN) as u32)
            .map(|nth| at(x, begin + down * (slope + 2.4 + VAN * nth as f32), 0.0));
        Self {
            of,
            segment: needed.segment,
            rect: [door.min(end), y0, door.max(end), y1],
            z,
            places: places.collect(),
            ramp: ramp.collect(),
            road: road.collect(),
            way,
            pathways: Vec::new(),
        }
    }

    /// The bodies that it takes up with what stands on it.
    pub fn solids(&self) -> Vec<Solid> {
        let [x0, y0, x1, y1] = self.rect;
        let mut solids = vec![Solid {
            min: at(x0, y0, self.z - SLAB),
            max: at(x1, y1, self.z + HIGH),
        }];
        let [top, foot, end] = self.way;
        let point = |share: f32| {
            at(
                top.x,
                top.y + (foot.y - top.y) * share,
                top.z + (foot.z - top.z) * share,
            )
        };
        let mut stretch = |a: Point, b: Point| {
            solids.push(Solid {
                min: at(a.x - ROAD / 2.0, a.y.min(b.y), b.z.min(a.z) - 0.2),
                max: at(a.x + ROAD / 2.0, a.y.max(b.y), a.z.max(b.z) + HIGH),
            });
        };
        for piece in 0..PIECES {
            let share = |nth: usize| nth as f32 / PIECES as f32;
            stretch(point(share(piece)), point(share(piece + 1)));
        }
        stretch(foot, end);
        solids
    }
}

/// Roads on the ground between sites, given by their middles: each is joined to the nearest that is joined
/// already, with one corner at most.
pub fn roads(middles: &[[f32; 2]]) -> Vec<Vec<Point>> {
    (1..middles.len())
        .filter_map(|nth| {
            let [x, y] = middles[nth];
            let far = |[a, b]: &[f32; 2]| (a - x).abs() + (b - y).abs();
            let before = middles[..nth].iter();
            let [a, b] = *before.min_by(|one, other| far(one).total_cmp(&far(other)))?;
            let mut path = vec![at(x, y, 0.0), at(a, y, 0.0), at(a, b, 0.0)];
            path.dedup();
            Some(path)
        })
        .collect()
}
