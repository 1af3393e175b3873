//! The exercise log: every decision with its reason, everything that happened, line by line, and
//! all of what the post-exercise report tells only the most telling part. A document of its own, for
//! whoever looks something up. Must not leave anything out.

use super::document::{Block, Cell, Document, Table};
use super::enclosed::sent_with;
use super::written::invented;
use super::{calls, needs, papers, raters};
use wardroom_core::assessment::mins_in_words;
use wardroom_core::exercise::What;
use wardroom_core::record::Story;
use wardroom_core::review::Finished;
use wardroom_core::review::what_if::{Claim, Lag, belief};
use wardroom_core::timeline::{self, Kind, Line};
use wardroom_core::words;

/// The exercise log, with a handling marking.
pub fn full_log(finished: &Finished, marking: &str) -> Document {
    let story = &finished.story;
    let mut blocks = Vec::new();
    decided(finished, &mut blocks);
    happened(finished, &mut blocks);
    came_with(finished, &mut blocks);
    let belief = belief(story, &finished.events);
    blocks.push(Block::Heading(1, words::REPORTED_V_ACTUAL.to_owned()));
    blocks.push(lags_table(story, &belief.lags));
    if !belief.claims.is_empty() {
        blocks.push(claims_table(story, &belief.claims));
    }
    if !finished.calls().is_empty() {
        blocks.push(Block::Heading(2, words::CALLS_V_ACTUAL.to_owned()));
        blocks.push(calls::counted(finished.calls()));
        blocks.push(calls::table(story, finished.calls()));
        blocks.push(calls::remark());
    }
    raters::compared(finished, 1, usize::MAX, &mut blocks);
    needs::said(&finished.needs(), usize::MAX, usize::MAX, &mut blocks);
    blocks.push(Block::Heading(1, "What really happened".to_owned()));
    blocks.push(Block::Note(
        "Not simulated. Paraphrased from the sources named.".to_owned(),
    ));
    blocks.push(history(story));
    blocks.push(Block::Heading(1, "Questions for the debrief".to_owned()));
    blocks.push(Block::List(story.debrief.clone()));
    Document {
        title: format!("{}: exercise log", story.title),
        subtitle: format!(
            "Played on {}. Annex to the post-exercise report. Every figure of the exercise is simulated; {}.",
            super::post_exercise::overview::day(&finished.started),
            invented(story.several())
        ),
        marking: marked(marking),
        blocks,
        closing: "Written by Wardroom.".to_owned(),
    }
}

/// The marking of every page.
pub(super) fn marked(marking: &str) -> String {
    match marking.trim() {
        "" => "EXERCISE EXERCISE EXERCISE".to_owned(),
        marking => format!("{marking} · EXERCISE EXERCISE EXERCISE"),
    }
}

/// A decision: its line, and what is behind it.
#[derive(Clone, Debug)]
pub(super) struct Decided {
    /// What the log says at that minute.
    pub line: Line,
    /// What is behind it.
    pub what: What,
}

/// Everything that somebody decided, in order. What a decision set going has its reason, which is
/// told once.
pub(super) fn decisions(finished: &Finished) -> Vec<Decided> {
    let story = &finished.story;
    let mut all: Vec<Decided> = Vec::new();
    let mut before = None;
    for event in &finished.events {
        let Some(mut line) = timeline::line(story, event) else {
            continue;
        };
        if line.kind != Kind::Decision {
            continue;
        }
        let reason = Some((line.at_secs, line.detail.clone(), line.who.clone()));
        if before == reason {
            line.detail.clear();
        }
        before = reason;
        all.push(Decided {
            line,
            what: event.what.clone(),
        });
    }
    all
}

fn decided(finished: &Finished, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(1, "Decisions and why".to_owned()));
    let rows: Vec<Vec<Cell>> = decisions(finished)
        .into_iter()
        .map(|Decided { line, .. }| {
            let clock = finished.story.clock(line.at_secs);
            [clock, line.title, line.detail, line.who]
                .map(Cell::Words)
                .to_vec()
        })
        .collect();
    if rows.is_empty() {
        blocks.push(Block::Text("Nothing was decided.".to_owned()));
        return;
    }
    blocks.push(Block::Table(Table {
        head: vec!["Time", "Decision", "Why", "Who"],
        widths: vec![12, 34, 36, 18],
        rows,
    }));
}

fn happened(finished: &Finished, blocks: &mut Vec<Block>) {
    let story = &finished.story;
    blocks.push(Block::Heading(1, "Timeline".to_owned()));
    blocks.push(Block::Table(Table {
        head: vec!["Time", "Kind", "What", "Who"],
        widths: vec![12, 11, 59, 18],
        rows: timeline::lines(story, &finished.events)
            .into_iter()
            .map(|line| {
                let what = if line.detail.is_empty() {
                    line.title
                } else {
                    format!("{}\n{}", line.title, line.detail)
                };
                let clock = story.clock(line.at_secs);
                let kind = line.kind.word().to_owned();
                [clock, kind, what, line.who].map(Cell::Words).to_vec()
            })
            .collect(),
    }));
}

/// What injects carried that were sent.
fn came_with(finished: &Finished, blocks: &mut Vec<Block>) {
    let carried = sent_with(finished);
    if !carried.is_empty() {
        blocks.push(Block::Heading(1, "What came with injects".to_owned()));
        blocks.extend(carried);
    }
}

/// How long things took to be known.
pub(super) fn lags_table(story: &Story, lags: &[Lag]) -> Block {
    Block::Table(Table {
        head: vec!["What", "True from", "Known from", "Later by"],
        widths: vec![55, 15, 15, 15],
        rows: lags
            .iter()
            .map(|lag| {
                let (known, later) = match lag.known_secs {
                    Some(known) => (
                        story.clock(known),
                        mins_in_words((known.saturating_sub(lag.true_secs) / 60) as u32),
                    ),
                    None => ("never".to_owned(), "–".to_owned()),
                };
                let clock = story.clock(lag.true_secs);
                [lag.what.clone(), clock, known, later]
                    .map(Cell::Words)
                    .to_vec()
            })
            .collect(),
    })
}

/// The figures that situation reports gave.
pub(super) fn claims_table(story: &Story, claims: &[Claim]) -> Block {
    Block::Table(Table {
        head: vec!["Report", "Of", "Said", "In truth", ""],
        widths: vec![27, 33, 10, 12, 18],
        rows: claims
            .iter()
            .map(|claim| {
                vec![
                    format!("{} {}", story.clock(claim.at_secs), claim.by).into(),
                    claim.what.into(),
                    claim.said.to_string().into(),
                    Cell::figure(claim.truth.to_string()),
                    claim.in_words().into(),
                ]
            })
            .collect(),
    })
}

/// What really happened, with its sources.
fn history(story: &Story) -> Block {
    Block::Table(Table {
        head: papers::HISTORY_HEAD.to_vec(),
        widths: papers::HISTORY_WIDTHS.to_vec(),
        rows: story
            .history
            .iter()
            .map(|it| {
                [&it.when, &it.what, &it.source]
                    .map(|it| it.as_str().into())
                    .to_vec()
            })
            .collect(),
    })
}
