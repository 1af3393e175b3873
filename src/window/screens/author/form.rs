//! An item as fields: words in boxes, names picked from what the scenario has, everything else as
//! the format has it; or the whole item as text. Must not know what a field means beyond its name.

use super::fields::{fields_of, items_of, said};
use super::pickers::{absent_ui, value_ui};
use super::sheet::Sheet;
use crate::window::author::{AuthorAction, AuthorInput, AuthorView};
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{caps, quiet, rule, secondary, text, toggle};
use egui::Ui;
use wardroom_core::ron_tree::{Node, NodeKind, Part, Step};
use wardroom_core::scenario::reference::Field;
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
    let Some(file) = view.home_of(list) else {
        quiet(ui, theme, "None in the scenario yet.");
        return Vec::new();
    };
    let path = vec![Step::from(list), input.picked(list).into()];
    let Some((node, all)) = view.node(file, &path) else {
        quiet(
            ui,
            theme,
            "Nothing is picked, or the file can't be read as it stands: see the problems.",
        );
        return Vec::new();
    };
    let as_text = input.as_text;
    let mut sheet = Sheet {
        theme,
        view,
        typed: &mut input.typed,
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
    for (at, part) in parts.iter().enumerate() {
        let mut inner = path.to_vec();
        inner.push(if part.name.is_empty() {
            at.into()
        } else {
            part.name.as_str().into()
        });
        let known = known.iter().find(|it| it.name == part.name);
        field_ui(ui, sheet, &inner, part, known, depth);
    }
    absent_ui(ui, sheet, path, node, known);
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
        // Lists of structures: each with a heading of its own.
        NodeKind::Items(name, items, _)
            if name.is_empty()
                && depth < DEEPEST
                && items
                    .iter()
                    .any(|it| matches!(it.value.kind, NodeKind::Fields(..))) =>
        {
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
                && items.len() > 1
                && items.iter().all(|it| it.value.words().is_some()) =>
        {
            for (at, item) in items.iter().enumerate() {
                let mut inner = path.to_vec();
                inner.push(at.into());
                let label = format!("{label} {}", at + 1);
                quiet(ui, theme, &label);
                sheet.words_ui(ui, &inner, item.value.words().unwrap_or_default(), &label);
            }
        }
        _ => {
            quiet(ui, theme, &label);
            sheet.code_ui(ui, &part.value, &label);
        }
    }
}
