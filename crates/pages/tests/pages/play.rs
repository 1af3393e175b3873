//! What a chair is shown and sends: calls, messages, questions, cards, a report, talk; what comes after ENDEX.

use crate::table::{FULL, Table};
use axum::http::StatusCode;
use wardroom_core::exercise::{Command, Source, Speaker, Voice, What};
use wardroom_core::host::Ask;
use wardroom_core::record::open;
use wardroom_core::scenario::{ChannelKind, RoleId, TargetKind};

/// A role to which a message of a kind has come, and its number; time passes until then.
fn came(table: &mut Table, wanted: impl Fn(ChannelKind) -> bool) -> (RoleId, usize, String) {
    for minute in 1..4_000 {
        table.until(minute * 60);
        let shown = table.desk.shown();
        for (at, role) in shown.roles.iter().enumerate() {
            let found = role.messages().find(|(_, it)| wanted(it.letter.kind));
            if let Some((number, it)) = found {
                return (at.into(), number, it.letter.text.clone());
            }
        }
    }
    panic!("none came");
}

fn first_words(text: &str) -> String {
    text.split_whitespace()
        .take(6)
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn a_call_says_nothing_until_it_is_answered_and_stays_answered_on_every_device_of_the_chair() {
    let mut table = Table::new("friday-lunchtime", None);
    let (role, number, text) = came(&mut table, |it| it == ChannelKind::Phone);
    let cookie = table.sit(role, "Aisha");
    let words = first_words(&text);
    let here = format!("/m/{number}");
    for page in ["/now", "/messages", &here] {
        let told = table.get(page, &cookie).words();
        assert!(told.to_lowercase().contains("ringing"), "{page}: {told}");
        assert!(!told.contains(&words), "{page}");
    }
    let rung = table.fill(&here, &here, &cookie, "call=ring");
    assert_eq!(rung.to(), "/now");
    let answered = table.fill(&here, &here, &cookie, "call=answer");
    assert_eq!(answered.to(), here);
    assert!(table.get(&here, &cookie).words().contains(&words));
    let said = table.fill(&here, &here, &cookie, "call=reply&text=We+ring+back.");
    assert_eq!(said.to(), "/ask/answers");
    assert!(
        table
            .get("/ask/answers", &cookie)
            .words()
            .contains("We ring back.")
    );
}

#[test]
fn a_message_is_read_once_it_was_opened() {
    let mut table = Table::new("friday-lunchtime", None);
    let (role, number, text) = came(&mut table, |it| {
        matches!(
            it,
            ChannelKind::Email | ChannelKind::Bleep | ChannelKind::WalkIn
        )
    });
    let cookie = table.sit(role, "");
    let unread = |table: &mut Table| table.get("/messages", &cookie).words();
    let before = unread(&mut table);
    // An e-mail's subject is its heading; of every line the beginning stands there.
    let told = table.get(&format!("/m/{number}"), &cookie).words();
    for line in text.trim_start_matches("Subject: ").lines() {
        assert!(told.contains(&first_words(line)), "{line}");
    }
    assert_ne!(unread(&mut table), before);
    assert_eq!(table.get("/m/0", &cookie).status, StatusCode::NOT_FOUND);
    assert_eq!(table.get("/m/999", &cookie).status, StatusCode::NOT_FOUND);
    assert_eq!(table.get("/m/01", &cookie).status, StatusCode::NOT_FOUND);
}

#[test]
fn ones_own_answer_then_the_rooms_then_the_decision_at_one_address() {
    let mut table = Table::new("friday-lunchtime", None);
    let by = table.until_asked();
    let (one, two) = (table.sit(by[0], "Aisha"), table.sit(by[1], "Dev"));
    let prompt = table.host.exercise().team_view().prompts[0].prompt;
    let model = table.scenario.prompts[prompt].clone();
    let page = table.get("/q/1", &one).words();
    assert!(page.contains(&model.question) && page.contains(&model.options[1].title));
    let gave = table.fill("/q/1", "/q/1", &one, "option=1&because=It+spreads.&sure=4");
    assert_eq!(gave.to(), "/q/1");
    assert!(table.get("/q/1", &one).words().contains("It spreads."));
    let other = table.get("/q/1", &two).words();
    assert!(!other.contains("It spreads.") && !other.contains("What the room leaned to"));
    let gave = table.fill("/q/1", "/q/1", &two, "option=0&because=&sure=2");
    assert_eq!(gave.to(), "/q/1");
    let leanings = table.host.leanings(prompt.into());
    assert_eq!(
        (leanings.len(), leanings[&by[0]].name.as_str()),
        (2, "Aisha")
    );
    let mut hands = vec![0; model.options.len()];
    hands[0] = 1;
    hands[1] = 1;
    let prompt = prompt.into();
    table.enters(Command::Hands { prompt, hands });
    assert!(
        table
            .get("/q/1", &two)
            .words()
            .contains("What the room leaned to")
    );
    table.enters(Command::Decide {
        prompt,
        option: 0,
        by: by[0],
        because: "Every hour counts.".to_owned(),
        against: String::new(),
    });
    let decided = table.get("/q/1", &two).words();
    assert!(decided.contains("Every hour counts.") && decided.contains("Decided, question 1"));
    for wrong in ["option=99&sure=3", "option=1&sure=9", "option=1", "sure=3"] {
        let told = table.fill("/report", "/q/1", &one, wrong);
        assert_eq!(told.status, StatusCode::CONFLICT, "{wrong}");
    }
}

#[test]
fn a_card_is_proposed_and_played_by_the_chair_only_where_the_facilitator_allows_it() {
    let mut table = Table::new("friday-lunchtime", None);
    let card = table.scenario.names.cards["declare-critical"];
    let role = table.scenario.cards[card.at()].by[0];
    let cookie = table.sit(role, "");
    table.until(3_600);
    assert!(table.get("/cards", &cookie).words().contains("propose"));
    let page = "/card/declare-critical";
    let sent = table.fill(page, page, &cookie, "because=It+is+one.");
    assert_eq!(sent.to(), "/cards");
    let played = |table: &Table| {
        let mut events = table.host.events().iter();
        events.any(
            |it| matches!(&it.what, What::ActionStarted { card, .. } if card == "declare-critical"),
        )
    };
    assert!(!played(&table), "it was proposed");
    assert!(table.get("/cards", &cookie).words().contains("○ proposed"));
    table.house.change(|seats| seats.let_play(true));
    let sent = table.fill(page, page, &cookie, "because=It+is+one.");
    assert_eq!(sent.to(), "/cards");
    assert!(played(&table));
    assert!(table.get("/cards", &cookie).words().contains("● played"));
    assert_eq!(
        table.fill(page, page, &cookie, "because=").status,
        StatusCode::CONFLICT
    );
    let others = table
        .scenario
        .cards
        .iter()
        .find(|it| !it.by.contains(&role))
        .expect("another's");
    let path = format!("/card/{}", others.id);
    assert_eq!(table.get(&path, &cookie).status, StatusCode::NOT_FOUND);
    assert_eq!(
        table.fill(page, &path, &cookie, "because=x").status,
        StatusCode::NOT_FOUND
    );
}

#[test]
fn a_card_is_aimed_at_what_its_form_offers_only() {
    let mut table = Table::new("friday-lunchtime", None);
    let card = table.scenario.names.cards["isolate-segment"];
    let model = table.scenario.cards[card.at()].clone();
    assert_ne!(model.target, TargetKind::Nothing);
    let cookie = table.sit(model.by[0], "");
    table.until(600);
    let page = "/card/isolate-segment";
    for wrong in ["target=nowhere&because=x", "because=x"] {
        assert_eq!(
            table.fill(page, page, &cookie, wrong).status,
            StatusCode::CONFLICT
        );
    }
    let target = table.scenario.targets(model.target)[0];
    let id = table.scenario.target_id(target).to_owned();
    let sent = table.fill(
        page,
        page,
        &cookie,
        &format!("target={id}&because=It+spreads."),
    );
    assert_eq!(sent.to(), "/cards");
    let role = table.desk.shown().roles[model.by[0].at()].clone();
    assert!(
        role.view.proposed[0]
            .title
            .contains(table.scenario.target_name(target))
    );
}

#[test]
fn a_report_goes_in_the_roles_name_with_its_figures() {
    let mut table = Table::new("friday-lunchtime", None);
    let cookie = table.sit(RoleId(0), "");
    table.until(3_600);
    let sent = table.fill(
        "/report",
        "/report",
        &cookie,
        "major=Critical+incident&locked=12&services=x",
    );
    assert_eq!(sent.to(), "/report?sent");
    assert!(
        table
            .get("/report?sent", &cookie)
            .words()
            .contains("Your report has gone")
    );
    let by = table.scenario.roles[0].id.clone();
    let reported = table.host.events().iter().any(|it| {
        matches!(&it.what, What::Reported { by: role, figures: Some((said, _)), methane: Some(methane), .. }
            if *role == by && said.locked == Some(12) && said.services.is_none() && methane.major == "Critical incident")
    });
    assert!(reported);
    assert_eq!(
        table.fill("/report", "/report", &cookie, "locked=3").status,
        StatusCode::CONFLICT
    );
}

#[test]
fn asking_anybody_and_talk_between_chairs_reach_whom_they_are_for() {
    let mut table = Table::new("friday-lunchtime", None);
    let (one, two, three) = (
        table.sit(RoleId(0), "Aisha"),
        table.sit(RoleId(1), ""),
        table.sit(RoleId(2), ""),
    );
    table.until(60);
    let [first, second] = [0, 1].map(|at| table.scenario.roles[at].id.clone());
    let sent = table.fill(
        "/ask",
        "/ask",
        &one,
        "who=switchboard&else=&text=Who+is+in%3F",
    );
    assert_eq!(sent.to(), "/ask/answers");
    table.enters(Command::Say {
        by: Voice::Somebody("Switchboard".to_owned()),
        to: Voice::Role(RoleId(0)),
        text: "Nobody on two.".to_owned(),
    });
    assert!(
        table.get("/now", &one).body.contains("<b class=\"n\">1"),
        "a new answer"
    );
    assert!(
        table
            .get("/ask/answers", &one)
            .words()
            .contains("Nobody on two.")
    );
    assert!(!table.get("/now", &one).body.contains("<b class=\"n\">1<"));
    let sent = table.fill("/ask", "/ask", &one, "who=&else=&text=x");
    assert_eq!(sent.status, StatusCode::CONFLICT, "nobody was named");
    let to = format!("/talk/{second}");
    let sent = table.fill(&to, &to, &one, "text=Only+between+us.");
    assert_eq!(sent.to(), to);
    assert!(
        table
            .get(&format!("/talk/{first}"), &two)
            .words()
            .contains("Only between us.")
    );
    for page in [
        "/talk",
        &to,
        &format!("/talk/{first}"),
        "/ask/answers",
        "/now",
    ] {
        assert!(
            !table.get(page, &three).words().contains("Only between us."),
            "{page}"
        );
    }
    let sent = table.fill(
        "/talk/facilitator",
        "/talk/facilitator",
        &one,
        "text=Is+it+real%3F",
    );
    assert_eq!(sent.to(), "/talk/facilitator");
    let own = format!("/talk/{first}");
    assert_eq!(
        table.get(&own, &one).status,
        StatusCode::NOT_FOUND,
        "not with oneself"
    );
    assert_eq!(
        table.fill("/ask", &own, &one, "text=x").status,
        StatusCode::NOT_FOUND
    );
    let record = open(&table.host.store().bytes).expect("a sound record");
    assert!(record.commands().count() >= 4);
}

#[test]
fn whoever_is_rung_answers_in_some_minutes_without_the_facilitator() {
    let mut table = Table::new("friday-lunchtime", None);
    let (one, two) = (table.sit(RoleId(0), ""), table.sit(RoleId(1), ""));
    table.until(90 * 60);
    let form = "who=service-desk&else=&what=how-many&text=";
    let sent = table.fill("/ask", "/ask", &one, form);
    assert_eq!(sent.to(), "/ask/answers");
    let waits = table.get("/ask/answers", &one).words();
    assert!(waits.contains("How many are affected"), "{waits}");
    assert!(!waits.contains("Answered"), "not yet: {waits}");
    let again = table.fill("/ask", "/ask", &one, form);
    assert_eq!(
        again.status,
        StatusCode::CONFLICT,
        "one call at a time to each"
    );
    table.until(140 * 60);
    let came = table.get("/ask/answers", &one).words();
    assert!(came.contains("Answered"), "{came}");
    let said = table
        .host
        .events()
        .iter()
        .rev()
        .find_map(|it| match &it.what {
            What::Said {
                by: Speaker::Somebody(_),
                text,
                ..
            } => Some(first_words(text)),
            _ => None,
        });
    let said = said.expect("it was answered");
    assert!(came.contains(&said), "{said}: {came}");
    let other = table.get("/ask/answers", &two).words();
    assert!(!other.contains(&said), "it is not theirs: {other}");
    // Somebody beyond the catalogue, and what the catalogue does not ask, go to the facilitator.
    for form in [
        "who=&else=The+mayor&what=how-are-you&text=",
        "who=switchboard&else=&what=&text=Who+holds+the+keys%3F",
    ] {
        assert_eq!(table.fill("/ask", "/ask", &one, form).to(), "/ask/answers");
    }
    table.until(200 * 60);
    let came = table.get("/ask/answers", &one).words();
    assert_eq!(came.matches("Answered").count(), 1, "{came}");
}

#[test]
fn a_form_counts_once_and_gives_the_same_answer() {
    let mut table = Table::new("friday-lunchtime", None);
    let cookie = table.sit(RoleId(0), "");
    table.until(60);
    let id = table.get("/ask", &cookie).id();
    let body = format!("id={id}&who=switchboard&else=&text=Once.");
    let first = table.post("/ask", &cookie, &body);
    // What was acknowledged stands in the record.
    let kept = String::from_utf8_lossy(&table.host.store().bytes).into_owned();
    assert!(kept.contains("Once."));
    let again = table.post("/ask", &cookie, &body);
    assert_eq!((first.status, first.to()), (again.status, again.to()));
    let said = table
        .host
        .events()
        .iter()
        .filter(|it| matches!(it.what, What::Said { .. }));
    assert_eq!(said.count(), 1);
    for id in ["", "short", "zzzzzzzzzzzzzzzz"] {
        let told = table.post("/ask", &cookie, &format!("id={id}&who=switchboard&text=x"));
        assert_eq!(told.status, StatusCode::BAD_REQUEST);
    }
}

#[test]
fn a_muted_device_reads_and_is_not_heard() {
    let mut table = Table::new("friday-lunchtime", None);
    let cookie = table.sit(RoleId(0), "");
    table.until(60);
    let number = table.house.look(|seats| seats.people()[0].number);
    table.house.change(|seats| seats.mute(number, true));
    let told = table.fill("/ask", "/ask", &cookie, "who=switchboard&text=x");
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(told.words().contains("muted"));
    assert_eq!(table.get("/now", &cookie).status, StatusCode::OK);
    assert!(table.host.commands().is_empty());
}

/// What is real is heard from whoever says it; only as often as one device may.
#[test]
fn a_muted_device_can_say_that_something_real_has_happened() {
    let mut table = Table::new("friday-lunchtime", None);
    let cookie = table.sit(RoleId(0), "Aisha");
    table.asks(Ask::Run(true));
    table.until(60);
    let number = table.house.look(|seats| seats.people()[0].number);
    table.house.change(|seats| seats.mute(number, true));
    for _ in 0..50 {
        let told = table.fill("/ask", "/ask", &cookie, "who=switchboard&text=x");
        assert_eq!(told.status, StatusCode::CONFLICT);
    }
    let told = table.fill(
        "/no-duff",
        "/no-duff",
        &cookie,
        "text=Somebody+has+fainted.",
    );
    assert_eq!((told.status, told.to()), (StatusCode::SEE_OTHER, "/now"));
    assert_eq!(table.host.no_duff(), Some("Aisha"));
    assert!(!table.host.clock().running);
    let told = table.get("/now", &cookie).words();
    assert!(told.contains("This is real") && told.contains("Aisha"));
    let again = |table: &mut Table, nth: u32| {
        let form = format!("id={nth:016x}&text=");
        table.post("/no-duff", &cookie, &form).status
    };
    let came: Vec<StatusCode> = (1..=8).map(|nth| again(&mut table, nth)).collect();
    assert_eq!(came[..4], [StatusCode::SEE_OTHER; 4]);
    assert_eq!(came[4..], [StatusCode::CONFLICT; 4]);
}

#[test]
fn the_state_of_the_exercise_is_said_in_large() {
    let mut table = Table::new("friday-lunchtime", None);
    let cookie = table.sit(RoleId(0), "");
    table.asks(Ask::Run(true));
    assert!(table.get("/now", &cookie).words().contains("● running"));
    table.until(60);
    table.asks(Ask::Run(false));
    let paused = table.get("/now", &cookie).words();
    assert!(paused.contains("Paused") && paused.contains("Exercise"));
    table.asks(Ask::Discuss(true));
    assert!(table.get("/now", &cookie).words().contains("Discussion"));
    table.enters(Command::End);
    assert!(table.get("/now", &cookie).words().contains("Endex"));
    for page in ["/report", "/ask", "/talk/facilitator"] {
        assert!(
            !table.get(page, &cookie).body.contains("<form"),
            "{page} is closed"
        );
    }
}

#[test]
fn no_duff_stops_every_page_and_says_who() {
    let mut table = Table::new("friday-lunchtime", None);
    let (one, two) = (table.sit(RoleId(0), "Aisha"), table.sit(RoleId(1), ""));
    let (eyes, wall) = (table.evaluate("Nia"), table.screen(0));
    table.until(60);
    table.asks(Ask::Run(true));
    let sent = table.fill("/no-duff", "/no-duff", &one, "text=A+fall");
    assert_eq!(sent.to(), "/now");
    assert!(!table.host.clock().running);
    for (page, cookie) in [
        ("/now", &one),
        ("/messages", &two),
        ("/evaluate", &eyes),
        ("/room", &wall),
    ] {
        let told = table.get(page, cookie);
        assert!(told.words().contains("This is real"), "{page}");
        assert!(
            told.words().contains("Aisha") && !told.body.contains("class=\"ex\""),
            "{page}"
        );
    }
    let told = table.post("/ask", &two, "id=0123456789abcdef&who=switchboard&text=x");
    assert_eq!(told.status, StatusCode::CONFLICT);
    table.asks(Ask::Run(true));
    assert!(table.get("/now", &two).words().contains("● running"));
}

#[test]
fn after_endex_three_pages_become_one_answer_with_a_name_or_without() {
    let mut table = Table::new("friday-lunchtime", None);
    let (one, two) = (table.sit(RoleId(0), "Aisha"), table.sit(RoleId(1), "Dev"));
    table.until(600);
    assert_eq!(table.get("/after/1", &one).status, StatusCode::NOT_FOUND);
    table.enters(Command::End);
    let gave = table.fill(
        "/after/1",
        "/after/1",
        &one,
        "s-part=4&s-heard=3&group=Nurse&named=no",
    );
    assert_eq!(gave.to(), "/after/2");
    let objective = table.scenario.objectives[0].id.clone();
    let fields = format!("c-{objective}=2&h-{objective}-training=yes");
    assert_eq!(
        table.fill("/after/2", "/after/2", &one, &fields).to(),
        "/after/3"
    );
    let gave = table.fill("/after/3", "/after/3", &one, "well=We+spoke.&change=&next=");
    assert_eq!(gave.to(), "/after/4");
    let gave = table.fill(
        "/after/1",
        "/after/1",
        &two,
        "s-part=5&group=Porter&named=yes",
    );
    assert_eq!(gave.to(), "/after/2");
    let answers = &table.host.observations().answers;
    assert_eq!(answers.len(), 2);
    assert_eq!(
        (answers[0].name.as_str(), answers[1].name.as_str()),
        ("", "Dev")
    );
    assert_eq!(
        (answers[0].agrees["part"], answers[0].confidence[&objective]),
        (4, 2)
    );
    assert_eq!(
        (
            answers[0].well.as_str(),
            answers[0].support[&objective].len()
        ),
        ("We spoke.", 1)
    );
    let told = table.fill("/after/2", "/after/1", &two, "s-part=5&group=Nobody");
    assert_eq!(told.status, StatusCode::CONFLICT);
}

#[test]
fn numbers_of_messages_stay_whatever_comes_later() {
    let mut table = Table::new("friday-lunchtime", Some("typical"));
    let mut before: Vec<Vec<(usize, Source)>> = Vec::new();
    for hours in 1..6 {
        table.until(hours * 3_600);
        let now: Vec<Vec<(usize, Source)>> = table
            .desk
            .shown()
            .roles
            .iter()
            .map(|role| {
                role.messages()
                    .map(|(number, it)| (number, it.source))
                    .collect()
            })
            .collect();
        for (old, new) in before.iter().zip(&now) {
            assert!(old.iter().all(|it| new.contains(it)));
        }
        before = now;
    }
}

#[test]
fn what_could_not_be_written_is_said_not_to_be_on_disk_and_is_written_later() {
    let mut table = Table::new("friday-lunchtime", None);
    let cookie = table.sit(RoleId(0), "");
    table.until(60);
    let id = table.get("/ask", &cookie).id();
    let body = format!("id={id}&who=switchboard&else=&text=No+room.");
    FULL.with(|it| it.set(true));
    let told = table.post("/ask", &cookie, &body);
    assert_eq!(told.status, StatusCode::OK);
    assert!(told.words().contains("not on disk yet"), "{}", told.words());
    FULL.with(|it| it.set(false));
    table.host.flush();
    let kept = String::from_utf8_lossy(&table.host.store().bytes).into_owned();
    assert_eq!(
        kept.matches("No room.").count(),
        2,
        "the command, and what came of it"
    );
    let again = table.post("/ask", &cookie, &body);
    assert!(again.words().contains("not on disk yet"), "the same answer");
}
