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
use std::collections::BTreeMap;
use wardroom_core::scenario::OrganisationId;

/// A room's window, and its camera.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoomWindow(pub OrganisationId);

/// The schedule in which a room's window is drawn: bevy_egui asks one of each context.
#[derive(ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
struct RoomContextPass(OrganisationId);

/// Where a room's window stood and how large it was, so that it is there again in the next exercise: somebody
/// has moved it to the projector.
#[derive(Resource, Default)]
struct Stood(BTreeMap<OrganisationId, (WindowPosition, Vec2)>);

/// The rooms' windows.
pub struct RoomsPlugin;

impl Plugin for RoomsPlugin {
    fn build(&self, app: &mut App) {
        app.init_resource::<Stood>()
            .add_systems(
                PreUpdate,
                (stood, close).chain().in_set(WindowSystems::RoomInput),
            )
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

/// Keeps where the windows stand.
fn stood(mut stood: ResMut<Stood>, rooms: Query<(&RoomWindow, &Window), Changed<Window>>) {
    for (room, window) in &rooms {
        stood.0.insert(room.0, (window.position, window.size()));
    }
}

/// Opens and closes the rooms' windows as the shell wants them.
fn open_and_close(
    mut commands: Commands,
    shell: Res<ShellResource>,
    open: Query<(Entity, &RoomWindow)>,
    (wake, stood): (Res<Wake>, Res<Stood>),
) {
    let wanted: Vec<OrganisationId> = shell.0.rooms_open().collect();
    for of in &wanted {
        if open.iter().all(|(_, room)| room.0 != *of) {
            let title = shell.0.room_title(*of);
            open_room(&mut commands, *of, title, stood.0.get(of).copied());
            // It is drawn from the next frame on.
            wake.now();
        }
    }
    for (entity, room) in &open {
        if !wanted.contains(&room.0) {
            commands.entity(entity).despawn();
        }
    }
}

fn open_room(
    commands: &mut Commands,
    of: OrganisationId,
    title: String,
    stood: Option<(WindowPosition, Vec2)>,
) {
    commands.queue(move |world: &mut World| {
        let pass = RoomContextPass(of);
        // It stays when the window closes, for the next time.
        if !world.resource::<Schedules>().contains(pass.clone()) {
            let mut schedule = Schedule::new(pass);
            schedule.add_systems(draw(of).in_set(WindowSystems::Draw));
            world.add_schedule(schedule);
        }
    });
    let (position, size) = stood.unwrap_or((WindowPosition::Automatic, Vec2::new(1280.0, 720.0)));
    let mut resolution = WindowResolution::default();
    resolution.set(size.x, size.y);
    let window = Window {
        title,
        position,
        resolution,
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
