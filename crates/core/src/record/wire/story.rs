//! What a report needs of the scenario in words, so that it can be written when the scenario's own
//! file can't be read any more. Must not hold anything that rules need.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the scenario is called and says, as far as reports tell of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Story {
    /// The scenario's id.
    pub id: String,
    /// As reports head it.
    pub title: String,
    /// One or two sentences on it.
    pub summary: String,
    /// The invented trust.
    pub trust: String,
    /// STARTEX, local date and time, `2017-05-12T11:30:00`.
    pub starts: String,
    /// Minutes from STARTEX to the scenario's own ENDEX.
    pub ends_mins: u32,
    /// All devices.
    pub devices: u32,
    /// The organisations that play.
    pub organisations: Vec<Named>,
    /// Roles, by their titles.
    pub roles: Vec<Named>,
    /// Clinical services, in the order of the series.
    pub services: Vec<Named>,
    /// Segments of the network.
    pub segments: Vec<Named>,
    /// Links of the network.
    pub links: Vec<Named>,
    /// By system of the scenario.
    pub systems: Vec<Named>,
    /// Pathways of emergency patients.
    pub pathways: Vec<Named>,
    /// Flows of booked work.
    pub flows: Vec<Named>,
    /// Bodies outside.
    pub bodies: Vec<Named>,
    /// By crew of the scenario.
    pub crews: Vec<Named>,
    /// By channel of the scenario.
    pub channels: Vec<Named>,
    /// Stages of intrusions.
    pub stages: Vec<Named>,
    /// Outages, each by the names of the systems it takes.
    pub outages: Vec<Named>,
    /// Messages.
    pub injects: Vec<Inject>,
    /// Questions that are put to the team.
    pub prompts: Vec<Prompt>,
    /// Action cards.
    pub cards: Vec<Card>,
    /// By objective of the scenario.
    pub objectives: Vec<Objective>,
    /// Questions for the debrief.
    pub debrief: Vec<String>,
    /// What really happened.
    pub history: Vec<Real>,
}

/// Something with its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Named {
    /// The id the scenario gives it.
    pub id: String,
    /// As people call it.
    pub name: String,
}

/// A message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Inject {
    /// The id the scenario gives it.
    pub id: String,
    /// A few words on it.
    pub title: String,
    /// Who it is from.
    pub from: String,
    /// The name of its channel.
    pub channel: String,
}

/// A question that is put to the team.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Prompt {
    /// The id the scenario gives it.
    pub id: String,
    /// What was put to the team.
    pub question: String,
    /// What could be chosen, in the scenario's order.
    pub options: Vec<Choice>,
}

/// An option of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Choice {
    /// The id the scenario gives it.
    pub id: String,
    /// Its title.
    pub name: String,
    /// What it does by itself, beside the cards it plays: names of effects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub does: Vec<String>,
}

/// An action card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Card {
    /// The id the scenario gives it.
    pub id: String,
    /// How the log has it, with `{target}` for what it is done to.
    pub logged: String,
    /// What kind of thing it is done to: `nothing`, `segment`, `link`, `service`, `pathway`,
    /// `flow`, `system`, `system-or-segment`, `body` or `crew`.
    pub target: String,
    /// What it does: names of effects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub does: Vec<String>,
}

/// What the exercise is to show, with its tasks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Objective {
    /// The id the scenario gives it.
    pub id: String,
    /// As reports head it.
    pub title: String,
    /// The organisation it is of.
    pub of: String,
    /// What it is about.
    pub about: String,
    /// NIST CSF 2.0 subcategories.
    pub csf: Vec<String>,
    /// CAF contributing outcomes.
    pub caf: Vec<String>,
    /// EPRR core standards.
    pub eprr: Vec<String>,
    /// Its critical tasks.
    pub tasks: Vec<Task>,
}

/// A critical task.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Task {
    /// The id the scenario gives it.
    pub id: String,
    /// What should be done.
    pub title: String,
    /// Where that is written.
    pub plan: String,
    /// What an evaluator looks for.
    #[serde(default)]
    pub look_for: String,
}

/// Something that really happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Real {
    /// The date, as people write it.
    pub when: String,
    /// What happened then.
    pub what: String,
    /// Where that is written.
    pub source: String,
}
