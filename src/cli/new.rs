//! `wardroom new`: a small, complete scenario to begin with, which explains itself.

use super::ended::{Ended, Failure, Outcome};
use super::terminal::out;
use super::terminal::quoted as for_shell;
use clap::Args;
use std::path::{Path, PathBuf};
use wardroom_core::ron_tree::{Step, quoted, set};
use wardroom_files as files;

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
    if !files::is_free(folder) {
        return Err(Failure::CouldNotRun(format!(
            "{} is there already and not empty. Name a folder that is new, so that nothing is written over.",
            folder.display()
        )));
    }
    let mut texts: Vec<(String, String)> = match &arguments.like {
        None => STARTER
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect(),
        // The main file stands first.
        Some(path) => super::named_files::scenario_at(path)?
            .files
            .iter()
            .map(|file| (file.path.clone(), file.text.clone()))
            .collect(),
    };
    let Some((main, text)) = texts.first_mut() else {
        return Err(Failure::CouldNotRun("there is nothing to copy".to_owned()));
    };
    let main = folder.join(&*main);
    // Records are told apart by it.
    replace(
        text,
        "id",
        &wardroom_papers::exchange::words::slug(&called(folder)),
    )?;
    if let Some(title) = &arguments.title {
        replace(text, "title", title.trim())?;
    }
    let written: Vec<(PathBuf, String)> = texts
        .into_iter()
        .map(|(name, text)| (folder.join(name), text))
        .collect();
    files::write_together(&written)
        .map_err(|error| Failure::CouldNotRun(format!("the scenario can't be written: {error}")))?;
    out(&format!(
        "{} is a whole exercise. Open it in any editor and begin with the words in quotes.\n  wardroom check {1} --advice\n  wardroom play {1}\n",
        main.display(),
        for_shell(&main)
    ))?;
    Ok(Ended::Done)
}

fn called(folder: &Path) -> String {
    folder.file_name().map_or_else(
        || files::name_of(folder),
        |it| it.to_string_lossy().into_owned(),
    )
}

fn replace(text: &mut String, field: &str, words: &str) -> Result<(), Failure> {
    let (range, new) = set(text, &[Step::from(field)], &quoted(words))
        .map_err(|error| Failure::CouldNotRun(error.to_string()))?;
    text.replace_range(range, &new);
    Ok(())
}
