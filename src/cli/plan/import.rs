//! `wardroom plan import`: a plan file from the trust's own document.

use super::super::ended::{Ended, Failure, Outcome};
use super::super::named_files::{unreadable, write};
use super::super::terminal::out;
use super::named::plan_at;
use clap::Args;
use std::path::PathBuf;
use wardroom_files::{self as files, MAX_SHEET_BYTES};
use wardroom_papers::exchange::plan::{Cover, import as import_plan};

/// Arguments of `wardroom plan import`.
#[derive(Debug, Args)]
pub struct Import {
    /// The document: Word (.docx), PDF with text in it, Markdown (.md), plain text, or a spreadsheet of action
    /// cards (.xlsx, .ods, .csv).
    document: PathBuf,
    /// The plan file to write.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// The plan's id, the same in every version; made from the title if left out.
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// Its title; that of the document if left out.
    #[arg(long, value_name = "WORDS")]
    title: Option<String>,
    /// Whose plan it is.
    #[arg(long, value_name = "WORDS")]
    organisation: Option<String>,
    /// Its version; what the document says of it if left out.
    #[arg(long, value_name = "WORDS")]
    version: Option<String>,
}

pub fn import(arguments: &Import) -> Outcome {
    if files::is_there(&arguments.output) {
        return Err(Failure::CouldNotRun(format!(
            "{} is there already; name another, so that nothing is written over",
            arguments.output.display()
        )));
    }
    let path = &arguments.document;
    let bytes = files::read(path, MAX_SHEET_BYTES).map_err(unreadable(path))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let cover = Cover {
        id: arguments.id.clone().unwrap_or_default(),
        title: arguments.title.clone().unwrap_or_default(),
        organisation: arguments.organisation.clone().unwrap_or_default(),
        version: arguments.version.clone().unwrap_or_default(),
    };
    let imported = import_plan(&bytes, &name, &cover)
        .map_err(|why| Failure::Wrong(format!("{}: {why}", path.display())))?;
    write(&arguments.output, imported.text.as_bytes())?;
    for assumed in &imported.assumed {
        out(&format!("assumed: {assumed}\n"))?;
    }
    for left in &imported.left {
        out(&format!("left: {left}\n"))?;
    }
    out(&format!(
        "{} is written, with {} clauses. Compare it with the document, and look at it with `wardroom plan check`.\n",
        arguments.output.display(),
        imported.clauses
    ))?;
    // What was asked for on the command line may be what does not fit.
    plan_at(&arguments.output)?;
    Ok(Ended::Done)
}
