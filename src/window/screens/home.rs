//! The home screen: choose a scenario. Must not load anything.

use crate::window::past::{Past, Rehearsed};
use crate::window::shell::Library;
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{caps, chip, quiet, text};
use egui::{
    Align, CornerRadius, FontFamily, Frame, Layout, Margin, Rect, ScrollArea, Sense, Stroke, Ui,
    UiBuilder, pos2, vec2,
};
use wardroom_core::scenario::Scenario;

/// What is asked for on the home screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HomeAction {
    /// This scenario.
    Choose(usize),
    /// This exercise of the past.
    Open(usize),
    /// What was rehearsed in this and other folders, member by member.
    Register,
    /// England on 12–19 May 2017.
    Hindcast,
    /// The sheet with keys and settings.
    Display,
}

/// Shows the home screen.
pub fn home_ui(
    ui: &mut Ui,
    theme: &Theme,
    library: &Library,
    past: &Rehearsed,
) -> Option<HomeAction> {
    let mut action = None;
    let margin = (ui.available_width() * 0.036).clamp(24.0, 70.0);
    Frame::new()
        .inner_margin(Margin {
            left: margin as i8,
            right: margin as i8,
            top: 40,
            bottom: 16,
        })
        .show(ui, |ui| {
            ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                crate::window::widgets::row(
                    ui,
                    |ui| {
                        ui.label(text("Wardroom", 42.0, bold(), theme.text));
                    },
                    |ui| {
                        if crate::window::widgets::secondary(ui, theme, "Keys and display").clicked() {
                            action = Some(HomeAction::Display);
                        }
                        if crate::window::widgets::secondary(ui, theme, "Register").clicked() {
                            action = Some(HomeAction::Register);
                        }
                        if crate::window::widgets::secondary(ui, theme, "England 2017").clicked() {
                            action = Some(HomeAction::Hindcast);
                        }
                    },
                );
                ui.label(text(
                    "Rehearse the attack before it happens",
                    size::TITLE + 1.0,
                    FontFamily::Proportional,
                    theme.quiet,
                ));
                ui.add_space(28.0);
                if let Some((at, stopped)) =
                    past.shown().iter().enumerate().find(|(_, past)| past.unfinished)
                    && resume_band(ui, theme, stopped)
                {
                    action = Some(HomeAction::Open(at));
                }
                if ui.available_width() > 820.0 {
                    let side = (ui.available_width() * 0.29).clamp(240.0, 520.0);
                    let main = ui.available_width() - side - 36.0;
                    ui.horizontal_top(|ui| {
                        ui.vertical(|ui| {
                            ui.set_width(main);
                            action = action.or(choose_ui(ui, theme, library));
                        });
                        ui.add_space(28.0);
                        ui.vertical(|ui| {
                            ui.set_width(side);
                            action = action.or(past_ui(ui, theme, past));
                        });
                    });
                } else {
                    action = action.or(choose_ui(ui, theme, library));
                    action = action.or(past_ui(ui, theme, past));
                }
                if library.nothing_found() {
                    quiet(
                        ui,
                        theme,
                        "No scenario was found. Start the program in its own folder, or name a file: wardroom play FILE",
                    );
                }
                for words in library.broken() {
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

fn choose_ui(ui: &mut Ui, theme: &Theme, library: &Library) -> Option<HomeAction> {
    let mut action = None;
    let main = ui.available_width();
    caps(ui, theme, "Scenarios");
    ui.add_space(4.0);
    let columns = if main > 760.0 { 2 } else { 1 };
    let width = (main - 20.0 * (columns - 1) as f32) / columns as f32;
    if !library.unread().is_empty() {
        quiet(ui, theme, "Reading the scenarios.");
    }
    let all: Vec<_> = library.sound().collect();
    for chunk in all.chunks(columns) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 20.0;
            for (at, scenario) in chunk {
                if scenario_card(ui, theme, scenario, width) {
                    action = Some(HomeAction::Choose(*at));
                }
            }
        });
        ui.add_space(12.0);
    }
    action
}

fn past_ui(ui: &mut Ui, theme: &Theme, past: &Rehearsed) -> Option<HomeAction> {
    let mut action = None;
    caps(ui, theme, "Rehearsed here");
    ui.add_space(4.0);
    if past.waiting() {
        quiet(ui, theme, "Reading the records.");
    } else if past.shown().is_empty() {
        quiet(ui, theme, "Nothing yet. Choose a scenario to begin.");
    }
    for (at, one) in past.shown().iter().enumerate() {
        if past_row(ui, theme, one) {
            action = Some(HomeAction::Open(at));
        }
    }
    action
}

fn resume_band(ui: &mut Ui, theme: &Theme, past: &Past) -> bool {
    let mut clicked = false;
    Frame::new()
        .fill(theme.warning)
        .stroke(Stroke::new(1.0, theme.reduced))
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::symmetric(20, 12))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                ui.label(text(
                    format!("▲ {} stopped without an ending.", past.title),
                    size::TITLE,
                    semibold(),
                    theme.text,
                ));
                quiet(ui, theme, &past.about);
                clicked = crate::window::widgets::primary(ui, theme, "Resume", true).clicked();
            });
        });
    ui.add_space(24.0);
    clicked
}

fn past_row(ui: &mut Ui, theme: &Theme, past: &Past) -> bool {
    let inner = Frame::new()
        .inner_margin(Margin::symmetric(4, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            crate::window::widgets::row(
                ui,
                |ui| {
                    ui.vertical(|ui| {
                        ui.set_max_width(ui.available_width() - 60.0);
                        ui.spacing_mut().item_spacing.y = 2.0;
                        ui.label(text(&past.title, size::TITLE, semibold(), theme.text));
                        quiet(ui, theme, &past.about);
                    });
                },
                |ui| {
                    if let Some(score) = past.score {
                        ui.label(text(
                            format!("{score:.0}"),
                            size::HEADING,
                            bold(),
                            theme.text,
                        ));
                    }
                },
            );
        });
    crate::window::widgets::rule(ui, theme);
    let response = ui.interact(
        inner.response.rect,
        ui.id().with(&past.path),
        Sense::click(),
    );
    if response.hovered() || response.has_focus() {
        ui.painter().rect_stroke(
            inner.response.rect,
            CornerRadius::same(6),
            Stroke::new(1.0, theme.accent),
            egui::StrokeKind::Inside,
        );
    }
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::WidgetType::Button,
            true,
            format!("Open {}, {}", past.title, past.about),
        )
    });
    response.clicked()
}

fn scenario_card(ui: &mut Ui, theme: &Theme, scenario: &Scenario, width: f32) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(width, 190.0), Sense::click());
    let radius = CornerRadius::same(10);
    let edge = if response.hovered() || response.has_focus() {
        Stroke::new(2.0, theme.accent)
    } else {
        Stroke::new(1.0, theme.line)
    };
    ui.painter()
        .rect(rect, radius, theme.panel, edge, egui::StrokeKind::Inside);
    let inner = rect.shrink2(vec2(22.0, 20.0));
    let mut words = ui.new_child(
        UiBuilder::new()
            .id_salt(&scenario.id)
            .max_rect(inner)
            .layout(Layout::top_down(Align::Min)),
    );
    words.spacing_mut().item_spacing = vec2(8.0, 6.0);
    words.label(text(&scenario.title, size::HEADING, bold(), theme.text));
    words.label(text(
        &scenario.summary,
        size::BODY,
        FontFamily::Proportional,
        theme.quiet,
    ));
    let foot = Rect::from_min_max(pos2(inner.left(), inner.bottom() - 26.0), inner.max);
    let mut foot = ui.new_child(
        UiBuilder::new()
            .id_salt((&scenario.id, "foot"))
            .max_rect(foot),
    );
    crate::window::widgets::row(
        &mut foot,
        |ui| {
            let length = match (scenario.room_mins / 60, scenario.room_mins % 60) {
                (0, mins) => format!("{mins} min"),
                (hours, 0) => format!("{hours} h"),
                (hours, mins) => format!("{hours} h {mins}"),
            };
            ui.label(text(length, size::SMALL, semibold(), theme.text));
            quiet(ui, theme, format!("· {}", scenario.level));
        },
        |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            // As many as there is room for, the first first.
            let font = egui::FontId::new(size::SMALL, semibold());
            let mut room = ui.available_width();
            let fits = scenario.tags.iter().take_while(|tag| {
                let words = ui
                    .painter()
                    .layout_no_wrap((*tag).clone(), font.clone(), theme.text);
                room -= words.size().x + 24.0;
                room >= 0.0
            });
            let tags: Vec<&String> = fits.collect();
            for tag in tags.into_iter().rev() {
                chip(ui, tag, theme.raised, theme.text);
            }
        },
    );
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &scenario.title));
    response.clicked()
}
