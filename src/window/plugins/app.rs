//! The app: Bevy's own plugins as we want them, ours, and how it is opened. Must not know what a
//! screen contains.

use super::graphics::Drawn;
use super::held::ShellResource;
use super::{
    author_files, console, graphics, letters, library, minutes, order, pace, reader, rooms,
    scenario_source, screens,
};
use crate::window::shell::Shell;
use crate::window::table::TablePlugin;
use crate::window::theme::BEHIND;
use bevy::app::{PluginGroupBuilder, TerminalCtrlCHandlerPlugin};
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::settings::RenderCreation;
use bevy::render::sync_world::SyncWorldPlugin;
use bevy::window::{ExitCondition, Monitor, PrimaryMonitor, PrimaryWindow, WindowResolution};
use bevy::winit::{DisplayHandleWrapper, WinitPlugin};
use bevy_egui::EguiPlugin;
use std::path::{Path, PathBuf};

/// Everything the window needs beyond Bevy's own plugins and egui's.
pub struct WardroomPlugin;

impl Plugin for WardroomPlugin {
    fn build(&self, app: &mut App) {
        app.add_plugins((
            order::OrderPlugin,
            graphics::GraphicsPlugin,
            screens::ScreensPlugin,
            library::LibraryPlugin,
            console::ConsolePlugin,
            minutes::MinutesPlugin,
            rooms::RoomsPlugin,
            author_files::AuthorFilesPlugin,
            pace::PacePlugin,
            letters::LettersPlugin,
            reader::ReaderPlugin,
            TablePlugin,
            #[cfg(feature = "sound")]
            super::sound::SoundPlugin,
        ));
    }
}

/// Bevy's own plugins, as every app of ours has them.
fn bevy_plugins(width: u32, height: u32, render_creation: RenderCreation) -> PluginGroupBuilder {
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
        .set(RenderPlugin {
            render_creation,
            // A table that is drawn once must be whole in that frame.
            synchronous_pipeline_compilation: true,
            ..default()
        })
        .set(LogPlugin {
            filter: "warn,wgpu=error,wgpu_hal=error,naga=error,bevy_egui=error,bevy_render=error,bevy_winit=error,winit=error"
                .to_owned(),
            ..default()
        })
}

fn with(mut app: App, plugins: PluginGroupBuilder, shell: Shell) -> App {
    // Where assets come from must be said before there are any.
    app.add_plugins(scenario_source::ScenarioSourcePlugin::of(&shell.library))
        .add_plugins(plugins)
        .add_plugins(EguiPlugin::default())
        .insert_resource(ClearColor(BEHIND))
        .insert_resource(ShellResource(shell))
        .add_plugins(WardroomPlugin);
    app
}

/// The window's app, not yet running.
///
/// # Errors
/// If nothing on this machine draws it, in words.
pub fn app(shell: Shell, width: u32, height: u32) -> Result<App, String> {
    let mut app = App::new();
    let plugins = match graphics::found()? {
        Drawn::Usual(backends) => bevy_plugins(width, height, graphics::usual(Some(backends))),
        Drawn::Gl => {
            // The display is known once there is a window system.
            app.add_plugins(WinitPlugin::default());
            let gl = graphics::gl(app.world().resource::<DisplayHandleWrapper>())?;
            bevy_plugins(width, height, gl).disable::<WinitPlugin>()
        }
    };
    Ok(with(app, plugins, shell))
}

/// The same app with no window system and no graphics card: each `update` is a frame, and every
/// screen and room is laid out and drawn into shapes that nobody sees. For tests.
pub fn app_without_display(shell: Shell, width: u32, height: u32) -> App {
    let plugins = bevy_plugins(width, height, graphics::usual(None))
        .disable::<WinitPlugin>()
        // There is one of each a process, and tests make many apps.
        .disable::<LogPlugin>()
        .disable::<TerminalCtrlCHandlerPlugin>();
    let mut app = with(App::new(), plugins, shell);
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
    let mut shell = match &scenario {
        Some(path) => Shell::new(Some(path), records),
        // The window is there before all that can be chosen is read.
        None => Shell::unread(None, records),
    };
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
    let mut shell = Shell::unread(None, records);
    shell.author(scenario)?;
    open(shell)
}

/// Opens the window, and waits until it is closed.
///
/// # Errors
/// If nothing draws it, or it fails; in words.
pub fn open(shell: Shell) -> Result<(), String> {
    let mut app = app(shell, 1600, 900)?;
    if let Some(mut window) = app
        .world_mut()
        .query_filtered::<&mut Window, With<PrimaryWindow>>()
        .iter_mut(app.world_mut())
        .next()
    {
        // On a real screen the desktop's own scale counts.
        window.resolution.set_scale_factor_override(None);
    }
    app.add_systems(PostStartup, fill_a_small_screen);
    match app.run() {
        AppExit::Success => Ok(()),
        AppExit::Error(code) => Err(format!("the window closed with an error ({code})")),
    }
}

/// A screen that the window does not fit into with its borders, its title and the desktop's bar is filled: they take
/// up to a tenth, and what lies beyond the screen's edge can't be reached on many a laptop.
fn fill_a_small_screen(
    mut windows: Query<&mut Window, With<PrimaryWindow>>,
    screens: Query<(&Monitor, Has<PrimaryMonitor>)>,
) {
    let Some((screen, _)) = screens.iter().max_by_key(|(_, primary)| *primary) else {
        return;
    };
    let room = screen.physical_size().as_vec2() / screen.scale_factor as f32;
    for mut window in &mut windows {
        if window.size().cmpgt(room * 0.9).any() {
            window.set_maximized(true);
        }
    }
}
