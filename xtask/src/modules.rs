//! Who knows whom: which file names something of which other, and where that makes a circle.
//!
//! What a module only passes on counts for the file that defines it.

use crate::sight::{How, Sight};
use crate::workspace::Workspace;
use petgraph::Graph;
use petgraph::algo::tarjan_scc;
use petgraph::graph::NodeIndex;
use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A file, by its place among the workspace's sources.
pub type File = usize;

/// Arrows from file to file, each with the first line where it is drawn.
pub struct Modules {
    pub arrows: BTreeMap<(File, File), usize>,
}

/// What is needed to find out where a path leads.
struct Names<'a> {
    workspace: &'a Workspace,
    sights: Vec<Sight>,
    by_module: BTreeMap<(&'a str, &'a [String]), File>,
    defined: Vec<BTreeSet<String>>,
    /// A package by the name that code knows it by.
    crates: BTreeMap<String, &'a str>,
}

/// Where a path leads.
#[derive(Clone, Copy)]
enum Leads {
    ToModule(File),
    ToItem(File),
}

impl Modules {
    /// Draws every arrow of a workspace.
    pub fn of(workspace: &Workspace) -> Self {
        let names = Names::of(workspace);
        let mut arrows = BTreeMap::new();
        names.through_methods(&mut arrows);
        for (file, sight) in names.sights.iter().enumerate() {
            for mention in &sight.mentions {
                if mention.how == How::Passed {
                    continue;
                }
                let to = match names.leads(file, &mention.path, 0) {
                    Some(Leads::ToItem(to)) => to,
                    // All of a module, or the module's name alone: only the first is a use.
                    Some(Leads::ToModule(to)) if is_all(sight, &mention.path) => to,
                    _ => continue,
                };
                if to != file {
                    let line = arrows.entry((file, to)).or_insert(mention.line);
                    *line = mention.line.min(*line);
                }
            }
        }
        Self { arrows }
    }
}

fn is_all(sight: &Sight, path: &[String]) -> bool {
    sight
        .imports
        .iter()
        .any(|it| it.name.is_none() && it.how == How::Import && it.path == path)
}

impl<'a> Names<'a> {
    fn of(workspace: &'a Workspace) -> Self {
        let sources = &workspace.sources;
        let crates = workspace.packages.iter();
        Self {
            workspace,
            sights: sources
                .iter()
                .map(|it| Sight::of(&it.syntax, &it.module))
                .collect(),
            by_module: sources
                .iter()
                .enumerate()
                .map(|(at, it)| ((it.package.as_str(), it.module.as_slice()), at))
                .collect(),
            defined: sources
                .iter()
                .map(|it| it.syntax.items.iter().flat_map(names_of).collect())
                .collect(),
            crates: crates
                .map(|it| (it.name.replace('-', "_"), it.name.as_str()))
                .collect(),
        }
    }

    /// A type's methods may stand in several files: whoever calls one on `self` knows the file in
    /// which it stands, though no path says so.
    fn through_methods(&self, arrows: &mut BTreeMap<(File, File), usize>) {
        let mut stands: BTreeMap<(File, &str, &str), File> = BTreeMap::new();
        let defined_in =
            |file: File, of: &String| match self.leads(file, std::slice::from_ref(of), 0)? {
                Leads::ToItem(home) => Some(home),
                Leads::ToModule(_) => None,
            };
        for (file, sight) in self.sights.iter().enumerate() {
            for (of, method) in &sight.methods {
                if let Some(home) = defined_in(file, of) {
                    stands.insert((home, of, method), file);
                }
            }
        }
        for (file, sight) in self.sights.iter().enumerate() {
            for (of, method, line) in &sight.self_calls {
                let to = defined_in(file, of)
                    .and_then(|home| stands.get(&(home, of.as_str(), method.as_str())));
                if let Some(to) = to
                    && *to != file
                {
                    arrows.entry((file, *to)).or_insert(*line);
                }
            }
        }
    }

    /// Where a path that stands in a file leads, if to a file of this workspace.
    fn leads(&self, file: File, path: &[String], depth: usize) -> Option<Leads> {
        let source = &self.workspace.sources[file];
        let (first, rest) = path.split_first()?;
        if first == "crate" {
            return self.walk(&source.package, rest, depth);
        }
        // A name of this very module: an import, or a module below.
        let here = self.below(file, path, depth);
        if here.is_some() {
            return here;
        }
        self.walk(self.crates.get(first)?, rest, depth)
    }

    /// From a crate's root down.
    fn walk(&self, package: &str, path: &[String], depth: usize) -> Option<Leads> {
        let root = *self.by_module.get(&(package, &[][..]))?;
        if path.is_empty() {
            return Some(Leads::ToModule(root));
        }
        self.below(root, path, depth)
    }

    /// From a module down; nothing if the module knows no such name.
    fn below(&self, file: File, path: &[String], depth: usize) -> Option<Leads> {
        let (first, rest) = path.split_first()?;
        if depth > 20 {
            return None;
        }
        let source = &self.workspace.sources[file];
        let child = [source.module.as_slice(), std::slice::from_ref(first)].concat();
        if let Some(child) = self.by_module.get(&(source.package.as_str(), &child[..])) {
            if rest.is_empty() {
                return Some(Leads::ToModule(*child));
            }
            return self
                .below(*child, rest, depth + 1)
                .or(Some(Leads::ToItem(*child)));
        }
        if self.defined[file].contains(first) {
            return Some(Leads::ToItem(file));
        }
        let imports = &self.sights[file].imports;
        let named = imports
            .iter()
            .filter(|it| it.name.as_deref() == Some(first));
        for import in named {
            let whole = [import.path.as_slice(), rest].concat();
            if whole != path
                && let Some(leads) = self.leads(file, &whole, depth + 1)
            {
                return Some(leads);
            }
        }
        imports
            .iter()
            .filter(|it| it.name.is_none())
            .find_map(|import| {
                let Leads::ToModule(from) = self.leads(file, &import.path, depth + 1)? else {
                    return None;
                };
                (from != file).then(|| self.below(from, path, depth + 1))?
            })
    }
}

/// What an item defines. Of a macro's item every type that is named within: it may define any.
fn names_of(item: &syn::Item) -> Vec<String> {
    use syn::Item;
    let ident = match item {
        Item::Const(it) => &it.ident,
        Item::Enum(it) => &it.ident,
        Item::Fn(it) => &it.sig.ident,
        Item::Macro(it) => return types_in(it.mac.tokens.clone()),
        Item::Mod(it) if it.content.is_some() => &it.ident,
        Item::Static(it) => &it.ident,
        Item::Struct(it) => &it.ident,
        Item::Trait(it) => &it.ident,
        Item::Type(it) => &it.ident,
        Item::Union(it) => &it.ident,
        _ => return Vec::new(),
    };
    vec![ident.to_string()]
}

fn types_in(tokens: TokenStream) -> Vec<String> {
    let of = |it| match it {
        TokenTree::Ident(ident) => {
            let name = ident.to_string();
            let is_type = name.starts_with(char::is_uppercase);
            if is_type { vec![name] } else { Vec::new() }
        }
        TokenTree::Group(group) => types_in(group.stream()),
        _ => Vec::new(),
    };
    tokens.into_iter().flat_map(of).collect()
}

/// Every group of things that reach each other, largest first.
pub fn circles<T: Ord + Clone>(arrows: impl IntoIterator<Item = (T, T)>) -> Vec<Vec<T>> {
    let mut graph = Graph::<T, ()>::new();
    let mut nodes: BTreeMap<T, NodeIndex> = BTreeMap::new();
    for (from, to) in arrows {
        let from = *nodes
            .entry(from.clone())
            .or_insert_with(|| graph.add_node(from));
        let to = *nodes
            .entry(to.clone())
            .or_insert_with(|| graph.add_node(to));
        graph.update_edge(from, to, ());
    }
    let mut circles: Vec<Vec<T>> = tarjan_scc(&graph)
        .into_iter()
        .filter(|group| group.len() > 1)
        .map(|group| {
            let mut group: Vec<T> = group.into_iter().map(|it| graph[it].clone()).collect();
            group.sort();
            group
        })
        .collect();
    circles.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    circles
}

/// The shortest way from something back to itself.
pub fn shortest<T: Ord + Copy>(start: T, arrows: &BTreeSet<(T, T)>) -> Vec<T> {
    let mut before: BTreeMap<T, T> = BTreeMap::new();
    let mut next = VecDeque::from([start]);
    while let Some(at) = next.pop_front() {
        for (_, to) in arrows.iter().filter(|(from, _)| *from == at) {
            if *to == start {
                let mut way = vec![start, at];
                let mut at = at;
                while at != start {
                    at = before[&at];
                    way.push(at);
                }
                way.reverse();
                return way;
            }
            if !before.contains_key(to) {
                before.insert(*to, at);
                next.push_back(*to);
            }
        }
    }
    Vec::new()
}
