//! Messages that reach the team. Must not know how they are shown.

use super::{Condition, Id, Text, When};
use serde::Deserialize;

/// One message of the master events list.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inject {
    /// Id.
    pub id: Id,
    /// A few words for the events list.
    pub title: String,
    /// When it is sent.
    pub fires: Fires,
    /// How it arrives.
    pub channel: Id,
    /// Who sends it: a person or office, in words.
    pub from: String,
    /// The roles it is for.
    pub to: Vec<Id>,
    /// The message in full, as it is said or written.
    pub text: Text,
    /// What the team might be expected to do. For the facilitator only.
    pub expect: String,
    /// ATT&CK techniques it shows, e.g. `["T1486"]`.
    #[serde(default)]
    pub techniques: Vec<Text>,
    /// Objectives it exercises.
    #[serde(default)]
    pub objectives: Vec<Id>,
    /// The prompt it opens.
    pub opens: Option<Id>,
    /// An official alert: the room sees it as one.
    #[serde(default)]
    pub alert: bool,
}

/// When an inject is sent.
#[derive(Clone, Debug, Deserialize)]
pub enum Fires {
    /// At a time.
    At(When),
    /// When something becomes true, within a span of time if one is given.
    When {
        /// What must be true.
        is: Condition,
        /// Minutes after it became true.
        #[serde(default)]
        after_mins: u32,
        /// Not before this time.
        not_before: Option<super::When>,
        /// If it has not become true by this time, never.
        not_after: Option<super::When>,
    },
    /// So many minutes after another inject was sent.
    After {
        /// The other inject.
        inject: Id,
        /// Minutes.
        mins: u32,
    },
    /// Only when the facilitator sends it.
    ByHand,
}
