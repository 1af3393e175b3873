//! The program speaks as its users do: the words that `wardroom_core::words` replaced come back
//! nowhere, in labels, reports, documents, pages or scenarios, and every option of the command line
//! that was renamed still goes by its old name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Words that the program no longer uses, each with the one that took its place.
const OLD: &[(&str, &str)] = &[
    ("Double it", "Duplicate"),
    ("Take it out", "Delete"),
    ("Do again", "Redo"),
    ("To mend", "Problems"),
    ("to be mended", "the problems"),
    ("Take theirs", "Use their version"),
    ("Balance it", "Test difficulty"),
    ("One more:", "Add"),
    ("Wider", "Zoom in"),
    ("Narrower", "Zoom out"),
    ("scenario is sound", "valid"),
    ("read anew", "reloaded"),
    ("Take the answer", "Save answer"),
    ("Write the empty form", "Export form"),
    ("Being worked out", "Calculating…"),
    ("Order it", "Give the order"),
    ("Change the scenario", "Edit"),
    ("under nought", "earlier"),
    ("Still to come", "Upcoming injects"),
    ("still to come", "upcoming"),
    ("Leave out", "Skip"),
    ("Left out", "Skipped"),
    ("Rehearse**", "Preview"),
    ("scenario events list", "main events list (MEL)"),
    ("message of your own", "ad-hoc inject"),
    ("Open questions:", "Open decision points:"),
    ("time has passed", "overdue"),
    ("moment has passed", "overdue"),
    ("Improvise", "Free-play action"),
    ("improvise", "free-play action"),
    ("improvised", "free-play action"),
    ("Go back", "Replay from…"),
    ("Jump to a time", "Time jump"),
    ("as it really is", "Ground truth"),
    ("in truth", "ground truth, or really"),
    ("If nothing changes", "Forecast (no further action)"),
    ("What mattered", "Key decisions"),
    ("what mattered", "key decisions"),
    ("What was believed", "Reported v actual"),
    ("percentile", "position among the scripted teams"),
    ("luck", "chance, or random seed"),
    ("lucks", "random seeds"),
    ("Put together", "Merged (small numbers)"),
    ("put together with", "merged with"),
    ("More hands", "More staff"),
    ("No crew left", "No team left"),
    ("Crews", "Teams"),
    ("All sides", "All organisations"),
    ("chairs", "roles"),
    ("chair", "role"),
    ("Events list", "Main Events List"),
    ("situation manual", "participant pack"),
    ("sign-in sheet", "attendance register"),
    ("evaluation guides", "evaluator guides"),
    ("back to screens", "return to system"),
    ("second channel", "out-of-band channel"),
    ("patients again", "End divert"),
    ("looked at again", "review at"),
    ("next word", "next update"),
    ("(for learning)", "(learning only)"),
    ("degraded care", "care at reduced capacity"),
    ("Medical-records coder", "Clinical coder"),
    ("Physician", "Doctor"),
];

/// Where an old word may stand: the file's end, what the line has in it, and why.
const ALLOWED: &[(&str, &str, &str)] = &[
    ("", "luck-driven", "a verdict's name in what programs read"),
    ("cli/what_if.rs", "luck", "an old spelling, which stays"),
    ("eight-weeks.ron", "chair", "who chairs the board"),
    ("eight-weeks-people.ron", "chair,", "who chairs the board"),
    (
        "friday-across.ron",
        "chair",
        "who chairs the call or the review",
    ),
    (
        "across/typical.ron",
        "asleep in a chair",
        "a piece of furniture",
    ),
    ("friday-lunchtime.ron", "chair", "a piece of furniture"),
    (
        "mereshire-people.ron",
        "the chair",
        "where a dispatcher works",
    ),
    (
        "library/roles.ron",
        "chair's card",
        "who chairs the meeting",
    ),
    ("friday-across.ron", "Crews", "of ambulances"),
    ("across/prepared.ron", "Crews", "of ambulances"),
    (
        "across/typical.ron",
        "by luck",
        "somebody's remark, not a term",
    ),
    (
        "library/roles.ron",
        "sixty chairs",
        "somebody speaks of a waiting room",
    ),
    (
        "no-bloods.ron",
        "Go back through",
        "through a week's results, not a button",
    ),
    (
        "format.md",
        "",
        "the words of the format, which keeps its names",
    ),
    (
        "record.md",
        "",
        "the words of the record, which keeps its names",
    ),
    ("reports.md", "`", "names in what programs read"),
    ("model-card.md", "no percentile", "says that there is none"),
    (
        "hosted-record.ron",
        "in the chairs",
        "somebody speaks of a waiting room",
    ),
    ("", "need luck", "somebody's remark, not a term"),
    (
        "exercise/answer.rs",
        "",
        "names of staff groups in older records",
    ),
    ("docs/decisions", "", "history"),
    ("docs/SUMMARY.md", "decisions/", "history"),
    ("estate/kinds.rs", "chair", "a piece of furniture"),
    ("estate/products.rs", "chair", "a piece of furniture"),
    ("docs/files.md", "chairs", "furniture in a list"),
];

/// What is read of a file: string literals of code and scenarios, all of a page but its code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reads {
    Literals,
    Page,
}

/// A stray: the line, counted from one, the old word, and what to say.
type Stray = (usize, &'static str, &'static str);

/// Whether a word stands in a text as a word.
fn has(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !joins(before) && !joins(after)
    })
}

/// The string literals of a text in Rust or RON, each with its line; comments are passed over.
fn literals(text: &str) -> Vec<(usize, String)> {
    let (mut found, mut line) = (Vec::new(), 1);
    let mut rest = text.chars().peekable();
    let mut last = ' ';
    while let Some(c) = rest.next() {
        match c {
            '\n' => line += 1,
            '/' if rest.peek() == Some(&'/') => while rest.next_if(|c| *c != '\n').is_some() {},
            // A quote as a character is no string's beginning.
            '"' if last == '\'' && rest.peek() == Some(&'\'') => {}
            '"' => {
                let (begins, mut words) = (line, String::new());
                while let Some(c) = rest.next() {
                    match c {
                        '"' => break,
                        '\\' => {
                            if rest.next() == Some('\n') {
                                line += 1;
                            }
                            words.push(' ');
                        }
                        c => {
                            line += usize::from(c == '\n');
                            words.push(c);
                        }
                    }
                }
                found.push((begins, words));
            }
            _ => {}
        }
        last = c;
    }
    found
}

/// The old words in a text of a file, but those that may stand there; `needed` takes the places in
/// [`ALLOWED`] that let one stand.
fn strays(path: &str, text: &str, reads: Reads, needed: &mut BTreeSet<usize>) -> Vec<Stray> {
    let parts = match reads {
        Reads::Literals => literals(text),
        Reads::Page => text
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line.to_owned()))
            .collect(),
    };
    let mut found = Vec::new();
    for (line, words) in parts {
        for &(old, new) in OLD {
            let allowed = |(file, part, _): &(&str, &str, &str)| {
                (path.ends_with(file) || (file.starts_with("docs/") && path.contains(file)))
                    && words.contains(part)
            };
            if !has(&words, old) {
                continue;
            }
            match ALLOWED.iter().position(allowed) {
                Some(at) => {
                    needed.insert(at);
                }
                None => found.push((line, old, new)),
            }
        }
    }
    found
}

/// Files below a folder that end so; what tests say nobody reads who uses the program.
fn below(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() && path.ends_with("tests") {
            continue;
        }
        if path.is_dir() {
            below(&path, endings, found);
        } else if path
            .extension()
            .is_some_and(|it| endings.iter().any(|ending| it == *ending))
        {
            found.push(path);
        }
    }
}

#[test]
fn no_old_word_is_left_in_labels_pages_or_scenarios() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![root.join("README.md")];
    for (folder, endings) in [
        ("src", &["rs", "ron"][..]),
        ("crates", &["rs"]),
        ("scenarios", &["ron"]),
        ("docs", &["md"]),
    ] {
        below(&root.join(folder), endings, &mut files);
    }
    files.sort();
    assert!(files.len() > 250, "{}", files.len());
    let (mut told, mut needed) = (Vec::new(), BTreeSet::new());
    for file in files {
        let path = file.strip_prefix(root).unwrap_or(&file).to_string_lossy();
        let text = fs::read_to_string(&file).expect("it can be read");
        let reads = if path.ends_with(".md") {
            Reads::Page
        } else {
            Reads::Literals
        };
        for (line, old, new) in strays(&path, &text, reads, &mut needed) {
            told.push(format!("{path}:{line}: “{old}”; say {new}"));
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
    let idle: Vec<_> = (0..ALLOWED.len())
        .filter(|at| !needed.contains(at))
        .map(|at| ALLOWED[at])
        .collect();
    assert!(idle.is_empty(), "nothing needs these any more: {idle:?}");
}

#[test]
fn a_stray_is_found_where_somebody_reads_it() {
    let strays = |path, text, reads| strays(path, text, reads, &mut BTreeSet::new());
    let found = |text| strays("src/window/form.rs", text, Reads::Literals);
    assert_eq!(
        found("// Take it out\nsecondary(ui, theme, \"Take it out\");"),
        [(2, "Take it out", "Delete")]
    );
    assert_eq!(
        found("let a = '\"'; caps(\"What mattered\");\n\"played \\\n under other luck\""),
        [
            (1, "What mattered", "Key decisions"),
            (2, "luck", "chance, or random seed")
        ]
    );
    assert_eq!(found("fn luck() {} // luck\n\"unlucky plucks\""), []);
    assert_eq!(found("\"a luck-driven one\""), []);
    let page = strays("README.md", "Print the sign-in sheet.\n", Reads::Page);
    assert_eq!(page, [(1, "sign-in sheet", "attendance register")]);
    let history = strays("docs/decisions/0001.md", "luck", Reads::Page);
    assert_eq!(history, []);
}

#[test]
fn no_word_of_the_program_is_an_old_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("crates/core/src/words.rs")).expect("it is there");
    let all = literals(&text);
    assert!(all.len() > 50, "{}", all.len());
    for &(old, new) in OLD {
        assert!(all.iter().all(|(_, words)| words != old), "{old}: {new}");
    }
}
