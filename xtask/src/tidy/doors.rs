//! What reaches out of the program has one door each: files, the real clock, the environment, the
//! terminal.
//!
//! Lints of the compiler hold the same with its knowledge of types (`clippy.toml` beside each
//! `Cargo.toml`); this check also looks inside macros and knows single files as doors.

use super::Problem;
use crate::sight::Sight;
use crate::workspace::{Source, Workspace};

/// A way out, and where it may be taken.
struct Door {
    what: &'static str,
    /// What begins like this is such a way.
    beginnings: &'static [&'static str],
    /// What ends like this is one, wherever the name was imported from.
    endings: &'static [&'static str],
    /// Methods without arguments that are one.
    methods: &'static [&'static str],
    macros: &'static [&'static str],
    may: &'static [&'static str],
    instead: &'static str,
}

const DOORS: [Door; 5] = [
    Door {
        what: "opens a file",
        beginnings: &["std::fs", "tempfile"],
        endings: &["File::open", "File::create", "OpenOptions::new"],
        methods: &[
            "exists",
            "try_exists",
            "is_file",
            "is_dir",
            "is_symlink",
            "symlink_metadata",
            "canonicalize",
            "read_dir",
            "read_link",
        ],
        macros: &[],
        may: &["crates/files/src/", "crates/launcher/src/"],
        instead: "files are opened in `crates/files` alone; take bytes, or call `wardroom_files`",
    },
    Door {
        what: "reads the real clock",
        beginnings: &[],
        endings: &[
            "SystemTime::now",
            "Timestamp::now",
            "Zoned::now",
            "TimeZone::system",
        ],
        methods: &[],
        macros: &[],
        may: &["src/real_time.rs"],
        instead: "the clock is read in `src/real_time.rs` alone; take the time as an argument",
    },
    Door {
        // How long ago is not what time it is: the watcher of files waits until a file is left alone.
        what: "measures real time",
        beginnings: &[],
        endings: &["Instant::now"],
        methods: &[],
        macros: &[],
        may: &["src/real_time.rs", "crates/files/src/watch.rs"],
        instead: "real time is measured in `src/real_time.rs` alone; take the time as an argument",
    },
    Door {
        what: "looks at the environment",
        beginnings: &["std::env", "dirs"],
        endings: &[],
        methods: &[],
        macros: &[],
        may: &[
            "src/cli/",
            "crates/files/src/",
            "crates/launcher/src/",
            "src/real_time.rs",
        ],
        instead: "the environment is looked at in `src/cli` and `crates/files`; take what is needed as an argument",
    },
    Door {
        what: "writes to the terminal",
        beginnings: &["std::io::stdout", "std::io::stderr"],
        endings: &["ProgressDrawTarget::stderr", "ProgressDrawTarget::stdout"],
        methods: &[],
        macros: &["print", "println", "eprint", "eprintln", "dbg"],
        may: &["src/cli/terminal.rs"],
        instead: "stdout and stderr are written in `src/cli/terminal.rs` alone; hand the text back, or call it",
    },
];

/// Doors taken where they are not.
pub fn check(workspace: &Workspace) -> Vec<Problem> {
    let mut problems: Vec<Problem> = workspace.product().flat_map(in_file).collect();
    problems.sort();
    problems.dedup();
    problems
}

fn in_file(source: &Source) -> Vec<Problem> {
    let sight = Sight::of(&source.syntax, &source.module);
    let mut problems = Vec::new();
    for door in &DOORS {
        if door.may.iter().any(|it| source.path.starts_with(it)) {
            continue;
        }
        let mut found = |name: &str, line: usize| {
            let what = format!("`{name}` {}; {}", door.what, door.instead);
            problems.push(Problem::new(&source.path, line, what));
        };
        for mention in &sight.mentions {
            let whole = sight.whole(&mention.path).join("::");
            let begins = door.beginnings.iter().any(|it| {
                let rest = whole.strip_prefix(it);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
            });
            let ends = door.endings.iter().any(|it| {
                let rest = whole.strip_suffix(it);
                rest.is_some_and(|rest| rest.is_empty() || rest.ends_with("::"))
            });
            if begins || ends {
                found(&whole, mention.line);
            }
        }
        for (calls, forbidden) in [
            (&sight.bare_calls, door.methods),
            (&sight.macros, door.macros),
        ] {
            for (name, line) in calls {
                if forbidden.contains(&name.as_str()) {
                    found(name, *line);
                }
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::super::{CORE, PROGRAM, complains};

    fn in_core(text: &str) -> Vec<String> {
        complains(super::check, &[CORE, ("crates/core/src/a.rs", text)])
    }

    fn in_program(path: &str, text: &str) -> usize {
        complains(super::check, &[PROGRAM, (path, text)]).len()
    }

    #[test]
    fn a_file_is_opened_by_no_other_way() {
        for text in [
            "fn a() { std::fs::read(\"a\"); }",
            "use std::{fs as files, io}; ",
            "use std::fs::OpenOptions as O;",
            "fn a(p: &std::path::Path) -> bool { p.exists() }",
            "fn a() { assert!(path.is_file()); }",
            "fn a() { format!(\"{}\", std::fs::read_to_string(a)); }",
            "fn a() { tempfile::tempfile(); }",
        ] {
            assert_eq!(in_core(text), ["crates/core/src/a.rs:1"], "{text}");
        }
        for text in [
            "use std::io::Read; fn a() { x.read(); files::read(x); }",
            "#[cfg(test)] mod tests { use std::fs; }",
            "fn a() { x.exists(1); } // std::fs",
        ] {
            assert!(in_core(text).is_empty(), "{text}");
        }
        let door = [
            (
                "crates/files/Cargo.toml",
                "[package]\nname = \"wardroom-files\"",
            ),
            ("crates/files/src/lib.rs", "use std::fs;"),
        ];
        assert!(complains(super::check, &door).is_empty());
    }

    #[test]
    fn the_clock_is_read_in_one_place() {
        let text = "use std::time::Instant as I;\nfn a() { I::now(); }";
        assert_eq!(in_core(text), ["crates/core/src/a.rs:2"]);
        assert!(in_core("use std::time::Instant; struct A(Instant);").is_empty());
        let text = "fn a() { jiff::Timestamp::now(); }";
        assert_eq!(in_program("src/window/a.rs", text), 1);
        assert_eq!(in_program("src/real_time.rs", text), 0);
    }

    #[test]
    fn the_environment_is_looked_at_on_the_command_line() {
        let text = "fn a() { std::env::var_os(\"HOME\"); env!(\"CARGO\"); }";
        assert_eq!(in_core(text).len(), 1);
        assert_eq!(in_program("src/window/a.rs", text), 1);
        assert_eq!(in_program("src/cli/a.rs", text), 0);
    }

    #[test]
    fn the_terminal_is_written_in_one_place() {
        for text in ["fn a() { println!(); }", "fn a() { std::io::stderr(); }"] {
            assert_eq!(in_program("src/cli/a.rs", text), 1);
            assert_eq!(in_program("src/cli/terminal.rs", text), 0);
        }
    }
}
