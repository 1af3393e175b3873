//! Evaluators and screens: objectives, notes, ratings; a room.

use crate::table::Table;
use axum::http::StatusCode;
use wardroom_core::scenario::{Rating, RoleId};

#[test]
fn an_evaluator_notes_at_one_press_and_rates_and_sees_how_others_rated() {
    let mut table = Table::new("friday-lunchtime", Some("typical"));
    let (nia, sam) = (table.evaluate("Nia"), table.evaluate("Sam"));
    table.until(3 * 3_600);
    let first = table.get("/evaluate", &nia).to().to_owned();
    let page = table.get(&first, &nia);
    let objective = table.scenario.objectives[0].clone();
    assert!(page.words().contains(&objective.title));
    let task = table.scenario.tasks[objective.tasks[0].at()].clone();
    assert!(page.words().contains(&task.title));
    let gave = table.fill(&first, "/notes", &nia, &format!("quick=well&back={first}"));
    assert_eq!(gave.to(), first);
    let rate = format!("/rate/{}", task.id);
    let gave = table.fill(
        &first,
        &rate,
        &nia,
        &format!("rating-{}=S&text=They+asked+twice.", task.id),
    );
    assert_eq!(gave.to(), first);
    let gave = table.fill(&first, &rate, &sam, &format!("rating-{}=M&text=", task.id));
    assert_eq!(gave.to(), first);
    assert!(table.get(&first, &nia).words().contains("Sam M"));
    raters_beside_each_other(&mut table, [&nia, &sam], &task.title);
    let gave = table.fill(
        "/notes",
        "/notes",
        &nia,
        &format!("text=Wall+clock+is+fast.&task={}&back=/notes", task.id),
    );
    assert_eq!(gave.to(), "/notes");
    assert!(
        table
            .get("/notes", &nia)
            .words()
            .contains("Wall clock is fast.")
    );
    let notes = &table.host.observations().notes;
    assert_eq!(notes.len(), 4);
    assert_eq!(
        (notes[1].by.as_str(), notes[1].rating),
        ("Nia", Some(Rating::S))
    );
    for (path, fields) in [
        ("/rate/nothing", "text=x"),
        ("/notes", "text=x&task=nothing"),
    ] {
        assert_eq!(
            table.fill("/notes", path, &nia, fields).status,
            StatusCode::NOT_FOUND
        );
    }
    let elsewhere = table.fill("/notes", "/notes", &nia, "quick=well&back=//evil.example/");
    assert_eq!(elsewhere.to(), "/notes", "back leads to our own pages only");
}

fn raters_beside_each_other(table: &mut Table, [nia, sam]: [&str; 2], title: &str) {
    for cookie in [nia, sam] {
        let page = table.get("/raters", cookie).words();
        assert!(page.contains(title) && page.contains("They asked twice."));
        assert!(
            page.contains("You agree on 0 of 1; one step apart on 1."),
            "{page}"
        );
    }
    assert!(table.get("/raters", nia).words().contains("You and Sam"));
    let third = table.evaluate("Jo");
    assert!(table.get("/raters", &third).words().contains("Nobody else"));
}

#[test]
fn nobody_is_led_by_what_another_gave() {
    let mut table = Table::new("friday-lunchtime", Some("typical"));
    let (nia, sam) = (table.evaluate("Nia"), table.evaluate("Sam"));
    table.until(3 * 3_600);
    let objective = table.scenario.objectives[0].clone();
    let tasks: Vec<String> = objective
        .tasks
        .iter()
        .map(|it| table.scenario.tasks[it.at()].id.clone())
        .collect();
    let page = format!("/evaluate/{}", objective.id);
    let rate = |table: &mut Table, cookie: &str, task: &str, rating: &str, text: &str| {
        let fields = format!("rating-{task}={rating}&text={text}");
        let gave = table.fill(&page, &format!("/rate/{task}"), cookie, &fields);
        assert_eq!(gave.to(), page);
    };
    rate(&mut table, &nia, &tasks[0], "U", "Nobody+took+the+lead.");
    // Not having seen it is no rating, and opens nothing.
    rate(&mut table, &sam, &tasks[0], "none", "");
    for path in [&page, "/notes", "/raters"] {
        let told = table.get(path, &sam).words();
        assert!(!told.contains("Nobody took the lead."), "{path}");
        assert!(
            !told.contains("Nia U") && !told.contains("Nia · U"),
            "{path}"
        );
    }
    assert!(
        table
            .get(&page, &sam)
            .words()
            .contains("Somebody else has rated this.")
    );
    assert!(
        table
            .get("/notes", &sam)
            .words()
            .contains("1 rating of another waits")
    );
    rate(&mut table, &sam, &tasks[0], "P", "Calm+and+clear.");
    for (path, cookie) in [(&page, &sam), (&page, &nia)] {
        let told = table.get(path, cookie).words();
        let other = if cookie == &sam {
            "Nobody took the lead."
        } else {
            "Calm and clear."
        };
        assert!(told.contains(other), "{told}");
    }
    assert!(
        table
            .get("/notes", &sam)
            .words()
            .contains("Nobody took the lead.")
    );
    rate(&mut table, &sam, &tasks[0], "M", "On+second+thoughts.");
    let told = table.get("/raters", &nia).words();
    assert!(told.contains("further apart on 1") && told.contains("Since then: M, not counted."));
    // Both stand on record, and what was changed as well.
    let rated = table.host.observations().notes.iter();
    let rated: Vec<_> = rated
        .filter(|it| it.task.as_ref() == Some(&tasks[0]))
        .map(|it| (it.by.as_str(), it.rating))
        .collect();
    assert_eq!(
        rated,
        [
            ("Nia", Some(Rating::U)),
            ("Sam", None),
            ("Sam", Some(Rating::P)),
            ("Sam", Some(Rating::M))
        ]
    );
}

#[test]
fn a_seat_has_its_own_pages_only() {
    let mut table = Table::new("friday-lunchtime", Some("typical"));
    let (player, eyes, wall) = (
        table.sit(RoleId(0), ""),
        table.evaluate("Nia"),
        table.screen(0),
    );
    table.until(2 * 3_600);
    let objective = table.scenario.objectives[0].id.clone();
    let evaluate = format!("/evaluate/{objective}");
    for page in [
        &evaluate,
        "/notes",
        "/room",
        "/raters",
        "/site",
        "/site/coming",
        "/site/asked",
        "/site/said/1",
        "/site/notes",
    ] {
        assert_eq!(
            table.get(page, &player).status,
            StatusCode::NOT_FOUND,
            "{page}"
        );
    }
    for page in [
        "/messages",
        "/cards",
        "/q/1",
        "/role",
        "/room",
        "/site",
        "/site/coming",
        "/site/asked",
    ] {
        assert_eq!(
            table.get(page, &eyes).status,
            StatusCode::NOT_FOUND,
            "{page}"
        );
        let told = table.get(page, &wall);
        assert!(page == "/room" || told.to() == "/room", "{page}");
    }
    for page in [
        "/now",
        "/messages",
        &evaluate,
        "/notes",
        "/room",
        "/raters",
        "/site",
        "/site/coming",
        "/after/1",
        "/no-duff",
    ] {
        assert_eq!(table.get(page, "").to(), "/", "{page}");
    }
    for (at, (path, cookie)) in [
        ("/notes", &player),
        ("/ask", &eyes),
        ("/report", &wall),
        ("/notes", &wall),
        ("/site/say", &player),
        ("/site/notes", &player),
        ("/site/notes", &eyes),
        ("/site/say", &wall),
    ]
    .into_iter()
    .enumerate()
    {
        let told = table.post(
            path,
            cookie,
            &format!("id=0123456789abcde{at}&text=x&who=switchboard&major=x"),
        );
        assert_eq!(told.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(table.post("/ask", "", "id=0123456789abcdef&text=x").status == StatusCode::FORBIDDEN);
}

#[test]
fn a_screen_shows_its_own_room() {
    let mut table = Table::new("friday-across", Some("typical"));
    let walls: Vec<String> = (0..2).map(|at| table.screen(at)).collect();
    table.until(2 * 3_600);
    for (at, wall) in walls.iter().enumerate() {
        let page = table.get("/room", wall).words();
        assert!(page.contains(&table.scenario.organisations[at].name));
        assert!(page.contains("Decided") && page.contains("as reported"));
    }
}
