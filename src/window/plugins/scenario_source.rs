//! Where scenario assets come from: a folder on a disk or, for a program that was installed without
//! one, the scenarios inside it. All of it goes through the one door to files, with its limits. Must
//! not know what stands in them.

use super::super::shell::Library;
use bevy::asset::io::{AssetReader, AssetReaderError, AssetSourceBuilder, PathStream, VecReader};
use bevy::prelude::*;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wardroom_files as files;

/// The source's name: `scenarios://friday-lunchtime.ron`.
pub const SCENARIOS: &str = "scenarios";

/// Registers the source. Comes before Bevy's own plugins.
pub struct ScenarioSourcePlugin(ScenarioFolder);

impl ScenarioSourcePlugin {
    /// The source of a library's files.
    pub fn of(library: &Library) -> Self {
        Self(ScenarioFolder {
            folder: library.folder().unwrap_or_default(),
            mains: library.unread().into_iter().collect(),
        })
    }
}

impl Plugin for ScenarioSourcePlugin {
    fn build(&self, app: &mut App) {
        let folder = self.0.clone();
        app.register_asset_source(
            SCENARIOS,
            AssetSourceBuilder::new(move || Box::new(folder.clone())),
        );
    }
}

/// A folder with scenarios; `shipped:` is the one inside the program.
#[derive(Clone)]
struct ScenarioFolder {
    folder: PathBuf,
    /// Main files are read by the path they were found at, though they be links.
    mains: BTreeSet<PathBuf>,
}

impl AssetReader for ScenarioFolder {
    async fn read<'a>(&'a self, path: &'a Path) -> Result<VecReader, AssetReaderError> {
        let whole = self.folder.join(path);
        let read = if self.mains.contains(&whole) {
            files::main_file(&whole)
        } else {
            files::below(&self.folder, &path.to_string_lossy())
        };
        let told = |why: String| AssetReaderError::Io(Arc::new(io::Error::other(why)));
        read.map(VecReader::new).map_err(told)
    }

    async fn read_meta<'a>(&'a self, path: &'a Path) -> Result<VecReader, AssetReaderError> {
        // Nothing stands beside a scenario that says how to read it.
        Err(AssetReaderError::NotFound(path.to_path_buf()))
    }

    async fn read_directory<'a>(
        &'a self,
        path: &'a Path,
    ) -> Result<Box<PathStream>, AssetReaderError> {
        // The library knows which scenarios there are.
        Err(AssetReaderError::NotFound(path.to_path_buf()))
    }

    async fn is_directory<'a>(&'a self, _: &'a Path) -> Result<bool, AssetReaderError> {
        Ok(false)
    }
}
