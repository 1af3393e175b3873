//! A PDF as pieces: letters by their places become lines, lines paragraphs and headings. What a PDF says of itself is
//! not believed: it is read within bounds, and whatever could not be read is named. Must not know what a clause is.

mod bounds;
mod cells;
mod contents;
mod drawn;
mod flow;
mod font;
mod grid;
mod headings;
mod joined;
mod leaf;
mod legible;
mod lines;
mod order;
mod path;
mod running;
mod seen;

use super::pieces::Document;
use crate::exchange::stumbles::guarded;
use std::sync::mpsc::channel;
use std::thread::Builder;
use std::time::Duration;

/// How long a file may take. One of 300 pages takes seconds.
const LONGEST: Duration = Duration::from_secs(60);

/// How much of the stack reading may take: objects stand in objects.
const STACK: usize = 32 << 20;

/// Why nothing could be made of a PDF.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is enciphered, with a password or against copying.
    #[error(
        "It is a protected PDF (with a password, or against copying). Take the Word document that it was made from; or have whoever protected it save it without."
    )]
    Protected,
    /// Nothing on its pages is text.
    #[error(
        "It is a PDF without text: {0}, which are pictures, as a scanner makes them. Take the Word document that it was made from; or have a program read the pictures (OCR), look over what it read, and save that as Word or text."
    )]
    NoText(String),
    /// Its fonts don't say which letters they draw.
    #[error(
        "It is a PDF whose fonts do not say which letters they draw: what can be read of it makes no words (“{0}”). Take the Word document that it was made from; or print the PDF to pictures and have a program read them (OCR)."
    )]
    Illegible(String),
    /// It is larger than may be read, or unpacks to more.
    #[error(
        "It is a PDF that is too large, or that unpacks to too much. Take the Word document that it was made from; or print only the pages with the plan to a PDF of their own."
    )]
    Large,
    /// It is packed as nothing has been for twenty years.
    #[error(
        "It is a PDF packed in a way that is no longer read (LZW). Open it in a reader, print it to a PDF anew, and take that."
    )]
    Old,
    /// It is damaged.
    #[error(
        "It is a PDF that is damaged or not whole: it can't be read. Fetch it again; or open it in a reader, print it to a PDF anew, and take that."
    )]
    Torn,
}

/// Whether it is one: readers allow for some bytes before its first.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    // No text in which the word happens to stand begins so.
    head.starts_with(b"%PDF-") || head.contains(&0) && head.windows(5).any(|it| it == b"%PDF-")
}

/// Reads a PDF.
///
/// # Errors
/// Why nothing could be made of it.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Refused> {
    bounds::look(bytes)?;
    let bytes = bytes.to_vec();
    let (tell, told) = channel();
    // The library does not bound its time: it reads on a thread of its own, and is waited for no longer than that.
    let reading = Builder::new().stack_size(STACK).spawn(move || {
        let read = guarded(|| seen::document(bytes)).unwrap_or(Err(Refused::Torn));
        let _nobody_waits = tell.send(read);
    });
    if reading.is_err() {
        return Err(Refused::Large);
    }
    told.recv_timeout(LONGEST).unwrap_or(Err(Refused::Large))
}

#[cfg(test)]
mod tests;
