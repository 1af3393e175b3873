//! The bar across the review: whose it is and how it stands with the report, the tabs, and what can be done
//! with the report. What is said of the report has a place of its own, so that nothing moves when it changes.
//! Must not save or open anything.

use crate::window::review::{ReviewAction, Seen, Tab};
use crate::window::shell::Report;
use crate::window::theme::{Theme, bold, size};
use crate::window::widgets::{
    BUTTON_HEIGHT, button_width, caps, quiet, secondary, sheet, tab_button, text, top_bar,
};
use egui::{Align, Button, FontFamily, FontId, Label, Layout, RichText, Ui, pos2, vec2};
use std::path::PathBuf;

/// What stands at the right end, in its order.
const BUTTONS: [&str; 5] = [
    "Save the report",
    "Save without names",
    "Open report",
    "Evidence",
    "Home",
];

/// Between what stands beside each other, and between tabs and buttons.
const GAP: f32 = 4.0;
const WIDER: f32 = 10.0;

/// What the place for the report has to hold: the longest of what is said there.
const LONGEST: &str = "Saved: report.pdf, 00:00 · simulated";

/// Shows the bar.
pub fn top_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    open: &mut Tab,
    report: &Report,
) -> Option<ReviewAction> {
    let mut action = None;
    top_bar(ui, theme, "review-top", |ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        name_ui(ui, theme, seen, report);
        for (tab, words) in tabs(seen) {
            if tab_button(ui, theme, *open == tab, words).clicked() {
                *open = tab;
            }
        }
        ui.add_space(WIDER);
        let actions = [
            ReviewAction::Save,
            ReviewAction::GiveAway,
            ReviewAction::OpenReport,
            ReviewAction::Evidence,
            ReviewAction::Home,
        ];
        for (words, does) in BUTTONS.into_iter().zip(actions) {
            // There is nothing to open before it was saved once; its place is kept.
            let can = does != ReviewAction::OpenReport || report.saved().is_some();
            let pressed = if can {
                secondary(ui, theme, words).clicked()
            } else {
                waiting(ui, theme, words)
            };
            if pressed {
                action = Some(does);
            }
        }
    });
    if let (Some(why), Some(path)) = (report.not_opened(), report.saved()) {
        let path = path.display().to_string();
        action = action.or(not_opened_ui(ui, theme, why, &path));
    }
    if let Some(files) = report.evidence() {
        action = action.or(evidence_ui(ui, theme, files));
    }
    action
}

/// The tabs: that of the plan where the exercise was played with one.
fn tabs(seen: &Seen) -> impl Iterator<Item = (Tab, &'static str)> {
    let plan = seen.view.plan.is_some();
    let all = Tab::ALL.into_iter();
    all.filter(move |(tab, _)| plan || *tab != Tab::Plan)
}

/// A button that can't be pressed: flat, with a word that can be read.
fn waiting(ui: &mut Ui, theme: &Theme, words: &str) -> bool {
    ui.scope(|ui| {
        ui.visuals_mut().disabled_alpha = 1.0;
        let shown = Button::new(RichText::new(words).color(theme.on_action))
            .fill(theme.action)
            .min_size(vec2(0.0, BUTTON_HEIGHT));
        ui.add_enabled(false, shown).clicked()
    })
    .inner
}

/// The exercise's title, and below it how it stands with the report: where all fits on one line the place
/// that is left there, else a line of its own.
fn name_ui(ui: &mut Ui, theme: &Theme, seen: &Seen, report: &Report) {
    let title = seen.view.story().title.as_str();
    let wide = |words: &str, font: FontId| {
        let painter = ui.painter();
        let galley = painter.layout_no_wrap(words.to_owned(), font, theme.on_action);
        galley.size().x.ceil() + 1.0
    };
    let name = FontId::new(size::BODY, bold());
    let small = FontId::new(size::SMALL, FontFamily::Proportional);
    let tabs: f32 = tabs(seen)
        .map(|(_, words)| wide(words, name.clone()) + 2.0 * ui.spacing().button_padding.x + GAP)
        .sum();
    let buttons: f32 = BUTTONS.iter().map(|it| button_width(ui, &[it]) + GAP).sum();
    let needed = wide(title, name.clone()).max(wide(LONGEST, small));
    let whole = ui.available_width();
    let left = whole - tabs - buttons - WIDER - 2.0 * GAP;
    let width = if left >= needed { left } else { whole };
    let told = report.in_words().unwrap_or_else(|| "Review".to_owned());
    let told = format!("{told} · simulated");
    let response = ui.allocate_ui_with_layout(
        vec2(width, BUTTON_HEIGHT),
        Layout::top_down(Align::Min),
        |ui| {
            ui.set_min_width(width);
            ui.spacing_mut().item_spacing.y = 0.0;
            for (words, points, family) in [
                (title, size::BODY, bold()),
                (&told, size::SMALL, FontFamily::Proportional),
            ] {
                ui.add(Label::new(text(words, points, family, theme.on_action)).truncate());
            }
        },
    );
    if let Some(path) = report.saved() {
        let path = format!("Saved as {}", path.display());
        response.response.on_hover_text(path);
    }
}

/// That nothing opened the report, with the way to it: over the page, so that nothing moves.
fn not_opened_ui(ui: &mut Ui, theme: &Theme, why: &str, path: &str) -> Option<ReviewAction> {
    let mut action = None;
    let page = ui.available_rect_before_wrap();
    let width = 520.0_f32.min(page.width() - 32.0);
    let corner = pos2(page.right() - width - 16.0, page.top() + 8.0);
    sheet(ui, theme, "report-not-opened", corner, width, |ui| {
        ui.label(text(why, size::BODY, FontFamily::Proportional, theme.text));
        quiet(ui, theme, "The report is in this file:");
        ui.label(text(path, size::BODY, FontFamily::Proportional, theme.text));
        ui.horizontal_wrapped(|ui| {
            if secondary(ui, theme, "Copy the path").clicked() {
                ui.ctx().copy_text(path.to_owned());
            }
            if secondary(ui, theme, "Understood").clicked() {
                action = Some(ReviewAction::Understood);
            }
        });
    });
    action
}

/// Where the evidence pack lies and what is in it: over the page, so that nothing moves.
fn evidence_ui(ui: &mut Ui, theme: &Theme, files: &[PathBuf]) -> Option<ReviewAction> {
    let mut action = None;
    let page = ui.available_rect_before_wrap();
    let width = 520.0_f32.min(page.width() - 32.0);
    let corner = pos2(page.right() - width - 16.0, page.top() + 8.0);
    let folder = files.first().and_then(|it| it.parent());
    let folder = folder.map_or_else(String::new, |it| it.display().to_string());
    let name = |path: &PathBuf| path.file_name().map(|it| it.to_string_lossy().into_owned());
    let names: Vec<String> = files.iter().filter_map(name).collect();
    sheet(ui, theme, "evidence-written", corner, width, |ui| {
        caps(ui, theme, "Evidence pack");
        quiet(ui, theme, "It was written to this folder:");
        ui.label(text(
            &folder,
            size::BODY,
            FontFamily::Proportional,
            theme.text,
        ));
        quiet(ui, theme, names.join(", "));
        quiet(
            ui,
            theme,
            "Names stand in it. The Accountable Emergency Officer signs on the last page of evidence.pdf.",
        );
        ui.horizontal_wrapped(|ui| {
            if secondary(ui, theme, "Open evidence.pdf").clicked() {
                action = Some(ReviewAction::OpenEvidence);
            }
            if secondary(ui, theme, "Copy the path").clicked() {
                ui.ctx().copy_text(folder.clone());
            }
            if secondary(ui, theme, "Understood").clicked() {
                action = Some(ReviewAction::EvidenceSeen);
            }
        });
    });
    action
}
