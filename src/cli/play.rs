//! `wardroom play`, and `wardroom` alone: the window; without a display, the exercise without one.

use super::{Ended, Failure, Outcome};
use crate::files;
use clap::Args;
use std::path::{Path, PathBuf};

/// Arguments of `wardroom play`.
#[derive(Debug, Args)]
pub struct Play {
    /// The scenario's file; the home screen offers those that come with the program.
    scenario: Option<PathBuf>,
}

pub fn play(arguments: &Play) -> Outcome {
    window_or_run(arguments.scenario.as_deref())
}

/// Opens the window; with no display says so and has the typical team play.
pub fn window_or_run(scenario: Option<&Path>) -> Outcome {
    match no_window() {
        None => open_window(scenario),
        Some(why) => {
            eprintln!("{why} The typical team plays the exercise without one.");
            eprintln!("hint: `wardroom run --help` says how to play without a window.");
            let path = match scenario {
                Some(path) => path.to_path_buf(),
                None => default_scenario()?,
            };
            let scenario = super::run::scenario_at(&path)?;
            let team = scenario
                .teams
                .iter()
                .find(|team| team.id == "typical")
                .or(scenario.teams.first())
                .cloned()
                .ok_or_else(|| {
                    Failure::CouldNotRun("the scenario lists no scripted team".to_owned())
                })?;
            let finished = super::run::play(&scenario, &team, 1, None)?;
            super::out(&crate::report::Summary::of(&finished).in_words());
            Ok(Ended::Done)
        }
    }
}

fn default_scenario() -> Result<PathBuf, Failure> {
    files::scenarios_folder()
        .map(|folder| folder.join("friday-lunchtime.ron"))
        .filter(|path| path.exists())
        .ok_or_else(|| {
            Failure::CouldNotRun(
                "the scenarios that come with the program were not found; name one: wardroom play FILE"
                    .to_owned(),
            )
        })
}

/// Why there can be no window, in words; nothing if there can be one.
fn no_window() -> Option<&'static str> {
    if cfg!(not(feature = "window")) {
        return Some("This Wardroom was built without its window.");
    }
    let has = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let unix_without_display =
        cfg!(all(unix, not(target_os = "macos"))) && !has("DISPLAY") && !has("WAYLAND_DISPLAY");
    unix_without_display.then_some("There is no display here.")
}

#[cfg(feature = "window")]
fn open_window(scenario: Option<&Path>) -> Outcome {
    crate::app::run(scenario.map(Path::to_path_buf)).map_err(Failure::CouldNotRun)?;
    Ok(Ended::Done)
}

#[cfg(not(feature = "window"))]
fn open_window(_: Option<&Path>) -> Outcome {
    Err(Failure::CouldNotRun(
        "this Wardroom was built without its window".to_owned(),
    ))
}

/// Saves a picture of each screen.
pub fn screenshots(folder: &Path, size: &str) -> Outcome {
    let (width, height) = size
        .split_once('x')
        .and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)))
        .filter(|(width, height)| (640..=7680).contains(width) && (480..=4320).contains(height))
        .ok_or_else(|| {
            Failure::CouldNotRun(format!("“{size}” is no size of a window; write 1920x1080"))
        })?;
    if let Some(why) = no_window() {
        return Err(Failure::CouldNotRun(why.to_owned()));
    }
    take_screenshots(folder, width, height)
}

#[cfg(feature = "window")]
fn take_screenshots(folder: &Path, width: u32, height: u32) -> Outcome {
    let scenario = default_scenario()?;
    crate::app::screenshots(scenario, folder.to_path_buf(), width, height)
        .map_err(Failure::CouldNotRun)?;
    Ok(Ended::Done)
}

#[cfg(not(feature = "window"))]
fn take_screenshots(_: &Path, _: u32, _: u32) -> Outcome {
    Err(Failure::CouldNotRun(
        "this Wardroom was built without its window".to_owned(),
    ))
}
