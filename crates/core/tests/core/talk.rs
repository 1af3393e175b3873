//! What people say, think and propose is on record, changes no state, and reaches those alone whom it
//! concerns.

use crate::repository;
use crate::support::friday;
use std::sync::Arc;
use wardroom_core::exercise::{Command, Speaker, Voice};
use wardroom_core::host::{Ask, Asker, Host, Request, Unasked};
use wardroom_core::record::people::{PersonField, Typed, typed_in_command, typed_in_event};
use wardroom_core::record::{Header, open, replay, wire};
use wardroom_core::scenario::{PromptId, RoleId, Scenario};
use wardroom_core::timeline;

const REAL: &str = "2026-05-01T09:00:00Z";

fn host(scenario: &Arc<Scenario>) -> Host<Vec<u8>> {
    let header = Header::new(scenario, 4172, None, Vec::new(), REAL.to_owned());
    Host::start(scenario, header, None, Vec::new()).expect("it starts")
}

fn enter(host: &mut Host<Vec<u8>>, by: Asker, command: Command) -> Result<(), Unasked> {
    let ask = Ask::Enter(command);
    host.ask(&Request { by, ask }, REAL)
}

fn say(by: Voice, to: Voice, text: &str) -> Command {
    let text = text.to_owned();
    Command::Say { by, to, text }
}

/// Goes on until something is asked, and says what, and of whom.
fn until_asked(host: &mut Host<Vec<u8>>) -> (PromptId, Vec<RoleId>) {
    for minute in 1.. {
        host.advance(minute * 60, REAL);
        let asked = host.exercise().team_view().prompts;
        if let Some(put) = asked.first() {
            let by = host.scenario().prompts[put.prompt].by.clone();
            return (put.prompt.into(), by);
        }
    }
    panic!("nothing is asked");
}

fn lean(prompt: PromptId, by: RoleId, option: usize) -> Command {
    Command::Lean {
        prompt,
        by,
        name: "Aisha".to_owned(),
        option,
        because: "Every hour counts.".to_owned(),
        confidence: 4,
    }
}

#[test]
fn talk_is_on_record_changes_no_state_and_is_played_again() {
    let scenario = friday();
    let mut host = host(&scenario);
    let (prompt, by) = until_asked(&mut host);
    let before = host.exercise().hash();
    let card = scenario.cards.iter().position(|it| {
        it.target == wardroom_core::scenario::TargetKind::Nothing && !it.by.is_empty()
    });
    let card = card.expect("a card without a target");
    let proposer = scenario.cards[card].by[0];
    let me = by[0];
    for (asker, command) in [
        (
            Asker::Role(me),
            say(Voice::Role(me), Voice::Facilitator, "Is the bleep real?"),
        ),
        (
            Asker::Facilitator,
            say(
                Voice::Facilitator,
                Voice::Role(me),
                "It is part of the story.",
            ),
        ),
        (
            Asker::Role(me),
            say(
                Voice::Role(me),
                Voice::Somebody("Ward 11".to_owned()),
                "How many can go?",
            ),
        ),
        (Asker::Role(me), lean(prompt, me, 1)),
        (
            Asker::Role(proposer),
            Command::Propose {
                card: card.into(),
                target: None,
                by: proposer,
                because: "It is time.".to_owned(),
            },
        ),
        (
            Asker::Evaluator,
            Command::NoDuff {
                by: "Nia".to_owned(),
                text: "A real fall.".to_owned(),
            },
        ),
    ] {
        enter(&mut host, asker, command).expect("taken");
    }
    assert_eq!(host.exercise().hash(), before, "no state is changed");
    host.ask(&Request::of_facilitator(Ask::Run(true)), REAL)
        .expect("may");
    host.advance(host.exercise().secs() + 600, REAL);
    let record = host.into_store();
    let opened = open(&record).expect("a sound record");
    let again = replay(&opened).expect("it plays again");
    let story = wardroom_core::record::Story::of(&scenario);
    let said: Vec<String> = timeline::lines(&story, &again.events)
        .into_iter()
        .map(|line| line.title)
        .collect();
    let card = format!(
        "Proposed: {}",
        story.card_in_words(&scenario.cards[card].id, None)
    );
    for words in [
        "Is the bleep real?",
        "How many can go?",
        "No duff: something real has happened",
        &card,
    ] {
        assert!(said.iter().any(|it| it == words), "{words}: {said:?}");
    }
    let option = format!(
        "Own answer: {}",
        scenario.prompts[prompt.at()].options[1].title
    );
    assert!(said.contains(&option), "{option}");
}

#[test]
fn a_chair_speaks_and_thinks_in_its_own_name_only() {
    let scenario = friday();
    let mut host = host(&scenario);
    let (prompt, by) = until_asked(&mut host);
    let me = by[0];
    let stranger = (0..scenario.roles.len())
        .map(RoleId::from)
        .find(|it| !by.contains(it))
        .expect("one who is not asked");
    for (asker, command) in [
        (Asker::Role(stranger), lean(prompt, me, 0)),
        (
            Asker::Role(stranger),
            say(Voice::Role(me), Voice::Facilitator, "x"),
        ),
        (
            Asker::Role(me),
            say(Voice::Facilitator, Voice::Role(stranger), "x"),
        ),
        (
            Asker::Role(me),
            say(Voice::Somebody("Ward".to_owned()), Voice::Role(me), "x"),
        ),
        (
            Asker::Evaluator,
            say(Voice::Role(me), Voice::Facilitator, "x"),
        ),
    ] {
        let told = enter(&mut host, asker, command);
        assert_eq!(told, Err(Unasked::NotYours));
    }
    for command in [
        lean(prompt, stranger, 0),
        lean(prompt, me, 99),
        say(Voice::Role(me), Voice::Role(me), "x"),
        say(Voice::Role(me), Voice::Facilitator, "  "),
        say(Voice::Role(me), Voice::Facilitator, &"x".repeat(2_001)),
        say(Voice::Facilitator, Voice::Somebody("Ward".to_owned()), "x"),
    ] {
        let by = Asker::Role(command.of_role().unwrap_or(me));
        let told = enter(&mut host, by, command.clone());
        assert!(told.is_err(), "{command:?}");
    }
    assert!(host.commands().is_empty());
}

#[test]
fn a_chair_sees_its_own_answer_and_the_rooms_once_it_was_shown() {
    let scenario = friday();
    let mut host = host(&scenario);
    let (prompt, by) = until_asked(&mut host);
    let id = scenario.prompts[prompt.at()].id.clone();
    let (one, two) = (by[0], by[1]);
    for (role, option) in [(one, 0), (two, 1), (one, 1)] {
        enter(&mut host, Asker::Role(role), lean(prompt, role, option)).expect("taken");
    }
    let leant = host.role(one).leant.remove(&id).expect("asked");
    assert_eq!(leant.own.map(|it| it.option), Some(1), "the last counts");
    assert_eq!((leant.answered, leant.asked), (2, by.len()));
    assert!(leant.hands.is_empty() && leant.taken.is_none());
    let mut hands = vec![0; scenario.prompts[prompt.at()].options.len()];
    for leaning in host.leanings(prompt).values() {
        hands[leaning.option] += 1;
    }
    enter(
        &mut host,
        Asker::Facilitator,
        Command::Hands { prompt, hands },
    )
    .expect("shown");
    let shown = host.role(two).leant.remove(&id).expect("asked").hands;
    assert_eq!(shown[1], 2);
    let decide = Command::Decide {
        prompt,
        option: 0,
        by: one,
        because: "It spreads.".to_owned(),
        against: String::new(),
    };
    enter(&mut host, Asker::Facilitator, decide).expect("decided");
    enter(&mut host, Asker::Role(two), lean(prompt, two, 0)).expect("kept");
    let leant = host.role(two).leant.remove(&id).expect("asked");
    assert!(leant.own.expect("kept").late, "it came after the decision");
    assert_eq!(leant.taken.expect("decided").because, "It spreads.");
}

#[test]
fn nobody_hears_what_others_say_to_each_other_but_those_who_watch() {
    let scenario = repository::shipped_scenario("friday-across");
    let mut host = host(&scenario);
    let [one, two, other] = [RoleId(0), RoleId(1), RoleId(2)];
    let text = "Between the two of us: the well is dry.";
    enter(
        &mut host,
        Asker::Role(one),
        say(Voice::Role(one), Voice::Role(two), text),
    )
    .expect("said");
    let talk = host.role(one).talk;
    assert!(talk[0].mine && talk[0].with == Speaker::Role(scenario.roles[1].id.clone()));
    assert!(!host.role(two).talk[0].mine);
    let view = serde_json::to_string(&host.role(other)).expect("plain data");
    assert!(!view.contains(text));
    for of in scenario.organisation_ids() {
        let room = serde_json::to_string(&host.room(of)).expect("plain data");
        assert!(!room.contains(text));
    }
    assert_eq!(host.evaluator().talk[0].text, text);
}

#[test]
fn no_duff_stops_the_clock_until_the_facilitator_has_it_run_again() {
    let mut host = host(&friday());
    host.ask(&Request::of_facilitator(Ask::Run(true)), REAL)
        .expect("may");
    let stop = Command::NoDuff {
        by: "ED consultant".to_owned(),
        text: String::new(),
    };
    enter(&mut host, Asker::Role(RoleId(0)), stop).expect("anybody may");
    assert!(!host.clock().running);
    assert_eq!(host.no_duff(), Some("ED consultant"));
    let run = Ask::Run(true);
    let by = Asker::Role(RoleId(0));
    assert_eq!(
        host.ask(
            &Request {
                by,
                ask: run.clone()
            },
            REAL
        ),
        Err(Unasked::NotYours)
    );
    host.ask(&Request::of_facilitator(run), REAL).expect("may");
    assert!(host.clock().running && host.no_duff().is_none());
}

#[test]
fn an_evaluator_sees_every_task_and_no_inject_that_is_to_come() {
    for scenario in repository::scenarios() {
        let mut host = host(&scenario);
        for hours in [0, 2, 6] {
            host.advance(hours * 3_600, REAL);
            let view = host.evaluator();
            let tasks: usize = view.objectives.iter().map(|it| it.tasks.len()).sum();
            assert_eq!(tasks, scenario.tasks.len());
            let all = serde_json::to_string(&view).expect("plain data");
            let over = host.exercise().ended();
            assert!(
                over || !all.contains("the exercise ended"),
                "{}",
                scenario.id
            );
            for inject in scenario.injects.iter().filter(|it| it.text.len() > 24) {
                assert!(
                    !all.contains(&inject.text),
                    "{}: {}",
                    scenario.id,
                    inject.id
                );
            }
        }
    }
}

#[test]
fn whoever_leaves_names_out_is_shown_every_word_that_was_typed() {
    let scenario = friday();
    let text = |word: &str| format!("zzq {word}");
    let by = RoleId(0);
    let commands = [
        Command::Say {
            by: Voice::Somebody(text("a")),
            to: Voice::Role(by),
            text: text("b"),
        },
        Command::Say {
            by: Voice::Role(by),
            to: Voice::Somebody(text("c")),
            text: text("d"),
        },
        Command::Lean {
            prompt: PromptId(0),
            by,
            name: text("e"),
            option: 0,
            because: text("f"),
            confidence: 3,
        },
        Command::Propose {
            card: scenario.names.cards["declare-critical"],
            target: None,
            by,
            because: text("g"),
        },
        Command::NoDuff {
            by: text("h"),
            text: text("i"),
        },
    ];
    let mut found = Vec::new();
    for command in &commands {
        let mut written = wire::Command::of(command, &scenario);
        assert_eq!(written.meant(&scenario).as_ref(), Ok(command), "as it was");
        typed_in_command(&mut written, &mut |typed, words: &mut String| {
            found.push((typed, std::mem::take(words)));
        });
        let left = format!("{written:?}");
        assert!(!left.contains("zzq"), "{left}");
    }
    assert_eq!(found.len(), 9);
    let named = found
        .iter()
        .filter(|(typed, _)| *typed == Typed::Person(PersonField::SaidBy));
    assert_eq!(named.count(), 2, "who leaned, who stopped it");

    let mut host = host(&scenario);
    let (prompt, by) = until_asked(&mut host);
    for (asker, command) in [
        (Asker::Role(by[0]), lean(prompt, by[0], 0)),
        (
            Asker::Role(by[0]),
            say(Voice::Role(by[0]), Voice::Facilitator, "Aisha asks."),
        ),
    ] {
        enter(&mut host, asker, command).expect("taken");
    }
    for event in host.events() {
        let mut what = event.what.clone();
        typed_in_event(&mut what, &mut |_, words: &mut String| words.clear());
        assert!(!format!("{what:?}").contains("Aisha"), "{what:?}");
    }
}
