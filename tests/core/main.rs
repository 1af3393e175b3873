//! The tests of the core, in one binary so that they are linked once.
#![allow(clippy::disallowed_methods, reason = "tests make their own files")]

mod author;
mod balance;
mod charts;
mod cli;
mod diagnostics;
mod engine;
mod exchange;
mod extremes;
mod files;
mod format;
mod guide;
mod hindcast;
mod length;
mod library;
mod mended;
mod organisations;
mod parts;
mod pdf;
mod plots;
mod pseudonyms;
mod record;
mod record_format;
mod reports;
mod room;
mod round_trip;
mod support;
mod teams;
mod theory;
mod threats;
mod what_if;
mod workbooks;
