//! The table in the room: what is known of the trust, to be read from the back. Must not be given the truth.

use super::board::{Board, Spot};
use crate::window::grouped;
use crate::window::theme::{Theme, bold};
use egui::{Align2, FontFamily, FontId, Rect, Ui, pos2};
use std::sync::Arc;
use wardroom_core::scenario::Scenario;
use wardroom_core::views::KnownView;
use wardroom_table::Seen;

/// How many times as large as on the console a room's letters are, where it is as large as it was drawn:
/// 24 px at 1080p.
const LETTERS: f32 = 2.0;

/// Shows what is known in a rectangle. `scale` is how large the room is beside what was drawn.
pub fn known_ui(
    ui: &Ui,
    theme: &Theme,
    (scenario, known): (&Arc<Scenario>, &KnownView),
    spot: &mut Spot,
    rect: Rect,
    scale: f32,
) {
    let board = Board::of(
        theme,
        scenario,
        &mut spot.model,
        rect,
        LETTERS * scale,
        None,
    );
    let seen = Seen::reported(scenario, known);
    board.show(ui, scenario, &seen, spot);
    let locked: u32 = known.segments.iter().map(|it| it.locked).sum();
    let inside = scenario.segments.iter().zip(&known.segments);
    let silent: u32 = inside
        .filter(|(_, it)| it.locked == 0)
        .map(|(segment, _)| segment.hosts)
        .sum();
    let all: u32 = scenario.segments.iter().map(|it| it.hosts).sum();
    let painter = ui.painter();
    let right = rect.right() - 24.0 * scale;
    let words = |top: f32, words: &str, points: f32, family: FontFamily, colour| {
        painter.text(
            pos2(right, top),
            Align2::RIGHT_TOP,
            words,
            FontId::new(points * scale, family),
            colour,
        )
    };
    let colour = if locked > 0 { theme.bad } else { theme.text };
    let count = words(
        rect.top() + 8.0 * scale,
        &format!("{} locked", grouped(locked)),
        44.0,
        bold(),
        colour,
    );
    let told = format!(
        "{} of {} devices not heard from",
        grouped(silent),
        grouped(all)
    );
    let below = count.bottom() + 2.0 * scale;
    words(below, &told, 24.0, FontFamily::Proportional, theme.quiet);
}
