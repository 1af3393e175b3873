//! The shipped scenario as its scripted teams play it: no host is lost, the same luck gives the
//! same hashes, and better teams come out better.

use crate::repository;
use crate::support::{friday, improvise, pass};
use proptest::prelude::{ProptestConfig, any};
use proptest::{collection, proptest};
use rayon::ThreadPoolBuilder;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use wardroom_core::assessment::{Observations, assess, references};
use wardroom_core::exercise::scripted::{self, Step};
use wardroom_core::exercise::{Counts, Exercise, Host};
use wardroom_core::record::wire::Effect;
use wardroom_core::scenario::{Scenario, TargetKind, WhenHit};

// ---- Hosts add up ----------------------------------------------------------------------------

/// Every group's hosts at this moment.
fn counts(exercise: &Exercise) -> Vec<Counts> {
    exercise
        .state()
        .groups
        .iter()
        .map(|group| group.hosts())
        .collect()
}

/// Looks that no host was lost or made, and that no host the worm can't infect was infected, since
/// the moment of `before`; and notes this moment.
fn hosts_add_up(exercise: &Exercise, before: &mut Vec<Counts>) {
    let scenario = exercise.scenario();
    let state = exercise.state();
    for (at, (group, model)) in state.groups.iter().zip(&scenario.groups).enumerate() {
        // Put together only if something is wrong.
        let place = || format!("{} at minute {}", model.id, state.minute);
        let (now, then) = (&group.hosts(), &before[at]);
        let of = |counts: &Counts, host: Host| counts[host as usize];

        assert_eq!(now.iter().sum::<u32>(), model.count, "{}: {now:?}", place());
        assert!(
            group.scanning <= group.dirty(),
            "{}: more scan than are infected",
            place()
        );

        // The patch and a rebuild last. Such hosts may be switched off and on, and are then still
        // safe; any that went missing would have been infected.
        let safe = |counts: &Counts| {
            of(counts, Host::Patched) + of(counts, Host::Restored) + of(counts, Host::OffPatched)
        };
        assert!(
            safe(now) >= safe(then),
            "{}: {then:?}, then {now:?}",
            place()
        );
        let switched_off = of(now, Host::OffPatched) > of(then, Host::OffPatched);
        for host in [Host::Patched, Host::Restored] {
            assert!(
                switched_off || of(now, host) >= of(then, host),
                "{}: {then:?}, then {now:?}",
                place()
            );
        }
        assert!(
            group.ever_infected <= model.count - model.patched,
            "{}: {} were infected",
            place(),
            group.ever_infected
        );
        if model.when_hit == WhenHit::Immune {
            assert_eq!(
                group.ever_infected,
                0,
                "{}: nothing of the worm works on it",
                place()
            );
        }
    }
    *before = counts(exercise);
}

#[test]
fn in_every_teams_hands_host_counts_add_up_every_minute() {
    let scenario = friday();
    let cases: Vec<(usize, u64)> = (0..scenario.teams.len())
        .flat_map(|team| [(team, 1), (team, 2)])
        .collect();
    cases.into_par_iter().for_each(|(team, seed)| {
        let mut exercise = Exercise::new(scenario.clone(), seed).without_history();
        let mut before = counts(&exercise);
        let mut minutes = 0;
        scripted::play(&mut exercise, &scenario.teams[team], |exercise, step| {
            hosts_add_up(exercise, &mut before);
            if matches!(step, Step::Passed(_)) {
                minutes += 1;
                // Nobody is in two places: whoever is on a card does not patch or rebuild.
                for (crew, model) in exercise.state().crews.iter().zip(&scenario.crews) {
                    assert!(
                        crew.on_jobs <= crew.at_work.saturating_sub(crew.on_cards),
                        "{} at minute {minutes}: {crew:?}",
                        model.id
                    );
                }
            }
            true
        });
        assert_eq!(minutes, scenario.ends_mins, "every minute was looked at");
    });
}

/// One of the effects that move hosts about, on one of the segments.
fn some_effect(scenario: &Scenario, which: usize, on: usize) -> Effect {
    let segments = scenario.targets(TargetKind::Segment);
    let segment = scenario.target_id(segments[on % segments.len()]).into();
    match which {
        0 => Effect::IsolateSegment(segment),
        1 => Effect::RejoinSegment(segment),
        2 => Effect::UnplugInfected(segment),
        3 => Effect::PowerOff(segment),
        4 => Effect::PowerOn(segment),
        5 => Effect::Patch { segment, people: 4 },
        6 => Effect::Rebuild {
            order: vec![segment],
            people: 8,
        },
        7 => Effect::StopWork,
        8 => Effect::EngageSupplier {
            system: "pacs".into(),
            arrive_mins: 10,
            people: 3,
        },
        9 => Effect::SinkholeDomain,
        _ => Effect::BlockPortEverywhere,
    }
}

proptest! {
    // No file of failures: the shrunken case that is printed says all there is to know.
    #![proptest_config(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_is_done_to_machines_none_is_lost(
        seed in any::<u64>(),
        mut moves in collection::vec((0_u32..400, 0_usize..11, 0_usize..16), 0..16),
    ) {
        moves.sort_unstable();
        let scenario = friday();
        let mut exercise = Exercise::new(scenario.clone(), seed).without_history();
        let mut before = counts(&exercise);
        let mut moves = moves.into_iter().peekable();
        for minute in 1..=450 {
            while let Some((_, which, on)) = moves.next_if(|(at, ..)| *at < minute) {
                improvise(&mut exercise, vec![some_effect(&scenario, which, on)]);
                hosts_add_up(&exercise, &mut before);
            }
            pass(&mut exercise, minute);
            hosts_add_up(&exercise, &mut before);
        }
    }
}

// ---- The same luck ---------------------------------------------------------------------------

/// Seeds whose hashes are kept.
const GOLDEN: [u64; 2] = [1, 2];

/// A line `team seed hash` for every team on every golden seed, played with so many threads.
fn hashes(threads: usize) -> Vec<String> {
    let scenario = friday();
    let pool = ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .unwrap();
    pool.install(|| {
        GOLDEN
            .iter()
            .flat_map(|seed| {
                references(&scenario, *seed, scenario.ends_mins)
                    .into_iter()
                    .map(move |reference| {
                        format!("{} {seed} {}", reference.team, reference.state_hash)
                    })
            })
            .collect()
    })
}

#[test]
fn the_same_seed_gives_the_same_state_with_any_number_of_threads() {
    let one = hashes(1);
    assert_eq!(one, hashes(2), "with two threads instead of one");
    // And for whoever plays a team by itself, with a history for charts.
    let scenario = friday();
    for seed in GOLDEN {
        for team in &scenario.teams {
            let mut exercise = Exercise::new(scenario.clone(), seed);
            scripted::play(&mut exercise, team, |_, _| true);
            let line = format!("{} {seed} {}", team.id, exercise.state().hash());
            assert!(one.contains(&line), "{line} is not among {one:#?}");
        }
    }
    let different: std::collections::BTreeSet<&str> = one
        .iter()
        .filter_map(|line| line.rsplit(' ').next())
        .collect();
    assert_eq!(
        different.len(),
        one.len(),
        "two teams or seeds ended in the same state"
    );
}

#[test]
fn the_shipped_scenario_ends_in_the_states_that_were_written_down() {
    // Rules and scenario may change, but not by accident and not from one platform to another.
    let path = repository::kept("golden.txt");
    let now = hashes(1);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|why| {
        panic!(
            "{} can't be read: {why}.\n\
             It is made by hand and never written by a test: a line `team seed hash` for each team \
             on the seeds {GOLDEN:?}. `wardroom run scenarios/friday-lunchtime.ron --team TEAM \
             --seed SEED --format json` tells a hash as `state_hash`. If this build is right, the \
             file is:\n\n{}\n",
            path.display(),
            now.join("\n")
        )
    });
    let written: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    assert_eq!(
        now,
        written,
        "the states are no longer those in {}. If rules or scenario were changed on purpose, write \
         the new hashes there by hand.",
        path.display()
    );
}

// ---- Better teams ----------------------------------------------------------------------------

#[test]
fn prepared_comes_before_typical_before_unprepared_before_silent() {
    const SEEDS: u64 = 50;
    const ORDER: [&str; 4] = ["prepared", "typical", "unprepared", "silent"];
    let scenario = friday();
    // By seed: score of each team, and what it cancelled.
    let played: Vec<[(f64, f64); 4]> = (1..=SEEDS)
        .into_par_iter()
        .map(|seed| {
            let references = references(&scenario, seed, scenario.ends_mins);
            // The reference teams are judged along with any exercise; which one does not matter.
            let exercise = Exercise::new(scenario.clone(), seed).without_history();
            let judged = assess(&exercise, &[], &Observations::default(), &references).references;
            ORDER.map(|team| {
                let reference = references.iter().find(|it| it.team == team).unwrap();
                let (_, score) = judged.iter().find(|(id, _)| id == team).unwrap();
                let out = &reference.outcomes;
                (
                    *score,
                    out.appointments_cancelled + out.operations_cancelled,
                )
            })
        })
        .collect();
    let mean = |of: &dyn Fn(&(f64, f64)) -> f64| -> [f64; 4] {
        std::array::from_fn(|team| {
            played.iter().map(|seed| of(&seed[team])).sum::<f64>() / SEEDS as f64
        })
    };
    let score = mean(&|(score, _): &(f64, f64)| *score);
    let cancelled = mean(&|(_, cancelled): &(f64, f64)| *cancelled);
    for team in 1..ORDER.len() {
        let (better, worse) = (ORDER[team - 1], ORDER[team]);
        assert!(
            score[team - 1] > score[team],
            "score of {better} and {worse}: {score:?}"
        );
        assert!(
            cancelled[team - 1] < cancelled[team],
            "cancelled by {better} and {worse}: {cancelled:?}"
        );
    }
}
