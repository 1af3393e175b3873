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
mod refused;
mod rule;
mod running;
mod seen;

pub use refused::Refused;

use super::pieces::Document;
use crate::exchange::stumbles::guarded;
use std::sync::mpsc::channel;
use std::thread::Builder;
use std::time::Duration;

/// How long a file may take. One of 300 pages takes seconds.
const LONGEST: Duration = Duration::from_secs(60);

/// How much of the stack reading may take: objects stand in objects.
const STACK: usize = 32 << 20;

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
