//! What people report, answer and agree, as it is written.

use super::mirror::{same_fields, same_variants};
use crate::exercise;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a situation report says in figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Figures {
    /// Locked devices.
    pub locked: Option<u32>,
    /// Clinical services that don't work as usual.
    pub services: Option<u32>,
    /// Patients waiting in the emergency department.
    pub ed_waiting: Option<u32>,
}

/// A METHANE report, in the team's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Methane {
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

/// An improvement action.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Improvement {
    /// Its number, from 1.
    pub number: u32,
    /// The action of an earlier exercise that goes on here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried: Option<Carried>,
    /// The task it grew out of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<String>,
    /// The clause of the trust's plan that it changes, by its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// What went wrong.
    pub issue: String,
    /// Why.
    #[serde(default)]
    pub root_cause: String,
    /// What is to be done.
    pub action: String,
    /// Of what it is an element.
    pub element: Element,
    /// Who answers for it.
    #[serde(default)]
    pub owner: String,
    /// How they are reached.
    #[serde(default)]
    pub contact: String,
    /// When it begins, `2026-12-01`.
    #[serde(default)]
    pub starts: String,
    /// When it is due.
    #[serde(default)]
    pub due: String,
    /// How it stands.
    pub status: Status,
    /// What shows that the lesson was learned.
    #[serde(default)]
    pub evidence: String,
}

/// The action of an earlier exercise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Carried {
    /// When that exercise was started, as its record says.
    pub started: String,
    /// The action's number there.
    pub number: u32,
}

/// What an improvement action is an element of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Element {
    /// Plans, policies and procedures.
    #[default]
    Planning,
    /// Who does what: roles, teams, agreements.
    Organisation,
    /// Machines, supplies and rooms.
    Equipment,
    /// What people are taught.
    Training,
    /// What is rehearsed, and how often.
    Exercise,
}

/// How an improvement action stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Agreed.
    #[default]
    Open,
    /// Begun.
    UnderWay,
    /// Done; not yet shown to have been learned.
    Done,
    /// Learned: there is evidence.
    Learned,
}

/// What somebody answered after ENDEX.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Answer {
    /// Its number, from 1.
    pub number: u32,
    /// Their staff group.
    pub group: String,
    /// Their name; not there if they answer without it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// How far each statement is agreed with, 1 to 5, by the statement's id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub agrees: BTreeMap<String, u8>,
    /// How confident they are of each capability, 1 to 5, by the objective's id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub confidence: BTreeMap<String, u8>,
    /// What would help them with it, by the objective's id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub support: BTreeMap<String, Vec<Element>>,
    /// What went well.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub well: String,
    /// What should change.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub change: String,
    /// What they themselves will do on the next working day.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub next: String,
}

same_fields!(
    exercise::Figures,
    Figures {
        locked,
        services,
        ed_waiting
    }
);
same_fields!(
    exercise::Methane,
    Methane {
        major,
        exact,
        kind,
        hazards,
        access,
        number,
        emergency,
    }
);
same_fields!(
    exercise::Improvement,
    Improvement {
        number,
        carried,
        task,
        clause,
        issue,
        root_cause,
        action,
        element,
        owner,
        contact,
        starts,
        due,
        status,
        evidence,
    }
);
same_fields!(exercise::Carried, Carried { started, number });
same_variants!(
    exercise::Element,
    Element {
        Planning,
        Organisation,
        Equipment,
        Training,
        Exercise,
    }
);
same_variants!(
    exercise::Status,
    Status {
        Open,
        UnderWay,
        Done,
        Learned
    }
);
same_fields!(
    exercise::Answer,
    Answer {
        number,
        group,
        name,
        agrees,
        confidence,
        support,
        well,
        change,
        next,
    }
);
