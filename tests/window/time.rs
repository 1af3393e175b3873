//! Exercise time: whatever happens to the window, messages come when they should.

use crate::support::{enter, hash, host, jump};
use proptest::prelude::*;
use std::path::Path;
use std::sync::Arc;
use wardroom::window::Live;
use wardroom_core::exercise::Event;
use wardroom_core::host::Ask;
use wardroom_core::scenario::Scenario;
use wardroom_core::views::SPEEDS;

fn friday() -> Arc<Scenario> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/friday-lunchtime.ron");
    wardroom_files::scenario(&path).unwrap_or_else(|problems| panic!("{}", problems.render(false)))
}

fn begun(scenario: &Arc<Scenario>, records: &Path) -> Live {
    Live::start(scenario, 4172, Default::default(), None, records, None).expect("it can be written")
}

/// What happens to the frame loop.
#[derive(Clone, Debug)]
enum Disturbance {
    /// Frames of so many milliseconds.
    Frames(u32, u32),
    /// A pause of so many milliseconds of real time.
    Pause(u32),
    /// Another speed.
    Speed(usize),
    /// A stall, or a laptop that sleeps: one frame of so many seconds.
    Stall(u32),
}

fn disturbance() -> impl Strategy<Value = Disturbance> {
    prop_oneof![
        4 => (1_u32..60, 5_u32..200).prop_map(|(count, ms)| Disturbance::Frames(count, ms)),
        1 => (1_u32..100_000).prop_map(Disturbance::Pause),
        1 => (0..SPEEDS.len()).prop_map(Disturbance::Speed),
        1 => (1_u32..100_000).prop_map(Disturbance::Stall),
    ]
}

fn undisturbed(scenario: &Arc<Scenario>) -> Vec<Event> {
    let records = tempfile::tempdir().expect("a folder");
    let mut live = begun(scenario, records.path());
    live.advance(3_600);
    host(&live).events().to_vec()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn an_hour_with_pauses_speeds_and_stalls_delivers_the_same_at_the_same_times(
        disturbances in prop::collection::vec(disturbance(), 1..60)
    ) {
        let scenario = friday();
        let expected = undisturbed(&scenario);
        let records = tempfile::tempdir().expect("a folder");
        let mut live = begun(&scenario, records.path());
        live.ask(Ask::Run(true));
        'hour: loop {
            for one in &disturbances {
                match one {
                    Disturbance::Frames(count, ms) => {
                        for _ in 0..*count {
                            live.frame(f64::from(*ms) / 1_000.0);
                        }
                    }
                    Disturbance::Pause(ms) => {
                        live.ask(Ask::Run(false));
                        let before = live.seen.view.clock.stands_at_secs;
                        live.frame(f64::from(*ms) / 1_000.0);
                        prop_assert_eq!(live.seen.view.clock.stands_at_secs, before);
                        live.ask(Ask::Run(true));
                    }
                    Disturbance::Speed(at) => live.ask(Ask::Speed(SPEEDS[*at])),
                    Disturbance::Stall(secs) => {
                        let before = live.seen.view.clock.stands_at_secs;
                        live.frame(f64::from(*secs));
                        // A window that slept does not catch up: nothing falls in a bunch.
                        prop_assert!(
                            live.seen.view.clock.stands_at_secs - before <= u64::from(live.seen.view.clock.speed)
                        );
                    }
                }
                if live.seen.view.clock.stands_at_secs >= 3_600 {
                    break 'hour;
                }
            }
            // Whatever the mixture, some time passes.
            live.frame(0.5);
        }
        let happened: Vec<Event> = host(&live)
            .events()
            .iter()
            .filter(|event| event.at_secs <= 3_600)
            .cloned()
            .collect();
        prop_assert_eq!(happened, expected);
        let times: Vec<u64> = host(&live).events().iter().map(|event| event.at_secs).collect();
        prop_assert!(times.is_sorted());
    }
}

#[test]
fn a_jump_stands_at_its_time_and_a_time_that_is_past_is_refused_in_words() {
    let scenario = friday();
    let records = tempfile::tempdir().expect("a folder");
    let mut live = begun(&scenario, records.path());
    jump(&mut live, "13:42").expect("it is to come");
    assert_eq!(
        scenario.clock(live.seen.view.clock.stands_at_secs),
        "Fri 13:42"
    );
    jump(&mut live, "09:00").expect("tomorrow morning is to come");
    assert_eq!(
        scenario.clock(live.seen.view.clock.stands_at_secs),
        "Sat 09:00"
    );
    let why = jump(&mut live, "Fri 12:00").expect_err("it is past");
    assert!(why.contains("past"), "{why}");
    let why = jump(&mut live, "teatime").expect_err("it is no time");
    assert!(why.contains("13:55"), "{why}");
}

#[test]
fn a_branch_goes_on_by_itself_and_the_first_exercise_is_still_there() {
    let scenario = friday();
    let records = tempfile::tempdir().expect("a folder");
    let mut live = begun(&scenario, records.path());
    live.advance(7_200);
    let whole = std::fs::read(&live.seen.record).expect("the record");
    live.ask(Ask::LookBack(3_600));
    assert_eq!(live.seen.view.clock.secs, 3_600);
    assert!(
        !enter(&mut live, &wardroom_core::exercise::Command::End),
        "the past can't be decided"
    );
    let mut branch = live.branch().expect("it can be written");
    assert_eq!(branch.seen.view.clock.stands_at_secs, 3_600);
    assert_ne!(branch.seen.record, live.seen.record);
    branch.advance(7_200);
    live.ask(Ask::ReturnToNow);
    assert_eq!(hash(&branch), hash(&live));
    assert_eq!(std::fs::read(&live.seen.record).expect("the record"), whole);
}
