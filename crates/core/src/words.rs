//! The words of the program: what things are called wherever somebody reads of them, in the window,
//! on the command line, in reports and in documents, and where each word comes from.
//!
//! Must hold labels and terms, not sentences, and must not name anything in a file's format or in a
//! record: those keep their names. What the words replaced, a test finds if it comes back.

/// Makes a copy of an item; any editor's word.
pub const DUPLICATE: &str = "Duplicate";
/// Takes an item away; any editor's word.
pub const DELETE: &str = "Delete";
/// Does what was undone; the other half of Undo in any editor.
pub const REDO: &str = "Redo";
/// One more item of a list; any form's word.
pub const ADD: &str = "Add";
/// Opens the thing that is shown to be changed; any program's word.
pub const EDIT: &str = "Edit";
/// Shows less of the time line, larger; any map's word.
pub const ZOOM_IN: &str = "Zoom in";
/// Shows more of the time line, smaller; any map's word.
pub const ZOOM_OUT: &str = "Zoom out";
/// What is wrong with a scenario, a line each; the name of that list in code editors.
pub const PROBLEMS: &str = "Problems";
/// A scenario that has no problems and can be played; the word of file checkers.
pub const VALID: &str = "valid";
/// A file was read again after another program changed it; code editors say so.
pub const RELOADED: &str = "reloaded";
/// Of two changes in one place, the one on disk; the words of merge tools.
pub const USE_THEIRS: &str = "Use their version";
/// Of two changes in one place, the one on the screen; the words of merge tools.
pub const KEEP_MINE: &str = "Keep mine";
/// Work goes on, and its result is not there yet; common software usage.
pub const CALCULATING: &str = "Calculating…";
/// Puts an answer that was typed on record; any form's word.
pub const SAVE_ANSWER: &str = "Save answer";
/// Writes the empty form as a file, to be handed round; common software usage.
pub const EXPORT_FORM: &str = "Export form";

/// Plays a scenario many times to see how hard and how fair it is; what an exercise planner does
/// before the day (HSEEP: testing the design).
pub const TEST_DIFFICULTY: &str = "Test difficulty";
/// What playing it many times shows of a scenario.
pub const DIFFICULTY: &str = "Difficulty";
/// The number from which everything that is left to chance follows; what simulations call it.
pub const RANDOM_SEED: &str = "Random seed";
/// Two plays differ by what was changed and by nothing drawn; what simulations call it.
pub const SAME_SEED: &str = "same random seed";
/// How much of a score came of what was drawn, and not of what was decided.
pub const CHANCE: &str = "How much was chance";

/// A message or event that the facilitator brings into the exercise; HSEEP and ISO 22398.
pub const INJECT: &str = "Inject";
/// All injects with when, to whom and how; EPRR planners' word for HSEEP's MSEL.
pub const MEL: &str = "Main Events List";
/// The injects and decision points drawn over time.
pub const MEL_TIMELINE: &str = "MEL timeline";
/// Injects that have not been sent; an exercise controller's list.
pub const UPCOMING: &str = "Upcoming injects";
/// An inject is not sent after all; HSEEP controllers skip an inject.
pub const SKIP: &str = "Skip";
/// What the trust has written down for such a day.
pub const PLAN: &str = "Plan";
/// What somebody says of a decision that did what a clause of the plan says.
pub const FOLLOWS: &str = "Follows";
/// That an inject was skipped, as it stands in lists and reports.
pub const SKIPPED: &str = "Skipped";
/// How the time in the room is spent.
pub const RUN_SHEET: &str = "Run sheet";
/// An inject that was held or skipped waits for its moment again, in the log.
pub const RESUMED: &str = "No longer held or skipped";
/// Shows an inject as the room will see it, to the facilitator alone; common software usage.
pub const PREVIEW: &str = "Preview";
/// An inject that stands in no list, made up on the day; HSEEP.
pub const AD_HOC: &str = "Ad-hoc inject";
/// The team is asked to choose; HSEEP and JESIP's decision model.
pub const DECISION_POINT: &str = "Decision point";
/// All of them, as a heading.
pub const DECISION_POINTS: &str = "Decision points";
/// Nobody decided by the time it was due; any task list's word.
pub const OVERDUE: &str = "overdue";
/// What the team does and no card foresees; free play is HSEEP's and wargamers' word.
pub const FREE_PLAY: &str = "Free-play action";
/// Gives what a card orders.
pub const GIVE_ORDER: &str = "Give the order";
/// The exercise's clock stands while people talk; a table-top facilitator's word.
pub const PAUSE_FOR_DISCUSSION: &str = "Pause for discussion";
/// The exercise goes on at a later time; HSEEP and EPRR table-tops.
pub const TIME_JUMP: &str = "Time jump";
/// Looks at an earlier minute, and can go on from there; what players of recordings call it.
pub const REPLAY_FROM: &str = "Replay from…";
/// The word for what is so, whoever knows it; military and simulation usage. Only exercise control
/// sees it.
pub const GROUND_TRUTH: &str = "Ground truth";
/// What has been reported, right or wrong; the common picture of JESIP.
pub const REPORTED_PICTURE: &str = "Reported picture";
/// What comes if nobody does anything more, where there is room for one word.
pub const FORECAST: &str = "Forecast";
/// The same where the condition can be said.
pub const NO_FURTHER_ACTION: &str = "Forecast (no further action)";

/// The decisions that made most of a difference; a debrief's heading.
pub const KEY_DECISIONS: &str = "Key decisions";
/// What was reported beside what was so, and how late; situational awareness in a debrief.
pub const REPORTED_V_ACTUAL: &str = "Reported v actual";
/// What somebody was told who rang a ward or a supplier, beside what was so.
pub const CALLS_V_ACTUAL: &str = "Calls: answered v actual";
/// The same tasks as two evaluators rated them.
pub const RATERS: &str = "Two raters compared";
/// What would have come of another decision.
pub const WHAT_IF: &str = "What-if";
/// The exercise as it was played, beside what a change would have made of it.
pub const DAY_PLAYED: &str = "The day you had";
/// The same exercise with one change, under the same luck.
pub const DAY_OTHERWISE: &str = "The day you could have had";
/// The number at the end, which rates no hospital.
pub const SCORE: &str = "Exercise score (learning only)";

/// The posts that the exercise fills; HSEEP and EPRR say role, because a chair is a board post.
pub const ROLES: &str = "Roles";
/// Trusts, suppliers and bodies that play; EPRR.
pub const ALL_ORGANISATIONS: &str = "All organisations";
/// Who takes part.
pub const PEOPLE: &str = "People";
/// Those who repair and rebuild.
pub const TEAMS: &str = "Teams";
/// A service goes on without its systems; NHS business continuity plans.
pub const START_DOWNTIME: &str = "Start downtime (paper) procedures";
/// A service works with its systems again.
pub const RETURN_TO_SYSTEM: &str = "Return to system";
/// Patients of a pathway come here again; ambulance services' word.
pub const END_DIVERT: &str = "End divert";
/// A body outside was told formally; incident reporting's word.
pub const NOTIFIED: &str = "notified";
/// Care goes on, with less of it; NHS England's word for what was degraded.
pub const REDUCED_CAPACITY: &str = "Patient-hours of care at reduced capacity";

/// What a participant is handed; EPRR's word for HSEEP's situation manual.
pub const PARTICIPANT_PACK: &str = "participant pack";
/// Who was there; what training departments keep.
pub const ATTENDANCE_REGISTER: &str = "attendance register";
/// What an evaluator looks for, objective by objective; HSEEP.
pub const EVALUATOR_GUIDES: &str = "evaluator guides";
/// Printed injects, one a role, to be handed out of an envelope; what exercises on paper call them.
pub const EVIDENCE_CARDS: &str = "evidence cards";
/// What people say they need, group by group; training departments' word.
pub const TRAINING_NEEDS: &str = "Training needs analysis";

/// A figure that was observed lies where nine in ten of the simulated ones do; statistics.
pub const WITHIN_RANGE: &str = "in range";

/// Where what somebody reported stands beside what was so: `really 80, within range`.
pub fn really(actual: &str, within: bool) -> String {
    format!(
        "really {actual}, {} range",
        if within { "within" } else { "outside" }
    )
}

/// The parts of a METHANE report: the field's name, its letter, what it is called, what belongs there.
pub const METHANE: [(&str, &str, &str, &str); 7] = [
    (
        "major",
        "M",
        "Major incident",
        "Declared, or standby? At which level, since when?",
    ),
    ("exact", "E", "Exact location", "Sites and services."),
    (
        "kind",
        "T",
        "Type of incident",
        "What it is, as far as you know.",
    ),
    ("hazards", "H", "Hazards", "What harms now, and what could."),
    ("access", "A", "Access", "How to reach those who command."),
    (
        "number",
        "N",
        "Number and severity",
        "Patients and staff affected, and how badly.",
    ),
    (
        "emergency",
        "E",
        "Emergency services and others",
        "Who is here, who is needed.",
    ),
];

/// Figures that such a report can give: the field's name and what it counts.
pub const METHANE_FIGURES: [(&str, &str); 3] = [
    ("locked", "Locked devices"),
    ("services", "Clinical services that don’t work as usual"),
    ("waiting", "Patients waiting in the emergency department"),
];

#[cfg(test)]
mod tests {
    use super::really;

    #[test]
    fn a_claim_is_told_beside_what_was_so() {
        assert_eq!(really("80", true), "really 80, within range");
        assert_eq!(really("80", false), "really 80, outside range");
    }
}
