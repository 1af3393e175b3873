//! No function over a hundred lines, no file over six hundred. Tests are as long as they like.

use super::Problem;
use crate::workspace::{Source, Workspace};
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};

pub const MAX_FUNCTION: usize = 100;
pub const MAX_FILE: usize = 600;

/// Files and functions that are too long.
pub fn check(workspace: &Workspace) -> Vec<Problem> {
    let mut problems = Vec::new();
    for source in &workspace.sources {
        if source.lines > MAX_FILE {
            problems.push(Problem::new(
                &source.path,
                None,
                format!(
                    "{} lines, {MAX_FILE} are allowed; one idea a file: give the second idea a file of its own",
                    source.lines
                ),
            ));
        }
        for (name, line, long) in long_functions(source) {
            problems.push(Problem::new(
                &source.path,
                line,
                format!(
                    "`{name}` has {long} lines, {MAX_FUNCTION} are allowed; give its steps names of their own"
                ),
            ));
        }
    }
    problems
}

/// Functions of a file that are too long: name, first line, lines.
pub fn long_functions(source: &Source) -> Vec<(String, usize, usize)> {
    let mut long = Long::default();
    long.visit_file(&source.syntax);
    long.0
}

#[derive(Default)]
struct Long(Vec<(String, usize, usize)>);

impl Long {
    fn look(&mut self, signature: &syn::Signature, body: &syn::Block) {
        let from = signature.fn_token.span.start().line;
        let long = from.abs_diff(body.span().end().line) + 1;
        if long > MAX_FUNCTION {
            self.0.push((signature.ident.to_string(), from, long));
        }
    }
}

impl<'ast> Visit<'ast> for Long {
    fn visit_item_fn(&mut self, it: &'ast syn::ItemFn) {
        self.look(&it.sig, &it.block);
        visit::visit_item_fn(self, it);
    }

    fn visit_impl_item_fn(&mut self, it: &'ast syn::ImplItemFn) {
        self.look(&it.sig, &it.block);
        visit::visit_impl_item_fn(self, it);
    }

    fn visit_trait_item_fn(&mut self, it: &'ast syn::TraitItemFn) {
        if let Some(body) = &it.default {
            self.look(&it.sig, body);
        }
        visit::visit_trait_item_fn(self, it);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CORE, complains};

    fn function(lines: usize) -> String {
        format!(
            "/// Long.\nfn long() {{\n{}}}\n",
            "    a();\n".repeat(lines - 2)
        )
    }

    #[test]
    fn a_function_may_have_a_hundred_lines() {
        for (lines, problems) in [(100, 0), (101, 1)] {
            let text = function(lines);
            let files = [CORE, ("crates/core/src/a.rs", text.as_str())];
            assert_eq!(complains(super::check, &files).len(), problems);
        }
        let inside = format!("impl A {{\n{}}}", function(101));
        let files = [CORE, ("crates/core/src/a.rs", inside.as_str())];
        assert_eq!(complains(super::check, &files), ["crates/core/src/a.rs:3"]);
    }

    #[test]
    fn a_file_may_have_six_hundred_lines_beside_its_tests() {
        let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", function(300));
        for (lines, problems) in [(600, 0), (601, 1)] {
            let text = format!("{}{tests}", "// A line.\n".repeat(lines));
            let files = [CORE, ("crates/core/src/a.rs", text.as_str())];
            assert_eq!(complains(super::check, &files).len(), problems);
        }
    }
}
