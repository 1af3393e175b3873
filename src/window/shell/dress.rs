//! What a window's context is given before it is drawn in: faces, theme, and a size of everything
//! that fits it. Must not draw.

use super::super::theme::{self, Theme};

/// What a window's context was given; egui keeps it with the context.
#[derive(Clone, Copy, Default)]
struct Dressed {
    faces: bool,
    theme: Option<Theme>,
}

/// Gives a window's context its faces and theme. Returns whether it can be drawn in: faces are
/// there from the next frame on.
pub fn dress(ctx: &egui::Context, theme: &Theme) -> bool {
    let id = egui::Id::new("dressed");
    let before: Dressed = ctx.data(|data| data.get_temp(id)).unwrap_or_default();
    if !before.faces {
        theme::set_fonts(ctx);
        egui_extras::install_image_loaders(ctx);
    }
    if before.theme != Some(*theme) {
        theme::apply(ctx, theme);
    }
    let now = Dressed {
        faces: true,
        theme: Some(*theme),
    };
    if (before.faces, before.theme) != (now.faces, now.theme) {
        ctx.data_mut(|data| data.insert_temp(id, now));
        ctx.request_repaint();
    }
    before.faces
}

/// Fits everything to the window: smaller than the design's 1500 by 844 points, it shrinks to four
/// fifths at most; on a very large screen it grows. The size of text that was chosen comes on top.
pub fn fit(ctx: &egui::Context, text_pct: u16) {
    let size = ctx.viewport_rect().size() * ctx.zoom_factor();
    let small = (size.x / 1500.0).min(size.y / 844.0);
    let large = (size.x / 1920.0).min(size.y / 1080.0);
    let zoom = if small < 1.0 {
        small.max(0.8)
    } else {
        large.clamp(1.0, 3.0)
    } * f32::from(text_pct)
        / 100.0;
    if (zoom - ctx.zoom_factor()).abs() > 0.01 {
        ctx.set_zoom_factor(zoom);
    }
}
