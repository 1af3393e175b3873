//! A study: the same bytes however its seeds were spread and however often it was killed; nothing of
//! somebody else's touched; tables that say what was played.

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use wardroom_core::balance::SeedResult;
use wardroom_papers::tables::{Kind, Sheet};

const RUNS: &str = "20";

fn wardroom(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wardroom"));
    command.current_dir(folder).args(arguments);
    command
}

fn study(folder: &Path, to: &str, more: &[&str]) -> Command {
    let asked = ["study", "ex/exercise.ron", "--adversary", "2", "-o", to];
    let runs = ["--runs", RUNS];
    let own_runs = more.contains(&"--runs");
    let runs: &[&str] = if own_runs { &[] } else { &runs };
    wardroom(folder, &[&asked, runs, more].concat())
}

fn said(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

fn done(mut command: Command) -> String {
    let output = command.output().expect("the program");
    assert!(output.status.success(), "{}", said(&output));
    said(&output)
}

fn refused(mut command: Command, code: i32) -> String {
    let output = command.output().expect("the program");
    assert_eq!(output.status.code(), Some(code), "{}", said(&output));
    said(&output)
}

/// A folder with the starter in `ex`.
fn new_exercise() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    done(wardroom(folder.path(), &["new", "ex"]));
    folder
}

/// What a study came to: all of its files but those that say how its seeds were spread.
fn results(study: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(study.join("exercise")).expect("the study's folder") {
        let path = entry.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        if !name.starts_with("part-") && !name.starts_with("adversary-") {
            found.insert(name.into_owned(), std::fs::read(&path).expect("a file"));
        }
    }
    found
}

/// The results of a study that nothing broke off: one thread, one part.
fn whole() -> &'static BTreeMap<String, Vec<u8>> {
    static ALL: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    ALL.get_or_init(|| {
        let folder = new_exercise();
        let told = done(study(
            folder.path(),
            "st",
            &["--threads", "1", "--parts", "1"],
        ));
        assert!(told.contains(&format!("over {RUNS} seeds")), "{told}");
        let found = results(&folder.path().join("st"));
        let names: Vec<&str> = found.keys().map(String::as_str).collect();
        let expected = [
            "adversary.ron",
            "balance.html",
            "balance.json",
            "cards.parquet",
            "messages.parquet",
            "options.parquet",
            "runs.parquet",
            "tasks.parquet",
        ];
        assert_eq!(names, expected);
        found
    })
}

fn same_as_whole(study: &Path) {
    let found = results(study);
    for (name, bytes) in whole() {
        assert!(found.get(name) == Some(bytes), "{name} differs");
    }
    assert_eq!(found.len(), whole().len());
}

/// The parts of a study.
fn parts(study: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(study.join("exercise")) else {
        return Vec::new();
    };
    let paths = entries.flatten().map(|it| it.path());
    let mut parts: Vec<PathBuf> = paths
        .filter(|it| it.to_string_lossy().ends_with(".jsonl"))
        .filter(|it| it.to_string_lossy().contains("part-"))
        .collect();
    parts.sort();
    parts
}

/// Seeds that are on the disk.
fn seeds(study: &Path) -> usize {
    let texts = parts(study)
        .into_iter()
        .filter_map(|it| std::fs::read(it).ok());
    texts
        .map(|it| String::from_utf8_lossy(&it).matches("\"result\":").count())
        .sum()
}

/// Lets a study play until so many seeds are there, and kills it.
fn killed_at(mut command: Command, study: &Path, count: usize) {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child: Child = command.spawn().expect("the program");
    let began = Instant::now();
    while seeds(study) < count {
        assert!(began.elapsed() < Duration::from_secs(120), "too slow");
        let ended = child.try_wait().expect("the program");
        assert!(ended.is_none(), "it ended before it could be killed");
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
}

#[test]
fn killed_and_gone_on_with_it_comes_to_the_same_bytes() {
    let folder = new_exercise();
    let st = folder.path().join("st");
    let more = ["--parts", "3", "--threads", "2"];
    for count in [1, 6, 13] {
        killed_at(study(folder.path(), "st", &more), &st, count);
        let there = seeds(&st);
        assert!(there >= count, "{there}: what was there is there");
    }
    // In the middle of a line too.
    let part = &parts(&st)[0];
    let text = std::fs::read_to_string(part).expect("a part");
    std::fs::write(part, &text[..text.len() - 30]).expect("it can be written");
    done(study(folder.path(), "st", &more));
    same_as_whole(&st);
    // And started again when all is there: nothing is played, all is as it was.
    done(study(folder.path(), "st", &more));
    same_as_whole(&st);
}

#[test]
fn several_that_work_in_one_folder_share_the_seeds_and_take_up_what_a_killed_one_leaves() {
    let folder = new_exercise();
    let st = folder.path().join("st");
    let more = ["--parts", "4", "--threads", "1"];
    let start = || {
        let mut command = study(folder.path(), "st", &more);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().expect("the program")
    };
    let (one, two) = (start(), start());
    killed_at(study(folder.path(), "st", &more), &st, 4);
    for child in [one, two] {
        let output = child.wait_with_output().expect("the program");
        assert!(output.status.success(), "{}", said(&output));
    }
    assert_eq!(seeds(&st).to_string(), RUNS, "no seed was played twice");
    same_as_whole(&st);
}

#[test]
fn shares_are_put_together_by_the_same_command_without_one() {
    let folder = new_exercise();
    let st = folder.path().join("st");
    for shard in ["1/2", "0/2"] {
        let more = ["--parts", "5", "--shard", shard];
        let told = done(study(folder.path(), "st", &more));
        assert!(told.contains("without --shard"), "{told}");
        assert!(!st.join("exercise/balance.json").exists());
    }
    assert_eq!(seeds(&st).to_string(), RUNS);
    done(study(folder.path(), "st", &["--parts", "5"]));
    same_as_whole(&st);
}

#[test]
fn more_seeds_go_on_from_those_that_are_there() {
    let folder = new_exercise();
    let st = folder.path().join("st");
    done(study(folder.path(), "st", &["--runs", "7", "--parts", "3"]));
    let before = std::fs::read(&parts(&st)[0]).expect("a part");
    done(study(folder.path(), "st", &["--parts", "3"]));
    let after = std::fs::read(&parts(&st)[0]).expect("a part");
    assert!(after.starts_with(&before));
    same_as_whole(&st);
}

#[test]
fn what_is_not_this_study_is_refused_and_not_touched() {
    let folder = new_exercise();
    let at = folder.path();
    let told = refused(study(at, "ex", &[]), 1);
    assert!(
        told.contains("ex is not empty and holds no study"),
        "{told}"
    );
    let few = ["--runs", "4", "--no-values", "--parts", "2"];
    done(study(at, "st", &few));
    let changes: [(&[&str], &str); 5] = [
        (&["--runs", "4", "--parts", "2"], "begun with --no-values"),
        (&["--runs", "4", "--no-values", "--parts", "3"], "--parts 2"),
        (&["--runs", "3", "--no-values", "--parts", "2"], "--runs 4"),
        (
            &["--runs", "4", "--no-values", "--no-search", "--parts", "2"],
            "without --no-search",
        ),
        (
            &[
                "--runs",
                "4",
                "--no-values",
                "--parts",
                "2",
                "--shard",
                "2/2",
            ],
            "is no part",
        ),
    ];
    let before = results(&at.join("st"));
    for (more, words) in changes {
        let code = if words == "is no part" { 2 } else { 1 };
        let told = refused(study(at, "st", more), code);
        assert!(told.contains(words), "{told}");
    }
    let asked = at.join("st/study.json");
    let text = std::fs::read_to_string(&asked).expect("what was asked for");
    let older = text.replace("\"wardroom ", "\"wardroom 0.0.");
    std::fs::write(&asked, older).expect("it can be written");
    let told = refused(study(at, "st", &few), 1);
    assert!(told.contains("it was begun by wardroom 0.0."), "{told}");
    std::fs::write(&asked, "{}").expect("it can be written");
    let told = refused(study(at, "st", &few), 1);
    assert!(told.contains("study.json is not as a study"), "{told}");
    std::fs::write(&asked, text).expect("it can be written");
    assert_eq!(results(&at.join("st")), before);
    // The scenario itself.
    let scenario = at.join("ex/exercise.ron");
    let ron = std::fs::read_to_string(&scenario).expect("the scenario");
    std::fs::write(&scenario, ron.replacen("Monday", "Tuesday", 1)).expect("it can be written");
    let told = refused(study(at, "st", &few), 1);
    assert!(told.contains("“exercise” has changed since"), "{told}");
}

#[test]
fn a_damaged_part_is_told_with_its_line_and_a_damaged_adversary_found_again() {
    let folder = new_exercise();
    let st = folder.path().join("st");
    let more = ["--parts", "2"];
    done(study(folder.path(), "st", &more));
    let adversary = st.join("exercise/adversary-2.jsonl");
    let own = std::fs::read_to_string(&adversary).expect("what was found");
    let changed = own.replace("\"tried\":", "\"tried\":1");
    let of_other = std::fs::read_to_string(st.join("exercise/adversary-1.jsonl"));
    let of_other = of_other.expect("what was found");
    for text in [
        "",
        "{}\n",
        "nonsense",
        &own[..own.len() / 2],
        &changed,
        &of_other,
    ] {
        std::fs::write(&adversary, text).expect("it can be written");
        done(study(folder.path(), "st", &more));
        same_as_whole(&st);
    }
    let part = &parts(&st)[1];
    let text = std::fs::read_to_string(part).expect("a part");
    std::fs::write(part, text.replacen("\"score\":", "\"score\": ", 1)).expect("it can be written");
    let told = refused(study(folder.path(), "st", &more), 1);
    assert!(
        told.contains("part-1-of-2.jsonl: line 3 is not as it was written"),
        "{told}"
    );
    // Cut there, as it is told, it is played again.
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    std::fs::write(part, lines[..2].concat()).expect("it can be written");
    done(study(folder.path(), "st", &more));
    same_as_whole(&st);
}

/// A table's rows, by column.
fn rows(path: &Path) -> Vec<BTreeMap<String, Field>> {
    let file = std::fs::File::open(path).expect("a table");
    let reader = SerializedFileReader::new(file).expect("Parquet");
    let rows = reader.get_row_iter(None).expect("rows");
    rows.map(|row| {
        let row = row.expect("a row");
        let cells = row.get_column_iter();
        cells
            .map(|(name, cell)| (name.clone(), cell.clone()))
            .collect()
    })
    .collect()
}

fn real(field: &Field) -> Option<f64> {
    match field {
        Field::Double(real) => Some(*real),
        Field::Null => None,
        other => panic!("{other:?} is no number"),
    }
}

fn whole_number(field: &Field) -> Option<u64> {
    match field {
        Field::Long(whole) => u64::try_from(*whole).ok(),
        Field::Null => None,
        other => panic!("{other:?} is no whole number"),
    }
}

fn text(field: &Field) -> &str {
    match field {
        Field::Str(text) => text,
        other => panic!("{other:?} is no text"),
    }
}

#[test]
fn the_tables_say_what_the_parts_say_to_the_last_bit() {
    let folder = new_exercise();
    let st = folder.path().join("st");
    done(study(folder.path(), "st", &["--parts", "2"]));
    let scenario = wardroom_files::scenario(&folder.path().join("ex/exercise.ron"));
    let scenario = scenario.unwrap_or_else(|why| panic!("{}", why.render(false)));
    let mut played: BTreeMap<u64, SeedResult> = BTreeMap::new();
    for path in parts(&st) {
        let part = wardroom_files::balance_part(&path, &scenario).expect("a part");
        for result in part.results(&scenario) {
            let result = result.expect("a result");
            played.insert(result.seed, result);
        }
    }
    let table = |sheet: Sheet| rows(&st.join(format!("exercise/{}.parquet", sheet.name())));
    let ids = |row: &BTreeMap<String, Field>| {
        assert_eq!(text(&row["scenario"]), scenario.id);
        whole_number(&row["seed"]).expect("a seed")
    };
    let runs = table(Sheet::Runs);
    let flat = played
        .values()
        .flat_map(|it| it.runs.iter().map(move |run| (it.seed, run)));
    assert_eq!(runs.len(), flat.clone().count());
    let columns: Vec<&str> = Sheet::Runs.columns().iter().map(|it| it.name).collect();
    for (row, (seed, run)) in runs.iter().zip(flat.clone()) {
        assert_eq!(ids(row), seed);
        let figures = [run.score, run.value]
            .into_iter()
            .chain(run.outcomes.clone());
        let told = columns[4..]
            .iter()
            .map(|name| real(&row[*name]).expect("a figure"));
        assert!(
            told.map(f64::to_bits).eq(figures.map(f64::to_bits)),
            "{row:?}"
        );
    }
    let ratings = table(Sheet::Tasks);
    let told = ratings.iter().map(|row| match &row["rating"] {
        Field::Null => "None".to_owned(),
        field => format!("Some({})", text(field)),
    });
    let rated = flat
        .clone()
        .flat_map(|(_, run)| run.tasks.iter().map(|it| format!("{it:?}")));
    assert!(told.eq(rated));
    let minutes = table(Sheet::Messages);
    let told = minutes.iter().map(|row| whole_number(&row["minute"]));
    let came = flat.flat_map(|(_, run)| run.injects.iter().map(|it| it.map(u64::from)));
    assert!(told.eq(came));
    let cards = table(Sheet::Cards);
    let told = cards.iter().map(|row| real(&row["adds"]));
    assert!(told.eq(played.values().flat_map(|it| it.cards.iter().copied())));
    let options = table(Sheet::Options);
    let told = options.iter().map(|row| real(&row["value"]));
    let worth = played
        .values()
        .flat_map(|it| it.options.iter().flatten().flatten());
    assert!(told.eq(worth.map(|it| it.as_ref().map(|it| it.value))));
    // And the balance beside them says the same.
    let json = std::fs::read(st.join("exercise/balance.json")).expect("the balance");
    let json: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    for team in json["teams"].as_array().expect("teams") {
        let name = team["team"].as_str().expect("a name");
        let own = runs.iter().filter(|row| text(&row["team"]) == name);
        let scores: Vec<f64> = own.filter_map(|row| real(&row["score"])).collect();
        let mean = scores.iter().sum::<f64>() / scores.len() as f64;
        assert_eq!(team["mean"].as_f64(), Some(mean), "{name}");
    }
    // One table of balance is the same as that of the study.
    let arguments = [
        "balance",
        "ex/exercise.ron",
        "--merge",
        "st/exercise/part-0-of-2.jsonl",
        "st/exercise/part-1-of-2.jsonl",
        "--format",
        "parquet",
    ];
    let to_file = [&arguments[..], &["-o", "out/runs.parquet"]].concat();
    done(wardroom(folder.path(), &to_file));
    let expected = std::fs::read(st.join("exercise/runs.parquet")).expect("a table");
    let out = folder.path().join("out/runs.parquet");
    assert_eq!(std::fs::read(out).expect("a table"), expected);
    let output = wardroom(folder.path(), &arguments)
        .output()
        .expect("the program");
    assert_eq!(output.stdout, expected);
}

#[test]
fn every_column_is_explained() {
    let page = include_str!("../../docs/study.md");
    for sheet in Sheet::ALL {
        for column in sheet.columns() {
            let kind = match column.kind {
                Kind::Text => "text",
                Kind::Whole => "int64",
                Kind::Real => "double",
            };
            let line = format!("| `{}` | {kind} | {} |", column.name, column.about);
            assert!(page.contains(&line), "{sheet:?}: {line}");
        }
        assert!(
            page.contains(&format!("`{}.parquet`", sheet.name())),
            "{sheet:?}"
        );
    }
}
