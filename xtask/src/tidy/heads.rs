//! Every file begins by saying what it is.

use super::Problem;
use crate::sight;
use crate::workspace::Workspace;

/// Files without a `//!` head.
pub fn check(workspace: &Workspace) -> Vec<Problem> {
    workspace
        .sources
        .iter()
        .filter(|source| sight::doc(&source.syntax.attrs).concat().is_empty())
        .map(|source| {
            Problem::new(
                &source.path,
                1,
                "no head; begin with `//!`: what this file is, and what it must not do",
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{CORE, complains};

    #[test]
    fn a_file_without_a_head_is_found() {
        let files = [
            CORE,
            ("crates/core/src/lib.rs", "//! The rules."),
            ("crates/core/src/a.rs", "// A comment.\nfn a() {}"),
        ];
        assert_eq!(complains(super::check, &files), ["crates/core/src/a.rs:1"]);
    }
}
