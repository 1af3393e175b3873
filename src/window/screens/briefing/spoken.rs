//! Headings, reading and lists of the briefing. Must not know what is said in them.

use crate::window::theme::{Theme, bold, size};
use crate::window::widgets::text;
use egui::{FontFamily, Ui};

/// A heading.
pub fn big(ui: &mut Ui, theme: &Theme, words: &str) {
    ui.label(text(words, size::LARGE, bold(), theme.text));
}

/// Reading.
pub fn body(ui: &mut Ui, theme: &Theme, words: &str) {
    ui.label(text(
        words,
        size::TITLE,
        FontFamily::Proportional,
        theme.text,
    ));
}

/// A line of a list.
pub fn bullet(ui: &mut Ui, theme: &Theme, words: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        ui.label(text("•", size::TITLE, bold(), theme.accent));
        ui.vertical(|ui| body(ui, theme, words));
    });
}
