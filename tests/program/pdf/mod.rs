//! PDFs: nothing of a document is lost, everything is tagged, and the same document gives the same
//! bytes.

pub mod reader;

use crate::support::friday;
use proptest::prelude::*;
use reader::Read;
use std::path::Path;
use std::sync::Arc;
use wardroom_core::assessment::{Observations, references};
use wardroom_core::exercise::Exercise;
use wardroom_core::exercise::scripted::{self, Step};
use wardroom_core::review::Finished;
use wardroom_core::scenario::{Rating, Scenario};
use wardroom_files as files;
use wardroom_papers::report;
use wardroom_papers::report::document::{self, Block, Cell, Document, Table};
use wardroom_papers::report::image::Image;

const CHART: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><title>Devices locked</title><desc>Rises to 40 by noon.</desc><defs><pattern id="h" width="4" height="4" patternUnits="userSpaceOnUse"><path d="M0 0L4 4" stroke="#000"/></pattern></defs><rect width="80" height="20" fill="url(#h)" opacity="0.5"/><text x="20" y="40" font-family="Inter" font-size="12">locked مرحبا <tspan font-weight="bold">in truth</tspan></text></svg>"##;

fn document(blocks: Vec<Block>) -> Document {
    Document {
        title: "Friday lunchtime".to_owned(),
        subtitle: "A report".to_owned(),
        marking: "OFFICIAL-SENSITIVE".to_owned(),
        blocks,
        closing: "The end.".to_owned(),
    }
}

/// The report of a scenario as its first team plays it.
fn report_of(scenario: &Arc<Scenario>) -> Document {
    let team = scenario.teams.first().expect("a team");
    let mut exercise = Exercise::new(scenario.clone(), 7);
    let mut events = exercise.advance(0);
    scripted::play(&mut exercise, team, |_, step| {
        if let Step::Taken(_, more) | Step::Passed(more) = step {
            events.extend(more);
        }
        true
    });
    let observations = Observations::default();
    let references = references(scenario, 7, exercise.state().minute);
    report::post_exercise(
        &Finished {
            team: Some(team.id.clone()),
            started: "2026-11-20T13:00:00Z".to_owned(),
            ..Finished::of(&exercise, events, observations, &references)
        },
        "OFFICIAL",
    )
}

/// All that a document says, without spaces and without what can't be said.
fn words(document: &Document) -> String {
    let document = document.curled();
    let mut said = vec![document.title.clone(), document.subtitle.clone()];
    said_in(&document.blocks, &mut said);
    said.push(document.closing.clone());
    let said = said.concat();
    said.chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .filter(|c| *c != '\u{feff}' && (u32::from(*c) & 0xfffe) != 0xfffe)
        .collect()
}

fn said_in(blocks: &[Block], said: &mut Vec<String>) {
    let cells = |rows: &[Vec<Cell>]| -> Vec<String> {
        rows.iter()
            .flatten()
            .map(|it| it.said().to_owned())
            .collect()
    };
    for block in blocks {
        match block {
            Block::Heading(_, words) | Block::Text(words) | Block::Note(words) => {
                said.push(words.clone());
            }
            Block::Figure {
                label,
                value,
                words,
            } => said.extend([label.clone(), value.clone(), words.clone()]),
            Block::List(items) => said.extend(items.iter().map(|it| format!("•{it}"))),
            Block::Table(table) => {
                said.extend(table.head.iter().map(|it| (*it).to_owned()));
                said.extend(cells(&table.rows));
            }
            Block::Sheet(table) => {
                said.extend(table.head.iter().cloned());
                said.extend(cells(&table.rows));
            }
            Block::Picture { caption, told, .. } => {
                said.push(caption.clone());
                said.extend(told.iter().cloned());
            }
            Block::Photo { caption, shows, .. } => said.extend([caption.clone(), shows.clone()]),
            Block::Card(blocks) => said_in(blocks, said),
            Block::NewPage => {}
        }
    }
}

fn read(document: &Document) -> Read {
    Read::new(&report::pdf(document).expect("it can be written"))
}

/// Whether all is there in the order in which it is read.
fn says_all(name: &str, document: &Document) {
    let said = read(document).said(false).concat();
    let wanted = words(document);
    let rest = said.strip_prefix(wanted.as_str()).unwrap_or_else(|| {
        let same = said
            .chars()
            .zip(wanted.chars())
            .take_while(|(a, b)| a == b)
            .count();
        let from = same.saturating_sub(30);
        let near = |it: &str| it.chars().skip(from).take(90).collect::<String>();
        panic!(
            "{name}: it should say “{}”, and says “{}”",
            near(&wanted),
            near(&said)
        )
    });
    assert!(rest.is_empty() || rest.starts_with('□'), "{name}: {rest}");
}

#[test]
fn the_report_and_the_papers_of_every_scenario_say_all_that_the_document_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut seen = 0;
    for entry in folder.read_dir().expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|it| it != "ron") {
            continue;
        }
        let scenario = files::scenario(&path).expect("a scenario");
        for (name, paper) in report::papers(&scenario) {
            says_all(&format!("{} of {}", name, path.display()), &paper);
            seen += 1;
        }
        says_all(&path.display().to_string(), &report_of(&scenario));
    }
    assert!(seen >= 6, "{seen}");
}

#[test]
fn the_marking_and_the_number_stand_on_every_page_and_are_not_part_of_the_text() {
    let report = report_of(&friday());
    let read = read(&report);
    let pages = read.pages();
    assert!(pages > 2, "{pages}");
    for (at, adorning) in read.said(true).iter().enumerate() {
        assert!(adorning.starts_with("OFFICIAL"), "{adorning}");
        let foot = format!("Page{}of{pages}", at + 1);
        assert!(adorning.ends_with(&foot), "{adorning}");
    }
}

#[test]
fn every_part_is_tagged_and_every_chart_says_in_words_what_it_shows() {
    let report = report_of(&friday()).curled();
    let file = read(&report);
    let parts = file.parts();
    let count = |kind: &str| parts.iter().filter(|it| it.kind == kind).count();
    let (mut tables, mut heads, mut cells, mut pictures, mut headings) = (0, 0, 0, 0, 1);
    for block in &report.blocks {
        match block {
            Block::Table(table) => {
                tables += 1;
                if table.head.iter().any(|it| !it.is_empty()) {
                    heads += table.head.len();
                }
                cells += table.rows.iter().map(Vec::len).sum::<usize>();
            }
            Block::Picture { caption, .. } => {
                pictures += 1;
                let alt = parts.iter().any(|it| it.alt.starts_with(caption.as_str()));
                assert!(alt, "nothing is said of “{caption}”");
            }
            Block::Photo { shows, .. } => {
                pictures += 1;
                assert!(parts.iter().any(|it| it.alt == *shows), "{shows}");
            }
            Block::Heading(..) => headings += 1,
            _ => {}
        }
    }
    assert!(tables > 3 && pictures > 2 && headings > 5);
    assert_eq!(count("Table"), tables);
    assert_eq!(count("TH"), heads);
    assert_eq!(count("TD"), cells);
    assert_eq!(count("Figure"), pictures);
    assert_eq!(
        count("H1") + count("H2") + count("H3") + count("H4"),
        headings
    );
    assert_eq!(count("H1"), 1);
    assert_eq!(count("Document"), 1);
    assert_eq!(file.bookmarks(), headings);
    let lang = file.catalogue().get(b"Lang").expect("a language");
    assert_eq!(lang.as_str().expect("text"), b"en-GB");
    assert!(file.catalogue().has(b"StructTreeRoot"));
    let bytes = report::pdf(&report).expect("it can be written");
    let text = String::from_utf8_lossy(&bytes);
    assert!(
        text.contains("pdfuaid:part"),
        "it says that it keeps PDF/UA-1"
    );
}

#[test]
fn a_chart_says_its_title_and_its_description_and_its_letters_stay_letters() {
    let picture = Block::Picture {
        caption: "Devices".to_owned(),
        svg: CHART.to_owned(),
        told: Vec::new(),
    };
    let file = read(&document(vec![picture]));
    let parts = file.parts();
    let figure = parts
        .iter()
        .find(|it| it.kind == "Figure")
        .expect("a figure");
    assert_eq!(figure.alt, "Devices. Devices locked. Rises to 40 by noon.");
    let broken = Block::Picture {
        caption: "Devices".to_owned(),
        svg: "<p>This chart could not be drawn.</p>".to_owned(),
        told: Vec::new(),
    };
    let why = report::pdf(&document(vec![broken])).expect_err("it is no chart");
    assert!(why.to_string().starts_with("A chart could not be drawn"));
}

/// A picture of a scenario's, as it is printed.
fn photo() -> Block {
    let scenario = friday();
    let carried = scenario.injects.iter().flat_map(|it| &it.attachments);
    let image = carried.filter_map(|it| Image::of(&it.file)).next();
    Block::Photo {
        caption: "Clinic 4".to_owned(),
        shows: "A red screen.".to_owned(),
        image: image.expect("one is a picture"),
    }
}

#[test]
fn a_card_stands_whole_on_one_page_with_its_picture_and_a_longer_one_is_said_all_the_same() {
    let card = |at: usize, lines: usize| {
        let mut blocks = vec![Block::Note(format!("head{at}x"))];
        blocks.extend((0..lines).map(|_| Block::Text("Words of a card.".to_owned())));
        if at.is_multiple_of(3) {
            blocks.push(photo());
        }
        blocks.push(Block::Note(format!("foot{at}x")));
        Block::Card(blocks)
    };
    let mut blocks: Vec<Block> = (0..9).map(|at| card(at, 4 + at * 2)).collect();
    // A heading stays with the card that it heads.
    blocks.push(Block::Heading(1, "last".to_owned()));
    blocks.push(card(9, 12));
    blocks.push(card(10, 90));
    let document = document(blocks);
    let file = read(&document);
    let said = file.said(false);
    for at in 0..10 {
        let page = |mark: String| said.iter().position(|it| it.contains(&mark));
        let (head, foot) = (page(format!("head{at}x")), page(format!("foot{at}x")));
        assert!(head.is_some() && head == foot, "{at}: {head:?}, {foot:?}");
    }
    let page = |mark: &str| said.iter().position(|it| it.contains(mark));
    assert_eq!(page("last"), page("head9x"));
    assert!(page("head10x") < page("foot10x"));
    let figures = file.parts().into_iter().filter(|it| it.kind == "Figure");
    let told: Vec<String> = figures.map(|it| it.alt).collect();
    assert_eq!(told, ["A red screen."; 4]);
    says_all("cards", &document);
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let report = report_of(&friday());
    let once = report::pdf(&report).expect("it can be written");
    assert!(once == report::pdf(&report).expect("it can be written"));
}

fn table(rows: Vec<Vec<String>>) -> Block {
    Block::Table(Table {
        head: vec!["When", "What"],
        widths: vec![20, 80],
        rows: document::words(rows),
    })
}

#[test]
fn a_table_says_its_head_on_every_page_and_divides_no_row_that_fits_on_one() {
    let long = "Eight words that are said again and again. ".repeat(12);
    let rows = (0..60)
        .map(|at| vec![format!("row{at}x"), format!("{long}end{at}x")])
        .collect();
    let file = read(&document(vec![table(rows)]));
    let (said, adorning) = (file.said(false), file.said(true));
    assert!(said.len() > 5);
    for page in &adorning[1..] {
        assert!(
            page.contains("WhenWhat") || page == adorning.last().expect("a page"),
            "{page}"
        );
    }
    for at in 0..60 {
        let on = |words: String| {
            said.iter()
                .position(|it| it.contains(&words))
                .expect("said")
        };
        assert_eq!(
            on(format!("row{at}x")),
            on(format!("end{at}x")),
            "row {at} is divided"
        );
    }
}

#[test]
fn a_heading_never_stands_alone_at_the_foot_of_a_page() {
    for lines in 20..60 {
        let mut blocks: Vec<Block> = (0..lines)
            .map(|at| Block::Text(format!("Line {at}.")))
            .collect();
        blocks.push(Block::Heading(1, "Heading over it".to_owned()));
        blocks.push(Block::Heading(2, "Heading under it".to_owned()));
        blocks.push(table(vec![vec![
            "12:00".to_owned(),
            "First row".to_owned(),
        ]]));
        let said = read(&document(blocks)).said(false);
        let on = |words: &str| said.iter().position(|it| it.contains(words));
        assert_eq!(on("Headingoverit"), on("Firstrow"), "after {lines} lines");
    }
}

#[test]
fn whatever_is_written_is_in_it_and_nothing_breaks_it() {
    let cells = |words: &str| vec!["12:00".to_owned(), words.to_owned()];
    let hostile = [
        String::new(),
        "\u{0}\u{1}\u{7}\u{1b}[31mred\u{9d}\u{feff}\u{ffff}".to_owned(),
        "x".repeat(5_000),
        "words and more words ".repeat(2_000),
        "مرحبا بالعالم and שלום \u{202e}turned\u{202c}".to_owned(),
        "日本語のテキスト".repeat(40),
        "👩‍⚕️ 🏥 e\u{301}\u{323}\u{315}".to_owned(),
        "a\nb\r\nc\n\n\nd".to_owned(),
        "ffi fl Straße −1 ½ ™ \u{a0}\u{200b}\u{ad}|".to_owned(),
    ];
    for words in &hostile {
        for block in [
            Block::Heading(1, words.clone()),
            Block::Text(words.clone()),
            Block::List(vec![words.clone(), words.clone()]),
            table(vec![cells(words)]),
        ] {
            says_all(
                &words.chars().take(20).collect::<String>(),
                &document(vec![block]),
            );
        }
    }
    for empty in [
        Table {
            head: vec![],
            widths: vec![],
            rows: vec![],
        },
        Table {
            head: vec![],
            widths: vec![],
            rows: vec![vec![], vec!["a".into()]],
        },
        Table {
            head: vec!["", ""],
            widths: vec![50, 50],
            rows: vec![],
        },
        Table {
            head: vec!["only"],
            widths: vec![0],
            rows: vec![vec!["a".into(); 40]],
        },
    ] {
        says_all(
            "an empty table",
            &document(vec![Block::Table(empty), Block::NewPage]),
        );
    }
    let nothing = Document {
        title: String::new(),
        subtitle: String::new(),
        marking: String::new(),
        blocks: Vec::new(),
        closing: String::new(),
    };
    assert_eq!(read(&nothing).pages(), 1);
}

fn any_cell() -> impl Strategy<Value = Cell> {
    let words = || prop_oneof![any::<String>(), "[a-zA-Z ,.\n]{0,400}"];
    prop_oneof![
        words().prop_map(Cell::Words),
        words().prop_map(Cell::Titled),
        words().prop_map(Cell::Figure),
        Just(Cell::Rating(Some(Rating::M))),
        Just(Cell::Rating(None)),
    ]
}

fn any_block() -> impl Strategy<Value = Block> {
    let words = || prop_oneof![any::<String>(), "[a-zA-Z ,.\n]{0,400}"];
    let rows = prop::collection::vec(prop::collection::vec(any_cell(), 0..5), 0..8);
    let heads = prop::sample::subsequence(vec!["When", "What", "Who", ""], 0..4);
    let widths = prop::collection::vec(0..120_usize, 0..5);
    prop_oneof![
        (0..9_usize, words()).prop_map(|(level, words)| Block::Heading(level, words)),
        words().prop_map(Block::Text),
        words().prop_map(Block::Note),
        (words(), words(), words()).prop_map(|(label, value, words)| Block::Figure {
            label,
            value,
            words
        }),
        prop::collection::vec(words(), 0..4).prop_map(Block::List),
        (heads, widths, rows).prop_map(|(head, widths, rows)| Block::Table(Table {
            head,
            widths,
            rows
        })),
        words().prop_map(|caption| Block::Picture {
            caption,
            svg: CHART.to_owned(),
            told: vec!["Nine in ten".to_owned(), "half".to_owned()],
        }),
        Just(photo()),
        Just(Block::NewPage),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_document_is_written_whole(
        blocks in prop::collection::vec(any_block(), 0..8),
        marking in any::<String>(),
    ) {
        let mut document = document(blocks);
        document.marking = marking;
        let sorted = |words: &str| {
            let mut all: Vec<char> = words.chars().collect();
            all.sort_unstable();
            all
        };
        // A row higher than a page is said page by page.
        let said = sorted(&read(&document).said(false).concat());
        let mut left = said.iter();
        for wanted in sorted(&words(&document)) {
            prop_assert!(left.any(|it| *it == wanted), "{wanted:?} is lost");
        }
    }
}
