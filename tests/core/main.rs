//! The tests of the core, in one binary so that they are linked once.

mod author;
mod balance;
mod charts;
mod cli;
mod diagnostics;
mod engine;
mod exchange;
mod format;
mod guide;
mod hindcast;
mod length;
mod library;
mod mended;
mod organisations;
mod plots;
mod record;
mod reports;
mod room;
mod support;
mod teams;
mod theory;
mod threats;
mod what_if;
