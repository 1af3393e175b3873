//! A whole exercise by keyboard alone, and every control with a name.

use crate::support::enter;
use crate::support::host;
use crate::support::{focused, harness, live, live_mut, started_of};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{By, NodeT, Queryable};
use wardroom::window::{Desk, Part, Screen, Shell};
use wardroom_core::exercise::{Command, What};
use wardroom_core::host::Ask;
use wardroom_core::words;

/// Presses Tab until something with this name has the keyboard.
fn tab_to(harness: &mut Harness<'static, Shell>, name: &str) {
    for _ in 0..400 {
        if focused(harness).is_some_and(|found| found == name) {
            return;
        }
        harness.key_press(Key::Tab);
        harness.run_steps(2);
    }
    panic!(
        "Tab never comes to “{name}”; it is at {:?}",
        focused(harness)
    );
}

fn press(harness: &mut Harness<'static, Shell>, key: Key) {
    harness.key_press(key);
    harness.run_steps(3);
}

fn type_words(harness: &mut Harness<'static, Shell>, words: &str) {
    harness.event(egui::Event::Text(words.to_owned()));
    harness.run_steps(2);
}

/// Nothing has the keyboard any more.
fn let_go(harness: &mut Harness<'static, Shell>) {
    harness.ctx.memory_mut(|memory| {
        if let Some(id) = memory.focused() {
            memory.surrender_focus(id);
        }
    });
    harness.run_steps(2);
}

#[test]
fn a_whole_exercise_is_played_from_home_to_review_by_keyboard_alone() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = harness(records.path());
    tab_to(&mut harness, "Friday lunchtime");
    press(&mut harness, Key::Enter);
    for step in ["People →", "Objectives →", "Start →", "STARTEX"] {
        tab_to(&mut harness, step);
        press(&mut harness, Key::Enter);
    }
    harness.state_mut().wait();
    harness.run_steps(2);
    assert!(matches!(harness.state().screen, Screen::Live(_)));
    let_go(&mut harness);

    // On from message to message until a question is put.
    let mut presses = 0;
    while live(&harness).input.decision.prompt.is_none() {
        press(&mut harness, Key::N);
        presses += 1;
        assert!(presses < 40, "no question was ever put");
    }
    press(&mut harness, Key::Num1);
    assert_eq!(live(&harness).input.decision.option, Some(0));
    tab_to(&mut harness, "Why this");
    type_words(&mut harness, "Three calls, one red screen.");
    let_go(&mut harness);
    press(&mut harness, Key::Enter);
    assert!(
        host(live(&harness)).events().iter().any(|event| matches!(
            &event.what,
            What::Decided { because, .. } if because == "Three calls, one red screen."
        )),
        "{:?}",
        live(&harness).refusal
    );

    // A card is found by typing and ordered.
    press(&mut harness, Key::Slash);
    type_words(&mut harness, "critical incident");
    let_go(&mut harness);
    tab_to(&mut harness, "Declare a critical incident");
    press(&mut harness, Key::Enter);
    tab_to(&mut harness, words::GIVE_ORDER);
    press(&mut harness, Key::Enter);
    let_go(&mut harness);
    // It can be taken back for five seconds, and goes out then.
    assert!(live(&harness).held().is_some());
    live_mut(&mut harness).frame(5.0);
    assert!(host(live(&harness)).exercise().team_view().level.is_some());

    // A note with one key.
    press(&mut harness, Key::E);
    type_words(&mut harness, "The site manager spoke first.");
    tab_to(&mut harness, "Record the note");
    press(&mut harness, Key::Enter);
    let_go(&mut harness);
    assert_eq!(host(live(&harness)).observations().notes.len(), 1);

    // A message still to come is held back, then sent.
    press(&mut harness, Key::ArrowDown);
    let held = live(&harness)
        .input
        .events
        .held
        .expect("a message still to come");
    press(&mut harness, Key::H);
    press(&mut harness, Key::ArrowDown);
    assert_eq!(
        live(&harness).input.events.held,
        Some(held),
        "what is held comes first"
    );
    press(&mut harness, Key::R);

    // Back, and back again to now.
    let secs = live(&harness).seen.view.clock.stands_at_secs;
    press(&mut harness, Key::B);
    assert!(live(&harness).seen.view.clock.looking);
    press(&mut harness, Key::Escape);
    assert!(!live(&harness).seen.view.clock.looking);
    assert_eq!(live(&harness).seen.view.clock.secs, secs);

    // The room, the sheet, ENDEX, the review.
    press(&mut harness, Key::D);
    assert!(harness.state().rooms.here);
    press(&mut harness, Key::D);
    press(&mut harness, Key::Questionmark);
    assert!(harness.state().dialogs.help);
    press(&mut harness, Key::Escape);
    assert!(!harness.state().dialogs.help);
    for button in ["ENDEX", "End the exercise", "Review the exercise"] {
        tab_to(&mut harness, button);
        press(&mut harness, Key::Enter);
    }
    harness.state_mut().wait();
    assert!(matches!(harness.state().screen, Screen::Review(_)));
}

/// Roles of what can be used.
const CONTROLS: [Role; 10] = [
    Role::Button,
    Role::CheckBox,
    Role::ComboBox,
    Role::Link,
    Role::MultilineTextInput,
    Role::RadioButton,
    Role::Slider,
    Role::SpinButton,
    Role::TextInput,
    Role::Tab,
];

#[track_caller]
fn all_named(harness: &Harness<'static, Shell>, screen: &str) {
    let nameless: Vec<String> = harness
        .root()
        .query_all(By::new().predicate(|node| CONTROLS.contains(&node.role())))
        .filter(|node| {
            node.accesskit_node()
                .label()
                .is_none_or(|label| label.trim().is_empty())
        })
        .map(|node| format!("{:?} at {:?}", node.accesskit_node().role(), node.rect()))
        .collect();
    assert!(nameless.is_empty(), "{screen}: {nameless:#?}");
}

#[test]
fn every_control_of_every_screen_has_a_name() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = harness(records.path());
    all_named(&harness, "home");
    let mut hindcast = wardroom::window::Hindcast::default();
    hindcast.wait();
    harness.state_mut().screen = wardroom::window::Screen::Hindcast(Box::new(hindcast));
    harness.run_steps(3);
    all_named(&harness, "the hindcast");
    crate::support::click(&mut harness, "Another week");
    crate::support::click(&mut harness, "Home");
    harness.state_mut().choose_by_id("friday-lunchtime");
    for step in 0..4 {
        harness.state_mut().briefing.step = step;
        harness.run_steps(3);
        all_named(&harness, &format!("briefing {step}"));
    }
    harness.state_mut().start(None);
    let mut presses = 0;
    while live(&harness).seen.view.team.prompts.is_empty() {
        live_mut(&mut harness).ask(Ask::Next);
        presses += 1;
        assert!(presses < 40, "no question was ever put");
    }
    for (desk, words) in Desk::FORMS {
        live_mut(&mut harness).input.desk = desk;
        harness.run_steps(3);
        all_named(&harness, words);
    }
    let live = live_mut(&mut harness);
    live.input.desk = Desk::Cards;
    live.input.cards.card = Some(live.scenario().names.cards["isolate-segment"].at());
    live.input.jump.typed = Some(String::new());
    live.input.picked = Some(3);
    live.input.events.held = Some(60);
    live.input.events.wording = Some((60, "Other words.".to_owned()));
    harness.run_steps(3);
    all_named(&harness, "a card, a jump, a segment, a message");
    harness.state_mut().dialogs.help = true;
    harness.run_steps(3);
    all_named(&harness, "help");
    harness.state_mut().dialogs.help = false;
    live_mut(&mut harness).ask(Ask::LookBack(600));
    harness.run_steps(3);
    all_named(&harness, "looking back");
    live_mut(&mut harness).ask(Ask::ReturnToNow);
    assert!(enter(live_mut(&mut harness), &Command::End));
    harness.state_mut().review();
    harness.run_steps(3);
    all_named(&harness, "review");
    for tab in [
        wardroom::window::Tab::Happened,
        wardroom::window::Tab::Mattered,
        wardroom::window::Tab::WhatIf,
        wardroom::window::Tab::Ratings,
        wardroom::window::Tab::Actions,
        wardroom::window::Tab::Debrief,
        wardroom::window::Tab::Plan,
    ] {
        let review = crate::support::review_mut(&mut harness);
        review.input.tab = tab;
        review.look(Some(3_600));
        review.settle();
        if tab == wardroom::window::Tab::Ratings {
            crate::support::take_up(review, 0, 0);
        }
        review.input.action = Some(wardroom_core::exercise::Improvement::default());
        harness.run_steps(3);
        all_named(&harness, &format!("{tab:?}"));
    }
}

#[test]
fn on_a_small_window_everything_is_one_press_away() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = started_of(records.path(), [750.0, 422.0]);
    for (_, words) in Part::ALL {
        crate::support::click(&mut harness, words);
    }
}

#[test]
fn enter_goes_on_from_home_to_the_last_step_of_the_briefing_and_arrows_turn_slides() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = harness(records.path());
    press(&mut harness, Key::Enter);
    assert!(matches!(harness.state().screen, Screen::Briefing));
    press(&mut harness, Key::ArrowRight);
    press(&mut harness, Key::PageDown);
    press(&mut harness, Key::ArrowLeft);
    assert_eq!(harness.state().briefing.wall.at, 1);
    press(&mut harness, Key::F);
    assert!(harness.state().briefing.wall.full);
    press(&mut harness, Key::Escape);
    assert!(!harness.state().briefing.wall.full);
    let slides = harness.state().briefing.wall.count();
    for _ in 1..slides {
        assert_eq!(harness.state().briefing.step, 0);
        press(&mut harness, Key::Enter);
    }
    for step in 1..4 {
        assert_eq!(harness.state().briefing.step, step);
        // Who holds it down does not begin an exercise by that.
        for _ in 0..3 {
            harness.key_down(Key::Enter);
            harness.run_steps(2);
        }
        harness.key_up(Key::Enter);
        harness.run_steps(2);
        let begun = !matches!(harness.state().screen, Screen::Briefing);
        assert!(begun || harness.state().briefing.step == step + 1);
    }
    harness.state_mut().wait();
    assert!(matches!(harness.state().screen, Screen::Live(_)));
}

#[test]
fn tab_runs_from_left_to_right() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = harness(records.path());
    let row = |harness: &mut Harness<'static, Shell>, first: &str, count: usize| {
        tab_to(harness, first);
        let mut lefts = Vec::new();
        for _ in 0..count {
            let id = harness.ctx.memory(|it| it.focused()).expect("something");
            let rect = harness.ctx.read_response(id).expect("it is there").rect;
            lefts.push(rect.left());
            press(harness, Key::Tab);
        }
        assert!(lefts.is_sorted(), "{first}: {lefts:?}");
    };
    row(&mut harness, "Open a record", 5);
    harness.state_mut().choose_by_id("friday-lunchtime");
    harness.run_steps(3);
    row(&mut harness, "1 Read", 4);
    row(&mut harness, "Previous slide", 7);
}

#[test]
fn a_bracket_pressed_twice_in_a_row_is_two_steps_of_speed() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = started_of(records.path(), [1600.0, 900.0]);
    let before = live(&harness).seen.view.clock;
    let once = before.next_speed(true);
    for _ in 0..2 {
        harness.event(egui::Event::Text("]".to_owned()));
        harness.key_press(Key::CloseBracket);
        harness.step();
    }
    let now = live(&harness).seen.view.clock.speed;
    assert!(now > once && once > before.speed, "{now}");
    // Letters as fast as that are words that were meant for a field.
    let reading = live(&harness).input.desk;
    for letter in ["i", "m"] {
        harness.event(egui::Event::Text(letter.to_owned()));
        harness.step();
    }
    assert_eq!(live(&harness).input.desk, reading);
}
