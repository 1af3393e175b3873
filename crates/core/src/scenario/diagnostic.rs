//! What can be wrong with scenario files, and how it is said: place, code, what, hint. Must not
//! decide anything about a scenario.

use super::mark::Mark;
use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use serde::Serialize;

/// The stable code of a kind of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A file can't be read, is too large, is not text.
    File,
    /// Brackets, commas, quotes.
    Syntax,
    /// Brackets nested far too deep.
    Depth,
    /// A value of the wrong kind, an unknown or missing field.
    Type,
    /// The file was written for another version of the format.
    Schema,
    /// An included file isn't there.
    IncludeMissing,
    /// Files include each other in a circle.
    IncludeCycle,
    /// An include's path leaves the scenario's folder.
    IncludeOutside,
    /// A file that no inject can carry.
    Attachment,
    /// A name that nothing bears.
    UnknownId,
    /// A name that two things bear.
    DuplicateId,
    /// A name with letters it may not have.
    BadId,
    /// A time that can't be understood or lies outside the exercise.
    Time,
    /// A share outside 0 to 1, or shares that don't agree.
    Share,
    /// A count out of range, or counts that don't add up.
    Count,
    /// An inject that no state can trigger.
    NeverFires,
    /// A decision that nobody may take.
    NobodyDecides,
    /// An option or card without effect.
    NoEffect,
    /// A task that no action can satisfy.
    TaskImpossible,
    /// A service that needs a system nobody hosts.
    NotHosted,
    /// A segment that no link reaches.
    Unreached,
    /// Things that depend on each other in a circle.
    Circle,
    /// A card's target and effects that don't agree, or a play without its target.
    Target,
    /// Something that must not be empty.
    Empty,
    /// Something that is nobody's where several organisations play, or is taken by one from another.
    Owner,
    /// Machines that can't stand where they are said to.
    Stands,
    /// Advice: a long stretch with nothing to do.
    Quiet,
    /// Advice: too much at once for one role.
    Crowded,
    /// Advice: a role without a part for too long.
    Idle,
    /// Advice: an option that nobody sensible takes.
    NeverSensible,
    /// Advice: an option that leaves no choice.
    NoChoice,
    /// Advice: a task that comes out alike for everybody.
    TellsNothing,
    /// Advice: an objective that no inject exercises.
    Unexercised,
    /// Advice: an inject that tells what the team can't know yet.
    TooEarly,
    /// Advice: a number without a source beside it.
    NoSource,
    /// Advice: words that are too long for the room display.
    TooLong,
    /// Advice: players are not told that messages are marked EXERCISE.
    Unmarked,
    /// Advice: an option that needs more people than are ever at work.
    TooFewPeople,
    /// Advice: one site or building spelt in two ways.
    TwoSpellings,
}

impl Code {
    /// All codes, in order.
    pub const ALL: [Self; 26] = [
        Self::File,
        Self::Syntax,
        Self::Depth,
        Self::Type,
        Self::Schema,
        Self::IncludeMissing,
        Self::IncludeCycle,
        Self::IncludeOutside,
        Self::Attachment,
        Self::UnknownId,
        Self::DuplicateId,
        Self::BadId,
        Self::Time,
        Self::Share,
        Self::Count,
        Self::NeverFires,
        Self::NobodyDecides,
        Self::NoEffect,
        Self::TaskImpossible,
        Self::NotHosted,
        Self::Unreached,
        Self::Circle,
        Self::Target,
        Self::Empty,
        Self::Owner,
        Self::Stands,
    ];

    /// All codes of advice, in order.
    pub const ADVICE: [Self; 13] = [
        Self::Quiet,
        Self::Crowded,
        Self::Idle,
        Self::NeverSensible,
        Self::NoChoice,
        Self::TellsNothing,
        Self::Unexercised,
        Self::TooEarly,
        Self::NoSource,
        Self::TooLong,
        Self::Unmarked,
        Self::TooFewPeople,
        Self::TwoSpellings,
    ];

    /// Whether it is advice: the scenario can be played as it is.
    pub fn is_advice(self) -> bool {
        Self::ADVICE.contains(&self)
    }

    /// The code as it is shown. A code is never reused for another problem.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::File => "W001-file",
            Self::Syntax => "W002-syntax",
            Self::Depth => "W003-depth",
            Self::Type => "W004-type",
            Self::Schema => "W005-schema",
            Self::IncludeMissing => "W010-include-missing",
            Self::IncludeCycle => "W011-include-cycle",
            Self::IncludeOutside => "W012-include-outside",
            Self::Attachment => "W013-attachment",
            Self::UnknownId => "W020-unknown-id",
            Self::DuplicateId => "W021-duplicate-id",
            Self::BadId => "W022-bad-id",
            Self::Time => "W030-time",
            Self::Share => "W031-share",
            Self::Count => "W032-count",
            Self::NeverFires => "W040-never-fires",
            Self::NobodyDecides => "W041-nobody-decides",
            Self::NoEffect => "W042-no-effect",
            Self::TaskImpossible => "W043-task-impossible",
            Self::NotHosted => "W050-not-hosted",
            Self::Unreached => "W051-unreached",
            Self::Circle => "W052-circle",
            Self::Target => "W053-target",
            Self::Empty => "W054-empty",
            Self::Owner => "W055-owner",
            Self::Stands => "W056-stands",
            Self::Quiet => "A101-quiet",
            Self::Crowded => "A102-crowded",
            Self::Idle => "A103-idle",
            Self::NeverSensible => "A104-never-sensible",
            Self::NoChoice => "A105-no-choice",
            Self::TellsNothing => "A106-tells-nothing",
            Self::Unexercised => "A107-unexercised",
            Self::TooEarly => "A108-too-early",
            Self::NoSource => "A109-no-source",
            Self::TooLong => "A110-too-long",
            Self::Unmarked => "A111-unmarked",
            Self::TooFewPeople => "A112-too-few-people",
            Self::TwoSpellings => "A113-two-spellings",
        }
    }
}

/// No message is longer, however long the word it speaks of.
const MAX_MESSAGE_CHARS: usize = 400;

fn shortened(text: String) -> String {
    match text.char_indices().nth(MAX_MESSAGE_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// One problem, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of problem.
    pub code: Code,
    /// Where.
    pub mark: Mark,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// A second place that matters, with what is there.
    pub also: Option<(Mark, String)>,
}

impl Diagnostic {
    /// A problem at a place.
    pub fn new(code: Code, mark: Mark, message: impl Into<String>) -> Self {
        Self {
            code,
            mark,
            message: shortened(message.into()),
            hint: None,
            also: None,
        }
    }

    /// With what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(shortened(hint.into()));
        self
    }

    /// With a second place.
    #[must_use]
    pub fn also(mut self, mark: Mark, label: impl Into<String>) -> Self {
        self.also = Some((mark, label.into()));
        self
    }
}

/// The files that were read, so that a mark can be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    files: Vec<SourceFile>,
}

/// One file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct SourceFile {
    /// Its path, relative to the scenario's folder, with forward slashes.
    pub path: String,
    /// All that stands in it; of one that is no text, in base64.
    pub text: String,
    /// Whether it is no text.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub base64: bool,
}

impl SourceFile {
    /// Of what stands in it, byte by byte.
    pub fn of(path: &str, bytes: Vec<u8>) -> Self {
        let (text, base64) = match String::from_utf8(bytes) {
            Ok(text) => (text, false),
            Err(error) => (BASE64.encode(error.as_bytes()), true),
        };
        Self {
            path: path.to_owned(),
            text,
            base64,
        }
    }

    /// What stands in it, byte by byte.
    ///
    /// # Errors
    /// That it should be base64 and is not, in words.
    pub fn bytes(&self) -> Result<Vec<u8>, String> {
        if !self.base64 {
            return Ok(self.text.clone().into_bytes());
        }
        BASE64
            .decode(&self.text)
            .map_err(|error| format!("it is not base64: {error}"))
    }
}

/// A mark in words: file, line and column, counted from one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Position<'a> {
    /// Its path, as in [`SourceFile::path`].
    pub file: &'a str,
    /// Counted from one.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

impl Sources {
    /// Adds a file and says which number it has.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> u32 {
        self.files.push(SourceFile {
            path: path.into(),
            text: text.into(),
            base64: false,
        });
        u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX)
    }

    /// Adds a file that need not be text.
    pub fn add_bytes(&mut self, path: &str, bytes: Vec<u8>) {
        self.files.push(SourceFile::of(path, bytes));
    }

    /// The files in the order they were opened.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// Where a mark begins.
    pub fn position(&self, mark: Mark) -> Position<'_> {
        let Some(file) = self.files.get(mark.file as usize) else {
            return Position {
                file: "",
                line: 1,
                column: 1,
            };
        };
        let mut start = (mark.start as usize).min(file.text.len());
        while !file.text.is_char_boundary(start) {
            start -= 1;
        }
        let before = &file.text[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Position {
            file: &file.path,
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }

    /// The text a mark covers.
    pub fn text(&self, mark: Mark) -> &str {
        self.files
            .get(mark.file as usize)
            .and_then(|file| file.text.get(mark.start as usize..mark.end as usize))
            .unwrap_or("")
    }
}

/// Every problem found, with the files they are in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    /// The files.
    pub sources: Sources,
    /// The problems, in the order of the files.
    pub list: Vec<Diagnostic>,
}

impl Problems {
    /// The one problem that a file can't be read.
    pub fn unreadable(path: &str, why: &str) -> Self {
        let mut sources = Sources::default();
        let file = sources.add(path, "");
        let mark = Mark {
            file,
            ..Mark::default()
        };
        Self {
            sources,
            list: vec![Diagnostic::new(
                Code::File,
                mark,
                format!("the file {path} can't be read: {why}"),
            )],
        }
    }
}
