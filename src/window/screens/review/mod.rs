//! The review, a tab each: what happened, was believed, mattered; what if; ratings, people,
//! actions. Must not judge.

mod actions;
mod believed;
mod give_away;
mod happened;
mod mattered;
mod moment;
mod people;
mod ratings;
mod what_if;

use crate::window::review::{Review, Tab};
use crate::window::theme::{Theme, bold, size};
use crate::window::widgets::{secondary, tab_button, text, top_bar};
use egui::{Color32, CornerRadius, FontFamily, FontId, Sense, Ui, vec2};
use wardroom_core::register::Unlearned;
use wardroom_core::review::SignedBy;
use wardroom_core::scenario::Rating;
use wardroom_papers::report::{rating_in_words, rating_letter};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewAction {
    /// Back to the home screen.
    Home,
    /// The report is to be written beside the record.
    Save,
    /// The same without names, with what people typed as was chosen.
    SaveWithoutNames,
}

/// Shows the review. `unlearned` are actions of all exercises that were rehearsed here, `saved` is
/// where the report is.
pub fn review_ui(
    ui: &mut Ui,
    theme: &Theme,
    review: &mut Review,
    unlearned: &[Unlearned],
    motion: bool,
    saved: Option<&str>,
) -> Option<ReviewAction> {
    let mut action = None;
    top_bar(ui, theme, "review-top", |ui| {
        ui.label(text("Wardroom", size::TITLE + 2.0, bold(), theme.on_action));
        ui.label(text(
            format!("Review · {} · simulated", review.finished.story.title),
            size::BODY,
            FontFamily::Proportional,
            theme.on_action,
        ));
        ui.add_space(12.0);
        for (tab, words) in Tab::ALL {
            if tab_button(ui, theme, review.tab == tab, words).clicked() {
                review.tab = tab;
            }
        }
        ui.add_space(12.0);
        if secondary(ui, theme, "Save the report").clicked() {
            action = Some(ReviewAction::Save);
        }
        if secondary(ui, theme, "Save without names").clicked() {
            review.give_away();
        }
        if secondary(ui, theme, "Home").clicked() {
            action = Some(ReviewAction::Home);
        }
        if let Some(saved) = saved {
            ui.label(text(
                saved,
                size::SMALL,
                FontFamily::Proportional,
                theme.on_action,
            ));
        }
    });
    if let Some(remark) = review.finished.remark.clone() {
        notice(ui, theme, "review-remark", &remark);
    }
    if let SignedBy::DoesNotFit(_) = review.finished.signed {
        notice(
            ui,
            theme,
            "review-signature",
            &review.finished.signed.in_words(),
        );
    }
    if let (Tab::Mattered | Tab::WhatIf, Some(why)) = (review.tab, review.not_again()) {
        notice(ui, theme, "review-not-again", why);
        return action;
    }
    match review.tab {
        Tab::Happened => happened::happened_ui(ui, theme, review, motion),
        Tab::Believed => believed::believed_ui(ui, theme, review),
        Tab::Mattered => mattered::mattered_ui(ui, theme, review),
        Tab::WhatIf => what_if::what_if_ui(ui, theme, review),
        Tab::Ratings => ratings::ratings_ui(ui, theme, review),
        Tab::People => people::people_ui(ui, theme, review),
        Tab::Actions => actions::actions_ui(ui, theme, review, unlearned),
    }
    if review.giving {
        action = action.or(give_away::give_away_ui(ui, theme, review));
    }
    action
}

/// A line across the screen, below the bar.
fn notice(ui: &mut Ui, theme: &Theme, id: &str, words: &str) {
    egui::Panel::top(id.to_owned())
        .frame(
            egui::Frame::new()
                .fill(theme.warning)
                .inner_margin(egui::Margin::symmetric(16, 8)),
        )
        .show(ui, |ui| {
            ui.label(text(
                words,
                size::BODY,
                FontFamily::Proportional,
                theme.text,
            ));
        });
}

fn rating_colours(theme: &Theme, rating: Option<Rating>) -> (Color32, Color32) {
    match rating {
        Some(Rating::P) => (theme.tint(theme.good, 0.15), theme.good),
        Some(Rating::S) => (theme.selected, theme.accent),
        Some(Rating::M) => (theme.warning, theme.reduced),
        Some(Rating::U) => (theme.alarm, theme.bad),
        None => (theme.raised, theme.quiet),
    }
}

pub(super) fn rating_chip(ui: &mut Ui, theme: &Theme, rating: Option<Rating>, large: bool) {
    let (fill, colour) = rating_colours(theme, rating);
    let side = if large {
        vec2(44.0, 28.0)
    } else {
        vec2(26.0, 22.0)
    };
    let (rect, response) = ui.allocate_exact_size(side, Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(6), fill);
    ui.painter().text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        rating_letter(rating),
        FontId::new(if large { size::TITLE } else { size::SMALL }, bold()),
        colour,
    );
    response.on_hover_text(rating_in_words(rating));
}
