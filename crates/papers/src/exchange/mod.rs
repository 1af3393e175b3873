//! What comes in from other people's spreadsheets and goes out to them. Must not judge, and must
//! not read or write files: it takes bytes and gives bytes.

pub mod answers;
pub mod attack_flow;
pub mod cexf;
pub mod estate;
pub mod events;
mod json;
mod mail;
pub mod msel;
mod openaev;
pub mod plan;
pub mod sheet;
mod stumbles;
mod t3sf;
pub mod tables;
pub mod tools;
mod ttx;
pub mod words;
