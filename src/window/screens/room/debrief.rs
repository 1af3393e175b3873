//! The room while the hot debrief is held: which step, what it is asked, and how long there is for it. Must not
//! show what was said, nor who said it.

use super::canvas::{Canvas, DRAWN, LEAST};
use crate::window::review::DebriefInput;
use crate::window::theme::{Theme, bold, semibold};
use egui::{Align2, CornerRadius, FontFamily, Rect, Stroke, Ui, pos2, vec2};
use wardroom_papers::report::{ASKED_IN_DEBRIEF, HOT_DEBRIEF};

/// Of the arc that runs out, points of the room as it was drawn.
const RADIUS: f32 = 150.0;
const WIDE: f32 = 16.0;

/// Shows the step that is held.
pub fn debrief_ui(ui: &mut Ui, theme: &Theme, debrief: &DebriefInput) {
    let whole = ui.max_rect();
    ui.painter()
        .rect_filled(whole, CornerRadius::ZERO, theme.ground);
    let scale = (whole.width() / DRAWN.x).min(whole.height() / DRAWN.y);
    let canvas = Canvas { ui, theme, scale };
    let inner = whole.shrink2(vec2(72.0, 56.0) * scale);
    let at = debrief.at;
    let (mins, step, _) = HOT_DEBRIEF[at];
    let half = inner.width() / 2.0;
    canvas.words(
        inner.min,
        Align2::LEFT_TOP,
        "ENDEX · Hot debrief",
        (38.0, bold()),
        theme.text,
        half,
    );
    canvas.words(
        inner.right_top() + vec2(0.0, 6.0 * scale),
        Align2::RIGHT_TOP,
        "EXERCISE   EXERCISE   EXERCISE",
        (LEAST, bold()),
        theme.reduced,
        half,
    );
    let aside = (RADIUS * 2.0 + 120.0) * scale;
    let wide = inner.width() - aside;
    let top = inner.top() + 200.0 * scale;
    let label = format!("Step {} of {} · {mins} min", at + 1, HOT_DEBRIEF.len());
    let label = canvas.caps(pos2(inner.left(), top), &label, wide);
    let title = canvas.words(
        pos2(inner.left(), label.bottom() + 12.0 * scale),
        Align2::LEFT_TOP,
        step,
        (84.0, bold()),
        theme.text,
        wide,
    );
    canvas.words(
        pos2(inner.left(), title.bottom() + 28.0 * scale),
        Align2::LEFT_TOP,
        ASKED_IN_DEBRIEF[at],
        (52.0, FontFamily::Proportional),
        theme.text,
        wide,
    );
    let centre = pos2(
        inner.right() - (RADIUS + WIDE) * scale,
        top + (RADIUS + WIDE) * scale,
    );
    time_ui(&canvas, centre, (debrief.left_secs(at), mins));
    let high = 110.0 * scale;
    steps_ui(&canvas, inner.with_min_y(inner.bottom() - high), debrief);
}

/// How long there is for the step, as an arc that runs out and in figures; by how much it is over its time.
fn time_ui(canvas: &Canvas<'_>, centre: egui::Pos2, (left_secs, mins): (i64, u32)) {
    let (theme, scale) = (canvas.theme, canvas.scale);
    let radius = RADIUS * scale;
    let over = left_secs < 0;
    let share = (left_secs.max(0) as f32 / (mins.max(1) * 60) as f32).min(1.0);
    let (colour, words) = if over {
        (theme.bad, "▲ over its time")
    } else {
        (theme.accent, "left")
    };
    let painter = canvas.ui.painter();
    let rest = if over { theme.bad } else { theme.line };
    painter.circle_stroke(centre, radius, (WIDE * scale, rest));
    let steps = 90;
    let arc: Vec<_> = (0..=steps)
        .map(|step| {
            let turn = share * std::f32::consts::TAU * step as f32 / steps as f32;
            centre + vec2(turn.sin(), -turn.cos()) * radius
        })
        .collect();
    painter.add(egui::Shape::line(arc, Stroke::new(WIDE * scale, colour)));
    let secs = left_secs.abs();
    let figure = format!("{}:{:02}", secs / 60, secs % 60);
    canvas.words(
        centre - vec2(0.0, 20.0 * scale),
        Align2::CENTER_CENTER,
        &figure,
        (84.0, bold()),
        if over { theme.bad } else { theme.text },
        radius * 1.7,
    );
    canvas.words(
        centre + vec2(0.0, 50.0 * scale),
        Align2::CENTER_CENTER,
        words,
        (LEAST, FontFamily::Proportional),
        theme.quiet,
        radius * 1.6,
    );
}

/// Where in the half hour the room is: a piece for each step, as long as its time, and what comes next.
fn steps_ui(canvas: &Canvas<'_>, rect: Rect, debrief: &DebriefInput) {
    let (theme, scale) = (canvas.theme, canvas.scale);
    let all: u32 = HOT_DEBRIEF.iter().map(|it| it.0).sum();
    let gap = 8.0 * scale;
    let whole = rect.width() - gap * (HOT_DEBRIEF.len() - 1) as f32;
    let round = CornerRadius::same((6.0 * scale) as u8);
    let mut left = rect.left();
    for (at, (mins, ..)) in HOT_DEBRIEF.iter().enumerate() {
        let width = whole * *mins as f32 / all.max(1) as f32;
        let piece = Rect::from_min_size(pos2(left, rect.top()), vec2(width, 12.0 * scale));
        let colour = if at <= debrief.at {
            theme.accent
        } else {
            theme.line
        };
        canvas.ui.painter().rect_filled(piece, round, colour);
        left += width + gap;
    }
    let next = match HOT_DEBRIEF.get(debrief.at + 1) {
        Some((_, next, _)) => format!("Next: {next}"),
        None => "The last step".to_owned(),
    };
    canvas.words(
        pos2(rect.left(), rect.top() + 36.0 * scale),
        Align2::LEFT_TOP,
        &next,
        (30.0, semibold()),
        theme.quiet,
        rect.width(),
    );
}
