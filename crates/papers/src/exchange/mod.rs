//! What comes in from other people's spreadsheets and goes out to them. Must not judge, and must
//! not read or write files: it takes bytes and gives bytes.

pub mod answers;
pub mod cexf;
pub mod estate;
pub mod msel;
pub mod plan;
pub mod sheet;
pub mod tables;
pub mod words;
