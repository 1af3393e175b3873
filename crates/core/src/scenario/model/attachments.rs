//! Files that come with an inject: a picture, a PDF, a table, a sound. Must not open one: its bytes
//! are handed in.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};
use std::fmt;
use std::sync::Arc;

/// No file that an inject carries is longer, in bytes: each goes into the record whole, and to every
/// device.
pub const MAX_ATTACHMENT_BYTES: usize = 2 << 20;
/// All files that a scenario's injects carry are no longer together, in bytes.
pub const MAX_ATTACHMENTS_BYTES: usize = 8 << 20;
/// Pixels along a side of a picture, at most: old graphics can't hold larger ones.
const MAX_PIXELS: usize = 4_096;
/// Rows of a table, at most, with its head.
const MAX_ROWS: usize = 200;
/// Columns of a table, at most.
const MAX_COLUMNS: usize = 12;

/// What kind of file it is, by what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttachmentKind {
    /// A PNG or JPEG.
    Picture {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// Shown by the reader's own program; here it is told in words.
    Pdf,
    /// A table, from CSV: its head, and its rows.
    Table {
        /// What its columns are called.
        head: Vec<String>,
        /// Its rows, each as long as the head.
        rows: Vec<Vec<String>>,
    },
    /// An MP3, a WAV or an Ogg.
    Sound,
}

/// A file that injects carry.
#[derive(Clone)]
pub struct Attachment {
    /// What it is called.
    pub name: String,
    /// By its first bytes, whatever its ending.
    pub kind: AttachmentKind,
    /// Its media type, like `image/png`.
    pub media_type: &'static str,
    /// SHA-256 over its bytes, in hexadecimal: the record names it so.
    pub sha256: String,
    /// All that stands in it.
    pub bytes: Arc<[u8]>,
}

/// A file as it comes with one inject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosed {
    /// Shared by all injects that carry the same.
    pub file: Arc<Attachment>,
    /// What its sender calls it.
    pub title: String,
    /// What can be seen or heard in it, for whoever can't.
    pub shows: String,
}

/// Two are the same if their name and what stands in them are.
impl PartialEq for Attachment {
    fn eq(&self, other: &Self) -> bool {
        self.sha256 == other.sha256 && self.name == other.name
    }
}

impl Eq for Attachment {}

impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.name, self.media_type)
    }
}

/// Without what stands in it: that is asked for by itself.
impl Serialize for Enclosed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Enclosed", 5)?;
        fields.serialize_field("title", &self.title)?;
        fields.serialize_field("shows", &self.shows)?;
        fields.serialize_field("name", &self.file.name)?;
        fields.serialize_field("media_type", &self.file.media_type)?;
        fields.serialize_field("sha256", &self.file.sha256)?;
        fields.end()
    }
}

impl Enclosed {
    /// What it is and shows in words, a line each: for where it can't be shown. A table is its rows.
    pub fn in_words(&self) -> Vec<String> {
        let mut lines = vec![format!(
            "With it: {} ({}).",
            self.title,
            self.file.kind.words()
        )];
        if !self.shows.is_empty() {
            lines.push(self.shows.clone());
        }
        if let AttachmentKind::Table { head, rows } = &self.file.kind {
            let row = |row: &Vec<String>| {
                let named = head.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
                let named: Vec<String> = named.map(|(head, it)| format!("{head}: {it}")).collect();
                named.join(" · ")
            };
            lines.extend(rows.iter().map(row));
        }
        lines
    }
}

impl AttachmentKind {
    /// What it is, in words: `table of 41 rows`.
    pub fn words(&self) -> String {
        match self {
            Self::Picture { .. } => "picture".to_owned(),
            Self::Pdf => "PDF".to_owned(),
            Self::Table { rows, .. } if rows.len() == 1 => "table of one row".to_owned(),
            Self::Table { rows, .. } => format!("table of {} rows", rows.len()),
            Self::Sound => "sound".to_owned(),
        }
    }
}

impl Attachment {
    /// What a file is, by its bytes and the ending of its name.
    ///
    /// # Errors
    /// Why an inject can't carry it, in words that follow its path.
    pub fn of(path: &str, bytes: Vec<u8>) -> Result<Self, String> {
        if bytes.len() > MAX_ATTACHMENT_BYTES {
            return Err(format!(
                "is longer than {} MB, as no file that an inject carries may be",
                MAX_ATTACHMENT_BYTES >> 20
            ));
        }
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        let ending = name.rsplit_once('.').map_or("", |(_, it)| it);
        let ending = ending.to_ascii_lowercase();
        let found = infer::get(&bytes).map_or("", |it| it.mime_type());
        let (media_type, endings, kind): (_, &[&str], _) = match found {
            "image/png" => ("image/png", &["png"], picture(&bytes)?),
            "image/jpeg" => ("image/jpeg", &["jpg", "jpeg"], picture(&bytes)?),
            "application/pdf" => ("application/pdf", &["pdf"], AttachmentKind::Pdf),
            "audio/mpeg" => ("audio/mpeg", &["mp3"], AttachmentKind::Sound),
            "audio/x-wav" => ("audio/wav", &["wav"], AttachmentKind::Sound),
            "audio/ogg" => ("audio/ogg", &["ogg"], AttachmentKind::Sound),
            "" if ending == "csv" => ("text/csv", &["csv"], table(&bytes)?),
            _ => {
                return Err(
                    "is neither a picture (PNG, JPEG), a PDF, a table (CSV) nor a sound (MP3, WAV, Ogg)"
                        .to_owned(),
                );
            }
        };
        if !endings.contains(&ending.as_str()) {
            return Err(format!(
                "holds what a file ending in .{} does: call it so",
                endings[0]
            ));
        }
        let sha256 = Sha256::digest(&bytes);
        Ok(Self {
            name,
            kind,
            media_type,
            sha256: sha256.iter().map(|byte| format!("{byte:02x}")).collect(),
            bytes: bytes.into(),
        })
    }
}

fn picture(bytes: &[u8]) -> Result<AttachmentKind, String> {
    let size = imagesize::blob_size(bytes);
    let size = size.map_err(|_| "is no whole picture".to_owned())?;
    if size.width > MAX_PIXELS || size.height > MAX_PIXELS {
        return Err(format!(
            "has {} × {} pixels; {MAX_PIXELS} along a side are the most",
            size.width, size.height
        ));
    }
    Ok(AttachmentKind::Picture {
        width: size.width as u32,
        height: size.height as u32,
    })
}

fn table(bytes: &[u8]) -> Result<AttachmentKind, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
    let unread = |error: csv::Error| format!("is no table that can be read: {error}");
    let head: Vec<String> = cells(reader.headers().map_err(unread)?);
    let mut rows = Vec::new();
    for record in reader.records() {
        rows.push(cells(&record.map_err(unread)?));
        if rows.len() >= MAX_ROWS {
            return Err(format!("has more than {MAX_ROWS} rows"));
        }
    }
    if head.len() > MAX_COLUMNS {
        return Err(format!("has more than {MAX_COLUMNS} columns"));
    }
    if rows.is_empty() {
        return Err("is a table without a row below its head".to_owned());
    }
    Ok(AttachmentKind::Table { head, rows })
}
