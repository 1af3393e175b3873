//! The report for programs: JSON with everything, CSV with the timeline.

use super::{Finished, Summary, timeline};
use crate::exchange::sheet;
use serde_json::json;

/// Everything, for a program.
///
/// # Errors
/// If it can't be put into JSON, which it can.
pub fn json(finished: &Finished) -> Result<String, serde_json::Error> {
    let story = &finished.story;
    let timeline: Vec<_> = timeline::lines(story, &finished.events)
        .into_iter()
        .map(|line| {
            json!({
                "at_secs": line.at_secs,
                "exercise_time": story.clock(line.at_secs),
                "kind": line.kind.word(),
                "title": line.title,
                "detail": line.detail,
                "who": line.who,
            })
        })
        .collect();
    serde_json::to_string_pretty(&json!({
        "simulated": true,
        "summary": Summary::of(finished),
        "assessment": finished.assessment,
        "actions": finished.observations.actions,
        "needs": finished.needs(),
        "timeline": timeline,
        "series": finished.samples(),
    }))
}

/// The timeline, for a spreadsheet: exercise time, minutes, kind, title, detail, who.
pub fn csv(finished: &Finished) -> Vec<u8> {
    let story = &finished.story;
    let heads = ["exercise_time", "minutes", "kind", "title", "detail", "who"];
    let heads = heads.iter().map(|it| (*it).to_owned()).collect();
    let lines = timeline::lines(story, &finished.events)
        .into_iter()
        .map(|line| {
            vec![
                story.clock(line.at_secs),
                (line.at_secs / 60).to_string(),
                line.kind.word().to_owned(),
                line.title,
                line.detail,
                line.who,
            ]
        });
    sheet::csv(std::iter::once(heads).chain(lines))
}
