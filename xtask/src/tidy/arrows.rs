//! Lower rooms do not know higher ones, and no room hands on what is another's.

use super::Problem;
use crate::sight::Sight;
use crate::workspace::{Source, Workspace};
use std::collections::BTreeSet;

/// Each room and the rooms it may know.
const MAY_KNOW: [(&str, &[&str]); 12] = [
    ("wardroom-core", &[]),
    ("wardroom-author", &["wardroom-core"]),
    ("wardroom-papers", &["wardroom-core"]),
    ("wardroom-table", &["wardroom-core"]),
    ("wardroom-pages", &["wardroom-core", "wardroom-table"]),
    ("wardroom-region", &["wardroom-core"]),
    ("wardroom-sealed", &["wardroom-core"]),
    ("wardroom-files", &["wardroom-core", "wardroom-author"]),
    (
        "wardroom",
        &[
            "wardroom-core",
            "wardroom-author",
            "wardroom-papers",
            "wardroom-files",
            "wardroom-table",
            "wardroom-pages",
            "wardroom-region",
            "wardroom-sealed",
        ],
    ),
    ("wardroom-launcher", &[]),
    (
        "wardroom-fuzz",
        &[
            "wardroom-core",
            "wardroom-papers",
            "wardroom-pages",
            "wardroom-files",
        ],
    ),
    ("xtask", &[]),
];

/// Dependencies that run up, and items passed on that are not a crate's own.
pub fn check(workspace: &Workspace) -> Vec<Problem> {
    let mut problems = Vec::new();
    let rooms: BTreeSet<&str> = workspace
        .packages
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    for package in &workspace.packages {
        let manifest = format!("{}/Cargo.toml", package.folder);
        let manifest = manifest.trim_start_matches('/');
        let Some((_, may)) = MAY_KNOW.iter().find(|(name, _)| *name == package.name) else {
            problems.push(Problem::new(
                manifest,
                None,
                "a room without a level; say in `xtask/src/tidy/arrows.rs` which rooms it may know",
            ));
            continue;
        };
        for needed in &package.needs {
            if rooms.contains(needed.as_str()) && !may.contains(&needed.as_str()) {
                problems.push(Problem::new(
                    manifest,
                    None,
                    format!(
                        "{} may not know {needed}; take what is needed as an argument or a trait",
                        package.name
                    ),
                ));
            }
        }
    }
    problems.extend(workspace.product().flat_map(passed_on));
    problems
}

/// `pub use` of what another crate defines.
fn passed_on(source: &Source) -> Vec<Problem> {
    let sight = Sight::of(&source.syntax, &source.module);
    let inner: BTreeSet<String> = source
        .syntax
        .items
        .iter()
        .filter_map(|item| match item {
            syn::Item::Mod(it) => Some(it.ident.to_string()),
            syn::Item::Enum(it) => Some(it.ident.to_string()),
            _ => None,
        })
        .collect();
    sight
        .imports
        .iter()
        .filter(|it| it.wholly_public)
        .filter(|it| {
            let whole = sight.whole(&it.path);
            // `ron_tree` is the one door to `ron2`: its values are handed out there and nowhere else.
            let door =
                source.path.contains("/ron_tree/") && whole.first().is_some_and(|it| it == "ron2");
            !door
                && whole
                    .first()
                    .is_some_and(|first| first != "crate" && !inner.contains(first))
        })
        .map(|it| {
            let what = format!(
                "`pub use {}` passes on another crate's item; let each name it where it lives",
                it.path.join("::")
            );
            Problem::new(&source.path, it.line, what)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{CORE, complains};

    const PAPERS: &str = "[package]\nname = \"wardroom-papers\"\n[dependencies]\nserde = \"1\"\n";

    #[test]
    fn an_arrow_that_runs_up_is_found() {
        let down = format!("{PAPERS}wardroom-core.workspace = true\n");
        let fine = [CORE, ("crates/papers/Cargo.toml", down.as_str())];
        assert!(complains(super::check, &fine).is_empty());
        for (kind, found) in [
            ("dependencies", true),
            ("build-dependencies", true),
            // Tests of a lower room may stand on a higher one: nobody builds them but to test.
            ("dev-dependencies", false),
        ] {
            let core = format!("{}\n[{kind}]\nwardroom-papers.workspace = true\n", CORE.1);
            let up = [
                (CORE.0, core.as_str()),
                ("crates/papers/Cargo.toml", PAPERS),
            ];
            let expected: &[&str] = if found {
                &["crates/core/Cargo.toml:0"]
            } else {
                &[]
            };
            assert_eq!(complains(super::check, &up), expected, "{kind}");
        }
    }

    #[test]
    fn a_room_without_a_level_is_found() {
        let new = [(
            "crates/new/Cargo.toml",
            "[package]\nname = \"wardroom-new\"",
        )];
        assert_eq!(complains(super::check, &new), ["crates/new/Cargo.toml:0"]);
    }

    #[test]
    fn what_is_anothers_is_not_passed_on() {
        let text = "\
mod a;
pub use a::A;
pub use self::a::B;
pub use crate::a::C;
pub(crate) use serde::Serialize;
pub use serde::Deserialize;
use std::io;
pub use io::Error;
";
        let files = [CORE, ("crates/core/src/lib.rs", text)];
        assert_eq!(
            complains(super::check, &files),
            ["crates/core/src/lib.rs:6", "crates/core/src/lib.rs:8"]
        );
    }
}
