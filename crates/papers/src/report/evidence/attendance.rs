//! Who attended, as a table for a training system or a spreadsheet. Must not hold whom nobody named.

use crate::exchange::sheet::csv;
use crate::report::post_exercise::overview::day;
use wardroom_core::review::Finished;

/// As CSV: one line for each who took part or evaluated under a name.
pub fn attendance(finished: &Finished) -> Vec<u8> {
    let story = &finished.story;
    let mins = (finished.ended_secs / 60).to_string();
    let held = day(&finished.started);
    let of_type = finished.of_type.words();
    let line = |name: &str, role: &str| {
        let cells = [name, role, &story.title, of_type, &held, &mins];
        cells.map(str::to_owned).to_vec()
    };
    let head = [
        "Name",
        "Role",
        "Exercise",
        "Type",
        "Date",
        "Minutes of exercise time",
    ];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    let named = finished.people.iter().filter(|it| !it.name.is_empty());
    rows.extend(named.map(|it| line(&it.name, story.role_title(&it.role))));
    let evaluators = finished.evaluators.iter();
    rows.extend(evaluators.map(|name| line(name, "Evaluator")));
    csv(rows)
}
