//! What is kept of an exercise beside its state: samples for charts, calls beside ground truth, and events
//! until somebody takes them. Nothing that comes of a minute or a command hangs on it, and it is in no hash. Must not be
//! read by a rule.

use super::calls::CallMade;
use super::event::{Event, What};
use super::sample::{Sample, sample};
use super::state::State;

/// What is kept of what has happened.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// Samples, [`super::SAMPLE_MINS`] apart; empty where none are kept.
    samples: Option<Vec<Sample>>,
    /// Events that were not handed out yet.
    pending: Vec<Event>,
    /// Calls that were answered, in the order of their answers.
    calls: Vec<CallMade>,
    happened: u64,
}

impl Past {
    /// Of an exercise that begins, with samples.
    pub fn new() -> Self {
        Self {
            samples: Some(Vec::new()),
            ..Self::default()
        }
    }

    /// So many events and nothing more of them; no samples from now on.
    pub fn counted(&self) -> Self {
        Self {
            happened: self.happened,
            ..Self::default()
        }
    }

    /// Drops the samples, and keeps none from now on.
    pub fn without_samples(&mut self) {
        self.samples = None;
    }

    /// The samples, the oldest first.
    pub fn samples(&self) -> &[Sample] {
        self.samples.as_deref().unwrap_or_default()
    }

    /// Keeps a sample of a state, if samples are kept.
    pub fn sample(&mut self, state: &State) {
        if let Some(samples) = &mut self.samples {
            samples.push(sample(state));
        }
    }

    /// Calls that were answered, in the order of their answers.
    pub fn calls(&self) -> &[CallMade] {
        &self.calls
    }

    /// Notes a call that was answered.
    pub fn rang(&mut self, call: CallMade) {
        self.calls.push(call);
    }

    /// Notes what happened at a moment.
    pub fn stamp(&mut self, at_secs: u64, whats: Vec<What>) {
        self.happened += whats.len() as u64;
        self.pending
            .extend(whats.into_iter().map(|what| Event { at_secs, what }));
    }

    /// How many events there have been since STARTEX, handed out or not.
    pub fn happened(&self) -> u64 {
        self.happened
    }

    /// Hands out what was not handed out yet.
    pub fn take(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.pending)
    }
}
