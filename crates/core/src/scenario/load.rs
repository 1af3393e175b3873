//! Follows a scenario's includes and reads every file. Must not open files itself: the caller
//! hands in how a path becomes bytes, so that a record can be opened from the texts it carries.

use super::diagnostic::{Code, Diagnostic, Problems, Sources};
use super::mark::{Mark, Marked};
use super::model::{Attachment, MAX_ATTACHMENTS_BYTES};
use super::read::{MAX_FILE_BYTES, read};
use super::shape;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How a path relative to the scenario's folder becomes bytes; an error says why it can't, in
/// words.
pub type Fetch<'a> = &'a dyn Fn(&str) -> Result<Vec<u8>, String>;

/// No scenario includes more files.
const MAX_FILES: usize = 64;

/// The shapes of all files of a scenario.
#[derive(Debug)]
pub struct Loaded {
    /// The files.
    pub sources: Sources,
    /// The main file.
    pub scenario: shape::Scenario,
    /// The included files, in the order they were opened.
    pub libraries: Vec<shape::Library>,
    /// The scripted teams, with the mark of their entry in the main file.
    pub teams: Vec<(Mark, shape::Team)>,
    /// The files that injects carry, by their paths.
    pub attachments: BTreeMap<String, Arc<Attachment>>,
}

/// Reads a scenario's main file and all it includes.
///
/// # Errors
/// Every problem found in any of the files.
pub fn load(main: &str, fetch: Fetch<'_>) -> Result<Loaded, Problems> {
    let mut loader = Loader {
        fetch,
        sources: Sources::default(),
        problems: Vec::new(),
        libraries: Vec::new(),
        open: Vec::new(),
        done: Vec::new(),
        attached: BTreeMap::new(),
    };
    let mut scenario: Option<shape::Scenario> = loader.file(main, None, "Scenario");
    let mut teams = Vec::new();
    if let Some(scenario) = &mut scenario {
        loader.schema(&scenario.schema);
        loader.placed(main, &mut scenario.injects);
        loader.open.push(main.to_owned());
        for include in &scenario.include {
            loader.include(main, include);
        }
        loader.leave_out(&scenario.leave_out, 0);
        for library in &mut loader.libraries {
            scenario.injects.append(&mut library.injects);
            scenario.prompts.append(&mut library.prompts);
            scenario.objectives.append(&mut library.objectives);
        }
        loader.attachments(&scenario.injects);
        for entry in &scenario.teams {
            let Some(path) = loader.resolve(main, &entry.file) else {
                continue;
            };
            let team: Option<shape::Team> = loader.file(&path, Some(entry.file.mark), "Team");
            if let Some(team) = team {
                loader.schema(&team.schema);
                teams.push((entry.id.mark, team));
            }
        }
    }
    match scenario {
        Some(scenario) if loader.problems.is_empty() => Ok(Loaded {
            sources: loader.sources,
            scenario,
            libraries: loader.libraries,
            teams,
            attachments: loader.attached,
        }),
        _ => Err(Problems {
            sources: loader.sources,
            list: loader.problems,
        }),
    }
}

/// Reads one scripted team that no scenario lists.
///
/// # Errors
/// Every problem found in it.
pub fn load_team(path: &str, bytes: &[u8]) -> Result<(Sources, shape::Team), Problems> {
    load_alone(path, bytes, "Team", |team: &shape::Team| &team.schema)
}

/// Reads a file that no scenario names, and that says for which version of the format it is written.
///
/// # Errors
/// Every problem found in it.
pub fn load_alone<T: serde::de::DeserializeOwned>(
    path: &str,
    bytes: &[u8],
    name: &'static str,
    schema: impl Fn(&T) -> &Marked<u32>,
) -> Result<(Sources, T), Problems> {
    let fetch = |_: &str| Ok(bytes.to_vec());
    let mut loader = Loader {
        fetch: &fetch,
        sources: Sources::default(),
        problems: Vec::new(),
        libraries: Vec::new(),
        open: Vec::new(),
        done: Vec::new(),
        attached: BTreeMap::new(),
    };
    let found: Option<T> = loader.file(path, None, name);
    if let Some(found) = &found {
        loader.schema(schema(found));
    }
    match found {
        Some(found) if loader.problems.is_empty() => Ok((loader.sources, found)),
        _ => Err(Problems {
            sources: loader.sources,
            list: loader.problems,
        }),
    }
}

/// Reads one file that stands for itself and holds a structure of this name.
///
/// # Errors
/// Every problem found in it.
pub fn read_one<T: serde::de::DeserializeOwned>(
    path: &str,
    text: &str,
    name: &'static str,
) -> Result<T, Problems> {
    let mut sources = Sources::default();
    let file = sources.add(path, text);
    match read(file, text, name) {
        (Some(value), list) if list.is_empty() => Ok(value),
        (_, list) => Err(Problems { sources, list }),
    }
}

struct Loader<'a> {
    fetch: Fetch<'a>,
    sources: Sources,
    problems: Vec<Diagnostic>,
    libraries: Vec<shape::Library>,
    /// Files being read, outermost first.
    open: Vec<String>,
    /// Libraries that have been read.
    done: Vec<String>,
    /// Files that injects carry, by their paths.
    attached: BTreeMap<String, Arc<Attachment>>,
}

impl Loader<'_> {
    fn file<T: serde::de::DeserializeOwned>(
        &mut self,
        path: &str,
        asked_at: Option<Mark>,
        name: &'static str,
    ) -> Option<T> {
        let bytes = match (self.fetch)(path) {
            Ok(bytes) => bytes,
            Err(why) => {
                let (code, mark) = match asked_at {
                    Some(mark) => (Code::IncludeMissing, mark),
                    None => {
                        let file = self.sources.add(path, "");
                        (
                            Code::File,
                            Mark {
                                file,
                                ..Mark::default()
                            },
                        )
                    }
                };
                self.problems.push(
                    Diagnostic::new(code, mark, format!("the file {path} can't be read: {why}"))
                        .hint("check the spelling; the path is relative to the file that names it"),
                );
                return None;
            }
        };
        if bytes.len() > MAX_FILE_BYTES {
            let file = self.sources.add(path, "");
            self.problems.push(
                Diagnostic::new(
                    Code::File,
                    Mark {
                        file,
                        ..Mark::default()
                    },
                    format!(
                        "the file is longer than {} MB, as no scenario file may be",
                        MAX_FILE_BYTES >> 20
                    ),
                )
                .hint("this does not look like a scenario; spread a very large one over included files"),
            );
            return None;
        }
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let file = self.sources.add(path, text);
                let start = u32::try_from(good).unwrap_or(u32::MAX);
                self.problems.push(
                    Diagnostic::new(
                        Code::File,
                        Mark {
                            file,
                            start,
                            end: start,
                        },
                        "the file is not UTF-8 text from here on",
                    )
                    .hint("open it in an editor and save it with the encoding UTF-8"),
                );
                return None;
            }
        };
        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        };
        let file = self.sources.add(path, text);
        let text = &self.sources.files()[file as usize].text;
        let (value, mut problems) = read(file, text, name);
        self.problems.append(&mut problems);
        value
    }

    fn schema(&mut self, schema: &Marked<u32>) {
        // An empty place: the missing schema has been told already.
        let written = schema.mark != Mark::default();
        if written && schema.value != shape::SCHEMA {
            self.problems.push(
                Diagnostic::new(
                    Code::Schema,
                    schema.mark,
                    format!(
                        "this file is written for version {} of the format; this program reads version {}",
                        schema.value,
                        shape::SCHEMA
                    ),
                )
                .hint(format!("write `schema: {}`, or use a newer Wardroom", shape::SCHEMA)),
            );
        }
    }

    /// The paths of the files that a file's injects carry, as seen from the scenario's folder.
    fn placed(&mut self, from: &str, injects: &mut [shape::Inject]) {
        for attached in injects.iter_mut().flat_map(|it| &mut it.attachments) {
            if let Some(path) = self.resolve(from, &attached.file) {
                attached.file.value = path;
            }
        }
    }

    /// Reads each file that an inject carries, once.
    fn attachments(&mut self, injects: &[shape::Inject]) {
        let mut left = MAX_ATTACHMENTS_BYTES;
        for asked in injects.iter().flat_map(|it| &it.attachments) {
            let path = &asked.file.value;
            if self.attached.contains_key(path) {
                continue;
            }
            let mark = asked.file.mark;
            let bytes = match (self.fetch)(path) {
                Ok(bytes) => bytes,
                Err(why) => {
                    self.problems.push(
                        Diagnostic::new(
                            Code::IncludeMissing,
                            mark,
                            format!("the file {path} can't be read: {why}"),
                        )
                        .hint("check the spelling; the path is relative to the file that names it"),
                    );
                    continue;
                }
            };
            let more = bytes.len();
            match Attachment::of(path, bytes.clone()) {
                Ok(_) if more > left => {
                    let most = MAX_ATTACHMENTS_BYTES >> 20;
                    let words = format!("with {path}, injects carry more than {most} MB in all");
                    self.problems
                        .push(Diagnostic::new(Code::Attachment, mark, words).hint(
                            "make pictures smaller: 1,600 pixels are enough for a projector",
                        ));
                }
                Ok(attachment) => {
                    left -= more;
                    self.sources.add_bytes(path, bytes);
                    self.attached.insert(path.clone(), Arc::new(attachment));
                }
                Err(why) => self.problems.push(
                    Diagnostic::new(Code::Attachment, mark, format!("{path} {why}")).hint(
                        "an inject can carry a PNG or JPEG, a PDF, a CSV, an MP3, WAV or Ogg",
                    ),
                ),
            }
        }
    }

    fn include(&mut self, from: &str, include: &Marked<String>) {
        let Some(path) = self.resolve(from, include) else {
            return;
        };
        if let Some(at) = self.open.iter().position(|open| *open == path) {
            let circle = self.open[at..].join(" → ");
            self.problems.push(
                Diagnostic::new(
                    Code::IncludeCycle,
                    include.mark,
                    format!("files include each other in a circle: {circle} → {path}"),
                )
                .hint("take this include out"),
            );
            return;
        }
        if self.done.contains(&path) {
            return;
        }
        if self.done.len() >= MAX_FILES {
            self.problems.push(
                Diagnostic::new(
                    Code::File,
                    include.mark,
                    format!("a scenario may include {MAX_FILES} files at most"),
                )
                .hint("join some of them"),
            );
            return;
        }
        self.done.push(path.clone());
        let library: Option<shape::Library> = self.file(&path, Some(include.mark), "Library");
        if let Some(mut library) = library {
            self.schema(&library.schema);
            self.placed(&path, &mut library.injects);
            self.open.push(path.clone());
            let first = self.libraries.len();
            for deeper in &library.include {
                self.include(&path, deeper);
            }
            self.open.pop();
            self.leave_out(&library.leave_out, first);
            self.libraries.push(library);
        }
    }

    /// Takes parts out of the libraries from `first` on: those that the file includes that says so.
    fn leave_out(&mut self, entries: &[Marked<String>], first: usize) {
        for entry in entries {
            let (list, id) = entry.value.split_once('/').unwrap_or(("", ""));
            let mut taken = 0;
            for library in &mut self.libraries[first..] {
                macro_rules! take {
                    ($($name:ident),*) => {
                        match list {
                            $(stringify!($name) => {
                                let before = library.$name.len();
                                library.$name.retain(|it| it.id.value != id);
                                taken += before - library.$name.len();
                            })*
                            _ => {}
                        }
                    };
                }
                take!(
                    organisations,
                    builds,
                    segments,
                    links,
                    systems,
                    services,
                    pathways,
                    crews,
                    channels,
                    bodies,
                    roles,
                    cards,
                    injects,
                    prompts,
                    objectives
                );
            }
            if taken == 0 {
                self.problems.push(
                    Diagnostic::new(
                        Code::UnknownId,
                        entry.mark,
                        format!("nothing that this file includes is “{}”", entry.value),
                    )
                    .hint("write the list and the id, e.g. \"cards/isolate-segment\""),
                );
            }
        }
    }

    /// A path relative to the scenario's folder, from one relative to a file.
    fn resolve(&mut self, from: &str, path: &Marked<String>) -> Option<String> {
        let mut parts: Vec<&str> = from.split('/').collect();
        parts.pop();
        let text = path.value.as_str();
        let mut outside = text.starts_with('/') || text.contains(['\\', ':', '\0']);
        for part in text.split('/') {
            match part {
                "" | "." => {}
                ".." => outside |= parts.pop().is_none(),
                part => parts.push(part),
            }
        }
        if outside {
            self.problems.push(
                Diagnostic::new(
                    Code::IncludeOutside,
                    path.mark,
                    "this path leaves the scenario's folder",
                )
                .hint("include files below the scenario's own folder, by a relative path with /"),
            );
            return None;
        }
        if parts.is_empty() {
            self.problems.push(
                Diagnostic::new(Code::IncludeMissing, path.mark, "this path names no file")
                    .hint("write the file's name, e.g. \"library/roles.ron\""),
            );
            return None;
        }
        Some(parts.join("/"))
    }
}
