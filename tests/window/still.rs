//! Nothing moves under the pointer: whatever opens, is put or is recorded, what stood on the console
//! before stands where it did.

use crate::support::{click, enter, harness_of, live, live_mut, next, play, started_of, take_step};
use egui::Rect;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{By, NodeT, Queryable};
use std::collections::BTreeMap;
use wardroom::window::{Desk, Settings, Shell};
use wardroom_core::exercise::Command;
use wardroom_core::host::Ask;
use wardroom_core::words;

/// Points of a window: of 1280 by 720 and of 1366 by 768, where they are smaller than pixels, and of larger
/// ones.
const SIZES: [[f32; 2]; 4] = [
    [1500.0, 844.0],
    [1501.0, 844.0],
    [1600.0, 900.0],
    [1920.0, 1080.0],
];

/// Where everything stands that can be pressed, right of the events list, whose rows come and go. What
/// says something else than before is found by the first word of its name.
fn places(harness: &Harness<'static, Shell>) -> BTreeMap<String, Vec<[i32; 4]>> {
    let mut places: BTreeMap<String, Vec<[i32; 4]>> = BTreeMap::new();
    let pressed = By::new().predicate(|node| {
        matches!(
            node.role(),
            Role::Button | Role::RadioButton | Role::TextInput
        )
    });
    for node in harness.root().query_all(pressed) {
        let Some(label) = node.accesskit_node().label() else {
            continue;
        };
        let rect: Rect = node.rect();
        if rect.left() < 320.0 && !(0.0..70.0).contains(&rect.top()) {
            continue;
        }
        let name = match label.as_str() {
            run if run.ends_with("Run") || run.ends_with("Pause") => "Run".to_owned(),
            other => other.to_owned(),
        };
        let rect = [rect.left(), rect.top(), rect.right(), rect.bottom()];
        places
            .entry(name)
            .or_default()
            .push(rect.map(|it| it.round() as i32));
    }
    places
}

/// Does something, and holds that what was there before and still is has not moved.
fn still(
    harness: &mut Harness<'static, Shell>,
    what: &str,
    act: impl FnOnce(&mut Harness<'static, Shell>),
) {
    harness.run_steps(4);
    let before = places(harness);
    act(harness);
    harness.run_steps(4);
    let after = places(harness);
    let stays = before.iter().filter(|(name, _)| after.contains_key(*name));
    assert!(stays.clone().count() >= 8, "{what}: almost nothing is left");
    let size = harness.ctx.content_rect().size();
    for (name, rects) in stays {
        let now = &after[name];
        let found = rects.iter().any(|rect| now.contains(rect));
        assert!(
            found,
            "{what} at {size}: “{name}” moved from {rects:?} to {now:?}"
        );
    }
}

fn until_asked(harness: &mut Harness<'static, Shell>) {
    let mut presses = 0;
    while live(harness).seen.view.team.prompts.is_empty() {
        live_mut(harness).ask(Ask::Next);
        presses += 1;
        assert!(presses < 40, "no question was ever put");
    }
}

fn each(act: impl Fn(&mut Harness<'static, Shell>)) {
    for size in SIZES {
        let records = tempfile::tempdir().expect("a folder");
        act(&mut started_of(records.path(), size));
    }
}

#[test]
fn nothing_moves_when_a_question_is_put_and_when_an_option_is_chosen() {
    each(|harness| {
        still(harness, "a question is put", until_asked);
        let title = {
            let live = live(harness);
            let prompt = live.seen.view.team.prompts[0].prompt;
            live.scenario().prompts[prompt].options[0].title.clone()
        };
        still(harness, "an option is chosen", |harness| {
            click(harness, &title);
        });
    });
}

#[test]
fn nothing_moves_when_a_card_is_taken_up_and_ordered() {
    each(|harness| {
        still(harness, "a card is taken up", |harness| {
            let card = live(harness).scenario().names.cards["declare-bc"].at();
            live_mut(harness).input.cards.card = Some(card);
        });
        still(harness, "the order is given", |harness| {
            click(harness, words::GIVE_ORDER);
        });
    });
}

#[test]
fn nothing_moves_when_a_form_opens_and_a_note_is_recorded() {
    each(|harness| {
        for (_, words) in Desk::FORMS {
            still(harness, words, |harness| click(harness, words));
        }
        live_mut(harness).input.desk = Desk::Note;
        still(harness, "a note is recorded", |harness| {
            let live = live_mut(harness);
            let by = live.seen.seats.evaluators[0].clone();
            let note = Command::Note {
                by,
                text: "They asked who leads.".to_owned(),
                task: None,
                rating: None,
                inject: None,
            };
            assert!(enter(live, &note));
        });
    });
}

#[test]
fn nothing_moves_when_a_department_is_picked_on_the_table() {
    each(|harness| {
        still(harness, "a department is picked", |harness| {
            live_mut(harness).input.picked = Some(3);
        });
        still(harness, "and let go", |harness| {
            live_mut(harness).input.picked = None;
        });
    });
}

#[test]
fn nothing_moves_when_something_is_refused_or_the_past_is_looked_at() {
    each(|harness| {
        still(harness, "a refusal", |harness| {
            assert!(play(live_mut(harness), "declare-critical"));
            assert!(!play(live_mut(harness), "declare-critical"));
        });
        still(harness, "it is put away", |harness| {
            click(harness, "Understood");
        });
        live_mut(harness).advance(3_600);
        still(harness, "looking back", |harness| {
            live_mut(harness).ask(Ask::LookBack(600));
        });
    });
}

#[test]
fn nothing_moves_when_a_jump_is_asked_for_and_what_is_typed_is_no_time() {
    each(|harness| {
        still(harness, "a jump is asked for", |harness| {
            live_mut(harness).input.jump.typed = Some(String::new());
        });
        still(harness, "what is typed is no time", |harness| {
            live_mut(harness).input.jump.typed = Some("abc".to_owned());
            harness.run_steps(2);
            click(harness, "Go");
        });
        assert!(
            harness
                .query_by_label_contains("“abc” is no time")
                .is_some()
        );
    });
}

#[test]
fn nothing_moves_while_the_clock_runs_or_when_an_incident_is_declared() {
    each(|harness| {
        still(harness, "the clock runs", |harness| {
            live_mut(harness).ask(Ask::Run(true));
        });
        live_mut(harness).ask(Ask::Run(false));
        for mins in [9, 70, 800] {
            still(harness, "time passes", |harness| {
                live_mut(harness).advance(mins * 60);
            });
        }
        still(harness, "a critical incident", |harness| {
            assert!(play(live_mut(harness), "declare-critical"));
        });
    });
}

#[test]
fn the_size_of_text_is_changed_where_the_pointer_is() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = harness_of(records.path(), [1600.0, 900.0]);
    harness.state_mut().as_is = false;
    harness.state_mut().dialogs.help = true;
    harness.run_steps(4);
    let place = |harness: &Harness<'static, Shell>| {
        let zoom = harness.ctx.zoom_factor();
        let rect = harness.get_by_label("Larger text").rect();
        (rect * zoom, rect.center().to_vec2() * zoom)
    };
    let (_, pointer) = place(&harness);
    for _ in 0..4 {
        click(&mut harness, "Larger text");
        harness.run_steps(4);
        let (now, _) = place(&harness);
        assert!(
            now.contains(pointer.to_pos2()),
            "at {}%: {now:?} no longer has {pointer:?}",
            harness.state().settings.text_pct
        );
    }
    assert_eq!(harness.state().settings.text_pct, 200);
    let _usual: Settings = Settings::default();
}

#[test]
fn an_order_can_be_taken_back_and_goes_out_when_its_time_is_up() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = started_of(records.path(), [1600.0, 900.0]);
    let entries = |harness: &Harness<'static, Shell>| live(harness).seen.view.record.entries;
    let before = entries(&harness);
    let minute = live(&harness).seen.view.clock.secs;
    live_mut(&mut harness).ask(Ask::Run(true));
    take_step(&mut harness, "All cards");
    take_step(&mut harness, "Declare a critical incident");
    take_step(&mut harness, words::GIVE_ORDER);
    assert_eq!(entries(&harness), before, "it went out at once");
    assert!(live(&harness).held().is_some());
    // A second click is no second order.
    take_step(&mut harness, words::GIVE_ORDER);
    assert_eq!(entries(&harness), before, "a double click gave two orders");
    take_step(&mut harness, "Undo");
    assert!(live(&harness).held().is_none());
    assert_eq!(entries(&harness), before);
    // It lies on the desk as it was, and is given again.
    live_mut(&mut harness).ask(Ask::Run(false));
    take_step(&mut harness, words::GIVE_ORDER);
    let stands = live(&harness).seen.view.clock.secs;
    for _ in 0..170 {
        harness.step();
    }
    assert!(live(&harness).held().is_none());
    assert!(entries(&harness) > before, "{:?}", live(&harness).refusal);
    assert_eq!(live(&harness).seen.view.clock.secs, stands, "time waited");
    assert!(stands >= minute);
    let _label = next();
}
