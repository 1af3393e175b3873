//! Files that injects carry: what can be one, who gets it, and that a record holds it whole.

use crate::broken::{File, broken, checked, problems};
use std::sync::Arc;
use wardroom_core::exercise::{Command, Exercise, Source, What};
use wardroom_core::host::{Ask, Host, Request};
use wardroom_core::record::{Header, Person, forget, open, replay, scenario_of, wire};
use wardroom_core::review::Finished;
use wardroom_core::scenario::{Attachment, AttachmentKind, Code, Enclosed, RoleId, Scenario};

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

/// An ad-hoc inject to the first role, with these files.
fn tell(files: &[(&str, Vec<u8>, &str)]) -> Command {
    let with = files.iter().map(|(name, bytes, shows)| Enclosed {
        file: Arc::new(Attachment::of(name, bytes.clone()).expect("it can be")),
        title: format!("About {name}"),
        shows: (*shows).to_owned(),
    });
    Command::Tell {
        from: "The press office".to_owned(),
        to: vec![RoleId(0)],
        channel: 0_usize.into(),
        text: "EXERCISE. This is on the web. EXERCISE.".to_owned(),
        attachments: with.collect(),
    }
}

/// The record of an exercise in which that was sent, and nothing else.
fn record_of(command: Command) -> Vec<u8> {
    let scenario = scenario();
    let real = "2026-11-30T09:00:00Z";
    let header = Header::new(&scenario, 3, None, Vec::new(), real.to_owned());
    let mut host = Host::start(&scenario, header, None, Vec::new()).expect("it starts");
    for command in [command, Command::End] {
        let ask = Request::of_facilitator(Ask::Enter(command));
        host.ask(&ask, real).expect("it is taken");
    }
    host.store().clone()
}

#[test]
fn what_comes_with_an_ad_hoc_inject_reaches_whom_it_is_for_and_comes_back_from_the_record() {
    let beds = b"Ward,Empty\nOak,2\n".to_vec();
    let sent = tell(&[
        ("screen.png", png(800, 600), "Red."),
        ("beds.csv", beds.clone(), ""),
    ]);
    let mut exercise = Exercise::new(scenario(), 3);
    exercise.apply(&sent).expect("it can be sent");
    let letter = exercise.letter(Source::Told(0));
    let [screen, table] = letter.attachments.as_slice() else {
        panic!("two came: {:?}", letter.attachments);
    };
    assert_eq!(screen.shows, "Red.");
    assert_eq!(&*table.file.bytes, beds);

    let record = record_of(sent.clone());
    let opened = open(&record).expect("it is whole");
    let kept = opened.carried();
    assert_eq!(kept.len(), 2);
    assert_eq!(kept[&screen.file.sha256].bytes, screen.file.bytes);
    let replayed = replay(&opened).expect("it comes to the same");
    let again = replayed.exercise.letter(Source::Told(0));
    assert_eq!(again.attachments, letter.attachments);
    let told = opened.events().find_map(|it| match &it.what {
        What::Told { attachments, .. } => Some(attachments.clone()),
        _ => None,
    });
    let told = told.expect("it was told");
    assert_eq!(told[1].kind, "table of one row");
    assert_eq!(told[0].sha256, screen.file.sha256);
    // The review has the files without playing it again.
    let finished = Finished::from_record(&opened).expect("it is sealed");
    assert_eq!(finished.carried, kept);
}

#[test]
fn an_ad_hoc_inject_without_a_file_is_written_as_it_always_was() {
    let record = record_of(tell(&[]));
    let text = String::from_utf8(record).expect("a record is text");
    let line = text.lines().find(|it| it.contains("\"do\":\"tell\""));
    assert!(!line.expect("it was sent").contains("attachments"));
    let line = text.lines().find(|it| it.contains("\"event\":\"told\""));
    assert!(!line.expect("it was told").contains("attachments"));
    // And one that is written so is read.
    replay(&open(text.as_bytes()).expect("it is whole")).expect("it is played again");
}

#[test]
fn what_an_ad_hoc_inject_can_not_carry_is_refused_in_words() {
    let mut exercise = Exercise::new(scenario(), 3);
    let mut refused = |command: &Command| {
        let why = exercise.apply(command).expect_err("it can't be sent");
        why.to_string()
    };
    let silent = refused(&tell(&[("screen.png", png(8, 8), " ")]));
    assert!(silent.contains("seen or heard in screen.png"), "{silent}");
    let mut untitled = tell(&[("screen.png", png(8, 8), "Red.")]);
    if let Command::Tell { attachments, .. } = &mut untitled {
        attachments[0].title.clear();
    }
    assert!(refused(&untitled).contains("is called"));
    // Four of two megabytes and one more byte, whatever they are.
    let large = |at: u8| [b"%PDF-1.7 ".to_vec(), vec![at; (2 << 20) - 9]].concat();
    for at in 0..4 {
        let one = tell(&[("large.pdf", large(at), "Nothing.")]);
        exercise.apply(&one).expect("8 MB in all");
    }
    let one = tell(&[("small.csv", b"a\n1\n".to_vec(), "")]);
    let why = exercise.apply(&one).expect_err("more than 8 MB");
    assert!(why.to_string().contains("8 MB"), "{why}");
    // What was refused is not there.
    assert_eq!(exercise.state().told.len(), 4);
}

#[test]
fn a_file_in_a_record_that_is_not_what_its_hash_or_name_says_is_none() {
    let sent = tell(&[("beds.csv", b"Ward,Empty\nOak,2\n".to_vec(), "")]);
    let wire::Command::Tell { attachments, .. } = wire::Command::of(&sent, &scenario()) else {
        panic!("it is an ad-hoc inject");
    };
    let kept = &attachments[0];
    assert!(kept.read().is_ok());
    let mut other = kept.clone();
    other.file.text.push_str("Elm,1\n");
    assert!(other.read().expect_err("others").contains("hash"));
    for name in [
        "../beds.csv",
        "a/beds.csv",
        "..\\beds.csv",
        "C:beds.csv",
        "beds.png",
    ] {
        let mut other = kept.clone();
        other.file.path = name.to_owned();
        assert!(other.read().is_err(), "{name}");
    }
    let mut other = kept.clone();
    other.file.base64 = true;
    assert!(other.read().expect_err("no base64").contains("base64"));
}

#[test]
fn whoever_is_forgotten_is_taken_out_of_what_ad_hoc_injects_carried() {
    let table = b"Who,Where\nHelen Ward,Oak\n".to_vec();
    let mut sent = tell(&[
        ("list.csv", table, ""),
        ("Helen-Ward.png", png(8, 8), "Helen Ward at her desk."),
    ]);
    if let Command::Tell { attachments, .. } = &mut sent {
        attachments[0].title = "A list".to_owned();
        attachments[1].title = "A photo".to_owned();
    }
    let scenario = scenario();
    let real = "2026-11-30T09:00:00Z";
    let people = vec![Person {
        role: scenario.roles[0].id.clone(),
        name: "Helen Ward".to_owned(),
    }];
    let header = Header::new(&scenario, 3, None, people, real.to_owned());
    let mut host = Host::start(&scenario, header, None, Vec::new()).expect("it starts");
    for command in [sent, Command::End] {
        let ask = Request::of_facilitator(Ask::Enter(command));
        host.ask(&ask, real).expect("it is taken");
    }
    let opened = open(host.store()).expect("it is whole");
    let day = "2026-12-01".to_owned();
    let forgot = forget(&opened, "Helen Ward", day, None).expect("she is in it");
    assert!(!forgot.text.contains("Helen"), "{}", forgot.text);
    let again = open(forgot.text.as_bytes()).expect("it is whole");
    let replayed = replay(&again).expect("it is played again");
    let letter = replayed.exercise.letter(Source::Told(0));
    let [photo] = letter.attachments.as_slice() else {
        panic!("the list is gone: {:?}", letter.attachments);
    };
    assert_eq!(
        (photo.title.as_str(), photo.shows.as_str()),
        ("A photo", "[struck]")
    );
    assert_eq!(photo.file.name, "[struck].png");
}
