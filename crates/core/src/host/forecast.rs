//! The forecast: when it is to be worked out anew, and what it last was. The work itself is handed
//! out, for whoever has a place to do it in. Must not wait for it.

use super::Host;
use crate::ensemble::{LookAhead, RUNS, look_ahead};
use crate::exercise::Exercise;
use crate::record::Store;
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

impl<S: Store> Host<S> {
    /// A forecast that is due: the exercise has moved on, or something was decided. One that is
    /// under way and no longer counts is stopped; there is never more than one.
    pub fn forecast_due(&mut self) -> Option<ForecastWork> {
        let exercise = self.session.exercise();
        let (minute, decisions) = (exercise.state().minute, self.commands.len());
        let decided = |asked: &(Mins, usize)| asked.1 != decisions;
        if let (Some(asked), Some(stop)) = (&self.forecast.asked, &self.forecast.running)
            && decided(asked)
        {
            stop.store(true, Ordering::Relaxed);
        }
        let old =
            self.forecast.asked.as_ref().is_none_or(|asked| {
                decided(asked) || minute < asked.0 || minute >= asked.0 + OLD_MINS
            });
        if self.forecast.running.is_some() || !old || exercise.ended() || self.look.is_some() {
            return None;
        }
        let stop = Arc::new(AtomicBool::new(false));
        let work = ForecastWork {
            exercise: exercise.with_luck(exercise.seed()),
            stop: stop.clone(),
        };
        self.forecast.asked = Some((minute, decisions));
        self.forecast.running = Some(stop);
        Some(work)
    }

    /// Takes what came of the work that was handed out.
    pub fn forecast_found(&mut self, found: Option<LookAhead>) {
        self.forecast.running = None;
        if let Some(found) = found {
            self.forecast.latest = Some(Arc::new(found));
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
