//! The files of a report that stand beside a record. Must not write them.

use super::{
    DocxError, PdfError, Questions, Summary, docx, full_log, markdown, needs, page, pdf,
    post_exercise_asked,
};
use wardroom_core::review::Finished;

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
