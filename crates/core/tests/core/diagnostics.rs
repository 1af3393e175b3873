//! What the checker says about scenarios that are wrong: a small sound one is broken in one place,
//! or in several at once.

mod fields;

use crate::broken::{broken, checked, in_short, place, problems, sound_files};
use crate::repository::{LIBRARY, MAIN, TEAM};
use std::collections::BTreeSet;
use std::sync::Arc;
use wardroom_core::exercise::{Exercise, scripted};
use wardroom_core::scenario::{Code, check};

/// One broken scenario a paragraph: code and file; what is taken out (`-`) and put in (`+`); how
/// the file goes on at the place that must be shown (`@`); a part of what the hint must say (`?`).
const BROKEN: &str = include_str!("diagnostics/broken.txt");

/// A paragraph of [`BROKEN`].
struct Case {
    code: String,
    file: String,
    from: String,
    to: String,
    at: String,
    hint: Option<String>,
}

fn cases() -> Vec<Case> {
    BROKEN.trim().split("\n\n").map(case).collect()
}

fn case(paragraph: &str) -> Case {
    let mut parts: Vec<(char, String)> = Vec::new();
    let (head, rest) = paragraph
        .split_once('\n')
        .expect("a paragraph has several lines");
    for line in rest.lines() {
        match line.chars().next() {
            Some(sign @ ('-' | '+' | '@' | '?')) => {
                let text = line[1..].strip_prefix(' ').unwrap_or_default();
                parts.push((sign, text.replace("\\0", "\0")));
            }
            // A line that goes on.
            _ => {
                let (_, last) = parts.last_mut().expect("a line goes on after another");
                last.push('\n');
                last.push_str(line);
            }
        }
    }
    let part = |sign: char| {
        parts
            .iter()
            .find(|(found, _)| *found == sign)
            .map(|(_, text)| text.clone())
    };
    let (code, file) = head.split_once(' ').expect("code and file");
    Case {
        code: code.to_owned(),
        file: file.to_owned(),
        from: part('-').expect("what is taken out"),
        to: part('+').expect("what is put in"),
        at: part('@').expect("where"),
        hint: part('?'),
    }
}

#[test]
fn the_scenario_that_is_broken_below_is_sound_and_can_be_played() {
    let scenario = match checked(&sound_files()) {
        Ok(scenario) => Arc::new(scenario),
        Err(problems) => panic!("{}", problems.render(false)),
    };
    let mut exercise = Exercise::new(scenario.clone(), 1);
    let mut refused = Vec::new();
    scripted::play(&mut exercise, &scenario.teams[0], |_, step| {
        if let scripted::Step::Refused(_, refusal, _) = step {
            refused.push(refusal.to_string());
        }
        true
    });
    assert!(exercise.ended());
    assert!(refused.is_empty(), "{refused:?}");
}

#[test]
fn every_kind_of_mistake_is_told_by_its_code_at_its_place_with_a_hint() {
    for case in cases() {
        let files = broken(&[(case.file.as_str(), case.from.as_str(), case.to.as_str())]);
        let problems = problems(&files);
        let shown = problems.render(false);
        let what = format!("- {}\n+ {}\n{shown}", case.from, case.to);

        let codes: BTreeSet<&str> = problems
            .list
            .iter()
            .map(|problem| problem.code.as_str())
            .collect();
        assert_eq!(codes, BTreeSet::from([case.code.as_str()]), "{what}");

        let (_, text) = files
            .iter()
            .find(|(name, _)| *name == case.file)
            .expect("it is there");
        let text = std::str::from_utf8(text).expect("it is text");
        let (line, column) = place(text, &case.at);
        let there = problems.list.iter().find(|problem| {
            let found = problems.sources.position(problem.mark);
            found.file == case.file && found.line == line && found.column == column
        });
        let Some(there) = there else {
            panic!(
                "nothing is told at {}:{line}:{column}, where it goes on `{}`\n{what}",
                case.file, case.at
            );
        };
        if let Some(part) = &case.hint {
            let hint = there.hint.as_deref().unwrap_or("no hint");
            assert!(
                hint.contains(part.as_str()),
                "the hint lacks `{part}`: {hint}\n{what}"
            );
            assert!(shown.contains(hint), "{what}");
        }
        assert!(
            shown.contains(&format!("{}:{line}:{column}", case.file)),
            "{what}"
        );
        assert!(shown.contains(&format!("error[{}]", case.code)), "{what}");
    }
}

#[test]
fn every_code_has_a_scenario_that_earns_it_and_no_two_codes_are_alike() {
    let earned: BTreeSet<String> = cases().into_iter().map(|case| case.code).collect();
    let all: BTreeSet<String> = Code::ALL
        .iter()
        .map(|code| code.as_str().to_owned())
        .collect();
    assert_eq!(all.len(), Code::ALL.len());
    assert_eq!(earned, all);
}

#[test]
fn two_values_of_the_wrong_kind_in_one_structure_are_both_told() {
    let problems = problems(&broken(&[(
        "library.ron",
        "count: 40, patched: 10",
        "count: \"many\", patched: \"few\"",
    )]));
    let (line, count) = place(LIBRARY, "40, patched");
    let patched = count + "\"many\", patched: ".len();
    assert_eq!(
        in_short(&problems),
        [
            format!("W004-type library.ron:{line}:{count}"),
            format!("W004-type library.ron:{line}:{patched}"),
        ]
    );
}

#[test]
fn two_misspelt_fields_of_one_structure_are_both_told_with_what_was_meant() {
    let shown = problems(&broken(&[(
        "library.ron",
        "day: 30, night: 5",
        "days: 30, nights: 5",
    )]))
    .render(false);
    assert!(shown.contains("did you mean `day`?"), "{shown}");
    assert!(shown.contains("did you mean `night`?"), "{shown}");
}

#[test]
fn two_missing_fields_of_one_structure_are_both_told() {
    let shown = problems(&broken(&[
        ("main.ron", "question: \"What do we disconnect?\",", ""),
        ("main.ron", "due_mins: 30,", ""),
    ]))
    .render(false);
    assert!(shown.contains("the field `question` is missing"), "{shown}");
    assert!(shown.contains("the field `due_mins` is missing"), "{shown}");
}

#[test]
fn a_slip_of_the_pen_does_not_hide_a_second_one_or_a_value_of_the_wrong_kind() {
    let problems = problems(&broken(&[
        (
            "main.ron",
            "title: \"First call\",",
            "title: \"First call\"",
        ),
        (
            "main.ron",
            "title: \"Second call\",",
            "title: \"Second call\"",
        ),
        ("main.ron", "due_mins: 30", "due_mins: \"soon\""),
    ]));
    let lines = |needle| place(MAIN, needle).0;
    let told: Vec<(Code, usize)> = problems
        .list
        .iter()
        .map(|problem| (problem.code, problems.sources.position(problem.mark).line))
        .collect();
    assert_eq!(
        told,
        [
            (Code::Syntax, lines("fires: At(")),
            (Code::Syntax, lines("fires: After(")),
            (Code::Type, lines("due_mins: 30")),
        ]
    );
}

#[test]
fn mistakes_of_meaning_in_every_file_are_told_at_once_in_the_order_of_the_files() {
    let problems = problems(&broken(&[
        ("main.ron", "success: 0.5", "success: 5.0"),
        ("main.ron", "fires: At(\"T+5\")", "fires: At(\"T+500\")"),
        ("main.ron", "channel: \"mail\"", "channel: \"mial\""),
        ("main.ron", "text: \"Ours too.\"", "text: \"\""),
        ("library.ron", "then: 0.4", "then: 0.9"),
        (
            "library.ron",
            "effects: [IsolateSegment(\"{target}\")]",
            "effects: []",
        ),
        (
            "quick.ron",
            "card: \"tell\", target: \"region\"",
            "card: \"tell\", target: \"regoin\"",
        ),
    ]));
    let told: Vec<(Code, &str)> = problems
        .list
        .iter()
        .map(|problem| (problem.code, problems.sources.position(problem.mark).file))
        .collect();
    assert_eq!(
        told,
        [
            (Code::Share, "main.ron"),
            (Code::Time, "main.ron"),
            (Code::UnknownId, "main.ron"),
            (Code::Empty, "main.ron"),
            (Code::Share, "library.ron"),
            (Code::NoEffect, "library.ron"),
            (Code::UnknownId, "quick.ron"),
        ]
    );
}

#[test]
fn values_of_the_wrong_kind_in_several_included_files_are_told_at_once() {
    let problems = problems(&broken(&[
        ("library.ron", "count: 40", "count: \"many\""),
        ("quick.ron", "title: \"Quick team\"", "title: 7"),
    ]));
    let (library, quick) = (place(LIBRARY, "40, patched"), place(TEAM, "\"Quick team\""));
    assert_eq!(
        in_short(&problems),
        [
            format!("W004-type library.ron:{}:{}", library.0, library.1),
            format!("W004-type quick.ron:{}:{}", quick.0, quick.1),
        ]
    );
}

#[test]
fn a_mistake_in_the_main_file_does_not_hide_those_in_the_files_it_names() {
    let problems = problems(&broken(&[
        ("main.ron", "room_mins: 60", "room_mins: \"an hour\""),
        ("library.ron", "count: 40", "count: \"many\""),
        ("quick.ron", "title: \"Quick team\"", "title: 7"),
    ]));
    let in_files: Vec<&str> = problems
        .list
        .iter()
        .map(|problem| problems.sources.position(problem.mark).file)
        .collect();
    assert_eq!(
        in_files,
        ["main.ron", "library.ron", "quick.ron"],
        "{}",
        problems.render(false)
    );
}

#[test]
fn a_scenario_that_includes_itself_or_hundreds_of_files_is_told_so() {
    let itself = problems(&broken(&[(
        "main.ron",
        "include: [\"library.ron\"]",
        "include: [\"library.ron\", \"main.ron\"]",
    )]));
    assert_eq!(
        itself.list[0].code,
        Code::IncludeCycle,
        "{}",
        itself.render(false)
    );

    let main = MAIN.replace("\"library.ron\"", "\"library.ron\", \"0.ron\"");
    let fetch = |path: &str| match path {
        "main.ron" => Ok(main.clone().into_bytes()),
        "library.ron" => Ok(LIBRARY.as_bytes().to_vec()),
        "quick.ron" => Ok(TEAM.as_bytes().to_vec()),
        _ => {
            let number: u32 = path.trim_end_matches(".ron").parse().expect("a number");
            Ok(format!("Library(schema: 1, include: [\"{}.ron\"])", number + 1).into_bytes())
        }
    };
    let endless = check("main.ron", &fetch).expect_err("it has no end");
    assert_eq!(endless.list.len(), 1, "{}", endless.render(false));
    assert_eq!(endless.list[0].code, Code::File);
}

/// A library of one's own that changes another in one place: the part that is left out is replaced
/// by the one of the same id.
#[test]
fn a_part_of_an_included_library_is_left_out_and_replaced_by_its_id() {
    let with = |leave_out: &str, cards: &str| {
        let own = format!(
            "#![enable(implicit_some)]\nLibrary(\n    schema: 1,\n    include: [\"library.ron\"],\n    leave_out: [{leave_out}],\n    cards: [{cards}],\n)\n"
        );
        vec![
            (
                "main.ron",
                MAIN.replace("\"library.ron\"", "\"own.ron\"").into_bytes(),
            ),
            ("own.ron", own.into_bytes()),
            ("library.ron", LIBRARY.as_bytes().to_vec()),
            ("quick.ron", TEAM.as_bytes().to_vec()),
        ]
    };
    let own = "Card(id: \"isolate\", title: \"Cut it off\", group: Contain, by: [\"manager\"], about: \"Ours.\", target: Segment, effects: [IsolateSegment(\"{target}\")], logged: \"{target} cut off\")";
    let scenario = checked(&with("\"cards/isolate\"", own)).expect("it is sound");
    let card = &scenario.cards[scenario.names.cards["isolate"].at()];
    assert_eq!(card.title, "Cut it off");
    // Without leaving it out there are two of that name; without a new one it is missed.
    let twice = problems(&with("", own));
    assert!(twice.list.iter().all(|it| it.code == Code::DuplicateId));
    let none = problems(&with("\"cards/isolate\"", ""));
    assert!(none.list.iter().any(|it| it.code == Code::UnknownId));
    // What is not there can't be left out.
    for wrong in ["\"cards/nothing\"", "\"isolate\"", "\"nonsense/isolate\""] {
        let told = problems(&with(wrong, ""));
        assert!(
            told.list[0]
                .message
                .contains("nothing that this file includes"),
            "{wrong}"
        );
    }
}
