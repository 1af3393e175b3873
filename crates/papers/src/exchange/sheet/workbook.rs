//! Workbooks. Nothing that a file says of itself is believed: what is needed of its archive is
//! unpacked within limits, held to be well formed and counted, and only that is handed to the
//! library that knows what a workbook means. Must not know what the columns mean.

use super::lasting::{lasting, lasting_iso};
use super::limits::{
    MOST_DEPTH, MOST_ELEMENTS, MOST_FORMATS, MOST_PARTS, MOST_SHEETS, MOST_UNPACKED, Room, Rows,
    grouped,
};
use super::unseen::{Unseen, has_notes};
use super::xml::attribute;
use super::{Joined, Sheet, kind, ods};
use crate::exchange::stumbles::guarded;
use calamine::{Data, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::fmt::Write as _;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// How an OpenDocument spreadsheet says what it is.
const ODS: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// So many days are a date and no longer how long something lasts.
const MOST_DAYS: f64 = 366.0;

/// Parts of a workbook from which no cell is read.
const LEFT: [&str; 10] = [
    "docprops/",
    "customxml/",
    "/theme/",
    "/media/",
    "/charts/",
    "/drawings/",
    "/comments",
    "/pivotcache/",
    "/pivottables/",
    "/externallinks/",
];

/// The sheets of a workbook that is an archive.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    guarded(|| {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        if archive.len() > MOST_PARTS {
            return Err(format!(
                "its archive has more than {} files",
                grouped(MOST_PARTS)
            ));
        }
        let names: Vec<String> = archive
            .file_names()
            .filter_map(|name| Some(name.ok()?.into_owned()))
            .collect();
        if let Some(what) = kind::archive(&names) {
            return Err(what.to_owned());
        }
        let mut left = MOST_UNPACKED;
        if names.iter().any(|it| it == "mimetype") {
            if unpacked(&mut archive, "mimetype", &mut left)?.trim() != ODS {
                return Err("it is an OpenDocument file, and no spreadsheet".to_owned());
            }
            let content = unpacked(&mut archive, "content.xml", &mut left)?;
            well_formed(&content, &mut 0)?;
            return ods::sheets(&content);
        }
        let mut unseen = Unseen::default();
        let clean = copied(&mut archive, &names, &mut left, &mut unseen)?;
        xlsx(clean, &unseen)
    })
    .unwrap_or_else(|| Err("it is damaged".to_owned()))
}

/// A part of the archive as text, as long as there is room.
pub(in crate::exchange) fn unpacked(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    left: &mut usize,
) -> Result<String, String> {
    let part = archive
        .by_name(name)
        .map_err(|error| format!("{name}: {error}"))?;
    let mut bytes = Vec::new();
    part.take(*left as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("{name}: {error}"))?;
    *left = left.checked_sub(bytes.len()).ok_or_else(|| {
        format!(
            "it is more than {} MB when it is unpacked",
            MOST_UNPACKED >> 20
        )
    })?;
    String::from_utf8(bytes)
        .map_err(|_| format!("{name} is not text in UTF-8, or locked with a password"))
}

/// A new archive with what is needed of a workbook, every part looked at.
fn copied(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    names: &[String],
    left: &mut usize,
    unseen: &mut Unseen,
) -> Result<Vec<u8>, String> {
    let failed = |error: zip::result::ZipError| error.to_string();
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut clean = ZipWriter::new(Cursor::new(Vec::new()));
    let mut elements = 0;
    for name in names {
        let small = name.replace('\\', "/").to_lowercase();
        let text = small.ends_with(".xml") || small.ends_with(".rels");
        let is_left = LEFT.iter().any(|it| format!("/{small}").contains(it));
        if !text || is_left && !has_notes(&small) {
            continue;
        }
        if is_left {
            // Nothing of it is read but where notes stand: one that is broken is no reason to refuse the rest.
            if let Ok(part) = unpacked(archive, name, left)
                && well_formed(&part, &mut elements).is_ok()
            {
                unseen.hear(&small, &part);
            }
            continue;
        }
        let mut part = unpacked(archive, name, left)?;
        well_formed(&part, &mut elements).map_err(|why| format!("{name}: {why}"))?;
        unseen.hear(&small, &part);
        if small.ends_with("styles.xml") {
            part = number_formats(&part)?;
        }
        clean.start_file(name, options).map_err(failed)?;
        clean
            .write_all(part.as_bytes())
            .map_err(|error| error.to_string())?;
    }
    Ok(clean.finish().map_err(failed)?.into_inner())
}

/// Whether every element is closed and none is too deep, how many there are, and that no count that
/// is set aside beforehand and no name of a cell is absurd.
fn well_formed(text: &str, elements: &mut usize) -> Result<(), String> {
    let mut reader = Reader::from_str(text);
    let mut depth = 0_usize;
    loop {
        let opened = match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(element) => {
                depth += 1;
                Some(element)
            }
            Event::Empty(element) => Some(element),
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                None
            }
            Event::Decl(said) => {
                let other = said.encoding().is_some_and(|it| {
                    !it.is_ok_and(|it| matches!(it.to_lowercase().as_str(), "utf-8" | "us-ascii"))
                });
                if other {
                    return Err("it is not in UTF-8".to_owned());
                }
                None
            }
            Event::Eof if depth > 0 => return Err("it is cut off".to_owned()),
            Event::Eof => return Ok(()),
            _ => None,
        };
        let Some(element) = opened else { continue };
        *elements += 1;
        if *elements > MOST_ELEMENTS || depth > MOST_DEPTH {
            return Err(format!(
                "it has more than {} elements, or more than {MOST_DEPTH} in one another",
                grouped(MOST_ELEMENTS)
            ));
        }
        measured(&element)?;
    }
}

/// Counts and names of cells in an element.
fn measured(element: &BytesStart<'_>) -> Result<(), String> {
    match element.local_name().as_ref() {
        "sst" => {
            let count = attribute(element, "uniqueCount").unwrap_or_default();
            // What is no number is passed over by the library too.
            if count
                .parse::<u128>()
                .is_ok_and(|it| it > MOST_ELEMENTS as u128)
            {
                return Err(format!("it says that it has {count} texts"));
            }
        }
        "c" | "row" | "dimension" => {
            for name in ["r", "ref"] {
                let place = attribute(element, name).unwrap_or_default();
                // `XFD1048576:XFD1048576`, with room for what is absolute.
                if place.split(':').any(|it| it.len() > 12) {
                    return Err(format!(
                        "it has a cell named “{}…”",
                        place.chars().take(20).collect::<String>()
                    ));
                }
            }
        }
        "mergeCell" => {
            let area = attribute(element, "ref").unwrap_or_default();
            if !is_area(&area) {
                return Err(format!(
                    "it has merged cells at “{}”, which is no area",
                    area.chars().take(20).collect::<String>()
                ));
            }
        }
        _ => {}
    }
    Ok(())
}

/// Whether an area of cells, as `B2:C4`, ends where it begins or behind that.
fn is_area(area: &str) -> bool {
    let place = |cell: &str| {
        let digits = cell.find(|c: char| c.is_ascii_digit())?;
        let (letters, row) = cell.split_at(digits);
        let named = (1..=3).contains(&letters.len())
            && letters.bytes().all(|it| it.is_ascii_uppercase())
            && row.len() <= 7;
        // Of as many letters the later in the alphabet is the later column.
        named.then_some((letters.len(), letters.to_owned(), row.parse::<u32>().ok()?))
    };
    let Some((first, last)) = area.split_once(':') else {
        return place(area).is_some();
    };
    match (place(first), place(last)) {
        (Some((a, first, top)), Some((b, last, end))) => {
            (a, first) <= (b, last) && (1..=end).contains(&top)
        }
        _ => false,
    }
}

/// The styles of a workbook with nothing but what tells dates from numbers: fonts and colours would
/// be copied once for every format.
fn number_formats(text: &str) -> Result<String, String> {
    let mut reader = Reader::from_str(text);
    let mut within: Vec<String> = Vec::new();
    let (mut named, mut used) = (String::new(), String::new());
    let mut formats = 0_usize;
    loop {
        let (element, open) = match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(element) => (element, true),
            Event::Empty(element) => (element, false),
            Event::End(_) => {
                within.pop();
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        let parent = within.last().map_or("", String::as_str);
        let name = element.local_name();
        // Writing into a String can't fail.
        let _never = match (parent, name.as_ref()) {
            ("numFmts", "numFmt") if element.len() <= 2_048 => {
                formats += 1;
                write!(named, "<numFmt{}/>", element.attributes_raw())
            }
            ("cellXfs", "xf") => {
                formats += 1;
                let id = attribute(&element, "numFmtId")
                    .filter(|id| id.len() <= 9 && id.bytes().all(|it| it.is_ascii_digit()));
                write!(used, "<xf numFmtId=\"{}\"/>", id.as_deref().unwrap_or("0"))
            }
            _ => Ok(()),
        };
        if formats > 2 * MOST_FORMATS {
            return Err(format!(
                "it has more than {} formats of cells",
                grouped(MOST_FORMATS)
            ));
        }
        if open {
            within.push(name.as_ref().to_owned());
        }
    }
    Ok(format!(
        "<styleSheet><numFmts>{named}</numFmts><cellXfs>{used}</cellXfs></styleSheet>"
    ))
}

fn xlsx(bytes: Vec<u8>, unseen: &Unseen) -> Result<Vec<Sheet>, String> {
    let failed = |error: XlsxError| error.to_string();
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(failed)?;
    let names: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .filter(|it| it.typ == SheetType::WorkSheet)
        .map(|it| (it.name.clone(), it.visible != SheetVisible::Visible))
        .collect();
    if names.len() > MOST_SHEETS {
        return Err(format!("it has more than {MOST_SHEETS} sheets"));
    }
    let mut room = Room::default();
    let mut sheets = Vec::new();
    for (name, hidden) in names {
        let mut cells = match book.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(format!("sheet “{name}”: {error}")),
        };
        let mut rows = Rows::default();
        while let Some(found) = cells
            .next_cell()
            .map_err(|error| format!("sheet “{name}”: {error}"))?
        {
            let (row, column) = found.get_position();
            let words = cell(&found.get_value().clone().into());
            if !words.is_empty() {
                rows.put(&mut room, row as usize, column as usize, words)
                    .map_err(|why| format!("{why} (sheet “{name}”, row {})", row + 1))?;
            }
        }
        drop(cells);
        let joined = joined(&mut book, &name).map_err(failed)?;
        let (unseen, notes) = unseen.of(&name);
        sheets.push(Sheet {
            name,
            hidden,
            rows: rows.0,
            joined,
            unseen,
            notes,
            ..Sheet::default()
        });
    }
    Ok(sheets)
}

/// The cells of a sheet that go down over several rows.
fn joined(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Result<Vec<Joined>, XlsxError> {
    let merged = book.merge_cells_by_sheet_name(name)?.into_iter();
    Ok(merged
        .filter(|it| it.end.0 > it.start.0)
        .map(|it| Joined {
            column: it.start.1 as usize,
            first: it.start.0 as usize,
            last: it.end.0 as usize,
        })
        .collect())
}

/// A cell as its reader sees it; days as `2017-05-12`, times as `12:30`, what lasts longer as `26:30`.
fn cell(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::String(words) => words.trim().to_owned(),
        Data::Float(value) => value.to_string(),
        Data::Int(value) => value.to_string(),
        Data::Bool(value) => value.to_string(),
        Data::DateTime(when) => {
            let (year, month, day, hour, min, sec, _) = when.to_ymd_hms_milli();
            // A time of day alone is a part of a day; how long something lasts may be more than one,
            // and the calendar begins with the year 1900, or 1904.
            let lasts = when.is_duration() || when.as_f64() < 1.0 || year <= 1_900;
            if lasts && (0.0..MOST_DAYS).contains(&when.as_f64()) {
                return lasting((when.as_f64() * 86_400.0).round() as u64);
            }
            let time = if sec == 0 {
                format!("{hour:02}:{min:02}")
            } else {
                format!("{hour:02}:{min:02}:{sec:02}")
            };
            if (hour, min, sec) == (0, 0, 0) {
                format!("{year}-{month:02}-{day:02}")
            } else {
                format!("{year}-{month:02}-{day:02} {time}")
            }
        }
        Data::DateTimeIso(words) => words.clone(),
        Data::DurationIso(words) => lasting_iso(words),
        Data::Error(error) => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_of_cells_ends_behind_where_it_begins() {
        for area in ["A1", "A1:A1", "B2:B4", "Z9:AA10", "A1:XFD1048576"] {
            assert!(is_area(area), "{area}");
        }
        for area in [
            "", "B4:B2", "C1:B1", "AA1:Z1", "A0:A1", "1:3", "A:B", "A1:B2:C3", "é1",
        ] {
            assert!(!is_area(area), "{area}");
        }
    }
}
