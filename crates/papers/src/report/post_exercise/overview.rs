//! The first part of the report: what was played, the score, the organisations, the milestones. Must
//! not judge anything anew.

use crate::report::document::{Block, Cell, Table};
use crate::report::enclosed::pictures_sent;
use crate::report::written::{counted, long_day};
use wardroom_core::assessment::{Assessment, mins_in_words};
use wardroom_core::review::Finished;
use wardroom_core::review::SignedBy;
use wardroom_core::words;

pub(super) fn overview(finished: &Finished, blocks: &mut Vec<Block>) {
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
        None => counted(seats, "person", "people"),
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
            label: format!("{}, of 100", words::SCORE),
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
            .map(|(name, words)| vec![name.into(), words.into()])
            .collect(),
    }));
    organisations(finished, blocks);
    milestones(finished, blocks);
}

/// What stands in place of a score.
pub(super) fn no_score(assessment: &Assessment) -> String {
    format!(
        "{}. {}",
        assessment.seen_in_words(),
        assessment.why_no_score().unwrap_or_default()
    )
}

/// What each organisation's tasks came to, where several play.
fn organisations(finished: &Finished, blocks: &mut Vec<Block>) {
    let story = &finished.story;
    let scores = finished.by_organisation();
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
                    organisation.name.clone().into(),
                    score
                        .filter(|_| scored)
                        .map_or("not rated".into(), |score| {
                            Cell::figure(format!("{score:.0}"))
                        }),
                    declared.map_or("none".into(), |(level, at)| {
                        let clock = story.clock(u64::from(at) * 60);
                        format!("{}, {clock}", level.words()).into()
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
                    it.label.as_str().into(),
                    story.clock((hours * 60.0).round() as u64 * 60).into(),
                    Cell::figure(format!("{hours:.1}")),
                ],
                None => vec![it.label.as_str().into(), "never".into(), Cell::figure("–")],
            })
            .collect(),
    }));
}

/// The pictures that injects carried: a board sees what the room saw. Tables and the rest stand in the log.
pub(super) fn pictures(finished: &Finished, blocks: &mut Vec<Block>) {
    let shown = pictures_sent(finished);
    if shown.is_empty() {
        return;
    }
    blocks.push(Block::Heading(
        1,
        "Pictures that were shown, made for the exercise".to_owned(),
    ));
    blocks.extend(shown.into_iter().map(|block| match block {
        Block::Photo {
            caption,
            shows,
            image,
        } => Block::Photo {
            caption,
            shows,
            image: image.no_higher(PICTURE),
        },
        other => other,
    }));
}

/// How high a picture is in the report, in points: the log has it larger.
const PICTURE: u32 = 150;

/// The real day on which it was played.
pub(in crate::report) fn day(started: &str) -> String {
    started
        .parse::<jiff::Timestamp>()
        .map(|at| long_day(at.to_zoned_datetime(jiff::tz::TimeZone::UTC).date()))
        .unwrap_or_else(|_| started.to_owned())
}
