//! The documents are a book, and what it says holds: each page has its place, each link leads somewhere,
//! each command is one, and those that are told to be typed run.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All pages below a folder, by their path from it.
fn pages(folder: &Path, below: &str, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a plain name");
        if entry.path().is_dir() {
            pages(&entry.path(), &format!("{below}{name}/"), found);
        } else if name.ends_with(".md") {
            let text = fs::read_to_string(entry.path()).expect("a page");
            found.insert(format!("{below}{name}"), text);
        }
    }
}

fn book() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    pages(&top().join("docs"), "", &mut found);
    found
}

fn read(page: &str) -> Parser<'_> {
    Parser::new_ext(page, Options::ENABLE_TABLES)
}

/// Where the links of a page lead, its pictures among them.
fn links(page: &str) -> Vec<String> {
    read(page)
        .filter_map(|it| match it {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                Some(dest_url.into_string())
            }
            _ => None,
        })
        .collect()
}

/// The anchors of a page's headings, as mdBook and the forges make them: letters, digits, `-` and `_` in
/// small letters, blanks as `-`, a number behind one that is there already.
fn anchors(page: &str) -> BTreeSet<String> {
    let (mut inside, mut words) = (false, String::new());
    let mut found = BTreeSet::new();
    for event in read(page) {
        match event {
            Event::Start(Tag::Heading { .. }) => inside = true,
            Event::End(TagEnd::Heading(_)) => {
                inside = false;
                let anchor: String = std::mem::take(&mut words)
                    .trim()
                    .to_lowercase()
                    .chars()
                    .filter_map(|it| match it {
                        it if it.is_alphanumeric() || it == '-' || it == '_' => Some(it),
                        it if it.is_whitespace() => Some('-'),
                        _ => None,
                    })
                    .collect();
                let same = (0..).map(|at| match at {
                    0 => anchor.clone(),
                    at => format!("{anchor}-{at}"),
                });
                let free = same.into_iter().find(|it| !found.contains(it));
                found.extend(free);
            }
            Event::Text(text) | Event::Code(text) if inside => words.push_str(&text),
            _ => {}
        }
    }
    found
}

/// A path without `.` and `..`; nothing if it leaves the book.
fn within(path: &Path) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                parts.pop()?;
            }
            Component::Normal(name) => parts.push(name.to_str()?),
            _ => {}
        }
    }
    Some(parts.join("/"))
}

#[test]
fn each_page_has_its_place_in_the_book() {
    let summary = fs::read_to_string(top().join("docs/SUMMARY.md")).expect("the summary");
    let listed: Vec<String> = links(&summary);
    let once: BTreeSet<String> = listed.iter().cloned().collect();
    assert_eq!(listed.len(), once.len(), "a page stands there twice");
    let mut there: BTreeSet<String> = book().into_keys().collect();
    there.remove("SUMMARY.md");
    let apart: Vec<&String> = once.symmetric_difference(&there).collect();
    assert!(apart.is_empty(), "listed or there alone: {apart:?}");
}

#[test]
fn each_link_leads_to_something_in_the_book() {
    let pages = book();
    let anchors: BTreeMap<&String, BTreeSet<String>> = pages
        .iter()
        .map(|(name, text)| (name, anchors(text)))
        .collect();
    let (mut dead, mut looked_at) = (Vec::new(), 0);
    for (name, text) in &pages {
        for link in links(text) {
            if link.starts_with("https://") || link.starts_with("http://") {
                continue;
            }
            looked_at += 1;
            let (path, anchor) = match link.split_once('#') {
                Some((path, anchor)) => (path, Some(anchor)),
                None => (link.as_str(), None),
            };
            let to = if path.is_empty() {
                Some(name.clone())
            } else {
                let folder = Path::new(name).parent().expect("a folder");
                within(&folder.join(path))
            };
            let sound = to.is_some_and(|to| match anchor {
                Some(anchor) => anchors.get(&to).is_some_and(|it| it.contains(anchor)),
                None => top().join("docs").join(&to).is_file(),
            });
            if !sound {
                dead.push(format!("{name}: {link}"));
            }
        }
    }
    assert!(dead.is_empty(), "{}", dead.join("\n"));
    assert!(looked_at > 200, "{looked_at} links");
    // From the page at the top, which is none of the book.
    let readme = fs::read_to_string(top().join("README.md")).expect("the page");
    for link in links(&readme).iter().filter(|it| !it.contains("://")) {
        let path = link.split('#').next().expect("a path");
        assert!(top().join(path).exists(), "README.md: {link}");
    }
}

/// What is typed in a page: code spans and the lines of blocks that begin with the program's name.
fn typed(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside = false;
    for event in read(page) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => inside = true,
            Event::End(TagEnd::CodeBlock) => inside = false,
            Event::Text(text) if inside => found.extend(text.lines().map(str::to_owned)),
            Event::Code(text) => found.push(text.into_string()),
            _ => {}
        }
    }
    found.retain(|it| it.starts_with("wardroom "));
    found
}

#[test]
fn each_command_that_is_named_is_one_with_its_options() {
    let mut pages = book();
    let readme = fs::read_to_string(top().join("README.md")).expect("the page");
    pages.insert("README.md".to_owned(), readme);
    let (mut wrong, mut looked_at) = (Vec::new(), 0);
    for (name, text) in &pages {
        // Decisions and measurements tell of what was, at their time.
        if name.starts_with("decisions/") || name == "performance.md" {
            continue;
        }
        for line in typed(text) {
            looked_at += 1;
            let mut command = wardroom::cli::command();
            command.build();
            let words = line.split(" #").next().expect("a command");
            for word in words.split_whitespace().skip(1) {
                if let Some(sub) = command.find_subcommand(word) {
                    command = sub.clone();
                } else if let Some(option) = word.strip_prefix("--").filter(|it| !it.is_empty()) {
                    let option = option.split('=').next().expect("a name");
                    let option: String = option
                        .chars()
                        .take_while(|it| it.is_ascii_alphanumeric() || *it == '-')
                        .collect();
                    let known = command.get_arguments().any(|it| {
                        it.get_long() == Some(option.as_str())
                            || it
                                .get_all_aliases()
                                .is_some_and(|all| all.contains(&option.as_str()))
                    });
                    if !known {
                        wrong.push(format!("{name}: {line}: there is no --{option}"));
                    }
                }
            }
            let first = words.split_whitespace().nth(1).unwrap_or_default();
            let named = first.chars().all(|it| it.is_ascii_lowercase() || it == '-');
            if named && command.get_name() == "wardroom" {
                wrong.push(format!("{name}: {line}: there is no {first}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(looked_at > 100, "{looked_at} commands");
}

/// The pages whose blocks are not typed by whoever reads them alone: by a test of their own, or on many
/// machines.
const ELSEWHERE: [(&str, &str); 5] = [
    ("authoring.md", "tests/program/guide.rs, with its edits"),
    (
        "cluster/README.md",
        "tests/slurm.sh and tests/program/parts.rs",
    ),
    ("performance.md", "benches, which take minutes"),
    (
        "region.md",
        "tests/program/region.rs, which makes a database",
    ),
    ("study.md", "tests/slurm.sh and tests/program/study.rs"),
];

/// How a command is shortened that would take minutes: what stands there, what is typed instead.
const SHORTER: [(&str, &str); 4] = [
    ("--runs 200", "--runs 2"),
    ("--runs 60", "--runs 1"),
    ("--fit 150", "--fit 1"),
    (
        "--format html -o week.html",
        "--format html --runs 2 -o week.html",
    ),
];

/// A Word document with a clause of a plan.
fn plan_in_word(path: &Path) {
    let mut archive = zip::ZipWriter::new(fs::File::create(path).expect("a file"));
    let options = zip::write::SimpleFileOptions::default();
    let lines = [
        "Cyber incident plan",
        "1. Telling the region",
        "Trigger: systems are unavailable at more than one site.",
        "Owner: Tactical commander",
        "Ring the region's on-call director within thirty minutes.",
        "2. Isolation of networks",
        "Ask for the networks of a department to be isolated, and say who loses what.",
    ];
    let body: String = lines
        .iter()
        .map(|it| {
            let style = if it.starts_with(['1', '2']) {
                "Heading1"
            } else {
                "Normal"
            };
            format!(
                "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{it}</w:t></w:r></w:p>"
            )
        })
        .collect();
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let styles = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:style w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>";
    for (name, text) in [
        ("word/document.xml", &*document),
        ("word/styles.xml", styles),
    ] {
        archive.start_file(name, options).expect("room");
        archive.write_all(text.as_bytes()).expect("written");
    }
    archive.finish().expect("closed");
}

/// The lines of the blocks that are told to be typed.
fn told_to_type(page: &str) -> Vec<String> {
    let (mut found, mut inside) = (Vec::new(), false);
    for event in read(page) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(kind))) => inside = &*kind == "sh",
            Event::End(TagEnd::CodeBlock) => inside = false,
            Event::Text(text) if inside => found.extend(text.lines().map(str::to_owned)),
            _ => {}
        }
    }
    found.retain(|it| it.starts_with("wardroom "));
    found
}

#[test]
fn each_command_that_is_told_to_be_typed_runs() {
    let pages = book();
    for (name, _) in ELSEWHERE {
        assert!(
            !told_to_type(&pages[name]).is_empty() || name == "performance.md",
            "{name}"
        );
    }
    let mut ran = 0;
    for (name, text) in &pages {
        let lines = told_to_type(text);
        if lines.is_empty() || ELSEWHERE.iter().any(|(it, _)| it == name) {
            continue;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let at = folder.path();
        copy(&top().join("scenarios"), &at.join("scenarios"));
        plan_in_word(&at.join("Cyber plan v3.docx"));
        // An exercise that is over.
        let over =
            "wardroom run scenarios/clean-but-dark.ron --team typical --no-report -o records/over";
        for line in std::iter::once(over.to_owned()).chain(lines) {
            let mut line = line
                .split(" #")
                .next()
                .expect("a command")
                .trim_end()
                .to_owned();
            for (long, short) in SHORTER {
                line = line.replace(long, short);
            }
            let rest = line.strip_prefix("wardroom ").expect("it begins so");
            let output = Command::new("sh")
                .args(["-c", &format!("\"$WARDROOM\" {rest}")])
                .current_dir(at)
                .env("WARDROOM", env!("CARGO_BIN_EXE_wardroom"))
                .env("WARDROOM_KEY", at.join("key"))
                .env_remove("DISPLAY")
                .env_remove("WAYLAND_DISPLAY")
                .output()
                .expect("it can be started");
            let told = [output.stdout, output.stderr].concat();
            let told = String::from_utf8_lossy(&told).into_owned();
            assert!(output.status.success(), "{name}: {line}\n{told}");
            ran += 1;
        }
    }
    assert!(ran >= 20, "{ran} commands");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("copied");
        }
    }
}
