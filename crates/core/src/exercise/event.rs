//! What an exercise says has happened. Must not decide what matters to whom.

use super::Status;
use super::came_with::CameWith;
use super::citing::Stance;
use super::command::{Figures, Methane};
use super::voice::Speaker;
use crate::scenario::{IncidentLevel, Step};
use serde::{Deserialize, Serialize};

/// Something that happened, with its exercise time.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Seconds since STARTEX.
    pub at_secs: u64,
    /// The rest of it, by kind.
    pub what: What,
}

/// What can happen. Ids are those of the scenario, as text: it is told again from records whose
/// scenario can't be read (`docs/decisions/0033-what-is-told-is-text.md`).
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// STARTEX.
    Started,
    /// A message reached the team.
    Delivered {
        /// The inject's id.
        inject: String,
        /// The channel it came by, if not its own.
        by: Option<String>,
        /// Minutes later than it was sent.
        late_mins: u32,
    },
    /// A message could not be delivered: its channel is down.
    Undelivered {
        /// The inject's id.
        inject: String,
    },
    /// A decision was put to the team.
    Asked {
        /// The prompt's id.
        prompt: String,
    },
    /// The moment for a decision passed.
    Lapsed {
        /// The prompt's id.
        prompt: String,
    },
    /// A prompt was decided.
    Decided {
        /// The prompt's id.
        prompt: String,
        /// The option's id, of those the prompt has.
        option: String,
        /// The role.
        by: String,
        /// Why.
        because: String,
        /// Why not the others; can be empty.
        against: String,
    },
    /// Hands were shown for the options of a prompt.
    Hands {
        /// The prompt's id.
        prompt: String,
        /// Hands for each option.
        hands: Vec<u32>,
    },
    /// Work on a card began.
    ActionStarted {
        /// The card's id.
        card: String,
        /// The id of what it was done to; none for a card that needs none.
        target: Option<String>,
        /// The role.
        by: String,
        /// Why.
        because: String,
        /// Minute in which it will be done.
        done_mins: u32,
    },
    /// A card took effect.
    ActionDone {
        /// The card's id.
        card: String,
        /// The id of what it was done to; none for a card that needs none.
        target: Option<String>,
    },
    /// Something improvised was decided.
    Improvised {
        /// What was decided, in the facilitator's words.
        text: String,
        /// The role.
        by: String,
        /// Why.
        because: String,
    },
    /// An inject was held back.
    Held {
        /// The inject's id.
        inject: String,
    },
    /// An inject was left out.
    Skipped {
        /// The inject's id.
        inject: String,
    },
    /// The core of the run sheet is played.
    CoreSet {
        /// How many other injects were skipped.
        skipped: u32,
    },
    /// An inject that was held back or skipped waits for its moment again.
    Resumed {
        /// The inject's id.
        inject: String,
    },
    /// An inject was given another wording; the scenario in the record's first line keeps the
    /// first one.
    Reworded {
        /// The inject's id.
        inject: String,
        /// Its text before.
        was: String,
        /// Its text now.
        text: String,
    },
    /// The facilitator sent a message that the scenario does not have.
    Told {
        /// Who it is from.
        from: String,
        /// The roles it is for.
        to: Vec<String>,
        /// The channel's id.
        channel: String,
        /// What it says.
        text: String,
        /// Files that came with it.
        attachments: Vec<CameWith>,
    },
    /// Something in the log was corrected.
    Corrected {
        /// The event, counted from 1 at STARTEX.
        entry: u64,
        /// What should have stood there.
        text: String,
        /// Who corrected it.
        by: String,
    },
    /// A situation report was given.
    Reported {
        /// The role.
        by: String,
        /// In its words.
        text: String,
        /// Locked devices the team had been told of.
        known_locked: u32,
        /// Locked devices in truth.
        true_locked: u32,
        /// The figures it gave, and those figures in truth.
        figures: Option<(Figures, Figures)>,
        /// The same as a METHANE report, if it was one.
        methane: Option<Box<Methane>>,
    },
    /// An evaluator's note.
    Noted {
        /// The evaluator.
        by: String,
        /// What was decided, in the facilitator's words.
        text: String,
        /// The task's id, if it belongs to one.
        task: Option<String>,
        /// The inject's id, if it belongs to one.
        inject: Option<String>,
    },
    /// A person rated a task.
    Rated {
        /// The task's id.
        task: String,
        /// The person.
        by: String,
    },
    /// An improvement action was agreed, or stands otherwise than it did.
    Acted {
        /// The answer's number, counted from 1.
        number: u32,
        /// What is to be done.
        action: String,
        /// How it stands.
        status: Status,
    },
    /// Somebody answered what they were asked. What they said is not told in the timeline.
    Answered {
        /// The answer's number.
        number: u32,
    },
    /// Somebody said something to somebody.
    Said {
        /// Who said it.
        by: Speaker,
        /// To whom.
        to: Speaker,
        /// The words.
        text: String,
    },
    /// A chair said what it would decide. The last of a chair counts.
    Leaned {
        /// The prompt's id.
        prompt: String,
        /// The role.
        by: String,
        /// Who sits there; can be empty.
        name: String,
        /// The option's id.
        option: String,
        /// Why; can be empty.
        because: String,
        /// How sure they are, 1 to 5.
        confidence: u8,
    },
    /// A chair proposed an action card.
    Proposed {
        /// The card's id.
        card: String,
        /// The id of what it would be done to; none for a card that needs none.
        target: Option<String>,
        /// The role.
        by: String,
        /// Why.
        because: String,
    },
    /// Something real happened, and the exercise stood.
    NoDuff {
        /// Who said so.
        by: String,
        /// What, in a few words.
        text: String,
    },
    /// Somebody said how something that was decided or reported stands to the trust's plan.
    Cited {
        /// Who said so.
        by: Speaker,
        /// The event, counted from 1 at STARTEX.
        of: u64,
        /// How it stands.
        stance: Stance,
    },
    /// The first host of a segment was infected.
    SegmentInfected {
        /// The segment's id.
        segment: String,
    },
    /// The first host of a segment locked.
    SegmentLocked {
        /// The segment's id.
        segment: String,
    },
    /// A service's standing changed, in truth.
    ServiceChanged {
        /// The service's id.
        service: String,
        /// How it stands now.
        standing: Standing,
    },
    /// A service's standing became known to the team.
    ServiceReported {
        /// The service's id.
        service: String,
        /// How it stood.
        standing: Standing,
    },
    /// The emergency department is overwhelmed: ambulances turn away by themselves.
    EdOverwhelmed {
        /// The organisation, where several play.
        of: Option<String>,
    },
    /// The emergency department copes again.
    EdCopes {
        /// The organisation, where several play.
        of: Option<String>,
    },
    /// The neighbours who take an organisation's emergency patients say that they are full.
    NeighboursFull {
        /// The organisation whose patients they take, where several play.
        of: Option<String>,
    },
    /// An incident was declared.
    Declared {
        /// The level; a higher one includes those below.
        level: IncidentLevel,
        /// The organisation, where several play.
        of: Option<String>,
    },
    /// Somebody outside was told.
    Notified {
        /// Who.
        body: String,
        /// The organisation, where several play.
        of: Option<String>,
    },
    /// A step of the response was taken.
    Marked {
        /// Which.
        step: Step,
        /// The organisation, where several play.
        of: Option<String>,
    },
    /// The kill-switch domain answers from now on, in the world outside.
    KillSwitch,
    /// People arrived.
    Arrived {
        /// The crew they join.
        crew: String,
        /// How many.
        people: u32,
    },
    /// Help was asked for and does not set out.
    AidWaits {
        /// The id of the crew that waits for it.
        crew: String,
        /// No critical or major incident has been declared.
        undeclared: bool,
        /// Nobody who can lend people has been told.
        untold: bool,
    },
    /// No host on the network is infected or locked any more.
    Clean,
    /// An outage took its systems away.
    OutageBegan {
        /// Which.
        outage: String,
    },
    /// What an outage took is back, in part or whole.
    OutageReturned {
        /// Which.
        outage: String,
        /// How much of it works.
        per_cent: u32,
    },
    /// A stage of an intrusion was reached.
    StageReached {
        /// Which.
        stage: String,
    },
    /// A trace of a stage showed.
    StageTraced {
        /// Which.
        stage: String,
    },
    /// Whoever was inside is out for good.
    DrivenOut {
        /// Which intrusion.
        intrusion: String,
    },
    /// An extortion went a step on.
    Extorted {
        /// Which.
        extortion: String,
        /// How far it has gone.
        step: Demand,
    },
    /// The team stood the incident down.
    StoodDown {
        /// The organisation, where several play.
        of: Option<String>,
    },
    /// ENDEX.
    Ended,
}

impl What {
    /// The id of the role that decided, ordered or reported it, if it is something of which can be
    /// said how it stands to the plan: a decision, an action card, a free-play action, a situation
    /// report.
    pub fn to_be_cited(&self) -> Option<&str> {
        match self {
            Self::Decided { by, .. }
            | Self::ActionStarted { by, .. }
            | Self::Improvised { by, .. }
            | Self::Reported { by, .. } => Some(by),
            _ => None,
        }
    }
}

/// How a service stands, as the service board shows it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// At 90 per cent of capacity or more.
    #[default]
    Normal,
    /// At 35 to 90 per cent.
    Reduced,
    /// On paper procedures, whatever its capacity.
    Paper,
    /// Under 35 per cent.
    Stopped,
}

impl Standing {
    /// The word on the board.
    pub fn word(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Reduced => "reduced",
            Self::Paper => "on paper",
            Self::Stopped => "stopped",
        }
    }
}

/// A step of an extortion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// The demand was made.
    Begun,
    /// They proved what they have.
    Proven,
    /// Their deadline has gone by.
    DeadlinePassed,
    /// They published.
    Published,
    /// They offered a key.
    KeyOffered,
    /// The key was tried.
    KeyTried,
}

impl Demand {
    /// What happened, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Begun => "A demand is made",
            Self::Proven => "They prove what they took",
            Self::DeadlinePassed => "Their deadline passes",
            Self::Published => "They publish what they took",
            Self::KeyOffered => "They offer a key",
            Self::KeyTried => "Their key is tried",
        }
    }
}
