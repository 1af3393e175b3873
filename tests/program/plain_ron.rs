//! Plain `ron` and the program's own reader say the same of a file: of every file that is shipped, of
//! every one that the program writes, and of files that chance has written.

use proptest::prelude::*;
use proptest::sample::Index;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize};
use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wardroom_core::balance::search_for_gaming;
use wardroom_core::ensemble::Watching;
use wardroom_core::ensemble::hindcast::England;
use wardroom_core::scenario::{check_team, read_one, shape};

/// Every file of these names below a folder.
fn below(folder: &str, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            below(path.to_str().expect("a name"), files);
        } else if path.extension().is_some_and(|it| it == "ron") {
            files.push(path);
        }
    }
}

/// A value without the places it was read from.
fn without_places(value: &impl Debug) -> String {
    let mut text = format!("{value:?}");
    while let Some(at) = text.find("mark: Mark {") {
        let end = at + text[at..].find('}').expect("it ends") + 1;
        text.replace_range(at..end, "_");
    }
    text
}

/// That both read a text as a `T`, and as the same.
fn same<T: DeserializeOwned + Debug>(path: &Path, text: &str, name: &'static str) {
    let path = path.display().to_string();
    // With nothing but the extensions that the file itself asks for: that it is RON,
    if let Err(error) = ron::from_str::<IgnoredAny>(text) {
        panic!("{path}: {error}");
    }
    // and what it says. A value with its place is to serde a structure around the value, of which no
    // file knows.
    let options = ron::Options::default().with_default_extension(Extensions::UNWRAP_NEWTYPES);
    let plain: T = options
        .from_str(text)
        .unwrap_or_else(|error| panic!("{path}: {error}"));
    let ours: T =
        read_one(&path, text, name).unwrap_or_else(|problems| panic!("{}", problems.render(false)));
    assert!(
        without_places(&ours) == without_places(&plain),
        "{path} is read otherwise"
    );
}

fn same_as_its_name_says(path: &Path, text: &str) {
    let mut lines = text.lines().map(str::trim_start);
    let first = lines
        .find(|it| !it.is_empty() && !it.starts_with("//") && !it.starts_with('#'))
        .unwrap_or_default();
    match first.split('(').next() {
        Some("Scenario") => same::<shape::Scenario>(path, text, "Scenario"),
        Some("Library") => same::<shape::Library>(path, text, "Library"),
        Some("Team") => same::<shape::Team>(path, text, "Team"),
        Some("Plan") => same::<shape::Plan>(path, text, "Plan"),
        Some("England") => same::<England>(path, text, "England"),
        _ => panic!("{} begins with {first}", path.display()),
    }
}

#[test]
fn every_shipped_file_is_to_plain_ron_what_it_is_to_us() {
    let mut files = Vec::new();
    for folder in [
        "scenarios",
        "src/starter",
        "crates/core/src/validation/situations",
        "tests/program/adversaries",
        "crates/core/tests/core/diagnostics/sound",
    ] {
        below(folder, &mut files);
    }
    assert!(files.len() > 60, "{} files", files.len());
    for path in files {
        same_as_its_name_says(&path, &fs::read_to_string(&path).expect("a file"));
    }
}

/// What the extension in [`same`] is for, and for nothing else.
#[test]
fn no_part_of_the_format_is_a_structure_around_one_value() {
    for entry in fs::read_dir("crates/core/src/scenario/shape").expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("a file");
        let around = text
            .lines()
            .find(|line| line.starts_with("pub struct") && line.contains('('));
        assert_eq!(around, None, "{}", path.display());
    }
}

#[test]
fn a_new_scenario_is_to_plain_ron_what_it_is_to_us() {
    let folder = tempfile::tempdir().expect("a folder");
    let new = folder.path().join("ours");
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_wardroom"))
        .args([
            "new",
            "--title",
            "The \"quiet\" \\ Friday: it's\u{1b} 60\n({[",
        ])
        .arg(&new)
        .output()
        .expect("it runs");
    assert!(out.status.success(), "{out:?}");
    let mut files = Vec::new();
    below(new.to_str().expect("a name"), &mut files);
    assert!(files.len() >= 5, "{files:?}");
    for path in files {
        same_as_its_name_says(&path, &fs::read_to_string(&path).expect("a file"));
    }
}

#[test]
fn a_script_that_the_adversary_writes_is_to_plain_ron_what_it_is_to_us_and_can_be_played() {
    let path = Path::new("scenarios/clean-but-dark.ron");
    let scenario = Arc::new(wardroom_files::scenario(path).expect("it is sound"));
    let found = search_for_gaming(&scenario, &[3], 6, 1, &Watching::default()).expect("it looks");
    let text = found.script;
    assert!(
        !text.is_empty(),
        "under none of its scripts patients fared worse"
    );
    same::<shape::Team>(Path::new("adversary.ron"), &text, "Team");
    let moves = text.matches("Move(").count();
    assert_eq!(
        text.matches("\n        Move(when: ").count(),
        moves,
        "{text}"
    );
    let team = check_team(&scenario, "adversary.ron", text.as_bytes()).expect("it can be played");
    assert_eq!(team.moves.len(), moves);
}

/// Everything that files of the format are made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Thing {
    words: String,
    letter: char,
    count: u32,
    delta: i32,
    small: u8,
    share: f64,
    on: bool,
    maybe: Option<u32>,
    said: Option<String>,
    held: Option<Held>,
    pair: (u32, String),
    list: Vec<Choice>,
    #[serde(default)]
    note: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Held {
    a: u32,
    b: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
enum Choice {
    Nothing,
    Words(String),
    Share(f64),
    Holds(Held),
    Two(u32, i32),
    Perhaps(Option<String>),
    Fields { is: Box<Choice>, mins: u32 },
    All(Vec<Choice>),
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-z \"'\\\\#({\\[60.\n\r\t]{0,12}".boxed(),
        Just("\"#####\"#########\"".to_owned()),
    ]
    // A NUL byte is no text to us.
    .prop_map(|it| it.replace('\0', ""))
}

fn whole() -> impl Strategy<Value = u32> {
    prop_oneof![0..10_u32, 0..=10_000_000_u32]
}

fn share() -> impl Strategy<Value = f64> {
    prop_oneof![0.0..1.0, prop::num::f64::NORMAL | prop::num::f64::ZERO]
}

fn held() -> impl Strategy<Value = Held> {
    (whole(), prop::collection::vec(words(), 0..3)).prop_map(|(a, b)| Held { a, b })
}

fn choice() -> impl Strategy<Value = Choice> {
    let leaf = prop_oneof![
        Just(Choice::Nothing),
        words().prop_map(Choice::Words),
        share().prop_map(Choice::Share),
        held().prop_map(Choice::Holds),
        (whole(), -10_000_000..=10_000_000_i32).prop_map(|(a, b)| Choice::Two(a, b)),
        prop::option::of(words()).prop_map(Choice::Perhaps),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            (inner.clone(), whole()).prop_map(|(is, mins)| Choice::Fields {
                is: Box::new(is),
                mins
            }),
            prop::collection::vec(inner, 0..3).prop_map(Choice::All),
        ]
    })
}

fn thing() -> impl Strategy<Value = Thing> {
    let simple = (
        words(),
        any::<char>().prop_filter("no NUL", |it| *it != '\0'),
        whole(),
        -10_000_000..=10_000_000_i32,
        any::<u8>(),
        share(),
        any::<bool>(),
    );
    let more = (
        prop::option::of(whole()),
        prop::option::of(words()),
        prop::option::of(held()),
        (whole(), words()),
        prop::collection::vec(choice(), 0..4),
        words(),
    );
    (simple, more).prop_map(
        |(
            (words, letter, count, delta, small, share, on),
            (maybe, said, held, pair, list, note),
        )| {
            Thing {
                words,
                letter,
                count,
                delta,
                small,
                share,
                on,
                maybe,
                said,
                held,
                pair,
                list,
                note,
            }
        },
    )
}

/// Every way in which plain `ron` can be asked to print.
fn layout() -> impl Strategy<Value = PrettyConfig> {
    let extensions = prop::sample::select(vec![
        Extensions::empty(),
        Extensions::IMPLICIT_SOME,
        Extensions::UNWRAP_VARIANT_NEWTYPES,
        Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES,
        Extensions::EXPLICIT_STRUCT_NAMES,
    ]);
    (
        prop::collection::vec(any::<bool>(), 7),
        extensions,
        0..4_usize,
    )
        .prop_map(|(flags, extensions, depth)| {
            PrettyConfig::new()
                .struct_names(flags[0])
                .separate_tuple_members(flags[1])
                .enumerate_arrays(flags[2])
                .compact_arrays(flags[3])
                .escape_strings(flags[4])
                .number_suffixes(flags[5])
                .new_line(if flags[6] { "\r\n" } else { "\n" })
                .depth_limit(depth)
                .extensions(extensions)
        })
}

fn ours(text: &str) -> Result<Thing, String> {
    read_one("thing.ron", text, "Thing").map_err(|problems| problems.render(false))
}

/// What plain `ron` reads with what the file asks for, and with what we allow to every file.
fn plain(text: &str) -> (ron::error::SpannedResult<Thing>, Vec<Thing>) {
    let allowed = [
        Extensions::IMPLICIT_SOME,
        Extensions::UNWRAP_VARIANT_NEWTYPES,
        Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES,
    ];
    // That names are wanted is not held against a file that leaves one out (decision 27).
    let nameless = text.replace("explicit_struct_names", "implicit_some");
    let with = |text: &str, it: &Extensions| {
        ron::Options::default()
            .with_default_extension(*it)
            .from_str(text)
    };
    let own = ron::from_str(text);
    let all = own.iter().cloned();
    let all = all.chain(allowed.iter().filter_map(|it| with(text, it).ok()));
    let all = all.chain(allowed.iter().filter_map(|it| with(&nameless, it).ok()));
    let all = all.collect();
    (own, all)
}

/// Whether we read such a value: its numbers are those of a scenario, its text is text.
fn is_ours_to_read(text: &str, thing: &Thing) -> bool {
    fn choice(it: &Choice) -> bool {
        match it {
            Choice::Nothing | Choice::Words(_) | Choice::Perhaps(_) => true,
            Choice::Share(share) => share.is_finite(),
            Choice::Holds(held) => held.a <= 10_000_000,
            Choice::Two(a, b) => *a <= 10_000_000 && b.abs() <= 10_000_000,
            Choice::Fields { is, mins } => choice(is) && *mins <= 10_000_000,
            Choice::All(all) => all.iter().all(choice),
        }
    }
    let whole = [
        Some(thing.count),
        thing.maybe,
        Some(thing.pair.0),
        thing.held.as_ref().map(|it| it.a),
    ];
    !text.contains('\0')
        && whole.into_iter().flatten().all(|it| it <= 10_000_000)
        && thing.delta.abs() <= 10_000_000
        && thing.share.is_finite()
        && thing.list.iter().all(choice)
}

/// The type behind a number may be any: whoever writes a scenario doesn't know that of the field.
#[test]
fn a_type_behind_a_number_that_is_not_the_fields_is_not_looked_at() {
    for (typed, bare) in [
        ("share: 0.5f32", "share: 0.5"),
        ("count: 7u8", "count: 7"),
        ("count: 7i64", "count: 7"),
    ] {
        let with = |field: &str| {
            let fields = ["share: 0.25", "count: 60"].map(|own| {
                let same = own.split(':').next() == field.split(':').next();
                if same { field } else { own }.to_owned()
            });
            format!(
                "Thing(words: \"w\", letter: 'l', {}, delta: 7, small: 8, on: true, maybe: None, said: None, held: None, pair: (1, \"p\"), list: [])",
                fields.join(", ")
            )
        };
        assert_eq!(ours(&with(typed)), ours(&with(bare)));
        assert!(ours(&with(typed)).is_ok(), "{typed}");
    }
}

/// Pieces that `ron` has views about.
fn pieces() -> Vec<&'static str> {
    vec![
        ".5",
        "1.",
        "-.5e3",
        "1_0",
        "0x1F",
        "0b10",
        "7u32",
        "7u8",
        "0.5f32",
        "0.5f64",
        "b'a'",
        "inf",
        "Some(",
        "None",
        "()",
        "(",
        ")",
        "[",
        "]",
        ",",
        ":",
        "r#",
        "r\"",
        "r##\"",
        "\"##",
        "\"",
        "'",
        "\\",
        "\\u{e9}",
        "\\xc3\\xa9",
        "\\\n  ",
        "// x\n",
        "/* ( /* \" */ */",
        "/*",
        "Thing",
        "Held",
        "Nothing",
        "Words(\"x\")",
        "Two(1, 2)",
        "Holds(a: 1, b: [])",
        "words: \"x\",",
        "r#note: \"n\",",
        "#![enable(implicit_some)]",
        "#![enable(unwrap_variant_newtypes)]",
        "#![enable(nonsense)]",
        "#![type = \"x\"]",
        "é",
        " ",
        "\n",
        "5",
        "-",
        "true",
    ]
}

fn edits() -> impl Strategy<Value = Vec<(Index, usize, &'static str)>> {
    let piece = prop_oneof![Just(""), prop::sample::select(pieces())];
    prop::collection::vec((any::<Index>(), 0..6_usize, piece), 1..3)
}

fn edited(text: &str, edits: Vec<(Index, usize, &'static str)>) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for (at, len, piece) in edits {
        let from = at.index(letters.len() + 1);
        let to = (from + len).min(letters.len());
        drop(letters.splice(from..to, piece.chars()));
    }
    letters.into_iter().collect()
}

/// That a text is to us what it is to plain `ron`.
fn agree(text: &str) -> Result<(), TestCaseError> {
    let (own, all) = plain(text);
    match (ours(text), own) {
        (Ok(ours), _) => {
            // A type that is not the field's is not looked at.
            let untyped = ["7u32", "7u8"]
                .iter()
                .fold(text.to_owned(), |it, typed| it.replace(typed, "7"));
            let untyped = ["0.5f32", "0.5f64"]
                .iter()
                .fold(untyped, |it, typed| it.replace(typed, "0.5"));
            let read = all.contains(&ours) || plain(&untyped).1.contains(&ours);
            prop_assert!(read, "we read {ours:?}, ron does not:\n{text}");
        }
        (Err(told), Ok(plain)) => {
            prop_assert!(
                !is_ours_to_read(text, &plain),
                "ron reads it, we don't:\n{text}\n{told}"
            );
        }
        (Err(_), Err(_)) => {}
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn whatever_plain_ron_writes_we_read_as_the_same(thing in thing(), layout in layout()) {
        let text = ron::ser::to_string_pretty(&thing, layout).expect("it can be written");
        let plain: Thing = ron::from_str(&text).expect("it reads what it has written");
        prop_assert_eq!(&plain, &thing, "{}", &text);
        match ours(&text) {
            Ok(ours) => prop_assert_eq!(ours, thing, "{}", text),
            Err(told) => prop_assert!(false, "{}\n{}", told, text),
        }
    }

    #[test]
    fn what_plain_ron_reads_we_read_and_what_it_refuses_we_refuse(
        thing in thing(), layout in layout(), edits in edits()
    ) {
        let text = ron::ser::to_string_pretty(&thing, layout).expect("it can be written");
        agree(&edited(&text, edits))?;
    }
}

/// The differences that were found by hand, and others of their kinds.
#[test]
fn what_is_seldom_written_is_to_us_what_it_is_to_plain_ron() {
    let base = "Thing(words: \"w\", letter: 'l', count: 60, delta: 7, small: 8, share: 0.25, on: true, maybe: Some(9), said: None, held: None, pair: (1, \"p\"), list: [])";
    let plainly: Thing = ron::from_str(base).expect("it is one");
    assert_eq!(ours(base).as_ref(), Ok(&plainly));
    let (read, refused) = (true, false);
    for (from, to, is_read) in [
        ("words:", "r#words:", read),
        ("Thing(", "r#Thing(", read),
        ("Thing(", "#![enable(explicit_struct_names)]\n(", read),
        ("share: 0.25", "share: .25", read),
        ("share: 0.25", "share: 1.", read),
        ("share: 0.25", "share: -.5e-1", read),
        ("share: 0.25", "share: 0.25f64", read),
        ("share: 0.25", "share: 0.2_5", read),
        ("share: 0.25", "share: 0._25", refused),
        ("share: 0.25", "share: 25", read),
        ("count: 60", "count: 60u32", read),
        ("count: 60", "count: 0X3C", refused),
        ("count: 60", "count: 0x3C", read),
        ("count: 60", "count: +6_0", read),
        ("count: 60", "count: -60", refused),
        ("count: 60", "count: 60.0", refused),
        ("small: 8", "small: b'a'", read),
        ("\"w\"", "r#\"a \" ((( … 60 … \"#", read),
        ("\"w\"", "r##########\"a\"#\"##########", read),
        ("\"w\"", "\"a \\\n      b\"", read),
        ("\"w\"", "\"\\xc3\\xa9\\u{e9}\\0\\'\"", read),
        ("\"w\"", "\"\\xc3\"", refused),
        ("\"w\"", "\"\\u{00000e9}\"", refused),
        ("\"w\"", "b\"M\"", refused),
        ("\"w\"", "'w'", refused),
        ("'l'", "'''", read),
        ("'l'", "'\\\"'", read),
        ("'l'", "\"l\"", refused),
        ("count:", "/* a /* b */ (((60 brackets))) */ count:", read),
        ("count:", "/* a /* b */ count:", refused),
        ("Some(9)", "Some(9,)", read),
        ("Some(9)", "Some", refused),
        ("held: None", "held: Some((a: 1, b: [],))", read),
        (
            "list: []",
            "list: [r#Nothing, Words(\"x\",), Holds(Held(a: 1, b: []))]",
            read,
        ),
        ("list: []", "list: [Nothing()]", refused),
        ("list: []", "list: [Two((1, 2))]", refused),
        ("Thing(", "#![enable(nonsense)]\nThing(", refused),
        ("Thing(", "#![nonsense]\nThing(", refused),
        ("Thing(", "#![allow(implicit_some)]\nThing(", refused),
        ("Thing(", "#![enable()]\nThing(", refused),
        (
            "Thing(",
            "#![enable(implicit_some unwrap_newtypes)]\nThing(",
            refused,
        ),
        (
            "Thing(",
            "#![enable(implicit_some,)] #![type = \"T\"]\nThing(",
            read,
        ),
        (
            "list: []",
            "list: [Holds(a: 1, b: [])]",
            // Without the extension `ron` refuses it; we allow it to every file.
            read,
        ),
    ] {
        let text = base.replacen(from, to, 1);
        assert_ne!(text, base, "{from}");
        let (own, all) = plain(&text);
        assert_eq!(!all.is_empty(), is_read, "plain ron: {to}: {own:?}");
        match ours(&text) {
            Ok(ours) => assert!(is_read && all.contains(&ours), "{to}: {ours:?}"),
            Err(told) => assert!(!is_read, "{to}: {told}"),
        }
    }
}
