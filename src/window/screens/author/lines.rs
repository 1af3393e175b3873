//! Lines of a file in place of a form: where it can't be read as it stands, and for what has no form. Must
//! not judge what stands there.

use super::marks;
use super::sheet::Sheet;
use crate::window::author::{AuthorAction, AuthorInput, AuthorView, Placed};
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{caps, quiet, secondary, text};
use egui::Ui;
use std::ops::Range;

/// Lines that are shown before and after the one that is meant.
const AROUND: usize = 7;

/// Shows the lines around a place of a file, in bytes; without one those around its first problem.
pub fn lines_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &AuthorView,
    input: &mut AuthorInput,
    file: usize,
    at: Option<usize>,
) -> Vec<AuthorAction> {
    let Some(shown) = view.files.get(file) else {
        return Vec::new();
    };
    let broken = shown.outline.is_none();
    let first = view.placed_in(file, 0..usize::MAX).next();
    let at = at.or(first.map(|it| it.range.start));
    let Some(at) = at else {
        quiet(ui, theme, format!("{} is being checked.", shown.name));
        return Vec::new();
    };
    let (range, [from, line, to]) = around(&shown.text, at);
    let words = if broken {
        format!("{} can't be read at line {line}", shown.name)
    } else {
        format!("{}, line {line}", shown.name)
    };
    ui.label(text(words, size::TITLE, semibold(), theme.text));
    let mut sheet = Sheet {
        theme,
        view,
        typed: &mut input.typed,
        goal: &mut input.goal,
        file,
        asked: Vec::new(),
    };
    let found: Vec<&Placed> = marks::in_stretch(&sheet, range.clone());
    ui.add_space(4.0);
    for mark in &found {
        marks::words_ui(ui, theme, view, mark);
        sheet.asked.extend(marks::mend_ui(ui, theme, view, mark));
    }
    ui.add_space(6.0);
    caps(
        ui,
        theme,
        &format!("Lines {from} to {to}, to be changed here"),
    );
    sheet.stretch_ui(ui, range, "Lines of the file");
    let asked = sheet.asked;
    if !broken {
        ui.add_space(6.0);
        if secondary(ui, theme, "Back to the form").clicked() {
            input.lines = None;
        }
    }
    asked
}

/// The lines around a place of a text: where they are in bytes, and the first, the one that is meant and
/// the last, counted from one.
fn around(text: &str, at: usize) -> (Range<usize>, [usize; 3]) {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before: Vec<usize> = text[..at]
        .match_indices('\n')
        .map(|(end, _)| end + 1)
        .collect();
    let line = before.len() + 1;
    let from = line.saturating_sub(AROUND).max(1);
    let start = if from == 1 { 0 } else { before[from - 2] };
    let mut ends = text[at..].match_indices('\n').map(|(end, _)| at + end);
    let end = ends.clone().nth(AROUND).unwrap_or_else(|| {
        // A line end at the very end begins no line.
        let whole = text.strip_suffix('\n').unwrap_or(text);
        whole.len().max(start)
    });
    let to = line + ends.by_ref().take_while(|it| *it < end).count();
    (start..end, [from, line, to])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_around_a_place_are_whole_and_counted_as_an_editor_counts_them() {
        let text: String = (1..=30).map(|it| format!("line {it}\n")).collect();
        for line in 1..=30_usize {
            let at = text.find(&format!("line {line}\n")).expect("it") + 2;
            let (range, [from, meant, to]) = around(&text, at);
            assert_eq!(meant, line);
            let shown: Vec<&str> = text[range].lines().collect();
            assert_eq!(shown.first(), Some(&&*format!("line {from}")));
            assert_eq!(shown.last(), Some(&&*format!("line {to}")));
            assert_eq!(shown.len(), to - from + 1);
            assert!(from <= line && line <= to && shown.len() > AROUND);
        }
        assert_eq!(around("", 0), (0..0, [1, 1, 1]));
        assert_eq!(around("é", 1), (0..2, [1, 1, 1]));
    }
}
