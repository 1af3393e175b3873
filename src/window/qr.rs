//! An address as a QR code. Must not know who reads it.

use super::theme::QR;
use egui::{Painter, Rect, vec2};
use wardroom_pages::squares;

/// Paints it in a square, dark on light on either ground: phones read no other.
pub fn paint(painter: &Painter, rect: Rect, address: &str) {
    let Some((dark, wide)) = squares(address) else {
        return;
    };
    let [light, ink] = QR;
    painter.rect_filled(rect, 6.0, light);
    // Four squares are left free around it, as readers want.
    let side = rect.width() / (wide + 8) as f32;
    let mut at = 0;
    while at < dark.len() {
        let across = at % wide;
        // Neighbours in a row are one: no seam shows between them.
        let run = dark[at..at + wide - across]
            .iter()
            .take_while(|it| **it)
            .count();
        if run == 0 {
            at += 1;
            continue;
        }
        let corner = vec2((across + 4) as f32, (at / wide + 4) as f32) * side;
        let room = vec2(run as f32 * side, side);
        let square = Rect::from_min_size(rect.min + corner, room);
        painter.rect_filled(square.expand(0.15), 0.0, ink);
        at += run;
    }
}
