//! A `///` says more than the name below it: units, why, what happens at the edge. One that only
//! repeats the name is noise, and better gone or written.

use super::Problem;
use crate::sight;
use crate::workspace::Workspace;
use std::collections::BTreeSet;
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};

/// Words that add nothing to a name.
const EMPTY: [&str; 26] = [
    "a", "an", "and", "are", "as", "at", "be", "for", "get", "give", "has", "have", "in", "is",
    "it", "its", "of", "on", "or", "return", "that", "the", "their", "this", "to", "whether",
];

/// Comments that only repeat.
pub fn check(workspace: &Workspace) -> Vec<Problem> {
    let mut problems = Vec::new();
    for source in &workspace.sources {
        let mut look = Look::default();
        look.visit_file(&source.syntax);
        problems.extend(look.hollow.into_iter().map(|(line, name)| {
            let what = format!(
                "the comment only repeats the name `{name}`; say what the name doesn't (a unit, a why, an edge), or delete it"
            );
            Problem::new(&source.path, line, what)
        }));
    }
    problems
}

#[derive(Default)]
struct Look {
    owner: String,
    hollow: Vec<(usize, String)>,
}

impl Look {
    fn at(&mut self, attributes: &[syn::Attribute], name: &syn::Ident) {
        let lines = sight::doc(attributes);
        let Some(first) = attributes.iter().find(|it| it.path().is_ident("doc")) else {
            return;
        };
        if repeats(&lines.join(" "), &name.to_string(), &self.owner) {
            let line = first.span().start().line;
            self.hollow.push((line, name.to_string()));
        }
    }

    fn within(&mut self, owner: String, look: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.owner, owner);
        look(self);
        self.owner = before;
    }
}

impl<'ast> Visit<'ast> for Look {
    fn visit_item_fn(&mut self, it: &'ast syn::ItemFn) {
        self.at(&it.attrs, &it.sig.ident);
    }

    fn visit_item_struct(&mut self, it: &'ast syn::ItemStruct) {
        self.at(&it.attrs, &it.ident);
        self.within(it.ident.to_string(), |look| {
            visit::visit_item_struct(look, it);
        });
    }

    fn visit_item_enum(&mut self, it: &'ast syn::ItemEnum) {
        self.at(&it.attrs, &it.ident);
        self.within(it.ident.to_string(), |look| {
            visit::visit_item_enum(look, it)
        });
    }

    fn visit_item_trait(&mut self, it: &'ast syn::ItemTrait) {
        self.at(&it.attrs, &it.ident);
        self.within(it.ident.to_string(), |look| {
            visit::visit_item_trait(look, it);
        });
    }

    fn visit_item_impl(&mut self, it: &'ast syn::ItemImpl) {
        let owner = match &*it.self_ty {
            syn::Type::Path(path) => path.path.segments.last().map(|it| it.ident.to_string()),
            _ => None,
        };
        self.within(owner.unwrap_or_default(), |look| {
            visit::visit_item_impl(look, it);
        });
    }

    fn visit_item_const(&mut self, it: &'ast syn::ItemConst) {
        self.at(&it.attrs, &it.ident);
    }

    fn visit_item_static(&mut self, it: &'ast syn::ItemStatic) {
        self.at(&it.attrs, &it.ident);
    }

    fn visit_item_type(&mut self, it: &'ast syn::ItemType) {
        self.at(&it.attrs, &it.ident);
    }

    fn visit_impl_item_fn(&mut self, it: &'ast syn::ImplItemFn) {
        self.at(&it.attrs, &it.sig.ident);
    }

    fn visit_impl_item_const(&mut self, it: &'ast syn::ImplItemConst) {
        self.at(&it.attrs, &it.ident);
    }

    fn visit_trait_item_fn(&mut self, it: &'ast syn::TraitItemFn) {
        self.at(&it.attrs, &it.sig.ident);
    }

    fn visit_variant(&mut self, it: &'ast syn::Variant) {
        self.at(&it.attrs, &it.ident);
        let owner = format!("{}{}", self.owner, it.ident);
        self.within(owner, |look| visit::visit_variant(look, it));
    }

    fn visit_field(&mut self, it: &'ast syn::Field) {
        if let Some(name) = &it.ident {
            self.at(&it.attrs, name);
        }
    }
}

/// Whether a comment has no word that its item's name, or the name of what the item belongs to,
/// doesn't have.
fn repeats(comment: &str, name: &str, owner: &str) -> bool {
    let known: BTreeSet<String> = words_of_name(name)
        .into_iter()
        .chain(words_of_name(owner))
        .map(|it| stem(&it))
        .collect();
    comment
        .replace("'s ", " ")
        .split(|it: char| !it.is_alphanumeric())
        .flat_map(words_of_name)
        .filter(|it| !EMPTY.contains(&it.as_str()))
        .all(|word| known.contains(&stem(&word)))
}

/// The words of a name, whether they are told apart by `_` or by capitals.
fn words_of_name(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_small = false;
    for letter in name.chars() {
        if letter == '_' || letter.is_uppercase() && after_small {
            words.push(String::new());
        }
        if letter != '_'
            && let Some(word) = words.last_mut()
        {
            word.extend(letter.to_lowercase());
        }
        after_small = letter.is_lowercase();
    }
    words.retain(|it| !it.is_empty());
    words
}

/// A word without the ending that tells many from one.
fn stem(word: &str) -> String {
    if let Some(start) = word.strip_suffix("ies")
        && start.len() > 2
    {
        return format!("{start}y");
    }
    match word.strip_suffix('s') {
        Some(start) if start.len() > 2 && !start.ends_with(['s', 'u', 'i']) => {
            start.strip_suffix("se").unwrap_or(start).to_owned()
        }
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CORE, complains};
    use super::repeats;

    #[test]
    fn a_comment_that_repeats_is_found() {
        for (comment, name, owner) in [
            ("The name.", "name", "Team"),
            ("The team's name.", "name", "Team"),
            ("Its host groups.", "host_group", "Estate"),
            ("A bed manager.", "BedManager", ""),
            ("Whether it is empty.", "is_empty", "Draft"),
            ("The services.", "services", ""),
            ("It.", "thing", ""),
        ] {
            assert!(repeats(comment, name, owner), "{comment}");
        }
        for (comment, name, owner) in [
            ("Minutes from STARTEX.", "at", "Event"),
            ("The name on the door.", "name", "Team"),
            ("What a team decides, and when.", "Team", ""),
        ] {
            assert!(!repeats(comment, name, owner), "{comment}");
        }
    }

    #[test]
    fn items_fields_and_variants_are_looked_at() {
        let text = "\
/// A team.
pub struct Team {
    /// Its name.
    name: String,
    /// Minutes until it arrives.
    delay: u32,
}
impl Team {
    /// The name.
    ///
    /// # Errors
    /// None is given.
    fn name() {}
    /// The delay.
    fn delay() {}
}
/// How it went.
enum End {
    /// Done.
    Done,
}
";
        let files = [CORE, ("crates/core/src/a.rs", text)];
        let lines = [1, 3, 14, 19].map(|it| format!("crates/core/src/a.rs:{it}"));
        assert_eq!(complains(super::check, &files), lines);
    }
}
