//! The repository's files as tests read them: the scenarios that ship, those kept for tests, and the
//! small one that is sound. Tests of several packages include it; must not need more than the core.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use wardroom_core::scenario::{Scenario, check};

/// The repository's top, from whichever package's tests this is built into.
pub fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .find(|folder| folder.join("scenarios").is_dir())
        .expect("the scenarios stand at the top")
        .to_path_buf()
}

/// A file of the core's tests, by its path beside `main.rs`.
pub fn kept(path: &str) -> PathBuf {
    top().join("crates/core/tests/core").join(path)
}

/// The bytes of a file below the folder of scenarios, in the way in which the core asks for them.
pub fn shipped(path: &str) -> Result<Vec<u8>, String> {
    std::fs::read(top().join("scenarios").join(path)).map_err(|why| why.to_string())
}

/// The scenarios that ship, in order of name; what they include lies in folders beside them.
pub fn scenarios() -> Vec<Arc<Scenario>> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(top().join("scenarios"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it == "ron"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 6, "{paths:?}");
    paths.iter().map(|path| scenario(path)).collect()
}

/// A scenario that ships, by its name without the ending.
pub fn shipped_scenario(id: &str) -> Arc<Scenario> {
    scenario(&top().join("scenarios").join(format!("{id}.ron")))
}

/// The scenario whose main file this is.
pub fn scenario(path: &Path) -> Arc<Scenario> {
    let folder = path.parent().expect("a folder");
    let main = path.file_name().and_then(|it| it.to_str()).expect("a name");
    let fetch = |name: &str| std::fs::read(folder.join(name)).map_err(|why| why.to_string());
    Arc::new(check(main, &fetch).unwrap_or_else(|problems| panic!("{}", problems.render(false))))
}

/// A sound scenario that is as small as it can be and still has something of nearly everything.
pub const MAIN: &str = include_str!("diagnostics/sound/main.ron");

/// The file that [`MAIN`] includes.
pub const LIBRARY: &str = include_str!("diagnostics/sound/library.ron");

/// The scripted team of [`MAIN`].
pub const TEAM: &str = include_str!("diagnostics/sound/quick.ron");

/// The sound scenario's files: name and text.
pub fn sound() -> [(&'static str, &'static str); 3] {
    [
        ("main.ron", MAIN),
        ("library.ron", LIBRARY),
        ("quick.ron", TEAM),
    ]
}
