//! People, ambulances and paper: who waits on a forecourt, who stands on the ramp, who was sent on, who is
//! at work, and on which floors work goes on paper. Must not decide how many there are.

use crate::iso::{Point, at};
use crate::layer::{Layer, Paint, Side};
use crate::look::Look;
use crate::motion::{Moves, What};
use crate::shapes;
use crate::street::Forecourt;
use crate::table::{APRON, Bay, Table};

/// Everybody and everything that comes and goes.
pub fn people(look: &Look<'_>) -> Layer {
    let Look {
        table,
        seen,
        moves,
        dim,
    } = *look;
    let mut layer = Layer::default();
    for forecourt in &table.forecourts {
        layer.pen[0] = dim.strength(table, forecourt.segment);
        if let Some(found) = seen.forecourt(forecourt) {
            waiting(&mut layer, forecourt, found.waiting, moves);
            vans(&mut layer, forecourt, [found.on_ramp, found.sent_on], moves);
        }
    }
    for (segment, bays) in table.bays_of.iter().enumerate() {
        let Some(bay) = bays.first().map(|at| &table.bays[*at]) else {
            continue;
        };
        layer.pen[0] = dim.strength(table, segment);
        if seen.on_paper(table, segment) {
            paper(&mut layer, bay, outer_end(table, bay));
        }
        for nth in 0..seen.segments[segment].at_work.min(12) {
            let aside = 0.8 + (nth / 3) as f32 * 0.9;
            let x = if bay.mirrored {
                bay.rect[2] + aside
            } else {
                bay.rect[0] - aside
            };
            let y = bay.rect[3] - 0.5 - (nth % 3) as f32 * 1.1;
            shapes::person(&mut layer, at(x, y, bay.z), Paint::Accent);
        }
    }
    layer
}

/// Who waits: as many as there are, up to the places; one who comes steps up from the place behind.
fn waiting(layer: &mut Layer, forecourt: &Forecourt, count: u32, moves: &Moves) {
    let of = forecourt.of.at();
    let (was, share) = moves
        .find(|what| match what {
            What::Queue(it, was) if *it == of => Some(*was),
            _ => None,
        })
        .unwrap_or((count, 1.0));
    let there = forecourt.places.iter().take(count as usize);
    let mut pawns: Vec<Point> = there
        .enumerate()
        .map(|(nth, place)| {
            let behind = if nth as u32 >= was { 1.0 - share } else { 0.0 };
            at(place.x, place.y + 0.85 * behind, place.z)
        })
        .collect();
    pawns.sort_by(|a, b| (a.x + a.y).total_cmp(&(b.x + b.y)));
    for pawn in pawns {
        shapes::pawn(layer, pawn, Paint::Waiting);
    }
}

/// Ambulances: those that are new come along the road.
fn vans(layer: &mut Layer, forecourt: &Forecourt, [ramp, road]: [u32; 2], moves: &Moves) {
    let of = forecourt.of.at();
    let ([ramp_was, road_was], share) = moves
        .find(|what| match what {
            What::Vans(it, was) if *it == of => Some(*was),
            _ => None,
        })
        .unwrap_or(([ramp, road], 1.0));
    let [_, foot, end] = forecourt.way;
    let towards = |from: Point, to: Point| {
        at(
            from.x + (to.x - from.x) * share,
            from.y + (to.y - from.y) * share,
            from.z + (to.z - from.z) * share,
        )
    };
    let mut all: Vec<Point> = Vec::new();
    for (spots, count, was, from) in [
        (&forecourt.ramp, ramp, ramp_was, end),
        (&forecourt.road, road, road_was, foot),
    ] {
        for (nth, spot) in spots.iter().take(count as usize).enumerate() {
            let new = nth as u32 >= was;
            all.push(if new { towards(from, *spot) } else { *spot });
        }
    }
    all.sort_by(|a, b| (a.x + a.y).total_cmp(&(b.x + b.y)));
    for van in all {
        ambulance(layer, van);
    }
    if road > 0 {
        // Where they are sent, beside the road.
        let beside = |along: f32| {
            let y = foot.y + (end.y - foot.y) * along;
            at(foot.x - 2.6, y, 0.0)
        };
        let (from, to) = (beside(0.25), beside(0.95));
        layer.line(from, to, 0.35, Paint::Accent);
        let back = (from.y - to.y).signum() * 1.4;
        let head = [
            at(to.x, to.y - back * 0.4, 0.0),
            at(to.x - 0.8, to.y + back, 0.0),
            at(to.x + 0.8, to.y + back, 0.0),
        ];
        layer.face(&head, Paint::Accent);
    }
}

fn ambulance(layer: &mut Layer, place: Point) {
    let Point { x, y, z } = place;
    let (half, long) = (0.95, 1.75);
    let body = [x - half, y - long, x + half, y + long];
    shapes::block(layer, body, z + 0.25, z + 1.6, Paint::Van);
    // The stripe that tells it from a van.
    let stripe = |low: f32, high: f32| {
        [
            at(x + half, y - long, z + low),
            at(x + half, y + long, z + low),
            at(x + half, y + long, z + high),
            at(x + half, y - long, z + high),
        ]
    };
    layer.face(&stripe(0.7, 1.05), Paint::Accent);
    let front = [
        at(x - half, y + long, z + 0.95),
        at(x + half, y + long, z + 0.95),
        at(x + half, y + long, z + 1.4),
        at(x - half, y + long, z + 1.4),
    ];
    layer.face(&front, Paint::Floor(Side::Right));
    let bar = [x - half * 0.7, y + 0.5, x + half * 0.7, y + 0.95];
    shapes::block(layer, bar, z + 1.6, z + 1.8, |_| Paint::Accent);
}

/// The end of a floor at which people stand: its outer x, and inwards.
fn outer_end(table: &Table, bay: &Bay) -> (f32, f32) {
    let [x0, _, x1, _] = table.floors[bay.floor].rect;
    if bay.mirrored { (x1, -1.0) } else { (x0, 1.0) }
}

/// Three sheets that lie as they were put down.
fn paper(layer: &mut Layer, bay: &Bay, (end, inwards): (f32, f32)) {
    let [_, y0, _, _] = bay.rect;
    for (nth, (along, across, turn)) in [(0.9, 0.7, 0.3), (2.3, 1.5, -0.35), (1.1, 2.5, 0.05)]
        .into_iter()
        .enumerate()
    {
        debug_assert!(along < APRON);
        let middle = at(end + inwards * along, y0 + across, bay.z + 0.05);
        let corner = |x: f32, y: f32| {
            at(
                middle.x + x - turn * y,
                middle.y + y + turn * x,
                middle.z + 0.02 * nth as f32,
            )
        };
        let sheet = |half: f32, deep: f32| {
            [
                corner(-half, -deep),
                corner(half, -deep),
                corner(half, deep),
                corner(-half, deep),
            ]
        };
        layer.face(&sheet(0.75, 0.55), Paint::Paper);
        for line in [-0.22_f32, 0.06, 0.34] {
            layer.line(corner(-0.55, line), corner(0.5, line), 0.08, Paint::Ink);
        }
    }
}
