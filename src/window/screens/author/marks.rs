//! What is wrong with a field, on the field: an edge around it, what is wrong and what to do below it, and
//! where the check knows what was meant, a button that mends it. Must not find problems.

use super::sheet::Sheet;
use crate::window::author::{AuthorAction, AuthorView, Placed};
use crate::window::theme::{Theme, size};
use crate::window::widgets::{quiet, secondary, text};
use egui::{Align, CornerRadius, FontFamily, Frame, Margin, Stroke, Ui};
use std::ops::Range;
use wardroom_core::ron_tree::{Node, NodeKind};

/// The problems that begin in a stretch of the sheet's file.
pub fn in_stretch<'a>(sheet: &Sheet<'a>, range: Range<usize>) -> Vec<&'a Placed> {
    let view = sheet.view;
    view.placed_in(sheet.file, range).collect()
}

/// The problems of a structure that are of none of its fields: something is missing in it, say.
pub fn of_itself<'a>(sheet: &Sheet<'a>, node: &Node) -> Vec<&'a Placed> {
    let parts = match &node.kind {
        NodeKind::Fields(_, parts, _) | NodeKind::Items(_, parts, _) => &parts[..],
        _ => &[],
    };
    let mut all = in_stretch(sheet, node.range.clone());
    all.retain(|it| {
        let at = it.range.start;
        !parts
            .iter()
            .any(|part| (part.start..part.value.range.end).contains(&at))
    });
    all
}

/// Shows a field that has problems: with an edge, and what they are below it.
pub fn marked_ui(
    ui: &mut Ui,
    sheet: &mut Sheet<'_>,
    marks: &[&Placed],
    add: impl FnOnce(&mut Ui, &mut Sheet<'_>),
) {
    let (theme, view) = (sheet.theme, sheet.view);
    let shown = Frame::new()
        .stroke(Stroke::new(2.0, theme.bad))
        .corner_radius(CornerRadius::same(6))
        .inner_margin(Margin::same(8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            add(ui, sheet);
            for mark in marks {
                words_ui(ui, theme, view, mark);
                sheet.asked.extend(mend_ui(ui, theme, view, mark));
            }
        });
    let sought = |it: &&Placed| *sheet.goal == Some((it.file, it.range.start));
    if marks.iter().any(sought) {
        *sheet.goal = None;
        shown.response.scroll_to_me(Some(Align::Center));
    }
}

/// What is wrong, and what to do.
pub fn words_ui(ui: &mut Ui, theme: &Theme, view: &AuthorView, mark: &Placed) {
    let Some(problem) = view.problems.list.get(mark.problem) else {
        return;
    };
    let words = text(
        &problem.message,
        size::BODY,
        FontFamily::Proportional,
        theme.bad,
    );
    ui.label(words);
    if let Some(hint) = &problem.hint {
        quiet(ui, theme, hint);
    }
}

/// A button that mends it, where the check knows how.
pub fn mend_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &AuthorView,
    mark: &Placed,
) -> Option<AuthorAction> {
    let mend = mark.mend.as_ref()?;
    let file = view.files.get(mark.file)?;
    let clicked = secondary(ui, theme, &format!("Fix: {}", mend.meant)).clicked();
    clicked.then(|| AuthorAction::Mend {
        file: mark.file,
        range: mark.range.clone(),
        was: file
            .text
            .get(mark.range.clone())
            .unwrap_or_default()
            .to_owned(),
        value: mend.value.clone(),
    })
}
