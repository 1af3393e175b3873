//! The scenarios that can be chosen, the easiest first. Must not choose one itself.

use super::asked::HomeAction;
use super::held::{HomeInput, looked_at};
use super::order::{by_difficulty, length};
use crate::window::shell::Library;
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{caps, chip, quiet, text};
use egui::text::LayoutJob;
use egui::{CornerRadius, FontFamily, FontSelection, Frame, Margin, Response, Sense, Stroke, Ui};
use wardroom_core::scenario::Scenario;

/// Points above and below a card's words, at least and at most.
const MARGIN: [f32; 2] = [7.0, 38.0];

/// Points between two cards.
const BETWEEN: f32 = 9.0;

/// Shows them. Whichever the pointer or the keyboard is at is looked at. Where there is more room than they
/// need, up to so many points of height, they share it.
pub fn shelf_ui(
    ui: &mut Ui,
    theme: &Theme,
    library: &Library,
    input: &mut HomeInput,
    high: f32,
) -> Option<HomeAction> {
    let mut action = None;
    let top = ui.cursor().top();
    caps(ui, theme, "Scenarios");
    ui.add_space(2.0);
    if !library.unread().is_empty() {
        quiet(ui, theme, "Reading the scenarios.");
    }
    let shown = looked_at(library, input).map(|(at, _)| at);
    let all = by_difficulty(library.sound());
    // What their words take was found the last time, whatever stood around them.
    let id = ui.id().with("scenarios' words");
    let known: Option<(usize, f32)> = ui.data(|data| data.get_temp(id));
    let count = all.len().max(1) as f32;
    let left = high - (ui.cursor().top() - top) - BETWEEN * count;
    let margin = match known {
        Some((of, words)) if of == all.len() => (left - words) / count / 2.0,
        _ => MARGIN[0],
    };
    let margin = margin.clamp(MARGIN[0], MARGIN[1]).floor();
    let moved = std::mem::take(&mut input.moved);
    let mut found = 0.0;
    ui.spacing_mut().item_spacing.y = BETWEEN;
    for (rank, (at, scenario)) in all.iter().enumerate() {
        let lit = shown == Some(*at);
        let (response, words) = card(ui, theme, scenario, rank == 0, (lit, margin as i8));
        found += words;
        if response.clicked() {
            action = Some(HomeAction::Choose(*at));
        }
        if response.hovered() || response.gained_focus() {
            input.looked_at = Some(scenario.id.clone());
        }
        if lit && moved {
            response.scroll_to_me(None);
        }
    }
    let now = (all.len(), found);
    if known.is_none_or(|known| known.0 != now.0 || (known.1 - now.1).abs() > 0.5) {
        ui.data_mut(|data| data.insert_temp(id, now));
        ui.ctx().request_discard("the scenarios have other words");
        ui.ctx().request_repaint();
    }
    action
}

/// A scenario's card, lit or not, with so much above and below its words; and how high these are.
fn card(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    first: bool,
    (shown, margin): (bool, i8),
) -> (Response, f32) {
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
        .inner_margin(Margin::symmetric(16, margin))
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
                ui.label(length_and_level(ui, theme, scenario));
            });
            ui.label(text(
                &scenario.summary,
                size::BODY,
                FontFamily::Proportional,
                theme.quiet,
            ));
            ui.min_rect().height()
        });
    let response = ui.interact(inner.response.rect, id, Sense::click());
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &scenario.title));
    (response, inner.inner)
}

/// How long it takes and for whom it is, in words that stay on one line.
fn length_and_level(ui: &Ui, theme: &Theme, scenario: &Scenario) -> LayoutJob {
    let length = text(
        length(scenario.room_mins).replace(' ', "\u{a0}"),
        size::SMALL,
        semibold(),
        theme.text,
    );
    let level = text(
        format!("\u{a0} · {}", scenario.level).replace(' ', "\u{a0}"),
        size::SMALL,
        FontFamily::Proportional,
        theme.quiet,
    );
    let mut job = LayoutJob::default();
    for it in [length, level] {
        it.append_to(
            &mut job,
            ui.style(),
            FontSelection::Default,
            ui.text_valign(),
        );
    }
    job
}
