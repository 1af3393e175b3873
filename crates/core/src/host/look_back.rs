//! A moment of the past, looked at while the exercise stands. Must not change what is.

use super::Host;
use crate::exercise::{Exercise, Source};
use crate::record::{Playback, Step, Store};

/// A moment of the past.
#[derive(Debug)]
pub(super) struct LookBack {
    /// The exercise as it was.
    pub exercise: Exercise,
    /// So many events had happened.
    pub events: usize,
    /// The message that is looked at; the room reads on what it read.
    pub reading: Option<Source>,
}

impl<S: Store> Host<S> {
    /// Looks at a moment, seconds since STARTEX.
    pub(super) fn look_back(&mut self, at_secs: u64) {
        let at_secs = at_secs.min(self.session.exercise().secs());
        self.clock.running = false;
        let seed = self.session.exercise().seed();
        let mut playback = Playback::new(self.scenario().clone(), seed);
        let mut events = 0;
        playback.play(&self.commands, at_secs, |step| match step {
            Step::Passed(happened) | Step::Taken(_, _, happened) => events += happened.len(),
            // What was taken then is taken now: the exercise is the same.
            Step::Refused(..) => {}
        });
        let exercise = playback.into_exercise();
        let reading = exercise
            .team_view()
            .messages
            .first()
            .map(|message| message.source);
        self.look = Some(LookBack {
            exercise,
            events,
            reading,
        });
    }

    /// Whether a moment of the past is looked at.
    pub fn looking(&self) -> bool {
        self.look.is_some()
    }
}
