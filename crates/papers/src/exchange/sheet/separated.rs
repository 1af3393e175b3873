//! Comma-separated values, in and out. Must not know what the columns mean.

use super::limits::Room;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

/// Where the files come from, for a guess at the encoding of one that has few letters to go by.
const FROM: &[u8] = b"uk";

/// So many letters beyond ASCII speak for themselves, wherever the file comes from.
const ENOUGH: usize = 10;

/// Text as it was meant: by its byte-order mark, else UTF-8, else in the encoding of before Unicode
/// that its letters speak for most.
pub(in crate::exchange) fn decoded(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    if let Some(encoding) = in_two_bytes(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // A file of which a byte is broken is UTF-8 still, if the rest of it speaks for that.
    let letters = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let from = (letters < ENOUGH).then_some(FROM);
    let encoding = detector.guess(from, Utf8Detection::Allow);
    encoding.decode(bytes).0.into_owned()
}

/// Of UTF-16 without a mark: every second byte of Latin letters is nothing.
fn in_two_bytes(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let first = &bytes[..bytes.len().min(1_024) & !1];
    let zeros = |lead: usize| {
        first
            .iter()
            .skip(lead)
            .step_by(2)
            .filter(|it| **it == 0)
            .count()
    };
    let half = first.len() / 2;
    match (zeros(0), zeros(1)) {
        (0, many) if half >= 4 && many * 10 >= half * 7 => Some(encoding_rs::UTF_16LE),
        (many, 0) if half >= 4 && many * 10 >= half * 7 => Some(encoding_rs::UTF_16BE),
        _ => None,
    }
}

/// The rows of a text, each cell trimmed.
pub(super) fn rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, String> {
    let text = decoded(bytes);
    let declared = declared(&text);
    let separator = declared.unwrap_or_else(|| separator(&text));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(std::io::Cursor::new(with_empty_rows(&text, separator)?));
    let mut room = Room::default();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        room.rows(1)?;
        room.cells(record.len(), record.as_slice().len())?;
        rows.push(record.iter().map(|it| unled(it.trim())).collect());
    }
    if let Some(first) = rows.first_mut().filter(|_| declared.is_some()) {
        first.clear();
    }
    Ok(rows)
}

/// The separator that a first line declares to Excel: `sep=;`.
fn declared(text: &str) -> Option<u8> {
    let line = text.lines().next()?.trim_matches('"');
    let (lead, sign) = line.split_at_checked(4)?;
    let sign = sign.trim_end_matches(['\r', '"']);
    match sign.as_bytes() {
        [sign] if lead.eq_ignore_ascii_case("sep=") => Some(*sign),
        _ => None,
    }
}

/// The reader passes over empty lines, and they count: each gets a separator.
///
/// # Errors
/// If a cell in quotation marks has no end: all that follows would be of that cell.
fn with_empty_rows(text: &str, separator: u8) -> Result<String, String> {
    let mut kept = String::with_capacity(text.len() + 64);
    // In which line the quotation marks were opened, if they are; whether a cell begins, and a row.
    let (mut quoted, mut cell, mut row) = (None, true, true);
    let mut line = 1;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if matches!(c, '\n' | '\r') {
            if quoted.is_none() && row {
                kept.push(char::from(separator));
            }
            kept.push(c);
            kept.extend(chars.next_if(|next| c == '\r' && *next == '\n'));
            line += 1;
            (cell, row) = (true, quoted.is_none());
            continue;
        }
        kept.push(c);
        row = false;
        match (c, quoted) {
            ('"', Some(opened)) => match chars.next_if_eq(&'"') {
                Some(again) => kept.push(again),
                // Behind the end of a cell stands nothing: what does was quoted by itself.
                None if opened < line
                    && chars.peek().is_some_and(|it| {
                        !matches!(it, '\n' | '\r' | ' ') && *it != char::from(separator)
                    }) =>
                {
                    return Err(never_closed(opened));
                }
                None => quoted = None,
            },
            ('"', None) if cell => quoted = Some(line),
            _ => {}
        }
        cell = quoted.is_none() && c == char::from(separator);
    }
    match quoted {
        None => Ok(kept),
        Some(opened) => Err(never_closed(opened)),
    }
}

fn never_closed(line: usize) -> String {
    format!(
        "a quotation mark that is opened in line {line} is closed nowhere, so that what stands behind it is one cell: close it, or take it out"
    )
}

/// The separator that stands most often outside quotes in the first lines. One with a blank behind it
/// stands within words, unless all have one.
fn separator(text: &str) -> u8 {
    let mut counts = [
        (b',', 0_usize, 0_usize),
        (b';', 0, 0),
        (b'\t', 0, 0),
        (b'|', 0, 0),
    ];
    let mut quoted = false;
    let first = &text.as_bytes()[..text.len().min(4096)];
    for (at, byte) in first.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            _ if quoted => {}
            _ => {
                for (separator, tight, all) in &mut counts {
                    if byte == separator {
                        *all += 1;
                        *tight += usize::from(first.get(at + 1) != Some(&b' '));
                    }
                }
            }
        }
    }
    // The comma, where there is none at all.
    counts
        .iter()
        .rev()
        .max_by_key(|(_, tight, all)| (*tight, *all))
        .map_or(b',', |(separator, ..)| *separator)
}

/// Rows as CSV, as Excel opens it: UTF-8 with its mark, CRLF. What a spreadsheet would take for a
/// formula is led by an apostrophe.
pub fn csv<R, C>(rows: R) -> Vec<u8>
where
    R: IntoIterator<Item = Vec<C>>,
    C: AsRef<str>,
{
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        // Memory can be written.
        let _never = writer.write_record(row.iter().map(|it| harmless(it.as_ref())));
    }
    writer.into_inner().unwrap_or_default()
}

/// Without the apostrophe that leads what a spreadsheet would take for a formula.
fn unled(field: &str) -> String {
    let bare = field.strip_prefix('\'').filter(|it| is_led(it));
    bare.unwrap_or(field).to_owned()
}

fn harmless(field: &str) -> String {
    if is_led(field) {
        format!("'{field}")
    } else {
        field.to_owned()
    }
}

/// Whether words are led by an apostrophe when they go out: those that a spreadsheet might take for
/// a formula, and those that would lose an apostrophe of their own when they come back.
fn is_led(field: &str) -> bool {
    let words = field.trim_start_matches('\'');
    words.starts_with(['\t', '\r', '\n']) || words.trim_start_matches(unseen).starts_with(FORMULA)
}

/// What a spreadsheet would take for the beginning of a formula, or a program before it would turn
/// into that: the signs of OWASP's list with their full-width and small forms.
const FORMULA: [char; 12] = [
    '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}', '\u{fe66}', '\u{fe62}',
    '\u{fe63}', '\u{fe6b}',
];

/// Blanks, control characters and marks without width, which may be passed over before a formula.
fn unseen(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names in the encodings in which spreadsheets of other countries, and old ones, write CSV.
    #[test]
    fn letters_of_before_unicode_are_those_that_were_meant() {
        let british = "Name;Note\nZoë;“Ring the ward” – £5\nRenée;O’Brien’s café\n";
        let polish = "Nazwa;Uwagi\nŁukasz Wójcik;Proszę zadzwonić na oddział\nŻaneta;Część zamienna, świeżo wgrana\n";
        let greek = "Όνομα;Σημείωση\nΓιώργος;Καλέστε τον θάλαμο\nΕλένη;Το σύστημα δεν λειτουργεί\n";
        for (text, encoding) in [
            (british, encoding_rs::WINDOWS_1252),
            (polish, encoding_rs::WINDOWS_1250),
            (greek, encoding_rs::WINDOWS_1253),
        ] {
            let (bytes, _, lost) = encoding.encode(text);
            assert!(!lost, "{}", encoding.name());
            assert_eq!(decoded(&bytes), text, "{}", encoding.name());
        }
        // One name alone is little to go by.
        for (bytes, wanted) in [
            (&b"Zo\xeb;1\n"[..], "Zoë;1\n"),
            (b"Ward;Caf\xe9\n", "Ward;Café\n"),
            (b"Cost;\xa35\n", "Cost;£5\n"),
            (
                b"O\x92Brien;\x93now\x94 \x96 soon\n",
                "O’Brien;“now” – soon\n",
            ),
            (b"Bj\xf6rn;Si\xe2n\n", "Björn;Siân\n"),
        ] {
            assert_eq!(decoded(bytes), wanted);
        }
    }

    #[test]
    fn a_cell_that_is_opened_and_never_closed_is_told_with_its_line() {
        let why = rows(b"Time,Message\n09:00,Hello\n09:10,\"Open\n09:20,Lost\n")
            .expect_err("a cell without an end");
        assert!(why.contains("line 3"), "{why}");
        // Nor does one close it that opens another cell.
        let why =
            rows(b"Time,Message,To\n09:00,\"Open,All\n09:10,Two,All\n09:20,\"Ring, now\",All\n")
                .expect_err("a cell without an end");
        assert!(why.contains("line 2"), "{why}");
        // Marks within words are words, and do not hide that a line is empty.
        let found = rows(b"Pipe,Note\n5\" pipe,x\n\n\"a \"\"b\"\"\n\nc\",y\n").expect("it ends");
        assert_eq!(found.len(), 4);
        assert_eq!(found[1][0], "5\" pipe");
        assert_eq!(found[3], ["a \"b\"\n\nc", "y"]);
    }

    #[test]
    fn a_first_line_for_excel_says_the_separator_and_nothing_more() {
        for text in ["sep=|\nA|B, C; D\n", "\"sep=|\"\r\nA|B, C; D\r\n"] {
            let found = rows(text.as_bytes()).expect("it can be read");
            assert_eq!(found, [&[][..], &["A", "B, C; D"]], "{text}");
        }
    }
}
