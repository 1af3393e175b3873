//! The rules of the simulated trust, one family a file. Each states its formula, units and source.
//! Must not know about real time, files or windows.

pub mod extortion;
pub mod intrusion;
pub mod knowing;
pub mod messages;
pub mod outage;
pub mod patients;
pub mod reach;
pub mod services;
pub mod work;
pub mod worm;
