//! How the time in the room is spent, and the injects that are enough for it. Must not watch a clock.

use super::ids::{InjectId, Mins};
use super::leaps::Leap;

/// A scenario has so many core injects at most: what a team can take in, in two hours of play, and still
/// talk. [S: exercise craft, validity study §4]
pub const MOST_CORE: usize = 25;

/// See [`crate::scenario::shape::RunSheet`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunSheet {
    /// What the room does, in its order.
    pub parts: Vec<RoomPart>,
    /// By inject: whether it is core.
    pub core: Vec<bool>,
}

/// What a room does for so many real minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoomPart {
    /// What.
    pub kind: RoomPartKind,
    /// Real minutes.
    pub mins: u32,
}

/// What a room does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoomPartKind {
    /// Is told how it is played.
    Brief,
    /// Plays, while the exercise's clock goes from one minute to another.
    Play {
        /// From this minute since STARTEX.
        from: Mins,
        /// To this one.
        until: Mins,
    },
    /// Rests.
    Break,
    /// Says what it saw.
    Debrief,
    /// Says who does what by when.
    Actions,
}

impl RoomPartKind {
    /// What it is called.
    pub fn words(self) -> &'static str {
        match self {
            Self::Brief => "Brief",
            Self::Play { .. } => "Play",
            Self::Break => "Break",
            Self::Debrief => "Hot debrief",
            Self::Actions => "Actions",
        }
    }
}

/// Exercise minutes of a stretch without the leaps in it, over which the clock jumps.
fn told(leaps: &[Leap], from: Mins, until: Mins) -> Mins {
    let within = |leap: &Leap| {
        let (at, to) = (leap.at.clamp(from, until), leap.to.clamp(from, until));
        to - at
    };
    until.saturating_sub(from) - leaps.iter().map(within).sum::<Mins>()
}

impl RunSheet {
    /// Real minutes of everything.
    pub fn mins(&self) -> u32 {
        self.parts.iter().map(|it| it.mins).sum()
    }

    /// Real minutes of play.
    pub fn play_mins(&self) -> u32 {
        let play = self
            .parts
            .iter()
            .filter(|it| matches!(it.kind, RoomPartKind::Play { .. }));
        play.map(|it| it.mins).sum()
    }

    /// The core injects.
    pub fn core(&self) -> impl Iterator<Item = InjectId> {
        let all = self.core.iter().enumerate();
        all.filter(|(_, core)| **core).map(|(at, _)| at.into())
    }

    /// The part of play in which a minute since STARTEX lies: its place among the parts. A minute at which one
    /// ends and the next begins is the next's; ENDEX is the last's.
    pub fn playing(&self, minute: Mins) -> Option<usize> {
        let plays = |it: &RoomPart| match it.kind {
            RoomPartKind::Play { until, .. } => minute < until,
            _ => false,
        };
        let last = |it: &RoomPart| matches!(it.kind, RoomPartKind::Play { .. });
        let found = self.parts.iter().position(plays);
        found.or_else(|| self.parts.iter().rposition(last))
    }

    /// Exercise seconds a real second at a minute since STARTEX: the part's exercise minutes, without leaps,
    /// over its real ones, to the nearest whole one. At least 1.
    pub fn speed(&self, leaps: &[Leap], minute: Mins) -> Option<u32> {
        let part = self.parts.get(self.playing(minute)?)?;
        let RoomPartKind::Play { from, until } = part.kind else {
            return None;
        };
        let mins = part.mins.max(1);
        Some(((2 * told(leaps, from, until) + mins) / (2 * mins)).max(1))
    }

    /// Real minutes of play that have passed at a minute since STARTEX, if the clock keeps to the sheet: breaks
    /// don't count.
    pub fn real_mins(&self, leaps: &[Leap], minute: Mins) -> f64 {
        let mut real = 0.0;
        for part in &self.parts {
            let RoomPartKind::Play { from, until } = part.kind else {
                continue;
            };
            let whole = f64::from(told(leaps, from, until).max(1));
            let gone = f64::from(told(leaps, from, minute.clamp(from, until)));
            real += f64::from(part.mins) * gone / whole;
        }
        real
    }

    /// The minutes since STARTEX at which a part of play ends and a break follows.
    pub fn breaks(&self) -> impl Iterator<Item = Mins> {
        self.parts
            .windows(2)
            .filter_map(|pair| match (pair[0].kind, pair[1].kind) {
                (RoomPartKind::Play { until, .. }, RoomPartKind::Break) => Some(until),
                _ => None,
            })
    }

    /// The break that begins at a minute since STARTEX, real minutes.
    pub fn break_at(&self, minute: Mins) -> Option<u32> {
        let at = self.breaks().position(|it| it == minute)?;
        let breaks = self.parts.windows(2).filter(|pair| {
            matches!(pair[0].kind, RoomPartKind::Play { .. }) && pair[1].kind == RoomPartKind::Break
        });
        breaks.map(|pair| pair[1].mins).nth(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> RunSheet {
        let play = |from, until| RoomPartKind::Play { from, until };
        let parts = [
            (RoomPartKind::Brief, 15),
            (play(0, 300), 50),
            (RoomPartKind::Break, 10),
            (play(300, 900), 60),
            (RoomPartKind::Debrief, 35),
            (RoomPartKind::Actions, 10),
        ];
        RunSheet {
            parts: parts.map(|(kind, mins)| RoomPart { kind, mins }).to_vec(),
            core: vec![true, false, true],
        }
    }

    fn leap(at: Mins, to: Mins) -> Leap {
        Leap {
            at,
            to,
            told: String::new(),
        }
    }

    #[test]
    fn each_part_of_play_has_its_own_pace() {
        let sheet = sheet();
        assert_eq!((sheet.mins(), sheet.play_mins()), (180, 110));
        assert_eq!(sheet.speed(&[], 0), Some(6));
        assert_eq!(sheet.speed(&[], 299), Some(6));
        assert_eq!(sheet.speed(&[], 300), Some(10));
        assert_eq!(sheet.speed(&[], 2_000), Some(10));
        // A leap is jumped over: what is left of its part has the part's whole time.
        assert_eq!(sheet.speed(&[leap(400, 700)], 500), Some(5));
        assert_eq!(sheet.break_at(300), Some(10));
        assert_eq!((sheet.break_at(299), sheet.break_at(900)), (None, None));
    }

    #[test]
    fn real_minutes_of_play_run_with_the_story_and_stand_in_leaps() {
        let sheet = sheet();
        let real = |minute| sheet.real_mins(&[leap(400, 700)], minute);
        assert_eq!(real(0), 0.0);
        assert_eq!(real(150), 25.0);
        assert_eq!(real(300), 50.0);
        assert_eq!(real(400), 70.0);
        assert_eq!(real(700), 70.0);
        assert_eq!(real(900), 110.0);
        assert_eq!(real(5_000), 110.0);
    }

    #[test]
    fn the_core_is_told_by_its_injects() {
        let core: Vec<usize> = sheet().core().map(InjectId::at).collect();
        assert_eq!(core, [0, 2]);
    }
}
