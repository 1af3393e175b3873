//! No circle among the files of a crate: of two files, one can be read without the other.

use super::Problem;
use crate::modules::{Modules, circles, shortest};
use crate::workspace::Workspace;
use std::collections::BTreeSet;

/// Each circle once, with the shortest way round.
pub fn check(workspace: &Workspace) -> Vec<Problem> {
    let modules = Modules::of(workspace);
    let package = |file: usize| workspace.sources[file].package.as_str();
    let arrows: BTreeSet<(usize, usize)> = modules
        .arrows
        .keys()
        .copied()
        .filter(|(from, to)| package(*from) == package(*to))
        .collect();
    circles(arrows.iter().copied())
        .into_iter()
        .map(|circle| {
            let within: BTreeSet<(usize, usize)> = arrows
                .iter()
                .copied()
                .filter(|(from, to)| circle.contains(from) && circle.contains(to))
                .collect();
            let way = circle
                .iter()
                .map(|start| shortest(*start, &within))
                .min_by_key(Vec::len)
                .unwrap_or_default();
            let steps: Vec<String> = way
                .windows(2)
                .map(|step| {
                    let line = modules.arrows[&(step[0], step[1])];
                    let [from, to] = [step[0], step[1]].map(|it| &workspace.sources[it].path);
                    format!("{from}:{line} names something of {to}")
                })
                .collect();
            let first = way.first().copied().unwrap_or(circle[0]);
            let line = way
                .get(1)
                .and_then(|next| modules.arrows.get(&(first, *next)));
            Problem::new(
                &workspace.sources[first].path,
                line.copied(),
                format!(
                    "a circle of {} files ({}); move what both need into a file below both",
                    circle.len(),
                    steps.join(", ")
                ),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{CORE, complains};

    fn circles(files: &[(&str, &str)]) -> Vec<String> {
        let mut all = vec![CORE, ("crates/core/src/lib.rs", "mod x;")];
        all.extend_from_slice(files);
        complains(super::check, &all)
    }

    #[test]
    fn two_files_that_know_each_other_are_found() {
        let found = circles(&[
            ("crates/core/src/lib.rs", "mod a; mod b;"),
            ("crates/core/src/a.rs", "use crate::b::B;\npub struct A;"),
            (
                "crates/core/src/b.rs",
                "pub struct B;\nfn b() -> super::a::A {}",
            ),
        ]);
        assert_eq!(found, ["crates/core/src/a.rs:1"]);
    }

    #[test]
    fn a_circle_through_a_parent_that_passes_on_is_found_and_not_the_passing_on() {
        let parent = (
            "crates/core/src/x/mod.rs",
            "mod a; mod b; pub use a::A; pub use b::B;",
        );
        let a = ("crates/core/src/x/a.rs", "pub struct A;");
        let b = ("crates/core/src/x/b.rs", "use super::A; pub struct B(A);");
        assert!(circles(&[parent, a, b]).is_empty());
        let a = (
            "crates/core/src/x/a.rs",
            "pub struct A; fn a() { crate::x::B; }",
        );
        assert_eq!(circles(&[parent, a, b]).len(), 1);
    }

    #[test]
    fn a_parent_that_uses_its_child_and_is_used_by_it_is_a_circle() {
        let parent = "mod a; pub struct P; fn p() { a::child(); }";
        let child = "use super::P; pub fn child() -> P {}";
        let found = circles(&[
            ("crates/core/src/x/mod.rs", parent),
            ("crates/core/src/x/a.rs", child),
        ]);
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn a_type_whose_methods_stand_in_files_that_need_each_other_is_found() {
        let a = "pub struct A; impl A { pub fn a(&self) { self.b(); } }";
        let b = "use super::a::A; impl A { pub fn b(&self) {} }";
        let found = circles(&[
            ("crates/core/src/lib.rs", "mod a; mod b;"),
            ("crates/core/src/a.rs", a),
            ("crates/core/src/b.rs", b),
        ]);
        assert_eq!(found, ["crates/core/src/a.rs:1"]);
        let alone = circles(&[
            ("crates/core/src/lib.rs", "mod a; mod b;"),
            ("crates/core/src/a.rs", "pub struct A;"),
            ("crates/core/src/b.rs", b),
        ]);
        assert!(alone.is_empty());
    }

    #[test]
    fn what_a_macro_defines_stands_where_the_macro_is_called() {
        let found = circles(&[
            ("crates/core/src/lib.rs", "mod a; mod b; pub use b::*;"),
            ("crates/core/src/a.rs", "use crate::AnId; pub struct A;"),
            (
                "crates/core/src/b.rs",
                "id!(AnId); pub fn b(it: crate::a::A) {}",
            ),
        ]);
        assert_eq!(found, ["crates/core/src/a.rs:1"]);
    }

    #[test]
    fn what_only_tests_need_makes_no_circle() {
        let found = circles(&[
            ("crates/core/src/lib.rs", "mod a; mod b;"),
            ("crates/core/src/a.rs", "use crate::b::B; pub struct A;"),
            (
                "crates/core/src/b.rs",
                "pub struct B; #[cfg(test)] mod tests { use crate::a::A; }",
            ),
        ]);
        assert!(found.is_empty());
    }

    #[test]
    fn a_circle_inside_macros_and_over_a_folder_s_name_is_found() {
        let found = circles(&[
            ("crates/core/src/lib.rs", "mod a; mod b;"),
            (
                "crates/core/src/a.rs",
                "use crate::b; pub fn a() { b::b(); }",
            ),
            (
                "crates/core/src/b.rs",
                "pub fn b() { format!(\"{}\", crate::a::a()); }",
            ),
        ]);
        assert_eq!(found.len(), 1);
    }
}
