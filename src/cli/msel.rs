//! `wardroom msel`: the events list of a scenario, out to a spreadsheet and in from one.

use super::ended::{Ended, Failure, Outcome};
use super::named_files::unreadable;
use super::terminal::{Data, out, out_data, say_problems};
use clap::{Args, Subcommand, ValueEnum};
use std::path::{Path, PathBuf};
use wardroom_core::exercise::Event;
use wardroom_core::scenario::Scenario;
use wardroom_files::{self as files, MAX_SHEET_BYTES, MAX_SMALL_BYTES};
use wardroom_papers::exchange::cexf;
use wardroom_papers::exchange::msel::{Given, Imported, Mapping, Outcome as Row, export, import};
use wardroom_papers::exchange::sheet::{self, Sheet};
use wardroom_papers::exchange::tables::tables;
use wardroom_papers::exchange::tools;

/// Arguments of `wardroom msel`.
#[derive(Debug, Args)]
pub struct Msel {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Write the events list as a workbook, as CSV or in the Common Exercise Format.
    Export(Export),
    /// Take an events list into a scenario, row by row, and say what was understood, guessed and
    /// left.
    Import(Import),
}

#[derive(Debug, Args)]
struct Export {
    /// The scenario's file.
    scenario: PathBuf,
    /// A workbook, CSV or CEXF; if nothing is said, what the ending of -o asks for.
    #[arg(long, alias = "to", value_enum)]
    format: Option<To>,
    /// With what was really sent in this record.
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Where to; stdout if nothing is said.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum To {
    /// A workbook for Excel.
    Xlsx,
    /// Comma-separated values.
    Csv,
    /// The MISP project's Common Exercise Format.
    Cexf,
}

#[derive(Debug, Args)]
struct Import {
    /// The list: a spreadsheet (XLSX, ODS, CSV), a table in a Word document or in Markdown; or the
    /// exercise of another tool: CEXF, OpenAEV or OpenBAS (JSON or ZIP), T3SF, ttx-community.
    list: PathBuf,
    /// The scenario that takes it in.
    #[arg(long, value_name = "SCENARIO")]
    into: PathBuf,
    /// The sheet or table that is read, by its name or number; if nothing is said, the one with the
    /// most heads that are known.
    #[arg(long, value_name = "NAME", alias = "table")]
    sheet: Option<String>,
    /// Which of its heads is which column, as JSON: {"text": "What happens"}; in a list without heads
    /// by letters: {"text": "G"}.
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// Keep the heads that were found as such a file, to hand it on.
    #[arg(long, value_name = "FILE")]
    save_map: Option<PathBuf>,
    /// Write the scenario's file. Without it nothing is written but what is said.
    #[arg(long)]
    write: bool,
}

pub fn msel(arguments: &Msel) -> Outcome {
    match &arguments.what {
        What::Export(arguments) => export_to(arguments),
        What::Import(arguments) => import_from(arguments),
    }
}

fn export_to(arguments: &Export) -> Outcome {
    let scenario = super::named_files::scenario_at(&arguments.scenario)?;
    let given = match &arguments.record {
        None => None,
        Some(path) => {
            let opened = super::named_files::opened(path)?;
            if opened.header.scenario != scenario.id {
                return Err(Failure::Wrong(format!(
                    "{} is a record of another scenario, “{}”",
                    path.display(),
                    opened.header.title
                )));
            }
            // What was sent stands in the record: nothing is played for it.
            let events: Vec<Event> = opened.events().cloned().collect();
            Some(Given::of(&scenario, &events))
        }
    };
    let ending = arguments
        .output
        .as_ref()
        .and_then(|path| path.extension())
        .and_then(|it| it.to_str());
    let to = arguments.format.unwrap_or(match ending {
        Some("csv") => To::Csv,
        Some("json") => To::Cexf,
        _ => To::Xlsx,
    });
    let bytes = match to {
        To::Cexf => format!("{:#}\n", cexf::export(&scenario)).into_bytes(),
        to => export(&scenario, given.as_ref(), to == To::Xlsx)
            .map_err(|error| Failure::CouldNotRun(error.to_string()))?,
    };
    match &arguments.output {
        Some(path) => super::named_files::write_of(&arguments.scenario, path, &bytes)?,
        None => out_data(
            &bytes,
            match to {
                To::Xlsx => Data::Binary,
                To::Csv => Data::Text,
                To::Cexf => Data::Json,
            },
        )?,
    }
    Ok(Ended::Done)
}

fn import_from(arguments: &Import) -> Outcome {
    let scenario = super::named_files::scenario_at(&arguments.into)?;
    let bytes =
        files::read(&arguments.list, MAX_SHEET_BYTES).map_err(unreadable(&arguments.list))?;
    let wrong = |why: String| Failure::Wrong(format!("{}: {why}", arguments.list.display()));
    let (sheets, told) = sheets_in(&scenario, &arguments.list, &bytes).map_err(wrong)?;
    let sheets = match &arguments.sheet {
        None => sheets,
        Some(name) => vec![named(sheets, name).map_err(wrong)?],
    };
    let mapping = match &arguments.map {
        None => Mapping::default(),
        Some(path) => {
            let bytes = files::read(path, MAX_SMALL_BYTES).map_err(unreadable(path))?;
            serde_json::from_slice(without_mark(&bytes)).map_err(|error| {
                Failure::Wrong(format!("{} is no mapping: {error}", path.display()))
            })?
        }
    };
    let imported =
        import(&scenario, &sheets, &mapping).map_err(|error| wrong(error.to_string()))?;
    for sentence in &told {
        out(&format!("{sentence}\n"))?;
    }
    out(&in_words(&imported))?;
    if let Some(path) = &arguments.save_map {
        let text = serde_json::to_string_pretty(&imported.mapping)
            .map_err(|error| Failure::CouldNotRun(error.to_string()))?;
        super::named_files::write(path, text.as_bytes())?;
    }
    if let Err(problems) = files::scenario_with(&arguments.into, &imported.text) {
        say_problems(&problems);
        return Err(Failure::Wrong(
            "with these rows the scenario would not be valid; nothing was written".to_owned(),
        ));
    }
    if arguments.write {
        super::named_files::write(&arguments.into, imported.text.as_bytes())?;
        out(&format!("{} is written.\n", arguments.into.display()))?;
    } else {
        out("Nothing is written yet: add --write.\n")?;
    }
    Ok(Ended::Done)
}

/// The sheets or tables of a file, by what it is and not by its name; and what of another tool's
/// exercise was not carried.
fn sheets_in(
    scenario: &Scenario,
    path: &Path,
    bytes: &[u8],
) -> Result<(Vec<Sheet>, Vec<String>), String> {
    if let Some(events) = tools::events(scenario, &path.to_string_lossy(), bytes)? {
        return Ok((vec![events.sheet], events.told));
    }
    let sheets = match tables(bytes) {
        Some(found) => found?,
        None => sheet::read(bytes).map_err(|error| error.to_string())?,
    };
    Ok((sheets, Vec::new()))
}

/// The sheet of a name, or of a number from 1.
fn named(mut sheets: Vec<Sheet>, name: &str) -> Result<Sheet, String> {
    let wanted = name.trim().to_lowercase();
    let is = |sheet: &Sheet| sheet.name.to_lowercase() == wanted;
    let number = wanted.trim_start_matches("table ").parse::<usize>().ok();
    let place = sheets.iter().position(is).or_else(|| {
        let place = number?.checked_sub(1)?;
        (place < sheets.len()).then_some(place)
    });
    match place {
        Some(place) => Ok(sheets.swap_remove(place)),
        None => {
            let names: Vec<String> = sheets.iter().map(|it| format!("“{}”", it.name)).collect();
            let names = names.join(", ");
            Err(format!(
                "There is no sheet or table “{name}” in it, but {names}."
            ))
        }
    }
}

/// Without the byte-order mark that some editors put before a text.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

fn in_words(imported: &Imported) -> String {
    let heads: Vec<String> = imported
        .heads
        .iter()
        .map(|(head, column)| format!("{head} for {}", column.head()))
        .collect();
    let mut words = String::new();
    // What another tool's file was made into has no heads of its own.
    if !heads.is_empty() {
        words.push_str(&format!("Taken: {}.\n", heads.join(", ")));
    }
    for noted in imported.noted.iter().chain(&imported.absent) {
        words.push_str(&format!("{noted}\n"));
    }
    let mut counts = [0_usize; 4];
    for row in &imported.rows {
        let (at, what) = match &row.outcome {
            Row::Same(id) => (0, format!("{id}: as it is")),
            Row::Changed(id, fields) => (1, format!("{id}: changes {}", fields.join(", "))),
            Row::New(id) => (2, format!("{id}: new")),
            Row::Left => (3, "left".to_owned()),
        };
        counts[at] += 1;
        if at == 0 && row.guessed.is_empty() && row.left.is_empty() {
            continue;
        }
        words.push_str(&format!("row {}: {what}\n", row.row));
        for guessed in &row.guessed {
            words.push_str(&format!("  guessed: {guessed}\n"));
        }
        for left in &row.left {
            words.push_str(&format!("  left: {left}\n"));
        }
    }
    for left in &imported.left {
        words.push_str(&format!("{left}\n"));
    }
    if !imported.unnamed.is_empty() {
        words.push_str(&format!(
            "Not in the list, and left as they are: {}.\n",
            imported.unnamed.join(", ")
        ));
    }
    let [same, changed, new, left] = counts;
    words.push_str(&format!(
        "{same} rows as they are, {changed} changed, {new} new, {left} left.\n"
    ));
    words
}
