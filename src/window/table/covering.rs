//! What a sign would cover: other signs, floors and pads, and who waits at the doors. Must not move a sign.

use super::hung::Hung;
use egui::{Pos2, Rect};
use wardroom_table::{Point, Table};

/// What a point of the window weighs that is covered of another sign, and of a floor.
pub(super) const ON_SIGN: f32 = 20.0;
const ON_FLOOR: f32 = 2.0;

/// What a sign would cover of other signs and of floors.
pub(super) fn on_others(rect: Rect, placed: &[Option<Hung>], floors: &[(Pos2, f32)]) -> f32 {
    on_signs(rect, placed) + on_floors(rect, floors)
}

/// What it would cover of other signs.
pub(super) fn on_signs(rect: Rect, placed: &[Option<Hung>]) -> f32 {
    let others = placed.iter().flatten();
    let covered = others.map(|other| area(rect.expand(3.0).intersect(other.rect)));
    ON_SIGN * covered.sum::<f32>()
}

/// What it would cover of floors.
pub(super) fn on_floors(rect: Rect, floors: &[(Pos2, f32)]) -> f32 {
    let under = floors.iter().filter(|(point, _)| rect.contains(*point));
    ON_FLOOR * under.map(|(_, area)| area).sum::<f32>()
}

pub(super) fn area(rect: Rect) -> f32 {
    if rect.is_positive() { rect.area() } else { 0.0 }
}

/// Points spread over all floors and pads, each with the area of the window for which it stands.
pub(super) fn ground_points(table: &Table, at: &impl Fn(Point) -> Pos2) -> Vec<(Pos2, f32)> {
    let step = 3.0;
    let unit = {
        let origin = at(point(0.0, 0.0, 0.0));
        let along = at(point(step, 0.0, 0.0)) - origin;
        let across = at(point(0.0, step, 0.0)) - origin;
        (along.x * across.y - along.y * across.x).abs()
    };
    let mut points = Vec::new();
    let mut spread = |rect: [f32; 4], z: f32| {
        let mut x = rect[0] + step / 2.0;
        while x < rect[2] {
            let mut y = rect[1] + step / 2.0;
            while y < rect[3] {
                points.push((at(point(x, y, z)), unit));
                y += step;
            }
            x += step;
        }
    };
    for floor in &table.floors {
        spread(floor.rect, floor.z);
    }
    for forecourt in &table.forecourts {
        spread(forecourt.rect, forecourt.z);
    }
    for pad in &table.pads {
        let (x, y, half) = (pad.middle.x, pad.middle.y, pad.half);
        let rect = [x - half, y - half, x + half, y + half];
        spread(rect, 0.0);
        spread(rect, 5.0);
    }
    let unit = unit / 2.0;
    points.extend(doors(table, at).into_iter().map(|it| (it, unit)));
    points
}

/// Points spread over forecourts, ramps and what stands there.
pub(super) fn doors(table: &Table, at: &impl Fn(Point) -> Pos2) -> Vec<Pos2> {
    let mut points = Vec::new();
    for forecourt in &table.forecourts {
        let places = forecourt.places.iter().step_by(3);
        let stand = places.chain(&forecourt.ramp).chain(&forecourt.road);
        for place in stand.chain(&forecourt.way) {
            for (aside, up) in [(-1.8, 0.0), (1.8, 0.0), (0.0, 1.8)] {
                points.push(at(point(place.x + aside, place.y, place.z + up)));
            }
        }
    }
    points
}

pub(super) fn point(x: f32, y: f32, z: f32) -> Point {
    Point { x, y, z }
}

/// How far a point is from a stretch of a straight line.
pub(super) fn distance(at: Pos2, from: Pos2, to: Pos2) -> f32 {
    let along = to - from;
    let share = if along.length_sq() > 0.0 {
        ((at - from).dot(along) / along.length_sq()).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (at - (from + along * share)).length()
}
