//! The look-ahead in the background: asked for when the exercise has changed, taken when it is
//! there. Must not hold up a frame.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use wardroom_core::ensemble::{LookAhead, RUNS, look_ahead};
use wardroom_core::exercise::Exercise;

/// Exercise minutes after which a look-ahead is old.
const OLD_MINS: u32 = 5;

/// What is worked out, and what was.
#[derive(Debug, Default)]
pub struct Ahead {
    /// The latest.
    pub latest: Option<LookAhead>,
    /// Of what moment: minute, and decisions taken until then.
    asked: Option<(u32, usize)>,
    running: Option<(JoinHandle<Option<LookAhead>>, Arc<AtomicBool>)>,
}

impl Ahead {
    /// Asks anew if the exercise has moved on or something was decided, and takes what is there.
    /// Returns whether something is being worked out.
    pub fn follow(&mut self, exercise: &Exercise, decisions: usize) -> bool {
        let minute = exercise.state().minute;
        if let Some((asked, before)) = self.asked
            && before != decisions
            && asked <= minute
            && let Some((_, stop)) = &self.running
        {
            // What is being worked out no longer counts.
            stop.store(true, Ordering::Relaxed);
        }
        if let Some((thread, stop)) = self.running.take() {
            if thread.is_finished() {
                // A thread that failed leaves the latest as it was.
                if let Ok(Some(found)) = thread.join() {
                    self.latest = Some(found);
                }
            } else {
                self.running = Some((thread, stop));
            }
        }
        let old = self.asked.is_none_or(|(asked, before)| {
            before != decisions || minute < asked || minute >= asked + OLD_MINS
        });
        if self.running.is_none() && old && !exercise.ended() {
            self.ask(exercise, decisions);
        }
        self.running.is_some()
    }

    fn ask(&mut self, exercise: &Exercise, decisions: usize) {
        self.asked = Some((exercise.state().minute, decisions));
        let copy = exercise.with_luck(exercise.seed());
        let stop = Arc::new(AtomicBool::new(false));
        let flag = stop.clone();
        // Without a thread there is no look-ahead; the exercise does not hang on it.
        self.running = std::thread::Builder::new()
            .name("look-ahead".to_owned())
            .spawn(move || look_ahead(&copy, RUNS, &flag))
            .ok()
            .map(|thread| (thread, stop));
    }

    /// Works it out now, for tests and pictures.
    pub fn wait(&mut self, exercise: &Exercise, decisions: usize) {
        while self.follow(exercise, decisions) {
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        if let Some((_, stop)) = &self.running {
            stop.store(true, Ordering::Relaxed);
        }
    }
}
