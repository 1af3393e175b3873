//! An improvement action: what went wrong, what is to be done about it, by whom and when, and how
//! it stands. Must not decide that a lesson was learned.

use super::citing::LONGEST_CLAUSE;
use serde::{Deserialize, Serialize};

/// No exercise has more actions or answers: so the next number can always be counted on.
pub(super) const MOST_NUMBERED: u32 = 1_000_000;

/// An improvement action, with the columns of HSEEP's improvement plan. Text that is not known yet
/// is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Improvement {
    /// Its number, from 1.
    pub number: u32,
    /// The action of an earlier exercise that goes on here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried: Option<Carried>,
    /// The task it grew out of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<String>,
    /// The clause of the trust's plan that it changes or adds, by its number.
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// When that exercise was started, as its record says.
    pub started: String,
    /// The action's number there.
    pub number: u32,
}

impl Improvement {
    /// What it lacks to be agreed, in words.
    pub fn lacks(&self) -> Option<String> {
        let clause = self.clause.as_deref().unwrap_or("-");
        let day = |words: &str| words.is_empty() || words.parse::<jiff::civil::Date>().is_ok();
        let why = if self.issue.trim().is_empty() || self.action.trim().is_empty() {
            "An improvement action says what went wrong and what is to be done."
        } else if !(1..=MOST_NUMBERED).contains(&self.number) {
            return Some(format!(
                "Improvement actions are numbered from 1 to {MOST_NUMBERED}."
            ));
        } else if clause.trim().is_empty() || clause.chars().count() > LONGEST_CLAUSE {
            "The clause of the plan that an action changes is named by its number."
        } else if !day(&self.starts) || !day(&self.due) {
            "A day is written 2026-12-01: year, month, day."
        } else if !self.starts.is_empty() && !self.due.is_empty() && self.due < self.starts {
            "It would be due before it begins."
        } else if self.status == Status::Learned && self.evidence.trim().is_empty() {
            "A lesson is learned when there is evidence of it. Write what shows it, or leave it at “done”."
        } else {
            return None;
        };
        Some(why.to_owned())
    }
}

/// What an improvement action is an element of (HSEEP's POETE).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

impl Element {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Planning,
        Self::Organisation,
        Self::Equipment,
        Self::Training,
        Self::Exercise,
    ];

    /// As lists and reports have it, in small letters.
    pub fn word(self) -> &'static str {
        match self {
            Self::Planning => "planning",
            Self::Organisation => "organisation",
            Self::Equipment => "equipment",
            Self::Training => "training",
            Self::Exercise => "exercise",
        }
    }

    /// What would help somebody, as they would say it.
    pub fn help(self) -> &'static str {
        match self {
            Self::Planning => "a clearer plan or card",
            Self::Organisation => "to know who does what",
            Self::Equipment => "equipment or access",
            Self::Training => "training",
            Self::Exercise => "practice",
        }
    }
}

/// How an improvement action stands. A lesson is identified until there is evidence that it was
/// learned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

impl Status {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Open, Self::UnderWay, Self::Done, Self::Learned];

    /// As lists and reports have it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::UnderWay => "under way",
            Self::Done => "done",
            Self::Learned => "learned",
        }
    }
}
