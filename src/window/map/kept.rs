//! What the map keeps between frames. Must not draw.

use super::dots::Dots;
use super::overlay::Overlay;

/// What the map keeps between frames.
#[derive(Default)]
pub struct Map {
    /// Hosts as dots.
    pub(super) dots: Dots,
    /// How far in.
    pub(super) zoom: f32,
    /// How far aside, in points.
    pub(super) pan: egui::Vec2,
    /// What is laid over it.
    pub overlay: Overlay,
}

impl std::fmt::Debug for Map {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Map").field("zoom", &self.zoom).finish()
    }
}
