//! The small sound scenario, broken in one place or in several, and what the checker says of it.

use crate::repository::sound;
use wardroom_core::scenario::{Code, Problems, Scenario, check};

/// A file: name and bytes. Of several, the first is the main one.
pub type File = (&'static str, Vec<u8>);

/// The sound scenario's files.
pub fn sound_files() -> Vec<File> {
    sound()
        .map(|(name, text)| (name, text.as_bytes().to_vec()))
        .into()
}

/// The sound scenario with some of its text replaced: file, what, by what.
pub fn broken(changes: &[(&str, &str, &str)]) -> Vec<File> {
    let mut changed = sound().map(|(name, text)| (name, text.to_owned()));
    for &(file, from, to) in changes {
        let (_, text) = changed
            .iter_mut()
            .find(|(name, _)| *name == file)
            .unwrap_or_else(|| panic!("there is no file {file}"));
        assert_eq!(
            text.matches(from).count(),
            1,
            "how often `{from}` stands in {file}"
        );
        *text = text.replace(from, to);
    }
    changed.map(|(name, text)| (name, text.into_bytes())).into()
}

/// The scenario in these files, if it is one.
pub fn checked(files: &[File]) -> Result<Scenario, Problems> {
    let fetch = |path: &str| {
        files
            .iter()
            .find(|(name, _)| *name == path)
            .map(|(_, bytes)| bytes.clone())
            .ok_or_else(|| "there is no such file".to_owned())
    };
    check(files[0].0, &fetch)
}

/// All that is wrong with files that are wrong.
#[track_caller]
pub fn problems(files: &[File]) -> Problems {
    match checked(files) {
        Ok(_) => panic!("nothing was found wrong"),
        Err(problems) => {
            assert!(
                !problems.list.is_empty(),
                "it is wrong, and nothing says why"
            );
            problems
        }
    }
}

/// Where a text begins in another: line and column, counted from one.
pub fn place(text: &str, needle: &str) -> (usize, usize) {
    let found: Vec<_> = text.match_indices(needle).collect();
    let [(at, _)] = found.as_slice() else {
        panic!("`{needle}` stands {} times in:\n{text}", found.len());
    };
    let before = &text[..*at];
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// Problems as lines: code, file, line, column.
pub fn in_short(problems: &Problems) -> Vec<String> {
    problems
        .list
        .iter()
        .map(|problem| {
            let place = problems.sources.position(problem.mark);
            format!(
                "{} {}:{}:{}",
                problem.code.as_str(),
                place.file,
                place.line,
                place.column
            )
        })
        .collect()
}

/// Whether something is said about a place.
pub fn says(problems: &Problems, message: &str, (line, column): (usize, usize)) -> bool {
    problems.list.iter().any(|it| {
        let at = problems.sources.position(it.mark);
        it.code == Code::Type && it.message == message && (at.line, at.column) == (line, column)
    })
}
