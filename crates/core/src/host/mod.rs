//! The one owner of a running exercise: its session on record, its clock, what is being read out,
//! looking back, the script that plays, the forecast. Window, command line, tests and pages ask it
//! and are shown views; nobody else holds an exercise or a session that can change.
//!
//! Must not know a window or a network, and must not read a clock: real time is handed in.

mod branch;
mod clock;
mod coming;
mod days;
mod forecast;
mod jump;
mod look_back;
mod owner;
mod pacing;
mod pass;
mod price;
mod reading;
mod request;
mod room_time;
mod said;
mod script;
mod seen;

pub use clock::WhenAsked;
pub use forecast::ForecastWork;
pub use jump::{jump_to, passes};
pub use owner::Host;
pub use request::{Ask, Asker, Request, Unasked};
