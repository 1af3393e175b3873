//! What was rehearsed here, with the last exercise first, and what is due next. Must not be read as an
//! assurance rating.

use super::asked::HomeAction;
use super::held::Around;
use crate::window::past::Past;
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{area, caps, quiet, rule, secondary, text};
use egui::{CornerRadius, FontFamily, Frame, Margin, Sense, Stroke, Ui};

/// So many of the past are shown until all are asked for.
const FEW: usize = 5;

/// Shows it.
pub fn rail_ui(
    ui: &mut Ui,
    theme: &Theme,
    around: Around<'_>,
    all: &mut bool,
) -> Option<HomeAction> {
    let mut action = None;
    let past = around.past;
    let last = past.shown().iter().position(|it| !it.unfinished);
    if let Some(at) = last {
        caps(ui, theme, "Last exercise");
        if past_row(ui, theme, &past.shown()[at]) {
            action = Some(HomeAction::Open(at));
        }
        ui.add_space(14.0);
    }
    due_ui(ui, theme, around);
    ui.add_space(14.0);
    if last.is_none() || past.shown().len() > 1 {
        caps(ui, theme, "Rehearsed here");
    }
    if past.waiting() {
        quiet(ui, theme, "Reading the records.");
    } else if past.shown().is_empty() {
        quiet(ui, theme, "Nothing yet. Choose a scenario to begin.");
    }
    let others = past.shown().iter().enumerate();
    let others: Vec<(usize, &Past)> = others.filter(|(at, _)| Some(*at) != last).collect();
    let shown = if *all { others.len() } else { FEW };
    for (at, one) in others.iter().take(shown) {
        if past_row(ui, theme, one) {
            action = Some(HomeAction::Open(*at));
        }
    }
    if others.len() > FEW && !*all {
        let words = format!("Show {} more", others.len() - FEW);
        if secondary(ui, theme, &words).clicked() {
            *all = true;
        }
    }
    action
}

/// What is due next: a trust rehearses once a year.
fn due_ui(ui: &mut Ui, theme: &Theme, around: Around<'_>) {
    caps(ui, theme, "Next due");
    ui.add_space(2.0);
    area(theme)
        .inner_margin(Margin::symmetric(14, 10))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let Some(due) = around.due else {
                quiet(
                    ui,
                    theme,
                    "No date yet. After the first exercise that counts, the day by which the next is due stands here.",
                );
                return;
            };
            ui.label(text(&due.title, size::BODY, semibold(), theme.text));
            let (words, colour) = if due.overdue {
                (format!("by {}: overdue", due.in_words()), theme.bad)
            } else {
                (format!("by {}", due.in_words()), theme.quiet)
            };
            ui.label(text(words, size::SMALL, FontFamily::Proportional, colour));
        });
}

fn past_row(ui: &mut Ui, theme: &Theme, past: &Past) -> bool {
    let inner = Frame::new()
        .inner_margin(Margin::symmetric(4, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.label(text(&past.title, size::TITLE, semibold(), theme.text));
            quiet(ui, theme, &past.about);
            if let Some(score) = past.score {
                ui.horizontal_wrapped(|ui| {
                    quiet(ui, theme, wardroom_core::words::SCORE);
                    let score = format!("{score:.0} of 100");
                    ui.label(text(score, size::BODY, bold(), theme.text));
                });
            }
        });
    rule(ui, theme);
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
