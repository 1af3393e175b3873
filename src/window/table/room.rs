//! The table in the room: what is known of the trust, to be read from the back. Must not be given the truth.

use super::board::{Board, Spot};
use crate::window::grouped;
use crate::window::theme::{Theme, bold};
use egui::{Align2, FontFamily, FontId, Rect, Ui, pos2};
use std::sync::Arc;
use wardroom_core::scenario::{OrganisationId, Scenario};
use wardroom_core::views::KnownView;
use wardroom_table::Seen;

/// How many times as large as on the console a room's letters are, where it is as large as it was drawn:
/// 24 px at 1080p.
const LETTERS: f32 = 2.0;

/// Shows what is known in a rectangle, of one side or of all. Returns where the words at its
/// upper right end. `scale` is how large the room is beside what was drawn.
pub fn known_ui(
    ui: &Ui,
    theme: &Theme,
    (scenario, known, side): (&Arc<Scenario>, &KnownView, Option<OrganisationId>),
    spot: &mut Spot,
    rect: Rect,
    scale: f32,
) -> f32 {
    let board = Board::of(
        theme,
        scenario,
        &mut spot.model,
        rect,
        LETTERS * scale,
        side,
    );
    let seen = Seen::reported(scenario, known);
    board.show(ui, scenario, &seen, spot);
    // Of a side that is looked at closely its own devices alone are counted.
    let own = scenario.segments.iter().zip(&known.segments);
    let own = own.filter(|(segment, _)| side.is_none() || segment.of == side);
    let (mut locked, mut silent) = (0, 0);
    for (segment, known) in own {
        locked += known.locked;
        silent += if known.locked == 0 { segment.hosts } else { 0 };
    }
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
    let (count, colour) = if locked > 0 {
        (format!("{} locked", grouped(locked)), theme.bad)
    } else {
        ("No device reported locked".to_owned(), theme.text)
    };
    let told = format!("? no word of {} devices", grouped(silent));
    let count = words(rect.top() + 8.0 * scale, &count, 44.0, bold(), colour);
    let below = count.bottom() + 2.0 * scale;
    words(below, &told, 24.0, FontFamily::Proportional, theme.quiet).bottom()
}
