//! The pages, asked through their router without a socket: what each shows and takes, who may, what reaches
//! nobody, and that nothing that is sent brings them down.

#![allow(
    clippy::disallowed_methods,
    reason = "tests read the shipped scenarios and connect to this machine"
)]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "tests may stop at the first surprise"
)]

mod attached;
mod boundaries;
mod cite;
mod forged;
mod fuzz;
mod guarded;
mod hostile;
mod join;
mod known;
mod leak;
mod play;
mod scenarios;
mod see;
mod site;
mod socket;
mod table;
mod watch;
