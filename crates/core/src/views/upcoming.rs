//! The injects still to come: when, or on what condition, and whether they would arrive. For the
//! facilitator alone.

use crate::exercise::{Exercise, InjectState, tell};
use crate::scenario::{Fires, Inject, InjectId, Mins, OrganisationId};

/// When an inject comes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum When {
    /// At a minute that is set.
    At(Mins),
    /// On its way: its condition has come true.
    OnItsWay(Mins),
    /// When its condition comes true: so near it is, 0 to 1.
    If(f64),
    /// After another.
    Then,
    /// Held back by the facilitator.
    Held,
    /// Skipped by the facilitator.
    Skipped,
    /// Only when the facilitator sends it.
    ByHand,
}

/// An inject still to come.
#[derive(Clone, Debug, PartialEq)]
pub struct Upcoming {
    /// Its place in the scenario.
    pub inject: usize,
    /// By the clock, by a condition, or by hand.
    pub when: When,
    /// The same on the clock, where it has a time; another day is named.
    pub clock: Option<String>,
    /// Why then, in a sentence.
    pub why: String,
    /// Whether its channel is down, so that it will not arrive.
    pub down: bool,
    /// Its text as it will be sent, if that was changed.
    pub reworded: Option<String>,
}

/// The injects still to come of whose side is looked at, in the order in which they are expected.
pub(crate) fn upcoming(exercise: &Exercise, shows: Option<OrganisationId>) -> Vec<Upcoming> {
    let scenario = exercise.scenario();
    let state = exercise.state();
    let mut found: Vec<Upcoming> = state
        .injects
        .iter()
        .enumerate()
        .filter(|(at, _)| shows.is_none_or(|of| scenario.is_for(of, &scenario.injects[*at].to)))
        .filter_map(|(at, standing)| {
            let inject = &scenario.injects[at];
            let (when, why) = expected(exercise, inject, standing)?;
            Some(Upcoming {
                inject: at,
                clock: match when {
                    When::At(mins) | When::OnItsWay(mins) => Some(clock(exercise, mins)),
                    _ => None,
                },
                when,
                why,
                down: !exercise.carries(inject.channel),
                reworded: u16::try_from(at)
                    .ok()
                    .and_then(|at| state.reworded.get(&at).cloned()),
            })
        })
        .collect();
    found.sort_by_key(|it| (order(it.when), it.inject));
    found
}

/// Injects that will come by themselves, if they come, in the order in which they are expected.
pub(crate) fn waiting(exercise: &Exercise) -> Vec<InjectId> {
    if exercise.ended() {
        return Vec::new();
    }
    let scenario = exercise.scenario();
    let states = exercise.state().injects.iter().enumerate();
    let mut found: Vec<(Mins, InjectId)> = states
        .filter(|(_, it)| matches!(it, InjectState::Waiting | InjectState::Due(_)))
        .filter_map(|(at, standing)| {
            let when = when(exercise, &scenario.injects[at], standing)?;
            (when != When::ByHand).then(|| (order(when), at.into()))
        })
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, id)| id).collect()
}

/// Held ones first, then by time, then those on a condition, then what is left out or by hand.
pub(super) fn order(when: When) -> Mins {
    match when {
        When::Held => 0,
        When::At(mins) | When::OnItsWay(mins) => mins,
        When::If(_) | When::Then => Mins::MAX - 2,
        When::Skipped | When::ByHand => Mins::MAX,
    }
}

/// A minute on the clock; another day is named.
pub(super) fn clock(exercise: &Exercise, mins: Mins) -> String {
    let scenario = exercise.scenario();
    let today = scenario.time_at(exercise.secs()).date();
    let time = scenario.time_at(u64::from(mins) * 60);
    let form = if time.date() == today {
        "%H:%M"
    } else {
        "%a %H:%M"
    };
    time.strftime(form).to_string()
}

/// When an inject is expected and why; nothing if it no longer is.
fn expected(
    exercise: &Exercise,
    inject: &Inject,
    standing: &InjectState,
) -> Option<(When, String)> {
    let scenario = exercise.scenario();
    let now = exercise.state().minute;
    let mut when = when(exercise, inject, standing)?;
    let why = match (&mut when, &inject.fires) {
        (When::OnItsWay(_), _) => "Its condition has come true.".to_owned(),
        (When::At(at), _) => format!(
            "At {}, in {} min.",
            scenario.clock(u64::from(*at) * 60),
            *at - now
        ),
        (
            When::If(near),
            Fires::When {
                is,
                not_before,
                after_mins,
                ..
            },
        ) => {
            let told = tell(exercise, is);
            *near = told.near;
            let mut why = format!("When {}.", told.words);
            if *after_mins > 0 {
                why.push_str(&format!(" Then {after_mins} min later."));
            }
            if *not_before > now {
                let clock = scenario.clock(u64::from(*not_before) * 60);
                why.push_str(&format!(" Not before {clock}."));
            }
            why
        }
        (When::Then, Fires::After { inject, mins }) => {
            let other = &scenario.injects[inject.at()].title;
            format!("{mins} min after “{other}”.")
        }
        (When::Held, _) => "Held back by you until you send it, or undo that.".to_owned(),
        (When::Skipped, _) => "Skipped by you. You can still send it, or undo that.".to_owned(),
        (When::ByHand, _) => "Only when you send it.".to_owned(),
        (When::If(_) | When::Then, _) => return None,
    };
    Some((when, why))
}

/// When an inject is expected; nothing if it no longer is. How near a condition is, is not asked here.
pub(super) fn when(exercise: &Exercise, inject: &Inject, standing: &InjectState) -> Option<When> {
    let now = exercise.state().minute;
    Some(match (standing, &inject.fires) {
        (InjectState::Due(due), _) => When::OnItsWay(*due),
        (InjectState::Waiting, Fires::At(at)) if *at >= now => When::At(*at),
        (InjectState::Waiting, Fires::When { not_after, .. }) if *not_after >= now => When::If(0.0),
        (InjectState::Waiting, Fires::After { .. }) => When::Then,
        (InjectState::Held, _) => When::Held,
        (InjectState::Skipped, _) => When::Skipped,
        (InjectState::Waiting, Fires::ByHand) => When::ByHand,
        _ => return None,
    })
}
