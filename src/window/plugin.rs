//! The window in Bevy: one camera, one egui context, one system that shows the shell. Must not
//! know what a screen contains.

use super::shell::{MOST_ROOMS, Shell};
use bevy::camera::RenderTarget;
use bevy::prelude::*;
use bevy::window::{WindowRef, WindowResolution};
use bevy::winit::{UpdateMode, WinitSettings};
use bevy_egui::{
    EguiContext, EguiContexts, EguiGlobalSettings, EguiInput, EguiPlugin, EguiPreUpdateSet,
    EguiPrimaryContextPass, EguiSchedule, PrimaryEguiContext,
};
use egui::{LayerId, UiBuilder};
use std::path::PathBuf;
use std::time::Duration;
use wardroom_core::scenario::OrganisationId;

/// The shell, as Bevy keeps it.
#[derive(Resource)]
pub(super) struct ShellResource(pub Shell);

/// Everything the window needs beyond Bevy's own plugins and egui's.
pub struct WardroomPlugin;

impl Plugin for WardroomPlugin {
    fn build(&self, app: &mut App) {
        app.add_systems(Update, pace);
    }
}

/// Sleeps while nothing changes; wakes thirty times a second while the clock runs.
fn pace(shell: Option<Res<ShellResource>>, mut settings: ResMut<WinitSettings>) {
    let running = shell.is_some_and(|shell| shell.0.running());
    let (focused, unfocused) = if running {
        let frame = Duration::from_millis(33);
        (
            UpdateMode::reactive(frame),
            UpdateMode::reactive_low_power(frame),
        )
    } else {
        (
            UpdateMode::reactive(Duration::from_secs(20)),
            UpdateMode::reactive_low_power(Duration::from_secs(60)),
        )
    };
    if settings.focused_mode != focused {
        settings.focused_mode = focused;
        settings.unfocused_mode = unfocused;
    }
}

/// The schedule in which a room's window is drawn.
#[derive(bevy::ecs::schedule::ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
struct RoomContextPass(OrganisationId);

/// A room's window, and its camera.
#[derive(Component)]
pub(super) struct RoomWindow(pub OrganisationId);

/// The window's app, not yet running.
pub(super) fn app(shell: Shell, width: u32, height: u32) -> App {
    let mut app = App::new();
    app.add_plugins(
        DefaultPlugins
            .set(WindowPlugin {
                primary_window: Some(Window {
                    title: "Wardroom".to_owned(),
                    resolution: WindowResolution::new(width, height)
                        .with_scale_factor_override(1.0),
                    ..default()
                }),
                close_when_requested: false,
                ..default()
            })
            .set(bevy::log::LogPlugin {
                filter: "warn,wgpu=error,naga=error,bevy_render=error,bevy_winit=error,winit=error"
                    .to_owned(),
                ..default()
            }),
    )
    .add_plugins(EguiPlugin::default())
    .insert_resource(WinitSettings::desktop_app())
    .insert_resource(ClearColor(Color::BLACK))
    .insert_resource(ShellResource(shell))
    .add_plugins(WardroomPlugin)
    .add_systems(Startup, camera)
    .add_systems(
        PreUpdate,
        same_modifiers
            .after(EguiPreUpdateSet::ProcessInput)
            .before(EguiPreUpdateSet::BeginPass),
    )
    .add_systems(Update, (room_window, close).chain())
    .add_systems(EguiPrimaryContextPass, show);
    for of in (0..MOST_ROOMS).map(OrganisationId::from) {
        let show_room = move |rooms: Rooms<'_, '_>, shell: ResMut<'_, ShellResource>| {
            show_room(of, rooms, shell);
        };
        app.add_systems(RoomContextPass(of), show_room);
    }
    app
}

/// Opens and closes the rooms' windows as the shell wants them.
fn room_window(
    mut commands: Commands,
    mut shell: ResMut<ShellResource>,
    open: Query<(Entity, &RoomWindow)>,
) {
    let rooms = shell.0.rooms.clone();
    for of in rooms.iter().copied() {
        if open.iter().any(|(_, room)| room.0 == of) {
            continue;
        }
        shell.0.room_opens(of);
        let window = commands
            .spawn((
                RoomWindow(of),
                Window {
                    title: shell.0.room_title(of),
                    resolution: WindowResolution::new(1280, 720),
                    ..default()
                },
            ))
            .id();
        commands.spawn((
            RoomWindow(of),
            Camera2d,
            RenderTarget::Window(WindowRef::Entity(window)),
            EguiSchedule::new(RoomContextPass(of)),
        ));
    }
    for (entity, room) in &open {
        if !rooms.contains(&room.0) {
            commands.entity(entity).despawn();
        }
    }
}

/// Closing a room's window closes only that; closing the console closes all, and asks back only
/// if something is not on disk.
fn close(
    mut shell: ResMut<ShellResource>,
    mut asked: MessageReader<bevy::window::WindowCloseRequested>,
    primary: Query<Entity, With<bevy::window::PrimaryWindow>>,
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

/// Takes out the modifier keys that bevy_egui reports in every frame although none has changed: to
/// egui every event asks for another frame, and the window would never sleep.
fn same_modifiers(mut inputs: Query<&mut EguiInput>, mut last: Local<egui::Modifiers>) {
    for mut input in &mut inputs {
        let before = *last;
        input.events.retain(|event| match event {
            egui::Event::ModifiersChanged(now) => {
                *last = *now;
                *now != before
            }
            _ => true,
        });
    }
}

fn camera(mut commands: Commands, mut settings: ResMut<EguiGlobalSettings>) {
    // The room's window has a context of its own: which is the console's is said here.
    settings.auto_create_primary_context = false;
    commands.spawn((Camera2d, PrimaryEguiContext));
}

/// The contexts of the rooms' windows.
type Rooms<'w, 's> =
    Query<'w, 's, (&'static RoomWindow, &'static mut EguiContext), Without<PrimaryEguiContext>>;

/// Shows a room.
fn show_room(of: OrganisationId, mut rooms: Rooms<'_, '_>, mut shell: ResMut<'_, ShellResource>) {
    let Some((_, mut context)) = rooms.iter_mut().find(|(room, _)| room.0 == of) else {
        return;
    };
    let ctx = context.get_mut();
    let mut root = egui::Ui::new(
        ctx.clone(),
        "room".into(),
        UiBuilder::new()
            .layer_id(LayerId::background())
            .max_rect(ctx.viewport_rect()),
    );
    shell.0.room_frame(of, &mut root);
}

/// Shows the shell.
fn show(
    mut contexts: EguiContexts,
    mut shell: ResMut<ShellResource>,
    time: Res<Time<bevy::time::Real>>,
) -> Result {
    let ctx = contexts.ctx_mut()?;
    let mut root = egui::Ui::new(
        ctx.clone(),
        "root".into(),
        UiBuilder::new()
            .layer_id(LayerId::background())
            .max_rect(ctx.viewport_rect()),
    );
    shell.0.frame(&mut root, time.delta_secs_f64());
    Ok(())
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
pub fn write(scenario: &std::path::Path, records: PathBuf) -> Result<(), String> {
    let mut shell = Shell::new(None, records);
    shell.author(scenario)?;
    open(shell)
}

fn open(shell: Shell) -> Result<(), String> {
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
