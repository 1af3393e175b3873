//! How a host hears the room's own time, and tells how play keeps pace with it. Must not read a clock.

use super::owner::Host;
use super::pacing::Spends;
use crate::exercise::{Event, Source};
use crate::record::Store;
use crate::scenario::RoleId;
use crate::views::{Came, PaceView, Paced, pace, waiting};

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
