//! The report for programs: JSON with everything, CSV with the timeline.

use super::Summary;
use crate::exchange::sheet;
use serde_json::{Value, json};
use wardroom_core::review::Finished;
use wardroom_core::timeline;

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
    let mut assessment = json!(finished.assessment);
    if !finished.assessment.scored() {
        without_results(&mut assessment);
    }
    serde_json::to_string_pretty(&json!({
        "simulated": true,
        "summary": Summary::of(finished),
        "assessment": assessment,
        "actions": finished.observations.actions,
        "needs": finished.needs(),
        "calls": finished.calls(),
        "timeline": timeline,
        "series": finished.samples(),
    }))
}

/// Of what was barely played the tasks that were seen are told, and nothing that looks like a result.
fn without_results(assessment: &mut Value) {
    let none = |value: &mut Value, names: &[&str]| {
        for name in names {
            if let Some(field) = value.get_mut(*name) {
                *field = Value::Null;
            }
        }
    };
    none(
        assessment,
        &[
            "score",
            "tasks_part",
            "outcomes_part",
            "patients_part",
            "ceiling",
        ],
    );
    for (list, names) in [
        ("objectives", &["rating", "score"][..]),
        ("outcomes", &["best", "worst", "standing"]),
    ] {
        for one in assessment[list].as_array_mut().into_iter().flatten() {
            none(one, names);
        }
    }
    assessment["references"] = json!([]);
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
