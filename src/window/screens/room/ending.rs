//! The room after ENDEX: thanks, and the day once more on the table as the room knew it. Must not show the
//! truth: that is for the review.

use super::board::{ROW, decisions_ui};
use super::canvas::{Canvas, LEAST};
use super::shows::{Room, columns};
use crate::window::table::{Spot, known_ui};
use crate::window::theme::{Theme, bold};
use egui::{Align2, CornerRadius, FontFamily, Rect, Ui, pos2, vec2};

/// Whoever wants nothing to move is shown so many moments of the day, each for three seconds and a third.
const STEPS: f64 = 12.0;

/// Shows it; `share` of the day has been replayed, 0 to 1.
pub fn ending_ui(
    ui: &mut Ui,
    theme: &Theme,
    shows: Room<'_>,
    spot: &mut Spot,
    body: Rect,
    (scale, share): (f32, f64),
) {
    let share = if shows.manner.moves {
        share
    } else {
        (share * STEPS).floor() / STEPS
    };
    let last = shows.day.len().saturating_sub(1);
    let moment = shows.day.get((share * last as f64).round() as usize);
    let known = moment.map_or(&shows.view.known, |it| &it.known);
    let (table, side) = columns(body, scale);
    let told = (shows.scenario, known, shows.side());
    known_ui(ui, theme, told, spot, table, scale);

    let canvas = Canvas { ui, theme, scale };
    let said = |top: f32, words: &str, font: (f32, FontFamily), colour| {
        let at = pos2(side.left(), top);
        canvas.words(at, Align2::LEFT_TOP, words, font, colour, side.width())
    };
    let thanks = said(side.top(), "Thank you.", (84.0, bold()), theme.text);
    let words = "The exercise has ended. Nobody was tested: the plan was. Stay for the debrief.";
    let below = thanks.bottom() + 16.0 * scale;
    let words = said(below, words, (32.0, FontFamily::Proportional), theme.quiet);
    let Some(moment) = moment else {
        return;
    };
    let decided_height = (36.0 + ROW * 3.0) * scale;
    let decided = Rect::from_min_max(pos2(side.left(), side.bottom() - decided_height), side.max);
    let label = canvas.caps(
        pos2(side.left(), words.bottom() + 60.0 * scale),
        "The day once more, as we knew it",
        side.width(),
    );
    let below = label.bottom() + 8.0 * scale;
    let clock = said(below, &moment.clock, (64.0, bold()), theme.accent);
    let track = Rect::from_min_size(
        pos2(side.left(), clock.bottom() + 12.0 * scale),
        vec2(side.width(), LEAST / 2.0 * scale),
    );
    let round = CornerRadius::same((LEAST / 4.0 * scale) as u8);
    let passed = track.with_max_x(track.left() + track.width() * share as f32);
    ui.painter().rect_filled(track, round, theme.line);
    ui.painter().rect_filled(passed, round, theme.accent);
    decisions_ui(ui, theme, &moment.decided, decided, scale);
}
