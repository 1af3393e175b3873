//! The pages that lead through the code are true: ARCHITECTURE.md's code map names every source
//! file and nothing else, and no page for developers names a file that is not there.
//!
//! The map's form: below `## Code map`, a heading with a folder in backticks says where the table
//! below it stands. Each row's first cell names what lies there in backticks: a file (`clock.rs`),
//! or a folder with all below it (`rules/`).

use super::Problem;
use crate::workspace::Workspace;
use std::collections::BTreeSet;

const MAP: &str = "ARCHITECTURE.md";

/// Pages whose paths must be true.
const PAGES: [&str; 2] = [MAP, "CONTRIBUTING.md"];

/// Where a path of the repository begins, when a page names one.
const TOPS: [&str; 8] = [
    "src/",
    "crates/",
    "xtask/",
    "tests/",
    "benches/",
    "docs/",
    "scenarios/",
    "assets/",
];

/// What the map says wrongly, and what it leaves out.
pub fn check(workspace: &Workspace) -> Vec<Problem> {
    let mut problems = named_wrongly(workspace);
    let Some(map) = workspace.files.get(MAP) else {
        problems.push(Problem::new(MAP, None, "there is no code map"));
        return problems;
    };
    let mut told = BTreeSet::new();
    for (line, path) in rows(map) {
        if !is_there(workspace, &path) {
            problems.push(Problem::new(
                MAP,
                line,
                format!("the code map names `{path}`, which is not there; mend or delete the row"),
            ));
        }
        told.insert(path);
    }
    for source in workspace.product() {
        let in_a_row = |path: &String| {
            *path == source.path || path.ends_with('/') && source.path.starts_with(path.as_str())
        };
        if !told.iter().any(in_a_row) {
            problems.push(Problem::new(
                &source.path,
                None,
                format!("stands in no table of {MAP}'s code map; give it, or its folder, a row"),
            ));
        }
    }
    problems
}

/// What the tables name, with its line.
fn rows(map: &str) -> Vec<(usize, String)> {
    let mut rows = Vec::new();
    let mut inside = false;
    let mut base = String::new();
    for (at, line) in map.lines().enumerate() {
        if let Some(heading) = line.strip_prefix('#') {
            let deeper = heading.starts_with("##");
            inside = inside && deeper || line.trim() == "## Code map";
            if let Some(folder) = in_backticks(line).into_iter().find(|it| it.ends_with('/')) {
                base = folder.to_owned();
            }
        } else if inside && let Some(row) = line.strip_prefix('|') {
            let first = row.split('|').next().unwrap_or_default();
            rows.extend(
                in_backticks(first)
                    .into_iter()
                    .map(|it| (at + 1, format!("{base}{it}"))),
            );
        }
    }
    rows
}

/// Paths that a page names and that do not exist.
fn named_wrongly(workspace: &Workspace) -> Vec<Problem> {
    let mut problems = Vec::new();
    for page in PAGES {
        let text = workspace.files.get(page).map_or("", String::as_str);
        for (at, line) in text.lines().enumerate() {
            for path in in_backticks(line) {
                let names_one = TOPS.iter().any(|top| path.starts_with(top))
                    && !path.contains(['*', '…', '<', ' ']);
                if names_one && !is_there(workspace, path) {
                    problems.push(Problem::new(
                        page,
                        at + 1,
                        format!("names `{path}`, which is not there; say where it is now"),
                    ));
                }
            }
        }
    }
    problems
}

/// A file, or a folder with something in it.
fn is_there(workspace: &Workspace, path: &str) -> bool {
    let folder = format!("{}/", path.trim_end_matches('/'));
    let mut below = workspace.files.range(folder.clone()..);
    workspace.files.contains_key(path)
        || below.next().is_some_and(|(it, _)| it.starts_with(&folder))
}

fn in_backticks(line: &str) -> Vec<&str> {
    line.split('`').skip(1).step_by(2).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{PROGRAM, complains};

    const TRUE: &str = "\
# Architecture
Begin at `src/main.rs`.
## Code map
### `src/`: the program
| File | |
|---|---|
| `main.rs` | hands on |
| `cli/` | one file a subcommand |
## Invariants
| `not-a-file.rs` | |
";

    fn complaints(map: &str, page: &str) -> Vec<String> {
        complains(
            super::check,
            &[
                PROGRAM,
                ("ARCHITECTURE.md", map),
                ("CONTRIBUTING.md", page),
                ("src/main.rs", ""),
                ("src/cli/mod.rs", ""),
                ("src/cli/run.rs", ""),
            ],
        )
    }

    #[test]
    fn a_true_map_passes() {
        assert_eq!(
            complaints(TRUE, "See `src/cli/` and `src/cli`."),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_row_for_nothing_is_found() {
        let map = TRUE.replace("| `cli/` |", "| `cli/` `gone.rs` |");
        assert_eq!(complaints(&map, ""), ["ARCHITECTURE.md:8"]);
    }

    #[test]
    fn a_file_in_no_row_is_found() {
        let map = TRUE.replace("`cli/`", "`cli/run.rs`");
        assert_eq!(complaints(&map, ""), ["src/cli/mod.rs:0"]);
        assert_eq!(complaints("", "").len(), 3);
    }

    #[test]
    fn a_page_that_names_what_is_gone_is_found() {
        assert_eq!(
            complaints(
                TRUE,
                "\nSee `src/cli/gone.rs`, `src/cli` and `src/<name>.rs`."
            ),
            ["CONTRIBUTING.md:2"]
        );
    }
}
