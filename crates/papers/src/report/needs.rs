//! What people said they need: the part of the report, and the table for a workforce plan. Must not
//! tell more than [`Needs`] does.

use super::document::{Block, Cell, Table};
use super::rating_letter;
use super::written::{begun, counted};
use crate::exchange::sheet;
use std::collections::BTreeMap;
use wardroom_core::exercise::{Answer, Element};
use wardroom_core::review::needs::{Capability, Needs, Parting};
use wardroom_core::words;

/// The part of the report; nothing if nobody was asked. At most so many answers to each open
/// question are told, and so many rows of how sure people are; the exercise log has all.
pub(super) fn said(needs: &Needs, answers: usize, rows: usize, blocks: &mut Vec<Block>) {
    if needs.answers == 0 {
        return;
    }
    blocks.push(Block::Heading(1, "What people said".to_owned()));
    if needs.too_few() {
        blocks.push(Block::Text(format!(
            "{} answered, and not all with their names. Of so few nothing is told, because it would tell who said what.",
            begun(&counted(needs.answers, "person", "people"))
        )));
        return;
    }
    blocks.push(Block::Text(format!(
        "{} answered after the exercise. {}",
        begun(&counted(needs.answers, "person", "people")),
        needs.in_confidence()
    )));
    blocks.push(Block::Table(Table {
        head: vec!["Statement", "Answers", "Agree (4 or 5)", "Mean of 5"],
        widths: vec![58, 12, 16, 14],
        rows: needs
            .statements
            .iter()
            .map(|it| {
                vec![
                    it.words.into(),
                    Cell::figure(it.answers.to_string()),
                    Cell::figure(it.agree.to_string()),
                    Cell::figure(mean(it.mean)),
                ]
            })
            .collect(),
    }));
    confidence(needs, rows, blocks);
    for (question, _) in Answer::default().words() {
        let mut said: Vec<String> = needs
            .words
            .iter()
            .filter(|it| it.question == question)
            .map(|it| {
                if it.by.is_empty() {
                    it.text.clone()
                } else {
                    format!("{} ({})", it.text, it.by)
                }
            })
            .collect();
        if !said.is_empty() {
            let left = said.len().saturating_sub(answers);
            said.truncate(answers);
            if left > 0 {
                said.push(format!("{left} more: see the exercise log."));
            }
            blocks.push(Block::Heading(2, question.to_owned()));
            blocks.push(Block::List(said));
        }
    }
}

fn confidence(needs: &Needs, most: usize, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(2, words::TRAINING_NEEDS.to_owned()));
    let all = needs.groups.iter().flat_map(|group| {
        group.capabilities.iter().map(|it| {
            vec![
                format!("{} ({})", group.name, group.answers).into(),
                it.title.clone().into(),
                Cell::figure(mean(it.confidence)),
                it.shown.into(),
                it.parting.words().into(),
                support(it).into(),
            ]
        })
    });
    let mut rows: Vec<Vec<Cell>> = all.collect();
    let left = rows.len().saturating_sub(most);
    rows.truncate(most);
    blocks.push(Block::Table(Table {
        head: vec![
            "Staff group",
            "Capability",
            "Sure, of 5",
            "Rating",
            "Against the exercise",
            "What would help",
        ],
        widths: vec![16, 23, 11, 9, 18, 23],
        rows,
    }));
    if left > 0 {
        blocks.push(Block::Note(format!("{left} more: see the exercise log.")));
    }
    let parted = partings(needs);
    if !parted.is_empty() {
        blocks.push(Block::List(parted));
    }
    blocks.push(Block::Note("Confidence and rating part where they lie about one rating apart. A rating is the team's; it says nothing of one group or one person.".to_owned()));
    if !needs.unasked.is_empty() {
        blocks.push(Block::Note(format!(
            "Nobody answered from these groups, which are seldom asked what they need: {}.",
            needs.unasked.join(", ")
        )));
    }
}

/// Where confidence and performance part, in sentences; those who are surer first.
pub fn partings(needs: &Needs) -> Vec<String> {
    let of = |wanted: Parting| {
        needs.groups.iter().flat_map(move |group| {
            group
                .capabilities
                .iter()
                .filter(move |it| it.parting == wanted)
                .map(move |it| {
                    format!(
                        "{}, “{}”: {} ({} of 5, rated {}).",
                        group.name,
                        it.title,
                        it.parting.words(),
                        mean(it.confidence),
                        rating_letter(it.shown)
                    )
                })
        })
    };
    of(Parting::Surer).chain(of(Parting::LessSure)).collect()
}

/// What would help, in words: `training 3, practice 1`.
pub fn support(capability: &Capability) -> String {
    let wanted: Vec<String> = capability
        .support
        .iter()
        .map(|(element, count)| format!("{} {count}", element.help()))
        .collect();
    wanted.join(", ")
}

fn mean(mean: Option<f64>) -> String {
    mean.map_or_else(|| "–".to_owned(), |mean| format!("{mean:.1}"))
}

/// For a workforce plan: a row for each staff group and capability.
pub fn workforce(needs: &Needs) -> Vec<u8> {
    let mut heads: Vec<String> = [
        "Staff group",
        "Answers in the group",
        "Capability",
        "Marked by",
        "Mean confidence (1 to 5)",
        "Unsure (1 or 2)",
        "Rated in the exercise",
        "Confidence against the exercise",
    ]
    .iter()
    .map(|it| (*it).to_owned())
    .collect();
    heads.extend(Element::ALL.iter().map(|it| format!("Wants {}", it.help())));
    let rows = needs.groups.iter().flat_map(|group| {
        group.capabilities.iter().map(|it| {
            let wanted: BTreeMap<&str, usize> = it
                .support
                .iter()
                .map(|(element, count)| (element.word(), *count))
                .collect();
            let mut row = vec![
                group.name.clone(),
                group.answers.to_string(),
                it.title.clone(),
                it.answers.to_string(),
                it.confidence
                    .map_or_else(String::new, |it| format!("{it:.1}")),
                it.unsure.map_or_else(String::new, |it| it.to_string()),
                rating_letter(it.shown).to_owned(),
                it.parting.words().to_owned(),
            ];
            row.extend(
                Element::ALL
                    .iter()
                    .map(|element| wanted.get(element.word()).unwrap_or(&0).to_string()),
            );
            row
        })
    });
    sheet::csv(std::iter::once(heads).chain(rows))
}
