//! A scenario that has been checked: names have become indices, times have become minutes, and
//! nothing in it points nowhere. Only `check` makes one. Must not hold any state of a run.
//!
//! Fields are those of [`super::shape`] unless they say otherwise. An `id` is the file's, by which
//! commands and records name a thing; indices are a loaded scenario's own.

mod attachments;
mod clock;
mod conditions;
mod decisions;
mod effects;
mod estate;
mod ids;
mod injects;
mod leaps;
mod objectives;
mod organisations;
mod people;
mod picks;
mod run_sheet;
mod scenario;
mod services;
mod stands;
mod targets;
mod teams;
mod threats;

pub use super::shape::{
    Asking, CardGroup, ChannelKind, Days, FlowKind, HostKind, IncidentLevel, Outcome, Place,
    Rating, ScanLifetime, ScriptFigures, ScriptMethane, Skill, Stands, Step, TargetKind, Traffic,
    Weight, WhenHit,
};
pub use attachments::*;
pub use clock::*;
pub use conditions::*;
pub use decisions::*;
pub use effects::*;
pub use estate::*;
pub use ids::*;
pub use injects::*;
pub use leaps::*;
pub use objectives::*;
pub use people::*;
pub use picks::*;
pub use run_sheet::*;
pub use scenario::*;
pub use services::*;
pub use stands::*;
pub use teams::*;
pub use threats::*;
