//! The command line: one file a subcommand. stdout is data, stderr is logs and progress; exit
//! codes are 0 done, 1 found wrong, 2 could not run (also: stdout could not be written). Must not contain a rule of the exercise.

mod balance;
mod check;
mod debrief;
mod drill;
mod ended;
mod estate;
mod evidence;
mod forget;
mod gathered;
mod give_away;
mod hindcast;
mod intrusion;
mod msel;
mod named_files;
mod needs;
mod new;
mod packs;
mod plan;
mod play;
mod print;
mod progress;
#[cfg(feature = "region")]
mod region;
mod register;
mod replay;
mod report;
mod run;
#[cfg(feature = "pages")]
mod serve;
mod study;
mod terminal;
mod validate;
mod verify;
mod what_if;

pub use crate::starter::STARTER;

use clap::{Parser, Subcommand};
use ended::{Ended, Failure};
use std::process::ExitCode;
use terminal::say;

/// Rehearse a cyber-attack on a hospital before one happens.
#[derive(Debug, Parser)]
#[command(name = "wardroom", version, about, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Subcommands>,
}

#[derive(Debug, Subcommand)]
enum Subcommands {
    /// Play an exercise live, in the window.
    Play(play::Play),
    /// Have a scripted team play an exercise, and report.
    Run(run::Run),
    /// Say everything that is wrong with scenarios.
    Check(check::Check),
    /// Begin a scenario of your own from a small one that explains itself.
    New(new::New),
    /// Write a scenario in the window, while any editor has its files open too.
    Author(play::AuthorArguments),
    /// Test difficulty: play a scenario many times, and say whether it is sound, unwinnable, trivial
    /// or luck-driven.
    Balance(balance::BalanceArguments),
    /// Test the difficulty of many scenarios over thousands of seeds, into a folder that every kill
    /// can be gone on from; with tables for DuckDB, pandas and R.
    Study(study::StudyArguments),
    /// Make an estate file of a trust's own lists.
    Estate(estate::EstateArguments),
    /// Simulate England on 12–19 May 2017, against what was observed.
    Hindcast(hindcast::HindcastArguments),
    /// Draft the stages of an intrusion from an ATT&CK Flow.
    Intrusion(intrusion::IntrusionArguments),
    /// Exchange the Main Events List (MEL) with a spreadsheet.
    Msel(msel::Msel),
    /// Training needs analysis: the form, people's answers, and what comes of them.
    Needs(needs::Needs),
    /// Play an exercise live without a window: people take part with their browsers.
    #[cfg(feature = "pages")]
    Serve(Box<serve::Serve>),
    /// Prepare a region's database for records, list those in it, and hand one out as a file.
    #[cfg(feature = "region")]
    Records(region::Records),
    /// A trust's own plan: check it, make it of a document, say what was rehearsed of it and what to
    /// rehearse next.
    Plan(plan::PlanArguments),
    /// Play a record again and compare.
    Replay(replay::Replay),
    /// Write the papers that an exercise needs beforehand.
    Print(print::Print),
    /// Without a network: a sealed page and papers for each role, and the words that open them.
    Packs(packs::Packs),
    /// Write the report of a record.
    Report(report::Report),
    /// Cut a drill of fifteen minutes from a record: a decision, to be taken once more at handover.
    Drill(drill::Drill),
    /// Write the paper for the cold debrief, two to four weeks later: what was promised, what is in dispute.
    Debrief(debrief::Debrief),
    /// Write the evidence pack of a record: a PDF to be signed, attendance, certificates, a calendar.
    Evidence(evidence::Evidence),
    /// Say what each member of a care system has rehearsed, and what is open from it.
    Register(register::Register),
    /// Set the model against what was published, and say what each lever does.
    Validate(validate::ValidateArguments),
    /// Say whether a record is whole, and who signed it.
    Verify(verify::Verify),
    /// Write the public part of the key by which this installation signs records.
    Key(verify::Key),
    /// Copy a record without one person.
    Forget(forget::Forget),
    /// Change a decision of a record and play on to ENDEX.
    WhatIf(what_if::WhatIfArguments),
}

/// Reads the arguments, does what they say, and says how it ended.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return asked_or_wrong(&error),
    };
    let result = match arguments.command {
        Some(Subcommands::Play(play)) => play::play(&play),
        Some(Subcommands::Run(run)) => run::run(&run),
        Some(Subcommands::Check(check)) => check::check(&check),
        Some(Subcommands::Replay(replay)) => replay::replay(&replay),
        #[cfg(feature = "pages")]
        Some(Subcommands::Serve(asked)) => serve::serve(&asked),
        #[cfg(feature = "region")]
        Some(Subcommands::Records(asked)) => region::records(&asked),
        Some(Subcommands::Validate(asked)) => validate::validate(&asked),
        Some(Subcommands::Verify(asked)) => verify::verify(&asked),
        Some(Subcommands::Key(asked)) => verify::key(&asked),
        Some(Subcommands::Forget(asked)) => forget::forget(&asked),
        Some(Subcommands::Author(asked)) => play::author(&asked),
        Some(Subcommands::New(asked)) => new::new(&asked),
        Some(Subcommands::Balance(asked)) => balance::balance(&asked),
        Some(Subcommands::Study(asked)) => study::study(&asked),
        Some(Subcommands::Estate(asked)) => estate::estate(&asked),
        Some(Subcommands::Hindcast(asked)) => hindcast::hindcast(&asked),
        Some(Subcommands::Intrusion(asked)) => intrusion::intrusion(&asked),
        Some(Subcommands::Msel(asked)) => msel::msel(&asked),
        Some(Subcommands::Needs(asked)) => needs::needs(&asked),
        Some(Subcommands::Print(print)) => print::print(&print),
        Some(Subcommands::Packs(asked)) => packs::packs(&asked),
        Some(Subcommands::Plan(asked)) => plan::plan(&asked),
        Some(Subcommands::Report(report)) => report::report(&report),
        Some(Subcommands::Drill(asked)) => drill::drill(&asked),
        Some(Subcommands::Debrief(debrief)) => debrief::debrief(&debrief),
        Some(Subcommands::Evidence(asked)) => evidence::evidence(&asked),
        Some(Subcommands::Register(register)) => register::register(&register),
        Some(Subcommands::WhatIf(asked)) => what_if::what_if(&asked),
        None => play::bare(),
    };
    match result {
        Ok(Ended::Done) => ExitCode::SUCCESS,
        Ok(Ended::FoundWrong) => ExitCode::from(1),
        Err(failure) => failed(&failure),
    }
}

fn failed(failure: &Failure) -> ExitCode {
    say(&format!("error: {failure}"));
    match failure {
        Failure::CouldNotRun(_) => ExitCode::from(2),
        Failure::Wrong(_) => ExitCode::from(1),
    }
}

/// Shows the help that was asked for, or what is wrong with the arguments.
fn asked_or_wrong(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        return match terminal::told(error.print()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(failure) => failed(&failure),
        };
    }
    // It quotes what was typed, which need not have been typed by who sits here.
    say(error.render().to_string().trim_end());
    ExitCode::from(2)
}
