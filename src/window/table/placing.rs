//! Where signs hang: those of a tall building in a column at its outer end; all others beside what they
//! stand for, off every floor and off each other. Must not know what they say.

use super::column::column;
use super::covering::{ON_SIGN, area, ground_points, on_others, point};
use super::hung::{GAP, Hung, inside};
use super::posts::{Of, Post};
use egui::{Pos2, Rect, Vec2, pos2, vec2};
use wardroom_table::{Point, Projection, Table};

/// What a point of a sign weighs that is beyond the panel.
const OUTSIDE: f32 = 12.0;

/// What a sign may cost at most that can be left out.
const SPARE: f32 = 600.0;

/// Places for signs of so large a size each, in their order, within a rectangle of the window, at whose corner
/// the projection begins; `taken` is covered by something else.
pub fn place(
    table: &Table,
    projection: &Projection,
    within: Rect,
    (signs, sizes): (&[Of], &[Vec2]),
    taken: Rect,
) -> Vec<Hung> {
    let posts: Vec<Post> = signs.iter().map(|it| Post::of(table, *it)).collect();
    let at = |point: Point| {
        let [x, y] = projection.place(point);
        within.min + vec2(x, y)
    };
    let mut placed: Vec<Option<Hung>> = vec![None; sizes.len()];
    let middle = {
        let [left, _, right, _] = table.picture;
        within.min.x + projection.origin[0] + projection.scale * f32::midpoint(left, right)
    };
    let floors = ground_points(table, &at);
    for building in 0..table.buildings.len() {
        column(
            table,
            building,
            middle,
            (within, &posts, sizes),
            &floors,
            &at,
            &mut placed,
        );
    }
    let mut rest: Vec<usize> = (0..sizes.len())
        .filter(|it| placed[*it].is_none())
        .collect();
    // Large ones first: they find room with more trouble. Other buildings' come last: their sites' names
    // stand on the table as well, so that without room they are left out.
    let spare = |it: usize| matches!(signs[it], Of::House(..));
    rest.sort_by(|a, b| {
        let area = |it: usize| sizes[it].x * sizes[it].y;
        let by_area = area(*b).total_cmp(&area(*a));
        spare(*a).cmp(&spare(*b)).then(by_area)
    });
    for nth in rest {
        let mut best: Option<(f32, Rect)> = None;
        for (rank, rect) in candidates(table, &posts[nth], sizes[nth], &at)
            .into_iter()
            .enumerate()
        {
            let covered = on_others(rect, &placed, &floors)
                + ON_SIGN * area(rect.expand(3.0).intersect(taken));
            let out = rect.area() - area(rect.intersect(within.shrink(4.0)));
            let cost = covered + OUTSIDE * out + 40.0 * rank as f32;
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, rect));
            }
        }
        let hangs = |least: f32| !spare(nth) || least < SPARE;
        let best = best.filter(|(least, _)| hangs(*least));
        placed[nth] = best.map(|(_, rect)| Hung {
            rect: inside(rect, within),
            to_left: false,
            line_to: None,
        });
    }
    placed
        .into_iter()
        .map(|it| {
            it.unwrap_or(Hung {
                rect: Rect::NOTHING,
                to_left: false,
                line_to: None,
            })
        })
        .collect()
}

/// Where the sign of a pad or of a low building may hang, the best first: below it, then around it.
fn candidates(table: &Table, post: &Post, size: Vec2, at: &impl Fn(Point) -> Pos2) -> Vec<Rect> {
    let pad = post.pad.map(|nth| &table.pads[nth]);
    let (rect, low, high) = match pad {
        Some(pad) => {
            let (x, y, half) = (pad.middle.x, pad.middle.y, pad.half);
            ([x - half, y - half, x + half, y + half], 0.0, 7.0)
        }
        None => match post.bays.first() {
            Some(bay) => {
                let bay = &table.bays[*bay];
                (table.floors[bay.floor].rect, bay.z - 1.0, bay.z + 1.5)
            }
            None => return Vec::new(),
        },
    };
    let [x0, y0, x1, y1] = rect;
    let left = at(point(x0, y1, low));
    let right = at(point(x1, y0, low));
    let front = at(point(x1, y1, low));
    let back = at(point(x0, y0, high));
    let low_left = at(point(f32::midpoint(x0, x1), y1, low));
    let low_right = at(point(x1, f32::midpoint(y0, y1), low));
    // The second says where the sign lies from the spot: −1 to its left or above, 1 right or below.
    let mut spots = vec![
        (front, vec2(0.0, 1.0)),
        (low_right, vec2(1.0, 1.0)),
        (right, vec2(1.0, 1.0)),
        (right, vec2(1.0, 0.0)),
        (low_left, vec2(-1.0, 1.0)),
        (left, vec2(-1.0, 1.0)),
        (left, vec2(-1.0, 0.0)),
        (right, vec2(1.0, -1.0)),
        (back, vec2(0.0, -1.0)),
        (back, vec2(1.0, -1.0)),
        (back, vec2(-1.0, -1.0)),
        (left, vec2(-1.0, -1.0)),
    ];
    if post.whole {
        // Beside the top floor, then above it.
        let top = table.buildings.get(post.building.unwrap_or(usize::MAX));
        let high = top.map_or(high, |it| it.body.max.z);
        let (back, left, right) = (
            at(point(x0, y0, high)),
            at(point(x0, y1, high)),
            at(point(x1, y0, high)),
        );
        let beside = [
            (left, vec2(-1.0, 0.0)),
            (right, vec2(1.0, 0.0)),
            (left, vec2(-1.0, -1.0)),
            (right, vec2(1.0, -1.0)),
            (back, vec2(0.0, -1.0)),
            (left, vec2(-1.0, 1.0)),
            (right, vec2(1.0, 1.0)),
        ];
        spots.splice(0..0, beside);
    }
    if pad.is_some() {
        // A mast's name stands above it.
        spots.rotate_left(8);
    }
    spots
        .into_iter()
        .map(|(spot, side)| {
            let min = pos2(
                spot.x + (side.x - 1.0) / 2.0 * size.x + side.x * GAP * 0.4,
                spot.y + (side.y - 1.0) / 2.0 * size.y + side.y * GAP * 0.4,
            );
            Rect::from_min_size(min, size)
        })
        .collect()
}
