//! The console: its camera and egui context, the shell that is shown in it, real time that passes,
//! and closing. Must not know what a screen contains.

use super::super::shell::{Screen, Shell};
use super::{RoomWindow, WindowSystems};
use bevy::prelude::*;
use bevy::time::Real;
use bevy::window::{PrimaryWindow, WindowCloseRequested};
use bevy_egui::{EguiContexts, EguiGlobalSettings, EguiPrimaryContextPass, PrimaryEguiContext};
use egui::{LayerId, UiBuilder};

/// The shell, as Bevy keeps it.
#[derive(Resource)]
pub struct ShellResource(pub Shell);

/// The console's window.
pub struct ConsolePlugin;

impl Plugin for ConsolePlugin {
    fn build(&self, app: &mut App) {
        app.add_systems(Startup, camera)
            .add_systems(PreUpdate, close.in_set(WindowSystems::Input))
            .add_systems(Update, pass.in_set(WindowSystems::Exercise))
            .add_systems(EguiPrimaryContextPass, draw.in_set(WindowSystems::Draw));
    }
}

fn camera(mut commands: Commands, mut settings: ResMut<EguiGlobalSettings>) {
    // The room's window has a context of its own: which is the console's is said here.
    settings.auto_create_primary_context = false;
    commands.spawn((Camera2d, PrimaryEguiContext));
}

/// Closing a room's window closes only that; closing the console closes all, and asks back only
/// if something is not on disk.
fn close(
    mut shell: ResMut<ShellResource>,
    mut asked: MessageReader<WindowCloseRequested>,
    primary: Query<Entity, With<PrimaryWindow>>,
    rooms: Query<&RoomWindow>,
    mut exit: MessageWriter<AppExit>,
) {
    for message in asked.read() {
        if primary.contains(message.window) {
            if shell.0.may_close() {
                exit.write(AppExit::Success);
            }
        } else if let Ok(room) = rooms.get(message.window) {
            shell.0.rooms.remove(&room.0);
        }
    }
    if shell.0.closed {
        exit.write(AppExit::Success);
    }
}

/// Lets real time pass. An exercise works in a thread of its own, so that no frame waits for it.
pub fn pass(mut shell: ResMut<ShellResource>, time: Res<Time<Real>>) {
    if let Screen::Live(live) = &mut shell.0.screen {
        live.in_background();
    }
    shell.0.pass(time.delta_secs_f64());
}

/// Shows the shell.
fn draw(mut contexts: EguiContexts, mut shell: ResMut<ShellResource>) -> Result {
    let ctx = contexts.ctx_mut()?;
    shell.0.draw(&mut root(ctx, "root"));
    Ok(())
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
