//! `wardroom packs`: an exercise without a network: a sealed page and papers for each role, and the
//! facilitator's list of words. What goes into them is not decided here.

use super::ended::{Ended, Failure, Outcome};
use super::terminal::{out, say};
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use std::sync::Arc;
use wardroom_core::exercise::SUREST;
use wardroom_core::file_name::file_name;
use wardroom_core::scenario::{RoleId, Scenario};
use wardroom_files as files;
use wardroom_papers::report;
use wardroom_papers::report::packs::{Handout, Line, Sheet, role_pack, sheets, word_list};
use wardroom_sealed::{Codes, Entry, ITERATIONS, Pack, What, bits, pack, plan};

/// Arguments of `wardroom packs`.
#[derive(Debug, Args)]
pub struct Packs {
    /// The scenario's file.
    scenario: PathBuf,
    /// The folder for the packs; it must be empty, or not there yet.
    #[arg(short, long, value_name = "DIR", default_value = "packs")]
    output: PathBuf,
    /// What the papers are written as.
    #[arg(long, alias = "to", value_enum, default_value_t)]
    format: Paper,
    /// How many words open a message. Three take a thief with a fast graphics card a week, not minutes.
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(2..=4))]
    words: u8,
}

/// Kinds of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Paper {
    /// PDFs that can be read aloud.
    #[default]
    Pdf,
    /// Pages that print on A4.
    Html,
    /// Word files.
    Docx,
}

pub fn packs(arguments: &Packs) -> Outcome {
    let scenario = super::named_files::scenario_at(&arguments.scenario)?;
    // Pages that were given away open with their own list alone: nothing is written over one.
    if !files::is_free(&arguments.output) {
        return Err(Failure::CouldNotRun(format!(
            "{} is not empty: choose another folder, for new words don’t open pages of old ones",
            arguments.output.display()
        )));
    }
    let failed = |why: &dyn std::fmt::Display| Failure::CouldNotRun(why.to_string());
    let words = usize::from(arguments.words);
    let entries = plan(&scenario, words).map_err(|why| failed(&why))?;
    say("Sealing: a slow step for each message …");
    let made = pack(&scenario, &entries, ITERATIONS).map_err(|why| failed(&why))?;
    let written = all(&scenario, &entries, &made, arguments)?;
    files::write_together(&written)
        .map_err(|error| Failure::CouldNotRun(format!("the packs can't be written: {error}")))?;
    for (path, _) in &written {
        out(&format!("{}\n", path.display()))?;
    }
    say(&format!(
        "Give each role its files in “roles”; keep “facilitator” to yourself. {words} words are {:.0} bits: enough against peeking, not against somebody who sets a computer to it.",
        bits(words)
    ));
    Ok(Ended::Done)
}

/// Every file with its path.
fn all(
    scenario: &Arc<Scenario>,
    entries: &[Entry],
    made: &Pack,
    arguments: &Packs,
) -> Result<Vec<(PathBuf, Vec<u8>)>, Failure> {
    let codes = Codes::of(scenario);
    let roles = arguments.output.join("roles");
    let own = arguments.output.join("facilitator");
    let mut written = Vec::new();
    let list = word_list(scenario, &made.mark, &lines(entries));
    written.push(paper(arguments.format, own.join("words"), &list)?);
    for page in &made.pages {
        let id = &scenario.roles[page.role.at()].id;
        let called = |ending: &str| file_name(&format!("{id}{ending}"));
        written.push((roles.join(called(".html")), page.html.clone().into_bytes()));
        let pack = role_pack(scenario, page.role);
        written.push(paper(
            arguments.format,
            roles.join(called("-paper")),
            &pack,
        )?);
        let own_sheets = theirs(scenario, codes.as_ref(), entries, page.role);
        let document = sheets(scenario, page.role, &own_sheets);
        written.push(paper(
            arguments.format,
            own.join(called("-sheets")),
            &document,
        )?);
    }
    Ok(written)
}

/// A document as a file.
fn paper(
    format: Paper,
    path: PathBuf,
    document: &report::document::Document,
) -> Result<(PathBuf, Vec<u8>), Failure> {
    let failed = |why: &dyn std::fmt::Display| Failure::CouldNotRun(why.to_string());
    let (ending, bytes) = match format {
        Paper::Docx => ("docx", report::docx(document).map_err(|why| failed(&why))?),
        Paper::Pdf => ("pdf", report::pdf(document).map_err(|why| failed(&why))?),
        Paper::Html => ("html", report::page(document).into_bytes()),
    };
    let mut name = path.into_os_string();
    name.push(".");
    name.push(ending);
    Ok((name.into(), bytes))
}

fn lines(entries: &[Entry]) -> Vec<Line> {
    let line = |it: &Entry| Line {
        number: it.number,
        when: it.when.clone(),
        kind: match it.what {
            What::Message(_) => "Message",
            What::Question(_) => "Decision",
            What::Jump(_) => "Time jump",
        }
        .to_owned(),
        to: it.to.clone(),
        title: it.title.clone(),
        phrase: it.phrase.clone(),
    };
    entries.iter().map(line).collect()
}

/// The sheets of a role.
fn theirs(
    scenario: &Scenario,
    codes: Option<&Codes>,
    entries: &[Entry],
    role: RoleId,
) -> Vec<Sheet> {
    let mine = entries.iter().filter(|it| it.to.contains(&role));
    let sheet = |entry: &Entry| {
        let (what, codes) = match entry.what {
            What::Message(id) => (Handout::Message(id), Vec::new()),
            What::Question(id) => {
                let options = 0..scenario.prompts[id.at()].options.len();
                let each = options.map(|option| {
                    let codes = (1..=SUREST).filter_map(|sure| codes?.code(id, role, option, sure));
                    codes.collect()
                });
                (Handout::Question(id), each.collect())
            }
            What::Jump(_) => return None,
        };
        Some(Sheet {
            number: entry.number,
            what,
            codes,
        })
    };
    mine.filter_map(sheet).collect()
}
