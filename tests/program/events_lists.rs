//! Events lists as other people lay them out: heads, times, names and files of every kind. What is
//! understood is understood rightly, an import twice changes nothing, and what is not carried is said.

use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use wardroom_core::scenario::{Fires, Inject, Scenario};
use wardroom_files as files;
use wardroom_papers::exchange::msel::{Column, Imported, Mapping, Outcome, export, import};
use wardroom_papers::exchange::sheet::{self, Sheet, SheetError};
use wardroom_papers::exchange::tables::tables;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What `wardroom new` writes: Monday 2 March 2026, 08:30 to 13:00.
fn starter() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/starter/exercise.ron")
}

static MONDAY: LazyLock<Arc<Scenario>> =
    LazyLock::new(|| files::scenario(&starter()).expect("it is sound"));

fn shipped(name: &str) -> Arc<Scenario> {
    files::scenario(&starter().with_file_name("../../scenarios").join(name)).expect("it is sound")
}

fn mapping(json: &str) -> Mapping {
    serde_json::from_str(json).expect("a mapping")
}

fn csv(text: &str) -> Vec<Sheet> {
    sheet::read(text.as_bytes()).expect("a list")
}

#[track_caller]
fn brought(sheets: &[Sheet]) -> Imported {
    import(&MONDAY, sheets, &Mapping::default()).unwrap_or_else(|why| panic!("{why}"))
}

/// The scenario with an import taken in.
#[track_caller]
fn after(back: &Imported) -> Arc<Scenario> {
    files::scenario_with(&starter(), &back.text)
        .unwrap_or_else(|problems| panic!("{}", problems.render(false)))
}

/// The last injects of a scenario, as many as there are new ones.
#[track_caller]
fn new(back: &Imported) -> Vec<Inject> {
    let count = back
        .rows
        .iter()
        .filter(|it| matches!(it.outcome, Outcome::New(_)))
        .count();
    let after = after(back);
    after.injects[after.injects.len() - count..].to_vec()
}

fn at(inject: &Inject) -> Option<u32> {
    match inject.fires {
        Fires::At(mins) => Some(mins),
        _ => None,
    }
}

#[track_caller]
fn times(sheets: &[Sheet]) -> Vec<Option<u32>> {
    new(&brought(sheets)).iter().map(at).collect()
}

/// What a list says of itself as a whole, and of its rows.
fn told(back: &Imported) -> String {
    let rows = back
        .rows
        .iter()
        .flat_map(|it| it.guessed.iter().chain(&it.left));
    let whole = back.noted.iter().chain(&back.absent).chain(&back.left);
    whole.chain(rows).cloned().collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn tells(back: &Imported, words: &[&str]) {
    let told = told(back);
    for words in words {
        assert!(told.contains(words), "“{words}” in:\n{told}");
    }
}

/// That the same list again changes nothing.
#[track_caller]
fn twice(sheets: &[Sheet]) {
    let first = brought(sheets);
    let scenario = after(&first);
    let again = import(&scenario, sheets, &Mapping::default()).expect("a list");
    assert_eq!(again.text, first.text, "{:?}", again.rows);
    for (row, before) in again.rows.iter().zip(&first.rows) {
        let same = matches!(row.outcome, Outcome::Same(_));
        assert!(same || before.outcome == Outcome::Left, "{row:?}");
    }
}

// ---- Heads ----

#[test]
fn a_number_is_not_taken_for_the_message() {
    let sheets = csv("T+min,Inject#,Delivery,Description,Expected Actions\n\
         T+5,1,Phone,A lift has stopped between two floors,Send somebody\n\
         T+12,2,Email,The boiler house asks who is in charge,Answer\n");
    let back = brought(&sheets);
    let heads: Vec<(&str, Column)> = back.heads.iter().map(|it| (it.0.as_str(), it.1)).collect();
    assert_eq!(
        heads,
        [
            ("“T+min”", Column::Relative),
            ("“Inject#”", Column::Number),
            ("“Delivery”", Column::Channel),
            ("“Description”", Column::Text),
            ("“Expected Actions”", Column::Expect),
        ]
    );
    let new = new(&back);
    assert_eq!(new[0].text, "A lift has stopped between two floors");
    assert_eq!(new[1].expect, "Answer");
    assert_eq!(times(&sheets), [Some(5), Some(12)]);
    twice(&sheets);
}

#[test]
fn of_two_heads_alike_the_one_with_the_words_is_the_message() {
    for heads in [
        "Inject,Time,From,To,Inject",
        "Event,Time,From,To,Description",
    ] {
        let sheets = csv(&format!(
            "{heads}\n1.1,+0:00,Porter,Hospital director,A trolley blocks the corridor\n\
             1.2,+0:10,Sister,Hospital director,The trolley has gone\n"
        ));
        let new = new(&brought(&sheets));
        assert_eq!(new[0].text, "A trolley blocks the corridor");
        assert_eq!(times(&sheets), [Some(0), Some(10)]);
        twice(&sheets);
    }
    // The mapping that is kept says which of them it was.
    let sheets = csv("Inject,Time,Inject\n1.1,09:00,A trolley blocks the corridor\n");
    let kept = brought(&sheets).mapping;
    assert_eq!(kept.heads[&Column::Text], "column C");
    let again = import(&MONDAY, &sheets, &kept).expect("a list");
    assert_eq!(new(&again)[0].text, "A trolley blocks the corridor");
}

/// Heads of published lists, rows in our own words.
#[test]
fn published_lists_are_understood_by_their_heads() {
    let rows = [
        // HSEEP, after docest.com.
        "Event #,Event Time,Method of Delivery,From,To,Event Description,Expected Outcome,Responsible Controller\n\
         01,09:05,Phone,Porter,Hospital director,The tea trolley blocks the corridor,Moves it,Sam\n",
        // HSEEP of the CMU template.
        "Inject Number,Designated Scenario Time,Inject Mode,From,To,Event Synopsis,Inject Description,Expected Participant Response\n\
         1,09:05,Phone,Porter,Hospital director,Trolley,The tea trolley blocks the corridor,Moves it\n",
        "Control Number,Simulated Time,Local Time,Inject Mode,From Org,To Org,Title,Details,Expected Outcome\n\
         7,09:05,10:35,Phone,Porter,Hospital director,Trolley,The tea trolley blocks the corridor,Moves it\n",
        // preparedex.com.
        "Seq No,Date/Time Delivered,Originator (From),Recipient (To),Means,Inject,Expected Player Action\n\
         1,02/03/2026 09:05,Porter,Hospital director,Phone,The tea trolley blocks the corridor,Moves it\n",
        // A military one.
        "SER,DTG,INJECT MODE,FROM,TO,INJECT,ANTICIPATED RESPONSE\n\
         1,020905Z MAR 26,Phone,Porter,Hospital director,The tea trolley blocks the corridor,Moves it\n",
        // T3SF: the time stands in the date.
        "Inject ID,Date,Real Time,Player From,Player To,Subject,Text,Delivery,Expected Outcome\n\
         1,Monday 9:05 AM,10:30,Porter,Hospital director,Trolley,The tea trolley blocks the corridor,Phone,Moves it\n",
        // A crisis simulation.
        "id,sim_time,channel,sender,visible_to,incident,description,expected_response\n\
         1,2026-03-02T09:05,Phone,Porter,Hospital director,Trolley,The tea trolley blocks the corridor,Moves it\n",
    ];
    for text in rows {
        let sheets = csv(text);
        let back = brought(&sheets);
        let new = new(&back);
        let [inject] = new.as_slice() else {
            panic!("one: {text}")
        };
        assert_eq!(inject.text, "The tea trolley blocks the corridor", "{text}");
        assert_eq!(inject.from, "Porter", "{text}");
        assert_eq!(inject.expect, "Moves it", "{text}");
        assert_eq!(at(inject), Some(35), "{text}: {}", told(&back));
        assert_eq!(after(&back).role_titles(&inject.to), "Hospital director");
        twice(&sheets);
    }
}

#[test]
fn a_list_without_heads_is_mapped_by_letters() {
    let mut book = Workbook::new();
    let list = book.add_worksheet();
    for (row, cells) in [
        [
            "1",
            "x",
            "02/03/2026 09h00",
            "",
            "mail",
            "Porter",
            "The tea trolley blocks the corridor",
        ],
        [
            "2",
            "y",
            "J+0 H+2 M-5",
            "",
            "mail",
            "Sister",
            "The trolley has gone",
        ],
    ]
    .iter()
    .enumerate()
    {
        for (column, words) in cells.iter().enumerate() {
            list.write_string(row as u32, column as u16, *words)
                .expect("a cell");
        }
    }
    let sheets = sheet::read(&book.save_to_buffer().expect("a workbook")).expect("a list");
    let why = import(&MONDAY, &sheets, &Mapping::default())
        .expect_err("no heads")
        .to_string();
    assert!(why.contains(r#"{"time": "C", "text": "G"}"#), "{why}");
    let by_letter = mapping(r#"{"time": "C", "text": "G", "from": "f", "channel": "column E"}"#);
    let back = import(&MONDAY, &sheets, &by_letter).expect("a list");
    let came = new(&back);
    assert_eq!(came[0].text, "The tea trolley blocks the corridor");
    assert_eq!(came[1].from, "Sister");
    assert_eq!([at(&came[0]), at(&came[1])], [Some(30), Some(115)]);
    tells(
        &back,
        &["Column A, which has no head, is not carried: 2 cells, the first in row 1"],
    );
    // Words that are heads elsewhere, in a row with a time.
    let sheets = csv(
        "Send a mail,,02/03/2026 09h00,,team 1,subject,message one\nSend a mail,,02/03/2026 09h10,,team 2,subject,message two\n",
    );
    let by_letter = mapping(r#"{"time": "C", "text": "G"}"#);
    let back = import(&MONDAY, &sheets, &by_letter).expect("a list");
    let both: Vec<_> = new(&back).iter().map(at).collect();
    assert_eq!(both, [Some(30), Some(40)]);
    assert!(import(&MONDAY, &sheets, &Mapping::default()).is_err());
    // Heads that nobody knows are no message.
    let sheets =
        csv("Uhrzeit,Was,Wer\n09:00,Der Wagen steht im Weg,Pforte\n09:10,Er ist fort,Pforte\n");
    let back = import(&MONDAY, &sheets, &mapping(r#"{"time": "A", "text": "B"}"#)).expect("a list");
    assert_eq!(back.rows.len(), 2);
    tells(&back, &["Row 1 is taken for the heads"]);
}

#[test]
fn a_mapping_that_fits_nothing_is_told() {
    let sheets = csv("Inject ID,Time,Title,Description\na,09:05,Zz,m\n");
    for named in ["Klock", "Now", "ZZ"] {
        let back = import(
            &MONDAY,
            &sheets,
            &mapping(&format!("{{\"time\": \"{named}\"}}")),
        )
        .expect("a list");
        tells(&back, &[&format!("no head “{named}”")]);
        assert_eq!(at(&new(&back)[0]), Some(35), "by its usual head");
    }
}

// ---- Times ----

#[test]
fn a_range_is_sent_at_its_beginning_and_two_times_at_none() {
    let sheets = csv(
        "No,Time,Synopsis,Message\n1,09:00 – 11:30,Zz 1,m\n2,Mon 09:00 - 09:30,Zz 2,m\n3,\"10:00, 12:15\",Zz 3,m\n",
    );
    assert_eq!(times(&sheets), [Some(30), Some(30), None]);
    tells(
        &brought(&sheets),
        &["“09:00 – 11:30” is a while", "“10:00, 12:15” is no time"],
    );
    twice(&sheets);
}

#[test]
fn cells_of_times_are_how_long_after_startex() {
    let lunch = shipped("friday-lunchtime.ron");
    for format in ["hh:mm", "[h]:mm", "[hh]:mm:ss"] {
        let mut book = Workbook::new();
        let list = book.add_worksheet();
        let format = Format::new().set_num_format(format);
        for (column, head) in ["After STARTEX", "Synopsis", "Message"].iter().enumerate() {
            list.write_string(0, column as u16, *head).expect("a cell");
        }
        for (row, share) in [0.25 / 24.0, 13.0 / 24.0, 26.5 / 24.0].iter().enumerate() {
            let row = row as u32 + 1;
            list.write_number_with_format(row, 0, *share, &format)
                .expect("a cell");
            list.write_string(row, 1, format!("Zz {row}"))
                .expect("a cell");
            list.write_string(row, 2, "m").expect("a cell");
        }
        let sheets = sheet::read(&book.save_to_buffer().expect("a workbook")).expect("a list");
        let mut long = (*lunch).clone();
        long.ends_mins = 40 * 60;
        let back = import(&long, &sheets, &Mapping::default()).expect("a list");
        for clock in [
            "At(\"Fri 11:45\")",
            "At(\"Sat 00:30\")",
            "At(\"Sat 14:00\")",
        ] {
            assert!(back.text.contains(clock), "{clock}: {}", told(&back));
        }
    }
}

#[test]
fn all_times_from_nothing_on_are_counted_from_startex() {
    for (cells, wanted) in [
        (["0:00", "0:10", "1:00"], [Some(0), Some(10), Some(60)]),
        (["00:05", "00:20", "01:00"], [Some(5), Some(20), Some(60)]),
        (["0", "10", "60"], [Some(0), Some(10), Some(60)]),
        // These are clocks, and one of them too early.
        (["08:00", "09:00", "10:00"], [None, Some(30), Some(90)]),
    ] {
        let rows: Vec<String> = cells
            .iter()
            .enumerate()
            .map(|(at, time)| format!("{time},Zz {at},The trolley is there\n"))
            .collect();
        let sheets = csv(&format!("Time,Title,Inject\n{}", rows.concat()));
        assert_eq!(times(&sheets), wanted, "{cells:?}");
        let said = told(&brought(&sheets)).contains("counted from STARTEX");
        assert_eq!(said, wanted[0].is_some());
        twice(&sheets);
    }
}

#[test]
fn a_day_stands_over_the_rows_below_it() {
    let eight = shipped("eight-weeks.ron");
    let day = eight
        .starts
        .date()
        .tomorrow()
        .expect("a day")
        .strftime("%d/%m/%Y")
        .to_string();
    for list in [
        format!("Date,Time,Title,Message,To\n{day},09:00,Zz 1,m,x\n,10:00,Zz 2,m,x\n"),
        format!("No,Time,Title,Message\n{day},,,\n1,09:00,Zz 1,m\n2,10:00,Zz 2,m\n"),
    ] {
        let back = import(&eight, &csv(&list), &Mapping::default()).expect("a list");
        let first = eight.starts.date().tomorrow().expect("a day");
        for (hour, title) in [(9, "Zz 1"), (10, "Zz 2")] {
            let when = first.at(hour, 0, 0, 0);
            let mins = eight.starts.duration_until(when).as_secs() / 60;
            let clock = eight.clock(mins as u64 * 60);
            let place = back
                .text
                .find(&format!("title: \"{title}\""))
                .expect("it is there");
            let fires = back.text[place..].lines().nth(1).expect("a line");
            assert!(fires.contains(&clock), "{fires} {clock}\n{}", told(&back));
        }
        tells(&back, &["from row 2"]);
    }
}

#[test]
fn ods_has_times_too() {
    let cell = |kind: &str, value: &str, shown: &str| {
        format!(
            "<table:table-cell office:value-type=\"{kind}\" office:{kind}-value=\"{value}\"><text:p>{shown}</text:p></table:table-cell>"
        )
    };
    let words = |words: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{words}</text:p></table:table-cell>"
        )
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let rows = [
        row(&["Date", "Time", "Title", "Message"].map(words)),
        row(&[
            cell("date", "2026-03-02", "2 Mar"),
            cell("time", "PT09H15M00S", "09:15"),
            words("Zz 1"),
            words("m"),
        ]),
        row(&[
            cell("date", "2026-03-02T09:20:00", "2 Mar"),
            words(""),
            words("Zz 2"),
            words("m"),
        ]),
    ];
    let sheets = sheet::read(&ods(&rows.concat(), "")).expect("a list");
    assert_eq!(times(&sheets), [Some(45), Some(50)]);
}

fn ods(rows: &str, styles: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\">{styles}<office:body><office:spreadsheet><table:table table:name=\"List\" table:style-name=\"ta1\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ])
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, words) in parts {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        archive.write_all(words.as_bytes()).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

#[test]
fn zones_are_regarded_or_told() {
    let lunch = shipped("friday-lunchtime.ron");
    let list = csv(
        "No,Time,Synopsis,Message\n1,2017-05-12T12:00:00Z,Zz z,m\n2,2017-05-12 12:00:00 UTC,Zz utc,m\n3,2017-05-12T13:00:00+01:00,Zz off,m\n",
    );
    let back = import(&lunch, &list, &Mapping::default()).expect("a list");
    assert_eq!(
        back.text.matches("At(\"Fri 13:00\")").count()
            - lunch.files[0].text.matches("At(\"Fri 13:00\")").count(),
        3
    );
    tells(
        &back,
        &["“2017-05-12T12:00:00Z” is Friday 12 May 13:00 here"],
    );
}

// ---- Known again ----

#[test]
fn an_import_twice_changes_nothing() {
    for list in [
        "Inject ID,Time,Title,Description\nINJ-01,09:05,Slow lines,Calls are slow\nINJ-02,09:20,Dark clinic,Clinic three is dark\n",
        "No,Time,Message,From\n1,09:05,The tea trolley is late again today,Porter\n2,09:20,Clinic three is dark,Sister\n",
        "ID,Time,Description\n1,09:05,One thing\n2,09:20,Another\n",
        // The same id, and the same title, twice.
        "ID,Time,Title,Description\na,09:05,Phone,One thing\na,09:20,Phone,Another\n",
        "Time,Title,Description\n09:05,Phone call,One thing\n09:20,Phone call,Another\n09:25,Phone call,Another\n",
        "Time,Title\n09:05,Phone rings\n09:20,Phone rings again\n",
        "Time,Description\n25:99,\"Over\n two lines; and more than sixty letters in the first of them, I think\"\nsoon,x\n",
    ] {
        twice(&csv(list));
    }
}

#[test]
fn a_title_alone_writes_nothing_over() {
    let there = &MONDAY.injects[0];
    let list = csv(&format!(
        "Time,Title,Description\n10:05,{},Something else is said here\n",
        there.title
    ));
    let back = brought(&list);
    assert!(
        matches!(back.rows[0].outcome, Outcome::New(_)),
        "{:?}",
        back.rows
    );
    tells(&back, &["says something else"]);
    let now = after(&back);
    assert_eq!(
        (&now.injects[0].text, at(&now.injects[0])),
        (&there.text, at(there))
    );
    twice(&list);
    // Without a message there is nothing to add, and the time stays.
    let back = brought(&csv(&format!("Time,Title\n10:05,{}\n", there.title)));
    assert_eq!(back.rows[0].outcome, Outcome::Left);
    assert_eq!(back.text, MONDAY.files[0].text);
    tells(&back, &["a title alone writes nothing over"]);
    // With its message it is that one.
    let text = there.text.replace('"', "\"\"");
    let back = brought(&csv(&format!(
        "Time,Title,Description\n10:05,{},\"{text}\"\n",
        there.title
    )));
    assert_eq!(
        back.rows[0].outcome,
        Outcome::Changed(there.id.clone(), vec!["fires"])
    );
}

#[test]
fn a_time_that_is_written_rightly_later_is_taken_then() {
    let list = |time: &str| {
        csv(&format!(
            "Time,Title,Description\n{time},Phone call,One thing\n"
        ))
    };
    let first = brought(&list("\"10:00, 12:15\""));
    let by_hand = after(&first);
    let back = import(&by_hand, &list("10:00"), &Mapping::default()).expect("a list");
    let id = by_hand.injects.last().expect("one").id.clone();
    assert_eq!(back.rows[0].outcome, Outcome::Changed(id, vec!["fires"]));
    twice(&list("\"10:00, 12:15\""));
}

fn list_of_any_kind() -> impl Strategy<Value = String> {
    let words = || {
        prop_oneof![
            "[A-Za-z ,;:'\"]{0,30}",
            "(Phone|E-mail|Ring|Call) [0-9]{1,2}",
            "[\\PC\n]{0,20}",
        ]
    };
    let time = prop_oneof![
        "0?9:[0-5][0-9]",
        "T\\+[0-9]{1,2}",
        "0:[0-5][0-9]",
        "(soon|TBC|)",
        "2026-03-02T1[0-2]:15:00Z",
        "09:[0-5][0-9] ?- ?10:15",
    ];
    let row = (
        prop_oneof![Just(String::new()), "[A-Za-z0-9#. -]{1,8}"],
        time,
        words(),
        words(),
        prop_oneof![
            Just("Hospital director".to_owned()),
            Just("IT lead; Nobody".to_owned()),
            words()
        ],
        prop_oneof![Just("Phone".to_owned()), Just(String::new()), words()],
    );
    (0_u8..16, prop::collection::vec(row, 1..8)).prop_map(|(which, rows)| {
        let has = |bit: u8| which & (1 << bit) != 0;
        let pick = |cells: [String; 6]| -> Vec<String> {
            let [id, time, title, text, to, channel] = cells;
            let mut row = vec![time, text];
            for (is, cell) in [
                (has(0), id),
                (has(1), title),
                (has(2), to),
                (has(3), channel),
            ] {
                if is {
                    row.push(cell);
                }
            }
            row
        };
        let heads = ["ID", "Time", "Title", "Message", "To", "Delivery method"].map(str::to_owned);
        let rows = rows
            .into_iter()
            .map(|it| pick([it.0, it.1, it.2, it.3, it.4, it.5]));
        let all = std::iter::once(pick(heads)).chain(rows);
        String::from_utf8(sheet::csv(all)).expect("UTF-8")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 200, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn whatever_the_list_twice_is_once(list in list_of_any_kind()) {
        let sheets = csv(&list);
        let Ok(first) = import(&MONDAY, &sheets, &Mapping::default()) else { return Ok(()) };
        let Ok(scenario) = files::scenario_with(&starter(), &first.text) else {
            return Err(TestCaseError::fail("it is not sound"));
        };
        let again = import(&scenario, &sheets, &Mapping::default()).expect("a list");
        prop_assert!(again.text == first.text, "{:?}", again.rows);
        // Every inject that was there is as it was, unless the list has its id.
        for (before, now) in MONDAY.injects.iter().zip(&scenario.injects) {
            prop_assert_eq!(&before.text, &now.text);
        }
    }
}

// ---- Nothing vanishes unsaid ----

#[test]
fn columns_that_are_known_and_not_taken_are_told() {
    let sheets = csv(
        "No.,Phase,Exercise time,From,To,Message,Responsible controller,Evaluator instructions,Status,Real time,Notes,Weather\n\
         1,Move 1,09:05,Porter,Hospital director,The tea trolley is late,Sam,Watch who logs it,Planned,10:35,Have the phone script ready,\n\
         2,Move 1,09:10,Porter,Hospital director,It is still late,,,,,,,Behind the heads\n",
    );
    let back = brought(&sheets);
    for head in [
        "No.",
        "Phase",
        "Responsible controller",
        "Evaluator instructions",
        "Status",
        "Real time",
        "Notes",
    ] {
        tells(&back, &[&format!("The column “{head}” is not carried")]);
    }
    tells(
        &back,
        &[
            "“Notes” is not carried: a cell in row 2",
            "“Phase” is not carried: 2 cells, the first in row 2",
            "The column “Weather” is not known, and empty",
            "Column M, which has no head, is not carried: a cell in row 3",
        ],
    );
    // Of one's own list only what was changed.
    let own = export(&MONDAY, None, false).expect("a list");
    let own = String::from_utf8(own).expect("UTF-8");
    assert_eq!(told(&brought(&csv(&own))), "");
    let back = brought(&csv(&own.replacen(",Facilitator,", ",Sam,", 1)));
    tells(
        &back,
        &["“Responsible controller” is not carried: a cell in row 2"],
    );
}

#[test]
fn sheets_and_rows_that_are_not_read_are_told() {
    let mut book = Workbook::new();
    for (name, hidden, rows) in [("Old", true, 9), ("List", false, 1), ("Contacts", false, 3)] {
        let list = book.add_worksheet();
        list.set_name(name).expect("a name");
        list.set_hidden(hidden);
        list.set_active(name == "List");
        list.write_string(0, 0, "EXERCISE CLEAR HARBOUR")
            .expect("a cell");
        if name != "Contacts" {
            for (column, head) in ["Time", "Title", "Message", "From"].iter().enumerate() {
                list.write_string(2, column as u16, *head).expect("a cell");
            }
        }
        for row in 0..rows {
            for (column, words) in ["09:05", "Zz", "m", "x"].iter().enumerate() {
                list.write_string(3 + row, column as u16, *words)
                    .expect("a cell");
            }
        }
    }
    let sheets = sheet::read(&book.save_to_buffer().expect("a workbook")).expect("a list");
    let back = brought(&sheets);
    assert_eq!(back.sheet, "List");
    tells(
        &back,
        &[
            "Read is “List”",
            "The hidden sheet “Old” is not read: 11 rows",
            "The sheet “Contacts” is not read: 4 rows",
            "above the heads is not carried: “EXERCISE CLEAR HARBOUR”",
        ],
    );
    // A hidden one is taken where no other has heads, and that is told.
    let back = brought(&sheets[..1]);
    assert_eq!(back.rows.len(), 9);
    let hidden = [sheets[0].clone(), sheets[2].clone()];
    tells(&brought(&hidden), &["“Old”, which is hidden"]);
    let hidden = sheet::read(&ods(
        "<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>",
        "<style:style style:name=\"ta1\"><style:table-properties table:display=\"false\"/></style:style>",
    ));
    assert!(hidden.expect("a list")[0].hidden);
    // More rows than are read.
    let rows: String = (0..5_010).map(|at| format!("09:05,Zz {at}\n")).collect();
    let back = brought(&csv(&format!("Time,Message\n{rows}")));
    assert_eq!(back.rows.len(), 5_000);
    tells(&back, &["10 more are not"]);
}

#[test]
fn a_heading_between_rows_is_no_message() {
    let sheets = csv(
        "Time,From,To,Message\n,,,Exercise set-up\n09:05,Porter,Hospital director,The tea trolley is late\n09:10,Porter,Hospital director,It is still late\n",
    );
    let back = brought(&sheets);
    assert_eq!(back.rows[0].outcome, Outcome::Left);
    tells(&back, &["taken for a heading"]);
    assert_eq!(new(&back).len(), 2);
}

// ---- Names ----

#[test]
fn a_name_that_several_bear_is_of_the_others_side_or_asked() {
    let across = shipped("friday-across.ron");
    let of = |to: &str| {
        let list = csv(&format!(
            "Time,Message,To\nT+15,The tea trolley is late,\"{to}\"\n"
        ));
        import(&across, &list, &Mapping::default()).expect("a list")
    };
    // Three hospitals have one.
    let back = of("ED consultant in charge");
    tells(
        &back,
        &[
            "may be “ED consultant in charge, Harrowmere” or",
            "write one of these",
        ],
    );
    for (beside, at) in [
        ("CIO, Harrowmere", "Harrowmere"),
        ("CIO, Kingsferry", "Kingsferry"),
    ] {
        let back = of(&format!("ED consultant in charge; {beside}"));
        tells(
            &back,
            &[&format!(
                "taken for the role “ED consultant in charge, {at}”"
            )],
        );
        assert!(back.rows[0].left.is_empty(), "{:?}", back.rows);
    }
}

#[test]
fn an_office_with_a_stroke_is_one_and_roles_with_one_are_two() {
    let list = csv(
        "Time,Message,To\n09:05,The tea trolley is late,PR/Comms\n09:06,It is still late,IT lead/Lead nurse\n",
    );
    let back = brought(&list);
    tells(&back, &["there is no role “PR/Comms”"]);
    assert_eq!(
        after(&back).role_titles(&new(&back)[1].to),
        "IT lead, Lead nurse"
    );
}

// ---- Files of every kind ----

#[test]
fn tables_of_markdown_and_word_are_lists() {
    let markdown = "# Exercise\n\n| Role | Who |\n|---|---|\n| CEO | Alex |\n\n## Injects\n\n\
        | # | Time | Inject (what is said) | Audience |\n|--:|:--|---|---|\n\
        | 1 | 09:05 | The **tea trolley** is late<br>again | Hospital director |\n\
        | 2 | 09:10 | It is \\| still late | IT lead |\n";
    let cell = |words: &str| format!("<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>");
    let row = |cells: &[&str]| {
        format!(
            "<w:tr>{}</w:tr>",
            cells.iter().map(|it| cell(it)).collect::<String>()
        )
    };
    let table = |rows: &[&[&str]]| {
        format!(
            "<w:tbl>{}</w:tbl>",
            rows.iter().map(|it| row(it)).collect::<String>()
        )
    };
    let body = format!(
        "<w:document><w:body>{}<w:p><w:pPr><w:pStyle w:val=\"Heading2\"/></w:pPr><w:r><w:t>Injects</w:t></w:r></w:p>{}</w:body></w:document>",
        table(&[&["Role", "Who"], &["CEO", "Alex"]]),
        table(&[
            &["#", "Time", "Inject (what is said)", "Audience"],
            &[
                "1",
                "09:05",
                "The tea trolley is late</w:t><w:br/><w:t>again",
                "Hospital director"
            ],
            &["2", "09:10", "It is | still late", "IT lead"],
        ]),
    );
    let word = archive(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &body),
    ]);
    for bytes in [markdown.as_bytes(), &word] {
        let sheets = tables(bytes)
            .expect("it has tables")
            .expect("they can be read");
        let back = brought(&sheets);
        assert_eq!(back.sheet, "table 2, Injects");
        let new = new(&back);
        assert_eq!(new[0].text, "The tea trolley is late\nagain");
        assert_eq!(new[1].text, "It is | still late");
        assert_eq!([at(&new[0]), at(&new[1])], [Some(35), Some(40)]);
        tells(
            &back,
            &[
                "Read is “table 2, Injects”",
                "“table 1",
                "is not read: 2 rows",
            ],
        );
        twice(&sheets);
    }
    assert!(tables(b"No,Time,Message\n1,09:00,x\n").is_none());
    let none = archive(&[(
        "word/document.xml",
        "<w:document><w:p><w:r><w:t>x</w:t></w:r></w:p></w:document>",
    )]);
    assert!(
        tables(&none)
            .expect("Word")
            .is_err_and(|why| why.contains("no table"))
    );
}

#[test]
fn files_that_are_something_else_are_told() {
    for (bytes, words) in [
        (
            &b"<html><body><table><tr><td>No</td></tr></table>"[..],
            "a web page",
        ),
        (b"%PDF-1.4\n", "a PDF"),
        (
            b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>",
            "Excel 2003",
        ),
        (b"{\\rtf1 x}", "Rich Text"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "packed"),
    ] {
        let why = sheet::read(bytes).expect_err("it is none");
        assert!(matches!(why, SheetError::Other(_)), "{why}");
        assert!(why.to_string().contains(words), "{why}");
    }
    for (parts, words) in [
        (&[("word/document.xml", "<w/>")][..], "Word document"),
        (&[("ppt/presentation.xml", "<p/>")], "PowerPoint"),
        (&[("readme.txt", "x"), ("list.csv", "a,b")], "ZIP archive"),
    ] {
        let why = sheet::read(&archive(parts))
            .expect_err("it is none")
            .to_string();
        assert!(why.contains(words), "{why}");
    }
    // UTF-16 without a mark, and what pipes part.
    let text = "No|Time|Message\n1|09:05|The tea trolley is late\n";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [text.as_bytes(), &wide] {
        let sheets = sheet::read(bytes).expect("a list");
        assert_eq!(times(&sheets), [Some(35)]);
    }
}

// ---- Much ----

#[test]
fn a_thousand_rows_are_taken_with_the_file_read_once() {
    let rows: String = (0..1_000)
        .map(|at| {
            format!(
                "{at},09:{:02},Zz number {at},The tea trolley of ward {at} is late\n",
                at % 60
            )
        })
        .collect();
    let sheets = csv(&format!("No,Time,Synopsis,Message\n{rows}"));
    let back = brought(&sheets);
    assert_eq!(back.rows.len(), 1_000);
    let now = after(&back);
    assert_eq!(now.injects.len(), MONDAY.injects.len() + 1_000);
    let again = import(&now, &sheets, &Mapping::default()).expect("a list");
    assert_eq!(again.text, back.text);
}
