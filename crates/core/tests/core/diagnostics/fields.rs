//! A field that nobody knows, and one that stands twice, are refused at their place in every kind of
//! structure and choice. The kinds come from the types, so that a new one is held to it as well.

use crate::broken::{File, broken, checked, in_short, place, problems, says, sound_files};
use std::collections::{BTreeMap, BTreeSet};
use wardroom_core::scenario::Code;
use wardroom_core::scenario::reference::{Field, Holds, Made, With, structures};

/// What can have fields: a structure, or a word of a choice.
type Kind = (&'static str, Option<&'static str>);

/// Every kind with its fields.
fn kinds() -> BTreeMap<Kind, &'static [Field]> {
    let mut all: BTreeMap<Kind, &'static [Field]> = BTreeMap::new();
    for (name, structure) in structures() {
        match &structure.made {
            Made::Fields(fields) => drop(all.insert((name, None), fields)),
            Made::Words(words) => {
                for word in words {
                    if let With::Fields(fields) = &word.with {
                        all.insert((name, Some(&word.name)), fields);
                    }
                }
            }
        }
    }
    all
}

/// A structure that a value is, or a list of such.
fn structure_of(holds: &Holds) -> Option<(&str, usize)> {
    match holds {
        Holds::Structure(name) => Some((name, 0)),
        Holds::List(of) => structure_of(of).map(|(name, lists)| (name, lists + 1)),
        _ => None,
    }
}

/// Texts in which a structure can stand, with `@` in its place: the one who has it, and the text.
fn homes(of: &str) -> Vec<(&'static str, String)> {
    let in_lists = |lists: usize| format!("{}@{}", "[".repeat(lists), "]".repeat(lists));
    let in_fields = |fields: &[Field]| -> Vec<String> {
        fields
            .iter()
            .filter_map(|field| match structure_of(&field.holds) {
                Some((name, lists)) if name == of => {
                    Some(format!("{}: {}", field.name, in_lists(lists)))
                }
                _ => None,
            })
            .collect()
    };
    let mut found = Vec::new();
    for (name, structure) in structures() {
        match &structure.made {
            Made::Fields(fields) => {
                for field in in_fields(fields) {
                    found.push((name.as_str(), format!("{name}({field})")));
                }
            }
            Made::Words(words) => {
                for word in words {
                    match &word.with {
                        With::Fields(fields) => {
                            for field in in_fields(fields) {
                                found.push((name.as_str(), format!("{}({field})", word.name)));
                            }
                        }
                        With::One(holds) => match structure_of(holds) {
                            Some((inner, lists)) if inner == of => {
                                let inner = in_lists(lists);
                                found.push((name.as_str(), format!("{}({inner})", word.name)));
                            }
                            _ => {}
                        },
                        With::Nothing => {}
                    }
                }
            }
        }
    }
    found
}

/// What no scenario names: it is read by itself.
const PLAN: &str = "Plan";

/// A file with this text where a structure stands in it, found from the inside out.
fn file_with(of: &'static str, text: String) -> (usize, String) {
    let mut open = vec![(of, text)];
    let mut seen = BTreeSet::from([of]);
    while !open.is_empty() {
        for (name, text) in std::mem::take(&mut open) {
            if let Some(at) = ["Scenario", "Library", "Team", PLAN]
                .iter()
                .position(|root| *root == name)
            {
                return (at, text);
            }
            for (home, around) in homes(name) {
                if seen.insert(home) {
                    open.push((home, around.replace('@', &text)));
                }
            }
        }
    }
    panic!("{of} stands nowhere");
}

#[test]
fn a_field_that_nobody_knows_or_that_stands_twice_is_refused_in_every_kind_of_structure() {
    let kinds = kinds();
    assert!(kinds.len() > 75, "{}", kinds.len());
    let mut wrong = Vec::new();
    for ((of, word), fields) in kinds {
        let name = word.unwrap_or(of);
        let first = &fields[0].name;
        for (text, message) in [
            (
                format!("{name}(zzz: 1)"),
                "there is no field `zzz` here".to_owned(),
            ),
            (
                format!("{name}({first}: 1, zzz: 1)"),
                "there is no field `zzz` here".to_owned(),
            ),
            (
                format!("{name}({first}: 1, r#{first}: 2)"),
                format!("the field `{first}` stands here twice"),
            ),
        ] {
            let (at, text) = file_with(of, text);
            let mut files = sound_files();
            let told = match files.get_mut(at) {
                Some(file) => {
                    file.1 = text.clone().into_bytes();
                    problems(&files)
                }
                None => wardroom_core::plan::check("plan.ron", text.as_bytes())
                    .expect_err("it is wrong"),
            };
            let needle = if text.contains("zzz") { "zzz" } else { "r#" };
            if !says(&told, &message, place(&text, needle)) {
                wrong.push(format!("{text}: {:?}", in_short(&told)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_misspelt_field_is_refused_with_the_name_that_was_meant() {
    for (file, from, to, near) in [
        ("quick.ron", "after_mins: 5)", "after_min: 5)", "after_mins"),
        ("main.ron", "p: 30,", "p: 30, sinse: Clean,", "since"),
    ] {
        let told = problems(&broken(&[(file, from, to)]));
        let wanted = format!("did you mean `{near}`?");
        assert_eq!(told.list.len(), 1, "{}", told.render(false));
        assert_eq!(told.list[0].hint.as_deref(), Some(wanted.as_str()));
    }
}

#[test]
fn fields_where_a_word_asks_for_one_value_are_refused_and_not_read_without_end() {
    for text in [
        "Scenario(injects:[Inject(fires:When(is:Not(x:1)))])",
        "Scenario(injects:[Inject(fires:When(is:All(x:1)))])",
        "Scenario(injects:[Inject(fires:When(is:Any(is:Not(not:Not(x:1)))))])",
        "Scenario(injects:[Inject(fires:When(is:Reached(at:\"T+1\")))])",
        "Scenario(injects:[Inject(fires:When(is:All([Reached(\"D+2 11:00\"), Not(\n after_mins: 2)])))])",
    ] {
        let mut files = sound_files();
        files[0].1 = text.as_bytes().to_vec();
        let told = problems(&files);
        let found = told.list.iter().any(|it| {
            it.code == Code::Type
                && it.message.contains("one value in brackets, without a name")
                && it.hint.as_ref().is_some_and(|it| it.starts_with("write "))
        });
        assert!(found, "{text}: {}", told.render(false));
    }
}

#[test]
fn conditions_are_read_to_the_depth_that_the_format_says_and_refused_beyond() {
    // Not( and its value: one bracket a level. Around it: Scenario( injects: [ Inject( When( .
    let nested = |levels: usize| format!("{}Clean{}", "Not(".repeat(levels), ")".repeat(levels));
    let with = |levels: usize| -> Vec<File> {
        broken(&[(
            "quick.ron",
            "when: At(\"T+60\")",
            format!("when: Once(is: {})", nested(levels)).as_str(),
        )])
    };
    assert!(checked(&with(40)).is_ok());
    for levels in [48, 100, 127, 128, 129, 1_000, 200_000] {
        let told = problems(&with(levels));
        assert!(
            told.list.iter().all(|it| it.code == Code::Depth),
            "{levels}: {}",
            told.render(false)
        );
    }
}

#[test]
#[allow(clippy::disallowed_types, reason = "it tells how long it took")]
fn brackets_and_braces_beyond_count_are_answered_at_once() {
    let begun = std::time::Instant::now();
    let mut texts = Vec::new();
    for open in [
        "(", "[", "{", "A(", "Some(", "A(a:", "(a:", "A(A(", "[A(", "A(a,",
    ] {
        for times in [200_000, 1_000_000] {
            texts.push(open.repeat(times.min((4 << 20) / open.len())));
        }
    }
    for many in ["{a,", "{a:1,", "{,", "{a "] {
        texts.push(format!(
            "Scenario(title: {{{}}})",
            many[1..].repeat(1 << 20)
        ));
    }
    let count = texts.len();
    for text in texts {
        let mut files = sound_files();
        files[0].1 = text.into_bytes();
        let told = problems(&files);
        assert!(told.list.len() < 5, "{}", told.list.len());
    }
    let took = begun.elapsed().as_secs_f64() / count as f64;
    assert!(took < 2.0, "{took} s each");
}

#[test]
fn what_other_readers_of_the_notation_take_is_taken_or_told() {
    for (from, to) in [
        ("room_mins: 60", "room_mins: 60u32"),
        ("room_mins: 60", "r#room_mins: 60"),
        ("room_mins: 60", "/* a /* b */ (((((((( */ room_mins: 60"),
        ("room_mins: 60", "room_mins: 0x3C"),
        ("success: 0.5", "success: 0.5f32"),
        ("success: 0.5", "success: .5"),
        ("success: 0.5", "success: 1."),
    ] {
        if let Err(told) = checked(&broken(&[("main.ron", from, to)])) {
            panic!("{to}: {}", told.render(false));
        }
    }
    let mut files = sound_files();
    files[0].1 = [b"#![enable(nonsense)]\n".as_slice(), &files[0].1].concat();
    assert_eq!(in_short(&problems(&files)), ["W002-syntax main.ron:1:1"]);
    let told = problems(&broken(&[(
        "main.ron",
        "room_mins: 60",
        "room_mins: 60, tags: [b\"M\"]",
    )]));
    let shown = told.render(false);
    assert!(
        shown.contains("expected text in quotes, found bytes"),
        "{shown}"
    );
}

#[test]
fn what_is_wrong_beside_a_long_line_is_shown_at_its_place() {
    for long in [2_001, 5_000, 1_000_000] {
        let words = "é".repeat(long / 2);
        // In another line, in the same one before it, and behind it.
        for (from, to, shown) in [
            (
                "room_mins: 60",
                format!("// {words}\n    room_mins: \"60\""),
                "room_mins: \"60\"",
            ),
            (
                "room_mins: 60",
                format!("room_mins: \"60\" /* {words} */"),
                "room_mins: \"60\"",
            ),
            (
                "room_mins: 60",
                format!("/* {words} */ room_mins: \"60\""),
                "room_mins: \"60\"",
            ),
        ] {
            let files = broken(&[("main.ron", from, &to)]);
            let told = problems(&files);
            let text = String::from_utf8(files[0].1.clone()).expect("text");
            let (line, column) = place(&text, "\"60\"");
            for colour in [false, true] {
                let page = told.render(colour);
                assert!(page.len() < 5_000, "{} bytes", page.len());
                assert!(
                    page.contains(&format!("main.ron:{line}:{column}")),
                    "{page}"
                );
                assert!(colour || page.contains(shown), "{page}");
                assert!(colour || page.contains("^^^^"), "{page}");
            }
        }
    }
}
