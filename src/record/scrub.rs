//! Any moment of an exercise at once: the exercise is played through once, and kept as it stood at
//! every whole hour; a moment is reached from the hour before it. Must not write anything.

use crate::exercise::{Command, Exercise};
use crate::scenario::Scenario;
use std::sync::Arc;

/// Exercise seconds between two moments that are kept.
const FRAME_SECS: u64 = 3600;

/// An exercise that can be looked at in any of its moments.
#[derive(Clone, Debug)]
pub struct Scrub {
    commands: Vec<(u64, Command)>,
    /// The exercise as it stood, and how many commands had been taken.
    frames: Vec<(Exercise, usize)>,
    until_secs: u64,
}

impl Scrub {
    /// Plays the commands through until a moment. What is refused changes nothing, as it did then.
    pub fn new(
        scenario: &Arc<Scenario>,
        seed: u64,
        commands: Vec<(u64, Command)>,
        until_secs: u64,
    ) -> Self {
        let mut exercise = Exercise::new(scenario.clone(), seed).without_history();
        exercise.advance(0);
        let mut scrub = Self {
            commands,
            frames: Vec::new(),
            until_secs,
        };
        let mut taken = 0;
        let mut frame = 0;
        while frame <= until_secs {
            taken = scrub.play(&mut exercise, taken, frame);
            scrub.frames.push((exercise.clone(), taken));
            frame += FRAME_SECS;
        }
        scrub
    }

    /// The exercise at a moment, with everything that was decided in it; its end at most.
    pub fn at(&self, secs: u64) -> Exercise {
        let secs = secs.min(self.until_secs);
        let frame = usize::try_from(secs / FRAME_SECS).unwrap_or(usize::MAX);
        // There is a frame for every whole hour until the end.
        let (exercise, taken) = &self.frames[frame.min(self.frames.len() - 1)];
        let mut exercise = exercise.clone();
        self.play(&mut exercise, *taken, secs);
        exercise
    }

    /// Takes the commands until a moment, and lets time pass until then.
    fn play(&self, exercise: &mut Exercise, mut taken: usize, until_secs: u64) -> usize {
        while let Some((at, command)) = self.commands.get(taken)
            && *at <= until_secs
        {
            exercise.advance(*at);
            let _as_it_was = exercise.apply(command);
            taken += 1;
        }
        exercise.advance(until_secs);
        taken
    }
}
