//! The shell as Bevy holds it, and what is asked of it. Must not run it.

use super::super::shell::{Go, Shell};
use super::pace::Wake;
use bevy::prelude::*;
use egui::{LayerId, UiBuilder};

/// The shell, as Bevy keeps it.
#[derive(Resource)]
pub struct ShellResource(pub Shell);

/// Somebody wants to go to another screen. This is the way there for every system: it is gone in one
/// place, at the beginning of the next frame.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScreenRequest(pub Go);

/// Passes on where the shell was asked to go, and has a frame come for it.
pub fn pass_on(shell: &mut Shell, requests: &mut MessageWriter<ScreenRequest>, wake: &Wake) {
    for go in shell.take_asked() {
        requests.write(ScreenRequest(go));
        wake.now();
    }
}

/// All of a window, to be drawn in.
pub fn root(ctx: &egui::Context, id: &'static str) -> egui::Ui {
    egui::Ui::new(
        ctx.clone(),
        id.into(),
        UiBuilder::new()
            .layer_id(LayerId::background())
            .max_rect(ctx.viewport_rect()),
    )
}
