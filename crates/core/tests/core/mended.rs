//! What once went wrong and was mended. Each test would have caught it.

use crate::repository::sound;
use crate::support::{Small, ask, crew, friday, group, improvise, link, pass, play, segment};
use std::sync::Arc;
use wardroom_core::assessment::{Observations, assess};
use wardroom_core::exercise::scripted::{self, Step};
use wardroom_core::exercise::{Exercise, Host, Refusal};
use wardroom_core::record::wire::{self, Effect};
use wardroom_core::scenario::{Mins, Problems, Scenario, check};

/// The sound scenario with some of its text replaced: file, what, by what.
pub fn changed(changes: &[(&str, &str, &str)]) -> Result<Arc<Scenario>, Problems> {
    let mut files = sound().map(|(name, text)| (name, text.to_owned()));
    for &(file, from, to) in changes {
        let (_, text) = files
            .iter_mut()
            .find(|(name, _)| *name == file)
            .unwrap_or_else(|| panic!("there is no file {file}"));
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {file}");
        *text = text.replace(from, to);
    }
    let fetch = |path: &str| {
        files
            .iter()
            .find(|(name, _)| *name == path)
            .map(|(_, text)| text.clone().into_bytes())
            .ok_or_else(|| "there is no such file".to_owned())
    };
    check(files[0].0, &fetch).map(Arc::new)
}

/// The same, which must be sound still.
pub fn still_sound(changes: &[(&str, &str, &str)]) -> Arc<Scenario> {
    changed(changes).unwrap_or_else(|problems| panic!("{}", problems.render(false)))
}

/// Hosts of the first group in a state.
fn hosts(exercise: &Exercise, host: Host) -> u32 {
    exercise.state().groups[0].get(host)
}

/// Hosts of the first group that scan.
fn scanning(exercise: &Exercise) -> u32 {
    exercise.state().groups[0].scanning
}

/// A floor of twenty desks, which reaches the internet directly.
fn floor(small: Small) -> Exercise {
    let scenario = Small {
        segments: segment(
            "floor",
            20,
            false,
            &[group("desks", "Desktop", "win7", 20, 0)],
        ),
        links: link("line", "net", "floor", "Web"),
        ..small
    }
    .checked();
    Exercise::new(scenario, 1)
}

// ---- Decisions -------------------------------------------------------------------------------

#[test]
fn a_refused_decision_leaves_everything_as_it_was() {
    // The option first cuts the offices off, at once, and then asks for people who are away.
    let scenario = still_sound(&[
        (
            "library.ron",
            "    cards: [",
            r#"    cards: [
        Card(
            id: "snap", title: "Cut off at once", group: Contain, by: ["manager"],
            about: "Pulls one plug.", target: Segment,
            effects: [IsolateSegment("{target}")], logged: "{target} cut off at once",
        ),
        Card(
            id: "errand", title: "Run an errand", group: Command, by: ["manager"],
            about: "Takes three.", work: [Work(skill: Network, people: 3, mins: 60)],
            effects: [Mark(Loggist)], logged: "Errand run",
        ),
        Card(
            id: "walk", title: "Walk round", group: Command, by: ["manager"],
            about: "Takes one.", work: [Work(skill: Network, people: 1, mins: 10)],
            effects: [Mark(CommandGroup)], logged: "Walked round",
        ),"#,
        ),
        (
            "main.ron",
            r#"plays: [Play(card: "isolate", target: "offices")]"#,
            r#"plays: [Play(card: "snap", target: "offices"), Play(card: "walk")]"#,
        ),
    ]);
    let run = |decides: bool| {
        let mut exercise = Exercise::new(scenario.clone(), 1);
        pass(&mut exercise, 6);
        play(&mut exercise, "errand", None, "manager").unwrap();
        pass(&mut exercise, 10);
        if decides {
            let before = exercise.state().hash();
            let cut = wire::Command::Decide {
                prompt: "what-now".to_owned(),
                option: "cut".to_owned(),
                by: "manager".to_owned(),
                because: "it is tested".to_owned(),
                against: String::new(),
            };
            let refusal = ask(&mut exercise, &cut).expect_err("everybody is away");
            assert!(matches!(refusal, Refusal::NoCrew { .. }), "{refusal:?}");
            assert_eq!(exercise.state().hash(), before);
        }
        let events = pass(&mut exercise, scenario.ends_mins);
        assert!(exercise.ended());
        (events, exercise.state().hash())
    };
    // What follows from the network must be undone too: otherwise e-mail, which comes from outside,
    // does not arrive.
    let (refused, refused_hash) = run(true);
    let (plain, plain_hash) = run(false);
    assert_eq!(refused, plain);
    assert_eq!(refused_hash, plain_hash);
}

// ---- Power -----------------------------------------------------------------------------------

#[test]
fn a_locked_host_that_is_switched_off_and_on_is_locked_again() {
    let mut exercise = floor(Small {
        silent_mins: 1.0,
        first: vec![("desks", 20)],
        ..Small::default()
    });
    pass(&mut exercise, 100);
    assert_eq!(hosts(&exercise, Host::Locked), 20);
    improvise(&mut exercise, vec![Effect::PowerOff("floor".into())]);
    assert_eq!(hosts(&exercise, Host::Locked), 0);
    assert_eq!(exercise.state().groups[0].working(), 0);
    pass(&mut exercise, 130);
    improvise(&mut exercise, vec![Effect::PowerOn("floor".into())]);
    assert_eq!(hosts(&exercise, Host::Locked), 20);
    assert_eq!(exercise.state().groups[0].working(), 0);
}

#[test]
fn a_dormant_host_that_is_switched_off_and_on_stays_dormant_where_the_kill_switch_answers() {
    let off_and_on = || {
        vec![
            Effect::PowerOff("floor".into()),
            Effect::PowerOn("floor".into()),
        ]
    };
    let mut exercise = floor(Small {
        local_scans_per_min: 100.0,
        kill_switch_mins: Some(1),
        first: vec![("desks", 1)],
        ..Small::default()
    });
    pass(&mut exercise, 30);
    assert_eq!(hosts(&exercise, Host::Dormant), 19);
    assert_eq!(hosts(&exercise, Host::Infected), 1);
    // The copy that ran from before asks now as well.
    improvise(&mut exercise, off_and_on());
    assert_eq!(hosts(&exercise, Host::Dormant), 20);
    assert_eq!(scanning(&exercise), 0);
    // Where nothing answers, the worm starts again.
    improvise(&mut exercise, vec![Effect::BlockDomain]);
    improvise(&mut exercise, off_and_on());
    assert_eq!(hosts(&exercise, Host::Infected), 20);
    assert_eq!(scanning(&exercise), 20);
}

#[test]
fn a_host_that_scans_again_after_it_was_switched_on_falls_quiet_after_the_scan_lifetime() {
    let mut exercise = floor(Small {
        scan_lifetime: "Fixed(hours: 2.0)".to_owned(),
        first: vec![("desks", 20)],
        ..Small::default()
    });
    pass(&mut exercise, 60);
    assert_eq!(scanning(&exercise), 20);
    improvise(&mut exercise, vec![Effect::PowerOff("floor".into())]);
    assert_eq!(scanning(&exercise), 0);
    pass(&mut exercise, 90);
    improvise(&mut exercise, vec![Effect::PowerOn("floor".into())]);
    for (minute, wanted) in [(90, 20), (120, 20), (209, 20), (210, 0), (600, 0)] {
        pass(&mut exercise, minute);
        assert_eq!(scanning(&exercise), wanted, "minute {minute}");
    }
}

// ---- Work ------------------------------------------------------------------------------------

/// The floor with every desk infected, and one engineer, whom an errand takes away for an hour.
fn one_engineer() -> Exercise {
    floor(Small {
        first: vec![("desks", 20)],
        more: format!(
            "crews: [{}], cards: [
                 Card(
                     id: \"errand\", title: \"Run an errand\", group: Command,
                     about: \"Takes one.\", by: [\"lead\"],
                     work: [Work(skill: Desktop, people: 1, mins: 60)],
                     effects: [Mark(Loggist)], logged: \"Errand run\",
                 ),
             ],",
            crew("desktop", "Desktop", 1)
        ),
        ..Small::default()
    })
}

/// Asks for eight people to rebuild the floor.
fn rebuild(exercise: &mut Exercise) {
    improvise(
        exercise,
        vec![Effect::Rebuild {
            order: vec!["floor".into()],
            people: 8,
        }],
    );
}

#[test]
fn one_engineer_rebuilds_one_host_at_a_time_however_many_are_asked_for() {
    let mut exercise = one_engineer();
    rebuild(&mut exercise);
    for minute in 1..=60 {
        pass(&mut exercise, minute);
        let in_work = hosts(&exercise, Host::Rebuilding);
        assert!(in_work <= 1, "minute {minute}: {in_work} in work");
        if minute == 5 {
            assert_eq!(in_work, 1);
        }
    }
    // Ten minutes each.
    assert_eq!(hosts(&exercise, Host::Restored), 6);
}

#[test]
fn no_host_is_taken_up_for_rebuilding_while_nobody_is_free() {
    let mut exercise = one_engineer();
    play(&mut exercise, "errand", None, "lead").unwrap();
    rebuild(&mut exercise);
    for minute in 1..60 {
        pass(&mut exercise, minute);
        assert_eq!(hosts(&exercise, Host::Infected), 20, "minute {minute}");
        assert_eq!(hosts(&exercise, Host::Rebuilding), 0, "minute {minute}");
    }
    pass(&mut exercise, 65);
    assert_eq!(hosts(&exercise, Host::Rebuilding), 1);
}

#[test]
fn patching_goes_on_when_the_last_vulnerable_hosts_have_crashed_and_come_back() {
    // One machine next door scans so hard that every old desk is hit within the first minute;
    // then the cable between them is pulled.
    let scenario = Small {
        remote_scans_per_min: 30_000.0,
        first: vec![("source", 1)],
        segments: [
            segment(
                "floor",
                20,
                false,
                &[group("old-desks", "Desktop", "xp", 20, 0)],
            ),
            segment(
                "annexe",
                1,
                false,
                &[group("source", "Desktop", "win7", 1, 0)],
            ),
        ]
        .concat(),
        links: [
            link("line", "net", "floor", "Web"),
            link("cable", "floor", "annexe", "Smb"),
        ]
        .concat(),
        more: format!("crews: [{}],", crew("desktop", "Desktop", 1)),
        ..Small::default()
    }
    .checked();
    let mut exercise = Exercise::new(scenario, 1);
    improvise(
        &mut exercise,
        vec![Effect::Patch {
            segment: "floor".into(),
            people: 1,
        }],
    );
    pass(&mut exercise, 1);
    let crashed = hosts(&exercise, Host::Crashed);
    assert!(crashed > 0);
    assert_eq!(hosts(&exercise, Host::Vulnerable), 0);
    assert_eq!(hosts(&exercise, Host::Patched), 0);
    improvise(&mut exercise, vec![Effect::CutLink("cable".into())]);
    pass(&mut exercise, 600);
    assert_eq!(hosts(&exercise, Host::Patched), crashed);
}

// ---- Cohorts ---------------------------------------------------------------------------------

#[test]
fn as_many_hosts_scan_as_are_to_fall_quiet_in_every_minute() {
    let scenario = friday();
    let team = scenario
        .teams
        .iter()
        .find(|team| team.id == "typical")
        .expect("there is a typical team");
    let mut exercise = Exercise::new(scenario.clone(), 1).without_history();
    let mut minutes: Mins = 0;
    let mut scanned = false;
    scripted::play(&mut exercise, team, |exercise, step| {
        let state = exercise.state();
        for (group, model) in state.groups.iter().zip(&scenario.groups) {
            let to_fall_quiet: u32 = group.quiet_at.iter().map(|(_, count)| count).sum();
            assert_eq!(
                group.scanning, to_fall_quiet,
                "{} at minute {}",
                model.id, state.minute
            );
            scanned |= group.scanning > 0;
        }
        if matches!(step, Step::Passed(_)) {
            minutes += 1;
        }
        true
    });
    assert_eq!(minutes, scenario.ends_mins, "every minute was looked at");
    assert!(scanned, "nothing ever scanned");
}

// ---- The board -------------------------------------------------------------------------------

#[test]
fn nobody_waits_while_the_queue_is_empty() {
    // The shipped trust on a Friday on which nothing happens.
    let mut scenario = (*friday()).clone();
    scenario.worm.first.clear();
    scenario.worm.outside_scans_per_min = 0.0;
    let mut exercise = Exercise::new(Arc::new(scenario), 1);
    let mut empty = 0;
    for minute in 0..=600 {
        pass(&mut exercise, minute);
        let view = exercise.truth_view();
        if view.ed_queue <= 0.0 {
            empty += 1;
            assert!(view.ed[0].1 <= 0.0, "minute {minute}: {} min", view.ed[0].1);
        } else {
            assert!(
                view.ed[0].1 > 0.0,
                "minute {minute}: {} wait",
                view.ed_queue
            );
        }
    }
    assert!(empty > 0, "somebody waited in every minute");
}

#[test]
fn the_first_infected_device_is_infected_at_startex_in_the_shipped_scenario() {
    let mut exercise = Exercise::new(friday(), 1);
    let events = pass(&mut exercise, 60);
    let assessment = assess(&exercise, &events, &Observations::default(), &[]);
    let first = assessment
        .milestones
        .iter()
        .find(|milestone| milestone.label == "First device infected")
        .expect("it is a milestone");
    assert_eq!(first.hours, Some(0.0));
}

// ---- The checker -----------------------------------------------------------------------------

/// An inject in RON.
fn inject(id: &str, fires: &str) -> String {
    format!(
        "Inject(id: \"{id}\", title: \"{id}\", fires: {fires}, channel: \"telephone\", \
         from: \"Somebody\", to: [\"manager\"], text: \"Red.\", expect: \"\"),\n"
    )
}

#[test]
fn an_inject_that_waits_for_another_or_for_a_time_lets_the_other_wait_for_it() {
    let list = [
        "    injects: [\n".to_owned(),
        inject("a", r#"When(is: Any([Delivered("b"), Reached("T+60")]))"#),
        inject("b", r#"After(inject: "a", mins: 10)"#),
    ]
    .concat();
    let scenario = still_sound(&[("main.ron", "    injects: [\n", &list)]);
    assert_eq!(scenario.injects.len(), 5);
}

/// Forty injects, the last first, each of which waits twice for the one before it.
fn forty(of: &str, first: &str) -> String {
    let mut list = "    injects: [\n".to_owned();
    for k in (1..40).rev() {
        let before = k - 1;
        let fires =
            format!("When(is: {of}([Delivered(\"k-{before}\"), Delivered(\"k-{before}\")]))");
        list += &inject(&format!("k-{k}"), &fires);
    }
    list + &inject("k-0", first)
}

#[test]
fn forty_injects_that_wait_twice_for_each_other_are_checked_before_the_room_is_empty() {
    // Looked at without a memory, each doubles the work.
    let list = forty("All", r#"At("T+5")"#);
    let scenario = still_sound(&[("main.ron", "    injects: [\n", &list)]);
    assert_eq!(scenario.injects.len(), 43);
    // In a ring none is sure until all are. Whatever is said of it, something is said.
    let ring = forty("Any", r#"When(is: Delivered("k-39"))"#);
    let _ = changed(&[("main.ron", "    injects: [\n", &ring)]);
}

#[test]
fn an_exercise_lasts_a_hundred_and_forty_days_and_no_longer() {
    let ends = "    ends: \"T+240\"";
    still_sound(&[("main.ron", ends, "    ends: \"D+140 11:30\"")]);
    for later in ["    ends: \"D+140 11:31\"", "    ends: \"D+150 11:30\""] {
        match changed(&[("main.ron", ends, later)]) {
            Ok(_) => panic!("nothing is said of{later}"),
            Err(problems) => {
                let codes: Vec<&str> = problems
                    .list
                    .iter()
                    .map(|problem| problem.code.as_str())
                    .collect();
                assert_eq!(codes, ["W030-time"], "{}", problems.render(false));
                assert!(
                    problems.list[0].message.contains("140 days"),
                    "{}",
                    problems.list[0].message
                );
            }
        }
    }
}
