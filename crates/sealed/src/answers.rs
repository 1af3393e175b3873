//! The file of answers that a role's page saves, read within bounds. Must not trust a word of it: whoever holds
//! the file can write anything in it.

use crate::Refused;
use crate::codes::Leaning;
use serde::Deserialize;
use wardroom_core::exercise::{Figures, LONGEST_NAME, LONGEST_TEXT, Methane, SUREST};
use wardroom_core::scenario::{RoleId, Scenario};

/// Bytes of a file of answers, at most.
pub const LONGEST_FILE: usize = 256 * 1024;

/// What such a file says it is.
const FORMAT: &str = "wardroom-answers";
/// The version of its form.
const VERSION: u32 = 1;
/// Answers, reports and notes of a file, at most.
const MOST: usize = 200;
/// Letters of a part of a report, at most: as on the pages.
const LONGEST_PART: usize = 1_000;

/// An answer with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// What would be decided.
    pub leaning: Leaning,
    /// Why; can be empty.
    pub because: String,
}

/// What a role sends back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// The role.
    pub by: RoleId,
    /// Who sits there; can be empty.
    pub name: String,
    /// Answers to decisions, in their order; what is none, in words.
    pub answers: Vec<Result<Given, Refused>>,
    /// METHANE reports with their figures.
    pub reports: Vec<(Methane, Figures)>,
    /// Notes to the facilitator.
    pub notes: Vec<String>,
}

/// The file, as it is written.
#[derive(Deserialize)]
struct Written {
    format: String,
    version: u32,
    scenario: String,
    hash: String,
    role: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    answers: Vec<Answer>,
    #[serde(default)]
    reports: Vec<Report>,
    #[serde(default)]
    notes: Vec<String>,
}

#[derive(Deserialize)]
struct Answer {
    prompt: String,
    option: String,
    confidence: u8,
    #[serde(default)]
    because: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Report {
    major: String,
    exact: String,
    kind: String,
    hazards: String,
    access: String,
    number: String,
    emergency: String,
    locked: Option<u32>,
    services: Option<u32>,
    waiting: Option<u32>,
}

/// Reads a file of answers.
///
/// # Errors
/// In words for a person: it is too large, it is no such file, it is of another scenario or role.
pub fn read(scenario: &Scenario, bytes: &[u8]) -> Result<Answers, Refused> {
    if bytes.len() > LONGEST_FILE {
        return Err(Refused::new(format!(
            "That file has more than {} KB: it is no file of answers.",
            LONGEST_FILE / 1024
        )));
    }
    let written: Written = serde_json::from_slice(bytes)
        .map_err(|_| Refused::new("That is no file of answers that a role’s page has saved."))?;
    if written.format != FORMAT || written.version != VERSION {
        return Err(Refused::new(
            "That is no file of answers, or one of another version of Wardroom.",
        ));
    }
    if written.scenario != scenario.id || written.hash != scenario.hash {
        return Err(Refused::new(
            "Those answers are of another scenario, or of another version of this one.",
        ));
    }
    let Some(by) = scenario.names.roles.get(&written.role).copied() else {
        return Err(Refused::new("The scenario has no such role."));
    };
    let lengths = [
        written.answers.len(),
        written.reports.len(),
        written.notes.len(),
    ];
    if lengths.iter().any(|it| *it > MOST) {
        return Err(Refused::new(format!(
            "That file holds more than {MOST} answers, reports or notes."
        )));
    }
    let answers = written
        .answers
        .into_iter()
        .map(|it| given(scenario, by, it));
    let notes = written.notes.iter().map(|it| plain(it, LONGEST_TEXT));
    Ok(Answers {
        by,
        name: plain(&written.name, LONGEST_NAME).replace('\n', " "),
        answers: answers.collect(),
        reports: written
            .reports
            .into_iter()
            .map(report)
            .filter(|it| said(&it.0))
            .collect(),
        notes: notes.filter(|it| !it.is_empty()).collect(),
    })
}

fn given(scenario: &Scenario, by: RoleId, answer: Answer) -> Result<Given, Refused> {
    let Some(prompt) = scenario.names.prompts.get(&answer.prompt).copied() else {
        return Err(Refused::new(
            "An answer is to no decision of this scenario.",
        ));
    };
    let model = &scenario.prompts[prompt.at()];
    if !model.by.contains(&by) {
        return Err(Refused::new(format!(
            "“{}” is not asked of the {}.",
            model.question,
            scenario.roles[by.at()].title
        )));
    }
    let option = model.options.iter().position(|it| it.id == answer.option);
    let Some(option) = option else {
        return Err(Refused::new(format!(
            "“{}” has no such option.",
            model.question
        )));
    };
    if !(1..=SUREST).contains(&answer.confidence) {
        return Err(Refused::new(format!(
            "The answer to “{}” doesn’t say how sure it is, from 1 to {SUREST}.",
            model.question
        )));
    }
    Ok(Given {
        leaning: Leaning {
            prompt,
            by,
            option,
            confidence: answer.confidence,
        },
        because: plain(&answer.because, LONGEST_PART),
    })
}

fn report(written: Report) -> (Methane, Figures) {
    let part = |text: &str| plain(text, LONGEST_PART);
    let methane = Methane {
        major: part(&written.major),
        exact: part(&written.exact),
        kind: part(&written.kind),
        hazards: part(&written.hazards),
        access: part(&written.access),
        number: part(&written.number),
        emergency: part(&written.emergency),
    };
    let figures = Figures {
        locked: written.locked,
        services: written.services,
        ed_waiting: written.waiting,
    };
    (methane, figures)
}

fn said(methane: &Methane) -> bool {
    methane.parts().iter().any(|(_, words)| !words.is_empty())
}

/// A text without what commands a terminal, so many letters at most.
fn plain(text: &str, most: usize) -> String {
    let text = text.replace("\r\n", "\n");
    let kept = text.chars().filter(|it| *it == '\n' || !it.is_control());
    let text: String = kept.take(most).collect();
    text.trim().to_owned()
}
