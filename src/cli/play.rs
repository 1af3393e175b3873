//! `wardroom play`, and `wardroom` alone: the window; without a display, the exercise without one.

use super::ended::{Ended, Failure, Outcome};
use clap::Args;
use std::path::{Path, PathBuf};
use wardroom_files as files;

/// Arguments of `wardroom play`.
#[derive(Debug, Args)]
pub struct Play {
    /// The scenario's file; the home screen offers those that come with the program.
    scenario: Option<PathBuf>,
    /// Watch this scripted team play, instead of playing.
    #[arg(long, value_name = "TEAM", requires = "scenario")]
    team: Option<String>,
    /// Watch from this time on, e.g. `Fri 13:30`.
    #[arg(long, value_name = "TIME", requires = "team")]
    from: Option<String>,
    /// Where records are kept: `records` here, where that or `scenarios` is there already, else
    /// `Wardroom/records` in your documents.
    #[arg(long, value_name = "DIR")]
    records: Option<PathBuf>,
}

pub fn play(arguments: &Play) -> Outcome {
    let team = arguments
        .team
        .as_deref()
        .map(|team| (team, arguments.from.as_deref()));
    window_or_run(
        arguments.scenario.as_deref(),
        &records(arguments.records.as_ref()),
        team,
    )
}

/// Arguments of `wardroom author`.
#[derive(Debug, Args)]
pub struct AuthorArguments {
    /// The scenario's file.
    scenario: PathBuf,
    /// Where records are kept when it is tried, if not where `wardroom play` keeps them.
    #[arg(long, value_name = "DIR")]
    records: Option<PathBuf>,
}

/// Opens a scenario to be written.
pub fn author(arguments: &AuthorArguments) -> Outcome {
    if let Some(why) = no_window() {
        return Err(Failure::CouldNotRun(format!(
            "{why} Write the scenario in an editor, and look at it with `wardroom check {} --advice`.",
            super::terminal::quoted(&arguments.scenario)
        )));
    }
    open_author(&arguments.scenario, &records(arguments.records.as_ref()))
}

/// Where records are kept.
fn records(said: Option<&PathBuf>) -> PathBuf {
    said.cloned().unwrap_or_else(files::records_folder)
}

/// A scripted team to be watched, and from when.
type Watched<'a> = (&'a str, Option<&'a str>);

/// `wardroom` without a subcommand: the window.
pub fn bare() -> Outcome {
    window_or_run(None, &records(None), None)
}

/// Opens the window; with no display says so and has the typical team play.
fn window_or_run(scenario: Option<&Path>, records: &Path, team: Option<Watched<'_>>) -> Outcome {
    match no_window() {
        None => open_window(scenario, records, team),
        Some(why) => {
            super::terminal::say(&format!(
                "{why} A scripted team plays the exercise without one."
            ));
            super::terminal::say("hint: `wardroom run --help` says how to play without a window.");
            let path = match scenario {
                Some(path) => path.to_path_buf(),
                None => files::scenarios_folder().join("friday-lunchtime.ron"),
            };
            let scenario = super::named_files::scenario_at(&path)?;
            let wanted = team.map_or("typical", |(team, _)| team);
            let found = scenario.teams.iter().find(|team| team.id == wanted);
            let team = match team {
                Some(_) => found,
                None => found.or(scenario.teams.first()),
            }
            .cloned()
            .ok_or_else(|| {
                Failure::CouldNotRun(format!("the scenario lists no scripted team “{wanted}”"))
            })?;
            let finished = super::run::play(&scenario, &team, 1, None)?.finished;
            super::terminal::out(&wardroom_papers::report::Summary::of(&finished).in_words())?;
            Ok(Ended::Done)
        }
    }
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
fn open_window(scenario: Option<&Path>, records: &Path, team: Option<Watched<'_>>) -> Outcome {
    crate::window::run(scenario.map(Path::to_path_buf), records.to_path_buf(), team)
        .map_err(Failure::CouldNotRun)?;
    Ok(Ended::Done)
}

#[cfg(not(feature = "window"))]
fn open_window(_: Option<&Path>, _: &Path, _: Option<Watched<'_>>) -> Outcome {
    Err(Failure::CouldNotRun(
        "this Wardroom was built without its window".to_owned(),
    ))
}

#[cfg(feature = "window")]
fn open_author(scenario: &Path, records: &Path) -> Outcome {
    crate::window::write(scenario, records.to_path_buf()).map_err(Failure::CouldNotRun)?;
    Ok(Ended::Done)
}

#[cfg(not(feature = "window"))]
fn open_author(_: &Path, _: &Path) -> Outcome {
    Err(Failure::CouldNotRun(
        "this Wardroom was built without its window".to_owned(),
    ))
}
