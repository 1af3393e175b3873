//! A project's files kept in a thread: whoever edits never waits, and nothing is lost on the way.

use super::SOUND;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use wardroom_author::{Files, Project};
use wardroom_core::ron_tree::{Step, quoted, set};
use wardroom_files::{Disk, Keeper, Told};

/// A disk on which everything takes its time.
#[derive(Debug)]
struct Slow;

const SLOWLY: Duration = Duration::from_millis(300);

impl Files for Slow {
    fn text(&self, path: &Path) -> io::Result<String> {
        std::thread::sleep(SLOWLY);
        Disk.text(path)
    }

    fn below(&self, folder: &Path, name: &str) -> Result<Vec<u8>, String> {
        std::thread::sleep(SLOWLY);
        Disk.below(folder, name)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        std::thread::sleep(SLOWLY);
        Disk.write(path, bytes)
    }
}

/// Takes in what is told until something holds; returns the longest that one step took.
fn until(
    project: &mut Project,
    keeper: &Keeper,
    mut holds: impl FnMut(&Project) -> bool,
) -> Duration {
    let end = Instant::now() + Duration::from_secs(20);
    let mut longest = Duration::ZERO;
    while !holds(project) {
        assert!(Instant::now() < end, "it never came");
        let began = Instant::now();
        match keeper.told() {
            Some(Told::Found(found)) => drop(project.take_in(found)),
            Some(Told::Wrote(all)) => {
                for wrote in all {
                    project.wrote(wrote).expect("it can be written");
                }
            }
            Some(Told::Put(_, done)) => done.expect("it can be written"),
            None => {}
        }
        longest = longest.max(began.elapsed());
        std::thread::sleep(Duration::from_millis(2));
    }
    longest
}

#[test]
fn on_a_slow_disk_nobody_waits_and_what_is_typed_meanwhile_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in SOUND {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let main = folder.path().join("main.ron");
    let mut project = Project::open(&main, Box::new(Slow)).expect("it opens");
    let keeper = Keeper::new(project.disk()).expect("a thread");
    let title = [Step::from("title")];
    let began = Instant::now();
    keeper.watch(project.watched());
    project
        .change(0, |text| set(text, &title, &quoted("Ours")))
        .expect("it can be");
    keeper.write(project.unwritten());
    // Typed on before it is written; and saved by somebody else.
    project
        .change(0, |text| set(text, &title, &quoted("Typed on")))
        .expect("it can be");
    assert!(began.elapsed() < SLOWLY, "{:?}", began.elapsed());
    let on_disk = || fs::read_to_string(&main).expect("the file");
    let longest = until(&mut project, &keeper, |_| on_disk().contains("\"Ours\""));
    assert!(longest < SLOWLY, "{longest:?}");
    until(&mut project, &keeper, |it| {
        it.files[0].buffer.base().contains("\"Ours\"")
    });
    assert!(project.unsaved() && project.files[0].buffer.text().contains("Typed on"));
    fs::write(&main, on_disk().replace("\"First call\"", "\"Theirs\"")).expect("saved");
    until(&mut project, &keeper, |it| {
        it.files[0].buffer.text().contains("\"Theirs\"")
    });
    keeper.write(project.unwritten());
    until(&mut project, &keeper, |it| !it.unsaved());
    assert!(on_disk().contains("Typed on") && on_disk().contains("\"Theirs\""));
    // All that is told after it was written is no news.
    let text = project.files[0].buffer.text().to_owned();
    let quiet = Instant::now() + Duration::from_secs(2);
    until(&mut project, &keeper, |_| Instant::now() > quiet);
    assert_eq!(project.files[0].buffer.text(), text);
    assert!(!project.unsaved() && project.files[0].theirs.is_none());
}

#[test]
fn a_file_that_goes_is_told_and_a_report_is_written_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in SOUND {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let main = folder.path().join("main.ron");
    let mut project = Project::open(&main, Box::new(Disk)).expect("it opens");
    let keeper = Keeper::new(Arc::new(Disk)).expect("a thread");
    keeper.watch(project.watched());
    fs::remove_file(folder.path().join("library.ron")).expect("it was there");
    until(&mut project, &keeper, |it| it.gone().is_some());
    assert!(project.gone().expect("it is gone").contains("library.ron"));
    keeper.write(project.unwritten());
    until(&mut project, &keeper, |it| it.gone().is_none());
    assert_eq!(
        fs::read_to_string(folder.path().join("library.ron")).expect("it is there again"),
        SOUND[1].1
    );
    let report = folder.path().join("main.html");
    keeper.put(report.clone(), b"a report".to_vec());
    until(&mut project, &keeper, |_| report.is_file());
}
