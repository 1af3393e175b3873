//! England's week in the window: the model is there at once, follows the scrubber, and says to whoever can't
//! see it what it shows.

use crate::support::{click, harness_of};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{By, NodeT, Queryable};
use wardroom::window::{Hindcast, Screen, Shell};
use wardroom_table::{SeenCountry, TrustState};

fn open(records: &std::path::Path, size: [f32; 2]) -> Harness<'static, Shell> {
    let mut harness = harness_of(records, size);
    harness.state_mut().screen = Screen::Hindcast(Box::default());
    harness
}

fn hindcast<'a>(harness: &'a mut Harness<'static, Shell>) -> &'a mut Hindcast {
    match &mut harness.state_mut().screen {
        Screen::Hindcast(hindcast) => hindcast,
        other => panic!("no hindcast is shown: {other:?}"),
    }
}

/// What the model is to show; nothing if none is shown.
fn seen(harness: &mut Harness<'static, Shell>) -> Option<SeenCountry> {
    let wanted = hindcast(harness).spot.stage.wanted.take();
    wanted.and_then(|it| it.subject.country())
}

/// Labels of regions, as a screen reader reads them.
fn regions(harness: &Harness<'static, Shell>) -> Vec<String> {
    let named = By::new().predicate(|node| node.role() == Role::Label);
    let labels = harness.root().query_all(named);
    labels
        .filter_map(|node| node.accesskit_node().value())
        .filter(|it| it.contains(" trusts") && it.contains(" practices"))
        .collect()
}

#[test]
fn the_model_is_there_in_the_first_frame_whatever_is_still_worked_out() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = open(records.path(), [1600.0, 900.0]);
    harness.step();
    let first = seen(&mut harness).expect("the model is shown");
    let all: u32 = TrustState::ALL
        .map(|it| first.trusts_that_are(it))
        .iter()
        .sum();
    assert_eq!(all, 236);
    let measures = harness.query_all_by_label_contains("OBSERVED AND SIMULATED");
    assert_eq!(measures.count(), 1, "the measures are beside it");
    assert_eq!(regions(&harness).len(), 4);
    hindcast(&mut harness).wait();
    harness.run_steps(3);
    harness.get_by_label_contains("100 RUNS");
}

#[test]
fn the_model_shows_the_minute_of_the_scrubber_at_once_and_nothing_moves() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = open(records.path(), [1600.0, 900.0]);
    hindcast(&mut harness).wait();
    harness.run_steps(3);
    let places = |harness: &Harness<'static, Shell>| {
        let pressed = By::new()
            .predicate(|node| matches!(node.role(), Role::Button | Role::Slider | Role::Image));
        let nodes = harness.root().query_all(pressed);
        nodes.map(|node| node.rect()).collect::<Vec<_>>()
    };
    let before = places(&harness);
    for minute in [8 * 60, 14 * 60, 18 * 60, 3 * 1_440, 6 * 1_440] {
        hindcast(&mut harness).minute = minute;
        harness.step();
        let shown = seen(&mut harness).expect("the model is shown");
        let week = hindcast(&mut harness).shown.as_ref().expect("a week");
        assert_eq!(shown, week.seen(minute), "at {minute}");
        let infected: u32 = shown.trusts_that_are(TrustState::Infected);
        let told = regions(&harness).join("\n");
        assert_eq!(
            told.contains(" infected"),
            infected > 0 || shown.regions.iter().any(|it| it.infected > 0),
            "{told}"
        );
        assert_eq!(places(&harness), before, "at {minute}");
    }
}

#[test]
fn the_flat_plan_says_the_same_and_another_week_comes_by_itself() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = open(records.path(), [1600.0, 900.0]);
    hindcast(&mut harness).wait();
    hindcast(&mut harness).minute = 20 * 60;
    harness.run_steps(3);
    let model = regions(&harness);
    assert!(seen(&mut harness).is_some());
    click(&mut harness, "Flat plan");
    assert_eq!(regions(&harness), model);
    let _ = seen(&mut harness);
    harness.run_steps(2);
    assert_eq!(seen(&mut harness), None, "its scene sleeps");
    click(&mut harness, "Flat plan");
    click(&mut harness, "Another week");
    let shown = hindcast(&mut harness).shown.as_ref().expect("a week");
    assert_eq!((shown.seed, shown.week.is_some()), (2, true));
    assert_ne!(regions(&harness), model);
}
