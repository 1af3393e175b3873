//! What a facilitator alone needs: the pace on the console, the trust's plan, the hot debrief, the evidence
//! pack; by their labels and keys.

use crate::review::reviewed;
use crate::support::{
    click, enter, harness, host, live, live_mut, plan, play, review_mut, started_of,
};
use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::{By, Queryable};
use std::path::Path;
use wardroom::window::{Desk, Review, Screen, Shell, Tab};
use wardroom_core::coverage::Standing;
use wardroom_core::cycle::ExerciseType;
use wardroom_core::exercise::{Command, InjectState, Speaker, Stance, What};
use wardroom_core::review::Finished;
use wardroom_core::scenario::OrganisationId;
use wardroom_core::views::Rest;
use wardroom_papers::report;

/// Whether something is said that begins so.
fn says(harness: &Harness<'static, Shell>, words: &str) -> bool {
    let node = By::new().predicate(|node| {
        let mut found = [node.value(), node.label()].into_iter().flatten();
        found.any(|it| it.starts_with(words))
    });
    harness.query_all(node).next().is_some()
}

fn press(harness: &mut Harness<'static, Shell>, key: Key) {
    harness.key_press(key);
    harness.run_steps(4);
}

#[test]
fn the_console_shows_the_pace_and_skips_where_play_is_behind() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = started_of(records.path(), [1600.0, 900.0]);
    harness.run_steps(2);
    assert!(says(&harness, "No silent role") && says(&harness, "On plan"));
    assert!(says(&harness, "Break in 60 min"));
    // Forty real minutes for the first half hour of the story, which has ten.
    let live_now = live_mut(&mut harness);
    live_now.advance_ago(60, 40);
    live_now.advance_ago(30 * 60, 0);
    harness.run_steps(2);
    let pace = live(&harness).seen.view.pace.clone();
    assert_eq!((pace.room_mins, pace.behind_mins), (40, Some(30)));
    // The clock has gone on by some thousandths since.
    assert!(
        matches!(pace.rest, Some(Rest::In(19 | 20))),
        "{:?}",
        pace.rest
    );
    assert!(says(&harness, "30 min behind plan · skip “"));
    assert!(says(&harness, &format!("{} unread", pace.unread)));
    let first = pace.skip[0];
    let title = live(&harness).scenario().injects[first.at()].title.clone();
    click(&mut harness, &format!("Skip “{title}”"));
    let state = &host(live(&harness)).exercise().state().injects;
    assert_eq!(state[first.at()], InjectState::Skipped);
    assert!(!live(&harness).seen.view.pace.skip.contains(&first));
    // At ENDEX it says how long play took.
    assert!(enter(live_mut(&mut harness), &Command::End));
    harness.run_steps(2);
    assert!(says(&harness, "Play took 40 real minutes"));
}

/// An exercise just after STARTEX, with the plan that was picked at the briefing.
fn with_a_plan(records: &Path) -> Harness<'static, Shell> {
    let mut harness = harness(records);
    harness.state_mut().choose_by_id("friday-lunchtime");
    harness.state_mut().briefing.seed = "4172".to_owned();
    harness.state_mut().briefing.step = 3;
    harness.run_steps(3);
    harness.state_mut().wait();
    harness.run_steps(3);
    click(&mut harness, &plan().title);
    harness.state_mut().start(None);
    harness.run_steps(4);
    harness
}

/// What was said of the plan so far.
fn cited(harness: &Harness<'static, Shell>) -> Vec<(u64, Stance)> {
    let events = host(live(harness)).events().iter();
    events
        .filter_map(|event| match &event.what {
            What::Cited { by, of, stance } => {
                assert_eq!(*by, Speaker::Facilitator);
                Some((*of, stance.clone()))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn a_plan_is_picked_or_taken_from_a_file_and_what_is_none_is_refused_in_words() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = harness(records.path());
    harness.state_mut().choose_by_id("friday-lunchtime");
    harness.state_mut().briefing.step = 3;
    harness.run_steps(3);
    let no_plan = records.path().join("no-plan.ron");
    std::fs::write(&no_plan, "Library()").expect("written");
    harness.state_mut().briefing.plan.take(no_plan);
    harness.state_mut().wait();
    harness.run_steps(3);
    let choice = &harness.state().briefing.plan;
    assert!(choice.chosen.is_none(), "{:?}", choice.chosen);
    assert!(says(&harness, "▲ "), "{:?}", choice.told);
    // A file of the trust's own, under a name of its own.
    let text = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/plans/no-bloods.ron"),
    );
    let own = records.path().join("our plan.ron");
    std::fs::write(&own, text.expect("it ships")).expect("written");
    harness.state_mut().briefing.plan.path = own.display().to_string();
    harness.run_steps(2);
    click(&mut harness, "Take the plan");
    harness.state_mut().wait();
    harness.run_steps(3);
    let chosen = harness.state().briefing.plan.chosen.clone();
    assert_eq!(
        chosen.map(|it| it.clauses.len()),
        wardroom_files::plan(&own).ok().map(|it| it.clauses.len())
    );
    // It is chosen no longer.
    click(&mut harness, "No plan");
    assert!(harness.state().briefing.plan.chosen.is_none());
    harness.state_mut().start(None);
    harness.run_steps(4);
    assert!(live(&harness).seen.plan.is_none());
    assert!(!says(&harness, "Plan is silent"));
    press(&mut harness, Key::K);
    assert_eq!(live(&harness).input.desk, Desk::Cards);
}

#[test]
fn with_a_plan_one_key_says_what_a_decision_follows_that_it_is_silent_or_opens_the_reason() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = with_a_plan(records.path());
    let live_now = live_mut(&mut harness);
    let played = live_now.seen.plan.as_ref().expect("it was picked");
    assert_eq!(played.clauses, plan().clauses);
    live_now.advance(90 * 60);
    assert!(play(live_now, "declare-critical"));
    harness.run_steps(3);
    // The clause that is about declaring stands there, and one key takes it.
    let offered = live(&harness).seen.view.offered[0].clone();
    let (clause, _) = offered.suggested.first().expect("one is about it").clone();
    assert!(says(&harness, &format!("Follows {clause} (C)")));
    press(&mut harness, Key::C);
    let follows = Stance::Follows {
        clause: clause.clone(),
    };
    assert_eq!(cited(&harness), [(offered.entry, follows)]);
    assert!(!says(&harness, "Follows"), "nothing waits");

    // Of the next the plan is silent.
    assert!(play(live_mut(&mut harness), "open-out-of-band"));
    harness.run_steps(3);
    let second = live(&harness).seen.view.offered[0].entry;
    assert!(second > offered.entry);
    press(&mut harness, Key::L);
    assert_eq!(cited(&harness)[1..], [(second, Stance::Silent)]);

    // Of the first it is said once more: against, because.
    press(&mut harness, Key::K);
    assert_eq!(live(&harness).input.desk, Desk::Plan);
    live_mut(&mut harness).input.plan.pick(offered.entry);
    harness.run_steps(3);
    press(&mut harness, Key::G);
    assert!(harness.ctx.text_edit_focused(), "the reason is typed next");
    harness.event(egui::Event::Text("Half of us were not there.".to_owned()));
    harness.run_steps(2);
    click(&mut harness, &format!("Against {clause}, because"));
    let against = Stance::Against {
        clause: clause.clone(),
        because: "Half of us were not there.".to_owned(),
    };
    assert_eq!(cited(&harness)[2..], [(offered.entry, against)]);
    assert_eq!(live(&harness).input.plan.because, "");

    // The review tells it, clause by clause.
    assert!(enter(live_mut(&mut harness), &Command::End));
    harness.state_mut().review();
    harness.run_steps(3);
    click(&mut harness, "Plan");
    assert_eq!(review_mut(&mut harness).input.tab, Tab::Plan);
    let found = review_mut(&mut harness).seen.view.plan.clone();
    let found = found.expect("it was played with a plan");
    let (_, coverage) = &*found;
    let one = coverage.clauses.iter().find(|it| it.id == clause);
    let one = one.expect("it is the plan's");
    assert_eq!(one.standing, Standing::Against);
    assert_eq!(coverage.silent.len(), 1);
    assert!(says(&harness, &format!("0 of {}", coverage.clauses.len())));
    let name = format!("{clause} {}: {}", one.title, one.standing.words());
    click(&mut harness, &name);
    assert!(says(&harness, "because: Half of us were not there."));
}

#[test]
fn what_is_asked_of_the_plan_has_a_place_of_its_own_and_nothing_gives_way_to_it() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = with_a_plan(records.path());
    live_mut(&mut harness).advance(90 * 60);
    harness.run_steps(3);
    let place = |harness: &Harness<'static, Shell>, words: &str| {
        let node = By::new().predicate(move |node| {
            node.label().is_some_and(|it| it == words) || node.value().is_some_and(|it| it == words)
        });
        harness.query_all(node).next().map(|it| it.rect())
    };
    // Before anything is asked its place is there, and says for what.
    assert!(says(&harness, &format!("{}, version", plan().title)));
    let layers = |harness: &Harness<'static, Shell>| {
        let found = place(harness, "Ground truth");
        found.or_else(|| place(harness, "Upcoming injects"))
    };
    let before = layers(&harness);
    assert!(play(live_mut(&mut harness), "declare-critical"));
    harness.run_steps(3);
    assert!(says(&harness, "Plan is silent"));
    assert_eq!(layers(&harness), before);
    // What is asked lies over nothing: no area of its own stands on the screen.
    let over = harness.ctx.memory(|memory| memory.area_rect("bands"));
    assert_eq!(over, None);
    press(&mut harness, Key::L);
    assert_eq!(layers(&harness), before);
    assert!(says(&harness, &format!("{}, version", plan().title)));
}

#[test]
fn the_type_of_exercise_is_chosen_at_the_briefing_and_stands_in_the_first_line() {
    let records = tempfile::tempdir().expect("a folder");
    let mut types = Vec::new();
    for chosen in [None, Some("Command post"), Some("Table-top")] {
        let mut harness = harness(records.path());
        harness.state_mut().choose_by_id("friday-lunchtime");
        harness.state_mut().briefing.step = 3;
        harness.run_steps(3);
        harness.state_mut().wait();
        harness.run_steps(3);
        if let Some(words) = chosen {
            click(&mut harness, words);
        }
        harness.state_mut().start(None);
        harness.run_steps(4);
        let record = live(&harness).seen.record.clone();
        let opened = wardroom_files::record(&record).expect("it opens");
        types.push(opened.header.of_type);
    }
    // What nobody said is not said.
    let said = [
        None,
        Some(ExerciseType::CommandPost),
        Some(ExerciseType::TableTop),
    ];
    assert_eq!(types, said);
}

#[test]
fn the_room_is_shown_the_step_of_the_hot_debrief_while_it_is_held() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = reviewed(records.path());
    review_mut(&mut harness).input.tab = Tab::Debrief;
    let empty = Shell::new(None, records.path().to_path_buf());
    let shell = std::mem::replace(harness.state_mut(), empty);
    let mut room = Harness::builder()
        .with_size([1280.0, 720.0])
        .build_ui_state(
            |ui, shell: &mut Shell| shell.room_frame(OrganisationId(0), ui),
            shell,
        );
    room.run_steps(4);
    assert!(!says(&room, "Who is all right"), "nobody has begun");
    let debrief = &mut review_mut(&mut room).input.debrief;
    debrief.go(1);
    debrief.running = true;
    debrief.pass(35.0);
    room.run_steps(2);
    assert!(says(&room, "STEP 2 OF 8 · 2 MIN"));
    assert!(says(&room, "Who is all right"));
    assert!(says(&room, report::ASKED_IN_DEBRIEF[1]));
    assert!(says(&room, "1:25") && says(&room, "Next: By role, juniors first"));
    review_mut(&mut room).input.debrief.pass(100.0);
    room.run_steps(2);
    assert!(says(&room, "0:15") && says(&room, "▲ over its time"));
    // Whoever looks at the report meanwhile takes nothing from the room; a clock that stands does.
    review_mut(&mut room).input.tab = Tab::Plan;
    room.run_steps(2);
    assert!(says(&room, "Who is all right"));
    review_mut(&mut room).input.debrief.running = false;
    room.run_steps(2);
    assert!(!says(&room, "Who is all right"));
}

#[test]
fn what_is_put_off_is_asked_no_more_and_waits_among_the_last_decisions() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = with_a_plan(records.path());
    live_mut(&mut harness).advance(90 * 60);
    assert!(play(live_mut(&mut harness), "declare-critical"));
    harness.run_steps(3);
    click(&mut harness, "Later");
    assert!(!says(&harness, "Plan is silent"));
    press(&mut harness, Key::L);
    assert_eq!(cited(&harness), [], "nothing is asked");
    press(&mut harness, Key::K);
    click(&mut harness, "The plan is silent");
    assert_eq!(cited(&harness).len(), 1);
}

/// The record of a review, as it lies on the disk.
fn kept(review: &Review) -> Finished {
    let mut files = std::fs::read_dir(review.folder())
        .expect("a folder")
        .flatten();
    let record = files.find(|it| it.path().extension().is_some_and(|it| it == "jsonl"));
    let record = record.expect("it is there").path();
    let opened = wardroom_files::record(&record).expect("it opens");
    Finished::from_record(&opened).expect("it is told")
}

#[test]
fn the_hot_debrief_goes_step_by_step_and_what_is_said_lands_in_the_record_and_the_report() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = reviewed(records.path());
    click(&mut harness, "Debrief");
    assert!(says(
        &harness,
        "Step 1 of 8 · 2 min".to_uppercase().as_str()
    ));
    click(&mut harness, "Start the clock");
    // Thirty frames a second.
    harness.run_steps(45);
    let left = review_mut(&mut harness).input.debrief.left_secs(0);
    assert!((100..120).contains(&left), "{left} s are left");
    click(&mut harness, "Next step →");
    click(&mut harness, "Next step →");
    click(&mut harness, "Stop the clock");
    let before = review_mut(&mut harness).input.debrief.left_secs(2);
    harness.run_steps(45);
    assert_eq!(review_mut(&mut harness).input.debrief.left_secs(2), before);

    // By role: whoever has spoken makes room for the next.
    let saw = "Nobody told the porters which wards were on paper.";
    saw.clone_into(&mut review_mut(&mut harness).input.debrief.text);
    harness.run_steps(2);
    click(&mut harness, "Take it down");
    review_mut(&mut harness).settle();
    harness.run_steps(3);
    assert!(says(&harness, &format!("“{saw}”")));
    let debrief = &review_mut(&mut harness).input.debrief;
    assert_eq!((debrief.text.as_str(), debrief.speaks), ("", 1));

    // A change, with its owner and day.
    click(&mut harness, "Step 7: Three to change");
    let debrief = &mut review_mut(&mut harness).input.debrief;
    "Nobody knew who decides a cut.".clone_into(&mut debrief.text);
    "Name the decider on the card.".clone_into(&mut debrief.action);
    harness.run_steps(2);
    click(&mut harness, "Take down the change");
    review_mut(&mut harness).settle();
    harness.run_steps(3);
    click(&mut harness, "Next step →");
    click(&mut harness, "Owner and date of action 1");
    let owned = Some((1, "EPRR lead".to_owned(), "2027-03-01".to_owned()));
    review_mut(&mut harness).input.debrief.owned = owned;
    harness.run_steps(2);
    click(&mut harness, "Take down owner and date");
    review_mut(&mut harness).settle();
    harness.run_steps(3);
    assert_eq!(review_mut(&mut harness).input.trouble, None);

    let finished = kept(review_mut(&mut harness));
    let actions = &finished.observations.actions;
    assert_eq!(actions.len(), 1);
    let one = &actions[0];
    assert_eq!(
        (one.owner.as_str(), one.due.as_str()),
        ("EPRR lead", "2027-03-01")
    );
    let told = report::said_in_step(&finished.observations, 2);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].1, saw);
    let report = report::markdown(&report::post_exercise(&finished, ""));
    assert!(
        report.contains("Hot debrief") && report.contains(saw),
        "{report}"
    );
    assert!(report.contains("Name the decider on the card."));
}

#[test]
fn whoever_decides_least_speaks_first_and_whoever_decides_most_last() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = reviewed(records.path());
    click(&mut harness, "Debrief");
    click(&mut harness, "Step 3: By role, juniors first");
    let scenario = live_scenario(&mut harness);
    let decides = |at: usize| {
        let prompts = scenario.prompts.iter();
        prompts.filter(|it| it.by.contains(&at.into())).count()
    };
    let counts: Vec<usize> = (0..scenario.roles.len()).map(decides).collect();
    let least = counts.iter().min().expect("there are roles");
    let first = counts
        .iter()
        .position(|it| it == least)
        .expect("one has it");
    let title = &scenario.roles[first].title;
    assert!(counts.iter().max() > Some(least), "it says something");
    assert!(says(&harness, &format!("Speaks now: {title}")), "{title}");
}

fn live_scenario(
    harness: &mut Harness<'static, Shell>,
) -> std::sync::Arc<wardroom_core::scenario::Scenario> {
    let review = review_mut(harness);
    review.seen.scenario().expect("these rules play it").clone()
}

#[test]
fn the_evidence_pack_is_written_beside_the_record_and_says_where() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = reviewed(records.path());
    click(&mut harness, "Evidence");
    harness.state_mut().wait();
    harness.run_steps(3);
    let Screen::Review(review) = &harness.state().screen else {
        panic!("no review");
    };
    let folder = review.folder().join("evidence");
    let finished = kept(review);
    let pack = report::evidence_pack(&finished, "").expect("it can be set");
    assert!(pack.iter().any(|(name, _)| name == "attendance.csv"));
    for (name, bytes) in &pack {
        let written = std::fs::read(folder.join(name));
        let written = written.unwrap_or_else(|error| panic!("{name}: {error}"));
        if name.ends_with(".csv") {
            assert_eq!(&written, bytes, "{name}");
        }
        // When it was written stands in the others.
        assert!(!written.is_empty(), "{name}");
        assert_eq!(written.starts_with(b"%PDF-"), name.ends_with(".pdf"));
    }
    assert!(says(&harness, &folder.display().to_string()));
    click(&mut harness, "Understood");
    assert!(!says(&harness, &folder.display().to_string()));
}
