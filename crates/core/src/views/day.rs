//! A moment of the day as a room knew it, for the room's screen after ENDEX. Must not hold the truth.

use super::known::{KnownView, known};
use super::log::{Decided, LogLine, decided};
use super::room::clock;
use crate::exercise::{Exercise, TruthView};
use crate::scenario::OrganisationId;
use serde::Serialize;
use std::sync::Arc;

/// Decisions that are told of a moment.
const DECISIONS: usize = 3;

/// What an organisation knew at one moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DayMoment {
    /// The time, in words.
    pub clock: String,
    /// The trust as a place, as it was known.
    pub known: KnownView,
    /// What it had decided last, latest first.
    pub decided: Vec<Decided>,
}

/// A moment, of an exercise that was brought there; `lines` may go on after it. Of the truth only what was
/// reported is taken.
pub(crate) fn day_moment(
    exercise: &Exercise,
    truth: &TruthView,
    lines: &[Arc<LogLine>],
    of: OrganisationId,
) -> DayMoment {
    let scenario = exercise.scenario();
    let team = exercise.team_view_of(of);
    let until = lines.partition_point(|line| line.event.at_secs <= exercise.secs());
    DayMoment {
        clock: clock(exercise),
        known: known(scenario, truth, &team, Some(of)),
        decided: decided(scenario, &lines[..until], of, exercise.secs(), DECISIONS),
    }
}
