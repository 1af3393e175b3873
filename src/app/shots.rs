//! `--screenshot`: drives the real window through its screens with a scripted team and saves a
//! picture of each. Must not show anything a facilitator would not see.

use super::plugin::{ShellResource, app};
use super::shell::{Screen, Shell};
use bevy::prelude::*;
use bevy::render::view::window::screenshot::{Screenshot, save_to_disk};
use bevy::winit::{UpdateMode, WinitSettings};
use std::path::PathBuf;

/// What is prepared before a picture is taken.
type Prepare = fn(&mut Shell);

/// The pictures, in order.
const SHOTS: [(&str, Prepare); 9] = [
    ("1-home", |_| {}),
    ("2-briefing-read", |shell| {
        shell.choose(0);
        shell.briefing.seed = "4172".to_owned();
    }),
    ("3-briefing-people", |shell| {
        shell.briefing.step = 1;
        for (at, name) in shell.briefing.names.iter_mut().enumerate() {
            if at % 2 == 0 {
                *name = format!("Participant {}", at / 2 + 1);
            }
        }
    }),
    ("4-briefing-objectives", |shell| shell.briefing.step = 2),
    ("5-live-start", |shell| shell.start(Some("typical"))),
    ("6-live-1342", |shell| advance(shell, 132)),
    ("7-live-evening", |shell| {
        advance(shell, 420);
        if let Screen::Live(live) = &mut shell.screen {
            live.draft.card = live
                .scenario()
                .names
                .cards
                .get("isolate-segment")
                .map(|id| id.at());
            live.picked = live
                .scenario()
                .names
                .segments
                .get("imaging")
                .map(|id| id.at());
        }
    }),
    ("8-review", |shell| {
        advance(shell, u64::MAX / 120);
        shell.review();
    }),
    ("9-review-tasks", |shell| shell.open_objective = Some(2)),
];

fn advance(shell: &mut Shell, mins: u64) {
    if let Screen::Live(live) = &mut shell.screen {
        live.advance(mins * 60);
        live.draft = super::session::Draft::default();
        live.read_latest();
    }
}

/// How far the pictures are.
#[derive(Resource)]
struct Progress {
    folder: PathBuf,
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
pub fn screenshots(
    scenario: PathBuf,
    folder: PathBuf,
    width: u32,
    height: u32,
) -> Result<(), String> {
    std::fs::create_dir_all(&folder)
        .map_err(|error| format!("{} can't be made: {error}", folder.display()))?;
    for (name, _) in SHOTS {
        // An old picture must not be taken for a new one.
        let _absent = std::fs::remove_file(folder.join(format!("{name}.png")));
    }
    let records = folder.join("records");
    let mut shell = Shell::new(Some(&scenario), records);
    shell.screen = Screen::Home;
    if shell.scenarios.is_empty() {
        return Err(format!("{} can't be played", scenario.display()));
    }
    let mut app = app(shell, width, height);
    app.insert_resource(WinitSettings {
        focused_mode: UpdateMode::Continuous,
        unfocused_mode: UpdateMode::Continuous,
    })
    .insert_resource(Progress {
        folder: folder.clone(),
        at: 0,
        frames: 0,
        asked: false,
    })
    .add_systems(Last, drive);
    let ended = app.run();
    let missing: Vec<&str> = SHOTS
        .iter()
        .map(|(name, _)| *name)
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
    mut exit: MessageWriter<AppExit>,
) {
    // No tooltip in the way.
    window.set_cursor_position(Some(Vec2::new(3.0, 3.0)));
    settings.focused_mode = UpdateMode::Continuous;
    settings.unfocused_mode = UpdateMode::Continuous;
    let Some((name, prepare)) = SHOTS.get(progress.at) else {
        exit.write(AppExit::Success);
        return;
    };
    let path = progress.folder.join(format!("{name}.png"));
    if progress.frames == 0 {
        prepare(&mut shell.0);
    }
    progress.frames += 1;
    if progress.frames == SETTLE_FRAMES {
        commands
            .spawn(Screenshot::primary_window())
            .observe(save_to_disk(path.clone()));
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
