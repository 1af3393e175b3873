//! Papers as they come out of the printer, of every shipped scenario: no card is torn, no heading stands
//! alone at a page's foot, and nobody is shown what only a program reads.

use crate::pdf::reader::Read;
use crate::support::friday_path;
use std::sync::Arc;
use wardroom_core::scenario::{RoleId, Scenario};
use wardroom_files as files;
use wardroom_papers::report;
use wardroom_papers::report::document::{Block, Cell, Document, Table};

fn shipped() -> Vec<Arc<Scenario>> {
    let folder = friday_path().parent().expect("a folder").to_path_buf();
    let all: Vec<Arc<Scenario>> = files::scenarios_in(&folder)
        .iter()
        .map(|path| files::scenario(path).expect("a scenario"))
        .collect();
    assert!(all.len() >= 8, "{}", all.len());
    all
}

/// Without spaces, as a page is read.
fn bare(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

fn pages(document: &Document) -> Vec<String> {
    Read::new(&report::pdf(document).expect("a PDF")).said(false)
}

/// Whether it is room to write in, and nothing else.
fn to_write(block: &Block) -> bool {
    match block {
        Block::Table(table) => {
            let mut cells = table.rows.iter().flatten();
            cells.all(|it| it.said().trim().is_empty())
        }
        _ => false,
    }
}

/// Headings that have something to read under them: under a question there can be room to write alone.
fn headings(blocks: &[Block]) -> Vec<String> {
    let of = |(at, block): (usize, &Block)| match block {
        Block::Heading(..) if blocks.get(at + 1).is_some_and(to_write) => Vec::new(),
        Block::Heading(_, words) => vec![bare(words)],
        Block::Card(blocks) => headings(blocks),
        _ => Vec::new(),
    };
    blocks.iter().enumerate().flat_map(of).collect()
}

#[test]
fn no_heading_stands_at_the_foot_of_a_page_and_no_page_is_empty() {
    for scenario in shipped() {
        for (name, document) in report::papers(&scenario) {
            let headings = headings(&document.blocks);
            // A sheet to write on may go on overleaf.
            let ends_in_room = document.blocks.last().is_some_and(to_write);
            for (at, page) in pages(&document).iter().enumerate() {
                let alone = headings.iter().find(|it| page.ends_with(it.as_str()));
                let place = format!("{}, {name}, page {}", scenario.title, at + 1);
                assert_eq!(alone, None, "{place}");
                assert!(ends_in_room || page.chars().count() > 20, "{place}: {page}");
            }
        }
    }
}

#[test]
fn no_evidence_card_is_torn_by_the_end_of_a_page() {
    for scenario in shipped() {
        let papers = report::papers(&scenario);
        let (_, document) = papers
            .iter()
            .find(|(name, _)| *name == "evidence-cards")
            .expect("cards");
        let cards = document.blocks.iter();
        let cards = cards.filter(|it| matches!(it, Block::Card(_))).count();
        let mut whole = 0;
        for page in pages(document) {
            // At the head and at the foot of each.
            let marks = page.matches("EXERCISEEXERCISEEXERCISE").count();
            assert_eq!(marks % 2, 0, "{}: {page}", scenario.title);
            whole += marks / 2;
        }
        assert_eq!(whole, cards, "{}", scenario.title);
    }
}

#[test]
fn every_apostrophe_is_printed_the_same() {
    for scenario in shipped() {
        for (name, document) in report::papers(&scenario) {
            let place = format!("{}, {name}", scenario.title);
            let page = report::page(&document);
            // What stands in the style is no word.
            let (_, words) = page.split_once("</style>").expect("a style");
            for (kind, said) in [
                ("page", words.to_owned()),
                ("PDF", pages(&document).concat()),
                ("Markdown", report::markdown(&document)),
            ] {
                let near = said.find('\'').map(|at| {
                    let from = said[..at].char_indices().rev().nth(20);
                    &said[from.map_or(0, |it| it.0)..=at]
                });
                assert_eq!(near, None, "{place}, {kind}");
            }
        }
    }
}

#[test]
fn roles_whose_titles_have_commas_are_told_apart() {
    let all = shipped();
    let commas = all.iter().filter(|scenario| {
        let titles = scenario.roles.iter().map(|it| &it.title);
        let with = titles.filter(|it| it.contains(',')).count();
        with > 1
    });
    let mut tried = 0;
    for scenario in commas {
        let roles: Vec<RoleId> = (0..scenario.roles.len()).map(RoleId::from).collect();
        let said = scenario.role_titles(&roles);
        let titles: Vec<&str> = scenario.roles.iter().map(|it| it.title.as_str()).collect();
        assert_eq!(said.split("; ").collect::<Vec<_>>(), titles);
        tried += 1;
    }
    assert!(tried > 0);
}

#[test]
fn a_cell_with_a_title_says_all_of_it_in_every_kind_of_paper() {
    let document = Document {
        title: "MEL".to_owned(),
        subtitle: String::new(),
        marking: String::new(),
        blocks: vec![Block::Table(Table {
            head: vec!["What", "Who"],
            widths: vec![20, 80],
            rows: vec![
                vec![
                    Cell::Titled("A title that takes two lines\nand\nthe rest".to_owned()),
                    Cell::Titled("A title alone".to_owned()),
                ],
                vec![Cell::Titled("\nno title".to_owned()), "words".into()],
            ],
        })],
        closing: String::new(),
    };
    let read = pages(&document).concat();
    for said in [
        "Atitlethattakestwolinesandtherest",
        "Atitlealone",
        "notitle",
    ] {
        assert!(read.contains(said), "{said}: {read}");
    }
    let told = report::markdown(&document);
    assert!(
        told.contains(
            "| **A title that takes two lines**<br>and<br>the rest | **A title alone** |"
        ),
        "{told}"
    );
    let page = report::page(&document);
    assert!(page.contains("<b>A title alone</b></td>"), "{page}");
    assert!(report::docx(&document).is_ok());
}

/// Ids that are words of the language as well.
const WORDS: [&str; 1] = ["key-safe"];

/// Ids that are no words of the language: `ed-consultant`.
fn ids(scenario: &Scenario) -> Vec<String> {
    let roles = scenario.roles.iter().map(|it| &it.id);
    let injects = scenario.injects.iter().map(|it| &it.id);
    let ids = roles
        .chain(injects)
        .filter(|it| it.contains(['-', '_']) && !WORDS.contains(&it.as_str()));
    ids.cloned().collect()
}

#[test]
fn no_paper_shows_what_only_a_program_reads() {
    for scenario in shipped() {
        let ids = ids(&scenario);
        for (name, document) in report::papers(&scenario) {
            let told = report::markdown(&document);
            let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
            let words: Vec<&str> = told.split(|c: char| !is_part(c)).collect();
            for wrong in [
                "NaN", "inf", "null", "true)", "Some(", "None,", "None)", "{}", "[]",
            ] {
                let shown = words.contains(&wrong)
                    || !wrong.ends_with(char::is_alphanumeric) && told.contains(wrong);
                assert!(!shown, "{}, {name}: {wrong}", scenario.title);
            }
            for id in &ids {
                assert!(
                    !words.contains(&id.as_str()),
                    "{}, {name}: {id}",
                    scenario.title
                );
            }
        }
    }
}
