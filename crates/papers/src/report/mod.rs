//! Reports: one model of a finished exercise, several writers. Must not write files and must not
//! present a score as an assurance rating.

pub mod balance;
mod beside;
mod calls;
pub mod charts;
pub mod document;
mod docx;
mod drill;
mod evidence;
mod excon;
mod hindcast;
mod letterhead;
mod log;
mod markdown;
mod marks;
pub mod needs;
pub mod packs;
mod page;
mod papers;
mod pdf;
pub mod plots;
mod post_exercise;
pub mod pseudonyms;
pub mod questions;
mod raters;
mod summary;
mod table;
pub mod type_width;
mod validation;
mod written;

pub use beside::{Unwritten, beside};
pub use docx::{DocxError, docx};
pub use drill::{drill, drills};
pub use evidence::{attendance, calendar, certificates, evidence};
pub use hindcast::hindcast;
pub use log::full_log;
pub use markdown::markdown;
pub use page::page;
pub use papers::papers;
pub use pdf::{PdfError, pdf};
pub use post_exercise::{post_exercise, post_exercise_asked};
pub use questions::{Questions, Ranking};
pub use summary::{Summary, SummaryObjective, SummaryOutcomes};
pub use table::{csv, json};
pub use validation::{validation, validation_in_words};
pub use written::{grouped, in_figures, rating_in_words, rating_letter};
