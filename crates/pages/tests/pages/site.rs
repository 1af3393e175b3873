//! A site's facilitator: what its pages show, whom it can answer, and that no other code opens them.

use crate::scenarios::scenario;
use crate::table::Table;
use axum::http::StatusCode;
use std::collections::BTreeSet;
use wardroom_core::exercise::{Command, InjectState, Speaker, Voice, What};
use wardroom_core::host::Ask;
use wardroom_core::scenario::{OrganisationId, RoleId};
use wardroom_core::views::Looks;

const PAGES: [&str; 4] = ["/site", "/site/coming", "/site/asked", "/site/notes"];

/// A text that nobody writes by chance.
const TELLING: usize = 24;

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first role of an organisation.
fn role_of(table: &Table, of: usize) -> RoleId {
    let of = OrganisationId::from(of);
    let roles = &table.scenario.roles;
    roles.iter().position(|it| it.of == of).expect("one").into()
}

#[test]
fn a_site_is_chosen_where_several_play_and_there_is_one_where_one_does() {
    let mut across = Table::new("friday-across", None);
    let code = across.code(wardroom_pages::seats::Admits::Site);
    let page = across.get(&format!("/j/{code}"), "").words();
    for organisation in &across.scenario.organisations.clone() {
        assert!(page.contains(&organisation.name));
    }
    let told = across.post(&format!("/j/{code}/site"), "", "room=1&name=");
    assert_eq!(told.status, StatusCode::CONFLICT, "a name is wanted");
    for name in ["friday-across", "friday-lunchtime"] {
        let mut table = Table::new(name, None);
        let cookie = table.facilitate(0, "Sam");
        assert_eq!(table.get("/now", &cookie).to(), "/site");
        assert_eq!(table.get("/cards", &cookie).status, StatusCode::NOT_FOUND);
        let page = table.get("/site", &cookie).words();
        assert!(page.contains(&table.scenario.organisations[0].name));
        assert!(page.contains("○ not started"), "{page}");
        table.asks(Ask::Run(true));
        assert!(table.get("/site", &cookie).words().contains("● running"));
    }
}

#[test]
fn what_is_to_come_is_shown_with_its_time_to_whom_and_how() {
    let mut table = Table::new("friday-across", None);
    let cookie = table.facilitate(1, "Sam");
    table.until(1_800);
    let looks = Looks {
        shows: Some(OrganisationId(1)),
        ..Looks::default()
    };
    let upcoming = table.host.console(&looks).upcoming;
    assert!(!upcoming.is_empty());
    let page = table.get("/site/coming", &cookie).words();
    for it in upcoming.iter() {
        let inject = &table.scenario.injects[it.inject];
        assert!(page.contains(&plain(&inject.title)), "{}", inject.id);
        assert!(page.contains(&plain(&inject.text)), "{}", inject.id);
        let channel = &table.scenario.channels[inject.channel.at()].name;
        assert!(page.contains(channel.as_str()));
        if let Some(clock) = &it.clock {
            assert!(page.contains(clock.as_str()), "{clock}");
        }
        let own = table.scenario.roles_in(OrganisationId(1), &inject.to);
        assert!(page.contains(&table.scenario.roles[own[0].at()].title));
    }
}

#[test]
fn it_answers_in_the_name_of_whoever_was_asked_and_notes() {
    let mut table = Table::new("friday-across", None);
    let (sam, elsewhere) = (table.facilitate(0, "Sam"), table.facilitate(1, "Jo"));
    let (own, other) = (role_of(&table, 0), role_of(&table, 1));
    let (player, stranger) = (table.sit(own, ""), table.sit(other, ""));
    table.until(60);
    let asks = "who=&else=Ward+11&text=How+many+can+go%3F";
    assert_eq!(
        table.fill("/ask", "/ask", &player, asks).to(),
        "/ask/answers"
    );
    let page = table.get("/site", &sam).words();
    assert!(page.contains("How many can go?") && page.contains("Answer for Ward 11"));
    for page in PAGES {
        let told = table.get(page, &elsewhere).words();
        assert!(!told.contains("How many can go?"), "{page}");
    }
    let there = "/site/said/1";
    let told = table.fill("/site/notes", there, &elsewhere, "text=Forged.");
    assert_eq!(told.status, StatusCode::NOT_FOUND, "it was not asked there");
    let sent = table.fill(there, there, &sam, "text=Two+by+four.");
    assert_eq!(sent.to(), "/site/asked");
    assert!(
        table
            .get("/ask/answers", &player)
            .words()
            .contains("Two by four.")
    );
    assert!(!table.get("/site", &sam).words().contains("Answer for"));
    let role = |table: &Table, it: RoleId| table.scenario.roles[it.at()].id.clone();
    let to_other = format!("role={}&as=&text=Forged.", role(&table, other));
    let told = table.fill("/site/asked", "/site/say", &sam, &to_other);
    assert_eq!(told.status, StatusCode::NOT_FOUND, "another site's role");
    let to_own = format!("role={}&as=&text=Listen.", role(&table, own));
    table.fill("/site/asked", "/site/say", &sam, &to_own);
    assert!(
        table
            .get("/talk/facilitator", &player)
            .words()
            .contains("Listen.")
    );
    assert!(
        !table
            .get("/talk/facilitator", &stranger)
            .words()
            .contains("Listen.")
    );
    let told = table.fill("/site/notes", "/site/notes", &sam, "text=They+waited.");
    assert_eq!(told.to(), "/site/notes");
    let name = table.scenario.organisations[0].name.clone();
    let note = &table.host.observations().notes[0];
    assert_eq!(note.by, format!("Sam, facilitator of {name}"));
    assert_eq!((note.task.clone(), note.rating), (None, None));
    assert!(
        table
            .get("/site/notes", &sam)
            .words()
            .contains("They waited.")
    );
    assert!(
        !table
            .get("/site/notes", &elsewhere)
            .words()
            .contains("They waited.")
    );
}

#[test]
fn it_sees_what_roles_propose_and_lean_to_and_stops_the_exercise_by_no_duff_only() {
    let mut table = Table::new("friday-lunchtime", None);
    let sam = table.facilitate(0, "Sam");
    let by = table.until_asked();
    let player = table.sit(by[0], "Aisha");
    table.fill(
        "/q/1",
        "/q/1",
        &player,
        "option=0&because=It+spreads.&sure=4",
    );
    let page = table.get("/site", &sam).words();
    assert!(page.contains("It spreads.") && page.contains("Aisha") && page.contains("sure 4 of 5"));
    let card = table.scenario.names.cards["declare-critical"];
    let role = table.scenario.cards[card.at()].by[0];
    let proposer = table.sit(role, "");
    let path = "/card/declare-critical";
    table.fill(path, path, &proposer, "because=It+is+one.");
    assert!(table.get("/site", &sam).words().contains("It is one."));
    let commands = table.host.commands().len();
    for path in [
        "/run",
        "/site/run",
        "/card/declare-critical",
        "/ask",
        "/q/1",
        "/notes",
    ] {
        let told = table.fill(
            "/site/notes",
            path,
            &sam,
            "text=x&because=x&option=0&sure=3",
        );
        assert_eq!(told.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(table.host.commands().len(), commands);
    table.asks(Ask::Run(true));
    let told = table.fill("/no-duff", "/no-duff", &sam, "text=A+real+fall.");
    assert!(told.status.is_redirection(), "{}", told.status);
    assert!(table.host.no_duff().is_some() && !table.host.clock().running);
    assert!(table.get("/site", &sam).words().contains("No duff"));
}

/// Over whole exercises: what is another site's is on no page of a site.
#[test]
fn no_page_of_a_site_holds_what_is_another_sites() {
    let (mut bytes, mut looked_for) = (0, 0);
    let scenario = scenario("friday-across");
    for team in [None, Some(scenario.teams[0].id.clone())] {
        let mut table = Table::of(scenario.clone(), team.as_deref());
        let sites: Vec<String> = (0..scenario.organisations.len())
            .map(|of| table.facilitate(of, "Sam"))
            .collect();
        let ends = u64::from(scenario.ends_mins) * 60;
        for moment in 0..4 {
            table.until(ends * moment / 4 + 60);
            for (of, cookie) in sites.iter().enumerate() {
                let mut sent = String::new();
                for page in PAGES {
                    let told = table.get(page, cookie);
                    assert_eq!(told.status, StatusCode::OK, "{page}");
                    bytes += told.body.len();
                    sent.push_str(&told.words());
                    sent.push('\n');
                }
                for (secret, what) in secrets(&table, OrganisationId::from(of)) {
                    assert!(!sent.contains(&secret), "{of} is sent {what}");
                    looked_for += 1;
                }
            }
        }
    }
    assert!(bytes > 500_000, "{bytes} bytes were looked at");
    assert!(looked_for > 2_000, "{looked_for} texts were looked for");
}

/// What a site may not read: what is another's alone, what an option leads to.
fn secrets(table: &Table, of: OrganisationId) -> Vec<(String, String)> {
    let scenario = &table.scenario;
    let state = table.host.exercise().state();
    let mut found = Vec::new();
    let mut own: BTreeSet<String> = BTreeSet::new();
    for (at, inject) in scenario.injects.iter().enumerate() {
        let texts = [&inject.text, &inject.expect];
        if scenario.is_for(of, &inject.to) {
            own.extend(texts.map(|it| plain(it)));
        } else {
            let to_come = !matches!(state.injects[at], InjectState::Delivered { .. });
            let id = format!("{} (still to come: {to_come})", inject.id);
            found.extend(texts.map(|it| (plain(it), id.clone())));
        }
    }
    for prompt in &scenario.prompts {
        if !scenario.is_for(of, &prompt.by) {
            for text in [&prompt.question, &prompt.context] {
                found.push((plain(text), prompt.id.clone()));
            }
        } else {
            own.extend([&prompt.question, &prompt.context].map(|it| plain(it)));
        }
    }
    for role in &scenario.roles {
        let knows = role.knows.iter().map(|it| (plain(it), role.id.clone()));
        found.extend(knows);
    }
    found.retain(|(text, _)| text.len() > TELLING && !own.contains(text));
    found
}

#[test]
fn what_it_says_is_the_facilitators_or_of_nobody_who_plays_on_record() {
    let mut table = Table::new("friday-lunchtime", None);
    let sam = table.facilitate(0, "Sam");
    table.until(60);
    let role = table.scenario.roles[0].id.clone();
    for who in ["", "Ward+11"] {
        let fields = format!("role={role}&as={who}&text=Listen.");
        assert_eq!(
            table.fill("/site/asked", "/site/say", &sam, &fields).to(),
            "/site/asked"
        );
    }
    let said: Vec<_> = table
        .host
        .events()
        .iter()
        .filter_map(|it| match &it.what {
            What::Said { by, .. } => Some(by.clone()),
            _ => None,
        })
        .collect();
    let ward = Speaker::Somebody("Ward 11".to_owned());
    assert_eq!(said, [Speaker::Facilitator, ward]);
    table.enters(Command::Say {
        by: Voice::Role(RoleId(0)),
        to: Voice::Facilitator,
        text: "Thank you.".to_owned(),
    });
    table.enters(Command::End);
    let told = table.fill("/site/notes", "/site/said/3", &sam, "text=Too+late.");
    assert_eq!(told.status, StatusCode::CONFLICT, "the exercise is over");
    let told = table.fill("/site/notes", "/site/notes", &sam, "text=Afterwards.");
    assert_eq!(told.to(), "/site/notes", "notes are taken after ENDEX too");
}
