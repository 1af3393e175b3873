//! What somebody stumbled over who saw the window for the first time: home, briefing, review and register.

use crate::support::{
    click, enter, harness_of, harness_with, live_mut, review_mut, started_of, take_step,
};
use egui::accesskit::Role;
use egui::{Pos2, Rect, Shape};
use egui_kittest::Harness;
use egui_kittest::kittest::{By, NodeT, Queryable};
use wardroom::window::{Screen, Shell, Tab};
use wardroom_core::exercise::Command;

/// Every text that is drawn, with the rectangle that it fills.
fn texts(harness: &Harness<'static, Shell>) -> Vec<(String, Rect)> {
    fn of(shape: &Shape, found: &mut Vec<(String, Rect)>) {
        match shape {
            Shape::Text(text) => found.push((
                text.galley.text().to_owned(),
                text.galley.rect.translate(text.pos.to_vec2()),
            )),
            Shape::Vec(list) => list.iter().for_each(|one| of(one, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for clipped in &harness.output().shapes {
        of(&clipped.shape, &mut found);
    }
    found
}

/// Where something stands that can be pressed, or looked at.
fn rect_of<'a>(harness: &'a Harness<'static, Shell>, label: &'a str) -> Rect {
    let seen = |role| matches!(role, Role::Button | Role::RadioButton | Role::Image);
    let found = By::new().predicate(move |node| {
        seen(node.role()) && node.label().is_some_and(|found| found == label)
    });
    harness.get(found).rect()
}

/// Home with all that is shipped.
fn at_home(records: &std::path::Path, size: [f32; 2]) -> Harness<'static, Shell> {
    let mut shell = Shell::new(None, records.to_path_buf());
    shell.as_is = true;
    shell.wait();
    let mut harness = Harness::builder()
        .with_size(size)
        .with_max_steps(64)
        .build_ui_state(|ui, shell: &mut Shell| shell.frame(ui, 1.0 / 30.0), shell);
    harness.run_steps(6);
    harness
}

#[test]
fn nothing_for_programmers_is_ever_painted_over_a_screen() {
    assert!(
        !egui::Options::default().warn_on_id_clash,
        "egui is built without what it paints for programmers"
    );
    let ctx = egui::Context::default();
    let mut told = String::new();
    for _ in 0..8 {
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            ui.ctx().request_discard("again and again");
        });
        output.textures_delta.clear();
        told.push_str(&format!("{:?}", output.shapes));
    }
    assert!(!told.contains("PERF WARNING"), "{told}");
}

#[test]
fn all_rooms_of_a_county_are_opened_by_buttons_that_stand_below_each_other() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = harness_with("friday-across", records.path(), [1600.0, 900.0]);
    harness.state_mut().choose_by_id("friday-across");
    harness.state_mut().briefing.step = 3;
    harness.run_steps(8);
    let buttons: Vec<Rect> = harness
        .query_all_by_label_contains("Open the room display of")
        .map(|it| it.rect())
        .collect();
    assert_eq!(buttons.len(), 7);
    for button in &buttons {
        assert!(
            (button.left() - buttons[0].left()).abs() < 1.0,
            "{buttons:?}"
        );
        assert!(
            (button.right() - buttons[0].right()).abs() < 1.0,
            "{buttons:?}"
        );
    }
    // The number that nobody in the room needs stands last, and once.
    let seeds = harness.query_all_by_label_contains("Random seed").count();
    assert_eq!(seeds, 1);
}

#[test]
fn every_slide_has_room_for_its_words() {
    let records = tempfile::tempdir().expect("a folder");
    for size in [[1920.0, 1080.0], [1500.0, 844.0]] {
        let mut harness = at_home(records.path(), size);
        let all: Vec<String> = harness
            .state()
            .library
            .sound()
            .map(|(_, it)| it.id.clone())
            .collect();
        for id in all {
            harness.state_mut().choose_by_id(&id);
            harness.run_steps(2);
            for at in 0..harness.state().briefing.wall.count() {
                harness.state_mut().briefing.wall.at = at;
                harness.run_steps(1);
                let foot = rect_of(&harness, "Previous slide").top() - 10.0;
                let words = texts(&harness);
                // What stands on the left, below the head and above the foot.
                let words = words
                    .iter()
                    .filter(|(_, it)| it.left() < 200.0 && it.top() > 60.0 && it.top() < foot);
                let lowest = words.map(|(_, it)| it.bottom()).fold(0.0, f32::max);
                assert!(
                    lowest > 100.0 && lowest < foot,
                    "{id}, {at}: {lowest} of {foot}"
                );
            }
        }
    }
}

#[test]
fn who_presses_back_again_and_again_comes_home_and_nowhere_else() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = harness_of(records.path(), [1600.0, 900.0]);
    harness.state_mut().choose_by_id("friday-lunchtime");
    harness.state_mut().briefing.step = 3;
    harness.run_steps(4);
    let first = rect_of(&harness, "Back");
    for step in (0..4).rev() {
        assert_eq!(harness.state().briefing.step, step);
        assert_eq!(rect_of(&harness, "Back"), first, "at step {step}");
        click(&mut harness, "Back");
        harness.run_steps(3);
    }
    assert!(matches!(harness.state().screen, Screen::Home));
    // The same by the key.
    harness.state_mut().choose_by_id("friday-lunchtime");
    harness.state_mut().briefing.step = 2;
    harness.run_steps(2);
    for _ in 0..3 {
        assert!(matches!(harness.state().screen, Screen::Briefing));
        harness.key_press(egui::Key::Escape);
        harness.run_steps(2);
    }
    assert!(matches!(harness.state().screen, Screen::Home));
}

#[test]
fn home_uses_the_height_that_there_is() {
    let records = tempfile::tempdir().expect("a folder");
    for size in [[1920.0, 1080.0], [1600.0, 900.0], [1500.0, 844.0]] {
        let harness = at_home(records.path(), size);
        let model = rect_of(&harness, "Model of St Osyth's Hospital");
        assert!(model.height() > size[1] * 0.55, "{size:?}: {model:?}");
        let edit = rect_of(&harness, "Edit this one");
        assert!(edit.bottom() > size[1] - 90.0 && edit.bottom() < size[1] - 30.0);
        // The list goes down as far: to its last scenario where there is room, else it is scrolled.
        let last = rect_of(&harness, "Signed out");
        assert!(last.bottom() > size[1] - 130.0, "{size:?}: {last:?}");
        if size[1] > 1_000.0 {
            assert!(last.bottom() < size[1] - 30.0, "{size:?}: {last:?}");
        }
    }
}

#[test]
fn arrows_look_at_the_next_scenario_and_bring_it_into_sight() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = at_home(records.path(), [960.0, 540.0]);
    for _ in 0..7 {
        harness.key_press(egui::Key::ArrowDown);
        harness.run_steps(2);
    }
    harness.run_steps(30);
    let looked = harness.state().home.looked_at.clone();
    assert_eq!(looked.as_deref(), Some("signed-out"));
    let card = rect_of(&harness, "Signed out");
    assert!(card.bottom() <= 540.0 && card.top() >= 0.0, "{card:?}");
    harness.key_press(egui::Key::ArrowUp);
    harness.run_steps(2);
    assert_ne!(harness.state().home.looked_at, looked);
}

fn author_of(harness: &Harness<'static, Shell>) -> std::path::PathBuf {
    match &harness.state().screen {
        Screen::Author(author) => author.project().path(),
        other => panic!("nothing is written: {other:?}"),
    }
}

#[test]
fn a_scenario_is_begun_from_the_starter_and_offered_from_then_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let records = folder.path().join("records");
    let mut harness = at_home(&records, [1600.0, 900.0]);
    let mut mains = Vec::new();
    for _ in 0..2 {
        click(&mut harness, "Write a scenario");
        harness.state_mut().home.begin.title = "No robot".to_owned();
        harness.run_steps(2);
        click(&mut harness, "Begin it");
        let main = author_of(&harness);
        assert!(main.starts_with(folder.path().join("my-scenarios")));
        let text = std::fs::read_to_string(&main).expect("it is there");
        assert!(text.contains("No robot"));
        mains.push(main);
        harness.state_mut().wait();
        harness.run_steps(2);
        click(&mut harness, "Home");
        assert!(matches!(harness.state().screen, Screen::Home));
    }
    assert_ne!(mains[0], mains[1], "nothing is written over");
    let offered = harness.query_all_by_label("No robot").count();
    assert!(offered >= 2, "{offered}");
    // It is there the next time too.
    let next = at_home(&records, [1600.0, 900.0]);
    assert!(next.query_all_by_label("No robot").count() >= 2);
}

#[test]
fn the_scenario_that_is_looked_at_is_edited_by_a_way_of_its_own() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = at_home(records.path(), [1600.0, 900.0]);
    harness.state_mut().home.looked_at = Some("eight-weeks".to_owned());
    harness.run_steps(2);
    click(&mut harness, "Edit this one");
    assert!(author_of(&harness).ends_with("eight-weeks.ron"));
}

#[test]
fn what_is_not_saved_can_be_left_and_what_was_said_of_it_is_not_said_at_home() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = at_home(&folder.path().join("records"), [1600.0, 900.0]);
    click(&mut harness, "Write a scenario");
    harness.state_mut().home.begin.title = "Left".to_owned();
    harness.run_steps(2);
    click(&mut harness, "Begin it");
    if let Screen::Author(author) = &mut harness.state_mut().screen {
        author.act(wardroom::window::AuthorAction::Duplicate("injects"));
    }
    harness.state_mut().wait();
    harness.run_steps(4);
    let unsaved = |harness: &Harness<'static, Shell>| match &harness.state().screen {
        Screen::Author(author) => author.project().unsaved(),
        _ => false,
    };
    assert!(unsaved(&harness));
    take_step(&mut harness, "Home");
    harness.state_mut().wait();
    harness.run_steps(4);
    click(&mut harness, "Stay");
    assert!(unsaved(&harness));
    click(&mut harness, "Home");
    harness.run_steps(4);
    click(&mut harness, "Leave without saving");
    harness.run_steps(4);
    assert!(matches!(harness.state().screen, Screen::Home));
    assert_eq!(harness.state().dialogs.trouble, None);
}

/// An exercise that ended before anything was seen, in review.
fn ended_early(
    scenario: &str,
    records: &std::path::Path,
    size: [f32; 2],
) -> Harness<'static, Shell> {
    let mut harness = harness_with(scenario, records, size);
    harness.state_mut().choose_by_id(scenario);
    harness.state_mut().briefing.seed = "3".to_owned();
    harness.state_mut().start(None);
    live_mut(&mut harness).advance(60);
    assert!(enter(live_mut(&mut harness), &Command::End));
    harness.state_mut().review();
    harness.state_mut().wait();
    harness.run_steps(6);
    harness
}

#[test]
fn an_objective_has_its_whole_name_beside_its_letters() {
    let records = tempfile::tempdir().expect("a folder");
    for size in [[1600.0, 900.0], [1500.0, 844.0]] {
        let mut harness = ended_early("friday-across", records.path(), size);
        let review = review_mut(&mut harness);
        let objectives = review.seen.view.assessment.objectives.clone();
        let all = texts(&harness);
        let letters: Vec<&Rect> = all
            .iter()
            .filter(|(words, _)| words == "–")
            .map(|(_, rect)| rect)
            .collect();
        for objective in &objectives {
            for (_, name) in all.iter().filter(|(words, _)| *words == objective.title) {
                let over = letters.iter().find(|it| it.intersects(*name));
                assert_eq!(over, None, "{}: {name:?}", objective.title);
            }
        }
    }
}

#[test]
fn what_was_not_seen_is_neither_promised_nor_called_done() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = ended_early("friday-lunchtime", records.path(), [1600.0, 900.0]);
    let says = |harness: &Harness<'static, Shell>, words: &str| {
        harness.query_by_label_contains(words).is_some()
    };
    assert!(says(
        &harness,
        "doesn't count as a rehearsal in the register"
    ));
    assert!(!says(&harness, "AGAINST THE SCRIPTED TEAMS"));
    review_mut(&mut harness).input.tab = Tab::Actions;
    harness.run_steps(4);
    assert!(!says(&harness, "Every area for improvement has an action"));
    assert!(!says(&harness, "Pick an area below"));
    assert!(says(&harness, "No task "));
    click(&mut harness, "Home");
    click(&mut harness, "Register");
    harness.state_mut().wait();
    harness.run_steps(4);
    assert!(says(&harness, "PLAYED, AND NOT COUNTED"));
    for technical in ["MEMBERS", "FOLDERS", "A folder on each line"] {
        assert!(!says(&harness, technical), "{technical}");
    }
}

#[test]
fn the_bar_of_a_review_has_one_line_and_says_that_the_report_was_saved() {
    let records = tempfile::tempdir().expect("a folder");
    // What a window of 1280 by 720 pixels comes to.
    let mut harness = ended_early("friday-across", records.path(), [1500.0, 844.0]);
    let middle = |harness: &Harness<'static, Shell>, label: &str| -> Pos2 {
        rect_of(harness, label).center()
    };
    let labels = [
        "Ratings",
        "Actions",
        "Save the report",
        "Open report",
        "Home",
    ];
    let before = labels.map(|label| middle(&harness, label));
    for at in before {
        assert!((at.y - before[0].y).abs() < 4.0, "{before:?}");
    }
    click(&mut harness, "Save the report");
    harness.run_steps(4);
    assert!(
        harness
            .query_by_label_contains("Saved: report.pdf")
            .is_some()
    );
    assert_eq!(labels.map(|label| middle(&harness, label)), before);
    let last = rect_of(&harness, "Home");
    assert!(last.right() < 1500.0, "{last:?}");
}

#[test]
fn a_record_that_is_opened_again_has_nothing_to_open_before_its_report_is_saved() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = started_of(records.path(), [1600.0, 900.0]);
    assert!(enter(live_mut(&mut harness), &Command::End));
    harness.state_mut().home();
    harness.state_mut().wait();
    harness.state_mut().open(0);
    harness.state_mut().wait();
    harness.run_steps(4);
    let open = harness.get_by_label("Open report");
    assert!(open.accesskit_node().is_disabled());
}
