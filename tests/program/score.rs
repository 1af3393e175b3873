//! The score: what earns credit and what does not, what it can't exceed, and scripts that must not
//! win.

use crate::support::{friday, friday_path};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::path::Path;
use std::sync::Arc;
use wardroom_core::assessment::{Assessment, Observations, Reference, assess, references};
use wardroom_core::balance::search_for_gaming;
use wardroom_core::ensemble::Watching;
use wardroom_core::exercise::scripted;
use wardroom_core::exercise::{Command, Exercise, Figures, MOST_ORDERS, Methane, Refusal};
use wardroom_core::record::wire;
use wardroom_core::scenario::{Rating, Scenario, Team};
use wardroom_files as files;

fn scenario(id: &str) -> Arc<Scenario> {
    let path = friday_path().with_file_name(format!("{id}.ron"));
    files::scenario(&path).unwrap_or_else(|why| panic!("{}", why.render(false)))
}

/// A script of those that must not win.
fn adversary(scenario: &Scenario, name: &str) -> Team {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/program/adversaries")
        .join(format!("{name}.ron"));
    files::team(scenario, &path).unwrap_or_else(|why| panic!("{}", why.render(false)))
}

fn judged(scenario: &Arc<Scenario>, team: &Team, seed: u64) -> Assessment {
    let references = references(scenario, seed, scenario.ends_mins);
    let mut exercise = Exercise::new(scenario.clone(), seed).without_history();
    scripted::play(&mut exercise, team, |_, _| true);
    assess(&exercise, &[], &Observations::default(), &references)
}

fn play(
    exercise: &mut Exercise,
    card: &str,
    target: Option<&str>,
    by: &str,
) -> Result<(), Refusal> {
    let command = wire::Command::Play {
        card: card.to_owned(),
        target: target.map(str::to_owned),
        by: by.to_owned(),
        because: String::new(),
    };
    let command = command.meant(exercise.scenario())?;
    exercise.apply(&command).map(|_| ())
}

fn pass(exercise: &mut Exercise, mins: u64) {
    let until = exercise.secs() + mins * 60;
    exercise.advance(until);
}

fn task(assessment: &Assessment, id: &str) -> (Option<Rating>, String) {
    let found = assessment.tasks().find(|it| it.id == id);
    let found = found.unwrap_or_else(|| panic!("no task {id}"));
    (found.proposed, found.evidence.clone())
}

/// Judges an exercise as it stands, played on to ENDEX with nothing more decided.
fn to_the_end(exercise: &mut Exercise) -> Assessment {
    let scenario = exercise.scenario().clone();
    exercise.advance(u64::from(scenario.ends_mins) * 60);
    let references = references(&scenario, exercise.seed(), scenario.ends_mins);
    assess(exercise, &[], &Observations::default(), &references)
}

// ---- Credit ----------------------------------------------------------------------------------

#[test]
fn what_is_done_before_it_could_be_known_earns_nothing_until_it_is_done_again() {
    let start = || {
        let mut exercise = Exercise::new(friday(), 3).without_history();
        pass(&mut exercise, 1);
        for card in ["form-command-group", "appoint-loggist"] {
            play(&mut exercise, card, None, "on-call-exec").expect("it can be done");
        }
        exercise
    };
    let early = to_the_end(&mut start());
    let (rating, evidence) = task(&early, "command-group");
    assert_eq!(rating, Some(Rating::U), "{evidence}");
    assert!(evidence.contains("before anybody could know"), "{evidence}");

    let mut again = start();
    pass(&mut again, 45);
    play(&mut again, "form-command-group", None, "on-call-exec").expect("again");
    let again = to_the_end(&mut again);
    assert_eq!(task(&again, "command-group").0, Some(Rating::P));
    assert_eq!(task(&again, "keep-a-log").0, Some(Rating::U));
}

#[test]
fn done_and_undone_is_undone() {
    let start = || {
        let mut exercise = Exercise::new(friday(), 3).without_history();
        pass(&mut exercise, 40);
        play(&mut exercise, "block-port-edge", None, "it-director").expect("it can be done");
        pass(&mut exercise, 30);
        exercise
    };
    let (kept, evidence) = task(&to_the_end(&mut start()), "close-the-edge");
    assert_eq!(kept, Some(Rating::P), "{evidence}");
    let mut undone = start();
    play(&mut undone, "unblock-ports", None, "it-director").expect("it can be undone");
    let (rating, evidence) = task(&to_the_end(&mut undone), "close-the-edge");
    assert_eq!(rating, Some(Rating::U), "{evidence}");
    assert!(evidence.contains("undone at"), "{evidence}");
}

#[test]
fn an_occasion_that_the_team_took_away_is_rated_and_not_dropped() {
    // All is off before anything can be reported: the silent team has the occasion all the same.
    let scenario = friday();
    let team = adversary(&scenario, "g02-power-off-all");
    let assessment = judged(&scenario, &team, 1);
    assert_eq!(task(&assessment, "join-reports").0, Some(Rating::U));
    assert_eq!(task(&assessment, "ed-holds").0, Some(Rating::U));
    // Everything that a machine can rate is rated, for everybody.
    let count = |it: &Assessment| it.tasks().filter(|task| task.rating.is_some()).count();
    let typical = scenario.teams.iter().find(|it| it.id == "typical").unwrap();
    assert_eq!(count(&assessment), count(&judged(&scenario, typical, 1)));
}

// ---- Orders and signatures -------------------------------------------------------------------

#[test]
fn nobody_gives_more_orders_than_can_be_weighed_said_and_logged() {
    let mut exercise = Exercise::new(friday(), 1).without_history();
    pass(&mut exercise, 60);
    let bodies = [
        "national-ops",
        "region",
        "icb",
        "police",
        "ico",
        "ambulance",
        "neighbours",
    ];
    let mut given = 0;
    let mut refused = None;
    for body in bodies {
        match play(&mut exercise, "notify", Some(body), "on-call-exec") {
            Ok(()) => given += 1,
            Err(why) if why.to_string().contains("orders in") => refused = Some(why.to_string()),
            // Too few managers is another matter.
            Err(_) => {}
        }
    }
    // Free of people: no-payment takes nobody.
    while refused.is_none() && given < 20 {
        let card = ["no-payment", "stand-down", "declare-bc", "declare-critical"][given % 4];
        match play(&mut exercise, card, None, "on-call-exec") {
            Err(why) if why.to_string().contains("orders in") => refused = Some(why.to_string()),
            _ => given += 1,
        }
    }
    assert!(given >= 1 && refused.is_some(), "{given} orders were taken");
    assert!(refused.unwrap().contains(&MOST_ORDERS.to_string()));
    // Somebody else may, and so may the same person ten minutes later.
    play(&mut exercise, "declare-critical", None, "eprr-lead").ok();
    pass(&mut exercise, 11);
    let later = play(&mut exercise, "hot-debrief", None, "on-call-exec");
    assert!(!format!("{later:?}").contains("orders in"), "{later:?}");
}

#[test]
fn each_cut_needs_a_signature_of_its_own_given_shortly_before() {
    let signed = |lead: u64, cuts: &[&str]| {
        let mut exercise = Exercise::new(friday(), 2).without_history();
        pass(&mut exercise, 40);
        play(&mut exercise, "declare-bc", None, "eprr-lead").expect("declared");
        play(&mut exercise, "clinical-sign-off", None, "ed-consultant").expect("signed");
        pass(&mut exercise, lead);
        for cut in cuts {
            play(&mut exercise, "isolate-segment", Some(cut), "it-director").expect("cut");
        }
        exercise.state().facts.cuts.iter().copied().next().unwrap()
    };
    assert_eq!(signed(12, &["outpatients"]), [1, 1]);
    assert_eq!(signed(12, &["outpatients", "community"]), [2, 1]);
    assert_eq!(signed(5, &["outpatients"]), [1, 0], "not signed yet");
    assert_eq!(signed(90, &["outpatients"]), [1, 0], "too long ago");
    // An executive can't sign for a clinician, and nobody before it is recognised.
    let mut exercise = Exercise::new(friday(), 2).without_history();
    pass(&mut exercise, 1);
    assert!(play(&mut exercise, "clinical-sign-off", None, "on-call-exec").is_err());
    play(&mut exercise, "clinical-sign-off", None, "ed-consultant").expect("it can be said");
    pass(&mut exercise, 20);
    play(
        &mut exercise,
        "isolate-segment",
        Some("outpatients"),
        "it-director",
    )
    .expect("cut");
    assert_eq!(exercise.state().facts.cuts.iter().next(), Some(&[1, 0]));
}

// ---- What is said ----------------------------------------------------------------------------

#[test]
fn a_methane_report_earns_by_what_it_says() {
    let report = |figures: Figures| {
        let mut exercise = Exercise::new(friday(), 1).without_history();
        pass(&mut exercise, 240);
        for body in ["region", "icb"] {
            play(&mut exercise, "notify", Some(body), "eprr-lead").expect("told");
            pass(&mut exercise, 12);
        }
        let words = || "As told.".to_owned();
        let command = Command::Report {
            by: exercise.scenario().names.roles["eprr-lead"],
            text: words(),
            figures: Some(figures),
            methane: Some(Box::new(Methane {
                major: words(),
                exact: words(),
                kind: words(),
                hazards: words(),
                access: words(),
                number: words(),
                emergency: words(),
            })),
        };
        exercise.apply(&command).expect("it can be given");
        task(&to_the_end(&mut exercise), "one-report-upward").0
    };
    assert_ne!(
        report(Figures::default()),
        Some(Rating::U),
        "not known is honest"
    );
    let well = Figures {
        locked: Some(0),
        services: Some(0),
        ed_waiting: Some(0),
    };
    assert_eq!(report(well), Some(Rating::U), "all is not well");
}

// ---- The number ------------------------------------------------------------------------------

#[test]
fn there_is_no_number_before_every_task_for_a_person_is_rated_or_waived_with_a_reason() {
    let scenario = friday();
    let prepared = &scenario.teams[0];
    let assessment = judged(&scenario, prepared, 1);
    let waiting: Vec<String> = assessment.waiting().map(|it| it.id.clone()).collect();
    assert!(!waiting.is_empty() && assessment.told().is_none());
    let mut observations = Observations::default();
    let rate = |observations: &mut Observations, id: &str, because: &str| {
        observations.rated.push((
            id.to_owned(),
            (!id.ends_with("rest")).then_some(Rating::P),
            "Robin Vale".to_owned(),
            because.to_owned(),
        ));
    };
    for id in &waiting {
        rate(&mut observations, id, "");
    }
    let without = assessment.clone().rated(&observations);
    assert!(without.told().is_none(), "one has no reason");
    rate(
        &mut observations,
        "hand-over-and-rest",
        "Nobody stayed for it.",
    );
    let told = assessment.clone().rated(&observations);
    assert!(told.told().is_some());
    assert!(
        told.position()
            .is_some_and(|it| it.contains("scripted team"))
    );
    // Where a script plays there is nobody to watch.
    let by_script = Observations {
        by_script: true,
        ..Observations::default()
    };
    assert!(assessment.rated(&by_script).told().is_some());
}

// ---- Scripts that must not win ---------------------------------------------------------------

#[test]
fn no_script_whose_patients_fare_worse_than_the_typical_teams_scores_above_it() {
    let all = [
        ("friday-lunchtime", "g"),
        ("clean-but-dark", "c"),
        ("no-bloods", "n"),
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/program/adversaries");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|it| {
            it.expect("an entry")
                .file_name()
                .into_string()
                .expect("text")
        })
        .collect();
    names.sort();
    assert!(names.len() >= 14, "{names:?}");
    for (id, letter) in all {
        let scenario = scenario(id);
        let typical = scenario.teams.iter().find(|it| it.id == "typical").unwrap();
        let cases: Vec<(&String, u64)> = names
            .iter()
            .filter(|it| it.starts_with(letter))
            .flat_map(|name| [(name, 1), (name, 2)])
            .collect();
        cases.into_par_iter().for_each(|(name, seed)| {
            let bar = judged(&scenario, typical, seed);
            let team = adversary(&scenario, name.trim_end_matches(".ron"));
            let came = judged(&scenario, &team, seed);
            let patients = |it: &Assessment| it.patients_part.expect("known");
            if patients(&came) < patients(&bar) {
                assert!(
                    came.score <= bar.score,
                    "{name}, seed {seed}: {} against {}",
                    came.score,
                    bar.score
                );
            }
            assert!(came.score <= patients(&came) + 1e-9, "{name}, seed {seed}");
        });
    }
}

/// Over twenty lucks, in every shipped scenario: who is better prepared has the higher score, and has
/// patients who fare better.
#[test]
fn over_twenty_lucks_the_teams_stand_in_their_order_by_score_and_by_patients() {
    for id in [
        "friday-lunchtime",
        "clean-but-dark",
        "no-bloods",
        "hosted-record",
        "eight-weeks",
        "friday-across",
        "signed-out",
        "signed-out-board",
    ] {
        let scenario = scenario(id);
        let order = ["prepared", "typical", "unprepared", "silent"];
        let came: Vec<Vec<(f64, f64)>> = (1..=20_u64)
            .into_par_iter()
            .map(|seed| {
                let ends: Vec<Exercise> = order
                    .iter()
                    .map(|team| {
                        let team = scenario.teams.iter().find(|it| it.id == *team).unwrap();
                        let mut exercise = Exercise::new(scenario.clone(), seed).without_history();
                        scripted::play(&mut exercise, team, |_, _| true);
                        exercise
                    })
                    .collect();
                // Each is played once, and stands among the others.
                let references: Vec<Reference> = order
                    .iter()
                    .zip(&ends)
                    .map(|(team, end)| Reference {
                        team: (*team).to_owned(),
                        outcomes: end.state().outcomes.clone(),
                        watched: end.watched().to_vec(),
                        state_hash: String::new(),
                    })
                    .collect();
                ends.iter()
                    .map(|end| {
                        let it = assess(end, &[], &Observations::default(), &references);
                        (it.score, it.patients_part.expect("known"))
                    })
                    .collect()
            })
            .collect();
        let mean = |team: usize, part: fn(&(f64, f64)) -> f64| {
            came.iter().map(|it| part(&it[team])).sum::<f64>() / came.len() as f64
        };
        let means: Vec<(f64, f64)> = (0..order.len())
            .map(|team| (mean(team, |it| it.0), mean(team, |it| it.1)))
            .collect();
        for pair in means.windows(2) {
            assert!(
                pair[0].0 > pair[1].0 && pair[0].1 > pair[1].1,
                "{id}: {means:?}"
            );
        }
    }
}

/// With the attack off, doing nothing is among the best, and every over-reaction costs.
#[test]
fn with_the_attack_off_doing_nothing_is_among_the_best_and_each_over_reaction_costs() {
    let mut calm: Scenario = (*friday()).clone();
    calm.worm.success = 0.0;
    calm.worm.first.clear();
    let calm = Arc::new(calm);
    let of = |orders: &[(&str, Option<&str>, &str)]| {
        let mut exercise = Exercise::new(calm.clone(), 3).without_history();
        pass(&mut exercise, 60);
        for (card, target, by) in orders {
            play(&mut exercise, card, *target, by).unwrap_or_else(|why| panic!("{card}: {why}"));
        }
        let judged = to_the_end(&mut exercise);
        (judged.score, judged.patients_part.expect("known"))
    };
    let idle = of(&[]);
    let prepared = calm.teams.iter().find(|it| it.id == "prepared").unwrap();
    let busy = judged(&calm, prepared, 3).patients_part.expect("known");
    assert!(idle.1 >= busy - 1.0, "{idle:?} against {busy}");
    for (what, orders) in [
        (
            "divert",
            vec![("divert", Some("other-blue-light"), "ed-consultant")],
        ),
        ("cut", vec![("cut-link", Some("n3"), "it-director")]),
        (
            "isolate",
            vec![("isolate-segment", Some("imaging"), "it-director")],
        ),
        ("mail off", vec![("mail-off", None, "it-director")]),
        ("paper", vec![("all-to-paper", None, "on-call-exec")]),
        (
            "power off",
            vec![("power-off", Some("wards"), "it-director")],
        ),
        ("445", vec![("block-port-everywhere", None, "it-director")]),
    ] {
        let came = of(&orders);
        assert!(
            came.1 < idle.1 - 1.0 && came.0 <= idle.0,
            "{what}: {came:?} against {idle:?}"
        );
    }
}

#[test]
fn an_adversary_that_searches_finds_nothing_and_score_and_patients_agree_in_rank() {
    // A small search; `tests/adversary.sh` lets it loose on every scenario.
    let found = search_for_gaming(&friday(), &[1, 2], 40, 10, &Watching::default())
        .expect("there are teams");
    assert!(!found.games(), "{}\n{}", found.in_words(), found.script);
    assert!(found.agreement >= 0.8, "{}", found.in_words());
    // What it found can be played again.
    if !found.script.is_empty() {
        wardroom_core::scenario::check_team(&friday(), "adversary.ron", found.script.as_bytes())
            .unwrap_or_else(|why| panic!("{}", why.render(false)));
    }
}
