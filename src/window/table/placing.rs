//! Where signs hang: beside what they stand for, off every floor, and off each other. Must not know what
//! they say.

use egui::{Pos2, Rect, Vec2, pos2, vec2};
use wardroom_table::{Bay, Point, Projection, Table};

/// Between a sign and what it stands for.
const GAP: f32 = 8.0;

/// Points of the window, by area, that one overlapped point of another sign, of a floor and of the
/// outside weighs.
const ON_SIGN: f32 = 6.0;
const ON_FLOOR: f32 = 3.0;
const OUTSIDE: f32 = 12.0;

/// Places for signs of so large a size each (none: no sign), within a rectangle of the window. A table's
/// origin is at the rectangle's corner.
pub fn place(
    table: &Table,
    projection: &Projection,
    within: Rect,
    sizes: &[Option<Vec2>],
) -> Vec<Option<Rect>> {
    let at = |point: Point| {
        let [x, y] = projection.place(point);
        within.min + vec2(x, y)
    };
    let floors = ground_points(table, &at);
    let mut placed: Vec<Option<Rect>> = vec![None; sizes.len()];
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    // Large ones first: they find room with more trouble.
    order.sort_by(|a, b| {
        let area = |it: usize| sizes[it].map_or(0.0, |size| size.x * size.y);
        area(*b).total_cmp(&area(*a))
    });
    for segment in order {
        let Some(size) = sizes[segment] else { continue };
        let mut best: Option<(f32, Rect)> = None;
        for (rank, rect) in candidates(table, segment, size, &at)
            .into_iter()
            .enumerate()
        {
            let on_signs: f32 = placed
                .iter()
                .flatten()
                .map(|other| area(rect.expand(3.0).intersect(*other)))
                .sum();
            let on_floors = floors
                .iter()
                .filter(|(point, _)| rect.contains(*point))
                .map(|(_, area)| area)
                .sum::<f32>();
            let out = rect.area() - area(rect.intersect(within.shrink(4.0)));
            let cost = ON_SIGN * on_signs + ON_FLOOR * on_floors + OUTSIDE * out + rank as f32;
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, rect));
            }
        }
        placed[segment] = best.map(|(_, rect)| rect);
    }
    placed
}

fn area(rect: Rect) -> f32 {
    if rect.is_positive() { rect.area() } else { 0.0 }
}

/// Points spread over all floors and pads, each with the area of the window for which it stands.
fn ground_points(table: &Table, at: &impl Fn(Point) -> Pos2) -> Vec<(Pos2, f32)> {
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
    for pad in &table.pads {
        let (middle, half) = (pad.middle, pad.half);
        let rect = [
            middle.x - half,
            middle.y - half,
            middle.x + half,
            middle.y + half,
        ];
        spread(rect, 0.0);
        spread(rect, 5.0);
    }
    points
}

fn point(x: f32, y: f32, z: f32) -> Point {
    Point { x, y, z }
}

/// Where a segment's sign may hang, the best first.
fn candidates(table: &Table, segment: usize, size: Vec2, at: &impl Fn(Point) -> Pos2) -> Vec<Rect> {
    let mut rects = Vec::new();
    let mut beside = |spot: Pos2, side: Vec2| {
        // `side` says where the sign lies from the spot: −1 to its left or above, 1 right or below.
        let min = pos2(
            spot.x + (side.x - 1.0) / 2.0 * size.x + side.x * GAP,
            spot.y + (side.y - 1.0) / 2.0 * size.y + side.y * GAP,
        );
        rects.push(Rect::from_min_size(min, size));
    };
    if let Some(pad) = table.pads.iter().find(|pad| pad.segment == segment) {
        let (middle, half) = (pad.middle, pad.half);
        beside(at(point(middle.x, middle.y, 9.0)), vec2(0.0, -1.0));
        beside(
            at(point(middle.x + half, middle.y - half, 2.0)),
            vec2(1.0, 0.0),
        );
        beside(
            at(point(middle.x - half, middle.y + half, 2.0)),
            vec2(-1.0, 0.0),
        );
        beside(
            at(point(middle.x + half, middle.y + half, 0.0)),
            vec2(0.0, 1.0),
        );
        return rects;
    }
    let bays = &table.bays_of[segment];
    let middle = bays.len() / 2;
    let order = std::iter::once(middle).chain(0..bays.len());
    for nth in order {
        let Some(bay) = bays.get(nth).map(|bay| &table.bays[*bay]) else {
            continue;
        };
        let floor = &table.floors[bay.floor];
        let tall = table.buildings[floor.building].floors.len() > 1;
        around(bay, floor.rect, tall, &mut beside, at);
    }
    rects
}

/// Spots around a bay: at the ends of its floor in a tall building, else at its corners.
fn around(
    bay: &Bay,
    floor: [f32; 4],
    tall: bool,
    beside: &mut impl FnMut(Pos2, Vec2),
    at: &impl Fn(Point) -> Pos2,
) {
    let [x0, y0, x1, y1] = floor;
    let z = bay.z;
    let left = at(point(x0, y1, z));
    let right = at(point(x1, y0, z));
    let front = at(point(x1, y1, z));
    let back = at(point(x0, y0, z + 1.5));
    let low_left = at(point((x0 + x1) / 2.0, y1, z - 1.0));
    let low_right = at(point(x1, (y0 + y1) / 2.0, z - 1.0));
    let ends = [(left, vec2(-1.0, 0.0)), (right, vec2(1.0, 0.0))];
    if tall {
        let outer = usize::from(bay.mirrored);
        beside(ends[outer].0, ends[outer].1);
        beside(ends[1 - outer].0, ends[1 - outer].1);
        for up in [-26.0, 26.0, -52.0, 52.0] {
            beside(ends[outer].0 + vec2(-6.0, up), ends[outer].1);
        }
    } else {
        beside(front, vec2(0.0, 1.0));
        beside(right, vec2(1.0, 1.0));
        beside(right, vec2(1.0, 0.0));
        beside(low_right, vec2(1.0, 1.0));
        beside(low_left, vec2(-1.0, 1.0));
        beside(left, vec2(-1.0, 1.0));
        beside(left, vec2(-1.0, 0.0));
        beside(back, vec2(0.0, -1.0));
        beside(back, vec2(1.0, -1.0));
        beside(back, vec2(-1.0, -1.0));
        beside(right, vec2(1.0, -1.0));
        beside(left, vec2(-1.0, -1.0));
    }
}
