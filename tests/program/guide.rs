//! What is written for trainers is true: every command of the guide runs, every example of a piece
//! of advice earns it, and a scenario that is broken in any one place is told of and never panics.

use crate::support::friday_path;
use proptest::test_runner::{Config, TestRunner};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;
use wardroom::cli::STARTER;
use wardroom_core::advice::advise;
use wardroom_core::ron_tree::{Node, NodeKind, Outline, Part};
use wardroom_core::scenario::reference::{Field, Holds, Made, With, structures};
use wardroom_core::scenario::{Code, check, load};
use wardroom_files as files;

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

/// The starter in a folder.
fn starter(folder: &Path) {
    for (name, text) in STARTER {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
}

/// A page as its parts: what is said, the kind of the block after it, the block.
fn parts(page: &str) -> Vec<(String, String, String)> {
    let mut parts = Vec::new();
    let (mut said, mut block) = (String::new(), None::<(String, String)>);
    for line in page.lines() {
        match (&mut block, line.strip_prefix("```")) {
            (None, Some(kind)) => block = Some((kind.trim().to_owned(), String::new())),
            (None, None) => {
                said.push_str(line);
                said.push('\n');
            }
            (Some(_), Some(_)) => {
                let (kind, text) = block.take().expect("it is open");
                parts.push((std::mem::take(&mut said), kind, text));
            }
            (Some((_, text)), None) => {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    assert!(block.is_none(), "a block is not closed");
    parts
}

/// The last paragraph.
fn last(said: &str) -> String {
    let last = said.trim().rsplit("\n\n").next().unwrap_or_default();
    last.replace('\n', " ")
}

/// The file that a sentence names.
fn named(sentence: &str) -> Option<String> {
    sentence
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|it| it.ends_with(".ron"))
        .last()
        .map(ToOwned::to_owned)
}

fn replace(folder: &Path, name: &str, old: &str, new: &str) {
    let path = folder.join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{name}: {why}"));
    let (old, new) = (old.trim_end_matches('\n'), new.trim_end_matches('\n'));
    assert_eq!(
        text.matches(old).count(),
        1,
        "how often this stands in {name}:\n{old}"
    );
    std::fs::write(path, text.replace(old, new)).expect("written");
}

#[test]
fn every_command_of_the_guide_runs_and_every_edit_fits() {
    let page = std::fs::read_to_string(docs().join("authoring.md")).expect("the guide");
    let folder = tempfile::tempdir().expect("a folder");
    let mut old: Option<(String, String)> = None;
    let (mut commands, mut edits) = (0, 0);
    for (said, kind, block) in parts(&page) {
        match kind.as_str() {
            "sh" => {
                for line in block.lines().filter(|line| !line.trim().is_empty()) {
                    let (line, fails) = match line.split_once(" # fails: ") {
                        Some((line, code)) => (line, Some(code.trim())),
                        None => (line, None),
                    };
                    let rest = line.strip_prefix("wardroom ").expect("a command of ours");
                    let output = Command::new("sh")
                        .args(["-c", &format!("\"$WARDROOM\" {rest}")])
                        .current_dir(folder.path())
                        .env("WARDROOM", env!("CARGO_BIN_EXE_wardroom"))
                        .env_remove("DISPLAY")
                        .env_remove("WAYLAND_DISPLAY")
                        .output()
                        .expect("it can be started");
                    let told = format!(
                        "{}{}",
                        String::from_utf8_lossy(&output.stdout),
                        String::from_utf8_lossy(&output.stderr)
                    );
                    match fails {
                        None => assert!(output.status.success(), "{line}\n{told}"),
                        Some(code) => {
                            assert!(
                                !output.status.success() && told.contains(code),
                                "{line}\n{told}"
                            );
                        }
                    }
                    commands += 1;
                }
            }
            "ron" => match old.take() {
                None => {
                    let sentence = last(&said);
                    assert!(sentence.ends_with("in place of"), "{sentence}");
                    old = Some((named(&sentence).expect("a file"), block));
                }
                Some((name, passage)) => {
                    replace(folder.path(), &name, &passage, &block);
                    edits += 1;
                }
            },
            "console" | "" | "text" | "json" => {}
            other => panic!("a block of kind {other}"),
        }
    }
    assert!(
        old.is_none() && commands >= 15 && edits >= 6,
        "{commands} commands, {edits} edits"
    );
    // What the guide promises of the telephones.
    let log = folder.path().join("out/phones-fail/exercise-log.html");
    let told = std::fs::read_to_string(log).expect("the exercise log");
    assert!(told.contains("on foot"), "no call was brought on foot");
}

/// The codes of advice that a scenario gets.
fn advice(main: &Path) -> BTreeSet<&'static str> {
    let scenario = files::scenario(main).unwrap_or_else(|why| panic!("{}", why.render(false)));
    let loaded = files::loaded(main).unwrap_or_else(|why| panic!("{}", why.render(false)));
    advise(&scenario, &loaded)
        .list
        .iter()
        .map(|it| it.code.as_str())
        .collect()
}

#[test]
fn every_code_has_its_page_and_every_example_of_advice_earns_just_that() {
    let pages = docs().join("diagnostics");
    for code in Code::ALL.iter().chain(&Code::ADVICE) {
        let name = code.as_str();
        let page = std::fs::read_to_string(pages.join(format!("{name}.md")))
            .unwrap_or_else(|why| panic!("{name} has no page: {why}"));
        assert!(page.starts_with(&format!("# {name}\n")), "{name}");
        if !code.is_advice() {
            continue;
        }
        let folder = tempfile::tempdir().expect("a folder");
        starter(folder.path());
        let mut old: Option<(String, String)> = None;
        let mut edits = 0;
        for (said, kind, block) in parts(&page) {
            assert_eq!(kind, "ron", "{name}");
            match old.take() {
                None => old = Some((named(&last(&said)).expect("a file"), block)),
                Some((file, passage)) => {
                    replace(folder.path(), &file, &passage, &block);
                    edits += 1;
                }
            }
        }
        assert!(edits > 0, "{name} has no example");
        let found = advice(&folder.path().join("exercise.ron"));
        assert_eq!(found, BTreeSet::from([name]), "{name}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    starter(folder.path());
    assert_eq!(
        advice(&folder.path().join("exercise.ron")),
        BTreeSet::new(),
        "the starter itself"
    );
}

/// The places of all ids, of all fields and items, in a text.
fn places(
    part: &[Part],
    ids: &mut Vec<(std::ops::Range<usize>, String)>,
    all: &mut Vec<std::ops::Range<usize>>,
) {
    for one in part {
        let end = one.comma.unwrap_or(one.value.range.end);
        all.push(one.start..end);
        if let (true, Some(words)) = (one.name == "id", one.value.words()) {
            ids.push((one.value.range.clone(), words.to_owned()));
        }
        if let NodeKind::Fields(_, parts, _) | NodeKind::Items(_, parts, _) = &one.value.kind {
            places(parts, ids, all);
        }
    }
}

/// A name that means a thing: the file, where it stands, the kind of thing, the name.
type Meant = (usize, Range<usize>, String, String);

/// What the outermost structure of a file is.
fn whole(file: &str) -> &'static str {
    if file.contains("library/") || file == "estate.ron" || file == "people.ron" {
        "Library"
    } else if file.contains('/') {
        "Team"
    } else {
        "Scenario"
    }
}

/// What a scenario leaves out of the files that it includes: nothing of it is read.
fn left_out(main: &str) -> BTreeSet<String> {
    let outline = Outline::of(main).expect("it is RON");
    let list = outline.root.part(&"leave_out".into());
    let list = list.into_iter().flat_map(|it| it.value.items());
    list.filter_map(|it| it.value.words().map(str::to_owned))
        .collect()
}

/// The things that a text names, each with its kind, and the names by which it means others, but for what is left
/// out.
#[expect(clippy::type_complexity, reason = "two lists of a test")]
fn names(
    text: &str,
    whole: &str,
    left: &BTreeSet<String>,
) -> (Vec<(String, String)>, Vec<(Range<usize>, String, String)>) {
    let outline = Outline::of(text).expect("it is RON");
    let (mut own, mut meant) = (Vec::new(), Vec::new());
    let whole = Holds::Structure(whole.to_owned());
    names_in(&outline.root, &whole, "", left, &mut own, &mut meant);
    (own, meant)
}

fn names_in(
    node: &Node,
    holds: &Holds,
    of: &str,
    left: &BTreeSet<String>,
    own: &mut Vec<(String, String)>,
    meant: &mut Vec<(Range<usize>, String, String)>,
) {
    let fields_in = |fields: &[Field], of: &str, own: &mut _, meant: &mut _| {
        for field in fields {
            let Some(part) = node.part(&field.name.as_str().into()) else {
                continue;
            };
            let Holds::List(inner) = &field.holds else {
                names_in(&part.value, &field.holds, of, left, own, meant);
                continue;
            };
            for item in part.value.items() {
                let id = item.value.part(&"id".into());
                let id = id.and_then(|it| it.value.words());
                if !id.is_some_and(|id| left.contains(&format!("{}/{id}", field.name))) {
                    names_in(&item.value, inner, of, left, own, meant);
                }
            }
        }
    };
    match holds {
        Holds::Structure(name) => match &structures()[name].made {
            Made::Fields(fields) => fields_in(fields, name, own, meant),
            Made::Words(words) => {
                let (NodeKind::Fields(word, ..) | NodeKind::Items(word, ..)) = &node.kind else {
                    return;
                };
                let Some(word) = words.iter().find(|it| it.name == *word) else {
                    return;
                };
                match &word.with {
                    With::Nothing => {}
                    With::One(holds) => {
                        // A word's one structure is written without brackets of its own.
                        let inner = node.part(&0.into()).map_or(node, |part| &part.value);
                        names_in(inner, holds, of, left, own, meant);
                    }
                    With::Fields(fields) => fields_in(fields, of, own, meant),
                }
            }
        },
        Holds::List(inner) => {
            for item in node.items() {
                names_in(&item.value, inner, of, left, own, meant);
            }
        }
        Holds::Kind(kind) => {
            let Some(words) = node.words() else { return };
            if kind == "id" {
                let kind = match of {
                    "HostGroup" => "group".to_owned(),
                    of => of.to_lowercase(),
                };
                own.push((kind, words.to_owned()));
            } else {
                meant.push((node.range.clone(), kind.clone(), words.to_owned()));
            }
        }
        Holds::Text | Holds::Whole | Holds::Number | Holds::Truth => {}
    }
}

#[test]
fn two_thousand_mutations_of_shipped_scenarios_are_told_of_and_never_panic() {
    // Each shipped scenario with the files that it names, the main one first.
    let root = friday_path().parent().expect("a folder").to_path_buf();
    // What injects carry, which no mutation changes.
    let mut carried: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut sets: Vec<Vec<(String, String)>> = files::scenarios_in(&root)
        .iter()
        .map(|path| {
            let scenario = files::scenario(path).expect("it is sound");
            for file in scenario
                .files
                .iter()
                .filter(|it| !it.path.ends_with(".ron"))
            {
                carried.insert(file.path.clone(), file.bytes().expect("it is whole"));
            }
            let texts = scenario.files.iter();
            let texts = texts.filter(|it| it.path.ends_with(".ron"));
            texts.map(|it| (it.path.clone(), it.text.clone())).collect()
        })
        .collect();
    assert!(sets.len() >= 2, "{} scenarios", sets.len());
    let starter: Vec<(String, String)> = STARTER
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    sets.push(starter);
    let placed: Vec<Vec<_>> = sets
        .iter()
        .map(|files| {
            files
                .iter()
                .map(|(_, text)| {
                    let outline = Outline::of(text).expect("it is RON");
                    let (mut ids, mut all) = (Vec::new(), Vec::new());
                    if let NodeKind::Fields(_, parts, _) = &outline.root.kind {
                        places(parts, &mut ids, &mut all);
                    }
                    (ids, all)
                })
                .collect()
        })
        .collect();
    // By file and id: the kind of thing it is of, where there is only one such id in the file.
    let named: Vec<BTreeMap<(usize, String), Option<String>>> = sets
        .iter()
        .map(|files| {
            let mut named = BTreeMap::new();
            let left = left_out(&files[0].1);
            for (at, (name, text)) in files.iter().enumerate() {
                for (kind, id) in names(text, whole(name), &left).0 {
                    named
                        .entry((at, id))
                        .and_modify(|it| *it = None)
                        .or_insert(Some(kind));
                }
            }
            named
        })
        .collect();
    let meant: Vec<Vec<Meant>> = sets
        .iter()
        .map(|files| {
            let mut all = Vec::new();
            let left = left_out(&files[0].1);
            for (at, (name, text)) in files.iter().enumerate() {
                let found = names(text, whole(name), &left).1;
                all.extend(
                    found
                        .into_iter()
                        .map(|(range, kind, words)| (at, range, kind, words)),
                );
            }
            all
        })
        .collect();
    assert!(meant[0].len() > 500, "{}", meant[0].len());
    let mut runner = TestRunner::new(Config {
        cases: 2_000,
        failure_persistence: None,
        ..Config::default()
    });
    let strategy = (
        0..sets.len(),
        proptest::num::usize::ANY,
        proptest::num::usize::ANY,
        0..4_u8,
    );
    runner
        .run(&strategy, |(set, file, place, kind)| {
            let files = &sets[set];
            let file = file % files.len();
            let (ids, all) = &placed[set][file];
            let text = &files[file].1;
            let mut changed = text.clone();
            let mut renamed = None;
            match kind {
                // One thing less, one twice, one of another kind.
                0 => changed.replace_range(all[place % all.len()].clone(), ""),
                1 => {
                    let range = all[place % all.len()].clone();
                    let again = text[range.clone()].to_owned();
                    changed.insert_str(range.end, &format!(", {}", again.trim_end_matches(',')));
                }
                2 => changed.replace_range(all[place % all.len()].clone(), "Nonsense(7)"),
                // An id by another name: every reference to it dangles.
                _ if !ids.is_empty() => {
                    let (range, id) = &ids[place % ids.len()];
                    changed.replace_range(range.clone(), "\"renamed-by-a-test\"");
                    renamed = Some(id.clone());
                }
                _ => return Ok(()),
            }
            let fetch = |path: &str| {
                files
                    .iter()
                    .enumerate()
                    .find(|(_, (name, _))| name == path)
                    .map(|(at, (_, text))| {
                        if at == file {
                            changed.clone()
                        } else {
                            text.clone()
                        }
                    })
                    .map(String::into_bytes)
                    .or_else(|| carried.get(path).cloned())
                    .ok_or_else(|| "there is no such file".to_owned())
            };
            let found = check(&files[0].0, &fetch);
            // Nothing that is shown of it panics.
            if let Err(problems) = &found {
                let _shown = problems.render(false);
                for problem in &problems.list {
                    let place = problems.sources.position(problem.mark);
                    proptest::prop_assert!(place.line >= 1 && !problem.message.is_empty());
                }
            }
            // A name that is used somewhere else is missed there, at its place.
            if let Some(id) = renamed {
                let quoted = format!("\"{id}\"");
                // Every place that means this very thing, by the format's own types.
                let kind = named[set].get(&(file, id.clone())).and_then(Option::as_ref);
                let new = "\"renamed-by-a-test\"".len() as i64 - quoted.len() as i64;
                let own = ids[place % ids.len()].0.start;
                if let Some(kind) = kind {
                    let told: BTreeSet<(String, usize)> = found
                        .as_ref()
                        .err()
                        .into_iter()
                        .flat_map(|problems| {
                            problems.list.iter().map(|it| {
                                let file = it.mark.file as usize;
                                let name = problems.sources.files()[file].path.clone();
                                (name, it.mark.start as usize)
                            })
                        })
                        .collect();
                    for (at, range, meant, words) in &meant[set] {
                        if meant != kind || *words != id {
                            continue;
                        }
                        let moved = *at == file && range.start > own;
                        let start = range.start as i64 + if moved { new } else { 0 };
                        let wanted = (files[*at].0.clone(), start as usize);
                        proptest::prop_assert!(
                            told.contains(&wanted),
                            "the {kind} “{id}” is named in {wanted:?}, and nobody is told"
                        );
                    }
                }
                let told = match &found {
                    Ok(_) => Vec::new(),
                    Err(problems) => problems
                        .list
                        .iter()
                        .filter(|it| it.code == Code::UnknownId)
                        .map(|it| problems.sources.text(it.mark).to_owned())
                        .collect(),
                };
                // Each problem of this kind points at that very name, at the new one where the old was
                // expected (a team's file and its entry), or at where it is left out.
                let left_out = format!("/{quoted}").replacen("/\"", "/", 1);
                for text in &told {
                    proptest::prop_assert!(
                        *text == quoted
                            || text == "\"renamed-by-a-test\""
                            || text.ends_with(&left_out),
                        "{text}"
                    );
                }
                if found.is_ok() {
                    // Nothing named it, or another thing of another kind bears the name too.
                    let loaded = load(&files[0].0, &fetch);
                    proptest::prop_assert!(loaded.is_ok());
                }
            }
            Ok(())
        })
        .unwrap_or_else(|why| panic!("{why}"));
}
