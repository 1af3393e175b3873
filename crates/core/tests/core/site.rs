//! What the facilitator of one organisation's site is shown and may ask: its own side, and nothing of the
//! truth or of another's.

use crate::repository;
use std::sync::Arc;
use wardroom_core::exercise::{Command, Voice};
use wardroom_core::host::{Ask, Asker, Host, Request, Unasked};
use wardroom_core::record::{Header, forget, open};
use wardroom_core::scenario::{InjectId, OrganisationId, Rating, RoleId, Scenario};
use wardroom_core::views::Looks;

const REAL: &str = "2026-05-01T09:00:00Z";

fn across() -> Arc<Scenario> {
    let found = wardroom_core::scenario::check("friday-across.ron", &repository::shipped);
    Arc::new(found.expect("a shipped scenario"))
}

fn host(scenario: &Arc<Scenario>) -> Host<Vec<u8>> {
    let header = Header::new(scenario, 4172, None, Vec::new(), REAL.to_owned());
    Host::start(scenario, header, None, Vec::new()).expect("it starts")
}

fn ask(host: &mut Host<Vec<u8>>, by: Asker, command: Command) -> Result<(), Unasked> {
    let ask = Ask::Enter(command);
    host.ask(&Request { by, ask }, REAL)
}

/// The first role of an organisation, and the first of another.
fn roles(scenario: &Scenario) -> (OrganisationId, RoleId, RoleId) {
    let of = scenario.roles[0].of;
    let other = scenario.roles.iter().position(|it| it.of != of);
    (of, RoleId(0), RoleId::from(other.expect("another's")))
}

fn note(rating: Option<Rating>) -> Command {
    Command::Note {
        by: "Sam".to_owned(),
        text: "They wait for the lift.".to_owned(),
        task: None,
        rating,
        inject: None,
    }
}

fn say(by: Voice, to: Voice) -> Command {
    let text = "Two are on their way.".to_owned();
    Command::Say { by, to, text }
}

#[test]
fn what_is_to_come_to_a_site_is_what_the_lead_facilitator_sees_of_its_side() {
    for name in ["friday-across.ron", "friday-lunchtime.ron"] {
        let scenario = wardroom_core::scenario::check(name, &repository::shipped);
        let scenario = Arc::new(scenario.expect("a shipped scenario"));
        let mut host = host(&scenario);
        for secs in [0, 3_600, 5 * 3_600] {
            host.advance(secs, REAL);
            for of in scenario.organisation_ids() {
                let looks = Looks {
                    shows: Some(of),
                    ..Looks::default()
                };
                let lead = host.console(&looks).upcoming;
                let lead: Vec<_> = lead
                    .iter()
                    .map(|it| (&scenario.injects[it.inject].title, &it.clock, it.down))
                    .collect();
                let site = host.site(of);
                let site: Vec<_> = site
                    .coming
                    .iter()
                    .map(|it| (&it.title, &it.clock, it.down))
                    .collect();
                assert_eq!(site, lead);
            }
        }
        let ends = u64::from(scenario.ends_mins) * 60;
        host.advance(ends + 60, REAL);
        for of in scenario.organisation_ids() {
            assert!(host.site(of).coming.is_empty(), "after ENDEX nothing comes");
        }
    }
}

#[test]
fn a_site_notes_and_answers_its_own_roles_and_asks_for_nothing_else() {
    let scenario = across();
    let mut host = host(&scenario);
    host.advance(60, REAL);
    let (of, own, other) = roles(&scenario);
    let site = || Asker::Site(of);
    let switchboard = || Voice::Somebody("Switchboard".to_owned());
    for command in [
        say(switchboard(), Voice::Role(other)),
        say(Voice::Facilitator, Voice::Role(other)),
        say(Voice::Role(own), Voice::Role(own)),
        say(Voice::Role(own), Voice::Facilitator),
        say(switchboard(), Voice::Facilitator),
        say(switchboard(), Voice::Role(RoleId(u16::MAX))),
        note(Some(Rating::P)),
        Command::Release {
            inject: InjectId(0),
        },
        Command::End,
    ] {
        let told = ask(&mut host, site(), command.clone());
        assert_eq!(told, Err(Unasked::NotYours), "{command:?}");
    }
    for asked in [Ask::Run(true), Ask::Next, Ask::Discuss(true), Ask::Flush] {
        let request = Request {
            by: site(),
            ask: asked,
        };
        assert_eq!(host.ask(&request, REAL), Err(Unasked::NotYours));
    }
    assert!(host.commands().is_empty());
    ask(&mut host, site(), note(None)).expect("a note");
    ask(&mut host, site(), say(switchboard(), Voice::Role(own))).expect("an answer");
    let no_duff = Command::NoDuff {
        by: "Sam".to_owned(),
        text: String::new(),
    };
    ask(&mut host, site(), no_duff).expect("anybody may");
    assert!(host.no_duff().is_some());
    assert_eq!(host.observations().notes.len(), 1);
}

#[test]
fn what_a_role_asks_waits_at_its_own_site_until_whoever_was_asked_answers() {
    let scenario = across();
    let mut host = host(&scenario);
    host.advance(60, REAL);
    let (of, own, other) = roles(&scenario);
    let theirs = scenario.roles[other.at()].of;
    let ward = || Voice::Somebody("Ward 11".to_owned());
    let role = |it| Voice::Role(it);
    ask(&mut host, Asker::Role(own), say(role(own), ward())).expect("asked");
    ask(
        &mut host,
        Asker::Role(own),
        say(role(own), Voice::Facilitator),
    )
    .expect("said");
    ask(&mut host, Asker::Role(other), say(role(other), ward())).expect("asked");
    ask(&mut host, Asker::Role(own), say(role(own), role(other))).expect("said");
    let waits = |host: &Host<Vec<u8>>, of| {
        let said = host.site(of).said;
        said.iter().map(|it| it.waits).collect::<Vec<_>>()
    };
    assert_eq!(waits(&host, of), [true, true, false]);
    // What one site's role says to another's is on both sides; what it asks is not.
    assert_eq!(waits(&host, theirs), [true, false]);
    ask(&mut host, Asker::Site(of), say(ward(), role(own))).expect("answered");
    assert_eq!(waits(&host, of), [false, true, false, false]);
    assert_eq!(waits(&host, theirs), [true, false], "another asked too");
}

#[test]
fn somebody_who_is_named_with_others_or_with_an_office_can_be_forgotten() {
    let scenario = across();
    let mut host = host(&scenario);
    host.advance(60, REAL);
    let of = scenario.roles[0].of;
    for by in ["Aishaq and Zbigniew", "Samira, facilitator of Hesketh"] {
        let note = Command::Note {
            by: by.to_owned(),
            text: "They wait for the lift.".to_owned(),
            task: None,
            rating: None,
            inject: None,
        };
        ask(&mut host, Asker::Site(of), note).expect("a note");
    }
    let record = host.into_store();
    let opened = open(&record).expect("a sound record");
    for name in ["Aishaq", "Zbigniew", "samira"] {
        let day = "2026-12-01".to_owned();
        let forgot = forget(&opened, name, day, None).expect("they are in it");
        let lower = forgot.text.to_lowercase();
        assert!(!lower.contains(&name.to_lowercase()), "{name}");
    }
    let day = "2026-12-01".to_owned();
    assert!(forget(&opened, "facilitator", day, None).is_err());
}
