//! A screen drawn at one size and shown at another, with no letter smaller than can be read from the back.
//! Must not know what is shown on it.

use crate::window::theme::{Theme, semibold};
use crate::window::widgets::fitted_to;
use egui::{Align2, Color32, FontFamily, FontId, Pos2, Rect, Ui, Vec2, vec2};

/// The room as it was drawn, points.
pub const DRAWN: Vec2 = vec2(1920.0, 1080.0);
/// No letter is smaller, in points of the room as it was drawn: 24 px at 1080p are capitals of 15
/// minutes of arc from three metres on a screen of 65 inches.
pub const LEAST: f32 = 24.0;

/// The screen.
pub struct Canvas<'a> {
    /// Where it is painted.
    pub ui: &'a Ui,
    /// In whose colours.
    pub theme: &'a Theme,
    /// How large it is beside what was drawn.
    pub scale: f32,
}

impl Canvas<'_> {
    /// A font of so many points as it was drawn.
    pub fn font(&self, points: f32, family: FontFamily) -> FontId {
        FontId::new(points * self.scale, family)
    }

    /// Words within a width: smaller if they must be, but never below the least, and then on more lines.
    pub fn words(
        &self,
        at: Pos2,
        align: Align2,
        words: &str,
        font: (f32, FontFamily),
        colour: Color32,
        width: f32,
    ) -> Rect {
        let least = (font.0 * 0.8).max(LEAST).min(font.0) * self.scale;
        let rect = fitted_to(
            self.ui.painter(),
            at,
            align,
            words,
            self.font(font.0, font.1),
            least,
            colour,
            width,
        );
        self.ui.ctx().accesskit_node_builder(
            self.ui.id().with((words, at.x as i32, at.y as i32)),
            |node| {
                node.set_role(egui::accesskit::Role::Label);
                node.set_value(words.to_owned());
            },
        );
        rect
    }

    /// A label in small capitals.
    pub fn caps(&self, at: Pos2, words: &str, width: f32) -> Rect {
        self.words(
            at,
            Align2::LEFT_TOP,
            &words.to_uppercase(),
            (LEAST, semibold()),
            self.theme.quiet,
            width,
        )
    }
}
