//! An item as fields: words in boxes, names picked from what the scenario has, everything else as
//! the format has it; or the whole item as text. Must not know what a field means beyond its name.

use super::fields::{fields_in, fields_of, items_of, said};
use super::lines::lines_ui;
use super::marks;
use super::pickers::{absent_ui, value_ui};
use super::sheet::Sheet;
use crate::window::author::{AuthorAction, AuthorInput, AuthorView};
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{caps, named, quiet, rule, secondary, text, toggle};
use egui::{Ui, WidgetType};
use wardroom_core::ron_tree::{Node, NodeKind, Part, Step};
use wardroom_core::scenario::reference::{Field, Holds};
use wardroom_core::words;

/// Fields deeper than this are shown as text.
const DEEPEST: usize = 3;

/// Shows the item that is picked in a list.
pub fn item_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &AuthorView,
    input: &mut AuthorInput,
    list: &'static str,
) -> Vec<AuthorAction> {
    if let Some((file, at)) = input.lines {
        return lines_ui(ui, theme, view, input, file, Some(at));
    }
    let path = vec![Step::from(list), input.picked(list).into()];
    let home = view.home_of(list);
    let found = home.and_then(|file| Some((file, view.node(file, &path)?)));
    let Some((file, (node, all))) = found else {
        // What a file that can't be read has is not known: it is not said that it has none.
        if let Some(broken) = view.broken() {
            return lines_ui(ui, theme, view, input, broken, None);
        }
        let words = match home {
            Some(_) => "Pick one in the list.",
            None => "None in the scenario yet.",
        };
        quiet(ui, theme, words);
        return Vec::new();
    };
    let as_text = input.as_text;
    let mut sheet = Sheet {
        theme,
        view,
        typed: &mut input.typed,
        goal: &mut input.goal,
        file,
        asked: Vec::new(),
    };
    let line = all[..node.range.start].matches('\n').count() + 1;
    ui.horizontal_wrapped(|ui| {
        caps(
            ui,
            theme,
            &format!("{}, line {line}", view.files[file].name),
        );
        if toggle(ui, theme, as_text, "As text").clicked() {
            sheet.asked.push(AuthorAction::AsText(!as_text));
        }
        if secondary(ui, theme, words::DUPLICATE).clicked() {
            sheet.asked.push(AuthorAction::Duplicate(list));
        }
        if secondary(ui, theme, words::DELETE).clicked() {
            sheet.asked.push(AuthorAction::Delete(list));
        }
    });
    if let Some(trouble) = &view.trouble {
        ui.label(text(
            trouble,
            size::BODY,
            egui::FontFamily::Proportional,
            theme.bad,
        ));
    }
    if as_text {
        sheet.code_ui(ui, node, "The item as text");
    } else {
        fields_ui(ui, &mut sheet, &path, node, items_of(list), 0);
    }
    sheet.asked
}

/// The fields of a structure, one below the other.
fn fields_ui(
    ui: &mut Ui,
    sheet: &mut Sheet<'_>,
    path: &[Step],
    node: &Node,
    known: &[Field],
    depth: usize,
) {
    let parts: &[Part] = match &node.kind {
        NodeKind::Fields(_, parts, _) | NodeKind::Items(_, parts, _) => parts,
        _ => &[],
    };
    let own = marks::of_itself(sheet, node);
    if !own.is_empty() {
        marks::marked_ui(ui, sheet, &own, |_, _| {});
    }
    for (at, part) in parts.iter().enumerate() {
        let mut inner = path.to_vec();
        inner.push(if part.name.is_empty() {
            at.into()
        } else {
            part.name.as_str().into()
        });
        let known = known.iter().find(|it| it.name == part.name);
        let marks = marks::in_stretch(sheet, part.start..part.value.range.end);
        // Of what has fields of its own, they are marked.
        if marks.is_empty() || (depth < DEEPEST && has_fields(&part.value)) {
            field_ui(ui, sheet, &inner, part, known, depth);
        } else {
            marks::marked_ui(ui, sheet, &marks, |ui, sheet| {
                field_ui(ui, sheet, &inner, part, known, depth);
            });
        }
    }
    absent_ui(ui, sheet, path, node, known);
}

/// Whether a value is shown as fields: a structure, or a list of them.
fn has_fields(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Fields(name, ..) => name.is_empty() || fields_in(name),
        NodeKind::Items(name, items, _) => {
            name.is_empty()
                && items
                    .iter()
                    .any(|it| matches!(it.value.kind, NodeKind::Fields(..)))
        }
        _ => false,
    }
}

fn field_ui(
    ui: &mut Ui,
    sheet: &mut Sheet<'_>,
    path: &[Step],
    part: &Part,
    known: Option<&Field>,
    depth: usize,
) {
    let theme = sheet.theme;
    let label = said(&part.name);
    let holds = known.map(|it| &it.holds);
    if let Some(holds) = holds
        && value_ui(ui, sheet, path, &part.value, holds, &label)
    {
        return;
    }
    match &part.value.kind {
        NodeKind::Text(words) => {
            quiet(ui, theme, &label);
            sheet.words_ui(ui, path, words, &label);
        }
        NodeKind::Fields(..) if depth < DEEPEST && has_fields(&part.value) => {
            ui.add_space(4.0);
            ui.label(text(&label, size::BODY, semibold(), theme.text));
            ui.indent(sheet.key(path), |ui| {
                fields_ui(ui, sheet, path, &part.value, fields_of(holds), depth + 1);
            });
        }
        // Lists of structures: each with a heading of its own.
        NodeKind::Items(_, items, _) if depth < DEEPEST && has_fields(&part.value) => {
            for (at, item) in items.iter().enumerate() {
                ui.add_space(6.0);
                rule(ui, theme);
                let title = ["title", "name", "id", "card"]
                    .iter()
                    .find_map(|name| item.value.part(&(*name).into())?.value.words())
                    .unwrap_or_default();
                let heading = format!("{label} {}: {title}", at + 1);
                ui.label(text(heading, size::BODY, semibold(), theme.text));
                let mut inner = path.to_vec();
                inner.push(at.into());
                fields_ui(ui, sheet, &inner, &item.value, fields_of(holds), depth + 1);
            }
        }
        NodeKind::Items(name, items, _)
            if name.is_empty()
                && (!items.is_empty() || holds == Some(&Holds::List(Box::new(Holds::Text))))
                && items.iter().all(|it| it.value.words().is_some()) =>
        {
            words_list_ui(ui, sheet, path, items, &label);
        }
        _ => {
            quiet(ui, theme, &label);
            sheet.code_ui(ui, &part.value, &label);
        }
    }
}

/// A list of words: a box for each, which can be taken out, and one more.
fn words_list_ui(ui: &mut Ui, sheet: &mut Sheet<'_>, path: &[Step], items: &[Part], label: &str) {
    let (theme, file) = (sheet.theme, sheet.file);
    quiet(ui, theme, label);
    for (at, item) in items.iter().enumerate() {
        let mut inner = path.to_vec();
        inner.push(at.into());
        let name = format!("{label} {}", at + 1);
        let words = item.value.words().unwrap_or_default();
        sheet.words_ui(ui, &inner, words, &name);
    }
    ui.horizontal_wrapped(|ui| {
        let more = secondary(ui, theme, words::ADD);
        named(
            &more,
            WidgetType::Button,
            &format!("{}: {label}", words::ADD),
        );
        if more.clicked() {
            sheet.asked.push(AuthorAction::Add {
                file,
                list: path.to_vec(),
                value: "\"\"".to_owned(),
            });
        }
        if items.is_empty() {
            return;
        }
        let less = secondary(ui, theme, "Delete the last");
        let name = format!("{} {label} {}", words::DELETE, items.len());
        named(&less, WidgetType::Button, &name);
        if less.clicked() {
            let mut path = path.to_vec();
            path.push((items.len() - 1).into());
            sheet.asked.push(AuthorAction::Remove { file, path });
        }
    });
}
