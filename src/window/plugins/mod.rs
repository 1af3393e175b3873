//! The window in Bevy, one plugin a file, and the order of a frame. Must not know what a screen
//! contains.

mod author_files;
mod console;
mod pace;
mod rooms;
mod screens;

pub use pace::Wake;
pub use rooms::RoomWindow;
pub use screens::{LiveMode, ScreenState};

pub(super) use console::ShellResource;

use super::shell::Shell;
use bevy::app::{PluginGroupBuilder, TerminalCtrlCHandlerPlugin};
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::settings::{RenderCreation, WgpuSettings};
use bevy::render::sync_world::SyncWorldPlugin;
use bevy::window::{ExitCondition, WindowResolution};
use bevy::winit::WinitPlugin;
use bevy_egui::{EguiPlugin, EguiPreUpdateSet, EguiPrimaryContextPass};
use std::path::{Path, PathBuf};

/// What a frame consists of, in this order.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WindowSystems {
    /// What was asked of the windows themselves.
    Input,
    /// Real time passes.
    Exercise,
    /// What else there is follows from what the shell holds: states, rooms' windows, the next frame.
    Views,
    /// The shell is drawn.
    Draw,
}

/// Everything the window needs beyond Bevy's own plugins and egui's.
pub struct WardroomPlugin;

impl Plugin for WardroomPlugin {
    fn build(&self, app: &mut App) {
        app.configure_sets(
            PreUpdate,
            WindowSystems::Input
                .after(EguiPreUpdateSet::ProcessInput)
                .before(EguiPreUpdateSet::BeginPass),
        )
        .configure_sets(
            Update,
            (WindowSystems::Exercise, WindowSystems::Views).chain(),
        )
        .configure_sets(EguiPrimaryContextPass, WindowSystems::Draw)
        .add_plugins((
            console::ConsolePlugin,
            pace::PacePlugin,
            screens::ScreensPlugin,
            rooms::RoomsPlugin,
            author_files::AuthorFilesPlugin,
        ));
    }
}

/// Bevy's own plugins, as every app of ours has them.
fn bevy_plugins(width: u32, height: u32) -> PluginGroupBuilder {
    DefaultPlugins
        .set(WindowPlugin {
            primary_window: Some(Window {
                title: "Wardroom".to_owned(),
                resolution: WindowResolution::new(width, height).with_scale_factor_override(1.0),
                ..default()
            }),
            close_when_requested: false,
            exit_condition: ExitCondition::OnPrimaryClosed,
            ..default()
        })
        .set(LogPlugin {
            filter: "warn,wgpu=error,naga=error,bevy_render=error,bevy_winit=error,winit=error"
                .to_owned(),
            ..default()
        })
}

fn with(plugins: PluginGroupBuilder, shell: Shell) -> App {
    let mut app = App::new();
    app.add_plugins(plugins)
        .add_plugins(EguiPlugin::default())
        .insert_resource(ClearColor(Color::BLACK))
        .insert_resource(ShellResource(shell))
        .add_plugins(WardroomPlugin);
    app
}

/// The window's app, not yet running.
pub(super) fn app(shell: Shell, width: u32, height: u32) -> App {
    with(bevy_plugins(width, height), shell)
}

/// The same app with no window system and no graphics card: each `update` is a frame, and every
/// screen and room is laid out and drawn into shapes that nobody sees. For tests.
pub fn app_without_display(shell: Shell, width: u32, height: u32) -> App {
    let without = WgpuSettings {
        backends: None,
        ..default()
    };
    let plugins = bevy_plugins(width, height)
        .set(RenderPlugin {
            render_creation: RenderCreation::Automatic(Box::new(without)),
            ..default()
        })
        .disable::<WinitPlugin>()
        // There is one of each a process, and tests make many apps.
        .disable::<LogPlugin>()
        .disable::<TerminalCtrlCHandlerPlugin>();
    let mut app = with(plugins, shell);
    // Cameras tell a renderer of themselves, there or not.
    app.add_plugins(SyncWorldPlugin);
    app.finish();
    app.cleanup();
    app
}

/// The shell of such an app.
pub fn shell_of(app: &mut App) -> &mut Shell {
    &mut app
        .world_mut()
        .resource_mut::<ShellResource>()
        .into_inner()
        .0
}

/// Opens the window, with one scenario or with those that come with the program. With a team's id,
/// that scripted team plays, to be watched, from STARTEX or from a time.
///
/// # Errors
/// Why it can't be opened, in words.
pub fn run(
    scenario: Option<PathBuf>,
    records: PathBuf,
    team: Option<(&str, Option<&str>)>,
) -> Result<(), String> {
    let mut shell = Shell::new(scenario.as_deref(), records);
    if let Some((team, from)) = team {
        shell.watch(team, from)?;
    }
    open(shell)
}

/// Opens the window with a scenario to be written.
///
/// # Errors
/// If its main file can't be read, or the window fails; in words.
pub fn write(scenario: &Path, records: PathBuf) -> Result<(), String> {
    let mut shell = Shell::new(None, records);
    shell.author(scenario)?;
    open(shell)
}

/// Opens the window.
pub(super) fn open(shell: Shell) -> Result<(), String> {
    let mut app = app(shell, 1600, 900);
    if let Some(mut window) = app
        .world_mut()
        .query_filtered::<&mut Window, With<bevy::window::PrimaryWindow>>()
        .iter_mut(app.world_mut())
        .next()
    {
        // On a real screen the desktop's own scale counts.
        window.resolution.set_scale_factor_override(None);
    }
    match app.run() {
        AppExit::Success => Ok(()),
        AppExit::Error(code) => Err(format!("the window closed with an error ({code})")),
    }
}
