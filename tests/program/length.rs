//! The post-exercise report's body is at most ten A4 pages, whatever is played; what is cut from
//! it is in the exercise log.
//!
//! The pages are reckoned here from what stands on them, by the sizes of type of the Word file; a
//! word processor's own pages are counted by hand when the report changes, for it breaks them as it
//! likes.

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::path::Path;
use wardroom_core::assessment::{Observations, references};
use wardroom_core::exercise::{Exercise, scripted};
use wardroom_core::record::Person;
use wardroom_core::review::Finished;
use wardroom_files as files;
use wardroom_papers::report;
use wardroom_papers::report::document::{Block, Cell, Document, Table};

/// Every shipped scenario that is played.
const SCENARIOS: [&str; 8] = [
    "friday-lunchtime",
    "clean-but-dark",
    "no-bloods",
    "hosted-record",
    "eight-weeks",
    "friday-across",
    "signed-out",
    "signed-out-board",
];
/// The most pages that the body may have.
const MOST_PAGES: f64 = 10.0;

/// Points of the text's width and height on A4: 170 by 257 mm.
const WIDE: f64 = 482.0;
const HIGH: f64 = 728.0;

/// Lines of a text in type of so many points, whose letters are half as wide as it is high.
fn lines(words: &str, points: f64, width: f64) -> f64 {
    words
        .lines()
        .map(|line| {
            (line.chars().count() as f64 * points * 0.5 / width)
                .ceil()
                .max(1.0)
        })
        .sum::<f64>()
        .max(1.0)
}

fn text(words: &str, points: f64, around: f64) -> f64 {
    lines(words, points, WIDE) * points * 1.17 + around
}

fn table(table: &Table) -> f64 {
    let row = |cells: &[&str]| {
        let most = cells
            .iter()
            .zip(&table.widths)
            .map(|(words, share)| lines(words, 9.0, WIDE * *share as f64 / 100.0 - 8.0))
            .fold(1.0, f64::max);
        most * 10.5 + 4.1
    };
    let said = |cells: &Vec<Cell>| row(&cells.iter().map(Cell::said).collect::<Vec<_>>());
    let rows: f64 = table.rows.iter().map(said).sum();
    rows + row(&table.head) + 8.0
}

/// How high a picture is, as wide as the text.
fn picture(svg: &str) -> f64 {
    let size = svg.split("viewBox=\"0 0 ").nth(1).expect("a size");
    let mut size = size.split(['"', ' ']).map(|it| it.parse::<f64>());
    let mut next = || size.next().expect("two figures").expect("a figure");
    let (width, height) = (next(), next());
    height / width * WIDE
}

/// The pages of a document, reckoned.
fn pages(document: &Document) -> f64 {
    let mut points = text(&document.title, 26.0, 5.0) + text(&document.subtitle, 12.0, 5.0);
    for block in &document.blocks {
        points += match block {
            Block::Heading(1, words) => text(words, 16.0, 12.0),
            Block::Heading(2, words) => text(words, 13.0, 12.0),
            Block::Heading(_, words) => text(words, 11.0, 12.0),
            Block::Text(words) => text(words, 10.5, 5.0),
            Block::Note(words) => text(words, 9.0, 5.0),
            Block::Figure { words, .. } => 16.0 + 56.0 + text(words, 9.0, 5.0),
            Block::List(items) => items.iter().map(|it| text(it, 10.5, 5.0)).sum(),
            Block::Table(model) => table(model),
            Block::Picture { svg, told, .. } => {
                let told = if told.is_empty() {
                    0.0
                } else {
                    text(&told.join(" "), 9.0, 5.0)
                };
                16.0 + picture(svg) + 17.0 + told
            }
            // A picture with its caption and what it shows.
            Block::Photo { shows, image, .. } => {
                let (_, high) = image.on_paper(WIDE as f32, HIGH as f32);
                17.0 + f64::from(high) + 5.0 + text(shows, 9.0, 5.0)
            }
            Block::Sheet(_) | Block::Card(_) => panic!("no report has one"),
            Block::NewPage => HIGH / 2.0,
        };
    }
    points += text(&document.closing, 9.0, 5.0);
    // What is kept together leaves room at the foot of a page.
    points / HIGH * 1.04
}

/// A shipped scenario as each of its teams plays it.
fn played(id: &str) -> Vec<Finished> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("scenarios/{id}.ron"));
    let scenario =
        files::scenario(&path).unwrap_or_else(|problems| panic!("{}", problems.render(false)));
    let references = references(&scenario, 7, scenario.ends_mins);
    scenario
        .teams
        .par_iter()
        .map(|team| {
            let mut exercise = Exercise::new(scenario.clone(), 7);
            let mut events = exercise.advance(0);
            scripted::play(&mut exercise, team, |_, step| {
                if let scripted::Step::Passed(new) | scripted::Step::Taken(_, new) = step {
                    events.extend(new);
                }
                true
            });
            let observations = Observations::default();
            Finished {
                team: Some(team.id.clone()),
                people: scenario
                    .roles
                    .iter()
                    .map(|role| Person {
                        role: role.id.clone(),
                        name: String::new(),
                    })
                    .collect(),
                started: "2026-11-20T13:00:00Z".to_owned(),
                ..Finished::of(&exercise, events, observations, &references)
            }
        })
        .collect()
}

/// Every cell and paragraph of a document.
fn everything(document: &Document) -> String {
    let mut all = format!("{}\n", document.closing);
    for block in &document.blocks {
        match block {
            Block::Table(table) => all.extend(
                table
                    .rows
                    .iter()
                    .flatten()
                    .map(|it| format!("{}\n", it.said())),
            ),
            Block::Heading(_, words) | Block::Text(words) | Block::Note(words) => {
                all.push_str(words);
                all.push('\n');
            }
            Block::List(items) => all.push_str(&items.join("\n")),
            _ => {}
        }
    }
    all
}

#[test]
fn the_body_is_at_most_ten_pages_for_every_scenario_and_team_and_the_log_has_the_rest() {
    let told: Vec<Told> = SCENARIOS
        .into_par_iter()
        .flat_map_iter(|id| played(id).iter().map(|it| told(id, it)).collect::<Vec<_>>())
        .collect();
    assert_eq!(told.len(), SCENARIOS.len() * 4, "four teams each");
    let lost: Vec<&Told> = told.iter().filter(|it| !it.lost.is_empty()).collect();
    assert!(lost.is_empty(), "not in the log: {lost:?}");
    let over: Vec<&Told> = told
        .iter()
        .filter(|it| it.pages > MOST_PAGES || it.printed as f64 > MOST_PAGES)
        .collect();
    assert!(over.is_empty(), "too long: {over:#?}");
}

/// How long a report's body is, and what is in neither it nor the log.
#[derive(Debug)]
struct Told {
    #[expect(dead_code, reason = "for the message of a test that fails")]
    who: String,
    /// As they are reckoned for Word and a browser, which have no pages until they print.
    pages: f64,
    /// As they are in the PDF.
    printed: usize,
    lost: Vec<String>,
}

fn told(id: &str, finished: &Finished) -> Told {
    let body = report::post_exercise(finished, "OFFICIAL-SENSITIVE");
    let log = everything(&report::full_log(finished, "OFFICIAL-SENSITIVE"));
    let lines = wardroom_core::timeline::lines(&finished.story, &finished.events);
    let mut lost: Vec<String> = lines
        .into_iter()
        .flat_map(|line| [line.title, line.detail])
        .filter(|words| !log.contains(words.as_str()))
        .collect();
    if !everything(&body).contains("exercise log") {
        lost.push("where the rest is".to_owned());
    }
    Told {
        who: format!("{id}, {}", finished.team.as_deref().unwrap_or_default()),
        pages: pages(&body),
        printed: printed(&body),
        lost,
    }
}

fn printed(document: &Document) -> usize {
    let bytes = report::pdf(document).expect("it can be written");
    let file = lopdf::Document::load_mem(&bytes).expect("it is a PDF");
    file.get_pages().len()
}
