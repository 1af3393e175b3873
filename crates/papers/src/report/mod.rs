//! Reports: one model of a finished exercise, several writers. Must not write files and must not
//! present a score as an assurance rating.

pub mod balance;
pub mod charts;
pub mod document;
mod docx;
mod hindcast;
mod log;
mod markdown;
mod marks;
pub mod needs;
mod page;
pub mod palette;
mod papers;
mod pdf;
pub mod plots;
mod post_exercise;
pub mod pseudonyms;
pub mod questions;
mod summary;
mod table;
pub mod type_width;
mod validation;

pub use docx::{DocxError, docx};
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

use wardroom_core::review::Finished;
use wardroom_core::scenario::Rating;

/// Why a report could not be written.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub enum Unwritten {
    /// Not as a Word file.
    Docx(#[from] DocxError),
    /// Not as a PDF.
    Pdf(#[from] PdfError),
}

/// The files of a report that stand beside a record: the post-exercise report in each kind with what
/// was asked after ENDEX, the exercise log, the summary, and, if people were asked what they need,
/// the table for a workforce plan.
///
/// # Errors
/// If the Word files or the PDF can't be put together.
pub fn beside(
    finished: &Finished,
    asked: &Questions,
) -> Result<Vec<(&'static str, Vec<u8>)>, Unwritten> {
    let document = post_exercise_asked(finished, "", asked);
    let log = full_log(finished, "");
    let summary = serde_json::to_string_pretty(&Summary::of(finished)).unwrap_or_default();
    let mut files = vec![
        ("report.docx", docx(&document)?),
        ("report.html", page(&document).into_bytes()),
        ("report.md", markdown(&document).into_bytes()),
        ("report.pdf", pdf(&document)?),
        ("exercise-log.docx", docx(&log)?),
        ("exercise-log.html", page(&log).into_bytes()),
        ("summary.json", summary.into_bytes()),
    ];
    let needs = finished.needs();
    if !needs.groups.is_empty() {
        files.push(("needs.csv", needs::workforce(&needs)));
    }
    Ok(files)
}

/// A rating in words.
pub fn rating_in_words(rating: Option<Rating>) -> &'static str {
    match rating {
        Some(Rating::P) => "performed without challenges",
        Some(Rating::S) => "performed with some challenges",
        Some(Rating::M) => "performed with major challenges",
        Some(Rating::U) => "unable to be performed",
        None => "not observed",
    }
}

/// A rating as a letter.
pub fn rating_letter(rating: Option<Rating>) -> &'static str {
    match rating {
        Some(Rating::P) => "P",
        Some(Rating::S) => "S",
        Some(Rating::M) => "M",
        Some(Rating::U) => "U",
        None => "–",
    }
}

/// A figure of a row of the hindcast: as exact as its spread makes sensible. Shares with two
/// decimals, what moves within ten with one, all else whole.
pub fn in_figures(row: &wardroom_core::ensemble::hindcast::Row, value: f64) -> String {
    let decimals = if row.p95.abs() <= 1.0 && row.p05.abs() <= 1.0 {
        2
    } else if row.p95 - row.p05 < 10.0 && value.fract() != 0.0 {
        1
    } else {
        return grouped(value);
    };
    format!("{value:.decimals$}").replace('-', "−")
}

/// A count with thin groups: `12,480`.
pub fn grouped(value: f64) -> String {
    let whole = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if value <= -0.5 {
        format!("−{text}")
    } else {
        text
    }
}
