//! The panel with the table on the console: the ground truth or the reported picture, what is under the
//! pointer, and the way around. Must not change the exercise.

use super::aiming;
use super::board::{Board, Model, Spot};
use super::legend;
use crate::window::map::{FLAT_PLAN, menu_ui};
use crate::window::panels::Action;
use crate::window::theme::Theme;
use crate::window::widgets::{named, toggle};
use egui::{Rect, Sense, Ui, UiBuilder, vec2};
use std::sync::Arc;
use wardroom_core::exercise::TruthView;
use wardroom_core::scenario::{OrganisationId, Scenario, Target};
use wardroom_core::views::KnownView;
use wardroom_core::words;
use wardroom_table::Seen;

/// What the panel shows.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// Whose trust it is.
    pub scenario: &'a Arc<Scenario>,
    /// How things really stand.
    pub truth: &'a TruthView,
    /// What has been reported.
    pub known: &'a KnownView,
    /// The segment that is picked.
    pub picked: Option<usize>,
    /// Whose side is looked at, where several play.
    pub side: Option<OrganisationId>,
    /// What the card that is taken up can be played on; nothing if none is.
    pub legal: &'a [Target],
    /// What it is aimed at.
    pub aimed: Option<Target>,
}

/// Shows the table. Returns what was asked for.
pub fn table_ui(
    ui: &mut Ui,
    theme: &Theme,
    shown: Shown<'_>,
    spot: &mut Spot,
    flat: &mut bool,
) -> Option<Action> {
    let above = layers_below(ui, theme, &mut spot.model, flat);
    let (rect, response) = ui.allocate_exact_size(above.size(), Sense::click_and_drag());
    named(
        &response,
        egui::WidgetType::Image,
        "Model of the trust: arrows move it, plus and minus zoom",
    );
    let model = &mut spot.model;
    crate::window::map::steer(ui, &mut model.zoom, &mut model.pan, rect, &response);
    let mut board = Board::of(theme, shown.scenario, model, rect, 1.0, shown.side);
    board.picked = shown.picked;
    board.taken = legend::place(rect);
    let seen = if model.known {
        Seen::reported(shown.scenario, shown.known)
    } else {
        Seen::truth(shown.truth)
    };
    let painter = ui.painter_at(rect);
    board.show(ui, shown.scenario, &seen, spot);
    legend::show(&painter, theme, rect, &seen, |at| {
        let whose = shown.scenario.segments[at].of;
        shown.side.is_none() || whose.is_none() || whose == shown.side
    });
    let hovered = response.hover_pos().and_then(|at| board.under(at));
    aiming::light(&painter, &board, shown.legal, shown.aimed);
    for segment in [hovered, shown.picked].into_iter().flatten() {
        board.outline(&painter, segment, 1.5);
    }
    if let Some(at) = hovered {
        let words = crate::window::map::tooltip(shown.scenario, shown.truth, at);
        response.clone().on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(320.0);
            ui.label(words);
        });
    }
    let taken_up = !shown.legal.is_empty();
    if let Some(picked) = shown.picked
        && !taken_up
        && let Some(action) = menu_ui(
            ui,
            theme,
            shown.scenario,
            picked,
            (board.beside(picked), board.rect),
        )
    {
        return Some(action);
    }
    if !response.clicked() {
        return None;
    }
    let at = response.interact_pointer_pos()?;
    if let Some(target) = aiming::under(&board, shown.legal, at) {
        return Some(Action::Aim(target));
    }
    let picked = hovered?;
    let other = shown.picked != Some(picked);
    Some(Action::Pick(other.then_some(picked)))
}

/// Height of the strip with the layers, below the legend.
const STRIP: f32 = 34.0;

/// The choice of a picture at the foot of the panel; returns the room above it.
pub fn layers_below(ui: &mut Ui, theme: &Theme, model: &mut Model, flat: &mut bool) -> Rect {
    let whole = ui.available_rect_before_wrap();
    let (above, strip) = whole.split_top_bottom_at_y(whole.max.y - STRIP);
    let place = UiBuilder::new().id_salt("layers").max_rect(strip);
    layers(&mut ui.new_child(place), theme, model, flat);
    above
}

/// Which picture of the trust is shown.
pub(super) fn layers(ui: &mut Ui, theme: &Theme, model: &mut Model, flat: &mut bool) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        ui.spacing_mut().button_padding = vec2(8.0, 3.0);
        for (known, words) in [
            (false, words::GROUND_TRUTH),
            (true, words::REPORTED_PICTURE),
        ] {
            if toggle(ui, theme, !*flat && model.known == known, words).clicked() {
                model.known = known;
                *flat = false;
            }
        }
        if toggle(ui, theme, *flat, FLAT_PLAN).clicked() {
            *flat = !*flat;
        }
    });
}
