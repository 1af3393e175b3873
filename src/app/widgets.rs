//! The few shapes everything is made of: areas, cards, labels, buttons, status words. Must not
//! know what is shown in them.

use super::theme::{Theme, bold, semibold, size};
use crate::exercise::Standing;
use egui::{
    Align, Button, Color32, CornerRadius, FontFamily, FontId, Frame, Layout, Margin, Response,
    RichText, Sense, Stroke, Ui, Vec2, pos2, vec2,
};

/// An area of the window.
pub fn area(theme: &Theme) -> Frame {
    Frame::new()
        .fill(theme.panel)
        .stroke(Stroke::new(1.0, theme.line))
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::same(16))
}

/// A card in an area.
pub fn card(theme: &Theme) -> Frame {
    Frame::new()
        .fill(theme.raised)
        .stroke(Stroke::new(1.0, theme.line))
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(14, 10))
}

/// A label in small capitals.
pub fn caps(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    ui.label(
        RichText::new(text.to_uppercase())
            .font(FontId::new(size::SMALL, semibold()))
            .extra_letter_spacing(0.7)
            .color(theme.quiet),
    )
}

/// Text in a size and weight.
pub fn text(text: impl Into<String>, points: f32, family: FontFamily, colour: Color32) -> RichText {
    RichText::new(text)
        .font(FontId::new(points, family))
        .color(colour)
}

/// A title.
pub fn title(ui: &mut Ui, theme: &Theme, words: &str) -> Response {
    ui.label(text(words, size::TITLE, semibold(), theme.text))
}

/// A heading.
pub fn heading(ui: &mut Ui, theme: &Theme, words: &str) -> Response {
    ui.label(text(words, size::HEADING, bold(), theme.text))
}

/// Quiet small text.
pub fn quiet(ui: &mut Ui, theme: &Theme, words: impl Into<String>) -> Response {
    ui.label(text(
        words,
        size::SMALL,
        FontFamily::Proportional,
        theme.quiet,
    ))
}

/// The one primary button.
pub fn primary(ui: &mut Ui, theme: &Theme, words: &str, enabled: bool) -> Response {
    let label = RichText::new(words).color(theme.on_action);
    let button = Button::new(label)
        .fill(theme.action)
        .stroke(Stroke::NONE)
        .min_size(vec2(0.0, 34.0));
    ui.add_enabled(enabled, button)
}

/// Any other button.
pub fn secondary(ui: &mut Ui, theme: &Theme, words: &str) -> Response {
    ui.add(
        Button::new(RichText::new(words).color(theme.text))
            .fill(theme.raised)
            .min_size(vec2(0.0, 32.0)),
    )
}

/// A choice that is taken or not.
pub fn toggle(ui: &mut Ui, theme: &Theme, on: bool, words: &str) -> Response {
    let (fill, colour) = if on {
        (theme.action, theme.on_action)
    } else {
        (theme.raised, theme.text)
    };
    ui.add(
        Button::new(RichText::new(words).color(colour))
            .fill(fill)
            .selected(on)
            .min_size(vec2(0.0, 30.0)),
    )
}

/// A word on a coloured ground.
pub fn chip(ui: &mut Ui, words: &str, fill: Color32, colour: Color32) -> Response {
    Frame::new()
        .fill(fill)
        .corner_radius(CornerRadius::same(6))
        .inner_margin(Margin::symmetric(8, 3))
        .show(ui, |ui| {
            ui.label(text(words, size::SMALL, semibold(), colour))
        })
        .inner
}

/// The sign of a standing: a shape that reads without its colour.
pub fn sign(standing: Option<Standing>) -> &'static str {
    match standing {
        Some(Standing::Normal) => "●",
        Some(Standing::Reduced | Standing::Paper) => "▼",
        Some(Standing::Stopped) => "■",
        None => "?",
    }
}

/// The colour of a standing.
pub fn standing_colour(theme: &Theme, standing: Option<Standing>) -> Color32 {
    match standing {
        Some(Standing::Normal) => theme.good,
        Some(Standing::Reduced | Standing::Paper) => theme.reduced,
        Some(Standing::Stopped) => theme.bad,
        None => theme.quiet,
    }
}

/// A standing's sign and word.
pub fn standing(ui: &mut Ui, theme: &Theme, standing: Option<Standing>, points: f32) -> Response {
    let word = standing.map_or("not reported", Standing::word);
    let colour = standing_colour(theme, standing);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        shape(ui, standing, colour, points * 0.72);
        ui.label(text(word, points, semibold(), colour))
    })
    .inner
}

fn shape(ui: &mut Ui, standing: Option<Standing>, colour: Color32, side: f32) {
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(side), Sense::hover());
    let painter = ui.painter();
    match standing {
        Some(Standing::Normal) => {
            painter.circle_filled(rect.center(), side / 2.0, colour);
        }
        Some(Standing::Reduced | Standing::Paper) => {
            painter.add(egui::Shape::convex_polygon(
                vec![
                    rect.left_top(),
                    rect.right_top(),
                    pos2(rect.center().x, rect.bottom()),
                ],
                colour,
                Stroke::NONE,
            ));
        }
        Some(Standing::Stopped) => {
            painter.rect_filled(rect, CornerRadius::ZERO, colour);
        }
        None => {
            painter.text(
                rect.center(),
                egui::Align2::CENTER_CENTER,
                "?",
                FontId::new(side * 1.3, bold()),
                colour,
            );
        }
    }
}

/// A bar that shows a share.
pub fn bar(ui: &mut Ui, theme: &Theme, share: f64, colour: Color32, width: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, 8.0), Sense::hover());
    let radius = CornerRadius::same(4);
    ui.painter().rect_filled(rect, radius, theme.sunk);
    let mut filled = rect;
    filled.set_width(rect.width() * share.clamp(0.0, 1.0) as f32);
    ui.painter().rect_filled(filled, radius, colour);
    response
}

/// A row with something at its left and something at its right.
pub fn row(ui: &mut Ui, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        left(ui);
        ui.with_layout(Layout::right_to_left(Align::Center), right);
    });
}

/// A thin rule.
pub fn rule(ui: &mut Ui, theme: &Theme) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::ZERO, theme.line);
}
