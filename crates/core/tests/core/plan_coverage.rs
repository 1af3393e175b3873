//! Plan coverage against what was counted by hand: two rehearsals of the small sound scenario with a
//! plan of five clauses, a third with its next version, and what is not counted.

use super::plan::{
    PLAN, against, cite, decide, enter, entry, follows, host, isolate, plan, report, sound,
};
use wardroom_core::coverage::{Coverage, Standing, Trace, bears_on, coverage, next};
use wardroom_core::exercise::{Command, Improvement, Speaker, Stance, What};
use wardroom_core::host::{Asker, Host};
use wardroom_core::plan::Plan;
use wardroom_core::record::{Opened, open};
use wardroom_core::review::Finished;
use wardroom_core::scenario::Rating;

fn trace(opened: &Opened) -> Trace {
    let finished = Finished::from_record(opened).expect("it is sealed");
    Trace::of(opened, &finished)
}

#[track_caller]
fn say(host: &mut Host<Vec<u8>>, command: Command) {
    enter(host, Asker::Facilitator, command).expect("it is taken");
}

fn decided(host: &Host<Vec<u8>>) -> u64 {
    entry(host, |it| matches!(it, What::Decided { .. }))
}

/// The offices are cut off six minutes in, by clause 2, and the report is about something of which the
/// plan says nothing. Minute 90 is ENDEX.
fn in_time(plan: Option<&Plan>, started: &str) -> Host<Vec<u8>> {
    let mut host = host(plan, started);
    host.advance(6 * 60, started);
    say(&mut host, decide(0));
    if plan.is_some() {
        let of = decided(&host);
        say(
            &mut host,
            cite(Speaker::Role("manager".to_owned()), of, follows("2")),
        );
    }
    say(&mut host, report());
    if plan.is_some() {
        let of = entry(&host, |it| matches!(it, What::Reported { .. }));
        say(&mut host, cite(Speaker::Facilitator, of, Stance::Silent));
    }
    host.advance(90 * 60, started);
    say(&mut host, Command::End);
    host
}

/// They wait, against clause 2, and cut the offices off by it at minute 150, too late for anything but
/// U. ENDEX is at minute 200.
fn too_late(plan: &Plan, started: &str) -> Host<Vec<u8>> {
    let mut host = host(Some(plan), started);
    host.advance(6 * 60, started);
    say(&mut host, decide(1));
    let of = decided(&host);
    say(
        &mut host,
        cite(
            Speaker::Facilitator,
            of,
            against("2", "We thought of the clinics."),
        ),
    );
    host.advance(150 * 60, started);
    let card = isolate(host.scenario());
    say(&mut host, card);
    let of = entry(&host, |it| matches!(it, What::ActionStarted { .. }));
    say(&mut host, cite(Speaker::Facilitator, of, follows("2")));
    host.advance(200 * 60, started);
    say(&mut host, Command::End);
    host
}

fn of(host: Host<Vec<u8>>) -> Trace {
    trace(&open(&host.into_store()).expect("it is whole"))
}

const MARCH: &str = "2026-03-14T09:00:00Z";
const SEPTEMBER: &str = "2026-09-20T09:00:00Z";
const NOVEMBER: &str = "2026-11-02T09:00:00Z";

/// By number: how each clause stands.
fn standings(coverage: &Coverage) -> Vec<(&str, Standing)> {
    let clauses = coverage.clauses.iter();
    clauses.map(|it| (it.id.as_str(), it.standing)).collect()
}

#[test]
fn a_decision_bears_on_the_tasks_that_ask_for_what_it_does() {
    let scenario = sound();
    let mut host = host(None, MARCH);
    host.advance(6 * 60, MARCH);
    say(&mut host, decide(1));
    let card = isolate(&scenario);
    say(&mut host, card);
    say(&mut host, report());
    let bears: Vec<(u64, usize)> = (1..)
        .zip(host.events())
        .filter(|(_, it)| it.what.to_be_cited().is_some())
        .map(|(number, it)| (number, bears_on(&scenario, &it.what).len()))
        .collect();
    // Waiting does nothing that the task asks for, isolating does, a report does not.
    let counts: Vec<usize> = bears.iter().map(|it| it.1).collect();
    assert_eq!(counts, [0, 1, 0]);
}

#[test]
fn what_two_rehearsals_made_of_a_small_plan_is_what_was_counted_by_hand() {
    let plan = plan(PLAN);
    let first = of(in_time(Some(&plan), MARCH));
    let one = coverage(&plan, std::slice::from_ref(&first));
    assert_eq!(
        standings(&one),
        [
            ("1", Standing::Untouched),
            ("2", Standing::Rehearsed),
            ("3", Standing::Untouched),
            // A report was given, and nobody said that it followed the clause on reports.
            ("4", Standing::Uncited),
            ("5.1", Standing::Untouched),
        ]
    );
    assert_eq!(
        one.in_words(),
        "5 clauses: 1 rehearsed, 1 done, never cited, 3 never touched"
    );
    let followed = &one.clauses[1].followed;
    assert_eq!(followed.len(), 1);
    let told = &followed[0];
    assert_eq!(
        (
            told.day.as_str(),
            told.exercise.as_str(),
            told.cited.clock.as_str()
        ),
        ("2026-03-14", "Sound", "Fri 11:36")
    );
    assert_eq!(
        (told.cited.role.as_str(), told.cited.by.as_str()),
        ("Manager", "Manager")
    );
    assert_eq!(told.cited.what, "The offices");
    assert_eq!(told.cited.went_in_words(), "Isolate the offices P");
    assert!(!told.hurt && told.as_worded);
    assert_eq!(one.silent.len(), 1);
    assert_eq!(one.silent[0].cited.what, "Two screens are locked.");
    assert!(one.gone.is_empty() && one.changes.is_empty() && one.set_aside.is_empty());

    // It grows, in whatever order the records are handed in.
    let second = of(too_late(&plan, SEPTEMBER));
    let both = coverage(&plan, &[second, first]);
    assert_eq!(
        both.rehearsals,
        [
            ("2026-03-14".to_owned(), "Sound".to_owned()),
            ("2026-09-20".to_owned(), "Sound".to_owned()),
        ]
    );
    let two = &both.clauses[1];
    assert_eq!((two.followed.len(), two.against.len()), (2, 1));
    assert_eq!(two.last().map(|it| it.day.as_str()), Some("2026-09-20"));
    let hurt: Vec<&str> = two.hurt().map(|it| it.day.as_str()).collect();
    assert_eq!(
        hurt,
        ["2026-09-20"],
        "it was followed too late, and went badly"
    );
    assert_eq!(two.followed[1].cited.went[0].rating, Some(Rating::U));
    assert_eq!(
        two.against[0].cited.stance,
        against("2", "We thought of the clinics.")
    );
    assert_eq!(
        standings(&both),
        [
            ("1", Standing::Untouched),
            ("2", Standing::Rehearsed),
            ("3", Standing::Uncited),
            ("4", Standing::Uncited),
            ("5.1", Standing::Untouched),
        ]
    );
}

#[test]
fn a_clause_that_was_only_gone_against_is_told_as_that() {
    let plan = plan(PLAN);
    let mut host = host(Some(&plan), MARCH);
    host.advance(6 * 60, MARCH);
    say(&mut host, decide(0));
    let of_it = decided(&host);
    say(
        &mut host,
        cite(Speaker::Facilitator, of_it, against("3", "No time.")),
    );
    host.advance(90 * 60, MARCH);
    say(&mut host, Command::End);
    let found = coverage(&plan, &[of(host)]);
    assert_eq!(found.clauses[2].standing, Standing::Against);
    assert!(!Standing::Against.is_open());
    assert_eq!(found.clauses[1].standing, Standing::Uncited);
}

#[test]
fn a_clause_that_was_worded_anew_has_been_rehearsed_by_nobody_until_somebody_does() {
    let old = plan(PLAN);
    let new = plan(
        &PLAN
            .replace("version: \"1.0\"", "version: \"1.1\"")
            .replace(
                "Isolate the offices.",
                "Isolate the offices, and say so by tannoy.",
            )
            .replace("Clause(id: \"3\"", "Clause(id: \"6\""),
    );
    let mut first = in_time(Some(&old), MARCH);
    say(
        &mut first,
        Command::Act(Box::new(Improvement {
            number: 1,
            clause: Some("2".to_owned()),
            issue: "Nobody heard of it.".to_owned(),
            action: "Say it by tannoy.".to_owned(),
            ..Improvement::default()
        })),
    );
    let first = of(first);
    let second = of(too_late(&old, SEPTEMBER));
    let before = coverage(&new, &[first.clone(), second.clone()]);
    assert_eq!(before.clauses[1].standing, Standing::Changed);
    assert!(before.clauses[1].followed.iter().all(|it| !it.as_worded));
    assert!(Standing::Changed.is_open());
    let change = &before.changes[0];
    assert_eq!((change.clause.as_str(), change.changed), ("2", Some(true)));
    assert_eq!(
        change.retested, None,
        "September tested the old wording again"
    );
    // As long as the plan reads as it did, the action has changed nothing.
    assert_eq!(
        coverage(&old, std::slice::from_ref(&first)).changes[0].changed,
        Some(false)
    );

    let third = of(in_time(Some(&new), NOVEMBER));
    let after = coverage(&new, &[first, second, third]);
    assert_eq!(after.clauses[1].standing, Standing::Rehearsed);
    assert_eq!(
        after.clauses[1].last().map(|it| it.day.as_str()),
        Some("2026-11-02")
    );
    let retest = after.changes[0]
        .retested
        .as_ref()
        .expect("November tested it");
    assert_eq!(
        (retest.day.as_str(), retest.followed, retest.as_worded),
        ("2026-11-02", true, true)
    );
    assert_eq!(retest.went, "Isolate the offices P");
}

#[test]
fn what_names_a_clause_that_the_plan_has_no_longer_is_kept() {
    let old = plan(PLAN);
    let new = plan(&PLAN.replace("Clause(id: \"2\"", "Clause(id: \"2a\""));
    let found = coverage(&new, &[of(in_time(Some(&old), MARCH))]);
    assert_eq!(found.gone.len(), 1);
    assert_eq!(found.gone[0].cited.stance, follows("2"));
}

#[test]
fn what_is_no_rehearsal_of_the_plan_by_people_is_set_aside_with_the_reason() {
    let ours = plan(PLAN);
    let other = plan(&PLAN.replace("small-plan", "other-plan"));
    let first = of(in_time(Some(&ours), MARCH));
    let scripted = {
        let scenario = sound();
        let header = wardroom_core::record::Header::new(
            &scenario,
            7,
            Some("quick".to_owned()),
            Vec::new(),
            SEPTEMBER.to_owned(),
        );
        let team = scenario.teams.first().cloned();
        let header = header.with_plan(Some(&ours));
        let mut host = Host::start(&scenario, header, team, Vec::new()).expect("it starts");
        host.advance(240 * 60, SEPTEMBER);
        of(host)
    };
    let broken_off = {
        let mut host = host(Some(&ours), NOVEMBER);
        host.advance(600, NOVEMBER);
        of(host)
    };
    let another = of(in_time(Some(&other), "2026-05-01T09:00:00Z"));
    let without = of(in_time(None, "2026-06-01T09:00:00Z"));
    let found = coverage(
        &ours,
        &[scripted, first.clone(), broken_off, another, first, without],
    );
    let why: Vec<&str> = found.set_aside.iter().map(|it| it.why.as_str()).collect();
    assert_eq!(
        why,
        [
            "the scripted team “quick” played it",
            "it has not come to ENDEX",
            "it was played with another plan, `other-plan`",
            "it is the same exercise as another",
        ]
    );
    // Without a plan nothing was cited, and what was done is told all the same.
    assert_eq!(found.rehearsals.len(), 2);
    assert_eq!(
        found.clauses[1].uncited,
        [("2026-06-01".to_owned(), "Sound".to_owned())]
    );
    assert_eq!(found.clauses[1].standing, Standing::Rehearsed);
}

#[test]
fn what_to_rehearse_next_is_what_reaches_most_with_the_injects_that_open_it() {
    let plan = plan(PLAN);
    let small = sound();
    let friday = crate::support::friday();
    let first = of(in_time(Some(&plan), MARCH));
    let found = coverage(&plan, std::slice::from_ref(&first));
    // Open are 1, 3, 4, 5.1. The small scenario reaches 1 by a card, 3 by its decision point, 4 by a
    // report; Friday has a region, reports, and a ransom.
    let proposals = next(&plan, &found, &[&friday, &small]);
    let told: Vec<(&str, Vec<&str>, usize)> = proposals
        .iter()
        .map(|it| {
            let reaches = it.reaches.iter().map(|it| it.clause.as_str()).collect();
            (it.scenario.as_str(), reaches, it.adds)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("friday-lunchtime", vec!["1", "4", "5.1"], 3),
            ("sound", vec!["1", "3", "4"], 1),
        ]
    );
    let small = &proposals[1].reaches;
    assert!(
        small[0].opened_by.is_empty(),
        "by a card, which nobody opens"
    );
    let opened: Vec<&str> = small[1]
        .opened_by
        .iter()
        .map(|it| it.inject.as_str())
        .collect();
    assert_eq!(opened, ["first-call"]);
    assert!(small[2].opened_by.is_empty());
    // Nothing of it is proposed that has been rehearsed.
    let all = proposals.iter().flat_map(|it| &it.reaches);
    assert!(all.clone().all(|it| it.clause != "2"));
    assert!(next(&plan, &found, &[]).is_empty());
}
