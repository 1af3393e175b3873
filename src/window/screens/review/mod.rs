//! The review, a tab each: what happened, was believed, mattered; what if; ratings, people,
//! actions. Must not judge.

mod actions;
mod believed;
mod chip;
mod debrief;
mod give_away;
mod happened;
mod mattered;
mod moment;
mod outcomes;
mod people;
mod plan;
mod question;
mod ratings;
mod scrub;
mod top;
mod two_days;
mod what_if;
mod writing;

pub use chip::rating_chip;

use crate::window::review::{ReviewAction, ReviewInput, Seen, Tab};
use crate::window::shell::Report;
use crate::window::theme::{Theme, size};
use crate::window::widgets::text;
use egui::{FontFamily, Ui};
use wardroom_core::register::Unlearned;
use wardroom_core::review::SignedBy;

/// Shows the review. `unlearned` are actions of all exercises that were rehearsed here.
pub fn review_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut ReviewInput,
    unlearned: &[Unlearned],
    motion: bool,
    report: &Report,
) -> Option<ReviewAction> {
    let action = top::top_ui(ui, theme, seen, &mut input.tab, report);
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
        Tab::Debrief => debrief::debrief_ui(ui, theme, seen, input),
        Tab::Plan => {
            plan::plan_ui(ui, theme, seen, &mut input.plan);
            None
        }
    };
    let given = if input.give_away.open {
        give_away::give_away_ui(ui, theme, &mut input.give_away)
    } else {
        None
    };
    action.or(given).or(asked)
}

/// What whoever reads on should know first: of the record, and of who played it.
fn notices_ui(ui: &mut Ui, theme: &Theme, seen: &Seen) {
    if let Some(remark) = &seen.view.remark {
        notice(ui, theme, "review-remark", remark);
    }
    if let SignedBy::DoesNotFit(_) = seen.view.signed {
        notice(ui, theme, "review-signature", &seen.view.signed.in_words());
    }
    let assessment = &seen.view.assessment;
    if !assessment.enough_seen() {
        let words = format!(
            "This exercise ended before enough of it was seen, so it doesn't count as a rehearsal in the register: {}, and at least half are needed.",
            assessment.seen_in_words()
        );
        notice(ui, theme, "review-too-little", &words);
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
