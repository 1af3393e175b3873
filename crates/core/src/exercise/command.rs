//! What can be asked of an exercise, and how it says no. Must not do anything.

use super::calls::{Contact, Query};
use super::citing::Stance;
use super::{Answer, Given, Improvement, Speaker, Voice};
use crate::scenario::{
    Card, CardId, ChannelId, Enclosed, InjectId, PromptId, Rating, RoleId, Target,
};
use crate::words::METHANE;

/// Everything that enters an exercise. How it is written down is the record's matter, and so is what
/// an id in a record means. What is added to an exercise (notes, ratings, actions, answers) names
/// tasks and injects by their ids in text: it is taken by records too whose scenario this version
/// can't read.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Decides a prompt.
    Decide {
        /// Which.
        prompt: PromptId,
        /// The option taken: its place among those the prompt has.
        option: usize,
        /// The role that decides.
        by: RoleId,
        /// Why.
        because: String,
        /// Why not the others; can be empty.
        against: String,
    },
    /// A show of hands on a prompt.
    Hands {
        /// Which.
        prompt: PromptId,
        /// Hands for each option, in their order.
        hands: Vec<u32>,
    },
    /// Plays an action card.
    Play {
        /// Which.
        card: CardId,
        /// Its target, if it has one.
        target: Option<Target>,
        /// The role that decides.
        by: RoleId,
        /// Why.
        because: String,
    },
    /// Something no card foresees: told in words, and given effects by the facilitator.
    Improvise {
        /// What was decided.
        text: String,
        /// Its effects; none if it changes nothing in the model.
        effects: Vec<Given>,
        /// The role that decides.
        by: RoleId,
        /// Why.
        because: String,
    },
    /// Sends an inject now.
    Release {
        /// Which.
        inject: InjectId,
    },
    /// Keeps an inject back until it is released.
    Hold {
        /// Which.
        inject: InjectId,
    },
    /// Leaves an inject out.
    Skip {
        /// Which.
        inject: InjectId,
    },
    /// Plays the core of the scenario's run sheet: all other injects are skipped, and can be sent by hand.
    PlayCore,
    /// Has an inject that was held or skipped wait for its moment again.
    Resume {
        /// Which.
        inject: InjectId,
    },
    /// Gives an inject another wording before it goes.
    Reword {
        /// Which.
        inject: InjectId,
        /// Its new text.
        text: String,
    },
    /// Sends a message that the scenario does not have.
    Tell {
        /// Who it is from, in words.
        from: String,
        /// The roles it is for.
        to: Vec<RoleId>,
        /// The channel it goes by.
        channel: ChannelId,
        /// What it says.
        text: String,
        /// Files that come with it.
        attachments: Vec<Enclosed>,
    },
    /// The team says what it believes.
    Report {
        /// The role that reports.
        by: RoleId,
        /// The report, in its own words.
        text: String,
        /// The figures it gives, if it gives any.
        figures: Option<Figures>,
        /// The same as a METHANE report, if it is one.
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
        inject: Option<String>,
    },
    /// Corrects something in the log: what stood there stays, and this names it.
    Correct {
        /// The event that is corrected, counted from 1 at STARTEX.
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
        /// Why, if it differs from what was proposed.
        because: String,
    },
    /// An improvement action is agreed, or stands otherwise than it did: the last of a number
    /// counts.
    Act(Box<Improvement>),
    /// Somebody answered what they were asked after ENDEX, or corrects it: the last of a number
    /// counts.
    Answer(Box<Answer>),
    /// Somebody says something to somebody: between chairs, to the facilitator, to anybody whom
    /// nobody plays, and what they answer.
    Say {
        /// Who says it.
        by: Voice,
        /// To whom.
        to: Voice,
        /// What.
        text: String,
    },
    /// A role rings somebody, who answers from the state in some minutes.
    Ring {
        /// Who rings.
        by: RoleId,
        /// Whom.
        to: Contact,
        /// What they ask.
        query: Query,
    },
    /// What a chair would decide, if it were asked: it decides nothing. The last of a chair counts.
    Lean {
        /// The question that was put.
        prompt: PromptId,
        /// The chair.
        by: RoleId,
        /// Who sits there; can be empty.
        name: String,
        /// The option: its place among those the prompt has.
        option: usize,
        /// Why; can be empty.
        because: String,
        /// How sure they are, 1 to 5.
        confidence: u8,
    },
    /// A chair proposes an action card. Whether it is played is for others to say.
    Propose {
        /// Which.
        card: CardId,
        /// Its target, if it has one.
        target: Option<Target>,
        /// The chair.
        by: RoleId,
        /// Why.
        because: String,
    },
    /// Something real has happened: no duff. The exercise stands.
    NoDuff {
        /// Who says so.
        by: String,
        /// What, in a few words; can be empty.
        text: String,
    },
    /// How something that was decided or reported stands to the trust's plan, which the record
    /// carries. Of one clause the last counts; *silent* takes back whatever clauses were named, and a
    /// clause takes back *silent*.
    Cite {
        /// Who says so: the role that decided, or the facilitator.
        by: Speaker,
        /// The event, counted from 1 at STARTEX.
        of: u64,
        /// How it stands.
        stance: Stance,
    },
    /// ENDEX.
    End,
}

impl Command {
    /// The role that decides, orders, reports, says or proposes it, if a role does.
    pub fn of_role(&self) -> Option<RoleId> {
        match self {
            Self::Decide { by, .. }
            | Self::Play { by, .. }
            | Self::Improvise { by, .. }
            | Self::Report { by, .. }
            | Self::Ring { by, .. }
            | Self::Lean { by, .. }
            | Self::Propose { by, .. } => Some(*by),
            Self::Say {
                by: Voice::Role(by),
                ..
            } => Some(*by),
            _ => None,
        }
    }
}

/// What a situation report says in figures: the team's own, right or wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Locked devices.
    pub locked: Option<u32>,
    /// Clinical services that don't work as usual.
    pub services: Option<u32>,
    /// Patients waiting in the emergency department.
    pub ed_waiting: Option<u32>,
}

/// A METHANE report, in the team's own words (JESIP).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Methane {
    /// Major incident: declared or standing by, and at what level.
    pub major: String,
    /// Exact location.
    pub exact: String,
    /// Type of incident.
    pub kind: String,
    /// Hazards, present and possible.
    pub hazards: String,
    /// Access: how to reach those who command.
    pub access: String,
    /// Number and severity of those affected.
    pub number: String,
    /// Emergency services and others, present and required.
    pub emergency: String,
}

impl Methane {
    /// Its seven parts, each with its name.
    pub fn parts(&self) -> [(&'static str, &str); 7] {
        let [major, exact, kind, hazards, access, number, emergency] =
            METHANE.map(|(_, _, name, _)| name);
        [
            (major, &self.major),
            (exact, &self.exact),
            (kind, &self.kind),
            (hazards, &self.hazards),
            (access, &self.access),
            (number, &self.number),
            (emergency, &self.emergency),
        ]
    }

    /// The same, to be written in.
    pub fn parts_mut(&mut self) -> [(&'static str, &mut String); 7] {
        let [major, exact, kind, hazards, access, number, emergency] =
            METHANE.map(|(_, _, name, _)| name);
        [
            (major, &mut self.major),
            (exact, &mut self.exact),
            (kind, &mut self.kind),
            (hazards, &mut self.hazards),
            (access, &mut self.access),
            (number, &mut self.number),
            (emergency, &mut self.emergency),
        ]
    }
}

/// Why a command was refused, in words that can be read out to the room.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing in the scenario bears this name.
    #[error("The scenario has no {what} called “{id}”.")]
    Unknown {
        /// What kind of thing.
        what: String,
        /// The name.
        id: String,
    },
    /// The exercise is over.
    #[error("The exercise has ended; nothing more can be decided.")]
    Ended,
    /// The prompt has not been put yet.
    #[error("“{question}” has not been asked yet.")]
    NotAsked {
        /// The prompt's question.
        question: String,
    },
    /// The prompt has been decided.
    #[error(
        "“{question}” has been decided already. A change of mind is a new decision: use an action card."
    )]
    Decided {
        /// The prompt's question.
        question: String,
    },
    /// Not this role's decision.
    #[error("This is not for the {role} to decide. It is open to: {open_to}.")]
    NotTheirs {
        /// The role that asked.
        role: String,
        /// The roles that may.
        open_to: String,
    },
    /// No people.
    #[error(
        "No team left: “{title}” takes {wanted} of the {crew}; {free} of {at_work} at work are free{back}."
    )]
    NoCrew {
        /// The card.
        title: String,
        /// People it takes.
        wanted: u32,
        /// The crew's name.
        crew: String,
        /// People free.
        free: u32,
        /// People at work.
        at_work: u32,
        /// When more are, in words.
        back: String,
    },
    /// It is so already.
    #[error("{what} already.")]
    Already {
        /// What is so.
        what: String,
    },
    /// It can't be done as things are.
    #[error("{why}")]
    NotNow {
        /// The reason, a whole sentence.
        why: String,
    },
    /// The card needs a target, or another one.
    #[error("“{title}” is done to {wanted}; nothing of that kind was named.")]
    Target {
        /// The card.
        title: String,
        /// What it needs.
        wanted: String,
    },
}

impl Refusal {
    /// That the scenario has nothing of this kind that bears this name.
    pub(crate) fn unknown(what: &str, id: &str) -> Self {
        Self::Unknown {
            what: what.to_owned(),
            id: id.to_owned(),
        }
    }

    /// That a card is not done to what was named, or that nothing was.
    pub(crate) fn no_target(card: &Card) -> Self {
        Self::Target {
            title: card.title.clone(),
            wanted: card.target.words().to_owned(),
        }
    }
}

/// What an id means in a scenario.
///
/// # Errors
/// If the scenario has nothing of that kind that bears it.
pub fn find<T: Copy>(
    names: &std::collections::BTreeMap<String, T>,
    what: &str,
    id: &str,
) -> Result<T, Refusal> {
    let known = names.get(id).copied();
    known.ok_or_else(|| Refusal::unknown(what, id))
}
