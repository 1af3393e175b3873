//! Where signs hang: those of a tall building in a column at its outer end, each as near its floor as the
//! others let it; all others beside what they stand for, off every floor and off each other. Must not know
//! what they say.

use egui::{Pos2, Rect, Vec2, pos2, vec2};
use wardroom_core::scenario::OrganisationId;
use wardroom_table::{Point, Projection, Table};

/// Between a sign and what it stands for.
const GAP: f32 = 10.0;

/// Between signs of a column.
const APART: f32 = 5.0;

/// What a point of the window weighs that is covered of another sign, of a floor, and beyond the panel.
const ON_SIGN: f32 = 20.0;
const ON_FLOOR: f32 = 2.0;
const OUTSIDE: f32 = 12.0;

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
struct Post {
    pad: Option<usize>,
    building: Option<usize>,
    bays: Vec<usize>,
    /// Whether it is all of a building: its sign hangs beside the top.
    whole: bool,
}

impl Post {
    fn of(table: &Table, of: Of) -> Self {
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

impl Post {
    /// The middle of what it stands for.
    fn middle(&self, table: &Table) -> Option<Point> {
        if let Some(pad) = self.pad {
            return Some(table.pads[pad].middle);
        }
        let bay = &table.bays[*self.bays.first()?];
        let [x0, y0, x1, y1] = bay.rect;
        let (x, y) = (f32::midpoint(x0, x1), f32::midpoint(y0, y1));
        Some(point(x, y, bay.z))
    }
}

/// What covers more than this, in weighed points, is tried farther off.
const FAR: f32 = 1_500.0;
/// So many times as far off, each a sign's height more.
const FARTHER: usize = 5;
/// What it weighs to be a sign's height farther off.
const FARTHER_COSTS: f32 = 250.0;

/// Places of a sign, weighed one after the other.
struct Weighed<'a> {
    placed: &'a [Option<Hung>],
    floors: &'a [(Pos2, f32)],
    taken: Rect,
    within: Rect,
    /// The best so far: what it weighs, where, and the point to which a line must lead.
    best: Option<(f32, Rect, Option<Pos2>)>,
}

impl Weighed<'_> {
    fn least(&self) -> Option<f32> {
        self.best.map(|(least, ..)| least)
    }

    /// Tries a place, which weighs so much more than what it covers.
    fn try_at(&mut self, rect: Rect, more: f32, line_to: Option<Pos2>) {
        let covered = on_others(rect, self.placed, self.floors)
            + ON_SIGN * area(rect.expand(3.0).intersect(self.taken));
        let out = rect.area() - area(rect.intersect(self.within.shrink(4.0)));
        let cost = covered + OUTSIDE * out + more;
        if self.least().is_none_or(|least| cost < least) {
            self.best = Some((cost, rect, line_to));
        }
    }
}

/// What a sign may cost at most that can be left out.
const SPARE: f32 = 600.0;

/// A sign's place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hung {
    /// Where it hangs.
    pub rect: Rect,
    /// Whether it hangs to the left of what it stands for: its lines then end there.
    pub to_left: bool,
    /// The point that it stands for, where a line must say so.
    pub line_to: Option<Pos2>,
}

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
    // What is beyond the panel's edge has no sign.
    let seen = |nth: usize| {
        let middle = posts[nth].middle(table).map(&at);
        middle.is_none_or(|it| within.contains(it))
    };
    let mut rest: Vec<usize> = (0..sizes.len())
        .filter(|it| placed[*it].is_none() && seen(*it))
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
        let mut weigh = Weighed {
            placed: &placed,
            floors: &floors,
            taken,
            within,
            best: None,
        };
        let near = candidates(table, &posts[nth], sizes[nth], &at);
        for (rank, (_, _, rect)) in near.iter().enumerate() {
            weigh.try_at(*rect, 40.0 * rank as f32, None);
        }
        // Only what finds no room near by is looked for farther off.
        for step in 1..=FARTHER {
            if weigh.least().is_some_and(|least| least <= FAR) {
                break;
            }
            for (spot, side, rect) in &near {
                let off = *side * sizes[nth].y * step as f32;
                weigh.try_at(
                    rect.translate(off),
                    FARTHER_COSTS * step as f32,
                    Some(*spot),
                );
            }
        }
        let best = weigh.best;
        let hangs = |least: f32| !spare(nth) || least < SPARE;
        let best = best.filter(|(least, ..)| hangs(*least));
        placed[nth] = best.map(|(_, rect, line_to)| Hung {
            rect: inside(rect, within),
            to_left: false,
            line_to,
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

/// A sign, moved as little as it takes to be in the panel.
fn inside(rect: Rect, within: Rect) -> Rect {
    let within = within.shrink(4.0);
    let most = (within.max - rect.size()).max(within.min);
    Rect::from_min_size(rect.min.clamp(within.min, most), rect.size())
}

fn area(rect: Rect) -> f32 {
    if rect.is_positive() { rect.area() } else { 0.0 }
}

/// Hangs the signs of a building with several floors at that end of it which is farther from the middle of
/// the picture, beyond its forecourt.
fn column(
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

/// What a sign would cover of other signs and of floors.
fn on_others(rect: Rect, placed: &[Option<Hung>], floors: &[(Pos2, f32)]) -> f32 {
    let on_signs: f32 = placed
        .iter()
        .flatten()
        .map(|other| area(rect.expand(3.0).intersect(other.rect)))
        .sum();
    let on_floors: f32 = floors
        .iter()
        .filter(|(point, _)| rect.contains(*point))
        .map(|(_, area)| area)
        .sum();
    ON_SIGN * on_signs + ON_FLOOR * on_floors
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

/// Points spread over forecourts, ramps and what stands there.
fn doors(table: &Table, at: &impl Fn(Point) -> Pos2) -> Vec<Pos2> {
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

fn point(x: f32, y: f32, z: f32) -> Point {
    Point { x, y, z }
}

/// Where the sign of a pad or of a low building may hang, the best first: below it, then around it.
/// With each the spot beside which it hangs, and on which side of it.
fn candidates(
    table: &Table,
    post: &Post,
    size: Vec2,
    at: &impl Fn(Point) -> Pos2,
) -> Vec<(Pos2, Vec2, Rect)> {
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
            (spot, side, Rect::from_min_size(min, size))
        })
        .collect()
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
