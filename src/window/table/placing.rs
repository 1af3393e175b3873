//! Where signs hang: those of a tall building in a column at its outer end; all others beside what they
//! stand for, off every floor and off each other. Must not know what they say.

use super::column::column;
use super::covering::{ON_SIGN, area, distance, ground_points, on_floors, on_signs, point};
use super::hung::{GAP, Hung, cross, from_sign, inside, runs_over};
use super::posts::{Of, Post};
use egui::{Pos2, Rect, Vec2, pos2, vec2};
use wardroom_table::{Point, Projection, Table};

/// What each point weighs by which a sign must be moved to be in the panel.
const MOVED: f32 = 12.0;

/// What weighs more than this is tried farther off, so many times, each a sign's height more, which weighs
/// so much.
const FAR: f32 = 1_500.0;
const FARTHER: usize = 5;
const FARTHER_COSTS: f32 = 250.0;
/// What each point of a floor weighs over which the line to a sign runs.
const UNDER_LINE: f32 = 600.0;
/// What each point of the window weighs by which such a line is longer.
const LENGTH: f32 = 8.0;
/// How near to the line it is then, points of the window.
const LINE: f32 = 5.0;
/// What it weighs that such a line runs over another sign's words, and that it crosses another line.
const STRIKES: f32 = 4_000.0;
const CROSSES: f32 = 600.0;
/// If one found no good place all are hung again, now that the others hang, so many times.
const AGAIN: usize = 3;

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

    /// What it weighs that lines run over signs, and over each other.
    fn struck(&self, rect: Rect, line_to: Option<Pos2>) -> f32 {
        let own = line_to.map(|end| [from_sign(rect, end), end]);
        let others = self.placed.iter().flatten();
        others
            .map(|other| {
                let theirs = other.line_to.map(|end| [from_sign(other.rect, end), end]);
                let runs = |line: Option<[Pos2; 2]>, over: Rect| {
                    line.is_some_and(|line| runs_over(line, over.expand(2.0)))
                };
                let strikes = [runs(own, other.rect), runs(theirs, rect)];
                let struck = strikes.into_iter().filter(|it| *it).count() as f32;
                let crosses = own.zip(theirs).is_some_and(|(a, b)| cross(a, b));
                STRIKES * struck + if crosses { CROSSES } else { 0.0 }
            })
            .sum()
    }

    /// Tries a place, which weighs so much more than what it covers.
    fn try_at(&mut self, wanted: Rect, more: f32, line_to: Option<Pos2>) {
        let rect = inside(wanted, self.within);
        let moved = (rect.min - wanted.min).length();
        let line = line_to.map(|end| [from_sign(rect, end), end]);
        // What is soon worked out comes first: most places are worse by that alone.
        let length = line.map_or(0.0, |[from, end]| (end - from).length());
        let worse = |cost: f32| self.least().is_some_and(|least| cost >= least);
        let mut cost = more + MOVED * moved + LENGTH * length;
        if worse(cost) {
            return;
        }
        cost +=
            on_signs(rect, self.placed) + ON_SIGN * area(rect.expand(3.0).intersect(self.taken));
        if worse(cost) {
            return;
        }
        cost += on_floors(rect, self.floors);
        if worse(cost) {
            return;
        }
        if let Some([from, end]) = line {
            let under = |(point, _): &&(Pos2, f32)| distance(*point, from, end) < LINE;
            cost += UNDER_LINE * self.floors.iter().filter(under).count() as f32;
        }
        cost += self.struck(rect, line_to);
        if self.least().is_none_or(|least| cost < least) {
            self.best = Some((cost, rect, line_to));
        }
    }

    /// The best of the places near by; where none of them is good, of those farther off, with a line.
    fn of(mut self, near: &[(Pos2, Vec2, Rect)], size: Vec2) -> Option<(f32, Rect, Option<Pos2>)> {
        for (rank, (_, _, rect)) in near.iter().enumerate() {
            self.try_at(*rect, 40.0 * rank as f32, None);
        }
        for step in 1..=FARTHER {
            if self.least().is_some_and(|least| least <= FAR) {
                return self.best;
            }
            for (spot, side, rect) in near {
                let off = *side * size.y * step as f32;
                let more = FARTHER_COSTS * step as f32;
                self.try_at(rect.translate(off), more, Some(*spot));
            }
        }
        if self.least().is_some_and(|least| least <= FAR) {
            return self.best;
        }
        let room = (self.within.size() - size).max(Vec2::ZERO);
        let steps = |room: f32| 0..=(room / GRID) as u32;
        for down in steps(room.y) {
            for across in steps(room.x) {
                let min = self.within.min + vec2(across as f32, down as f32) * GRID;
                let rect = Rect::from_min_size(min, size);
                let far = |it: &Pos2| rect.distance_to_pos(*it);
                let spots = near.iter().map(|(spot, ..)| *spot);
                if let Some(spot) = spots.min_by(|a, b| far(a).total_cmp(&far(b))) {
                    self.try_at(rect, FARTHER_COSTS, Some(spot));
                }
            }
        }
        self.best
    }
}

/// Places all over the panel are tried that are so far from each other, points.
const GRID: f32 = 40.0;

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
    let mut costs = vec![0.0; sizes.len()];
    for round in 0..=AGAIN {
        if round > 0 && costs.iter().all(|it| *it <= FAR) {
            break;
        }
        let before = placed.clone();
        for nth in rest.iter().copied() {
            placed[nth] = None;
            let weighed = Weighed {
                placed: &placed,
                floors: &floors,
                taken,
                within,
                best: None,
            };
            let near = candidates(table, &posts[nth], sizes[nth], &at);
            let best = weighed.of(&near, sizes[nth]);
            let hangs = |least: f32| !spare(nth) || least < SPARE;
            let best = best.filter(|(least, ..)| hangs(*least));
            costs[nth] = best.map_or(0.0, |(least, ..)| least);
            placed[nth] = best.map(|(_, rect, line_to)| Hung {
                rect,
                to_left: false,
                line_to,
            });
        }
        if before == placed {
            break;
        }
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
    use std::path::Path;

    /// From the console's smallest panel to a room's screen, of every scenario: where there is room for all
    /// signs none lies over another. Signs of a tall building hang first and stay: over them lines of low
    /// buildings and masts can run, two at most (in *No bloods*), and in a room's large letters one.
    #[test]
    fn no_sign_covers_another_and_few_lines_run_over_one() {
        for name in [
            "clean-but-dark",
            "eight-weeks",
            "friday-lunchtime",
            "no-bloods",
        ] {
            let path = format!("scenarios/{name}.ron");
            let scenario = wardroom_files::scenario(Path::new(&path)).expect("sound");
            let table = Table::of(&scenario);
            for (wide, high, letters) in [(900.0, 560.0, 1.0), (1250.0, 850.0, 1.9)] {
                let within = Rect::from_min_size(pos2(0.0, 0.0), vec2(wide, high));
                let aside = 128.0 * letters;
                let window = [aside, 20.0, wide - aside, high - 34.0];
                let fit = Projection::fitting(table.picture, window);
                let signs: Vec<Of> = (0..scenario.segments.len()).map(Of::Segment).collect();
                let sizes = vec![vec2(104.0, 34.0) * letters; signs.len()];
                let mut struck = 0;
                let hung = place(&table, &fit, within, (&signs, &sizes), Rect::NOTHING);
                for (nth, one) in hung.iter().enumerate() {
                    let others = hung.iter().enumerate().filter(|(other, _)| *other != nth);
                    for (other, it) in others {
                        let place =
                            format!("{name} at {wide}: {:?} and {:?}", signs[nth], signs[other]);
                        assert!(!one.rect.intersects(it.rect), "{place} overlap");
                        let line = one.line_to.map(|end| [from_sign(one.rect, end), end]);
                        let low = Post::of(&table, signs[nth])
                            .building
                            .is_none_or(|it| table.buildings[it].floors.len() < 2);
                        let runs = low && line.is_some_and(|line| runs_over(line, it.rect));
                        struck += u32::from(runs);
                    }
                }
                let most = if letters > 1.0 { 1 } else { 2 };
                assert!(
                    struck <= most,
                    "{name} at {wide}: {struck} lines run over signs"
                );
            }
        }
    }
}
