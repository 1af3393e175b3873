//! Commands played again at their seconds: the one way in which a replay, a moment that is looked
//! at again and a branch come about. Must not compare and must not write.

use crate::exercise::{Command, Event, Exercise, Refusal};
use crate::scenario::Scenario;
use std::sync::Arc;

/// What happened in a playback.
#[derive(Debug)]
pub enum Step {
    /// Time passed.
    Passed(Vec<Event>),
    /// A command was taken, by its place among the commands.
    Taken(usize, Vec<Event>),
    /// A command was refused, which changes nothing.
    Refused(usize, Refusal),
}

/// An exercise that is played again.
#[derive(Clone, Debug)]
pub struct Playback {
    exercise: Exercise,
    taken: usize,
}

impl Playback {
    /// At STARTEX, where nothing was handed out yet.
    pub fn new(scenario: Arc<Scenario>, seed: u64) -> Self {
        Self::of(Exercise::new(scenario, seed))
    }

    /// Of an exercise at STARTEX.
    pub fn of(exercise: Exercise) -> Self {
        Self { exercise, taken: 0 }
    }

    /// The exercise where it stands.
    pub fn exercise(&self) -> &Exercise {
        &self.exercise
    }

    /// The exercise where it stands, to go on with.
    pub fn into_exercise(self) -> Exercise {
        self.exercise
    }

    /// Lets time pass and hands out what happened.
    pub fn pass(&mut self, until_secs: u64) -> Vec<Event> {
        self.exercise.advance(until_secs)
    }

    /// Takes one command at its second, after what happened until then.
    ///
    /// # Errors
    /// Its refusal.
    pub fn take(&mut self, command: &Command) -> Result<Vec<Event>, Refusal> {
        self.taken += 1;
        self.exercise.apply(command)
    }

    /// Goes on with the commands until a moment, and lets time pass until then.
    pub fn play(
        &mut self,
        commands: &[(u64, Command)],
        until_secs: u64,
        mut told: impl FnMut(Step),
    ) {
        while let Some((at, command)) = commands.get(self.taken)
            && *at <= until_secs
        {
            let passed = self.pass(*at);
            told(Step::Passed(passed));
            let place = self.taken;
            told(match self.take(command) {
                Ok(happened) => Step::Taken(place, happened),
                Err(refusal) => Step::Refused(place, refusal),
            });
        }
        let passed = self.pass(until_secs);
        told(Step::Passed(passed));
    }
}
