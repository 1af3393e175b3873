//! What there is: packages, their source files as syntax trees, and the names of all other files.
//! Code that only tests see is left out here, once, so that no check has to ask.
//!
//! Must not judge.

use crate::sight;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use syn::spanned::Spanned as _;
use walkdir::WalkDir;

/// Folders that hold what builds and runs leave behind.
const LEFT_BEHIND: [&str; 3] = ["target", "records", "screenshots"];

/// A package of the workspace.
pub struct Package {
    pub name: String,
    /// From the workspace's root, empty for the root itself.
    pub folder: String,
    /// All packages it depends on when it is built; what only its tests need is not among them.
    pub needs: BTreeSet<String>,
}

/// A source file below a package's `src`, without what only tests see.
pub struct Source {
    /// From the workspace's root, with `/`.
    pub path: String,
    pub package: String,
    /// Where it stands in its crate; nothing for `lib.rs`.
    pub module: Vec<String>,
    /// Without the lines of its tests.
    pub lines: usize,
    pub syntax: syn::File,
}

/// The workspace as it lies on the disk.
pub struct Workspace {
    pub packages: Vec<Package>,
    pub sources: Vec<Source>,
    /// Every file's path; of those that may be read here, the text too.
    pub files: BTreeMap<String, String>,
}

impl Workspace {
    /// Reads everything below a root.
    pub fn read(root: &Path) -> Result<Self, String> {
        let walk = WalkDir::new(root).into_iter().filter_entry(|entry| {
            let name = entry.file_name().to_string_lossy();
            entry.depth() == 0
                || !(name.starts_with('.')
                    || entry.depth() == 1 && LEFT_BEHIND.contains(&name.as_ref()))
        });
        let mut files = BTreeMap::new();
        for entry in walk {
            let entry = entry.map_err(|error| error.to_string())?;
            if !entry.file_type().is_file() {
                continue;
            }
            let path = entry
                .path()
                .strip_prefix(root)
                .unwrap_or_else(|_| entry.path())
                .to_string_lossy()
                .replace('\\', "/");
            let text = if is_text(&path) {
                std::fs::read_to_string(entry.path()).map_err(|why| format!("{path}: {why}"))?
            } else {
                String::new()
            };
            files.insert(path, text);
        }
        Self::of(files)
    }

    /// A workspace from paths and texts.
    pub fn of(files: BTreeMap<String, String>) -> Result<Self, String> {
        let packages = packages(&files)?;
        let mut sources = Vec::new();
        let mut of_tests = BTreeSet::new();
        for (path, text) in &files {
            let Some((package, below)) = home(&packages, path) else {
                continue;
            };
            let mut syntax = syn::parse_file(text)
                .map_err(|why| format!("{path}:{}: {why}", why.span().start().line))?;
            let module = module_of(below);
            let mut without = Without::default();
            without.tests(&mut syntax.items, &module);
            of_tests.extend(without.modules.into_iter().map(|it| (package.clone(), it)));
            sources.push(Source {
                path: path.clone(),
                package,
                module,
                lines: text.lines().count() - without.lines,
                syntax,
            });
        }
        sources.retain(|source| {
            !(1..=source.module.len()).any(|end| {
                of_tests.contains(&(source.package.clone(), source.module[..end].to_vec()))
            })
        });
        Ok(Self {
            packages,
            sources,
            files,
        })
    }

    /// Sources of the product: all but this package's.
    pub fn product(&self) -> impl Iterator<Item = &Source> {
        self.sources.iter().filter(|it| it.package != "xtask")
    }

    #[cfg(test)]
    pub fn sample(files: &[(&str, &str)]) -> Self {
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect();
        Self::of(files).expect("a sample that can be read")
    }
}

/// Whether a file's text is of use here.
fn is_text(path: &str) -> bool {
    [".rs", ".toml", ".md", ".css"]
        .iter()
        .any(|end| path.ends_with(end))
}

fn packages(files: &BTreeMap<String, String>) -> Result<Vec<Package>, String> {
    let mut packages = Vec::new();
    for (path, text) in files {
        let folder = match path.strip_suffix("Cargo.toml") {
            Some("") => "",
            Some(folder) if folder.ends_with('/') => folder.trim_end_matches('/'),
            _ => continue,
        };
        let manifest: toml::Table = text.parse().map_err(|why| format!("{path}: {why}"))?;
        let Some(name) = manifest
            .get("package")
            .and_then(|it| it.get("name"))
            .and_then(toml::Value::as_str)
        else {
            continue;
        };
        let needs = ["dependencies", "build-dependencies"]
            .iter()
            .filter_map(|kind| manifest.get(*kind)?.as_table())
            .flat_map(|table| table.keys().cloned())
            .collect();
        packages.push(Package {
            name: name.to_owned(),
            folder: folder.to_owned(),
            needs,
        });
    }
    Ok(packages)
}

/// The package of a source file, and the file's path below its `src/`.
fn home<'a>(packages: &[Package], path: &'a str) -> Option<(String, &'a str)> {
    if !path.ends_with(".rs") {
        return None;
    }
    packages.iter().find_map(|package| {
        let below = path.strip_prefix(&package.folder)?.trim_start_matches('/');
        Some((package.name.clone(), below.strip_prefix("src/")?))
    })
}

/// Where a file below `src/` stands among the modules.
fn module_of(below: &str) -> Vec<String> {
    let mut module: Vec<String> = below
        .trim_end_matches(".rs")
        .split('/')
        .map(str::to_owned)
        .collect();
    if module.last().is_some_and(|it| it == "mod") || module == ["lib"] {
        module.pop();
    }
    module
}

/// What is taken out because only tests see it.
#[derive(Default)]
struct Without {
    lines: usize,
    /// Modules in files of their own.
    modules: Vec<Vec<String>>,
}

impl Without {
    fn tests(&mut self, items: &mut Vec<syn::Item>, module: &[String]) {
        items.retain_mut(|item| {
            if !sight::only_tests(sight::attributes(item)) {
                match item {
                    syn::Item::Mod(inner) => {
                        if let Some((_, items)) = &mut inner.content {
                            let below = [module, &[inner.ident.to_string()]].concat();
                            self.tests(items, &below);
                        }
                    }
                    syn::Item::Impl(block) => block.items.retain(|item| match item {
                        syn::ImplItem::Fn(function) => {
                            let out = sight::only_tests(&function.attrs);
                            self.lines += if out { lines(function.span()) } else { 0 };
                            !out
                        }
                        _ => true,
                    }),
                    _ => {}
                }
                return true;
            }
            self.lines += lines(item.span());
            if let syn::Item::Mod(outside) = item
                && outside.content.is_none()
            {
                self.modules
                    .push([module, &[outside.ident.to_string()]].concat());
            }
            false
        });
    }
}

/// How many lines something takes.
pub fn lines(span: proc_macro2::Span) -> usize {
    span.end().line + 1 - span.start().line
}

#[cfg(test)]
mod tests {
    use super::Workspace;

    #[test]
    fn what_only_tests_see_is_left_out() {
        let made = Workspace::sample(&[
            ("Cargo.toml", "[package]\nname = \"top\""),
            (
                "src/lib.rs",
                "pub mod a;\n#[cfg(test)]\nmod tests {\n fn x() {}\n}\n#[cfg(test)]\nmod more;\n",
            ),
            ("src/more/mod.rs", ""),
            ("src/more/below.rs", ""),
            ("src/a.rs", ""),
        ]);
        let left: Vec<&str> = made.sources.iter().map(|it| it.path.as_str()).collect();
        assert_eq!(left, ["src/a.rs", "src/lib.rs"]);
        assert_eq!(made.sources[1].syntax.items.len(), 1);
        assert_eq!(made.sources[1].lines, 1);
    }
}
