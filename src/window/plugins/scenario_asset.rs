//! A scenario as a Bevy asset: its main file, the files that this names, and what the checker says of
//! them. Problems are what was loaded, so that none of them is lost. Must not read a scenario in
//! another way than the core does.

use bevy::asset::io::{AssetReaderError, Reader};
use bevy::asset::{AssetLoader, AssetPath, LoadContext, ReadAssetBytesError};
use bevy::prelude::*;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::Arc;
use wardroom_core::scenario::{Problems, Scenario, check};

/// A scenario that was read.
#[derive(Asset, TypePath, Debug)]
pub struct ScenarioAsset {
    /// The scenario, if it is sound; else every problem.
    pub read: Result<Arc<Scenario>, Problems>,
    /// Its files, by their paths from the main file's folder, whether they could be read or not.
    pub files: BTreeSet<String>,
}

/// Reads scenarios for Bevy's asset server.
#[derive(Default, TypePath)]
pub struct ScenarioLoader;

impl AssetLoader for ScenarioLoader {
    type Asset = ScenarioAsset;
    type Settings = ();
    type Error = io::Error;

    async fn load(
        &self,
        reader: &mut dyn Reader,
        (): &(),
        context: &mut LoadContext<'_>,
    ) -> io::Result<ScenarioAsset> {
        let asset = context.path().clone_owned();
        let main = name_of(asset.path());
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).await?;
        let mut files = BTreeMap::from([(main.clone(), Ok(bytes))]);
        // Which files there are is known by those that name them: it is looked again until no new
        // name comes up, a few times at most.
        loop {
            let (read, missing) = checked(&main, &files);
            if missing.is_empty() {
                let files = files.into_keys().collect();
                return Ok(ScenarioAsset { read, files });
            }
            for name in missing {
                let folder = asset.path().parent().unwrap_or(Path::new(""));
                let path = AssetPath::from_path_buf(folder.join(&name))
                    .with_source(asset.source().clone_owned());
                let bytes = context.read_asset_bytes(path).await;
                files.insert(name, bytes.map_err(|why| in_words(&why)));
            }
        }
    }

    fn extensions(&self) -> &[&str] {
        &["ron"]
    }
}

/// What the checker says of files, and which others it asked for.
fn checked(
    main: &str,
    files: &BTreeMap<String, Result<Vec<u8>, String>>,
) -> (Result<Arc<Scenario>, Problems>, BTreeSet<String>) {
    let missing = RefCell::new(BTreeSet::new());
    let read = check(main, &|name| {
        files.get(name).cloned().unwrap_or_else(|| {
            missing.borrow_mut().insert(name.to_owned());
            Err("it is still to be read".to_owned())
        })
    });
    (read.map(Arc::new), missing.into_inner())
}

/// A file's name, for a person.
fn name_of(path: &Path) -> String {
    let name = path.file_name();
    name.map(|it| it.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Why a file can't be read, as the command line says it.
fn in_words(why: &ReadAssetBytesError) -> String {
    match why {
        ReadAssetBytesError::AssetReaderError(AssetReaderError::Io(error)) => error.to_string(),
        other => other.to_string(),
    }
}
