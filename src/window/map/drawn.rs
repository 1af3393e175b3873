//! What the parts of the map are drawn from: where each segment lies on the screen, and what is so
//! there. Must not draw.

use super::super::theme::Theme;
use egui::{Pos2, Rect, pos2};
use wardroom_core::exercise::TruthView;
use wardroom_core::scenario::Scenario;

/// What the map is drawn from.
pub struct Drawn<'a> {
    pub theme: &'a Theme,
    pub scenario: &'a Scenario,
    pub truth: &'a TruthView,
    /// Where each segment lies, in points.
    pub places: Vec<Rect>,
}

/// The middle of a rectangle's edge that faces a point.
pub fn towards(rect: Rect, to: Pos2) -> Pos2 {
    let centre = rect.center();
    let way = to - centre;
    if way.x == 0.0 && way.y == 0.0 {
        return centre;
    }
    let scale_x = if way.x == 0.0 {
        f32::INFINITY
    } else {
        rect.width() / 2.0 / way.x.abs()
    };
    let scale_y = if way.y == 0.0 {
        f32::INFINITY
    } else {
        rect.height() / 2.0 / way.y.abs()
    };
    let edge = centre + way * scale_x.min(scale_y).min(1.0);
    pos2(edge.x, edge.y)
}
