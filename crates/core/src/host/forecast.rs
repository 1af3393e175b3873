//! The forecast: when it is to be worked out anew, and what it last was. The work itself is handed
//! out, for whoever has a place to do it in. Must not wait for it.

use crate::ensemble::{LookAhead, RUNS, look_ahead};
use crate::exercise::Exercise;
use crate::scenario::Mins;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

/// Exercise minutes after which a forecast is old.
const OLD_MINS: Mins = 5;

/// What is known of the hours to come.
#[derive(Debug, Default)]
pub(super) struct ForecastDesk {
    /// The latest, shared with views.
    pub latest: Option<Arc<LookAhead>>,
    /// Of what moment the last was asked: minute, and decisions taken until then.
    asked: Option<(Mins, usize)>,
    /// Whether one is under way, and its stop.
    running: Option<Arc<AtomicBool>>,
}

/// A forecast to be worked out.
#[derive(Debug)]
pub struct ForecastWork {
    exercise: Exercise,
    stop: Arc<AtomicBool>,
}

impl ForecastWork {
    /// Works it out; nothing if it no longer counts.
    pub fn run(self) -> Option<LookAhead> {
        look_ahead(&self.exercise, RUNS, &self.stop)
    }
}

impl ForecastDesk {
    /// One that is due, after so many decisions; none while the past is looked at.
    pub fn due(
        &mut self,
        exercise: &Exercise,
        decisions: usize,
        looking: bool,
    ) -> Option<ForecastWork> {
        let minute = exercise.at_minute();
        let decided = |asked: &(Mins, usize)| asked.1 != decisions;
        if let (Some(asked), Some(stop)) = (&self.asked, &self.running)
            && decided(asked)
        {
            stop.store(true, Ordering::Relaxed);
        }
        let old = self
            .asked
            .as_ref()
            .is_none_or(|asked| decided(asked) || minute < asked.0 || minute >= asked.0 + OLD_MINS);
        if self.running.is_some() || !old || exercise.ended() || looking {
            return None;
        }
        let stop = Arc::new(AtomicBool::new(false));
        let work = ForecastWork {
            exercise: exercise.with_luck(exercise.seed()),
            stop: stop.clone(),
        };
        self.asked = Some((minute, decisions));
        self.running = Some(stop);
        Some(work)
    }

    /// Takes what came of the work that was handed out.
    pub fn found(&mut self, found: Option<LookAhead>) {
        self.running = None;
        if let Some(found) = found {
            self.latest = Some(Arc::new(found));
        }
    }
}

impl Drop for ForecastDesk {
    fn drop(&mut self) {
        if let Some(stop) = &self.running {
            stop.store(true, Ordering::Relaxed);
        }
    }
}
