//! Where the regions of the live screen stand. Must know nothing but how large the window is, and
//! whether the exercise has a plan: whatever
//! opens, is put or is recorded, nothing moves under the pointer.

use egui::{Rect, Vec2, pos2, vec2};

/// Room between two regions.
pub const GAP: f32 = 12.0;
/// Side by side from this width and height on: a window of 1280 by 720 has it at text of 100 per cent, for
/// points are smaller there, and one of 1600 by 900 has it up to 110.
const WIDE: Vec2 = vec2(1400.0, 620.0);

/// Height of the cards' row of ways in and the row to type in.
const DESK: f32 = 112.0;
/// From this width on the ways to answer what is asked of the plan stand in one row.
const PLAN_ROW: f32 = 860.0;
/// And from this one on in two.
const PLAN_TWO: f32 = 520.0;
/// From this height on there is room to spare for cards.
const TALL: f32 = 900.0;

/// The regions, where they fit side by side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Regions {
    /// The events list: what has come, the “now” line, what is to come.
    pub events: Rect,
    /// How the last decision stands to the trust's plan, where there is one.
    pub plan: Option<Rect>,
    /// The trust, on the table or as a flat plan.
    pub table: Rect,
    /// How the services are.
    pub services: Rect,
    /// The curve of locked devices with the forecast.
    pub curve: Rect,
    /// The inject that is read out.
    pub message: Rect,
    /// The decision point.
    pub decision: Rect,
    /// Cards, and the ways to the other forms.
    pub desk: Rect,
    /// Where a card opens: over services, curve and inject, which come back when it is closed. The table
    /// stays in sight, for the card is aimed there.
    pub sheet: Rect,
    /// Where a form opens: over most of the table as well.
    pub form: Rect,
}

/// How high the place is where the plan is asked about: the ways to answer in one row, or where it is narrower in
/// two or three, and below them what was decided, in two lines.
pub fn plan_height(width: f32) -> f32 {
    match width {
        ..PLAN_TWO => 166.0,
        ..PLAN_ROW => 132.0,
        _ => 96.0,
    }
}

impl Regions {
    /// The regions of a window's rectangle below its bar, in an exercise with a plan or without one; none where
    /// they don't fit side by side.
    pub fn of(whole: Rect, planned: bool) -> Option<Self> {
        let whole = whole.shrink(GAP);
        if whole.width() < WIDE.x || whole.height() < WIDE.y {
            return None;
        }
        let left_width = (whole.width() * 0.18).clamp(240.0, 420.0);
        let right_width = (whole.width() * 0.285).clamp(330.0, 560.0);
        let low = whole.max.y - (whole.height() * 0.4).clamp(340.0, 480.0);
        let (from, to) = (
            whole.min.x + left_width + GAP,
            whole.max.x - right_width - GAP,
        );
        let sheet = Rect::from_min_max(pos2(from, low), pos2(to, whole.max.y));
        let across = from + (sheet.width() - GAP) * 0.62;
        let along = low + (sheet.height() - GAP) * 0.48;
        // The decision is whole where it can be. The cards need a row of ways in and a row to type in; where
        // there is room to spare the first of them stand below.
        let spare = whole.height() - TALL;
        let desk = if spare > 0.0 {
            DESK + 2.0 * spare
        } else {
            DESK
        };
        let split = whole.max.y - desk.min(340.0);
        let right = pos2(whole.max.x - right_width, whole.min.y);
        let head = Rect::from_min_max(pos2(from, whole.min.y), pos2(to, low - GAP));
        let plan = planned.then(|| head.with_max_y(head.top() + plan_height(head.width())));
        Some(Self {
            events: Rect::from_min_max(whole.min, pos2(whole.min.x + left_width, whole.max.y)),
            plan,
            table: head.with_min_y(plan.map_or(head.top(), |it| it.bottom() + GAP)),
            services: Rect::from_min_max(sheet.min, pos2(across, along)),
            curve: Rect::from_min_max(pos2(from, along + GAP), pos2(across, whole.max.y)),
            message: Rect::from_min_max(pos2(across + GAP, low), sheet.max),
            decision: Rect::from_min_max(right, pos2(whole.max.x, split)),
            desk: Rect::from_min_max(pos2(right.x, split + GAP), whole.max),
            sheet,
            form: sheet.with_min_y(whole.min.y + whole.height() * 0.25),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_lie_within_the_window_and_beside_each_other() {
        for size in [
            vec2(1430.0, 650.0),
            vec2(1500.0, 788.0),
            vec2(1920.0, 1024.0),
            vec2(3840.0, 2104.0),
        ] {
            let whole = Rect::from_min_size(pos2(0.0, 56.0), size);
            let it = Regions::of(whole, true).expect("they fit");
            let without = Regions::of(whole, false).expect("they fit");
            let plan = it.plan.expect("there is a plan");
            // The plan has its place of the table's alone.
            assert_eq!(without.table, it.table.union(plan));
            assert_eq!(
                (without.plan, without.sheet, without.form),
                (None, it.sheet, it.form)
            );
            assert!(!it.form.intersects(plan), "{size:?}");
            let all = [
                plan,
                it.events,
                it.table,
                it.services,
                it.curve,
                it.message,
                it.decision,
                it.desk,
            ];
            for (at, one) in all.iter().enumerate() {
                assert!(whole.contains_rect(*one), "{size:?} {one:?}");
                assert!(
                    one.width() > 200.0 && one.height() > 70.0,
                    "{size:?} {one:?}"
                );
                for other in &all[at + 1..] {
                    assert!(!one.intersects(*other), "{size:?} {one:?} {other:?}");
                }
            }
            assert_eq!(it.sheet, it.services.union(it.curve).union(it.message));
            assert!(it.form.contains_rect(it.sheet) && whole.contains_rect(it.form));
        }
        assert_eq!(
            Regions::of(
                Rect::from_min_size(pos2(0.0, 0.0), vec2(1300.0, 900.0)),
                false
            ),
            None
        );
    }
}
