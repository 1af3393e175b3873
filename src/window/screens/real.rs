//! Something real has happened: what every screen shows then, and nothing of the exercise. Must not be left by
//! chance.

use crate::window::theme::{Theme, bold, semibold};
use crate::window::widgets::{primary, secondary};
use egui::{Align, CornerRadius, FontFamily, FontId, Layout, Rect, RichText, Ui, UiBuilder, pos2};

/// What is chosen on the facilitator's screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Real {
    /// The exercise goes on.
    GoOn,
    /// It ends here.
    End,
}

/// Shows it. `contacts` are those to be rung, a line each; `said_by` who said so, on the facilitator's screen,
/// which alone can go on.
pub fn real_ui(ui: &mut Ui, theme: &Theme, contacts: &str, said_by: Option<&str>) -> Option<Real> {
    let rect = ui.max_rect();
    ui.painter()
        .rect_filled(rect, CornerRadius::ZERO, theme.alarm);
    let points = (rect.width() / 1920.0).min(rect.height() / 1080.0);
    let width = rect.width() * 0.8;
    let middle = Rect::from_min_max(
        pos2(rect.center().x - width / 2.0, rect.top() + 150.0 * points),
        pos2(rect.center().x + width / 2.0, rect.bottom() - 30.0 * points),
    );
    let place = UiBuilder::new()
        .max_rect(middle)
        .layout(Layout::top_down(Align::Center));
    let mut ui = ui.new_child(place);
    let ui = &mut ui;
    ui.spacing_mut().item_spacing.y = 18.0 * points;
    let say = |ui: &mut Ui, words: &str, size: f32, family: FontFamily| {
        let font = FontId::new(size * points, family);
        ui.label(RichText::new(words).font(font).color(theme.text));
    };
    say(ui, "REAL INCIDENT", 140.0, bold());
    say(
        ui,
        "No duff: something real has happened.",
        52.0,
        semibold(),
    );
    let plain = FontFamily::Proportional;
    say(
        ui,
        "The exercise stands. Do what you would do today, and listen to the facilitator.",
        40.0,
        plain.clone(),
    );
    let lines = contacts.lines().map(str::trim);
    for line in lines.filter(|it| !it.is_empty()).take(8) {
        say(ui, line, 56.0, semibold());
    }
    let who = said_by?;
    say(ui, &format!("{who} said so. It is on record."), 30.0, plain);
    ui.add_space(24.0 * points);
    let mut chosen = None;
    if primary(ui, theme, "Go on with the exercise", true).clicked() {
        chosen = Some(Real::GoOn);
    }
    if secondary(ui, theme, "End the exercise").clicked() {
        chosen = Some(Real::End);
    }
    chosen
}
