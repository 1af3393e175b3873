//! Parts of a balance run: what was altered, doubled, moved or cut is refused, with its line; what is
//! missing is told; two runs never write the same file.

use crate::support::{checked, friday};
use proptest::prelude::*;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex, OnceLock};
use wardroom::cli::STARTER;
use wardroom_core::balance::{Balance, Lines, Part, PartError, Plan, SeedResult, run};
use wardroom_core::ensemble::Watching;
use wardroom_core::scenario::Scenario;

fn starter() -> Arc<Scenario> {
    let mut files: Vec<(&str, String)> = STARTER
        .iter()
        .map(|(name, text)| (*name, (*text).to_owned()))
        .collect();
    files.sort_by_key(|it| it.0 != "exercise.ron");
    checked(&files)
}

/// Three seeds of the starter with all figures.
fn results() -> &'static (Arc<Scenario>, Plan, Vec<SeedResult>) {
    static ALL: OnceLock<(Arc<Scenario>, Plan, Vec<SeedResult>)> = OnceLock::new();
    ALL.get_or_init(|| {
        let scenario = starter();
        let plan = Plan::of(&scenario, false, true);
        let found = Mutex::new(Vec::new());
        run(&scenario, &plan, &[1, 2, 3], &Watching::default(), &|it| {
            found.lock().expect("nobody panics").push(it);
        });
        let mut found = found.into_inner().expect("nobody panics");
        found.sort_by_key(|it| it.seed);
        (scenario, plan, found)
    })
}

/// A part as a file, with these results.
fn written(asked: u64, results: &[SeedResult]) -> String {
    let (scenario, plan, _) = self::results();
    let mut lines = Lines::default();
    let mut text = lines.head(&Part::new(scenario, plan));
    text += &lines.asked(asked);
    for result in results {
        text += &lines.result(result);
    }
    text
}

fn read(text: &[u8]) -> Result<Part, PartError> {
    Part::read(text, &results().0).map(|read| read.part)
}

#[test]
fn a_part_is_read_as_it_was_written_and_to_its_last_whole_line() {
    let (_, _, results) = results();
    let text = written(3, results);
    let whole = read(text.as_bytes()).expect("a part");
    assert_eq!(
        whole.results.values().cloned().collect::<Vec<_>>(),
        *results
    );
    let head = text.find('\n').expect("a head") + 1;
    for cut in (head..text.len()).step_by(97) {
        let part = read(&text.as_bytes()[..cut]).expect("as far as it goes");
        assert!(part.results.values().all(|it| results.contains(it)));
        assert!(part.results.len() < 3);
        assert!(part.asked < 3 || !part.missing().is_empty());
    }
}

#[test]
fn old_parts_and_other_files_are_refused_in_words() {
    let old = "{\"balance\":{\"program\":\"wardroom 0.1.0\",\"scenario\":\"78\",\"plan\":{\"policies\":[],\"values\":true}}}\n";
    assert_eq!(read(old.as_bytes()), Err(PartError::Old));
    for none in ["", "\n", "{}\n", "Scenario()", "\u{feff}{}\n"] {
        assert_eq!(read(none.as_bytes()), Err(PartError::None), "{none}");
    }
    let (_, _, results) = results();
    let own = written(3, results);
    assert!(matches!(
        Part::read(own.as_bytes(), &friday()),
        Err(PartError::Other)
    ));
}

#[test]
fn what_can_not_be_is_refused_with_its_line_though_its_hash_is_right() {
    let (_, _, results) = results();
    type Change = fn(&mut SeedResult);
    let changes: [(&str, Change); 16] = [
        ("score", |it| it.runs[0].score = -1.67e307),
        ("score", |it| it.runs[0].score = 100.1),
        ("value", |it| it.runs[0].value = 1e9),
        ("outcome", |it| it.runs[0].outcomes[0] = -1.0),
        ("outcomes", |it| it.runs[0].outcomes.truncate(1)),
        ("tasks", |it| it.runs[0].tasks.truncate(1)),
        ("messages", |it| it.runs[0].injects.push(None)),
        ("minute", |it| it.runs[0].injects[0] = Some(u32::MAX)),
        ("runs", |it| it.runs.clear()),
        ("questions", |it| drop(it.options.pop())),
        ("teams", |it| it.options[0].push(Vec::new())),
        ("options", |it| it.options[0][0].clear()),
        ("cards", |it| it.cards.push(Some(1.0))),
        ("card", |it| it.cards[0] = Some(1e6)),
        ("seed 0", |it| it.seed = 0),
        ("seed 18446744073709551615", |it| it.seed = u64::MAX),
    ];
    for (what, change) in changes {
        let mut changed = results.clone();
        change(&mut changed[1]);
        match read(written(3, &changed).as_bytes()) {
            Err(PartError::Impossible { line: 4, why }) => assert!(why.contains(what), "{why}"),
            other => panic!("{what}: {other:?}"),
        }
    }
    let twice = [results[0].clone(), results[1].clone(), results[0].clone()];
    let told = read(written(3, &twice).as_bytes()).expect_err("it stands twice");
    assert_eq!(
        told.to_string(),
        "line 5: seed 1 stands here twice. Play it anew"
    );
    assert!(matches!(
        read(written(u64::MAX, results).as_bytes()),
        Err(PartError::Impossible { line: 2, .. })
    ));
}

#[test]
fn seeds_that_are_missing_are_told_with_the_verdict() {
    let (scenario, plan, results) = results();
    let mut part = read(written(9, &results[1..]).as_bytes()).expect("a part");
    part.merge(read(written(5, &results[1..2]).as_bytes()).expect("a part"))
        .expect("of the same run");
    assert_eq!(part.missing(), [(1, 1), (4, 9)]);
    let found = Balance::of(scenario, plan, part.results.values())
        .expect("seeds")
        .without(part.missing());
    assert_eq!(
        found.reasons[0],
        format!(
            "Seeds 1 and 4 to 9 are missing: {} over 2 seeds of 9.",
            found.verdict.word()
        )
    );
    let whole = read(written(3, results).as_bytes()).expect("a part");
    assert_eq!(whole.missing(), []);
    let middle: Vec<SeedResult> = [0, 2].map(|at| results[at].clone()).into();
    let part = read(written(3, &middle).as_bytes()).expect("a part");
    assert_eq!(part.missing(), [(2, 2)]);
}

/// What somebody, or chance, does to a file.
fn mutated(text: &str, what: u8, at: usize, other: usize, byte: u8) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    let (at, other) = (at % bytes.len(), other % bytes.len());
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (one, two) = (at % lines.len(), other % lines.len());
    match what {
        0 => bytes[at] = byte,
        1 => drop(bytes.remove(at)),
        2 => bytes.insert(at, byte),
        3 => drop(bytes.drain(at.min(other)..at.max(other))),
        // A digit of a figure becomes another.
        4 => {
            if let Some(digit) = (at..bytes.len()).find(|it| bytes[*it].is_ascii_digit()) {
                bytes[digit] = b'0' + (bytes[digit] - b'0' + 1 + byte % 9) % 10;
            }
        }
        5 => {
            lines.insert(one, lines[two]);
            bytes = lines.concat().into_bytes();
        }
        6 => {
            lines.swap(one, two);
            bytes = lines.concat().into_bytes();
        }
        7 => {
            lines.remove(one);
            bytes = lines.concat().into_bytes();
        }
        _ => bytes.truncate(at),
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn no_change_of_a_part_is_taken_without_a_word(
        what in 0..9_u8, at in any::<usize>(), other in any::<usize>(), byte in any::<u8>()
    ) {
        let (scenario, plan, results) = results();
        let text = written(3, results);
        let changed = mutated(&text, what, at, other, byte);
        if let Ok(part) = read(&changed) {
            // What is still there is as it was, and what is not is told.
            prop_assert!(part.results.values().all(|it| results.contains(it)));
            let whole = part.results.len() == 3;
            prop_assert!(!whole || changed == text.as_bytes());
            prop_assert!(whole || part.results.is_empty() || !part.missing().is_empty());
            let found = Balance::of(scenario, plan, part.results.values());
            prop_assert!(found.is_none_or(|it| it.seeds == part.results.len()));
        }
    }
}

fn wardroom(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wardroom"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("the program")
}

fn said(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

fn new_exercise() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let made = wardroom(folder.path(), &["new", "ex"]);
    assert!(made.status.success(), "{}", said(&made));
    folder
}

#[test]
fn a_second_run_that_would_write_the_same_file_is_refused_and_nothing_is_lost() {
    let folder = new_exercise();
    let kept = folder.path().join("kept.jsonl");
    let held = std::fs::File::create(&kept).expect("a file");
    held.lock().expect("a lock");
    let keep = |seeds: &str| {
        let arguments = [
            "balance",
            "ex/exercise.ron",
            "--no-search",
            "--no-values",
            "--keep",
            "kept.jsonl",
            "--runs",
            seeds,
        ];
        wardroom(folder.path(), &arguments)
    };
    let refused = keep("2");
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert!(
        said(&refused).contains("another run adds to it"),
        "{}",
        said(&refused)
    );
    assert_eq!(std::fs::read(&kept).expect("the file"), b"");
    drop(held);
    let first = keep("4");
    assert!(first.status.success(), "{}", said(&first));
    // Cut off in its last line, and gone on with: what was cut off is beside it.
    let whole = std::fs::read_to_string(&kept).expect("the file");
    let torn = &whole[..whole.len() - 20];
    std::fs::write(&kept, torn).expect("it can be written");
    let again = keep("6");
    assert!(again.status.success(), "{}", said(&again));
    let scenario = wardroom_files::scenario(&folder.path().join("ex/exercise.ron"));
    let scenario = scenario.unwrap_or_else(|why| panic!("{}", why.render(false)));
    let now = std::fs::read(&kept).expect("the file");
    let part = Part::read(&now, &scenario).expect("a part").part;
    assert_eq!(
        part.results.keys().copied().collect::<Vec<_>>(),
        [1, 2, 3, 4, 5, 6]
    );
    assert_eq!((part.asked, part.missing()), (6, vec![]));
    assert!(now.starts_with(&torn.as_bytes()[..torn.rfind('\n').expect("lines")]));
    let aside = std::fs::read_to_string(folder.path().join("kept.jsonl.torn")).expect("it");
    assert!(torn.ends_with(aside.trim_end()), "{aside}");
    // A file of somebody's own is not touched.
    std::fs::write(&kept, "my notes").expect("it can be written");
    let refused = keep("2");
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    assert_eq!(std::fs::read(&kept).expect("the file"), b"my notes");
}

#[test]
fn parts_are_put_together_and_what_no_part_has_is_told() {
    let folder = new_exercise();
    for shard in ["0/3", "2/3"] {
        let file = format!("part-{}.jsonl", &shard[..1]);
        let arguments = [
            "balance",
            "ex/exercise.ron",
            "--no-search",
            "--no-values",
            "--runs",
            "5",
            "--shard",
            shard,
            "-o",
            &file,
        ];
        let played = wardroom(folder.path(), &arguments);
        assert!(played.status.success(), "{}", said(&played));
    }
    let merge = |files: &[&str]| {
        let arguments = [&["balance", "ex/exercise.ron", "--merge"], files].concat();
        wardroom(folder.path(), &arguments)
    };
    let merged = merge(&["part-2.jsonl", "part-0.jsonl"]);
    assert!(merged.status.success(), "{}", said(&merged));
    let words = said(&merged);
    assert!(words.contains("over 3 seeds of 5"), "{words}");
    assert!(words.contains("Seeds 2 and 5 are missing"), "{words}");
    let path = folder.path().join("part-0.jsonl");
    let text = std::fs::read_to_string(&path).expect("the part");
    let last = text.lines().last().expect("lines");
    std::fs::write(&path, format!("{text}{last}\n")).expect("it can be written");
    let refused = merge(&["part-2.jsonl", "part-0.jsonl"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        said(&refused).contains("part-0.jsonl: line 5 is not as it was written"),
        "{}",
        said(&refused)
    );
}
