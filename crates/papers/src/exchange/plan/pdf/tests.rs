//! PDFs of each kind, made here, as plan files: what comes back, what is named, what is refused.

use super::super::{Cover, Imported, PlanError, import};
use super::Refused;
use crate::report::document::{Block, Document};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;
use std::io::Write;
use wardroom_core::plan::{Plan, check};

/// A PDF of some objects, the first of which is its root.
fn file(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", at + 1).into_bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    let size = objects.len() + 1;
    bytes.extend(
        format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n")
            .into_bytes(),
    );
    bytes
}

fn stream(dict: &str, data: &[u8]) -> Vec<u8> {
    let mut bytes = format!("<< {dict} /Length {} >>\nstream\n", data.len()).into_bytes();
    bytes.extend(data);
    bytes.extend(b"\nendstream");
    bytes
}

fn packed(data: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(data).expect("it is packed");
    packer.finish().expect("it is packed")
}

const REGULAR: &str =
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
const BOLD: &str =
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>";

/// A PDF whose pages draw this, with what more it holds from object 5 on.
fn drawn(pages: &[String], more: &[Vec<u8>], with: &str) -> Vec<u8> {
    let first = 5 + more.len();
    let kids: Vec<String> = (0..pages.len())
        .map(|it| format!("{} 0 R", first + 2 * it))
        .collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!(
            "<< /Type /Pages /Kids [{}] /Count {} /MediaBox [0 0 595 842] /Resources << /Font << /R 3 0 R /B 4 0 R >> {with} >> >>",
            kids.join(" "),
            pages.len()
        )
        .into_bytes(),
        REGULAR.as_bytes().to_vec(),
        BOLD.as_bytes().to_vec(),
    ];
    objects.extend_from_slice(more);
    for (at, page) in pages.iter().enumerate() {
        let contents = first + 2 * at + 1;
        objects
            .push(format!("<< /Type /Page /Parent 2 0 R /Contents {contents} 0 R >>").into_bytes());
        objects.push(stream("", page.as_bytes()));
    }
    file(&objects, "")
}

/// Words at a place, from the left and from the bottom.
fn at(x: i32, y: i32, size: i32, words: &str) -> String {
    set("R", x, y, size, words)
}

fn bold(x: i32, y: i32, size: i32, words: &str) -> String {
    set("B", x, y, size, words)
}

fn set(face: &str, x: i32, y: i32, size: i32, words: &str) -> String {
    let words = words.replace('(', "\\(").replace(')', "\\)");
    format!("BT /{face} {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET\n")
}

/// Lines of a paragraph, from a place down.
fn lines(x: i32, y: i32, words: &[&str]) -> String {
    (0..)
        .zip(words)
        .map(|(line, it)| at(x, y - 13 * line, 11, it))
        .collect()
}

fn cover() -> Cover {
    Cover {
        organisation: "Example Hospitals".to_owned(),
        ..Cover::default()
    }
}

#[track_caller]
fn made(bytes: &[u8]) -> (Imported, Plan) {
    let imported = match import(bytes, "plan", &cover()) {
        Ok(it) => it,
        Err(why) => panic!("{why}"),
    };
    match check("plan.ron", imported.text.as_bytes()) {
        Ok(plan) => (imported, plan),
        Err(problems) => panic!("{}\n{}", imported.text, problems.render(false)),
    }
}

#[track_caller]
fn refused(bytes: &[u8]) -> Refused {
    match import(bytes, "plan", &cover()) {
        Err(PlanError::Pdf(why)) => why,
        other => panic!("{other:?}"),
    }
}

/// Number, title, owner, trigger, text of every clause.
fn told(plan: &Plan) -> Vec<[&str; 5]> {
    let clauses = plan.clauses.iter();
    clauses
        .map(|it| [&*it.id, &*it.title, &*it.owner, &*it.trigger, &*it.text])
        .collect()
}

/// The head and foot of a page.
fn edges(page: usize, of: usize) -> String {
    at(50, 810, 9, "Example Hospitals - OFFICIAL")
        + &at(260, 30, 9, &format!("Page {page} of {of}"))
}

#[test]
fn clauses_come_back_from_pages_with_heads_feet_broken_words_and_contents() {
    let first = at(50, 700, 26, "Cyber incident response plan")
        + &at(50, 660, 11, "Version 3.1")
        + &at(50, 600, 11, "4.1 Declaring an incident ............ 2")
        + &at(50, 587, 11, "4.2 Isolation of networks ............ 2")
        + &edges(1, 3);
    let second = at(50, 760, 16, "4 Response")
        + &bold(50, 730, 11, "4.1 Declaring an incident")
        + &lines(
            50,
            710,
            &[
                "Owner: Strategic commander",
                "Trigger: Two services reduced, or one stopped",
            ],
        )
        + &lines(
            50,
            670,
            &[
                "Declare at the level that fits, and have the switchboard put it out with the word decla-",
                "red, the level and the time, once for each of the sites that the trust has on its list.",
            ],
        )
        + &at(50, 630, 11, "\u{95} Tell the integrated care board.").replace('\u{95}', "\\225")
        + &bold(50, 600, 11, "4.2 Isolation of networks")
        + &lines(
            50,
            580,
            &[
                "Isolate a segment only with a clinical sign-off, and say beforehand what it stops in the",
            ],
        )
        + &edges(2, 3);
    let third = lines(50, 760, &["wards. Follow the sign-off with a call."])
        + &at(50, 720, 16, "5 Recovery")
        + &lines(50, 700, &["The order is in annex B."])
        + &edges(3, 3);
    let (imported, plan) = made(&drawn(&[first, second, third], &[], ""));
    assert_eq!(
        told(&plan),
        [
            [
                "4.1",
                "Declaring an incident",
                "Strategic commander",
                "Two services reduced, or one stopped",
                "Declare at the level that fits, and have the switchboard put it out with the word declared, the level and the time, once for each of the sites that the trust has on its list.\nTell the integrated care board."
            ],
            [
                "4.2",
                "Isolation of networks",
                "",
                "",
                "Isolate a segment only with a clinical sign-off, and say beforehand what it stops in the wards. Follow the sign-off with a call."
            ],
            ["5", "Recovery", "", "", "The order is in annex B."],
        ]
    );
    assert_eq!(
        (plan.title.as_str(), plan.version.as_str()),
        ("Cyber incident response plan", "3.1")
    );
    let left = imported.left.join("\n");
    for wanted in [
        "Example Hospitals - OFFICIAL",
        "Page 1 of 3",
        "table of contents: 2 lines",
    ] {
        assert!(left.contains(wanted), "{left}");
    }
    assert!(
        imported.assumed.iter().any(|it| it.contains("“declared”")),
        "{:?}",
        imported.assumed
    );
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let column = |x: i32, from: usize| -> String {
        let words = [
            "The coordination centre is on level",
            "two of the main building, beside the",
            "switchboard, where a list of what is",
            "needed hangs on the inside of the",
            "door, with the keys and the radios.",
        ];
        let mut page = String::new();
        for clause in 0..3 {
            let y = 700 - 120 * clause;
            page += &bold(
                x,
                y,
                11,
                &format!(
                    "{}.1 Opening room {}",
                    from + clause as usize,
                    from + clause as usize
                ),
            );
            page += &lines(x, y - 16, &words);
        }
        page
    };
    let page = at(
        50,
        780,
        22,
        "A plan in two columns, with its title over both",
    ) + &column(50, 1)
        + &column(310, 4);
    let (imported, plan) = made(&drawn(&[page], &[], ""));
    let numbers: Vec<&str> = plan.clauses.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(numbers, ["1.1", "2.1", "3.1", "4.1", "5.1", "6.1"]);
    assert!(
        plan.clauses[0]
            .text
            .starts_with("The coordination centre is on level two of the main"),
        "{}",
        plan.clauses[0].text
    );
    assert!(
        imported
            .assumed
            .iter()
            .any(|it| it.contains("columns") && it.contains("page 1"))
    );
}

/// A table with lines around its cells.
fn ruled(x: [i32; 4], y: [i32; 4], cells: [[&[&str]; 3]; 3]) -> String {
    let mut page = String::new();
    for x in x {
        page += &format!("{x} {} m {x} {} l S\n", y[0], y[3]);
    }
    for y in y {
        page += &format!("{} {y} m {} {y} l S\n", x[0], x[3]);
    }
    for (row, cells) in cells.iter().enumerate() {
        for (column, words) in cells.iter().enumerate() {
            page += &lines(x[column] + 4, y[row] - 13, words);
        }
    }
    page
}

#[test]
fn action_cards_in_a_table_with_lines_are_a_clause_a_row() {
    let page = at(50, 780, 20, "Action cards")
        + &ruled(
            [50, 100, 350, 540],
            [740, 720, 680, 640],
            [
                [&["Ref"], &["Action"], &["Owner"]],
                [
                    &["AC1"],
                    &["Ring the neighbour. Say what", "you need."],
                    &["Site manager"],
                ],
                [&["AC2"], &["Open the log"], &["Loggist of the", "day"]],
            ],
        );
    let (imported, plan) = made(&drawn(&[page], &[], ""));
    assert_eq!(
        told(&plan),
        [
            [
                "AC1",
                "Ring the neighbour",
                "Site manager",
                "",
                "Ring the neighbour. Say what you need."
            ],
            [
                "AC2",
                "Open the log",
                "Loggist of the day",
                "",
                "Open the log"
            ],
        ]
    );
    assert!(
        imported
            .assumed
            .iter()
            .any(|it| it.contains("Tables") && it.contains("page 1"))
    );
}

#[test]
fn a_row_that_the_end_of_a_page_cuts_is_one_clause() {
    let heads: [&[&str]; 3] = [&["Ref"], &["Action"], &["Owner"]];
    let first = at(50, 780, 20, "Action cards")
        + &at(50, 755, 11, "Version 2.3")
        + &ruled(
            [50, 100, 350, 540],
            [740, 720, 680, 640],
            [
                heads,
                [&["P1"], &["Ring the neighbour."], &["Site manager"]],
                [&["P2"], &["Open the log, and"], &["Loggist"]],
            ],
        );
    // No line is drawn where the page ends.
    let first = first.replace("50 640 m 540 640 l S\n", "");
    let second = ruled(
        [50, 100, 350, 540],
        [800, 780, 740, 700],
        [
            heads,
            [&[], &["read it out."], &[]],
            [&["P3"], &["Close it."], &["Loggist"]],
        ],
    );
    let (imported, plan) = made(&drawn(&[first, second], &[], ""));
    let said: Vec<[&str; 2]> = plan.clauses.iter().map(|it| [&*it.id, &*it.text]).collect();
    assert_eq!(
        said,
        [
            ["P1", "Ring the neighbour."],
            ["P2", "Open the log, and read it out."],
            ["P3", "Close it."]
        ],
        "{:?}",
        imported.left
    );
    assert_eq!(plan.version, "2.3");
}

#[test]
fn columns_of_short_clauses_end_with_a_short_page() {
    let clause = |x: i32, y: i32, number: usize| -> String {
        let words = [
            "Owner: Site manager",
            "Trigger: Loss of a system",
            "The coordination centre is on level two of",
            "the main building.",
        ];
        bold(x, y, 11, &format!("{number}.1 Room {number}")) + &lines(x, y - 16, &words)
    };
    let mut first = String::new();
    for row in 0..4 {
        let y = 780 - 150 * row;
        first += &clause(50, y, row as usize + 1);
        // What stands beside it is on no line of its.
        first += &clause(310, y - 5, row as usize + 5);
    }
    let last = clause(50, 780, 9) + &clause(310, 780, 10);
    let (_, plan) = made(&drawn(&[first, last], &[], ""));
    let numbers: Vec<String> = (1..=10).map(|it| format!("{it}.1")).collect();
    let text = "The coordination centre is on level two of the main building.";
    for (clause, number) in plan.clauses.iter().zip(&numbers) {
        let said = [&clause.id, &clause.owner, &clause.trigger, &clause.text];
        assert_eq!(said, [number, "Site manager", "Loss of a system", text]);
    }
    assert_eq!(plan.clauses.len(), 10);
}

#[test]
fn cards_whose_titles_count_as_pages_do_are_no_heads() {
    let pages: Vec<String> = (1..=4)
        .map(|it| {
            bold(50, 780, 14, &format!("{it} Action card {it}"))
                + &lines(50, 750, &["Owner: Matron", "Ring round the wards."])
                + &at(500, 30, 9, &it.to_string())
        })
        .collect();
    let (imported, plan) = made(&drawn(&pages, &[], ""));
    assert_eq!(plan.clauses.len(), 4, "{}", imported.text);
    assert_eq!(plan.clauses[3].text, "Ring round the wards.");
}

#[test]
fn pages_without_text_pictures_and_words_askew_are_named() {
    let picture = stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
        b"x",
    );
    let first = at(50, 780, 16, "1 Opening the room")
        + &lines(50, 750, &["Open it."])
        + "q 200 0 0 200 100 300 cm /P Do Q\n"
        + "BT /R 60 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (DRAFT) Tj ET\n";
    let second = "q 595 0 0 842 0 0 cm /P Do Q\n".to_owned();
    let (imported, _) = made(&drawn(
        &[first, second.clone()],
        std::slice::from_ref(&picture),
        "/XObject << /P 5 0 R >>",
    ));
    let left = imported.left.join("\n");
    assert!(left.contains("No text could be had of page 2"), "{left}");
    assert!(left.contains("Pictures, 2: pages 1, 2"), "{left}");
    assert!(left.contains("askew"), "{left}");
    let scan = drawn(&[second], &[picture], "/XObject << /P 5 0 R >>");
    let why = refused(&scan);
    assert_eq!(why, Refused::NoText("1 page".to_owned()));
    assert!(why.to_string().contains("OCR"), "{why}");
}

#[test]
fn a_font_that_does_not_say_its_letters_is_told_in_words() {
    let mute = b"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Face /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Face /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>".to_vec();
    let page = "BT /M 11 Tf 1 0 0 1 50 700 Tm <00370038003900400041> Tj ET\n".to_owned();
    let bytes = drawn(&[page], &[mute], "/Font << /M 5 0 R >>");
    assert!(matches!(refused(&bytes), Refused::Illegible(_)));
    let signs = lines(
        50,
        700,
        &["kjwx qwrtz zxcvb fghj, wrtp", "bnmk plkj hgfd mnbv trwq"],
    );
    assert!(matches!(
        refused(&drawn(&[signs], &[], "")),
        Refused::Illegible(_)
    ));
}

#[test]
fn what_is_protected_or_packed_to_burst_is_refused_before_it_is_read() {
    let page = at(50, 780, 16, "1 Opening the room") + &lines(50, 750, &["Open it."]);
    let good = drawn(std::slice::from_ref(&page), &[], "");
    made(&good);
    for name in ["/Encrypt", "/#45ncrypt"] {
        let mut bytes = good.clone();
        let at = bytes
            .windows(7)
            .rposition(|it| it == b"trailer")
            .expect("it has one")
            + 11;
        bytes.splice(at..at, format!(" {name} 3 0 R ").into_bytes());
        assert_eq!(refused(&bytes), Refused::Protected);
    }
    let zeros = packed(&vec![b' '; 300 << 20]);
    assert!(zeros.len() < 1 << 20, "it packs well");
    let bomb = stream("/Filter /FlateDecode", &zeros);
    assert_eq!(
        refused(&drawn(std::slice::from_ref(&page), &[bomb], "")),
        Refused::Large
    );
    let twice = stream("/Filter [/FlateDecode /FlateDecode]", &packed(&zeros));
    assert_eq!(
        refused(&drawn(std::slice::from_ref(&page), &[twice], "")),
        Refused::Large
    );
    assert_eq!(refused(&good[..good.len() - 20]), Refused::Torn);
    let old = stream("/Filter /LZWDecode", b"x");
    assert_eq!(refused(&drawn(&[page], &[old], "")), Refused::Old);
}

#[test]
fn drawings_in_drawings_end() {
    // Each draws the next ten times over: a hundred thousand million letters.
    let mut more = Vec::new();
    for at in 5..16 {
        let next = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /R 3 0 R >> /XObject << /X {} 0 R >> >>",
            at + 1
        );
        more.push(stream(&next, "/X Do ".repeat(10).as_bytes()));
    }
    more.push(stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /R 3 0 R >> >>",
        b"BT /R 9 Tf (x) Tj ET",
    ));
    let bytes = drawn(&["/X Do".to_owned()], &more, "/XObject << /X 5 0 R >>");
    assert_eq!(refused(&bytes), Refused::Large);
    let itself = stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>",
        b"/X Do",
    );
    assert_eq!(
        refused(&drawn(
            &["/X Do".to_owned()],
            &[itself],
            "/XObject << /X 5 0 R >>"
        )),
        Refused::NoText("1 page".to_owned())
    );
}

/// The plans that ship.
const SHIPPED: [&str; 7] = [
    include_str!("../../../../../../scenarios/plans/clean-but-dark.ron"),
    include_str!("../../../../../../scenarios/plans/eight-weeks.ron"),
    include_str!("../../../../../../scenarios/plans/friday-across.ron"),
    include_str!("../../../../../../scenarios/plans/friday-lunchtime.ron"),
    include_str!("../../../../../../scenarios/plans/hosted-record.ron"),
    include_str!("../../../../../../scenarios/plans/no-bloods.ron"),
    include_str!("../../../../../../scenarios/plans/signed-out.ron"),
];

#[test]
fn the_plans_that_ship_come_back_from_their_print() {
    for shipped in SHIPPED {
        let plan = check("plan.ron", shipped.as_bytes()).expect("it ships");
        let mut blocks = Vec::new();
        for clause in &plan.clauses {
            blocks.push(Block::Heading(2, format!("{} {}", clause.id, clause.title)));
            for (label, words) in [("Owner", &clause.owner), ("Trigger", &clause.trigger)] {
                if !words.is_empty() {
                    blocks.push(Block::Text(format!("{label}: {words}")));
                }
            }
            blocks.push(Block::Text(clause.text.clone()));
        }
        let document = Document {
            title: plan.title.clone(),
            subtitle: format!("Version {}", plan.version),
            marking: "OFFICIAL".to_owned(),
            blocks,
            closing: String::new(),
        };
        let bytes = crate::report::pdf(&document).expect("it is printed");
        let (imported, back) = made(&bytes);
        assert_eq!(told(&back), told(&plan), "{:#?}", imported.left);
        assert_eq!((&back.title, &back.version), (&plan.title, &plan.version));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    /// A PDF that is torn or changed anywhere is read or refused, and what is read is a plan.
    #[test]
    fn a_pdf_changed_anywhere_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let page = at(50, 780, 16, "1 Opening the room") + &lines(50, 750, &["Owner: Matron", "Open it."]);
        let form = stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Filter /FlateDecode", &packed(b"0 0 9 9 re S"));
        let mut bytes = drawn(&[page + "/X Do"], &[form], "/XObject << /X 5 0 R >>");
        for (place, byte) in changes {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()).max(5));
        }
        if let Ok(imported) = import(&bytes, "a.pdf", &cover()) {
            prop_assert!(check("plan.ron", imported.text.as_bytes()).is_ok(), "{}", imported.text);
        }
    }
}
