//! What a source file mentions: every path, in code, in imports and inside macros, and every text.
//!
//! Must not know what is allowed.

use proc_macro2::{TokenStream, TokenTree};
use std::collections::BTreeMap;
use syn::visit::{self, Visit};

/// A path that stands in a file.
#[derive(Clone, Debug)]
pub struct Mention {
    /// As it is written, with `self` and `super` worked out: what is of this crate begins with
    /// `crate`.
    pub path: Vec<String>,
    pub line: usize,
    pub how: How,
    /// Of a call or of a macro's brackets after it: whether a number stands among its arguments.
    pub with_number: bool,
}

/// How a path stands in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// In an expression, a type, a pattern or a macro.
    Code,
    /// As one leaf of an import that only this module and those below see.
    Import,
    /// As one leaf of a `pub use`, `pub(crate) use`, ….
    Passed,
}

/// A leaf of an import.
#[derive(Clone)]
pub struct Import {
    /// What it is called here; nothing if everything is taken.
    pub name: Option<String>,
    pub path: Vec<String>,
    pub line: usize,
    pub how: How,
    pub wholly_public: bool,
}

/// All that is seen in a file.
#[derive(Default)]
pub struct Sight {
    pub imports: Vec<Import>,
    pub mentions: Vec<Mention>,
    /// Methods called without an argument, and macros, by name.
    pub bare_calls: Vec<(String, usize)>,
    pub macros: Vec<(String, usize)>,
    /// Texts between quotes.
    pub texts: Vec<(String, usize)>,
    /// Methods by their type, as the file names it.
    pub methods: Vec<(String, String)>,
    /// Calls of methods on `self`, by the type whose they are.
    pub self_calls: Vec<(String, String, usize)>,
    module: Vec<String>,
    owner: Option<String>,
}

impl Sight {
    /// Looks through a file.
    pub fn of(syntax: &syn::File, module: &[String]) -> Self {
        let mut sight = Self {
            module: module.to_vec(),
            ..Self::default()
        };
        sight.visit_file(syntax);
        let imports = sight.imports.clone();
        sight.mentions.extend(imports.iter().map(|it| Mention {
            path: it.path.clone(),
            line: it.line,
            how: it.how,
            with_number: false,
        }));
        sight
    }

    /// A path as it is known to the outside: its first part put in place of what it was imported as.
    pub fn whole(&self, path: &[String]) -> Vec<String> {
        let bound: BTreeMap<&str, &Vec<String>> = self
            .imports
            .iter()
            .filter_map(|it| Some((it.name.as_deref()?, &it.path)))
            .collect();
        match path.split_first() {
            Some((first, rest)) => match bound.get(first.as_str()) {
                Some(start) if start.as_slice() != path => [start.as_slice(), rest].concat(),
                _ => path.to_vec(),
            },
            None => Vec::new(),
        }
    }

    fn worked_out(&self, path: Vec<String>) -> Vec<String> {
        let mut from = self.module.clone();
        let mut rest = path.as_slice();
        let mut own = false;
        while let Some((first, after)) = rest.split_first() {
            match first.as_str() {
                "crate" => from.clear(),
                "super" => {
                    from.pop();
                }
                "self" => {}
                _ => break,
            }
            own = true;
            rest = after;
        }
        if !own {
            return path;
        }
        let mut whole = vec!["crate".to_owned()];
        whole.extend(from);
        whole.extend_from_slice(rest);
        whole
    }

    fn import(&mut self, tree: &syn::UseTree, before: &[String], as_what: (How, bool)) {
        let leaf = |path: Vec<String>, name: Option<String>, line: usize| Import {
            name,
            path: self.worked_out(path),
            line,
            how: as_what.0,
            wholly_public: as_what.1,
        };
        let made = match tree {
            syn::UseTree::Path(it) => {
                let before = [before, &[it.ident.to_string()]].concat();
                return self.import(&it.tree, &before, as_what);
            }
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(tree, before, as_what);
                }
                return;
            }
            syn::UseTree::Name(it) if it.ident == "self" => leaf(
                before.to_vec(),
                before.last().cloned(),
                it.ident.span().start().line,
            ),
            syn::UseTree::Name(it) => leaf(
                [before, &[it.ident.to_string()]].concat(),
                Some(it.ident.to_string()),
                it.ident.span().start().line,
            ),
            syn::UseTree::Rename(it) => {
                let mut path = before.to_vec();
                if it.ident != "self" {
                    path.push(it.ident.to_string());
                }
                leaf(
                    path,
                    Some(it.rename.to_string()),
                    it.ident.span().start().line,
                )
            }
            syn::UseTree::Glob(it) => {
                leaf(before.to_vec(), None, it.star_token.spans[0].start().line)
            }
        };
        self.imports.push(made);
    }

    /// Inside a macro there are only tokens: paths, calls and texts are picked out of them.
    fn tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let is = |at: usize, what: char| matches!(tokens.get(at), Some(TokenTree::Punct(it)) if it.as_char() == what);
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Ident(ident) => {
                    let line = ident.span().start().line;
                    let after_dot = at > 0 && is(at - 1, '.');
                    let mut path = vec![ident.to_string()];
                    while let (true, true, Some(TokenTree::Ident(next))) =
                        (is(at + 1, ':'), is(at + 2, ':'), tokens.get(at + 3))
                    {
                        path.push(next.to_string());
                        at += 3;
                    }
                    let brackets = match tokens.get(at + 1) {
                        Some(TokenTree::Group(group)) => Some(group.stream()),
                        _ => None,
                    };
                    if is(at + 1, '!') && !is(at + 2, '=') {
                        self.macros.push((path.concat(), line));
                    } else if after_dot {
                        if brackets.is_some_and(|it| it.is_empty()) {
                            self.bare_calls.push((path.concat(), line));
                        }
                    } else if path.len() > 1 {
                        let path = self.worked_out(path);
                        self.mentions.push(Mention {
                            path,
                            line,
                            how: How::Code,
                            with_number: brackets.is_some_and(has_number),
                        });
                    }
                }
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Literal(literal) => {
                    self.texts
                        .push((literal.to_string(), literal.span().start().line));
                }
                TokenTree::Punct(_) => {}
            }
            at += 1;
        }
    }

    fn path(&mut self, path: &syn::Path, with_number: bool) {
        let line = path
            .segments
            .first()
            .map_or(0, |it| it.ident.span().start().line);
        let path = path.segments.iter().map(|it| it.ident.to_string());
        let path = self.worked_out(path.collect());
        self.mentions.push(Mention {
            path,
            line,
            how: How::Code,
            with_number,
        });
    }
}

fn has_number(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|it| match it {
        TokenTree::Literal(literal) => literal
            .to_string()
            .starts_with(|c: char| c.is_ascii_digit()),
        TokenTree::Group(group) => has_number(group.stream()),
        _ => false,
    })
}

impl<'ast> Visit<'ast> for Sight {
    // Attributes hold doc comments, and visibilities paths that are no use of anything.
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_item_mod(&mut self, inner: &'ast syn::ItemMod) {
        self.module.push(inner.ident.to_string());
        visit::visit_item_mod(self, inner);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let as_what = match &item.vis {
            syn::Visibility::Inherited => (How::Import, false),
            vis => (How::Passed, matches!(vis, syn::Visibility::Public(_))),
        };
        self.import(&item.tree, &[], as_what);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.path(path, false);
        visit::visit_path(self, path);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        if let syn::Expr::Path(function) = &*call.func {
            let number = call.args.iter().any(|it| {
                matches!(it, syn::Expr::Lit(lit) if matches!(lit.lit, syn::Lit::Int(_) | syn::Lit::Float(_)))
            });
            if number {
                self.path(&function.path, true);
            }
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_item_impl(&mut self, block: &'ast syn::ItemImpl) {
        let before = self.owner.take();
        if let syn::Type::Path(path) = &*block.self_ty
            && let Some(name) = path.path.get_ident()
        {
            self.owner = Some(name.to_string());
            if block.trait_.is_none() {
                self.methods.extend(block.items.iter().filter_map(|it| {
                    let syn::ImplItem::Fn(function) = it else {
                        return None;
                    };
                    Some((name.to_string(), function.sig.ident.to_string()))
                }));
            }
        }
        visit::visit_item_impl(self, block);
        self.owner = before;
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        if let (Some(owner), syn::Expr::Path(on)) = (&self.owner, &*call.receiver)
            && on.path.is_ident("self")
        {
            let line = call.method.span().start().line;
            let called = (owner.clone(), call.method.to_string(), line);
            self.self_calls.push(called);
        }
        if call.args.is_empty() {
            let line = call.method.span().start().line;
            self.bare_calls.push((call.method.to_string(), line));
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, makro: &'ast syn::Macro) {
        if let Some(name) = makro.path.segments.last() {
            let line = name.ident.span().start().line;
            self.macros.push((name.ident.to_string(), line));
        }
        self.tokens(makro.tokens.clone());
    }

    fn visit_lit(&mut self, literal: &'ast syn::Lit) {
        match literal {
            syn::Lit::Str(text) => self.texts.push((text.value(), text.span().start().line)),
            syn::Lit::ByteStr(text) => self.texts.push((
                String::from_utf8_lossy(&text.value()).into_owned(),
                text.span().start().line,
            )),
            _ => {}
        }
    }
}

/// Whether something is there for tests alone.
pub fn only_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|it| {
        if it.path().is_ident("test") {
            return true;
        }
        let syn::Meta::List(list) = &it.meta else {
            return false;
        };
        let asked: String = list.tokens.to_string().split_whitespace().collect();
        it.path().is_ident("cfg") && (asked == "test" || asked.starts_with("all(test,"))
    })
}

/// An item's attributes.
pub fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    use syn::Item;
    match item {
        Item::Const(it) => &it.attrs,
        Item::Enum(it) => &it.attrs,
        Item::ExternCrate(it) => &it.attrs,
        Item::Fn(it) => &it.attrs,
        Item::ForeignMod(it) => &it.attrs,
        Item::Impl(it) => &it.attrs,
        Item::Macro(it) => &it.attrs,
        Item::Mod(it) => &it.attrs,
        Item::Static(it) => &it.attrs,
        Item::Struct(it) => &it.attrs,
        Item::Trait(it) => &it.attrs,
        Item::TraitAlias(it) => &it.attrs,
        Item::Type(it) => &it.attrs,
        Item::Union(it) => &it.attrs,
        Item::Use(it) => &it.attrs,
        _ => &[],
    }
}

/// An item's doc comment, one line a line.
pub fn doc(attributes: &[syn::Attribute]) -> Vec<String> {
    attributes
        .iter()
        .filter_map(|it| match &it.meta {
            syn::Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
                syn::Expr::Lit(lit) => match &lit.lit {
                    syn::Lit::Str(text) => Some(text.value().trim().to_owned()),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        })
        .collect()
}
