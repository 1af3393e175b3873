//! Dot-and-interval plots in the window: the marks of the reports' plots, drawn with the window's
//! own type and colours. Each row can be read out, and can be pressed where that leads somewhere.
//! Must not know what is compared.

use super::theme::{Theme, bold, size};
use super::widgets::named;
use egui::{
    Align2, Color32, CornerRadius, FontFamily, FontId, Pos2, Rect, Sense, Stroke, Ui, WidgetType,
    pos2, vec2,
};
use wardroom_papers::report::plots::{Ink, Mark, Plot, Shape, Side, Type, laid};

/// Draws a plot as wide as there is room. `press` is what pressing a row does, in words before its
/// name; nothing if a row is only looked at. Returns the row that was pressed.
pub fn plot_ui(ui: &mut Ui, theme: &Theme, plot: &Plot, press: Option<&str>) -> Option<usize> {
    // Room at either edge for the ground of a row that can be pressed.
    let edge = if press.is_some() { 8.0 } else { 0.0 };
    let width = (ui.available_width() - 2.0 * edge).max(120.0);
    let painter = ui.painter().clone();
    let measured = |words: &str, size: f64, strong: bool| {
        let galley = painter.layout_no_wrap(words.to_owned(), font(size, strong), theme.text);
        f64::from(galley.size().x)
    };
    let set = Type {
        body: f64::from(size::BODY),
        small: f64::from(size::SMALL),
        width: &measured,
    };
    let laid = laid(plot, f64::from(width), &set);
    let (whole, _) =
        ui.allocate_exact_size(vec2(width + 2.0 * edge, laid.height as f32), Sense::hover());
    let from = whole.min + vec2(edge, 0.0);
    let mut pressed = None;
    for (at, ((top, bottom), row)) in laid.rows.iter().zip(&plot.rows).enumerate() {
        let rect = Rect::from_min_max(
            pos2(whole.left(), from.y + *top as f32 + 1.0),
            pos2(whole.right(), from.y + *bottom as f32 - 1.0),
        );
        let id = ui.id().with(("plot", at, &row.label, &plot.unit));
        let (sense, kind, name) = match press {
            Some(does) => (
                Sense::click(),
                WidgetType::Button,
                format!("{does}: {}", row.told()),
            ),
            None => (Sense::hover(), WidgetType::Label, row.told()),
        };
        let response = ui.interact(rect, id, sense);
        named(&response, kind, &name);
        if press.is_some() && (response.hovered() || response.has_focus()) {
            painter.rect(
                rect,
                CornerRadius::same(8),
                theme.raised,
                Stroke::new(1.0, theme.accent),
                egui::StrokeKind::Inside,
            );
        }
        if response.on_hover_text(&row.sentence).clicked() {
            pressed = Some(at);
        }
    }
    for mark in &laid.marks {
        drawn(&painter, theme, from, mark);
    }
    pressed
}

fn font(size: f64, strong: bool) -> FontId {
    let family = if strong {
        bold()
    } else {
        FontFamily::Proportional
    };
    FontId::new(size as f32, family)
}

fn colour(theme: &Theme, ink: Ink) -> Color32 {
    match ink {
        Ink::Text => theme.text,
        Ink::Quiet => theme.quiet,
        Ink::Rule => theme.line,
        Ink::Accent => theme.accent,
        Ink::Good => theme.good,
        Ink::Bad => theme.bad,
    }
}

fn drawn(painter: &egui::Painter, theme: &Theme, from: Pos2, mark: &Mark) {
    let at = |x: f64, y: f64| pos2(from.x + x as f32, from.y + y as f32);
    match mark {
        Mark::Words {
            x,
            y,
            side,
            words,
            size,
            bold,
            ink,
        } => {
            let align = match side {
                Side::Start => Align2::LEFT_CENTER,
                Side::Middle => Align2::CENTER_CENTER,
                Side::End => Align2::RIGHT_CENTER,
            };
            painter.text(
                at(*x, *y),
                align,
                words,
                font(*size, *bold),
                colour(theme, *ink),
            );
        }
        Mark::Bar {
            at: [left, top, right, bottom],
            ink,
            share,
        } => {
            let rounded = if right - left > 6.0 && bottom - top > 6.0 {
                3
            } else {
                0
            };
            painter.rect_filled(
                Rect::from_min_max(at(*left, *top), at(*right, *bottom)),
                CornerRadius::same(rounded),
                theme.tint(colour(theme, *ink), *share as f32),
            );
        }
        Mark::Dot {
            x,
            y,
            radius,
            shape,
            ink,
        } => {
            let (middle, radius, colour) = (at(*x, *y), *radius as f32, colour(theme, *ink));
            match shape {
                Shape::Disc => {
                    painter.circle_filled(middle, radius, colour);
                }
                Shape::Square => {
                    let side = vec2(radius * 2.0, radius * 2.0);
                    painter.rect_filled(
                        Rect::from_center_size(middle, side),
                        CornerRadius::ZERO,
                        colour,
                    );
                }
                Shape::Ring => {
                    painter.circle(middle, radius, theme.panel, Stroke::new(2.0, colour));
                }
            }
        }
    }
}
