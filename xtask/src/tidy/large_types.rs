//! A type with more than twelve fields is several ideas under one name, unless it is plain data.
//!
//! Plain data is what nothing in its crate changes through a method (no `&mut self`) and what
//! everybody who has it may read (no private field), or what is written down field by field
//! (`Serialize`, `Deserialize`, `JsonSchema`). Wide tables of a form or a file are that; an owner of a
//! dozen things that does things with them is not.

use super::Problem;
use crate::workspace::Workspace;
use std::collections::{BTreeMap, BTreeSet};
use syn::visit::{self, Visit};

pub const MAX_FIELDS: usize = 12;

/// A type that is too large.
pub struct Large {
    pub path: String,
    pub line: usize,
    pub name: String,
    pub fields: usize,
    pub methods: usize,
}

/// Types that do too much.
pub fn check(workspace: &Workspace) -> Vec<Problem> {
    large(workspace)
        .into_iter()
        .map(|it| {
            let what = format!(
                "`{}` has {} fields, {MAX_FIELDS} are allowed to what is not plain data ({} methods change it); give parts of one idea a type of their own",
                it.name, it.fields, it.methods
            );
            Problem::new(&it.path, it.line, what)
        })
        .collect()
}

/// Types with too many fields that are not plain data.
pub fn large(workspace: &Workspace) -> Vec<Large> {
    let mut changing: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let mut seen = Vec::new();
    for source in &workspace.sources {
        let mut look = Look::default();
        look.visit_file(&source.syntax);
        for name in look.changing {
            *changing.entry((source.package.as_str(), name)).or_default() += 1;
        }
        seen.extend(look.wide.into_iter().map(|it| (source, it)));
    }
    seen.into_iter()
        .filter_map(|(source, wide)| {
            let key = (source.package.as_str(), wide.name.clone());
            let methods = changing.get(&key).copied().unwrap_or(0);
            let plain = wide.written || methods == 0 && !wide.private;
            (!plain).then(|| Large {
                path: source.path.clone(),
                line: wide.line,
                name: wide.name,
                fields: wide.fields,
                methods,
            })
        })
        .collect()
}

struct Wide {
    name: String,
    line: usize,
    fields: usize,
    private: bool,
    written: bool,
}

#[derive(Default)]
struct Look {
    wide: Vec<Wide>,
    /// Types by each method that changes them.
    changing: Vec<String>,
}

impl<'ast> Visit<'ast> for Look {
    fn visit_item_struct(&mut self, it: &'ast syn::ItemStruct) {
        if it.fields.len() > MAX_FIELDS {
            self.wide.push(Wide {
                name: it.ident.to_string(),
                line: it.ident.span().start().line,
                fields: it.fields.len(),
                private: it
                    .fields
                    .iter()
                    .any(|field| matches!(field.vis, syn::Visibility::Inherited)),
                written: derives(&it.attrs)
                    .iter()
                    .any(|it| ["Serialize", "Deserialize", "JsonSchema"].contains(&it.as_str())),
            });
        }
    }

    fn visit_item_impl(&mut self, it: &'ast syn::ItemImpl) {
        if let (None, syn::Type::Path(path)) = (&it.trait_, &*it.self_ty)
            && let Some(name) = path.path.segments.last()
        {
            let methods = it.items.iter().filter(|item| match item {
                syn::ImplItem::Fn(function) => changes(&function.sig),
                _ => false,
            });
            let name = name.ident.to_string();
            self.changing.extend(methods.map(|_| name.clone()));
        }
        visit::visit_item_impl(self, it);
    }
}

fn changes(signature: &syn::Signature) -> bool {
    signature
        .receiver()
        .is_some_and(|it| matches!(it.kind, syn::ReceiverKind::Reference(_, _, Some(_))))
}

fn derives(attributes: &[syn::Attribute]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for attribute in attributes.iter().filter(|it| it.path().is_ident("derive")) {
        // What cannot be parsed here is refused by the compiler.
        let _ = attribute.parse_nested_meta(|meta| {
            names.extend(meta.path.segments.last().map(|it| it.ident.to_string()));
            Ok(())
        });
    }
    names
}

#[cfg(test)]
mod tests {
    use super::super::{CORE, complains};

    fn found(before: &str, vis: &str, fields: usize, after: &str) -> usize {
        let fields: String = (0..fields)
            .map(|at| format!("{vis} f{at}: u8,\n"))
            .collect();
        let text = format!("{before}\npub struct Wide {{\n{fields}}}\n{after}");
        complains(super::check, &[CORE, ("crates/core/src/a.rs", &text)]).len()
    }

    const CHANGES: &str = "impl Wide { pub fn change(&mut self) {} }";
    const READS: &str = "impl Wide { pub fn read(&self) {} }";

    #[test]
    fn an_owner_of_thirteen_things_is_found() {
        assert_eq!(found("", "", 13, ""), 1);
        assert_eq!(found("", "pub", 13, CHANGES), 1);
        assert_eq!(found("", "pub", 12, CHANGES), 0);
    }

    #[test]
    fn plain_data_may_be_wide() {
        assert_eq!(found("", "pub", 40, READS), 0);
        assert_eq!(found("", "pub(crate)", 40, ""), 0);
        assert_eq!(found("#[derive(Clone, serde::Serialize)]", "", 13, ""), 0);
    }
}
