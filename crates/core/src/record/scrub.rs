//! Any moment of an exercise at once: the exercise is played through once, and kept as it stood at
//! every whole hour; a moment is reached from the hour before it. Must not write anything.

use super::playback::Playback;
use crate::exercise::{Command, Exercise};
use crate::scenario::Scenario;
use std::sync::Arc;

/// Exercise seconds between two moments that are kept.
const FRAME_SECS: u64 = 3600;

/// An exercise that can be looked at in any of its moments.
#[derive(Clone, Debug)]
pub struct Scrub {
    commands: Vec<(u64, Command)>,
    /// The exercise as it stood, with how many commands had been taken.
    frames: Vec<Playback>,
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
        let exercise = Exercise::new(scenario.clone(), seed).without_history();
        let mut playback = Playback::of(exercise);
        let mut frames = Vec::new();
        let mut frame = 0;
        while frame <= until_secs {
            playback.play(&commands, frame, |_| {});
            frames.push(playback.clone());
            frame += FRAME_SECS;
        }
        Self {
            commands,
            frames,
            until_secs,
        }
    }

    /// The exercise at a moment, with everything that was decided in it; its end at most.
    pub fn at(&self, secs: u64) -> Exercise {
        let secs = secs.min(self.until_secs);
        let frame = usize::try_from(secs / FRAME_SECS).unwrap_or(usize::MAX);
        // There is a frame for every whole hour until the end.
        let mut playback = self.frames[frame.min(self.frames.len() - 1)].clone();
        playback.play(&self.commands, secs, |_| {});
        playback.into_exercise()
    }
}
