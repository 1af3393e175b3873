//! Where cables run: from a department's socket down the riser of its building, along the corridor beside
//! its organisation's main block, and up again; the nearer target takes the lane nearer to the block.
//! Must not know what a cable carries.

use crate::iso::{Point, at};
use crate::table::{Cable, Table};
use wardroom_core::scenario::{OrganisationId, Scenario};

/// Between cables that run side by side.
const LANE: f32 = 0.7;

/// All cables of a table: those of links in their order, then those within segments.
pub fn lay(scenario: &Scenario, table: &Table) -> Vec<Cable> {
    let mut wanted: Vec<(Option<usize>, [usize; 2], [Point; 2])> = Vec::new();
    for (nth, link) in scenario.links.iter().enumerate() {
        let ends = [link.from.at(), link.to.at()];
        if let (Some(a), Some(b)) = (foot(table, ends[0]), foot(table, ends[1])) {
            wanted.push((Some(nth), ends, [a, b]));
        }
    }
    for segment in 0..scenario.segments.len() {
        let Some(home) = home(table, segment) else {
            continue;
        };
        for building in houses_of(table, segment) {
            if building != home {
                let feet = [
                    socket(table, segment, home, 0.0),
                    socket(table, segment, building, 0.0),
                ];
                wanted.push((None, [segment, segment], feet));
            }
        }
    }
    // Lanes by how far along the corridor a cable goes.
    let far = |feet: &[Point; 2]| (feet[0].y - feet[1].y).abs();
    let mut lanes: Vec<usize> = (0..wanted.len()).collect();
    lanes.sort_by(|a, b| far(&wanted[*a].2).total_cmp(&far(&wanted[*b].2)));
    let mut laid = Vec::new();
    let mut taken = vec![0_u32; scenario.organisations.len()];
    for nth in lanes {
        let (link, ends, feet) = &wanted[nth];
        let of = ends
            .iter()
            .find_map(|end| scenario.segments[*end].of)
            .unwrap_or(OrganisationId(0));
        let lane = &mut taken[of.at()];
        let spine = corridor(table, of) + (*lane % 7) as f32 * LANE;
        *lane += 1;
        let mut path = vec![feet[0]];
        path.push(at(spine, feet[0].y, 0.0));
        path.push(at(spine, feet[1].y, 0.0));
        path.push(feet[1]);
        path.dedup();
        laid.push((
            nth,
            Cable {
                link: *link,
                ends: *ends,
                path,
            },
        ));
    }
    laid.sort_by_key(|(nth, _)| *nth);
    laid.into_iter().map(|(_, cable)| cable).collect()
}

/// The first lane beside an organisation's main block.
fn corridor(table: &Table, of: OrganisationId) -> f32 {
    let main = table
        .buildings
        .iter()
        .find(|building| table.sites[building.site].of == of);
    main.map_or(0.0, |main| main.body.max.x + 1.6)
}

/// The buildings in which a segment stands, each once.
pub fn houses_of(table: &Table, segment: usize) -> Vec<usize> {
    let mut buildings: Vec<usize> = Vec::new();
    for bay in &table.bays_of[segment] {
        let building = table.floors[table.bays[*bay].floor].building;
        if !buildings.contains(&building) {
            buildings.push(building);
        }
    }
    buildings
}

/// The building in which most of a segment stands.
fn home(table: &Table, segment: usize) -> Option<usize> {
    let hosts = |building: &usize| -> u32 {
        let there = |bay: &&usize| table.floors[table.bays[**bay].floor].building == *building;
        let bays = table.bays_of[segment].iter().filter(there);
        bays.map(|bay| table.bays[*bay].hosts).sum()
    };
    houses_of(table, segment)
        .into_iter()
        .max_by_key(|building| (hosts(building), std::cmp::Reverse(*building)))
}

/// Where a segment's riser stands on the ground, or the edge of its pad.
fn foot(table: &Table, segment: usize) -> Option<Point> {
    if let Some(pad) = table.pads.iter().find(|pad| pad.segment == segment) {
        return Some(at(pad.middle.x, pad.middle.y + pad.half, 0.0));
    }
    home(table, segment).map(|building| socket(table, segment, building, 0.0))
}

/// A point of a segment's riser in a building.
pub fn socket(table: &Table, segment: usize, building: usize, z: f32) -> Point {
    let found = &table.buildings[building];
    let mut inside: Vec<usize> = Vec::new();
    for floor in &found.floors {
        for bay in &table.floors[*floor].bays {
            let segment = table.bays[*bay].segment;
            if !inside.contains(&segment) {
                inside.push(segment);
            }
        }
    }
    let nth = inside.iter().position(|it| *it == segment).unwrap_or(0) as f32;
    let room = (found.body.max.y - found.body.min.y - 1.0).max(0.0);
    let step = LANE.min(room / inside.len().max(1) as f32);
    let y = if found.mirrored {
        found.body.max.y - 0.5 - nth * step
    } else {
        found.body.min.y + 0.5 + nth * step
    };
    at(found.cable_end(), y, z)
}
