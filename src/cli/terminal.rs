//! The only way to stdout and stderr. What a scenario, a record or a file's name says can't
//! command the terminal. Whatever can't be written to stdout is told; that stderr can't be written
//! stops nothing. Must not know what is said.

use super::ended::Failure;
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal, Stderr, StdinLock, Write};
use wardroom_core::scenario::Problems;
use wardroom_core::visible::{visible, visible_json};

/// Says something for a person on stdout.
///
/// # Errors
/// If it can't be written. That its reader has gone away is no error.
pub fn out(text: &str) -> Result<(), Failure> {
    out_bytes(visible(text).as_bytes())
}

/// Hands out one line of JSON on stdout.
///
/// # Errors
/// As for text.
pub fn out_json<T: serde::Serialize>(value: &T) -> Result<(), Failure> {
    let json =
        serde_json::to_string(value).map_err(|error| Failure::CouldNotRun(error.to_string()))?;
    out_bytes(format!("{}\n", visible_json(&json)).as_bytes())
}

/// What a program reads, or a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Words for a person.
    #[default]
    Text,
    /// One line of JSON for a program.
    Json,
}

/// What kind of data is handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// Text that is read as it is: Markdown, CSV, words.
    Text,
    /// JSON: what could command a terminal is written as JSON escapes it.
    Json,
    /// A page: its bytes are its own, unless a terminal would be sent them.
    Page,
    /// A workbook or a Word file.
    Binary,
}

/// Hands out data on stdout.
///
/// # Errors
/// As for text.
pub fn out_data(bytes: &[u8], data: Data) -> Result<(), Failure> {
    let as_it_is = match data {
        Data::Binary => true,
        Data::Page => !io::stdout().is_terminal(),
        Data::Text | Data::Json => false,
    };
    match std::str::from_utf8(bytes) {
        Ok(text) if !as_it_is && data == Data::Json => out_bytes(visible_json(text).as_bytes()),
        Ok(text) if !as_it_is => out(text),
        _ => out_bytes(bytes),
    }
}

fn out_bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    told(stdout.write_all(bytes).and_then(|()| stdout.flush()))
}

/// What came of writing to stdout. A reader that has gone away is no error: the command goes on,
/// and its exit code is what it would have been.
pub fn told(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::CouldNotRun(
            format!("stdout can't be written: {error}"),
        )),
        _ => Ok(()),
    }
}

/// Says something for a person on stderr, with a line feed behind it.
pub fn say(text: &str) {
    say_as_it_is(&format!("{}\n", visible(text)));
}

/// Tells problems with their places on stderr.
pub fn say_problems(problems: &Problems) {
    // What they quote is made visible where they are drawn; the colours are our own.
    say_as_it_is(&problems.render(colour()));
}

fn say_as_it_is(text: &str) {
    // There is nowhere left to tell that it can't be told.
    let _untold = io::stderr().write_all(text.as_bytes());
}

/// Whether stderr wants colours, and takes them: Windows' own console is asked to.
fn colour() -> bool {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    io::stderr().is_terminal()
        && set("NO_COLOR").is_none()
        && set("TERM").is_none_or(|term| term != "dumb")
        && anstyle_query::windows::enable_ansi_colors() != Some(false)
}

/// Whether somebody sits at a terminal, reads what is asked and can answer.
pub fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks: what is asked is shown on stderr, the answers come from stdin.
pub fn ask<T>(talk: impl FnOnce(&mut StdinLock<'static>, &mut Stderr) -> T) -> T {
    talk(&mut io::stdin().lock(), &mut io::stderr())
}

/// Whether anybody watches how far long work has come.
pub fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// A progress line on stderr for so many steps, drawn so many times a second at most; hidden where
/// nobody watches. Without a template, a plain bar.
pub fn progress_line(steps: u64, template: Option<&str>, hz: u8) -> ProgressBar {
    let target = if is_watched() {
        ProgressDrawTarget::stderr_with_hz(hz)
    } else {
        ProgressDrawTarget::hidden()
    };
    let bar = ProgressBar::with_draw_target(Some(steps), target);
    // A template that can't be read leaves the plain bar.
    if let Some(Ok(style)) = template.map(ProgressStyle::with_template) {
        bar.set_style(style);
    }
    bar
}

/// A path as a shell takes it, to be copied into a command.
pub fn quoted(path: &std::path::Path) -> String {
    quoted_for(path.display().to_string(), cfg!(windows))
}

fn quoted_for(text: String, windows: bool) -> String {
    let plain = |c: char| {
        c.is_alphanumeric() || "/._-+,:@=".contains(c) || c == if windows { '\\' } else { '%' }
    };
    let text = if text.starts_with('-') {
        format!("./{text}")
    } else {
        text
    };
    if !text.is_empty() && text.chars().all(plain) {
        text
    } else if windows {
        // Its names have no such mark in them, and both of its shells take them so.
        format!("\"{text}\"")
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::quoted_for;

    #[test]
    fn a_path_is_written_as_the_shell_of_its_system_takes_it() {
        for (path, unix, windows) in [
            ("out/record.jsonl", "out/record.jsonl", "out/record.jsonl"),
            (r"C:\Trust\a.ron", r"'C:\Trust\a.ron'", r"C:\Trust\a.ron"),
            ("the ward's", r"'the ward'\''s'", "\"the ward's\""),
            ("50%", "50%", "\"50%\""),
            ("-o", "./-o", "./-o"),
        ] {
            assert_eq!(quoted_for(path.to_owned(), false), unix);
            assert_eq!(quoted_for(path.to_owned(), true), windows);
        }
    }
}
