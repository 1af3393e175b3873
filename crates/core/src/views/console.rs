//! What the facilitator sees: the truth and the team's picture, the log, what is to come, what a
//! decision would take. Must not be shown to anybody else.

use super::known::KnownView;
use super::log::LogLine;
use super::pace::PaceView;
use super::room::Arrived;
use super::upcoming::Upcoming;
use crate::coverage::Offered;
use crate::ensemble::LookAhead;
use crate::exercise::{Given, Letter, Preview, Source, TeamView, TruthView};
use crate::scenario::{Leap, Mins, OrganisationId, RoleId, Target};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A decision whose price is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Takes {
    /// An option of a decision point: their places.
    Option(usize, usize),
    /// A card on a target, ordered by a role.
    Card(usize, Option<Target>, Option<RoleId>),
    /// A decision that no card foresees, of an organisation.
    Improvised(OrganisationId, Vec<Given>),
}

/// What the facilitator looks at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Looks {
    /// Whose side, where several organisations play: one, or all.
    pub shows: Option<OrganisationId>,
    /// Decisions whose price is asked for.
    pub prices: Vec<Takes>,
    /// An inject still to come, as the room would see it.
    pub rehearsing: Option<usize>,
}

/// The speeds the facilitator can choose: exercise seconds a real second.
pub const SPEEDS: [u32; 6] = [1, 10, 30, 60, 300, 600];

/// Where the clock stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClockView {
    /// The moment that is shown, seconds since STARTEX.
    pub secs: u64,
    /// Where the exercise stands, whatever is looked at.
    pub stands_at_secs: u64,
    /// Whether a moment of the past is looked at.
    pub looking: bool,
    /// Whether it runs.
    pub running: bool,
    /// Whether the room talks something over while it stands.
    pub discussing: bool,
    /// The break that the run sheet has here while the clock stands for it, real minutes.
    pub rest: Option<u32>,
    /// The pace that was chosen, exercise seconds a real second.
    pub speed: u32,
    /// The pace at which it runs: slower while something is asked, where that is wanted.
    pub really: u32,
    /// Whether ENDEX has come, at the moment that is shown.
    pub ended: bool,
}

impl ClockView {
    /// The next faster or slower speed.
    pub fn next_speed(&self, faster: bool) -> u32 {
        let at = SPEEDS
            .iter()
            .position(|speed| *speed >= self.speed)
            .unwrap_or(SPEEDS.len() - 1);
        if faster {
            SPEEDS[(at + 1).min(SPEEDS.len() - 1)]
        } else {
            SPEEDS[at.saturating_sub(1)]
        }
    }

    /// Whole minutes since STARTEX.
    pub fn minute(&self) -> Mins {
        Mins::try_from(self.secs / 60).unwrap_or(Mins::MAX)
    }
}

/// How it stands with the record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordView {
    /// Lines in it, those that could not be written yet among them.
    pub entries: usize,
    /// Whether something could not be written yet.
    pub unsaved: bool,
    /// What is wrong with the place it is kept in, if something is.
    pub trouble: Option<String>,
    /// Commands that were taken.
    pub decisions: usize,
}

/// What the facilitator sees.
#[derive(Clone, Debug, PartialEq)]
pub struct ConsoleView {
    /// Where exercise time stands, and how it passes.
    pub clock: ClockView,
    /// Who said that something real has happened, while the exercise stands for it.
    pub no_duff: Option<String>,
    /// Whom to ring then, a line each; can be empty.
    pub real_contacts: String,
    /// How things really are.
    pub truth: TruthView,
    /// What those know whose side is looked at.
    pub team: TeamView,
    /// The trust as a place, as they know it.
    pub known: KnownView,
    /// Decision points that wait, by organisation.
    pub to_decide: Vec<usize>,
    /// The message that is read out.
    pub reading: Option<Arrived>,
    /// So many have come since and were not read.
    pub unread: usize,
    /// How play keeps pace with the room's time, whatever is looked at.
    pub pace: PaceView,
    /// The log of whose side is looked at.
    pub log: Vec<Arc<LogLine>>,
    /// Injects that have come, of all.
    pub delivered: usize,
    /// Injects still to come.
    pub upcoming: Arc<Vec<Upcoming>>,
    /// By channel: whether it carries messages now.
    pub carries: Vec<bool>,
    /// Minute, locked devices, and those reported: every few minutes since STARTEX.
    pub curve: Vec<[u32; 3]>,
    /// Minutes at which something changed the course.
    pub turns: Vec<Mins>,
    /// What was decided and reported last, the latest first, each with the clauses of the trust's plan
    /// that are about it; none without a plan.
    pub offered: Arc<Vec<Offered>>,
    /// The last show of hands on each decision point, by its id.
    pub hands: BTreeMap<String, Vec<u32>>,
    /// The time jump at which the exercise stands; none while the past is looked at.
    pub leap: Option<Leap>,
    /// The decisions whose price was asked for, each with its price; or why it has none.
    pub prices: Vec<(Takes, Result<Preview, String>)>,
    /// The inject that is looked at before it goes.
    pub rehearsed: Option<Letter>,
    /// What is coming if nothing changes; none while the past is looked at.
    pub forecast: Option<Arc<LookAhead>>,
    /// Where it is kept, and whether that works.
    pub record: RecordView,
}

impl ConsoleView {
    /// The price of a decision, once it is known.
    pub fn price_of(&self, takes: &Takes) -> Option<&Result<Preview, String>> {
        let found = self.prices.iter().find(|(of, _)| of == takes);
        found.map(|(_, price)| price)
    }

    /// Which message is read out.
    pub fn reads(&self) -> Option<Source> {
        self.reading.as_ref().map(|it| it.source)
    }
}
