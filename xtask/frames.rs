//! How long a whole frame of the window takes, rasteriser and all: an exercise runs, frames follow each other
//! as fast as they can. Must not show or save anything.

use bevy::prelude::*;
use bevy::winit::{UpdateMode, WinitSettings};
use std::io::Write as _;
use std::time::Duration;
use wardroom::window::{self, Screen, Shell};
use wardroom_core::host::Ask;

/// Frames that are not counted: shapes are loaded, letters are drawn for the first time.
const FIRST: usize = 60;

/// How far it has come.
#[derive(Resource)]
struct Measured {
    wanted: usize,
    passed: usize,
    took: Vec<Duration>,
}

/// Draws so many frames of a screen, its exercise running at a minute a second, and prints what they took.
///
/// # Errors
/// If the window fails, in words.
pub fn frames(mut shell: Shell, (width, height): (u32, u32), count: usize) -> Result<(), String> {
    if let Screen::Live(live) = &mut shell.screen {
        live.ask(Ask::Speed(60));
        live.ask(Ask::Run(true));
    }
    let mut app = window::app(shell, width, height)?;
    app.insert_resource(Measured {
        wanted: count.max(1),
        passed: 0,
        took: Vec::new(),
    })
    .add_systems(Last, measure);
    match app.run() {
        AppExit::Success => Ok(()),
        AppExit::Error(_) => Err("the window failed".to_owned()),
    }
}

fn measure(
    time: Res<Time<Real>>,
    mut measured: ResMut<Measured>,
    mut settings: ResMut<WinitSettings>,
    mut exit: MessageWriter<AppExit>,
) {
    settings.focused_mode = UpdateMode::Continuous;
    settings.unfocused_mode = UpdateMode::Continuous;
    measured.passed += 1;
    if measured.passed <= FIRST {
        return;
    }
    measured.took.push(time.delta());
    if measured.took.len() < measured.wanted {
        return;
    }
    measured.took.sort_unstable();
    let took = &measured.took;
    let ms = |part: usize| took[(took.len() - 1) * part / 100].as_secs_f64() * 1_000.0;
    let told = format!(
        "{} frames: fastest {:.1} ms, median {:.1} ms, nine in ten within {:.1} ms, slowest {:.1} ms\n",
        took.len(),
        ms(0),
        ms(50),
        ms(90),
        ms(100)
    );
    let written = std::io::stdout().lock().write_all(told.as_bytes());
    exit.write(match written {
        Ok(()) => AppExit::Success,
        Err(_) => AppExit::error(),
    });
}
