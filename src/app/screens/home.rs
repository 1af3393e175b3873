//! The home screen: choose a scenario. Must not load anything.

use crate::app::theme::{Theme, bold, semibold, size};
use crate::app::widgets::{caps, chip, quiet, text};
use crate::scenario::Scenario;
use egui::{
    Align, CornerRadius, FontFamily, Frame, Layout, Margin, ScrollArea, Sense, Stroke, Ui, vec2,
};
use std::sync::Arc;

/// What is asked for on the home screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HomeAction {
    /// This scenario.
    Choose(usize),
}

/// Shows the home screen.
pub fn home_ui(
    ui: &mut Ui,
    theme: &Theme,
    scenarios: &[Arc<Scenario>],
    broken: &[String],
) -> Option<HomeAction> {
    let mut action = None;
    let margin = (ui.available_width() * 0.036).clamp(24.0, 70.0);
    Frame::new()
        .inner_margin(Margin::symmetric(margin as i8, 40))
        .show(ui, |ui| {
            ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                ui.label(text("Wardroom", 42.0, bold(), theme.text));
                ui.label(text(
                    "Rehearse the attack before it happens",
                    size::TITLE + 1.0,
                    FontFamily::Proportional,
                    theme.quiet,
                ));
                ui.add_space(36.0);
                caps(ui, theme, "Scenarios");
                ui.add_space(4.0);
                let width = ((ui.available_width() - 20.0) / 2.0).min(620.0);
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = vec2(20.0, 20.0);
                    for (at, scenario) in scenarios.iter().enumerate() {
                        if scenario_card(ui, theme, scenario, width) {
                            action = Some(HomeAction::Choose(at));
                        }
                    }
                });
                if scenarios.is_empty() {
                    quiet(
                        ui,
                        theme,
                        "No scenario was found. Start the program in its own folder, or name a file: wardroom play FILE",
                    );
                }
                for words in broken {
                    ui.add_space(8.0);
                    ui.label(text(words, size::BODY, FontFamily::Proportional, theme.bad));
                }
                ui.add_space(28.0);
                quiet(
                    ui,
                    theme,
                    "Everything stays on this machine. Nobody is tested; the plan is.",
                );
            });
        });
    action
}

fn scenario_card(ui: &mut Ui, theme: &Theme, scenario: &Scenario, width: f32) -> bool {
    let inner = Frame::new()
        .fill(theme.panel)
        .stroke(Stroke::new(1.0, theme.line))
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::same(22))
        .show(ui, |ui| {
            ui.set_width(width - 44.0);
            ui.set_min_height(150.0);
            ui.vertical(|ui| {
                ui.label(text(&scenario.title, size::HEADING, bold(), theme.text));
                ui.label(text(
                    &scenario.summary,
                    size::BODY,
                    FontFamily::Proportional,
                    theme.quiet,
                ));
                ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
                    ui.horizontal(|ui| {
                        let hours = scenario.room_mins / 60;
                        let mins = scenario.room_mins % 60;
                        let length = match (hours, mins) {
                            (0, mins) => format!("{mins} min"),
                            (hours, 0) => format!("{hours} h"),
                            (hours, mins) => format!("{hours} h {mins}"),
                        };
                        ui.label(text(length, size::SMALL, semibold(), theme.text));
                        quiet(ui, theme, format!("· {}", scenario.level));
                        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                            for tag in scenario.tags.iter().rev() {
                                chip(ui, tag, theme.raised, theme.text);
                            }
                        });
                    });
                });
            });
        });
    let rect = inner.response.rect;
    let response = ui.interact(rect, ui.id().with(&scenario.id), Sense::click());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_stroke(
            rect,
            CornerRadius::same(10),
            Stroke::new(2.0, theme.accent),
            egui::StrokeKind::Inside,
        );
    }
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &scenario.title)
    });
    response.clicked()
}
