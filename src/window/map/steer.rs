//! Moving about on a map or a model, with pointer, wheel or keys. Must not know what it shows.

use egui::{Rect, Ui, vec2};

/// Zooms with the wheel or keys, moves with the pointer or keys.
pub fn steer(ui: &Ui, zoom: &mut f32, pan: &mut egui::Vec2, rect: Rect, response: &egui::Response) {
    if *zoom < 1.0 {
        *zoom = 1.0;
    }
    let mut zoom_by = 1.0;
    let mut around = rect.center();
    if response.hovered() {
        let scrolled = ui.input(|input| input.smooth_scroll_delta().y);
        zoom_by *= 1.0 + scrolled / 400.0;
        around = response.hover_pos().unwrap_or(around);
    }
    if response.has_focus() {
        // Arrows move the map, not the focus.
        ui.memory_mut(|memory| {
            memory.set_focus_lock_filter(
                response.id,
                egui::EventFilter {
                    horizontal_arrows: true,
                    vertical_arrows: true,
                    ..egui::EventFilter::default()
                },
            );
        });
        ui.input(|input| {
            for (key, way) in [
                (egui::Key::ArrowLeft, vec2(40.0, 0.0)),
                (egui::Key::ArrowRight, vec2(-40.0, 0.0)),
                (egui::Key::ArrowUp, vec2(0.0, 40.0)),
                (egui::Key::ArrowDown, vec2(0.0, -40.0)),
            ] {
                if input.key_pressed(key) {
                    *pan += way;
                }
            }
            if input.key_pressed(egui::Key::Plus) || input.key_pressed(egui::Key::Equals) {
                zoom_by *= 1.25;
            }
            if input.key_pressed(egui::Key::Minus) {
                zoom_by /= 1.25;
            }
        });
    }
    if zoom_by != 1.0 {
        let before = *zoom;
        *zoom = (*zoom * zoom_by).clamp(1.0, 6.0);
        // What is under the pointer stays there.
        let from_centre = around - rect.center() - *pan;
        *pan -= from_centre * (*zoom / before - 1.0);
    }
    if response.dragged() {
        *pan += response.drag_delta();
    }
    let most = rect.size() * (*zoom - 1.0) / 2.0;
    *pan = pan.clamp(-most, most);
    if response.double_clicked() {
        *zoom = 1.0;
        *pan = egui::Vec2::ZERO;
    }
}
