//! What a person answers when they are asked after ENDEX: the hot debrief's statements and the
//! training-needs consultation. Must not judge, and must not know who else answered.

use super::Element;
use super::improvement::MOST_NUMBERED;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How far a statement is agreed with, or how confident somebody is: from 1 to this.
pub const SCALE: u8 = 5;

/// The hot debrief's statements, by id. The second half asks about the exercise itself, as HSEEP's
/// participant feedback form does.
pub const STATEMENTS: [(&str, &str); 6] = [
    ("part", "I knew what my part was and who was in command."),
    ("plan", "Our plan told us what to do next."),
    (
        "information",
        "I got the information I needed, in words I understood.",
    ),
    (
        "believable",
        "The exercise was believable for a hospital like ours.",
    ),
    ("heard", "What I said was heard."),
    (
        "ready",
        "I am better prepared for a real cyber-attack than I was this morning.",
    ),
];

/// Staff groups to offer. The first twelve are those that are seldom asked what they need.
pub const GROUPS: [&str; 22] = [
    "Nurse",
    "Physiotherapist",
    "Surgeon",
    "Porter",
    "GP",
    "Practice nurse",
    "Receptionist",
    "IT director",
    "Service desk analyst",
    "Clinical coder",
    "Ward clerk",
    "Finance director",
    "Doctor",
    "Anaesthetist",
    "Midwife",
    "Radiographer",
    "Laboratory scientist",
    "Pharmacist",
    "Site manager",
    "Executive",
    "Communications",
    "Emergency planning",
];

/// What some of [`GROUPS`] are called in records made before they were renamed, and now.
pub const FORMER_GROUPS: [(&str, &str); 4] = [
    ("Helpdesk specialist", "Service desk analyst"),
    ("Medical-records coder", "Clinical coder"),
    ("Clerk", "Ward clerk"),
    ("Physician", "Doctor"),
];

/// How many of [`GROUPS`] are seldom asked.
pub const SELDOM_ASKED: usize = 12;

/// What somebody answered. What was not answered is not there, or is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Its number, from 1.
    pub number: u32,
    /// Their staff group.
    pub group: String,
    /// Their name; empty if they answer without it, and then it is nowhere.
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

impl Answer {
    /// The three questions that are answered in words, with the answers.
    pub fn words(&self) -> [(&'static str, &str); 3] {
        [
            (WORDS[0], &self.well),
            (WORDS[1], &self.change),
            (WORDS[2], &self.next),
        ]
    }

    /// The same, to be written in.
    pub fn words_mut(&mut self) -> [(&'static str, &mut String); 3] {
        [
            (WORDS[0], &mut self.well),
            (WORDS[1], &mut self.change),
            (WORDS[2], &mut self.next),
        ]
    }

    /// What it lacks to be taken, in words; `objectives` are the scenario's.
    pub fn lacks(&self, objectives: &[&str]) -> Option<String> {
        let out = |marks: &BTreeMap<String, u8>| marks.values().any(|it| !(1..=SCALE).contains(it));
        let unknown = self
            .confidence
            .keys()
            .chain(self.support.keys())
            .find(|id| !objectives.contains(&id.as_str()))
            .or_else(|| {
                let known = |id: &&String| STATEMENTS.iter().all(|(known, _)| known != id);
                self.agrees.keys().find(known)
            });
        if !(1..=MOST_NUMBERED).contains(&self.number) {
            return Some(format!("Answers are numbered from 1 to {MOST_NUMBERED}."));
        }
        if self.group.trim().is_empty() {
            return Some(
                "Say which staff group answers: what is needed is told group by group.".to_owned(),
            );
        }
        if out(&self.agrees) || out(&self.confidence) {
            return Some(format!("Marks go from 1 to {SCALE}."));
        }
        if let Some(id) = unknown {
            return Some(format!("Nothing that is asked is called “{id}”."));
        }
        let nothing = self.agrees.is_empty()
            && self.confidence.is_empty()
            && self.support.is_empty()
            && self
                .words()
                .iter()
                .all(|(_, words)| words.trim().is_empty());
        nothing.then(|| "Nothing was answered.".to_owned())
    }
}

/// The questions that are answered in words.
const WORDS: [&str; 3] = [
    "What went well?",
    "What should change?",
    "What will you do yourself on the next working day?",
];
