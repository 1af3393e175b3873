//! Where one sign hangs, once that is found, and what the line from it runs over. Must not find it.

use egui::{Pos2, Rect, pos2};

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

/// Where the line of a sign begins that leads to a point: at half its height, on the side of the point.
pub(super) fn from_sign(rect: Rect, end: Pos2) -> Pos2 {
    pos2(end.x.clamp(rect.left(), rect.right()), rect.center().y)
}

/// Whether a stretch of a straight line runs over a rectangle.
pub(super) fn runs_over([from, to]: [Pos2; 2], rect: Rect) -> bool {
    let sides = [
        [rect.left_top(), rect.right_top()],
        [rect.right_top(), rect.right_bottom()],
        [rect.right_bottom(), rect.left_bottom()],
        [rect.left_bottom(), rect.left_top()],
    ];
    rect.contains(from) || rect.contains(to) || sides.into_iter().any(|it| cross([from, to], it))
}

/// Whether two stretches of straight lines cross.
pub(super) fn cross([a, b]: [Pos2; 2], [c, d]: [Pos2; 2]) -> bool {
    let turn = |p: Pos2, q: Pos2, r: Pos2| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    let apart = |one: f32, other: f32| one * other < 0.0;
    apart(turn(a, b, c), turn(a, b, d)) && apart(turn(c, d, a), turn(c, d, b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::vec2;

    #[test]
    fn a_line_runs_over_what_it_enters_or_cuts_and_over_nothing_else() {
        let rect = Rect::from_min_size(pos2(10.0, 10.0), vec2(20.0, 10.0));
        let runs = |a: [f32; 2], b: [f32; 2]| runs_over([a.into(), b.into()], rect);
        assert!(runs([0.0, 15.0], [40.0, 15.0]), "from side to side");
        assert!(runs([0.0, 15.0], [12.0, 15.0]), "into it");
        assert!(runs([12.0, 12.0], [14.0, 14.0]), "within it");
        assert!(!runs([0.0, 0.0], [40.0, 5.0]), "above it");
        assert!(!runs([0.0, 15.0], [8.0, 15.0]), "not as far as it");
    }
}
