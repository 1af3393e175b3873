//! A scenario to begin with: a small, complete one that explains itself, or a copy of another, named and
//! written into a folder of its own. Must not write over anything.

use std::path::{Path, PathBuf};
use wardroom_core::ron_tree::{Step, quoted, set};
use wardroom_files as files;
use wardroom_papers::exchange::words::slug;

/// The files of the small scenario, the main one first.
pub const STARTER: [(&str, &str); 5] = [
    ("exercise.ron", include_str!("starter/exercise.ron")),
    ("estate.ron", include_str!("starter/estate.ron")),
    ("people.ron", include_str!("starter/people.ron")),
    (
        "teams/prepared.ron",
        include_str!("starter/teams/prepared.ron"),
    ),
    ("teams/slow.ron", include_str!("starter/teams/slow.ron")),
];

/// The same as files to be written.
pub fn starter() -> Vec<(String, String)> {
    let owned = |(name, text): (&str, &str)| (name.to_owned(), text.to_owned());
    STARTER.into_iter().map(owned).collect()
}

/// Writes files, the main one first, into a folder that is new or empty. The scenario's id is made of the
/// folder's name, for records are told apart by it. Tells the path of the main file.
///
/// # Errors
/// Why it can't be written, in words; then nothing of it is.
pub fn write(
    folder: &Path,
    title: Option<&str>,
    mut texts: Vec<(String, String)>,
) -> Result<PathBuf, String> {
    if !files::is_free(folder) {
        return Err(format!(
            "{} is there already and not empty. Name a folder that is new, so that nothing is written over.",
            folder.display()
        ));
    }
    let (main, text) = texts.first_mut().ok_or("there is nothing to copy")?;
    let main = folder.join(&*main);
    replace(text, "id", &slug(&called(folder)))?;
    if let Some(title) = title {
        replace(text, "title", title.trim())?;
    }
    let written: Vec<(PathBuf, String)> = texts
        .into_iter()
        .map(|(name, text)| (folder.join(name), text))
        .collect();
    files::write_together(&written)
        .map_err(|error| format!("the scenario can't be written: {error}"))?;
    Ok(main)
}

fn called(folder: &Path) -> String {
    folder.file_name().map_or_else(
        || files::name_of(folder),
        |it| it.to_string_lossy().into_owned(),
    )
}

fn replace(text: &mut String, field: &str, words: &str) -> Result<(), String> {
    let (range, new) =
        set(text, &[Step::from(field)], &quoted(words)).map_err(|error| error.to_string())?;
    text.replace_range(range, &new);
    Ok(())
}

/// Where scenarios lie that were begun in the window: beside the records.
#[cfg(feature = "window")]
pub fn own_folder(records: &Path) -> PathBuf {
    records
        .parent()
        .unwrap_or(Path::new(""))
        .join("my-scenarios")
}

/// The main files of what lies there.
#[cfg(feature = "window")]
pub fn own(records: &Path) -> Vec<PathBuf> {
    files::folders_in(&own_folder(records))
        .into_iter()
        .map(|folder| folder.join(STARTER[0].0))
        .filter(|main| files::is_there(main))
        .collect()
}

/// Begins a scenario of this title from the small one, beside the records, in a folder that nobody has
/// and under an id that is not `taken`. Tells the path of its main file.
///
/// # Errors
/// Why it can't be written, in words.
#[cfg(feature = "window")]
pub fn begin(records: &Path, title: &str, taken: &[String]) -> Result<PathBuf, String> {
    let named = slug(title);
    let name = if named.is_empty() {
        "scenario".to_owned()
    } else {
        named
    };
    let names = std::iter::once(name.clone()).chain((2..).map(|it| format!("{name}-{it}")));
    let folders = names
        .filter(|name| !taken.contains(name))
        .map(|name| own_folder(records).join(name));
    let mut free = folders.filter(|folder| files::is_free(folder));
    let folder = free.next().ok_or("there is no folder left for it")?;
    write(&folder, Some(title), starter())
}

#[cfg(all(test, feature = "window"))]
mod tests {
    use super::*;

    #[test]
    fn a_second_scenario_of_a_name_has_a_folder_of_its_own_and_both_can_be_played() {
        let folder = tempfile::tempdir().expect("a folder");
        let records = folder.path().join("records");
        let taken = ["flood-at-night".to_owned()];
        let mut mains = Vec::new();
        for _ in 0..2 {
            let main = begin(&records, "Flood at night", &taken).expect("written");
            let scenario = files::scenario(&main).expect("sound");
            assert_eq!(scenario.title, "Flood at night");
            mains.push(scenario.id.clone());
        }
        assert_eq!(mains, ["flood-at-night-2", "flood-at-night-3"]);
        assert_eq!(own(&records).len(), 2);
        let into = own_folder(&records).join(&mains[0]);
        let refused = write(&into, None, starter());
        assert!(refused.is_err_and(|why| why.contains("there already")));
    }

    #[test]
    fn a_title_of_signs_alone_has_a_folder_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let main = begin(&folder.path().join("records"), "?!", &[]).expect("written");
        assert!(main.ends_with("my-scenarios/scenario/exercise.ron") || main.is_file());
    }
}
