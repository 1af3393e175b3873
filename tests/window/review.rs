//! The review: any moment again, what if, and ratings that a person confirms, by their labels.

use crate::support::enter;
use crate::support::{agree, click, live_mut, play, review_mut, started_of, take_up, write};
use egui_kittest::kittest::Queryable;
use wardroom::window::Screen;
use wardroom_core::exercise::Command;
use wardroom_core::review::what_if::Change;
use wardroom_core::scenario::Rating;
use wardroom_core::words;
use wardroom_table::Seen;

/// An exercise of four hours with two decisions, in review.
pub fn reviewed(
    records: &std::path::Path,
) -> egui_kittest::Harness<'static, wardroom::window::Shell> {
    let mut harness = started_of(records, [1600.0, 900.0]);
    live_mut(&mut harness).advance(90 * 60);
    assert!(play(live_mut(&mut harness), "declare-critical"));
    live_mut(&mut harness).advance(240 * 60);
    assert!(enter(live_mut(&mut harness), &Command::End));
    harness.state_mut().review();
    harness.run_steps(4);
    harness
}

#[test]
fn any_moment_is_reached_and_is_as_it_was() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = reviewed(records.path());
    click(&mut harness, "Previous decision");
    let moment = review_mut(&mut harness).seen.moment.clone();
    assert_eq!(moment.now_secs(), 90 * 60);
    let then = moment.view.expect("a moment is looked at");
    assert_eq!(then.secs, 90 * 60);
    assert!(then.team.level.is_some(), "it was declared by then");
    click(&mut harness, "Play");
    harness.run_steps(30);
    assert!(
        review_mut(&mut harness).seen.moment.now_secs() > 90 * 60,
        "it plays on"
    );
    click(&mut harness, "Pause");
    click(&mut harness, "The whole exercise");
    assert!(review_mut(&mut harness).seen.moment.view.is_none());
}

#[test]
fn what_if_is_asked_and_answered_by_the_labels() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = reviewed(records.path());
    click(&mut harness, words::WHAT_IF);
    click(&mut harness, "Not at all");
    click(&mut harness, "Play it 200 times");
    review_mut(&mut harness).wait();
    harness.run_steps(4);
    let answer = review_mut(&mut harness).seen.answers.what_if.found();
    let found = answer.expect("an answer").as_ref().expect("it makes sense");
    assert_eq!(found.found.runs, 200);
    // Both days stand there; the question is one press away.
    click(&mut harness, "The question and all figures");
    // What can't be asked is refused where it was asked.
    review_mut(&mut harness).input.what_if.mins = -600;
    click(&mut harness, "At another time");
    click(&mut harness, "Play it 200 times");
    review_mut(&mut harness).wait();
    harness.run_steps(4);
    let answer = review_mut(&mut harness).seen.answers.what_if.found();
    assert!(answer.expect("an answer").is_err());
}

/// What the tables of the review are to show: the day that was played, and the other.
fn tables(
    harness: &mut egui_kittest::Harness<'static, wardroom::window::Shell>,
) -> [Option<Seen>; 2] {
    let mut stages = harness.state_mut().stages();
    // The console's, home's and the briefing's are the first.
    let mut taken = |at: usize| stages[at].1.wanted.take()?.subject.trust();
    [taken(3), taken(4)]
}

#[test]
fn the_table_shows_any_moment_and_the_veil_lifts_with_the_ground_truth() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = reviewed(records.path());
    assert_eq!(tables(&mut harness), [None, None], "the whole has no table");
    review_mut(&mut harness).look(Some(120 * 60));
    review_mut(&mut harness).settle();
    harness.run_steps(2);
    let review = review_mut(&mut harness);
    let scenario = review.seen.scenario().expect("these rules play it").clone();
    let then = review.seen.moment.view.clone().expect("it is there");
    let truth = Seen::truth(&then.truth);
    assert_eq!(tables(&mut harness), [Some(truth.clone()), None]);
    click(&mut harness, words::REPORTED_PICTURE);
    let reported = Seen::reported(&scenario, &then.known);
    assert!(
        reported.segments.iter().any(|it| it.hosts.is_none()),
        "a veil"
    );
    assert_eq!(tables(&mut harness), [Some(reported), None]);
    click(&mut harness, words::GROUND_TRUTH);
    assert_eq!(tables(&mut harness), [Some(truth), None]);
    click(&mut harness, "Flat plan");
    tables(&mut harness);
    harness.run_steps(2);
    assert_eq!(tables(&mut harness), [None, None], "the plan in its place");
    click(&mut harness, "Flat plan");
    harness.run_steps(2);
    assert!(tables(&mut harness)[0].is_some());
}

#[test]
fn a_change_splits_the_table_and_both_halves_stand_at_the_same_minute() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = reviewed(records.path());
    click(&mut harness, words::WHAT_IF);
    click(&mut harness, "Not at all");
    click(&mut harness, "Play it 200 times");
    let review = review_mut(&mut harness);
    review.wait();
    let parts = 90 * 60;
    let day = review.seen.moment.other_day.clone().expect("it is played");
    assert_eq!(day.parts_secs, parts, "where it was declared");
    assert_eq!(review.seen.moment.at_secs, Some(parts), "there it begins");
    for (secs, alike) in [(parts - 60, true), (240 * 60, false)] {
        review_mut(&mut harness).look(Some(secs));
        review_mut(&mut harness).settle();
        tables(&mut harness);
        harness.run_steps(2);
        let [one, other] = tables(&mut harness);
        let moment = review_mut(&mut harness).seen.moment.clone();
        let (view, otherwise) = (moment.view.expect("one"), moment.other.expect("the other"));
        assert_eq!((view.secs, otherwise.secs), (secs, secs));
        assert_eq!(one, Some(Seen::truth(&view.truth)));
        assert_eq!(other, Some(Seen::truth(&otherwise.truth)));
        assert_eq!(view.team == otherwise.team, alike, "at {secs}");
        for title in [words::DAY_PLAYED, words::DAY_OTHERWISE] {
            assert!(harness.query_all_by_label(title).count() > 0, "{title}");
        }
    }
    // The one bar moves both.
    review_mut(&mut harness).look(Some(0));
    click(&mut harness, "Play");
    harness.run_steps(30);
    click(&mut harness, "Pause");
    review_mut(&mut harness).settle();
    let moment = review_mut(&mut harness).seen.moment.clone();
    assert!(moment.now_secs() > 0);
    let secs = [moment.view, moment.other].map(|it| it.map(|it| it.secs));
    assert_eq!(secs, [Some(moment.at_secs.unwrap_or(0)); 2]);
}

#[test]
fn what_money_could_have_bought_waits_to_be_played_and_an_answer_stands_under_its_question_alone() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = reviewed(records.path());
    click(&mut harness, words::WHAT_IF);
    let review = review_mut(&mut harness);
    let again = review.seen.again.as_ref().expect("these rules play it");
    let (control, words) = again.askable.controls[0].clone();
    click(&mut harness, &words);
    assert_eq!(review_mut(&mut harness).seen.answers.asked, None);
    assert!(
        harness
            .query_by_label_contains(&format!("{words}, then"))
            .is_some()
    );
    let review = review_mut(&mut harness);
    review.what_if(review.input.what_if.change(), 2);
    review.wait();
    harness.run_steps(2);
    let asked = review_mut(&mut harness).seen.answers.asked.clone();
    assert_eq!(asked, Some(Change::Control(control)));
    let told = |harness: &egui_kittest::Harness<'static, wardroom::window::Shell>| {
        harness.query_by_label_contains("2 paired runs").is_some()
    };
    assert!(told(&harness), "the answer stands below");
    click(&mut harness, "Rebuild in the computed order");
    assert!(!told(&harness), "of another question");
    click(&mut harness, &words);
    assert!(told(&harness), "it was not lost");
}

#[test]
fn a_rating_that_a_person_gives_is_on_record_and_there_when_it_is_opened_again() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = reviewed(records.path());
    click(&mut harness, "Ratings");
    let review = review_mut(&mut harness);
    let title = review.seen.view.assessment.objectives[0].tasks[1]
        .title
        .clone();
    let proposed = review.seen.view.assessment.objectives[0].tasks[1].proposed;
    let before = review.seen.view.assessment.score;
    assert_ne!(proposed, Some(Rating::P), "so that it is overridden");
    click(&mut harness, &format!("Rate: {title}"));
    click(&mut harness, "P performed without challenges");
    let review = review_mut(&mut harness);
    review.input.rating.by = "R. Obi".to_owned();
    click(&mut harness, "Confirm the rating");
    let refused = review_mut(&mut harness).input.trouble.clone();
    assert!(refused.is_some_and(|why| why.contains("Say why")));
    review_mut(&mut harness).input.rating.because = "Seen and heard.".to_owned();
    click(&mut harness, "Confirm the rating");
    let review = review_mut(&mut harness);
    let task = &review.seen.view.assessment.objectives[0].tasks[1];
    assert_eq!(task.rating, Some(Rating::P), "{:?}", review.input.trouble);
    assert_eq!(task.confirmed_by.as_deref(), Some("R. Obi"));
    assert_eq!(task.proposed, proposed, "the proposal stays beside it");
    assert!(review.seen.view.assessment.score > before);
    drop(harness);

    let mut again = crate::support::harness(records.path());
    assert!(matches!(again.state().screen, Screen::Home));
    again.get_by_label_contains("Open Friday lunchtime").click();
    again.run_steps(4);
    again.state_mut().wait();
    let task = &review_mut(&mut again).seen.view.assessment.objectives[0].tasks[1];
    assert_eq!(task.rating, Some(Rating::P));
    assert_eq!(task.confirmed_by.as_deref(), Some("R. Obi"));
}

/// What the register makes of a record.
fn entry(record: &std::path::Path) -> wardroom_core::register::Entry {
    let opened = wardroom_files::record(record).expect("it is whole");
    let finished = wardroom_core::review::Finished::from_record(&opened).expect("it can be judged");
    wardroom_core::register::Entry::of(&opened, &finished)
}

#[test]
fn there_is_a_score_once_a_person_says_why_the_rest_is_not_rated_and_a_rehearsal_counts_before() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = started_of(records.path(), [1600.0, 900.0]);
    let ends = live_mut(&mut harness).scenario().ends_mins;
    live_mut(&mut harness).advance(u64::from(ends) * 60);
    harness.state_mut().review();
    harness.run_steps(4);
    let record = review_mut(&mut harness).folder().join("record.jsonl");
    let before = entry(&record);
    assert!(before.rehearsed, "played to its end, rated by nobody yet");
    assert_eq!(before.score, None);
    click(&mut harness, "Ratings");
    review_mut(&mut harness).input.rating.by.clear();
    click(&mut harness, "Not rated, for this reason");
    let refused = review_mut(&mut harness).input.trouble.clone();
    assert!(refused.is_some(), "nobody says so");
    assert!(!review_mut(&mut harness).seen.view.assessment.scored());
    let review = review_mut(&mut harness);
    review.input.rating.by = "R. Obi".to_owned();
    review.input.rating.waiver = "Nobody watched the reception desk.".to_owned();
    click(&mut harness, "Not rated, for this reason");
    let review = review_mut(&mut harness);
    assert_eq!(review.input.trouble, None);
    assert!(review.seen.view.assessment.scored());
    let after = entry(&record);
    assert!(after.rehearsed && after.score.is_some());
}

#[test]
fn an_action_is_agreed_and_stands_in_the_record_and_the_report() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = reviewed(records.path());
    click(&mut harness, "Actions");
    click(&mut harness, "An action of your own");
    click(&mut harness, "Agree the action");
    let why = review_mut(&mut harness).input.trouble.clone();
    assert!(why.is_some_and(|why| why.contains("what is to be done")));
    let review = review_mut(&mut harness);
    let action = review.input.action.as_mut().expect("it is being written");
    action.issue = "Nobody could say who decides.".to_owned();
    action.action = "Name the decider on the action card.".to_owned();
    action.due = "2027-01-29".to_owned();
    click(&mut harness, "Agree the action");
    let review = review_mut(&mut harness);
    assert_eq!(review.input.trouble, None);
    assert_eq!(review.seen.view.observations.actions.len(), 1);
    let finished = review.whole().recv().expect("the record is kept");
    let report = wardroom_papers::report::post_exercise(&finished, "");
    let words = serde_json::to_string(&report).expect("it can be written");
    assert!(words.contains("Name the decider on the action card."));
    let record = review.folder().join("record.jsonl");
    let opened = wardroom_files::record(&record).expect("it is whole");
    wardroom_core::record::replay(&opened).expect("it is the same");
}

#[test]
fn what_people_answer_is_on_record_and_told_against_the_exercise() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = reviewed(records.path());
    click(&mut harness, "People");
    click(&mut harness, words::SAVE_ANSWER);
    let why = review_mut(&mut harness).input.trouble.clone();
    assert!(why.is_some_and(|why| why.contains("staff group")));
    click(&mut harness, "Porter");
    let title = review_mut(&mut harness).seen.view.story().objectives[0]
        .title
        .clone();
    for label in [format!("5 of 5: {title}"), format!("{title}: practice")] {
        harness.get_by_label(&label).scroll_to_me();
        harness.run_steps(4);
        click(&mut harness, &label);
    }
    click(&mut harness, words::SAVE_ANSWER);
    let review = review_mut(&mut harness);
    assert_eq!(review.input.trouble, None);
    assert_eq!(
        review.input.people.answer.number, 2,
        "the form is empty again"
    );
    assert!(
        review.seen.view.needs.too_few(),
        "one without a name is not told"
    );
    // Two more come back as a spreadsheet, and only once.
    harness.get_by_label(words::EXPORT_FORM).scroll_to_me();
    harness.run_steps(4);
    click(&mut harness, words::EXPORT_FORM);
    let review = review_mut(&mut harness);
    assert!(review.seen.record.form.as_ref().is_some_and(Result::is_ok));
    let form = std::fs::read_to_string(&review.input.people.form).expect("the form");
    std::fs::write(
        &review.input.people.form,
        format!("{form}Nurse\r\nNurse,,4,5\r\n"),
    )
    .expect("filled in");
    click(&mut harness, "Read the form that came back");
    let review = review_mut(&mut harness);
    let told = review.seen.record.form.clone().expect("something is told");
    assert!(
        told.as_ref()
            .is_err_and(|why| why.contains("row 3") && why.contains("Nothing was answered")),
        "{told:?}"
    );
    std::fs::write(
        &review.input.people.form,
        format!("{form}Nurse,,4,5\r\nNurse,,4,5\r\n"),
    )
    .expect("mended");
    for taken in ["2 taken", "0 taken"] {
        click(&mut harness, "Read the form that came back");
        let told = review_mut(&mut harness).seen.record.form.clone();
        assert!(told.is_some_and(|it| it.is_ok_and(|it| it.contains(taken))));
    }
    let needs = review_mut(&mut harness).seen.view.needs.clone();
    assert_eq!((needs.answers, needs.groups.len()), (3, 1));
    assert!(needs.in_confidence().contains("Nurse, Porter"));
}

#[test]
fn an_open_action_goes_into_the_next_exercise_and_the_register_shows_it_once() {
    let records = tempfile::tempdir().expect("a folder");
    let mut first = reviewed(records.path());
    click(&mut first, "Actions");
    click(&mut first, "An action of your own");
    let review = review_mut(&mut first);
    let task = review.seen.view.assessment.objectives[0].tasks[1]
        .id
        .clone();
    let action = review.input.action.as_mut().expect("it is being written");
    action.issue = "Nobody could say who decides.".to_owned();
    action.action = "Name the decider on the action card.".to_owned();
    action.task = Some(task);
    action.due = "2020-01-31".to_owned();
    assert_eq!(agree(review), Ok(()));
    drop(first);

    let mut next = reviewed(records.path());
    next.state_mut().wait();
    click(&mut next, "Actions");
    click(
        &mut next,
        "Carry over: Name the decider on the action card.",
    );
    let review = review_mut(&mut next);
    let action = review.input.action.as_mut().expect("it is taken up");
    assert!(action.carried.is_some());
    action.due = "2999-01-31".to_owned();
    assert_eq!(agree(review), Ok(()));
    next.run_steps(4);
    assert!(
        next.query_by_label("Carry over: Name the decider on the action card.")
            .is_none()
    );
    click(&mut next, "Home");
    click(&mut next, "Register");
    let Screen::Register(register) = &mut next.state_mut().screen else {
        panic!("it is not the register");
    };
    register.members.wait();
    next.run_steps(4);
    let Screen::Register(register) = &mut next.state_mut().screen else {
        panic!("it is not the register");
    };
    let found = register.members.done.as_ref().expect("it was read");
    let member = found[0].as_ref().expect("it is a folder");
    let today = "2026-11-25".parse().expect("a day");
    let open = member.unlearned(today);
    assert_eq!(open.len(), 1, "{open:?}");
    assert!(!open[0].overdue, "as it was last written");
    // A folder that is none is told beside the others.
    register.folders.push_str("\n/nowhere/at/all");
    click(&mut next, "Add other organisations");
    next.run_steps(20);
    click(&mut next, "Read these folders");
    let Screen::Register(register) = &mut next.state_mut().screen else {
        panic!("it is not the register");
    };
    register.members.wait();
    let found = register.members.done.as_ref().expect("it was read");
    assert!(found[0].is_ok() && found[1].as_ref().is_err_and(|why| why.contains("nowhere")));
}

#[test]
fn a_report_without_names_is_saved_after_each_text_was_looked_at_and_not_before() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = reviewed(records.path());
    let review = review_mut(&mut harness);
    let mut improvement = wardroom_core::exercise::Improvement {
        number: 1,
        issue: "Jane Wetherspoke was not told by Priya Obi.".to_owned(),
        action: "Write to jane.w@trust.nhs.uk first.".to_owned(),
        owner: "Jane Wetherspoke".to_owned(),
        contact: "bleep 4417".to_owned(),
        ..wardroom_core::exercise::Improvement::default()
    };
    review.input.action = Some(improvement.clone());
    assert_eq!(agree(review), Ok(()));
    improvement.number = 2;
    "Nobody was.".clone_into(&mut improvement.issue);
    review.input.action = Some(improvement);
    assert_eq!(agree(review), Ok(()));
    let record = review.folder().join("record.jsonl");
    let given = record.with_file_name("pseudonymous");

    click(&mut harness, "Save without names");
    let texts = review_mut(&mut harness).input.give_away.texts.clone();
    let place = |part: &str| {
        let at = texts.iter().position(|it| it.text.contains(part));
        at.unwrap_or_else(|| panic!("{part} is not shown")) + 1
    };
    let (issue, action, nobody) = (
        place("was not told"),
        place("Write to"),
        place("Nobody was."),
    );
    let because = place("three floors");
    harness
        .get_by_label_contains("Jane Wetherspoke: somebody on record · Priya Obi: perhaps a name");
    for label in [
        format!("Replace text {issue}"),
        format!("Strike text {action}"),
        format!("Keep text {nobody}"),
        format!("Keep text {because}"),
    ] {
        harness.get_by_label(&label).scroll_to_me();
        harness.run_steps(4);
        click(&mut harness, &label);
    }
    // Left and taken up again, what was chosen is still chosen.
    click(&mut harness, "Leave it");
    assert!(!given.exists(), "nothing is written before it is confirmed");
    click(&mut harness, "Save without names");
    click(&mut harness, "Save it so");
    let page = std::fs::read_to_string(given.join("report.html")).expect("it is written");
    for wanted in [
        "Owner 1 was not told by [name].",
        "Nobody was.",
        "The same red screen on three floors.",
        "[struck]",
    ] {
        assert!(page.contains(wanted), "{wanted}");
    }
    for gone in ["Wetherspoke", "jane.w", "Priya", "4417"] {
        assert!(!page.contains(gone), "{gone} is left");
    }
    // The report that was saved by itself is another, and lies beside the record alone.
    let beside = std::fs::read_to_string(record.with_file_name("report.html"));
    assert_ne!(beside.expect("it is saved at ENDEX"), page);
    assert!(!review_mut(&mut harness).input.give_away.open);
    // The review itself and its record stay as they are.
    let review = review_mut(&mut harness);
    assert_eq!(
        review.seen.view.observations.actions[0].owner,
        "Jane Wetherspoke"
    );
}

/// The record of an exercise, as one that other rules played and this program finds.
fn of_other_rules(record: &std::path::Path) {
    use wardroom_core::record::{Body, Chain, open};
    let opened = open(&std::fs::read(record).expect("the record")).expect("it is whole");
    let mut header = opened.header.clone();
    header.engine = 99;
    let mut chain = Chain::default();
    let mut text = String::new();
    for body in std::iter::once(&Body::Header(Box::new(header))).chain(&opened.lines) {
        let mut body = body.clone();
        match &mut body {
            Body::Played(played) => played.engine = 99,
            Body::Seal(seal) => seal.engine = 99,
            Body::Signature(_) => continue,
            _ => {}
        }
        text.push_str(&chain.line(&body).expect("JSON"));
    }
    std::fs::write(record, text).expect("written");
}

#[test]
fn what_other_rules_played_is_reviewed_and_rated_and_says_so() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = reviewed(records.path());
    let record = review_mut(&mut harness).folder().join("record.jsonl");
    click(&mut harness, "Home");
    drop(harness);
    of_other_rules(&record);

    let mut harness = crate::support::harness(records.path());
    harness
        .get_by_label_contains("Open Friday lunchtime")
        .click();
    harness.run_steps(4);
    harness.state_mut().wait();
    harness.run_steps(4);
    harness.get_by_label_contains("Played by rules version 99");
    let review = review_mut(&mut harness);
    assert_eq!(review.seen.record.read_only, None);
    assert!(
        review
            .seen
            .not_again()
            .is_some_and(|why| why.contains("version 99"))
    );
    let before = review.seen.view.assessment.clone();
    take_up(review, 0, 0);
    review.input.rating.rating = Some(Rating::U);
    "Theo".clone_into(&mut review.input.rating.by);
    "It was not seen.".clone_into(&mut review.input.rating.because);
    let rating = review.input.rating.command(&review.seen.view.assessment);
    assert_eq!(write(review, rating.expect("it lacks nothing")), Ok(()));
    let task = &review.seen.view.assessment.objectives[0].tasks[0];
    assert_eq!(task.confirmed_by.as_deref(), Some("Theo"));
    assert_eq!(task.proposed, before.objectives[0].tasks[0].proposed);
    for tab in wardroom::window::Tab::ALL {
        review_mut(&mut harness).input.tab = tab.0;
        harness.run_steps(4);
    }
    review_mut(&mut harness).input.tab = wardroom::window::Tab::WhatIf;
    harness.run_steps(4);
    harness.get_by_label_contains("ask what if or to branch off, use wardroom");
    let opened = wardroom_files::record(&record).expect("it is whole");
    let found = wardroom_core::review::Finished::from_record(&opened).expect("it is sealed");
    assert_eq!(
        found.assessment.objectives[0].tasks[0]
            .confirmed_by
            .as_deref(),
        Some("Theo")
    );
}

#[test]
fn what_is_being_written_is_seen_at_once_as_it_will_be_on_record() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = reviewed(records.path());
    let review = review_mut(&mut harness);
    let before = review.seen.view.clone();
    assert_eq!(before, review.seen.view, "a view is compared");
    take_up(review, 0, 1);
    review.input.rating.rating = Some(Rating::P);
    "Seen and heard.".clone_into(&mut review.input.rating.because);
    let rating = review.input.rating.command(&before.assessment);
    let rating = rating.expect("it lacks nothing");
    review.write(vec![rating]);
    let seen = review.seen.view.clone();
    assert_eq!(
        seen.assessment.objectives[0].tasks[1].rating,
        Some(Rating::P)
    );
    assert_ne!(seen, before);
    review.settle();
    assert_eq!(seen, review.seen.view);
    assert_eq!(review.input.rating.task, None, "the form is put away");
    // What the record refuses is taken back, and what was typed stays.
    let action = wardroom_core::exercise::Improvement {
        number: 1,
        ..wardroom_core::exercise::Improvement::default()
    };
    review.input.action = Some(action.clone());
    let why = agree(review).expect_err("it says nothing");
    assert!(why.contains("what is to be done"), "{why}");
    assert_eq!(review.seen.view, seen);
    assert_eq!(review.input.action, Some(action));
}

#[test]
fn a_half_typed_answer_stays_when_others_come_in_and_takes_the_next_number() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = reviewed(records.path());
    let review = review_mut(&mut harness);
    let mut other = review.input.people.answer.clone();
    "Nurse".clone_into(&mut other.group);
    "Nobody told us.".clone_into(&mut other.change);
    "Porter".clone_into(&mut review.input.people.answer.group);
    assert_eq!(write(review, Command::Answer(Box::new(other))), Ok(()));
    assert_eq!(review.input.people.answer.group, "Porter");
    assert_eq!(review.input.people.answer.number, 2);
}
