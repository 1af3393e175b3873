//! The evidence pack of an exercise: what a board, an auditor or a care system asks for, in one document, with a
//! line to be signed; beside it who attended as a table, a certificate for each who took part, and a calendar of
//! what follows. Must not say that anything is assured, and must not hold what the report does not.

mod attendance;
mod calendar;
mod certificate;
mod pack;

pub use attendance::attendance;
pub use calendar::calendar;
pub use certificate::certificates;
pub use pack::evidence_pack;

use super::document::{Block, Cell, Document, Table};
use super::log::{decisions, marked};
use super::post_exercise::overview::day;
use super::written::{counted, invented, typed_day};
use super::{rating_in_words, rating_letter};
use std::collections::BTreeMap;
use wardroom_core::assessment::mins_in_words;
use wardroom_core::exercise::What;
use wardroom_core::review::Finished;
use wardroom_core::scenario::Rating;

/// What numbers and codes are of: stated wherever they stand.
const VERSIONS: &str = "EPRR core standards are numbered as in NHS England’s editions since 2022: compare the numbers with this year’s workbook. CAF outcomes are those of version 3.2, which the Data Security and Protection Toolkit uses; two of them have new names in version 4.0.";

/// The document.
pub fn evidence(finished: &Finished, marking: &str) -> Document {
    let mut blocks = Vec::new();
    what(finished, &mut blocks);
    attended(finished, &mut blocks);
    objectives(finished, &mut blocks);
    standards(finished, &mut blocks);
    delivered(finished, &mut blocks);
    decided(finished, &mut blocks);
    actions(finished, &mut blocks);
    signature(&mut blocks);
    Document {
        title: format!("{}: evidence of an exercise", finished.story.title),
        subtitle: format!(
            "What was rehearsed, by whom, and what follows. Every figure of the exercise is simulated; {}.",
            invented(finished.story.several())
        ),
        marking: marked(marking),
        blocks,
        closing: format!(
            "Written by Wardroom from the record that ends in {}, {}. It says what was rehearsed. It is no assurance rating, and doesn’t say that a plan is good.",
            if finished.head.is_empty() {
                "(no record)"
            } else {
                &finished.head
            },
            finished.signed.in_words()
        ),
    }
}

fn heading(words: &str) -> Block {
    Block::Heading(1, words.to_owned())
}

fn what(finished: &Finished, blocks: &mut Vec<Block>) {
    let story = &finished.story;
    let hours = mins_in_words(u32::try_from(finished.ended_secs / 60).unwrap_or(u32::MAX));
    let named = finished.people.iter().filter(|it| !it.name.is_empty());
    let named = named.count();
    let played = match (&finished.team, finished.people.len() - named) {
        (Some(team), _) => format!("the scripted team “{team}”: nobody rehearsed"),
        (None, 0) => counted(named, "person", "people"),
        (None, others) => format!(
            "{}; the facilitator played {}",
            counted(named, "person", "people"),
            counted(others, "role", "roles")
        ),
    };
    let rows = [
        ("Exercise", story.title.clone()),
        (
            "Type",
            format!("{}, with a simulated hospital", finished.of_type.words()),
        ),
        ("Held on", day(&finished.started)),
        ("Exercise time", hours),
        ("Played by", played),
        (
            "Evaluated by",
            match finished.evaluators.join(", ").as_str() {
                "" => "the facilitator".to_owned(),
                evaluators => evaluators.to_owned(),
            },
        ),
    ];
    blocks.push(heading("The exercise"));
    blocks.push(Block::Table(Table {
        head: vec!["", ""],
        widths: vec![22, 78],
        rows: rows
            .into_iter()
            .map(|(name, words)| vec![name.into(), words.into()])
            .collect(),
    }));
}

fn attended(finished: &Finished, blocks: &mut Vec<Block>) {
    let story = &finished.story;
    blocks.push(heading("Attendance"));
    let rows: Vec<Vec<Cell>> = finished
        .people
        .iter()
        .map(|person| {
            let who = match person.name.as_str() {
                "" => "played by the facilitator",
                name => name,
            };
            vec![story.role_title(&person.role).into(), who.into()]
        })
        .collect();
    blocks.push(Block::Table(Table {
        head: vec!["Role", "Who"],
        widths: vec![50, 50],
        rows,
    }));
}

fn objectives(finished: &Finished, blocks: &mut Vec<Block>) {
    blocks.push(heading("Objectives, and who confirmed what"));
    for objective in &finished.assessment.objectives {
        blocks.push(Block::Heading(
            2,
            format!("{}: {}", objective.title, rating_in_words(objective.rating)),
        ));
        blocks.push(Block::Table(Table {
            head: vec!["Task", "Rating", "Confirmed by", "What was seen"],
            widths: vec![34, 9, 19, 38],
            rows: objective
                .tasks
                .iter()
                .map(|task| {
                    let by = match (&task.confirmed_by, &task.waived, task.rating) {
                        (_, Some(why), _) => format!("not rated: {why}"),
                        (Some(by), None, _) => by.clone(),
                        (None, None, Some(_)) => "nobody: proposed by the program".to_owned(),
                        (None, None, None) => "nobody saw it".to_owned(),
                    };
                    vec![
                        task.title.clone().into(),
                        Cell::Rating(task.rating),
                        by.into(),
                        task.evidence.clone().into(),
                    ]
                })
                .collect(),
        }));
    }
}

/// By standard or outcome: the objectives that rehearsed it, and how each went.
fn standards(finished: &Finished, blocks: &mut Vec<Block>) {
    let mut eprr: BTreeMap<(u32, &str), Vec<String>> = BTreeMap::new();
    let mut caf: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let judged: BTreeMap<&str, Option<Rating>> = finished
        .assessment
        .objectives
        .iter()
        .map(|it| (it.id.as_str(), it.rating))
        .collect();
    for objective in &finished.story.objectives {
        let rating = judged.get(objective.id.as_str()).copied().flatten();
        let how = format!("{} ({})", objective.title, rating_letter(rating));
        for standard in &objective.eprr {
            // In the order of their numbers, and 8 before 10.
            let number = standard.split(' ').next().and_then(|it| it.parse().ok());
            let key = (number.unwrap_or(u32::MAX), standard.as_str());
            eprr.entry(key).or_default().push(how.clone());
        }
        for outcome in &objective.caf {
            caf.entry(outcome).or_default().push(how.clone());
        }
    }
    blocks.push(heading("Standards that were rehearsed"));
    let row = |name: &str, how: &Vec<String>| vec![name.into(), how.join("; ").into()];
    let table = |first: &'static str, rows: Vec<Vec<Cell>>| {
        Block::Table(Table {
            head: vec![first, "Objectives, each with its rating"],
            widths: vec![36, 64],
            rows,
        })
    };
    if !eprr.is_empty() {
        let rows = eprr.iter().map(|((_, name), how)| row(name, how));
        blocks.push(table("EPRR core standard", rows.collect()));
    }
    if !caf.is_empty() {
        let rows = caf.iter().map(|(name, how)| row(name, how));
        blocks.push(table("CAF contributing outcome", rows.collect()));
    }
    blocks.push(Block::Note(VERSIONS.to_owned()));
}

/// The Main Events List as it was delivered.
fn delivered(finished: &Finished, blocks: &mut Vec<Block>) {
    let story = &finished.story;
    let rows: Vec<Vec<Cell>> = finished
        .events
        .iter()
        .filter_map(|event| {
            let titled = |id: &str| story.inject(id).map_or(id, |it| &it.title).to_owned();
            let (title, how) = match &event.what {
                What::Delivered { inject, .. } => (titled(inject), "sent"),
                What::Undelivered { inject } => (titled(inject), "did not arrive"),
                What::Told { text, .. } => (text.clone(), "ad-hoc"),
                _ => return None,
            };
            Some(vec![
                story.clock(event.at_secs).into(),
                title.into(),
                how.into(),
            ])
        })
        .collect();
    blocks.push(heading("Main Events List, as delivered"));
    blocks.push(Block::Table(Table {
        head: vec!["Exercise time", "Inject", ""],
        widths: vec![18, 66, 16],
        rows,
    }));
}

fn decided(finished: &Finished, blocks: &mut Vec<Block>) {
    let all = decisions(finished);
    blocks.push(heading("Decisions"));
    if all.is_empty() {
        blocks.push(Block::Text("None is on record.".to_owned()));
        return;
    }
    blocks.push(Block::Table(Table {
        head: vec!["Exercise time", "Decision", "Why", "Who"],
        widths: vec![14, 34, 34, 18],
        rows: all
            .iter()
            .map(|it| {
                vec![
                    finished.story.clock(it.line.at_secs).into(),
                    it.line.title.clone().into(),
                    it.line.detail.clone().into(),
                    it.line.who.clone().into(),
                ]
            })
            .collect(),
    }));
}

fn actions(finished: &Finished, blocks: &mut Vec<Block>) {
    blocks.push(heading("Improvement actions"));
    let actions = &finished.observations.actions;
    if actions.is_empty() {
        blocks.push(Block::Text("None is on record.".to_owned()));
        return;
    }
    blocks.push(Block::Table(Table {
        head: vec!["No.", "Action", "Owner", "Due", "Status"],
        widths: vec![6, 46, 22, 12, 14],
        rows: actions
            .iter()
            .map(|it| {
                vec![
                    Cell::figure(it.number.to_string()),
                    it.action.clone().into(),
                    it.owner.clone().into(),
                    typed_day(&it.due).into(),
                    it.status.words().into(),
                ]
            })
            .collect(),
    }));
}

fn signature(blocks: &mut Vec<Block>) {
    blocks.push(heading("Seen by the Accountable Emergency Officer"));
    blocks.push(Block::Table(Table {
        head: vec!["Name", "Signature", "Date"],
        widths: vec![38, 40, 22],
        rows: vec![vec!["\n\n".into(), "".into(), "".into()]],
    }));
}
