//! The post-exercise report: the layout of HSEEP's after-action report and improvement plan, which
//! is that of a UK post-exercise report too: overview; analysis with a table of ratings, and per
//! objective strengths and areas for improvement; improvement plan; participants; annexes. Must not
//! present a score as an assurance rating.

use super::document::{Block, Document, Table};
use super::timeline::{self, Kind};
use super::{Finished, charts, grouped, needs, papers, rating_in_words, rating_letter};
use crate::assessment::what_if::belief;
use crate::assessment::{Assessment, OUTCOMES_WEIGHT, TASKS_WEIGHT, TaskResult, mins_in_words};
use crate::scenario::Rating;

/// The post-exercise report of an exercise, with a handling marking.
pub fn post_exercise(finished: &Finished, marking: &str) -> Document {
    let story = &finished.story;
    let mut blocks = Vec::new();
    overview(finished, &mut blocks);
    analysis(finished, &mut blocks);
    plan(finished, &mut blocks);
    needs::said(&finished.needs(), &mut blocks);
    participants(finished, &mut blocks);
    annexes(finished, &mut blocks);
    let marking = if marking.trim().is_empty() {
        "EXERCISE EXERCISE EXERCISE".to_owned()
    } else {
        format!("{} · EXERCISE EXERCISE EXERCISE", marking.trim())
    };
    Document {
        title: format!("{}: post-exercise report", story.title),
        subtitle: "After-action report and improvement plan. Every figure of the exercise is simulated; the trust is invented.".to_owned(),
        marking,
        blocks,
        closing: "Written by Wardroom. The readiness score compares teams for learning and is not an assurance rating.".to_owned(),
    }
}

/// The real day on which it was played.
fn day(started: &str) -> String {
    started
        .parse::<jiff::Timestamp>()
        .map(|at| {
            at.to_zoned_datetime(jiff::tz::TimeZone::UTC)
                .strftime("%-d %B %Y")
                .to_string()
        })
        .unwrap_or_else(|_| started.to_owned())
}

fn overview(finished: &Finished, blocks: &mut Vec<Block>) {
    let story = &finished.story;
    let assessment = &finished.assessment;
    let objectives: Vec<&str> = assessment
        .objectives
        .iter()
        .map(|it| it.title.as_str())
        .collect();
    let frameworks: Vec<String> = story
        .objectives
        .iter()
        .map(|it| {
            format!(
                "{}: NIST CSF 2.0 {}; CAF {}; EPRR {}",
                it.title,
                it.csf.join(", "),
                it.caf.join(", "),
                it.eprr.join(", ")
            )
        })
        .collect();
    let seats = finished
        .people
        .iter()
        .filter(|person| !person.name.is_empty())
        .count();
    let played_by = match &finished.team {
        Some(team) => format!("the scripted team “{team}”"),
        None if seats == 0 => "the people in the room".to_owned(),
        None => format!("{seats} people"),
    };
    let hours = mins_in_words(u32::try_from(finished.ended_secs / 60).unwrap_or(u32::MAX));
    let rows = [
        ("Exercise", story.title.clone()),
        ("Played on", day(&finished.started)),
        (
            "In the story",
            format!(
                "{} to {}, {hours} of exercise time",
                story.time_at(0).strftime("%A %-d %B %Y %H:%M"),
                story.time_at(finished.ended_secs).strftime("%A %H:%M"),
            ),
        ),
        ("Scenario", story.summary.clone()),
        ("Organisation", format!("{} (invented)", story.trust)),
        ("Played by", played_by),
        ("Objectives", objectives.join("; ")),
        ("Seed", finished.seed.to_string()),
    ];
    blocks.push(Block::Heading(1, "Exercise overview".to_owned()));
    if let Some(remark) = &finished.remark {
        blocks.push(Block::Note(remark.clone()));
    }
    blocks.push(match assessment.score() {
        Some(readiness) => Block::Figure {
            label: "Readiness, of 100".to_owned(),
            value: format!("{readiness:.0}"),
            words: format!(
                "Tasks {:.0}, counting {:.0}%, and outcomes {:.0}, counting {:.0}%. Better than {:.0}% of the computer-played teams with the same luck. The score compares teams for learning; it is not an assurance rating.",
                assessment.tasks_part,
                TASKS_WEIGHT * 100.0,
                assessment.outcomes_part,
                OUTCOMES_WEIGHT * 100.0,
                assessment.percentile
            ),
        },
        None => Block::Text(no_score(assessment)),
    });
    blocks.push(Block::Table(Table {
        head: vec!["", ""],
        widths: vec![22, 78],
        rows: rows
            .into_iter()
            .map(|(name, words)| vec![name.to_owned(), words])
            .collect(),
    }));
    organisations(finished, blocks);
    milestones(finished, blocks);
    blocks.push(Block::Heading(
        2,
        "How the objectives stand to the frameworks".to_owned(),
    ));
    blocks.push(Block::List(frameworks));
}

/// What stands in place of a score.
fn no_score(assessment: &Assessment) -> String {
    format!(
        "{}. There is no score: it needs at least half of the tasks.",
        assessment.seen_in_words()
    )
}

/// What each organisation's tasks came to, where several play.
fn organisations(finished: &Finished, blocks: &mut Vec<Block>) {
    let story = &finished.story;
    let scores = finished.assessment.by_organisation(story);
    let Some(came) = &finished.came else { return };
    if scores.is_empty() {
        return;
    }
    let scored = finished.assessment.scored();
    blocks.push(Block::Heading(2, "The organisations".to_owned()));
    blocks.push(Block::Table(Table {
        head: vec!["Organisation", "Tasks, of 100", "Highest level declared"],
        widths: vec![50, 18, 32],
        rows: scores
            .into_iter()
            .zip(&story.organisations)
            .zip(&came.declared)
            .map(|((score, organisation), declared)| {
                vec![
                    organisation.name.clone(),
                    score
                        .filter(|_| scored)
                        .map_or("not rated".to_owned(), |score| format!("{score:.0}")),
                    declared.map_or("none".to_owned(), |(level, at)| {
                        let clock = story.clock(u64::from(at) * 60);
                        format!("{}, {clock}", level.words())
                    }),
                ]
            })
            .collect(),
    }));
    blocks.push(Block::Note(
        "Outcomes are those of all together: what one decides, the others feel.".to_owned(),
    ));
}

/// When what matters came.
fn milestones(finished: &Finished, blocks: &mut Vec<Block>) {
    let story = &finished.story;
    blocks.push(Block::Heading(2, "Milestones".to_owned()));
    blocks.push(Block::Table(Table {
        head: vec!["What", "When", "Hours after STARTEX"],
        widths: vec![50, 28, 22],
        rows: finished
            .assessment
            .milestones
            .iter()
            .map(|it| match it.hours {
                Some(hours) => vec![
                    it.label.to_owned(),
                    story.clock((hours * 60.0).round() as u64 * 60),
                    format!("{hours:.1}"),
                ],
                None => vec![it.label.to_owned(), "never".to_owned(), "–".to_owned()],
            })
            .collect(),
    }));
}

fn analysis(finished: &Finished, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(1, "Analysis".to_owned()));
    blocks.push(Block::Heading(2, "Ratings".to_owned()));
    if finished.assessment.scored() {
        ratings(finished, blocks);
    } else {
        blocks.push(Block::Text(no_score(&finished.assessment)));
    }
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
                    objective.title.clone(),
                    rating_letter(objective.rating).to_owned(),
                    rating_in_words(objective.rating).to_owned(),
                    letters.join(" "),
                ]
            })
            .collect(),
    }));
    blocks.push(Block::Note("P performed without challenges, S with some challenges, M with major challenges, U unable to be performed; – not observed, outside the scale. A rating is the machine's proposal unless a person is named beside it.".to_owned()));
}

/// Strengths and areas for improvement, objective by objective.
fn by_objective(finished: &Finished, blocks: &mut Vec<Block>) {
    let story = &finished.story;
    for (objective, model) in finished.assessment.objectives.iter().zip(&story.objectives) {
        blocks.push(Block::Heading(2, objective.title.clone()));
        blocks.push(Block::Text(model.about.clone()));
        let of = |wanted: &[Rating]| -> Vec<&TaskResult> {
            objective
                .tasks
                .iter()
                .filter(|task| task.rating.is_some_and(|it| wanted.contains(&it)))
                .collect()
        };
        blocks.push(Block::Heading(3, "Strengths".to_owned()));
        judged(
            finished,
            &of(&[Rating::P, Rating::S]),
            "None of the tasks was performed without major challenges.",
            blocks,
        );
        blocks.push(Block::Heading(3, "Areas for improvement".to_owned()));
        judged(
            finished,
            &of(&[Rating::M, Rating::U]),
            "None was found.",
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
fn judged(finished: &Finished, tasks: &[&TaskResult], none: &str, blocks: &mut Vec<Block>) {
    if tasks.is_empty() {
        blocks.push(Block::Text(none.to_owned()));
        return;
    }
    blocks.push(Block::Table(Table {
        head: vec!["Rating", "Critical task", "Evidence", "Reference"],
        widths: vec![9, 28, 40, 23],
        rows: tasks
            .iter()
            .map(|task| {
                let mut evidence = vec![task.evidence.clone()];
                evidence.extend(notes(finished, task));
                if let Some(by) = &task.confirmed_by {
                    evidence.push(format!("Rated by {by}."));
                }
                vec![
                    rating_letter(task.rating).to_owned(),
                    task.title.clone(),
                    evidence.join("\n"),
                    task.plan.clone(),
                ]
            })
            .collect(),
    }));
}

/// What evaluators noted about a task, and why a person rated it so.
fn notes(finished: &Finished, task: &TaskResult) -> Vec<String> {
    let story = &finished.story;
    let observed = &finished.observations;
    let noted = observed
        .notes
        .iter()
        .filter(|note| note.task.as_ref() == Some(&task.id))
        .map(|note| format!("{} {}: {}", story.clock(note.at_secs), note.by, note.text));
    let rated = observed
        .rated
        .iter()
        .filter(|(rated, _, _, because)| *rated == task.id && !because.is_empty())
        .map(|(_, rating, by, because)| format!("{by} ({}): {because}", rating_letter(*rating)));
    noted.chain(rated).collect()
}

fn outcomes(finished: &Finished, blocks: &mut Vec<Block>) {
    let Some(came) = &finished.came else { return };
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
                    it.label.clone(),
                    grouped(it.value),
                    grouped(it.best),
                    grouped(it.worst),
                ]
            })
            .chain(std::iter::once(vec![
                "Emergency patients sent elsewhere".to_owned(),
                grouped(came.outcomes.ed_diverted),
                "–".to_owned(),
                "–".to_owned(),
            ]))
            .collect(),
    }));
    let references: Vec<String> = finished
        .assessment
        .references
        .iter()
        .map(|(team, score)| format!("{team} {score:.0}"))
        .collect();
    blocks.push(Block::Note(format!(
        "Best and worst of the scripted teams with the same luck; their readiness: {}.",
        references.join(", ")
    )));
    for (caption, svg) in charts::pictures(finished) {
        blocks.push(Block::Picture { caption, svg });
    }
}

fn believed(finished: &Finished, blocks: &mut Vec<Block>) {
    let story = &finished.story;
    let belief = belief(story, &finished.events);
    blocks.push(Block::Heading(
        2,
        "What was believed, and what was so".to_owned(),
    ));
    blocks.push(Block::Table(Table {
        head: vec!["What", "True from", "Known from", "Later by"],
        widths: vec![49, 17, 17, 17],
        rows: belief
            .lags
            .iter()
            .map(|lag| {
                let (known, later) = match lag.known_secs {
                    Some(known) => (
                        story.clock(known),
                        mins_in_words((known.saturating_sub(lag.true_secs) / 60) as u32),
                    ),
                    None => ("never".to_owned(), "–".to_owned()),
                };
                vec![lag.what.clone(), story.clock(lag.true_secs), known, later]
            })
            .collect(),
    }));
    if belief.claims.is_empty() {
        blocks.push(Block::Note("No situation report gave a figure.".to_owned()));
        return;
    }
    blocks.push(Block::Table(Table {
        head: vec!["Report", "Of", "Said", "In truth", ""],
        widths: vec![27, 33, 10, 12, 18],
        rows: belief
            .claims
            .iter()
            .map(|claim| {
                vec![
                    format!("{} {}", story.clock(claim.at_secs), claim.by),
                    claim.what.to_owned(),
                    claim.said.to_string(),
                    claim.truth.to_string(),
                    claim.in_words(),
                ]
            })
            .collect(),
    }));
}

/// What was agreed, and the areas for improvement for which nothing was yet. The columns are
/// HSEEP's.
fn plan(finished: &Finished, blocks: &mut Vec<Block>) {
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
                    vec![
                        it.number.to_string(),
                        lines(&[&it.issue, &it.root_cause, &carried]),
                        it.action.clone(),
                        it.element.word().to_owned(),
                        lines(&[&it.owner, &it.contact]),
                        lines(&[&it.starts, &it.due]),
                        lines(&[it.status.words(), &it.evidence]),
                    ]
                })
                .collect(),
        }));
    }
    blocks.push(Block::Note(
        "A lesson is identified until there is evidence that it was learned.".to_owned(),
    ));
    let open: Vec<String> = finished
        .assessment
        .objectives
        .iter()
        .flat_map(|objective| objective.tasks.iter().map(move |task| (objective, task)))
        .filter(|(_, task)| {
            matches!(task.rating, Some(Rating::M | Rating::U))
                && actions.iter().all(|it| it.task.as_ref() != Some(&task.id))
        })
        .map(|(objective, task)| format!("{}: {}", objective.title, task.title))
        .collect();
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

/// What is not empty, a line each.
fn lines(parts: &[&str]) -> String {
    let written: Vec<&str> = parts.iter().copied().filter(|it| !it.is_empty()).collect();
    written.join("\n")
}

fn participants(finished: &Finished, blocks: &mut Vec<Block>) {
    let story = &finished.story;
    let rows: Vec<Vec<String>> = finished
        .people
        .iter()
        .filter(|person| !person.name.is_empty())
        .map(|person| {
            vec![
                person.name.clone(),
                story.role_title(&person.role).to_owned(),
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

fn annexes(finished: &Finished, blocks: &mut Vec<Block>) {
    let story = &finished.story;
    let lines = timeline::lines(story, &finished.events);
    blocks.push(Block::NewPage);
    blocks.push(Block::Heading(1, "Decisions and why".to_owned()));
    let decisions: Vec<_> = lines
        .iter()
        .filter(|line| line.kind == Kind::Decision)
        .collect();
    let decided = decisions
        .iter()
        .enumerate()
        .map(|(at, line)| {
            // What a decision set going has its reason: said once is enough.
            let said = at > 0 && {
                let before = decisions[at - 1];
                (before.at_secs, &before.detail, &before.who)
                    == (line.at_secs, &line.detail, &line.who)
            };
            vec![
                story.clock(line.at_secs),
                line.title.clone(),
                if said {
                    String::new()
                } else {
                    line.detail.clone()
                },
                line.who.clone(),
            ]
        })
        .collect();
    blocks.push(Block::Table(Table {
        head: vec!["Time", "Decision", "Why", "Who"],
        widths: vec![12, 36, 36, 16],
        rows: decided,
    }));
    blocks.push(Block::Heading(1, "Timeline".to_owned()));
    blocks.push(Block::Table(Table {
        head: vec!["Time", "Kind", "What", "Who"],
        widths: vec![12, 12, 58, 18],
        rows: lines
            .iter()
            .map(|line| {
                let what = if line.detail.is_empty() {
                    line.title.clone()
                } else {
                    format!("{}\n{}", line.title, line.detail)
                };
                vec![
                    story.clock(line.at_secs),
                    line.kind.word().to_owned(),
                    what,
                    line.who.clone(),
                ]
            })
            .collect(),
    }));
    blocks.push(Block::Heading(1, "Questions for the debrief".to_owned()));
    blocks.push(Block::List(story.debrief.clone()));
    blocks.push(Block::Heading(1, "What really happened".to_owned()));
    blocks.push(Block::Note(
        "Not simulated. Paraphrased from the sources named.".to_owned(),
    ));
    blocks.push(Block::Table(Table {
        head: papers::HISTORY_HEAD.to_vec(),
        widths: papers::HISTORY_WIDTHS.to_vec(),
        rows: story
            .history
            .iter()
            .map(|it| vec![it.when.clone(), it.what.clone(), it.source.clone()])
            .collect(),
    }));
}
