//! The room's own time: how much of it play has taken, and when in it each message came. Must not read a
//! clock: real times are handed in.

use super::owner::Host;
use crate::exercise::{Event, Source};
use crate::record::Store;
use crate::scenario::{RoleId, Scenario};
use crate::views::{Came, PaceView, Paced, pace, waiting};

/// A longer time in which nobody looked, real seconds, was no time of the room's: a laptop slept, or
/// everybody went home.
const LONGEST_GAP_SECS: f64 = 3_600.0;

/// The room's time.
#[derive(Debug, Default)]
pub(super) struct Pacing {
    /// The real time that was told last, seconds since 1970.
    last: Option<f64>,
    /// Real seconds since the clock first ran, without breaks and what was no exercise.
    pub room_secs: f64,
    /// Real seconds for which it has stood for a break.
    pub rest_secs: f64,
    /// What came.
    pub came: Vec<Came>,
}

/// What the room does while real time passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spends {
    /// It plays, or talks over what it plays.
    Play,
    /// It has a break.
    Rest,
    /// Neither: play has not begun or is over, or something real has happened.
    Nothing,
}

impl Pacing {
    /// The real time is this, RFC 3339; since the last that was told the room has done that. A time that
    /// can't be read, or that lies before the last, passes nothing.
    pub fn hear(&mut self, real: &str, spends: Spends) {
        let Ok(now) = real.parse::<jiff::Timestamp>() else {
            return;
        };
        let now = now.as_millisecond() as f64 / 1_000.0;
        let gone = self.last.map_or(0.0, |last| now - last);
        self.last = Some(now);
        if spends != Spends::Rest {
            self.rest_secs = 0.0;
        }
        if !(0.0..=LONGEST_GAP_SECS).contains(&gone) {
            return;
        }
        match spends {
            Spends::Play => self.room_secs += gone,
            Spends::Rest => self.rest_secs += gone,
            Spends::Nothing => {}
        }
    }

    /// The room has spent what it was to have spent by then, and each message came when it was to come.
    pub fn goes_on(&mut self, scenario: &Scenario, events: &[Event], at_secs: u64) {
        self.room_secs = planned_secs(scenario, at_secs);
        let mut told = 0;
        let sources: Vec<(Source, u64)> = events
            .iter()
            .filter_map(|it| Some((Source::of(scenario, it, &mut told)?, it.at_secs)))
            .collect();
        for came in &mut self.came {
            let found = sources.iter().find(|(source, _)| *source == came.source);
            came.at_secs = found.map_or(0.0, |(_, at)| planned_secs(scenario, *at));
        }
    }
}

/// Real seconds that the room was to have spent at a second of the exercise: by its run sheet; without
/// one its real minutes, shared out evenly over the story.
fn planned_secs(scenario: &Scenario, at_secs: u64) -> f64 {
    let minute = u32::try_from(at_secs / 60).unwrap_or(u32::MAX);
    match &scenario.run_sheet {
        Some(sheet) => sheet.real_mins(&scenario.leaps, minute) * 60.0,
        None => {
            let share = f64::from(minute) / f64::from(scenario.ends_mins.max(1));
            f64::from(scenario.room_mins) * 60.0 * share.min(1.0)
        }
    }
}

impl<S: Store> Host<S> {
    /// The real time is this, RFC 3339: for a host whose clock stands, so that the room's time goes on. It
    /// is heard with whatever is asked as well.
    pub fn real_time_is(&mut self, real: &str) {
        let exercise = self.session.exercise();
        let begun = self.clock.running || exercise.secs() > 0;
        let spends = if exercise.ended() || !begun || self.no_duff().is_some() {
            Spends::Nothing
        } else if self.clock.rest.is_some() {
            Spends::Rest
        } else {
            Spends::Play
        };
        self.pacing.hear(real, spends);
    }

    /// A message came: for whom, and when in the room's time.
    pub(super) fn note_came(&mut self, source: Source) {
        let exercise = self.session.exercise();
        let to = match source {
            Source::Inject(at) => exercise.scenario().injects[at].to.clone(),
            Source::Told(at) => {
                let told = exercise.state().told.get(at);
                told.map_or_else(Vec::new, |it| it.to.clone())
            }
        };
        let at_secs = self.pacing.room_secs;
        self.pacing.came.push(Came {
            at_secs,
            source,
            to,
        });
    }

    /// How play keeps pace with the time that the room has, whatever the facilitator looks at.
    pub fn pace(&self) -> PaceView {
        let exercise = self.session.exercise();
        pace(&Paced {
            scenario: self.scenario(),
            minute: exercise.at_minute(),
            room_secs: self.pacing.room_secs,
            came: &self.pacing.came,
            unread: self.reading.unread().collect(),
            played: self.played(),
            resting: self.clock.rest.map(|mins| (self.pacing.rest_secs, mins)),
            waiting: waiting(exercise),
        })
    }

    /// Roles that somebody plays; all where no name was entered.
    fn played(&self) -> Vec<RoleId> {
        let scenario = self.scenario();
        let named = self.people().iter().filter(|it| !it.name.is_empty());
        let found: Vec<RoleId> = named
            .filter_map(|it| scenario.names.roles.get(&it.role).copied())
            .collect();
        if found.is_empty() {
            (0..scenario.roles.len()).map(Into::into).collect()
        } else {
            found
        }
    }

    /// Of an exercise that is gone on with or branched off nobody knows how long it took the room so far:
    /// as long as it was to take.
    pub(super) fn pacing_goes_on(&mut self, events: &[Event]) {
        let scenario = self.scenario().clone();
        let at_secs = self.session.exercise().secs();
        self.pacing.goes_on(&scenario, events, at_secs);
    }
}
