//! What was asked of an exercise, as it is written, and what that means in its scenario: here ids are
//! text. Must not ask it of anything.

use super::effect::Effect;
use super::enclosed::Enclosed;
use super::mirror::Mirror;
use super::named::Named;
use super::people::{Answer, Figures, Improvement, Methane};
use super::voice::{Stance, Voice};
use crate::exercise::{self, Refusal, find};
use crate::record::wire::event::Rating;
use crate::scenario::{CardId, PromptId, RoleId, Scenario, Target};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What was asked. `do` says which it is; ids are those of the scenario in the first line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Command {
    /// A prompt is decided.
    Decide {
        /// The prompt's id.
        prompt: String,
        /// The option's id, of those the prompt has.
        option: String,
        /// The role that decides.
        by: String,
        /// Why.
        because: String,
        /// Why not the others.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        against: String,
    },
    /// A show of hands on a prompt.
    Hands {
        /// The prompt's id.
        prompt: String,
        /// Hands for each option, in their order.
        hands: Vec<u32>,
    },
    /// An action card is played.
    Play {
        /// The card's id.
        card: String,
        /// Its target, if it has one.
        #[serde(default)]
        target: Option<String>,
        /// The role that decides.
        by: String,
        /// Why.
        because: String,
    },
    /// Something no card foresees.
    Improvise {
        /// What was decided.
        text: String,
        /// What it changes in the model.
        effects: Vec<Effect>,
        /// The role that decides.
        by: String,
        /// Why.
        because: String,
    },
    /// An inject is sent now.
    Release {
        /// The inject's id.
        inject: String,
    },
    /// An inject is kept back.
    Hold {
        /// The inject's id.
        inject: String,
    },
    /// An inject is left out.
    Skip {
        /// The inject's id.
        inject: String,
    },
    /// The core of the run sheet is played: all other injects are left out.
    PlayCore,
    /// An inject that was kept back or left out waits for its moment again.
    Resume {
        /// The inject's id.
        inject: String,
    },
    /// An inject is given another wording.
    Reword {
        /// The inject's id.
        inject: String,
        /// Its new text.
        text: String,
    },
    /// The facilitator sends a message of their own.
    Tell {
        /// Who it is from, in words.
        from: String,
        /// The roles it is for.
        to: Vec<String>,
        /// The channel's id.
        channel: String,
        /// What it says.
        text: String,
        /// Files that come with it, whole.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<Enclosed>,
    },
    /// The team says what it believes.
    Report {
        /// The role that reports.
        by: String,
        /// The report, in its own words.
        text: String,
        /// The figures it gives.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        figures: Option<Figures>,
        /// The same as a METHANE report.
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
    /// Something in the log is corrected.
    Correct {
        /// The event, counted from 1 at STARTEX.
        entry: u64,
        /// What should have stood there.
        text: String,
        /// Who corrects it.
        by: String,
    },
    /// A person confirms or overrides the rating of a task.
    Rate {
        /// The task's id.
        task: String,
        /// The rating; none for *not observed*.
        rating: Option<Rating>,
        /// Who rates.
        by: String,
        /// Why.
        because: String,
    },
    /// An improvement action is agreed, or stands otherwise than it did.
    Act(Box<Improvement>),
    /// Somebody answered what they were asked, or corrects it.
    Answer(Box<Answer>),
    /// Somebody says something to somebody.
    Say {
        /// Who says it.
        by: Voice,
        /// To whom.
        to: Voice,
        /// What.
        text: String,
    },
    /// A role rings somebody; the answer follows from the state.
    Ring {
        /// The role.
        by: String,
        /// Whom: `service:` and its id, `switchboard`, `service-desk`, `ambulance-control`, `supplier:` and
        /// a system's id, `neighbour:` and an organisation's id.
        to: String,
        /// What is asked: `how-are-you`, `how-many`, `since-when`, `what-do-you-need`, `can-you-take`,
        /// `when-back`.
        query: String,
    },
    /// What a chair would decide. The last of a chair counts.
    Lean {
        /// The prompt's id.
        prompt: String,
        /// The role.
        by: String,
        /// Who sits there; can be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
        /// The option's id, of those the prompt has.
        option: String,
        /// Why; can be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        because: String,
        /// How sure they are, 1 to 5.
        confidence: u8,
    },
    /// A chair proposes an action card.
    Propose {
        /// The card's id.
        card: String,
        /// Its target, if it has one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        target: Option<String>,
        /// The role.
        by: String,
        /// Why.
        because: String,
    },
    /// Something real has happened: no duff.
    NoDuff {
        /// Who says so.
        by: String,
        /// What, in a few words; can be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
    },
    /// How something that was decided or reported stands to the trust's plan in the first line. Of one
    /// clause the last counts; `silent` takes back what clauses were named, and a clause takes back
    /// `silent`.
    Cite {
        /// Who says so: the role that decided, or the facilitator.
        by: Voice,
        /// The event, counted from 1 at STARTEX.
        of: u64,
        /// How it stands.
        stance: Stance,
    },
    /// ENDEX.
    End,
}

/// The same commands on both sides. One that a side gains, or a field of it, is missed here by the
/// compiler. What an option or a target means hangs on its prompt or card.
macro_rules! written_by_name {
    ($($variant:ident $({ $($field:ident),* $(,)? })? $(( $one:ident ))?),* $(,)?) => {
        impl Command {
            /// As it is written: everything it names by the id the scenario gives it.
            pub fn of(command: &exercise::Command, scenario: &Scenario) -> Self {
                use exercise::Command as C;
                match command {
                    C::Decide { prompt, option, by, because, against } => Self::Decide {
                        prompt: prompt.written(scenario),
                        option: scenario.prompts[prompt.at()].options[*option].id.clone(),
                        by: by.written(scenario),
                        because: because.clone(),
                        against: against.clone(),
                    },
                    C::Play { card, target, by, because } => Self::Play {
                        card: scenario.cards[card.at()].id.clone(),
                        target: target.map(|target| scenario.target_id(target).to_owned()),
                        by: by.written(scenario),
                        because: because.clone(),
                    },
                    C::Propose { card, target, by, because } => Self::Propose {
                        card: scenario.cards[card.at()].id.clone(),
                        target: target.map(|target| scenario.target_id(target).to_owned()),
                        by: by.written(scenario),
                        because: because.clone(),
                    },
                    C::Lean { prompt, by, name, option, because, confidence } => Self::Lean {
                        prompt: prompt.written(scenario),
                        by: by.written(scenario),
                        name: name.clone(),
                        option: scenario.prompts[prompt.at()].options[*option].id.clone(),
                        because: because.clone(),
                        confidence: *confidence,
                    },
                    $(C::$variant $({ $($field),* })? $(($one))? =>
                        Self::$variant $({ $($field: $field.written(scenario)),* })?
                            $(($one.written(scenario)))?),*
                }
            }

            /// What it asks of an exercise of this scenario.
            ///
            /// # Errors
            /// If the scenario has nothing of an id that it names.
            pub fn meant(&self, scenario: &Scenario) -> Result<exercise::Command, Refusal> {
                use exercise::Command as C;
                Ok(match self {
                    Self::Decide { prompt, option, by, because, against } => {
                        let prompt = PromptId::meant(prompt, scenario)?;
                        let by = RoleId::meant(by, scenario)?;
                        C::Decide {
                            prompt,
                            option: option_of(scenario, prompt, option)?,
                            by,
                            because: because.clone(),
                            against: against.clone(),
                        }
                    }
                    Self::Play { card, target, by, because } => {
                        let card = find(&scenario.names.cards, "card", card)?;
                        let by = RoleId::meant(by, scenario)?;
                        let target = target.as_ref().map(|id| target_of(scenario, card, id));
                        C::Play {
                            card,
                            target: target.transpose()?,
                            by,
                            because: because.clone(),
                        }
                    }
                    Self::Propose { card, target, by, because } => {
                        let card = find(&scenario.names.cards, "card", card)?;
                        let target = target.as_ref().map(|id| target_of(scenario, card, id));
                        C::Propose {
                            card,
                            target: target.transpose()?,
                            by: RoleId::meant(by, scenario)?,
                            because: because.clone(),
                        }
                    }
                    Self::Lean { prompt, by, name, option, because, confidence } => {
                        let prompt = PromptId::meant(prompt, scenario)?;
                        C::Lean {
                            prompt,
                            by: RoleId::meant(by, scenario)?,
                            name: name.clone(),
                            option: option_of(scenario, prompt, option)?,
                            because: because.clone(),
                            confidence: *confidence,
                        }
                    }
                    $(Self::$variant $({ $($field),* })? $(($one))? =>
                        C::$variant $({ $($field: Named::meant($field, scenario)?),* })?
                            $((Named::meant($one, scenario)?))?),*
                })
            }
        }
    };
}

written_by_name! {
    Hands { prompt, hands }, Improvise { by, text, effects, because }, Release { inject },
    Hold { inject }, Skip { inject }, PlayCore, Resume { inject }, Reword { inject, text }, Tell { to, channel, from, text, attachments },
    Report { by, text, figures, methane }, Note { by, text, task, rating, inject },
    Correct { entry, text, by }, Rate { task, rating, by, because }, Act(it), Answer(it),
    Say { by, to, text }, Ring { by, to, query }, NoDuff { by, text },
    Cite { by, of, stance }, End,
}

impl Command {
    /// As it is written, if it only adds to what was played: that names tasks and injects by their
    /// ids, so that it needs no scenario.
    pub(in crate::record) fn of_annotation(command: &exercise::Command) -> Option<Self> {
        use exercise::Command as C;
        match command.clone() {
            C::Note {
                by,
                text,
                task,
                rating,
                inject,
            } => Some(Self::Note {
                by,
                text,
                task,
                rating: rating.mirror(),
                inject,
            }),
            C::Rate {
                task,
                rating,
                by,
                because,
            } => Some(Self::Rate {
                task,
                rating: rating.mirror(),
                by,
                because,
            }),
            C::Act(it) => Some(Self::Act(it.mirror())),
            C::Answer(it) => Some(Self::Answer(it.mirror())),
            C::Cite { by, of, stance } => Some(Self::Cite {
                by: by.mirror(),
                of,
                stance: stance.mirror(),
            }),
            _ => None,
        }
    }

    /// What it adds, if it only adds to what was played: read without the scenario, which this
    /// version may not be able to read.
    pub fn annotation(&self) -> Option<exercise::Command> {
        use exercise::Command as C;
        match self.clone() {
            Self::Note {
                by,
                text,
                task,
                rating,
                inject,
            } => Some(C::Note {
                by,
                text,
                task,
                rating: rating.mirror(),
                inject,
            }),
            Self::Rate {
                task,
                rating,
                by,
                because,
            } => Some(C::Rate {
                task,
                rating: rating.mirror(),
                by,
                because,
            }),
            Self::Act(it) => Some(C::Act(it.mirror())),
            Self::Answer(it) => Some(C::Answer(it.mirror())),
            Self::Cite { by, of, stance } => Some(C::Cite {
                by: by.mirror(),
                of,
                stance: stance.mirror(),
            }),
            _ => None,
        }
    }
}

/// The place of an option among those of its prompt, by its id.
fn option_of(scenario: &Scenario, prompt: PromptId, id: &str) -> Result<usize, Refusal> {
    let mut options = scenario.prompts[prompt.at()].options.iter();
    let place = options.position(|it| it.id == id);
    place.ok_or_else(|| Refusal::unknown("option", id))
}

/// What a card is done to, by its id.
fn target_of(scenario: &Scenario, card: CardId, id: &str) -> Result<Target, Refusal> {
    let card = &scenario.cards[card.at()];
    let target = scenario.target_by_id(card.target, id);
    target.ok_or_else(|| Refusal::no_target(card))
}
