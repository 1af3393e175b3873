//! What is known as a picture: what was reported and ordered, in every scenario and for every role, and nothing
//! of how things really are.

use crate::scenarios::{ALL, scenario};
use crate::table::Table;
use axum::http::StatusCode;
use std::sync::Arc;
use wardroom_core::exercise::{Command, Host};
use wardroom_core::scenario::{LinkId, RoleId, SegmentId, Target};
use wardroom_core::views::{KnownPlace, ReportedService};

/// What a role of each organisation knows, with the page that it is sent.
fn pages(table: &mut Table, cookies: &[String]) -> Vec<(usize, Arc<KnownPlace>, String)> {
    let shown = table.desk.shown();
    let roles = cookies.iter().enumerate();
    roles
        .map(|(at, cookie)| {
            let told = table.get("/known", cookie);
            assert_eq!(told.status, StatusCode::OK);
            (at, shown.roles[at].view.known.clone(), told.body)
        })
        .collect()
}

fn services(known: &KnownPlace) -> Vec<&ReportedService> {
    let sides = known.sides.iter();
    let all = sides.flat_map(|it| {
        it.areas
            .iter()
            .flat_map(|it| &it.services)
            .chain(&it.elsewhere)
    });
    all.collect()
}

/// Of each department the page says what was reported, though things are otherwise, and no more locked devices
/// than were reported. That both are there is held as well: where all is known nothing would be proved.
#[test]
fn the_picture_holds_what_was_reported_and_nothing_of_the_truth() {
    let (mut otherwise, mut unreported, mut seen) = (0, 0, 0);
    for name in ALL {
        let scenario = scenario(name);
        for team in [None, Some("typical")] {
            let mut table = Table::of(scenario.clone(), team);
            let all = 0..scenario.roles.len();
            let cookies: Vec<String> = all.map(|at| table.sit(RoleId::from(at), "")).collect();
            for moment in [2, 5, 9] {
                table.until(u64::from(scenario.ends_mins) * 6 * moment);
                let truth = table.host.exercise().truth_view();
                let told = table.host.exercise().team_view();
                for (at, known, page) in pages(&mut table, &cookies) {
                    let known_services = services(&known);
                    for (nth, service) in scenario.services.iter().enumerate() {
                        let Some(found) = known_services.iter().find(|it| it.name == service.name)
                        else {
                            let role = &scenario.roles[at];
                            assert!(!scenario.shows(role.of, nth.into()), "{}", service.id);
                            continue;
                        };
                        let heard = told.services[nth].known.filter(|(_, since)| *since > 0);
                        assert_eq!(found.standing, heard.map(|(standing, _)| standing));
                        otherwise +=
                            usize::from(found.standing != Some(truth.services[nth].standing));
                        seen += 1;
                    }
                    for (segment, model) in truth.segments.iter().zip(&scenario.segments) {
                        let locked = segment.hosts[Host::Locked as usize];
                        if locked == segment.known_locked || locked == 0 {
                            continue;
                        }
                        unreported += 1;
                        let words = format!("{locked} of {}", model.hosts);
                        let same =
                            scenario
                                .segments
                                .iter()
                                .zip(&truth.segments)
                                .any(|(other, it)| {
                                    other.hosts == model.hosts && it.known_locked == locked
                                });
                        assert!(
                            same || !page.contains(&words),
                            "{name}: {}: {words}",
                            model.id
                        );
                    }
                }
            }
        }
    }
    assert!(
        seen > 1_000 && otherwise > 100 && unreported > 100,
        "{seen} {otherwise} {unreported}"
    );
}

/// The words of what was pulled and sealed off, and since when, above the picture and in it.
#[test]
fn what_was_cut_isolated_and_blocked_is_seen_at_once_and_heard() {
    let mut table = Table::new("friday-lunchtime", None);
    let cookie = table.sit(RoleId(0), "");
    table.until(60);
    let before = table.get("/known", &cookie);
    assert!(
        before
            .words()
            .contains("Nothing: no link is cut, no department isolated.")
    );
    let vaults = |page: &str| page.matches("class=\"vault\"").count();
    assert_eq!(vaults(&before.body), 1, "in what says what it means");
    let scenario = table.scenario.clone();
    let card = |id: &str| scenario.names.cards[id];
    let link = |id: &str| {
        let found = scenario.links.iter().position(|it| it.id == id);
        Target::Link(LinkId::from(found.expect("a link")))
    };
    let imaging = scenario.segments.iter().position(|it| it.id == "imaging");
    let imaging = SegmentId::from(imaging.expect("a segment"));
    let by = *scenario.cards[card("cut-link").at()]
        .by
        .first()
        .expect("somebody");
    for (id, target) in [
        ("cut-link", link("n3")),
        ("isolate-segment", Target::Segment(imaging)),
        ("block-port-link", link("l-community")),
    ] {
        table.enters(Command::Play {
            card: card(id),
            target: Some(target),
            by,
            because: "It spreads.".to_owned(),
        });
        let secs = table.host.exercise().secs();
        table.until(secs + 45 * 60);
    }
    let after = table.get("/known", &cookie);
    let words = after.words();
    for said in [
        "cut N3 connection since Fri",
        "isolated Imaging since Fri",
        "file sharing blocked Community network",
        "Nothing was done to the other 11 links.",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert!(after.body.contains("class=\"cable off\"") && vaults(&after.body) == 2);
    assert_eq!(after.body.matches("role=\"img\"").count(), 2);
    assert!(
        after
            .body
            .contains("1 cut, 1 isolated. The lists on this page say the same in words.")
    );
    assert!(after.body.len() < 120_000, "{} bytes", after.body.len());
}

/// A role sees its own side; of others it is told nothing. Who acts for all sees each, its own first.
#[test]
fn a_side_is_its_own_and_who_oversees_sees_all() {
    let mut table = Table::new("friday-across", Some("typical"));
    let scenario = table.scenario.clone();
    let all = 0..scenario.roles.len();
    let cookies: Vec<String> = all.map(|at| table.sit(RoleId::from(at), "")).collect();
    table.until(3 * 3_600);
    for (at, known, page) in pages(&mut table, &cookies) {
        let of = scenario.roles[at].of;
        let own = &scenario.organisations[of.at()];
        assert_eq!(known.sides[0].id, own.id);
        let sides = if own.oversees {
            scenario.organisations.len()
        } else {
            1
        };
        assert_eq!(known.sides.len(), sides);
        assert_eq!(page.matches("<figure").count(), sides);
        for segment in &scenario.segments {
            let others = segment.of.is_some_and(|it| it != of);
            if others && !own.oversees {
                assert!(!page.contains(&segment.location), "{}", segment.id);
            }
        }
    }
}

/// What changes with each patient who comes has the page with the picture look again, and no other.
#[test]
fn each_patient_who_comes_has_no_other_page_look_again() {
    let mut table = Table::new("friday-lunchtime", None);
    table.until(60);
    let (mut known_alone, mut before) = (0, table.desk.shown());
    for minute in 2..180 {
        table.until(minute * 60);
        let now = table.desk.shown();
        for (was, is) in before.roles.iter().zip(&now.roles) {
            let mut alike = is.view.clone();
            alike.known = was.view.known.clone();
            assert_eq!(alike == was.view, is.version == was.version);
            assert_eq!(
                is.view.known == was.view.known,
                is.known_version == was.known_version
            );
            let knows_more = is.known_version > was.known_version;
            known_alone += usize::from(knows_more && is.version == was.version);
        }
        before = now;
    }
    assert!(known_alone > 500, "{known_alone}");
}

/// A department of which nobody has said anything is said to be that, and nothing else.
#[test]
fn nothing_is_reported_at_first() {
    let mut table = Table::new("friday-lunchtime", None);
    let cookie = table.sit(RoleId(0), "");
    table.until(60);
    let shown = table.desk.shown();
    let known = &shown.roles[0].view.known;
    let all = services(known);
    assert!(!all.is_empty() && all.iter().all(|it| it.standing.is_none()));
    let words = table.get("/known", &cookie).words();
    assert!(words.contains("? not reported") && !words.contains("● normal"));
    assert!(!words.contains("■ stopped"));
    let now = table.get("/now", &cookie);
    assert!(now.body.contains("href=\"/known\""));
}
