//! The report for programs: JSON with everything, CSV with the timeline.

use super::{Finished, Summary, timeline};
use serde_json::json;

/// Everything, for a program.
///
/// # Errors
/// If it can't be put into JSON, which it can.
pub fn json(finished: &Finished) -> Result<String, serde_json::Error> {
    let scenario = finished.scenario();
    let timeline: Vec<_> = timeline::lines(scenario, &finished.events)
        .into_iter()
        .map(|line| {
            json!({
                "at_secs": line.at_secs,
                "exercise_time": scenario.clock(line.at_secs),
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
        "timeline": timeline,
        "series": finished.exercise.history(),
    }))
}

/// The timeline, for a spreadsheet: exercise time, minutes, kind, title, detail, who.
pub fn csv(finished: &Finished) -> String {
    let scenario = finished.scenario();
    let mut text = String::from("exercise_time,minutes,kind,title,detail,who\r\n");
    for line in timeline::lines(scenario, &finished.events) {
        let fields = [
            scenario.clock(line.at_secs),
            (line.at_secs / 60).to_string(),
            line.kind.word().to_owned(),
            line.title,
            line.detail,
            line.who,
        ];
        let fields: Vec<String> = fields.iter().map(|field| quoted(field)).collect();
        text.push_str(&fields.join(","));
        text.push_str("\r\n");
    }
    text
}

/// A field as RFC 4180 has it. A field that a spreadsheet would take for a formula is led by an
/// apostrophe.
fn quoted(field: &str) -> String {
    let field = if field.starts_with(['=', '+', '-', '@', '\t']) {
        format!("'{field}")
    } else {
        field.to_owned()
    };
    if field.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field
    }
}
