//! Balance: the same whatever the number of threads and parts, and a verdict that follows the
//! figures.

use crate::repository::sound;
use crate::support::friday;
use std::sync::{Arc, Mutex};
use wardroom::cli::STARTER;
use wardroom_core::balance::{
    Balance, Head, Lines, Part, PartError, Plan, Policy, SeedResult, Shard, Source, Verdict, run,
};
use wardroom_core::ensemble::Watching;
use wardroom_core::scenario::{Scenario, check};

/// The small scenario that is sound.
fn small() -> Arc<Scenario> {
    built(&[])
}

/// The same with some of its text replaced.
fn built(changes: &[(&str, &str)]) -> Arc<Scenario> {
    let fetch = |path: &str| {
        let (_, text) = sound()
            .into_iter()
            .find(|(name, _)| *name == path)
            .ok_or("there is no such file")?;
        let mut text = text.to_owned();
        for (from, to) in changes {
            text = text.replace(from, to);
        }
        Ok(text.into_bytes())
    };
    Arc::new(check("main.ron", &fetch).unwrap_or_else(|why| panic!("{}", why.render(false))))
}

/// The starter that `wardroom new` writes.
fn starter() -> Arc<Scenario> {
    let fetch = |path: &str| {
        STARTER
            .iter()
            .find(|(name, _)| *name == path)
            .map(|(_, text)| text.as_bytes().to_vec())
            .ok_or_else(|| "there is no such file".to_owned())
    };
    Arc::new(check("exercise.ron", &fetch).unwrap_or_else(|why| panic!("{}", why.render(false))))
}

fn played(scenario: &Arc<Scenario>, plan: &Plan, seeds: &[u64], threads: usize) -> Vec<SeedResult> {
    let found = Mutex::new(Vec::new());
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .expect("threads");
    pool.install(|| {
        run(scenario, plan, seeds, &Watching::default(), &|result| {
            found.lock().expect("nobody panics").push(result);
        });
    });
    let mut found = found.into_inner().expect("nobody panics");
    found.sort_by_key(|it| it.seed);
    found
}

fn balance(scenario: &Arc<Scenario>, plan: &Plan, results: &[SeedResult]) -> Balance {
    Balance::of(scenario, plan, results.iter()).expect("seeds were played")
}

/// A part with these results, in this order, written out and read again.
fn part(scenario: &Scenario, plan: &Plan, results: &[SeedResult]) -> Part {
    let mut lines = Lines::default();
    let mut text = lines.head(&Head::of(scenario, plan));
    for result in results {
        text += &lines.result(result);
    }
    let whole = text.clone().into_bytes();
    let again: Source = Box::new(move |at, len| Ok(whole[at as usize..][..len].to_vec()));
    let read = Part::read(text.as_bytes(), again, scenario);
    read.expect("it is a part").part
}

#[test]
fn threads_and_parts_make_no_difference_to_the_last_bit() {
    let scenario = small();
    let plan = Plan::of(&scenario, true, true);
    let seeds: Vec<u64> = (1..=9).collect();
    let whole = played(&scenario, &plan, &seeds, 1);
    assert_eq!(whole, played(&scenario, &plan, &seeds, 2));
    let mut merged = Part::new(Head::of(&scenario, &plan));
    // In whatever order, written out and read again.
    for index in [2, 0, 1] {
        let shard = Shard { index, of: 3 };
        let mut results = played(&scenario, &plan, &shard.seeds(9), 2);
        results.reverse();
        let part = part(&scenario, &plan, &results);
        merged.merge(part).expect("of the same run");
    }
    let merged: Result<Vec<SeedResult>, PartError> = merged.results(&scenario).collect();
    let merged = merged.expect("they stand where they stood");
    assert_eq!(merged, whole);
    let json = |results: &[SeedResult]| {
        serde_json::to_string(&balance(&scenario, &plan, results)).expect("JSON")
    };
    assert_eq!(json(&merged), json(&whole));
}

#[test]
fn parts_of_another_run_are_not_put_together() {
    let scenario = small();
    let plan = Plan::of(&scenario, false, false);
    let results = played(&scenario, &plan, &[1], 1);
    let mut mine = part(&scenario, &plan, &results);
    let other = Part::new(Head::of(&scenario, &Plan::of(&scenario, true, false)));
    assert_eq!(mine.merge(other), Err(PartError::Other));
    assert_eq!(mine.merge(part(&scenario, &plan, &results)), Ok(()));
    let mut changed = results.clone();
    changed[0].runs[0].score *= 0.5;
    let changed = part(&scenario, &plan, &changed);
    assert_eq!(mine.merge(changed), Err(PartError::Differs(1)));
    for wrong in ["", "3/3", "1", "a/b", "-1/2", "1/0"] {
        assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
    }
}

#[test]
fn every_seed_is_in_one_part() {
    for of in 1..9 {
        let mut all: Vec<u64> = (0..of)
            .flat_map(|index| Shard { index, of }.seeds(100))
            .collect();
        all.sort_unstable();
        assert_eq!(all, (1..=100).collect::<Vec<u64>>());
    }
}

#[test]
fn the_verdict_follows_the_figures() {
    // A task that is done by itself, and nothing to lose: whoever does nothing has won.
    let trivial = built(&[
        (
            "measure: Within(done: Isolated(\"offices\"), p: 30, s: 60, m: 120)",
            "measure: Within(done: Delivered(\"first-call\"), p: 30, s: 60, m: 120)",
        ),
        ("local_scans_per_min: 10.0", "local_scans_per_min: 0.0"),
        ("remote_scans_per_min: 2.0", "remote_scans_per_min: 0.0"),
        ("silent_mins: 15.0", "silent_mins: 100000.0"),
    ]);
    let plan = Plan::of(&trivial, false, false);
    let found = balance(&trivial, &plan, &played(&trivial, &plan, &[1, 2, 3], 2));
    assert_eq!(found.verdict, Verdict::Trivial, "{:?}", found.reasons);
    // A task that nobody can do in time, and a team that is no better than nobody.
    let unwinnable = built(&[
        ("p: 30, s: 60, m: 120", "p: 1, s: 2, m: 3"),
        ("after_mins: 5,", "after_mins: 200,"),
        ("when: At(\"T+60\")", "when: At(\"T+238\")"),
        ("when: At(\"T+90\")", "when: At(\"T+239\")"),
    ]);
    let plan = Plan {
        policies: vec![Policy::Script("quick".to_owned()), Policy::Nobody],
        values: false,
    };
    let results = played(&unwinnable, &plan, &[1, 2, 3], 2);
    let found = balance(&unwinnable, &plan, &results);
    // With one script the outcomes are its own measure; what is left are the tasks.
    assert!(found.teams[0].mean <= 50.0, "{:?}", found.teams[0]);
    let friday = friday();
    let plan = Plan {
        policies: friday
            .teams
            .iter()
            .map(|team| Policy::Script(team.id.clone()))
            .collect(),
        values: false,
    };
    let found = balance(&friday, &plan, &played(&friday, &plan, &[1, 2], 2));
    assert_eq!(found.verdict, Verdict::Sound, "{:?}", found.reasons);
    assert!(Balance::of(&friday, &plan, [].iter()).is_none());
}

#[test]
fn the_searching_team_beats_the_best_script_of_every_scenario_or_it_is_said_why_not() {
    for (scenario, seeds) in [(friday(), 2), (starter(), 6)] {
        let plan = Plan {
            policies: vec![
                Policy::Script(scenario.teams[0].id.clone()),
                Policy::Searching,
            ],
            values: false,
        };
        let seeds: Vec<u64> = (1..=seeds).collect();
        let results = played(&scenario, &plan, &seeds, 2);
        let found = balance(&scenario, &plan, &results);
        let better = found.teams[1].value > found.teams[0].value;
        let said = found.reasons.last().expect("reasons");
        assert!(
            said.contains(if better {
                "does better"
            } else {
                "does not do better"
            }),
            "{said}"
        );
        assert!(better, "{}: {said}", scenario.title);
    }
}

#[test]
fn the_starter_is_sound_and_its_options_are_worth_something() {
    let scenario = starter();
    let plan = Plan::of(&scenario, false, true);
    let seeds: Vec<u64> = (1..=5).collect();
    let found = balance(&scenario, &plan, &played(&scenario, &plan, &seeds, 2));
    assert_eq!(found.verdict, Verdict::Sound, "{:?}", found.reasons);
    let mean = |team: &str| {
        found
            .teams
            .iter()
            .find(|it| it.team == team)
            .map(|it| it.mean)
    };
    let (prepared, slow) = (mean("prepared"), mean("slow"));
    assert!(prepared > slow.map(|it| it + 25.0), "{prepared:?} {slow:?}");
    assert_eq!(
        found.options.len(),
        scenario
            .prompts
            .iter()
            .map(|it| it.options.len())
            .sum::<usize>()
    );
    assert!(
        found.options.iter().all(|it| it.taken > 0),
        "{:?}",
        found.options
    );
    assert!(found.injects.iter().all(|it| it.by_hand || it.share > 0.0));
    // In the report every question, card and inject has its line.
    let page = wardroom_papers::report::page(&wardroom_papers::report::balance::document(
        &scenario, &found,
    ));
    for words in scenario.prompts.iter().map(|it| &it.question) {
        let start: String = words
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == ' ')
            .collect();
        assert!(page.contains(&start), "{words}");
    }
}
