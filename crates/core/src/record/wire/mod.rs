//! The record as it is written: plain types with nothing of the scenario's file shape and nothing
//! of the engine's insides, so that renaming a field there can't change a record. `docs/record.md`
//! is made from them. Must not judge, play or check anything.
//!
//! A type here stays as it is for as long as a record of its format may be read: new fields are
//! optional, names are never given another meaning.

mod called;
mod came_with;
mod command;
mod effect;
mod enclosed;
mod event;
mod header;
mod line;
mod mirror;
mod named;
mod people;
mod seal;
mod story;
mod voice;

pub use called::{Accuracy, CallMade};
pub use came_with::CameWith;
pub use command::Command;
pub use effect::Effect;
pub use enclosed::Enclosed;
pub use event::{Event, IncidentLevel, Step};
pub use header::{Forgotten, Header, Parent, Person, SourceFile};
pub use line::Line;
pub use people::{Answer, Carried, Element, Figures, Improvement, Methane, Status};
pub use seal::{
    Assessment, Declared, Milestone, Objective, OrganisationFacts, Outcome, Outcomes, Played, Seal,
    Series, ServiceSeries, Signature, Standing as OutcomeStanding, Task, TeamPlayed, Watched,
};
pub use story::{
    Card, Choice, Inject, Named, Objective as StoryObjective, Prompt, Real, Story,
    Task as StoryTask,
};

pub use voice::{Stance, Voice};

pub(super) use mirror::Mirror;
