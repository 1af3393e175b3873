//! Whoever is rung answers from the state, later, over what still carries a voice; it is on record, changes no
//! state, and comes out the same when it is played again.

use crate::repository;
use crate::support::{Small, friday, group, improvise, link, segment};
use std::collections::BTreeSet;
use std::sync::Arc;
use wardroom_core::exercise::{
    Accuracy, CallMade, Command, Contact, Exercise, Query, Speaker, What,
};
use wardroom_core::host::{Ask, Asker, Host, Request, Unasked};
use wardroom_core::record::wire::Effect;
use wardroom_core::record::{Header, open, replay, wire};
use wardroom_core::review::Finished;
use wardroom_core::scenario::{RoleId, Scenario, ServiceId, SystemId};

const REAL: &str = "2026-05-01T09:00:00Z";

fn host(scenario: &Arc<Scenario>, seed: u64) -> Host<Vec<u8>> {
    let header = Header::new(scenario, seed, None, Vec::new(), REAL.to_owned());
    Host::start(scenario, header, None, Vec::new()).expect("it starts")
}

fn ring(host: &mut Host<Vec<u8>>, by: RoleId, to: Contact, query: Query) -> Result<(), Unasked> {
    let ask = Ask::Enter(Command::Ring { by, to, query });
    let by = Asker::Role(by);
    host.ask(&Request { by, ask }, REAL)
}

/// What was said to a role, each with its second.
fn answers(host: &Host<Vec<u8>>, role: &str) -> Vec<(u64, String, String)> {
    let me = Speaker::Role(role.to_owned());
    let events = host.events().iter();
    events
        .filter_map(|event| match &event.what {
            What::Said {
                by: Speaker::Somebody(who),
                to,
                text,
            } if *to == me => Some((event.at_secs, who.clone(), text.clone())),
            _ => None,
        })
        .collect()
}

#[test]
fn an_answer_comes_in_some_minutes_and_changes_nothing() {
    let scenario = friday();
    let (mut asked, mut silent) = (host(&scenario, 7), host(&scenario, 7));
    for it in [&mut asked, &mut silent] {
        it.advance(90 * 60, REAL);
    }
    let by = RoleId::from(0);
    let everybody = Contact::all(&scenario, scenario.roles[0].of);
    ring(&mut asked, by, everybody[0], Query::HowAreYou).expect("rings");
    let again = ring(&mut asked, by, everybody[0], Query::SinceWhen);
    let why = again.expect_err("one call each").to_string();
    assert!(why.contains("still waiting"), "{why}");
    ring(&mut asked, by, everybody[1], Query::HowMany).expect("rings");
    ring(&mut asked, by, Contact::ServiceDesk, Query::WhenBack).expect("rings");
    let fourth = ring(&mut asked, by, Contact::Switchboard, Query::HowAreYou);
    let why = fourth.expect_err("three at once").to_string();
    assert!(why.contains("3 calls are open"), "{why}");
    assert!(answers(&asked, &scenario.roles[0].id).is_empty(), "not yet");
    for it in [&mut asked, &mut silent] {
        it.advance((90 + 48) * 60, REAL);
    }
    let came = answers(&asked, &scenario.roles[0].id);
    assert_eq!(came.len(), 3, "{came:?}");
    assert!(came.iter().all(|(at, ..)| *at > 90 * 60), "{came:?}");
    assert_eq!(asked.exercise().hash(), silent.exercise().hash());
    ring(&mut asked, by, everybody[0], Query::HowAreYou).expect("may again");
}

#[test]
fn a_record_with_calls_plays_again_to_the_same_answers() {
    let scenario = friday();
    let mut host = host(&scenario, 11);
    let everybody = Contact::all(&scenario, scenario.roles[0].of);
    for (nth, minute) in (60..600).step_by(30).enumerate() {
        host.advance(minute * 60, REAL);
        let to = everybody[nth % everybody.len()];
        let query = Query::ALL[nth % Query::ALL.len()];
        // Where telephones are down, some can't be rung.
        let _refused = ring(&mut host, RoleId::from(0), to, query);
    }
    host.advance(700 * 60, REAL);
    let before = answers(&host, &scenario.roles[0].id);
    assert!(before.len() >= 6, "{before:?}");
    let events = host.events().to_vec();
    let record = host.into_store();
    let again = replay(&open(&record).expect("sound")).expect("it plays again");
    assert_eq!(again.events, events);
}

/// All that people say, in every scenario, to every question, over a day in which little is done.
#[test]
fn what_is_answered_is_whole_in_every_scenario_and_names_no_ground_truth() {
    let mut wordings = BTreeSet::new();
    for name in [
        "clean-but-dark",
        "eight-weeks",
        "friday-across",
        "friday-lunchtime",
        "no-bloods",
        "hosted-record",
        "signed-out",
        "signed-out-board",
    ] {
        let path = repository::top().join(format!("scenarios/{name}.ron"));
        let scenario = repository::scenario(&path);
        let mut host = host(&scenario, 3);
        let roles = scenario.roles.len();
        let mut turn = 0;
        for minute in (30..scenario.ends_mins.min(1_440)).step_by(20) {
            host.advance(u64::from(minute) * 60, REAL);
            for role in 0..roles {
                let everybody = Contact::all(&scenario, scenario.roles[role].of);
                let to = everybody[turn % everybody.len()];
                let query = Query::ALL[(turn / everybody.len() + role) % Query::ALL.len()];
                let _refused = ring(&mut host, RoleId::from(role), to, query);
                turn += 1;
            }
        }
        for role in &scenario.roles {
            for (_, who, text) in answers(&host, &role.id) {
                assert!(!text.contains(['#', '{', '}']), "{who}: {text}");
                assert!(
                    !text.trim().is_empty() && text.chars().count() < 240,
                    "{who}: {text}"
                );
                assert!(text.ends_with(['.', '?']), "{who}: {text}");
                for word in ["infected", "dormant", "scanning", "compromised"] {
                    assert!(!text.contains(word), "nobody on a ward sees that: {text}");
                }
                wordings.insert(text);
            }
        }
    }
    assert!(wordings.len() > 150, "{} different answers", wordings.len());
}

#[test]
fn contacts_are_written_by_their_ids_and_read_again() {
    let scenario = friday();
    for of in scenario.organisation_ids() {
        for to in Contact::all(&scenario, of) {
            for query in Query::ALL {
                let by = RoleId::from(0);
                let command = Command::Ring { by, to, query };
                let written = wire::Command::of(&command, &scenario);
                assert_eq!(written.meant(&scenario), Ok(command));
            }
        }
    }
}

/// A laboratory of 40 computers whose one system stands in a room of its own.
fn laboratory() -> Small {
    Small {
        segments: [
            segment("lab", 40, false, &[group("desks", "Desktop", "win7", 40, 0)]),
            segment("rack", 40, false, &[group("racks", "Server", "win7", 1, 1)]),
        ]
        .concat(),
        links: [
            link("line", "net", "rack", "Web, Mail"),
            link("l-lab", "rack", "lab", "Clinical"),
        ]
        .concat(),
        more: "systems: [System(id: \"bank\", name: \"Bank\", gives: \"issue\", hosts: [\"racks\"], supplier: \"Bankwise\")],
             services: [Service(
                 id: \"blood\", name: \"Blood\", segments: [\"lab\"],
                 needs: [Need(what: System(\"bank\"), weight: Essential, loss: 1.0)],
                 paper: Paper(mobilise_mins: 30, holds: 0.5, endures_hours: 480, then: 0.5, meanwhile: \"by hand\"),
                 patients: Patients(day: 0, night: 0, high: 0.2, medium: 0.3),
                 reports_after_mins: 10,
             )],"
            .to_owned(),
        ..Small::default()
    }
}

/// One call, played until its answer came.
fn rung(exercise: &mut Exercise, to: Contact, query: Query) -> CallMade {
    let by = RoleId::from(0);
    exercise
        .apply(&Command::Ring { by, to, query })
        .expect("rings");
    let until = exercise.secs() + 20 * 60;
    exercise.advance(until);
    exercise.calls_made().last().cloned().expect("a call")
}

#[test]
fn what_was_answered_stands_beside_how_it_really_stood() {
    let mut exercise = Exercise::new(laboratory().checked(), 1);
    exercise.advance(58 * 60);
    improvise(&mut exercise, vec![Effect::IsolateSegment("rack".into())]);
    exercise.advance(80 * 60);
    let blood = Contact::Service(ServiceId::from(0));
    let call = rung(&mut exercise, blood, Query::HowAreYou);
    assert_eq!(
        (call.by.as_str(), call.to.as_str(), call.asked_secs),
        ("lead", "Blood", 80 * 60)
    );
    assert_eq!(call.asked, "How are things with you?");
    let answered = call.answered_secs.expect("it was answered");
    assert!((81 * 60..=95 * 60).contains(&answered), "{answered}");
    assert!(call.answer.contains("no Bank"), "{}", call.answer);
    assert_eq!(
        call.really,
        "stopped, at 0% of usual work since 12:58; without Bank"
    );
    assert_eq!(call.accuracy, Accuracy::Right);
    // Told to a quarter of an hour, up to ten minutes off: 12:45, or 13:00.
    let call = rung(&mut exercise, blood, Query::SinceWhen);
    assert!(
        call.answer.contains("12:45") || call.answer.contains("13:00"),
        "{}",
        call.answer
    );
    assert_eq!(call.really, "stopped, at 0% of usual work since 12:58");
    assert_eq!(call.accuracy, Accuracy::Right);
    let call = rung(&mut exercise, blood, Query::WhenBack);
    assert_eq!(call.accuracy, Accuracy::NoFact, "{}", call.answer);
    // From its own room the system is up, and nobody reaches it who needs it.
    let supplier = Contact::Supplier(SystemId::from(0));
    let call = rung(&mut exercise, supplier, Query::HowAreYou);
    assert_eq!(call.to, "Bankwise");
    assert_eq!(call.really, "Bank up; not reached where it is needed");
    assert_eq!(call.accuracy, Accuracy::Partly);
}

#[test]
fn nobody_sees_what_shows_nothing_and_the_desk_knows_what_was_reported() {
    // All of them infected at STARTEX, and none ever shows it.
    let silent = Small {
        first: vec![("desks", 40)],
        ..laboratory()
    };
    let mut exercise = Exercise::new(silent.checked(), 1);
    let call = rung(
        &mut exercise,
        Contact::Service(ServiceId::from(0)),
        Query::HowAreYou,
    );
    assert_eq!(
        call.really,
        "working as usual; no machine locked, 40 infected that show nothing"
    );
    assert_eq!(call.accuracy, Accuracy::Partly);
    // All of them lock in the first minutes, and word of it takes its time.
    let locking = Small {
        silent_mins: 0.1,
        ..silent
    };
    let mut exercise = Exercise::new(locking.checked(), 1);
    exercise.advance(60);
    let call = rung(&mut exercise, Contact::ServiceDesk, Query::HowAreYou);
    assert_eq!(call.really, "40 machines locked");
    assert_eq!(call.accuracy, Accuracy::OutOfDate, "{}", call.answer);
}

#[test]
fn a_call_that_was_never_answered_says_so_and_one_is_played_again_as_it_was() {
    let scenario = laboratory().checked();
    let mut exercise = Exercise::new(scenario, 1);
    exercise.advance(30 * 60);
    let ring = Command::Ring {
        by: RoleId::from(0),
        to: Contact::Switchboard,
        query: Query::HowAreYou,
    };
    exercise.apply(&ring).expect("rings");
    exercise.apply(&Command::End).expect("it can end");
    let calls = exercise.calls_made();
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].answered_secs, None);
    assert_eq!(calls[0].answer, "");
    assert_eq!(calls[0].accuracy, Accuracy::Unanswered);
    assert_eq!(calls[0].really, "telephones up");
    assert_eq!(CallMade::counted(&calls), "1 call: 1 no answer.");
}

/// What is told of calls after ENDEX comes from the seal: neither rules nor scenario are needed for it.
#[test]
fn calls_are_sealed_beside_the_truth_and_the_seal_is_what_a_replay_comes_to() {
    let scenario = friday();
    let mut host = host(&scenario, 11);
    let everybody = Contact::all(&scenario, scenario.roles[0].of);
    for (nth, minute) in (60..600).step_by(30).enumerate() {
        host.advance(minute * 60, REAL);
        let to = everybody[nth % everybody.len()];
        let query = Query::ALL[nth % Query::ALL.len()];
        let _refused = ring(&mut host, RoleId::from(0), to, query);
    }
    let ask = Ask::Enter(Command::End);
    let by = Asker::Facilitator;
    host.ask(&Request { by, ask }, REAL).expect("it ends");
    let made = host.exercise().calls_made();
    assert!(made.len() >= 6, "{made:?}");
    assert!(made.iter().any(|it| it.accuracy == Accuracy::Right));
    let said = answers(&host, &scenario.roles[0].id);
    for (at, who, text) in &said {
        let call = made
            .iter()
            .find(|it| it.answered_secs == Some(*at) && it.to == *who);
        assert_eq!(call.map(|it| &it.answer), Some(text), "{who}");
    }
    let opened = open(&host.into_store()).expect("sound");
    let sealed = opened.played().expect("it is sealed");
    assert_eq!(sealed.rung(), made);
    let again = replay(&opened).expect("it plays again, to the same seal");
    assert_eq!(again.exercise.calls_made(), made);
    let finished = Finished::from_record(&opened).expect("it can be judged");
    assert_eq!(finished.calls(), made);
}

#[test]
fn a_scenario_has_its_own_people_speak_in_their_own_words() {
    let mut small = laboratory();
    let own = [
        "We're down to the emergency fridge.",
        "Nothing's being matched. Emergency fridge only.",
    ];
    let says = format!(
        "says: [Saying(to: HowAreYou, stands: Stopped, words: [\"{}\", \"{}\"])], reports_after_mins: 10,",
        own[0], own[1]
    );
    small.more = small.more.replace("reports_after_mins: 10,", &says);
    let mut exercise = Exercise::new(small.checked(), 1);
    let blood = Contact::Service(ServiceId::from(0));
    let mut told = BTreeSet::new();
    let call = rung(&mut exercise, blood, Query::HowAreYou);
    assert!(!own.contains(&call.answer.as_str()), "not while it works");
    improvise(&mut exercise, vec![Effect::IsolateSegment("rack".into())]);
    for _ in 0..12 {
        let call = rung(&mut exercise, blood, Query::HowAreYou);
        assert!(own.contains(&call.answer.as_str()), "{}", call.answer);
        assert_eq!(call.accuracy, Accuracy::Right);
        told.insert(call.answer);
    }
    assert_eq!(told.len(), 2, "one and the other");
    let call = rung(&mut exercise, blood, Query::CanYouTake);
    assert!(!own.contains(&call.answer.as_str()), "another question");
}
