//! Where bodies go so that none hides another and the picture stays small. Must not know what they are.
//!
//! One after the other, each goes to that place of a grid around its anchor at which it hides nothing,
//! is hidden by nothing, and at which
//!
//! ```text
//! size of the picture so far  +  NEAR · distance from its anchor  +  lean · (x + y)
//! ```
//!
//! is least, where the size is the larger of the picture's height and its width over [`SHAPE`]. Of places at
//! which that is the same, the first counts. Places at which it is hidden by the same body as at the one
//! before are passed over at once.

use crate::iso::{Solid, Spans, around, at};

/// Width to height of the space that the picture is for.
pub const SHAPE: f32 = 1.5;

/// What a pitch of distance weighs against a pitch of picture.
const NEAR: f32 = 0.12;

/// Pitches between places that are tried.
const STEP: f32 = 1.5;

/// A body that is to be placed, its lowest corner at the origin.
#[derive(Clone, Copy, Debug)]
pub struct Body {
    /// Its extent along the three axes.
    pub size: [f32; 3],
    /// The point of the table that it should be near.
    pub anchor: [f32; 2],
    /// How far its middle may be from its anchor, along each axis.
    pub reach: f32,
    /// Where its lowest corner must be at least, along each axis.
    pub least: [f32; 2],
    /// Above 0 it is drawn to the back, below 0 to the front.
    pub lean: f32,
    /// Pitches between it and others on the picture.
    pub gap: f32,
}

/// What is on the table so far.
#[derive(Clone, Debug, Default)]
pub struct Packed {
    bodies: Vec<Spans>,
    picture: Option<[f32; 4]>,
}

impl Packed {
    /// Puts a body where it is.
    pub fn put(&mut self, solid: Solid) {
        self.bodies.push(solid.spans());
        let its = solid.on_picture();
        self.picture = Some(self.picture.map_or(its, |picture| around(picture, its)));
    }

    /// Keeps a strip of the table free of bodies and of what would hide it, without its counting for
    /// the picture's size.
    pub fn keep_free(&mut self, solid: Solid) {
        self.bodies.push(solid.spans());
    }

    /// Places a body, and says where.
    pub fn place(&mut self, body: Body) -> Solid {
        self.place_with(body, |_| Vec::new())
    }

    /// Places a body with others that hang on where it is, and says where.
    pub fn place_with(&mut self, body: Body, with: impl Fn(Solid) -> Vec<Solid>) -> Solid {
        let mut reach = body.reach;
        let mut tried = -1;
        loop {
            let steps = (reach / STEP).ceil() as i32;
            if let Some(found) = self.best(&body, tried..steps, &with) {
                self.put(found);
                for other in with(found) {
                    self.put(other);
                }
                return found;
            }
            // What has been placed is finite, so that somewhere there is room.
            tried = steps;
            reach *= 1.5;
        }
    }

    fn best(
        &self,
        body: &Body,
        steps: std::ops::Range<i32>,
        with: &impl Fn(Solid) -> Vec<Solid>,
    ) -> Option<Solid> {
        let [long, deep, high] = body.size;
        // Bodies are tried against first that stood in the way of the place before.
        let mut blocker = 0;
        let (tried, steps) = (steps.start, steps.end);
        let mut best: Option<(f32, Solid)> = None;
        for across in -steps..=steps {
            let x = body.anchor[0] + across as f32 * STEP - long / 2.0;
            if x < body.least[0] {
                continue;
            }
            let mut next = -steps;
            while next <= steps {
                let along = next;
                next += 1;
                if across.abs() <= tried && along.abs() <= tried {
                    continue;
                }
                let y = body.anchor[1] + along as f32 * STEP - deep / 2.0;
                if y < body.least[1] {
                    continue;
                }
                let solid = Solid {
                    min: at(x, y, 0.0),
                    max: at(x + long, y + deep, high),
                };
                let too_dear = |cost: f32| best.as_ref().is_some_and(|(least, _)| cost >= *least);
                // With others a picture is no smaller.
                if too_dear(self.cost(body, &solid, &[])) {
                    continue;
                }
                let spans = solid.spans();
                if self.blocked(&spans, body, &mut blocker) {
                    next += steps_behind(&self.bodies[blocker], &spans, body.gap);
                    continue;
                }
                let others = with(solid);
                let cost = self.cost(body, &solid, &others);
                let mut hides = |it: &Solid| self.blocked(&it.spans(), body, &mut blocker);
                if !too_dear(cost) && !others.iter().any(&mut hides) {
                    best = Some((cost, solid));
                }
            }
        }
        best.map(|(_, solid)| solid)
    }

    /// Whether a body is not apart from one that is placed; that one is looked at first next time.
    fn blocked(&self, spans: &Spans, body: &Body, blocker: &mut usize) -> bool {
        let hides = |placed: &Spans| !placed.apart(spans, body.gap);
        if self.bodies.get(*blocker).is_some_and(hides) {
            return true;
        }
        let found = self.bodies.iter().position(hides);
        if let Some(found) = found {
            *blocker = found;
        }
        found.is_some()
    }

    fn cost(&self, body: &Body, solid: &Solid, others: &[Solid]) -> f32 {
        let its = others
            .iter()
            .map(Solid::on_picture)
            .fold(solid.on_picture(), around);
        let picture = self.picture.map_or(its, |picture| around(picture, its));
        let size = (picture[3] - picture[1]).max((picture[2] - picture[0]) / SHAPE);
        let middle = [
            (solid.min.x + solid.max.x) / 2.0,
            (solid.min.y + solid.max.y) / 2.0,
        ];
        let distance = (middle[0] - body.anchor[0]).abs() + (middle[1] - body.anchor[1]).abs();
        size + NEAR * distance + body.lean * (middle[0] + middle[1])
    }
}

/// For how many further steps along y a body is certainly not apart from one that is in its way: until then
/// it moves less than the way out, of which there are two.
fn steps_behind(placed: &Spans, spans: &Spans, gap: f32) -> i32 {
    // As y grows, so does y − z, and x − y shrinks.
    let way = (spans.high[0] + gap - placed.low[0]).min(placed.high[2] + gap - spans.low[2]);
    // A step less, as both are rounded.
    ((way / STEP) as i32 - 1).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    impl Packed {
        /// As it stands at the head of the file: every place is looked at.
        fn best_of_all(&self, body: &Body, steps: i32) -> Option<Solid> {
            let [long, deep, high] = body.size;
            let mut best: Option<(f32, Solid)> = None;
            for across in -steps..=steps {
                for along in -steps..=steps {
                    let x = body.anchor[0] + across as f32 * STEP - long / 2.0;
                    let y = body.anchor[1] + along as f32 * STEP - deep / 2.0;
                    let solid = Solid {
                        min: at(x, y, 0.0),
                        max: at(x + long, y + deep, high),
                    };
                    let cost = self.cost(body, &solid, &[]);
                    let spans = solid.spans();
                    if self.bodies.iter().all(|it| it.apart(&spans, body.gap))
                        && best.is_none_or(|(least, _)| cost < least)
                    {
                        best = Some((cost, solid));
                    }
                }
            }
            best.map(|(_, solid)| solid)
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        /// What is passed over is never the best place.
        #[test]
        fn every_body_has_the_place_that_looking_at_all_places_finds(
            sizes in proptest::collection::vec((2_u16..400, 2_u16..200, 1_u16..300, 0_u8..3), 1..24)
        ) {
            let mut packed = Packed::default();
            for (long, deep, high, lean) in sizes {
                let body = Body {
                    size: [long, deep, high].map(|it| f32::from(it) / 10.0),
                    anchor: [f32::from(lean) * 3.3, 0.7],
                    reach: 45.0,
                    least: [f32::NEG_INFINITY; 2],
                    lean: f32::from(lean) * 0.05,
                    gap: 2.0,
                };
                let all = packed.best_of_all(&body, 30);
                let found = packed.best(&body, -1..30, &|_| Vec::new());
                prop_assert_eq!(all, found);
                packed.place(body);
            }
        }

        #[test]
        fn nothing_hides_anything(sizes in proptest::collection::vec((2_u8..40, 2_u8..20, 1_u8..60), 1..9)) {
            let mut packed = Packed::default();
            let mut placed: Vec<Solid> = Vec::new();
            for (long, deep, high) in sizes {
                let found = packed.place(Body {
                    size: [f32::from(long), f32::from(deep), f32::from(high)],
                    anchor: [0.0, 0.0],
                    reach: 30.0,
                    least: [-5.0, f32::NEG_INFINITY],
                    lean: 0.0,
                    gap: 1.0,
                });
                for before in &placed {
                    prop_assert!(before.apart(&found, 1.0));
                }
                prop_assert!(found.min.x >= -5.0);
                placed.push(found);
            }
        }
    }
}
