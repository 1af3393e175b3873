//! What is asked: in words, whether what was played answers it, and how far that is. Must not ask it.

use crate::window::review::{Again, Question, ReviewAction, Seen, WhatIfInput};
use crate::window::theme::Theme;
use crate::window::widgets::stoppable;
use egui::Ui;
use wardroom_core::review::what_if::{Change, RUNS};

/// Whether what was asked last is the question that stands in the form.
pub fn answered(seen: &Seen, input: &WhatIfInput) -> bool {
    seen.answers.asked.as_ref() == Some(&input.change())
}

/// What is asked, in a sentence without its end.
pub fn question(change: &Change, again: &Again) -> String {
    format!(
        "{}, then everything else as you decided it",
        change.in_words(&again.played)
    )
}

/// How far the runs are; asks for them to be stopped.
pub fn under_way_ui(ui: &mut Ui, theme: &Theme, share: f32) -> Option<ReviewAction> {
    let words = format!("{:.0} of {RUNS} runs", share * RUNS as f32);
    stoppable(ui, theme, share, &words).then_some(ReviewAction::Stop(Question::WhatIf))
}
