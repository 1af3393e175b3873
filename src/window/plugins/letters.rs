//! The sheet on which egui keeps the letters that were drawn: large enough for a wall, and in the graphics'
//! memory before it is looked at. Must not know what is written.

use super::pace::Wake;
use bevy::prelude::*;
use bevy::render::renderer::RenderDevice;
use bevy_egui::{EguiInput, EguiPostUpdateSet, EguiPreUpdateSet, EguiRenderOutput};

/// Letters on every screen.
pub struct LettersPlugin;

impl Plugin for LettersPlugin {
    fn build(&self, app: &mut App) {
        app.add_systems(
            PreUpdate,
            room_for_letters
                .after(EguiPreUpdateSet::ProcessInput)
                .before(EguiPreUpdateSet::BeginPass),
        )
        .add_systems(
            PostUpdate,
            late_letters
                .after(EguiPostUpdateSet::ProcessOutput)
                .before(bevy_egui::update_egui_textures_system),
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

/// Letters that are drawn for the first time are on the sheet of letters a frame later (bevy_egui hands it on
/// after Bevy has looked for changed pictures): another frame shows them.
fn late_letters(wake: Res<Wake>, outputs: Query<&EguiRenderOutput>) {
    if outputs.iter().any(|it| !it.textures_delta.set.is_empty()) {
        wake.now();
    }
}
