//! A running exercise has one owner: who may ask for what, what each is shown, and that nothing that
//! was not released can be reached from what a room or a chair sees.

use crate::repository;
use crate::support::friday;
use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;
use wardroom_core::exercise::{Command, Source};
use wardroom_core::host::{Ask, Asker, Host, Request, Unasked, WhenAsked};
use wardroom_core::record::{Header, Opened, Store, open};
use wardroom_core::scenario::{Fires, InjectId, RoleId, Scenario};
use wardroom_core::views::{Looks, Takes};

/// A record that is kept nowhere.
#[derive(Debug, Default)]
struct Nowhere;

impl Store for Nowhere {
    fn append(&mut self, _: &[u8], _: bool) -> io::Result<()> {
        Ok(())
    }

    fn cut_back(&mut self, _: u64) -> io::Result<()> {
        Ok(())
    }
}

pub const REAL: &str = "2026-05-01T09:00:00Z";

fn host(scenario: &Arc<Scenario>, team: Option<&str>) -> Host<Nowhere> {
    let team = team.map(|id| {
        let found = scenario.teams.iter().find(|it| it.id == id);
        found.expect("such a team").clone()
    });
    let header = Header::new(scenario, 4172, None, Vec::new(), REAL.to_owned());
    Host::start(scenario, header, team, Nowhere).expect("it starts")
}

fn ask(host: &mut Host<Nowhere>, by: Asker, ask: Ask) -> Result<(), Unasked> {
    host.ask(&Request { by, ask }, REAL)
}

fn declare(by: RoleId) -> Ask {
    Ask::Enter(Command::Play {
        card: friday().names.cards["declare-critical"],
        target: None,
        by,
        because: "It is one.".to_owned(),
    })
}

/// A record that is kept in memory.
#[derive(Debug, Default)]
pub struct Kept(pub Vec<u8>);

impl Store for Kept {
    fn append(&mut self, text: &[u8], _: bool) -> io::Result<()> {
        self.0.extend_from_slice(text);
        Ok(())
    }

    fn cut_back(&mut self, len: u64) -> io::Result<()> {
        self.0
            .truncate(usize::try_from(len).expect("a small record"));
        Ok(())
    }
}

/// Opens the record of a host, which must say of head and observations what the host says.
fn opened_as_held(host: &Host<Kept>) -> Opened {
    let opened = open(&host.store().0).expect("a sound record");
    assert_eq!(&opened.header, host.header());
    let told = |it: &wardroom_core::assessment::Observations| format!("{it:?}");
    assert_eq!(told(&opened.observations()), told(host.observations()));
    opened
}

#[test]
fn who_plays_and_what_was_seen_is_what_the_record_says_from_start_and_on_and_in_a_branch() {
    let scenario = friday();
    let header = Header {
        evaluators: vec!["Eve".to_owned()],
        ..Header::new(
            &scenario,
            4172,
            Some("typical".to_owned()),
            Vec::new(),
            REAL.to_owned(),
        )
    };
    let note = Ask::Enter(Command::Note {
        by: "Eve".to_owned(),
        text: "They asked twice.".to_owned(),
        task: None,
        rating: None,
        inject: None,
    });
    let mut host = Host::start(&scenario, header, None, Kept::default()).expect("it starts");
    host.ask(&Request::of_facilitator(note.clone()), REAL)
        .expect("a note");
    host.advance(3_600, REAL);
    let opened = opened_as_held(&host);
    assert_eq!(host.observations().notes.len(), 1);
    assert!(host.observations().by_script);

    let later = "2026-05-02T09:00:00Z".to_owned();
    let branch = host
        .branch(&opened, later.clone(), Kept::default())
        .expect("it branches off");
    opened_as_held(&branch);
    assert_eq!(branch.observations().notes.len(), 1);
    // People go on where a script had begun.
    assert!(!branch.observations().by_script);
    let parent = branch.header().parent.as_ref().expect("a branch");
    assert_eq!(
        (&branch.header().started, parent.started.as_str()),
        (&later, REAL)
    );

    let mut on = Host::go_on(&opened, Kept(host.store().0.clone())).expect("it goes on");
    on.ask(&Request::of_facilitator(note), REAL)
        .expect("a note");
    opened_as_held(&on);
    assert_eq!(on.observations().notes.len(), 2);
}

#[test]
fn a_role_asks_in_its_own_name_only_and_an_evaluator_only_notes() {
    let scenario = friday();
    let mut host = host(&scenario, None);
    let card = scenario
        .cards
        .iter()
        .find(|it| it.id == "declare-critical")
        .expect("the card");
    let may = card.by[0];
    let mut roles = (0..scenario.roles.len()).map(RoleId::from);
    let other = roles.find(|it| *it != may).expect("another role");
    let before = host.exercise().hash();
    for (by, asked) in [
        (Asker::Role(other), declare(may)),
        (Asker::Role(may), Ask::Run(true)),
        (Asker::Role(may), Ask::LookBack(0)),
        (
            Asker::Role(may),
            Ask::Enter(Command::Release {
                inject: InjectId(0),
            }),
        ),
        (Asker::Role(may), Ask::Enter(Command::End)),
        (Asker::Evaluator, declare(may)),
        (Asker::Evaluator, Ask::Jump("13:00".to_owned())),
    ] {
        let told = ask(&mut host, by.clone(), asked.clone());
        assert_eq!(told, Err(Unasked::NotYours), "{by:?} {asked:?}");
    }
    assert_eq!(host.exercise().hash(), before, "nothing was done");
    let note = Ask::Enter(Command::Note {
        by: "Evaluator".to_owned(),
        text: "They waited.".to_owned(),
        task: None,
        rating: None,
        inject: None,
    });
    ask(&mut host, Asker::Evaluator, note).expect("a note");
    ask(&mut host, Asker::Role(may), declare(may)).expect("its own card");
    assert_eq!(host.commands().len(), 2);
}

#[test]
fn while_the_past_is_looked_at_the_room_sees_the_present_and_nothing_is_entered() {
    let scenario = friday();
    let mut host = host(&scenario, Some("typical"));
    host.advance(3 * 3_600, REAL);
    let of = scenario.organisation_ids().next().expect("one");
    let (room, hash) = (host.room(of), host.exercise().hash());
    ask(&mut host, Asker::Facilitator, Ask::LookBack(3_600)).expect("it was played");
    let seen = host.console(&Looks::default());
    assert_eq!(
        (seen.clock.secs, seen.clock.stands_at_secs),
        (3_600, 10_800)
    );
    assert!(seen.log.iter().all(|line| line.event.at_secs <= 3_600));
    assert!(seen.forecast.is_none() && seen.leap.is_none());
    assert_eq!(host.room(of), room);
    let told = ask(&mut host, Asker::Facilitator, declare(RoleId(0)));
    assert_eq!(told, Err(Unasked::InThePast));
    ask(&mut host, Asker::Facilitator, Ask::ReturnToNow).expect("back");
    assert_eq!(host.exercise().hash(), hash);
}

/// The room is replayed what its own view held at each of those moments, and nothing before ENDEX.
#[test]
fn the_day_once_more_is_what_the_rooms_knew_then() {
    for scenario in [friday(), repository::shipped_scenario("friday-across")] {
        let mut host = host(&scenario, Some("typical"));
        let mut seen = Vec::new();
        let ends_secs: u64 = 10 * 3_600;
        for step in 0..=20 {
            host.advance(ends_secs * step / 20, REAL);
            let rooms = scenario.organisation_ids().map(|of| host.room(of));
            seen.push(rooms.map(|it| (it.clock, it.known)).collect::<Vec<_>>());
        }
        assert!(host.days(21).is_empty(), "nothing before ENDEX");
        ask(&mut host, Asker::Facilitator, Ask::Enter(Command::End)).expect("may");
        let days = host.days(21);
        assert_eq!(days.len(), scenario.organisations.len());
        for of in scenario.organisation_ids() {
            let day = &days[&of];
            assert_eq!(day.len(), seen.len());
            for (moment, then) in day.iter().zip(&seen) {
                let (clock, known) = &then[of.at()];
                assert_eq!((&moment.clock, &moment.known), (clock, known));
            }
            // What was ordered is due, or done; nothing is told before it was decided.
            let last = host.room(of).decided;
            let told = &day.last().expect("one").decided;
            assert_eq!(told[..], last[..last.len().min(3)]);
            assert!(day[0].decided.len() <= told.len());
        }
    }
}

#[test]
fn a_price_is_told_and_nothing_is_taken() {
    let scenario = friday();
    let mut host = host(&scenario, None);
    host.advance(90 * 60, REAL);
    let before = host.exercise().hash();
    let card = scenario.names.cards["isolate-segment"].at();
    let targets = scenario.targets(scenario.cards[card].target);
    let by = scenario.cards[card].by.first().copied();
    let takes = Takes::Card(card, targets.first().copied(), by);
    let looks = Looks {
        prices: vec![takes.clone()],
        ..Looks::default()
    };
    let seen = host.console(&looks);
    let price = seen.price_of(&takes).expect("asked").as_ref().expect("one");
    assert!(!price.people.is_empty() || price.done.is_some());
    assert_eq!(host.exercise().hash(), before);
}

#[test]
fn two_views_of_the_same_moment_are_the_same() {
    let scenario = friday();
    let mut host = host(&scenario, Some("typical"));
    host.advance(2 * 3_600, REAL);
    let looks = Looks::default();
    assert!(host.console(&looks) == host.console(&looks));
    let before = host.console(&looks);
    host.advance(2 * 3_600 + 60, REAL);
    assert!(host.console(&looks) != before);
}

/// Every text that can be reached from a view.
fn texts(value: &serde_json::Value, found: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::String(text) => drop(found.insert(text.clone())),
        serde_json::Value::Array(items) => items.iter().for_each(|it| texts(it, found)),
        serde_json::Value::Object(fields) => fields.values().for_each(|it| texts(it, found)),
        _ => {}
    }
}

/// What of a scenario may not be reached at this moment, each with why.
fn secrets(
    scenario: &Scenario,
    host: &Host<Nowhere>,
    role: Option<usize>,
) -> Vec<(String, String)> {
    let team = host.exercise().team_view();
    let arrived = |at: usize| {
        let mut came = team.messages.iter();
        came.any(|it| it.source == Source::Inject(at))
    };
    let mut found = Vec::new();
    for (at, inject) in scenario.injects.iter().enumerate() {
        let to_others = role.is_some_and(|role| inject.to.iter().all(|it| it.at() != role));
        if !arrived(at) || to_others {
            found.push((inject.text.clone(), format!("the text of {}", inject.id)));
        }
        if !arrived(at) {
            found.push((inject.title.clone(), format!("the title of {}", inject.id)));
        }
        if !inject.expect.is_empty() {
            found.push((inject.expect.clone(), format!("what {} expects", inject.id)));
        }
    }
    for (at, prompt) in scenario.prompts.iter().enumerate() {
        let asked = team.prompts.iter().any(|it| it.prompt == at);
        let to_others = role.is_some_and(|role| prompt.by.iter().all(|it| it.at() != role));
        if !asked || to_others {
            found.push((
                prompt.question.clone(),
                format!("the question {}", prompt.id),
            ));
        }
    }
    // A card or an option may be called as the task is.
    let options = || scenario.prompts.iter().flat_map(|it| &it.options);
    let on_the_table = |title: &str| {
        scenario.cards.iter().any(|it| it.title.contains(title))
            || options().any(|it| it.title.contains(title))
    };
    for task in scenario.tasks.iter().filter(|it| !on_the_table(&it.title)) {
        found.push((task.title.clone(), format!("the task {}", task.id)));
    }
    found
}

#[test]
fn nothing_that_was_not_released_is_reached_from_a_chair_or_a_room() {
    for scenario in repository::scenarios() {
        let team = scenario.teams.first().map(|it| it.id.clone());
        let mut host = host(&scenario, team.as_deref());
        let ends = u64::from(scenario.ends_mins) * 60;
        let mut looked = 0;
        for part in 0..6 {
            host.advance(ends * part / 6, REAL);
            for role in 0..scenario.roles.len() {
                let view = host.role(role.into());
                let mut reached = BTreeSet::new();
                let value = serde_json::to_value(&view).expect("plain data");
                texts(&value, &mut reached);
                for (secret, what) in secrets(&scenario, &host, Some(role)) {
                    looked += 1;
                    let all = reached.iter();
                    let leak = all
                        .clone()
                        .find(|text| secret.len() > 24 && text.contains(&secret));
                    assert!(
                        leak.is_none(),
                        "{}: {} reaches {what}",
                        scenario.id,
                        view.role
                    );
                }
            }
            for of in scenario.organisation_ids() {
                let value = serde_json::to_value(host.room(of)).expect("plain data");
                let mut reached = BTreeSet::new();
                texts(&value, &mut reached);
                for (secret, what) in secrets(&scenario, &host, None) {
                    let leak = reached
                        .iter()
                        .find(|it| secret.len() > 24 && it.contains(&secret));
                    assert!(leak.is_none(), "{}: a room reaches {what}", scenario.id);
                }
            }
        }
        assert!(looked > 1_000, "{}: {looked}", scenario.id);
    }
}

#[test]
fn the_clock_begins_at_the_pace_of_the_scenario_and_heeds_a_question_in_the_minute_in_which_it_comes()
 {
    let scenario = friday();
    let mut host = host(&scenario, None);
    // The first part of its run sheet: an hour and a half of the story in thirty minutes.
    assert_eq!(host.clock().speed, 3);
    ask(&mut host, Asker::Facilitator, Ask::Speed(600)).expect("may");
    ask(
        &mut host,
        Asker::Facilitator,
        Ask::WhenAsked(WhenAsked::Stop),
    )
    .expect("may");
    ask(&mut host, Asker::Facilitator, Ask::Run(true)).expect("may");
    for _ in 0..200 {
        host.pass(0.5, REAL);
    }
    let asked = host.exercise().team_view().prompts;
    assert_eq!(asked.len(), 1, "it stops at the first");
    assert_eq!(host.exercise().secs(), u64::from(asked[0].asked) * 60);
    assert!(!host.clock().running);

    // Slowed, half a second is five seconds of the story until it is decided or overdue.
    ask(
        &mut host,
        Asker::Facilitator,
        Ask::WhenAsked(WhenAsked::Slow),
    )
    .expect("may");
    ask(&mut host, Asker::Facilitator, Ask::Run(true)).expect("may");
    assert_eq!((host.clock().speed, host.clock().really), (600, 10));
    let before = host.exercise().secs();
    host.pass(0.5, REAL);
    assert_eq!(host.exercise().secs(), before + 5);
    let left = u64::from(asked[0].due) * 60 - host.exercise().secs();
    host.advance(host.exercise().secs() + left + 60, REAL);
    let again = host.exercise().team_view().prompts;
    if again.iter().all(|it| it.lapsed) {
        assert_eq!(host.clock().really, 600, "overdue is not open");
    }
}

#[test]
fn what_was_skipped_or_held_waits_for_its_moment_again_and_what_was_sent_does_not() {
    let scenario = friday();
    let mut host = host(&scenario, None);
    let mut untouched = self::host(&scenario, None);
    let at = scenario
        .injects
        .iter()
        .position(|it| matches!(it.fires, Fires::At(at) if at > 5));
    let inject = InjectId::from(at.expect("one with a time"));
    let enter = |command| Ask::Enter(command);
    for command in [
        Command::Skip { inject },
        Command::Resume { inject },
        Command::Hold { inject },
        Command::Resume { inject },
    ] {
        ask(&mut host, Asker::Facilitator, enter(command)).expect("it can be");
    }
    let again = ask(
        &mut host,
        Asker::Facilitator,
        enter(Command::Resume { inject }),
    );
    assert!(again.is_err(), "it waits already");
    host.advance(6 * 3_600, REAL);
    untouched.advance(6 * 3_600, REAL);
    assert_eq!(host.exercise().hash(), untouched.exercise().hash());
    assert!(
        ask(
            &mut host,
            Asker::Facilitator,
            enter(Command::Resume { inject })
        )
        .is_err()
    );
}
