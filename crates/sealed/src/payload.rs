//! What a role's page holds sealed: a message as it reaches the role, a decision as it is put. Must not hold
//! what a role's view would not: no title or expectation of an inject, no outcome of an option, no condition.

use crate::codes::Codes;
use serde::{Deserialize, Serialize};
use wardroom_core::exercise::SUREST;
use wardroom_core::scenario::{ChannelKind, Inject, InjectId, PromptId, RoleId, Scenario};

/// An option as it stands before it is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// By what it is chosen.
    pub id: String,
    /// What it says.
    pub title: String,
    /// What it costs, as the people who choose can know it.
    pub cost: String,
    /// The code for each confidence, from 1 to 5; empty where a scenario has too many answers for codes.
    pub codes: Vec<String>,
}

/// What is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Payload {
    /// An inject, as it reaches those whom it is for.
    Message {
        /// What it looks like: `email`, `phone`.
        form: String,
        /// The same in words.
        called: String,
        /// Who it is from.
        from: String,
        /// The titles of the roles it is for.
        to: Vec<String>,
        /// What it says.
        text: String,
        /// Whether it is an official alert.
        alert: bool,
    },
    /// A decision point.
    Question {
        /// By what it is answered.
        id: String,
        /// What is asked.
        question: String,
        /// What is known about it.
        context: String,
        /// Exercise minutes until it is overdue.
        due_mins: u32,
        /// What can be chosen.
        options: Vec<Choice>,
    },
}

impl Payload {
    /// A message, as it reaches each of its roles.
    pub fn message(scenario: &Scenario, id: InjectId) -> Self {
        let inject = &scenario.injects[id.at()];
        let channel = &scenario.channels[inject.channel.at()];
        let (form, called) = words(channel.kind);
        Self::Message {
            form: form.to_owned(),
            called: called.to_owned(),
            from: inject.from.clone(),
            to: inject
                .to
                .iter()
                .map(|role| scenario.roles[role.at()].title.clone())
                .collect(),
            text: text(inject),
            alert: inject.alert,
        }
    }

    /// A decision point, as it is put to one role.
    pub fn question(scenario: &Scenario, codes: Option<&Codes>, id: PromptId, to: RoleId) -> Self {
        let prompt = &scenario.prompts[id.at()];
        let code = |option: usize| -> Vec<String> {
            let each = (1..=SUREST).map(|sure| codes?.code(id, to, option, sure));
            each.collect::<Option<_>>().unwrap_or_default()
        };
        Self::Question {
            id: prompt.id.clone(),
            question: prompt.question.clone(),
            context: prompt.context.clone(),
            due_mins: prompt.due_mins,
            options: prompt
                .options
                .iter()
                .enumerate()
                .map(|(at, option)| Choice {
                    id: option.id.clone(),
                    title: option.title.clone(),
                    cost: option.cost.clone(),
                    codes: code(at),
                })
                .collect(),
        }
    }
}

/// What an inject says, and what came with it in words: files themselves would make every piece of the page as
/// long as the longest.
fn text(inject: &Inject) -> String {
    let mut text = inject.text.clone();
    for it in &inject.attachments {
        text.push_str("\n\n");
        text.push_str(&it.in_words().join("\n"));
    }
    text
}

/// What a message is: a word for the style, and words for people.
fn words(kind: ChannelKind) -> (&'static str, &'static str) {
    match kind {
        ChannelKind::Email => ("email", "E-mail"),
        ChannelKind::Phone => ("phone", "Phone call"),
        ChannelKind::Bleep => ("bleep", "Bleep"),
        ChannelKind::HelpDesk => ("help-desk", "Help-desk ticket"),
        ChannelKind::News => ("news", "News"),
        ChannelKind::RegionalCall => ("phone", "Call from the region"),
        ChannelKind::WalkIn => ("walk-in", "At the door"),
        ChannelKind::Message => ("message", "Message"),
    }
}
