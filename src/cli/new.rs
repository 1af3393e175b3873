//! `wardroom new`: a small, complete scenario to begin with, which explains itself.

use super::ended::{Ended, Failure, Outcome};
use super::terminal::out;
use super::terminal::quoted as for_shell;
use crate::starter;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `wardroom new`.
#[derive(Debug, Args)]
pub struct New {
    /// The folder for it; it must be new or empty.
    folder: PathBuf,
    /// The exercise's title.
    #[arg(long, value_name = "WORDS")]
    title: Option<String>,
    /// A copy of this scenario, to be changed, in place of the small one; one that comes with the
    /// program is named shipped:/friday-lunchtime.ron.
    #[arg(long, value_name = "SCENARIO")]
    like: Option<PathBuf>,
}

pub fn new(arguments: &New) -> Outcome {
    let files = match &arguments.like {
        None => starter::starter(),
        // The main file stands first.
        Some(path) => super::named_files::scenario_at(path)?.files.clone(),
    };
    let main = starter::write(&arguments.folder, arguments.title.as_deref(), files)
        .map_err(Failure::CouldNotRun)?;
    out(&format!(
        "{} is a whole exercise. Open it in any editor and begin with the words in quotes.\n  wardroom check {1} --advice\n  wardroom play {1}\n",
        main.display(),
        for_shell(&main)
    ))?;
    Ok(Ended::Done)
}
