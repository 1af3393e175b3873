//! A scenario in a folder: what it may include, and what is told of files that are not there or lead
//! out of it.

use crate::broken::{in_short, place};
use crate::repository::{LIBRARY, MAIN, TEAM};
use std::fs;
use std::path::Path;
use wardroom_core::scenario::Code;
use wardroom_files as files;

/// Writes files into a folder below which nothing else is.
fn written(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
}

#[test]
fn a_scenario_in_a_folder_may_include_from_below_it_and_the_same_file_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let main = MAIN.replace(
        "\"library.ron\"",
        "\"parts/one.ron\", \"./parts//../parts/two.ron\"",
    );
    let one = "Library(schema: 1, include: [\"../library.ron\", \"two.ron\"])";
    let two = "Library(schema: 1, include: [\"../library.ron\"])";
    written(
        folder.path(),
        &[
            ("main.ron", &main),
            ("library.ron", LIBRARY),
            ("quick.ron", TEAM),
            ("parts/one.ron", one),
            ("parts/two.ron", two),
        ],
    );
    if let Err(problems) = files::scenario(&folder.path().join("main.ron")) {
        panic!("{}", problems.render(false));
    }
}

#[test]
fn files_that_include_each_other_in_a_circle_are_told_with_the_circle() {
    let folder = tempfile::tempdir().expect("a folder");
    let main = MAIN.replace("\"library.ron\"", "\"library.ron\", \"a.ron\"");
    written(
        folder.path(),
        &[
            ("main.ron", &main),
            ("library.ron", LIBRARY),
            ("quick.ron", TEAM),
            ("a.ron", "Library(schema: 1, include: [\"b.ron\"])"),
            ("b.ron", "Library(schema: 1, include: [\"c.ron\"])"),
            ("c.ron", "Library(schema: 1, include: [\"a.ron\"])"),
        ],
    );
    let problems = files::scenario(&folder.path().join("main.ron")).expect_err("it is a circle");
    assert_eq!(in_short(&problems), ["W011-include-cycle c.ron:1:30"]);
    assert!(
        problems.list[0]
            .message
            .contains("a.ron → b.ron → c.ron → a.ron")
    );
}

#[test]
fn a_main_file_that_is_not_there_or_is_a_folder_is_told_so() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("folder.ron")).expect("a folder");
    for name in ["nowhere.ron", "folder.ron"] {
        let problems = files::scenario(&folder.path().join(name)).expect_err("it is no file");
        assert_eq!(in_short(&problems), [format!("W001-file {name}:1:1")]);
        assert!(problems.render(false).contains(name));
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_scenarios_folder_is_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().expect("a folder");
    let inside = folder.path().join("inside");
    written(folder.path(), &[("library.ron", LIBRARY)]);
    written(&inside, &[("main.ron", MAIN), ("quick.ron", TEAM)]);
    symlink("../library.ron", inside.join("library.ron")).expect("a link");
    let problems = files::scenario(&inside.join("main.ron")).expect_err("it leads out");
    assert_eq!(problems.list.len(), 1, "{}", problems.render(false));
    assert!(
        matches!(
            problems.list[0].code,
            Code::IncludeMissing | Code::IncludeOutside
        ),
        "{}",
        problems.render(false)
    );
    assert!(
        problems.list[0]
            .message
            .contains("outside the scenario's folder")
    );
    let (line, column) = place(MAIN, "\"library.ron\"");
    let found = problems.sources.position(problems.list[0].mark);
    assert_eq!(
        (found.file, found.line, found.column),
        ("main.ron", line, column)
    );

    // Neither is a folder that is a link.
    fs::remove_file(inside.join("library.ron")).expect("the link is gone");
    symlink("..", inside.join("up")).expect("a link");
    let main = MAIN.replace("\"library.ron\"", "\"up/library.ron\"");
    written(&inside, &[("main.ron", &main)]);
    let problems = files::scenario(&inside.join("main.ron")).expect_err("it leads out");
    assert!(
        problems.list[0]
            .message
            .contains("outside the scenario's folder")
    );

    // A link that stays inside is as good as the file.
    written(
        &inside,
        &[("main.ron", MAIN), ("parts/library.ron", LIBRARY)],
    );
    symlink("parts/library.ron", inside.join("library.ron")).expect("a link");
    if let Err(problems) = files::scenario(&inside.join("main.ron")) {
        panic!("{}", problems.render(false));
    }
}
