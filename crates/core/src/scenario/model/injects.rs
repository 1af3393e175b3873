//! Messages, and when they fire. Must not send one.

use super::conditions::Condition;
use super::ids::{ChannelId, InjectId, Mins, ObjectiveId, PromptId, RoleId};

/// See [`crate::scenario::shape::Inject`].
#[derive(Clone, Debug)]
pub struct Inject {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// When it fires.
    pub fires: Fires,
    /// How it arrives.
    pub channel: ChannelId,
    /// From.
    pub from: String,
    /// To.
    pub to: Vec<RoleId>,
    /// Full text.
    pub text: String,
    /// Expected player action.
    pub expect: String,
    /// ATT&CK techniques.
    pub techniques: Vec<String>,
    /// Objectives.
    pub objectives: Vec<ObjectiveId>,
    /// Prompt it opens.
    pub opens: Option<PromptId>,
    /// An official alert.
    pub alert: bool,
}

/// See [`crate::scenario::shape::Fires`].
#[derive(Clone, Debug, PartialEq)]
pub enum Fires {
    /// At a time.
    At(Mins),
    /// On a condition.
    When {
        /// What must be true.
        is: Condition,
        /// Minutes after.
        after_mins: u32,
        /// Not before.
        not_before: Mins,
        /// Not after.
        not_after: Mins,
    },
    /// After another.
    After {
        /// The other.
        inject: InjectId,
        /// Minutes.
        mins: u32,
    },
    /// By hand.
    ByHand,
}
