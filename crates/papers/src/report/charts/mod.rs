//! Charts of a finished exercise as inline SVG. They are drawn from plain data; must not choose what
//! is told, and must not look into an exercise anywhere but in [`Course::of`].

mod axis;
mod curves;
mod marks;
mod paper;
mod placing;
mod strips;

use super::Finished;
use super::palette::{ACCENT, BAD};
use axis::Span;
use curves::Line;
use jiff::civil::DateTime;
pub use marks::{About, Mark, marks};
use wardroom_core::exercise::{Sample, What};

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

    /// All charts of it, each with its caption.
    pub fn pictures(&self) -> Vec<(String, String)> {
        let mut pictures = vec![("Devices locked (simulated)".to_owned(), self.infection())];
        let services = self.services();
        let sheets = services.len();
        for (at, svg) in services.into_iter().enumerate() {
            let caption = if sheets == 1 {
                "Clinical services (simulated)".to_owned()
            } else {
                format!("Clinical services (simulated), {} of {sheets}", at + 1)
            };
            pictures.push((caption, svg));
        }
        pictures.push(("Cancellations (simulated)".to_owned(), self.cancellations()));
        pictures.push(("Emergency department (simulated)".to_owned(), self.queue()));
        pictures
    }

    /// Devices locked, in truth and as reported.
    pub fn infection(&self) -> String {
        let lines = [
            Line {
                name: "locked, ground truth",
                colour: BAD,
                dashes: "",
                value: |it| f64::from(it.locked),
            },
            Line {
                name: "locked, as reported",
                colour: ACCENT,
                dashes: "6 3",
                value: |it| f64::from(it.known_locked),
            },
        ];
        curves::drawn(self, "Devices locked", &lines, "devices", About::Network)
    }

    /// Appointments and operations cancelled so far.
    pub fn cancellations(&self) -> String {
        let lines = [Line {
            name: "appointments and operations cancelled so far",
            colour: BAD,
            dashes: "",
            value: |it| it.cancelled,
        }];
        curves::drawn(self, "Cancellations", &lines, "patients", About::Patients)
    }

    /// Patients waiting in the emergency department.
    pub fn queue(&self) -> String {
        let name = if self.several {
            "patients waiting in all emergency departments"
        } else {
            "patients waiting in the emergency department"
        };
        let lines = [Line {
            name,
            colour: BAD,
            dashes: "",
            value: |it| it.ed_queue,
        }];
        curves::drawn(
            self,
            "Emergency department",
            &lines,
            "patients",
            About::Patients,
        )
    }

    /// How each service stood: one sheet, or more if there are so many that a page can't hold them.
    pub fn services(&self) -> Vec<String> {
        strips::drawn(self)
    }

    /// The time across a chart whose figures stand left of `left`.
    fn span(&self) -> Span {
        Span {
            starts: self.starts,
            mins: self.played_mins,
            between: (strips::margin(&self.services), paper::WIDTH - 20.0),
        }
    }

    /// That it ended early, if it did.
    fn ended_early(&self) -> Option<String> {
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

/// All charts of a finished exercise, each with its caption.
pub fn pictures(finished: &Finished) -> Vec<(String, String)> {
    Course::of(finished).pictures()
}
