//! What stands beside the trust on the room's screen: what was decided, what is due next. Must not show the truth.

use super::canvas::{Canvas, LEAST};
use crate::window::theme::{Theme, bold, semibold};
use egui::{Align2, CornerRadius, FontFamily, Rect, Stroke, Ui, pos2, vec2};
use wardroom_core::views::{Decided, RoomView};

/// Between what is due next and the legal clock.
pub const DUE_GAP: f32 = 16.0;

/// Height of a decision, points as drawn.
pub const ROW: f32 = 68.0;

pub fn decisions_ui(ui: &Ui, theme: &Theme, decided: &[Decided], rect: Rect, scale: f32) {
    let canvas = Canvas { ui, theme, scale };
    let label = canvas.caps(rect.min, "Decided", rect.width());
    if decided.is_empty() {
        canvas.words(
            pos2(rect.left(), label.bottom() + 8.0 * scale),
            Align2::LEFT_TOP,
            "Nothing yet",
            (25.0, FontFamily::Proportional),
            theme.quiet,
            rect.width(),
        );
    }
    let row = ROW * scale;
    let mut top = label.bottom();
    for Decided { clock, title, who } in decided {
        let left = rect.left() + 92.0 * scale;
        let small = (LEAST, FontFamily::Proportional);
        let first = top + 5.0 * scale;
        // A long title takes what it needs; what has no room below it any more is in the log.
        let font = canvas.font(25.0, semibold());
        let high = {
            let width = rect.right() - left;
            let galley = ui.painter().layout(title.clone(), font, theme.text, width);
            galley.size().y + 10.0 * scale
        };
        let next = top + high.max(row);
        if next > rect.bottom() + 1.0 {
            break;
        }
        canvas.words(
            pos2(rect.left(), first),
            Align2::LEFT_TOP,
            clock,
            (25.0, FontFamily::Proportional),
            theme.quiet,
            84.0 * scale,
        );
        let title = canvas.words(
            pos2(left, first),
            Align2::LEFT_TOP,
            title,
            (25.0, semibold()),
            theme.text,
            rect.right() - left,
        );
        // Who decided is told where a long title leaves room for it.
        if title.height() < row / 2.0 {
            let below = pos2(left, title.bottom());
            let width = rect.right() - left;
            canvas.words(below, Align2::LEFT_TOP, who, small, theme.quiet, width);
        }
        top = next;
        ui.painter()
            .hline(rect.x_range(), top, Stroke::new(1.0, theme.line));
    }
}

/// What is to be decided or reported next, and the legal clock, each in a box.
pub fn due_in(ui: &Ui, theme: &Theme, room: &RoomView, boxes: [Rect; 2], scale: f32) {
    let canvas = Canvas { ui, theme, scale };
    for (place, due) in boxes.into_iter().zip([&room.report, &room.legal]) {
        ui.painter()
            .rect_filled(place, CornerRadius::same((12.0 * scale) as u8), theme.panel);
        let inner = place.shrink2(vec2(24.0, 14.0) * scale);
        let label = canvas.caps(inner.min, &due.label, inner.width());
        let words = canvas.words(
            pos2(inner.left(), label.bottom() + 4.0 * scale),
            Align2::LEFT_TOP,
            &due.words,
            (28.0, bold()),
            theme.text,
            inner.width(),
        );
        // What has no room for all of it says its first part; the rest of it is in the papers.
        let small = canvas.font(LEAST, FontFamily::Proportional);
        let high = |some: &str| {
            let galley = ui.painter();
            let galley = galley.layout(some.to_owned(), small.clone(), theme.quiet, inner.width());
            galley.size().y
        };
        let room = place.bottom() - 8.0 * scale - words.bottom();
        let ends = due.small.match_indices(['.', ';', ':']).map(|it| it.0);
        let parts = ends.map(|end| due.small[..end].trim_end());
        let parts =
            std::iter::once(due.small.as_str()).chain(parts.collect::<Vec<_>>().into_iter().rev());
        let Some(fits) = parts.into_iter().find(|it| high(it) <= room) else {
            continue;
        };
        canvas.words(
            pos2(inner.left(), words.bottom() + 2.0 * scale),
            Align2::LEFT_TOP,
            fits,
            (LEAST, FontFamily::Proportional),
            theme.quiet,
            inner.width(),
        );
    }
}
