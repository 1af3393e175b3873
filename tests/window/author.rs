//! The author screen: what is changed is that change in the file and no other, what others save is
//! seen, and the last sound version stays.

use crate::support::{click, harness_of};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{By, Queryable};
use std::path::{Path, PathBuf};
use wardroom::cli::STARTER;
use wardroom::window::{Author, AuthorAction, AuthorTab, Screen, Shell};
use wardroom_core::scenario::{Effect, ResponseEffect};
use wardroom_core::words;

/// The starter in a folder of its own, open to be written.
pub fn opened(folder: &Path, size: [f32; 2]) -> (Harness<'static, Shell>, PathBuf) {
    for (name, text) in STARTER {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    let main = folder.join("exercise.ron");
    let mut harness = harness_of(&folder.join("records"), size);
    assert_eq!(harness.state_mut().author(&main), Ok(()));
    harness.run_steps(4);
    (harness, main)
}

pub fn author<'a>(harness: &'a mut Harness<'static, Shell>) -> &'a mut Author {
    match &mut harness.state_mut().screen {
        Screen::Author(author) => author,
        other => panic!("it is not the author screen: {other:?}"),
    }
}

/// Lets frames pass until something holds of what is told by the disk, some seconds at most.
pub fn until(
    harness: &mut Harness<'static, Shell>,
    what: &str,
    holds: impl Fn(&mut Author) -> bool,
) {
    let began = std::time::Instant::now();
    while !holds(author(harness)) {
        assert!(began.elapsed().as_secs() < 10, "it never came: {what}");
        std::thread::sleep(std::time::Duration::from_millis(5));
        harness.run_steps(1);
    }
    harness.run_steps(2);
}

/// Saves, and waits until that is done.
fn save(harness: &mut Harness<'static, Shell>) {
    click(harness, "Save");
    until(harness, "saved", |it| !it.view.saved.saving);
}

#[test]
fn words_are_changed_by_their_label_saved_undone_and_nothing_else_is_touched() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, main) = opened(folder.path(), [1600.0, 900.0]);
    let before = std::fs::read_to_string(&main).expect("the file");
    let title = author(&mut harness).sound().expect("sound").injects[0]
        .title
        .clone();
    // The box beside the label.
    harness
        .root()
        .query_all(By::new().predicate(|node| {
            matches!(node.role(), Role::TextInput | Role::MultilineTextInput)
                && node.label().is_some_and(|found| found == "Title")
        }))
        .next()
        .expect("its title")
        .focus();
    harness.run_steps(3);
    harness.event(egui::Event::Text("X".to_owned()));
    harness.run_steps(3);
    // Taken when the box is left.
    assert!(!author(&mut harness).project().unsaved());
    click(&mut harness, words::MEL_TIMELINE);
    harness.run_steps(4);
    let now = author(&mut harness).sound().expect("sound").injects[0]
        .title
        .clone();
    assert_ne!(now, title);
    assert!(now.contains('X'), "{now}");
    save(&mut harness);
    let saved = std::fs::read_to_string(&main).expect("the file");
    let differing: Vec<_> = saved
        .lines()
        .zip(before.lines())
        .filter(|(a, b)| a != b)
        .collect();
    assert_eq!(differing.len(), 1, "{differing:?}");
    click(&mut harness, "Undo");
    save(&mut harness);
    assert_eq!(std::fs::read_to_string(&main).expect("the file"), before);
}

#[test]
fn a_file_saved_in_another_editor_is_seen_at_once_and_a_mistake_leaves_the_last_good_version() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, main) = opened(folder.path(), [1600.0, 900.0]);
    let text = std::fs::read_to_string(&main).expect("the file");
    std::fs::write(
        &main,
        text.replacen("title: \"Monday clinics\"", "title: \"Tuesday clinics\"", 1),
    )
    .expect("saved");
    let began = std::time::Instant::now();
    until(&mut harness, "the new title", |it| {
        it.sound().expect("sound").title == "Tuesday clinics"
    });
    assert!(began.elapsed().as_secs() < 2, "{:?}", began.elapsed());
    std::fs::write(
        &main,
        text.replacen("include: [", "include: [\"nowhere.ron\", ", 1),
    )
    .expect("saved");
    until(&mut harness, "the mistake", |it| {
        !it.project().problems.list.is_empty()
    });
    let wrong = author(&mut harness);
    assert_eq!(wrong.project().problems.list.len(), 1);
    assert_eq!(
        wrong.sound().expect("the last one").title,
        "Tuesday clinics"
    );
    harness.get_by_label_contains("W010-include-missing · exercise.ron, line");
    click(&mut harness, "Try it");
    assert!(
        matches!(harness.state().screen, Screen::Briefing),
        "the last good version can be played"
    );
}

#[test]
fn an_inject_is_doubled_sent_at_another_time_and_taken_out_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, main) = opened(folder.path(), [1600.0, 900.0]);
    let before = std::fs::read_to_string(&main).expect("the file");
    let count = author(&mut harness).sound().expect("sound").injects.len();
    click(&mut harness, words::DUPLICATE);
    let doubled = author(&mut harness);
    assert!(
        doubled.project().problems.list.is_empty(),
        "{:?}",
        doubled.project().problems.list
    );
    assert_eq!(doubled.sound().expect("sound").injects.len(), count + 1);
    let at = doubled.input.picked("injects");
    doubled.act(AuthorAction::Retime {
        inject: at,
        mins: 45,
    });
    doubled.wait();
    let scenario = doubled.sound().expect("sound").clone();
    assert!(matches!(
        scenario.injects[at].fires,
        wardroom_core::scenario::Fires::At(45)
    ));
    assert!(scenario.injects[at].id.ends_with("-2"));
    // Home is asked back while something is not saved.
    click(&mut harness, "Home");
    assert!(matches!(harness.state().screen, Screen::Author(_)));
    click(&mut harness, "Stay");
    click(&mut harness, words::DELETE);
    assert_eq!(
        author(&mut harness).sound().expect("sound").injects.len(),
        count
    );
    assert_eq!(
        author(&mut harness).project().files[0].buffer.text(),
        before
    );
    while author(&mut harness).project().can().0 {
        click(&mut harness, "Undo");
    }
    assert_eq!(
        author(&mut harness).project().files[0].buffer.text(),
        before
    );
}

#[test]
fn a_drag_on_the_timeline_sends_a_message_at_another_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, _) = opened(folder.path(), [1600.0, 900.0]);
    let scenario = author(&mut harness).sound().expect("sound").clone();
    let fixed = |at: &usize| {
        matches!(
            scenario.injects[*at].fires,
            wardroom_core::scenario::Fires::At(_)
        )
    };
    let at = (0..scenario.injects.len())
        .find(fixed)
        .expect("one at a time");
    let wardroom_core::scenario::Fires::At(mins) = scenario.injects[at].fires else {
        panic!("it comes at a time");
    };
    let label = format!("{}: {}", words::INJECT, scenario.injects[at].title);
    let from = harness.get_by_label(&label).rect().center();
    let zoom = author(&mut harness).input.zoom;
    let to = from + egui::vec2(zoom * 30.0, 0.0);
    let button = |pos, pressed| egui::Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: egui::Modifiers::NONE,
    };
    harness.event(egui::Event::PointerMoved(from));
    harness.run_steps(1);
    harness.event(button(from, true));
    harness.run_steps(1);
    for step in 1..=6 {
        harness.event(egui::Event::PointerMoved(
            from + (to - from) * (step as f32 / 6.0),
        ));
        harness.run_steps(1);
    }
    // At the pointer it is said to which time, and from which.
    let clock = |mins: u32| scenario.clock(u64::from(mins) * 60);
    let told = format!("{}, was {}", clock(mins + 30), clock(mins));
    let flag = harness.get_by_label(&told);
    assert!((flag.rect().center() - to).length() < 120.0);
    harness.event(button(to, false));
    harness.run_steps(3);
    harness.state_mut().wait();
    let now = &author(&mut harness).sound().expect("sound").injects[at].fires;
    assert!(
        matches!(now, wardroom_core::scenario::Fires::At(now) if *now == mins + 30),
        "{now:?} from {mins}"
    );
}

#[test]
fn a_question_is_edited_as_text_and_names_are_picked() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, _) = opened(folder.path(), [1600.0, 900.0]);
    click(&mut harness, words::DECISION_POINTS);
    assert_eq!(author(&mut harness).input.tab, AuthorTab::Questions);
    let scenario = author(&mut harness).sound().expect("sound").clone();
    let role = (0..scenario.roles.len())
        .find(|at| !scenario.prompts[0].by.contains(&(*at).into()))
        .expect("one may not decide");
    click(
        &mut harness,
        &format!("{}, not chosen", scenario.roles[role].title),
    );
    let now = author(&mut harness).sound().expect("sound").clone();
    assert!(now.prompts[0].by.contains(&role.into()));
    click(&mut harness, "As text");
    harness.get_by_label("The item as text");
    for tab in [
        "Objectives",
        "People",
        "Cards",
        "Estate",
        words::DIFFICULTY,
        words::MEL_TIMELINE,
    ] {
        click(&mut harness, tab);
    }
}

/// Opens a list to pick from and picks.
fn pick(harness: &mut Harness<'static, Shell>, list: &str, word: &str) {
    for (role, label) in [(Role::ComboBox, list), (Role::Button, word)] {
        harness
            .root()
            .query_all(By::new().predicate(move |node| {
                node.role() == role && node.label().is_some_and(|found| found == label)
            }))
            .next()
            .unwrap_or_else(|| panic!("“{label}” is nowhere"))
            .click();
        harness.run_steps(6);
    }
}

#[test]
fn effects_and_what_they_are_done_to_are_picked_and_added_and_the_rest_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, _) = opened(folder.path(), [1600.0, 4000.0]);
    click(&mut harness, "Cards");
    let scenario = author(&mut harness).sound().expect("sound").clone();
    let at = scenario
        .cards
        .iter()
        .position(|it| {
            it.effects.len() == 1 && it.effects[0] == Effect::from(ResponseEffect::Broadcast)
        })
        .expect("a card that tells all staff");
    author(&mut harness).act(AuthorAction::Pick("cards", at));
    harness.run_steps(4);
    let people = author(&mut harness).view.home_of("cards").expect("a file");
    let text = |harness: &mut Harness<'static, Shell>| {
        author(harness).project().files[people]
            .buffer
            .text()
            .to_owned()
    };
    let before = text(&mut harness);
    pick(&mut harness, ": Broadcast", "Cut link");
    click(&mut harness, &format!("{}: Effects", words::ADD));
    let now = text(&mut harness);
    let head = before.find("[Broadcast]").expect("it was there");
    let effects = &now[head..head + 80];
    assert!(effects.starts_with("[CutLink(\""), "{effects}");
    assert!(effects.contains("), IsolateSegment(\""), "{effects}");
    // Outside the effects not a byte is another.
    assert_eq!(now[..head], before[..head]);
    assert!(now.ends_with(&before[head + "[Broadcast]".len()..]));
    click(&mut harness, "Undo");
    click(&mut harness, "Undo");
    assert_eq!(text(&mut harness), before);
}

#[test]
fn the_estate_is_a_table_whose_cells_are_typed_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, _) = opened(folder.path(), [1900.0, 1200.0]);
    click(&mut harness, "Estate");
    click(&mut harness, "As a table");
    let name = author(&mut harness).sound().expect("sound").segments[0]
        .name
        .clone();
    harness
        .root()
        .query_all(By::new().predicate(|node| {
            matches!(node.role(), Role::TextInput | Role::MultilineTextInput)
                && node.label().is_some_and(|found| found == "Name")
        }))
        .next()
        .expect("a name")
        .focus();
    harness.run_steps(3);
    harness.event(egui::Event::Text("Q".to_owned()));
    harness.run_steps(3);
    click(&mut harness, "Links");
    let now = author(&mut harness).sound().expect("sound").segments[0]
        .name
        .clone();
    assert!(now != name && now.contains('Q'), "{now}");
}

#[test]
fn a_conflict_names_its_file_and_line_shows_both_and_loses_neither() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, main) = opened(folder.path(), [1600.0, 1400.0]);
    let text = std::fs::read_to_string(&main).expect("the file");
    let line = text
        .lines()
        .position(|it| it.contains("title: \"Monday clinics\""));
    let line = line.expect("its title") + 1;
    author(&mut harness).act(AuthorAction::Set {
        file: 0,
        path: vec!["title".into()],
        value: "\"Mine\"".to_owned(),
    });
    let theirs = text.replacen("\"Monday clinics\"", "\"Somebody else's\"", 1);
    std::fs::write(&main, &theirs).expect("saved");
    until(&mut harness, "the conflict", |it| {
        it.project().files[0].theirs.is_some()
    });
    save(&mut harness);
    let trouble = author(&mut harness)
        .view
        .trouble
        .clone()
        .expect("it is refused");
    assert!(
        trouble.contains(&format!("exercise.ron, line {line}.")),
        "{trouble}"
    );
    assert_eq!(std::fs::read_to_string(&main).expect("the file"), theirs);
    for shown in [
        format!("exercise.ron, line {line}").as_str(),
        "title: \"Mine\",",
        "title: \"Somebody else's\",",
    ] {
        assert!(
            harness.query_all_by_label_contains(shown).next().is_some(),
            "{shown}"
        );
    }
    click(&mut harness, "Keep mine");
    save(&mut harness);
    let saved = std::fs::read_to_string(&main).expect("the file");
    assert_eq!(saved, text.replacen("\"Monday clinics\"", "\"Mine\"", 1));
    assert!(!author(&mut harness).project().unsaved());
}

/// Files of which none can be read before it is let go.
#[derive(Debug)]
struct Held(std::sync::Mutex<std::sync::mpsc::Receiver<()>>);

impl wardroom_author::Files for Held {
    fn text(&self, path: &Path) -> std::io::Result<String> {
        // Only the first read waits: afterwards the other end is gone.
        let _let_go = self.0.lock().expect("one reads").recv();
        wardroom_files::Disk.text(path)
    }

    fn below(&self, folder: &Path, name: &str) -> Result<Vec<u8>, String> {
        wardroom_files::Disk.below(folder, name)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
        wardroom_files::Disk.write(path, bytes)
    }
}

#[test]
fn frames_go_on_while_a_scenario_is_opened_from_a_disk_that_does_not_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, main) = opened(folder.path(), [1600.0, 900.0]);
    let (let_go, held) = std::sync::mpsc::channel();
    harness
        .state_mut()
        .author_from(main, Box::new(Held(std::sync::Mutex::new(held))));
    harness.run_steps(20);
    assert!(matches!(harness.state().screen, Screen::Opening(_)));
    drop(let_go);
    harness.state_mut().wait();
    assert_eq!(author(&mut harness).project().files[0].name, "exercise.ron");
    assert!(author(&mut harness).sound().is_some());
}

#[test]
fn a_scenario_that_cannot_be_opened_is_told_where_it_was_chosen() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = harness_of(folder.path(), [1600.0, 900.0]);
    let nowhere = folder.path().join("nowhere.ron");
    harness
        .state_mut()
        .author_from(nowhere, Box::new(wardroom_files::Disk));
    harness.state_mut().wait();
    assert!(matches!(harness.state().screen, Screen::Briefing));
    harness.run_steps(2);
    harness.get_by_label_contains("nowhere.ron can't be opened");
}

/// Keeps every thread of the pool busy until what is handed back is dropped.
fn busy() -> std::sync::mpsc::Sender<()> {
    use bevy::tasks::AsyncComputeTaskPool;
    let (let_go, held) = std::sync::mpsc::channel::<()>();
    let held = std::sync::Arc::new(std::sync::Mutex::new(held));
    let (tell, told) = std::sync::mpsc::channel();
    let pool = AsyncComputeTaskPool::get();
    for _ in 0..pool.thread_num() {
        let (held, tell) = (held.clone(), tell.clone());
        let wait = async move {
            tell.send(()).expect("somebody counts");
            if let Ok(held) = held.lock() {
                let _let_go = held.recv();
            }
        };
        pool.spawn(wait).detach();
    }
    for _ in 0..pool.thread_num() {
        told.recv().expect("a thread is taken");
    }
    let_go
}

#[test]
fn a_change_is_checked_beside_the_window_and_until_then_the_last_sound_version_is_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, _) = opened(folder.path(), [1600.0, 900.0]);
    harness.state_mut().wait();
    let say = |harness: &mut Harness<'static, Shell>, title: &str| {
        author(harness).act(AuthorAction::Set {
            file: 0,
            path: vec!["title".into()],
            value: format!("\"{title}\""),
        });
        harness.run_steps(4);
    };
    let shown = |harness: &mut Harness<'static, Shell>| {
        let author = author(harness);
        let sound = author.sound().expect("sound").title.clone();
        (
            author.view.checking,
            sound,
            author.view.files[0].text.clone(),
        )
    };
    let let_go = busy();
    for title in ["First", "Second", "Third"] {
        say(&mut harness, title);
        let (checking, sound, text) = shown(&mut harness);
        assert!(checking && sound == "Monday clinics", "{sound}");
        assert!(
            text.contains(&format!("\"{title}\"")),
            "it is typed at once"
        );
    }
    // Whoever goes waits for the check: what is tried is what was written.
    author(&mut harness).act(AuthorAction::Save);
    until(&mut harness, "saved", |it| !it.view.saved.unsaved);
    author(&mut harness).act(AuthorAction::Leave(wardroom::window::Leave::Try));
    harness.run_steps(4);
    assert!(matches!(harness.state().screen, Screen::Author(_)));
    drop(let_go);
    author(&mut harness).wait();
    let (checking, sound, _) = shown(&mut harness);
    assert!(!checking && sound == "Third", "{sound}");
    harness.run_steps(2);
    assert!(matches!(harness.state().screen, Screen::Briefing));
}

#[test]
fn two_frames_in_which_nothing_changes_are_drawn_from_equal_views() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, _) = opened(folder.path(), [1600.0, 900.0]);
    harness.state_mut().wait();
    harness.run_steps(2);
    let before = author(&mut harness).view.clone();
    harness.run_steps(2);
    assert!(author(&mut harness).view == before);
    author(&mut harness).act(AuthorAction::Duplicate("injects"));
    author(&mut harness).wait();
    let after = &author(&mut harness).view;
    assert!(after.files[0] != before.files[0] && after.story != before.story);
    assert_eq!(after.files[1..], before.files[1..]);
    author(&mut harness).act(AuthorAction::Undo);
    author(&mut harness).wait();
    let undone = &author(&mut harness).view;
    assert_eq!(undone.files, before.files);
    assert!(undone.story == before.story && undone.sound == before.sound);
}

#[test]
fn how_difficult_it_is_fills_in_while_more_is_played() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, _main) = opened(folder.path(), [1600.0, 900.0]);
    author(&mut harness).input.tab = AuthorTab::Balance;
    author(&mut harness).act(AuthorAction::Balance(6));
    // The first figures come before a single seed is whole.
    until(&mut harness, "the first figures", |it| {
        it.view.balance.done.is_some()
    });
    let balance = &author(&mut harness).view.balance;
    let first = balance.done.clone().expect("the first figures");
    if balance.share.is_some() {
        assert!(
            harness.query_by_label_contains("So far: ").is_some(),
            "it is said that more is to come"
        );
    }
    assert!(!first.teams.is_empty() && first.seeds >= 1);
    until(&mut harness, "all of it", |it| {
        it.view.balance.share.is_none()
    });
    let whole = author(&mut harness).view.balance.done.clone();
    let whole = whole.expect("all figures");
    assert_eq!(whole.seeds, 6);
    assert!(whole.teams.len() > first.teams.len(), "the searching team");
    assert!(whole.options.iter().any(|it| it.taken > 0));
    assert!(harness.query_by_label_contains("So far: ").is_none());
    // What was given up leaves nothing behind that looks like all of it.
    author(&mut harness).act(AuthorAction::Balance(200));
    until(&mut harness, "the first figures again", |it| {
        it.view.balance.done.is_some()
    });
    author(&mut harness).act(AuthorAction::StopBalance);
    harness.run_steps(2);
    assert!(author(&mut harness).view.balance.done.is_none());
}
