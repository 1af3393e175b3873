//! The post-exercise report: the layout of HSEEP's after-action report and improvement plan, which
//! is that of a UK post-exercise report too: overview; analysis with a table of ratings, and per
//! objective strengths and areas for improvement; the trust's plan; improvement plan; participants; key decisions. A
//! board reads all of it, so what is long is cut to its most telling part, and the exercise log
//! holds the whole. Must not present a score as an assurance rating, and must not cut anything that
//! the log does not hold.

mod analysis;
mod debriefed;
pub(super) mod overview;
pub(super) mod plan;
pub(super) mod rehearsed;
mod shortened;

use super::document::Document;
use super::log::marked;
use super::needs;
use super::questions::{self, Questions};
use super::written::invented;
use analysis::analysis;
use debriefed::debriefed;
use overview::{overview, pictures};
use plan::{key_decisions, participants, plan};
use rehearsed::rehearsed;
use shortened::{ANSWERS, CONFIDENCES};
use wardroom_core::review::Finished;

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
    rehearsed(finished, &mut blocks);
    debriefed(finished, &mut blocks);
    plan(finished, &mut blocks);
    needs::said(&finished.needs(), ANSWERS, CONFIDENCES, &mut blocks);
    participants(finished, &mut blocks);
    key_decisions(finished, asked, &mut blocks);
    pictures(finished, &mut blocks);
    Document {
        title: format!("{}: post-exercise report", story.title),
        subtitle: format!(
            "After-action report and improvement plan. Every figure of the exercise is simulated; {}.",
            invented(story.several())
        ),
        marking: marked(marking),
        blocks,
        closing: format!(
            "{}Written by Wardroom. Everything that happened, line by line, is in the exercise log, a document of its own. The exercise score compares teams for learning and is not an assurance rating.",
            evidence(finished)
        ),
    }
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
