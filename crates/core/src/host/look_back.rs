//! A moment of the past, looked at while the exercise stands. Must not change what is.

use crate::exercise::{Command, Exercise, Source};
use crate::record::{Playback, Step};

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

impl LookBack {
    /// A moment of an exercise, seconds since STARTEX, to which these commands have led; where it
    /// stands, at the latest.
    pub fn at(now: &Exercise, commands: &[(u64, Command)], at_secs: u64) -> Self {
        let at_secs = at_secs.min(now.secs());
        let mut playback = Playback::new(now.scenario().clone(), now.seed());
        let mut events = 0;
        playback.play(commands, at_secs, |step| match step {
            Step::Passed(happened) | Step::Taken(_, happened) => events += happened.len(),
            // What was taken then is taken now: the exercise is the same.
            Step::Refused(..) => {}
        });
        let exercise = playback.into_exercise();
        let reading = exercise
            .team_view()
            .messages
            .first()
            .map(|message| message.source);
        Self {
            exercise,
            events,
            reading,
        }
    }
}
