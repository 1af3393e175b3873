//! From the bytes of a PDF to its pieces, page by page, with the account of what was not read. Must not decide how a
//! page is read.

use super::super::draft::short;
use super::super::pieces::Document;
use super::bounds::MOST_PAGES;
use super::drawn::{Budget, Drawn, drawn};
use super::font::Faces;
use super::leaf::{Entry, Leaf};
use super::legible::legible;
use super::lines::parts;
use super::refused::Refused;
use super::{contents, flow, grid, headings, joined, order, running};
use hayro_syntax::object::Name;
use hayro_syntax::{Filter, LoadPdfError, Pdf};

/// The most pages that are named in the account.
const NAMED: usize = 12;

/// A packed stream larger than this must not be packed so that a byte may be thousands.
const STEEP: usize = 256 << 10;

/// The pieces of a PDF.
///
/// # Errors
/// Why nothing could be made of it.
pub(super) fn document(bytes: Vec<u8>) -> Result<Document, Refused> {
    let pdf = Pdf::new(bytes).map_err(|why| match why {
        LoadPdfError::Decryption(_) => Refused::Protected,
        LoadPdfError::Invalid => Refused::Torn,
    })?;
    if pdf.pages().len() > MOST_PAGES {
        return Err(Refused::Large);
    }
    steep(&pdf)?;
    let faces = Faces::default();
    let mut budget = Budget::default();
    let mut account = Account::default();
    let mut leaves = Vec::new();
    for page in pdf.pages().iter() {
        let mut seen = drawn(page, &faces, &mut budget)?;
        let mut letters = std::mem::take(&mut seen.letters);
        account.page(&seen, letters.iter().any(|it| !it.words.trim().is_empty()));
        let grids = grid::grids(&seen.rules, &mut letters);
        leaves.push(Leaf {
            high: seen.high,
            parts: parts(letters),
            grids,
        });
    }
    if leaves.is_empty() {
        return Err(Refused::Torn);
    }
    let words = said(&leaves);
    if words.trim().is_empty() {
        return Err(match account.unread.first() {
            Some(_) => Refused::Illegible("\u{fffd}".to_owned()),
            None => Refused::NoText(counted(leaves.len())),
        });
    }
    if !legible(&words) {
        return Err(Refused::Illegible(short(&words)));
    }
    Ok(pieces(leaves, account))
}

/// What may unpack to thousands of times its size.
fn steep(pdf: &Pdf) -> Result<(), Refused> {
    for object in pdf.objects() {
        let Some(stream) = object.into_stream() else {
            continue;
        };
        let filters = stream.filters();
        if filters.contains(&Filter::LzwDecode) {
            return Err(Refused::Old);
        }
        let packed = filters
            .iter()
            .filter(|it| matches!(it, Filter::FlateDecode | Filter::RunLengthDecode))
            .count();
        let kind = stream.dict().get::<Name<'_>>(b"Subtype".as_slice());
        let picture = kind.is_some_and(|it| it.as_ref() == b"Image");
        let lengths = filters.contains(&Filter::RunLengthDecode);
        if !picture && (packed > 2 || (lengths || packed > 1) && stream.raw_data().len() > STEEP) {
            return Err(Refused::Large);
        }
    }
    Ok(())
}

/// All that pages say, in no order.
fn said(leaves: &[Leaf]) -> String {
    let mut words = String::new();
    for leaf in leaves {
        let cells = leaf.grids.iter().flat_map(|it| it.rows.iter().flatten());
        let parts = leaf.parts.iter().map(|it| &it.words);
        for one in parts.chain(cells) {
            words.push_str(one);
            words.push('\n');
        }
    }
    words
}

/// The size of type in which most is set.
fn body(leaves: &[Leaf]) -> f64 {
    let parts = leaves.iter().flat_map(|it| &it.parts);
    let grids = leaves.iter().flat_map(|it| &it.grids);
    let mut sizes: Vec<(f64, usize)> = parts
        .map(|it| (it.size, it.words.len()))
        .chain(grids.flat_map(|it| it.sizes.iter().copied()))
        .collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|it| it.1).sum::<usize>() / 2;
    let mut passed = 0;
    for (size, letters) in sizes {
        passed += letters;
        if passed > half {
            return size;
        }
    }
    10.0
}

fn pieces(mut leaves: Vec<Leaf>, account: Account) -> Document {
    let body = body(&leaves);
    let heads = running::taken_out(&mut leaves, body);
    let mut entries = Vec::new();
    let mut columns = Vec::new();
    let mut tables = Vec::new();
    let mut read = order::Columns::default();
    for (at, leaf) in leaves.into_iter().enumerate() {
        let (more, in_columns) = order::ordered(leaf, at + 1, &mut read);
        if in_columns {
            columns.push(at + 1);
        }
        if more.iter().any(|it| matches!(it, Entry::Table(_))) {
            tables.push(at + 1);
        }
        entries.extend(more);
    }
    let in_contents = contents::taken_out(&mut entries);
    let (blocks, without_lines) = flow::flowed(entries);
    let mut document = Document {
        pieces: headings::pieces(blocks, body),
        ..Document::default()
    };
    let assumed = &mut document.assumed;
    assumed.push("A PDF keeps where letters stand, and neither headings nor paragraphs: which they are was told by size, gaps and numbers. Compare every clause with the document.".to_owned());
    if !columns.is_empty() {
        assumed.push(format!(
            "Set in columns, each read from its top to its bottom: {}.",
            named(&columns)
        ));
    }
    if !tables.is_empty() {
        assumed.push(format!(
            "Tables, read by the lines around their cells: {}.",
            named(&tables)
        ));
    }
    if without_lines > 0 {
        assumed.push(format!("Tables and labels without lines around their cells, read by the place of their words: {without_lines}."));
    }
    assumed.extend(joined::mended(&mut document.pieces));
    document.left.extend(heads);
    if in_contents > 0 {
        document
            .left
            .push(format!("The table of contents: {in_contents} lines."));
    }
    account.told(&mut document);
    document
}

/// What was not read, by page.
#[derive(Debug, Default)]
struct Account {
    pages: usize,
    empty: Vec<usize>,
    unread: Vec<(usize, usize)>,
    unseen: Vec<usize>,
    askew: Vec<usize>,
    pictures: Vec<(usize, usize)>,
    notes: Vec<usize>,
}

impl Account {
    fn page(&mut self, seen: &Drawn, text: bool) {
        self.pages += 1;
        let page = self.pages;
        let note = |list: &mut Vec<usize>, is: bool| {
            if is {
                list.push(page);
            }
        };
        note(&mut self.empty, !text);
        note(&mut self.unseen, seen.unseen > 0 && seen.scan);
        note(&mut self.askew, seen.askew > 0);
        note(&mut self.notes, seen.notes > 0);
        if seen.unread > 0 {
            self.unread.push((page, seen.unread));
        }
        if seen.pictures > 0 {
            self.pictures.push((page, seen.pictures));
        }
    }

    fn told(&self, document: &mut Document) {
        let pages =
            |list: &[(usize, usize)]| -> Vec<usize> { list.iter().map(|it| it.0).collect() };
        let count = |list: &[(usize, usize)]| list.iter().map(|it| it.1).sum::<usize>();
        if !self.unseen.is_empty() {
            document.assumed.push(format!(
                "A program read the text off a picture (OCR), and may have misread it: {}.",
                named(&self.unseen)
            ));
        }
        let left = &mut document.left;
        if !self.empty.is_empty() {
            left.push(format!(
                "No text could be had of {}: empty, or a picture. Have a program read it (OCR), or type it in.",
                named(&self.empty)
            ));
        }
        if !self.unread.is_empty() {
            left.push(format!(
                "Letters whose font does not say which they are, {}, shown as \u{fffd}: {}.",
                count(&self.unread),
                named(&pages(&self.unread))
            ));
        }
        if !self.askew.is_empty() {
            left.push(format!(
                "Words that stand askew, such as a watermark: {}.",
                named(&self.askew)
            ));
        }
        if !self.pictures.is_empty() {
            left.push(format!(
                "Pictures, {}: {}.",
                count(&self.pictures),
                named(&pages(&self.pictures))
            ));
        }
        if !self.notes.is_empty() {
            left.push(format!(
                "Comments, stamps and fields of forms: {}.",
                named(&self.notes)
            ));
        }
    }
}

/// Pages by their numbers.
fn named(pages: &[usize]) -> String {
    let first: Vec<String> = pages.iter().take(NAMED).map(ToString::to_string).collect();
    let more = if pages.len() > NAMED {
        " and others"
    } else {
        ""
    };
    let word = if pages.len() == 1 { "page" } else { "pages" };
    format!("{word} {}{more}", first.join(", "))
}

fn counted(pages: usize) -> String {
    if pages == 1 {
        "1 page".to_owned()
    } else {
        format!("{pages} pages")
    }
}
