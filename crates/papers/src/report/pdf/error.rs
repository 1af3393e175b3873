//! Why a PDF could not be written. Must not write one.

/// Why a document could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A chart could not be drawn.
    #[error("A chart could not be drawn: {0}.")]
    Picture(String),
    /// The file could not be put together.
    #[error("The PDF could not be put together: {0}.")]
    Pack(String),
}
