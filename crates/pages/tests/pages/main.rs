//! The pages, asked through their router without a socket: what each shows and takes, who may, what reaches
//! nobody, and that nothing that is sent brings them down.

#![allow(
    clippy::disallowed_methods,
    reason = "tests read the shipped scenarios and listen on this machine"
)]

mod fuzz;
mod guarded;
mod join;
mod leak;
mod play;
mod scenarios;
mod socket;
mod table;
mod watch;
