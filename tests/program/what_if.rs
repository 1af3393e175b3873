//! What if: no change is no difference, bands cover what can be worked out exactly, the computed
//! order is the best there is, and nonsense is refused in words.

use crate::support::{Small, friday, group, link, segment};
use proptest::prelude::*;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::sync::{Arc, OnceLock};
use wardroom_core::assessment::{OUTCOMES, value};
use wardroom_core::ensemble::Watching;
use wardroom_core::exercise::Given as Effect;
use wardroom_core::exercise::{
    Command, Exercise, Purpose, binomial, scripted, uniform, within_a_minute,
};
use wardroom_core::record::Scrub;
use wardroom_core::review::what_if::{
    Change, Control, OtherDay, Played, WhatIf, best_sequence, cost_of, mattered, measures,
    restore_order, seeds, what_if,
};
use wardroom_core::scenario::{HostKind, LinkId, RoleId, Scenario};
use wardroom_core::views::moment;

/// Friday lunchtime as a scripted team played it, ended after so many hours.
fn friday_by(team: &str, seed: u64, hours: u32) -> Played {
    let scenario = friday();
    let team = scenario
        .teams
        .iter()
        .find(|it| it.id == team)
        .expect("the team is there");
    let ends = u64::from((hours * 60).min(scenario.ends_mins)) * 60;
    let mut commands = Vec::new();
    let mut exercise = Exercise::new(scenario.clone(), seed).without_history();
    scripted::play(&mut exercise, team, |exercise, step| {
        if let scripted::Step::Taken(command, _) = step {
            commands.push((exercise.secs(), command));
        }
        exercise.secs() < ends
    });
    Played::new(scenario, seed, commands, Some(ends))
}

fn asked(played: &Played, changes: &[Change], runs: u32) -> WhatIf {
    what_if(played, changes, runs, &Watching::default())
        .unwrap_or_else(|why| panic!("{why}"))
        .expect("nobody stopped it")
}

fn no_difference(found: &WhatIf) {
    for difference in &found.outcomes {
        let band = difference.band;
        let all = [band.low, band.lower, band.median, band.upper, band.high];
        assert_eq!(all, [0.0; 5], "{}", difference.label);
        assert!(difference.none(), "{}", difference.sentence);
    }
    assert!(found.fell_away.is_empty(), "{:?}", found.fell_away);
}

#[test]
fn the_course_that_was_played_comes_out_as_it_was_played() {
    let played = friday_by("typical", 5, 200);
    let mut exercise = Exercise::new(played.scenario.clone(), 5);
    for (at, command) in &played.commands {
        exercise.advance(*at);
        exercise.apply(command).expect("it was taken then");
    }
    exercise.advance(played.ends_secs);
    let (end, fallen) = played.course().end(5);
    assert_eq!(end.state().hash(), exercise.state().hash());
    assert!(fallen.is_empty());
}

#[test]
fn no_change_is_no_difference_under_any_luck() {
    let played = friday_by("typical", 3, 200);
    no_difference(&asked(&played, &[], 12));
    for decision in played.decisions() {
        let change = Change::Shift(decision.number, 0);
        no_difference(&asked(&played, &[change], 3));
    }
}

#[test]
fn leaving_a_decision_out_is_never_told_as_more_than_it_is() {
    let played = friday_by("typical", 7, 72);
    let decisions = played.decisions();
    // Both decisions by which staff are told what to do: either would tell them.
    let told: Vec<Change> = decisions
        .iter()
        .filter(|it| {
            it.title == "Tell all staff what to do" || it.title.contains("Our own staff are told")
        })
        .map(|it| Change::Omit(it.number))
        .collect();
    assert_eq!(told.len(), 2, "they were told");
    let found = asked(&played, &told, 40);
    let cancelled = &found.outcomes[2];
    assert_eq!(cancelled.id, "appointments-cancelled");
    assert_eq!(cancelled.clear(), 1, "{}", cancelled.sentence);
    assert!(cancelled.band.low > 0.0);
    // With few runs nothing is said about how much.
    let few = asked(&played, &told, 5);
    assert_eq!(few.outcomes[2].clear(), 0);
    assert!(few.outcomes[2].sentence.contains("So few runs"));
    for difference in found.outcomes {
        let band = difference.band;
        assert!(band.low <= band.lower && band.lower <= band.median);
        assert!(band.median <= band.upper && band.upper <= band.high);
        assert!(difference.fewer + difference.more <= difference.runs);
        match difference.clear() {
            // What is said of nine runs in ten is so in nine runs in ten.
            -1 => assert!(difference.fewer * 20 >= difference.runs * 19),
            1 => assert!(difference.more * 20 >= difference.runs * 19),
            _ => assert!(
                difference.sentence.starts_with("No "),
                "{}",
                difference.sentence
            ),
        }
    }
}

// ---- Two segments, worked out exactly ----------------------------------------------------------

/// Hosts that can be infected.
const HOSTS: u32 = 2_000;
/// Hosts that scan them from the other segment.
const SCANNING: u32 = 10;
/// Remote scans a minute and host, over so many addresses.
const SCANS: f64 = 2.0;
const ADDRESSES: u32 = 5_000;
/// When the link is cut, and how much later it is cut in the other course, minutes.
const CUT: u32 = 20;
const LATER: u32 = 15;

/// Segment `a` with what scans, and `b` with so many hosts, of which some are patched.
fn between(hosts: u32, patched: u32) -> String {
    let source = group("source", "Desktop", "win7", SCANNING, 0);
    let desks = group("desks", "Desktop", "win7", hosts, patched);
    [
        segment("a", 100, false, &[source]),
        segment("b", 4_000, false, &[desks]),
    ]
    .concat()
}

/// The wire between them, and the line outside that the checker asks for.
fn wires() -> String {
    [
        link("wire", "a", "b", "Smb"),
        link("line", "net", "a", "Web"),
    ]
    .concat()
}

/// Ten hosts in `a` that scan for ever; hosts in `b` that are hit by them alone.
fn two_segments() -> Arc<Scenario> {
    static SCENARIO: OnceLock<Arc<Scenario>> = OnceLock::new();
    SCENARIO
        .get_or_init(|| {
            Small {
                ends_mins: 60,
                remote_scans_per_min: SCANS,
                remote_address_space: ADDRESSES,
                first: vec![("source", SCANNING)],
                segments: between(HOSTS, 0),
                links: wires(),
                ..Small::default()
            }
            .checked()
        })
        .clone()
}

fn cut_at(seed: u64, mins: u32) -> Played {
    let scenario = two_segments();
    let command = Command::Improvise {
        text: "Cut the wire".to_owned(),
        effects: vec![Effect::CutLink(LinkId(0))],
        by: RoleId(0),
        because: String::new(),
    };
    Played::new(scenario, seed, vec![(u64::from(mins) * 60, command)], None)
}

/// The chance that a host is infected after one cut and before the other: it is hit in every
/// minute with the chance `1 − e^(−10 × 2 ÷ 5,000)`, whatever happens to others.
fn chance_between() -> f64 {
    let spared = 1.0 - within_a_minute(f64::from(SCANNING) * SCANS / f64::from(ADDRESSES));
    spared.powi(CUT as i32) - spared.powi((CUT + LATER) as i32)
}

#[test]
fn the_band_covers_what_can_be_worked_out_in_nine_of_ten_repetitions() {
    const REPETITIONS: u64 = 200;
    const RUNS: u32 = 100;
    let chance = chance_between();
    let covered = (0..REPETITIONS)
        .into_par_iter()
        .filter(|repetition| {
            let played = cut_at(1_000_000 + repetition * 7_919, CUT);
            let change = Change::Shift(1, i64::from(LATER));
            let found = asked(&played, &[change], RUNS);
            let infected = &found.outcomes[0];
            assert_eq!(infected.id, "hosts-ever-infected");
            // Another exercise of the same kind, drawn from the exact distribution.
            let luck = uniform(*repetition, Purpose::Infection, 4_321, 99);
            let answer = f64::from(binomial(HOSTS, chance, luck));
            infected.band.low <= answer && answer <= infected.band.high
        })
        .count();
    let share = covered as f64 / REPETITIONS as f64;
    assert!((share - 0.9).abs() <= 0.04, "covered in {share:.3}");
}

#[test]
fn the_median_is_where_the_exact_distribution_has_it() {
    let found = asked(
        &cut_at(11, CUT),
        &[Change::Shift(1, i64::from(LATER))],
        1_500,
    );
    let (n, p) = (f64::from(HOSTS), chance_between());
    // Four standard errors of a median of so many: 1.2533 σ ÷ √n.
    let bound = 4.0 * 1.2533 * (n * p * (1.0 - p)).sqrt() / 1_500_f64.sqrt();
    let off = (found.outcomes[0].band.median - n * p).abs();
    assert!(off <= bound + 0.5, "{off:.2} off, {bound:.2} allowed");
}

#[test]
fn swapping_the_two_courses_turns_the_sign_exactly() {
    let (early, late) = (cut_at(5, CUT), cut_at(5, CUT + LATER));
    let there = asked(&early, &[Change::Shift(1, i64::from(LATER))], 75);
    let back = asked(&late, &[Change::Shift(1, -i64::from(LATER))], 75);
    for (there, back) in there.outcomes.iter().zip(&back.outcomes) {
        let (a, b) = (there.band, back.band);
        assert_eq!(
            [a.low, a.lower, a.median, a.upper, a.high],
            [-b.high, -b.upper, -b.median, -b.lower, -b.low].map(|it| it + 0.0),
            "{}",
            there.label
        );
        assert_eq!((there.fewer, there.more), (back.more, back.fewer));
    }
}

#[test]
fn a_change_after_the_last_event_makes_no_difference() {
    // Only ten hosts, all infected from the start: nothing can happen after minute 0.
    let scenario = Small {
        ends_mins: 60,
        remote_scans_per_min: SCANS,
        first: vec![("source", SCANNING)],
        segments: between(50, 50),
        links: wires(),
        ..Small::default()
    }
    .checked();
    let (_, command) = cut_at(1, CUT).commands.remove(0);
    let played = Played::new(scenario, 1, vec![(1_200, command)], None);
    for change in [Change::Omit(1), Change::Shift(1, 30), Change::Shift(1, -15)] {
        no_difference(&asked(&played, &[change], 10));
    }
    // And on the whole scenario: what is for after ENDEX changes nothing before it.
    let friday = friday_by("prepared", 2, 200);
    let debrief = friday
        .decisions()
        .into_iter()
        .rev()
        .find(|it| it.title.contains("debrief"))
        .expect("a debrief was set");
    no_difference(&asked(&friday, &[Change::Omit(debrief.number)], 4));
}

// ---- Refusals ----------------------------------------------------------------------------------

#[test]
fn what_makes_no_sense_is_refused_with_the_reason() {
    let played = friday_by("typical", 7, 200);
    let last = played.decisions().len();
    for (text, says) in [
        ("nonsense", "is no change"),
        ("0:omit", "no decision"),
        ("99:omit", "numbered 1 to"),
        ("1:option=nowhere", "no option"),
        ("1:soon", "no change of a decision"),
        ("1:99999999999999999999", "no change of a decision"),
        ("add:isolate-segment", "does not say when"),
        ("add:isolate-segment@13:40", "is done to a segment"),
        ("add:isolate-segment/nowhere@13:40", "can't be done to"),
        ("add:nothing@13:40", "has no card"),
        ("add:isolate-segment/imaging@soon", "no time"),
        ("control:money", "There are: patched"),
    ] {
        let refused = Change::read(&played, text).expect_err(text).to_string();
        assert!(refused.contains(says), "{text}: {refused}");
    }
    for (text, says) in [
        ("1:-600", "after STARTEX"),
        (&format!("{last}:+6000"), "after ENDEX"),
        ("1:-30", "has not been asked yet"),
        ("add:isolate-segment/imaging@Tue 13:40", "over by then"),
    ] {
        let change = Change::read(&played, text).unwrap_or_else(|why| panic!("{text}: {why}"));
        let refused = what_if(&played, &[change], 2, &Watching::default())
            .expect_err(text)
            .to_string();
        assert!(refused.contains(says), "{text}: {refused}");
    }
    let twice = [Change::Omit(2), Change::Shift(2, 5)];
    let refused = what_if(&played, &twice, 2, &Watching::default()).expect_err("both at once");
    assert!(refused.to_string().contains("twice"), "{refused}");
}

#[test]
fn every_change_is_read_back_from_how_it_is_written() {
    let played = friday_by("typical", 7, 200);
    let mut changes = vec![Change::Order];
    changes.extend(
        Control::all(&played.scenario)
            .into_iter()
            .map(Change::Control),
    );
    for decision in played.decisions() {
        changes.push(Change::Omit(decision.number));
        changes.push(Change::Shift(decision.number, -15));
        changes.push(Change::Shift(decision.number, 15));
        for option in 0..decision.options(&played).len() {
            changes.push(Change::Choose(decision.number, option));
        }
    }
    changes.push(
        Change::read(&played, "add:isolate-segment/imaging@Fri 13:40").expect("it makes sense"),
    );
    for change in changes {
        let token = change.token(&played);
        assert_eq!(Change::read(&played, &token), Ok(change.clone()), "{token}");
        assert!(!change.in_words(&played).is_empty());
    }
}

#[test]
fn stopped_work_gives_nothing() {
    let played = friday_by("typical", 7, 5);
    let watching = Watching::default();
    watching
        .stop
        .store(true, std::sync::atomic::Ordering::Relaxed);
    assert_eq!(what_if(&played, &[Change::Omit(1)], 5, &watching), Ok(None));
    assert_eq!(mattered(&played, 2, 2, &watching), None);
}

#[test]
fn what_mattered_names_every_decision_and_ranks_by_what_can_be_told() {
    let played = friday_by("typical", 7, 30);
    let list = mattered(&played, 2, 20, &Watching::default()).expect("nobody stopped it");
    assert_eq!(list.len(), played.decisions().len());
    assert_eq!(measures(&played.scenario)[2].id, "appointments-cancelled");
    let weights: Vec<(bool, f64)> = list
        .iter()
        .map(|one| {
            assert_eq!(
                one.changes.len() + one.refused.len(),
                7,
                "{}",
                one.decision.title
            );
            one.most().map_or((false, 0.0), |(_, it)| {
                (it.clear() != 0, it.band.median.abs())
            })
        })
        .collect();
    for pair in weights.windows(2) {
        assert!(pair[0].0 >= pair[1].0);
        assert!(pair[0].0 != pair[1].0 || pair[0].1 >= pair[1].1);
    }
    // The ranking's figures are those of the change asked for alone.
    let (change, difference) = list[0].most().expect("something mattered");
    let alone = asked(&played, std::slice::from_ref(change), 20);
    assert_eq!(alone.outcomes[2], *difference);
}

// ---- Restore order -----------------------------------------------------------------------------

/// Every order of `0..n`.
fn orders(n: usize) -> Vec<Vec<usize>> {
    if n == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for shorter in orders(n - 1) {
        for place in 0..n {
            let mut order = shorter.clone();
            order.insert(place, n - 1);
            all.push(order);
        }
    }
    all
}

#[test]
fn the_computed_order_is_the_best_of_all_orders_up_to_eight_systems() {
    for n in 1..=8_usize {
        let all = orders(n);
        for estate in 0..12_u32 {
            let draw = |entity: u32, minute: u32| {
                uniform(u64::from(estate), Purpose::Lock, entity, minute)
            };
            let times: Vec<f64> = (0..n).map(|at| 5.0 + 100.0 * draw(1, at as u32)).collect();
            // A service needs two systems; some systems are worth nothing without another.
            let loss = |back: u32| {
                (0..6_u32)
                    .map(|service| {
                        let needs = |k: u32| (draw(10 + service, k) * n as f64) as u32;
                        let up = |k: u32| f64::from(back >> needs(k) & 1);
                        draw(30, service) * (1.0 - up(0) * (0.3 + 0.7 * up(1)))
                    })
                    .sum::<f64>()
            };
            let best = cost_of(&times, loss, &best_sequence(&times, loss));
            let least = all
                .iter()
                .map(|order| cost_of(&times, loss, order))
                .fold(f64::INFINITY, f64::min);
            assert!(
                (best - least).abs() <= 1e-9 * least.max(1.0),
                "{n} systems, estate {estate}: {best} against {least}"
            );
        }
    }
}

#[test]
fn the_order_computed_for_friday_is_the_best_of_all_orders_of_what_was_down() {
    let played = friday_by("typical", 7, 200);
    let order = restore_order(&played).expect("something was down");
    let mut exercise = Exercise::new(played.scenario.clone(), played.seed).without_history();
    for (at, command) in &played.commands {
        if *at >= order.at_secs {
            break;
        }
        exercise.advance(*at);
        exercise.apply(command).expect("it was taken then");
    }
    exercise.advance(order.at_secs);
    let down = exercise.down(HostKind::Server);
    assert!((2..=8).contains(&down.len()), "{} are down", down.len());
    let times: Vec<f64> = down.iter().map(|it| it.person_mins).collect();
    let losses: Vec<f64> = (0..1_u32 << down.len())
        .map(|back| {
            let groups: Vec<_> = down
                .iter()
                .enumerate()
                .filter(|(at, _)| back >> at & 1 == 1)
                .flat_map(|(_, it)| it.groups.clone())
                .collect();
            exercise.losing_with(&groups)
        })
        .collect();
    let loss = |back: u32| losses[back as usize];
    let chosen: Vec<usize> = order
        .systems
        .iter()
        .map(|item| {
            down.iter()
                .position(|it| it.item == item.item)
                .expect("it is down")
        })
        .collect();
    let least = orders(down.len())
        .iter()
        .map(|order| cost_of(&times, loss, order))
        .fold(f64::INFINITY, f64::min);
    let cost = cost_of(&times, loss, &chosen);
    assert!(
        (cost - least).abs() <= 1e-9 * least,
        "{cost} against {least}"
    );
    assert!(restore_order(&friday_by("silent", 7, 200)).is_err());
}

// ---- Anything at all ---------------------------------------------------------------------------

/// Records of every team, of several lengths, to draw from.
fn some_records() -> &'static [Played] {
    static RECORDS: OnceLock<Vec<Played>> = OnceLock::new();
    RECORDS.get_or_init(|| {
        let mut all: Vec<Played> = ["prepared", "typical", "unprepared", "silent"]
            .iter()
            .flat_map(|team| [2, 5, 9].map(|hours| friday_by(team, u64::from(hours), hours)))
            .collect();
        all.push(cut_at(3, CUT));
        all
    })
}

fn any_change() -> impl Strategy<Value = (u8, usize, i64, usize, u64)> {
    (
        0..6_u8,
        0..40_usize,
        -200..200_i64,
        0..60_usize,
        0..40_000_u64,
    )
}

/// A change made of any figures at all.
fn change_of(
    played: &Played,
    (kind, number, mins, place, at_secs): (u8, usize, i64, usize, u64),
) -> Change {
    let scenario = &played.scenario;
    let controls = Control::all(scenario);
    match kind {
        0 => Change::Omit(number),
        1 | 2 => Change::Shift(number, mins),
        3 => Change::Choose(number, place % 6),
        4 if !scenario.cards.is_empty() => {
            let card = place % scenario.cards.len();
            let targets = scenario.targets(scenario.cards[card].target);
            Change::Add {
                at_secs,
                card: card.into(),
                target: targets.get(number % targets.len().max(1)).copied(),
            }
        }
        4 => Change::Order,
        _ => controls
            .get(place % (controls.len() + 1))
            .map_or(Change::Order, |control| Change::Control(*control)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_what_if_is_refused_in_words_or_loses_no_host(
        record in 0..13_usize,
        drawn in prop::collection::vec(any_change(), 1..3),
        luck in 0..1_000_u64,
    ) {
        let played = &some_records()[record];
        let changes: Vec<Change> = drawn.into_iter().map(|it| change_of(played, it)).collect();
        match played.changed(&changes) {
            Err(refused) => {
                let why = refused.to_string();
                prop_assert!(why.len() > 20 && why.ends_with('.'), "{why}");
            }
            Ok(course) => {
                let (end, fallen) = course.end(luck);
                let estate = &end.scenario().groups;
                for (group, model) in end.state().groups.iter().zip(estate) {
                    prop_assert_eq!(group.hosts().iter().sum::<u32>(), model.count);
                }
                for one in fallen {
                    prop_assert!(!one.why.to_string().is_empty());
                }
                prop_assert_eq!(end.secs(), played.ends_secs);
                for service in &end.state().services {
                    prop_assert!((0.0..=24.0).contains(&service.hours_lost));
                }
            }
        }
    }
}

#[test]
fn the_seeds_of_paired_runs_are_the_own_luck_first_and_all_different() {
    let drawn = seeds(7, 5_000);
    assert_eq!(drawn[0], 7);
    let different: std::collections::BTreeSet<u64> = drawn.iter().copied().collect();
    assert_eq!(different.len(), drawn.len());
    assert_eq!(seeds(7, 10), drawn[..10]);
}

// ---- The other day, minute by minute -----------------------------------------------------------

fn other_day(played: &Played, changes: &[Change]) -> OtherDay {
    OtherDay::play(played, changes, &Watching::default())
        .unwrap_or_else(|why| panic!("{why}"))
        .expect("nobody stopped it")
}

fn the_day(played: &Played) -> Scrub {
    let commands = played.commands.clone();
    Scrub::new(&played.scenario, played.seed, commands, played.ends_secs)
}

/// Seconds through an exercise: many that are no whole hour, every hour, and the end.
fn sampled(played: &Played) -> impl Iterator<Item = u64> {
    let ends = played.ends_secs;
    (0..ends)
        .step_by(47 * 60)
        .chain((0..ends).step_by(3_600))
        .chain([ends])
}

#[test]
fn without_a_change_both_days_are_alike_in_every_minute() {
    let played = friday_by("typical", 5, 30);
    let (day, other) = (the_day(&played), other_day(&played, &[]));
    assert_eq!(other.parts_secs(), played.ends_secs);
    for secs in sampled(&played) {
        assert_eq!(moment(&other.at(secs)), moment(&day.at(secs)), "{secs}");
    }
}

#[test]
fn both_days_are_alike_until_they_part_and_the_other_ends_as_the_answer_says() {
    let played = friday_by("typical", 7, 30);
    let day = the_day(&played);
    let decisions = played.decisions();
    // Not the first, and one that could have been made a while earlier or later.
    let movable = |number, mins| played.changed(&[Change::Shift(number, mins)]).is_ok();
    let early = decisions.iter().skip(3);
    let early = early
        .into_iter()
        .find(|it| movable(it.number, -20) && movable(it.number, 45));
    let early = early.expect("one that can be moved");
    let changes = [
        Change::Omit(early.number),
        Change::Shift(early.number, -20),
        Change::Shift(early.number, 45),
        Change::Control(Control::EdgeClosed),
    ];
    for change in changes {
        let other = other_day(&played, std::slice::from_ref(&change));
        let parts = other.parts_secs();
        match change {
            Change::Shift(_, mins) if mins < 0 => assert_eq!(parts, early.at_secs - 20 * 60),
            Change::Control(_) => assert_eq!(parts, 0),
            _ => assert_eq!(parts, early.at_secs),
        }
        let before = sampled(&played)
            .filter(|it| *it < parts)
            .chain(parts.checked_sub(60));
        for secs in before {
            let (was, is) = (moment(&day.at(secs)), moment(&other.at(secs)));
            assert_eq!(is, was, "{change:?} at {secs}");
        }
        // Of one run the band is its difference under the exercise's own luck.
        let told = asked(&played, std::slice::from_ref(&change), 1);
        let (was, is) = (day.at(u64::MAX), other.at(u64::MAX));
        let (before, after) = (was.state(), is.state());
        for (at, outcome) in OUTCOMES.iter().enumerate() {
            let differs = value(*outcome, &after.outcomes) - value(*outcome, &before.outcomes);
            assert_eq!(
                told.outcomes[at].band.median, differs,
                "{change:?} {outcome:?}"
            );
        }
        let cancelled = is.truth_view().cancelled - was.truth_view().cancelled;
        let counted: f64 = [2, 3].map(|at| told.outcomes[at].band.median).iter().sum();
        assert!(
            (cancelled - counted).abs() < 1e-6,
            "{change:?}: {cancelled}, {counted}"
        );
    }
}

#[test]
fn the_other_day_is_the_same_whichever_minute_is_looked_at_first() {
    let played = friday_by("typical", 7, 12);
    let decisions = played.decisions();
    let mut movable = decisions
        .iter()
        .skip(3)
        .map(|it| Change::Shift(it.number, -30));
    let moved = movable.find(|it| played.changed(std::slice::from_ref(it)).is_ok());
    let moved = moved.expect("one that can be moved");
    let other = other_day(&played, std::slice::from_ref(&moved));
    let course = played.changed(&[moved]).expect("it can be moved");
    let (end, _) = course.end(played.seed);
    assert_eq!(other.at(u64::MAX).state().hash(), end.state().hash());
    for [mins, locked] in other.curve().iter().step_by(7) {
        assert_eq!(other.at(u64::from(*mins) * 60).state().locked(), *locked);
    }
}
