//! Tables in documents as sheets: most events lists that are published stand in one. Must not know
//! what their columns mean.

mod markdown;
mod named;
mod word;

use super::sheet::{self, Sheet, decoded};

/// The tables of a Word document or of Markdown; nothing if a file is neither.
///
/// # Errors
/// Why a Word document can't be read, or that there is no table in it; in words.
pub fn tables(bytes: &[u8]) -> Option<Result<Vec<Sheet>, String>> {
    if bytes.len() > sheet::MOST_BYTES {
        return None;
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return word::sheets(bytes);
    }
    let text = decoded(bytes);
    if !text.lines().any(is_rule) {
        return None;
    }
    let found = markdown::sheets(&text);
    (!found.is_empty()).then_some(Ok(found))
}

/// Whether a line is the one under the heads of a table in Markdown: without one there is none.
fn is_rule(line: &str) -> bool {
    line.contains("--")
        && line
            .chars()
            .all(|it| matches!(it, '-' | ':' | '|' | ' ' | '\t' | '\r' | '>'))
}
