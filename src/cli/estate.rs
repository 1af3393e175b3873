//! `wardroom estate`: a trust's own lists as an estate file.

use super::ended::{Ended, Failure, Outcome};
use super::named_files::unreadable;
use super::terminal::out;
use clap::Args;
use std::path::{Path, PathBuf};
use wardroom_files::{self as files, MAX_SHEET_BYTES, MAX_SMALL_BYTES};
use wardroom_papers::exchange::estate::{self as lists, Heads, Lists, import};
use wardroom_papers::exchange::sheet::Sheet;

/// Arguments of `wardroom estate`.
#[derive(Debug, Args)]
pub struct EstateArguments {
    /// The asset list: where each machine stands, what kind, which operating system, how many,
    /// patched or not, what runs on it. CSV, a workbook, or what `nmap -oX` writes.
    #[arg(long, value_name = "FILE")]
    assets: PathBuf,
    /// Which system needs which.
    #[arg(long, value_name = "FILE")]
    dependencies: Option<PathBuf>,
    /// Which service needs which system, and how much.
    #[arg(long, value_name = "FILE")]
    impact: Option<PathBuf>,
    /// Heads that are called otherwise there, as JSON: {"segment": "Block"}.
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// The estate file to write.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

pub fn estate(arguments: &EstateArguments) -> Outcome {
    if files::is_there(&arguments.output) {
        return Err(Failure::CouldNotRun(format!(
            "{} is there already; name another, so that nothing is written over",
            arguments.output.display()
        )));
    }
    let heads: Heads = match &arguments.map {
        None => Heads::default(),
        Some(path) => serde_json::from_slice(
            &files::read(path, MAX_SMALL_BYTES).map_err(unreadable(path))?,
        )
        .map_err(|error| Failure::Wrong(format!("{} is no mapping: {error}", path.display())))?,
    };
    let read = |path: &Option<PathBuf>| -> Result<Vec<Sheet>, Failure> {
        match path {
            Some(path) => sheets(path),
            None => Ok(Vec::new()),
        }
    };
    let lists = Lists {
        assets: sheets(&arguments.assets)?,
        dependencies: read(&arguments.dependencies)?,
        impact: read(&arguments.impact)?,
    };
    let estate = import(&lists, &heads).map_err(Failure::Wrong)?;
    super::named_files::write(&arguments.output, estate.text.as_bytes())?;
    for read in &estate.read {
        out(&format!("read: {read}\n"))?;
    }
    for assumed in &estate.assumed {
        out(&format!("assumed: {assumed}\n"))?;
    }
    for left in &estate.left {
        out(&format!("left: {left}\n"))?;
    }
    out(&format!(
        "{} is written. Name it in the scenario's `include`, and look at every line with “assumed”.\n",
        arguments.output.display()
    ))?;
    Ok(Ended::Done)
}

fn sheets(path: &Path) -> Result<Vec<Sheet>, Failure> {
    let bytes = files::read(path, MAX_SHEET_BYTES).map_err(unreadable(path))?;
    lists::sheets(&bytes).map_err(|error| Failure::Wrong(format!("{}: {error}", path.display())))
}
