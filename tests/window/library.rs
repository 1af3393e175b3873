//! Scenarios as assets of the real app: read while the window is there, with every problem, and
//! read again when somebody saves one of their files.

use bevy::prelude::App;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use wardroom::window::{Library, Shell, app_without_display, shell_of};

/// The starter, in a folder of its own: a main file and others that it names.
fn starter(folder: &Path) -> PathBuf {
    for (name, text) in wardroom::cli::STARTER {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    folder.join("exercise.ron")
}

fn app_of(scenario: &Path, records: &Path) -> App {
    let shell = Shell::unread(Some(scenario), records.to_path_buf());
    app_without_display(shell, 1600, 900)
}

fn library(app: &mut App) -> &Library {
    &shell_of(app).library
}

/// Draws frames until the library is so.
fn until(app: &mut App, what: &str, so: impl Fn(&Library) -> bool) {
    let begun = Instant::now();
    while !so(library(app)) {
        assert!(begun.elapsed() < Duration::from_secs(30), "{what}: never");
        app.update();
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn sound(library: &Library) -> bool {
    library.unread().is_empty() && library.sound().count() == 1
}

#[test]
fn a_scenario_is_read_while_the_window_is_there_and_again_when_one_of_its_files_is_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    let main = starter(folder.path());
    let mut app = app_of(&main, &folder.path().join("records"));
    assert_eq!(
        library(&mut app).unread(),
        std::slice::from_ref(&main),
        "not before the window"
    );
    assert!(!library(&mut app).nothing_found(), "nobody knows that yet");
    until(&mut app, "it is read", sound);
    let mut names = wardroom::cli::STARTER.iter().map(|(name, _)| *name);
    let part = names
        .find(|it| it.contains('/'))
        .expect("a file that the main one names");
    let path = folder.path().join(part);
    let text = std::fs::read_to_string(&path).expect("it was written");
    std::fs::write(&path, format!("{text}\nwhat nobody can read")).expect("written");
    until(&mut app, "it is broken", |it| it.broken().count() == 1);
    // What the asset server has found is what the command line would find.
    let problems = wardroom_files::scenario(&main).expect_err("it is broken");
    let (_, told) = library(&mut app).broken().next().expect("words").to_owned();
    let count = format!("{} problems", problems.list.len());
    assert!(told.contains(&count), "{told} should tell of {count}");
    std::fs::write(&path, text).expect("written");
    until(&mut app, "it is mended", sound);
    // The main file itself, gone and back.
    let text = std::fs::read(&main).expect("it was written");
    std::fs::remove_file(&main).expect("it was there");
    until(&mut app, "it is gone", |it| it.broken().count() == 1);
    std::fs::write(&main, text).expect("written");
    until(&mut app, "it is back", sound);
}

#[test]
fn scenarios_inside_an_installed_program_are_assets_too() {
    let records = tempfile::tempdir().expect("a folder");
    let main = Path::new(wardroom_files::SHIPPED).join("friday-across.ron");
    let mut app = app_of(&main, records.path());
    until(&mut app, "it is read", |it| it.unread().is_empty());
    let (_, read) = library(&mut app).sound().next().expect("it is sound");
    let known = wardroom_files::scenario(&main).expect("it is sound");
    assert_eq!(format!("{read:?}"), format!("{known:?}"));
}
