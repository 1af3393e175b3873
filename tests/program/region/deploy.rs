//! How it is run, in files of others' formats: every option they give is one that the program has, and their
//! own tools find nothing wrong where they are there.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

/// Options in these files that are other programs'.
const OF_OTHERS: [&str; 6] = [
    "--auth-local",
    "--features",
    "--no-default-features",
    "--prefix",
    "--release",
    "--strict",
];

/// Options in a text, as they are typed.
fn options(text: &str) -> BTreeSet<String> {
    let signs = |c: char| !(c.is_ascii_alphanumeric() || c == '-');
    text.split(signs)
        .filter(|it| it.starts_with("--") && it[2..].starts_with(char::is_alphabetic))
        .map(str::to_owned)
        .collect()
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/region")
}

#[test]
fn every_option_that_the_recipes_give_is_the_programs() {
    let mut own = BTreeSet::new();
    for subcommand in ["serve", "records"] {
        let help = Command::new(env!("CARGO_BIN_EXE_wardroom"))
            .args([subcommand, "--help"])
            .output()
            .expect("the program can be started");
        own.extend(options(&String::from_utf8_lossy(&help.stdout)));
    }
    for (file, runs) in [
        ("wardroom@.service", true),
        ("compose.yaml", true),
        ("kubernetes.yaml", true),
        ("Dockerfile", false),
        ("nginx.conf", false),
        ("../region.md", true),
    ] {
        let text = std::fs::read_to_string(folder().join(file)).expect(file);
        let given = options(&text);
        let strange: Vec<_> = given
            .iter()
            .filter(|it| !own.contains(*it) && !OF_OTHERS.contains(&it.as_str()))
            .collect();
        assert!(strange.is_empty(), "{file}: {strange:?}");
        for needed in ["--exercise", "--stand-by", "--public", "--proxy"] {
            assert_eq!(given.contains(needed), runs, "{file}: {needed}");
        }
    }
}

#[test]
fn systemd_finds_nothing_wrong_with_the_unit() {
    let unit = tempfile::tempdir().expect("a folder");
    let unit = unit.path().join("wardroom@friday.service");
    std::fs::create_dir_all(unit.parent().expect("a folder")).expect("made");
    std::fs::copy(folder().join("wardroom@.service"), &unit).expect("copied");
    let Ok(told) = Command::new("systemd-analyze")
        .arg("verify")
        .arg(&unit)
        .output()
    else {
        eprintln!("skipped: there is no systemd-analyze");
        return;
    };
    let words = String::from_utf8_lossy(&told.stderr);
    assert!(
        told.status.success() && !words.contains("wardroom@"),
        "{words}"
    );
}
