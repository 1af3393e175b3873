//! The moment of a review that is looked at: worked out in the background, the last one asked for
//! first; with it the same moment of the day that would have come of a change. Must not hold up a frame.

use super::super::job::Job;
use super::seen::{MomentSeen, OtherDaySeen};
use std::sync::Arc;
use wardroom_core::record::Scrub;
use wardroom_core::review::what_if::{Change, OtherDay, Played};
use wardroom_core::views::{MomentView, moment};

/// What works out moments.
#[derive(Debug)]
pub(super) struct Moments {
    /// None if these rules don't play it: then no moment can be looked at.
    scrub: Option<Arc<Scrub>>,
    /// The day that would have come of a change, once there is one.
    other: Option<Arc<OtherDay>>,
    playing: Job<OtherDay>,
    job: Job<Both>,
    /// The moment that was last begun, so that one that failed is not begun for ever.
    begun: Option<u64>,
}

/// A moment, and the same of another day, with that day.
#[derive(Debug)]
struct Both {
    view: MomentView,
    other: Option<(Arc<OtherDay>, MomentView)>,
}

impl Moments {
    /// Of an exercise that can be looked at in any of its moments, or of none.
    pub fn of(scrub: Option<Scrub>) -> Self {
        Self {
            scrub: scrub.map(Arc::new),
            other: None,
            playing: Job::default(),
            job: Job::default(),
            begun: None,
        }
    }

    /// Looks at a moment, or at the whole again.
    pub fn look(&mut self, at_secs: Option<u64>, seen: &mut MomentSeen) {
        seen.at_secs = match &self.scrub {
            Some(_) => at_secs.map(|at| at.min(seen.ends_secs)),
            None => None,
        };
        seen.running &= seen.looking();
        self.follow(seen);
    }

    /// Has it move on by itself, from STARTEX if there is nothing left of it; or stand.
    pub fn run(&mut self, runs: bool, seen: &mut MomentSeen) {
        if runs && seen.now_secs() >= seen.ends_secs {
            self.look(Some(0), seen);
        }
        seen.running = runs && seen.looking();
    }

    /// Lets a frame of real time pass. Stops at the end.
    pub fn pass(&mut self, secs: f64, seen: &mut MomentSeen) {
        if seen.running {
            let passed = (secs.clamp(0.0, 0.25) * f64::from(seen.speed)) as u64;
            let to = seen.now_secs() + passed;
            seen.running = to < seen.ends_secs;
            seen.at_secs = Some(to.min(seen.ends_secs));
        }
        self.follow(seen);
    }

    /// Plays the day that would have come of a change, in place of any other. If the change can't be made
    /// there is none: why is told with the answer over many runs.
    pub fn play_otherwise(&mut self, played: Arc<Played>, change: Change, seen: &mut MomentSeen) {
        self.other = None;
        (seen.other, seen.other_day) = (None, None);
        self.playing.begin(1, move |watching| {
            OtherDay::play(&played, &[change], watching).ok().flatten()
        });
        seen.coming = true;
    }

    /// Takes what was worked out, and begins what is looked at by now.
    fn follow(&mut self, seen: &mut MomentSeen) {
        self.playing.follow();
        if let Some(day) = self.playing.done.take() {
            self.take_day(day, seen);
        }
        self.job.follow();
        if let Some(both) = self.job.done.take() {
            seen.view = Some(Arc::new(both.view));
            // What is of a day that was asked for before is not shown as of this one.
            let now = self.other.as_ref();
            let other = both
                .other
                .filter(|(of, _)| now.is_some_and(|now| Arc::ptr_eq(now, of)));
            seen.other = other.map(|(_, view)| Arc::new(view));
        }
        let (Some(at_secs), Some(scrub)) = (seen.at_secs, &self.scrub) else {
            (seen.view, seen.other) = (None, None);
            seen.coming = self.job.running() || self.playing.running();
            return;
        };
        let is =
            |view: &Option<Arc<MomentView>>| view.as_ref().is_some_and(|it| it.secs == at_secs);
        let there = is(&seen.view) && (self.other.is_none() || is(&seen.other));
        if !self.job.running() && !there && self.begun != Some(at_secs) {
            self.begun = Some(at_secs);
            let (scrub, other) = (scrub.clone(), self.other.clone());
            self.job.begin(1, move |_| {
                let view = moment(&scrub.at(at_secs));
                let other = other.map(|day| {
                    let view = moment(&day.at(at_secs));
                    (day, view)
                });
                Some(Both { view, other })
            });
        }
        if there {
            self.begun = None;
        }
        seen.coming = self.job.running() || self.playing.running();
    }

    /// Takes a day that was played. Whoever looks at the whole is brought to where the days part.
    fn take_day(&mut self, day: OtherDay, seen: &mut MomentSeen) {
        let parts_secs = day.parts_secs();
        seen.other_day = Some(OtherDaySeen {
            parts_secs,
            curve: day.curve().into(),
        });
        if self.scrub.is_some() && !seen.looking() {
            seen.at_secs = Some(parts_secs.min(seen.ends_secs));
        }
        self.other = Some(Arc::new(day));
        self.begun = None;
    }

    /// Waits until what is looked at is there.
    pub fn wait(&mut self, seen: &mut MomentSeen) {
        self.follow(seen);
        while seen.coming {
            self.playing.wait();
            self.job.wait();
            self.follow(seen);
        }
    }
}
