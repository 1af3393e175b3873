//! Watching: whatever becomes of a file or of its folder is told, and nothing else is.

use super::names;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use wardroom_files::Watch;

const LONG: Duration = Duration::from_secs(10);

/// A watch of files, with what it told at first taken away.
fn watched(paths: &[PathBuf]) -> (Watch, Receiver<Vec<PathBuf>>) {
    let (tell, told) = channel();
    let watch = Watch::new(move |paths| drop(tell.send(paths))).expect("a thread");
    watch.files(paths.iter().cloned());
    let mut first: Vec<PathBuf> = paths.to_vec();
    first.sort();
    assert_eq!(told.recv_timeout(LONG), Ok(first), "when they are new");
    (watch, told)
}

/// Waits until a file has been told of.
fn hears(told: &Receiver<Vec<PathBuf>>, path: &Path, what: &str) {
    let until = Instant::now() + LONG;
    while let Ok(paths) = told.recv_timeout(until.saturating_duration_since(Instant::now())) {
        if paths.iter().any(|it| it == path) {
            // What belongs to the same change.
            while told.recv_timeout(Duration::from_millis(200)).is_ok() {}
            return;
        }
    }
    panic!("{what} was not told");
}

#[test]
fn whatever_becomes_of_a_file_is_told_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.ron");
    fs::write(&path, "one").expect("written");
    let (watch, told) = watched(std::slice::from_ref(&path));
    assert_eq!(watch.looks(), None, "this system tells");
    let began = Instant::now();
    fs::write(&path, "two").expect("written");
    hears(&told, &path, "writing");
    assert!(
        began.elapsed() < Duration::from_secs(1),
        "{:?}",
        began.elapsed()
    );
    let beside = folder.path().join(".a.ron.swp");
    fs::write(&beside, "three").expect("written");
    fs::rename(&beside, &path).expect("moved");
    hears(
        &told,
        &path,
        "another file renamed over it, as editors save",
    );
    fs::write(&path, "four").expect("written");
    hears(&told, &path, "writing to the other file");
    wardroom_files::write(&path, b"five").expect("written");
    hears(&told, &path, "what this program writes");
    fs::remove_file(&path).expect("it was there");
    hears(&told, &path, "that it is deleted");
    fs::write(&path, "six").expect("written");
    hears(&told, &path, "that it is there again");
    fs::rename(&path, folder.path().join("b.ron")).expect("moved");
    hears(&told, &path, "that it is moved away");
    assert_eq!(names(folder.path()), ["b.ron"]);
}

#[test]
fn a_folder_that_goes_and_comes_back_is_told_and_watched_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join("inner/deep");
    let path = inner.join("a.ron");
    fs::create_dir_all(&inner).expect("made");
    fs::write(&path, "one").expect("written");
    let (watch, told) = watched(std::slice::from_ref(&path));
    fs::remove_dir_all(folder.path().join("inner")).expect("it was there");
    hears(&told, &path, "that its folder is gone");
    fs::create_dir_all(&inner).expect("made");
    fs::write(&path, "two").expect("written");
    hears(&told, &path, "that its folder is back");
    // Above it the system tells nothing; it is looked at all the same.
    fs::rename(folder.path().join("inner"), folder.path().join("elsewhere")).expect("moved");
    hears(&told, &path, "that a folder above it is moved away");
    fs::rename(folder.path().join("elsewhere"), folder.path().join("inner")).expect("moved");
    hears(&told, &path, "that it is back");
    let until = Instant::now() + LONG;
    while watch.looks().is_some() && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(50));
    }
    let began = Instant::now();
    fs::write(&path, "three").expect("written");
    hears(&told, &path, "writing in the new folder");
    assert!(
        began.elapsed() < Duration::from_secs(1),
        "{:?}",
        began.elapsed()
    );
}

#[test]
fn a_file_that_is_not_there_yet_is_told_when_it_comes() {
    let folder = tempfile::tempdir().expect("a folder");
    let (here, there) = (
        folder.path().join("a.ron"),
        folder.path().join("none/b.ron"),
    );
    let (watch, told) = watched(&[here.clone(), there.clone()]);
    assert!(watch.looks().is_some_and(|why| why.contains("not there")));
    fs::write(&here, "one").expect("written");
    hears(&told, &here, "a new file");
    fs::create_dir(folder.path().join("none")).expect("made");
    fs::write(&there, "one").expect("written");
    hears(&told, &there, "a new file in a new folder");
}

#[test]
fn reading_and_what_becomes_of_other_files_is_not_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.ron");
    fs::write(&path, "one").expect("written");
    let (watch, told) = watched(std::slice::from_ref(&path));
    for at in 0..20 {
        fs::write(folder.path().join(format!("other-{at}")), "x").expect("written");
        assert_eq!(fs::read(&path).expect("read"), b"one");
    }
    let heard = told.recv_timeout(Duration::from_millis(3_500));
    assert!(heard.is_err(), "{heard:?}");
    // And what is not watched any more.
    watch.files([]);
    std::thread::sleep(Duration::from_millis(300));
    fs::write(&path, "two").expect("written");
    assert!(told.recv_timeout(Duration::from_secs(1)).is_err());
}

#[cfg(unix)]
#[test]
fn behind_a_link_the_file_that_it_names_is_watched() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("real")).expect("made");
    let real = folder.path().join("real/b.ron");
    let link = folder.path().join("a.ron");
    fs::write(&real, "one").expect("written");
    std::os::unix::fs::symlink(&real, &link).expect("a link");
    let (_watch, told) = watched(std::slice::from_ref(&link));
    let began = Instant::now();
    fs::write(&real, "two").expect("written");
    hears(&told, &link, "writing to what it names");
    assert!(
        began.elapsed() < Duration::from_secs(1),
        "{:?}",
        began.elapsed()
    );
}
