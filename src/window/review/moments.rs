//! The moment of a review that is looked at: worked out in the background, the last one asked for
//! first. Must not hold up a frame.

use super::super::job::Job;
use super::seen::MomentSeen;
use std::sync::Arc;
use wardroom_core::record::Scrub;
use wardroom_core::views::{MomentView, moment};

/// What works out moments.
#[derive(Debug)]
pub(super) struct Moments {
    /// None if these rules don't play it: then no moment can be looked at.
    scrub: Option<Arc<Scrub>>,
    job: Job<MomentView>,
    /// The moment that was last begun, so that one that failed is not begun for ever.
    begun: Option<u64>,
}

impl Moments {
    /// Of an exercise that can be looked at in any of its moments, or of none.
    pub fn of(scrub: Option<Scrub>) -> Self {
        Self {
            scrub: scrub.map(Arc::new),
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

    /// Takes what was worked out, and begins what is looked at by now.
    fn follow(&mut self, seen: &mut MomentSeen) {
        self.job.follow();
        if let Some(view) = self.job.done.take() {
            seen.view = Some(Arc::new(view));
        }
        let (Some(at_secs), Some(scrub)) = (seen.at_secs, &self.scrub) else {
            seen.view = None;
            seen.coming = self.job.running();
            return;
        };
        let there = seen.view.as_ref().is_some_and(|it| it.secs == at_secs);
        if !self.job.running() && !there && self.begun != Some(at_secs) {
            self.begun = Some(at_secs);
            let scrub = scrub.clone();
            self.job.begin(1, move |_| Some(moment(&scrub.at(at_secs))));
        }
        if there {
            self.begun = None;
        }
        seen.coming = self.job.running();
    }

    /// Waits until what is looked at is there.
    pub fn wait(&mut self, seen: &mut MomentSeen) {
        self.follow(seen);
        while seen.coming {
            self.job.wait();
            self.follow(seen);
        }
    }
}
