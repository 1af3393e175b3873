//! Whoever is rung answers from the state, later, over what still carries a voice; it is on record, changes no
//! state, and comes out the same when it is played again.

use crate::repository;
use crate::support::friday;
use std::collections::BTreeSet;
use std::sync::Arc;
use wardroom_core::exercise::{Command, Contact, Query, Speaker, What};
use wardroom_core::host::{Ask, Asker, Host, Request, Unasked};
use wardroom_core::record::{Header, open, replay, wire};
use wardroom_core::scenario::{RoleId, Scenario};

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
