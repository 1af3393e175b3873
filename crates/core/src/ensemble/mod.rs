//! Many runs of one exercise under different luck. Must not judge them, and must not decide
//! anything in them.

mod band;
pub mod hindcast;
mod look_ahead;
mod watching;

pub use band::Band;
pub use look_ahead::{Coming, Forecast, HORIZON_MINS, LookAhead, RUNS, look_ahead};
pub use watching::Watching;
