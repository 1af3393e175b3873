//! What a frame consists of, in order: the one place where systems of ours are ordered. Must not
//! hold a system.

use bevy::prelude::*;
use bevy_egui::{EguiPreUpdateSet, EguiPrimaryContextPass};

/// What a frame consists of, in this order.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WindowSystems {
    /// What was asked of the rooms' windows.
    RoomInput,
    /// What was asked of the console's window.
    Input,
    /// What was asked for on the screen leads to another, and the states follow.
    Requests,
    /// Scenarios that were read meanwhile are taken.
    Library,
    /// Real time passes.
    Exercise,
    /// What else there is follows from what the shell holds: rooms' windows, the next frame.
    Views,
    /// Tables are made as the last frame wanted them.
    Tables,
    /// The shell is drawn.
    Draw,
}

/// Puts the sets in their order.
pub struct OrderPlugin;

impl Plugin for OrderPlugin {
    fn build(&self, app: &mut App) {
        app.configure_sets(
            PreUpdate,
            // Transitions come between this and `Update`: a frame sees the states of its screen.
            (
                WindowSystems::RoomInput,
                WindowSystems::Input,
                WindowSystems::Requests,
            )
                .chain()
                .after(EguiPreUpdateSet::ProcessInput)
                .before(EguiPreUpdateSet::BeginPass),
        )
        .configure_sets(
            Update,
            (
                WindowSystems::Library,
                WindowSystems::Exercise,
                WindowSystems::Views,
                WindowSystems::Tables,
            )
                .chain(),
        )
        .configure_sets(EguiPrimaryContextPass, WindowSystems::Draw);
    }
}
