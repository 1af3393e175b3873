//! Where everything of each organisation stands on its picture: that of the table in the room, laid out once
//! for a scenario. It holds places, and no name that is shown but those of floors. Must not know how anything
//! stands.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use wardroom_core::scenario::{OrganisationId, Scenario};
use wardroom_core::views::missed_at;
use wardroom_table::{
    Bay, Dim, Layer, Paint, Point, Projection, Side, Table, buildings, plates, risers,
};

/// Width of each picture, in its own units: about the pixels of a telephone.
const WIDE: f32 = 360.0;

/// Height of the highest, in the same.
const HIGH: f32 = 400.0;

/// What is left free at its edges: signs stand out of what they stand on.
const EDGE: f32 = 10.0;

/// Corners of what is round on the table.
const ROUND: u32 = 8;

/// The pictures of a scenario, by the ids of its organisations.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Plan {
    sides: BTreeMap<String, PlanSide>,
}

/// The picture of one organisation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlanSide {
    /// Width and height.
    pub size: [f32; 2],
    /// From the table to the picture.
    pub projection: Projection,
    /// The ground, as paths of SVG.
    pub ground: String,
    /// What stands on it, as paths of SVG: it hides cables.
    pub houses: String,
    /// By area: where its devices stand.
    bays: BTreeMap<String, Vec<Bay>>,
    /// By area outside: where it stands.
    pads: BTreeMap<String, [f32; 2]>,
    /// By link: its way, from where it is missed first.
    runs: BTreeMap<String, Vec<[f32; 2]>>,
    /// The emergency department's door.
    pub door: Option<PlanDoor>,
}

/// The ground before an emergency department.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlanDoor {
    /// Where people wait, the nearest to the door first.
    pub places: Vec<[f32; 2]>,
    /// Where ambulances wait.
    pub ramp: Vec<[f32; 2]>,
    /// Where those are that are sent on.
    pub road: Vec<[f32; 2]>,
}

impl Plan {
    /// Of a scenario.
    pub fn of(scenario: &Scenario) -> Self {
        let table = Table::of(scenario);
        let sides = scenario.organisation_ids().map(|of| {
            let id = scenario.organisations[of.at()].id.clone();
            (id, PlanSide::of(scenario, &table.side(scenario, of), of))
        });
        Self {
            sides: sides.collect(),
        }
    }

    /// The picture of an organisation; none if it has nothing that stands anywhere.
    pub fn side(&self, id: &str) -> Option<&PlanSide> {
        self.sides.get(id).filter(|it| !it.bays.is_empty())
    }
}

impl PlanSide {
    fn of(scenario: &Scenario, table: &Table, of: OrganisationId) -> Self {
        let picture = table.picture;
        let (wide, high) = (picture[2] - picture[0], picture[3] - picture[1]);
        let scale = ((WIDE - 2.0 * EDGE) / wide.max(1.0)).min((HIGH - 2.0 * EDGE) / high.max(1.0));
        let size = [WIDE, scale * high + 2.0 * EDGE];
        let inner = [EDGE, EDGE, size[0] - EDGE, size[1] - EDGE];
        let projection = Projection::fitting(picture, inner);
        let segment = |at: usize| scenario.segments[at].id.clone();
        let there = table.bays_of.iter().enumerate();
        let there = there.filter(|(_, bays)| !bays.is_empty());
        let place = |it: &Point| projection.place(*it);
        let pads = table.pads.iter();
        let runs = table.cables.iter().filter_map(|cable| {
            let link = &scenario.links[cable.link?];
            let mut path: Vec<[f32; 2]> = cable.path.iter().map(place).collect();
            if missed_at(scenario, of, link).at() != cable.ends[0] {
                path.reverse();
            }
            Some((link.id.clone(), path))
        });
        // What joins the buildings of one area is no link: nobody pulls it.
        let mut ground = plates(table);
        for cable in table.cables.iter().filter(|it| it.link.is_none()) {
            for ends in cable.path.windows(2) {
                ground.line(ends[0], ends[1], 0.4, Paint::Cable);
            }
        }
        let houses = [buildings(scenario, table, Dim::default()), risers(table)];
        Self {
            size,
            ground: drawn(&ground, &projection),
            houses: houses.iter().map(|it| drawn(it, &projection)).collect(),
            bays: there
                .map(|(at, bays)| {
                    let bays = bays.iter().map(|bay| table.bays[*bay].clone());
                    (segment(at), bays.collect())
                })
                .collect(),
            pads: pads
                .map(|pad| (segment(pad.segment), place(&pad.middle)))
                .collect(),
            runs: runs.collect(),
            door: table.forecourts.first().map(|it| PlanDoor {
                places: it.places.iter().map(place).collect(),
                ramp: it.ramp.iter().map(place).collect(),
                road: it.road.iter().map(place).collect(),
            }),
            projection,
        }
    }

    /// Where the devices of an area stand.
    pub fn bays(&self, area: &str) -> &[Bay] {
        self.bays.get(area).map_or(&[], Vec::as_slice)
    }

    /// Where an area outside stands.
    pub fn pad(&self, area: &str) -> Option<[f32; 2]> {
        self.pads.get(area).copied()
    }

    /// The way of a link.
    pub fn run(&self, link: &str) -> Option<&[[f32; 2]]> {
        self.runs.get(link).map(Vec::as_slice)
    }

    /// The corners of a rectangle of the table (least x, least y, most x, most y) at a height.
    pub fn corners(&self, [x0, y0, x1, y1]: [f32; 4], z: f32) -> [[f32; 2]; 4] {
        [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]
            .map(|[x, y]| self.projection.place(Point { x, y, z }))
    }
}

/// A layer as paths: faces that follow each other and are painted alike are one.
fn drawn(layer: &Layer, projection: &Projection) -> String {
    let mut svg = String::new();
    let mut before = "";
    let mut at = 0;
    for face in &layer.faces {
        let corners = &layer.corners[at..at + face.corners as usize];
        at += face.corners as usize;
        // Edges are drawn round floors by their style: as faces of their own they would be half of the picture.
        let Some(class) = class(face.paint, face.corners) else {
            continue;
        };
        if class != before {
            if !before.is_empty() {
                svg.push_str("\"/>");
            }
            let _never = write!(svg, "<path class=\"{class}\" d=\"");
            before = class;
        }
        let corners = corners.iter().map(|[right, down]| {
            let [x, y] = projection.origin;
            [x + projection.scale * right, y + projection.scale * down]
        });
        svg.push_str(&path(corners, true));
    }
    if !before.is_empty() {
        svg.push_str("\"/>");
    }
    svg
}

/// How a face is called in the style.
fn class(paint: Paint, corners: u32) -> Option<&'static str> {
    Some(match paint {
        Paint::Site(Side::Top) => "s-t",
        Paint::Site(Side::Left) => "s-l",
        Paint::Site(Side::Right) => "s-r",
        Paint::Floor(Side::Top) if corners == ROUND => "c-t",
        Paint::Floor(Side::Top) => "f-t",
        Paint::Floor(Side::Left) => "f-l",
        Paint::Floor(Side::Right) => "f-r",
        Paint::Wall(Side::Right) => "w-r",
        Paint::Wall(_) => "w-l",
        Paint::Road => "rd",
        Paint::Lane => "ln",
        Paint::Cable | Paint::Patched => "cb",
        _ => return None,
    })
}

/// A path of SVG through points, in tenths.
pub(crate) fn path(points: impl IntoIterator<Item = [f32; 2]>, closed: bool) -> String {
    let mut path = String::new();
    for (nth, [x, y]) in points.into_iter().enumerate() {
        let to = if nth == 0 { 'M' } else { 'L' };
        let _never = write!(path, "{to}{} {}", tenths(x), tenths(y));
    }
    if closed {
        path.push('Z');
    }
    path
}

/// A figure of a picture, rounded to tenths.
pub(crate) fn tenths(it: f32) -> f32 {
    // Without a nought below nought.
    (it * 10.0).round() / 10.0 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_in_tenths() {
        let points = [[0.04, -0.04], [1.26, 2.0]];
        assert_eq!(path(points, true), "M0 0L1.3 2Z");
        assert_eq!(path(points, false), "M0 0L1.3 2");
    }
}
