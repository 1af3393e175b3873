//! Problems as text for a terminal: place, source line, mark, hint. Must not find any.

use super::diagnostic::{Diagnostic, Problems, SourceFile};
use super::mark::Mark;
use crate::visible::{pictured, pictured_at, visible};
use codespan_reporting::diagnostic::{Diagnostic as Shown, Label};
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term;
use std::ops::Range;

/// A line of more bytes would flood the terminal: only a stretch of it is shown.
const LONG_LINE_BYTES: usize = 2_000;
/// How much of a long line is shown on either side of a place.
const AROUND_BYTES: usize = 120;

impl Problems {
    /// The problems as text for a terminal: place, source line, mark, hint. `colour` for ANSI
    /// colours.
    pub fn render(&self, colour: bool) -> String {
        // No control character of a file or of a name in it reaches the terminal.
        let sources: Vec<SourceFile> = self
            .sources
            .files()
            .iter()
            .map(|file| SourceFile {
                path: visible(&file.path).into_owned(),
                text: pictured(&file.text).into_owned(),
            })
            .collect();
        let files: Vec<Lines<'_>> = sources.iter().map(Lines::of).collect();
        let config = term::Config::default();
        let mut out = String::new();
        for problem in self.list.iter().map(|problem| self.harmless(problem)) {
            let seen = Seen {
                files: &files,
                places: std::iter::once(problem.mark)
                    .chain(problem.also.as_ref().map(|it| it.0))
                    .collect(),
            };
            let shown = seen.shown(&problem);
            let emitted = if colour {
                let mut ansi = Vec::new();
                let mut writer = term::termcolor::Ansi::new(&mut ansi);
                let done = term::emit_to_write_style(&mut writer, &config, &seen, &shown);
                out.push_str(&String::from_utf8_lossy(&ansi));
                done
            } else {
                term::emit_to_string(&mut out, &config, &seen, &shown)
            };
            if emitted.is_err() {
                let place = self.sources.position(problem.mark);
                out.push_str(&format!(
                    "{}[{}]: {}\n  {}:{}:{}\n",
                    if problem.code.is_advice() {
                        "note"
                    } else {
                        "error"
                    },
                    problem.code.as_str(),
                    problem.message,
                    place.file,
                    place.line,
                    place.column
                ));
            }
        }
        out
    }

    /// The same problem without control characters, at its place in the text as it is shown.
    fn harmless(&self, problem: &Diagnostic) -> Diagnostic {
        let moved = |mark: Mark| {
            let text = self
                .sources
                .files()
                .get(mark.file as usize)
                .map_or("", |file| file.text.as_str());
            let at = |byte: u32| {
                let byte = (byte as usize).min(text.len());
                u32::try_from(pictured_at(text, byte)).unwrap_or(u32::MAX)
            };
            Mark {
                start: at(mark.start),
                end: at(mark.end),
                ..mark
            }
        };
        Diagnostic {
            mark: moved(problem.mark),
            also: problem
                .also
                .as_ref()
                .map(|(mark, label)| (moved(*mark), visible(label).into_owned())),
            message: visible(&problem.message).into_owned(),
            hint: problem.hint.as_ref().map(|it| visible(it).into_owned()),
            ..problem.clone()
        }
    }
}

/// A file and where its lines begin.
struct Lines<'a> {
    file: &'a SourceFile,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn of(file: &'a SourceFile) -> Self {
        let ends = file.text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            file,
            starts: std::iter::once(0).chain(ends).collect(),
        }
    }

    fn line_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).max(1) - 1
    }

    /// A line with what ends it.
    fn whole(&self, line: usize) -> Option<Range<usize>> {
        let start = *self.starts.get(line)?;
        let end = self.starts.get(line + 1).copied();
        Some(start..end.unwrap_or(self.file.text.len()))
    }

    fn is_long(&self, line: usize) -> bool {
        self.whole(line)
            .is_some_and(|it| it.len() > LONG_LINE_BYTES)
    }

    /// The nearest place at or before a byte where a letter begins.
    fn letter(&self, mut byte: usize) -> usize {
        byte = byte.min(self.file.text.len());
        while !self.file.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}

/// The files as they are seen with one problem: of a long line, what stands around its place.
struct Seen<'a> {
    files: &'a [Lines<'a>],
    places: Vec<Mark>,
}

impl Seen<'_> {
    fn shown(&self, problem: &Diagnostic) -> Shown<usize> {
        let mut labels = vec![Label::primary(
            problem.mark.file as usize,
            self.range(problem.mark),
        )];
        if let Some((mark, label)) = &problem.also {
            labels
                .push(Label::secondary(mark.file as usize, self.range(*mark)).with_message(label));
        }
        let shown = if problem.code.is_advice() {
            Shown::note()
        } else {
            Shown::error()
        };
        let mut notes: Vec<String> = problem
            .hint
            .iter()
            .map(|hint| format!("hint: {hint}"))
            .collect();
        if self.places.iter().any(|place| self.is_in_long_line(*place)) {
            notes.push("the line is long: what stands around the place is shown".to_owned());
        }
        shown
            .with_code(problem.code.as_str())
            .with_message(&problem.message)
            .with_labels(labels)
            .with_notes(notes)
    }

    fn is_in_long_line(&self, mark: Mark) -> bool {
        self.files
            .get(mark.file as usize)
            .is_some_and(|file| file.is_long(file.line_of(mark.start as usize)))
    }

    /// A mark in bytes, no further than what is shown.
    fn range(&self, mark: Mark) -> Range<usize> {
        let Some(file) = self.files.get(mark.file as usize) else {
            return 0..0;
        };
        let start = file.letter(mark.start as usize);
        let end = file.letter(mark.end as usize).max(start);
        let (first, last) = (file.line_of(start), file.line_of(end));
        let end = if file.is_long(first) || file.is_long(last) {
            let shown = self.stretch(mark.file as usize, first);
            end.min(shown.map_or(end, |it| it.end)).max(start)
        } else {
            end
        };
        start..end
    }

    /// What is shown of a line.
    fn stretch(&self, id: usize, line: usize) -> Option<Range<usize>> {
        let file = self.files.get(id)?;
        let whole = file.whole(line)?;
        if !file.is_long(line) {
            return Some(whole);
        }
        let place = self
            .places
            .iter()
            .filter(|it| it.file as usize == id)
            .map(|it| it.start as usize)
            .find(|it| file.line_of(*it) == line)
            .unwrap_or(whole.start);
        let start = file.letter(place.saturating_sub(AROUND_BYTES));
        let end = file.letter(place + AROUND_BYTES);
        Some(start.max(whole.start)..end.min(whole.end))
    }
}

impl<'a> Files<'a> for Seen<'a> {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        let file = self.files.get(id).ok_or(Error::FileMissing)?;
        Ok(&file.file.path)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        let file = self.files.get(id).ok_or(Error::FileMissing)?;
        Ok(&file.file.text)
    }

    fn line_index(&'a self, id: usize, byte: usize) -> Result<usize, Error> {
        let file = self.files.get(id).ok_or(Error::FileMissing)?;
        Ok(file.line_of(byte))
    }

    /// The column in the file, however little of the line is shown.
    fn column_number(&'a self, id: usize, line: usize, byte: usize) -> Result<usize, Error> {
        let file = self.files.get(id).ok_or(Error::FileMissing)?;
        let whole = file.whole(line).ok_or(Error::FileMissing)?;
        let until = file.letter(byte).clamp(whole.start, whole.end);
        Ok(file.file.text[whole.start..until].chars().count() + 1)
    }

    fn line_range(&'a self, id: usize, line: usize) -> Result<Range<usize>, Error> {
        self.stretch(id, line).ok_or(Error::FileMissing)
    }
}
