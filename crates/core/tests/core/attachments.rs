//! Files that injects carry: what can be one, who gets it, and that a record holds it whole.

use crate::broken::{File, broken, checked, problems};
use std::sync::Arc;
use wardroom_core::exercise::{Command, Exercise, Source};
use wardroom_core::host::{Ask, Host, Request};
use wardroom_core::record::{Header, open, scenario_of};
use wardroom_core::scenario::{Attachment, AttachmentKind, Code, Scenario};

/// The head of a PNG of that size; its dots are of no concern here.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend_from_slice(&width.to_be_bytes());
    bytes.extend_from_slice(&height.to_be_bytes());
    bytes.extend_from_slice(&[8, 2, 0, 0, 0, 0xff, 0xfe]);
    bytes
}

/// The sound scenario, with a picture and a table at its first inject.
fn files() -> Vec<File> {
    let from = "objectives: [\"respond\"],\n            opens: \"what-now\",\n        ),\n        Inject(\n            id: \"second-call\"";
    let to = "objectives: [\"respond\"],\n            opens: \"what-now\",\n            attachments: [\n                (file: \"files/screen.png\", title: \"The screen\", shows: \"Red, with a padlock.\"),\n                (file: \"files/beds.csv\", title: \"Beds\"),\n            ],\n        ),\n        Inject(\n            id: \"second-call\"";
    let mut files = broken(&[("main.ron", from, to)]);
    files.push(("files/screen.png", png(800, 600)));
    files.push(("files/beds.csv", b"Ward,Empty\nOak,2\nElm,\n".to_vec()));
    files
}

/// A file of theirs, to be changed.
fn of<'a>(files: &'a mut [File], name: &str) -> &'a mut Vec<u8> {
    let found = files.iter_mut().find(|it| it.0 == name);
    &mut found.expect("it is there").1
}

fn scenario() -> Arc<Scenario> {
    match checked(&files()) {
        Ok(scenario) => Arc::new(scenario),
        Err(problems) => panic!("{}", problems.render(false)),
    }
}

#[test]
fn what_comes_with_an_inject_comes_with_its_words() {
    let mut exercise = Exercise::new(scenario(), 1);
    exercise.advance(6 * 60);
    let letter = exercise.letter(Source::Inject(0));
    let [screen, beds] = letter.attachments.as_slice() else {
        panic!("two came: {:?}", letter.attachments);
    };
    assert_eq!(
        (screen.title.as_str(), screen.file.media_type),
        ("The screen", "image/png")
    );
    let (width, height) = (800, 600);
    assert_eq!(screen.file.kind, AttachmentKind::Picture { width, height });
    assert_eq!(&*screen.file.bytes, png(800, 600));
    let text = |cells: &[&str]| cells.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let AttachmentKind::Table { head, rows } = &beds.file.kind else {
        panic!("it is a table");
    };
    assert_eq!(*head, text(&["Ward", "Empty"]));
    assert_eq!(*rows, [text(&["Oak", "2"]), text(&["Elm", ""])]);
    assert_eq!(beds.file.kind.words(), "table of 2 rows");
    assert!(exercise.letter(Source::Inject(1)).attachments.is_empty());
}

#[test]
fn a_record_holds_what_its_injects_carried_to_the_last_byte() {
    let scenario = scenario();
    let real = "2026-11-30T09:00:00Z";
    let header = Header::new(&scenario, 3, None, Vec::new(), real.to_owned());
    let mut host = Host::start(&scenario, header, None, Vec::new()).expect("it starts");
    let end = Request::of_facilitator(Ask::Enter(Command::End));
    host.ask(&end, real).expect("it ends");
    let record = host.store().clone();
    let text = String::from_utf8(record.clone()).expect("a record is text");
    assert!(
        text.contains("iVBORw0KGgo"),
        "the picture is there in base64"
    );
    assert!(text.contains("Ward,Empty"), "the table is there as it is");
    let opened = open(&record).expect("it is whole");
    let again = scenario_of(&opened).expect("it can be played");
    assert_eq!(again.hash, scenario.hash);
    for (kept, first) in again.injects.iter().zip(&scenario.injects) {
        assert_eq!(kept.attachments, first.attachments);
        for (kept, first) in kept.attachments.iter().zip(&first.attachments) {
            assert_eq!(kept.file.bytes, first.file.bytes);
        }
    }
}

#[test]
fn another_picture_is_another_scenario_and_one_file_is_kept_once() {
    let mut other = files();
    *of(&mut other, "files/screen.png") = png(801, 600);
    let other = checked(&other).expect("it is sound");
    assert_ne!(other.hash, scenario().hash);
    let mut twice = files();
    let main = String::from_utf8(twice[0].1.clone()).expect("text");
    let main = main.replace(
        "(file: \"files/beds.csv\", title: \"Beds\"),",
        "(file: \"files/./screen.png\", title: \"Again\", shows: \"Red.\"),",
    );
    twice[0].1 = main.into_bytes();
    let twice = checked(&twice).expect("it is sound");
    let kept = twice.files.iter().filter(|it| it.path.ends_with(".png"));
    assert_eq!(kept.count(), 1);
    let [one, again] = twice.injects[0].attachments.as_slice() else {
        panic!("two came");
    };
    assert!(Arc::ptr_eq(&one.file, &again.file));
}

#[test]
fn what_no_inject_can_carry_is_told_at_its_place() {
    let told = |path: &str, bytes: Vec<u8>| Attachment::of(path, bytes).expect_err("it can't be");
    assert!(told("a.png", b"Words.".to_vec()).contains("neither a picture"));
    assert!(told("a.html", b"<html><script>1</script></html>".to_vec()).contains("neither"));
    assert!(told("a.svg", b"<svg xmlns='x'/>".to_vec()).contains("neither"));
    assert!(told("a.jpg", png(8, 8)).contains("ending in .png"));
    assert!(told("a.png", png(4_097, 8)).contains("4097 × 8"));
    assert!(told("a.png", png(8, 8)[..12].to_vec()).contains("no whole picture"));
    assert!(told("a.pdf", [b"%PDF-1.7 ".to_vec(), vec![0; 2 << 20]].concat()).contains("2 MB"));
    assert!(told("a.csv", b"One\n".to_vec()).contains("without a row"));
    assert!(told("a.csv", b"One,Two\n1\n".to_vec()).contains("no table"));
    assert!(told("a.csv", b"a\xff\n1\n".to_vec()).contains("no table"));
    assert!(told("a.csv", b"a\n1\n".repeat(200)).contains("200 rows"));
    assert!(
        told("a.csv", format!("{0}\n{0}\n", "a,".repeat(12)).into_bytes()).contains("12 columns")
    );
    assert_eq!(
        Attachment::of("in/A.PNG", png(8, 8)).expect("it can").name,
        "A.PNG"
    );

    let mut gone = files();
    gone.pop();
    assert_eq!(problems(&gone).list[0].code, Code::IncludeMissing);
    let mut text = files();
    *of(&mut text, "files/screen.png") = b"Words.".to_vec();
    let found = problems(&text);
    let place = found.sources.position(found.list[0].mark);
    assert_eq!(
        (found.list[0].code, place.file),
        (Code::Attachment, "main.ron")
    );
    let mut many = files();
    let main = String::from_utf8(many[0].1.clone()).expect("text");
    let large = ["A", "B", "C", "D", "E"]
        .map(|it| format!("(file: \"{it}.pdf\", title: \"{it}\", shows: \"{it}\"),"));
    let one = "(file: \"files/beds.csv\", title: \"Beds\"),";
    many[0].1 = main.replace(one, &large.concat()).into_bytes();
    for (at, name) in ["A.pdf", "B.pdf", "C.pdf", "D.pdf", "E.pdf"]
        .into_iter()
        .enumerate()
    {
        let filling = vec![at as u8; (2 << 20) - 16];
        many.push((name, [b"%PDF-1.7 ".to_vec(), filling].concat()));
    }
    let found = problems(&many);
    assert!(
        found.list[0].message.contains("8 MB"),
        "{}",
        found.list[0].message
    );
}

#[test]
fn what_a_picture_shows_is_said_and_a_table_says_it_itself() {
    let mut silent = files();
    let main = String::from_utf8(silent[0].1.clone()).expect("text");
    silent[0].1 = main
        .replace(", shows: \"Red, with a padlock.\"", "")
        .into_bytes();
    let found = problems(&silent);
    assert_eq!(found.list[0].code, Code::Empty);
    assert!(
        found.list[0]
            .hint
            .as_deref()
            .is_some_and(|it| it.contains("shows"))
    );
}
