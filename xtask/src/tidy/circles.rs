//! No circle among the files of a crate, nor among its modules: of two, one can be read without the
//! other.

use super::Problem;
use crate::modules::{Modules, circles, shortest};
use crate::workspace::{Source, Workspace};
use std::collections::{BTreeMap, BTreeSet};

/// Each circle once, with the shortest way round: among files, then among the modules that a crate
/// consists of.
pub fn check(workspace: &Workspace) -> Vec<Problem> {
    let modules = Modules::of(workspace);
    let files = |file: usize| file;
    let mut tops: Vec<(&str, &str)> = workspace.sources.iter().map(top).collect();
    tops.sort_unstable();
    tops.dedup();
    let in_top = |file: usize| {
        let place = tops.binary_search(&top(&workspace.sources[file]));
        place.unwrap_or_else(|place| place)
    };
    let mut problems = round(workspace, &modules, "files", "a file below both", files);
    let among_modules = round(
        workspace,
        &modules,
        "modules",
        "a module below both",
        in_top,
    );
    // Of modules that are a file each it has been told.
    for problem in among_modules {
        if !(problems.iter()).any(|it| (&it.path, it.line) == (&problem.path, problem.line)) {
            problems.push(problem);
        }
    }
    problems
}

/// The crate and the module right below its root that a file belongs to.
fn top(source: &Source) -> (&str, &str) {
    let module = source.module.first().map_or("", String::as_str);
    (&source.package, module)
}

/// The circles among groups of files of one crate; `group` says which a file is in.
fn round(
    workspace: &Workspace,
    modules: &Modules,
    of: &str,
    into: &str,
    group: impl Fn(usize) -> usize,
) -> Vec<Problem> {
    let package = |file: usize| workspace.sources[file].package.as_str();
    // By groups, with the first place in which one names the other.
    let mut arrows: BTreeMap<(usize, usize), (usize, usize, usize)> = BTreeMap::new();
    for ((from, to), line) in &modules.arrows {
        let groups = (group(*from), group(*to));
        if package(*from) == package(*to) && groups.0 != groups.1 {
            arrows.entry(groups).or_insert((*from, *to, *line));
        }
    }
    circles(arrows.keys().copied())
        .into_iter()
        .map(|circle| {
            let within: BTreeSet<(usize, usize)> = arrows
                .keys()
                .copied()
                .filter(|(from, to)| circle.contains(from) && circle.contains(to))
                .collect();
            let way = circle
                .iter()
                .map(|start| shortest(*start, &within))
                .min_by_key(Vec::len)
                .unwrap_or_default();
            let places: Vec<(usize, usize, usize)> = way
                .windows(2)
                .filter_map(|step| arrows.get(&(step[0], step[1])).copied())
                .collect();
            let steps: Vec<String> = places
                .iter()
                .map(|(from, to, line)| {
                    let [from, to] = [*from, *to].map(|it| &workspace.sources[it].path);
                    format!("{from}:{line} names something of {to}")
                })
                .collect();
            let (first, line) = places
                .first()
                .map_or((0, None), |(from, _, line)| (*from, Some(*line)));
            Problem::new(
                &workspace.sources[first].path,
                line,
                format!(
                    "a circle of {} {of} ({}); move what both need into {into}",
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
    fn two_modules_that_know_each_other_by_different_files_are_found() {
        let found = circles(&[
            ("crates/core/src/lib.rs", "mod a; mod b;"),
            (
                "crates/core/src/a/mod.rs",
                "mod one; mod two; pub use two::Two;",
            ),
            (
                "crates/core/src/a/one.rs",
                "use crate::b::B; pub struct One(B);",
            ),
            ("crates/core/src/a/two.rs", "pub struct Two;"),
            (
                "crates/core/src/b/mod.rs",
                "mod four; mod three; pub use three::B;",
            ),
            ("crates/core/src/b/three.rs", "pub struct B;"),
            (
                "crates/core/src/b/four.rs",
                "use crate::a::Two; pub struct Four(Two);",
            ),
        ]);
        assert_eq!(found, ["crates/core/src/a/one.rs:1"]);
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
