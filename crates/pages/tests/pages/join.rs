//! Joining: code, chair, name, two on one phone, two phones on one chair, the lobby, no chair any more.

use crate::table::Table;
use axum::http::StatusCode;
use wardroom_core::scenario::RoleId;
use wardroom_pages::seats::{Admits, spaced};

#[test]
fn somebody_types_the_code_chooses_a_chair_and_waits() {
    let mut table = Table::new("friday-lunchtime", None);
    let code = table.code(Admits::Player);
    assert!(table.get("/", "").words().contains("Join the exercise"));
    let typed = spaced(&code.to_lowercase()).replace(' ', "+");
    let came = table.post("/", "", &format!("code={typed}"));
    assert_eq!(came.to(), format!("/j/{code}"));
    let chairs = table.get(came.to(), "").words();
    for role in &table.scenario.roles {
        assert!(chairs.contains(&role.title), "{}", role.title);
    }
    let id = table.scenario.roles[2].id.clone();
    let name = table.get(&format!("/j/{code}/{id}"), "");
    assert!(name.words().contains("What is recorded"));
    let came = table.post(&format!("/j/{code}/{id}"), "", "name=Aisha&other=Tom");
    let set = came.headers["set-cookie"]
        .to_str()
        .expect("text")
        .to_owned();
    assert!(
        set.contains("HttpOnly") && set.contains("SameSite=Strict"),
        "{set}"
    );
    assert_eq!(came.cookie().split('=').nth(1).map(str::len), Some(32));
    let lobby = table.get("/now", &came.cookie()).words();
    assert!(lobby.contains("You have your role") && lobby.contains("Aisha and Tom"));
    // Until it begins there is nothing else.
    assert_eq!(table.get("/messages", &came.cookie()).to(), "/now");
}

#[test]
fn a_wrong_code_says_nothing_of_the_right_one_and_the_sixth_is_not_looked_at() {
    let mut table = Table::new("friday-lunchtime", None);
    let code = table.code(Admits::Player);
    for _ in 0..5 {
        let told = table.post("/", "", "code=AAAAAA");
        assert_eq!(told.status, StatusCode::FORBIDDEN);
        assert!(!told.body.contains(&code));
    }
    let told = table.get(&format!("/j/{code}"), "");
    assert_eq!(told.status, StatusCode::TOO_MANY_REQUESTS);
    table
        .secs
        .fetch_add(61, std::sync::atomic::Ordering::Relaxed);
    assert_eq!(table.get(&format!("/j/{code}"), "").status, StatusCode::OK);
}

#[test]
fn a_chair_that_is_taken_can_be_shared() {
    let mut table = Table::new("friday-lunchtime", None);
    let one = table.sit(RoleId(3), "Maggie");
    let id = table.scenario.roles[3].id.clone();
    let code = table.code(Admits::Player);
    let path = format!("/j/{code}/{id}");
    let told = table.post(&path, "", "name=Owen&other=");
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(told.words().contains("Somebody was quicker") && told.words().contains("Maggie"));
    let two = table.post(&path, "", "name=Owen&other=&share=yes").cookie();
    assert_ne!(one, two);
    table.until(60);
    for cookie in [&one, &two] {
        let now = table.get("/now", cookie).words();
        assert!(now.contains(&table.scenario.roles[3].title));
    }
}

#[test]
fn a_locked_door_lets_nobody_in_and_nobody_out() {
    let mut table = Table::new("friday-lunchtime", None);
    let inside = table.sit(RoleId(0), "Aisha");
    table.house.change(|seats| seats.lock(true));
    let code = table.code(Admits::Player);
    let told = table.get(&format!("/j/{code}"), "");
    assert!(told.words().contains("The door is closed"));
    assert_eq!(table.get("/now", &inside).status, StatusCode::OK);
}

#[test]
fn a_device_that_lost_its_chair_is_told_so_and_can_be_given_another() {
    let mut table = Table::new("friday-lunchtime", None);
    let cookie = table.sit(RoleId(0), "Aisha");
    table.until(60);
    let number = table.house.look(|seats| seats.people()[0].number);
    table.house.change(|seats| seats.remove(number));
    assert!(table.get("/now", &cookie).words().contains("no role now"));
    assert!(
        table
            .get("/messages", &cookie)
            .words()
            .contains("no role now")
    );
    let role = wardroom_pages::seats::Seat::Chair(RoleId(1));
    table.house.change(|seats| seats.move_to(number, role));
    let title = table.scenario.roles[1].title.clone();
    assert!(table.get("/now", &cookie).words().contains(&title));
}

#[test]
fn each_code_opens_its_own_seats_only() {
    let mut table = Table::new("friday-across", None);
    let [player, evaluator, screen, site] = Admits::ALL.map(|it| table.code(it));
    let role = table.scenario.roles[0].id.clone();
    for (code, place) in [
        (&player, "evaluator"),
        (&player, "screen"),
        (&player, "site"),
        (&evaluator, "site"),
        (&screen, "site"),
        (&site, "evaluator"),
        (&site, "screen"),
        (&site, role.as_str()),
        (&evaluator, role.as_str()),
        (&evaluator, "screen"),
        (&screen, role.as_str()),
        (&screen, "evaluator"),
    ] {
        let told = table.post(&format!("/j/{code}/{place}"), "", "name=x&room=0");
        assert_eq!(told.status, StatusCode::NOT_FOUND, "{place}");
        assert!(told.headers.get("set-cookie").is_none());
    }
    for (code, place) in [(&screen, "screen"), (&site, "site")] {
        let told = table.post(&format!("/j/{code}/{place}"), "", "room=99&name=x");
        assert_eq!(told.status, StatusCode::NOT_FOUND);
    }
}
