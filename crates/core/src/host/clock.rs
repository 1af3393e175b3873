//! How real time becomes exercise time. Plain arithmetic, tested without a window. Must not read
//! any clock itself.

use crate::scenario::{Mins, Scenario};
use crate::views::SPEEDS;
use serde::{Deserialize, Serialize};

/// No frame counts for more than this many real seconds: a laptop that slept, or a window that was
/// dragged, must not make an hour of messages fall at once.
const LONGEST_FRAME_SECS: f64 = 0.5;

/// The pace at which a room talks about a question, exercise seconds a real second: half an hour of the
/// story is three minutes of the room's.
const ASKED_SPEED: u32 = 10;

/// What the clock does when a decision point is put to the team.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhenAsked {
    /// It goes on as it did.
    #[default]
    GoOn,
    /// It runs no faster than the room can talk, until all that is open is decided or overdue.
    Slow,
    /// It stands until somebody has it run again.
    Stop,
}

/// The pace at which a scenario is played at a minute since STARTEX: its run sheet's; without one the story's length, without the leaps between its moves, over
/// the minutes that a room has for it, and of the paces that can be chosen the fastest that is not
/// faster; where the story is twice as long as the room's time it is ten at least, for a room that talks
/// has the clock stand. Exercise seconds a real second.
pub(super) fn pace(scenario: &Scenario, minute: Mins) -> u32 {
    let sheet = scenario.run_sheet.as_ref();
    if let Some(speed) = sheet.and_then(|it| it.speed(&scenario.leaps, minute)) {
        return speed;
    }
    let leaps: u32 = scenario.leaps.iter().map(|it| it.to - it.at).sum();
    let story = scenario.ends_mins.saturating_sub(leaps);
    let whole = story / scenario.room_mins.max(1);
    let least = if whole >= 2 { ASKED_SPEED } else { SPEEDS[0] };
    let fits = SPEEDS.iter().rev().find(|speed| **speed <= whole);
    fits.map_or(least, |speed| least.max(*speed))
}

/// The facilitator's clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    /// Whether it runs.
    pub running: bool,
    /// Exercise seconds a real second.
    pub speed: u32,
    /// Whether the room talks something over while the clock stands.
    pub discussing: bool,
    /// The break that the run sheet has where it stands, real minutes.
    pub rest: Option<u32>,
    /// What it does when something is asked.
    pub when_asked: WhenAsked,
    /// Exercise seconds that have not made a whole one yet.
    carry: f64,
}

impl Default for Clock {
    fn default() -> Self {
        Self {
            running: false,
            speed: 60,
            discussing: false,
            rest: None,
            when_asked: WhenAsked::GoOn,
            carry: 0.0,
        }
    }
}

impl Clock {
    /// A clock at the pace of a scenario, standing.
    pub(super) fn of(scenario: &Scenario) -> Self {
        Self {
            speed: pace(scenario, 0),
            ..Self::default()
        }
    }

    /// The pace at which it really runs, exercise seconds a real second, while something is asked or not.
    pub fn really(&self, asked: bool) -> u32 {
        if asked && self.when_asked == WhenAsked::Slow {
            self.speed.min(ASKED_SPEED)
        } else {
            self.speed
        }
    }

    /// The exercise second that is due after a frame of so many real seconds, while something is asked
    /// or not.
    pub fn due(&mut self, now_secs: u64, frame_secs: f64, asked: bool) -> u64 {
        if !self.running {
            return now_secs;
        }
        self.carry += frame_secs.clamp(0.0, LONGEST_FRAME_SECS) * f64::from(self.really(asked));
        let whole = self.carry.floor();
        self.carry -= whole;
        now_secs + whole as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_real_minute_at_sixty_is_an_hour_however_it_is_cut_into_frames() {
        for frames in [60, 977, 3_600] {
            let mut clock = Clock {
                running: true,
                ..Clock::default()
            };
            let mut now = 0;
            for _ in 0..frames {
                now = clock.due(now, 60.0 / f64::from(frames).max(1.0), false);
            }
            let expected = if frames == 60 { 1_800 } else { 3_600 };
            assert!(now.abs_diff(expected) <= 1, "{frames} frames: {now}");
        }
    }

    #[test]
    fn a_sleeping_laptop_does_not_bunch_messages() {
        let mut clock = Clock {
            running: true,
            ..Clock::default()
        };
        assert_eq!(clock.due(100, 36_000.0, false), 130);
    }

    #[test]
    fn a_standing_clock_stands() {
        let mut clock = Clock::default();
        assert_eq!(clock.due(100, 10.0, false), 100);
    }

    #[test]
    fn a_question_slows_a_fast_clock_and_leaves_a_slow_one() {
        let mut clock = Clock {
            running: true,
            speed: 600,
            when_asked: WhenAsked::Slow,
            ..Clock::default()
        };
        assert_eq!(clock.due(0, 0.5, false), 300);
        assert_eq!(clock.due(0, 0.5, true), 5);
        clock.speed = 1;
        assert_eq!(clock.really(true), 1);
        clock.speed = 600;
        clock.when_asked = WhenAsked::GoOn;
        assert_eq!(clock.really(true), 600);
    }
}
