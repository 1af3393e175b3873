//! Sound in the room, where it was built in and is wanted: each message as it comes, and a service that
//! stops. Must not choose what is heard.

use super::held::ShellResource;
use super::order::WindowSystems;
use super::pace::Wake;
use super::screens::Sitting;
use crate::window::Screen;
use crate::window::cue::{Cue, STOPS, arrival};
use bevy::audio::{AudioPlayer, Pitch, PlaybackSettings};
use bevy::prelude::*;
use bevy::time::Real;
use std::collections::VecDeque;
use std::time::Duration;
use wardroom_core::exercise::{Source, Standing};

/// Plays what is heard.
pub struct SoundPlugin;

impl Plugin for SoundPlugin {
    fn build(&self, app: &mut App) {
        app.init_resource::<Heard>().add_systems(
            Update,
            (hear, play)
                .chain()
                .in_set(WindowSystems::Views)
                .run_if(in_state(Sitting)),
        );
    }
}

/// What was heard last, and what is still to be played.
#[derive(Resource, Debug, Default)]
struct Heard {
    begun: bool,
    message: Option<Source>,
    stopped: usize,
    /// Hertz and length of the notes to come.
    notes: VecDeque<(f32, Duration)>,
    /// Until when the last one sounds, real time since the window opened.
    until: Duration,
}

impl Heard {
    fn add(&mut self, cue: Cue) {
        let notes = cue.notes.iter();
        self.notes
            .extend(notes.map(|(hz, ms)| (*hz, Duration::from_millis(*ms))));
    }
}

/// Hears what has come since the last frame, in the room that is looked at.
fn hear(shell: Res<ShellResource>, mut heard: ResMut<Heard>) {
    let Screen::Live(live) = &shell.0.screen else {
        *heard = Heard::default();
        return;
    };
    let Some(room) = live.seen.rooms.get(&live.seen.room_of()) else {
        return;
    };
    let message = room.message.as_ref();
    let source = message.map(|it| it.source);
    let stopped = room.services.iter();
    let stopped = stopped.filter(|it| it.standing == Some(Standing::Stopped));
    let stopped = stopped.count();
    if heard.begun && shell.0.settings.sounds() {
        if stopped > heard.stopped {
            heard.add(STOPS);
        }
        if let Some(message) = message.filter(|it| Some(it.source) != heard.message) {
            heard.add(arrival(message.letter.kind));
        }
    }
    (heard.begun, heard.message, heard.stopped) = (true, source, stopped);
}

/// Plays one note after the other.
fn play(
    mut commands: Commands,
    mut heard: ResMut<Heard>,
    mut pitches: ResMut<Assets<Pitch>>,
    time: Res<Time<Real>>,
    wake: Res<Wake>,
) {
    let now = time.elapsed();
    if now >= heard.until
        && let Some((hz, length)) = heard.notes.pop_front()
    {
        heard.until = now + length;
        if hz > 0.0 {
            let pitch = pitches.add(Pitch::new(hz, length));
            commands.spawn((AudioPlayer(pitch), PlaybackSettings::DESPAWN));
        }
    }
    if !heard.notes.is_empty() {
        wake.after(heard.until.saturating_sub(now));
    }
}
