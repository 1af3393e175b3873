//! The post-exercise report: the layout of HSEEP's after-action report and improvement plan, which
//! is that of a UK post-exercise report too: overview; analysis with a table of ratings, and per
//! objective strengths and areas for improvement; improvement plan; participants; key decisions. A
//! board reads all of it, so what is long is cut to its most telling part, and the exercise log
//! holds the whole. Must not present a score as an assurance rating, and must not cut anything that
//! the log does not hold.

use super::document::{Block, Document, Table};
use super::log::{self, claims_table, decisions, lags_table, marked};
use super::questions::{self, Questions};
use super::{Finished, charts, grouped, needs, rating_in_words, rating_letter};
use wardroom_core::assessment::what_if::{Lag, belief};
use wardroom_core::assessment::{Assessment, SignedBy, TaskResult, mins_in_words};
use wardroom_core::exercise::What;
use wardroom_core::scenario::Rating;

/// Key decisions that are told.
pub const DECISIONS: usize = 6;
/// Things of which it is told how late they were known.
pub const LAGS: usize = 8;
/// Figures of situation reports that are told.
pub const CLAIMS: usize = 8;
/// Notes of evaluators that are told of a task.
pub const NOTES: usize = 2;
/// Answers to an open question that are told.
pub const ANSWERS: usize = 4;
/// Rows of how sure people are.
pub const CONFIDENCES: usize = 20;

/// The post-exercise report of an exercise, with a handling marking.
pub fn post_exercise(finished: &Finished, marking: &str) -> Document {
    post_exercise_asked(finished, marking, &Questions::default())
}

/// The same with what was asked of the exercise after ENDEX: what made a difference.
pub fn post_exercise_asked(finished: &Finished, marking: &str, asked: &Questions) -> Document {
    let story = &finished.story;
    let mut blocks = Vec::new();
    overview(finished, &mut blocks);
    analysis(finished, &mut blocks);
    // What was asked was asked of rules that play it, so that the scenario can be read.
    if let Some(scenario) = finished.scenario() {
        questions::said(&scenario, asked, &mut blocks);
    }
    plan(finished, &mut blocks);
    needs::said(&finished.needs(), ANSWERS, CONFIDENCES, &mut blocks);
    participants(finished, &mut blocks);
    key_decisions(finished, asked, &mut blocks);
    Document {
        title: format!("{}: post-exercise report", story.title),
        subtitle: "After-action report and improvement plan. Every figure of the exercise is simulated; the trust is invented.".to_owned(),
        marking: marked(marking),
        blocks,
        closing: format!("{}Written by Wardroom. Everything that happened, line by line, is in the exercise log, a document of its own. The exercise score compares teams for learning and is not an assurance rating.", evidence(finished)),
    }
}

/// The real day on which it was played.
pub(super) fn day(started: &str) -> String {
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
    if let SignedBy::DoesNotFit(_) = finished.signed {
        blocks.push(Block::Text(finished.signed.in_words()));
    }
    blocks.push(match assessment.told() {
        Some(score) => Block::Figure {
            label: "Exercise score (for learning), of 100".to_owned(),
            value: format!("{score:.0}"),
            words: match assessment.position() {
                Some(position) => format!(
                    "On the same random seed it lies {position}. {}",
                    assessment.parts_in_words()
                ),
                None => assessment.parts_in_words(),
            },
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
}

/// Of which record it is told, and who signed that: the head of its chain covers every line of it.
/// Nothing where there is no record, or where the report is without names.
fn evidence(finished: &Finished) -> String {
    if finished.head.is_empty() {
        return String::new();
    }
    format!(
        "Told from the record that ends in {}, {}. ",
        finished.head,
        finished.signed.in_words()
    )
}

/// What stands in place of a score.
fn no_score(assessment: &Assessment) -> String {
    format!(
        "{}. {}",
        assessment.seen_in_words(),
        assessment.why_no_score().unwrap_or_default()
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
    blocks.push(Block::Note("P performed without challenges, S with some challenges, M with major challenges, U unable to be performed; – not observed, outside the scale. A rating is the machine's proposal unless a person is named beside it. Which outcomes and standards an objective serves is the scenario author's view: compare version and number with the edition in force before quoting them.".to_owned()));
}

/// Strengths and areas for improvement, objective by objective.
fn by_objective(finished: &Finished, blocks: &mut Vec<Block>) {
    let story = &finished.story;
    for (objective, model) in finished.assessment.objectives.iter().zip(&story.objectives) {
        blocks.push(Block::Heading(2, objective.title.clone()));
        blocks.push(Block::Text(model.about.clone()));
        blocks.push(Block::Note(format!(
            "NIST CSF 2.0 {}; CAF v3.2 {}; EPRR core standards {}.",
            model.csf.join(", "),
            model.caf.join(", "),
            model.eprr.join(", ")
        )));
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
                    rating_letter(task.rating).to_owned(),
                    task.title.clone(),
                    evidence.join("\n"),
                    task.plan.clone(),
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
        if scored {
            grouped(value)
        } else {
            "–".to_owned()
        }
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
                    it.label.to_owned(),
                    grouped(it.value),
                    against(it.best),
                    against(it.worst),
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

/// What took longest to be known, and the figures that were furthest from the truth.
fn believed(finished: &Finished, blocks: &mut Vec<Block>) {
    let story = &finished.story;
    let belief = belief(story, &finished.events);
    blocks.push(Block::Heading(
        2,
        "What was believed, and what was so".to_owned(),
    ));
    let took = |lag: &Lag| {
        lag.known_secs
            .map_or(u64::MAX, |known| known.saturating_sub(lag.true_secs))
    };
    let (lags, left) = most(&belief.lags, LAGS, took);
    blocks.push(lags_table(story, &lags));
    more(left, "known sooner", blocks);
    if belief.claims.is_empty() {
        blocks.push(Block::Note("No situation report gave a figure.".to_owned()));
        return;
    }
    let (claims, left) = most(&belief.claims, CLAIMS, |claim| claim.over().unsigned_abs());
    blocks.push(claims_table(story, &claims));
    more(left, "nearer to the truth", blocks);
}

/// Those for which a figure is highest, at most so many, as they stand in the list; and how many
/// are left out.
fn most<T: Clone>(list: &[T], count: usize, figure: impl Fn(&T) -> u64) -> (Vec<T>, usize) {
    let mut places: Vec<usize> = (0..list.len()).collect();
    places.sort_by_key(|at| std::cmp::Reverse(figure(&list[*at])));
    places.truncate(count);
    places.sort_unstable();
    let kept = places.iter().map(|at| list[*at].clone()).collect();
    (kept, list.len().saturating_sub(count))
}

/// Says where the rest is.
fn more(left: usize, which: &str, blocks: &mut Vec<Block>) {
    if left > 0 {
        blocks.push(Block::Note(format!(
            "{left} more, {which}: see the exercise log."
        )));
    }
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
    let lacks = |task: &TaskResult| {
        matches!(task.rating, Some(Rating::M | Rating::U))
            && actions.iter().all(|it| it.task.as_ref() != Some(&task.id))
    };
    let open: Vec<String> = finished
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

/// The decisions that mattered most, where that was asked; else the answers to the questions that
/// the scenario put, which are those its author held to be decisive.
fn key_decisions(finished: &Finished, asked: &Questions, blocks: &mut Vec<Block>) {
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
                    finished.story.clock(it.line.at_secs),
                    it.line.title.clone(),
                    in_short(&it.line.detail),
                    it.line.who.clone(),
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

/// Letters of a reason that are told in short.
const SHORT: usize = 120;

/// The first sentence; what is longer than it should be ends at a word.
fn in_short(words: &str) -> String {
    let line = words.lines().next().unwrap_or_default();
    // A point within a figure or a name ends no sentence.
    let ends = [". ", "! ", "? "].iter().filter_map(|end| line.find(end));
    let first = ends.min().map_or(line, |end| &line[..=end]).trim();
    if first.chars().count() <= SHORT {
        return first.to_owned();
    }
    let cut: String = first.chars().take(SHORT).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", &cut[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_in_short_is_its_first_sentence_and_ends_at_a_word() {
        assert_eq!(
            in_short("Port 445.3 is open. So it spreads."),
            "Port 445.3 is open."
        );
        assert_eq!(in_short("Who leads? Nobody."), "Who leads?");
        assert_eq!(in_short("One line\nand another"), "One line");
        assert_eq!(in_short(""), "");
        let long = in_short(&"Ängström and ".repeat(30));
        assert!(long.chars().count() <= SHORT + 2, "{long}");
        assert!(
            long.ends_with("and …") || long.ends_with("Ängström …"),
            "{long}"
        );
    }

    #[test]
    fn what_tells_most_is_kept_in_its_order_and_the_rest_is_counted() {
        assert_eq!(most(&[5_u64, 1, 9, 7], 3, |it| *it), (vec![5, 9, 7], 1));
        assert_eq!(most(&[5_u64], 3, |it| *it), (vec![5], 0));
    }
}
