//! The cold debrief, two to four weeks after the exercise, from the same record: an hour with its agenda, what was
//! promised at the hot debrief, the moments that are in dispute, questions for each objective. Must not settle
//! what is in dispute, and must not rate anybody.

use super::document::{Block, Cell, Document, Table, words};
use super::log::marked;
use super::post_exercise::overview::day;
use super::post_exercise::plan::without_action;
use super::post_exercise::rehearsed::disputed;
use super::written::{invented, long_day, typed_day};
use super::{raters, rating_in_words};
use jiff::civil::Date;
use jiff::{Span, Timestamp, tz::TimeZone};
use wardroom_core::assessment::{ObjectiveResult, TaskResult};
use wardroom_core::coverage::rehearsed;
use wardroom_core::review::Finished;
use wardroom_core::scenario::Rating;

/// The hour in its order: real minutes, what, and how it is said. [S: exercise craft, validity study §4: two to four
/// weeks later; the minutes are the author's estimate]
const AGENDA: [(u32, &str, &str); 6] = [
    (
        5,
        "Why we meet again",
        "The plan, the room and the system are spoken of, never who. Who was there and who wasn’t: both are asked.",
    ),
    (
        15,
        "What was promised",
        "Each action by its owner, in a sentence: done, under way, or not, and what shows it. A lesson is learned when somebody can point at something.",
    ),
    (
        15,
        "Moments in dispute",
        "One at a time: what did each see, what would the plan have said, what shall it say?",
    ),
    (
        15,
        "Objective by objective",
        "The questions below. What has changed since, and would it hold on a night without those who were there?",
    ),
    (
        5,
        "What we promise now",
        "Owner in the room, and a day. What gets neither is written down as nobody’s.",
    ),
    (
        5,
        "When it is rehearsed again",
        "A day, and what in it would show that today’s promises were kept.",
    ),
];
/// Days after the exercise from which, and until which, a cold debrief is held.
const HELD: [i64; 2] = [14, 28];
/// Tasks of which it is told how two evaluators rated them.
const RATED_TWICE: usize = 6;
/// Lines to write on.
const TO_WRITE: usize = 4;

/// The paper, with a handling marking.
pub fn cold_debrief(finished: &Finished, marking: &str) -> Document {
    let story = &finished.story;
    let mut blocks = Vec::new();
    agenda(finished, &mut blocks);
    promised(finished, &mut blocks);
    moments(finished, &mut blocks);
    questions(finished, &mut blocks);
    now(finished, &mut blocks);
    Document {
        title: format!("{}: cold debrief", story.title),
        subtitle: format!(
            "An hour, from the record of the exercise of {}. Every figure of it is simulated; {}.",
            day(&finished.started),
            invented(story.several())
        ),
        marking: marked(marking),
        blocks,
        closing: "Written by Wardroom. What is in dispute is for the room to settle; no rating here is of a person.".to_owned(),
    }
}

/// The real day of the exercise.
fn held(finished: &Finished) -> Option<Date> {
    let started: Timestamp = finished.started.parse().ok()?;
    Some(started.to_zoned_datetime(TimeZone::UTC).date())
}

fn agenda(finished: &Finished, blocks: &mut Vec<Block>) {
    let between = held(finished).and_then(|day| {
        let [from, until] = HELD.map(|days| day.checked_add(Span::new().days(days)).ok());
        Some(format!(
            "To be held between {} and {}: late enough that something was done, early enough that it is remembered.",
            long_day(from?),
            long_day(until?)
        ))
    });
    blocks.extend(between.map(Block::Text));
    let mut at = 0;
    let mut rows = Vec::new();
    for (mins, what, how) in AGENDA {
        rows.push(vec![
            format!("{at} to {}", at + mins),
            what.to_owned(),
            how.to_owned(),
        ]);
        at += mins;
    }
    blocks.push(Block::Heading(1, "Agenda".to_owned()));
    blocks.push(Block::Table(Table {
        head: vec!["Minutes", "What", "How"],
        widths: vec![12, 26, 62],
        rows: words(rows),
    }));
}

/// Improvement actions as they were last written, with room for how they stand today.
fn promised(finished: &Finished, blocks: &mut Vec<Block>) {
    let actions = &finished.observations.actions;
    blocks.push(Block::Heading(1, "What was promised".to_owned()));
    if actions.is_empty() {
        blocks.push(Block::Text("No action is on record. What was promised aloud is to be written down here, by whoever promised it.".to_owned()));
        blocks.push(to_write(
            ["What", "Owner", "Due", "How it stands"],
            [40, 20, 14, 26],
        ));
    } else {
        blocks.push(Block::Table(Table {
            head: vec![
                "No.",
                "Action",
                "Owner",
                "Due",
                "On record",
                "Today, and what shows it",
            ],
            widths: vec![6, 32, 15, 11, 14, 22],
            rows: actions
                .iter()
                .map(|it| {
                    let or_nobody = |words: &str, none: &str| {
                        if words.is_empty() { none } else { words }.to_owned()
                    };
                    let issue = if it.issue.is_empty() {
                        String::new()
                    } else {
                        format!("\nBecause: {}", it.issue)
                    };
                    vec![
                        Cell::figure(it.number.to_string()),
                        format!("{}{issue}", it.action).into(),
                        or_nobody(&it.owner, "nobody yet").into(),
                        or_nobody(&typed_day(&it.due), "no day").into(),
                        [it.status.words(), &it.evidence].join("\n").trim().into(),
                        "".into(),
                    ]
                })
                .collect(),
        }));
    }
    let open = without_action(finished);
    if !open.is_empty() {
        blocks.push(Block::Heading(
            2,
            "Rated M or U, and nothing was promised".to_owned(),
        ));
        blocks.push(Block::List(open));
    }
}

/// Ratings that a person changed, raters who differ, decisions against the plan, moments of which it says nothing.
fn moments(finished: &Finished, blocks: &mut Vec<Block>) {
    let mut found = Vec::new();
    changed(finished, &mut found);
    raters::compared(finished, 2, RATED_TWICE, &mut found);
    if let Some((_, coverage)) = rehearsed(finished) {
        disputed(&coverage, &mut found);
    }
    blocks.push(Block::Heading(1, "Moments in dispute".to_owned()));
    if found.is_empty() {
        blocks.push(Block::Text("The record has none: no rating was changed, no two evaluators rated the same task, and nothing was said against a plan. Ask the room for one: where did you want to say something, and didn’t?".to_owned()));
    }
    blocks.extend(found);
}

/// Tasks that a person rated otherwise than the program proposed.
fn changed(finished: &Finished, blocks: &mut Vec<Block>) {
    let tasks = finished
        .assessment
        .objectives
        .iter()
        .flat_map(|it| &it.tasks);
    let rows: Vec<Vec<Cell>> = tasks
        .filter(|it| it.proposed.is_some() && it.rating.is_some() && it.rating != it.proposed)
        .filter_map(|it| {
            Some(vec![
                it.title.clone().into(),
                Cell::Rating(it.proposed),
                Cell::Rating(it.rating),
                it.confirmed_by.clone()?.into(),
                it.evidence.clone().into(),
            ])
        })
        .collect();
    if !rows.is_empty() {
        blocks.push(Block::Heading(2, "Ratings that were changed".to_owned()));
        blocks.push(Block::Table(Table {
            head: vec!["Task", "Proposed", "Rated", "By", "What was seen"],
            widths: vec![30, 11, 9, 16, 34],
            rows,
        }));
    }
}

/// For each objective what it came to, and what is to be asked.
fn questions(finished: &Finished, blocks: &mut Vec<Block>) {
    let scenario = finished.scenario();
    let of_authors = |id: &str| -> Vec<String> {
        let Some(scenario) = &scenario else {
            return Vec::new();
        };
        let asked = scenario.debrief.iter();
        let asked =
            asked.filter(|(_, of)| of.is_some_and(|it| scenario.objectives[it.at()].id == id));
        asked.map(|(question, _)| question.clone()).collect()
    };
    blocks.push(Block::Heading(1, "Objective by objective".to_owned()));
    for objective in &finished.assessment.objectives {
        blocks.push(Block::Heading(
            2,
            format!("{}: {}", objective.title, rating_in_words(objective.rating)),
        ));
        let mut asked = of_authors(&objective.id);
        asked.extend(of_tasks(objective));
        blocks.push(Block::List(asked));
    }
    let of_all = scenario.iter().flat_map(|it| &it.debrief);
    let of_all: Vec<String> = of_all
        .filter(|(_, of)| of.is_none())
        .map(|(question, _)| question.clone())
        .collect();
    if !of_all.is_empty() {
        blocks.push(Block::Heading(2, "Of all of it".to_owned()));
        blocks.push(Block::List(of_all));
    }
}

/// What the ratings of an objective's tasks ask.
fn of_tasks(objective: &ObjectiveResult) -> Vec<String> {
    let titles = |wanted: &dyn Fn(&TaskResult) -> bool| -> String {
        let tasks = objective.tasks.iter().filter(|it| wanted(it));
        let titles: Vec<&str> = tasks.map(|it| it.title.as_str()).collect();
        titles.join("; ")
    };
    let mut asked = Vec::new();
    let hard = titles(&|it| matches!(it.rating, Some(Rating::M | Rating::U)));
    if !hard.is_empty() {
        asked.push(format!(
            "Rated M or U: {hard}. What is different since then, and who has seen it?"
        ));
    }
    let unseen = titles(&|it| it.rating.is_none());
    if !unseen.is_empty() {
        asked.push(format!(
            "Nobody saw: {unseen}. Who could show it, before the next exercise?"
        ));
    }
    if asked.is_empty() {
        asked.push("It went well. Would it with those who are on call tonight, and what in the plan says so?".to_owned());
    }
    asked
}

/// What is promised now, and when it is rehearsed again.
fn now(finished: &Finished, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(1, "What we promise now".to_owned()));
    blocks.push(to_write(
        [
            "What",
            "Owner, in the room",
            "By when",
            "How we shall see it",
        ],
        [40, 22, 14, 24],
    ));
    // A scripted team rehearses nobody: no cycle runs from it.
    let rehearsed = held(finished).filter(|_| finished.team.is_none());
    let again = rehearsed.and_then(|day| finished.of_type.next_due(day));
    if let Some(again) = again {
        blocks.push(Block::Text(format!(
            "The next exercise of this type ({}) is due by {}.",
            finished.of_type.words().to_lowercase(),
            long_day(again)
        )));
    }
}

/// Rows to write on.
fn to_write(head: [&'static str; 4], widths: [usize; 4]) -> Block {
    let row = || vec!["\n\n".into(), "".into(), "".into(), "".into()];
    Block::Table(Table {
        head: head.to_vec(),
        widths: widths.to_vec(),
        rows: (0..TO_WRITE).map(|_| row()).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::AGENDA;

    #[test]
    fn the_cold_debrief_takes_an_hour() {
        let all: u32 = AGENDA.iter().map(|it| it.0).sum();
        assert_eq!(all, 60);
    }
}
