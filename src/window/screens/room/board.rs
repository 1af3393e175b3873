//! What stands beside the trust on the room's screen: services as reported, what was decided, what is due
//! next. Must not show the truth.

use super::canvas::{Canvas, LEAST};
use crate::window::theme::{Theme, bold, semibold};
use crate::window::widgets::{standing_colour, standing_shape};
use egui::{Align2, CornerRadius, FontFamily, Rect, Stroke, Ui, pos2, vec2};
use wardroom_core::exercise::Standing;
use wardroom_core::views::{Decided, ReportedService, RoomView};

/// Between what is due next and the legal clock.
pub const DUE_GAP: f32 = 16.0;

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
    let row = 52.0 * scale;
    for (at, Decided { clock, title, who }) in decided.iter().enumerate() {
        let middle = label.bottom() + row * (at as f32 + 0.5);
        canvas.words(
            pos2(rect.left(), middle),
            Align2::LEFT_CENTER,
            clock,
            (25.0, FontFamily::Proportional),
            theme.quiet,
            100.0 * scale,
        );
        let who = canvas.words(
            pos2(rect.right(), middle),
            Align2::RIGHT_CENTER,
            who,
            (LEAST, FontFamily::Proportional),
            theme.quiet,
            rect.width() * 0.28,
        );
        canvas.words(
            pos2(rect.left() + 104.0 * scale, middle),
            Align2::LEFT_CENTER,
            title,
            (25.0, FontFamily::Proportional),
            theme.text,
            who.left() - rect.left() - 124.0 * scale,
        );
        ui.painter().hline(
            rect.x_range(),
            middle + row / 2.0,
            Stroke::new(1.0, theme.line),
        );
    }
}

pub fn services_ui(ui: &Ui, theme: &Theme, room: &RoomView, rect: Rect, scale: f32) {
    let canvas = Canvas { ui, theme, scale };
    let label = if room.oversees {
        "Everybody's services, as reported"
    } else {
        "Our services, as reported"
    };
    let label = canvas.caps(rect.min, label, rect.width());
    let shown = &room.services;
    let gap = 16.0 * scale;
    // Many services stand in three columns, with their names alone.
    let columns = if shown.len() > 16 { 3 } else { 2 };
    let rows = shown.len().div_ceil(columns).max(1) as f32;
    let top = label.bottom() + 10.0 * scale;
    let width = (rect.width() - gap * (columns - 1) as f32) / columns as f32;
    let height = ((rect.bottom() - top) - gap * (rows - 1.0)) / rows;
    for (place, service) in shown.iter().enumerate() {
        let (column, row) = (place % columns, place / columns);
        let min = pos2(
            rect.left() + (width + gap) * column as f32,
            top + (height + gap) * row as f32,
        );
        let tile = Rect::from_min_size(min, vec2(width, height));
        tile_ui(&canvas, service, tile);
    }
}

fn tile_ui(canvas: &Canvas<'_>, service: &ReportedService, tile: Rect) {
    let (theme, scale) = (canvas.theme, canvas.scale);
    let known = service.standing;
    let colour = standing_colour(theme, known);
    let painter = canvas.ui.painter();
    painter.rect_filled(tile, CornerRadius::same((12.0 * scale) as u8), theme.panel);
    let mut side = tile;
    side.set_width(10.0 * scale);
    painter.rect_filled(side, CornerRadius::same((6.0 * scale) as u8), colour);
    let left = tile.left() + 28.0 * scale;
    let width = tile.right() - left - 12.0 * scale;
    let name = canvas.words(
        pos2(left, tile.top() + 9.0 * scale),
        Align2::LEFT_TOP,
        &service.name,
        (28.0, bold()),
        theme.text,
        width,
    );
    let word = known.map_or("nothing reported", Standing::word);
    let line = pos2(left, name.bottom() + 2.0 * scale);
    let sign = Rect::from_min_size(line + vec2(0.0, 7.0 * scale), vec2(17.0, 17.0) * scale);
    standing_shape(painter, sign, known, colour);
    let word = canvas.words(
        line + vec2(26.0 * scale, 0.0),
        Align2::LEFT_TOP,
        word,
        (25.0, semibold()),
        colour,
        width,
    );
    let facts = &service.facts;
    if !facts.is_empty() {
        canvas.words(
            pos2(tile.right() - 14.0 * scale, word.center().y),
            Align2::RIGHT_CENTER,
            &facts.join(" · "),
            (LEAST, FontFamily::Proportional),
            theme.quiet,
            tile.right() - word.right() - 30.0 * scale,
        );
    }
    let room = tile.bottom() - word.bottom() - 8.0 * scale;
    if let Some(words) = &service.meanwhile
        && room >= LEAST * scale
    {
        let mut points = LEAST + 2.0;
        while points >= LEAST {
            let font = canvas.font(points, FontFamily::Proportional);
            let galley = painter.layout(words.clone(), font, theme.quiet, width);
            if galley.size().y <= room {
                painter.galley(pos2(left, word.bottom() + 2.0 * scale), galley, theme.quiet);
                break;
            }
            points -= 1.0;
        }
    }
}

pub fn due_ui(ui: &Ui, theme: &Theme, room: &RoomView, rect: Rect, scale: f32) {
    let half = (rect.width() - DUE_GAP * scale) / 2.0;
    let boxes = [
        Rect::from_min_size(rect.min, vec2(half, rect.height())),
        Rect::from_min_size(
            pos2(rect.right() - half, rect.min.y),
            vec2(half, rect.height()),
        ),
    ];
    due_in(ui, theme, room, boxes, scale);
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
        if words.bottom() + 26.0 * scale > place.bottom() {
            // The rest of what there is to say is in the papers.
            continue;
        }
        canvas.words(
            pos2(inner.left(), words.bottom() + 2.0 * scale),
            Align2::LEFT_TOP,
            &due.small,
            (LEAST, FontFamily::Proportional),
            theme.quiet,
            inner.width(),
        );
    }
}
