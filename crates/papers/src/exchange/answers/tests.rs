//! Forms as survey tools export them.

use super::{Read, new_ones, read};
use wardroom_core::record::Story;
use wardroom_core::record::wire::StoryObjective as Objective;

fn story() -> Story {
    let objective = |id: &str, title: &str| Objective {
        id: id.to_owned(),
        title: title.to_owned(),
        ..Objective::default()
    };
    Story {
        objectives: vec![
            objective("lead", "Recognise and lead"),
            objective("lead-on", "Recognise and lead on"),
        ],
        ..Story::default()
    }
}

/// The heads of the form without “(1 to 5)”: the group, the name, six statements, two objectives
/// with two questions each, three questions in words.
fn heads() -> Vec<String> {
    super::form::columns(&story())
        .into_iter()
        .map(|(head, _)| head.trim_end_matches(" (1 to 5)").to_owned())
        .collect()
}

fn of(rows: &[Vec<String>]) -> Read {
    let bytes = crate::exchange::sheet::csv(rows.to_vec());
    read(&story(), &bytes).expect("it is a spreadsheet")
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|it| (*it).to_owned()).collect()
}

/// A row that answers everything, with these marks.
fn row(group: &str, name: &str, mark: &str) -> Vec<String> {
    let marks = [mark; 6];
    let mut row = vec![group, name];
    row.extend(marks);
    row.extend([mark, "training;practice;", mark, "", "well", "", ""]);
    words(&row)
}

/// With columns before the form's own.
fn after(tool: &[&str], own: Vec<String>) -> Vec<String> {
    let mut all = words(tool);
    all.extend(own);
    all
}

#[test]
fn what_a_survey_tool_puts_in_names_nobody_and_is_said() {
    for (tool, cells) in [
        (
            &["ID", "Start time", "Completion time", "Email", "Name"][..],
            &[
                "1",
                "5/12/26 9:06",
                "5/12/26 9:17",
                "p1@example.org",
                "Person One",
            ][..],
        ),
        (
            &[
                "UserID",
                "Started",
                "Ended",
                "IP Address",
                "Tracking Link",
                "Name",
            ],
            &["7", "1", "2", "10.0.0.1", "Web link", "Person One"],
        ),
        (
            &[
                "Respondent ID",
                "Collector ID",
                "First Name",
                "Last Name",
                "Custom Data 1",
            ],
            &["7", "8", "Person", "One", "x"],
        ),
    ] {
        let found = of(&[
            after(tool, heads()),
            after(cells, row("Nurse", "", "4")),
            after(cells, row("Porter", "Anonymous", "4")),
            after(cells, row("Porter", "Sam Sample", "4")),
        ]);
        assert!(found.troubles.is_empty(), "{:?}", found.troubles);
        let names: Vec<&str> = found
            .answers
            .iter()
            .map(|(_, it)| it.name.as_str())
            .collect();
        assert_eq!(names, ["", "", "Sam Sample"]);
        let left = found.left.join("\n");
        for head in tool {
            assert!(left.contains(&format!("“{head}”")), "{head}: {left}");
        }
    }
    // Where no tool's column is, a column “Name” is the form's own.
    let mut own = heads();
    own[1] = "Name".to_owned();
    let found = of(&[own.clone(), row("Nurse", "Sam Sample", "4")]);
    assert_eq!(found.answers[0].1.name, "Sam Sample");
    let found = of(&[
        after(&["Timestamp"], own),
        after(&["1"], row("Nurse", "Sam Sample", "4")),
    ]);
    assert_eq!(found.answers[0].1.name, "");
    assert!(
        found.left.iter().any(|it| it.contains("“Name”")),
        "{:?}",
        found.left
    );
}

#[test]
fn heads_with_numbers_help_and_grids_are_the_same_questions() {
    let plain = of(&[heads(), row("Nurse", "", "4")]).answers[0].1.clone();
    assert_eq!(plain.agrees.len(), 6);
    assert_eq!(plain.confidence.len(), 2);
    let wrap = |made: &dyn Fn(usize, &str) -> String| -> Vec<String> {
        let heads = heads();
        let heads = heads.iter().enumerate();
        heads.map(|(at, head)| made(at, head)).collect()
    };
    let grid = |_: usize, head: &str| match head.split_once(": ") {
        Some(("How sure am I", title)) => format!("How confident are you in each? [{title}]"),
        Some((_, title)) => format!("What would help you with each? [{title}]"),
        None if head.ends_with('.') => format!("How far do you agree? [{head}]"),
        None => head.to_owned(),
    };
    for heads in [
        wrap(&|_, head| format!("{head}\n1 = not at all, 5 = fully")),
        wrap(&|at, head| format!("{}. {head}", at + 1)),
        wrap(&|at, head| format!("Q{}. {head} (1 = not at all, 5 = fully)", at + 1)),
        wrap(&|_, head| format!("{head}\u{a0}")),
        wrap(&grid),
    ] {
        let found = of(&[heads.clone(), row("Nurse", "", "4")]);
        assert!(found.troubles.is_empty(), "{:?}", found.troubles);
        assert_eq!(found.answers[0].1, plain, "{heads:?}");
    }
    // A remark on a question is not its answer.
    let mut heads = heads();
    heads.push(format!("Why? {}", heads[2]));
    let mut filled = row("Nurse", "", "4");
    filled.push("because".to_owned());
    let found = of(&[heads, filled]);
    assert_eq!(found.answers[0].1, plain);
    assert!(found.left[0].contains("Why?"), "{:?}", found.left);
}

#[test]
fn agreement_in_words_is_taken_and_no_answer_is_said() {
    let found = of(&[
        heads(),
        row("Nurse", "", "Strongly agree"),
        row("Nurse", "", "4 - agree"),
        row("Nurse", "", "N/A"),
    ]);
    assert!(found.troubles.is_empty(), "{:?}", found.troubles);
    let marks: Vec<Option<u8>> = found
        .answers
        .iter()
        .map(|(_, it)| it.agrees.get("plan").copied())
        .collect();
    assert_eq!(marks, [Some(5), Some(4), None]);
    assert!(
        found
            .left
            .iter()
            .any(|it| it.contains("Row 4") && it.contains("“N/A”"))
    );
    let found = of(&[heads(), row("Nurse", "", "1 - strongly agree")]);
    assert_eq!(found.troubles.len(), 8);
}

#[test]
fn a_form_without_most_of_its_questions_is_refused() {
    let heads = heads();
    let (some, most): (Vec<String>, Vec<String>) = (heads[..6].to_vec(), heads[..10].to_vec());
    let found = of(&[some, row("Nurse", "", "4")[..6].to_vec()]);
    assert!(found.answers.is_empty());
    assert!(
        found.troubles[0].why.contains("have no column"),
        "{:?}",
        found.troubles
    );
    // One that has most is taken, and what it lacks is said.
    let found = of(&[most, row("Nurse", "", "4")[..10].to_vec()]);
    assert_eq!(found.answers.len(), 1);
    assert!(
        found
            .left
            .iter()
            .any(|it| it.contains("What should change?")),
        "{:?}",
        found.left
    );
    let found = of(&[words(&["Who", "What"]), words(&["a", "b"])]);
    assert!(found.troubles[0].why.contains("Staff group"));
}

#[test]
fn a_form_is_taken_once_however_often_it_is_read() {
    let two = [heads(), row("Nurse", "", "4"), row("Nurse", "", "4")];
    let found = of(&two);
    let taken = new_ones(&[], &found);
    assert_eq!(taken.iter().map(|it| it.number).collect::<Vec<_>>(), [1, 2]);
    assert!(new_ones(&taken, &found).is_empty());
    let mut three = two.to_vec();
    three.insert(1, row("Porter", "", "3"));
    let more = new_ones(&taken, &of(&three));
    assert_eq!(more.len(), 1);
    assert_eq!((more[0].number, more[0].group.as_str()), (3, "Porter"));
}

#[test]
fn a_staff_group_may_be_written_in_beside_the_list() {
    let mut heads = heads();
    heads.insert(1, "Staff group (other)".to_owned());
    let mut first = row("Other", "", "4");
    first.insert(1, "Play specialist".to_owned());
    let mut second = row("Nurse", "", "4");
    second.insert(1, String::new());
    let found = of(&[heads, first, second]);
    let groups: Vec<&str> = found
        .answers
        .iter()
        .map(|(_, it)| it.group.as_str())
        .collect();
    assert_eq!(groups, ["Play specialist", "Nurse"]);
}

/// SurveyMonkey has the question of a grid over all of its rows, and what each is about below.
#[test]
fn heads_over_two_rows_are_those_of_their_columns() {
    let own = heads();
    let mut upper = after(&["Respondent ID", "First Name"], own.clone());
    let mut lower = after(&["", ""], vec!["Response".to_owned(); own.len()]);
    for at in 4..10 {
        lower[at] = own[at - 2].clone();
        upper[at] = if at == 4 {
            "Please say how far you agree".to_owned()
        } else {
            String::new()
        };
    }
    let found = of(&[
        upper,
        lower,
        after(&["7", "Person"], row("Nurse", "", "4")),
        after(&["8", "Person"], row("Porter", "Sam Sample", "2")),
    ]);
    assert!(found.troubles.is_empty(), "{:?}", found.troubles);
    let rows: Vec<usize> = found.answers.iter().map(|(row, _)| *row).collect();
    assert_eq!(rows, [3, 4]);
    for ((_, answer), mark) in found.answers.iter().zip([4, 2]) {
        assert_eq!(answer.agrees.len(), 6);
        assert!(answer.agrees.values().all(|it| *it == mark));
    }
}
