//! Word documents as pieces: headings by their styles, paragraphs, tables. Nothing that a file says of
//! itself is believed: its parts are unpacked within limits. Must not know what a clause is.

use super::numbering::{Numbering, Place};
use super::pieces::{Document, Piece, numbered};
use super::text::heads;
use crate::exchange::sheet::{MOST_UNPACKED, attribute, letter, unpacked};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::Cursor;
use zip::ZipArchive;

const DOCUMENT: &str = "word/document.xml";
const STYLES: &str = "word/styles.xml";
const NUMBERING: &str = "word/numbering.xml";

/// The most files in a document's archive.
const MOST_PARTS: usize = 5_000;

/// Whether an archive is a Word document.
pub(super) fn is_word(bytes: &[u8]) -> bool {
    let archive = ZipArchive::new(Cursor::new(bytes));
    archive.is_ok_and(|it| it.index_for_name(DOCUMENT).is_some())
}

/// Reads a document.
///
/// # Errors
/// Why it can't be read, in words.
pub(super) fn read(bytes: &[u8]) -> Result<Document, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|it| it.to_string())?;
    if archive.len() > MOST_PARTS {
        return Err(format!("The document has more than {MOST_PARTS} parts."));
    }
    let names: Vec<String> = archive
        .file_names()
        .filter_map(|name| Some(name.ok()?.into_owned()))
        .collect();
    let mut left = MOST_UNPACKED;
    let wrong = |why: String| format!("The Word document can't be read: {why}.");
    let mut part = |name: &str| match archive.index_for_name(name) {
        Some(_) => unpacked(&mut archive, name, &mut left).map(Some),
        None => Ok(None),
    };
    let styles = match part(STYLES).map_err(wrong)? {
        Some(text) => styles(&text).map_err(wrong)?,
        None => Styles::default(),
    };
    let numbering = match part(NUMBERING).map_err(wrong)? {
        Some(text) => Numbering::of(&text).map_err(wrong)?,
        None => Numbering::default(),
    };
    let body = part(DOCUMENT).map_err(wrong)?.unwrap_or_default();
    let mut document = body_of(&body, &styles, numbering).map_err(wrong)?;
    document.left.extend(parts_left(&names));
    Ok(document)
}

/// Parts of which nothing is read.
fn parts_left(names: &[String]) -> Vec<String> {
    let mut left = Vec::new();
    let pictures = names
        .iter()
        .filter(|it| it.starts_with("word/media/"))
        .count();
    if pictures > 0 {
        left.push(format!(
            "Pictures, {pictures} of them: what they show is in no clause."
        ));
    }
    for (part, words) in [
        ("word/header", "What stands at the head of pages."),
        ("word/footer", "What stands at the foot of pages."),
        ("word/footnotes", "Footnotes."),
        ("word/comments", "Comments."),
    ] {
        if names.iter().any(|it| it.starts_with(part)) {
            left.push(words.to_owned());
        }
    }
    left
}

/// What a style makes of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Looks {
    Title,
    /// Of this level, from 1.
    Heading(u8),
}

/// What the styles make of paragraphs, by their ids.
#[derive(Default)]
struct Styles {
    /// Those that are of headings.
    looks: BTreeMap<String, Looks>,
    /// Those that are of a list.
    places: BTreeMap<String, Place>,
}

fn styles(text: &str) -> Result<Styles, String> {
    let mut styles = Styles::default();
    let mut parents: Vec<(String, String)> = Vec::new();
    let mut id = String::new();
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    loop {
        match reader.read_event().map_err(|it| it.to_string())? {
            Event::Start(element) => match element.name().as_ref() {
                "w:style" => id = attribute(&element, "w:styleId").unwrap_or_default(),
                "w:name" => {
                    let name = value(&element).to_lowercase();
                    let looks = match name.strip_prefix("heading ") {
                        Some(level) => level.trim().parse().ok().map(Looks::Heading),
                        None => (name == "title").then_some(Looks::Title),
                    };
                    if let Some(looks) = looks {
                        styles.looks.insert(id.clone(), looks);
                    }
                }
                "w:basedOn" => parents.push((id.clone(), value(&element))),
                "w:outlineLvl" => {
                    if let Some(level) = value(&element).parse::<u8>().ok().filter(|it| *it < 9) {
                        let looks = styles.looks.entry(id.clone());
                        looks.or_insert(Looks::Heading(level + 1));
                    }
                }
                "w:numId" | "w:ilvl" => {
                    styles.places.entry(id.clone()).or_default().hear(&element);
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    // A style of the trust's own is what it is made from; a circle of them comes to an end.
    for _ in 0..8 {
        for (id, parent) in &parents {
            if let Some(looks) = styles.looks.get(parent).copied() {
                styles.looks.entry(id.clone()).or_insert(looks);
            }
            if let Some(place) = styles.places.get(parent).cloned() {
                let own = styles.places.entry(id.clone()).or_default();
                *own = own.or(Some(&place));
            }
        }
    }
    Ok(styles)
}

fn value(element: &BytesStart<'_>) -> String {
    attribute(element, "w:val").unwrap_or_default()
}

/// A paragraph that is read.
#[derive(Default)]
struct Paragraph {
    text: String,
    looks: Option<Looks>,
    /// Whether some of it is not bold.
    lean: bool,
    style: String,
    /// Where it stands in a list, as far as it says so itself.
    place: Place,
}

/// The body's pieces. What a table in a table says counts for the cell that it stands in.
fn body_of(text: &str, styles: &Styles, mut numbering: Numbering) -> Result<Document, String> {
    let mut document = Document::default();
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut tables = 0_usize;
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut words = false;
    // Whether a run is read, and whether it is bold.
    let (mut run, mut bold) = (false, false);
    loop {
        match reader.read_event().map_err(|it| it.to_string())? {
            Event::Start(element) => match element.name().as_ref() {
                // The same again for readers of before 2010, and how paragraphs were before a change.
                "mc:Fallback" | "w:pPrChange" => {
                    reader
                        .read_to_end(element.name())
                        .map_err(|it| it.to_string())?;
                }
                "w:p" => paragraphs.push(Paragraph::default()),
                "w:pStyle" => {
                    if let Some(paragraph) = paragraphs.last_mut() {
                        paragraph.style = value(&element);
                        paragraph.looks = styles.looks.get(&paragraph.style).copied();
                    }
                }
                "w:numId" | "w:ilvl" => {
                    if let Some(paragraph) = paragraphs.last_mut() {
                        paragraph.place.hear(&element);
                    }
                }
                "w:outlineLvl" => {
                    let level = value(&element).parse::<u8>().ok().filter(|it| *it < 9);
                    if let (Some(paragraph), Some(level)) = (paragraphs.last_mut(), level) {
                        paragraph.looks = Some(Looks::Heading(level + 1));
                    }
                }
                "w:r" => (run, bold) = (true, false),
                "w:b" if run => bold = !matches!(value(&element).as_str(), "0" | "false" | "off"),
                "w:t" => {
                    words = true;
                    if let Some(paragraph) = paragraphs.last_mut() {
                        paragraph.lean |= !bold;
                    }
                }
                "w:tab" | "w:br" | "w:cr" => add(&mut paragraphs, " "),
                "w:noBreakHyphen" => add(&mut paragraphs, "-"),
                "w:tbl" => {
                    if tables == 0 {
                        rows.clear();
                    }
                    tables += 1;
                }
                "w:tr" if tables == 1 => rows.push(Vec::new()),
                "w:tc" if tables == 1 => {
                    if let Some(row) = rows.last_mut() {
                        row.push(String::new());
                    }
                }
                _ => {}
            },
            Event::Text(said) if words => add(&mut paragraphs, &said.xml10_content()),
            Event::GeneralRef(name) if words => {
                if let Some(letter) = letter(&name) {
                    add(&mut paragraphs, letter.encode_utf8(&mut [0; 4]));
                }
            }
            Event::End(element) => match element.name().as_ref() {
                "w:t" => words = false,
                "w:r" => run = false,
                "w:p" => {
                    let Some(mut paragraph) = paragraphs.pop() else {
                        continue;
                    };
                    numbered_by(&mut numbering, styles, &mut paragraph);
                    if tables > 0 {
                        in_cell(&mut rows, &paragraph.text);
                    } else {
                        document.pieces.extend(piece(paragraph));
                    }
                }
                "w:tbl" => {
                    tables = tables.saturating_sub(1);
                    if tables == 0 {
                        document
                            .pieces
                            .push(Piece::Table(std::mem::take(&mut rows)));
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(document),
            _ => {}
        }
    }
}

/// Writes the number that Word counts before a heading, and before another paragraph if it is one of
/// several parts: that of an item says nothing beyond its list.
fn numbered_by(numbering: &mut Numbering, styles: &Styles, paragraph: &mut Paragraph) {
    if paragraph.text.trim().is_empty() {
        return;
    }
    let place = paragraph.place.or(styles.places.get(&paragraph.style));
    let Some(number) = numbering.next(&place, &paragraph.style) else {
        return;
    };
    let heading = matches!(paragraph.looks, Some(Looks::Heading(_)));
    if heading || number.contains('.') {
        paragraph.text = format!("{number} {}", paragraph.text.trim_start());
    }
}

fn add(paragraphs: &mut [Paragraph], words: &str) {
    if let Some(paragraph) = paragraphs.last_mut() {
        paragraph.text.push_str(words);
    }
}

/// Puts a paragraph into the last cell.
fn in_cell(rows: &mut [Vec<String>], words: &str) {
    let cell = rows.last_mut().and_then(|row| row.last_mut());
    let words = words.trim();
    if let Some(cell) = cell.filter(|_| !words.is_empty()) {
        if !cell.is_empty() {
            cell.push('\n');
        }
        cell.push_str(words);
    }
}

fn piece(paragraph: Paragraph) -> Option<Piece> {
    let words = paragraph.text.trim().to_owned();
    if words.is_empty() {
        return None;
    }
    Some(match paragraph.looks {
        Some(Looks::Title) => Piece::Title(words),
        Some(Looks::Heading(level)) => Piece::Heading(level, words),
        // A heading without a style is bold, at least.
        None if !paragraph.lean && numbered(&words).is_some_and(|(_, it)| heads(&words, it)) => {
            Piece::Numbered(words)
        }
        None => Piece::Paragraph(words),
    })
}
