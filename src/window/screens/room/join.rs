//! How to join, on the room's screen, as long as the facilitator shows it. Must not know what is served.

use crate::window::qr;
use crate::window::theme::{Theme, bold, semibold};
use egui::{Align2, FontFamily, FontId, Rect, Ui, vec2};

/// The card as it is drawn where the screen is 1920 pixels wide.
const CARD: [f32; 2] = [620.0, 700.0];
/// How high the clock's line above it is, which stays.
const HEAD: f32 = 120.0;
/// The side of the code.
const CODE: f32 = 380.0;

/// Shows the card: the address with its code in it as a QR code, the code, and where it is typed.
pub fn join_ui(ui: &Ui, theme: &Theme, way_in: Option<(String, String)>) {
    let Some((origin, code)) = way_in else {
        return;
    };
    let points = ui.max_rect().width() / 1920.0;
    let [wide, high] = CARD;
    // Whatever the room shows is too much beside it: a question, the map, a message.
    let mut place = ui.max_rect();
    *place.top_mut() += HEAD * points;
    let card = Rect::from_center_size(place.center(), vec2(wide, high) * points);
    let painter = ui.painter();
    painter.rect_filled(place, 0.0, theme.ground);
    painter.rect_filled(card, 16.0 * points, theme.raised);
    let line = egui::Stroke::new(2.0 * points, theme.line);
    painter.rect_stroke(card, 16.0 * points, line, egui::StrokeKind::Inside);
    let at = |down: f32| card.center_top() + vec2(0.0, down * points);
    let write = |down: f32, words: &str, size: f32, family: FontFamily| {
        let font = FontId::new(size * points, family);
        painter.text(at(down), Align2::CENTER_CENTER, words, font, theme.text);
    };
    write(52.0, "Join with your phone", 44.0, semibold());
    let square = Rect::from_center_size(at(300.0), vec2(CODE, CODE) * points);
    let plain: String = code.split_whitespace().collect();
    qr::paint(painter, square, &format!("{origin}/j/{plain}"));
    write(560.0, &code, 80.0, bold());
    write(640.0, &origin, 36.0, FontFamily::Proportional);
    let words = format!("Join with your phone: {origin}, code {code}");
    ui.ctx()
        .accesskit_node_builder(ui.id().with("join"), |node| {
            node.set_role(egui::accesskit::Role::Label);
            node.set_value(words);
        });
}
