//! What a file is that is no spreadsheet, by its first bytes, and what to do with it. Workbooks of before
//! 2007 are not read ([decision 21](../../../../docs/decisions/0021-old-workbooks-are-saved-anew.md)).
//! Must not go by a file's name.

use super::decoded;

/// How much of a text is looked at.
const BEGINNING: usize = 4_096;

/// What is in an archive, by the end of a part's name, and what to do: the first that is there counts.
const PARTS: [(&str, &str); 7] = [
    ("workbook.bin", "it is an Excel binary workbook (.xlsb)"),
    ("xl/workbook.xml", ""),
    (
        "word/document.xml",
        "it is a Word document, of which only events lists and plans are read: copy its table into a spreadsheet",
    ),
    (
        "ppt/presentation.xml",
        "it is a PowerPoint presentation: copy its table into a spreadsheet",
    ),
    (
        "index/document.iwa",
        "it is a document of Apple's Numbers, Pages or Keynote: export it from there",
    ),
    ("mimetype", ""),
    ("[content_types].xml", ""),
];
const PACKED_PARTS: &str =
    "it is a ZIP archive and no workbook: unpack it, and name the file in it";

const LOCKED: &str =
    "it is locked with a password: open it, take the password off (File, Info, Protect)";
const OLD_WORD: &str =
    "it is a Word document in the format of before 2007 (.doc): copy its table into a spreadsheet";
const OLD_POINT: &str = "it is a PowerPoint presentation: copy its table into a spreadsheet";
const OLD_BOOK: &str = "it is in the format of Excel before 2007 (.xls), which is no longer read";
const MESSAGE: &str =
    "it is an e-mail that was saved from Outlook (.msg): open it, and save what is attached to it";
const PDF: &str = "it is a PDF, which keeps where letters stand on a page and no table. Take the workbook or the Word document that it was made from, or copy its table into a spreadsheet.";
const PAGE: &str = "it is a web page, whatever its name says: some systems export one and call it .xls. Open it in Excel or LibreOffice and save it as .xlsx.";
const XML_BOOK: &str = "it is a workbook in the XML format of Excel 2003, whatever its name says. Open it in Excel or LibreOffice and save it as .xlsx.";
const FLAT_BOOK: &str =
    "it is a flat OpenDocument file (.fods). Open it in LibreOffice and save it as .ods or .xlsx.";
const XML: &str = "it is XML, and no spreadsheet. Export it from its program as a workbook or CSV.";
const JSON: &str = "it is JSON, and no spreadsheet. Only an events list in the Common Exercise Format is read from JSON, with `wardroom msel import`.";
const RICH: &str =
    "it is a document in Rich Text Format (.rtf). Open it, and copy its table into a spreadsheet.";
const PICTURE: &str = "it is a picture. Ask for the file that it was taken of.";
const PACKED: &str = "it is a packed archive. Unpack it, and name the spreadsheet in it.";
const BINARY: &str =
    "it is no spreadsheet, nor text. Export the list from its program as a workbook or CSV.";

/// What a file is that is neither an archive nor a compound file, and what to do; nothing if it may be a
/// spreadsheet.
pub(super) fn something_else(bytes: &[u8]) -> Option<&'static str> {
    let begins = bytes.trim_ascii_start();
    if begins.starts_with(b"%PDF-") {
        return Some(PDF);
    }
    if begins.starts_with(b"{\\rtf") {
        return Some(RICH);
    }
    if let Some(found) = infer::get(bytes) {
        use infer::MatcherType as Kind;
        let what = match found.matcher_type() {
            Kind::Image => PICTURE,
            Kind::Archive if found.mime_type() == "application/pdf" => PDF,
            Kind::Archive => PACKED,
            Kind::Audio | Kind::Video | Kind::Font | Kind::App => BINARY,
            _ => return text(bytes),
        };
        // Two letters may begin a text as well.
        if bytes.contains(&0) || !matches!(found.matcher_type(), Kind::App | Kind::Image) {
            return Some(what);
        }
    }
    text(bytes)
}

/// What a compound file is.
pub(super) fn compound(bytes: &[u8]) -> &'static str {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|it| it == name)
    };
    if holds("EncryptedPackage") {
        LOCKED
    } else if holds("WordDocument") {
        OLD_WORD
    } else if holds("PowerPoint Document") {
        OLD_POINT
    } else if holds("__properties_version1.0") {
        MESSAGE
    } else {
        OLD_BOOK
    }
}

/// What an archive with these parts is; nothing if it is a workbook.
pub(super) fn archive(names: &[String]) -> Option<&'static str> {
    let is = |end: &str| names.iter().any(|it| it.to_lowercase().ends_with(end));
    match PARTS.iter().find(|(end, _)| is(end)) {
        Some((_, "")) => None,
        Some((_, what)) => Some(what),
        None => Some(PACKED_PARTS),
    }
}

/// What text is that is no CSV.
fn text(bytes: &[u8]) -> Option<&'static str> {
    let words = decoded(&bytes[..bytes.len().min(BEGINNING)]).to_lowercase();
    let words = words.trim_start_matches('\u{feff}').trim_start();
    let begins = |these: &[&str]| these.iter().any(|it| words.starts_with(it));
    if words.contains("urn:schemas-microsoft-com:office:spreadsheet")
        || words.contains("progid=\"excel.sheet\"")
    {
        // Excel's own pages name it too.
        let page = begins(&["<html", "<!doctype html", "<table"]);
        return Some(if page { PAGE } else { XML_BOOK });
    }
    if begins(&[
        "<html",
        "<!doctype html",
        "<head",
        "<body",
        "<table",
        "<div",
        "<meta",
        "<style",
        "<script",
        "mime-version:",
    ]) {
        return Some(PAGE);
    }
    if begins(&["<?xml", "<!--", "<!doctype"]) {
        let page = words.contains("<html") || words.contains("<table");
        let flat = words.contains("office:document");
        return Some(if page {
            PAGE
        } else if flat {
            FLAT_BOOK
        } else {
            XML
        });
    }
    is_json(bytes).then_some(JSON).or_else(|| {
        let zeros = words.chars().filter(|it| *it == '\0').count();
        (zeros * 10 > words.len()).then_some(BINARY)
    })
}

/// Whether a file is JSON, by its beginning.
fn is_json(bytes: &[u8]) -> bool {
    let words = decoded(&bytes[..bytes.len().min(BEGINNING)]);
    let words = words.trim_start_matches('\u{feff}').trim_start();
    let Some(inside) = words.strip_prefix(['{', '[']) else {
        return false;
    };
    let next = inside.trim_start().chars().next();
    if words.starts_with('{') {
        matches!(next, Some('"' | '}'))
    } else {
        matches!(next, Some('{' | '[' | ']'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_spreadsheet_is_told_by_its_first_bytes() {
        for (bytes, what) in [
            (&b"%PDF-1.7\n%..."[..], PDF),
            (b"\xef\xbb\xbf <HTML><table><tr><td>No", PAGE),
            (
                b"<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>",
                PAGE,
            ),
            (b"<?xml version=\"1.0\"?>\n<!DOCTYPE html><html>", PAGE),
            (
                b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook>",
                XML_BOOK,
            ),
            (b"<?xml version=\"1.0\"?><nmaprun>", XML),
            (b"{\\rtf1\\ansi", RICH),
            (b"\xef\xbb\xbf{ \"exercise\": 1 }", JSON),
            (b"[ {\"a\": 1} ]", JSON),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", PICTURE),
            (b"\x1f\x8b\x08\0\0\0\0\0", PACKED),
            (b"7z\xbc\xaf\x27\x1c\0\0", PACKED),
        ] {
            assert_eq!(
                something_else(bytes),
                Some(what),
                "{}",
                String::from_utf8_lossy(bytes)
            );
        }
        let utf16: Vec<u8> = "\u{feff}<html><table>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(something_else(&utf16), Some(PAGE));
        for csv in [
            &b"No,Time\n1,09:00\n"[..],
            b"BM,Message\n1,x\n",
            b"MZ;Time\n",
            b"[draft] No,Time\n",
            b"{TBC},Time\n",
            b"<draft>,Time\n",
            b"",
            b"\xff\xfeN\0o\0,\0T\0\n\0",
        ] {
            assert_eq!(
                something_else(csv),
                None,
                "{}",
                String::from_utf8_lossy(csv)
            );
        }
    }
}
