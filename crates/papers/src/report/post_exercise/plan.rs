//! What follows from the exercise, and who was there: improvement plan, participants, key decisions.
//! Must not cut anything that the log does not hold.

use super::overview::day;
use super::shortened::{DECISIONS, in_short, most};
use crate::report::document::{Block, Cell, Table};
use crate::report::log::{self, decisions};
use crate::report::questions::Questions;
use crate::report::written::typed_day;
use wardroom_core::assessment::TaskResult;
use wardroom_core::exercise::What;
use wardroom_core::review::Finished;
use wardroom_core::scenario::Rating;

/// What was agreed, and the areas for improvement for which nothing was yet. The columns are
/// HSEEP's.
pub(super) fn plan(finished: &Finished, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(1, "Improvement plan".to_owned()));
    let actions = &finished.observations.actions;
    if !actions.is_empty() {
        blocks.push(Block::Table(Table {
            head: vec![
                "No.",
                "Issue and root cause",
                "Corrective action",
                "Element",
                "Responsible, contact",
                "Start, due",
                "Status, evidence",
            ],
            widths: vec![5, 22, 22, 11, 14, 12, 14],
            rows: actions
                .iter()
                .map(|it| {
                    let carried = it.carried.as_ref().map_or_else(String::new, |from| {
                        format!("Carried over from the exercise of {}.", day(&from.started))
                    });
                    let clause = it.clause.as_ref();
                    let clause =
                        clause.map_or_else(String::new, |it| format!("Clause {it} of the plan."));
                    vec![
                        Cell::figure(it.number.to_string()),
                        lines(&[&it.issue, &it.root_cause, &carried]).into(),
                        lines(&[&it.action, &clause]).into(),
                        it.element.word().into(),
                        lines(&[&it.owner, &it.contact]).into(),
                        lines(&[&typed_day(&it.starts), &typed_day(&it.due)]).into(),
                        lines(&[it.status.words(), &it.evidence]).into(),
                    ]
                })
                .collect(),
        }));
    }
    blocks.push(Block::Note(
        "A lesson is identified until there is evidence that it was learned.".to_owned(),
    ));
    let open = without_action(finished);
    if open.is_empty() {
        blocks.push(Block::Text(
            "Every area for improvement has an action.".to_owned(),
        ));
    } else {
        blocks.push(Block::Heading(
            2,
            "Areas for improvement without an action".to_owned(),
        ));
        blocks.push(Block::List(open));
    }
}

/// By objective, the tasks that were rated M or U and for which no action was agreed.
pub(in crate::report) fn without_action(finished: &Finished) -> Vec<String> {
    let actions = &finished.observations.actions;
    let lacks = |task: &TaskResult| {
        matches!(task.rating, Some(Rating::M | Rating::U))
            && actions.iter().all(|it| it.task.as_ref() != Some(&task.id))
    };
    finished
        .assessment
        .objectives
        .iter()
        .filter_map(|objective| {
            let tasks: Vec<&str> = objective
                .tasks
                .iter()
                .filter(|task| lacks(task))
                .map(|task| task.title.as_str())
                .collect();
            (!tasks.is_empty()).then(|| format!("{}: {}.", objective.title, tasks.join("; ")))
        })
        .collect()
}

/// What is not empty, a line each.
fn lines(parts: &[&str]) -> String {
    let written: Vec<&str> = parts.iter().copied().filter(|it| !it.is_empty()).collect();
    written.join("\n")
}

pub(super) fn participants(finished: &Finished, blocks: &mut Vec<Block>) {
    let story = &finished.story;
    let rows: Vec<Vec<Cell>> = finished
        .people
        .iter()
        .filter(|person| !person.name.is_empty())
        .map(|person| {
            vec![
                person.name.clone().into(),
                story.role_title(&person.role).into(),
            ]
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    blocks.push(Block::Heading(1, "Participants".to_owned()));
    blocks.push(Block::Table(Table {
        head: vec!["Name", "Role"],
        widths: vec![50, 50],
        rows,
    }));
}

/// The decisions that mattered most, where that was asked; else the answers to the questions that
/// the scenario put, which are those its author held to be decisive.
pub(super) fn key_decisions(finished: &Finished, asked: &Questions, blocks: &mut Vec<Block>) {
    let all = decisions(finished);
    if all.is_empty() {
        return;
    }
    let mattered: Vec<(u64, &str)> = asked
        .mattered
        .iter()
        .flat_map(|ranking| &ranking.list)
        .filter(|one| !one.none())
        .map(|one| (one.decision.at_secs, one.decision.title.as_str()))
        .collect();
    let weight = |it: &log::Decided| -> u64 {
        let place = mattered
            .iter()
            .position(|(at, title)| *at == it.line.at_secs && it.line.title.contains(title));
        match (place, &it.what) {
            (Some(place), _) => 1_000 - (place as u64).min(900),
            (None, What::Decided { .. }) => 3,
            (None, What::Improvised { .. }) => 2,
            (None, _) => 1,
        }
    };
    let (shown, left) = most(&all, DECISIONS, weight);
    blocks.push(Block::Heading(1, "Key decisions".to_owned()));
    blocks.push(Block::Table(Table {
        head: vec!["Time", "Decision", "Why, in short", "Who"],
        widths: vec![12, 36, 34, 18],
        rows: shown
            .iter()
            .map(|it| {
                vec![
                    finished.story.clock(it.line.at_secs).into(),
                    it.line.title.clone().into(),
                    in_short(&it.line.detail).into(),
                    it.line.who.clone().into(),
                ]
            })
            .collect(),
    }));
    blocks.push(Block::Note(if left > 0 {
        format!("{left} more, and the reasons in full: see the exercise log.")
    } else {
        "The reasons in full: see the exercise log.".to_owned()
    }));
}
