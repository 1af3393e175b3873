//! What was asked of an exercise, as it is written.

use super::effect::Effect;
use super::mirror::same_variants;
use super::people::{Answer, Figures, Improvement, Methane};
use crate::exercise;
use crate::record::wire::event::Rating;
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
    /// ENDEX.
    End,
}

same_variants!(exercise::Command, Command {
    Decide { prompt, option, by, because, against }, Hands { prompt, hands },
    Play { card, target, by, because }, Improvise { text, effects, by, because },
    Release { inject }, Hold { inject }, Skip { inject }, Reword { inject, text },
    Tell { from, to, channel, text }, Report { by, text, figures, methane },
    Note { by, text, task, rating, inject }, Correct { entry, text, by },
    Rate { task, rating, by, because }, Act(it), Answer(it), End,
});
