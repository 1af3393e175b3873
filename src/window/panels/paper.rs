//! The sheet that a message lies on, and the sizes of its type before one pair of eyes and in a room. Must not know
//! what stands on it.

use crate::window::theme::LIGHT;
use egui::{Color32, CornerRadius, Frame, Margin, Stroke, Ui};

/// Sizes of type in a message.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// What it is and when.
    pub label: f32,
    /// Who it is from.
    pub from: f32,
    /// What it says.
    pub body: f32,
}

impl Scale {
    /// Points, for whoever sits before the screen.
    pub const CONSOLE: Self = Self {
        label: 12.5,
        from: 16.0,
        body: 15.0,
    };
    /// In the room, at 1920 points across.
    pub const ROOM: Self = Self {
        label: 20.0,
        from: 36.0,
        body: 30.0,
    };
}

/// A sheet of paper.
pub fn paper(ui: &mut Ui, fill: Color32, add: impl FnOnce(&mut Ui)) {
    Frame::new()
        .fill(fill)
        .stroke(Stroke::new(1.0, LIGHT.line))
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::symmetric(18, 14))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            add(ui);
        });
}
