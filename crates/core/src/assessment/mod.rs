//! Judges a finished exercise: ratings with their evidence, outcomes, the exercise score. Must
//! not run the exercise that it judges, and must not call a score an assurance rating.

mod judge;
mod minutes;
mod observations;
mod outcomes;
mod rating;
mod reference;
mod result;
mod score;
mod told;

pub use judge::assess;
pub use minutes::mins_in_words;
pub use observations::{Note, Observations};
pub use outcomes::{Exposed, OUTCOMES, label, of_patients, standing, unit, value, weight};
pub(crate) use rating::{ENDED_BEFORE, ENDED_BEFORE_DUE};
pub use rating::{Proposed, propose};
pub use reference::{Reference, references};
pub(crate) use result::mean;
pub use result::{
    Assessment, Ceiling, Milestone, ObjectiveResult, OutcomeResult, TaskResult, nearest_rating,
};
pub use score::{OUTCOMES_WEIGHT, PATIENTS_IN_OBJECTIVE, TASKS_WEIGHT, points, position};
