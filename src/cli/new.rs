//! `wardroom new`: a small, complete scenario to begin with, which explains itself.

use super::{Ended, Failure, Outcome, out};
use crate::author::{Step, quoted, set};
use crate::files;
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
}

/// The files of the starter scenario.
pub const STARTER: [(&str, &str); 5] = [
    ("exercise.ron", include_str!("../starter/exercise.ron")),
    ("estate.ron", include_str!("../starter/estate.ron")),
    ("people.ron", include_str!("../starter/people.ron")),
    (
        "teams/prepared.ron",
        include_str!("../starter/teams/prepared.ron"),
    ),
    ("teams/slow.ron", include_str!("../starter/teams/slow.ron")),
];

pub fn new(arguments: &New) -> Outcome {
    let folder = &arguments.folder;
    let taken = folder.exists()
        && std::fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_some());
    if taken {
        return Err(Failure::CouldNotRun(format!(
            "{} is there already and not empty. Name a folder that is new, so that nothing is written over.",
            folder.display()
        )));
    }
    for (name, text) in STARTER {
        let mut text = text.to_owned();
        if name == "exercise.ron" {
            // Records are told apart by it.
            let id = crate::exchange::words::slug(&folder.file_name().map_or_else(
                || files::name_of(folder),
                |it| it.to_string_lossy().into_owned(),
            ));
            let (range, new) = set(&text, &[Step::from("id")], &quoted(&id))
                .map_err(|error| Failure::CouldNotRun(error.to_string()))?;
            text.replace_range(range, &new);
        }
        if let (Some(title), "exercise.ron") = (&arguments.title, name) {
            let (range, new) = set(&text, &[Step::from("title")], &quoted(title.trim()))
                .map_err(|error| Failure::CouldNotRun(error.to_string()))?;
            text.replace_range(range, &new);
        }
        let path = folder.join(name);
        files::write(&path, text.as_bytes()).map_err(|error| {
            Failure::CouldNotRun(format!("{} can't be written: {error}", path.display()))
        })?;
    }
    let main = folder.join("exercise.ron");
    out(&format!(
        "{0} is a whole exercise. Open it in any editor and begin with the words in quotes.\n  wardroom check {0} --advice\n  wardroom play {0}\n",
        main.display()
    ));
    Ok(Ended::Done)
}
