//! What several tests of the window need.

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{By, NodeT, Queryable};
use std::path::Path;
use wardroom::window::{Live, Review, Screen, Shell};
use wardroom_core::record::wire;

/// A window of so many points with the shipped scenario, at home.
pub fn harness_of(records: &Path, size: [f32; 2]) -> Harness<'static, Shell> {
    harness_with("friday-lunchtime", records, size)
}

/// The same with another of the shipped scenarios.
pub fn harness_with(scenario: &str, records: &Path, size: [f32; 2]) -> Harness<'static, Shell> {
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("scenarios/{scenario}.ron"));
    let mut shell = Shell::new(Some(&scenario), records.to_path_buf());
    shell.as_is = true;
    shell.home();
    shell.wait();
    let mut harness = Harness::builder()
        .with_size(size)
        .with_max_steps(64)
        .build_ui_state(|ui, shell: &mut Shell| shell.frame(ui, 1.0 / 30.0), shell);
    harness.run_steps(4);
    harness
}

/// The same, large enough for everything side by side.
pub fn harness(records: &Path) -> Harness<'static, Shell> {
    harness_of(records, [1600.0, 900.0])
}

/// The plan that ships for the exercise.
pub fn plan() -> std::sync::Arc<wardroom_core::plan::Plan> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/plans");
    wardroom_files::plan(&folder.join("friday-lunchtime.ron")).expect("a sound plan")
}

/// The exercise that is under way.
pub fn live<'a>(harness: &'a Harness<'static, Shell>) -> &'a Live {
    match &harness.state().screen {
        Screen::Live(live) => live,
        other => panic!("no exercise is under way: {other:?}"),
    }
}

/// The same, to change it.
pub fn live_mut<'a>(harness: &'a mut Harness<'static, Shell>) -> &'a mut Live {
    match &mut harness.state_mut().screen {
        Screen::Live(live) => live,
        other => panic!("no exercise is under way: {other:?}"),
    }
}

/// The review.
pub fn review_mut<'a>(harness: &'a mut Harness<'static, Shell>) -> &'a mut Review {
    match &mut harness.state_mut().screen {
        Screen::Review(review) => review,
        other => panic!("no review is shown: {other:?}"),
    }
}

/// What can be pressed and is called so.
fn by_name(label: &str) -> By<'_> {
    By::new().predicate(move |node| {
        matches!(node.role(), Role::Button | Role::RadioButton)
            && node.label().is_some_and(|found| found == label)
    })
}

/// Clicks what bears this label and is not itself only a label.
pub fn click(harness: &mut Harness<'static, Shell>, label: &str) {
    let found: Vec<_> = harness.root().query_all(by_name(label)).collect();
    let [one] = found.as_slice() else {
        panic!("{} things to press are called “{label}”", found.len());
    };
    // What has been scrolled out of sight is scrolled to first, as whoever looks for it would.
    one.scroll_to_me();
    harness.run_steps(30);
    harness.get(by_name(label)).click();
    harness.run_steps(2);
    // What is made ready in the background is there before the test looks.
    harness.state_mut().wait();
    harness.run_steps(2);
}

/// The same without waiting for what is held or worked out.
pub fn take_step(harness: &mut Harness<'static, Shell>, label: &str) {
    let found = |harness: &Harness<'static, Shell>| {
        assert!(
            harness.query(by_name(label)).is_some(),
            "“{label}” is not there"
        );
    };
    found(harness);
    harness.get(by_name(label)).scroll_to_me();
    harness.run_steps(30);
    found(harness);
    harness.get(by_name(label)).click();
    harness.run_steps(3);
}

/// The label of the button that goes on to the next message.
pub fn next() -> String {
    format!("Next {}", egui_phosphor::regular::SKIP_FORWARD)
}

/// An exercise just after STARTEX.
pub fn started_of(records: &Path, size: [f32; 2]) -> Harness<'static, Shell> {
    let mut harness = harness_of(records, size);
    harness.state_mut().choose_by_id("friday-lunchtime");
    harness.state_mut().briefing.seed = "4172".to_owned();
    harness.state_mut().start(None);
    harness.run_steps(4);
    harness
}

/// What has the keyboard.
pub fn focused(harness: &Harness<'static, Shell>) -> Option<String> {
    harness
        .root()
        .query_all(By::new().predicate(|node| node.is_focused()))
        .next()
        .and_then(|node| node.accesskit_node().label())
}

/// The host of a live exercise, which works here in a test.
pub fn host(live: &Live) -> &wardroom::window::FileHost {
    live.host().expect("it works here")
}

/// The state of the exercise that stands, as a hash.
pub fn hash(live: &Live) -> String {
    host(live).exercise().hash()
}

/// Enters a command; whether it is taken.
pub fn enter(live: &mut Live, command: &wardroom_core::exercise::Command) -> bool {
    live.refusal = None;
    live.command(command.clone());
    live.refusal.is_none()
}

/// Has the executive on call play a card that needs no target; whether it is taken.
pub fn play(live: &mut Live, card: &str) -> bool {
    let play = wire::Command::Play {
        card: card.to_owned(),
        target: None,
        by: "on-call-exec".to_owned(),
        because: "The same red screen on three floors.".to_owned(),
    };
    let play = play.meant(&live.seen.scenario);
    enter(live, &play.expect("the scenario has the card and the role"))
}

/// Jumps to a time, as typed; or why not.
pub fn jump(live: &mut Live, typed: &str) -> Result<(), String> {
    live.ask(wardroom_core::host::Ask::Jump(typed.to_owned()));
    live.refusal.take().map_or(Ok(()), Err)
}

/// Has a review write what somebody decided, and waits until it is on record; or why it is not.
pub fn write(review: &mut Review, command: wardroom_core::exercise::Command) -> Result<(), String> {
    review.write(vec![command]);
    review.settle();
    review.input.trouble.take().map_or(Ok(()), Err)
}

/// The same with the action that is being written.
pub fn agree(review: &mut Review) -> Result<(), String> {
    let action = review.input.action.clone().expect("it is being written");
    let command = wardroom_core::exercise::Command::Act(Box::new(action));
    write(review, command)
}

/// Takes up a task to be rated, by the places of its objective and its own.
pub fn take_up(review: &mut Review, objective: usize, task: usize) {
    let assessment = &review.seen.view.assessment;
    review.input.rating.take_up(assessment, objective, task);
}
