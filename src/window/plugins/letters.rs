//! The sheet on which egui keeps the letters that were drawn: large enough for a wall, and in the graphics'
//! memory before it is looked at. Must not know what is written.

use super::pace::same_modifiers;
use bevy::asset::AssetEventSystems;
use bevy::prelude::*;
use bevy::render::renderer::RenderDevice;
use bevy_egui::{EguiInput, EguiPostUpdateSet, EguiPreUpdateSet};

/// Letters on every screen.
pub struct LettersPlugin;

impl Plugin for LettersPlugin {
    fn build(&self, app: &mut App) {
        app.add_systems(
            PreUpdate,
            room_for_letters
                .after(EguiPreUpdateSet::ProcessInput)
                .before(same_modifiers),
        )
        // Letters that are drawn for the first time are on the sheet in that very frame: Bevy looks for changed
        // pictures only after bevy_egui has changed them.
        .configure_sets(
            PostUpdate,
            AssetEventSystems.after(EguiPostUpdateSet::PostProcessOutput),
        );
    }
}

/// Pixels along a side of the sheet, at most: three faces of the largest letters of a projector with 2160
/// lines overflow egui's own 2048, and then letters are missing.
const MOST: u32 = 4_096;

/// egui is told how large a sheet the graphics can have, which bevy_egui 0.42 does not.
fn room_for_letters(device: Option<Res<RenderDevice>>, mut inputs: Query<&mut EguiInput>) {
    let Some(device) = device else {
        return;
    };
    let side = device.limits().max_texture_dimension_2d.min(MOST);
    for mut input in &mut inputs {
        input.max_texture_side = Some(side as usize);
    }
}
