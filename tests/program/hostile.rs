//! Files that nobody writes in good faith, and files that chance has written: whatever they hold,
//! the checker answers with diagnostics that can be shown.

use crate::broken::{File, broken, checked, problems, sound_files};
use crate::repository::{LIBRARY, TEAM, sound};
use proptest::prelude::*;
use proptest::sample::Index;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use wardroom_core::exercise::{Exercise, scripted};
use wardroom_core::scenario::{Code, MAX_FILE_BYTES, Problems};

/// Files that nobody writes in good faith.
fn hostile() -> Vec<(String, Vec<u8>)> {
    const DEEP: usize = 100_000;
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut file = |name: String, text: String| files.push((name, text.into_bytes()));
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("{", "}"),
        ("Some(", ")"),
        ("A(a:", ")"),
    ] {
        let (opened, closed) = (open.repeat(DEEP), close.repeat(DEEP));
        file(format!("{DEEP} × {open}"), opened.clone());
        file(
            format!("{DEEP} × {open}, closed again"),
            format!("{opened}{closed}"),
        );
        // Behind what a quick look for quotes and comments takes for an open quote.
        for hidden in ["r#\"\"\"#", "'\"'", "b'\"'", "/* /* */ \" */", "/*/ \" */"] {
            file(
                format!("{DEEP} × {open} behind {hidden}"),
                format!("[{hidden}, {opened}{closed}]"),
            );
        }
    }
    for (name, text) in [
        ("nothing", ""),
        ("a byte order mark", "\u{feff}"),
        ("a list", "[]"),
        ("a library", LIBRARY),
        ("a team", TEAM),
        ("a bare word", "Scenario"),
        ("an empty structure", "Scenario()"),
        ("a structure of values", "Scenario(1, 2, 3)"),
        ("a map", "{\"schema\": 1}"),
        ("a NUL byte", "Scenario(\0)"),
        ("an open quote", "Scenario(schema: 1, id: \"a"),
        ("an open comment", "Scenario( /* schema: 1 )"),
        ("a huge exponent", "Scenario(schema: 1e999999999)"),
        ("two of them", "Scenario()Scenario()"),
    ] {
        file(name.to_owned(), text.to_owned());
    }
    for filling in [
        ",", "\"", "[]", "[", ":", "-", ".", "#", "'", "/", "/*", "é", ",\n", "\"\n", "#!", "\\",
    ] {
        let times = MAX_FILE_BYTES / filling.len();
        file(format!("4 MB of {filling:?}"), filling.repeat(times));
    }
    file("50 MB of brackets".to_owned(), "[]".repeat(25 << 20));
    files.push((
        "bytes that are no UTF-8".to_owned(),
        b"Scenario(title: \"\xe9\xff\")".to_vec(),
    ));
    files.push((
        "a picture".to_owned(),
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(),
    ));
    files.push((
        "half a letter at the end".to_owned(),
        "Scenario(title: \"é".as_bytes()[..18].to_vec(),
    ));
    files
}

/// That whatever is said can be shown, and lies in the files.
fn shows(problems: &Problems) {
    for problem in &problems.list {
        let place = problems.sources.position(problem.mark);
        let file = problems
            .sources
            .files()
            .iter()
            .find(|file| file.path == place.file);
        let lines = file.map_or(0, |file| file.text.matches('\n').count() + 1);
        assert!(
            (1..=lines.max(1)).contains(&place.line),
            "{} {place:?}",
            problem.message
        );
        assert!(!problem.message.is_empty());
    }
    assert!(!problems.render(false).is_empty());
    assert!(!problems.render(true).is_empty());
}

#[test]
fn a_hostile_file_gets_a_diagnostic_wherever_it_stands() {
    for (name, bytes) in hostile() {
        // A large file takes its time, and one place is like another.
        let places = if bytes.len() > 10_000 { 1 } else { 3 };
        for at in 0..places {
            // A library and a team are at home in their own places.
            let own =
                (at == 1 && bytes == LIBRARY.as_bytes()) || (at == 2 && bytes == TEAM.as_bytes());
            if own {
                continue;
            }
            let mut files = sound_files();
            let file = files[at].0;
            files[at].1.clone_from(&bytes);
            match checked(&files) {
                Ok(_) => panic!("{file} is {name}, and it is sound"),
                Err(problems) => {
                    assert!(
                        !problems.list.is_empty(),
                        "{file} is {name}, and nothing is told"
                    );
                    assert!(problems.list.len() < 1_000, "{file} is {name}");
                    shows(&problems);
                }
            }
        }
    }
}

#[test]
fn what_is_told_about_a_word_of_a_megabyte_fits_on_a_screen() {
    for word in [
        "a".repeat(1 << 20),
        "7".repeat(1 << 20),
        "é".repeat(1 << 19),
    ] {
        for to in [format!("room_mins: {word}"), format!("{word}: 60")] {
            let problems = problems(&broken(&[("main.ron", "room_mins: 60", to.as_str())]));
            let shown = problems.render(false);
            assert!(
                shown.len() < 20_000,
                "{} bytes: {:.200}…",
                shown.len(),
                shown
            );
        }
    }
}

/// What a panic said.
fn said(panic: &(dyn std::any::Any + Send)) -> String {
    panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .unwrap_or_default()
}

/// Checks, and plays what is sound with its team to the end.
fn checked_and_played(files: &[File]) {
    match checked(files) {
        Err(problems) => shows(&problems),
        Ok(scenario) => {
            let scenario = Arc::new(scenario);
            let mut exercise = Exercise::new(scenario.clone(), 1).without_history();
            scripted::play(&mut exercise, &scenario.teams[0], |_, _| true);
            assert!(exercise.ended());
        }
    }
}

#[test]
fn a_number_near_the_limit_of_what_can_be_counted_is_refused_or_can_be_played() {
    let mut panics = Vec::new();
    for (name, text) in sound() {
        for (at, _) in text.match_indices(": ") {
            let from = at + 2;
            let len = text[from..]
                .find(|c: char| !c.is_ascii_digit() && c != '.')
                .unwrap_or_default();
            if len == 0 {
                continue;
            }
            for number in [
                "0",
                "2147483648",
                "4294967295",
                "4294967296",
                "18446744073709551615",
                "1e308",
            ] {
                let changed = format!("{}{number}{}", &text[..from], &text[from + len..]);
                let files: Vec<File> = sound()
                    .into_iter()
                    .map(|(other, text)| {
                        let text = if other == name {
                            changed.as_str()
                        } else {
                            text
                        };
                        (other, text.as_bytes().to_vec())
                    })
                    .collect();
                if let Err(panic) = catch_unwind(AssertUnwindSafe(|| checked_and_played(&files))) {
                    let line = text[..from].matches('\n').count() + 1;
                    let field = text[..at].rsplit([' ', '(']).next().unwrap_or_default();
                    panics.push(format!(
                        "{name}:{line}: {field}: {number}: {}",
                        said(&*panic)
                    ));
                }
            }
        }
    }
    assert!(
        panics.is_empty(),
        "{} panics:\n{}",
        panics.len(),
        panics.join("\n")
    );
}

#[test]
fn many_numbers_that_are_too_large_only_together_get_a_diagnostic_or_can_be_played() {
    let groups: String = (0..500)
        .map(|at| {
            format!("HostGroup(id: \"g{at}\", name: \"g\", kind: Desktop, build: \"seven\", count: 10000000, patched: 0),")
        })
        .collect();
    let hosts = broken(&[(
        "library.ron",
        "address_space: 256,\n            hosts: [",
        format!("address_space: 4294967295, hosts: [{groups}").as_str(),
    )]);
    let crowd = broken(&[
        ("library.ron", "people: 4,", "people: 4294967295,"),
        (
            "library.ron",
            "shifts: [",
            "shifts: [Shift(days: Everyday, from_hour: 0, to_hour: 24, people: 4294967295),",
        ),
    ]);
    for (name, files) in [("hosts", hosts), ("people", crowd)] {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| checked_and_played(&files))) {
            panic!("too many {name}: {}", said(&*panic));
        }
    }
}

#[test]
fn a_list_of_more_than_anybody_needs_is_refused() {
    let injects: String = (0..20_100)
        .map(|at| {
            format!("Inject(id: \"i{at}\", title: \"\", fires: ByHand, channel: \"telephone\", from: \"\", to: [\"manager\"], text: \"x\", expect: \"\"),")
        })
        .collect();
    let problems = problems(&broken(&[(
        "main.ron",
        "injects: [",
        format!("injects: [{injects}").as_str(),
    )]));
    assert!(
        problems
            .list
            .iter()
            .any(|problem| problem.code == Code::Count)
    );
    shows(&problems);
}

/// Pieces of which scenario files are made, and some that have no business there.
fn words() -> Vec<&'static str> {
    "Scenario( Library( Team( Worm( Inject( At( When( All([ Not( Some( None ( ) [ ] { } , : \" ' \\ \
     \\u{ r#\" \"# // /* */ #![enable(implicit_some)] #![ schema:1, id: injects:[ segments:[ count: 0 \
     -1 1.5 4294967295 1e400 0x NaN inf true \"T+99999\" \"D+1 \"{target}\" é \u{301} \u{1f3e5} \
     \u{feff} \0 \u{7f}"
        .split(' ')
        .chain([" ", "\n", "\r", "\t"])
        .collect()
}

/// Changes of a text: where, how much of it, and what stands there instead; nothing to have it
/// there twice.
fn changes() -> impl Strategy<Value = Vec<(Index, usize, Option<Vec<u8>>)>> {
    let instead = prop_oneof![
        Just(None::<Vec<u8>>),
        Just(Some(Vec::new())),
        prop::sample::select(words()).prop_map(|word| Some(word.as_bytes().to_vec())),
        prop::collection::vec(any::<u8>(), 1..6).prop_map(Some),
    ];
    let len = prop_oneof![0..4_usize, 4..40_usize, 40..800_usize];
    prop::collection::vec((any::<Index>(), len, instead), 1..4)
}

fn changed(mut text: Vec<u8>, changes: Vec<(Index, usize, Option<Vec<u8>>)>) -> Vec<u8> {
    for (at, len, instead) in changes {
        let from = at.index(text.len() + 1);
        let to = (from + len).min(text.len());
        match instead {
            Some(instead) => drop(text.splice(from..to, instead)),
            None => {
                let stretch = text[from..to].to_vec();
                drop(text.splice(from..from, stretch));
            }
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_stops_the_checker(text in any::<String>(), at in 0..3_usize) {
        let mut files = sound_files();
        files[at].1 = text.into_bytes();
        shows(&problems(&files));
    }

    #[test]
    fn no_bytes_stop_the_checker(bytes in prop::collection::vec(any::<u8>(), 0..300), at in 0..3_usize) {
        let mut files = sound_files();
        files[at].1 = bytes;
        shows(&problems(&files));
    }

    #[test]
    fn no_heap_of_words_stops_the_checker(heap in prop::collection::vec(prop::sample::select(words()), 0..80), at in 0..3_usize) {
        let mut files = sound_files();
        files[at].1 = heap.concat().into_bytes();
        if let Err(problems) = checked(&files) {
            shows(&problems);
        }
    }

    #[test]
    fn no_change_of_a_sound_scenario_stops_the_checker(at in 0..3_usize, all in changes()) {
        let mut files = sound_files();
        let text = std::mem::take(&mut files[at].1);
        files[at].1 = changed(text, all);
        if let Err(problems) = checked(&files) {
            shows(&problems);
        }
    }
}
