//! What can be asked of a running exercise, and by whom. Must not do it.

use super::clock::WhenAsked;
use crate::exercise::{Command, Refusal, Source, Speaker, Voice};
use crate::scenario::{OrganisationId, RoleId, Scenario};

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asker {
    /// Who runs the exercise: may ask for everything.
    Facilitator,
    /// Who watches and notes.
    Evaluator,
    /// Who looks after the roles of one organisation, at its own site.
    Site(OrganisationId),
    /// Somebody in a chair: asks in that role's name only.
    Role(RoleId),
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// Something enters the exercise.
    Enter(Command),
    /// The clock runs or stands.
    Run(bool),
    /// The clock stands while the room talks something over, or no longer.
    Discuss(bool),
    /// Exercise seconds a real second.
    Speed(u32),
    /// What the clock does when a decision point is put.
    WhenAsked(WhenAsked),
    /// On to the next message or decision point, a day at most.
    Next,
    /// On to a time of day or of the exercise, as typed.
    Jump(String),
    /// On to the next move, where the exercise stands at a time jump.
    Leap,
    /// A message is read out; the next that was not, if none is named.
    Read(Option<Source>),
    /// A moment of the past is looked at, seconds since STARTEX. The exercise stands meanwhile.
    LookBack(u64),
    /// No longer.
    ReturnToNow,
    /// Whom to ring if something real happens, as everybody is then shown it. It is nowhere on record.
    RealContacts(String),
    /// What could not be written is tried again.
    Flush,
}

/// What somebody asks the host to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Who asks.
    pub by: Asker,
    /// For what.
    pub ask: Ask,
}

impl Request {
    /// What the facilitator asks, who may ask for everything.
    pub fn of_facilitator(ask: Ask) -> Self {
        Self {
            by: Asker::Facilitator,
            ask,
        }
    }

    /// Whether whoever asks may ask for this: the facilitator for everything, an evaluator for
    /// notes, a role for what it decides, orders, reports or says itself; a site's facilitator for
    /// notes without a rating, and to tell its own roles what they are told by whomever nobody plays.
    /// Anybody may say that something real has happened, and answer what is asked after ENDEX.
    pub(super) fn may(&self, scenario: &Scenario) -> bool {
        match (&self.by, &self.ask) {
            (Asker::Facilitator, _) => true,
            (_, Ask::Enter(Command::NoDuff { .. } | Command::Answer(_))) => true,
            (Asker::Evaluator, Ask::Enter(Command::Note { .. })) => true,
            (
                Asker::Site(_),
                Ask::Enter(Command::Note {
                    task: None,
                    rating: None,
                    ..
                }),
            ) => true,
            (
                Asker::Site(of),
                Ask::Enter(Command::Say {
                    by: Voice::Facilitator | Voice::Somebody(_),
                    to: Voice::Role(to),
                    ..
                }),
            ) => scenario.roles.get(to.at()).is_some_and(|it| it.of == *of),
            (
                Asker::Role(id),
                Ask::Enter(Command::Cite {
                    by: Speaker::Role(by),
                    ..
                }),
            ) => scenario.roles.get(id.at()).is_some_and(|it| it.id == *by),
            (Asker::Role(id), Ask::Enter(command)) => command.of_role() == Some(*id),
            _ => false,
        }
    }
}

/// Why what was asked is not done, in words that can be read out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unasked {
    /// The rules refuse it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Whoever asks may not.
    #[error("That is the facilitator's to ask for.")]
    NotYours,
    /// The past is looked at.
    #[error("You are looking at the past. Return to now, or branch off from here, to go on.")]
    InThePast,
    /// What was typed is no time.
    #[error("“{0}” is no time. Write 13:55, or Sat 09:00.")]
    NoTime(String),
    /// What was typed is past.
    #[error("{0} is past. To see it again, go back on the time line.")]
    Past(String),
}
