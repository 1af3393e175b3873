//! The room's own time: how much of it play has taken, and when in it each message came. Must not read a
//! clock: real times are handed in.

use crate::exercise::{Event, Source};
use crate::scenario::Scenario;
use crate::views::Came;

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
