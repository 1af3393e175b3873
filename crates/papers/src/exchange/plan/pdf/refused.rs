//! Why a PDF is not read, and what to do instead. Must not read one.

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
