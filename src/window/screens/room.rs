//! The room display: what the team knows and nothing more, to be read from the back of the room.
//! Must not show the truth.

use crate::window::panels::{Scale, letter_ui};
use crate::window::table::{Spot, known_ui};
use crate::window::theme::{Theme, bold, semibold};
use crate::window::widgets::{fitted, standing_colour, standing_shape};
use egui::{
    Align2, Color32, CornerRadius, FontFamily, FontId, Rect, Stroke, Ui, UiBuilder, pos2, vec2,
};
use std::sync::Arc;
use wardroom_core::exercise::Standing;
use wardroom_core::scenario::{ChannelKind, Scenario};
use wardroom_core::views::{Arrived, Decided, ReportedService, RoomView};

/// The room as it was drawn, points.
const DRAWN: egui::Vec2 = vec2(1920.0, 1080.0);

/// A screen drawn at one size and shown at another.
struct Canvas<'a> {
    ui: &'a Ui,
    theme: &'a Theme,
    scale: f32,
}

impl Canvas<'_> {
    fn font(&self, points: f32, family: FontFamily) -> FontId {
        FontId::new(points * self.scale, family)
    }

    fn words(
        &self,
        at: egui::Pos2,
        align: Align2,
        words: &str,
        font: (f32, FontFamily),
        colour: Color32,
        width: f32,
    ) -> Rect {
        let response = fitted(
            self.ui.painter(),
            at,
            align,
            words,
            self.font(font.0, font.1),
            colour,
            width,
        );
        self.ui.ctx().accesskit_node_builder(
            self.ui.id().with((words, at.x as i32, at.y as i32)),
            |node| {
                node.set_role(egui::accesskit::Role::Label);
                node.set_value(words.to_owned());
            },
        );
        response
    }

    fn caps(&self, at: egui::Pos2, words: &str, width: f32) -> Rect {
        self.words(
            at,
            Align2::LEFT_TOP,
            &words.to_uppercase(),
            (20.0, semibold()),
            self.theme.quiet,
            width,
        )
    }
}

/// Shows the room display of an organisation. Of the scenario it takes where things stand, and their names.
pub fn room_ui(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Arc<Scenario>,
    room: &RoomView,
    spot: &mut Spot,
) {
    let whole = ui.max_rect();
    ui.painter()
        .rect_filled(whole, CornerRadius::ZERO, theme.ground);
    let scale = (whole.width() / DRAWN.x).min(whole.height() / DRAWN.y);
    let inner = whole.shrink2(vec2(40.0, 34.0) * scale);
    let gap = 28.0 * scale;
    let top = head(ui, theme, room, inner, scale);
    let body = Rect::from_min_max(pos2(inner.left(), top + gap * 0.7), inner.max);
    if !room.several {
        alone_ui(ui, theme, (scenario, room), spot, body, scale);
        return;
    }
    let middle = body.left() + (body.width() - gap) * 0.48;
    let left = Rect::from_min_max(body.min, pos2(middle, body.max.y));
    let right = Rect::from_min_max(pos2(middle + gap, body.min.y), body.max);
    let decided = &room.decided;
    let decided_height = (36.0 + 49.0 * decided.len().max(1) as f32) * scale;
    let message = Rect::from_min_max(
        left.min,
        pos2(left.max.x, left.max.y - decided_height - gap),
    );
    message_ui(ui, theme, room, message, scale);
    decisions_ui(
        ui,
        theme,
        decided,
        Rect::from_min_max(pos2(left.min.x, left.max.y - decided_height), left.max),
        scale,
    );
    let due_height = 128.0 * scale;
    services_ui(
        ui,
        theme,
        room,
        Rect::from_min_max(
            right.min,
            pos2(right.max.x, right.max.y - due_height - gap * 0.6),
        ),
        scale,
    );
    due_ui(
        ui,
        theme,
        room,
        Rect::from_min_max(pos2(right.min.x, right.max.y - due_height), right.max),
        scale,
    );
}

/// Between what is due next and the legal clock.
const DUE_GAP: f32 = 16.0;

/// The room of a trust that plays alone: the trust on the table as it is known, and beside it what is read
/// out, what is to be decided, what was decided.
fn alone_ui(
    ui: &mut Ui,
    theme: &Theme,
    (scenario, room): (&Arc<Scenario>, &RoomView),
    spot: &mut Spot,
    body: Rect,
    scale: f32,
) {
    let gap = 24.0 * scale;
    let middle = body.left() + (body.width() - gap) * 0.66;
    let table = Rect::from_min_max(body.min, pos2(middle, body.max.y));
    known_ui(ui, theme, (scenario, &room.known), spot, table, scale);
    let side = Rect::from_min_max(pos2(middle + gap, body.min.y), body.max);
    // The message has what room there is: three decisions do.
    let decided = &room.decided[..room.decided.len().min(3)];
    let decided_height = (36.0 + 49.0 * decided.len().max(1) as f32) * scale;
    let [first, second] = [132.0, 88.0].map(|it| it * scale);
    let due_height = first + second + DUE_GAP * scale;
    let low = side.max.y - decided_height;
    let due = low - gap - due_height;
    let message = Rect::from_min_max(side.min, pos2(side.max.x, due - gap));
    message_ui(ui, theme, room, message, scale);
    let due = pos2(side.min.x, due);
    let below = due + vec2(0.0, first + DUE_GAP * scale);
    let boxes = [(due, first), (below, second)];
    let boxes = boxes.map(|(min, high)| Rect::from_min_size(min, vec2(side.width(), high)));
    due_in(ui, theme, room, boxes, scale);
    let decided_rect = Rect::from_min_max(pos2(side.min.x, low), side.max);
    decisions_ui(ui, theme, decided, decided_rect, scale);
}

/// Clock, EXERCISE, level and command; returns where it ends.
fn head(ui: &Ui, theme: &Theme, room: &RoomView, inner: Rect, scale: f32) -> f32 {
    let canvas = Canvas { ui, theme, scale };
    let third = inner.width() / 3.0;
    let first = canvas.words(
        inner.min - vec2(0.0, 10.0 * scale),
        Align2::LEFT_TOP,
        &room.clock,
        (84.0, bold()),
        theme.text,
        third * 1.2,
    );
    let centre = pos2(inner.center().x + third * 0.1, inner.min.y + 14.0 * scale);
    let exercise_words = canvas.words(
        centre,
        Align2::CENTER_TOP,
        "EXERCISE   EXERCISE   EXERCISE",
        (24.0, bold()),
        theme.reduced,
        third,
    );
    let standing = if room.ended {
        "ENDEX".to_owned()
    } else if room.discussing {
        "Paused for discussion".to_owned()
    } else {
        room.organisation.clone()
    };
    canvas.words(
        pos2(centre.x, exercise_words.bottom() + 8.0 * scale),
        Align2::CENTER_TOP,
        &standing,
        (24.0, FontFamily::Proportional),
        if room.discussing {
            theme.accent
        } else {
            theme.quiet
        },
        third,
    );
    let (level, colour) = match &room.level {
        Some(level) => (format!("▲ {level}"), theme.bad),
        None => ("No incident declared".to_owned(), theme.quiet),
    };
    let level = canvas.words(
        inner.right_top() + vec2(0.0, 4.0 * scale),
        Align2::RIGHT_TOP,
        &level,
        (38.0, bold()),
        colour,
        third,
    );
    let command = match &room.commander {
        Some(title) => format!("Command: {title}"),
        None => "Nobody commands yet".to_owned(),
    };
    canvas.words(
        pos2(inner.right(), level.bottom() + 6.0 * scale),
        Align2::RIGHT_TOP,
        &command,
        (24.0, FontFamily::Proportional),
        theme.quiet,
        third,
    );
    first.bottom()
}

fn message_ui(ui: &mut Ui, theme: &Theme, room: &RoomView, rect: Rect, scale: f32) {
    if let Some(leap) = &room.leap {
        let canvas = Canvas { ui, theme, scale };
        let head = canvas.words(
            rect.min + vec2(0.0, 20.0 * scale),
            Align2::LEFT_TOP,
            &format!("Time passes. We go on at {}.", leap.to),
            (36.0, bold()),
            theme.text,
            rect.width(),
        );
        let told = UiBuilder::new()
            .id_salt("room-leap")
            .max_rect(Rect::from_min_max(
                pos2(rect.left(), head.bottom() + 24.0 * scale),
                rect.max,
            ));
        ui.new_child(told).label(crate::window::widgets::text(
            &leap.told,
            30.0 * scale,
            FontFamily::Proportional,
            theme.text,
        ));
        return;
    }
    let Some(message) = &room.message else {
        let canvas = Canvas { ui, theme, scale };
        canvas.words(
            rect.min + vec2(0.0, 20.0 * scale),
            Align2::LEFT_TOP,
            "An ordinary day. Messages appear here as they come.",
            (32.0, FontFamily::Proportional),
            theme.quiet,
            rect.width(),
        );
        return;
    };
    // Nobody calls out messages in a room of several: what came before the last stands below it,
    // for two can come at once.
    let Some(before) = &room.before else {
        letter_in(ui, theme, message, rect, scale, 1.0);
        return;
    };
    let gap = 20.0 * scale;
    let split = rect.top() + (rect.height() - gap) * 0.56;
    let upper = Rect::from_min_max(rect.min, pos2(rect.right(), split));
    let lower = Rect::from_min_max(pos2(rect.left(), split + gap), rect.max);
    letter_in(ui, theme, message, upper, scale, 0.9);
    letter_in(ui, theme, before, lower, scale, 0.7);
}

/// A message as large as there is room for; `share` is how large its head is beside the usual.
fn letter_in(ui: &mut Ui, theme: &Theme, message: &Arrived, rect: Rect, scale: f32, share: f32) {
    let letter = &message.letter;
    // A short message can be read from farther away.
    let spoken = matches!(
        letter.kind,
        ChannelKind::Phone | ChannelKind::RegionalCall | ChannelKind::WalkIn
    );
    let (label, from) = (
        Scale::ROOM.label * scale * share,
        Scale::ROOM.from * scale * share,
    );
    let width = rect.width() - 68.0 * scale - if spoken { 0.0 } else { 16.0 };
    let height = |words: &str, font: FontId| {
        ui.painter()
            .layout(words.to_owned(), font, theme.text, width)
            .size()
            .y
    };
    // What stands above the words: what it is, who it is from, who it is for.
    let small = FontId::new(label, FontFamily::Proportional);
    let to = height(&letter.to.join(", "), small);
    let head = if letter.kind == ChannelKind::Email {
        // Its subject, and from and to in rows of their own.
        from * 1.3 + 3.4 * label + to + 92.0
    } else {
        48.0 + label * 1.4 + height(&letter.from, FontId::new(from, bold())) + to
    };
    let mut body = 32.0;
    while body > 14.0 {
        let family = if letter.kind == ChannelKind::Bleep {
            FontFamily::Monospace
        } else {
            FontFamily::Proportional
        };
        let words = height(&letter.text, FontId::new(body * scale, family));
        if words + body * scale * 0.3 + head <= rect.height() {
            break;
        }
        body -= 1.0;
    }
    let sizes = Scale {
        label,
        from,
        body: body * scale,
    };
    let mut child = ui.new_child(
        UiBuilder::new()
            .id_salt(("room-message", message.source))
            .max_rect(rect),
    );
    letter_ui(&mut child, theme, letter, &message.clock, sizes);
}

fn decisions_ui(ui: &Ui, theme: &Theme, decided: &[Decided], rect: Rect, scale: f32) {
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
    let row = 49.0 * scale;
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
            (22.0, FontFamily::Proportional),
            theme.quiet,
            rect.width() * 0.28,
        );
        canvas.words(
            pos2(rect.left() + 104.0 * scale, middle),
            Align2::LEFT_CENTER,
            title,
            (23.0, FontFamily::Proportional),
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

fn services_ui(ui: &Ui, theme: &Theme, room: &RoomView, rect: Rect, scale: f32) {
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
        (26.0, bold()),
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
            (20.0, FontFamily::Proportional),
            theme.quiet,
            tile.right() - word.right() - 30.0 * scale,
        );
    }
    let room = tile.bottom() - word.bottom() - 8.0 * scale;
    if let Some(words) = &service.meanwhile
        && room >= 18.0 * scale
    {
        let mut points = 20.0;
        while points > 12.0 {
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

fn due_ui(ui: &Ui, theme: &Theme, room: &RoomView, rect: Rect, scale: f32) {
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
fn due_in(ui: &Ui, theme: &Theme, room: &RoomView, boxes: [Rect; 2], scale: f32) {
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
            (20.0, FontFamily::Proportional),
            theme.quiet,
            inner.width(),
        );
    }
}
