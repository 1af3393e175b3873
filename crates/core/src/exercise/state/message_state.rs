//! Where injects, messages and prompts stand. Must not contain a rule.

use crate::scenario::{ChannelId, Enclosed, Mins, RoleId};
use serde::Serialize;

/// Where an inject stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum InjectState {
    /// Not yet.
    Waiting,
    /// Its condition has come true; it is sent in this minute.
    Due(Mins),
    /// Held back by the facilitator.
    Held,
    /// Left out by the facilitator.
    Skipped,
    /// Sent, but its channel is down.
    Undelivered {
        /// When it was sent.
        sent: Mins,
    },
    /// It reached the team.
    Delivered {
        /// When it was sent.
        sent: Mins,
        /// When it arrived.
        arrived: Mins,
        /// Whether it came another way than it was meant to.
        detour: bool,
    },
    /// On its way round a channel that is down.
    OnDetour {
        /// When it was sent.
        sent: Mins,
        /// When it arrives.
        arrives: Mins,
    },
}

/// A message that the facilitator sent and the scenario does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// When.
    pub at: Mins,
    /// Who it is from.
    pub from: String,
    /// The roles it is for.
    pub to: Vec<RoleId>,
    /// The channel it was sent by.
    pub channel: ChannelId,
    /// What it says.
    pub text: String,
    /// Files that came with it; where there are none, the state has the hash it always had.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Enclosed>,
}

/// Where a prompt stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum PromptState {
    /// Not yet.
    Waiting,
    /// Put to the team.
    Asked {
        /// When.
        at: Mins,
        /// Whether its moment has passed.
        lapsed: bool,
    },
    /// The team has chosen.
    Decided {
        /// When it was asked.
        asked: Mins,
        /// When it was decided.
        at: Mins,
        /// Which of the prompt's options, counted from 0.
        option: usize,
    },
}
