//! The scenarios that come with the program, inside it, for where no folder of them is found. They
//! are named `shipped:/friday-lunchtime.ron`, can be read like any file, and can't be changed.

use super::first_word::text_begins_with;
use include_dir::{Dir, include_dir};
use std::io;
use std::path::{Component, Path, PathBuf};
use wardroom_core::ensemble::hindcast::England;
use wardroom_core::scenario::Problems;

static SCENARIOS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../scenarios");

/// The folder by whose name they are read.
pub const SHIPPED: &str = "shipped:";

/// Where a path leads among them; nothing if it leads elsewhere.
fn inside(path: &Path) -> Option<PathBuf> {
    let rest = path.strip_prefix(SHIPPED).ok()?;
    let mut inside = PathBuf::new();
    for part in rest.components() {
        match part {
            Component::Normal(name) => inside.push(name),
            Component::ParentDir => {
                inside.pop();
            }
            _ => {}
        }
    }
    Some(inside)
}

/// Whether a path leads to them.
pub(super) fn is_shipped(path: &Path) -> bool {
    path.starts_with(SHIPPED)
}

/// A file of theirs; nothing if the path leads elsewhere.
pub(super) fn file(path: &Path) -> Option<io::Result<&'static [u8]>> {
    let inside = inside(path)?;
    Some(match SCENARIOS.get_file(&inside) {
        Some(file) => Ok(file.contents()),
        None => Err(io::Error::new(
            io::ErrorKind::NotFound,
            format!("no such file comes with the program; there are {}", names()),
        )),
    })
}

fn names() -> String {
    let names: Vec<String> = scenarios()
        .iter()
        .map(|it| it.display().to_string())
        .collect();
    names.join(", ")
}

/// The bytes of a file that ships, by its path among them, like `friday-lunchtime.ron`.
///
/// # Errors
/// If there is none.
pub fn shipped(path: &str) -> Result<Vec<u8>, String> {
    match SCENARIOS.get_file(path) {
        Some(file) => Ok(file.contents().to_vec()),
        None => Err("no such file comes with the program".to_owned()),
    }
}

/// England in May 2017, as it ships.
///
/// # Errors
/// Every problem, with its place; a test holds that there is none.
pub fn england_2017() -> Result<England, Problems> {
    let name = "england-2017.ron";
    let bytes =
        shipped(&format!("library/{name}")).map_err(|why| Problems::unreadable(name, &why))?;
    England::read(name, &String::from_utf8_lossy(&bytes))
}

/// The scenarios, in order of name.
pub(super) fn scenarios() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = SCENARIOS
        .files()
        .filter(|file| file.path().extension().is_some_and(|it| it == "ron"))
        .map(|file| Path::new(SHIPPED).join(file.path()))
        .collect();
    paths.sort();
    paths
}

/// The plans in one of their folders, in order of name.
pub(super) fn plans(folder: &Path) -> Vec<PathBuf> {
    let within = inside(folder).and_then(|it| SCENARIOS.get_dir(it));
    let mut paths: Vec<PathBuf> = within
        .into_iter()
        .flat_map(|it| it.files())
        .filter(|file| file.path().extension().is_some_and(|it| it == "ron"))
        .filter(|file| {
            file.contents_utf8()
                .is_some_and(|it| text_begins_with(it, &["Plan"]))
        })
        .map(|file| Path::new(SHIPPED).join(file.path()))
        .collect();
    paths.sort();
    paths
}

/// Says that they can't be changed.
pub(super) fn refuse_to_write(path: &Path) -> io::Result<()> {
    if is_shipped(path) {
        return Err(io::Error::new(
            io::ErrorKind::ReadOnlyFilesystem,
            "it comes with the program and can't be changed; `wardroom new FOLDER --like` with its name writes a copy of your own",
        ));
    }
    Ok(())
}
