//! RON text in, typed shapes out, with every problem at once and every place kept. Must not know
//! what any particular shape means.
//!
//! The tree comes from [`crate::ron_tree`], which keeps places and recovers from syntax errors; what
//! a word in quotes or a number means, plain `ron` says. The types come from serde. A value that can't
//! be read is noted, and the file is read again with an empty value in its place until nothing new is
//! found: so two mistakes in one structure are both reported, and a file with a mistake still says
//! which further files it includes.

mod asked;
mod choice;
mod parts;
mod problem;
mod value;

use super::diagnostic::{Code, Diagnostic};
use super::mark::Mark;
use crate::ron_tree::{Fault, Problem, parse};
use problem::{Cx, MAX_PROBLEMS, mark_of};
use serde::de::DeserializeOwned;
use value::Value;

/// No file of a scenario is longer: the shipped one is a twentieth of it.
pub const MAX_FILE_BYTES: usize = 4 << 20;
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
    let parsed = parse(text);
    let wrong = parsed.problems.iter().take(MAX_PROBLEMS);
    let broken = wrong.clone().map(|it| mark_of(file, &it.range)).collect();
    let mut problems: Vec<Diagnostic> = wrong.map(|it| told(file, it)).collect();
    let Some(root) = &parsed.root else {
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

    let cx = Cx::new(file, text, broken);
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
                    cx.note(error, mark_of(file, &root.range));
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
            mark_of(file, &root.range),
            "this can't be read",
        ));
    }
    (read, problems)
}

/// What is wrong with a text as RON, as a problem of the scenario.
fn told(file: u32, problem: &Problem) -> Diagnostic {
    let code = match problem.fault {
        Fault::NoText => Code::File,
        Fault::Depth => Code::Depth,
        Fault::Syntax => Code::Syntax,
    };
    Diagnostic::new(code, mark_of(file, &problem.range), &problem.message).hint(&problem.hint)
}
