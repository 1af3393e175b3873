//! The main file of a scenario. Must not hold what several scenarios share: that is a library's.

use super::{Condition, Count, Id, Inject, Objective, Pace, Prompt, Share, Text, Threat, When};
use crate::scenario::mark::Marked;
use schemars::JsonSchema;
use serde::Deserialize;

/// The main file of a scenario: what is particular to this exercise. The trust it happens to comes
/// from `include`.
///
/// Checked: `starts` is a date and time without seconds, between 1990 and 2199. `ends` lies after
/// it. Team ids are unique.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// The version of the format: `1`.
    pub schema: Count,
    /// The scenario's own id.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// Its title, as on the home screen.
    pub title: String,
    /// One or two sentences for the home screen.
    pub summary: String,
    /// How demanding it is: `"first exercise"`, `"core"` or `"advanced"`.
    pub level: String,
    /// A few words to find it by.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The invented trust.
    pub trust: String,
    /// Planned length in the room, minutes of real time.
    pub room_mins: u32,
    /// STARTEX, local date and time, always in this form: `"2017-05-12T11:30"`.
    #[schemars(extend("is" = "time"))]
    pub starts: When,
    /// ENDEX.
    #[schemars(extend("is" = "time"))]
    pub ends: When,
    /// Files with the estate, services, roles and cards, relative to this one.
    #[serde(default)]
    #[schemars(extend("is" = "path"))]
    pub include: Vec<Marked<String>>,
    /// Parts of the included files that are left out, each as its list and id:
    /// `"cards/isolate-segment"`.
    #[serde(default)]
    pub leave_out: Vec<Marked<String>>,
    /// What the players are told before STARTEX.
    pub briefing: Briefing,
    /// What attacks the trust, if it is one thing.
    pub threat: Option<Threat>,
    /// What else attacks the trust.
    #[serde(default)]
    pub threats: Vec<Threat>,
    /// Leaps between the moves of a long exercise, in order.
    #[serde(default)]
    pub leaps: Vec<Leap>,
    /// How fast people work and report.
    pub pace: Pace,
    /// How the time in the room is spent, and which injects are enough for it.
    #[serde(default)]
    pub run_sheet: Option<RunSheet>,
    /// From when the team can know that something is wrong. What it does for a task before that, and
    /// before the task's own moment, earns nothing, unless the task has a `ready_from`. If nothing is
    /// said, credit begins with each task's own moment.
    #[serde(default)]
    pub known_from: Option<Condition>,
    /// The score that a team came to which searches among all decisions: the far end of the scale, told
    /// beside a score. `wardroom balance` finds it; 97 of 100 is written `0.97`.
    #[serde(default)]
    #[schemars(extend("is" = "share"))]
    pub searched: Option<Share>,
    /// The messages, in any order.
    pub injects: Vec<Inject>,
    /// The decisions that are put to the team.
    pub prompts: Vec<Prompt>,
    /// What the exercise is for.
    pub objectives: Vec<Objective>,
    /// Scripted teams, each in a file of its own. They are also the teams that a finished exercise
    /// is compared with.
    pub teams: Vec<TeamFile>,
    /// Questions for the hot debrief.
    pub debrief: Vec<DebriefQuestion>,
    /// What really happened on the day, with sources.
    pub history: Vec<HistoryNote>,
}

/// What the players read or hear before the exercise starts.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Briefing {
    /// The situation at STARTEX, two to four short paragraphs.
    pub situation: String,
    /// What the team knows about its own trust, one fact a line.
    pub known: Vec<String>,
    /// How the exercise is played: no-fault, artificialities, how to speak to the outside.
    pub rules: Vec<String>,
    /// What may be hard to hear, a sentence each, so that whoever must not hear it today can step out before:
    /// "A letter about a termination goes to the wrong address."
    #[serde(default)]
    pub warnings: Vec<String>,
}

/// A leap of the clock between two moves of a long exercise. At its beginning the clock stops and
/// the text is read out; then the facilitator goes on to its end, and the model runs through.
///
/// Checked: it ends after it begins, and leaps don't overlap.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Leap {
    /// When the clock stops.
    #[schemars(extend("is" = "time"))]
    pub at: When,
    /// Where it goes on.
    #[schemars(extend("is" = "time"))]
    pub to: When,
    /// What is told of the time between, in two or three sentences.
    pub told: Text,
}

/// How the time in the room is spent, and the injects that are enough for it.
///
/// Checked: the parts take `room_mins` together, and the last part of play ends at ENDEX. A room has at
/// most 25 core injects, and one that comes `After` another has that in the core too.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RunSheet {
    /// What the room does, in its order.
    pub parts: Vec<RoomPart>,
    /// The injects that are played where three hours must be enough; without them nothing is understood. The
    /// others are skipped then, and can be sent by hand.
    #[schemars(extend("is" = "inject"))]
    pub core: Vec<Id>,
}

/// What the room does for so many minutes of real time.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub enum RoomPart {
    /// Is told how it is played.
    Brief(Count),
    /// Plays until a point of exercise time. The pace of the clock follows from it.
    Play {
        /// Minutes of real time.
        mins: Count,
        /// Where the story stands then.
        #[schemars(extend("is" = "time"))]
        until: When,
    },
    /// Rests.
    Break(Count),
    /// Says what it saw.
    Debrief(Count),
    /// Says who does what by when.
    Actions(Count),
}

/// A question for the hot debrief.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DebriefQuestion {
    /// The question, as the facilitator asks it.
    pub ask: String,
    /// The objective it belongs to.
    #[schemars(extend("is" = "objective"))]
    pub objective: Option<Id>,
}

/// One thing that really happened, with where it is written.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HistoryNote {
    /// When it happened, in words.
    pub when: String,
    /// What happened.
    pub text: String,
    /// The source, precisely enough to find it.
    pub source: String,
}

/// A scripted team that the scenario lists.
///
/// Checked: the id is the one the team's own file gives (`W020` if not).
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TeamFile {
    /// Its id, as given to `run --team`.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// Its file, relative to the scenario's.
    #[schemars(extend("is" = "path"))]
    pub file: Marked<String>,
}
