//! The day once more: what each organisation knew, moment by moment, once the exercise has ended. Must not
//! hold the truth, and must not be there before ENDEX.

use super::owner::Host;
use crate::record::{Playback, Store};
use crate::scenario::OrganisationId;
use crate::views::{DayMoment, day_moment};
use std::collections::BTreeMap;

impl<S: Store> Host<S> {
    /// What each organisation knew at so many moments, evenly from STARTEX to ENDEX, both told. None before
    /// ENDEX. It plays the exercise once more.
    pub fn days(&self, moments: usize) -> BTreeMap<OrganisationId, Vec<DayMoment>> {
        let now = self.session.exercise();
        let mut days = BTreeMap::<_, Vec<_>>::new();
        if !now.ended() {
            return days;
        }
        let mut playback = Playback::new(now.scenario().clone(), now.seed());
        let steps = moments.max(2) as u64 - 1;
        for step in 0..=steps {
            let at_secs = now.secs() * step / steps;
            // What was taken then is taken now: the exercise is the same.
            playback.play(&self.commands, at_secs, |_| {});
            let exercise = playback.exercise();
            let truth = exercise.truth_view();
            for of in now.scenario().organisation_ids() {
                let moment = day_moment(exercise, &truth, &self.said.lines, of);
                days.entry(of).or_default().push(moment);
            }
        }
        days
    }
}
