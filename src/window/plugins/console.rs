//! The console: its camera and egui context, the shell that is shown in it, real time that passes,
//! and closing. Must not know what a screen contains.

use super::super::shell::Screen;
use super::held::{ScreenRequest, ShellResource, pass_on, root};
use super::order::WindowSystems;
use super::pace::Wake;
use bevy::prelude::*;
use bevy::time::Real;
use bevy::window::{PrimaryWindow, WindowCloseRequested};
use bevy_egui::{EguiContexts, EguiGlobalSettings, EguiPrimaryContextPass, PrimaryEguiContext};

/// The console's window.
pub struct ConsolePlugin;

impl Plugin for ConsolePlugin {
    fn build(&self, app: &mut App) {
        app.add_systems(Startup, camera)
            .add_systems(PreUpdate, close.in_set(WindowSystems::Input))
            .add_systems(Update, pass.in_set(WindowSystems::Exercise))
            .add_systems(Update, next_frame.in_set(WindowSystems::Views))
            .add_systems(EguiPrimaryContextPass, draw.in_set(WindowSystems::Draw));
    }
}

fn camera(mut commands: Commands, mut settings: ResMut<EguiGlobalSettings>) {
    // The room's window has a context of its own: which is the console's is said here.
    settings.auto_create_primary_context = false;
    // What egui draws has soft edges already, and nothing else is drawn here.
    commands.spawn((Camera2d, Msaa::Off, PrimaryEguiContext));
}

/// Closing the console closes all, and asks back only if something is not on disk.
fn close(
    mut shell: ResMut<ShellResource>,
    mut asked: MessageReader<WindowCloseRequested>,
    primary: Query<Entity, With<PrimaryWindow>>,
    mut exit: MessageWriter<AppExit>,
) {
    for message in asked.read() {
        if primary.contains(message.window) && shell.0.may_close() {
            exit.write(AppExit::Success);
        }
    }
    if shell.0.dialogs.closed {
        exit.write(AppExit::Success);
    }
}

/// Lets real time pass. An exercise works in a thread of its own, so that no frame waits for it.
fn pass(
    mut shell: ResMut<ShellResource>,
    time: Res<Time<Real>>,
    mut requests: MessageWriter<ScreenRequest>,
    wake: Res<Wake>,
) {
    if let Screen::Live(live) = &mut shell.0.screen {
        live.in_background();
    }
    shell.0.pass(time.delta_secs_f64());
    pass_on(&mut shell.0, &mut requests, &wake);
}

/// Asks for the frames that exercise time needs.
fn next_frame(shell: Res<ShellResource>, wake: Res<Wake>) {
    if let Some(delay) = shell.0.next_frame_in() {
        wake.after(delay);
    }
}

/// Shows the shell.
fn draw(
    mut contexts: EguiContexts,
    mut shell: ResMut<ShellResource>,
    mut requests: MessageWriter<ScreenRequest>,
    wake: Res<Wake>,
) -> Result {
    let ctx = contexts.ctx_mut()?;
    shell.0.draw(&mut root(ctx, "root"));
    pass_on(&mut shell.0, &mut requests, &wake);
    Ok(())
}
