//! The table at a moment that is over, for the review: as it was, or as it was known then. Nothing can be done
//! on it. Must not choose the moment.

use super::board::{Board, Spot};
use super::legend;
use super::model::layers;
use crate::window::theme::Theme;
use crate::window::widgets::named;
use egui::{CornerRadius, Sense, Ui, WidgetType};
use std::sync::Arc;
use wardroom_core::scenario::Scenario;
use wardroom_core::views::MomentView;
use wardroom_table::Seen;

/// Under this width or height, in points, the signs have no room for counts.
const CROWDED: [f32; 2] = [920.0, 560.0];

/// Shows a moment below what is shown of it, to be chosen.
pub fn moment_ui(
    ui: &mut Ui,
    theme: &Theme,
    (scenario, moment): (&Arc<Scenario>, &MomentView),
    spot: &mut Spot,
    flat: &mut bool,
) {
    layers(ui, theme, &mut spot.model, flat);
    day_ui(
        ui,
        theme,
        (scenario, moment),
        spot,
        "Model of the trust",
        None,
    );
}

/// Shows a moment on what is left of a panel. `name` is what it is called for whoever can't see it; where it
/// stands beside another, `differs` are the segments in which they differ.
pub fn day_ui(
    ui: &mut Ui,
    theme: &Theme,
    (scenario, moment): (&Arc<Scenario>, &MomentView),
    spot: &mut Spot,
    name: &str,
    differs: Option<&[usize]>,
) {
    let size = ui.available_size().max(egui::vec2(1.0, 1.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    let name = format!("{name}: arrows move it, plus and minus zoom");
    named(&response, WidgetType::Image, &name);
    let model = &mut spot.model;
    crate::window::map::steer(ui, &mut model.zoom, &mut model.pan, rect, &response);
    let mut board = Board::of(theme, scenario, model, rect, 1.0, None);
    // With little room for signs a count is read where the pointer is.
    let crowded = rect.width() < CROWDED[0] || rect.height() < CROWDED[1];
    board.taken = legend::place(rect);
    board.counted = differs.or(crowded.then_some(&[]));
    let seen = if model.known {
        Seen::reported(scenario, &moment.known)
    } else {
        Seen::truth(&moment.truth)
    };
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, CornerRadius::same(8), theme.ground);
    board.show(ui, scenario, &seen, spot);
    // Beside another day the figures that differ stand above both.
    if differs.is_none() || !crowded {
        legend::show(&painter, theme, rect, &seen, |_| true);
    }
    if let Some(at) = response.hover_pos().and_then(|at| board.under(at)) {
        board.outline(&painter, at, 1.5);
        let words = crate::window::map::tooltip(scenario, &moment.truth, at);
        response.on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(320.0);
            ui.label(words);
        });
    }
}
