//! What came with ad-hoc injects, on paper: whole in the log, its pictures in the report, and not at all in
//! what is given away.

use crate::reports::finished_from;
use crate::support::friday;
use std::sync::Arc;
use wardroom_core::assessment::Observations;
use wardroom_core::exercise::{Command, Exercise};
use wardroom_core::review::Finished;
use wardroom_core::scenario::{Attachment, ChannelId, Enclosed, RoleId};
use wardroom_papers::report;
use wardroom_papers::report::document::{Block, Cell, Document};
use wardroom_papers::report::pseudonyms::pseudonymous;

/// A file that ships with the scenarios, or one of these bytes.
fn enclosed(name: &str, title: &str, shows: &str) -> Enclosed {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/files");
    let bytes = match name {
        "who.csv" => b"Who,Where\nOtterly Quince,Oak\n".to_vec(),
        name => std::fs::read(folder.join(name)).expect("it is there"),
    };
    Enclosed {
        file: Arc::new(Attachment::of(name, bytes).expect("an inject can carry it")),
        title: title.to_owned(),
        shows: shows.to_owned(),
    }
}

/// An exercise in which a picture and a table came with an ad-hoc inject.
fn finished() -> Finished {
    let mut exercise = Exercise::new(friday(), 7);
    let mut events = exercise.advance(0);
    let tell = Command::Tell {
        from: "The press office".to_owned(),
        to: vec![RoleId(0)],
        channel: ChannelId(0),
        text: "EXERCISE. This is on the web. EXERCISE.".to_owned(),
        attachments: vec![
            enclosed(
                "red-screen.jpg",
                "A photograph from the web",
                "A red screen.",
            ),
            enclosed("who.csv", "Those who rang", ""),
        ],
    };
    events.extend(exercise.apply(&tell).expect("it can be sent"));
    events.extend(exercise.apply(&Command::End).expect("it can end"));
    let nothing = Observations::default();
    finished_from(exercise, events, nothing, &[], Vec::new())
}

fn photos(document: &Document) -> Vec<&str> {
    let blocks = document.blocks.iter();
    let photos = blocks.filter_map(|block| match block {
        Block::Photo { caption, .. } => Some(caption.as_str()),
        _ => None,
    });
    photos.collect()
}

/// Every cell of every table of a file.
fn cells(document: &Document) -> Vec<&str> {
    let sheets = document.blocks.iter().filter_map(|block| match block {
        Block::Sheet(table) => Some(table),
        _ => None,
    });
    let cells = sheets.flat_map(|table| table.rows.iter().flatten());
    cells.map(Cell::said).collect()
}

#[test]
fn what_came_with_an_ad_hoc_inject_stands_in_the_log_and_its_pictures_in_the_report() {
    let finished = finished();
    let log = report::full_log(&finished, "");
    assert_eq!(photos(&log), ["A photograph from the web"]);
    assert_eq!(cells(&log), ["Otterly Quince", "Oak"]);
    let headed = log.blocks.iter().any(|block| {
        matches!(block, Block::Heading(2, words) if words.ends_with("ad-hoc, from The press office"))
    });
    assert!(headed);
    let text = report::markdown(&log);
    assert!(
        text.contains("With it: Those who rang (table of one row)."),
        "{text}"
    );
    let document = report::post_exercise(&finished, "");
    assert_eq!(photos(&document), ["A photograph from the web"]);
    assert_eq!(cells(&document), [""; 0], "the log has the table");
}

#[test]
fn what_is_given_away_has_no_file_of_an_ad_hoc_inject_and_its_words_only_if_they_are_kept() {
    let away = pseudonymous(finished(), &[]);
    for document in [
        report::full_log(&away, ""),
        report::post_exercise(&away, ""),
    ] {
        assert_eq!(photos(&document), [""; 0]);
        let page = report::page(&document);
        assert!(!page.contains("Otterly") && !page.contains("from the web"));
    }
    let log = report::markdown(&report::full_log(&away, ""));
    assert!(log.contains("With it: \\[struck\\] (picture)"), "{log}");
}
