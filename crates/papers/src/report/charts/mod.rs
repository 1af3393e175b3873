//! Charts of a finished exercise as inline SVG. They are drawn from plain data; must not choose what
//! is told, and must not look into an exercise anywhere but in [`Course::of`].

mod axis;
mod course;
mod curves;
mod marks;
mod paper;
mod placing;
mod strips;

use crate::palette::{ACCENT, BAD};
pub use course::Course;
use curves::Line;
pub use marks::{About, Mark, marks};
use wardroom_core::review::Finished;

impl Course<'_> {
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
}

/// All charts of a finished exercise, each with its caption.
pub fn pictures(finished: &Finished) -> Vec<(String, String)> {
    Course::of(finished).pictures()
}
