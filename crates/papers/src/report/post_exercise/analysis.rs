//! The second part of the report: ratings, strengths and areas for improvement by objective, what it
//! cost, what was believed. Must not present a score as an assurance rating.

use super::overview::no_score;
use super::shortened::{CALLS, CLAIMS, LAGS, NOTES, RATED_TWICE, more, most};
use crate::report::document::{Block, Cell, Table};
use crate::report::log::{claims_table, lags_table};
use crate::report::written::serves;
use crate::report::{calls, charts, grouped, raters, rating_in_words, rating_letter};
use wardroom_core::assessment::TaskResult;
use wardroom_core::review::Finished;
use wardroom_core::review::what_if::{Lag, belief};
use wardroom_core::scenario::Rating;
use wardroom_core::words;

pub(super) fn analysis(finished: &Finished, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(1, "Analysis".to_owned()));
    blocks.push(Block::Heading(2, "Ratings".to_owned()));
    if finished.assessment.scored() {
        ratings(finished, blocks);
    } else {
        blocks.push(Block::Text(no_score(&finished.assessment)));
    }
    raters::compared(finished, 2, RATED_TWICE, blocks);
    by_objective(finished, blocks);
    outcomes(finished, blocks);
    believed(finished, blocks);
}

/// How each objective is rated.
fn ratings(finished: &Finished, blocks: &mut Vec<Block>) {
    blocks.push(Block::Table(Table {
        head: vec!["Objective", "Rating", "In words", "Tasks"],
        widths: vec![34, 10, 34, 22],
        rows: finished
            .assessment
            .objectives
            .iter()
            .map(|objective| {
                let letters: Vec<&str> = objective
                    .tasks
                    .iter()
                    .map(|task| rating_letter(task.rating))
                    .collect();
                vec![
                    objective.title.clone().into(),
                    objective.rating.into(),
                    rating_in_words(objective.rating).into(),
                    letters.join(" ").into(),
                ]
            })
            .collect(),
    }));
    blocks.push(Block::Note("P performed without challenges, S with some challenges, M with major challenges, U unable to be performed; – not observed, outside the scale. A rating is the machine's proposal unless a person is named beside it. Which outcomes and standards an objective serves is the scenario author's view: compare version and number with the edition in force before quoting them.".to_owned()));
}

/// Strengths and areas for improvement, objective by objective.
fn by_objective(finished: &Finished, blocks: &mut Vec<Block>) {
    let story = &finished.story;
    for (objective, model) in finished.assessment.objectives.iter().zip(&story.objectives) {
        blocks.push(Block::Heading(2, objective.title.clone()));
        blocks.push(Block::Text(model.about.clone()));
        blocks.push(Block::Note(serves(&model.csf, &model.caf, &model.eprr)));
        let of = |wanted: &[Rating]| -> Vec<&TaskResult> {
            objective
                .tasks
                .iter()
                .filter(|task| task.rating.is_some_and(|it| wanted.contains(&it)))
                .collect()
        };
        judged(
            finished,
            "Strengths",
            &of(&[Rating::P, Rating::S]),
            "none of the tasks was performed without major challenges.",
            blocks,
        );
        judged(
            finished,
            "Areas for improvement",
            &of(&[Rating::M, Rating::U]),
            "none was found.",
            blocks,
        );
        let unseen: Vec<String> = objective
            .tasks
            .iter()
            .filter(|task| task.rating.is_none())
            .map(|task| task.title.clone())
            .collect();
        if !unseen.is_empty() {
            blocks.push(Block::Note(format!("Not observed: {}.", unseen.join("; "))));
        }
    }
}

/// Tasks with their ratings, where they are written, the evidence and what was noted.
fn judged(
    finished: &Finished,
    head: &str,
    tasks: &[&TaskResult],
    none: &str,
    blocks: &mut Vec<Block>,
) {
    if tasks.is_empty() {
        blocks.push(Block::Text(format!("{head}: {none}")));
        return;
    }
    blocks.push(Block::Heading(3, head.to_owned()));
    blocks.push(Block::Table(Table {
        head: vec!["Rating", "Critical task", "Evidence", "Reference"],
        widths: vec![8, 26, 38, 28],
        rows: tasks
            .iter()
            .map(|task| {
                let mut evidence = vec![task.evidence.clone()];
                evidence.extend(notes(finished, task));
                if let Some(by) = &task.confirmed_by {
                    evidence.push(format!("Rated by {by}."));
                }
                vec![
                    task.rating.into(),
                    task.title.clone().into(),
                    evidence.join("\n").into(),
                    task.plan.clone().into(),
                ]
            })
            .collect(),
    }));
}

/// What evaluators noted about a task first, and why a person rated it so.
fn notes(finished: &Finished, task: &TaskResult) -> Vec<String> {
    let story = &finished.story;
    let observed = &finished.observations;
    let of_task = || {
        observed
            .notes
            .iter()
            .filter(|note| note.task.as_ref() == Some(&task.id))
    };
    let left = of_task().count().saturating_sub(NOTES);
    let more = (left > 0).then(|| format!("{left} more: see the exercise log."));
    let noted = of_task().take(NOTES).map(|note| {
        let clock = story.clock(note.at_secs);
        format!("{clock} {}: {}", note.by, note.text)
    });
    let rated = observed
        .rated
        .iter()
        .filter(|(rated, _, _, because)| *rated == task.id && !because.is_empty())
        .map(|(_, rating, by, because)| format!("{by} ({}): {because}", rating_letter(*rating)));
    noted.chain(more).chain(rated).collect()
}

fn outcomes(finished: &Finished, blocks: &mut Vec<Block>) {
    let Some(came) = &finished.came else { return };
    let scored = finished.assessment.scored();
    // Of what was barely played nothing is compared: there would be a result to read.
    let against = |value: f64| {
        Cell::figure(if scored {
            grouped(value)
        } else {
            "–".to_owned()
        })
    };
    blocks.push(Block::Heading(2, "What it cost (simulated)".to_owned()));
    blocks.push(Block::Table(Table {
        head: vec!["Outcome", "This team", "Best", "Worst"],
        widths: vec![55, 15, 15, 15],
        rows: finished
            .assessment
            .outcomes
            .iter()
            .map(|it| {
                vec![
                    it.label.as_str().into(),
                    Cell::figure(grouped(it.value)),
                    against(it.best),
                    against(it.worst),
                ]
            })
            .chain(std::iter::once(vec![
                "Emergency patients sent elsewhere".into(),
                Cell::figure(grouped(came.outcomes.ed_diverted)),
                Cell::figure("–"),
                Cell::figure("–"),
            ]))
            .collect(),
    }));
    if scored {
        let references: Vec<String> = finished
            .assessment
            .references
            .iter()
            .map(|(team, score)| format!("{team} {score:.0}"))
            .collect();
        blocks.push(Block::Note(format!(
            "Best and worst of the scripted teams on the same random seed; their scores: {}.",
            references.join(", ")
        )));
    }
    for (caption, svg) in charts::pictures(finished) {
        blocks.push(Block::Picture {
            caption,
            svg,
            told: Vec::new(),
        });
    }
}

/// What took longest to be known, and the figures and the answers that were furthest from the truth.
fn believed(finished: &Finished, blocks: &mut Vec<Block>) {
    let story = &finished.story;
    let belief = belief(story, &finished.events);
    blocks.push(Block::Heading(2, words::REPORTED_V_ACTUAL.to_owned()));
    let took = |lag: &Lag| {
        lag.known_secs
            .map_or(u64::MAX, |known| known.saturating_sub(lag.true_secs))
    };
    let (lags, left) = most(&belief.lags, LAGS, took);
    blocks.push(lags_table(story, &lags));
    more(left, "known sooner", blocks);
    if belief.claims.is_empty() {
        blocks.push(Block::Note("No situation report gave a figure.".to_owned()));
    } else {
        let (claims, left) = most(&belief.claims, CLAIMS, |claim| claim.over().unsigned_abs());
        blocks.push(claims_table(story, &claims));
        more(left, "nearer to the truth", blocks);
    }
    let made = finished.calls();
    if made.is_empty() {
        return;
    }
    blocks.push(Block::Heading(3, words::CALLS_V_ACTUAL.to_owned()));
    blocks.push(calls::counted(made));
    let (told, left) = most(made, CALLS, |call| u64::from(call.accuracy.weight()));
    blocks.push(calls::table(story, &told));
    more(left, "nearer to the truth", blocks);
    blocks.push(calls::remark());
}
