//! The day that would have come of a change, in any of its minutes: the changed course is played once under
//! the exercise's own luck and kept as it stood at every whole hour; a minute is reached from the hour before
//! it. What differs from the day that was played is the change and nothing else. Must not compare.

use super::change::Change;
use super::course::{Course, Kept, Refused, Run};
use super::played::Played;
use crate::ensemble::Watching;
use crate::exercise::Exercise;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Exercise seconds between two moments that are kept.
const FRAME_SECS: u64 = 3600;
/// Exercise seconds between two points of the curve; a frame falls on one of them.
const CURVE_SECS: u64 = 600;

/// A day as it would have been.
#[derive(Clone, Debug)]
pub struct OtherDay {
    course: Course,
    parts_secs: u64,
    /// The run as it stood, hour by hour.
    frames: Vec<Kept>,
    curve: Vec<[u32; 2]>,
}

impl OtherDay {
    /// Plays the changed course through. Nothing if it was stopped.
    ///
    /// # Errors
    /// Why a change makes no sense, in words.
    pub fn play(
        played: &Played,
        changes: &[Change],
        watching: &Watching,
    ) -> Result<Option<Self>, Refused> {
        let course = played.changed(changes)?;
        let parts_secs = parts(&played.course(), &course);
        let mut run = Run::start(&course, played.seed);
        let (mut frames, mut curve) = (Vec::new(), Vec::new());
        let mut at_secs = 0;
        while at_secs <= course.ends_secs {
            if watching.stop.load(Ordering::Relaxed) {
                return Ok(None);
            }
            run.until(at_secs);
            if at_secs.is_multiple_of(FRAME_SECS) {
                frames.push(run.kept());
            }
            let mins = u32::try_from(at_secs / 60).unwrap_or(u32::MAX);
            curve.push([mins, run.exercise().state().locked()]);
            at_secs += CURVE_SECS;
        }
        Ok(Some(Self {
            course,
            parts_secs,
            frames,
            curve,
        }))
    }

    /// The second since STARTEX at which the two days part: they are alike before it. ENDEX if nothing was
    /// changed.
    pub fn parts_secs(&self) -> u64 {
        self.parts_secs
    }

    /// Minutes since STARTEX, and devices that were locked.
    pub fn curve(&self) -> &[[u32; 2]] {
        &self.curve
    }

    /// The exercise at a moment, with everything that was decided in it; its end at most.
    pub fn at(&self, secs: u64) -> Exercise {
        let secs = secs.min(self.course.ends_secs);
        let frame = usize::try_from(secs / FRAME_SECS).unwrap_or(usize::MAX);
        // There is a frame for every whole hour until the end.
        let kept = self.frames[frame.min(self.frames.len() - 1)].clone();
        let mut run = Run::resume(&self.course, kept);
        run.until(secs);
        run.into_exercise()
    }
}

/// When the first step that differs is taken in either course; STARTEX if the estates differ.
fn parts(played: &Course, changed: &Course) -> u64 {
    if !Arc::ptr_eq(&played.scenario, &changed.scenario) {
        return 0;
    }
    let shared = played.shared_with(changed);
    let next = |course: &Course| course.steps.get(shared).map(|step| step.at_secs);
    let both = [next(played), next(changed)].into_iter().flatten();
    both.min().unwrap_or(played.ends_secs)
}
