//! An ad-hoc inject with something in its hand: attached by its path or dropped, refused in words, sent, and
//! seen where a scenario's is.

use super::support::{click, enter, host, live, live_mut, started_of};
use egui_kittest::Harness;
use egui_kittest::kittest::{By, NodeT, Queryable};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wardroom::window::{Desk, Shell};
use wardroom_core::exercise::{Command, What};

/// A file that ships with the scenarios.
fn shipped(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("scenarios/files")
        .join(name)
}

fn says(harness: &Harness<'static, Shell>, words: &str) -> bool {
    let node = By::new().predicate(|node| {
        let mut found = [node.value(), node.label()].into_iter().flatten();
        found.any(|it| it.contains(words))
    });
    harness.query_all(node).next().is_some()
}

/// The dialog, open.
fn dialog(records: &Path) -> Harness<'static, Shell> {
    let mut harness = started_of(records, [1600.0, 900.0]);
    live_mut(&mut harness).input.desk = Desk::Send;
    harness.run_steps(3);
    harness
}

/// Names a file and presses the button.
fn attach(harness: &mut Harness<'static, Shell>, path: &Path) {
    live_mut(harness).input.sent.file = path.display().to_string();
    harness.run_steps(2);
    click(harness, "Attach it");
    harness.run_steps(3);
}

#[test]
fn a_picture_goes_with_an_ad_hoc_inject_to_the_room_and_into_the_record() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = dialog(records.path());
    attach(&mut harness, &shipped("red-screen.jpg"));
    attach(&mut harness, &shipped("bed-board.csv"));
    let sent = &mut live_mut(&mut harness).input.sent;
    assert_eq!((sent.attachments.len(), sent.told.clone()), (2, None));
    assert_eq!(sent.attachments[0].title, "red screen");
    sent.from = "The press office".to_owned();
    sent.text = "EXERCISE. This is on the web. EXERCISE.".to_owned();
    sent.to = vec![0];
    // The picture waits for words for whoever can't see it; the table says itself what it shows.
    harness.run_steps(2);
    let ready = |harness: &Harness<'static, Shell>| {
        let button = harness.get_by_label("Send it now");
        !button.accesskit_node().is_disabled()
    };
    assert!(!ready(&harness));
    live_mut(&mut harness).input.sent.attachments[0].shows = "A red screen.".to_owned();
    harness.run_steps(2);
    assert!(ready(&harness));
    click(&mut harness, "Remove bed-board.csv");
    click(&mut harness, "Send it now");
    live_mut(&mut harness).give_now();
    harness.run_steps(3);
    assert!(live(&harness).refusal.is_none());
    assert!(live(&harness).input.sent.attachments.is_empty());

    // The room and the console show it.
    let room = live(&harness).seen.rooms.values().next().expect("a room");
    let letter = &room.message.as_ref().expect("it came").letter;
    let [picture] = letter.attachments.as_slice() else {
        panic!("one came: {:?}", letter.attachments);
    };
    let bytes = std::fs::read(shipped("red-screen.jpg")).expect("it is there");
    assert_eq!(&*picture.file.bytes, bytes);
    let sha256 = picture.file.sha256.clone();
    live_mut(&mut harness).input.desk = Desk::Cards;
    harness.run_steps(3);
    assert!(says(&harness, "red screen"));
    // And so does the record.
    let told = host(live(&harness)).events().iter().any(|event| {
        matches!(&event.what, What::Told { attachments, .. }
            if attachments[0].sha256 == sha256)
    });
    assert!(told);
    let record = live(&harness).seen.record.clone();
    assert!(enter(live_mut(&mut harness), &Command::End));
    live_mut(&mut harness).flush();
    let opened = wardroom_files::record(&record).expect("it opens");
    assert_eq!(opened.carried().len(), 1);
    wardroom_core::record::replay(&opened).expect("it comes to the same");
}

#[test]
fn what_no_inject_can_carry_is_refused_with_its_path_and_the_reason() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = dialog(records.path());
    let file = |name: &str, bytes: &[u8]| {
        let path = records.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        path
    };
    let large = vec![b'a'; (2 << 20) + 1];
    for (path, why) in [
        (
            records.path().join("none.png"),
            "none.png can’t come with an inject",
        ),
        (file("page.html", b"<html></html>"), "neither a picture"),
        (file("large.csv", &large), "longer than 2 MB"),
        (file("words.png", b"Words."), "neither a picture"),
        (records.path().to_path_buf(), "it is a folder"),
    ] {
        attach(&mut harness, &path);
        let sent = &live(&harness).input.sent;
        assert!(sent.attachments.is_empty());
        let told = sent.told.clone().expect("it says why");
        assert!(told.contains(why), "{told}");
        assert!(says(&harness, why), "{why}");
    }
    // A sound one after it leaves no trouble behind.
    attach(&mut harness, &shipped("red-screen.jpg"));
    assert_eq!(live(&harness).input.sent.told, None);
}

/// A file as the desktop drops it.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|why| why.to_string())
    }
}

#[test]
fn a_file_dropped_on_the_window_comes_with_the_inject_that_is_written() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = dialog(records.path());
    let dropped = Dropped(shipped("the-note.jpg"));
    harness.input_mut().dropped_files.push(Arc::new(dropped));
    harness.run_steps(2);
    harness.state_mut().wait();
    harness.run_steps(2);
    let attached = &live(&harness).input.sent.attachments;
    assert_eq!(attached.len(), 1);
    assert_eq!(attached[0].file.name, "the-note.jpg");
}
