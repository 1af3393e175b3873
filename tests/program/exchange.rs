//! The events list out and in: what goes out comes back as it was, and lists that other people laid
//! out are understood row by row.

use crate::support::{friday, friday_path};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::collections::BTreeMap;
use wardroom_core::scenario::Fires;
use wardroom_files as files;
use wardroom_papers::exchange::cexf;
use wardroom_papers::exchange::msel::{
    Column, Imported, Mapping, Outcome, export, import, minutes,
};
use wardroom_papers::exchange::{sheet, tools};

fn imported(bytes: &[u8], mapping: &Mapping) -> Imported {
    let sheets = sheet::read(bytes).expect("it is a spreadsheet");
    import(&friday(), &sheets, mapping).unwrap_or_else(|why| panic!("{why}"))
}

#[test]
fn what_goes_out_comes_back_as_it_was() {
    let scenario = friday();
    let text = &scenario.files[0].text;
    for workbook in [true, false] {
        let bytes = export(&scenario, None, workbook).expect("it can be written");
        let back = imported(&bytes, &Mapping::default());
        assert_eq!(back.rows.len(), scenario.injects.len());
        for row in &back.rows {
            assert!(matches!(row.outcome, Outcome::Same(_)), "{row:?}");
            assert!(row.guessed.is_empty() && row.left.is_empty(), "{row:?}");
        }
        assert!(back.unnamed.is_empty());
        assert_eq!(&back.text, text, "byte for byte");
    }
}

#[test]
fn a_change_in_the_sheet_is_that_change_in_the_scenario_and_no_other() {
    let scenario = friday();
    let at = scenario
        .injects
        .iter()
        .position(|it| matches!(it.fires, Fires::At(_)))
        .expect("one comes at a time");
    let id = scenario.injects[at].id.clone();
    let csv = String::from_utf8(export(&scenario, None, false).expect("written")).expect("UTF-8");
    let Fires::At(mins) = scenario.injects[at].fires else {
        panic!("it comes at a time")
    };
    let when = scenario
        .time_at(u64::from(mins) * 60)
        .strftime("%Y-%m-%d %H:%M")
        .to_string();
    let later = scenario
        .time_at(u64::from(mins + 7) * 60)
        .strftime("%Y-%m-%d %H:%M")
        .to_string();
    let line = csv
        .lines()
        .find(|line| line.contains(&format!(",{id},")))
        .expect("its row");
    let csv = csv.replace(line, &line.replacen(&when, &later, 1));
    let back = imported(csv.as_bytes(), &Mapping::default());
    let changed: Vec<_> = back
        .rows
        .iter()
        .filter(|row| !matches!(row.outcome, Outcome::Same(_)))
        .collect();
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0].outcome, Outcome::Changed(id, vec!["fires"]));
    let after = files::scenario_with(&friday_path(), &back.text).expect("it is sound");
    assert!(matches!(after.injects[at].fires, Fires::At(now) if now == mins + 7));
    let differing = back
        .text
        .lines()
        .zip(scenario.files[0].text.lines())
        .filter(|(a, b)| a != b)
        .count();
    assert_eq!(differing, 1, "one line of the file");
}

/// What became of the rows: new ids, what was guessed, what was left.
fn news(back: &Imported) -> Vec<&str> {
    back.rows
        .iter()
        .filter_map(|row| match &row.outcome {
            Outcome::New(id) => Some(id.as_str()),
            _ => None,
        })
        .collect()
}

fn sound(back: &Imported) -> std::sync::Arc<wardroom_core::scenario::Scenario> {
    files::scenario_with(&friday_path(), &back.text)
        .unwrap_or_else(|problems| panic!("{}", problems.render(false)))
}

/// As a federal template lays it out: a title over merged cells, heads in the fifth row, dates as
/// dates and times as times, a second sheet with notes.
#[test]
fn one_with_merged_heads_and_real_dates() {
    let mut book = Workbook::new();
    let notes = book.add_worksheet();
    notes.set_name("READ ME").expect("a name");
    notes
        .write_string(0, 0, "How to use this workbook")
        .expect("a cell");
    let sheet = book.add_worksheet();
    sheet
        .set_name("Master Scenario Events List")
        .expect("a name");
    sheet
        .merge_range(0, 0, 0, 7, "EXERCISE CLEAR HARBOUR · MSEL", &Format::new())
        .expect("merged");
    sheet
        .merge_range(3, 1, 3, 2, "When", &Format::new())
        .expect("merged");
    sheet
        .merge_range(3, 5, 4, 5, "Event Description", &Format::new())
        .expect("merged");
    for (at, head) in [
        "Event #",
        "Date",
        "Event Time",
        "Delivery Method",
        "Recipient Player(s)",
        "",
        "Expected Outcome",
        "Core Capability",
    ]
    .iter()
    .enumerate()
    {
        if !head.is_empty() {
            sheet.write_string(4, at as u16, *head).expect("a cell");
        }
    }
    let day = Format::new().set_num_format("d mmm yyyy");
    let time = Format::new().set_num_format("hh:mm");
    let rows = [
        (
            "Phone",
            "IT director",
            "The data centre says its cooling has failed.",
        ),
        (
            "E-Mail",
            "Communications lead",
            "A local paper asks whether appointments are off.",
        ),
    ];
    for (at, (how, to, words)) in rows.iter().enumerate() {
        // An empty row between.
        let line = 6 + 2 * at as u32;
        sheet
            .write_number(line, 0, f64::from(at as u32 + 1))
            .expect("a cell");
        sheet
            .write_datetime_with_format(
                line,
                1,
                ExcelDateTime::from_ymd(2017, 5, 12).expect("a day"),
                &day,
            )
            .expect("a cell");
        sheet
            .write_datetime_with_format(
                line,
                2,
                ExcelDateTime::from_hms(14, 30 + at as u8, 0).expect("a time"),
                &time,
            )
            .expect("a cell");
        sheet.write_string(line, 3, *how).expect("a cell");
        sheet.write_string(line, 4, *to).expect("a cell");
        sheet.write_string(line, 5, *words).expect("a cell");
        sheet
            .write_string(line, 6, "Asks what still works.")
            .expect("a cell");
        sheet
            .write_string(line, 7, "Keep patients safe")
            .expect("a cell");
    }
    let back = imported(
        &book.save_to_buffer().expect("a workbook"),
        &Mapping::default(),
    );
    assert_eq!(back.sheet, "Master Scenario Events List");
    assert_eq!(news(&back).len(), 2, "{:?}", back.rows);
    assert_eq!(back.rows[0].row, 7);
    let after = sound(&back);
    let new = &after.injects[after.injects.len() - 2];
    assert_eq!(new.text, "The data centre says its cooling has failed.");
    assert!(matches!(new.fires, Fires::At(180)), "{:?}", new.fires);
    assert_eq!(
        after.channels[new.channel.at()].kind,
        wardroom_core::scenario::ChannelKind::Phone
    );
    assert_eq!(after.role_titles(&new.to), "IT director");
    assert_eq!(new.objectives.len(), 1);
}

/// A British table-top's list as CSV with semicolons, in the encoding of Windows, dates as text the
/// British way round, names that are nearly right.
#[test]
fn one_with_semicolons_british_dates_and_names_nearly_right() {
    let text = "Serial;Date/Time;Method;From;To;Inject;Anticipated response;Directing staff\r\n\
        1;12/05/2017 15:10;Bleep;Caf\u{e9} manager;IT Directr, Site managr;The tills are down.;Works on.;DS 1\r\n\
        ;;;;;;;\r\n\
        PHASE TWO;;;;;;;\r\n\
        2;13/05/2017 09.15;by hand;Ward 7;The Queen;Nobody can print labels.;;DS 2\r\n";
    let bytes: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).expect("Latin 1"))
        .collect();
    let back = imported(&bytes, &Mapping::default());
    assert_eq!(news(&back).len(), 2, "{:?}", back.rows);
    let after = sound(&back);
    let [.., first, second] = after.injects.as_slice() else {
        panic!("two")
    };
    assert_eq!(first.from, "Café manager");
    assert!(matches!(first.fires, Fires::At(220)));
    assert_eq!(after.role_titles(&first.to), "IT director, Site manager");
    assert!(matches!(second.fires, Fires::At(1_305)));
    let guessed = |row: usize| {
        back.rows
            .iter()
            .find(|it| it.row == row)
            .expect("the row")
            .guessed
            .join(" ")
    };
    assert!(
        guessed(2).contains("“IT Directr” is taken for"),
        "{}",
        guessed(2)
    );
    let left = &back
        .rows
        .iter()
        .find(|it| it.row == 5)
        .expect("the row")
        .left;
    assert!(
        left.iter().any(|it| it.contains("no role “The Queen”")),
        "{left:?}"
    );
    let heading = back.rows.iter().find(|it| it.row == 4).expect("the row");
    assert_eq!(heading.outcome, Outcome::Left, "a phase is no inject");
}

/// Relative times, a single column of words, tabs between.
#[test]
fn one_with_relative_times_and_tabs() {
    let text = "T plus\tDescription\tHow\n0\tThe day begins.\tFace to face\n+45\tPrinters stop.\tText\nT+1:30\tThe lab calls.\tTelephone\nH+3\tNight falls.\t\nD+1 H+2\tSaturday.\tRadio\nsoon\tSomething else.\tLetter\n";
    let back = imported(text.as_bytes(), &Mapping::default());
    let after = sound(&back);
    let new = &after.injects[after.injects.len() - 6..];
    let times: Vec<Option<u32>> = new
        .iter()
        .map(|it| match it.fires {
            Fires::At(mins) => Some(mins),
            _ => None,
        })
        .collect();
    assert_eq!(
        times,
        [Some(0), Some(45), Some(90), Some(180), Some(1_560), None]
    );
    assert!(
        back.rows[5].left[0].contains("“soon” is no time"),
        "{:?}",
        back.rows[5]
    );
    assert!(back.rows[5].guessed.iter().any(|it| it.contains("by hand")));
}

/// Heads of somebody's own, named in a mapping that can be handed on; quotes and line feeds in a
/// cell.
#[test]
fn one_with_heads_of_its_own_by_a_mapping() {
    let text = "Uhr,Was geschieht,Wer hört es,Bemerkung\n\"Fri, 1.42 pm\",\"Er sagt: \"\"Nichts geht\"\".\nGar nichts.\",Site manager,x\n";
    let sheets = sheet::read(text.as_bytes()).expect("it is one");
    let none = import(&friday(), &sheets, &Mapping::default());
    assert!(none.is_err_and(|why| why.to_string().contains("mapping file")));
    let mapping: Mapping =
        serde_json::from_str(r#"{"time": "Uhr", "text": "Was geschieht", "to": "Wer hört es"}"#)
            .expect("it is one");
    let back = imported(text.as_bytes(), &mapping);
    assert_eq!(back.unknown, ["Bemerkung"]);
    let after = sound(&back);
    let new = after.injects.last().expect("one");
    assert_eq!(new.text, "Er sagt: \"Nichts geht\".\nGar nichts.");
    assert!(matches!(new.fires, Fires::At(132)));
    let kept: Mapping =
        serde_json::from_str(&serde_json::to_string(&back.mapping).expect("JSON")).expect("read");
    assert_eq!(
        kept.heads.get(&Column::Text).map(String::as_str),
        Some("Was geschieht")
    );
}

#[test]
fn a_mapping_that_names_a_head_that_is_not_there_is_told_and_the_usual_head_holds() {
    let text = "Time,Message\n13:42,The lifts stop.\n";
    let mapping: Mapping =
        serde_json::from_str(r#"{"time": "Klock", "text": "Message"}"#).expect("it is one");
    let back = imported(text.as_bytes(), &mapping);
    assert!(
        back.absent[0].contains("no head “Klock”"),
        "{:?}",
        back.absent
    );
    let after = sound(&back);
    let new = after.injects.last().expect("one");
    assert!(matches!(new.fires, Fires::At(132)));
}

/// An export whose columns somebody moved about, in which they deleted rows and one id.
#[test]
fn an_export_that_was_cut_about_still_finds_its_injects() {
    let scenario = friday();
    let (first, second) = (&scenario.injects[0], &scenario.injects[1]);
    let text = format!(
        "\n\nExpected action,Subject,Inject ID\nDoes it better.,{},{}\n,\"{}\",\n",
        first.title,
        first.id,
        second.title.to_uppercase()
    );
    let back = imported(text.as_bytes(), &Mapping::default());
    assert_eq!(
        back.rows[0].outcome,
        Outcome::Changed(first.id.clone(), vec!["expect"])
    );
    // Known by its title, whose letters it changes.
    assert_eq!(
        back.rows[1].outcome,
        Outcome::Changed(second.id.clone(), vec!["title"])
    );
    assert_eq!(back.unnamed.len(), scenario.injects.len() - 2);
    assert_eq!(sound(&back).injects[0].expect, "Does it better.");
}

#[test]
fn times_are_read_as_people_write_them() {
    let scenario = friday();
    for (words, wanted) in [
        ("T+15", 15),
        ("t + 1:30", 90),
        ("STARTEX", 0),
        ("STARTEX+5", 5),
        ("H+3", 180),
        ("D+1 H+3", 1_620),
        ("D+1 09:00", 1_290),
        ("Fri 13:42", 132),
        ("Friday, 13:42", 132),
        ("Sat 00:10", 760),
        ("13:42", 132),
        ("1342", 132),
        ("13.42", 132),
        ("1:42 pm", 132),
        ("2017-05-12T13:42", 132),
        ("2017-05-12 13:42:00", 132),
        ("12/05/2017 13:42", 132),
        ("12.5.17 13:42", 132),
        ("12 May 2017, 13:42", 132),
        ("12th May 1.42pm", 132),
        ("45 min", 45),
        ("0.5708333333", 132),
    ] {
        assert_eq!(minutes(&scenario, "", words, false), Ok(wanted), "{words}");
    }
    assert_eq!(minutes(&scenario, "", "45", true), Ok(45));
    assert_eq!(minutes(&scenario, "12/05/2017", "13:42", false), Ok(132));
    for words in [
        "",
        "soon",
        "25:00",
        "D+99999999 09:00",
        "T+71582789:00",
        "D+9999999 H+9999999",
        "12/13/2017 13:42",
        "ü",
        "T+x",
        "-5",
        // In Greenwich, or wherever that is: not the clock on the hospital's wall.
        "2017-05-12T12:00:00Z",
        "12:00:00 UTC",
        "2017-05-12 12:00:00+01:00",
        "12:00:61",
    ] {
        assert!(minutes(&scenario, "", words, false).is_err(), "{words}");
    }
    let early = minutes(&scenario, "", "10:00", false).expect_err("before STARTEX");
    assert!(early.contains("before STARTEX"), "{early}");
}

#[test]
fn the_common_exercise_format_carries_messages_out_and_back() {
    let scenario = friday();
    let out = cexf::export(&scenario);
    for list in ["inject_flow", "inject_payloads", "injects"] {
        assert_eq!(
            out[list].as_array().map(Vec::len),
            Some(scenario.injects.len()),
            "{list}"
        );
    }
    assert_eq!(out, cexf::export(&scenario), "the same each time");
    let events = tools::events(&scenario, "e.json", out.to_string().as_bytes())
        .expect("it is in the format")
        .expect("it is an exercise");
    let back = import(&scenario, &[events.sheet], &Mapping::default()).expect("it is a list");
    // Known by their titles: what comes back is what went out.
    for row in &back.rows {
        assert!(matches!(row.outcome, Outcome::Same(_)), "{row:?}");
    }
    assert_eq!(back.text, scenario.files[0].text);
}

/// As other tools write it: content for a machine, a trigger as bare text, no roles.
#[test]
fn an_exercise_of_another_tool_comes_in_as_far_as_it_carries() {
    let other = r#"{
      "exercise": { "name": "Phishing", "uuid": "x" },
      "inject_flow": [
        { "description": "A mail to the booking office.", "inject_uuid": "a", "sequence": { "trigger": ["startex"] }, "timing": { "triggered_at": null } },
        { "description": "The network slows.", "inject_uuid": "b", "sequence": { "trigger": "inject-resolution" }, "timing": { "triggered_at": 1800 } },
        { "description": "Nobody knows this one.", "inject_uuid": "gone" }
      ],
      "inject_payloads": [ { "name": "m", "uuid": "p", "parameters": { "content": "RnJvbQ==", "content-type": "base64" } } ],
      "injects": [
        { "name": "mail", "uuid": "a", "action": "email_to_participants", "action_payload_resource_uuid": "p", "inject_evaluation": [ { "result": "Reports it" } ] },
        { "name": "slow", "uuid": "b", "action": "network_connection" }
      ]
    }"#;
    let events = tools::events(&friday(), "e.json", other.as_bytes())
        .expect("it is in the format")
        .expect("it is an exercise");
    let back = import(&friday(), &[events.sheet], &Mapping::default()).expect("it is a list");
    assert_eq!(news(&back), ["mail", "slow"]);
    let after = sound(&back);
    let [.., mail, slow] = after.injects.as_slice() else {
        panic!("two")
    };
    assert_eq!(mail.text, "A mail to the booking office.");
    assert_eq!(mail.expect, "Reports it");
    assert!(matches!(
        (&mail.fires, &slow.fires),
        (Fires::At(0), Fires::At(30))
    ));
    for wrong in ["", "[]", "{}", r#"{"inject_flow": [], "injects": []}"#] {
        assert!(
            tools::events(&friday(), "e.json", wrong.as_bytes()).is_err(),
            "{wrong}"
        );
    }
}

/// A trust's three lists become an estate that a scenario can be played on.
#[test]
fn a_trusts_own_lists_become_an_estate_that_can_be_played() {
    use wardroom_papers::exchange::estate::{Heads, Lists, import};
    let sheets = |text: &str| sheet::read(text.as_bytes()).expect("a list");
    let lists = Lists {
        assets: sheets(
            "Trust asset register;;;;;\n\nDepartment;Asset type;OS;Qty;Patch status;Application\n\
            Data centre;Server;Windows Server 2008 R2;6;installed;Patient record\n\
            Data centre;Server;Linux;2;yes;Directory\n\
            Clinics;Desktop PC;Windows 7;120;no;\n\
            Clinics;Laptop;Windows 10;30;yes;\n\
            X-ray;Medical scanner;Windows XP;4;no;Pictures\n\
            X-ray;Workstation;Plan 9;many;no;\n\
            ;Desktop PC;Windows 7;3;no;\n\
            Wards;PC;;80;;\n",
        ),
        dependencies: sheets(
            "Application,Depends on,Impact\nPatient record,Directory,high\nPictures,Directory,\n,Directory,\n",
        ),
        impact: sheets(
            "Service,System,Criticality,Department,Workaround\nOutpatients,Patient record,Essential,Clinics,printed lists\nImaging,Pictures,2,X-ray,\nImaging,Reporting at night,low,X-ray,\nWards,Patient record,?,Nowhere,\n",
        ),
    };
    let estate = import(&lists, &Heads::default()).expect("it is understood");
    for words in [
        "80 machines no operating",
        "80 machines nothing",
        "“Reporting at night”",
        "links",
        "paper",
    ] {
        let told = estate.assumed.join("\n").to_lowercase();
        assert!(told.contains(&words.to_lowercase()), "{words}: {told}");
    }
    for words in [
        "row 9: the count is no number",
        "row 10: it does not say where",
        "dependencies, row 4",
        "no asset stands in “Nowhere”",
    ] {
        assert!(
            estate.left.iter().any(|it| it.contains(words)),
            "{words}: {:?}",
            estate.left
        );
    }
    // A scenario around it is sound and can be played.
    let main = crate::repository::MAIN
        .replace("\"library.ron\"", "\"library.ron\", \"estate.ron\"")
        .replace("from: \"world\", scans", "from: \"internet\", scans");
    let library = crate::repository::LIBRARY.replace("patched: 10", "patched: 11");
    let fetch = |path: &str| match path {
        "main.ron" => Ok(main.clone().into_bytes()),
        "library.ron" => Ok(library.clone().into_bytes()),
        "estate.ron" => Ok(estate.text.clone().into_bytes()),
        "quick.ron" => Ok(crate::repository::TEAM.as_bytes().to_vec()),
        other => Err(other.to_owned()),
    };
    let scenario = wardroom_core::scenario::check("main.ron", &fetch)
        .unwrap_or_else(|problems| panic!("{}\n{}", problems.render(false), estate.text));
    let count: u32 = scenario
        .groups
        .iter()
        .filter(|group| !["desks", "machines", "scanners"].contains(&group.id.as_str()))
        .map(|group| group.count)
        .sum();
    assert_eq!(count, 6 + 2 + 120 + 30 + 4 + 80);
    let record = &scenario.systems[scenario.names.systems["patient-record"].at()];
    assert_eq!(record.needs.len(), 1);
    assert!((record.needs[0].1 - 0.8).abs() < 1e-12);
    let mut exercise = wardroom_core::exercise::Exercise::new(std::sync::Arc::new(scenario), 1);
    exercise.advance(4 * 3_600);
    assert!(exercise.ended());
    // Names that are alike for forty letters are two departments, and one called Internet is not
    // the outside.
    let long = |block: &str| format!("Royal Edgeway Infirmary, Women and Children Block {block}");
    let alike = Lists {
        assets: sheets(&format!(
            "Department;Type\n{};PC\n{};PC\nInternet;Server\n",
            long("A"),
            long("B")
        )),
        ..Lists::default()
    };
    let text = import(&alike, &Heads::default())
        .expect("it is understood")
        .text;
    assert_eq!(text.matches("        Segment(").count(), 4);
    assert!(text.contains("\"internet-2\""), "{text}");
    // Heads of its own, and none.
    let odd = Lists {
        assets: sheets("Block,Gear\nA,PC\n"),
        ..Lists::default()
    };
    assert!(import(&odd, &Heads::default()).is_err_and(|why| why.contains("mapping file")));
    let heads = Heads::from([
        ("segment".to_owned(), "Block".to_owned()),
        ("kind".to_owned(), "Gear".to_owned()),
    ]);
    assert!(import(&odd, &heads).is_ok());
}

/// What an asset list says of where machines stand: segments and groups of the estate by their ids,
/// and what is told.
#[track_caller]
fn standing(assets: &str) -> (BTreeMap<String, String>, Vec<String>) {
    use wardroom_core::scenario::{Marked, read_one, shape};
    use wardroom_papers::exchange::estate::{Heads, Lists, import};
    let lists = Lists {
        assets: sheet::read(assets.as_bytes()).expect("a list"),
        ..Lists::default()
    };
    let estate = import(&lists, &Heads::default()).expect("it is understood");
    let library: shape::Library =
        read_one("estate.ron", &estate.text, "Library").expect("it can be read");
    let mut found = BTreeMap::new();
    let mut note = |id: &Marked<String>, stands: &Option<Marked<shape::Stand>>| {
        if let Some(Marked { value: it, .. }) = stands {
            let floors: Vec<&str> = it.floors.iter().map(|it| it.value.as_str()).collect();
            let wing = it.wing.as_ref().map(|it| format!(" {it}"));
            let place = format!(
                "{}: {}{}: {}",
                it.site,
                it.building,
                wing.unwrap_or_default(),
                floors.join(" ")
            );
            found.insert(id.value.clone(), place);
        }
    };
    for segment in &library.segments {
        note(&segment.id, &segment.stands);
        for group in &segment.hosts {
            note(&group.id, &group.stands);
        }
    }
    (found, estate.left)
}

/// Columns that say where machines stand are taken where they leave no doubt, and only there.
#[test]
fn an_estate_stands_where_a_trusts_asset_list_says_so_beyond_doubt() {
    let (found, told) = standing(
        "Site;Building;Wing;Floor;Department;Type;OS;Qty\n\
        Edgeway;Main block;;Level 3;Wards;PC;Windows 7;40\n\
        edgeway;Main Block;;4th floor;Wards;Laptop;Windows 7;10\n\
        Edgeway;Main block;;3;Wards;PC;Windows 7;40\n\
        Edgeway;Mill House;east;Ground;Offices;PC;Windows 7;90\n\
        Northgate;Huts;;G;Offices;PC;Windows 10;20\n\
        Edgeway;Main block;;B2;Stores;PC;Windows 7;5\n\
        Edgeway;Annexe;;B2;Stores;PC;Windows 7;5\n\
        Edgeway;Main block;;0;Clinics;PC;Windows 7;5\n\
        Edgeway;;;1;Records;PC;Windows 7;5\n",
    );
    let places: Vec<(&str, &str)> = found
        .iter()
        .map(|(id, place)| (id.as_str(), place.as_str()))
        .collect();
    assert_eq!(
        places,
        [
            ("desktop-windows-10-offices", "Northgate: Huts: G"),
            ("offices", "Edgeway: Mill House east: G"),
            ("wards", "Edgeway: Main block: 3 4"),
        ]
    );
    for words in [
        "where “Stores” stands on the table: machines alike are in several places",
        "where “Clinics” stands on the table: “0” is no floor",
        "where “Records” stands on the table: a row lacks site, building or floor",
    ] {
        assert!(
            told.iter().any(|it| it.contains(words)),
            "{words}: {told:?}"
        );
    }
    assert_eq!(told.len(), 3, "{told:?}");
    // A list that says no more than a site, which is its department then, and one with nothing.
    for assets in [
        "Site;Type\nEdgeway;PC\nNorthgate;Server\n",
        "Department;Type\nWards;PC\n",
    ] {
        let (found, told) = standing(assets);
        assert!(found.is_empty() && told.is_empty(), "{found:?} {told:?}");
    }
    // A department by its site, where no other column names one.
    let (found, _) = standing("Site;Building;Floor;Type\nEdgeway;Main block;LG;PC\n");
    assert_eq!(found["edgeway"], "Edgeway: Main block: LG");
}
