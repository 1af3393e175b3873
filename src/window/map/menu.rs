//! The cards that can be played in a department, beside it: nothing else moves for them. Must not play them.

use super::head::cards_for;
use crate::window::panels::Action;
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{secondary, text};
use egui::{Pos2, Rect, Stroke, Ui, UiBuilder, pos2, vec2};
use wardroom_core::scenario::Scenario;

/// Width of the menu, and height of a row of it, points.
const MENU: egui::Vec2 = vec2(318.0, 34.0);

/// Shows the menu beside a spot, within a panel.
pub fn menu_ui(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    picked: usize,
    (spot, within): (Pos2, Rect),
) -> Option<Action> {
    let cards = cards_for(scenario, picked);
    let high = MENU.y * (cards.len() + 2) as f32 + 16.0;
    let within = within.shrink(6.0);
    let room = vec2(MENU.x, high.min(within.height()));
    let most = (within.max - room).max(within.min);
    let rect = Rect::from_min_size(pos2(spot.x, spot.y - room.y / 2.0), room);
    let rect = Rect::from_min_size(rect.min.clamp(within.min, most), room);
    ui.painter().rect(
        rect,
        8.0,
        theme.panel,
        Stroke::new(1.0, theme.accent),
        egui::StrokeKind::Inside,
    );
    let mut action = None;
    let inner = UiBuilder::new()
        .id_salt("cards-here")
        .max_rect(rect.shrink(8.0));
    let mut child = ui.new_child(inner);
    egui::ScrollArea::vertical()
        .id_salt("cards-here")
        .show(&mut child, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.spacing_mut().button_padding = vec2(8.0, 2.0);
            let name = &scenario.segments[picked].name;
            ui.label(text(name, size::SMALL + 1.0, semibold(), theme.text));
            for card in cards {
                if secondary(ui, theme, &scenario.cards[card].title).clicked() {
                    action = Some(Action::TakeUp(card));
                }
            }
            if secondary(ui, theme, "Close").on_hover_text("Esc").clicked() {
                action = Some(Action::Pick(None));
            }
        });
    action
}
