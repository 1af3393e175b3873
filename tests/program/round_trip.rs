//! What goes out in an events list comes back as it was, whatever scenario it is and however things
//! are named in it: as a workbook, as CSV and in the Common Exercise Format.

use crate::support::friday_path;
use rust_xlsxwriter::Workbook;
use std::path::Path;
use std::sync::Arc;
use wardroom_core::ron_tree::{NodeKind, Outline, Step, insert, quoted, set};
use wardroom_core::scenario::{Fires, Scenario, check};
use wardroom_files as files;
use wardroom_papers::exchange::msel::{Given, Mapping, Outcome, export, import};
use wardroom_papers::exchange::sheet::{Sheet, csv, read};
use wardroom_papers::exchange::{cexf, msel, tools};

/// The formats, each with what goes out and how it is read again.
const FORMATS: [&str; 3] = ["xlsx", "csv", "cexf"];

fn out(scenario: &Scenario, format: &str) -> Vec<u8> {
    match format {
        "cexf" => cexf::export(scenario).to_string().into_bytes(),
        other => export(scenario, None, other == "xlsx").expect("it can be written"),
    }
}

fn sheets(scenario: &Scenario, format: &str, bytes: &[u8]) -> Vec<Sheet> {
    match format {
        "cexf" => {
            let events = tools::events(scenario, "exercise.json", bytes)
                .expect("it is in the format")
                .expect("it is an exercise");
            assert!(events.told.is_empty(), "{}: {:?}", scenario.id, events.told);
            vec![events.sheet]
        }
        _ => read(bytes).expect("it is a spreadsheet"),
    }
}

/// That nothing changes when what went out comes back, and that it goes out the same again.
#[track_caller]
fn comes_back(scenario: &Scenario) {
    for format in FORMATS {
        let bytes = out(scenario, format);
        let back = import(
            scenario,
            &sheets(scenario, format, &bytes),
            &Mapping::default(),
        )
        .unwrap_or_else(|why| panic!("{}, {format}: {why}", scenario.id));
        assert_eq!(back.rows.len(), scenario.injects.len());
        for row in &back.rows {
            assert!(
                matches!(row.outcome, Outcome::Same(_))
                    && row.guessed.is_empty()
                    && row.left.is_empty(),
                "{}, {format}: {row:?}",
                scenario.id
            );
        }
        assert!(back.unnamed.is_empty() && back.unknown.is_empty());
        assert_eq!(back.text, scenario.files[0].text, "byte for byte");
        assert_eq!(out(scenario, format), bytes, "the same again");
    }
}

/// A scenario of a folder, with other texts for some of its files.
fn with(main: &Path, changed: &[(&str, String)]) -> Arc<Scenario> {
    let folder = main.parent().expect("a folder");
    let name = main.file_name().expect("a name").to_string_lossy();
    let fetch = |path: &str| match changed.iter().find(|(name, _)| *name == path) {
        Some((_, text)) => Ok(text.clone().into_bytes()),
        None => std::fs::read(folder.join(path)).map_err(|error| error.to_string()),
    };
    match check(&name, &fetch) {
        Ok(scenario) => Arc::new(scenario),
        Err(problems) => panic!("{}", problems.render(false)),
    }
}

fn starter() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/starter/exercise.ron")
}

/// Sets a value in a text.
fn put(text: &mut String, path: &[Step], value: &str) {
    let (range, new) = set(text, path, value).expect("it is there");
    text.replace_range(range, &new);
}

/// The scenario with all its injects in a file of their own.
fn in_a_library(main: &Path) -> Arc<Scenario> {
    let mut text = std::fs::read_to_string(main).expect("the scenario");
    let list = |text: &str, name: &str| {
        let outline = Outline::of(text).expect("RON");
        outline
            .find(&[Step::from(name)])
            .expect("a list")
            .range
            .clone()
    };
    let injects = list(&text, "injects");
    let library = format!(
        "#![enable(implicit_some)]\nLibrary(\n    schema: 1,\n    injects: {},\n)\n",
        &text[injects.clone()]
    );
    text.replace_range(injects, "[]");
    let (range, new) =
        insert(&text, &[Step::from("include")], 0, "\"messages.ron\"").expect("a list");
    text.replace_range(range, &new);
    let name = main.file_name().expect("a name").to_string_lossy();
    with(main, &[(name.as_ref(), text), ("messages.ron", library)])
}

#[test]
fn every_shipped_scenario_comes_back_as_it_was_in_every_format() {
    let folder = friday_path().parent().expect("a folder").to_path_buf();
    let shipped = files::scenarios_in(&folder);
    assert_eq!(shipped.len(), 8);
    for path in shipped.into_iter().chain([starter()]) {
        let scenario =
            files::scenario(&path).unwrap_or_else(|problems| panic!("{}", problems.render(false)));
        comes_back(&scenario);
    }
}

#[test]
fn injects_that_stand_in_a_library_keep_their_triggers_and_are_changed_there() {
    for path in [friday_path(), starter()] {
        let scenario = in_a_library(&path);
        comes_back(&scenario);
        let list = read(&out(&scenario, "csv")).expect("a list").remove(0);
        let column = list.rows[0].iter().position(|it| it == "Trigger");
        let column = column.expect("a column for triggers");
        for (inject, row) in scenario.injects.iter().zip(&list.rows[1..]) {
            let waits = !matches!(inject.fires, Fires::At(_));
            assert_eq!(waits, !row[column].is_empty(), "{}", inject.id);
        }
        // What can't be changed in the main file is told with the file that it stands in.
        let id = &scenario.injects[0].id;
        let change = format!("ID,Message\n{id},Something else is said.\n");
        let sheets = read(change.as_bytes()).expect("a list");
        let back = import(&scenario, &sheets, &Mapping::default()).expect("a list");
        assert_eq!(back.rows[0].outcome, Outcome::Left);
        assert!(
            back.rows[0].left[0].contains("messages.ron"),
            "{:?}",
            back.rows
        );
        assert_eq!(back.text, scenario.files[0].text);
    }
}

/// Names as people give them: with what parts a list, what begins a formula, twice, in other
/// letters, over several lines.
const AWKWARD: [&str; 16] = [
    "Lead; deputy, and \"others\"",
    "=SUM(A1)",
    "Lead, IT",
    "Lead",
    "Lead",
    "Дежурный врач",
    "當值醫生, 夜班",
    "طبيب مناوب",
    "'quoted' = or not",
    "'=led already",
    "@home / away | both",
    "-1",
    "\u{200b}=hidden",
    "\u{ff1d}full width",
    "two\nlines",
    "_x0041_ <b>&amp;</b> 🚑",
];

#[test]
fn awkward_names_come_back_as_they_were() {
    let folder = starter();
    let folder = folder.parent().expect("a folder");
    let file = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a file");
    let (mut main, mut people, mut estate) =
        (file("exercise.ron"), file("people.ron"), file("estate.ron"));
    let count = |text: &str, list: &str| {
        let outline = Outline::of(text).expect("RON");
        outline
            .find(&[Step::from(list)])
            .expect("a list")
            .items()
            .len()
    };
    let name = |at: usize| quoted(AWKWARD[at % AWKWARD.len()]);
    let path = |list: &str, at: usize, field: &str| [Step::from(list), at.into(), field.into()];
    for at in 0..count(&people, "roles") {
        put(&mut people, &path("roles", at, "title"), &name(at));
    }
    for at in 0..count(&estate, "channels") {
        put(&mut estate, &path("channels", at, "name"), &name(at / 2));
    }
    for at in 0..count(&main, "objectives") {
        put(&mut main, &path("objectives", at, "title"), &name(at));
    }
    for at in 0..count(&main, "injects") {
        // Two of each title.
        put(&mut main, &path("injects", at, "title"), &name(at / 2));
        for (field, from) in [("from", 3), ("text", 5), ("expect", 7)] {
            put(&mut main, &path("injects", at, field), &name(at + from));
        }
    }
    let scenario = with(
        &starter(),
        &[
            ("exercise.ron", main.clone()),
            ("people.ron", people),
            ("estate.ron", estate),
        ],
    );
    comes_back(&scenario);
    // Somebody else is asked: the one who is named, and nobody else for a comma in the name.
    let roles = msel_names(&scenario);
    let id = &scenario.injects[0].id;
    for (role, shown) in scenario.roles.iter().zip(&roles) {
        let rows = vec![vec!["ID", "To"], vec![id.as_str(), shown.as_str()]];
        let back = import(
            &scenario,
            &read(&csv(rows)).expect("a list"),
            &Mapping::default(),
        );
        // Without a message it is no list: add what stays.
        assert!(back.is_err());
        let rows = vec![
            vec!["ID", "To", "Synopsis"],
            vec![
                id.as_str(),
                shown.as_str(),
                scenario.injects[0].title.as_str(),
            ],
        ];
        let back = import(
            &scenario,
            &read(&csv(rows)).expect("a list"),
            &Mapping::default(),
        )
        .expect("a list");
        assert!(back.rows[0].left.is_empty() && back.rows[0].guessed.is_empty());
        let outline = Outline::of(&back.text).expect("RON");
        let to = outline
            .find(&path("injects", 0, "to"))
            .expect("whom it is for");
        let NodeKind::Items(_, items, _) = &to.kind else {
            panic!("a list")
        };
        let to: Vec<&str> = items.iter().filter_map(|it| it.value.words()).collect();
        assert_eq!(to, [role.id.as_str()], "{shown}");
    }
}

/// What every role is called in a list: as it goes out for a message to it alone.
fn msel_names(scenario: &Scenario) -> Vec<String> {
    (0..scenario.roles.len())
        .map(|role| {
            let mut alone = scenario.clone();
            alone.injects[0].to = vec![wardroom_core::scenario::RoleId(role as u16)];
            let list = read(&out(&alone, "csv")).expect("a list").remove(0);
            let column = list.rows[0].iter().position(|it| it == "To");
            list.rows[1][column.expect("a column")].clone()
        })
        .collect()
}

/// A list that an earlier version wrote, with bare names joined by commas: channels and recipients
/// that bear one name stay with their organisations.
#[test]
fn a_list_of_before_moves_nobody_where_several_organisations_play() {
    let path = friday_path().with_file_name("friday-across.ron");
    let scenario = files::scenario(&path).expect("it is sound");
    let rows: Vec<Vec<String>> = scenario
        .injects
        .iter()
        .map(|it| {
            vec![
                it.id.clone(),
                it.title.clone(),
                scenario.role_titles(&it.to),
                scenario.channels[it.channel.at()].name.clone(),
            ]
        })
        .collect();
    let heads = ["ID", "Synopsis", "To", "Delivery method"].map(ToOwned::to_owned);
    let list = csv(std::iter::once(heads.to_vec()).chain(rows));
    let back = import(
        &scenario,
        &read(&list).expect("a list"),
        &Mapping::default(),
    )
    .expect("a list");
    assert_eq!(back.text, scenario.files[0].text);
    assert!(back.rows.iter().all(|it| it.left.is_empty()));
}

#[test]
fn a_message_whose_trigger_is_cleared_is_sent_at_the_time_beside_it() {
    let scenario = files::scenario(&starter()).expect("it is sound");
    let at = scenario
        .injects
        .iter()
        .position(|it| matches!(it.fires, Fires::When { .. }))
        .expect("one waits");
    let mut rows = read(&out(&scenario, "csv")).expect("a list").remove(0).rows;
    let column = |head: &str| rows[0].iter().position(|it| it == head).expect("a head");
    let (trigger, time) = (column("Trigger"), column("Exercise time"));
    let brought = |rows: &[Vec<String>]| {
        let list = csv(rows.iter().cloned());
        import(
            &scenario,
            &read(&list).expect("a list"),
            &Mapping::default(),
        )
        .expect("a list")
    };
    // Cleared, and nothing in its place: it waits, and that is told.
    rows[at + 1][trigger].clear();
    let back = brought(&rows);
    assert_eq!(back.text, scenario.files[0].text);
    assert!(
        back.rows[at].left[0].contains("no time"),
        "{:?}",
        back.rows[at]
    );
    let when = scenario
        .time_at(90 * 60)
        .strftime("%Y-%m-%d %H:%M")
        .to_string();
    rows[at + 1][time].clone_from(&when);
    let back = brought(&rows);
    let changed = Outcome::Changed(scenario.injects[at].id.clone(), vec!["fires"]);
    assert_eq!(back.rows[at].outcome, changed);
    let after = files::scenario_with(&starter(), &back.text).expect("it is sound");
    assert!(matches!(after.injects[at].fires, Fires::At(90)));
    comes_back(&after);
    // A list without triggers: it is told that the time is not taken.
    let bare = format!("ID,Synopsis,Time\n{},,{when}\n", scenario.injects[at].id);
    let back = import(
        &scenario,
        &read(bare.as_bytes()).expect("a list"),
        &Mapping::default(),
    )
    .expect("a list");
    assert_eq!(back.text, scenario.files[0].text);
    assert!(
        back.rows[0].left[0].contains("clear its trigger"),
        "{:?}",
        back.rows
    );
}

/// Excel cuts longer texts off without a word.
#[test]
fn a_text_that_no_cell_holds_is_told_with_its_inject() {
    let mut text = std::fs::read_to_string(starter()).expect("the scenario");
    let path = [Step::from("injects"), 1.into(), "text".into()];
    put(&mut text, &path, &quoted(&"Long. ".repeat(6_000)));
    put(
        &mut text,
        &[Step::from("title")],
        &quoted(&"T & T ".repeat(60)),
    );
    let scenario = with(&starter(), &[("exercise.ron", text)]);
    let why = export(&scenario, None, true).expect_err("it is too long");
    let why = why.to_string();
    assert!(
        why.contains(&scenario.injects[1].id) && why.contains("CSV"),
        "{why}"
    );
    let bytes = out(&scenario, "csv");
    let back = import(
        &scenario,
        &sheets(&scenario, "csv", &bytes),
        &Mapping::default(),
    );
    assert_eq!(back.expect("a list").text, scenario.files[0].text);
}

#[test]
fn a_workbook_is_dated_by_its_scenario_and_not_by_the_clock() {
    let scenario = files::scenario(&starter()).expect("it is sound");
    let given = Given::of(&scenario, &[]);
    let bytes = msel::export(&scenario, Some(&given), true).expect("a workbook");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("an archive");
    let mut core = String::new();
    let mut part = archive.by_name("docProps/core.xml").expect("properties");
    std::io::Read::read_to_string(&mut part, &mut core).expect("text");
    let day = scenario.starts.strftime("%Y-%m-%dT00:00:00Z").to_string();
    assert_eq!(core.matches(&day).count(), 2, "{core}");
    // Cells are what they were: no formula came of a name.
    let mut book = Workbook::new();
    book.add_worksheet()
        .write_string(0, 0, "=1+1")
        .expect("a cell");
    let sheet = read(&book.save_to_buffer().expect("a workbook")).expect("a list");
    assert_eq!(sheet[0].rows[0][0], "=1+1");
}

/// What a spreadsheet, or a program before it, would take for a formula is led by an apostrophe,
/// and comes back without: whatever the words were.
#[test]
fn no_cell_of_csv_is_a_formula_and_every_one_comes_back() {
    let signs = [
        "=", "+", "-", "@", "\u{ff1d}", "\u{ff0b}", "\u{ff0d}", "\u{ff20}",
    ];
    let before = [
        "",
        " ",
        "\u{feff}",
        "\u{200b}",
        "\u{a0}",
        "\u{3000}",
        "\u{202e}",
        "\0",
        "\u{2060} ",
    ];
    let mut words: Vec<String> = vec!["'".into(), "''".into(), "it's".into(), "'tis".into()];
    for sign in signs {
        for lead in before {
            words.push(format!("{lead}{sign}cmd|' /C calc'!A0"));
            words.push(format!("'{lead}{sign}x"));
        }
    }
    let written = csv(words.iter().map(|it| vec!["x".to_owned(), it.clone()]));
    let text = String::from_utf8(written.clone()).expect("UTF-8");
    for (line, words) in text.lines().zip(&words) {
        let cell = line.trim_start_matches('\u{feff}').trim_start_matches("x,");
        let cell = cell.trim_start_matches('"');
        let led = words.contains("cmd") || words.ends_with('x');
        assert!(!led || cell.starts_with('\''), "{line:?}");
    }
    let back = read(&written).expect("CSV").remove(0).rows;
    for (row, words) in back.iter().zip(&words) {
        assert_eq!(row[1], *words);
    }
    for lead in ["\n", "\t", "\r"] {
        let written = String::from_utf8(csv([vec![format!("{lead}=1")]])).expect("UTF-8");
        assert!(
            written
                .trim_start_matches(['\u{feff}', '"'])
                .starts_with('\'')
        );
    }
}
