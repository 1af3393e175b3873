//! The shape of scenario files, just as they are written: names are still text, nothing is
//! checked. Every type here is one RON structure; its doc comment is the format's reference.
//! Must not look anything up or judge anything: that is `check`.

mod decisions;
mod estate;
mod injects;
mod logic;
mod objectives;
mod services;
mod team;
mod threat;

pub use decisions::*;
pub use estate::*;
pub use injects::*;
pub use logic::*;
pub use objectives::*;
pub use services::*;
pub use team::*;
pub use threat::*;

use super::mark::Marked;
use schemars::JsonSchema;
use serde::Deserialize;

/// The version of the format these types describe. A file states it as `schema: 1`.
pub const SCHEMA: u32 = 1;

/// A name by which one part of a scenario speaks of another: lower-case letters, digits and
/// hyphens.
pub type Id = Marked<String>;

/// A point of exercise time. `"Fri 13:42"` (the first such weekday from the start), `"13:42"`
/// (the first day), `"D+1 09:00"` (the day after the first), `"T+90"` (minutes after STARTEX)
/// or `"T+1:30"`.
pub type When = Marked<String>;

/// A share of one, 0 to 1.
pub type Share = Marked<f64>;

/// A whole number that is checked against its neighbours.
pub type Count = Marked<u32>;

/// A number, whole or not, that is checked against its bounds.
pub type Amount = Marked<f64>;

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

/// A file of parts that several scenarios can include: any of its lists may be left out.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Library {
    /// The version of the format: `1`.
    pub schema: Count,
    /// Further files, relative to this one.
    #[serde(default)]
    #[schemars(extend("is" = "path"))]
    pub include: Vec<Marked<String>>,
    /// Parts of the files that this one includes that are left out, each as its list and id:
    /// `"cards/isolate-segment"`. One of the same id here takes their place: so a library is shared
    /// and changed in places without being copied.
    #[serde(default)]
    pub leave_out: Vec<Marked<String>>,
    /// Organisations that play together, if there are several.
    #[serde(default)]
    pub organisations: Vec<Organisation>,
    /// Operating systems and what an exploit does to them.
    #[serde(default)]
    pub builds: Vec<Build>,
    /// Parts of the network with their hosts.
    #[serde(default)]
    pub segments: Vec<Segment>,
    /// What joins the segments.
    #[serde(default)]
    pub links: Vec<Link>,
    /// Computer systems that services need.
    #[serde(default)]
    pub systems: Vec<System>,
    /// Clinical services.
    #[serde(default)]
    pub services: Vec<Service>,
    /// Ways in which emergency patients can be sent elsewhere.
    #[serde(default)]
    pub pathways: Vec<Pathway>,
    /// People who do technical work.
    #[serde(default)]
    pub crews: Vec<Crew>,
    /// Ways in which messages arrive.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// Organisations that can be told or asked.
    #[serde(default)]
    pub bodies: Vec<Body>,
    /// Chairs at the table.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// The playbook: action cards that are always to hand.
    #[serde(default)]
    pub cards: Vec<Card>,
    /// Messages that several scenarios send. They come after the main file's own.
    #[serde(default)]
    pub injects: Vec<Inject>,
    /// Decisions that several scenarios put to the team. They come after the main file's own.
    #[serde(default)]
    pub prompts: Vec<Prompt>,
    /// Objectives of several scenarios. They come after the main file's own.
    #[serde(default)]
    pub objectives: Vec<Objective>,
}
