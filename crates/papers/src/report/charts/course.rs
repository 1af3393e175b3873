//! What charts are drawn from. Must not draw.

use super::axis::Span;
use super::marks::{Mark, marks};
use super::paper::{WIDTH, margin};
use jiff::civil::DateTime;
use wardroom_core::exercise::{Sample, What};
use wardroom_core::review::Finished;

/// What charts are drawn from: the course of an exercise, as it was played.
#[derive(Clone, Debug)]
pub struct Course<'a> {
    /// STARTEX.
    pub starts: DateTime,
    /// Minutes since STARTEX at which the exercise was to end.
    pub planned_mins: u32,
    /// Minutes since STARTEX at which it ended. The charts cover these, not what was planned.
    pub played_mins: u32,
    /// What was, in order of time.
    pub samples: &'a [Sample],
    /// Names of the services, in the order of the samples' standings.
    pub services: Vec<&'a str>,
    /// Moments that are marked.
    pub marks: Vec<Mark>,
    /// Whether several organisations played.
    pub several: bool,
}

impl<'a> Course<'a> {
    /// The course of a finished exercise.
    pub fn of(finished: &'a Finished) -> Self {
        let story = &finished.story;
        let samples = finished.samples();
        let ended = finished.events.iter().rev();
        let ended = ended.map(|it| (it, matches!(it.what, What::Ended)));
        let last = ended
            .clone()
            .find_map(|(it, ends)| ends.then_some(it.at_secs))
            .or_else(|| ended.map(|(it, _)| it.at_secs).max())
            .unwrap_or(0);
        let sampled = samples.last().map_or(0, |it| it.mins);
        Self {
            starts: story.startex(),
            planned_mins: story.ends_mins,
            played_mins: u32::try_from(last / 60).unwrap_or(u32::MAX).max(sampled),
            samples,
            services: story.services.iter().map(|it| it.name.as_str()).collect(),
            marks: marks(story, &finished.events),
            several: story.several(),
        }
    }

    /// The time across a chart whose figures stand left of `left`.
    pub(super) fn span(&self) -> Span {
        Span {
            starts: self.starts,
            mins: self.played_mins,
            between: (margin(&self.services), WIDTH - 20.0),
        }
    }

    /// That it ended early, if it did.
    pub(super) fn ended_early(&self) -> Option<String> {
        let planned = Span {
            mins: self.planned_mins,
            ..self.span()
        };
        (self.played_mins < self.planned_mins).then(|| {
            format!(
                "The exercise was ended at {}, before {}, when it was to end; this covers what was played.",
                planned.said(self.played_mins),
                planned.said(self.planned_mins)
            )
        })
    }
}
