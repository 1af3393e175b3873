//! Where the signs of a nation's regions hang: each in a place that is kept free whatever it says, so that none
//! moves while the week passes. Must not know what a sign says.

use egui::{Pos2, Rect, Vec2, pos2, vec2};
use wardroom_table::{Country, Plate, Point, Projection, corners_of};

/// Between a sign and its plate, and between two signs.
const GAP: f32 = 8.0;

/// A sign that is farther than this from its plate has a line to it, points.
const APART: f32 = 26.0;

/// The line from a sign to its plate, where it hangs too far from it to be told whose it is.
pub fn line(plate: &Plate, place: Rect, at: &impl Fn(Point) -> Pos2) -> Option<[Pos2; 2]> {
    let ground = points(&corners_of(plate).map(at));
    let far = |point: &Pos2| place.distance_to_pos(*point);
    let nearest = ground
        .into_iter()
        .min_by(|a, b| far(a).total_cmp(&far(b)))?;
    (far(&nearest) > APART).then(|| [place.clamp(nearest), nearest])
}

/// What a point of ground weighs that a sign covers, of 17 along each side of a plate; what it weighs that
/// another plate is nearer than its own; and what a point of distance from that does.
const COVERED: f32 = 40.0;
const ASTRAY: f32 = 120.0;
const FAR: f32 = 0.15;

/// Ways to hang the signs so far of which the next is tried on: fewer, the more signs there are.
const WAYS: usize = 256;

/// Places for the signs of all plates, none over another nor over what is taken; empty where there is no
/// such place. As one sign may take the room that the next has need of, several ways are followed.
pub fn places(
    country: &Country,
    projection: &Projection,
    within: Rect,
    sizes: &[Vec2],
    taken: Rect,
) -> Vec<Rect> {
    let on = |plate: &Plate| {
        corners_of(plate).map(|corner| {
            let [x, y] = projection.place(corner);
            within.min + vec2(x, y)
        })
    };
    let plates: Vec<[Pos2; 4]> = country.plates.iter().map(on).collect();
    let ground: Vec<Pos2> = plates.iter().flat_map(points).collect();
    let middles: Vec<Pos2> = plates
        .iter()
        .map(|it| it[0] + (it[2] - it[0]) / 2.0)
        .collect();
    let kept = (WAYS / plates.len().max(1)).clamp(1, 64);
    let mut ways: Vec<(f32, Vec<Rect>)> = vec![(0.0, Vec::new())];
    for (nth, (corners, size)) in plates.iter().zip(sizes).enumerate() {
        let spots = spots(corners, *size, within.shrink(6.0));
        let priced: Vec<(f32, Rect)> = spots
            .into_iter()
            .filter(|it| !it.expand(GAP / 2.0).intersects(taken))
            .map(|it| {
                let over = it.expand(GAP / 2.0);
                let covered = ground.iter().filter(|point| over.contains(**point)).count();
                let from = |middle: &Pos2| it.distance_to_pos(*middle);
                let own = from(&middles[nth]);
                let astray = middles.iter().any(|middle| from(middle) < own);
                let astray = if astray { ASTRAY } else { 0.0 };
                (covered as f32 * COVERED + astray + FAR * own, it)
            })
            .collect();
        let mut next: Vec<(f32, Vec<Rect>)> = Vec::new();
        for (so_far, placed) in &ways {
            let free = priced.iter().filter(|(_, rect)| {
                let over = rect.expand(GAP / 2.0);
                !placed.iter().any(|it| it.intersects(over))
            });
            let mut hung: Vec<(f32, Vec<Rect>)> = free
                .map(|(cost, rect)| {
                    let all = placed.iter().copied().chain([*rect]);
                    (so_far + cost, all.collect())
                })
                .collect();
            if hung.is_empty() {
                let all = placed.iter().copied().chain([Rect::NOTHING]);
                hung.push((so_far + COVERED * ground.len() as f32, all.collect()));
            }
            next.append(&mut hung);
        }
        next.sort_by(|a, b| a.0.total_cmp(&b.0));
        next.truncate(kept);
        ways = next;
    }
    let best = ways.into_iter().next();
    best.map_or_else(Vec::new, |(_, placed)| placed)
}

/// Places all over a panel are tried that are so far from each other, points.
const GRID: f32 = 36.0;

/// Where a sign of a size may hang within a rectangle: around its plate, and all over the rectangle.
fn spots(corners: &[Pos2; 4], size: Vec2, inner: Rect) -> Vec<Rect> {
    let most = (inner.max - size).max(inner.min);
    let mut spots = candidates(corners, size);
    spots.extend([
        inner.min,
        pos2(most.x, inner.min.y),
        pos2(inner.min.x, most.y),
        most,
    ]);
    let steps = |room: f32| 0..=(room / GRID).max(0.0) as u32;
    for down in steps(most.y - inner.min.y) {
        let across = steps(most.x - inner.min.x);
        spots.extend(across.map(|it| inner.min + vec2(it as f32, down as f32) * GRID));
    }
    let spots = spots.into_iter();
    spots
        .map(|min| Rect::from_min_size(min.clamp(inner.min, most), size))
        .collect()
}

/// Points spread over a plate.
fn points([back, right, front, left]: &[Pos2; 4]) -> Vec<Pos2> {
    const STEPS: usize = 16;
    let share = |nth: usize| nth as f32 / STEPS as f32;
    let mut points = Vec::new();
    for a in 0..=STEPS {
        let from = *back + (*right - *back) * share(a);
        let to = *left + (*front - *left) * share(a);
        points.extend((0..=STEPS).map(|b| from + (to - from) * share(b)));
    }
    points
}

/// Corners of a sign of a size around a plate: beside its edges and at its corners.
fn candidates([back, right, front, left]: &[Pos2; 4], size: Vec2) -> Vec<Pos2> {
    let mut corners = Vec::new();
    // Along each edge, on the side that faces away from the plate.
    for (from, to, side) in [
        (left, back, vec2(-1.0, -1.0)),
        (back, right, vec2(1.0, -1.0)),
        (left, front, vec2(-1.0, 1.0)),
        (front, right, vec2(1.0, 1.0)),
    ] {
        for share in [0.5, 0.35, 0.65, 0.2, 0.8, 0.05, 0.95] {
            let at = *from + (*to - *from) * share;
            corners.push(pos2(
                at.x + (side.x - 1.0) / 2.0 * size.x + side.x * GAP,
                at.y + (side.y - 1.0) / 2.0 * size.y + side.y * GAP,
            ));
        }
    }
    for (at, side) in [
        (left, vec2(-1.0, 0.0)),
        (right, vec2(1.0, 0.0)),
        (back, vec2(0.0, -1.0)),
        (front, vec2(0.0, 1.0)),
    ] {
        corners.push(pos2(
            at.x + (side.x - 1.0) / 2.0 * size.x + side.x * GAP,
            at.y + (side.y - 1.0) / 2.0 * size.y + side.y * GAP,
        ));
    }
    corners
}

#[cfg(test)]
mod tests {
    use super::super::country_signs::{letters, narrow, taken};
    use super::*;
    use wardroom_core::ensemble::hindcast::Nation;

    /// Whatever the panel's size, and however near, no sign lies over another, nor over what the shapes
    /// mean, nor out of the panel; where all of England is seen, all four hang.
    #[test]
    fn signs_never_overlap() {
        let england = wardroom_files::england_2017().expect("sound parameters");
        let country = Country::of(&england, &Nation::of(&england, 1));
        for (wide, high) in [
            (880.0, 560.0),
            (900.0, 600.0),
            (1170.0, 840.0),
            (2300.0, 1500.0),
            (560.0, 300.0),
        ] {
            let within = Rect::from_min_size(pos2(20.0, 130.0), vec2(wide, high));
            let size = if narrow(within) {
                vec2(160.0, 90.0)
            } else {
                vec2(182.0, 122.0) * letters(within)
            };
            let taken = taken(within);
            let fit = Projection::fitting(country.picture, [16.0, 14.0, wide - 16.0, high - 20.0]);
            for (zoom, aside) in [(1.0, 0.0), (1.6, -200.0), (4.0, 900.0)] {
                let projection = Projection {
                    origin: fit.origin.map(|it| it * zoom + aside),
                    scale: fit.scale * zoom,
                };
                let places = places(&country, &projection, within, &[size; 4], taken);
                assert_eq!(places.len(), 4);
                for (nth, place) in places.iter().enumerate() {
                    let free = |it: &Rect| !it.is_positive() || !it.intersects(*place);
                    assert!(places[..nth].iter().all(free), "{places:?}");
                    assert!(!place.is_positive() || !place.intersects(taken));
                    assert!(!place.is_positive() || within.contains_rect(*place));
                    if zoom == 1.0 {
                        assert!(place.is_positive(), "all have room at {wide}×{high}");
                    }
                }
            }
        }
    }
}
