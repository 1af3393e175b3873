//! Parts of a balance run: what was altered, doubled, moved or cut is refused, with its line; what is
//! missing is told; two runs never write the same file.

use crate::support::{checked, friday};
use proptest::prelude::*;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex, OnceLock};
use wardroom::cli::STARTER;
use wardroom_core::balance::{
    Balance, Gathering, Head, Lines, MAX_LINE_BYTES, Part, PartError, Plan, Policy, RunResult,
    SeedResult, Source, run,
};
use wardroom_core::ensemble::{Band, Watching};
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
    let mut text = lines.head(&Head::of(scenario, plan));
    text += &lines.asked(asked);
    for result in results {
        text += &lines.result(result);
    }
    text
}

fn read(text: &[u8]) -> Result<Part, PartError> {
    read_of(text, &results().0)
}

fn read_of(text: &[u8], scenario: &Scenario) -> Result<Part, PartError> {
    let whole = text.to_vec();
    let again: Source = Box::new(move |at, len| {
        let from = whole.get(at as usize..).unwrap_or_default();
        let found = from.get(..len).ok_or(std::io::ErrorKind::UnexpectedEof)?;
        Ok(found.to_vec())
    });
    Part::read(text, again, scenario).map(|read| read.part)
}

/// All results of a part, read again from where they stand.
fn all(part: &Part) -> Vec<SeedResult> {
    let found: Result<Vec<SeedResult>, PartError> = part.results(&results().0).collect();
    let found = found.expect("they stand where they stood");
    assert_eq!(found.len(), part.count());
    found
}

#[test]
fn a_part_is_read_as_it_was_written_and_to_its_last_whole_line() {
    let (_, _, results) = results();
    let text = written(3, results);
    let whole = read(text.as_bytes()).expect("a part");
    assert_eq!(all(&whole), *results);
    let head = text.find('\n').expect("a head") + 1;
    for cut in (head..text.len()).step_by(97) {
        let part = read(&text.as_bytes()[..cut]).expect("as far as it goes");
        assert!(all(&part).iter().all(|it| results.contains(it)));
        assert!(part.count() < 3);
        assert!(part.asked < 3 || !part.missing().is_empty());
    }
}

#[test]
fn old_parts_and_other_files_are_refused_in_words() {
    let old = "{\"balance\":{\"program\":\"wardroom 0.1.0\",\"scenario\":\"78\",\"plan\":{\"policies\":[],\"values\":true}}}\n";
    assert_eq!(read(old.as_bytes()).err(), Some(PartError::Old));
    for none in ["", "\n", "{}\n", "Scenario()", "\u{feff}{}\n"] {
        assert_eq!(read(none.as_bytes()).err(), Some(PartError::None), "{none}");
    }
    let (_, _, results) = results();
    let own = written(3, results);
    assert!(matches!(
        read_of(own.as_bytes(), &friday()),
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
    let found = Balance::of(scenario, plan, all(&part).iter())
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

#[test]
fn a_file_that_changes_after_it_was_read_is_told() {
    let (scenario, _, results) = results();
    let text = written(3, results);
    let line = |text: &str| {
        let part = read(text.as_bytes()).expect("a part");
        let found: Result<Vec<SeedResult>, PartError> = part.results(scenario).collect();
        found
    };
    assert_eq!(line(&text).as_deref(), Ok(&results[..]));
    // Another text stands there by then, or none, or what can't be.
    let mut worse = results.clone();
    worse[1].runs[0].score = 1e9;
    let other = written(3, &worse);
    for then in ["", &text[..text.len() - 9], &text.replace('"', " "), &other] {
        let then = then.as_bytes().to_vec();
        let again: Source = Box::new(move |at, len| {
            let from = then.get(at as usize..).unwrap_or_default();
            let found = from.get(..len).ok_or(std::io::ErrorKind::UnexpectedEof)?;
            Ok(found.to_vec())
        });
        let part = Part::read(text.as_bytes(), again, scenario)
            .expect("a part")
            .part;
        let found: Result<Vec<SeedResult>, PartError> = part.results(scenario).collect();
        assert!(matches!(found, Err(PartError::Changed(1..=3))), "{found:?}");
    }
}

/// The results many times over, each time with other figures.
fn many() -> Vec<SeedResult> {
    let (_, _, results) = results();
    (1..=1_300)
        .map(|seed: u64| {
            let mut result = results[seed as usize % 3].clone();
            let share = (seed * 37 % 101) as f64 / 101.0;
            result.seed = seed;
            for run in &mut result.runs {
                run.score *= share;
                run.value -= share;
                run.outcomes.iter_mut().for_each(|it| *it *= share);
            }
            let worths = result.options.iter_mut().flatten().flatten().flatten();
            worths.for_each(|it| it.value *= share);
            let cards = result.cards.iter_mut().flatten();
            cards.for_each(|it| *it -= share);
            result
        })
        .collect()
}

#[test]
fn gathered_seed_by_seed_it_comes_to_what_all_of_it_at_once_comes_to() {
    let (scenario, plan, _) = results();
    let many = many();
    let mut gathering = Gathering::new(scenario, plan, wardroom_files::Figures::default());
    for result in &many {
        gathering.add(result).expect("it is kept");
    }
    let found = gathering.done().expect("it is read").expect("seeds");
    assert_eq!(
        Some(&found),
        Balance::of(scenario, plan, many.iter()).as_ref()
    );
    let mean = |all: &[f64]| all.iter().sum::<f64>() / all.len() as f64;
    for (at, team) in found.teams.iter().enumerate() {
        let of = |figure: &dyn Fn(&RunResult) -> f64| -> Vec<f64> {
            many.iter().map(|it| figure(&it.runs[at])).collect()
        };
        let scores = of(&|it| it.score);
        assert_eq!(team.mean, mean(&scores));
        assert_eq!(team.value, mean(&of(&|it| it.value)));
        assert_eq!(Some(team.score), Band::of(scores));
        for (which, (_, band)) in team.outcomes.iter().enumerate() {
            assert_eq!(Some(*band), Band::of(of(&|it| it.outcomes[which])));
        }
    }
    for (at, card) in found.cards.iter().enumerate() {
        let adds: Vec<f64> = many.iter().filter_map(|it| it.cards[at]).collect();
        assert_eq!((card.played, card.adds), (adds.len(), Band::of(adds)));
    }
    let mut options = found.options.iter();
    for (at, prompt) in scenario.prompts.iter().enumerate() {
        let rows: Vec<_> = many.iter().flat_map(|it| &it.options[at]).collect();
        for option in 0..prompt.options.len() {
            let told = options.next().expect("each option is told");
            let (mut taken, mut best, mut over) = (0, 0, Vec::new());
            for row in &rows {
                let Some(own) = &row[option] else { continue };
                taken += 1;
                let others = row.iter().enumerate().filter(|it| it.0 != option);
                let others: Vec<f64> = others.flat_map(|it| it.1).map(|it| it.value).collect();
                if !others.is_empty() {
                    over.push(own.value - mean(&others));
                    best += usize::from(others.iter().all(|it| own.value > *it));
                }
            }
            assert_eq!(told.taken, taken);
            assert_eq!(told.over, (!over.is_empty()).then(|| mean(&over)));
            assert_eq!(told.best, best as f64 / rows.len() as f64);
        }
    }
    let scripts = plan
        .policies
        .iter()
        .filter(|it| matches!(it, Policy::Script(_)));
    let scripts = scripts.count();
    for (at, inject) in found.injects.iter().enumerate() {
        let runs = many.iter().flat_map(|it| &it.runs[..scripts]);
        let mins: Vec<f64> = runs
            .filter_map(|it| it.injects[at])
            .map(f64::from)
            .collect();
        assert_eq!(
            inject.share,
            mins.len() as f64 / (many.len() * scripts) as f64
        );
        assert_eq!(inject.mins, Band::of(mins));
    }
}

#[test]
fn a_line_without_an_end_is_not_read_into_memory() {
    let (scenario, ..) = results();
    let mut text = written(3, &[]).into_bytes();
    text.resize(text.len() + MAX_LINE_BYTES as usize + 2, b'a');
    assert_eq!(
        read_of(&text, scenario).err(),
        Some(PartError::Line(3)),
        "it is longer than any line"
    );
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
            let left = all(&part);
            prop_assert!(left.iter().all(|it| results.contains(it)));
            let whole = left.len() == 3;
            prop_assert!(!whole || changed == text.as_bytes());
            prop_assert!(whole || left.is_empty() || !part.missing().is_empty());
            let found = Balance::of(scenario, plan, left.iter());
            prop_assert!(found.is_none_or(|it| it.seeds == left.len()));
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
    let part = read_of(&now, &scenario).expect("a part");
    let there: Vec<u64> = (0..9).filter(|seed| part.has(*seed)).collect();
    assert_eq!(there, [1, 2, 3, 4, 5, 6]);
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
