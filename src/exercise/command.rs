//! What can be asked of an exercise, and how it says no. Must not do anything.

use crate::scenario::Rating;
use crate::scenario::shape::{Effect, Play};
use serde::{Deserialize, Serialize};

/// Everything that enters an exercise. Ids are those of the scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Command {
    /// Decides a prompt.
    Decide {
        /// The prompt.
        prompt: String,
        /// The option.
        option: String,
        /// The role that decides.
        by: String,
        /// Why.
        because: String,
        /// Why not the others; can be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        against: String,
    },
    /// A show of hands on a prompt.
    Hands {
        /// The prompt.
        prompt: String,
        /// Hands for each option, in their order.
        hands: Vec<u32>,
    },
    /// Plays an action card.
    Play {
        /// The card and its target.
        #[serde(flatten)]
        play: Play,
        /// The role that decides.
        by: String,
        /// Why.
        because: String,
    },
    /// Something no card foresees: told in words, and given effects by the facilitator.
    Improvise {
        /// What was decided.
        text: String,
        /// Its effects; none if it changes nothing in the model.
        effects: Vec<Effect>,
        /// The role that decides.
        by: String,
        /// Why.
        because: String,
    },
    /// Sends an inject now.
    Release {
        /// The inject.
        inject: String,
    },
    /// Keeps an inject back until it is released.
    Hold {
        /// The inject.
        inject: String,
    },
    /// Leaves an inject out.
    Skip {
        /// The inject.
        inject: String,
    },
    /// Gives an inject another wording before it goes.
    Reword {
        /// The inject.
        inject: String,
        /// Its new text.
        text: String,
    },
    /// Sends a message that the scenario does not have.
    Tell {
        /// Who it is from, in words.
        from: String,
        /// The roles it is for.
        to: Vec<String>,
        /// The channel.
        channel: String,
        /// What it says.
        text: String,
    },
    /// The team says what it believes.
    Report {
        /// The role that reports.
        by: String,
        /// The report, in its own words.
        text: String,
        /// The figures it gives, if it gives any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        figures: Option<Figures>,
        /// The same as a METHANE report, if it is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        methane: Option<Box<Methane>>,
    },
    /// An evaluator's observation.
    Note {
        /// The evaluator.
        by: String,
        /// What was seen.
        text: String,
        /// The task it belongs to.
        task: Option<String>,
        /// A rating, if one is given.
        rating: Option<Rating>,
        /// The inject it belongs to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        inject: Option<String>,
    },
    /// Corrects something in the log: what stood there stays, and this names it.
    Correct {
        /// The event that is corrected, counted from 1 at STARTEX.
        entry: u64,
        /// What should have stood there.
        text: String,
        /// Who corrects it.
        by: String,
    },
    /// A person confirms or overrides the rating of a task.
    Rate {
        /// The task.
        task: String,
        /// The rating; none for *not observed*.
        rating: Option<Rating>,
        /// Who rates.
        by: String,
        /// Why, if it differs from what was proposed.
        because: String,
    },
    /// An improvement action is agreed, or stands otherwise than it did: the last of a number
    /// counts.
    Act(Box<Improvement>),
    /// ENDEX.
    End,
}

/// An improvement action, with the columns of HSEEP's improvement plan. Text that is not known yet
/// is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Improvement {
    /// Its number, from 1.
    pub number: u32,
    /// The task it grew out of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<String>,
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

impl Improvement {
    /// What it lacks to be agreed, in words.
    pub fn lacks(&self) -> Option<String> {
        let day = |words: &str| words.is_empty() || words.parse::<jiff::civil::Date>().is_ok();
        let why = if self.issue.trim().is_empty() || self.action.trim().is_empty() {
            "An improvement action says what went wrong and what is to be done."
        } else if self.number == 0 {
            "Improvement actions are numbered from 1."
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
    /// Planning.
    #[default]
    Planning,
    /// Organisation.
    Organisation,
    /// Equipment.
    Equipment,
    /// Training.
    Training,
    /// Exercise.
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

    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Planning => "planning",
            Self::Organisation => "organisation",
            Self::Equipment => "equipment",
            Self::Training => "training",
            Self::Exercise => "exercise",
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

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::UnderWay => "under way",
            Self::Done => "done",
            Self::Learned => "learned",
        }
    }
}

/// What a situation report says in figures: the team's own, right or wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Locked devices.
    pub locked: Option<u32>,
    /// Clinical services that don't work as usual.
    pub services: Option<u32>,
    /// Patients waiting in the emergency department.
    pub ed_waiting: Option<u32>,
}

/// A METHANE report, in the team's own words (JESIP).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

impl Methane {
    /// Its seven parts, each with its name.
    pub fn parts(&self) -> [(&'static str, &str); 7] {
        [
            ("Major incident", &self.major),
            ("Exact location", &self.exact),
            ("Type of incident", &self.kind),
            ("Hazards", &self.hazards),
            ("Access", &self.access),
            ("Number and severity", &self.number),
            ("Emergency services and others", &self.emergency),
        ]
    }

    /// The same, to be written in.
    pub fn parts_mut(&mut self) -> [(&'static str, &mut String); 7] {
        [
            ("Major incident", &mut self.major),
            ("Exact location", &mut self.exact),
            ("Type of incident", &mut self.kind),
            ("Hazards", &mut self.hazards),
            ("Access", &mut self.access),
            ("Number and severity", &mut self.number),
            ("Emergency services and others", &mut self.emergency),
        ]
    }
}

/// Why a command was refused, in words that can be read out to the room.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Refusal {
    /// Nothing in the scenario bears this name.
    #[error("The scenario has no {what} called “{id}”.")]
    Unknown {
        /// What kind of thing.
        what: String,
        /// The name.
        id: String,
    },
    /// The exercise is over.
    #[error("The exercise has ended; nothing more can be decided.")]
    Ended,
    /// The prompt has not been put yet.
    #[error("“{question}” has not been asked yet.")]
    NotAsked {
        /// The prompt's question.
        question: String,
    },
    /// The prompt has been decided.
    #[error(
        "“{question}” has been decided already. A change of mind is a new decision: use an action card."
    )]
    Decided {
        /// The prompt's question.
        question: String,
    },
    /// Not this role's decision.
    #[error("This is not for the {role} to decide. It is open to: {open_to}.")]
    NotTheirs {
        /// The role that asked.
        role: String,
        /// The roles that may.
        open_to: String,
    },
    /// No people.
    #[error(
        "No crew left: “{title}” takes {wanted} of the {crew}; {free} of {at_work} at work are free{back}."
    )]
    NoCrew {
        /// The card.
        title: String,
        /// People it takes.
        wanted: u32,
        /// The crew's name.
        crew: String,
        /// People free.
        free: u32,
        /// People at work.
        at_work: u32,
        /// When more are, in words.
        back: String,
    },
    /// It is so already.
    #[error("{what} already.")]
    Already {
        /// What is so.
        what: String,
    },
    /// It can't be done as things are.
    #[error("{why}")]
    NotNow {
        /// Why.
        why: String,
    },
    /// The card needs a target, or another one.
    #[error("“{title}” is done to {wanted}; nothing of that kind was named.")]
    Target {
        /// The card.
        title: String,
        /// What it needs.
        wanted: String,
    },
}
