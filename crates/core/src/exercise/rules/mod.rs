//! The rules of the simulated trust, one family a file. Each states its formula, units and source.
//! Must not know about real time, files or windows.

pub mod aid;
pub mod booked;
pub mod coordination;
pub mod department;
pub mod diversion;
pub mod downtime;
pub mod emergency;
pub mod extortion;
pub mod intrusion;
pub mod knowing;
pub mod leaning;
pub mod messages;
pub mod outage;
pub mod parts;
pub mod patients;
pub mod quiet;
pub mod reach;
pub mod reconnect;
pub mod services;
pub mod sleeping;
pub mod stock;
pub mod work;
pub mod worm;
