//! Problems as text for a terminal: place, source line, mark, hint. Must not find any.

use super::diagnostic::{Diagnostic, Problems, SourceFile};
use super::mark::Mark;
use crate::visible::{pictured, visible};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// A line of more bytes would flood the terminal: only a stretch of it is shown.
const LONG_LINE_BYTES: usize = 2_000;
/// How much of a long line is shown on either side of a place.
const AROUND_BYTES: usize = 120;

impl Problems {
    /// The problems as text for a terminal: place, source line, mark, hint. `colour` for ANSI
    /// colours.
    pub fn render(&self, colour: bool) -> String {
        let renderer = if colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let mut out = String::new();
        for problem in &self.list {
            out.push_str(&renderer.render(&self.shown(problem)));
            out.push_str("\n\n");
        }
        out
    }

    /// A problem with the lines it is about. No control character of a file, of a name in it or of
    /// its path reaches the terminal.
    fn shown<'a>(&'a self, problem: &'a Diagnostic) -> Vec<Group<'a>> {
        let level = if problem.code.is_advice() {
            Level::NOTE
        } else {
            Level::ERROR
        };
        let title = level.clone().primary_title(visible(&problem.message));
        let mut group = Group::with_title(title.id(problem.code.as_str()));
        let mut groups = Vec::new();
        let first = (problem.mark, AnnotationKind::Primary, None);
        let second = problem.also.as_ref();
        let second = second.map(|(mark, label)| (*mark, AnnotationKind::Context, Some(label)));
        for (mark, kind, label) in std::iter::once(first).chain(second) {
            let Some(file) = self.sources.files().get(mark.file as usize) else {
                continue;
            };
            let (line, at) = (Line::at(file, mark), self.sources.position(mark));
            let (text, span) = line.shown();
            let marked = kind.span(span).label(label.map(|it| visible(it)));
            let snippet = Snippet::source(text).line_start(at.line).annotation(marked);
            let path = visible(&file.path);
            if line.is_long() {
                // The column is that of the file, however little of the line is shown.
                let place = Origin::path(path).line(at.line).char_column(at.column);
                groups.push(group.element(place));
                group = Group::with_level(level.clone()).element(snippet);
            } else {
                group = group.element(snippet.path(path));
            }
        }
        if let Some(hint) = &problem.hint {
            group = group.element(Level::HELP.with_name("hint").message(visible(hint)));
        }
        groups.push(group);
        groups
    }
}

/// The line of a file that a mark begins in.
struct Line<'a> {
    text: &'a str,
    /// Where in it the mark is.
    start: usize,
    end: usize,
}

impl<'a> Line<'a> {
    fn at(file: &'a SourceFile, mark: Mark) -> Self {
        let text = &file.text;
        let start = letter(text, mark.start as usize);
        let end = letter(text, mark.end as usize);
        let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let to = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line = text[from..to].trim_end_matches('\r');
        let start = (start - from).min(line.len());
        Self {
            text: line,
            start,
            end: end.saturating_sub(from).clamp(start, line.len()),
        }
    }

    fn is_long(&self) -> bool {
        self.text.len() > LONG_LINE_BYTES
    }

    /// As it is shown, of a long one what stands around the mark, and where in that the mark is.
    fn shown(&self) -> (String, Range<usize>) {
        let mut shown = String::new();
        let (from, to) = if self.is_long() {
            shown.push('…');
            let from = self.start.saturating_sub(AROUND_BYTES);
            (
                letter(self.text, from),
                letter(self.text, self.start + AROUND_BYTES),
            )
        } else {
            (0, self.text.len())
        };
        let end = self.end.min(to);
        shown.push_str(&pictured(&self.text[from..self.start]));
        let start = shown.len();
        shown.push_str(&pictured(&self.text[self.start..end]));
        let marked = start..shown.len();
        shown.push_str(&pictured(&self.text[end..to]));
        if self.is_long() {
            shown.push('…');
        }
        (shown, marked)
    }
}

/// The nearest place at or before a byte where a letter begins.
fn letter(text: &str, mut byte: usize) -> usize {
    byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}
