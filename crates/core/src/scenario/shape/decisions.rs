//! Decisions: prompts that are put to the team, and cards that are always to hand. Must not know
//! who sits at the table.

use super::{Condition, Effect, Id, Text, Work};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A decision that is put to the team. It is asked when an inject opens it or its condition becomes
/// true, whichever is first.
///
/// Checked: at least one role may decide it, it has at least two options, their ids are unique in
/// the prompt, and something can put it to the team.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Prompt {
    /// How injects and conditions name it, e.g. `"is-it-an-incident"`.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// The question, as put to the room: `"What do we disconnect?"`.
    pub question: String,
    /// One or two sentences about the situation.
    pub context: String,
    /// Asked when this becomes true, if no inject has opened it before.
    pub when: Option<Condition>,
    /// The roles that may decide it.
    #[schemars(extend("is" = "role"))]
    pub by: Vec<Id>,
    /// Minutes after which the moment has passed. That is recorded; the prompt can still be
    /// decided.
    pub due_mins: u32,
    /// The ways to decide, at least three of which somebody sensible could defend.
    pub options: Vec<Choice>,
}

/// A way to decide a prompt.
///
/// Checked: an option plays a card or has an effect. If it truly changes nothing, it says why:
/// `effects: [Nothing("every connection stays open while we wait")]`. There is no card here, so
/// `"{target}"` has no meaning.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Id, unique in its prompt.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// What is decided, as the room would say it.
    pub title: String,
    /// What it costs or risks, in one sentence.
    pub cost: String,
    /// Cards it plays.
    #[serde(default)]
    pub plays: Vec<Play>,
    /// Effects it has beyond them.
    #[serde(default)]
    pub effects: Vec<Effect>,
}

/// A card played on a target.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Play {
    /// What is done, by the card's id, e.g. `"isolate-segment"`.
    #[schemars(extend("is" = "card"))]
    pub card: Id,
    /// The target, if the card asks for one.
    #[schemars(extend("is" = "target"))]
    pub target: Option<Id>,
}

/// An action that is always to hand.
///
/// Checked: at least one role may decide it, it has an effect, each `work` asks for at least one
/// person and no more than the largest crew of that skill has, and effects that say `"{target}"`
/// agree with the card's `target`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// How options, scripts and conditions name it, e.g. `"isolate-segment"`.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// What is done, as an order: `"Isolate a segment"`.
    pub title: String,
    /// Where it stands in the list of cards.
    pub group: CardGroup,
    /// What it does and what it costs, in one or two sentences.
    pub about: String,
    /// The roles that may decide it.
    #[schemars(extend("is" = "role"))]
    pub by: Vec<Id>,
    /// What it is done to.
    #[serde(default)]
    pub target: TargetKind,
    /// The people it takes, at once and for how long. Its effects begin when the last are done.
    #[serde(default)]
    pub work: Vec<Work>,
    /// Minutes until its effects begin if nobody works on it, or beyond the work.
    #[serde(default)]
    pub delay_mins: u32,
    /// What it does.
    pub effects: Vec<Effect>,
    /// How it reads in the log: `"{target} isolated"`.
    pub logged: Text,
}

/// Where a card stands in the list.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema, Serialize,
)]
pub enum CardGroup {
    /// Command and reporting.
    Command,
    /// Stopping the spread.
    Contain,
    /// Keeping patients safe.
    Care,
    /// Talking to staff, partners and the public.
    Tell,
    /// Getting help and coming back.
    Restore,
}

/// What a card is done to.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Deserialize,
    JsonSchema,
    Serialize,
)]
pub enum TargetKind {
    /// Nothing in particular.
    #[default]
    Nothing,
    /// A segment inside the trust.
    Segment,
    /// A link between two segments, to cut it or to block port 445 on it.
    Link,
    /// A clinical service.
    Service,
    /// A diversion pathway.
    Pathway,
    /// A flow of booked work.
    Flow,
    /// A computer system, such as the picture archive.
    System,
    /// Either of these: what is to be rebuilt first.
    SystemOrSegment,
    /// An organisation outside.
    Body,
    /// A crew, whose people are called in or given help.
    Crew,
}

impl TargetKind {
    /// The kind in words: `"a segment"`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Segment => "a segment",
            Self::Link => "a link",
            Self::Service => "a clinical service",
            Self::Pathway => "a pathway",
            Self::Flow => "a kind of booked work",
            Self::System => "a system",
            Self::SystemOrSegment => "a system or a segment",
            Self::Body => "an organisation",
            Self::Crew => "a crew",
        }
    }
}
