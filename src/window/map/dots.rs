//! Hosts as dots. A host's state reads by shape as well as colour; within a segment dots are
//! sorted by state, so that a share is read like a gauge. Must not know where a segment lies.
//!
//! Each shape is drawn once into a small texture at the size in which it is shown; every dot is
//! then one quad of one mesh, so that many thousands cost little.

use super::super::theme::Theme;
use super::overlay::Overlay;
use egui::{
    Color32, ColorImage, Mesh, Painter, Rect, Shape, TextureHandle, TextureOptions, Ui, pos2, vec2,
};
use std::collections::BTreeMap;
use std::sync::Arc;
use wardroom_core::exercise::{Counts, Host};

/// Hosts in the order in which they fill a segment, with their words.
pub const WORDS: [(Host, &str); 14] = [
    (Host::Locked, "locked"),
    (Host::Unplugged, "unplugged, to be rebuilt"),
    (Host::OffLocked, "switched off while locked"),
    (Host::OffInfected, "switched off, infected"),
    (Host::Rebuilding, "being rebuilt"),
    (Host::Infected, "infected and silent"),
    (Host::Crashed, "crashed"),
    (Host::Dormant, "infected, stopped by the kill switch"),
    (
        Host::OffDormant,
        "switched off, infected, stopped by the kill switch",
    ),
    (Host::OffVulnerable, "switched off, without the patch"),
    (Host::OffPatched, "switched off"),
    (Host::Vulnerable, "working, without the patch"),
    (Host::Patched, "working, patched"),
    (Host::Restored, "rebuilt"),
];

/// Shapes of the texture, in its order.
#[derive(Clone, Copy)]
enum Glyph {
    Disc = 0,
    Ring = 1,
    Triangle = 2,
    Square = 3,
    Dash = 4,
    Frame = 5,
}

const GLYPHS: usize = 6;

fn look(theme: &Theme, host: Host) -> (Glyph, Color32) {
    match host {
        Host::Locked => (Glyph::Square, theme.bad),
        Host::Unplugged => (Glyph::Frame, theme.bad),
        Host::OffLocked | Host::OffInfected => (Glyph::Dash, theme.bad),
        Host::Infected => (Glyph::Triangle, theme.reduced),
        Host::Dormant => (Glyph::Triangle, theme.host),
        Host::Crashed => (Glyph::Dash, theme.reduced),
        Host::OffPatched | Host::OffVulnerable | Host::OffDormant => (Glyph::Dash, theme.host),
        Host::Rebuilding => (Glyph::Ring, theme.accent),
        Host::Restored => (Glyph::Disc, theme.good),
        Host::Vulnerable => (Glyph::Disc, theme.host),
        Host::Patched => (Glyph::Ring, theme.host),
    }
}

/// The shapes at the size in which they were last shown, and the dots of each segment as they were
/// last drawn: they are laid out anew only when something about them has changed.
#[derive(Default)]
pub struct Dots {
    textures: Vec<(u32, TextureHandle)>,
    drawn: BTreeMap<usize, (Laid, Arc<Mesh>)>,
}

/// All that the dots of a segment hang on.
#[derive(Clone, Copy, PartialEq)]
struct Laid {
    hosts: Counts,
    rect: Rect,
    scale: f32,
    theme: Theme,
    texture: egui::TextureId,
}

impl Dots {
    /// The texture with shapes of so many pixels.
    fn texture(&mut self, ui: &Ui, pixels: u32) -> egui::TextureId {
        if let Some((_, texture)) = self.textures.iter().find(|(size, _)| *size == pixels) {
            return texture.id();
        }
        if self.textures.len() > 12 {
            self.textures.clear();
        }
        let texture = ui.ctx().load_texture(
            format!("host-shapes-{pixels}"),
            shapes(pixels),
            TextureOptions::NEAREST,
        );
        let id = texture.id();
        self.textures.push((pixels, texture));
        id
    }

    /// Draws a segment's hosts into a rectangle.
    pub fn draw(
        &mut self,
        ui: &Ui,
        painter: &Painter,
        theme: &Theme,
        segment: usize,
        hosts: &Counts,
        rect: Rect,
    ) {
        let total: u32 = hosts.iter().sum();
        if total == 0 || rect.width() < 4.0 || rect.height() < 4.0 {
            return;
        }
        // The largest square cell with which all fit, no larger than is pleasant.
        let mut cell = (rect.width() * rect.height() / total as f32)
            .sqrt()
            .min(11.0);
        let fits = |cell: f32| {
            let columns = (rect.width() / cell).floor().max(1.0);
            let rows = (rect.height() / cell).floor();
            columns * rows >= total as f32
        };
        while cell > 1.5 && !fits(cell) {
            cell *= 0.98;
        }
        let columns = ((rect.width() / cell).floor() as usize).max(1);
        let scale = ui.ctx().pixels_per_point();
        let pixels = ((cell * 0.74 * scale).round() as u32).max(2);
        let side = pixels as f32 / scale;
        let texture = self.texture(ui, pixels);
        let laid = Laid {
            hosts: *hosts,
            rect,
            scale,
            theme: *theme,
            texture,
        };
        if let Some((before, mesh)) = self.drawn.get(&segment)
            && *before == laid
        {
            painter.add(Shape::Mesh(mesh.clone()));
            return;
        }
        let mut mesh = Mesh::with_texture(texture);
        mesh.reserve_vertices(total as usize * 4);
        mesh.reserve_triangles(total as usize * 2);
        let mut at = 0_usize;
        for (host, _) in WORDS {
            let (glyph, colour) = look(theme, host);
            let uv = uv(glyph);
            for _ in 0..hosts[host as usize] {
                let x = rect.min.x + (at % columns) as f32 * cell;
                let y = rect.min.y + (at / columns) as f32 * cell;
                // On whole pixels, so that shapes stay crisp.
                let corner = pos2((x * scale).round() / scale, (y * scale).round() / scale);
                mesh.add_rect_with_uv(Rect::from_min_size(corner, vec2(side, side)), uv, colour);
                at += 1;
            }
        }
        let mesh = Arc::new(mesh);
        self.drawn.insert(segment, (laid, mesh.clone()));
        painter.add(Shape::Mesh(mesh));
    }
}

fn uv(glyph: Glyph) -> Rect {
    let width = 1.0 / GLYPHS as f32;
    let x = glyph as usize as f32 * width;
    Rect::from_min_max(pos2(x, 0.0), pos2(x + width, 1.0))
}

/// The shapes side by side, white, by coverage: each pixel is sampled sixteen times.
fn shapes(pixels: u32) -> ColorImage {
    let side = pixels as usize;
    let mut image = ColorImage::filled([side * GLYPHS, side], Color32::TRANSPARENT);
    for glyph in 0..GLYPHS {
        for y in 0..side {
            for x in 0..side {
                let mut hit = 0;
                for sample in 0..16 {
                    let fx = (x as f32 + (sample % 4) as f32 / 4.0 + 0.125) / side as f32;
                    let fy = (y as f32 + (sample / 4) as f32 / 4.0 + 0.125) / side as f32;
                    hit += u32::from(inside(glyph, fx * 2.0 - 1.0, fy * 2.0 - 1.0, side));
                }
                let alpha = (hit * 255 / 16) as u8;
                image[(glyph * side + x, y)] = Color32::from_white_alpha(alpha);
            }
        }
    }
    image
}

/// Whether a point of the square from −1 to 1 lies in a shape.
fn inside(glyph: usize, x: f32, y: f32, side: usize) -> bool {
    let radius = (x * x + y * y).sqrt();
    // A line is never thinner than a pixel.
    let line = (2.4 / side as f32).max(0.3);
    match glyph {
        0 => radius <= 0.72,
        1 => radius <= 0.82 && radius >= 0.82 - line,
        2 => (-0.9..=0.85).contains(&y) && x.abs() <= (y + 0.9) / 1.75 * 0.95,
        3 => x.abs() <= 0.92 && y.abs() <= 0.92,
        4 => x.abs() <= 0.8 && y.abs() <= line / 2.0 + 0.05,
        _ => x.abs().max(y.abs()) <= 0.92 && x.abs().max(y.abs()) >= 0.92 - line,
    }
}

/// What the shapes mean.
pub fn legend(ui: &mut Ui, theme: &Theme, dots: &mut Dots, overlay: Overlay) {
    let words: &[(Host, &str)] = match overlay {
        Overlay::Infection => &[
            (Host::Vulnerable, "working"),
            (Host::Patched, "patched"),
            (Host::Infected, "infected, silent"),
            (Host::Locked, "locked"),
            (Host::Restored, "rebuilt"),
        ],
        Overlay::Known => &[
            (Host::Locked, "locked and reported"),
            (Host::Unplugged, "locked, nobody has said so"),
        ],
        Overlay::Services | Overlay::Crews => &[],
    };
    for (host, word) in words {
        let scale = ui.ctx().pixels_per_point();
        let pixels = (9.0 * scale).round() as u32;
        let (glyph, colour) = look(theme, *host);
        let texture = dots.texture(ui, pixels);
        let side = pixels as f32 / scale;
        let (rect, _) = ui.allocate_exact_size(vec2(side, side), egui::Sense::hover());
        let mut mesh = Mesh::with_texture(texture);
        mesh.add_rect_with_uv(rect, uv(glyph), colour);
        ui.painter().add(Shape::mesh(mesh));
        super::super::widgets::quiet(ui, theme, *word);
        ui.add_space(6.0);
    }
    if overlay == Overlay::Infection {
        super::super::widgets::quiet(
            ui,
            theme,
            "– off   ➡ can spread   × cut   ‖ file sharing blocked",
        );
    }
}
