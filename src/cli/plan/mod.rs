//! `wardroom plan`: a trust's own plan, checked, made of its document, beside what was rehearsed of it,
//! and what to rehearse next. One file a part.

mod check;
mod coverage;
mod covered;
mod import;
mod next;

use super::ended::{Failure, Outcome};
use super::terminal::say_problems;
use clap::{Args, Subcommand};
pub use covered::table as register_table;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wardroom_core::plan::Plan;
use wardroom_core::scenario::{Code, Scenario};
use wardroom_files as files;

/// Arguments of `wardroom plan`.
#[derive(Debug, Args)]
pub struct PlanArguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Say everything that is wrong with a plan; with scenarios, what in it means nothing in them.
    Check(check::Check),
    /// Make a plan file of the trust's own document: Word, Markdown, text, or a spreadsheet of action
    /// cards; and say what was not carried.
    Import(import::Import),
    /// Say which clauses exercises have rehearsed, and which none has touched.
    Coverage(coverage::CoverageArguments),
    /// Say which scenario would rehearse most of what waits for it, and by which injects.
    Next(next::Next),
}

pub fn plan(arguments: &PlanArguments) -> Outcome {
    match &arguments.what {
        What::Check(arguments) => check::check(arguments),
        What::Import(arguments) => import::import(arguments),
        What::Coverage(arguments) => coverage::coverage(arguments),
        What::Next(arguments) => next::next(arguments),
    }
}

/// The plan in a file.
pub fn plan_at(path: &Path) -> Result<Arc<Plan>, Failure> {
    files::plan(path).map_err(|problems| {
        say_problems(&problems);
        if problems.list.iter().all(|it| it.code == Code::File) {
            return Failure::CouldNotRun(format!("{} can't be read", path.display()));
        }
        Failure::Wrong(format!(
            "{}: {} found wrong",
            path.display(),
            problems.list.len()
        ))
    })
}

/// The plan with which an exercise is to be played, if one is named.
pub fn plan_asked(path: Option<&PathBuf>) -> Result<Option<Arc<Plan>>, Failure> {
    path.map(|it| plan_at(it)).transpose()
}

/// Scenarios by their paths, and those in folders; those that come with the program if none is named.
fn scenarios(paths: &[PathBuf]) -> Result<Vec<Arc<Scenario>>, Failure> {
    let shipped = [files::scenarios_folder()];
    let paths = if paths.is_empty() {
        &shipped[..]
    } else {
        paths
    };
    let mut found = Vec::new();
    for path in paths {
        if files::is_folder(path) || path == Path::new(files::SHIPPED) {
            let inside = files::scenarios_in(path);
            if inside.is_empty() {
                return Err(Failure::CouldNotRun(format!(
                    "{} has no scenario in it (no file that ends in .ron)",
                    path.display()
                )));
            }
            for path in inside {
                found.push(super::named_files::scenario_at(&path)?);
            }
        } else {
            found.push(super::named_files::scenario_at(path)?);
        }
    }
    Ok(found)
}
