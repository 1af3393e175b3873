//! The files of an evidence pack, each with its name: what the command line and the window write into a
//! folder. Must not write them.

use super::{attendance, calendar, certificates, evidence};
use crate::report::{PdfError, pdf};
use wardroom_core::review::Finished;

/// The whole pack, under a marking at the head of its pages; empty for none.
///
/// # Errors
/// A page that can't be set.
pub fn evidence_pack(
    finished: &Finished,
    marking: &str,
) -> Result<Vec<(String, Vec<u8>)>, PdfError> {
    let mut pack = vec![
        (
            "evidence.pdf".to_owned(),
            pdf(&evidence(finished, marking))?,
        ),
        ("attendance.csv".to_owned(), attendance(finished)),
    ];
    if let Some(calendar) = calendar(finished) {
        pack.push(("calendar.ics".to_owned(), calendar.into_bytes()));
    }
    for (name, document) in certificates(finished) {
        pack.push((format!("{name}.pdf"), pdf(&document)?));
    }
    Ok(pack)
}
