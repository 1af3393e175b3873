//! A rating as a letter on a ground of its colour. Must not weigh it.

use crate::window::theme::{Theme, bold, size};
use egui::{Color32, CornerRadius, FontId, Sense, Ui, Vec2, vec2};
use wardroom_core::scenario::Rating;
use wardroom_papers::report::{rating_in_words, rating_letter};

fn rating_colours(theme: &Theme, rating: Option<Rating>) -> (Color32, Color32) {
    match rating {
        Some(Rating::P) => (theme.tint(theme.good, 0.15), theme.good),
        Some(Rating::S) => (theme.selected, theme.accent),
        Some(Rating::M) => (theme.warning, theme.reduced),
        Some(Rating::U) => (theme.alarm, theme.bad),
        None => (theme.raised, theme.quiet),
    }
}

/// How large it is, points.
pub const CHIP: Vec2 = vec2(26.0, 22.0);
/// The same of an objective.
pub const CHIP_LARGE: Vec2 = vec2(44.0, 28.0);

/// A rating as a letter on its colour.
pub fn rating_chip(ui: &mut Ui, theme: &Theme, rating: Option<Rating>, large: bool) {
    let (fill, colour) = rating_colours(theme, rating);
    let side = if large { CHIP_LARGE } else { CHIP };
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
