//! Files that came with a message: who may open them, and as what.

use crate::table::Table;
use axum::http::{StatusCode, header};
use wardroom_core::host::Ask;
use wardroom_core::scenario::{AttachmentKind, Enclosed, RoleId};

/// A role to which a message with such a file has come: who, its number, and the file; time passes until then.
fn came(table: &mut Table, wanted: impl Fn(&AttachmentKind) -> bool) -> (RoleId, usize, Enclosed) {
    for minute in 1..4_000 {
        table.until(minute * 60);
        let shown = table.desk.shown();
        for (at, role) in shown.roles.iter().enumerate() {
            for (number, it) in role.messages() {
                if let Some(file) = it
                    .letter
                    .attachments
                    .iter()
                    .find(|it| wanted(&it.file.kind))
                {
                    return (at.into(), number, file.clone());
                }
            }
        }
    }
    panic!("none came");
}

/// Somebody to whom nothing with that file has come.
fn somebody_else(table: &Table, file: &Enclosed) -> RoleId {
    let shown = table.desk.shown();
    let without = shown.roles.iter().position(|role| {
        let mut all = role.messages().flat_map(|(_, it)| &it.letter.attachments);
        !all.any(|it| it.file == file.file)
    });
    without.expect("not everybody gets it").into()
}

/// Takes the call, if it is one.
fn answer(table: &mut Table, number: usize, cookie: &str) {
    let here = format!("/m/{number}");
    if table.get(&here, cookie).words().contains("ringing") {
        table.fill(&here, &here, cookie, "call=answer");
    }
}

#[test]
fn a_picture_stands_in_the_message_with_what_it_shows_and_is_whole() {
    let mut table = Table::new("friday-lunchtime", None);
    let (role, number, file) = came(&mut table, |it| {
        matches!(it, AttachmentKind::Picture { .. })
    });
    let cookie = table.sit(role, "Aisha");
    answer(&mut table, number, &cookie);
    let here = format!("/m/{number}/file/0/{}", file.file.sha256);
    let message = table.get(&format!("/m/{number}"), &cookie);
    assert!(
        message.body.contains(&format!("src=\"{here}\"")),
        "{}",
        message.body
    );
    assert!(message.body.contains("alt=\""));
    assert!(
        table
            .get(&format!("/m/{number}/file/0"), &cookie)
            .words()
            .contains(&file.title)
    );
    let (status, kind, bytes) = table.bytes(&here, &cookie);
    assert_eq!(
        (status, kind.as_str()),
        (StatusCode::OK, file.file.media_type)
    );
    assert_eq!(bytes, &*file.file.bytes);
}

#[test]
fn a_table_is_a_table_and_what_is_kept_of_it_is_what_the_scenario_holds() {
    let mut table = Table::new("friday-lunchtime", None);
    let (role, number, file) = came(&mut table, |it| matches!(it, AttachmentKind::Table { .. }));
    let AttachmentKind::Table { rows, .. } = &file.file.kind else {
        panic!("it is a table");
    };
    let cookie = table.sit(role, "Aisha");
    answer(&mut table, number, &cookie);
    let message = table.get(&format!("/m/{number}"), &cookie).words();
    assert!(message.contains(&file.title) && message.contains(&file.file.kind.words()));
    let page = table.get(&format!("/m/{number}/file/0"), &cookie);
    assert_eq!(page.body.matches("<tr>").count(), rows.len() + 1);
    let here = format!("/m/{number}/file/0/{}", file.file.sha256);
    let (_, kind, bytes) = table.bytes(&here, &cookie);
    assert_eq!(kind, "text/csv");
    assert_eq!(bytes, &*file.file.bytes);
    // A table is saved, not shown by a browser as whatever it takes it for.
    let kept = table.get(&here, &cookie);
    assert_eq!(kept.headers[header::CONTENT_DISPOSITION], "attachment");
    assert_eq!(kept.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
}

#[test]
fn nobody_opens_what_came_to_another_and_nobody_before_it_came() {
    let mut table = Table::new("friday-lunchtime", None);
    let (role, number, file) = came(&mut table, |_| true);
    let theirs = somebody_else(&table, &file);
    let (cookie, other) = (table.sit(role, "Aisha"), table.sit(theirs, "Sam"));
    let (of, evaluator) = (table.screen(0), table.evaluate("Noor"));
    let sha = &file.file.sha256;
    let mut refused = |path: &str, cookie: &str| {
        let (status, _, bytes) = table.bytes(path, cookie);
        assert_ne!(status, StatusCode::OK, "{path}");
        assert_ne!(bytes, &*file.file.bytes, "{path}");
    };
    for held in [String::new(), format!("/{sha}")] {
        let path = format!("/m/{number}/file/0{held}");
        refused(&path, &other);
        refused(&path, &of);
        refused(&path, &evaluator);
        refused(&path, "");
        refused(&format!("/m/{}/file/0{held}", number + 1), &cookie);
        refused(&format!("/m/{number}/file/7{held}"), &cookie);
        refused(&format!("/m/{number}/file/00{held}"), &cookie);
    }
    refused(&format!("/m/{number}/file/0/{}", "0".repeat(64)), &cookie);
    refused(&format!("/room/file/{sha}"), &cookie);
    // Of another exercise in which nothing has come yet.
    let mut fresh = Table::new("friday-lunchtime", None);
    fresh.until(60);
    let cookie = fresh.sit(role, "Aisha");
    for path in [
        format!("/m/{number}/file/0/{sha}"),
        format!("/m/{number}/file/0"),
    ] {
        assert_eq!(
            fresh.bytes(&path, &cookie).0,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let screen = fresh.screen(0);
    assert_eq!(
        fresh.bytes(&format!("/room/file/{sha}"), &screen).0,
        StatusCode::NOT_FOUND
    );
}

#[test]
fn a_room_elsewhere_is_shown_what_came_with_the_message_that_it_reads() {
    let mut table = Table::new("friday-lunchtime", None);
    let screen = table.screen(0);
    let mut seen = 0;
    for minute in 1..4_000 {
        table.until(minute * 60);
        table.asks(Ask::Read(None));
        let shown = table.desk.shown();
        let Some(message) = shown.rooms.first().and_then(|(it, _)| it.message.as_ref()) else {
            continue;
        };
        let Some(file) = message.letter.attachments.first() else {
            continue;
        };
        assert!(table.get("/room", &screen).words().contains(&file.title));
        let (status, _, bytes) = table.bytes(&format!("/room/file/{}", file.file.sha256), &screen);
        assert_eq!(status, StatusCode::OK);
        assert_eq!(bytes, &*file.file.bytes);
        seen += 1;
        break;
    }
    assert_eq!(seen, 1, "no room was ever shown a file");
}
