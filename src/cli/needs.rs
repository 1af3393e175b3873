//! `wardroom needs`: the hot debrief and the training-needs consultation. Hands out the form,
//! takes the answers into the record, and says what people need.

use super::ended::{Ended, Failure, Outcome};
use super::give_away::GiveAway;
use super::terminal::{Data, out_data, say};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::path::{Path, PathBuf};
use wardroom_core::exercise::Command;
use wardroom_core::record::Story;
use wardroom_core::review::Finished;
use wardroom_files::{self as files, MAX_SHEET_BYTES};
use wardroom_papers::exchange::answers;
use wardroom_papers::report::needs;

/// Arguments of `wardroom needs`.
#[derive(Debug, Args)]
pub struct Needs {
    /// The record's file; with --form a scenario's file will do.
    record: PathBuf,
    /// Write the empty form to hand round, as CSV for a spreadsheet.
    #[arg(long, conflicts_with = "import")]
    form: bool,
    /// Take the answers of a form, CSV or a workbook, into the record. Rows that the record has
    /// already are passed over.
    #[arg(long, value_name = "FILE")]
    import: Option<PathBuf>,
    /// For a person, a workforce plan (CSV) or a program.
    #[arg(long, value_enum, default_value_t)]
    format: NeedsFormat,
    #[command(flatten)]
    give_away: GiveAway,
    /// Where to; stdout if nothing is said.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How what people need is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum NeedsFormat {
    /// For a person.
    #[default]
    Text,
    /// A row for each staff group and capability, for a workforce plan.
    Csv,
    /// For a program.
    Json,
}

pub fn needs(arguments: &Needs) -> Outcome {
    let bytes = if arguments.form {
        let story = if arguments.record.extension().is_some_and(|it| it == "ron") {
            Story::of(&*super::named_files::scenario_at(&arguments.record)?)
        } else {
            let opened = super::named_files::opened(&arguments.record)?;
            opened.story().map_err(Failure::Wrong)?
        };
        answers::form(&story)
    } else {
        if let Some(form) = &arguments.import {
            import(&arguments.record, form)?;
        }
        let opened = super::named_files::opened(&arguments.record)?;
        let finished = Finished::from_record(&opened)
            .map_err(|difference| Failure::Wrong(difference.to_string()))?;
        let found = arguments.give_away.apply(finished)?.needs();
        match arguments.format {
            NeedsFormat::Text => in_words(&found).into_bytes(),
            NeedsFormat::Csv => needs::workforce(&found),
            NeedsFormat::Json => format!("{}\n", json!(found)).into_bytes(),
        }
    };
    match &arguments.output {
        Some(path) => super::named_files::write_of(&arguments.record, path, &bytes)?,
        None if arguments.format == NeedsFormat::Json && !arguments.form => {
            out_data(&bytes, Data::Json)?;
        }
        None => out_data(&bytes, Data::Text)?,
    }
    Ok(Ended::Done)
}

/// Takes a form's answers into a record: all of them, or none.
fn import(record: &Path, form: &Path) -> Result<(), Failure> {
    let opened = super::named_files::opened(record)?;
    if !opened.ended() {
        return Err(Failure::Wrong(
            "The exercise has not ended. People are asked after ENDEX.".to_owned(),
        ));
    }
    let bytes = files::read(form, MAX_SHEET_BYTES).map_err(super::named_files::unreadable(form))?;
    let story = opened.story().map_err(Failure::Wrong)?;
    let read = answers::read(&story, &bytes).map_err(|error| Failure::Wrong(error.to_string()))?;
    for left in &read.left {
        say(left);
    }
    if !read.troubles.is_empty() {
        for trouble in &read.troubles {
            say(&format!("{}: {trouble}", form.display()));
        }
        return Err(Failure::Wrong(format!(
            "{} found wrong in the form; nothing was taken",
            read.troubles.len()
        )));
    }
    let known: Vec<_> = opened
        .commands()
        .filter_map(|(_, _, command)| match command.annotation() {
            Some(Command::Answer(answer)) => Some(*answer),
            _ => None,
        })
        .collect();
    let new = answers::new_ones(&known, &read);
    let (rows, taken) = (read.answers.len(), new.len());
    let new: Vec<Command> = new
        .into_iter()
        .map(|answer| Command::Answer(Box::new(answer)))
        .collect();
    if !new.is_empty() {
        let could_not = |why: String| Failure::CouldNotRun(format!("{}: {why}", record.display()));
        let mut amendment = files::amend(record).map_err(could_not)?;
        amendment
            .apply_all(&new, &crate::real_time::now())
            .map_err(|error| could_not(error.to_string()))?;
    }
    let answers = if rows == 1 { "answer" } else { "answers" };
    say(&format!(
        "{rows} {answers} in the form: {taken} taken into the record, {} in it already.",
        rows - taken
    ));
    Ok(())
}

fn in_words(needs: &wardroom_core::review::needs::Needs) -> String {
    if needs.answers == 0 {
        return "Nobody was asked yet. `--form` writes what to hand round, `--import` takes what comes back.\n".to_owned();
    }
    if needs.too_few() {
        return format!(
            "{} answered, and not all with their names: too few to tell anything without telling who said what.\n",
            needs.answers
        );
    }
    let mut words = format!("{} answered.", needs.answers);
    let confidence = needs.in_confidence();
    if !confidence.is_empty() {
        words.push_str(&format!(" {confidence}"));
    }
    words.push('\n');
    for group in &needs.groups {
        words.push_str(&format!("\n{} ({})\n", group.name, group.answers));
        for it in &group.capabilities {
            let sure = it
                .confidence
                .map_or_else(|| "–".to_owned(), |mean| format!("{mean:.1}"));
            words.push_str(&format!(
                "  sure {sure:>3} of 5, rated {}  {}: {}",
                wardroom_papers::report::rating_letter(it.shown),
                it.title,
                it.parting.words()
            ));
            let support = needs::support(it);
            if support.is_empty() {
                words.push('\n');
            } else {
                words.push_str(&format!("; would help: {support}\n"));
            }
        }
    }
    if !needs.unasked.is_empty() {
        words.push_str(&format!(
            "\nNobody answered from: {}.\n",
            needs.unasked.join(", ")
        ));
    }
    words
}
