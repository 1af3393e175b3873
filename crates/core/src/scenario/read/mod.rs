//! RON text in, typed shapes out, with every problem at once and every place kept. Must not know
//! what any particular shape means.
//!
//! The tree comes from `ron2`, which keeps places and recovers from syntax errors. The types come
//! from serde. A value that can't be read is noted, and the file is read again with an empty value
//! in its place until nothing new is found: so two mistakes in one structure are both reported, and
//! a file with a mistake still says which further files it includes.

mod problem;
mod value;

pub use problem::nearest;

use super::diagnostic::{Code, Diagnostic};
use super::mark::Mark;
use problem::{Cx, MAX_PROBLEMS};
use ron2::ast::{AttributeContent, Document, parse_document, parse_document_lossy};
use serde::de::DeserializeOwned;
use value::Value;

/// No file of a scenario is longer: the shipped one is a twentieth of it.
pub const MAX_FILE_BYTES: usize = 4 << 20;
/// No scenario nests deeper: the shipped one reaches 12.
const MAX_DEPTH: usize = 48;
/// How much text is read in all, over every reading of a file with mistakes.
const READ_AGAIN_BYTES: usize = 32 << 20;

/// Reads one file as a `T` whose outermost structure is called `name`.
///
/// Returns every problem found, each with its place, and the file as far as it could be read: with
/// empty values for what could not, so it is sound only if there is no problem.
pub fn read<T: DeserializeOwned>(
    file: u32,
    text: &str,
    name: &'static str,
) -> (Option<T>, Vec<Diagnostic>) {
    if let Some(problem) = hostile(file, text) {
        return (None, vec![problem]);
    }
    let (document, syntax) = match parse_document(text) {
        Ok(document) => (document, Vec::new()),
        Err(_) => parse_document_lossy(text),
    };
    let mut problems: Vec<Diagnostic> = syntax
        .iter()
        .take(MAX_PROBLEMS)
        .map(|error| wrong_syntax(file, text, error))
        .collect();
    problems.extend(unknown_extensions(file, &document));
    let Some(root) = &document.value else {
        if problems.is_empty() {
            problems.push(
                Diagnostic::new(
                    Code::Empty,
                    Mark {
                        file,
                        ..Mark::default()
                    },
                    "the file is empty",
                )
                .hint(format!("begin it with {name}(schema: 1, …)")),
            );
        }
        return (None, problems);
    };

    let broken = syntax
        .iter()
        .take(MAX_PROBLEMS)
        .map(|error| mark_of(file, error.span()))
        .collect();
    let cx = Cx::new(file, broken);
    let mut read = None;
    // A long file is read again less often, so that a hostile one can't keep us busy.
    for _ in 0..(READ_AGAIN_BYTES / (text.len() + 1)).clamp(8, 2 * MAX_PROBLEMS) {
        let before = cx.progress();
        match T::deserialize(Value::new(root, &cx)) {
            Ok(value) => {
                read = Some(value);
                if cx.progress() == before {
                    break;
                }
            }
            Err(error) => {
                if !error.reported {
                    cx.note(error, mark_of(file, root.span()));
                    break;
                }
                if cx.progress() == before || cx.problems.borrow().len() >= MAX_PROBLEMS {
                    break;
                }
            }
        }
    }
    problems.append(&mut cx.problems.borrow_mut());
    problems.sort_by_key(|problem| problem.mark);
    problems.dedup();
    if problems.is_empty() && read.is_none() {
        problems.push(Diagnostic::new(
            Code::Syntax,
            mark_of(file, root.span()),
            "this can't be read",
        ));
    }
    (read, problems)
}

/// What must not reach the parser at all.
fn hostile(file: u32, text: &str) -> Option<Diagnostic> {
    let at = |offset: usize, len: usize| Mark {
        file,
        start: u32::try_from(offset).unwrap_or(u32::MAX),
        end: u32::try_from(offset + len).unwrap_or(u32::MAX),
    };
    if let Some(offset) = text.bytes().position(|byte| byte == 0) {
        return Some(
            Diagnostic::new(Code::File, at(offset, 1), "there is a NUL byte in the text")
                .hint("save the file as plain UTF-8 text"),
        );
    }
    // The parser's own tokens, so that quotes and comments are what they are to it. Its own limit
    // does not see every way to nest, and braces cost it the square of their length.
    let mut depth = 0_usize;
    for token in ron2::__internal::Lexer::new(text) {
        match token.text {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            "{" => {
                return Some(
                    Diagnostic::new(
                        Code::Syntax,
                        mark_of(file, &token.span),
                        "a brace { has no place here",
                    )
                    .hint("lists stand in [ ], fields and values in ( )"),
                );
            }
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Some(
                Diagnostic::new(
                    Code::Depth,
                    mark_of(file, &token.span),
                    format!("brackets are nested more than {MAX_DEPTH} deep here"),
                )
                .hint("a scenario needs no more than a dozen; look for brackets that were never closed"),
            );
        }
    }
    None
}

/// What the parser found, in words, with what to do.
fn wrong_syntax(file: u32, text: &str, error: &ron2::error::Error) -> Diagnostic {
    let mark = mark_of(file, error.span());
    let problem = Diagnostic::new(Code::Syntax, mark, plain_syntax(&error.to_string()));
    let (before, after) = text
        .split_at_checked(error.span().start_offset)
        .unwrap_or((text, ""));
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match error.suggestion() {
        _ if after.starts_with('.') && digit(before.chars().next_back()) => {
            problem.hint("write a digit after the point: 1.0")
        }
        _ if after.starts_with('.') && digit(after.chars().nth(1)) => {
            problem.hint("write a digit before the point: 0.5")
        }
        Some(suggestion) => problem.hint(suggestion),
        None => problem.hint("look for a missing comma, bracket or quote just before it"),
    }
}

/// Extensions of the notation that a file asks for and nobody knows.
fn unknown_extensions(file: u32, document: &Document<'_>) -> Vec<Diagnostic> {
    const KNOWN: [&str; 4] = [
        "implicit_some",
        "unwrap_newtypes",
        "unwrap_variant_newtypes",
        "explicit_struct_names",
    ];
    let mut problems = Vec::new();
    for attribute in &document.attributes {
        let mark = mark_of(file, &attribute.span);
        let AttributeContent::Args(asked) = &attribute.content else {
            continue;
        };
        for asked in asked.iter().filter(|it| !KNOWN.contains(&it.as_ref())) {
            let problem = Diagnostic::new(
                Code::Syntax,
                mark,
                format!("there is no extension `{asked}` of this notation"),
            );
            problems.push(match nearest(asked, KNOWN) {
                Some(near) => problem.hint(format!("did you mean `{near}`?")),
                None => problem.hint("take the line out: nothing needs it"),
            });
        }
    }
    problems
}

fn mark_of(file: u32, span: &ron2::error::Span) -> Mark {
    Mark {
        file,
        start: u32::try_from(span.start_offset).unwrap_or(u32::MAX),
        end: u32::try_from(span.end_offset).unwrap_or(u32::MAX),
    }
}

/// The parser's message without its own place, which is shown anyway.
fn plain_syntax(message: &str) -> String {
    let message = message.split_once(": ").map_or(message, |(place, rest)| {
        if place.chars().any(|c| c.is_ascii_digit()) {
            rest
        } else {
            message
        }
    });
    let mut chars = message.chars();
    chars.next().map_or_else(
        || "this can't be read".to_owned(),
        |first| first.to_lowercase().chain(chars).collect(),
    )
}
