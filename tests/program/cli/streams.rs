//! Whatever the program is handed, named or joined to, it answers: in words, soon, and without a
//! character that commands the terminal. What can't be written is told.

use super::{beginning, folder, program, wardroom, with_record};
use std::fs;
use std::io::{Read, Seek};
use std::path::Path;
use std::process::{Output, Stdio};
use std::time::{Duration, Instant};

/// A plan in which every text can be made to say something else.
const PLAN: &str = "Plan(schema: 1, id: \"p\", title: \"P\", organisation: \"O\", version: \"1\", \
    clauses: [Clause(id: \"1\", title: \"T\", text: \"X\", maps: [Report, Card(\"tell\")])])";

/// Where the file that is read stands in a command.
const FILE: &str = "@";

/// Every way in which a subcommand reads a file: each subcommand of the program is here, but those
/// that read none.
const READERS: &[&[&str]] = &[
    &["serve", FILE, "--address", "127.0.0.1", "--port", "0"],
    &["author", FILE],
    &["balance", FILE, "--runs", "1"],
    &["balance", "main.ron", "--merge", FILE],
    &["balance", "main.ron", "--runs", "1", "--keep", FILE],
    &["check", FILE],
    &["check", FILE, "--format", "json"],
    &["estate", "--assets", FILE, "-o", "e.ron"],
    &["debrief", FILE, "-o", "cold.docx"],
    &["drill", FILE, "-o", "drill.pdf"],
    &["evidence", FILE, "-o", "pack"],
    &["forget", FILE, "--person", "Sam", "-o", "copy.jsonl"],
    &[
        "estate", "--assets", "list.csv", "--map", FILE, "-o", "e.ron",
    ],
    &[
        "estate", "--assets", "list.csv", "--impact", FILE, "-o", "e.ron",
    ],
    &[
        "estate",
        "--assets",
        "list.csv",
        "--dependencies",
        FILE,
        "-o",
        "e.ron",
    ],
    &["hindcast", "--england", FILE, "--runs", "1"],
    &["intrusion", FILE],
    &["msel", "export", FILE],
    &["msel", "export", "main.ron", "--record", FILE],
    &["msel", "import", FILE, "--into", "main.ron"],
    &["msel", "import", "list.csv", "--into", FILE],
    &[
        "msel", "import", "list.csv", "--into", "main.ron", "--map", FILE,
    ],
    &["needs", FILE],
    &["needs", FILE, "--form"],
    &["needs", "out/record.jsonl", "--import", FILE],
    &["new", "like", "--like", FILE],
    &["play", FILE],
    &["print", FILE],
    &[
        "records",
        "--records",
        "postgres://w@127.0.0.1:9/w",
        "--records-ca",
        FILE,
    ],
    &["packs", FILE],
    &["plan", "check", FILE],
    &["plan", "check", "plan.ron", "--with", FILE],
    &["plan", "import", FILE, "-o", "p.ron"],
    &["plan", "coverage", "plan.ron", FILE],
    &["plan", "coverage", FILE, "out/record.jsonl"],
    &["plan", "next", "plan.ron", FILE],
    &["plan", "next", "plan.ron", "--records", FILE],
    &["register", ".", "--plan", FILE],
    &["run", "main.ron", "--plan", FILE],
    &["register", FILE],
    &["replay", FILE],
    &["report", FILE],
    &["run", FILE],
    &["run", "main.ron", "--team", FILE],
    &["study", FILE, "-o", "studied"],
    &["verify", FILE],
    &["verify", "out/record.jsonl", "--key", FILE],
    &["what-if", FILE, "--list"],
];

/// The subcommands by the program's own help.
fn subcommands(at: &Path) -> Vec<String> {
    let help = wardroom(at, &["--help"]).ended(0).stdout;
    help.lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(ToOwned::to_owned)
        .collect()
}

/// Whether a subcommand is in this build.
fn is_there(arguments: &[&str]) -> bool {
    match arguments[0] {
        "serve" => cfg!(feature = "pages"),
        "records" => cfg!(feature = "region"),
        _ => true,
    }
}

/// What a command comes to, unless it takes too long.
fn soon(command: &mut std::process::Command) -> Output {
    let what = format!("{command:?}");
    let started = Instant::now();
    // Files, not pipes: nobody reads while it is waited for.
    let mut streams = [(); 2].map(|()| tempfile::tempfile().expect("a file"));
    let [out, err] = [0, 1].map(|it: usize| streams[it].try_clone().expect("a file"));
    let mut child = command
        .stdout(out)
        .stderr(err)
        .spawn()
        .expect("the program can be started");
    let status = loop {
        if let Some(status) = child.try_wait().expect("it can be asked") {
            break status;
        }
        if started.elapsed() > Duration::from_secs(60) {
            child.kill().expect("it can be ended");
            panic!("it waits for ever: {what}");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let [stdout, stderr] = [0, 1].map(|it: usize| {
        let mut text = Vec::new();
        streams[it].rewind().expect("a file");
        streams[it].read_to_end(&mut text).expect("a file");
        text
    });
    Output {
        status,
        stdout,
        stderr,
    }
}

/// What can be read of an output.
fn words(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

#[test]
fn every_subcommand_is_tried_on_what_is_no_ordinary_file() {
    let folder = folder();
    let listed = subcommands(folder.path());
    assert!(listed.len() >= 15, "{listed:?}");
    // What reads no file of the user's.
    for name in listed
        .iter()
        .filter(|it| !matches!(it.as_str(), "key" | "validate"))
    {
        assert!(READERS.iter().any(|it| it[0] == *name), "{name} is not");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_a_device_or_a_folder_is_refused_by_every_reader_in_words_and_soon() {
    let folder = with_record();
    let at = folder.path();
    let made = std::process::Command::new("mkfifo")
        .arg(at.join("pipe"))
        .status();
    assert!(made.expect("mkfifo").success());
    fs::create_dir(at.join("a-folder")).expect("a folder");
    fs::write(at.join("list.csv"), "Segment,Kind,System\nA,Desktop,x\n").expect("a file");
    fs::write(at.join("plan.ron"), PLAN).expect("a file");
    for reader in READERS.iter().filter(|it| is_there(it)) {
        for file in ["pipe", "/dev/zero", "a-folder", "nowhere.ron"] {
            // A folder is what these read, and a file that isn't there is what this makes.
            let meant = (file == "a-folder" && matches!(reader[0], "check" | "register"))
                || (file == "nowhere.ron" && reader.contains(&"--keep"));
            let arguments: Vec<&str> = reader
                .iter()
                .map(|it| if *it == FILE { file } else { it })
                .collect();
            let output = soon(program(at).args(&arguments));
            let words = words(&output);
            if meant {
                let _none = fs::remove_file(at.join("nowhere.ron"));
                continue;
            }
            assert_eq!(
                output.status.code(),
                Some(2),
                "{arguments:?} could not run:\n{}",
                beginning(&words)
            );
            assert!(words.contains(file), "{arguments:?}: {words}");
        }
    }
}

/// A character that commands a terminal or turns what is read.
fn commands(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What a hostile title begins with.
const HOSTILE: &str = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\u{202e}\u{2066}\r\u{8}X";

/// A folder with a scenario in which every text commands the terminal, a record of it, and lists
/// that do the same.
fn hostile() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let escaped: String = HOSTILE
        .chars()
        .map(|c| c.escape_unicode().to_string())
        .collect();
    for (name, text) in crate::repository::sound() {
        // One site in two spellings, which is told.
        let mut text = text
            .replace(
                "location: \"First floor\",",
                "location: \"First floor\", stands: (site: \"here\", building: \"b\", floors: [\"1\"]),",
            )
            .replace(
                "build: \"xp\", count: 3, patched: 0",
                "build: \"xp\", count: 3, patched: 0, stands: (site: \"Here\", building: \"c\", floors: [\"G\"])",
            );
        for field in [
            "title",
            "name",
            "summary",
            "text",
            "question",
            "context",
            "cost",
            "about",
            "because",
            "trust",
            "situation",
            "expect",
            "plan",
            "look_for",
            "gives",
            "location",
            "site",
            "building",
        ] {
            text = text.replace(&format!("{field}: \""), &format!("{field}: \"{escaped}"));
        }
        fs::write(at.join(name), text).expect("a file");
    }
    let plan = ["title", "organisation", "version", "text"]
        .iter()
        .fold(PLAN.to_owned(), |text, field| {
            text.replace(&format!("{field}: \""), &format!("{field}: \"{escaped}"))
        });
    fs::write(at.join("plan.ron"), &plan).expect("a file");
    let raw_plan = plan.replace(
        "Card(\"tell",
        &format!("Card(\"{}", HOSTILE.replace('\r', "")),
    );
    fs::write(at.join("wrong-plan.ron"), raw_plan).expect("a file");
    // The same as it is, and wrong.
    let raw = HOSTILE.replace('\r', "");
    let wrong = fs::read_to_string(at.join("main.ron"))
        .expect("a file")
        .replace("Isolate the", &format!("{raw}Isolate the"))
        .replace("channel: \"mail\"", &format!("channel: \"{raw}\""));
    fs::write(at.join("wrong.ron"), wrong).expect("a file");
    let list = format!("Title,Text,{HOSTILE}\n\"{HOSTILE}\",\"{HOSTILE}\",\"{HOSTILE}\"\n");
    fs::write(at.join("list.csv"), list).expect("a file");
    let assets = format!(
        "Segment,Kind,System,Site,Building,Floor,{HOSTILE}\n\
        \"{HOSTILE}\",\"{HOSTILE}\",x,\"{HOSTILE}\",\"{HOSTILE}\",1,y\n\
        \"{HOSTILE}2\",\"{HOSTILE}\",x,\"{HOSTILE}\",\"{HOSTILE}\",\"{HOSTILE}\",y\n"
    );
    fs::write(at.join("assets.csv"), assets).expect("a file");
    fs::write(
        at.join("answers.csv"),
        format!("Staff group,{HOSTILE}\n{HOSTILE},9\n"),
    )
    .expect("a file");
    folder
}

#[test]
fn nothing_that_others_wrote_commands_the_terminal_from_any_subcommand() {
    let folder = hostile();
    let at = folder.path();
    let odd = if cfg!(unix) {
        HOSTILE.replace('/', "-")
    } else {
        "odd".to_owned()
    };
    let keep = format!("{odd}-record");
    wardroom(at, &["run", "main.ron", "-o", &keep]).ended(0);
    let record = format!("{keep}/record.jsonl");
    fs::create_dir(at.join("folder")).expect("a folder");
    fs::rename(at.join(&keep), at.join("folder").join(&keep)).expect("moved");
    let record_here = format!("folder/{record}");
    let broken = format!("folder/{odd}-broken");
    fs::create_dir(at.join(&broken)).expect("a folder");
    fs::write(at.join(&broken).join("record.jsonl"), HOSTILE).expect("a file");
    let missing = format!("{odd}.ron");
    let sealed = format!("{odd}-sealed");
    let r = record_here.as_str();
    let runs: &[&[&str]] = &[
        &["check", "main.ron", "--advice"],
        &["check", "wrong.ron"],
        &["check", "wrong.ron", "--format", "json"],
        &["check", &missing],
        &["run", "main.ron", "--team", "quick"],
        &["run", "main.ron", "--team", &odd],
        &["run", "main.ron", "--format", "json"],
        &["run", &missing],
        &["play", "main.ron"],
        &["author", &missing],
        &["print", "main.ron", "-o", &odd],
        &["packs", "main.ron", "-o", &sealed],
        &["plan", "check", "plan.ron", "--with", &missing],
        &["plan", "check", "wrong-plan.ron"],
        &["plan", "coverage", "plan.ron", r],
        &["plan", "coverage", "plan.ron", r, "--format", "json"],
        &["plan", "import", "list.csv", "-o", &odd],
        &["plan", "import", &missing, "-o", &odd],
        &["plan", "next", "plan.ron", "main.ron"],
        &["register", "folder", "--plan", "plan.ron"],
        &["run", "main.ron", "--plan", "wrong-plan.ron"],
        &["new", "begun/here", "--title", HOSTILE],
        &["new", &odd],
        &["new", "copied", "--like", "main.ron"],
        &["balance", "main.ron", "--runs", "1", "--threads", "1"],
        &["balance", "main.ron", "--runs", "1", "--format", "json"],
        &["balance", "main.ron", "--merge", &missing],
        &["estate", "--assets", "assets.csv", "-o", &missing],
        &["estate", "--assets", "list.csv", "-o", &odd],
        &["hindcast", "--runs", "1", "--england", "wrong.ron"],
        &["study", &missing, "-o", "studied"],
        &[
            "study",
            "main.ron",
            "--runs",
            "1",
            "--no-search",
            "-o",
            &odd,
        ],
        &["validate", "--runs", "1", "-o", &odd],
        &[
            "serve",
            "wrong.ron",
            "--address",
            "127.0.0.1",
            "--port",
            "0",
        ],
        &["msel", "export", "main.ron", "--format", "cexf"],
        &["msel", "import", "list.csv", "--into", "main.ron"],
        &["msel", "import", "list.csv", "--into", "wrong.ron"],
        &["needs", r],
        &["needs", r, "--format", "json"],
        &["needs", r, "--import", "answers.csv"],
        &[
            "records",
            "--records",
            "postgres://w@127.0.0.1:9/w",
            "--exercise",
            HOSTILE,
            "-o",
            &odd,
        ],
        &["intrusion", "wrong.ron"],
        &["intrusion", &odd],
        &["register", "folder"],
        &["register", "folder", "--format", "json"],
        &["register", "folder", "--format", "html"],
        &["register", &odd],
        &["verify", r],
        &["verify", &broken],
        &["verify", r, "--key", &missing],
        &["key", "-o", "wrong.ron/x"],
        &["forget", r, "--person", HOSTILE, "-o", &odd],
        &["replay", r],
        &["replay", &broken],
        &["replay", "wrong.ron", "--format", "json"],
        &["debrief", r, "-o", &odd],
        &["drill", r, "--list"],
        &["evidence", r, "-o", &odd],
        &["report", r, "--format", "md"],
        &["report", r, "--format", "json"],
        &["what-if", r, "--list"],
        &["what-if", r, "--list", "--format", "json"],
        &["what-if", r, "--reported-v-actual"],
        &["what-if", r, "--change", &odd],
        &[&odd],
        &["run", &format!("--{odd}")],
    ];
    for name in subcommands(at) {
        assert!(runs.iter().any(|it| it[0] == name), "{name} is not tried");
    }
    let mut shown = 0;
    for arguments in runs.iter().filter(|it| is_there(it)) {
        let output = soon(program(at).args(*arguments));
        let words = words(&output);
        assert!(!words.is_empty(), "{arguments:?} says nothing");
        let found: Vec<char> = words.chars().filter(|c| commands(*c)).collect();
        assert!(found.is_empty(), "{arguments:?}: {found:?} in {words:?}");
        assert_ne!(output.status.code(), Some(101), "{arguments:?}: {words}");
        shown += usize::from(words.contains("u{1b}") || words.contains("u001b"));
    }
    assert!(shown > runs.len() / 2, "only {shown} had anything to show");
    // CSV ends its lines with both; nothing else of the kind is left in it.
    for arguments in [
        &["report", r, "--format", "csv"][..],
        &["msel", "export", "main.ron", "--format", "csv"],
        &["needs", "main.ron", "--form"],
        &["needs", r, "--format", "csv"],
        &["register", "folder", "--format", "csv"],
    ] {
        let words = words(&soon(program(at).args(arguments))).replace("\r\n", "\n");
        assert!(!words.contains(commands), "{arguments:?}: {words:?}");
    }
}

/// Commands that hand data out.
const WRITERS: &[&[&str]] = &[
    &["--help"],
    &["--version"],
    &["run", "--help"],
    &["balance", "main.ron", "--runs", "1"],
    &["balance", "main.ron", "--runs", "1", "--format", "html"],
    &["balance", "main.ron", "--runs", "1", "--format", "json"],
    &["balance", "main.ron", "--runs", "1", "-o", "told.html"],
    &["check", "main.ron"],
    &["check", "main.ron", "--advice"],
    &["check", "wrong.ron"],
    &["check", "main.ron", "--format", "json"],
    &["estate", "--assets", "list.csv", "-o", "e.ron"],
    &["hindcast", "--runs", "1"],
    &["hindcast", "--runs", "1", "--format", "json"],
    &[
        "study",
        "main.ron",
        "--runs",
        "1",
        "--adversary",
        "0",
        "-o",
        "studied",
    ],
    &["validate", "--runs", "1"],
    &["msel", "export", "main.ron"],
    &["msel", "export", "main.ron", "--format", "csv"],
    &["msel", "export", "main.ron", "--format", "cexf"],
    &["msel", "import", "events.csv", "--into", "main.ron"],
    &["needs", "out/record.jsonl"],
    &["needs", "out/record.jsonl", "--form"],
    &["needs", "out/record.jsonl", "--format", "csv"],
    &["needs", "out/record.jsonl", "--format", "json"],
    &["new", "begun"],
    &["play", "main.ron"],
    &["intrusion", "flow.json"],
    &["print", "main.ron"],
    &["packs", "main.ron", "--format", "html"],
    &["plan", "check", "plan.ron", "--with", "main.ron"],
    &["plan", "coverage", "plan.ron", "out/record.jsonl"],
    &["plan", "coverage", "plan.ron", "out", "--format", "csv"],
    &["plan", "coverage", "plan.ron", "out", "--format", "json"],
    &["plan", "import", "cards.csv", "-o", "p.ron"],
    &["plan", "next", "plan.ron", "main.ron"],
    &["register", ".", "--plan", "plan.ron"],
    &["register", "."],
    &["register", ".", "--format", "json"],
    &["register", ".", "--format", "csv"],
    &["register", ".", "--format", "html"],
    &["replay", "out/record.jsonl"],
    &["replay", "out/record.jsonl", "--format", "json"],
    &[
        "debrief",
        "out/record.jsonl",
        "-o",
        "cold.html",
        "--format",
        "html",
    ],
    &["drill", "out/record.jsonl", "--list"],
    &["evidence", "out/record.jsonl", "-o", "pack"],
    &["report", "out/record.jsonl", "--format", "html"],
    &["report", "out/record.jsonl", "--format", "docx"],
    &["report", "out/record.jsonl", "--format", "md"],
    &["report", "out/record.jsonl", "--format", "json"],
    &["report", "out/record.jsonl", "--format", "csv"],
    &["run", "main.ron"],
    &["run", "main.ron", "--format", "json"],
    &["report", "out/record.jsonl", "--format", "pdf"],
    &["report", "out/record.jsonl", "--part", "log"],
    &["key"],
    &["verify", "out/record.jsonl"],
    &["verify", "out/record.jsonl", "--format", "json"],
    &["what-if", "out/record.jsonl", "--list"],
    &["what-if", "out/record.jsonl", "--list", "--format", "json"],
];

/// A folder in which all of [`WRITERS`] find what they read.
fn for_writers() -> tempfile::TempDir {
    let folder = with_record();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    write("wrong.ron", "Scenario(");
    write(
        "list.csv",
        "Segment,Kind,Operating system,Count,System\nA,Desktop,Windows 7,3,x\n",
    );
    write("events.csv", "ID,Title,Text\nfirst-call,First call,Hello\n");
    write("cards.csv", "No.,Action,Owner\n1,Ring round,Matron\n");
    write("plan.ron", PLAN);
    write(
        "flow.json",
        "{\"type\":\"bundle\",\"objects\":[{\"type\":\"attack-flow\",\"id\":\"attack-flow--1\",\"name\":\"f\",\"start_refs\":[\"attack-action--1\"]},{\"type\":\"attack-action\",\"id\":\"attack-action--1\",\"name\":\"Phishing\",\"technique_id\":\"T1566\"}]}",
    );
    folder
}

#[cfg(target_os = "linux")]
#[test]
fn what_cant_be_written_to_stdout_is_told_by_every_subcommand() {
    let folder = for_writers();
    let at = folder.path();
    let full = || {
        fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .expect("it is there")
    };
    for name in subcommands(at) {
        let tried = WRITERS.iter().any(|it| it[0] == name);
        // These hand out nothing, or nothing without a database.
        let silent = matches!(name.as_str(), "author" | "forget" | "records" | "serve");
        assert!(tried || silent, "{name} is not tried");
    }
    for arguments in WRITERS {
        let output = program(at)
            .args(*arguments)
            .stdout(full())
            .stderr(Stdio::piped())
            .output()
            .expect("the program can be started");
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {words}");
        assert!(
            words.contains("stdout can't be written"),
            "{arguments:?}: {words}"
        );
        // What was made stands in the way of nothing but itself.
        for made in ["e.ron", "p.ron"] {
            let _none = fs::remove_file(at.join(made));
        }
        let _none = fs::remove_dir_all(at.join("begun"));
        let _none = fs::remove_dir_all(at.join("packs"));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_stderr_that_cant_be_written_changes_no_exit_code() {
    let folder = for_writers();
    let at = folder.path();
    let more: &[&[&str]] = &[
        &["check", "nowhere.ron"],
        &["replay", "main.ron"],
        &["run", "main.ron", "--team", "quick", "-o", "again"],
        &["run", "nowhere.ron"],
        &["sail"],
        &["estate", "--assets", "nowhere.csv", "-o", "f.ron"],
        &["hindcast", "--england", "wrong.ron"],
    ];
    for arguments in WRITERS.iter().chain(more) {
        let tidy = || {
            for made in ["e.ron", "p.ron"] {
                let _none = fs::remove_file(at.join(made));
            }
            for made in ["begun", "again", "packs"] {
                let _none = fs::remove_dir_all(at.join(made));
            }
        };
        let whole = program(at).args(*arguments).output().expect("it starts");
        tidy();
        let full = fs::OpenOptions::new().write(true).open("/dev/full");
        let full = program(at)
            .args(*arguments)
            .stderr(full.expect("it is there"))
            .stdout(Stdio::piped())
            .output()
            .expect("it starts");
        tidy();
        assert_eq!(full.status.code(), whole.status.code(), "{arguments:?}");
        assert!(
            full.status.code().is_some_and(|it| it <= 2),
            "{arguments:?}"
        );
        // A reader of stderr that has gone away.
        let mut child = program(at)
            .args(*arguments)
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("it starts");
        drop(child.stderr.take());
        let ended = child.wait().expect("it ends");
        tidy();
        assert_eq!(ended.code(), whole.status.code(), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_gone_away_is_no_error() {
    let folder = for_writers();
    for arguments in [
        &["report", "out/record.jsonl", "--format", "html"][..],
        &["check", "main.ron"],
        &["--help"],
    ] {
        let mut child = program(folder.path())
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_file_that_cant_be_read_could_not_be_checked_and_the_others_are() {
    let folder = folder();
    let at = folder.path();
    fs::write(at.join("wrong.ron"), "Scenario(").expect("a file");
    wardroom(at, &["check", "nowhere.ron"])
        .ended(2)
        .warns(&["no such file"]);
    wardroom(at, &["check", "nowhere.ron", "main.ron", "wrong.ron"])
        .ended(2)
        .says(&["main.ron: valid", "wrong.ron: "]);
    wardroom(at, &["check", "wrong.ron"]).ended(1);
    // A file that a scenario includes and that isn't there is wrong in the scenario.
    fs::remove_file(at.join("library.ron")).expect("it was there");
    wardroom(at, &["check", "main.ron"]).ended(1);
}

#[test]
fn commands_to_be_copied_are_quoted_for_a_shell() {
    let folder = tempfile::tempdir().expect("a folder");
    let odd = "a b;$(id)'s";
    let ran = wardroom(folder.path(), &["new", odd])
        .ended(0)
        .says(&["wardroom check 'a b;$(id)'\\''s/exercise.ron' --advice"]);
    let line = ran
        .stdout
        .lines()
        .find(|line| line.contains("wardroom check"))
        .expect("it is said");
    let path = line.trim().trim_start_matches("wardroom check ");
    let said = std::process::Command::new("sh")
        .arg("-c")
        .arg(format!("printf %s {}", path.trim_end_matches(" --advice")))
        .output();
    if let Ok(said) = said {
        assert_eq!(
            String::from_utf8_lossy(&said.stdout),
            format!("{odd}/exercise.ron")
        );
    }
}

#[test]
fn an_installed_program_has_its_scenarios_and_a_copy_can_be_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let shipped = "shipped:/clean-but-dark.ron";
    wardroom(at, &["check", shipped])
        .ended(0)
        .says(&["clean-but-dark.ron: valid"]);
    wardroom(at, &["run", "shipped:/nothing.ron"])
        .ended(2)
        .warns(&["friday-lunchtime.ron"]);
    wardroom(at, &["new", "ours", "--like", shipped, "--title", "Ours"])
        .ended(0)
        .says(&["ours/clean-but-dark.ron"]);
    wardroom(at, &["check", "ours/clean-but-dark.ron"]).ended(0);
    let text = fs::read_to_string(at.join("ours/clean-but-dark.ron")).expect("a file");
    assert!(text.contains("title: \"Ours\"") && text.contains("id: \"ours\""));
    let export = ["msel", "export", shipped, "-o", "list.xlsx"];
    wardroom(at, &export).ended(0);
    let import = ["msel", "import", "list.xlsx", "--into", shipped, "--write"];
    wardroom(at, &import).ended(2).warns(&["--like"]);
    assert!(!at.join("shipped:").exists());
}

#[test]
fn results_that_one_run_keeps_are_not_kept_by_a_second() {
    use std::io::Write;
    let folder = folder();
    let at = folder.path();
    let keep = [
        "balance",
        "main.ron",
        "--runs",
        "2",
        "--keep",
        "kept",
        "--threads",
        "1",
    ];
    wardroom(at, &keep).ended(0);
    let whole = fs::read(at.join("kept")).expect("a file");
    let mut held = fs::OpenOptions::new()
        .append(true)
        .open(at.join("kept"))
        .expect("a file");
    held.lock().expect("nobody holds it");
    let mut more = keep;
    more[3] = "3";
    wardroom(at, &more)
        .ended(2)
        .warns(&["another run adds to it"]);
    assert_eq!(fs::read(at.join("kept")).expect("a file"), whole);
    // A line that was cut off is played again.
    held.write_all(b"{\"seed\":3,\"te").expect("written");
    drop(held);
    wardroom(at, &more).ended(0);
    let lines = fs::read_to_string(at.join("kept")).expect("a file");
    let results = lines.lines().filter(|it| it.contains("\"seed\":"));
    assert_eq!(results.count(), 3);
    assert!(lines.as_bytes().starts_with(&whole));
    wardroom(at, &["balance", "main.ron", "--merge", "kept"]).ended(0);
}

#[cfg(target_os = "linux")]
#[test]
fn new_and_run_that_fail_leave_nothing_in_their_way() {
    let folder = folder();
    let at = folder.path();
    fs::create_dir(at.join("begun")).expect("a folder");
    fs::write(at.join("begun/teams"), "in the way").expect("a file");
    wardroom(at, &["new", "begun"]).ended(2);
    assert_eq!(fs::read_dir(at.join("begun")).expect("it").count(), 1);
    // The report can't stand where a folder stands: the run leaves no record either.
    fs::create_dir_all(at.join("out/report.html")).expect("a folder");
    wardroom(at, &["run", "main.ron", "-o", "out"])
        .ended(2)
        .warns(&["report.html"]);
    assert_eq!(fs::read_dir(at.join("out")).expect("it").count(), 1);
    fs::remove_dir(at.join("out/report.html")).expect("it was there");
    wardroom(at, &["run", "main.ron", "-o", "out"]).ended(0);
    wardroom(at, &["run", "main.ron", "-o", "out"])
        .ended(2)
        .warns(&["never overwritten"]);
}

#[test]
fn what_a_report_is_made_from_is_never_written_over() {
    let folder = with_record();
    let at = folder.path();
    let whole = fs::read(at.join("out/record.jsonl")).expect("a file");
    for asked in ["report", "needs"] {
        wardroom(
            at,
            &[asked, "out/record.jsonl", "-o", "out/../out/record.jsonl"],
        )
        .ended(2)
        .warns(&["would be lost"]);
    }
    wardroom(at, &["msel", "export", "main.ron", "-o", "./main.ron"]).ended(2);
    wardroom(at, &["check", "main.ron"]).ended(0);
    assert_eq!(
        fs::read(at.join("out/record.jsonl")).expect("a file"),
        whole
    );
}
