//! The scenarios that can be chosen, the easiest first. Must not choose one itself.

use super::asked::HomeAction;
use super::held::{HomeInput, looked_at};
use super::order::{by_difficulty, length};
use crate::window::shell::Library;
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{caps, chip, quiet, text};
use egui::{CornerRadius, FontFamily, Frame, Margin, Sense, Stroke, Ui};
use wardroom_core::scenario::Scenario;

/// Shows them. Whichever the pointer or the keyboard is at is looked at.
pub fn shelf_ui(
    ui: &mut Ui,
    theme: &Theme,
    library: &Library,
    input: &mut HomeInput,
) -> Option<HomeAction> {
    let mut action = None;
    caps(ui, theme, "Scenarios");
    ui.add_space(2.0);
    if !library.unread().is_empty() {
        quiet(ui, theme, "Reading the scenarios.");
    }
    let shown = looked_at(library, input).map(|(at, _)| at);
    for (rank, (at, scenario)) in by_difficulty(library.sound()).into_iter().enumerate() {
        let (clicked, looks) = card(ui, theme, scenario, rank == 0, shown == Some(at));
        if clicked {
            action = Some(HomeAction::Choose(at));
        }
        if looks {
            input.looked_at = Some(scenario.id.clone());
        }
        ui.add_space(1.0);
    }
    action
}

/// A scenario's card: whether it was clicked, and whether it is looked at.
fn card(ui: &mut Ui, theme: &Theme, scenario: &Scenario, first: bool, shown: bool) -> (bool, bool) {
    let id = ui.id().with(("scenario", &scenario.id));
    let hot = ui
        .ctx()
        .read_response(id)
        .is_some_and(|it| it.hovered() || it.has_focus());
    let (fill, edge) = match (shown, hot) {
        (_, true) => (theme.selected, Stroke::new(2.0, theme.accent)),
        (true, false) => (theme.selected, Stroke::new(1.0, theme.accent)),
        (false, false) => (theme.panel, Stroke::new(1.0, theme.line)),
    };
    let inner = Frame::new()
        .fill(fill)
        .stroke(edge)
        .corner_radius(CornerRadius::same(10))
        // An edge of two points takes its second from the room around the words.
        .inner_margin(Margin::symmetric(16, 7))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 3.0;
            ui.horizontal_wrapped(|ui| {
                ui.label(text(
                    &scenario.title,
                    size::HEADING - 2.0,
                    bold(),
                    theme.text,
                ));
                if first {
                    chip(ui, "Start here", theme.action, theme.on_action);
                }
                let length = length(scenario.room_mins);
                ui.label(text(length, size::SMALL, semibold(), theme.text));
                quiet(ui, theme, format!("· {}", scenario.level));
            });
            ui.label(text(
                &scenario.summary,
                size::BODY,
                FontFamily::Proportional,
                theme.quiet,
            ));
        });
    let response = ui.interact(inner.response.rect, id, Sense::click());
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &scenario.title));
    let looks = response.hovered() || response.gained_focus();
    (response.clicked(), looks)
}
