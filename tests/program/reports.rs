//! Reports: the model is as it was agreed, the Word file is one, and a pseudonymous report has no
//! name in any byte.

use crate::support::{agreed, friday};
use std::io::{Cursor, Read};
use std::path::Path;
use wardroom_core::assessment::{Observations, Reference, references};
use wardroom_core::exercise::{
    Answer, Carried, Command, Element, Event, Exercise, Figures, Improvement, Methane, Status,
};
use wardroom_core::record::Person;
use wardroom_core::review::Finished;
use wardroom_core::scenario::{
    AttachmentKind, ChannelId, Fires, InjectId, Measure, Rating, Scenario,
};
use wardroom_papers::report;
use wardroom_papers::report::document::{Block, Cell, Document};
use wardroom_papers::report::pseudonyms::pseudonymous;

/// A finished exercise from its parts, as it is judged.
pub fn finished_from(
    exercise: Exercise,
    events: Vec<Event>,
    observations: Observations,
    references: &[Reference],
    people: Vec<Person>,
) -> Finished {
    Finished {
        people,
        started: "2026-11-20T13:00:00Z".to_owned(),
        ..Finished::of(&exercise, events, observations, references)
    }
}

/// People whose names are typed wherever words can be typed.
const NAMES: [(&str, &str); 3] = [
    ("on-call-exec", "Bernadette Quillfeather"),
    ("it-director", "Dr Oluwaseun O'Hagan-Vyse"),
    ("ed-consultant", "Zoë Ängström"),
];
const EVALUATOR: &str = "Theodora Brambleworth";
/// Somebody who sat at no role's place and answered afterwards.
const ANSWERING: &str = "Ignatius Wetherspoke";

/// Six hours of Friday lunchtime with names in every text that people write.
pub fn finished() -> Finished {
    let scenario = friday();
    let mut exercise = Exercise::new(scenario.clone(), 7);
    let mut events = exercise.advance(0);
    let mut observations = Observations::default();
    let said = "Bernadette Quillfeather and bernadette's deputy; Oluwaseun asked ZOË ÄNGSTRÖM, then Brambleworth noted what O'Hagan-Vyse said.".to_owned();
    let because = || said.clone();
    let inject = InjectId::from(scenario.injects.len() - 1);
    let exec = scenario.names.roles["on-call-exec"];
    let commands = [
        Command::Play {
            card: scenario.names.cards["declare-critical"],
            target: None,
            by: exec,
            because: because(),
        },
        Command::Improvise {
            text: because(),
            effects: Vec::new(),
            by: exec,
            because: because(),
        },
        Command::Report {
            by: exec,
            text: because(),
            figures: Some(Figures {
                locked: Some(40),
                services: Some(3),
                ed_waiting: None,
            }),
            methane: Some(Box::new(Methane {
                hazards: because(),
                access: because(),
                ..Methane::default()
            })),
        },
        Command::Reword {
            inject,
            text: because(),
        },
        Command::Tell {
            from: "Zoë Ängström".to_owned(),
            to: vec![exec],
            channel: ChannelId(0),
            text: because(),
            attachments: Vec::new(),
        },
        Command::Note {
            by: EVALUATOR.to_owned(),
            text: because(),
            task: Some(scenario.tasks[1].id.clone()),
            rating: Some(Rating::S),
            inject: None,
        },
        Command::Rate {
            task: scenario.tasks[2].id.clone(),
            rating: Some(Rating::M),
            by: EVALUATOR.to_owned(),
            because: because(),
        },
        Command::Act(Box::new(Improvement {
            number: 1,
            carried: Some(Carried {
                started: "2025-11-21T09:00:00Z".to_owned(),
                number: 3,
            }),
            task: Some(scenario.tasks[1].id.clone()),
            issue: because(),
            root_cause: because(),
            action: because(),
            element: Element::Training,
            owner: "Zoë Ängström".to_owned(),
            contact: "zoë on 4417".to_owned(),
            starts: "2026-12-01".to_owned(),
            due: "2027-02-01".to_owned(),
            status: Status::Learned,
            clause: None,
            evidence: because(),
        })),
        Command::Answer(Box::new(Answer {
            number: 1,
            group: "Porter".to_owned(),
            name: ANSWERING.to_owned(),
            confidence: [(scenario.objectives[0].id.clone(), 5)].into(),
            well: because(),
            change: format!("{ANSWERING} was not asked."),
            ..Answer::default()
        })),
        Command::Answer(Box::new(Answer {
            number: 2,
            group: "Nurse".to_owned(),
            name: "Zoë Ängström".to_owned(),
            agrees: [("part".to_owned(), 4)].into(),
            ..Answer::default()
        })),
        Command::Answer(Box::new(Answer {
            number: 3,
            group: "Nurse".to_owned(),
            name: "Zoë Ängström".to_owned(),
            agrees: [("part".to_owned(), 2)].into(),
            next: because(),
            ..Answer::default()
        })),
        Command::Correct {
            entry: 2,
            text: because(),
            by: EVALUATOR.to_owned(),
        },
    ];
    events.extend(exercise.advance(7_200));
    for command in commands {
        match exercise.apply(&command) {
            Ok(happened) => events.extend(happened),
            Err(why) => panic!("{command:?}: {why}"),
        }
        observations.take(7_200, &command);
    }
    // Whoever watched rates what only a person can rate, so that there is a score.
    for task in &scenario.tasks {
        if matches!(task.measure, Measure::Observed) {
            let rate = Command::Rate {
                task: task.id.clone(),
                rating: Some(Rating::S),
                by: EVALUATOR.to_owned(),
                because: String::new(),
            };
            observations.take(7_200, &rate);
        }
    }
    events.extend(exercise.advance(6 * 3_600));
    events.extend(exercise.apply(&Command::End).expect("it can end"));
    let references = references(&scenario, 7, 360);
    let people = NAMES.iter().map(|(role, name)| Person {
        role: (*role).to_owned(),
        name: (*name).to_owned(),
    });
    finished_from(
        exercise,
        events,
        observations,
        &references,
        people.collect(),
    )
}

/// Every file in a Word file, as text.
pub fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a Word file is an archive");
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).expect("an entry");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("it can be read");
            (file.name().expect("a name").into_owned(), bytes)
        })
        .collect()
}

/// All reports, each with its name; a Word file as its parts.
fn all(finished: &Finished) -> Vec<(String, Vec<u8>)> {
    let document = report::post_exercise(finished, "OFFICIAL");
    let word = report::docx(&document).expect("it can be written");
    let mut all = unpacked(&word);
    all.push(("html".to_owned(), report::page(&document).into_bytes()));
    all.push(("md".to_owned(), report::markdown(&document).into_bytes()));
    all.push((
        "json".to_owned(),
        report::json(finished)
            .expect("it can be written")
            .into_bytes(),
    ));
    all.push(("csv".to_owned(), report::csv(finished)));
    all
}

/// The names and the parts of names that people could be known by, lower-case.
fn known_by() -> Vec<String> {
    NAMES
        .iter()
        .map(|(_, name)| *name)
        .chain([EVALUATOR, ANSWERING])
        .flat_map(|name| name.split(' ').chain([name]))
        .filter(|part| *part != "Dr")
        .map(str::to_lowercase)
        .collect()
}

#[test]
fn a_pseudonymous_report_has_no_name_in_any_byte() {
    let plain = all(&finished());
    let veiled = all(&pseudonymous(finished(), &[]));
    for part in known_by() {
        let has = |reports: &[(String, Vec<u8>)]| -> Vec<String> {
            reports
                .iter()
                .filter(|(_, bytes)| {
                    String::from_utf8_lossy(bytes)
                        .to_lowercase()
                        .replace("&#39;", "'")
                        .replace("&apos;", "'")
                        .replace('’', "'")
                        .replace("&quot;", "\"")
                        .contains(&part)
                })
                .map(|(name, _)| name.clone())
                .collect()
        };
        assert!(
            !has(&plain).is_empty(),
            "{part} should be in a plain report"
        );
        assert_eq!(has(&veiled), Vec::<String>::new(), "{part} is left");
    }
    // The improvement plan is in every report but the timeline.
    for (name, bytes) in &veiled {
        if matches!(name.as_str(), "html" | "md" | "json" | "word/document.xml") {
            let text = String::from_utf8_lossy(bytes);
            let typed = text.contains("2027-02-01");
            let written = text.contains("1 February 2027");
            assert!(typed || written, "{name} has no improvement plan");
        }
    }
    let document = report::post_exercise(&pseudonymous(finished(), &[]), "");
    let words = serde_json::to_string(&document).expect("it can be written");
    // Zoë Ängström answers for the action; how she is reached is nobody's business.
    let owner = friday().roles[friday().names.roles["ed-consultant"].at()]
        .title
        .clone();
    for wanted in [
        "Evaluator 1",
        "A participant",
        &format!("\"{owner}\\n[struck]\""),
    ] {
        assert!(words.contains(wanted), "{wanted}");
    }
    assert!(!words.contains("4417"), "a contact stays nowhere");
}

#[test]
fn the_word_file_has_styles_pictures_and_the_marking_on_every_page() {
    let document = report::post_exercise(&finished(), "OFFICIAL-SENSITIVE");
    let parts = unpacked(&report::docx(&document).expect("it can be written"));
    let text = |wanted: &str| -> String {
        parts
            .iter()
            .filter(|(name, _)| name.contains(wanted))
            .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
            .collect()
    };
    let styles = text("word/styles.xml");
    for style in ["heading 1", "heading 2", "heading 3", "Title", "caption"] {
        assert!(styles.contains(&format!("w:val=\"{style}\"")), "{style}");
    }
    assert!(text("word/header").contains("OFFICIAL-SENSITIVE"));
    assert!(text("word/footer").contains("PAGE"));
    let pictures: Vec<&Vec<u8>> = parts
        .iter()
        .filter(|(name, _)| name.starts_with("word/media/") && !name.ends_with('/'))
        .map(|(_, bytes)| bytes)
        .collect();
    let carried = document.blocks.iter();
    let carried = carried
        .filter(|it| matches!(it, Block::Photo { .. }))
        .count();
    assert!(carried > 0, "an inject that came carried one");
    assert_eq!(pictures.len(), 4 + carried);
    for picture in pictures {
        assert!(picture.starts_with(b"\x89PNG"), "a picture is a PNG");
    }
    let body = text("word/document.xml");
    for block in &document.curled().blocks {
        if let Block::Heading(level, words) = block {
            assert!(body.contains(&format!("w:val=\"Heading{level}\"")));
            assert!(body.contains(words.as_str()), "{words}");
        }
    }
}

#[test]
fn every_table_has_a_cell_for_every_column_and_fills_the_page() {
    let document = report::post_exercise(&finished(), "");
    let mut tables = 0;
    for block in &document.blocks {
        if let Block::Table(table) = block {
            tables += 1;
            assert_eq!(table.head.len(), table.widths.len());
            assert_eq!(table.widths.iter().sum::<usize>(), 100, "{:?}", table.head);
            for row in &table.rows {
                assert_eq!(row.len(), table.head.len(), "{row:?}");
            }
        }
    }
    assert!(tables >= 9, "{tables}");
}

/// The model of the report as it was agreed. To agree to another one, run the tests with
/// `WARDROOM_AGREE=1` and read the difference.
#[test]
fn the_report_is_as_it_was_agreed() {
    let document: Document = report::post_exercise(&finished(), "OFFICIAL");
    let now = serde_json::to_string_pretty(&document).expect("it can be written") + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/program/post-exercise.json");
    agreed(&path, &now);
}

#[test]
fn the_papers_are_whole_and_players_read_nothing_of_what_will_come() {
    let scenario = friday();
    let papers = report::papers(&scenario);
    assert_eq!(papers.len(), 12 + usize::from(scenario.run_sheet.is_some()));
    for (name, document) in &papers {
        let page = report::page(document);
        assert!(page.contains("EXERCISE"), "{name}");
        report::docx(document).unwrap_or_else(|why| panic!("{name}: {why}"));
        for block in &document.blocks {
            if let Block::Table(table) = block {
                assert_eq!(table.widths.iter().sum::<usize>(), 100, "{name}");
                assert!(
                    table.rows.iter().all(|row| row.len() == table.head.len()),
                    "{name}"
                );
            }
        }
        // A card's words may be those of its title.
        let titles = *name != "evidence-cards";
        if matches!(
            *name,
            "participant-pack"
                | "role-cards"
                | "attendance-register"
                | "questionnaire"
                | "observers-pack"
                | "evidence-cards"
        ) {
            for inject in scenario.injects.iter().filter(|_| titles) {
                assert!(
                    !page.contains(&inject.title),
                    "{name} tells of “{}”",
                    inject.title
                );
            }
            for prompt in &scenario.prompts {
                assert!(
                    !page.contains(&prompt.question),
                    "{name} asks “{}”",
                    prompt.question
                );
            }
        }
    }
    let list = report::page(&papers[5].1);
    let rows = list.matches("<tr>").count();
    let carried = scenario.injects.iter().flat_map(|it| &it.attachments);
    let tables: usize = carried
        .map(|it| match &it.file.kind {
            AttachmentKind::Table { rows, .. } => rows.len() + 1,
            _ => 0,
        })
        .sum();
    assert!(tables > 1, "one of them carries a table");
    assert_eq!(rows, scenario.injects.len() + 1 + tables);
}

/// A paper of a scenario.
fn paper(scenario: &Scenario, wanted: &str) -> Document {
    let mut papers = report::papers(scenario).into_iter();
    papers.find(|it| it.0 == wanted).expect("it is printed").1
}

/// All that a part of a document says.
fn said(block: &Block) -> String {
    match block {
        Block::Heading(_, words) | Block::Text(words) | Block::Note(words) => words.clone(),
        Block::Table(table) => {
            let cells = table.rows.iter().flatten().map(Cell::said);
            cells.collect::<Vec<_>>().join("\n")
        }
        Block::Photo { caption, shows, .. } => format!("{caption}\n{shows}"),
        Block::Sheet(table) => table.head.join("\n"),
        Block::Card(blocks) => blocks.iter().map(said).collect::<Vec<_>>().join("\n"),
        other => panic!("no card has one: {other:?}"),
    }
}

#[test]
fn each_core_inject_is_a_card_for_each_of_its_roles_and_tells_no_more_than_is_sent() {
    let scenario = friday();
    let cards = paper(&scenario, "evidence-cards");
    let sheet = scenario.run_sheet.as_ref().expect("it has one");
    let mut wanted: Vec<(usize, usize)> = sheet
        .core()
        .flat_map(|id| {
            let to = scenario.injects[id.at()].to.iter();
            to.map(move |role| (id.at(), role.at()))
        })
        .collect();
    let mut role = String::new();
    let mut pictures = 0;
    for block in &cards.blocks {
        if let Block::Heading(1, words) = block {
            role.clone_from(words);
        }
        let Block::Card(parts) = block else { continue };
        let text = said(block);
        let marked = "EXERCISE EXERCISE EXERCISE";
        assert!(text.starts_with(marked) && text.ends_with(marked), "{text}");
        let found = wanted.iter().position(|(inject, to)| {
            let title = &scenario.roles[*to].title;
            text.contains(&format!("Card {} · {title}\n", inject + 1))
                && role.ends_with(&format!(": {title}"))
        });
        let (inject, _) = wanted.swap_remove(found.unwrap_or_else(|| panic!("{role}: {text}")));
        let inject = &scenario.injects[inject];
        for line in inject.text.lines() {
            assert!(text.contains(line.trim()), "{line}");
        }
        assert!(text.contains(&inject.from));
        for other in &scenario.injects {
            assert!(!text.contains(&other.expect), "{text}");
        }
        // When it comes is printed only where that hangs on nothing that the role doesn't know.
        let blank = text.contains("____");
        match inject.fires {
            Fires::At(mins) => {
                assert!(!blank && text.contains(&scenario.clock(u64::from(mins) * 60)));
            }
            Fires::When { .. } | Fires::ByHand => assert!(blank, "{text}"),
            Fires::After { .. } => {}
        }
        let shown = parts.iter().filter(|it| matches!(it, Block::Photo { .. }));
        pictures += shown.count();
    }
    assert!(wanted.is_empty(), "no card for {wanted:?}");
    assert!(pictures > 0, "pictures are printed");
}

#[test]
fn pictures_that_injects_carry_are_pictures_in_the_page_and_the_word_file() {
    let scenario = friday();
    let carried = scenario.injects.iter().flat_map(|it| &it.attachments);
    let of_kind = |wanted: fn(&AttachmentKind) -> bool| {
        carried.clone().filter(|it| wanted(&it.file.kind)).count()
    };
    let pictures = of_kind(|it| matches!(it, AttachmentKind::Picture { .. }));
    let tables = of_kind(|it| matches!(it, AttachmentKind::Table { .. }));
    assert!(pictures > 0 && tables > 0);
    for name in ["events-list", "facilitators-handbook"] {
        let document = paper(&scenario, name);
        let page = report::page(&document);
        assert_eq!(
            page.matches("src=\"data:image/").count(),
            pictures,
            "{name}"
        );
        let sheets = document.blocks.iter();
        let sheets = sheets.filter(|it| matches!(it, Block::Sheet(_))).count();
        assert_eq!(sheets, tables, "{name}");
        let word = report::docx(&document).expect("it can be written");
        let mut word = zip::ZipArchive::new(Cursor::new(word)).expect("a Word file");
        let media: Vec<String> = word
            .file_names()
            .map(|it| it.expect("a name").into_owned())
            .filter(|it| it.starts_with("word/media/") && !it.ends_with('/'))
            .collect();
        assert_eq!(media.len(), pictures, "{name}: {media:?}");
        for name in media {
            let mut bytes = Vec::new();
            let mut file = word.by_name(&name).expect("it is there");
            file.read_to_end(&mut bytes).expect("it is whole");
            assert!(bytes.starts_with(b"\x89PNG"), "{name} is what it is called");
        }
    }
}

#[test]
fn the_envelope_list_names_every_card_of_every_role_and_move() {
    let scenario = friday();
    let list = paper(&scenario, "envelope-list");
    assert!(list.marking.contains("NOT FOR PLAYERS"));
    let mut tables = list.blocks.iter().filter_map(|it| match it {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let envelopes = tables.next().expect("the envelopes");
    let cards = paper(&scenario, "evidence-cards");
    let headings: Vec<&String> = cards
        .blocks
        .iter()
        .filter_map(|it| match it {
            Block::Heading(1, words) => Some(words),
            _ => None,
        })
        .collect();
    assert_eq!(envelopes.rows.len(), headings.len());
    let mut listed = 0;
    for (row, heading) in envelopes.rows.iter().zip(&headings) {
        let [number, role, part, _, numbers] = row.as_slice() else {
            panic!("five cells");
        };
        let wanted = format!("Envelope {}: {}", number.said(), role.said());
        assert_eq!(**heading, wanted);
        assert!(part.said().starts_with("Move "), "{}", part.said());
        listed += numbers.said().split(", ").count();
    }
    let made = cards.blocks.iter();
    let made = made.filter(|it| matches!(it, Block::Card(_))).count();
    assert_eq!(listed, made);
    // By when they are due, each core inject once.
    let due: usize = tables.map(|it| it.rows.len()).sum();
    let sheet = scenario.run_sheet.as_ref().expect("it has one");
    assert_eq!(due, sheet.core().count());
}

#[test]
fn an_action_that_lacks_something_is_refused_in_words_and_the_last_of_a_number_counts() {
    let scenario = friday();
    let mut exercise = Exercise::new(scenario.clone(), 1);
    exercise.apply(&Command::End).expect("it can end");
    let good = Improvement {
        number: 2,
        issue: "Nobody knew who led.".to_owned(),
        action: "Name the leads in the plan.".to_owned(),
        ..Improvement::default()
    };
    let with = |change: fn(&mut Improvement)| {
        let mut action = good.clone();
        change(&mut action);
        action
    };
    for (action, says) in [
        (with(|it| it.action.clear()), "what is to be done"),
        (with(|it| it.number = 0), "numbered from 1"),
        (with(|it| it.due = "soon".to_owned()), "2026-12-01"),
        (with(|it| it.status = Status::Learned), "evidence"),
        (
            with(|it| {
                it.starts = "2027-01-01".to_owned();
                it.due = "2026-12-01".to_owned();
            }),
            "before it begins",
        ),
        (with(|it| it.task = Some("nothing".to_owned())), "no task"),
    ] {
        let refused = exercise.apply(&Command::Act(Box::new(action)));
        let why = refused.expect_err(says).to_string();
        assert!(why.contains(says), "{why}");
    }
    // They are agreed after ENDEX, and change nothing in what was played.
    let before = exercise.state().hash();
    let mut observations = Observations::default();
    for action in [
        good.clone(),
        with(|it| it.number = 1),
        with(|it| it.status = Status::UnderWay),
    ] {
        let command = Command::Act(Box::new(action));
        exercise.apply(&command).expect("it is whole");
        observations.take(0, &command);
    }
    assert_eq!(exercise.state().hash(), before);
    let found: Vec<(u32, Status)> = observations
        .actions
        .iter()
        .map(|it| (it.number, it.status))
        .collect();
    assert_eq!(found, [(1, Status::Open), (2, Status::UnderWay)]);
}

/// Every key in it, however deep.
fn keys(value: &serde_json::Value, found: &mut std::collections::BTreeSet<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (key, value) in fields {
                found.insert(key.clone());
                keys(value, found);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|it| keys(it, found)),
        _ => {}
    }
}

#[test]
fn every_name_that_programs_can_read_is_documented() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reports.md");
    let documented = std::fs::read_to_string(path).expect("the page");
    let documented: std::collections::BTreeSet<&str> = documented
        .split('`')
        .skip(1)
        .step_by(2)
        .flat_map(|it| it.split(['.', '[', ']']))
        .collect();
    let json = report::json(&finished()).expect("it can be written");
    let json: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    let mut found = std::collections::BTreeSet::new();
    keys(&json, &mut found);
    let missing: Vec<&String> = found
        .iter()
        .filter(|key| !documented.contains(key.as_str()))
        .collect();
    assert_eq!(missing, Vec::<&String>::new());
    for column in ["exercise_time", "minutes", "kind", "title", "detail", "who"] {
        assert!(documented.contains(column), "{column}");
    }
}

#[test]
fn what_was_barely_played_has_no_score_and_nothing_that_looks_like_one() {
    let scenario = friday();
    let mut exercise = Exercise::new(scenario.clone(), 7);
    let mut events = exercise.advance(20 * 60);
    events.extend(exercise.apply(&Command::End).expect("it can end"));
    let references = references(&scenario, 7, exercise.state().minute);
    let finished = Finished::of(&exercise, events, Observations::default(), &references);
    let (seen, all) = finished.assessment.seen();
    assert!(seen * 2 < all, "{seen} of {all}");
    let words = format!("{seen} of {all} tasks seen");

    let summary = report::Summary::of(&finished);
    assert!(summary.score.is_none() && summary.patients.is_none() && summary.position.is_none());
    assert!(
        summary
            .objectives
            .iter()
            .all(|it| it.rating.is_none() && it.score.is_none())
    );
    assert!(summary.in_words().contains(&words) && !summary.in_words().contains(" of 100"));

    let document = report::post_exercise(&finished, "");
    assert!(
        document
            .blocks
            .iter()
            .all(|it| !matches!(it, Block::Figure { .. }))
    );
    let page = report::page(&document);
    assert!(page.contains(&words));
    assert!(!page.contains(", of 100") && !page.contains("it lies between"));
    assert!(!page.contains("their scores"));

    let json: serde_json::Value =
        serde_json::from_str(&report::json(&finished).expect("JSON")).expect("it is JSON");
    assert!(json["assessment"]["score"].is_null());
    assert!(json["assessment"]["objectives"][0]["score"].is_null());
    assert!(json["assessment"]["outcomes"][0]["standing"].is_null());
}
