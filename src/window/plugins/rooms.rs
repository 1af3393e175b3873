//! The rooms' windows: one for each organisation whose room is wanted, made when it is first
//! wanted, with a camera, an egui context and a schedule of its own. Must not know what a room shows.

use super::held::{ShellResource, root};
use super::minutes::ExerciseMinute;
use super::order::WindowSystems;
use super::pace::Wake;
use super::screens::Sitting;
use bevy::camera::RenderTarget;
use bevy::ecs::schedule::ScheduleLabel;
use bevy::prelude::*;
use bevy::window::{WindowCloseRequested, WindowRef, WindowResolution};
use bevy_egui::{EguiContext, EguiSchedule, PrimaryEguiContext};
use wardroom_core::scenario::OrganisationId;

/// A room's window, and its camera.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoomWindow(pub OrganisationId);

/// The schedule in which a room's window is drawn: bevy_egui asks one of each context.
#[derive(ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
struct RoomContextPass(OrganisationId);

/// The rooms' windows.
pub struct RoomsPlugin;

impl Plugin for RoomsPlugin {
    fn build(&self, app: &mut App) {
        app.add_systems(PreUpdate, close.in_set(WindowSystems::RoomInput))
            .add_systems(
                Update,
                open_and_close
                    .in_set(WindowSystems::Views)
                    .run_if(in_state(Sitting)),
            )
            .add_systems(ExerciseMinute, title);
    }
}

/// Closing a room's window closes only that.
fn close(
    mut shell: ResMut<ShellResource>,
    mut asked: MessageReader<WindowCloseRequested>,
    rooms: Query<&RoomWindow>,
) {
    for message in asked.read() {
        if let Ok(room) = rooms.get(message.window) {
            shell.0.rooms.open.remove(&room.0);
        }
    }
}

/// Opens and closes the rooms' windows as the shell wants them.
fn open_and_close(
    mut commands: Commands,
    shell: Res<ShellResource>,
    open: Query<(Entity, &RoomWindow)>,
    wake: Res<Wake>,
) {
    for of in &shell.0.rooms.open {
        if open.iter().all(|(_, room)| room.0 != *of) {
            let title = shell.0.room_title(*of);
            open_room(&mut commands, *of, title);
            // It is drawn from the next frame on.
            wake.now();
        }
    }
    for (entity, room) in &open {
        if !shell.0.rooms.open.contains(&room.0) {
            commands.entity(entity).despawn();
        }
    }
}

fn open_room(commands: &mut Commands, of: OrganisationId, title: String) {
    commands.queue(move |world: &mut World| {
        let pass = RoomContextPass(of);
        // It stays when the window closes, for the next time.
        if !world.resource::<Schedules>().contains(pass.clone()) {
            let mut schedule = Schedule::new(pass);
            schedule.add_systems(draw(of).in_set(WindowSystems::Draw));
            world.add_schedule(schedule);
        }
    });
    let window = Window {
        title,
        resolution: WindowResolution::new(1280, 720),
        ..default()
    };
    // Whose wish for it stays with the shell: it is there again at the next exercise.
    let belongs = || (RoomWindow(of), DespawnOnExit(Sitting));
    let window = commands.spawn((belongs(), window)).id();
    commands.spawn((
        belongs(),
        Camera2d,
        // As the console's.
        Msaa::Off,
        RenderTarget::Window(WindowRef::Entity(window)),
        EguiSchedule::new(RoomContextPass(of)),
    ));
}

/// Says in the rooms' titles how late it is in the exercise.
fn title(shell: Res<ShellResource>, mut rooms: Query<(&RoomWindow, &mut Window)>) {
    for (room, mut window) in &mut rooms {
        let title = shell.0.room_title(room.0);
        if window.title != title {
            window.title = title;
        }
    }
}

/// The contexts of the rooms' windows.
type Rooms<'w, 's> =
    Query<'w, 's, (&'static RoomWindow, &'static mut EguiContext), Without<PrimaryEguiContext>>;

/// Shows a room.
fn draw(of: OrganisationId) -> impl FnMut(Rooms, ResMut<ShellResource>) {
    move |mut rooms, mut shell| {
        if let Some((_, mut context)) = rooms.iter_mut().find(|(room, _)| room.0 == of) {
            shell.0.room_frame(of, &mut root(context.get_mut(), "room"));
        }
    }
}
