//! The one button of a screen that leads on. Must not know where to.

use super::ring;
use crate::window::theme::Theme;
use egui::{Button, Response, RichText, Stroke, Ui, vec2};

/// The one primary button.
pub fn primary(ui: &mut Ui, theme: &Theme, words: &str, enabled: bool) -> Response {
    let response = if enabled {
        ui.add(main_button(theme, words, 0.0))
    } else {
        idle_button(ui, theme, words)
    };
    ring(ui, theme, &response);
    response
}

/// The same, so wide at least, whatever it says.
pub fn primary_wide(ui: &mut Ui, theme: &Theme, words: &str, width: f32) -> Response {
    let response = ui.add(main_button(theme, words, width));
    ring(ui, theme, &response);
    response
}

fn main_button<'a>(theme: &Theme, words: &'a str, width: f32) -> Button<'a> {
    let label = RichText::new(words).color(theme.on_action);
    Button::new(label)
        .fill(theme.action)
        .stroke(Stroke::new(1.0, theme.action))
        .min_size(vec2(width, 34.0))
}

/// A main button that can't be pressed now: its words are read all the same.
fn idle_button(ui: &mut Ui, theme: &Theme, words: &str) -> Response {
    let label = RichText::new(words).color(theme.quiet);
    let button = Button::new(label)
        .fill(theme.raised)
        .stroke(Stroke::new(1.0, theme.line))
        .min_size(vec2(0.0, 34.0));
    let shown = ui.scope(|ui| {
        ui.disable();
        // Not paler than its colours are.
        ui.set_opacity(1.0);
        ui.add(button)
    });
    shown.inner
}
