//! A trust's own plan as a plan file: a Word document, a PDF, Markdown or plain text by its numbered headings,
//! a spreadsheet of action cards by its columns. Whatever was not carried is named. Must not check the
//! plan, and must not say what in scenarios a clause is about: that is for whoever knows the trust.

mod cards;
mod clauses;
mod draft;
mod file;
mod labels;
mod numbering;
mod pdf;
mod pieces;
mod text;
mod word;

use crate::exchange::sheet;
use draft::Draft;
pub use draft::{Cover, Imported};
pub use pdf::Refused;
use pieces::{Document, Piece, stated};

/// Why nothing could be made of a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// A PDF of which no text can be had.
    #[error(transparent)]
    Pdf(#[from] Refused),
    /// It can't be read.
    #[error("{0}")]
    Unread(String),
    /// Nothing in it looks like a clause.
    #[error(
        "There is no clause in it. A clause begins with a numbered heading (“4.2 Isolation of networks”), or is a row of a spreadsheet with a head for what is to be done (“Action”)."
    )]
    NoClause,
}

/// Makes a plan file of a document; `name` is the file's.
///
/// # Errors
/// Why nothing could be made of it.
pub fn import(bytes: &[u8], name: &str, cover: &Cover) -> Result<Imported, PlanError> {
    let ending = name.rsplit_once('.').map_or("", |(_, it)| it);
    let ending = ending.to_ascii_lowercase();
    let mut draft = if pdf::is_pdf(bytes) {
        of_document(pdf::read(bytes)?, name)
    } else if bytes.starts_with(b"PK\x03\x04") && word::is_word(bytes) {
        let mut document = word::read(bytes).map_err(PlanError::Unread)?;
        document.pieces = stated(document.pieces);
        of_document(document, name)
    } else if bytes.starts_with(b"PK\x03\x04")
        || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
        || matches!(ending.as_str(), "csv" | "tsv")
    {
        let sheets = sheet::read(bytes).map_err(|it| PlanError::Unread(it.to_string()))?;
        cards::of(&sheets, name)
    } else {
        let words = sheet::decoded(bytes);
        if words.contains('\0') {
            return Err(PlanError::Unread(
                "It is neither a Word document, nor text, nor a spreadsheet.".to_owned(),
            ));
        }
        let pieces: Vec<Piece> = match ending.as_str() {
            "md" | "markdown" => text::markdown(&words),
            _ => text::plain(&words),
        };
        clauses::of(&stated(pieces), name)
    };
    if draft.clauses.is_empty() {
        return Err(PlanError::NoClause);
    }
    Draft::number(&mut draft);
    Ok(file::written(draft, cover, name))
}

fn of_document(document: Document, name: &str) -> Draft {
    let mut draft = clauses::of(&document.pieces, name);
    draft.assumed.splice(0..0, document.assumed);
    draft.left.extend(document.left);
    draft
}

#[cfg(test)]
mod tests;
