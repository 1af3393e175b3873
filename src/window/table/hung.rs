//! Where one sign hangs, once that is found. Must not find it.

use egui::{Pos2, Rect};

/// Between a sign and what it stands for.
pub(super) const GAP: f32 = 10.0;

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

/// A sign, moved as little as it takes to be in the panel.
pub(super) fn inside(rect: Rect, within: Rect) -> Rect {
    let within = within.shrink(4.0);
    let most = (within.max - rect.size()).max(within.min);
    Rect::from_min_size(rect.min.clamp(within.min, most), rect.size())
}
