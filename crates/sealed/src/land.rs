//! From answers that came back to commands for the same record, against what has happened. Must not enter one,
//! and must not let an answer that came after the decision look like one from before.

use crate::Refused;
use crate::answers::{Answers, Given};
use crate::codes::{Leaning, decode};
use wardroom_core::exercise::{
    Command, Event, Figures, LONGEST_TEXT, Methane, Speaker, Voice, What,
};
use wardroom_core::scenario::{PromptId, RoleId, Scenario};

/// What comes of a file of answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Landed {
    /// What is to be entered, in its order.
    pub commands: Vec<Command>,
    /// What is not entered and why, in words for the facilitator.
    pub refused: Vec<Refused>,
    /// How much of the file is on record already.
    pub known: usize,
}

/// How a decision stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    Waiting,
    Open,
    Decided,
}

/// What a code that was read out comes to. `events` are all since STARTEX.
///
/// # Errors
/// In words for a person: it is no code of this scenario, the decision was not put yet or was taken, it is on
/// record already.
pub fn of_code(scenario: &Scenario, events: &[Event], typed: &str) -> Result<Command, Refused> {
    let leaning = decode(scenario, typed)?;
    let question = &scenario.prompts[leaning.prompt.at()].question;
    match stands(scenario, events, leaning.prompt) {
        Stands::Waiting => Err(not_put(question)),
        Stands::Decided => Err(Refused::new(format!(
            "“{question}” has been decided: what comes after the decision is no leaning."
        ))),
        Stands::Open if known(scenario, events, leaning, "") => Err(Refused::new(format!(
            "That answer of the {} is on record already.",
            scenario.roles[leaning.by.at()].title
        ))),
        Stands::Open => Ok(leaning.command(String::new(), String::new())),
    }
}

/// What a file of answers comes to. `events` are all since STARTEX. What is on record already is passed over, so
/// that a file can be taken again when more stands in it. An answer that came after the decision is kept as what
/// its role says to the facilitator.
pub fn of_file(scenario: &Scenario, events: &[Event], file: &Answers) -> Landed {
    let mut landed = Landed::default();
    for given in &file.answers {
        match given {
            Ok(given) => answer(scenario, events, file, given, &mut landed),
            Err(why) => landed.refused.push(why.clone()),
        }
    }
    for (methane, figures) in &file.reports {
        if reported(scenario, events, file.by, methane, *figures) {
            landed.known += 1;
            continue;
        }
        landed.commands.push(Command::Report {
            by: file.by,
            text: String::new(),
            figures: (*figures != Figures::default()).then_some(*figures),
            methane: Some(Box::new(methane.clone())),
        });
    }
    for note in &file.notes {
        say(scenario, events, file.by, note.clone(), &mut landed);
    }
    landed
}

fn answer(
    scenario: &Scenario,
    events: &[Event],
    file: &Answers,
    given: &Given,
    landed: &mut Landed,
) {
    let leaning = given.leaning;
    let prompt = &scenario.prompts[leaning.prompt.at()];
    match stands(scenario, events, leaning.prompt) {
        Stands::Waiting => landed.refused.push(not_put(&prompt.question)),
        _ if known(scenario, events, leaning, &given.because) => landed.known += 1,
        Stands::Open => {
            let command = leaning.command(file.name.clone(), given.because.clone());
            landed.commands.push(command);
        }
        Stands::Decided => {
            let option = &prompt.options[leaning.option].title;
            let sure = leaning.confidence;
            let text = format!(
                "On “{}”, told after the decision: “{option}”, sure {sure} of 5. {}",
                prompt.question, given.because
            );
            say(scenario, events, file.by, text, landed);
        }
    }
}

/// What a role says to the facilitator, unless it has.
fn say(scenario: &Scenario, events: &[Event], by: RoleId, text: String, landed: &mut Landed) {
    let text: String = text.trim().chars().take(LONGEST_TEXT).collect();
    let text = text.trim().to_owned();
    let me = Speaker::Role(scenario.roles[by.at()].id.clone());
    let said = events.iter().any(|event| {
        matches!(&event.what, What::Said { by, to: Speaker::Facilitator, text: was } if *by == me && *was == text)
    });
    if said {
        landed.known += 1;
        return;
    }
    landed.commands.push(Command::Say {
        by: Voice::Role(by),
        to: Voice::Facilitator,
        text,
    });
}

fn not_put(question: &str) -> Refused {
    Refused::new(format!("“{question}” has not been put yet."))
}

fn stands(scenario: &Scenario, events: &[Event], of: PromptId) -> Stands {
    let id = &scenario.prompts[of.at()].id;
    let mut stands = Stands::Waiting;
    for event in events {
        match &event.what {
            What::Asked { prompt } if prompt == id => stands = Stands::Open,
            What::Decided { prompt, .. } if prompt == id => stands = Stands::Decided,
            _ => {}
        }
    }
    stands
}

/// Whether the last answer of that role says the same: the option, how sure, and the reason if one is given.
fn known(scenario: &Scenario, events: &[Event], leaning: Leaning, because: &str) -> bool {
    let model = &scenario.prompts[leaning.prompt.at()];
    let role = &scenario.roles[leaning.by.at()].id;
    let last = events.iter().rev().find_map(|event| match &event.what {
        What::Leaned {
            prompt,
            by,
            option,
            because,
            confidence,
            ..
        } if *prompt == model.id && by == role => Some((option, because, *confidence)),
        _ => None,
    });
    last.is_some_and(|(option, was, sure)| {
        *option == model.options[leaning.option].id
            && sure == leaning.confidence
            && (because.is_empty() || was == because)
    })
}

fn reported(
    scenario: &Scenario,
    events: &[Event],
    role: RoleId,
    methane: &Methane,
    figures: Figures,
) -> bool {
    let id = &scenario.roles[role.at()].id;
    events.iter().any(|event| match &event.what {
        What::Reported {
            by,
            figures: given,
            methane: Some(was),
            ..
        } => {
            let same = given.map(|(said, _)| said).unwrap_or_default() == figures;
            by == id && same && **was == *methane
        }
        _ => false,
    })
}
