//! Spreadsheets that were made to harm, or are damaged: each is read or refused in words, in little
//! memory, and never ends the program.

use std::io::{Cursor, Read, Write};
use std::process::Command;
use wardroom_papers::exchange::sheet::{self, MOST_BYTES, MOST_ROWS, SheetError};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The address space in which everything here must do, in kilobytes: the program and its threads
/// among it. Well under the gigabytes that these files ask for.
const ADDRESS_SPACE_KB: usize = 1_500_000;

/// Set in the child that is kept within it.
const WITHIN: &str = "WARDROOM_TEST_WITHIN";

/// Runs a test of this binary again, in a child that can't have more memory.
#[track_caller]
fn within_bounds(test: &str) -> bool {
    if std::env::var_os(WITHIN).is_some() {
        return true;
    }
    let this = std::env::current_exe().expect("this test");
    let limited = format!(
        "ulimit -v {ADDRESS_SPACE_KB}; exec \"$0\" --exact workbooks::{test} --nocapture --test-threads 1"
    );
    let output = Command::new("sh")
        .args(["-c", &limited])
        .arg(&this)
        .env(WITHIN, "1")
        .output()
        .expect("a shell");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{:?}: {told}", output.status);
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(out.contains("1 passed"), "{out}");
    // Stumbling over a damaged file is no fault of the program, and not told as one.
    assert!(!told.contains("panicked"), "{told}");
    false
}

/// An archive of parts, each written by a function so that a large one is never in memory.
type Part<'a> = (&'a str, Writes<'a>);

fn archive(parts: &[Part<'_>]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, write) in parts {
        archive.start_file(*name, options).expect("a part");
        write(&mut archive);
    }
    archive.finish().expect("an archive").into_inner()
}

/// What writes a part of a file.
type Writes<'a> = Box<dyn Fn(&mut dyn Write) + 'a>;

fn words<'a>(text: impl Into<String>) -> Writes<'a> {
    let text = text.into();
    Box::new(move |to| to.write_all(text.as_bytes()).expect("written"))
}

/// A beginning, a piece so many times, an end.
fn many<'a>(first: &'a str, piece: &'a str, times: usize, last: &'a str) -> Writes<'a> {
    Box::new(move |to| {
        let block = piece.repeat((1 << 20) / piece.len() + 1);
        let whole = times * piece.len();
        to.write_all(first.as_bytes()).expect("written");
        let mut left = whole;
        while left > 0 {
            let now = left.min(block.len() / piece.len() * piece.len());
            to.write_all(&block.as_bytes()[..now]).expect("written");
            left -= now;
        }
        to.write_all(last.as_bytes()).expect("written");
    })
}

const SHEET: &str = r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Segment</t></is></c><c r="B1" t="inlineStr"><is><t>Type</t></is></c></row>"#;
const SHEET_END: &str = "</sheetData></worksheet>";

/// A workbook of one sheet; further parts beside it.
fn xlsx(sheet: Writes<'_>, more: Vec<Part<'_>>) -> Vec<u8> {
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut parts: Vec<Part<'_>> = vec![
        (
            "[Content_Types].xml",
            words(
                r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#,
            ),
        ),
        (
            "_rels/.rels",
            words(format!(
                r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            )),
        ),
        (
            "xl/workbook.xml",
            words(format!(
                r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{relation}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#
            )),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            words(format!(
                r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{relation}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="{relation}/styles" Target="styles.xml"/></Relationships>"#
            )),
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    parts.extend(more);
    archive(&parts)
}

const ODS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet><table:table table:name="S"><table:table-row><table:table-cell office:value-type="string"><text:p>Segment</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Type</text:p></table:table-cell></table:table-row>"#;
const ODS_END: &str = "</table:table></office:spreadsheet></office:body></office:document-content>";

/// An OpenDocument spreadsheet with more rows.
fn ods(rows: &str) -> Vec<u8> {
    archive(&[
        (
            "mimetype",
            words("application/vnd.oasis.opendocument.spreadsheet"),
        ),
        ("content.xml", words(format!("{ODS}{rows}{ODS_END}"))),
        ("META-INF/manifest.xml", words("<manifest/>")),
    ])
}

fn ods_cell(attributes: &str, words: &str) -> String {
    format!(
        r#"<table:table-cell office:value-type="string" {attributes}><text:p>{words}</text:p></table:table-cell>"#
    )
}

/// Small files that ask for much, each with what it is.
fn bombs() -> Vec<(&'static str, Vec<u8>)> {
    let cell = ods_cell("", "x");
    let row = |attributes: &str, cells: &str| {
        format!("<table:table-row {attributes}>{cells}</table:table-row>")
    };
    let row_at = |at: &str| {
        words(format!(
            "{SHEET}<row><c r=\"{at}\" t=\"inlineStr\"><is><t>x</t></is></c></row>{SHEET_END}"
        ))
    };
    let shared = |first: &str, piece: &str, times: usize| -> Vec<u8> {
        let (first, piece) = (first.to_owned(), piece.to_owned());
        let write: Writes<'_> = Box::new(move |to| {
            many(&first, &piece, times, "</sst>")(to);
        });
        xlsx(
            words(format!("{SHEET}{SHEET_END}")),
            vec![("xl/sharedStrings.xml", write)],
        )
    };
    let long = "y".repeat(1 << 20);
    let named_twice = {
        let pointing = r#"<c r="A2" t="s"><v>0</v></c>"#;
        let text = format!("<sst><si><t>{long}</t></si></sst>");
        xlsx(
            many(SHEET, &format!("<row>{pointing}</row>"), 3_000, SHEET_END),
            vec![("xl/sharedStrings.xml", words(text))],
        )
    };
    let styled = xlsx(
        words(format!("{SHEET}{SHEET_END}")),
        vec![(
            "xl/styles.xml",
            many(
                "<styleSheet><cellXfs>",
                "<xf/>",
                200_000,
                "</cellXfs></styleSheet>",
            ),
        )],
    );
    vec![
        ("one cell far away", xlsx(row_at("XFD1048576"), vec![])),
        (
            "a cell that is nowhere",
            xlsx(row_at("ZZZZZZZZZZZZZZZ1"), vec![]),
        ),
        (
            "a row that is nowhere",
            xlsx(row_at("A99999999999999"), vec![]),
        ),
        (
            "unpacks to much",
            xlsx(many(SHEET, " ", 70 << 20, SHEET_END), vec![]),
        ),
        (
            "many elements",
            xlsx(many(SHEET, "<row/>", 5_100_000, SHEET_END), vec![]),
        ),
        (
            "deep",
            xlsx(many(SHEET, "<row>", 100_000, SHEET_END), vec![]),
        ),
        (
            "says it has many texts",
            shared(
                "<sst uniqueCount=\"4000000000\"><si><t>a</t></si>",
                "<si/>",
                1,
            ),
        ),
        ("one text in many cells", named_twice),
        ("many formats", styled),
        (
            "rows repeated",
            ods(&row("table:number-rows-repeated=\"50000000\"", &cell)),
        ),
        (
            "columns repeated",
            ods(&row(
                "",
                &ods_cell("table:number-columns-repeated=\"100000000\"", "x"),
            )),
        ),
        (
            "both repeated",
            ods(&row(
                "table:number-rows-repeated=\"90000\"",
                &ods_cell("table:number-columns-repeated=\"16384\"", "x"),
            )),
        ),
        (
            "a long text repeated",
            ods(&row(
                "",
                &ods_cell("table:number-columns-repeated=\"16384\"", &long),
            )),
        ),
        (
            "far away in ods",
            ods(&format!(
                "{}{}",
                row(
                    "table:number-rows-repeated=\"1048570\"",
                    "<table:table-cell/>"
                ),
                row("", &cell)
            )),
        ),
        (
            "a note that does not end",
            ods(
                "<table:table-row><table:table-cell office:value-type=\"string\"><office:annotation><text:p>x",
            ),
        ),
        ("more bytes than are read", vec![b'x'; MOST_BYTES + 1]),
        (
            "rows without end",
            "a,pc\n".repeat(MOST_ROWS + 1).into_bytes(),
        ),
        (
            "empty rows without end",
            "\n".repeat(MOST_BYTES).into_bytes(),
        ),
        (
            "a row without end",
            "a,".repeat(MOST_BYTES / 2).into_bytes(),
        ),
        (
            "an old workbook",
            [
                &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..],
                &[7; 3_000],
            ]
            .concat(),
        ),
        (
            "in another encoding",
            xlsx(
                words(
                    format!("{SHEET}{SHEET_END}")
                        .replace("version=\"1.0\"", "version=\"1.0\" encoding=\"UTF-7\""),
                ),
                vec![],
            ),
        ),
    ]
}

#[test]
fn what_asks_for_more_than_is_read_is_refused_in_words() {
    if !within_bounds("what_asks_for_more_than_is_read_is_refused_in_words") {
        return;
    }
    for (what, bytes) in bombs() {
        assert!(bytes.len() <= MOST_BYTES + 1, "{what}");
        let before = std::time::Instant::now();
        let why = match sheet::read(&bytes) {
            Err(why) => why.to_string(),
            Ok(sheets) => panic!("{what}: {} sheets", sheets.len()),
        };
        assert!(
            why.contains("can't be read") && why.contains(".xlsx"),
            "{what}: {why}"
        );
        assert!(before.elapsed().as_secs() < 120, "{what}");
        eprintln!("{what}: {:?}: {why}", before.elapsed());
    }
    // Blanks that stand for many, and a document type that names a file, do no harm.
    let spaces = r#"a<text:s text:c="4000000000"/>b"#;
    let row = format!(
        "<table:table-row>{}</table:table-row>",
        ods_cell("", spaces)
    );
    let read = sheet::read(&ods(&row)).expect("it can be read");
    assert!(read[0].rows[1][0].len() < 2_000);
    let typed = SHEET.replacen(
        "?>",
        "?><!DOCTYPE l [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
        1,
    );
    let read = sheet::read(&xlsx(words(format!("{typed}{SHEET_END}")), vec![]));
    assert!(read.is_ok_and(|it| it[0].rows[0][0] == "Segment"));
}

/// A sound book of each kind.
fn sound() -> Vec<(&'static str, Vec<u8>)> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for name in ["One", "Two"] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("a name");
        let day = rust_xlsxwriter::Format::new().set_num_format("d mmm yyyy");
        for row in 0..12 {
            sheet
                .write_string(row, 0, format!("row {row}, ä"))
                .expect("a cell");
            sheet.write_number(row, 1, f64::from(row)).expect("a cell");
            let when = rust_xlsxwriter::ExcelDateTime::from_ymd(2017, 5, 12).expect("a day");
            sheet
                .write_datetime_with_format(row, 2, when, &day)
                .expect("a cell");
            sheet.write_formula(row, 3, "=1+1").expect("a cell");
        }
    }
    let rows: String = (0..12)
        .map(|row| {
            format!(
                "<table:table-row table:number-rows-repeated=\"2\">{}<table:table-cell table:number-columns-repeated=\"3\"/><table:table-cell office:value-type=\"float\" office:value=\"{row}\"><office:annotation><text:p>note</text:p></office:annotation><text:p>{row}</text:p></table:table-cell></table:table-row>",
                ods_cell("", "a &amp; b<text:s text:c=\"2\"/>c")
            )
        })
        .collect();
    vec![
        ("xlsx", book.save_to_buffer().expect("a workbook")),
        ("ods", ods(&rows)),
        (
            "csv",
            "Segment;Type\n\"a;\"\"b\";pc\n\n'=x;ä\n"
                .repeat(9)
                .into_bytes(),
        ),
        (
            "xls",
            [
                &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..],
                &[0; 600],
            ]
            .concat(),
        ),
    ]
}

#[test]
fn sound_books_are_read_cell_by_cell() {
    for (kind, bytes) in sound() {
        let read = sheet::read(&bytes);
        match kind {
            "xlsx" => {
                let sheets = read.expect("it can be read");
                assert_eq!(sheets.len(), 2);
                assert_eq!(sheets[1].rows[3], ["row 3, ä", "3", "2017-05-12", "0"]);
            }
            "ods" => {
                let rows = &read.expect("it can be read")[0].rows;
                assert_eq!(rows.len(), 25);
                assert_eq!(rows[3], ["a & b  c", "", "", "", "1"]);
            }
            "csv" => assert_eq!(read.expect("it can be read")[0].rows[1], ["a;\"b", "pc"]),
            _ => assert!(matches!(read, Err(SheetError::Workbook(why)) if why.contains(".xls"))),
        }
    }
}

/// Draws without a clock, so that what fails once fails again.
struct Draws(u64);

impl Draws {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most.max(1)
    }
}

/// Bytes that were cut, changed, doubled, or in which a number grew.
fn damaged(bytes: &[u8], draws: &mut Draws) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=draws.below(3) {
        let at = draws.below(bytes.len());
        match draws.below(6) {
            0 => bytes.truncate(at),
            1 => bytes
                .iter_mut()
                .skip(at)
                .take(1)
                .for_each(|it| *it ^= 1 << (at % 8)),
            2 => bytes.iter_mut().skip(at).take(4).for_each(|it| *it = 0xff),
            3 => {
                let end = bytes.len().min(at + 1 + draws.below(200));
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            4 => {
                let end = bytes.len().min(at + 1 + draws.below(60));
                bytes.drain(at..end);
            }
            _ => {
                let digit = (at..bytes.len()).find(|it| bytes[*it].is_ascii_digit());
                if let Some(digit) = digit {
                    bytes.splice(digit..digit, *b"4294967");
                }
            }
        }
    }
    bytes
}

/// A workbook one of whose parts is damaged: the archive round it is sound.
fn damaged_inside(bytes: &[u8], draws: &mut Draws) -> Vec<u8> {
    let mut book = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let struck = draws.below(book.len());
    let mut parts = Vec::new();
    for at in 0..book.len() {
        let mut part = book.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("it can be read");
        if at == struck {
            bytes = damaged(&bytes, draws);
        }
        parts.push((name, bytes));
    }
    let parts: Vec<Part<'_>> = parts
        .iter()
        .map(|(name, bytes)| -> Part<'_> {
            (
                name,
                Box::new(move |to| to.write_all(bytes).expect("written")),
            )
        })
        .collect();
    archive(&parts)
}

#[test]
fn damaged_books_are_read_or_refused_and_end_nothing() {
    if !within_bounds("damaged_books_are_read_or_refused_and_end_nothing") {
        return;
    }
    let mut draws = Draws(13);
    let (mut read, mut refused) = (0, 0);
    for (kind, bytes) in sound() {
        for round in 0..200 {
            let inside = matches!(kind, "xlsx" | "ods") && round % 4 > 0;
            let bytes = if inside {
                damaged_inside(&bytes, &mut draws)
            } else {
                damaged(&bytes, &mut draws)
            };
            match sheet::read(&bytes) {
                Ok(_) => read += 1,
                Err(why) => {
                    refused += 1;
                    let why = why.to_string();
                    assert!(why.contains("can't be read"), "{kind}: {why}");
                }
            }
        }
    }
    let told = format!("{read} read, {refused} refused");
    eprintln!("{told}");
    assert!(read > 100 && refused > 100, "{told}");
}

#[test]
fn the_program_says_why_a_list_is_not_read_and_writes_nothing() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let far = format!(
        "{SHEET}<row><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>x</t></is></c></row>{SHEET_END}"
    );
    let old = [
        &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..],
        &[7; 3_000],
    ]
    .concat();
    for (name, bytes) in [("far.xlsx", xlsx(words(far), vec![])), ("old.xls", old)] {
        std::fs::write(folder.path().join(name), bytes).expect("written");
        let output = Command::new(env!("CARGO_BIN_EXE_wardroom"))
            .current_dir(folder.path())
            .args(["estate", "--assets", name, "-o", "e.ron"])
            .output()
            .expect("the program can be started");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains("This workbook can't be read"), "{told}");
        assert!(!folder.path().join("e.ron").exists());
    }
}
