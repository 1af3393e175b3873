//! What is seen of a review: views that its panels draw. Must not be able to change anything.

use std::sync::Arc;
use wardroom_core::review::what_if::{Change, Luck, Played, WhatIf};
use wardroom_core::scenario::Scenario;
use wardroom_core::views::{Askable, MomentView, ReviewView};
use wardroom_papers::report::plots::Plot;
use wardroom_papers::report::questions::{Ranked, Ranking};

/// What is seen.
#[derive(Clone, Debug)]
pub struct Seen {
    /// What is told of the exercise, with what is being written as if it were on record.
    pub view: ReviewView,
    /// What these rules can play again; or why they can't, in words.
    pub again: Result<Again, String>,
    /// The moment that is looked at.
    pub moment: MomentSeen,
    /// What was asked over many runs, and how far the answers are.
    pub answers: Answers,
    /// How it stands with the record.
    pub record: RecordSeen,
}

/// An exercise that these rules play again.
#[derive(Clone, Debug)]
pub struct Again {
    /// As it was played.
    pub played: Arc<Played>,
    /// What can be asked of it.
    pub askable: Askable,
}

/// Where the review's own clock stands, and what is seen there.
#[derive(Clone, Debug, PartialEq)]
pub struct MomentSeen {
    /// Seconds since STARTEX; none while the whole exercise is looked at.
    pub at_secs: Option<u64>,
    /// ENDEX, seconds since STARTEX: there is nothing after it.
    pub ends_secs: u64,
    /// Whether it moves on by itself.
    pub running: bool,
    /// Exercise seconds to a real one.
    pub speed: u32,
    /// Whether the moment is still worked out, and the view is of another.
    pub coming: bool,
    /// How things stood: the last moment that was worked out.
    pub view: Option<Arc<MomentView>>,
    /// The other day at the same moment, once a change was asked for.
    pub other: Option<Arc<MomentView>>,
    /// The other day as a whole.
    pub other_day: Option<OtherDaySeen>,
}

/// A day that would have come of a change, on the bar on which a moment is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherDaySeen {
    /// When it parts from the one that was played, seconds since STARTEX.
    pub parts_secs: u64,
    /// Minutes since STARTEX, and devices that were locked.
    pub curve: Arc<[[u32; 2]]>,
}

/// Answers to what was asked over many runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// The outcome by which decisions were to be ranked, by its place.
    pub ranked_by: Option<usize>,
    /// Decisions, those first that made most of a difference to it.
    pub ranking: Progress<RankingView>,
    /// The change that was asked about last: what is shown of it stands under that question alone.
    pub asked: Option<Change>,
    /// What the change would have meant; or why it can't be asked.
    pub what_if: Progress<Result<WhatIfView, String>>,
    /// How much was chance.
    pub luck: Progress<LuckView>,
}

/// How far an answer is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Progress<T> {
    /// Not asked for, or stopped.
    #[default]
    Nothing,
    /// Under way: the share that is done, 0 to 1.
    UnderWay(f32),
    /// There.
    Found(Arc<T>),
}

impl<T> Progress<T> {
    /// What was found.
    pub fn found(&self) -> Option<&T> {
        match self {
            Self::Found(found) => Some(found),
            Self::Nothing | Self::UnderWay(_) => None,
        }
    }
}

/// Decisions in the order in which they mattered.
#[derive(Clone, Debug, PartialEq)]
pub struct RankingView {
    /// As it is reported.
    pub ranking: Ranking,
    /// A band a decision; what made no difference in lines of words.
    pub drawn: Ranked,
}

/// What a change would have meant.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIfView {
    /// Every outcome, with and without it.
    pub found: WhatIf,
    /// As they are drawn.
    pub plots: Vec<Plot>,
    /// The computed order of restoration, a line a kind, if that was the change.
    pub order: Vec<String>,
}

/// How much was chance.
#[derive(Clone, Debug, PartialEq)]
pub struct LuckView {
    /// In figures.
    pub found: Luck,
    /// As it is drawn.
    pub plot: Plot,
}

/// How it stands with the record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordSeen {
    /// Why nothing can be written to it, if nothing can.
    pub read_only: Option<String>,
    /// So many things were asked for and are not on record yet.
    pub writing: usize,
    /// What is wrong with its disk, if something taken could not be written to it.
    pub not_on_disk: Option<String>,
    /// What came of the form that was handed round.
    pub form: Option<Result<String, String>>,
}

impl Seen {
    /// The scenario, if these rules play it.
    pub fn scenario(&self) -> Option<&Arc<Scenario>> {
        self.again.as_ref().ok().map(|again| &again.played.scenario)
    }

    /// Why it can't be played again, in words.
    pub fn not_again(&self) -> Option<&str> {
        self.again.as_ref().err().map(String::as_str)
    }

    /// Whether something can be written to the record.
    pub fn writable(&self) -> bool {
        self.record.read_only.is_none()
    }
}

impl MomentSeen {
    /// The whole exercise, at its end.
    pub fn of_all(ends_secs: u64) -> Self {
        Self {
            at_secs: None,
            ends_secs,
            running: false,
            speed: 1_800,
            coming: false,
            view: None,
            other: None,
            other_day: None,
        }
    }

    /// Where the clock stands, seconds since STARTEX: at the end while the whole is looked at.
    pub fn now_secs(&self) -> u64 {
        self.at_secs.unwrap_or(self.ends_secs)
    }

    /// Whether a moment is looked at, and not the whole.
    pub fn looking(&self) -> bool {
        self.at_secs.is_some()
    }
}
