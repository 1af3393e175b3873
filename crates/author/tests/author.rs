//! Editing scenario files in place: whatever lies outside a change stays byte for byte, what was
//! set is read back, and `check` says of the file what it said before.

#![allow(clippy::disallowed_methods, reason = "tests make their own files")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::get_unwrap,
    clippy::panic,
    clippy::unreachable,
    reason = "a test stops at the first surprise"
)]

use proptest::prelude::*;
use std::path::{Path, PathBuf};
use wardroom_author::{EditBuffer, Project, Take, home_of};
use wardroom_core::ron_tree::{NodeKind, Outline, Part, Step, insert, quoted, remove, set};
use wardroom_core::scenario::check;
use wardroom_files as files;

/// A sound scenario that is as small as it can be; the file it includes; its scripted team.
const MAIN: &str = include_str!("../../core/tests/core/diagnostics/sound/main.ron");
const LIBRARY: &str = include_str!("../../core/tests/core/diagnostics/sound/library.ron");
const TEAM: &str = include_str!("../../core/tests/core/diagnostics/sound/quick.ron");
const SOUND: [(&str, &str); 3] = [
    ("main.ron", MAIN),
    ("library.ron", LIBRARY),
    ("quick.ron", TEAM),
];

fn friday_path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/friday-lunchtime.ron")
}

/// Every shipped file, and the small one.
fn texts() -> Vec<String> {
    let root = friday_path().parent().expect("a folder").to_path_buf();
    let mut texts = vec![MAIN.to_owned(), LIBRARY.to_owned(), TEAM.to_owned()];
    for folder in [
        root.clone(),
        root.join("library"),
        root.join("friday-lunchtime"),
    ] {
        for path in files::scenarios_in(&folder) {
            texts.push(std::fs::read_to_string(path).expect("it can be read"));
        }
    }
    texts
}

/// Every path in a text, with what lies there.
fn paths(part: &[Part], before: &[Step], found: &mut Vec<(Vec<Step>, bool)>) {
    for (at, one) in part.iter().enumerate() {
        let mut path = before.to_vec();
        path.push(if one.name.is_empty() {
            Step::Item(at)
        } else {
            Step::Field(one.name.clone())
        });
        let inner = match &one.value.kind {
            NodeKind::Fields(_, parts, _) | NodeKind::Items(_, parts, _) => parts.as_slice(),
            _ => &[],
        };
        let list = matches!(&one.value.kind, NodeKind::Items(name, ..) if name.is_empty());
        found.push((path.clone(), list));
        paths(inner, &path, found);
    }
}

/// Paths in a text, each with whether a list lies there.
type Paths = Vec<(Vec<Step>, bool)>;

fn all_paths(text: &str) -> Paths {
    let outline = Outline::of(text).expect("it is RON");
    let mut found = Vec::new();
    if let NodeKind::Fields(_, parts, _) | NodeKind::Items(_, parts, _) = &outline.root.kind {
        paths(parts, &[], &mut found);
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// A change touches its own stretch and nothing else, the text stays RON, and what was set is
    /// read back.
    #[test]
    fn text_outside_a_change_is_as_it_was(
        which in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        kind in 0..4_u8,
        words in "[ -~äß€\\n\\t]{0,40}",
    ) {
        thread_local!(static TEXTS: Vec<(String, Paths)> =
            texts().into_iter().map(|text| { let paths = all_paths(&text); (text, paths) }).collect());
        TEXTS.with(|texts| {
            let (text, paths) = &texts[which.index(texts.len())];
            let (path, list) = &paths[place.index(paths.len())];
            let value = quoted(&words);
            let outline = Outline::of(text).expect("it is RON");
            let node = outline.find(path).expect("it is there");
            let (change, read_at) = match kind {
                0 => (set(text, path, &value), Some(path.clone())),
                1 => (remove(text, path), None),
                2 if *list => {
                    let at = place.index(node.items().len() + 1);
                    let mut read = path.clone();
                    read.push(Step::Item(at));
                    (insert(text, path, at, &value), Some(read))
                }
                _ => match &node.kind {
                    // A field that is not there yet.
                    NodeKind::Fields(..) => {
                        let mut new = path.clone();
                        new.push("wholly_new".into());
                        (set(text, &new, &value), Some(new))
                    }
                    _ => (set(text, path, "7"), None),
                },
            };
            let (range, new) = change.expect("it can be made");
            let mut buffer = EditBuffer::new(text.clone());
            buffer.replace(range.clone(), new.clone());
            let changed = buffer.text().to_owned();
            prop_assert_eq!(&changed[..range.start], &text[..range.start]);
            prop_assert_eq!(&changed[range.start + new.len()..], &text[range.end..]);
            let after = Outline::of(&changed);
            prop_assert!(after.is_some(), "no RON any more: …{}…", new);
            if let Some(read_at) = read_at {
                let after = after.expect("it is RON");
                let node = after.find(&read_at);
                prop_assert_eq!(node.and_then(|it| it.words()), Some(words.as_str()));
            }
            if kind == 1 {
                // Comments are nobody's to take out.
                prop_assert_eq!(changed.matches("//").count() + text[range].matches("//").count(), text.matches("//").count());
            }
            buffer.undo();
            prop_assert_eq!(buffer.text(), text);
            Ok(())
        })?;
    }
}

/// Setting each text of the shipped scenario to what it says changes nothing that `check` or a
/// reader sees; and a comma that was missing is put in where an item follows.
#[test]
fn check_agrees_before_and_after() {
    let path = friday_path();
    let text = std::fs::read_to_string(&path).expect("it can be read");
    let before = files::scenario(&path).expect("it is sound");
    let mut changed = text.clone();
    for at in 0..before.injects.len() {
        for (field, words) in [
            ("title", before.injects[at].title.clone()),
            ("text", before.injects[at].text.clone()),
            ("from", before.injects[at].from.clone()),
        ] {
            let path = [Step::from("injects"), at.into(), field.into()];
            let (range, new) = set(&changed, &path, &quoted(&words)).expect("it is there");
            changed.replace_range(range, &new);
        }
    }
    let after = files::scenario_with(&path, &changed).expect("it is sound still");
    for (a, b) in before.injects.iter().zip(&after.injects) {
        assert_eq!(
            (&a.id, &a.title, &a.text, &a.from),
            (&b.id, &b.title, &b.text, &b.from)
        );
    }
}

#[test]
fn an_item_is_put_in_and_taken_out_as_its_neighbours_are_laid_out() {
    let text = "A(\n    list: [\n        \"one\", // first\n        \"two\" // last\n    ],\n    short: [1, 2],\n    empty: [],\n)\n";
    let step = |name: &str| [Step::from(name)];
    let put = |list: &str, at: usize, value: &str, wanted: &str| {
        let (range, new) = insert(text, &step(list), at, value).expect("it can be");
        let mut changed = text.to_owned();
        changed.replace_range(range, &new);
        assert!(changed.contains(wanted), "{changed}");
    };
    put(
        "list",
        0,
        "\"zero\"",
        "[\n        \"zero\",\n        \"one\", // first\n",
    );
    put(
        "list",
        1,
        "\"half\"",
        "\"one\", // first\n        \"half\",\n        \"two\" // last\n",
    );
    put(
        "list",
        2,
        "\"three\"",
        "\"two\", // last\n        \"three\",\n    ],",
    );
    put("short", 1, "5", "[1, 5, 2]");
    put("short", 2, "5", "[1, 2, 5]");
    put("short", 0, "5", "[5, 1, 2]");
    put("empty", 0, "5", "[\n        5,\n    ]");
    let (range, _) = remove(text, &[Step::from("list"), 0.into()]).expect("it is there");
    let mut changed = text.to_owned();
    changed.replace_range(range, "");
    assert!(
        changed.contains("list: [\n        // first\n        \"two\""),
        "{changed}"
    );
}

#[test]
fn an_edit_of_a_crlf_file_keeps_its_line_ends() {
    let crlf = MAIN.replace('\n', "\r\n");
    let (range, new) =
        insert(&crlf, &[Step::from("injects")], 3, "Inject(\n        )").expect("it can be");
    assert!(new.contains("\r\n") && !new.replace("\r\n", "").contains('\n'));
    // A byte-order mark stays where it is.
    let marked = format!("\u{feff}{MAIN}");
    let (at, _) = set(&marked, &[Step::from("id")], "\"other\"").expect("it can be");
    assert_eq!(&marked[at], "\"sound\"");
    let mut changed = crlf;
    changed.replace_range(range, &new);
    assert!(Outline::of(&changed).is_some());
    let fetch = |path: &str| match path {
        "main.ron" => Ok(MAIN.replace('\n', "\r\n").into_bytes()),
        "library.ron" => Ok(LIBRARY.as_bytes().to_vec()),
        "quick.ron" => Ok(TEAM.as_bytes().to_vec()),
        other => Err(other.to_owned()),
    };
    assert!(check("main.ron", &fetch).is_ok());
}

/// A project in a folder of its own.
fn project() -> (tempfile::TempDir, Project) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in SOUND {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    let project = Project::open(
        &folder.path().join("main.ron"),
        Box::new(wardroom_files::Disk),
    )
    .expect("it can be opened");
    assert!(project.sound.is_some() && project.files.len() == 3);
    (folder, project)
}

fn title(at: usize) -> Vec<Step> {
    vec!["injects".into(), at.into(), "title".into()]
}

#[test]
fn a_file_that_somebody_else_saves_is_read_and_the_last_sound_version_stays() {
    let (folder, mut project) = project();
    let main = folder.path().join("main.ron");
    assert!(!project.look(), "nothing is new");
    std::fs::write(&main, MAIN.replace("\"First call\"", "\"The first call\"")).expect("saved");
    assert!(project.look());
    let sound = project.sound.clone().expect("it is sound");
    assert_eq!(sound.injects[0].title, "The first call");
    // A mistake: every problem with its place, and the last good version is still there.
    std::fs::write(
        &main,
        MAIN.replace("channel: \"telephone\"", "channel: \"tellyphone\""),
    )
    .expect("saved");
    assert!(project.look());
    assert_eq!(project.problems.list.len(), 2, "both calls");
    assert!(project.sound.is_some());
    std::fs::write(&main, MAIN).expect("mended");
    assert!(project.look() && project.problems.list.is_empty());
    assert!(project.undo(), "what others saved can be undone too");
    project.check();
    assert!(
        project.problems.list.is_empty(),
        "nobody comes to stand on what was broken outside"
    );
    let sound = project.sound.clone().expect("it is sound");
    assert_eq!(sound.injects[0].title, "The first call");
    assert!(project.redo() && project.files[0].buffer.text() == MAIN);
}

#[test]
fn what_was_broken_outside_and_mended_here_is_undone_with_what_mended_it() {
    let (folder, mut project) = project();
    let main = folder.path().join("main.ron");
    let broken = MAIN.replacen("channel: \"telephone\"", "channel: \"tellyphone\"", 1);
    std::fs::write(&main, &broken).expect("saved");
    assert!(project.look() && project.problems.list.len() == 1);
    let mended = broken.replacen("\"tellyphone\"", "\"telephone\"", 1);
    project.rewrite(0, &mended).expect("it can be");
    project
        .change(0, |text| set(text, &title(0), "\"Ours\""))
        .expect("it can be");
    project.check();
    assert!(project.problems.list.is_empty());
    assert!(project.undo() && project.files[0].buffer.text() == mended);
    assert!(project.undo() && project.files[0].buffer.text() == MAIN);
    assert!(!project.undo() && !project.can().0);
    // Done again it is whole again.
    assert!(project.redo() && project.files[0].buffer.text() == mended);
    assert!(project.redo() && project.files[0].buffer.text().contains("\"Ours\""));
    while project.undo() {}
    // Only broken, and undone at once: what was before stands, and what is on disk can be had again.
    project.redo();
    project.undo();
    assert_eq!(project.files[0].buffer.text(), MAIN);
    std::fs::write(&main, MAIN).expect("mended outside");
    project.look();
    assert!(!project.unsaved());
}

#[test]
fn a_bracket_that_is_missing_is_one_problem_at_its_other_one() {
    let (folder, mut project) = project();
    let main = folder.path().join("main.ron");
    let from = MAIN.find("injects: [").expect("the list") + "injects: ".len();
    let to = from + MAIN[from..].find("\n    ],").expect("its end") + "\n    ".len();
    let mut broken = MAIN.to_owned();
    broken.remove(to);
    std::fs::write(&main, &broken).expect("saved");
    assert!(project.look());
    let told = &project.problems.list;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].mark.start as usize, from);
    assert_eq!(told[0].message, "the bracket `[` is not closed");
    assert!(project.sound.is_some(), "the last good version stays");
}

#[test]
fn changes_here_and_there_are_joined_or_shown_and_nothing_is_lost() {
    let (folder, mut project) = project();
    let main = folder.path().join("main.ron");
    project
        .change(0, |text| set(text, &title(0), "\"Ours\""))
        .expect("it can be");
    assert!(project.unsaved());
    // Elsewhere in the file: both stand, and ours is saved with theirs.
    std::fs::write(&main, MAIN.replace("What would you do sooner?", "Theirs?")).expect("saved");
    assert!(project.look() && project.files[0].theirs.is_none());
    project.save().expect("it can be written");
    let saved = std::fs::read_to_string(&main).expect("the file");
    assert!(saved.contains("\"Ours\"") && saved.contains("Theirs?"));
    assert!(!project.look() && !project.unsaved());
    // In the same place: ours stands, theirs is kept until somebody settles it.
    project
        .change(0, |text| set(text, &title(0), "\"Ours again\""))
        .expect("it can be");
    std::fs::write(&main, saved.replace("\"Ours\"", "\"Theirs now\"")).expect("saved");
    assert!(project.look());
    assert!(
        project.files[0]
            .theirs
            .as_ref()
            .is_some_and(|it| it.contains("Theirs now"))
    );
    project.save().expect("nothing to write");
    let refused = project.refused().expect("it says why");
    let line = saved
        .lines()
        .position(|it| it.contains("\"Ours\""))
        .expect("it")
        + 1;
    assert!(
        refused.contains(&format!("main.ron, line {line}.")),
        "{refused}"
    );
    let clashes = project.files[0].clashes();
    assert!(clashes[0].ours.contains("Ours again") && clashes[0].theirs.contains("Theirs now"));
    assert!(
        std::fs::read_to_string(&main)
            .expect("the file")
            .contains("Theirs now"),
        "not written over unasked"
    );
    project.settle(0, Take::Ours);
    project.save().expect("it can be written");
    assert!(
        std::fs::read_to_string(&main)
            .expect("the file")
            .contains("Ours again")
    );
    while project.undo() {}
    assert!(project.files[0].buffer.text().contains("First call"));
    while project.redo() {}
    assert!(project.files[0].buffer.text().contains("Ours again"));
}

#[test]
fn a_list_is_found_in_the_file_that_has_it() {
    let (_folder, project) = project();
    let files = project.files.iter();
    let outlines: Vec<_> = files.map(|it| Outline::of(it.buffer.text())).collect();
    let name = |list: &str| {
        home_of(outlines.iter().map(Option::as_ref), list).map(|at| project.files[at].name.clone())
    };
    assert_eq!(name("injects").as_deref(), Some("main.ron"));
    assert_eq!(name("roles").as_deref(), Some("library.ron"));
    assert_eq!(name("moves").as_deref(), Some("quick.ron"));
    assert_eq!(name("nothing"), None);
}

#[test]
fn an_edit_at_the_head_and_one_at_the_foot_don_t_make_the_middle_the_same_place() {
    let (folder, mut project) = project();
    let main = folder.path().join("main.ron");
    let foot = [Step::from("debrief"), 0.into()];
    for (path, words) in [(&[Step::from("title")][..], "Head"), (&foot[..], "Foot?")] {
        project
            .change(0, |text| set(text, path, &quoted(words)))
            .expect("it can be");
    }
    std::fs::write(&main, MAIN.replace("\"First call\"", "\"Theirs\"")).expect("saved");
    assert!(project.look() && project.files[0].theirs.is_none());
    project.save().expect("it can be written");
    let saved = std::fs::read_to_string(&main).expect("the file");
    for words in ["\"Head\"", "\"Theirs\"", "\"Foot?\""] {
        assert!(saved.contains(words), "{words}");
    }
}

#[test]
fn settling_a_clash_loses_nothing_that_only_one_of_both_changed() {
    for (take, stands, gone) in [
        (
            Take::Ours,
            vec!["\"Ours\"", "Head", "Theirs below"],
            vec!["Theirs here"],
        ),
        (
            Take::Theirs,
            vec!["Theirs here", "Head", "Theirs below"],
            vec!["\"Ours\""],
        ),
        (
            Take::Both,
            vec!["\"Ours\"", "Theirs here", "Head", "Theirs below"],
            vec![],
        ),
    ] {
        let (folder, mut project) = project();
        for (path, words) in [(vec!["title".into()], "Head"), (title(0), "Ours")] {
            project
                .change(0, |text| set(text, &path, &quoted(words)))
                .expect("it can be");
        }
        let theirs = MAIN
            .replace("\"First call\"", "\"Theirs here\"")
            .replace("What would you do sooner?", "Theirs below");
        std::fs::write(folder.path().join("main.ron"), theirs).expect("saved");
        assert!(project.look() && project.refused().is_some());
        project.settle(0, take);
        assert!(project.refused().is_none());
        let text = project.files[0].buffer.text();
        assert!(
            stands.iter().all(|it| text.contains(it)),
            "{take:?}: {text}"
        );
        assert!(!gone.iter().any(|it| text.contains(it)), "{take:?}: {text}");
        assert!(project.undo() && project.files[0].buffer.text().contains("\"Ours\""));
    }
}

#[test]
fn line_ends_a_missing_last_one_and_a_byte_order_mark_hold_when_changes_are_joined() {
    for (mark, end, last) in [
        ("", "\r\n", true),
        ("\u{feff}", "\n", false),
        ("\u{feff}", "\r\n", false),
    ] {
        let laid_out = |text: &str| {
            let text = if last { text } else { text.trim_end() };
            format!("{mark}{}", text.replace('\n', end))
        };
        let (folder, _) = project();
        let main = folder.path().join("main.ron");
        std::fs::write(&main, laid_out(MAIN)).expect("written");
        let mut project = Project::open(&main, Box::new(files::Disk)).expect("it opens");
        assert!(
            project.sound.is_some(),
            "{}",
            project.problems.render(false)
        );
        project
            .change(0, |text| set(text, &title(0), "\"Ours\""))
            .expect("it can be");
        let theirs = MAIN.replace("What would you do sooner?", "Theirs?");
        std::fs::write(&main, laid_out(&theirs)).expect("saved");
        project.save().expect("it can be written");
        let wanted = laid_out(&theirs.replace("\"First call\"", "\"Ours\""));
        assert_eq!(std::fs::read_to_string(&main).expect("the file"), wanted);
    }
}

#[test]
fn what_others_save_while_it_is_being_written_is_never_written_over() {
    let (folder, mut project) = project();
    let main = folder.path().join("main.ron");
    project
        .change(0, |text| set(text, &title(0), "\"Ours\""))
        .expect("it can be");
    let writing = project.unwritten().pop().expect("one file");
    // Saved by somebody else before our turn has come; and typed on here.
    std::fs::write(&main, MAIN.replace("What would you do sooner?", "Theirs?")).expect("saved");
    project
        .change(0, |text| set(text, &["title".into()], "\"Typed on\""))
        .expect("it can be");
    let disk = project.disk();
    project.wrote(writing.write(&*disk)).expect("it was read");
    assert!(
        !std::fs::read_to_string(&main)
            .expect("it")
            .contains("\"Ours\"")
    );
    assert!(project.unsaved() && project.refused().is_none());
    // An old look at the file that comes in after it was written takes nothing back.
    let old = project.watched().remove(0).read(&*disk);
    project.take_in(vec![old]);
    project.save().expect("it can be written");
    assert!(!project.unsaved());
    let saved = std::fs::read_to_string(&main).expect("the file");
    for words in ["\"Ours\"", "Theirs?", "Typed on"] {
        assert!(saved.contains(words), "{words}");
    }
}

#[test]
fn a_file_that_is_included_is_read_by_whoever_keeps_the_files_and_opened_when_it_comes() {
    let (folder, mut project) = project();
    let include = [Step::from("include")];
    project
        .change(0, |text| insert(text, &include, usize::MAX, "\"more.ron\""))
        .expect("it can be");
    project.check();
    let wanted = project.wanted();
    assert_eq!(wanted.len(), 1);
    assert!(
        project.problems.list.is_empty(),
        "nothing is said of what was not read"
    );
    let disk = project.disk();
    project.take_in(wanted.into_iter().map(|ask| ask.read(&*disk)).collect());
    project.check();
    assert!(project.wanted().is_empty());
    assert_eq!(project.problems.list.len(), 1, "there is no such file");
    assert!(
        project
            .watched()
            .iter()
            .any(|ask| ask.path.ends_with("more.ron"))
    );
    let text = "#![enable(implicit_some)]\nLibrary(schema: 1)\n";
    std::fs::write(folder.path().join("more.ron"), text).expect("written");
    assert!(project.look());
    assert!(
        project.problems.list.is_empty(),
        "{}",
        project.problems.render(false)
    );
    assert_eq!(project.files.len(), 4);
}

#[test]
fn what_is_typed_while_a_check_is_made_is_checked_next_and_an_older_check_is_no_news() {
    let (_folder, mut project) = project();
    let say = |project: &mut Project, words: &str| {
        project
            .change(0, |text| set(text, &title(0), &quoted(words)))
            .expect("it can be");
    };
    say(&mut project, "Earlier");
    assert!(!project.current());
    let earlier = project.checking();
    let sound = |project: &Project| {
        let scenario = project.sound.as_ref().expect("it is sound");
        scenario.injects[0].title.clone()
    };
    say(&mut project, "Later");
    assert_eq!(sound(&project), "First call", "until a check is there");
    let later = project.checking();
    project.take_checked(earlier.clone().run());
    assert_eq!(sound(&project), "Earlier");
    assert!(!project.current(), "what was typed since is not checked");
    project.take_checked(later.run());
    assert!(project.current() && sound(&project) == "Later");
    project.take_checked(earlier.run());
    assert!(project.current() && sound(&project) == "Later");
}
