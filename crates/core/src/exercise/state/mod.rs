//! All that changes in the course of an exercise, a file for each family of rules. Must not contain a
//! rule: those are in `rules`.

mod cost;
mod facts;
mod hosts;
mod message_state;
mod patient_state;
mod service_state;
mod threat_state;
mod whole;
mod work_state;

pub use cost::Outcomes;
pub use facts::Ordered;
pub use hosts::{Counts, DIRTY, Group, Host, Network};
pub use message_state::{InjectState, PromptState, Told};
pub use patient_state::Department;
pub use service_state::{Mode, Service};
pub use threat_state::StandIn;
pub use whole::{State, hex};
pub use work_state::{Aid, Asked, Bench, CardJob, InWork, Patching, Rebuild, Supplier};
