//! Draws that are made every minute and mostly come to nothing: until when one surely does. A draw's
//! number hangs on seed, entity and minute alone, so the minutes to come can be looked at beforehand.
//! Must not decide what comes of a draw.
//!
//! Of at most `n` hosts, each with a chance of at most `p`, none is meant in a minute whose number is
//! `u ≤ 1 − n p`, for `(1 − p)^n ≥ 1 − n p` (Bernoulli). With fewer hosts or a smaller chance that
//! holds all the more, so that a draw need be looked at again only when there are more hosts than it
//! was looked ahead for. This is thinning by a majorant (Lewis and Shedler 1979), with the numbers
//! that would be drawn in any case.

use crate::exercise::chance::Stream;
use crate::scenario::Mins;

/// Minutes that are looked at beforehand at most.
const AHEAD: Mins = 64;

/// A draw that is made every minute, and until when it surely comes to nothing.
#[derive(Clone, Copy, Debug)]
pub struct Sleeping {
    stream: Stream,
    until: Mins,
    /// As long as there are no more hosts than this.
    most: u32,
}

impl Sleeping {
    /// A draw of which nothing is known yet.
    pub fn new(stream: Stream) -> Self {
        Self {
            stream,
            until: 0,
            most: 0,
        }
    }

    /// The first minute in which it may come to something.
    pub fn until(&self) -> Mins {
        self.until
    }

    /// Whether it may come to something in a minute.
    pub fn is_awake(&self, now: Mins) -> bool {
        self.until <= now
    }

    /// The number of a minute.
    pub fn uniform(&self, now: Mins) -> f64 {
        self.stream.uniform(now)
    }

    /// Whatever was known of it no longer holds.
    pub fn wake(&mut self) {
        self.until = 0;
    }

    /// It comes to nothing before a minute.
    pub fn sleep_until(&mut self, minute: Mins) {
        self.until = minute;
    }

    /// Looks at the minutes after `now`, for so many hosts and a chance that stays at most as it is.
    /// Does nothing while what was seen before still holds.
    pub fn look_ahead(&mut self, now: Mins, hosts: u32, chance: f64) {
        if self.until > now && hosts <= self.most {
            return;
        }
        // Half as many again may come before it must be looked at anew.
        self.most = hosts.saturating_add(hosts / 2);
        let mean = f64::from(self.most) * chance;
        self.until = if mean <= 0.0 {
            Mins::MAX
        } else if chance > 0.5 || mean >= 1.0 {
            now + 1
        } else {
            let ahead = now.saturating_add(1)..now.saturating_add(1 + AHEAD);
            self.stream.first_above(ahead, 1.0 - mean)
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exercise::chance::{Purpose, binomial};

    /// By brute force: whatever a draw sleeps over comes to nothing, for any number of hosts and any
    /// chance up to those it was looked ahead for.
    #[test]
    fn what_is_slept_over_comes_to_nothing() {
        let mut slept = 0;
        for entity in 0..40 {
            let stream = Stream::new(7, Purpose::Infection, entity);
            for (hosts, chance) in [(1, 0.3), (3, 0.01), (40, 0.0007), (900, 0.001), (2, 0.6)] {
                let mut draw = Sleeping::new(stream);
                for now in 0..500 {
                    if draw.is_awake(now) {
                        draw.look_ahead(now, hosts, chance);
                        continue;
                    }
                    slept += 1;
                    for (fewer, smaller) in [
                        (hosts, chance),
                        (hosts + hosts / 2, chance),
                        (1, chance / 3.0),
                    ] {
                        assert_eq!(binomial(fewer, smaller, stream.uniform(now)), 0);
                    }
                }
            }
        }
        assert!(slept > 20_000, "{slept}");
    }

    #[test]
    fn nobody_to_draw_for_is_slept_over_until_somebody_comes() {
        let mut draw = Sleeping::new(Stream::new(1, Purpose::Lock, 2));
        draw.look_ahead(10, 0, 0.2);
        assert_eq!(draw.until(), Mins::MAX);
        draw.look_ahead(20, 5, 0.2);
        assert_eq!(draw.until(), 21, "seven at a fifth each are more than one");
    }
}
