//! The library's scenarios, read by Bevy's asset server while the window is already there, and read
//! again when somebody saves one of their files. Must not read or check one itself.

use super::held::ShellResource;
use super::order::WindowSystems;
use super::pace::Wake;
use super::scenario_asset::{ScenarioAsset, ScenarioLoader};
use super::scenario_source::SCENARIOS;
use bevy::asset::{AssetLoadFailedEvent, AssetPath};
use bevy::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use wardroom_core::scenario::Problems;
use wardroom_files::Watch;

/// Time between two looks whether one has been read.
const LOOK: Duration = Duration::from_millis(50);

/// Scenarios as assets.
pub struct LibraryPlugin;

impl Plugin for LibraryPlugin {
    fn build(&self, app: &mut App) {
        app.init_asset::<ScenarioAsset>()
            .init_asset_loader::<ScenarioLoader>()
            .add_systems(Startup, begin)
            .add_systems(
                Update,
                (take, read_again)
                    .chain()
                    .in_set(WindowSystems::Library)
                    .run_if(resource_exists::<Reading>),
            );
    }
}

/// The scenarios that are read as assets.
#[derive(Resource)]
struct Reading {
    folder: PathBuf,
    /// By their names in the folder.
    scenarios: BTreeMap<String, Handle<ScenarioAsset>>,
    /// Those that are being read.
    under_way: BTreeSet<String>,
    /// Tells which files were saved; nothing where they can't be watched.
    watch: Option<Watch>,
    saved: Mutex<Receiver<Vec<PathBuf>>>,
}

impl Reading {
    fn name_of(&self, id: AssetId<ScenarioAsset>) -> Option<String> {
        let mut scenarios = self.scenarios.iter();
        let found = scenarios.find(|(_, handle)| handle.id() == id);
        found.map(|(name, _)| name.clone())
    }

    /// Watches every file of every scenario.
    fn watch(&self, assets: &Assets<ScenarioAsset>) {
        let Some(watch) = &self.watch else { return };
        let mut names: BTreeSet<&str> = self.scenarios.keys().map(String::as_str).collect();
        for handle in self.scenarios.values() {
            let files = assets.get(handle).into_iter().flat_map(|it| &it.files);
            names.extend(files.map(String::as_str));
        }
        watch.files(names.iter().map(|name| self.folder.join(name)));
    }
}

/// A scenario as the asset server knows it.
fn asset_path(name: &str) -> AssetPath<'static> {
    AssetPath::from_path_buf(PathBuf::from(name)).with_source(SCENARIOS)
}

/// Begins to read what the shell has not read.
fn begin(
    mut commands: Commands,
    shell: Res<ShellResource>,
    server: Res<AssetServer>,
    wake: Res<Wake>,
) {
    let unread = shell.0.library.unread();
    let Some(folder) = shell.0.library.folder().filter(|_| !unread.is_empty()) else {
        return;
    };
    let names = unread.iter().filter_map(|path| path.file_name()?.to_str());
    let scenarios: BTreeMap<_, _> = names
        .map(|name| (name.to_owned(), server.load(asset_path(name))))
        .collect();
    let (tell, saved) = channel();
    let wakes = wake.clone();
    let told = move |paths| {
        if tell.send(paths).is_ok() {
            wakes.now();
        }
    };
    // What is inside the program does not change.
    let on_disk = folder != Path::new(wardroom_files::SHIPPED);
    commands.insert_resource(Reading {
        folder,
        under_way: scenarios.keys().cloned().collect(),
        scenarios,
        watch: on_disk.then(|| Watch::new(told).ok()).flatten(),
        saved: Mutex::new(saved),
    });
    wake.after(LOOK);
}

/// Hands the shell what has been read.
fn take(
    mut shell: ResMut<ShellResource>,
    mut reading: ResMut<Reading>,
    assets: Res<Assets<ScenarioAsset>>,
    mut events: MessageReader<AssetEvent<ScenarioAsset>>,
    mut failures: MessageReader<AssetLoadFailedEvent<ScenarioAsset>>,
    wake: Res<Wake>,
) {
    let mut any = false;
    for event in events.read() {
        if let AssetEvent::Added { id } | AssetEvent::Modified { id } = event
            && let (Some(name), Some(asset)) = (reading.name_of(*id), assets.get(*id))
        {
            let path = reading.folder.join(&name);
            shell.0.library.take(&path, asset.read.clone());
            reading.under_way.remove(&name);
            any = true;
        }
    }
    for failed in failures.read() {
        if let Some(name) = reading.name_of(failed.id) {
            let why = Problems::unreadable(&name, &failed.error.to_string());
            let path = reading.folder.join(&name);
            shell.0.library.take(&path, Err(why));
            reading.under_way.remove(&name);
            any = true;
        }
    }
    if any {
        reading.watch(&assets);
        wake.now();
    }
    if !reading.under_way.is_empty() {
        wake.after(LOOK);
    }
}

/// Has those read again of which somebody saved a file.
fn read_again(
    mut reading: ResMut<Reading>,
    assets: Res<Assets<ScenarioAsset>>,
    server: Res<AssetServer>,
    wake: Res<Wake>,
) {
    let Ok(saved) = reading.saved.get_mut() else {
        return;
    };
    let saved: BTreeSet<PathBuf> = saved.try_iter().flatten().collect();
    if saved.is_empty() {
        return;
    }
    let mut again = BTreeSet::new();
    for (name, handle) in &reading.scenarios {
        let files = assets.get(handle).into_iter().flat_map(|it| &it.files);
        let mut names = files.map(String::as_str).chain([name.as_str()]);
        if names.any(|file| saved.contains(&reading.folder.join(file))) {
            again.insert(name.clone());
        }
    }
    for name in again {
        server.reload(asset_path(&name));
        reading.under_way.insert(name);
        wake.after(LOOK);
    }
}
