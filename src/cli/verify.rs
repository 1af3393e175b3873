//! `wardroom verify`: whether a record is whole, and who signed it. `wardroom key`: the public part of
//! this installation's key. Must not play anything.

use super::ended::{Ended, Failure, Outcome};
use super::terminal::{Format, out, out_json};
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};
use wardroom_core::record::{KEY_BYTES, Opened, RecordError, fingerprint, from_hex};
use wardroom_files::{self as files, MAX_SMALL_BYTES, OpenError};

/// Arguments of `wardroom verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// The record's file.
    record: PathBuf,
    /// A file with the public part of the key that must have signed it; that of this installation if
    /// nothing is said, and then another's is told and not refused.
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// For a person or a program.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Arguments of `wardroom key`.
#[derive(Debug, Args)]
pub struct Key {
    /// Where to; stdout if nothing is said.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What was found.
struct Found {
    /// In a word, for a program: `signed`, `not-signed`, `cut-short`, `altered`, `other-key`.
    standing: &'static str,
    words: String,
    wrong: bool,
    key: Option<String>,
}

pub fn verify(arguments: &Verify) -> Outcome {
    let wanted = arguments.key.as_deref().map(public_in).transpose()?;
    let found = match files::record(&arguments.record) {
        Ok(opened) => looked_at(&opened, wanted.as_deref()),
        Err(OpenError::Record(RecordError::Altered { line })) => Found {
            standing: "altered",
            words: format!(
                "Altered at line {line}: that line is not what was written. What stands before it is whole."
            ),
            wrong: true,
            key: None,
        },
        Err(error @ OpenError::File { .. }) => return Err(Failure::CouldNotRun(error.to_string())),
        Err(error) => return Err(Failure::Wrong(error.to_string())),
    };
    match arguments.format {
        Format::Text => out(&format!("{}\n", found.words))?,
        Format::Json => out_json(&json!({
            "standing": found.standing,
            "words": found.words,
            "key": found.key,
            "fingerprint": found.key.as_deref().map(fingerprint),
        }))?,
    }
    Ok(if found.wrong {
        Ended::FoundWrong
    } else {
        Ended::Done
    })
}

/// What a record says of itself that is whole line by line.
fn looked_at(opened: &Opened, wanted: Option<&str>) -> Found {
    let lines = opened.lines.len() + 1;
    let found = |standing, words: String, wrong, key: Option<&str>| Found {
        standing,
        words,
        wrong,
        key: key.map(str::to_owned),
    };
    let mut last = None;
    for (signature, head, before) in opened.signatures() {
        let line = before + 1;
        if !signature.fits(head) {
            return found(
                "altered",
                format!(
                    "Altered: the signature in line {line} does not fit what stands before it. This is not the record that was signed."
                ),
                true,
                Some(&signature.key),
            );
        }
        last = Some((signature, line));
    }
    if !opened.torn.is_empty() || !opened.ended() {
        let torn = if opened.torn.is_empty() {
            ""
        } else {
            ", in the middle of the next"
        };
        return found(
            "cut-short",
            format!(
                "Cut short after line {lines}{torn}, or not yet at ENDEX: what is there is whole, and there is no ENDEX in it."
            ),
            true,
            None,
        );
    }
    let Some((signature, line)) = last else {
        return found(
            "not-signed",
            format!(
                "Whole, {lines} lines; not signed. Whoever could write the file could have written all of it."
            ),
            wanted.is_some(),
            None,
        );
    };
    let own = files::key().ok().map(|key| key.public());
    let by = format!("key {}", signature.fingerprint());
    if wanted.is_some_and(|wanted| wanted != signature.key) {
        return found(
            "other-key",
            format!("Whole, and signed by {by}, which is not the key that was named."),
            true,
            Some(&signature.key),
        );
    }
    if line < lines {
        return found(
            "cut-short",
            format!(
                "Signed by {by} up to line {line} of {lines}. What follows is whole and not signed."
            ),
            true,
            Some(&signature.key),
        );
    }
    let whose = match (wanted, own) {
        (Some(_), _) => "the key that was named",
        (None, Some(own)) if own == signature.key => "this installation's key",
        _ => {
            "not this installation's: ask whoever sent it for the public part, and name it by --key"
        }
    };
    found(
        "signed",
        format!("Whole, {lines} lines, and signed by {by}: {whose}."),
        false,
        Some(&signature.key),
    )
}

/// The public part of a key, as `wardroom key` writes it.
fn public_in(path: &Path) -> Result<String, Failure> {
    let text =
        files::read_text(path, MAX_SMALL_BYTES).map_err(super::named_files::unreadable(path))?;
    let public = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with('#'));
    public
        .filter(|it| from_hex(it).is_some_and(|bytes| bytes.len() == KEY_BYTES))
        .map(str::to_lowercase)
        .ok_or_else(|| {
            Failure::CouldNotRun(format!(
                "{} holds no public key: `wardroom key -o FILE` writes one",
                path.display()
            ))
        })
}

pub fn key(arguments: &Key) -> Outcome {
    let key = files::key()
        .map_err(|error| Failure::CouldNotRun(format!("there is no key here: {error}")))?;
    let public = key.public();
    let text = format!(
        "# The public part of the key by which a Wardroom installation signs its records.\n# Fingerprint {}\n{public}\n",
        fingerprint(&public)
    );
    match &arguments.output {
        Some(path) => super::named_files::write(path, text.as_bytes())?,
        None => out(&text)?,
    }
    Ok(Ended::Done)
}
