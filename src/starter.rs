//! A scenario to begin with: a small, complete one that explains itself, or a copy of another, named and
//! written into a folder of its own. Must not write over anything.

use std::path::{Path, PathBuf};
#[cfg(feature = "window")]
use wardroom_core::file_name::file_name;
use wardroom_core::ron_tree::{Step, quoted, set};
#[cfg(feature = "window")]
use wardroom_core::scenario::Scenario;
use wardroom_core::scenario::SourceFile;
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
pub fn starter() -> Vec<SourceFile> {
    let file = |(path, text): (&str, &str)| SourceFile {
        path: path.to_owned(),
        text: text.to_owned(),
        base64: false,
    };
    STARTER.into_iter().map(file).collect()
}

/// Writes files, the main one first, into a folder that is new or empty. The scenario's id is made of the
/// folder's name, for records are told apart by it. Tells the path of the main file.
///
/// # Errors
/// Why it can't be written, in words; then nothing of it is.
pub fn write(
    folder: &Path,
    title: Option<&str>,
    mut files: Vec<SourceFile>,
) -> Result<PathBuf, String> {
    if !files::is_free(folder) {
        return Err(format!(
            "{} is there already and not empty. Name a folder that is new, so that nothing is written over.",
            folder.display()
        ));
    }
    let first = files.first_mut().ok_or("there is nothing to copy")?;
    let main = folder.join(&first.path);
    let text = &mut first.text;
    replace(text, "id", &slug(&called(folder)))?;
    if let Some(title) = title {
        replace(text, "title", title.trim())?;
    }
    let bytes = |file: &SourceFile| Ok((folder.join(&file.path), file.bytes()?));
    let written = files.iter().map(bytes);
    let written = written.collect::<Result<Vec<(PathBuf, Vec<u8>)>, String>>()?;
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
    let folders = files::folders_in(&own_folder(records)).into_iter();
    folders
        .flat_map(|folder| files::scenarios_in(&folder))
        .collect()
}

/// Begins a scenario of this title from the small one, beside the records, in a folder that nobody has
/// and under an id that is not `taken`. Tells the path of its main file.
///
/// # Errors
/// Why it can't be written, in words.
#[cfg(feature = "window")]
pub fn begin(records: &Path, title: &str, taken: &[String]) -> Result<PathBuf, String> {
    let folder = free_folder(records, &slug(title), taken)?;
    write(&folder, Some(title), starter())
}

/// Copies a scenario there, to be changed: one that is inside the program can't be. Tells the path of the
/// copy's main file.
///
/// # Errors
/// Why it can't be written, in words.
#[cfg(feature = "window")]
pub fn copy(records: &Path, scenario: &Scenario, taken: &[String]) -> Result<PathBuf, String> {
    let folder = free_folder(records, &scenario.id, taken)?;
    write(&folder, None, scenario.files.clone())
}

/// A folder that nobody has, after a name that is not taken.
#[cfg(feature = "window")]
fn free_folder(records: &Path, name: &str, taken: &[String]) -> Result<PathBuf, String> {
    let name = file_name(if name.is_empty() { "scenario" } else { name });
    let names = std::iter::once(name.clone()).chain((2..).map(|it| format!("{name}-{it}")));
    let mut folders = names
        .filter(|name| !taken.contains(name))
        .map(|name| own_folder(records).join(name));
    folders
        .find(|folder| files::is_free(folder))
        .ok_or_else(|| "there is no folder left for it".to_owned())
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
    fn what_is_inside_the_program_is_changed_as_a_copy() {
        let folder = tempfile::tempdir().expect("a folder");
        let records = folder.path().join("records");
        let inside = Path::new(files::SHIPPED).join("friday-across.ron");
        let inside = files::scenario(&inside).expect("sound");
        let main = copy(&records, &inside, std::slice::from_ref(&inside.id)).expect("written");
        let copied = files::scenario(&main).expect("sound");
        assert_eq!(copied.title, inside.title);
        assert_eq!(copied.id, "friday-across-2");
        assert_eq!(own(&records), [main], "it is offered from then on");
    }

    #[test]
    fn a_title_that_is_a_device_on_windows_has_a_folder_that_is_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let main = begin(&folder.path().join("records"), "Aux", &[]).expect("written");
        assert!(main.ends_with("my-scenarios/aux_/exercise.ron"), "{main:?}");
        assert_eq!(files::scenario(&main).expect("sound").id, "aux");
    }

    #[test]
    fn a_title_of_signs_alone_has_a_folder_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let main = begin(&folder.path().join("records"), "?!", &[]).expect("written");
        assert!(main.ends_with("my-scenarios/scenario/exercise.ron") || main.is_file());
    }
}
