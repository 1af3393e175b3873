//! An exercise from home to review, by the labels a person sees.

use crate::support::{click, harness, harness_with, live, live_mut, next, play};
use crate::support::{hash, host};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::Path;
use wardroom::window::{Screen, Shell};
use wardroom_core::host::Ask;
use wardroom_core::words;

fn started(records: &Path) -> Harness<'static, Shell> {
    let mut harness = harness(records);
    click(&mut harness, "Friday lunchtime");
    harness.state_mut().briefing.seed = "4172".to_owned();
    click(&mut harness, "People →");
    click(&mut harness, "Objectives →");
    click(&mut harness, "Start →");
    click(&mut harness, "STARTEX");
    harness
}

#[test]
fn a_newcomer_gets_from_home_to_the_review_by_the_labels_alone() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = started(records.path());
    assert!(matches!(harness.state().screen, Screen::Live(_)));

    // Messages come one by one, and the first question with them.
    for _ in 0..3 {
        click(&mut harness, &next());
    }
    let Screen::Live(live) = &harness.state().screen else {
        panic!("the exercise is gone");
    };
    assert!(live.seen.view.reading.is_some(), "a message can be read");
    let record = live.seen.record.clone();

    // A question is answered, and a card is ordered, with the pointer.
    let mut steps = 0;
    let title = loop {
        let Screen::Live(live) = &harness.state().screen else {
            panic!("the exercise is gone");
        };
        if let Some(asked) = live.seen.view.team.prompts.last() {
            break live.scenario().prompts[asked.prompt].options[0]
                .title
                .clone();
        }
        click(&mut harness, &next());
        steps += 1;
        assert!(steps < 40, "no question was ever asked");
    };
    for button in [
        title.as_str(),
        "Record decision",
        "All cards",
        "Declare a critical incident",
        words::GIVE_ORDER,
    ] {
        click(&mut harness, button);
    }
    let Screen::Live(live) = &harness.state().screen else {
        panic!("the exercise is gone");
    };
    assert!(live.seen.view.record.decisions >= 2, "{:?}", live.refusal);

    click(&mut harness, "ENDEX");
    click(&mut harness, "End the exercise");
    click(&mut harness, "Review the exercise");
    let Screen::Review(review) = &harness.state().screen else {
        panic!("no review");
    };
    // It was barely played: what was seen is told, and nothing that looks like a result.
    let seen = review.seen.view.assessment.seen();
    assert_eq!(review.seen.view.assessment.told(), None, "{seen:?}");
    harness.get_by_label("TASKS SEEN");
    harness.get_by_label(&format!("{} of {}", seen.0, seen.1));
    assert!(harness.query_by_label("READINESS").is_none());
    click(&mut harness, "Save the report");
    let folder = record.parent().expect("the record's folder");
    for name in [
        "exercise-log.docx",
        "exercise-log.html",
        "record.jsonl",
        "report.docx",
        "report.html",
        "report.md",
        "report.pdf",
        "summary.json",
    ] {
        assert!(folder.join(name).is_file(), "{name} is missing");
    }
    click(&mut harness, "Home");
    let line = harness.get_by_label_contains("Open Friday lunchtime");
    let told = line.accesskit_node().label().unwrap_or_default();
    let seen = format!("{} of {} tasks seen", seen.0, seen.1);
    assert!(told.contains(&seen), "{told}");
}

#[test]
fn a_click_on_the_words_of_a_card_opens_it() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = crate::support::harness(records.path());
    let (_, scenario) = harness.state().library.sound().next().expect("one");
    let summary = scenario.summary.clone();
    harness.get_by_label(&summary).click();
    harness.run_steps(4);
    assert!(matches!(harness.state().screen, Screen::Briefing));
}

#[test]
fn a_decision_is_recorded_with_who_and_why() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = started(records.path());
    let mut steps = 0;
    loop {
        click(&mut harness, &next());
        let Screen::Live(live) = &harness.state().screen else {
            panic!("the exercise is gone");
        };
        if !live.seen.view.team.prompts.is_empty() {
            break;
        }
        steps += 1;
        assert!(steps < 40, "no question was ever asked");
    }
    let (title, prompt) = {
        let Screen::Live(live) = &harness.state().screen else {
            panic!("the exercise is gone");
        };
        let asked = live.seen.view.team.prompts[0].prompt;
        let prompt = &live.scenario().prompts[asked];
        (prompt.options[0].title.clone(), prompt.id.clone())
    };
    click(&mut harness, &title);
    if let Screen::Live(live) = &mut harness.state_mut().screen {
        live.input.decision.because = "Three calls with the same red screen.".to_owned();
    }
    harness.run_steps(2);
    click(&mut harness, "Record decision");
    let Screen::Live(live) = &harness.state().screen else {
        panic!("the exercise is gone");
    };
    let decided = host(live).events().iter().any(|event| {
        matches!(
            &event.what,
            wardroom_core::exercise::What::Decided { prompt: decided, because, .. }
                if *decided == prompt && because == "Three calls with the same red screen."
        )
    });
    assert!(decided, "refused: {:?}", live.refusal);
    // It is on disk before it is shown.
    let text = std::fs::read_to_string(&live.seen.record).expect("the record");
    assert!(text.contains("Three calls with the same red screen."));
}

#[test]
fn a_refusal_is_shown_in_words_and_can_be_put_away() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = started(records.path());
    click(&mut harness, "All cards");
    click(&mut harness, "Declare a critical incident");
    click(&mut harness, words::GIVE_ORDER);
    // Once more it is told on the card, and can't be ordered.
    click(&mut harness, "All cards");
    click(&mut harness, "Declare a critical incident");
    let entries = host(live(&harness)).events().len();
    click(&mut harness, words::GIVE_ORDER);
    assert_eq!(host(live(&harness)).events().len(), entries);
    assert!(live(&harness).held().is_none());
    // Whoever asks for it all the same is refused across the screen.
    assert!(!play(live_mut(&mut harness), "declare-critical"));
    harness.run_steps(2);
    let told = |harness: &Harness<'static, Shell>| {
        harness
            .query_all_by_label_contains("A critical incident is declared already.")
            .count()
    };
    assert_eq!(told(&harness), 2);
    click(&mut harness, "Understood");
    assert_eq!(told(&harness), 1);
}

#[test]
fn a_jump_to_another_day_is_asked_for_twice() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = started(records.path());
    let minute = |harness: &Harness<'static, Shell>| live(harness).seen.view.clock.minute();
    let begun = minute(&harness);
    live_mut(&mut harness).input.jump.typed = Some("10:00".to_owned());
    harness.run_steps(2);
    assert_eq!(
        harness
            .query_all_by_label_contains("To Sat 10:00: passes")
            .count(),
        1
    );
    click(&mut harness, "Go");
    assert_eq!(minute(&harness), begun, "it was jumped at once");
    click(&mut harness, "Go");
    assert_eq!(minute(&harness), 22 * 60 + 30);
    // A near one is not asked about.
    live_mut(&mut harness).input.jump.typed = Some("10:30".to_owned());
    harness.run_steps(2);
    click(&mut harness, "Go");
    assert_eq!(minute(&harness), 23 * 60);
}

#[test]
fn a_card_is_aimed_at_nothing_until_somebody_says_at_what() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = started(records.path());
    click(&mut harness, "All cards");
    click(&mut harness, "Isolate a department");
    let entries = |harness: &Harness<'static, Shell>| host(live(harness)).events().len();
    let before = entries(&harness);
    assert_eq!(live(&harness).input.cards.target, None);
    click(&mut harness, words::GIVE_ORDER);
    assert_eq!(entries(&harness), before, "an order went somewhere");
    live_mut(&mut harness).input.cards.target = Some(2);
    harness.run_steps(3);
    click(&mut harness, words::GIVE_ORDER);
    assert!(entries(&harness) > before, "{:?}", live(&harness).refusal);
}

#[test]
fn an_exercise_that_stopped_is_offered_and_goes_on_where_it_was() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = started(records.path());
    click(&mut harness, "All cards");
    click(&mut harness, "Declare a critical incident");
    click(&mut harness, words::GIVE_ORDER);
    let Screen::Live(live) = &harness.state().screen else {
        panic!("the exercise is gone");
    };
    let secs = live.seen.view.clock.secs;
    let before = hash(live);
    drop(harness);

    let mut harness = crate::support::harness(records.path());
    click(&mut harness, "Resume");
    let Screen::Live(live) = &harness.state().screen else {
        panic!("the exercise was not resumed");
    };
    assert_eq!(live.seen.view.clock.secs, secs);
    assert_eq!(hash(live), before);
}

#[test]
fn an_unfinished_exercise_that_is_dismissed_is_offered_no_more_and_its_record_stays() {
    let records = tempfile::tempdir().expect("a folder");
    let harness = started(records.path());
    let record = live(&harness).seen.record.clone();
    drop(harness);
    let before = std::fs::read(&record).expect("it is on disk");

    let mut harness = crate::support::harness(records.path());
    harness.get_by_label("Resume");
    click(&mut harness, "Dismiss");
    assert!(harness.query_by_label("Resume").is_none());
    drop(harness);
    // Nor the next time; and whoever looks for it finds it, and goes on.
    let mut harness = crate::support::harness(records.path());
    assert!(harness.query_by_label("Resume").is_none());
    assert_eq!(std::fs::read(&record).expect("it is there"), before);
    harness
        .get_by_label_contains("Open Friday lunchtime")
        .click();
    harness.run_steps(2);
    harness.state_mut().wait();
    assert!(matches!(harness.state().screen, Screen::Live(_)));
}

#[test]
fn a_record_that_lies_elsewhere_is_opened_by_its_folder_and_what_is_none_is_told() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let harness = started(elsewhere.path());
    let record = live(&harness).seen.record.clone();
    drop(harness);
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = crate::support::harness(records.path());
    click(&mut harness, "Open a record");
    harness.state_mut().home.find.typed = records.path().display().to_string();
    click(&mut harness, "Open it");
    let trouble = harness.state().dialogs.trouble.clone().unwrap_or_default();
    assert!(trouble.contains("can't be opened as a record"), "{trouble}");
    let folder = record.parent().expect("its folder").display().to_string();
    harness.state_mut().home.find.typed = folder;
    click(&mut harness, "Open it");
    assert_eq!(live(&harness).seen.record, record);
}

#[test]
fn before_the_first_exercise_the_register_says_what_to_do() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = crate::support::harness(&records.path().join("none-yet"));
    click(&mut harness, "Register");
    harness.get_by_label_contains("Start here");
    assert!(
        harness
            .query_by_label_contains("There is no folder")
            .is_none()
    );
}

#[test]
fn the_report_is_saved_by_itself_once_the_exercise_has_ended() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = started(records.path());
    click(&mut harness, "ENDEX");
    click(&mut harness, "End the exercise");
    let record = live(&harness).seen.record.clone();
    harness.key_press(egui::Key::Enter);
    harness.run_steps(2);
    harness.state_mut().wait();
    harness.run_steps(2);
    assert!(
        matches!(harness.state().screen, Screen::Review(_)),
        "Enter goes on"
    );
    assert!(record.with_file_name("report.pdf").is_file());
    let saved = harness.state().saved().expect("it was saved").to_owned();
    assert!(saved.starts_with(records.path()) && saved.is_file());
    assert!(
        harness
            .query_by_label_contains("Saved: report.pdf")
            .is_some()
    );
    // What can't be opened here is told with the way to it, and nothing moves.
    harness
        .state_mut()
        .opens_with(|_| Err("No program here opens it.".to_owned()));
    let place = |harness: &egui_kittest::Harness<'static, wardroom::window::Shell>| {
        harness.get_by_label("Open report").rect()
    };
    let before = place(&harness);
    click(&mut harness, "Open report");
    harness.get_by_label("No program here opens it.");
    harness.get_by_label(&saved.display().to_string());
    harness.get_by_label("Copy the path");
    assert_eq!(place(&harness), before);
    click(&mut harness, "Understood");
    assert!(harness.query_by_label("Copy the path").is_none());
    harness.state_mut().opens_with(|path| {
        assert!(path.ends_with("report.pdf"));
        Ok(())
    });
    click(&mut harness, "Open report");
    assert!(harness.query_by_label("Copy the path").is_none());
    assert_eq!(place(&harness), before);
}

/// A long exercise, played in moves: the clock stops at each, and goes on when it is told to.
#[test]
fn the_clock_stops_between_two_moves_and_goes_on_when_it_is_told_to() {
    let records = tempfile::tempdir().expect("a folder");
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in wardroom::cli::STARTER {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        let text = text.replacen(
            "    injects: [",
            "    leaps: [Leap(at: \"09:00\", to: \"10:30\", told: \"An hour and a half goes by.\")],\n    injects: [",
            1,
        );
        std::fs::write(path, text).expect("written");
    }
    let mut shell = Shell::new(
        Some(&folder.path().join("exercise.ron")),
        records.path().to_path_buf(),
    );
    assert_eq!(shell.library.sound().count(), 1, "it is sound");
    shell.start(None);
    let mut harness = harness(records.path());
    *harness.state_mut() = shell;
    let live = live_mut(&mut harness);
    live.ask(Ask::Speed(60));
    live.ask(Ask::Run(true));
    for _ in 0..2_000 {
        live.frame(1.0);
    }
    let minute = |harness: &mut Harness<'static, Shell>| live_mut(harness).seen.view.clock.minute();
    assert_eq!(minute(&mut harness), 30);
    assert!(!live_mut(&mut harness).seen.view.clock.running);
    harness.run_steps(3);
    harness.get_by_label("An hour and a half goes by.");
    crate::support::click(&mut harness, "Go on to Mon 10:30");
    assert_eq!(minute(&mut harness), 120);
    assert!(live_mut(&mut harness).seen.view.leap.is_none());
}

#[test]
fn each_side_has_its_own_messages_questions_cards_and_room() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = harness_with("friday-across", records.path(), [1600.0, 900.0]);
    harness.state_mut().choose_by_id("friday-across");
    harness.state_mut().briefing.seed = "3".to_owned();
    harness.state_mut().start(None);
    live_mut(&mut harness).advance(90 * 60);
    harness.run_steps(4);
    let scenario = live(&harness).scenario().clone();
    let all = live(&harness).seen.view.team.messages.len();
    let mut each = 0;
    for of in scenario.organisation_ids() {
        let view = host(live(&harness)).exercise().team_view_of(of);
        let open = view
            .prompts
            .iter()
            .filter(|it| it.decided.is_none())
            .count();
        let short = &scenario.organisations[of.at()].short;
        let words = match open {
            0 => short.clone(),
            _ => format!("{short} · {open} open"),
        };
        click(&mut harness, &words);
        assert_eq!(live(&harness).seen.shows, Some(of));
        let shown = live(&harness).seen.view.team.clone();
        assert_eq!(shown.messages.len(), view.messages.len());
        each += view.messages.len();
        // The question that is put is one of theirs, and so is every card.
        if let Some(prompt) = live(&harness).input.decision.prompt {
            assert!(scenario.is_for(of, &scenario.prompts[prompt].by));
        }
        for card in &scenario.cards {
            let theirs = scenario.is_for(of, &card.by);
            let found = harness.query_all_by_label(&card.title).count();
            assert!(theirs || found == 0, "{} is not {short}'s", card.title);
        }
        // Their room shows what came to them last.
        let last = view.messages.first().map(|message| message.source);
        assert_eq!(
            live(&harness).seen.rooms[&of]
                .message
                .as_ref()
                .map(|it| it.source),
            last
        );
    }
    assert!(each >= all, "a message was nobody's");
    // A room's window is opened for the side that is shown.
    click(&mut harness, "Room display");
    let board = live(&harness).seen.room_of();
    assert_eq!(
        harness
            .state()
            .rooms
            .open
            .iter()
            .copied()
            .collect::<Vec<_>>(),
        [board]
    );
}

#[test]
fn after_endex_no_card_can_be_played_and_a_note_can_still_be_made() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = started(records.path());
    live_mut(&mut harness).command(wardroom_core::exercise::Command::End);
    harness.run_steps(3);
    assert!(harness.query_by_label("All cards").is_none());
    click(&mut harness, "Note");
    assert!(harness.query_by_label("Record the note").is_some());
}
