//! Scripted teams: who decides what and when. Must not see more than a condition can.

use super::{Condition, Count, Id, When};
use schemars::JsonSchema;
use serde::Deserialize;

/// A scripted team, in a file of its own.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// The version of the format: `1`.
    pub schema: Count,
    /// Its id, as in the scenario's `teams`.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// Title, for reports.
    pub title: String,
    /// What kind of team this is.
    pub about: String,
    /// What it does, in any order.
    pub moves: Vec<Move>,
}

/// One thing a scripted team does. A move that is refused is tried again every ten minutes, six
/// times at most.
///
/// Checked: the role may decide that prompt or play that card.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// At a time, or once something has become true.
    pub when: MoveWhen,
    /// What.
    pub does: Does,
    /// The role that decides.
    #[schemars(extend("is" = "role"))]
    pub by: Id,
    /// The rationale, as the loggist would write it.
    pub because: String,
}

/// When a move is made.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub enum MoveWhen {
    /// At a time.
    At(#[schemars(extend("is" = "time"))] When),
    /// So many minutes after something first became true.
    Once {
        /// What must become true.
        is: Condition,
        /// Minutes after it did.
        #[serde(default)]
        after_mins: u32,
    },
}

/// What a move does.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub enum Does {
    /// Decides a prompt.
    Decide {
        /// What was put to the team.
        #[schemars(extend("is" = "prompt"))]
        prompt: Id,
        /// What it decides, one of the prompt's `options`.
        #[schemars(extend("is" = "option"))]
        option: Id,
    },
    /// Plays a card, on a target if it asks for one.
    Card {
        /// What is done, by the card's id.
        #[schemars(extend("is" = "card"))]
        card: Id,
        /// The target, if the card asks for one.
        #[schemars(extend("is" = "target"))]
        target: Option<Id>,
    },
    /// Gives a situation report, as METHANE or in its own words.
    Report {
        /// What the team says, as METHANE or in its own words.
        text: String,
        /// The figures it gives; none if nothing is said.
        #[serde(default)]
        figures: Option<ScriptFigures>,
        /// The same in the seven parts of METHANE.
        #[serde(default)]
        methane: Option<ScriptMethane>,
    },
}

/// The figures of a scripted report.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
pub enum ScriptFigures {
    /// What had been reported to the team when it reports.
    AsReported,
    /// These, true or not. What is left out is said to be not known.
    Said {
        /// Locked devices.
        #[serde(default)]
        locked: Option<u32>,
        /// Clinical services that don't work as usual.
        #[serde(default)]
        services: Option<u32>,
        /// Patients waiting in the emergency department.
        #[serde(default)]
        ed_waiting: Option<u32>,
    },
}

/// A scripted METHANE report.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScriptMethane {
    /// Major incident: declared or standing by, and at what level.
    pub major: String,
    /// Exact location.
    pub exact: String,
    /// Type of incident.
    pub kind: String,
    /// Hazards, present and possible.
    pub hazards: String,
    /// Access: how to reach those who command.
    pub access: String,
    /// Number and severity of those affected.
    pub number: String,
    /// Emergency services and others, present and required.
    pub emergency: String,
}
