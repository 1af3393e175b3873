//! A moment of an exercise that is over, for the review: how things stood, what was known, what had
//! come last. Must not be shown while it is played.

use super::known::{KnownView, known};
use super::room::{Arrived, arrived};
use crate::exercise::{Exercise, InjectState, TeamView, TruthView};
use crate::scenario::Mins;

/// Messages that are told.
const MESSAGES: usize = 6;

/// How things were at one minute of the past.
#[derive(Clone, Debug, PartialEq)]
pub struct MomentView {
    /// When, seconds since STARTEX.
    pub secs: u64,
    /// How things really stood.
    pub truth: TruthView,
    /// What was known.
    pub team: TeamView,
    /// The trust as a place, as it was known.
    pub known: KnownView,
    /// The messages that had come last, latest first.
    pub messages: Vec<Arrived>,
}

/// A moment, of an exercise that was brought there.
pub fn moment(exercise: &Exercise) -> MomentView {
    let team = exercise.team_view();
    let truth = exercise.truth_view();
    MomentView {
        secs: exercise.secs(),
        known: known(exercise.scenario(), &truth, &team, None),
        truth,
        messages: team
            .messages
            .iter()
            .take(MESSAGES)
            .map(|message| arrived(exercise, message.source, None))
            .collect(),
        team,
    }
}

/// When each inject arrived, in the order of the scenario; nothing of those that did not.
pub fn arrivals(exercise: &Exercise) -> Vec<Option<Mins>> {
    let standing = exercise.state().injects.iter();
    standing
        .map(|state| match state {
            InjectState::Delivered { arrived, .. } => Some(*arrived),
            _ => None,
        })
        .collect()
}
