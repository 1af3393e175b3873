//! The room display: what the team knows and nothing more, to be read from the back of the room. In calm
//! the trust on the table, a message large when it comes, a question that owns the screen until it is
//! decided. Must not show the truth.

mod board;
mod canvas;
mod debrief;
mod ending;
mod join;
mod message;
mod question;
mod shows;
mod staging;

pub use debrief::debrief_ui;
pub use join::join_ui;
pub use shows::{Manner, Room};
pub use staging::{Shown, Staging};

use crate::window::cue::{Cue, STOPS, arrival};
use crate::window::table::{Spot, known_ui};
use crate::window::theme::{Theme, bold, semibold};
use board::{DUE_GAP, ROW, decisions_ui, due_in};
use canvas::{Canvas, DRAWN, LEAST};
use egui::{Align2, CornerRadius, FontFamily, Rect, Ui, UiBuilder, pos2, vec2};
use ending::ending_ui;
use message::{Reading, docked_in, letter_in};
use question::question_ui;
use shows::columns;
use std::time::Duration;
use wardroom_core::views::RoomView;

/// What a room's screen keeps between frames.
#[derive(Debug, Default)]
pub struct RoomPlace {
    /// The table.
    pub spot: Spot,
    /// What is shown when.
    pub staging: Staging,
}

/// After ENDEX the next moment of the day is shown after this time.
const REPLAY_STEP: Duration = Duration::from_millis(250);

/// For so many real seconds a caption tells what is heard.
const CAPTION_SECS: f64 = 5.0;

/// Shows the room display of an organisation.
pub fn room_ui(
    ui: &mut Ui,
    theme: &Theme,
    shows: Room<'_>,
    spot: &mut Spot,
    staging: &mut Staging,
) {
    let Room {
        view: room, manner, ..
    } = shows;
    let whole = ui.max_rect();
    ui.painter()
        .rect_filled(whole, CornerRadius::ZERO, theme.ground);
    let scale = (whole.width() / DRAWN.x).min(whole.height() / DRAWN.y);
    let inner = whole.shrink2(vec2(40.0, 34.0) * scale);
    let gap = 28.0 * scale;
    let top = head(ui, theme, room, inner, scale);
    let body = Rect::from_min_max(pos2(inner.left(), top + gap * 0.7), inner.max);
    let now = ui.input(|input| input.time);
    let (mut shown, left) = staging.see(room, now);
    if room.ended || room.leap.is_some() {
        shown = Shown::Calm;
    }
    let faded = if manner.moves {
        staging.faded(now)
    } else {
        1.0
    };
    if faded < 1.0 {
        ui.ctx().request_repaint();
    } else if let Some(left) = left {
        // A page of a long message is turned meanwhile.
        let soon = left.clamp(0.05, 4.0);
        ui.ctx()
            .request_repaint_after(Duration::from_secs_f64(soon));
    }
    if manner.sounds
        && let Some(cue) = heard(room, staging, shown, now)
    {
        let canvas = Canvas { ui, theme, scale };
        canvas.words(
            pos2(inner.center().x, top - 4.0 * scale),
            Align2::CENTER_TOP,
            &format!("♪ {}", cue.caption),
            (LEAST, FontFamily::Proportional),
            theme.quiet,
            inner.width() / 3.0,
        );
    }
    let place = UiBuilder::new().id_salt("room-body").max_rect(body);
    let mut body_ui = ui.new_child(place);
    body_ui.multiply_opacity(faded);
    let ui = &mut body_ui;
    if room.ended {
        let share = staging.replayed(now);
        if share < 1.0 {
            ui.ctx().request_repaint_after(REPLAY_STEP);
        }
        ending_ui(ui, theme, shows, spot, body, (scale, share));
    } else if let Some(asked) = &room.asked
        && matches!(shown, Shown::Question | Shown::Stamped)
    {
        let canvas = Canvas { ui, theme, scale };
        question_ui(&canvas, asked, body, shown == Shown::Stamped);
    } else {
        table_ui(ui, theme, shows, spot, body, (scale, shown, staging.two()));
    }
}

/// What was just heard.
fn heard(room: &RoomView, staging: &Staging, shown: Shown, now: f64) -> Option<Cue> {
    if staging
        .stopped_ago(now)
        .is_some_and(|ago| ago < CAPTION_SECS)
    {
        return Some(STOPS);
    }
    let comes = matches!(shown, Shown::Message(_)) && staging.stands(now) < CAPTION_SECS;
    let message = room.message.as_ref().filter(|_| comes)?;
    Some(arrival(message.letter.kind))
}

/// The trust on the table as it is known, and beside it what came last, what is to be decided, what was
/// decided. A message that has just come lies over it.
fn table_ui(
    ui: &mut Ui,
    theme: &Theme,
    shows: Room<'_>,
    spot: &mut Spot,
    body: Rect,
    (scale, shown, two): (f32, Shown, bool),
) {
    let room = shows.view;
    let gap = 24.0 * scale;
    let (table, side) = columns(body, scale);
    let known = (shows.scenario, &room.known, shows.side());
    let large = matches!(shown, Shown::Message(_));
    // Under a message that is read the trust stands back, whole.
    let behind = ui.new_child(UiBuilder::new().id_salt("behind").max_rect(body));
    let mut below = known_ui(&behind, theme, known, spot, table, scale);
    let canvas = Canvas {
        ui: &behind,
        theme,
        scale,
    };
    for counted in room.services.iter().filter_map(|it| it.counted.as_ref()) {
        let at = pos2(table.right() - 24.0 * scale, below + 4.0 * scale);
        let font = (28.0, semibold());
        let width = table.width() / 2.0;
        let words = canvas.words(at, Align2::RIGHT_TOP, counted, font, theme.text, width);
        below = words.bottom();
    }
    if large {
        behind.painter().rect_filled(body, 0.0, theme.mist());
    }
    let box_height = 152.0 * scale;
    if let Shown::Message(passed) = shown {
        // What there is to decide stays in sight.
        let left = body.left() + body.width() * 0.4;
        let low = body.bottom() - box_height - gap;
        let over = Rect::from_min_max(pos2(left, body.top()), pos2(body.right(), low));
        large_ui(ui, theme, room, over, (scale, passed, two));
        let half = (over.width() - gap) / 2.0;
        let boxes = [left, left + half + gap].map(|x| {
            Rect::from_min_max(
                pos2(x, body.bottom() - box_height),
                pos2(x + half, body.bottom()),
            )
        });
        due_in(ui, theme, room, boxes, scale);
        return;
    }
    // The message has what room there is: three decisions do.
    let decided = &room.decided[..room.decided.len().min(3)];
    let decided_height = (36.0 + ROW * decided.len().max(1) as f32) * scale;
    let due_height = 2.0 * box_height + DUE_GAP * scale;
    let low = side.max.y - decided_height;
    let due = low - gap - due_height;
    let message = Rect::from_min_max(side.min, pos2(side.max.x, due - gap));
    message_ui(ui, theme, room, message, scale);
    let due = pos2(side.min.x, due);
    let below = due + vec2(0.0, box_height + DUE_GAP * scale);
    let size = vec2(side.width(), box_height);
    let boxes = [due, below].map(|min| Rect::from_min_size(min, size));
    due_in(ui, theme, room, boxes, scale);
    let decided_rect = Rect::from_min_max(pos2(side.min.x, low), side.max);
    decisions_ui(ui, theme, decided, decided_rect, scale);
}

/// A message that has just come, and above it the one before if both came at once.
fn large_ui(
    ui: &mut Ui,
    theme: &Theme,
    room: &RoomView,
    over: Rect,
    (scale, passed, two): (f32, f64, bool),
) {
    let gap = 24.0 * scale;
    let large = Reading {
        scale,
        body: 40.0,
        passed,
    };
    match (&room.message, &room.before) {
        (Some(message), Some(before)) if two => {
            let (upper, lower) = over.split_top_bottom_at_fraction(0.5);
            let upper = upper.with_max_y(upper.bottom() - gap / 2.0);
            let lower = lower.with_min_y(lower.top() + gap / 2.0);
            let half = Reading {
                body: 34.0,
                ..large
            };
            letter_in(ui, theme, before, upper, half);
            letter_in(ui, theme, message, lower, half);
        }
        (Some(message), _) => letter_in(ui, theme, message, over, large),
        (None, _) => {}
    }
}

/// What came last, docked: it has been read.
fn message_ui(ui: &mut Ui, theme: &Theme, room: &RoomView, rect: Rect, scale: f32) {
    let canvas = Canvas { ui, theme, scale };
    let said = |at: f32, words: &str, points: f32, colour| {
        canvas.words(
            pos2(rect.left(), at),
            Align2::LEFT_TOP,
            words,
            (points, FontFamily::Proportional),
            colour,
            rect.width(),
        )
    };
    if let Some(leap) = &room.leap {
        let head = canvas.words(
            rect.min + vec2(0.0, 20.0 * scale),
            Align2::LEFT_TOP,
            &format!("Time passes. We go on at {}.", leap.to),
            (36.0, bold()),
            theme.text,
            rect.width(),
        );
        said(head.bottom() + 24.0 * scale, &leap.told, 30.0, theme.text);
        return;
    }
    let Some(message) = &room.message else {
        let words = "An ordinary day. Messages appear here as they come.";
        said(rect.top() + 20.0 * scale, words, 32.0, theme.quiet);
        return;
    };
    docked_in(ui, theme, message, rect, scale);
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
        (LEAST, bold()),
        theme.reduced,
        third,
    );
    let standing = if room.ended {
        "ENDEX".to_owned()
    } else if room.discussing {
        "Paused for discussion".to_owned()
    } else if let Some(mins) = room.rest {
        format!("Break, {mins} minutes")
    } else {
        room.organisation.clone()
    };
    let (family, points, colour) = if room.discussing || room.rest.is_some() {
        (bold(), 34.0, theme.accent)
    } else {
        (FontFamily::Proportional, LEAST, theme.quiet)
    };
    canvas.words(
        pos2(centre.x, exercise_words.bottom() + 8.0 * scale),
        Align2::CENTER_TOP,
        &standing,
        (points, family),
        colour,
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
        (LEAST, FontFamily::Proportional),
        theme.quiet,
        third,
    );
    first.bottom()
}
