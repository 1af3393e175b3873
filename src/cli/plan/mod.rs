//! `wardroom plan`: a trust's own plan, checked, made of its document, beside what was rehearsed of it,
//! and what to rehearse next. One file a part.

mod check;
mod coverage;
mod covered;
mod import;
mod named;
mod next;

use super::ended::Outcome;
use clap::{Args, Subcommand};
pub use covered::table as register_table;
pub use named::plan_asked;

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
