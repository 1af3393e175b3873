//! The live screen: where its panels stand. Must not contain a panel.

use crate::app::map::{Map, map_ui};
use crate::app::panels::{
    Action, cards_ui, clock_bar_ui, curve_ui, decision_ui, events_ui, message_ui, services_ui,
};
use crate::app::session::Live;
use crate::app::theme::{Theme, size};
use crate::app::widgets::{boxed, secondary, text};
use egui::{CornerRadius, FontFamily, Frame, Margin, Rect, Stroke, Ui, UiBuilder, pos2};

/// What the live screen keeps between frames.
#[derive(Debug, Default)]
pub struct LiveLayout {
    /// The map.
    pub map: Map,
    /// Whether ENDEX has been asked for and not confirmed.
    pub ending: bool,
}

const GAP: f32 = 12.0;

/// Shows the live screen.
pub fn live_ui(
    ui: &mut Ui,
    theme: &Theme,
    live: &mut Live,
    layout: &mut LiveLayout,
    motion: bool,
) -> Vec<Action> {
    let mut actions = Vec::new();
    egui::Panel::top("clock-bar")
        .frame(Frame::new())
        .show(ui, |ui| {
            actions.extend(clock_bar_ui(ui, theme, live, &mut layout.ending));
        });
    if let Some(refusal) = live.refusal.clone() {
        egui::Panel::top("refusal")
            .frame(
                Frame::new()
                    .fill(theme.warning)
                    .stroke(Stroke::new(1.0, theme.reduced))
                    .corner_radius(CornerRadius::same(0))
                    .inner_margin(Margin::symmetric(18, 10)),
            )
            .show(ui, |ui| {
                crate::app::widgets::row(
                    ui,
                    |ui| {
                        ui.label(text(
                            format!("▲ {refusal}"),
                            size::TITLE,
                            FontFamily::Proportional,
                            theme.text,
                        ));
                    },
                    |ui| {
                        if secondary(ui, theme, "Understood").clicked() {
                            actions.push(Action::Dismiss);
                        }
                    },
                );
            });
    }
    let whole = ui.available_rect_before_wrap().shrink(GAP);
    let left_width = (whole.width() * 0.195).clamp(230.0, 420.0);
    let right_width = (whole.width() * 0.215).clamp(290.0, 480.0);
    let bottom_height = (whole.height() * 0.285).clamp(190.0, 420.0);
    let middle = (
        whole.min.x + left_width + GAP,
        whole.max.x - right_width - GAP,
    );
    let low = whole.max.y - bottom_height;

    let exercise = live.exercise();
    let truth = exercise.truth_view();
    let team = exercise.team_view();
    let scenario = live.scenario().clone();
    let now_mins = exercise.state().minute;

    let left = Rect::from_min_max(whole.min, pos2(whole.min.x + left_width, whole.max.y));
    boxed(ui, theme, left, "left", |ui| {
        actions.extend(events_ui(ui, theme, live));
    });

    let centre = Rect::from_min_max(pos2(middle.0, whole.min.y), pos2(middle.1, low - GAP));
    let picked = live.picked;
    let moving = motion && live.clock.running;
    boxed(ui, theme, centre, "map", |ui| {
        let clicked = map_ui(
            ui,
            theme,
            &scenario,
            &truth,
            picked,
            moving,
            &mut layout.map,
        );
        if let Some(at) = clicked {
            let next = (picked != Some(at)).then_some(at);
            actions.push(Action::Pick(next));
        }
    });

    let wide = middle.1 - middle.0 - 2.0 * GAP;
    let first = middle.0 + wide * 0.30;
    let second = first + GAP + wide * 0.31;
    let curve = Rect::from_min_max(pos2(middle.0, low), pos2(first, whole.max.y));
    let board = Rect::from_min_max(pos2(first + GAP, low), pos2(second, whole.max.y));
    let message = Rect::from_min_max(pos2(second + GAP, low), pos2(middle.1, whole.max.y));
    boxed(ui, theme, curve, "curve", |ui| curve_ui(ui, theme, live));
    boxed(ui, theme, board, "services", |ui| {
        services_ui(ui, theme, &scenario, &truth, &team);
    });
    if live.reading.is_some() {
        let mut inner = ui.new_child(UiBuilder::new().id_salt("message").max_rect(message));
        inner.set_clip_rect(message);
        actions.extend(message_ui(&mut inner, theme, live));
    } else {
        boxed(ui, theme, message, "no-message", |ui| {
            actions.extend(message_ui(ui, theme, live));
        });
    }

    let right = Rect::from_min_max(pos2(whole.max.x - right_width, whole.min.y), whole.max);
    let open = team.prompts.iter().any(|prompt| prompt.decided.is_none());
    let split = if live.draft.card.is_some() {
        right.min.y + right.height() * if open { 0.52 } else { 0.14 }
    } else if open {
        right.min.y + (right.height() * 0.62).max(440.0)
    } else {
        right.min.y + 86.0
    };
    let upper = Rect::from_min_max(right.min, pos2(right.max.x, split));
    let lower = Rect::from_min_max(pos2(right.min.x, split + GAP), right.max);
    boxed(ui, theme, upper, "decision", |ui| {
        actions.extend(decision_ui(
            ui,
            theme,
            &scenario,
            &team,
            now_mins,
            &mut live.draft,
        ));
    });
    boxed(ui, theme, lower, "cards", |ui| {
        actions.extend(cards_ui(
            ui,
            theme,
            &scenario,
            &truth,
            picked,
            &mut live.draft,
        ));
    });
    actions
}
