//! Documents of an exercise, out and in: reports with their charts as Word, PDF, HTML and Markdown;
//! spreadsheets, events lists and the Common Exercise Format; tables for analysts.
//!
//! Must not open a file: it takes bytes and gives bytes.

mod apostrophes;
pub mod exchange;
pub mod palette;
pub mod report;
pub mod tables;
pub mod type_width;
