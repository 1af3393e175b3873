//! Two evaluators' ratings of the same tasks beside each other, in print: how far they agree, then where they
//! differ, then where not. Nothing where no task has two. Must not settle which of them is right.

use super::document::{Block, Cell, Table};
use super::rating_letter;
use super::written::{begun, counted};
use std::cmp::Reverse;
use wardroom_core::review::Finished;
use wardroom_core::views::{GaveRating, RatedTwice, raters_of};
use wardroom_core::words;

/// Pairs of evaluators of whom the report tells: those who differ most.
const PAIRS: usize = 3;

/// The part of the report and of the log, under a heading of a level. At most so many tasks are told of each
/// pair, and those on which they agree only in the log.
pub(super) fn compared(finished: &Finished, level: usize, most: usize, blocks: &mut Vec<Block>) {
    let mut pairs = raters_of(finished);
    if pairs.is_empty() {
        return;
    }
    let all = pairs.len();
    if most != usize::MAX {
        pairs.sort_by_key(|pair| Reverse(pair.tasks.len() - pair.apart_by(0)));
        pairs.truncate(PAIRS);
    }
    blocks.push(Block::Heading(level, words::RATERS.to_owned()));
    blocks.push(Block::Note("What each gave before they could see the other's. A difference is something to talk about: what did each of them see?".to_owned()));
    for pair in &pairs {
        let [one, other] = &pair.names;
        blocks.push(Block::Text(format!(
            "{one} and {other} {}.",
            pair.in_words()
        )));
        let whole = most == usize::MAX;
        let shown: Vec<&RatedTwice> = pair
            .tasks
            .iter()
            .filter(|it| whole || it.apart() > 0)
            .take(most)
            .collect();
        if !shown.is_empty() {
            blocks.push(table(&shown));
        }
        let left = pair.tasks.len() - shown.len();
        if left > 0 {
            blocks.push(Block::Note(format!("{left} more: see the exercise log.")));
        }
    }
    if all > pairs.len() {
        blocks.push(Block::Note(format!(
            "{} of evaluators: see the exercise log.",
            begun(&counted(all - pairs.len(), "more pair", "more pairs"))
        )));
    }
}

/// Two rows a task, one of each of them.
fn table(tasks: &[&RatedTwice]) -> Block {
    Block::Table(Table {
        head: vec![
            "Critical task",
            "Apart",
            "Evaluator",
            "Rating",
            "What was seen",
        ],
        widths: vec![28, 9, 17, 9, 37],
        rows: tasks
            .iter()
            .flat_map(|task| {
                let [one, other] = &task.gave;
                [
                    row([task.title.clone(), apart(task)], one),
                    row([String::new(), String::new()], other),
                ]
            })
            .collect(),
    })
}

fn row([title, apart]: [String; 2], gave: &GaveRating) -> Vec<Cell> {
    let mut seen = vec![format!("{} {}", gave.clock, gave.text)];
    if let Some(since) = gave.since {
        seen.push(format!(
            "{} since both could be seen.",
            rating_letter(Some(since))
        ));
    }
    vec![
        title.into(),
        apart.into(),
        gave.by.clone().into(),
        Some(gave.rating).into(),
        seen.join("\n").into(),
    ]
}

fn apart(task: &RatedTwice) -> String {
    match task.apart() {
        0 => "agree".to_owned(),
        1 => "1 step".to_owned(),
        steps => format!("{steps} steps"),
    }
}
