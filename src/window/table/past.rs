//! The table at a moment that is over, for the review: as it was, or as it was known then. Nothing can be done
//! on it. Must not choose the moment.

use super::board::{Board, Spot};
use super::legend;
use super::model::head;
use crate::window::theme::Theme;
use crate::window::widgets::named;
use egui::{Sense, Ui, WidgetType};
use std::sync::Arc;
use wardroom_core::scenario::Scenario;
use wardroom_core::views::MomentView;
use wardroom_table::Seen;

/// Shows a moment below what is shown of it, to be chosen.
pub fn moment_ui(
    ui: &mut Ui,
    theme: &Theme,
    (scenario, moment): (&Arc<Scenario>, &MomentView),
    spot: &mut Spot,
    flat: &mut bool,
) {
    head(ui, theme, &mut spot.model, flat);
    day_ui(ui, theme, (scenario, moment), spot, "Model of the trust");
}

/// Shows a moment on what is left of a panel. `name` is what it is called for whoever can't see it.
pub fn day_ui(
    ui: &mut Ui,
    theme: &Theme,
    (scenario, moment): (&Arc<Scenario>, &MomentView),
    spot: &mut Spot,
    name: &str,
) {
    let size = ui.available_size().max(egui::vec2(1.0, 1.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    let name = format!("{name}: arrows move it, plus and minus zoom");
    named(&response, WidgetType::Image, &name);
    let model = &mut spot.model;
    crate::window::map::steer(ui, &mut model.zoom, &mut model.pan, rect, &response);
    let board = Board::of(theme, scenario, model, rect, 1.0, None);
    let seen = if model.known {
        Seen::reported(scenario, &moment.known)
    } else {
        Seen::truth(&moment.truth)
    };
    board.show(ui, scenario, &seen, spot);
    let painter = ui.painter_at(rect);
    legend::show(&painter, theme, rect, &seen);
    if let Some(at) = response.hover_pos().and_then(|at| board.under(at)) {
        board.outline(&painter, at, 1.5);
        let words = crate::window::map::tooltip(scenario, &moment.truth, at);
        response.on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(320.0);
            ui.label(words);
        });
    }
}
