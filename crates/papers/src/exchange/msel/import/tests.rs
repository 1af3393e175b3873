//! Lists as others lay them out, in our words, against what a scenario takes of them.

#![allow(
    clippy::disallowed_methods,
    reason = "lists are read into a shipped scenario"
)]

use super::{Imported, Outcome, import};
use crate::exchange::msel::columns::Mapping;
use crate::exchange::sheet::{Joined, Sheet};
use crate::exchange::tables::tables;
use crate::exchange::words::slug;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use wardroom_core::scenario::Scenario;

/// Friday lunchtime: it begins on Friday 12 May 2017 at 11:30.
static FRIDAY: LazyLock<Scenario> = LazyLock::new(|| {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios");
    let fetch = |name: &str| std::fs::read(folder.join(name)).map_err(|error| error.to_string());
    let scenario = wardroom_core::scenario::check("friday-lunchtime.ron", &fetch);
    scenario.expect("it is sound")
});

fn sheet(rows: &[&str]) -> Sheet {
    let cells = |row: &&str| row.split('|').map(|it| it.trim().to_owned()).collect();
    Sheet {
        rows: rows.iter().map(cells).collect(),
        ..Sheet::default()
    }
}

#[track_caller]
fn taken(sheets: &[Sheet], mapping: &str) -> Imported {
    let mapping: Mapping = serde_json::from_str(mapping).expect("a mapping");
    import(&FRIDAY, sheets, &mapping).expect("heads are known")
}

/// Of each new inject: when it fires, and its message.
fn new(imported: &Imported) -> Vec<String> {
    let file = &FRIDAY.files[0].text;
    let added = imported.text.len() - file.len();
    let at = file
        .bytes()
        .zip(imported.text.bytes())
        .position(|(a, b)| a != b)
        .unwrap_or(file.len());
    let new = &imported.text[at..(at + added).min(imported.text.len())];
    let said = |line: &str| {
        let line = line.trim().trim_end_matches(',');
        let kept = ["fires: ", "text: ", "from: "].iter();
        kept.clone()
            .find_map(|it| line.strip_prefix(it))
            .map(ToOwned::to_owned)
    };
    let lines: Vec<String> = new.lines().filter_map(said).collect();
    lines.chunks(3).map(|it| it.join(" ")).collect()
}

fn told(imported: &Imported) -> String {
    let rows = imported
        .rows
        .iter()
        .flat_map(|it| it.guessed.iter().chain(&it.left));
    let all = rows.chain(&imported.noted).chain(&imported.left);
    all.map(|it| format!("{it}\n")).collect()
}

#[test]
fn a_cell_that_goes_down_holds_for_the_rows_beside_it() {
    let mut list = sheet(&[
        "Time | From | Message | Expected action",
        "12:00 | Ward clerk | The screen is red. | Isolate",
        " | | The printer stops. | Look",
        " | | | ",
        " | | The scanner stops. | ",
        "13:00 | Reporter | Is it true? | Answer",
        " | | And now? | Answer",
    ]);
    let joined = |column, first, last| Joined {
        column,
        first,
        last,
    };
    // The message of row 6 goes down too: that is one message.
    list.joined = vec![
        joined(0, 1, 4),
        joined(1, 1, 4),
        joined(0, 2, 3),
        joined(2, 5, 6),
        joined(0, 0, 900),
    ];
    let imported = taken(&[list], "{}");
    assert_eq!(
        new(&imported),
        [
            "At(\"Fri 12:00\") \"Ward clerk\" \"The screen is red.\"",
            "At(\"Fri 12:00\") \"Ward clerk\" \"The printer stops.\"",
            "At(\"Fri 12:00\") \"Ward clerk\" \"The scanner stops.\"",
            "At(\"Fri 13:00\") \"Reporter\" \"Is it true?\"",
            "ByHand \"Exercise control\" \"And now?\"",
        ]
    );
    let told = told(&imported);
    assert_eq!(
        told.matches("Exercise time is “12:00”: its cell goes down from row 2")
            .count(),
        2,
        "{told}"
    );
    assert!(
        told.contains("From is “Ward clerk”: its cell goes down from row 2"),
        "{told}"
    );
}

#[test]
fn a_row_that_only_a_message_and_cells_that_go_down_fill_is_no_heading() {
    let mut list = sheet(&[
        "Time | To | From | Message",
        "12:00 | | Ward clerk | One",
        " | | | Two",
        "13:00 | | Ward clerk | Three",
        " | | | A heading",
    ]);
    list.joined = vec![Joined {
        column: 0,
        first: 1,
        last: 2,
    }];
    let imported = taken(&[list], "{}");
    let left = imported.rows.iter().map(|it| it.outcome == Outcome::Left);
    assert_eq!(left.collect::<Vec<_>>(), [false, false, false, true]);
}

#[test]
fn a_head_is_not_taken_for_a_word_in_it() {
    let imported = taken(
        &[sheet(&[
            "Time | Inject | Evidence to capture | Intended pressure | Delivered by | Facilitator notes",
            "12:00 | The screen is red. | A photograph | Haste | Facilitator | Be kind",
        ])],
        "{}",
    );
    let told = told(&imported);
    for words in [
        "The column “Evidence to capture” is not carried",
        "The column “Intended pressure” is not carried",
        "“Delivered by”, known as “Responsible controller”, is not carried",
        "“Facilitator notes”, known as “Notes”, is not carried",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    // Where it names ways of delivery, it is the way.
    let imported = taken(
        &[sheet(&[
            "Time | Inject | Delivered by",
            "12:00 | The screen is red. | E-mail",
            "12:30 | It is still red. | Carrier pigeon",
        ])],
        "{}",
    );
    let told = self::told(&imported);
    assert!(
        told.contains("“Carrier pigeon” is no way of delivery that is known"),
        "{told}"
    );
}

#[test]
fn a_first_row_with_a_day_counted_from_the_exercise_is_a_message_and_no_row_of_heads() {
    let list = sheet(&[
        " | Send a mail | J-30 | team 1 | subject | description | expectation",
        " | Send a text | J 13h00 | team 2 | subject | a longer description | expectation",
    ]);
    let why = import(&FRIDAY, std::slice::from_ref(&list), &Mapping::default());
    let why = why.expect_err("there are no heads").to_string();
    assert!(why.contains("{\"time\": \"C\", \"text\": \"F\"}"), "{why}");
    let imported = taken(&[list], "{\"time\": \"C\", \"text\": \"F\"}");
    assert_eq!(
        new(&imported),
        [
            "ByHand \"Exercise control\" \"description\"",
            "At(\"Fri 13:00\") \"Exercise control\" \"a longer description\"",
        ]
    );
    assert!(told(&imported).contains("row 1 is taken for the first message"));
}

#[test]
fn what_is_proposed_for_a_list_without_heads_are_two_columns_of_it() {
    let list = sheet(&[
        "Send a mail | 12/05/2017 13h00 | one",
        "Send a text | 12/05/2017 13h05 | two",
    ]);
    let why = import(&FRIDAY, &[list], &Mapping::default());
    let why = why.expect_err("there are no heads").to_string();
    assert!(why.contains("{\"time\": \"B\", \"text\": \"A\"}"), "{why}");
}

#[test]
fn tables_of_a_document_that_have_the_same_heads_are_one_list() {
    let text = "# Who\n\n| Role | Name |\n|---|---|\n| Controller | A |\n\n\
        ## Friday\n\n| Time | Inject | Note |\n|---|---|---|\n| 12:00 | One | a |\n\n\
        ## Saturday\n\n| Time | Inject | Note |\n|---|---|---|\n| 09:00 | Two | b |\n| 09:30 | Three | c |\n";
    let sheets = tables(text.as_bytes()).expect("tables").expect("read");
    let mut scenario = FRIDAY.clone();
    scenario.ends_mins = 3 * 1_440;
    let imported = import(&scenario, &sheets, &Mapping::default()).expect("heads are known");
    let found: Vec<String> = new(&imported);
    assert_eq!(
        found,
        [
            "At(\"Fri 12:00\") \"Exercise control\" \"One\"",
            "At(\"Sat 09:00\") \"Exercise control\" \"Two\"",
            "At(\"Sat 09:30\") \"Exercise control\" \"Three\"",
        ]
    );
    let told = told(&imported);
    assert!(
        told.contains("The tables 2, 3 have the same heads and are taken for one list"),
        "{told}"
    );
    assert!(
        told.contains("The sheet “table 1, Who” is not read"),
        "{told}"
    );
    // A workbook's sheet may be another's older version.
    let again = [
        sheet(&["Time | Inject", "12:00 | One"]),
        sheet(&["Time | Inject", "12:00 | Two"]),
    ];
    assert_eq!(taken(&again, "{}").rows.len(), 1);
}

#[test]
fn a_text_with_headings_and_no_table_is_told_from_a_list_without_heads() {
    let text = sheet(&[
        "# Exercise",
        "",
        "### Inject 1: Red screen",
        "To: the director, and the lead",
        "## After",
    ]);
    let why = import(&FRIDAY, &[text], &Mapping::default()).expect_err("no list");
    assert!(why.to_string().contains("no table of injects"), "{why}");
}

#[test]
fn long_ids_are_ids() {
    let long = "a-long-name-for-an-inject-that-somebody-made-of-its-title";
    let imported = taken(
        &[sheet(&[
            "ID | Time | Message",
            &format!("{long} | 12:00 | The screen is red."),
        ])],
        "{}",
    );
    assert_eq!(imported.rows[0].outcome, Outcome::New(slug(long)));
}

#[test]
fn heads_that_come_again_are_no_message() {
    let imported = taken(
        &[sheet(&[
            "Phase 1",
            "No | Time | To | Message",
            "1 | 12:00 | | One is down.",
            "Phase 2",
            "No | Time | To | Message",
            "2 | 13:00 | | Two is down.",
        ])],
        "{}",
    );
    assert_eq!(
        new(&imported),
        [
            "At(\"Fri 12:00\") \"Exercise control\" \"One is down.\"",
            "At(\"Fri 13:00\") \"Exercise control\" \"Two is down.\"",
        ]
    );
}

#[test]
fn how_the_day_goes_is_no_message_unless_somebody_sends_it() {
    let imported = taken(
        &[sheet(&[
            "Time | From | To | Message",
            "11:30 | | | STARTEX",
            "12:00 | Ward clerk | | The screen is red.",
            "13:00 | | | Coffee break",
            "14:00 | Facilitator | | ENDEX",
        ])],
        "{}",
    );
    assert_eq!(
        new(&imported),
        [
            "At(\"Fri 12:00\") \"Ward clerk\" \"The screen is red.\"",
            "At(\"Fri 14:00\") \"Facilitator\" \"ENDEX\"",
        ]
    );
    assert_eq!(told(&imported).matches("how the day goes").count(), 2);
}

#[test]
fn a_column_that_says_who_sends_and_who_gets_it_is_parted() {
    let name = &FRIDAY.roles[1].title;
    let rows = [
        "Time | From → To | Message".to_owned(),
        format!("12:00 | Ward clerk → {name} | The screen is red."),
        format!("12:10 | Ward clerk to {name} | The printer stops."),
        "12:20 | Ward clerk | The scanner stops.".to_owned(),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let imported = taken(&[sheet(&rows)], "{}");
    assert_eq!(
        new(&imported),
        [
            "At(\"Fri 12:00\") \"Ward clerk\" \"The screen is red.\"",
            "At(\"Fri 12:10\") \"Ward clerk\" \"The printer stops.\"",
            "At(\"Fri 12:20\") \"Ward clerk\" \"The scanner stops.\"",
        ]
    );
    let own = format!("to: [\"{}\"]", FRIDAY.roles[1].id);
    let before = FRIDAY.files[0].text.matches(&own).count();
    assert_eq!(imported.text.matches(&own).count(), before + 2);
    assert_eq!(told(&imported).matches("it is for the").count(), 1);
}

#[test]
fn names_that_and_joins_are_two_recipients() {
    let titles: Vec<&str> = FRIDAY.roles.iter().map(|it| it.title.as_str()).collect();
    let ids: Vec<&str> = FRIDAY.roles.iter().map(|it| it.id.as_str()).collect();
    for (words, wanted) in [
        (format!("{} & {}", titles[0], titles[2]), vec![0, 2]),
        (
            format!("{} and {}, {}", titles[0], titles[1], titles[2]),
            vec![0, 1, 2],
        ),
        (format!("{} + Nobody known", titles[1]), vec![1]),
        (
            format!("{} (cc the wards); cc: {}", titles[1], titles[2]),
            vec![1, 2],
        ),
    ] {
        let imported = taken(
            &[sheet(&[
                "Time | To | Message",
                &format!("12:00 | {words} | x"),
            ])],
            "{}",
        );
        let wanted: Vec<String> = wanted
            .iter()
            .map(|it| format!("\"{}\"", ids[*it]))
            .collect();
        let to = format!("to: [{}]", wanted.join(", "));
        let before = FRIDAY.files[0].text.matches(&to).count();
        assert_eq!(imported.text.matches(&to).count(), before + 1, "{words}");
    }
}

#[test]
fn a_formula_that_failed_says_nothing_and_is_told() {
    let imported = taken(
        &[sheet(&[
            "No | Time | From | Message",
            "1 | 12:00 | #N/A | The screen is red.",
            "2 | 12:10 | Ward clerk | #REF!",
            "3 | #VALUE! | Ward clerk | The printer stops.",
        ])],
        "{}",
    );
    assert_eq!(
        new(&imported),
        [
            "At(\"Fri 12:00\") \"Exercise control\" \"The screen is red.\"",
            "ByHand \"Ward clerk\" \"The printer stops.\"",
        ]
    );
    let told = told(&imported);
    for words in [
        "From is “#N/A”: a formula",
        "Message is “#REF!”: a formula",
        "Exercise time is “#VALUE!”: a formula",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
}

#[test]
fn hours_with_parts_are_counted_from_startex() {
    let imported = taken(
        &[sheet(&[
            "Time (hrs) | Message",
            "0 | One",
            "0.5 | Two",
            "1.25 | Three",
        ])],
        "{}",
    );
    assert_eq!(
        new(&imported),
        [
            "At(\"Fri 11:30\") \"Exercise control\" \"One\"",
            "At(\"Fri 12:00\") \"Exercise control\" \"Two\"",
            "At(\"Fri 12:45\") \"Exercise control\" \"Three\"",
        ]
    );
}

#[test]
fn tables_with_the_same_heads_in_another_order_are_one_list() {
    let text = "## One\n\n| Time | Inject | From |\n|---|---|---|\n| 12:00 | One is down | Ward |\n\n\
        ## Two\n\n| From | Time | Inject |\n|---|---|---|\n| Clinic | 13:00 | Two is down |\n\n\
        ## Three\n\n| When | Message | From |\n|---|---|---|\n| 14:00 | Three is down | Clinic |\n";
    let sheets = tables(text.as_bytes()).expect("tables").expect("read");
    let imported = taken(&sheets, "{}");
    assert_eq!(
        new(&imported),
        [
            "At(\"Fri 12:00\") \"Ward\" \"One is down\"",
            "At(\"Fri 13:00\") \"Clinic\" \"Two is down\"",
        ]
    );
    // What is another list is told, with what to do.
    assert!(
        told(&imported).contains("with --sheet “table 3, Three”"),
        "{}",
        told(&imported)
    );
}

#[test]
fn an_empty_file_is_told_as_one() {
    let why = import(&FRIDAY, &[sheet(&["", ""])], &Mapping::default()).expect_err("empty");
    assert!(why.to_string().starts_with("The file is empty"), "{why}");
}

#[test]
fn rows_that_are_hidden_are_told_and_notes_beside_cells() {
    let mut list = sheet(&["Time | Message", "12:00 | One", "13:00 | Two", ""]);
    list.unseen = vec![0, 2, 3];
    list.notes = vec![(1, 1), (2, 27)];
    let told = told(&taken(&[list], "{}"));
    assert!(told.contains("Row 3 is hidden in the sheet"), "{told}");
    assert!(
        told.contains("The notes beside B2, AB3 are not carried."),
        "{told}"
    );
}

#[test]
fn forms_with_their_heads_down_the_side_are_a_message_each() {
    let text = "## One\n\n| Inject No | 1 |\n|---|---|\n| Time | 12:00 |\n| From | Ward |\n| Message | One is down |\n\n\
        ## Two\n\n| Inject No | 2 |\n|---|---|\n| Time | 13:00 |\n| From | Clinic |\n| Message | Two is down |\n";
    let sheets = tables(text.as_bytes()).expect("tables").expect("read");
    let imported = taken(&sheets, "{}");
    assert_eq!(
        new(&imported),
        [
            "At(\"Fri 12:00\") \"Ward\" \"One is down\"",
            "At(\"Fri 13:00\") \"Clinic\" \"Two is down\"",
        ]
    );
    assert!(told(&imported).contains("row 2 is the first"));
    assert!(!told(&imported).contains("is not read"));
}

#[test]
fn what_is_no_message_says_nothing_of_how_times_are_counted() {
    let imported = taken(
        &[sheet(&[
            "Time | Message",
            "0:00 | One",
            "0:20 | Two",
            "Time | Message",
            "0:40 | Three",
            "#REF! | Four",
        ])],
        "{}",
    );
    assert_eq!(
        new(&imported),
        [
            "At(\"Fri 11:30\") \"Exercise control\" \"One\"",
            "At(\"Fri 11:50\") \"Exercise control\" \"Two\"",
            "At(\"Fri 12:10\") \"Exercise control\" \"Three\"",
            "ByHand \"Exercise control\" \"Four\"",
        ]
    );
    // Nor is the head a day for the rows below it.
    let imported = taken(
        &[sheet(&[
            "Date | Time | Message",
            "12 May 2017 | 12:00 | One",
            "Date | Time | Message",
            " | 12:30 | Two",
        ])],
        "{}",
    );
    assert_eq!(
        new(&imported),
        [
            "At(\"Fri 12:00\") \"Exercise control\" \"One\"",
            "At(\"Fri 12:30\") \"Exercise control\" \"Two\"",
        ]
    );
}

#[test]
fn a_text_full_of_ands_is_no_list_of_names() {
    let words = "somebody & ".repeat(10_000);
    let imported = taken(
        &[sheet(&[
            "Time | To | Message",
            &format!("12:00 | {words} | x"),
        ])],
        "{}",
    );
    assert_eq!(imported.rows.len(), 1);
}
