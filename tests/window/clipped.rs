//! No text is cut off: on any screen, at any size of window and text, in any theme.

use crate::support::{enter, host};
use crate::support::{harness_with, live, live_mut, review_mut, started_of, take_up, write};
use egui::{Rect, Shape};
use egui_kittest::Harness;
use wardroom::window::{Desk, Ground, Part, Shell, Tab};
use wardroom_core::exercise::Command;
use wardroom_core::host::Ask;
use wardroom_core::scenario::{IncidentLevel, OrganisationId};

/// Points that a text may stand over: the last pixel of an italic or a kerned edge.
const OVER: f32 = 1.5;

/// Every text of a shape with the rectangle that it fills.
fn texts(shape: &Shape, found: &mut Vec<(String, Rect, bool)>) {
    match shape {
        Shape::Text(text) => found.push((
            text.galley.text().to_owned(),
            text.galley.rect.translate(text.pos.to_vec2()),
            text.galley.elided,
        )),
        Shape::Vec(list) => {
            for one in list {
                texts(one, found);
            }
        }
        _ => {}
    }
}

/// What is cut off. Text that is wholly out of sight was scrolled away, and so may be text that is
/// cut at the top or bottom of a part of the window: sideways nothing scrolls.
fn cut_off(harness: &Harness<'static, Shell>, fixed: bool) -> Vec<String> {
    let mut wrong = Vec::new();
    let screen = harness.ctx.content_rect();
    for clipped in &harness.output().shapes {
        let mut found = Vec::new();
        texts(&clipped.shape, &mut found);
        for (words, rect, elided) in found {
            let clip = clipped.clip_rect.intersect(screen);
            if words.trim().is_empty() || !rect.intersects(clip) {
                continue;
            }
            let sideways = rect.left() < clip.left() - OVER || rect.right() > clip.right() + OVER;
            let whole = clipped.clip_rect.contains_rect(screen) || fixed;
            let upright =
                whole && (rect.top() < clip.top() - OVER || rect.bottom() > clip.bottom() + OVER);
            if elided || sideways || upright {
                wrong.push(format!("“{words}” {rect:?} in {clip:?}"));
            }
        }
    }
    wrong
}

#[track_caller]
fn none_cut_off(harness: &mut Harness<'static, Shell>, what: &str, fixed: bool) {
    harness.run_steps(4);
    let wrong = cut_off(harness, fixed);
    assert!(wrong.is_empty(), "{what}: {wrong:#?}");
}

/// Points of a window of so many pixels at a size of text, as the window fits itself.
fn points(width: f32, height: f32, text_pct: f32) -> [f32; 2] {
    let small = (width / 1500.0).min(height / 844.0);
    let large = (width / 1920.0).min(height / 1080.0);
    let zoom = if small < 1.0 {
        small.max(0.8)
    } else {
        large.clamp(1.0, 3.0)
    } * text_pct
        / 100.0;
    [width / zoom, height / zoom]
}

/// An exercise of several organisations: all sides, one, those who oversee, and their rooms.
fn through_the_county(width: f32, height: f32, text_pct: f32) {
    let size = points(width, height, text_pct);
    let told =
        |screen: &str| format!("{screen} of the county at {width}×{height}, text {text_pct}%");
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = harness_with("friday-across", records.path(), size);
    harness.state_mut().choose_by_id("friday-across");
    harness.state_mut().briefing.step = 1;
    none_cut_off(&mut harness, &told("people"), false);
    harness.state_mut().briefing.seed = "3".to_owned();
    harness.state_mut().start(Some("typical"));
    live_mut(&mut harness).advance(150 * 60);
    let sides = [None, Some(OrganisationId(1)), Some(OrganisationId(6))];
    for shows in sides {
        live_mut(&mut harness).show(shows);
        for part in [Part::Map, Part::Events, Part::Services, Part::Desk] {
            harness.state_mut().layout.part = part;
            none_cut_off(&mut harness, &told(&format!("{part:?}, {shows:?}")), false);
        }
        harness.state_mut().rooms.here = true;
        none_cut_off(&mut harness, &told(&format!("room, {shows:?}")), true);
        harness.state_mut().rooms.here = false;
    }
}

/// Nothing in the bar at the top lies over anything else in it, whatever level was declared.
#[test]
fn what_stands_in_the_bar_stands_beside_each_other() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = started_of(records.path(), [1_500.0, 900.0]);
    // Widths in points, from the narrowest with one row on.
    for width in (1_480..=2_100).step_by(10).chain([2_560, 3_840]) {
        harness.set_size(egui::vec2(width as f32, 900.0));
        for trouble in [false, true] {
            let live = live_mut(&mut harness);
            live.seen.view.record.unsaved = trouble;
            live.seen.view.team.level = trouble.then_some((IncidentLevel::ALL[0], 60));
            harness.run_steps(2);
            let mut found = Vec::new();
            for clipped in &harness.output().shapes {
                texts(&clipped.shape, &mut found);
            }
            let bar: Vec<_> = found.iter().filter(|it| it.1.bottom() < 56.0).collect();
            assert!(bar.len() > 10, "{bar:?}");
            for (at, (one, lies, _)) in bar.iter().enumerate() {
                for (other, there, _) in &bar[at + 1..] {
                    let over = lies.shrink(1.0).intersects(there.shrink(1.0));
                    assert!(!over, "{width}: “{one}” {lies:?} and “{other}” {there:?}");
                }
            }
        }
    }
}

fn through_all_screens(width: f32, height: f32, text_pct: f32) {
    through_the_county(width, height, text_pct);
    let size = points(width, height, text_pct);
    let told = |screen: &str| format!("{screen} at {width}×{height}, text {text_pct}%");
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = started_of(records.path(), size);
    harness.state_mut().home();
    none_cut_off(&mut harness, &told("home"), false);
    harness.state_mut().choose_by_id("friday-lunchtime");
    for step in 0..4 {
        harness.state_mut().briefing.step = step;
        none_cut_off(&mut harness, &told("briefing"), false);
    }
    // The same luck each time: what does not fit once does not fit again.
    harness.state_mut().briefing.seed = "17".to_owned();
    harness.state_mut().briefing.plan.chosen = Some(crate::support::plan());
    none_cut_off(&mut harness, &told("briefing with a plan"), false);
    harness.state_mut().start(Some("typical"));
    none_cut_off(&mut harness, &told("STARTEX"), false);
    for mins in [132, 420, 1_500] {
        let live_now = live_mut(&mut harness);
        live_now.advance(mins * 60);
        // The look-ahead is there, as it is after a moment in the room.
        live_now.wait();
        for (part, _) in Part::ALL {
            harness.state_mut().layout.part = part;
            none_cut_off(
                &mut harness,
                &told(&format!("{part:?} at {mins} min")),
                false,
            );
        }
        for (desk, words) in Desk::FORMS {
            harness.state_mut().layout.part = Part::Desk;
            live_mut(&mut harness).input.desk = desk;
            none_cut_off(&mut harness, &told(words), false);
        }
        live_mut(&mut harness).input.desk = Desk::Plan;
        none_cut_off(&mut harness, &told("the plan"), false);
        live_mut(&mut harness).input.desk = Desk::Cards;
        harness.state_mut().rooms.here = true;
        let messages: Vec<_> = host(live(&harness))
            .exercise()
            .team_view()
            .messages
            .iter()
            .map(|message| message.source)
            .collect();
        for source in messages {
            live_mut(&mut harness).ask(Ask::Read(Some(source)));
            let title = host(live(&harness))
                .exercise()
                .letter(source)
                .title
                .to_owned();
            none_cut_off(&mut harness, &told(&format!("room: {title}")), true);
        }
        harness.state_mut().rooms.here = false;
    }
    let live = live_mut(&mut harness);
    live.ask(Ask::LookBack(3_600));
    live.seen.view.record.trouble = Some("Not on disk: no space is left.".to_owned());
    live.refusal = Some("No crew left: all four are away until nine.".to_owned());
    live.input.cards.card = Some(live.scenario().names.cards["isolate-segment"].at());
    harness.state_mut().dialogs.help = true;
    none_cut_off(&mut harness, &told("a card, looking back, help"), false);
    harness.state_mut().dialogs.help = false;
    live_mut(&mut harness).ask(Ask::ReturnToNow);
    live_mut(&mut harness).seen.view.record.trouble = None;
    assert!(enter(live_mut(&mut harness), &Command::End));
    harness.state_mut().review();
    none_cut_off(&mut harness, &told("review"), false);
    review_mut(&mut harness).look(Some(7_200));
    review_mut(&mut harness).wait();
    none_cut_off(&mut harness, &told("review of a moment"), false);
    let review = review_mut(&mut harness);
    review.input.tab = Tab::Ratings;
    review.input.rating.open_objective = 2;
    take_up(review, 2, 1);
    none_cut_off(&mut harness, &told("review of ratings"), false);
    let review = review_mut(&mut harness);
    review.input.tab = Tab::Actions;
    review.input.action = Some(wardroom_core::exercise::Improvement::default());
    none_cut_off(&mut harness, &told("review of actions"), false);
    review_mut(&mut harness).input.tab = Tab::Plan;
    none_cut_off(&mut harness, &told("what the plan says"), false);
    let first = crate::support::plan().clauses[0].id.clone();
    review_mut(&mut harness).input.plan.clause = Some(first);
    none_cut_off(&mut harness, &told("a clause of the plan"), false);
    review_mut(&mut harness).input.tab = Tab::Debrief;
    for step in 0..8 {
        review_mut(&mut harness).input.debrief.go(step);
        none_cut_off(&mut harness, &told("a step of the debrief"), false);
    }
    let review = review_mut(&mut harness);
    review.input.tab = Tab::Believed;
    review.luck(2);
    review.wait();
    none_cut_off(&mut harness, &told("what was believed"), false);
    let review = review_mut(&mut harness);
    review.input.tab = Tab::People;
    none_cut_off(&mut harness, &told("nobody was asked"), false);
    let review = review_mut(&mut harness);
    for group in ["Nurse", "Nurse", "Nurse", "Clinical coder", "Porter", "GP"] {
        group.clone_into(&mut review.input.people.answer.group);
        "R. Obi".clone_into(&mut review.input.people.answer.name);
        if group == "GP" {
            review.input.people.answer.name.clear();
        }
        for (id, _) in wardroom_core::exercise::STATEMENTS {
            review.input.people.answer.agrees.insert(id.to_owned(), 3);
        }
        "Nobody told the porters.".clone_into(&mut review.input.people.answer.change);
        let answer = Command::Answer(Box::new(review.input.people.answer.clone()));
        assert_eq!(write(review, answer), Ok(()));
    }
    let answer = Command::Answer(Box::new(review.input.people.answer.clone()));
    review.write(vec![answer]);
    review.wait();
    none_cut_off(&mut harness, &told("what people said"), false);
    review_mut(&mut harness).act(wardroom::window::ReviewAction::GiveAway);
    review_mut(&mut harness).wait();
    none_cut_off(&mut harness, &told("what is given away"), false);
    review_mut(&mut harness).input.give_away.open = false;
    let review = review_mut(&mut harness);
    review.input.tab = Tab::WhatIf;
    let again = review.seen.again.as_ref().expect("these rules play it");
    let control = again.askable.controls[0].0;
    let change = wardroom_core::review::what_if::Change::Control(control);
    review.what_if(change, 2);
    review.wait();
    none_cut_off(&mut harness, &told("what if"), false);
    for at_secs in [7_200, 20 * 3_600] {
        let review = review_mut(&mut harness);
        review.input.days.beside = true;
        review.look(Some(at_secs));
        review.wait();
        none_cut_off(&mut harness, &told("two days"), false);
    }
    let review = review_mut(&mut harness);
    review.input.tab = Tab::Mattered;
    let measure = review.input.mattered.measure;
    review.rank(measure, 2);
    review.wait();
    none_cut_off(&mut harness, &told("what mattered"), false);
    harness.state_mut().home();
    harness.state_mut().wait();
    let mut register = wardroom::window::Register::of(records.path());
    register.folders.push_str("\n/nowhere/at/all");
    register.open();
    register.members.wait();
    harness.state_mut().screen = wardroom::window::Screen::Register(Box::new(register));
    none_cut_off(&mut harness, &told("the register"), false);
    let mut hindcast = wardroom::window::Hindcast::default();
    hindcast.wait();
    harness.state_mut().screen = wardroom::window::Screen::Hindcast(Box::new(hindcast));
    none_cut_off(&mut harness, &told("the hindcast"), false);
    harness.state_mut().choose_by_id("friday-lunchtime");
    harness.state_mut().author_chosen();
    harness.state_mut().wait();
    for (tab, name) in wardroom::window::AuthorTab::ALL {
        let wardroom::window::Screen::Author(author) = &mut harness.state_mut().screen else {
            panic!("it is not the author screen");
        };
        author.input.tab = tab;
        none_cut_off(&mut harness, &told(&format!("author, {name}")), false);
    }
}

#[test]
fn nothing_is_cut_off_at_1280_by_720() {
    for text in [80.0, 100.0, 200.0] {
        through_all_screens(1280.0, 720.0, text);
    }
}

#[test]
fn nothing_is_cut_off_at_1920_by_1080() {
    for text in [80.0, 100.0, 200.0] {
        through_all_screens(1920.0, 1080.0, text);
    }
}

#[test]
fn nothing_is_cut_off_on_a_large_screen() {
    for text in [100.0, 200.0] {
        through_all_screens(3840.0, 2160.0, text);
    }
}

#[test]
fn home_register_and_every_slide_fit_every_screen() {
    let records = tempfile::tempdir().expect("a folder");
    drop(started_of(records.path(), [1600.0, 900.0]));
    let sizes = [
        (1280.0, 720.0),
        (1366.0, 768.0),
        (1600.0, 900.0),
        (1920.0, 1080.0),
    ];
    for (width, height) in sizes {
        for text in [100.0, 125.0, 150.0, 200.0] {
            let size = points(width, height, text);
            let told = |what: &str| format!("{what} at {width}×{height}, text {text}%");
            let mut harness = harness_with("friday-lunchtime", records.path(), size);
            none_cut_off(&mut harness, &told("home"), false);
            crate::support::click(&mut harness, "Open a record");
            none_cut_off(&mut harness, &told("a record to be opened"), false);
            harness.state_mut().register();
            harness.state_mut().wait();
            none_cut_off(&mut harness, &told("register"), false);
            harness.state_mut().choose_by_id("friday-lunchtime");
            harness.run_steps(2);
            for at in 0..harness.state().briefing.wall.count() {
                harness.state_mut().briefing.wall.at = at;
                none_cut_off(&mut harness, &told(&format!("slide {at}")), true);
            }
            harness.state_mut().briefing.step = 1;
            harness.state_mut().briefing.card = Some(3);
            none_cut_off(&mut harness, &told("a role's card"), false);
        }
    }
}

#[test]
fn either_ground_and_either_set_of_colours_can_be_drawn() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = started_of(records.path(), [1600.0, 900.0]);
    for ground in [Ground::Drawn, Ground::Dark, Ground::Light] {
        for safe in [false, true] {
            harness.state_mut().settings.ground = ground;
            harness.state_mut().settings.safe_colours = safe;
            none_cut_off(&mut harness, &format!("{ground:?} {safe}"), false);
        }
    }
}
