//! Documents of each kind, made here, as plan files.

use super::{Cover, Imported, PlanError, Refused, import};
use proptest::prelude::*;
use std::io::{Cursor, Write};
use wardroom_core::plan::{Plan, check};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn cover() -> Cover {
    Cover {
        organisation: "Example Hospitals".to_owned(),
        ..Cover::default()
    }
}

/// What is made of a document, and the plan in it.
#[track_caller]
fn made(bytes: &[u8], name: &str) -> (Imported, Plan) {
    let imported = import(bytes, name, &cover()).expect("there are clauses in it");
    match check("plan.ron", imported.text.as_bytes()) {
        Ok(plan) => (imported, plan),
        Err(problems) => panic!("{}\n{}", imported.text, problems.render(false)),
    }
}

/// Number, title, owner, trigger, text of every clause.
fn told(plan: &Plan) -> Vec<[&str; 5]> {
    let clauses = plan.clauses.iter();
    clauses
        .map(|it| [&*it.id, &*it.title, &*it.owner, &*it.trigger, &*it.text])
        .collect()
}

const WANTED: [[&str; 5]; 3] = [
    [
        "4.1",
        "Declaring an incident",
        "Strategic commander",
        "Two services reduced, or one stopped",
        "Declare at the level that fits.\nTell the integrated care board.",
    ],
    [
        "4.2",
        "Isolation of networks",
        "IT on call",
        "",
        "Isolate a segment only with a clinical sign-off.",
    ],
    ["5", "Recovery", "", "", "The order is in annex B."],
];

const MARKDOWN: &str = "# Cyber incident response plan\n\nVersion 3.1, approved 1 September 2026.\n\n\
## 4 Response\n\n### 4.1 Declaring an incident\n**Owner:** Strategic commander\n\
**Trigger:** Two services reduced, or one stopped\n\nDeclare at the level\nthat fits.\n\n\
- Tell the integrated care board.\n\n### 4.2 Isolation of networks\n\n| Who | IT on call |\n|---|---|\n\n\
Isolate a segment only with a clinical sign-off.\n\n## 5 Recovery\n\nThe order is in annex B.\n\n\
## Annex B\n\nPathology first.\n";

#[test]
fn numbered_headings_of_markdown_are_clauses_with_owner_and_trigger_by_their_labels() {
    let (imported, plan) = made(MARKDOWN.as_bytes(), "cyber.md");
    assert_eq!(told(&plan), WANTED);
    assert_eq!(plan.title, "Cyber incident response plan");
    assert_eq!(
        (plan.version.as_str(), plan.id.as_str()),
        ("3.1", "cyber-incident-response-plan")
    );
    assert_eq!(plan.clauses[1].source, "cyber.md, 4.2");
    let left = imported.left.join("\n");
    assert!(left.contains("Heading 4 “Response”"), "{left}");
    assert!(left.contains("“Annex B”"), "{left}");
    assert!(
        left.contains("before the first clause: 1 paragraph"),
        "{left}"
    );
    assert_eq!(imported.left.len(), 3, "{left}");
}

#[test]
fn plain_text_goes_by_its_numbers_and_a_list_that_is_numbered_anew_begins_no_clause() {
    let text = "Cyber incident response plan\n\n4 Response\n\n4.1 Declaring an incident\n\
Owner: Strategic commander\nTrigger: Two services reduced, or one stopped\n\
Declare at the level that fits.\n\n1. Ring the switchboard\n2. Open the log\n\n\
4.2 Isolation of networks\nWho: IT on call\nIsolate a segment only with a clinical sign-off.\n";
    let (imported, plan) = made(text.as_bytes(), "cyber.txt");
    let numbers: Vec<&str> = plan.clauses.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(numbers, ["4.1", "4.2"]);
    assert!(
        plan.clauses[0]
            .text
            .contains("1. Ring the switchboard\n2. Open the log"),
        "{}",
        plan.clauses[0].text
    );
    assert_eq!(
        plan.clauses[0].trigger,
        "Two services reduced, or one stopped"
    );
    assert_eq!(plan.clauses[1].owner, "IT on call");
    assert!(
        imported.assumed.iter().any(|it| it.contains("version")),
        "{:?}",
        imported.assumed
    );
}

/// A Word document of paragraphs, each with its style, and a table behind the one that is named.
fn docx(paragraphs: &[(&str, &str)], table: &str) -> Vec<u8> {
    numbered_docx(paragraphs, table, "")
}

/// The same, with the lists that Word counts.
fn numbered_docx(paragraphs: &[(&str, &str)], table: &str, numbering: &str) -> Vec<u8> {
    let mut body = String::new();
    for (style, words) in paragraphs {
        if *style == "table" {
            body.push_str(table);
            continue;
        }
        body.push_str(&format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
        ));
    }
    let parts = [
        (
            "word/document.xml",
            format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"),
        ),
        (
            "word/styles.xml",
            "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"T\"><w:name w:val=\"Title\"/></w:style>\
             <w:style w:styleId=\"H1\"><w:name w:val=\"heading 1\"/></w:style>\
             <w:style w:styleId=\"H2\"><w:name w:val=\"heading 2\"/></w:style>\
             <w:style w:styleId=\"Trust2\"><w:name w:val=\"Trust sub\"/><w:basedOn w:val=\"H2\"/></w:style>\
             <w:style w:styleId=\"Listed1\"><w:basedOn w:val=\"H1\"/><w:pPr><w:numPr><w:numId w:val=\"5\"/></w:numPr></w:pPr></w:style>\
             <w:style w:styleId=\"Clause\"><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr></w:style>\
             </w:styles>"
                .to_owned(),
        ),
        (
            "word/numbering.xml",
            format!("<w:numbering xmlns:w=\"w\">{numbering}</w:numbering>"),
        ),
        ("word/header1.xml", "<w:hdr/>".to_owned()),
        ("word/media/image1.png", "no picture".to_owned()),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options = SimpleFileOptions::default();
        archive.start_file(name, options).expect("a part");
        archive.write_all(text.as_bytes()).expect("its text");
    }
    archive.finish().expect("an archive").into_inner()
}

const TABLE: &str = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Who</w:t></w:r></w:p></w:tc>\
<w:tc><w:p><w:r><w:t>IT on call</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";

#[test]
fn headings_of_a_word_document_are_known_by_their_styles_and_those_made_from_them() {
    let bytes = docx(
        &[
            ("T", "Cyber incident response plan"),
            ("N", "Version 3.1"),
            ("H1", "4 Response"),
            ("Trust2", "4.1 Declaring an incident"),
            ("N", "Owner: Strategic commander"),
            ("N", "Trigger: Two services reduced, or one stopped"),
            ("N", "Declare at the level that fits."),
            ("N", "Tell the integrated care board."),
            ("H2", "4.2 Isolation of networks"),
            ("table", ""),
            ("N", "Isolate a segment only with a clinical sign-off."),
            ("H1", "5 Recovery"),
            ("N", "The order is in annex B."),
        ],
        TABLE,
    );
    let (imported, plan) = made(&bytes, "cyber.docx");
    assert_eq!(told(&plan), WANTED);
    assert_eq!(
        (plan.title.as_str(), plan.version.as_str()),
        ("Cyber incident response plan", "3.1")
    );
    let left = imported.left.join("\n");
    for wanted in ["Pictures, 1", "head of pages", "Heading 4 “Response”"] {
        assert!(left.contains(wanted), "{left}");
    }
}

/// What is told of clauses that are paragraphs with numbers: one says a sentence, one a few words, one
/// stands over what follows.
const STATED: [[&str; 5]; 4] = [
    [
        "4.1",
        "Declare at the level that fits",
        "",
        "",
        "Declare at the level that fits.\n1. Ring the switchboard.\n2. Say the level.",
    ],
    ["4.2", "Isolate", "IT on call", "", "Isolate"],
    [
        "4.2.1",
        "Isolate a segment only with a clinical sign-off of the servi…",
        "",
        "",
        "Isolate a segment only with a clinical sign-off of the service that it takes away.",
    ],
    [
        "5.1",
        "Order of recovery",
        "",
        "",
        "The order is in annex B.\n2.4 Million records are restored first.",
    ],
];

#[test]
fn paragraphs_with_numbers_of_their_own_are_clauses_of_those_numbers() {
    let paragraphs = [
        ("H1", "4 Response"),
        ("N", "4.1 Declare at the level that fits."),
        ("N", "1. Ring the switchboard."),
        ("N", "2. Say the level."),
        ("N", "4.2 Isolate"),
        ("N", "Owner: IT on call"),
        (
            "N",
            "4.2.1 Isolate a segment only with a clinical sign-off of the service that it takes away.",
        ),
        ("H1", "5 Recovery"),
        ("N", "5.1 Order of recovery"),
        ("N", "The order is in annex B."),
        ("N", "2.4 Million records are restored first."),
    ];
    let (_, plan) = made(&docx(&paragraphs, ""), "cyber.docx");
    assert_eq!(told(&plan), STATED);
    assert_eq!(plan.clauses[1].source, "cyber.docx, 4.2");
    let markdown: Vec<String> = paragraphs
        .iter()
        .map(|(style, words)| match *style {
            "H1" => format!("# {words}\n\n"),
            _ => format!("{words}\n\n"),
        })
        .collect();
    let (_, plan) = made(markdown.concat().as_bytes(), "cyber.md");
    assert_eq!(told(&plan), STATED);
}

#[test]
fn numbers_that_word_counts_are_those_of_its_lists() {
    let level = |at: usize, start: usize, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let lists = format!(
        "<w:abstractNum w:abstractNumId=\"1\">{}{}</w:abstractNum><w:num w:numId=\"5\"><w:abstractNumId w:val=\"1\"/></w:num>",
        level(0, 4, "%1"),
        level(1, 1, "%1.%2"),
    );
    let bytes = numbered_docx(
        &[
            ("T", "Cyber incident response plan"),
            ("Listed1", "Response"),
            ("Clause", "Declare at the level that fits."),
            ("N", "Tell the integrated care board."),
            ("Clause", "Isolate a segment only with a clinical sign-off."),
            ("Listed1", "Recovery"),
            ("Clause", "Restore pathology first."),
        ],
        "",
        &lists,
    );
    let (imported, plan) = made(&bytes, "cyber.docx");
    let found: Vec<(&str, &str)> = plan
        .clauses
        .iter()
        .map(|it| (it.id.as_str(), it.text.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (
                "4.1",
                "Declare at the level that fits.\nTell the integrated care board."
            ),
            ("4.2", "Isolate a segment only with a clinical sign-off."),
            ("5.1", "Restore pathology first."),
        ]
    );
    assert!(
        !imported.assumed.iter().any(|it| it.contains("Compare")),
        "{:?}",
        imported.assumed
    );
}

#[test]
fn headings_without_a_style_are_known_by_their_numbers_and_being_bold() {
    let bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>4 Response</w:t></w:r></w:p>\
        <w:p><w:r><w:t>Be calm.</w:t></w:r></w:p>\
        <w:p><w:r><w:rPr><w:b w:val=\"0\"/></w:rPr><w:t>5 Is no heading</w:t></w:r></w:p>\
        <w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:t>6 Nor is this</w:t></w:r></w:p>";
    let (_, plan) = made(&docx(&[("table", "")], bold), "cyber.docx");
    assert_eq!(
        told(&plan),
        [[
            "4",
            "Response",
            "",
            "",
            "Be calm.\n5 Is no heading\n6 Nor is this"
        ]]
    );
}

#[test]
fn headings_that_word_numbers_by_itself_are_counted_and_that_is_said() {
    let bytes = docx(
        &[
            ("H1", "Command"),
            ("H2", "Opening the room"),
            ("N", "Open it."),
            ("H2", "The loggist"),
            ("N", "Appoint one &amp; brief them."),
            ("H1", "Recovery"),
            ("N", "In clinical order."),
        ],
        "",
    );
    let (imported, plan) = made(&bytes, "bc.docx");
    let numbers: Vec<(&str, &str)> = plan
        .clauses
        .iter()
        .map(|it| (it.id.as_str(), it.title.as_str()))
        .collect();
    assert_eq!(
        numbers,
        [
            ("1.1", "Opening the room"),
            ("1.2", "The loggist"),
            ("2", "Recovery")
        ]
    );
    assert_eq!(plan.clauses[1].text, "Appoint one & brief them.");
    assert!(
        imported.assumed[0].contains("Compare them"),
        "{:?}",
        imported.assumed
    );
}

#[test]
fn a_table_of_action_cards_in_a_document_is_a_clause_a_row() {
    let text = "# Action cards\n\n## Cards\n\n| Ref | Action | Owner | Trigger | Printed |\n\
|---|---|---|---|---|\n| AC1 | Ring the neighbour. Say what you need. | Site manager | Divert agreed | yes |\n\
| AC1 | Open the log | Loggist | | no |\n| | | Nobody | | |\n";
    let (imported, plan) = made(text.as_bytes(), "cards.md");
    assert_eq!(
        told(&plan),
        [
            [
                "AC1",
                "Ring the neighbour",
                "Site manager",
                "Divert agreed",
                "Ring the neighbour. Say what you need."
            ],
            ["AC1-2", "Open the log", "Loggist", "", "Open the log"],
        ]
    );
    let left = imported.left.join("\n");
    assert!(
        left.contains("“Printed”") && left.contains("row 4"),
        "{left}"
    );
}

#[test]
fn a_number_is_no_title_of_a_card() {
    let cards = "Card,Role,Action\n1,IT lead,Isolate the department\n,IT lead,\"1. Pull the cable\n2. Ring the site\"\n";
    let (_, plan) = made(cards.as_bytes(), "cards.csv");
    let titles: Vec<&str> = plan.clauses.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(titles, ["Isolate the department", "Pull the cable"]);
    let named = "Action card title,Owner,Actions\nIsolation,IT lead,Pull the cable\n";
    let (_, plan) = made(named.as_bytes(), "cards.csv");
    assert_eq!(plan.clauses[0].title, "Isolation");
}

#[test]
fn a_spreadsheet_of_action_cards_goes_by_its_heads_sheet_by_sheet() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("IT").expect("a name");
    for (row, cells) in [
        ["Example Hospitals", "", "", ""],
        ["No.", "Title", "Actions", "Responsible"],
        [
            "1",
            "Isolation",
            "Isolate only with a sign-off.",
            "IT on call",
        ],
        ["2", "Evidence", "Keep one machine as it is.", "IT on call"],
    ]
    .iter()
    .enumerate()
    {
        for (column, words) in cells.iter().enumerate() {
            sheet
                .write(row as u32, column as u16, *words)
                .expect("a cell");
        }
    }
    let other = book.add_worksheet();
    other.set_name("Telephone").expect("a name");
    other.write(0, 0, "Switchboard").expect("a cell");
    let bytes = book.save_to_buffer().expect("a workbook");
    let (imported, plan) = made(&bytes, "cards.xlsx");
    assert_eq!(
        told(&plan),
        [
            [
                "1",
                "Isolation",
                "IT on call",
                "",
                "Isolate only with a sign-off."
            ],
            [
                "2",
                "Evidence",
                "IT on call",
                "",
                "Keep one machine as it is."
            ],
        ]
    );
    assert_eq!(plan.clauses[1].source, "cards.xlsx, “IT”, row 4");
    let left = imported.left.join("\n");
    assert!(left.contains("“Telephone”: no row of heads"), "{left}");
    let csv = "Ref;Action;Who\n7;Ring round;Matron\n";
    let (_, plan) = made(csv.as_bytes(), "cards.csv");
    assert_eq!(
        told(&plan),
        [["7", "Ring round", "Matron", "", "Ring round"]]
    );
}

#[test]
fn what_is_no_document_is_told_in_words() {
    let why =
        |bytes: &[u8], name| import(bytes, name, &cover()).expect_err("there is nothing in it");
    assert_eq!(why(b"%PDF-1.7", "plan.pdf"), PlanError::Pdf(Refused::Torn));
    assert_eq!(
        why(b"Nothing is numbered here.", "plan.txt"),
        PlanError::NoClause
    );
    assert!(matches!(
        why(b"PK\x03\x04 no archive", "plan.docx"),
        PlanError::Unread(_)
    ));
    assert!(matches!(why(b"MZ\0\0", "plan.txt"), PlanError::Unread(_)));
    let torn = docx(&[("H1", "1 One"), ("N", "Text.")], "");
    let mut torn_body = ZipWriter::new(Cursor::new(Vec::new()));
    torn_body
        .start_file("word/document.xml", SimpleFileOptions::default())
        .expect("a part");
    torn_body
        .write_all(b"<w:p><w:t>1 One</w:p>")
        .expect("its text");
    let torn_body = torn_body.finish().expect("an archive").into_inner();
    assert!(matches!(why(&torn_body, "plan.docx"), PlanError::Unread(_)));
    assert!(matches!(
        why(&torn[..torn.len() - 40], "plan.docx"),
        PlanError::Unread(_)
    ));
}

/// Words as people put them into a document, and as nobody should.
fn odd() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z ]{1,20}",
        "[#|*.:`\"'\\\\\n\r\t(){}\\[\\],éŁ🏥\u{7f}\u{85}\u{2028}\u{202e}a-c0-9 -]{1,24}",
        any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// Whatever stands in a document, what is made of it is a plan, or it is said why there is none.
    #[test]
    fn whatever_stands_in_a_document_what_is_made_of_it_is_a_plan(
        parts in prop::collection::vec((odd(), odd(), odd()), 1..6),
    ) {
        let mut markdown = String::new();
        let mut text = String::new();
        let mut csv = String::from("No.,Title,Action,Owner\n");
        let quoted = |words: &str| words.replace('"', "\"\"");
        for (at, (title, said, owner)) in parts.iter().enumerate() {
            markdown.push_str(&format!("## {title}\nOwner: {owner}\n\n{said}\n\n| {owner} | {said} |\n"));
            text.push_str(&format!("{at}.1 {title}\nWho: {owner}\n{said}\n"));
            csv.push_str(&format!(
                "\"{}\",\"{}\",\"{}\",x\n", quoted(title), quoted(owner), quoted(said)
            ));
        }
        for (bytes, name) in [(&markdown, "a.md"), (&text, "a.txt"), (&csv, "a.csv")] {
            let Ok(imported) = import(bytes.as_bytes(), name, &cover()) else { continue };
            let plan = check("plan.ron", imported.text.as_bytes());
            prop_assert!(plan.is_ok(), "{}\n{bytes}", imported.text);
            prop_assert_eq!(plan.map(|it| it.clauses.len()).unwrap_or(0), imported.clauses);
        }
    }

    /// No bytes make a reader of documents stumble.
    #[test]
    fn no_bytes_make_it_stumble(bytes in prop::collection::vec(any::<u8>(), 0..400), at in 0_usize..900) {
        let _any = import(&bytes, "a.txt", &cover());
        let mut document = docx(&[("H1", "1 One"), ("N", "Said."), ("table", "")], TABLE);
        if let Some(byte) = document.get_mut(at) {
            *byte ^= 0x55;
        }
        let _any = import(&document, "a.docx", &cover());
    }
}
