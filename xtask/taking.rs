//! Pictures, taken one after the other: a screen is prepared, settles, and is saved. Must not know what is on it.

use crate::{Arguments, shots};
use bevy::prelude::*;
use bevy::render::view::window::screenshot::{Screenshot, save_to_disk};
use bevy::winit::{UpdateMode, WinitSettings};
use std::path::PathBuf;
use wardroom::window::{self, RoomWindow, Screen, Settings, Shell, ShellResource};

/// How far the pictures are.
#[derive(Resource)]
struct Progress {
    folder: PathBuf,
    /// Names of those that are taken.
    wanted: Vec<&'static str>,
    at: usize,
    frames: u32,
    asked: bool,
}

/// Frames between preparing a screen and taking its picture: layouts settle, shapes are loaded.
const SETTLE_FRAMES: u32 = 12;
/// Frames after which a picture that does not appear is given up.
const PATIENCE_FRAMES: u32 = 2_000;

/// Saves a picture of each screen to a folder.
///
/// # Errors
/// Why it can't be done, in words.
pub fn pictures(arguments: &Arguments, settings: Settings) -> Result<(), String> {
    let (folder, (width, height)) = (&arguments.folder, arguments.size);
    let wanted = |name: &&str| {
        let named = |part: &String| name.contains(part.as_str());
        arguments.only.is_empty() || arguments.only.iter().any(named)
    };
    let names: Vec<&str> = shots::all().map(|(name, _)| *name).filter(wanted).collect();
    for name in &names {
        // An old picture must not be taken for a new one.
        let picture = folder.join(format!("{name}.png"));
        wardroom_files::make_way(&picture)
            .map_err(|error| format!("{} can't be made: {error}", picture.display()))?;
    }
    let records = folder.join("records");
    let mut shell = Shell::new(None, records);
    shell.wait();
    shell.screen = Screen::Home;
    shell.settings = settings;
    if shell.library.sound().next().is_none() {
        return Err("no scenario was found that can be played".to_owned());
    }
    let mut app = window::app(shell, width, height)?;
    app.insert_resource(WinitSettings {
        focused_mode: UpdateMode::Continuous,
        unfocused_mode: UpdateMode::Continuous,
    })
    .insert_resource(Progress {
        folder: folder.to_path_buf(),
        wanted: names.clone(),
        at: 0,
        frames: 0,
        asked: false,
    })
    .add_systems(Last, drive);
    let ended = app.run();
    let missing: Vec<&str> = names
        .into_iter()
        .filter(|name| !folder.join(format!("{name}.png")).is_file())
        .collect();
    match (ended, missing.as_slice()) {
        (AppExit::Success, []) => Ok(()),
        (_, missing) => Err(format!(
            "these pictures could not be taken: {}",
            missing.join(", ")
        )),
    }
}

fn drive(
    mut commands: Commands,
    mut progress: ResMut<Progress>,
    mut shell: ResMut<ShellResource>,
    mut settings: ResMut<WinitSettings>,
    mut window: Single<&mut Window, With<bevy::window::PrimaryWindow>>,
    room: Query<Entity, (With<RoomWindow>, With<Window>)>,
    mut exit: MessageWriter<AppExit>,
) {
    // No tooltip in the way.
    window.set_cursor_position(Some(Vec2::new(3.0, 3.0)));
    settings.focused_mode = UpdateMode::Continuous;
    settings.unfocused_mode = UpdateMode::Continuous;
    let Some((name, prepare)) = shots::all().nth(progress.at) else {
        exit.write(AppExit::Success);
        return;
    };
    let path = progress.folder.join(format!("{name}.png"));
    if progress.frames == 0 {
        prepare(&mut shell.0);
        shell.0.wait();
        if !progress.wanted.contains(name) {
            progress.at += 1;
            if progress
                .wanted
                .iter()
                .all(|name| progress.folder.join(format!("{name}.png")).is_file())
            {
                progress.at = shots::all().count();
            }
            return;
        }
    }
    progress.frames += 1;
    if progress.frames == SETTLE_FRAMES {
        let of = match room.iter().next() {
            Some(room) if name.ends_with("room-window") => Screenshot::window(room),
            _ => Screenshot::primary_window(),
        };
        commands.spawn(of).observe(save_to_disk(path.clone()));
        progress.asked = true;
    }
    if progress.asked && path.is_file() {
        progress.at += 1;
        progress.frames = 0;
        progress.asked = false;
    } else if progress.frames > PATIENCE_FRAMES {
        exit.write(AppExit::error());
    }
}
