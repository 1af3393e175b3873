//! What a panel wants to see of the table, and the picture it was given of it. Must not know how the
//! picture is made.

use crate::window::theme::Theme;
use std::sync::Arc;
use wardroom_core::scenario::Scenario;
use wardroom_table::{Projection, Seen, Table};

/// A picture of the table, as a panel wants it.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Whose trust it is.
    pub scenario: Arc<Scenario>,
    /// Where everything stands.
    pub table: Arc<Table>,
    /// What is seen of it.
    pub seen: Seen,
    /// Width and height, in pixels.
    pub pixels: [u32; 2],
    /// From pitches to pixels.
    pub projection: Projection,
    /// In whose colours.
    pub theme: Theme,
}

/// A panel's place on which the table is shown: the panel says what it wants, and finds the picture
/// there in the next frame.
#[derive(Clone, Debug, Default)]
pub struct Stage {
    /// What is wanted; none while no panel shows the table.
    pub wanted: Option<Wanted>,
    /// The picture, once there is one.
    pub texture: Option<egui::TextureId>,
}
