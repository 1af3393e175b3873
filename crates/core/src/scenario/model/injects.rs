//! Messages, and when they fire. Must not send one.

use super::attachments::Enclosed;
use super::conditions::Condition;
use super::ids::{ChannelId, InjectId, Mins, ObjectiveId, PromptId, RoleId};

/// See [`crate::scenario::shape::Inject`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "told in shape::Inject")]
pub struct Inject {
    pub id: String,
    pub title: String,
    /// When it fires.
    pub fires: Fires,
    /// How it arrives.
    pub channel: ChannelId,
    pub from: String,
    pub to: Vec<RoleId>,
    /// Full text.
    pub text: String,
    /// Expected player action.
    pub expect: String,
    /// ATT&CK techniques.
    pub techniques: Vec<String>,
    pub objectives: Vec<ObjectiveId>,
    /// Prompt it opens.
    pub opens: Option<PromptId>,
    /// Files that come with it.
    pub attachments: Vec<Enclosed>,
    /// An official alert.
    pub alert: bool,
}

/// See [`crate::scenario::shape::Fires`].
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "told in shape::Fires")]
pub enum Fires {
    /// At a time.
    At(Mins),
    /// On a condition.
    When {
        /// What must be true.
        is: Condition,
        /// Minutes after.
        after_mins: u32,
        /// STARTEX if the file says nothing.
        not_before: Mins,
        /// ENDEX if the file says nothing.
        not_after: Mins,
    },
    /// After another.
    After {
        /// The other.
        inject: InjectId,
        /// Minutes.
        mins: u32,
    },
    ByHand,
}
