//! The review, a tab each: what happened, was believed, mattered; what if; ratings, people,
//! actions. Must not judge.

mod actions;
mod believed;
mod chip;
mod give_away;
mod happened;
mod mattered;
mod moment;
mod outcomes;
mod people;
mod question;
mod ratings;
mod scrub;
mod two_days;
mod what_if;
mod writing;

pub use chip::rating_chip;

use crate::window::review::{ReviewAction, ReviewInput, Seen, Tab};
use crate::window::theme::{Theme, bold, size};
use crate::window::widgets::{secondary, tab_button, text, top_bar};
use egui::{FontFamily, Ui};
use wardroom_core::register::Unlearned;
use wardroom_core::review::SignedBy;

/// Shows the review. `unlearned` are actions of all exercises that were rehearsed here, `saved` is
/// where the report is.
pub fn review_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut ReviewInput,
    unlearned: &[Unlearned],
    motion: bool,
    saved: Option<&str>,
) -> Option<ReviewAction> {
    let action = top_ui(ui, theme, seen, &mut input.tab, saved);
    notices_ui(ui, theme, seen);
    if let (Tab::Mattered | Tab::WhatIf, Some(why)) = (input.tab, seen.not_again()) {
        notice(ui, theme, "review-not-again", why);
        return action;
    }
    let asked = match input.tab {
        Tab::Happened => happened::happened_ui(ui, theme, seen, input, motion),
        Tab::Believed => believed::believed_ui(ui, theme, seen),
        Tab::Mattered => mattered::mattered_ui(ui, theme, seen, input),
        Tab::WhatIf => what_if::what_if_ui(ui, theme, seen, input),
        Tab::Ratings => ratings::ratings_ui(ui, theme, seen, input),
        Tab::People => people::people_ui(ui, theme, seen, &mut input.people, &mut input.trouble),
        Tab::Actions => actions::actions_ui(ui, theme, seen, input, unlearned),
    };
    let given = if input.give_away.open {
        give_away::give_away_ui(ui, theme, &mut input.give_away)
    } else {
        None
    };
    action.or(given).or(asked)
}

/// The bar with the tabs, the reports and the way home.
fn top_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    open: &mut Tab,
    saved: Option<&str>,
) -> Option<ReviewAction> {
    let mut action = None;
    top_bar(ui, theme, "review-top", |ui| {
        // Where it is narrow, its room is the buttons': so that they stand in one row.
        if ui.available_width() > 1700.0 {
            ui.label(text("Wardroom", size::TITLE + 2.0, bold(), theme.on_action));
        }
        ui.label(text(
            format!("Review · {} · simulated", seen.view.story().title),
            size::BODY,
            FontFamily::Proportional,
            theme.on_action,
        ));
        ui.add_space(12.0);
        for (tab, words) in Tab::ALL {
            if tab_button(ui, theme, *open == tab, words).clicked() {
                *open = tab;
            }
        }
        ui.add_space(12.0);
        if secondary(ui, theme, "Save the report").clicked() {
            action = Some(ReviewAction::Save);
        }
        if secondary(ui, theme, "Save without names").clicked() {
            action = Some(ReviewAction::GiveAway);
        }
        if secondary(ui, theme, "Home").clicked() {
            action = Some(ReviewAction::Home);
        }
        if let Some(saved) = saved {
            open_report_ui(ui, theme, saved);
        }
    });
    action
}

/// Where the report is, to be opened with whatever program somebody reads with.
fn open_report_ui(ui: &mut Ui, theme: &Theme, saved: &str) {
    let button = secondary(ui, theme, "Open report");
    egui::Popup::menu(&button)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.set_max_width(460.0);
            for words in [saved, "Open report.pdf or report.docx there."] {
                ui.label(text(
                    words,
                    size::BODY,
                    FontFamily::Proportional,
                    theme.text,
                ));
            }
            if secondary(ui, theme, "Copy the path").clicked() {
                let path = saved.strip_prefix("Saved in ").unwrap_or(saved);
                ui.ctx().copy_text(path.to_owned());
            }
        });
}

/// What whoever reads on should know first: of the record, and of who played it.
fn notices_ui(ui: &mut Ui, theme: &Theme, seen: &Seen) {
    if let Some(remark) = &seen.view.remark {
        notice(ui, theme, "review-remark", remark);
    }
    if let SignedBy::DoesNotFit(_) = seen.view.signed {
        notice(ui, theme, "review-signature", &seen.view.signed.in_words());
    }
    if let Some(trouble) = &seen.record.not_on_disk {
        notice(ui, theme, "review-disk", trouble);
    }
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
