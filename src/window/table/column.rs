//! Signs of a tall building: in a column at its outer end, each as near its floor as the others let it, and
//! none before the doors. Must not know what they say, nor of signs that hang elsewhere than what is covered.

use super::covering::{doors, on_others, point};
use super::hung::{GAP, Hung, inside};
use super::posts::Post;
use egui::{Pos2, Rect, Vec2, pos2, vec2};
use wardroom_table::{Point, Table};

/// Between signs of a column.
const APART: f32 = 5.0;

/// Hangs the signs of a building with several floors at that end of it which is farther from the middle of
/// the picture, beyond its forecourt.
pub(super) fn column(
    table: &Table,
    building: usize,
    middle: f32,
    (within, posts, sizes): (Rect, &[Post], &[Vec2]),
    floors: &[(Pos2, f32)],
    at: &impl Fn(Point) -> Pos2,
    placed: &mut [Option<Hung>],
) {
    let found = &table.buildings[building];
    if found.floors.len() < 2 {
        return;
    }
    let body = found.body;
    let ends = |z: f32| {
        (
            at(point(body.min.x, body.max.y, z)),
            at(point(body.max.x, body.min.y, z)),
        )
    };
    // By sign: the middle of its floors here.
    let here = posts.iter().enumerate();
    let wanted: Vec<(usize, (Pos2, Pos2))> = here
        .filter(|(nth, post)| {
            post.building == Some(building) && !post.whole && sizes[*nth] != Vec2::ZERO
        })
        .map(|(nth, post)| {
            let heights = post.bays.iter().map(|bay| table.bays[*bay].z);
            let z = heights.sum::<f32>() / post.bays.len().max(1) as f32;
            (nth, ends(z))
        })
        .collect();
    let (left, right) = ends(0.0);
    let outer = f32::midpoint(left.x, right.x) < middle;
    // At the outer end, unless others have their signs or floors there.
    let in_front = doors(table, at);
    let columns = [outer, !outer].map(|to_left| hang(&wanted, sizes, (within, &in_front), to_left));
    let covers = |column: &Vec<(usize, Hung)>| -> f32 {
        column
            .iter()
            .map(|(_, hung)| on_others(hung.rect, placed, floors))
            .sum()
    };
    let [first, second] = columns;
    let better = covers(&second) + 2000.0 < covers(&first);
    for (segment, hung) in if better { second } else { first } {
        placed[segment] = Some(hung);
    }
}

/// A column of signs, each with both ends of what each stands for, at the left ends or the right.
fn hang(
    wanted: &[(usize, (Pos2, Pos2))],
    sizes: &[Vec2],
    (within, in_front): (Rect, &[Pos2]),
    to_left: bool,
) -> Vec<(usize, Hung)> {
    let mut wanted: Vec<(usize, Pos2)> = wanted
        .iter()
        .map(|(segment, (left, right))| (*segment, if to_left { *left } else { *right }))
        .collect();
    wanted.sort_by(|a, b| a.1.y.total_cmp(&b.1.y));
    let spans: Vec<(f32, f32)> = wanted
        .iter()
        .map(|(segment, end)| (end.y, sizes[*segment].y + APART))
        .collect();
    let tops = apart(&spans, within.top() + 4.0, within.bottom() - 4.0);
    wanted
        .into_iter()
        .zip(tops)
        .map(|((segment, end), top)| {
            let size = sizes[segment];
            let x = if to_left {
                end.x - GAP - size.x
            } else {
                end.x + GAP
            };
            let mut rect = inside(Rect::from_min_size(pos2(x, top), size), within);
            // Who waits at the doors is not covered: the sign hangs beyond them.
            let step = vec2(if to_left { -STEP } else { STEP }, 0.0);
            let covers = |rect: Rect| in_front.iter().any(|it| rect.expand(4.0).contains(*it));
            while covers(rect) && within.contains_rect(rect.translate(step)) {
                rect = rect.translate(step);
            }
            let beside = if to_left { rect.right() } else { rect.left() };
            let displaced = (rect.center().y - end.y).abs() > size.y / 2.0
                || (beside - end.x).abs() > 2.0 * GAP;
            let hung = Hung {
                rect,
                to_left,
                line_to: displaced.then_some(end),
            };
            (segment, hung)
        })
        .collect()
}

/// By how much a sign is moved at a time to be off what it would cover.
const STEP: f32 = 6.0;

/// Tops of spans, each given by the middle that it wants and its height, in order of what they want: so
/// that none overlaps the next, and the sum of squares of what each is moved by is least (isotonic
/// regression by pooling adjacent violators; Barlow et al. 1972, *Statistical Inference under Order
/// Restrictions*).
fn apart(spans: &[(f32, f32)], top: f32, bottom: f32) -> Vec<f32> {
    let mut pools: Vec<(f32, f32, usize)> = Vec::new();
    let mut above = 0.0;
    for (middle, height) in spans {
        // Where the first of all would begin if this one had its will.
        pools.push((middle - height / 2.0 - above, 1.0, 1));
        above += height;
        while let [.., (a, weight_a, _), (b, _, _)] = pools[..]
            && a > b
            && weight_a > 0.0
        {
            let Some((b, weight_b, count_b)) = pools.pop() else {
                break;
            };
            let Some(last) = pools.last_mut() else { break };
            last.0 = (last.0 * last.1 + b * weight_b) / (last.1 + weight_b);
            last.1 += weight_b;
            last.2 += count_b;
        }
    }
    let begins = pools
        .iter()
        .flat_map(|(begin, _, count)| std::iter::repeat_n(*begin, *count));
    let mut tops = Vec::with_capacity(spans.len());
    let mut above = 0.0;
    let most = (bottom - spans.iter().map(|(_, height)| height).sum::<f32>()).max(top);
    for (begin, (_, height)) in begins.zip(spans) {
        tops.push(begin.clamp(top, most) + above);
        above += height;
    }
    tops
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_has_room_stays_where_it_wants_to_be() {
        assert_eq!(apart(&[(10.0, 8.0), (30.0, 8.0)], 0.0, 100.0), [6.0, 26.0]);
        // Two that want the same place share what they are moved by.
        assert_eq!(apart(&[(30.0, 8.0), (30.0, 8.0)], 0.0, 100.0), [22.0, 30.0]);
    }

    proptest! {
        #[test]
        fn no_two_overlap_and_the_order_stays(mut wants in proptest::collection::vec((0.0_f32..300.0, 5.0_f32..30.0), 1..9)) {
            wants.sort_by(|a, b| a.0.total_cmp(&b.0));
            let tops = apart(&wants, 0.0, 400.0);
            for at in 1..tops.len() {
                prop_assert!(tops[at] >= tops[at - 1] + wants[at - 1].1 - 1e-3);
            }
            prop_assert!(tops[0] >= 0.0);
            if let (Some(top), Some((_, height))) = (tops.last(), wants.last()) {
                prop_assert!(top + height <= 400.0 + 1e-3);
            }
        }
    }
}
