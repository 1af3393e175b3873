//! Values picked rather than typed: what something is, by its words; what it is done to, by name;
//! all as the format's own types have it. Must not know what any of them does.

use super::choices::choices;
use super::fields::{held, plain, said, spoken};
use super::sheet::Sheet;
use super::templates::{template, with_template};
use crate::window::author::AuthorAction;
use crate::window::theme::{semibold, size};
use crate::window::widgets::{named, quiet, secondary, text, toggle};
use egui::{ComboBox, Ui, WidgetType};
use wardroom_core::ron_tree::{Node, NodeKind, Step, Value, printed, quoted, text as written_text};
use wardroom_core::scenario::reference::{Field, Holds, Made, With, Word, structures};
use wardroom_core::words;

/// Shows a value by what it holds. Returns whether it could: what can't be picked is left to be
/// typed.
pub fn value_ui(
    ui: &mut Ui,
    sheet: &mut Sheet<'_>,
    path: &[Step],
    node: &Node,
    holds: &Holds,
    label: &str,
) -> bool {
    let view = sheet.view;
    let Some(scenario) = view.scenario() else {
        return false;
    };
    match holds {
        Holds::Structure(name) => match structures().get(name).map(|it| &it.made) {
            Some(Made::Words(words)) => {
                word_ui(ui, sheet, path, node, words, label);
                true
            }
            _ => false,
        },
        Holds::Kind(kind) => {
            let choices = choices(view, scenario, sheet.file, path, kind);
            let Some(words) = node.words().filter(|_| !choices.is_empty()) else {
                return false;
            };
            quiet(ui, sheet.theme, label);
            name_ui(ui, sheet, path, words, &choices, label);
            true
        }
        Holds::List(of) => match (&**of, &node.kind) {
            (Holds::Structure(name), NodeKind::Items(own, ..))
                if own.is_empty()
                    && structures()
                        .get(name)
                        .is_some_and(|it| matches!(it.made, Made::Words(_))) =>
            {
                list_ui(ui, sheet, path, node, of, label);
                true
            }
            (Holds::Kind(kind), NodeKind::Items(own, ..)) if own.is_empty() => {
                let choices = choices(view, scenario, sheet.file, path, kind);
                if choices.is_empty() {
                    return false;
                }
                quiet(ui, sheet.theme, label);
                // A long list is picked from one by one, a short one is seen at once.
                names_ui(ui, sheet, path, node, &choices);
                true
            }
            _ => false,
        },
        Holds::Truth => {
            truth_ui(ui, sheet, path, node, label);
            true
        }
        Holds::Text | Holds::Whole | Holds::Number => false,
    }
}

/// Yes or no.
fn truth_ui(ui: &mut Ui, sheet: &mut Sheet<'_>, path: &[Step], node: &Node, label: &str) {
    let on = sheet.written(node) == "true";
    let said = if on { "yes" } else { "no" };
    ui.horizontal_wrapped(|ui| {
        quiet(ui, sheet.theme, label);
        let response = toggle(ui, sheet.theme, on, said);
        named(&response, WidgetType::Button, &format!("{label}: {said}"));
        if response.clicked() {
            sheet.set(path, (!on).to_string());
        }
    });
}

/// What is not there and may be: each can be put in with a click.
pub fn absent_ui(ui: &mut Ui, sheet: &mut Sheet<'_>, path: &[Step], node: &Node, fields: &[Field]) {
    let NodeKind::Fields(_, parts, _) = &node.kind else {
        return;
    };
    let absent: Vec<&Field> = fields
        .iter()
        .filter(|field| parts.iter().all(|part| part.name != field.name))
        .collect();
    let view = sheet.view;
    let Some(scenario) = view.scenario().filter(|_| !absent.is_empty()) else {
        return;
    };
    ui.horizontal_wrapped(|ui| {
        for field in absent {
            let words = format!("+ {}", said(&field.name));
            let response = secondary(ui, sheet.theme, &words);
            if response.on_hover_text(plain(&field.about)).clicked() {
                let mut path = path.to_vec();
                path.push(field.name.as_str().into());
                sheet.set(&path, printed(template(scenario, &field.holds)));
            }
        }
    });
}

/// A choice: its word from a list, and what follows it in brackets.
fn word_ui(
    ui: &mut Ui,
    sheet: &mut Sheet<'_>,
    path: &[Step],
    node: &Node,
    words: &[Word],
    label: &str,
) {
    let all = sheet.written(node);
    let name = all.split('(').next().unwrap_or_default().trim();
    let own = words.iter().find(|it| it.name == name);
    if !label.is_empty() {
        quiet(ui, sheet.theme, label);
    }
    let mut picked = None;
    let shown = own.map_or_else(|| name.to_owned(), |it| spoken(&it.name));
    let response = ComboBox::from_id_salt(sheet.key(path))
        .selected_text(text(&shown, size::BODY, semibold(), sheet.theme.text))
        .width(260.0)
        .height(420.0)
        .show_ui(ui, |ui| {
            for word in words {
                let response = ui
                    .selectable_label(word.name == name, spoken(&word.name))
                    .on_hover_text(plain(&word.about));
                if response.clicked() {
                    picked = Some(word);
                }
            }
        });
    response.response.widget_info(|| {
        egui::WidgetInfo::labeled(WidgetType::ComboBox, true, format!("{label}: {shown}"))
    });
    let view = sheet.view;
    if let Some(word) = picked
        && word.name != name
        && let Some(scenario) = view.scenario()
    {
        sheet.set(path, printed(with_template(scenario, word)));
        return;
    }
    let Some(own) = own else { return };
    quiet(ui, sheet.theme, plain(&own.about));
    with_ui(ui, sheet, path, node, &own.with);
}

/// What follows a word in brackets.
fn with_ui(ui: &mut Ui, sheet: &mut Sheet<'_>, path: &[Step], node: &Node, with: &With) {
    match with {
        With::Nothing => {}
        With::One(holds) => {
            let step = Step::from(0);
            if let Some(part) = node.part(&step) {
                let mut inner = path.to_vec();
                inner.push(step);
                ui.indent(sheet.key(&inner), |ui| {
                    inner_ui(ui, sheet, &inner, &part.value, holds, "");
                });
            }
        }
        With::Fields(fields) => {
            ui.indent((sheet.key(path), "fields"), |ui| {
                for field in fields {
                    let step = Step::from(field.name.as_str());
                    if let Some(part) = node.part(&step) {
                        let mut inner = path.to_vec();
                        inner.push(step);
                        let label = said(&field.name);
                        inner_ui(ui, sheet, &inner, &part.value, &field.holds, &label);
                    }
                }
                absent_ui(ui, sheet, path, node, fields);
            });
        }
    }
}

/// Picked if it can be, typed if not.
fn inner_ui(
    ui: &mut Ui,
    sheet: &mut Sheet<'_>,
    path: &[Step],
    node: &Node,
    holds: &Holds,
    label: &str,
) {
    if value_ui(ui, sheet, path, node, holds, label) {
        return;
    }
    let of_kind = held(holds);
    let label = if label.is_empty() { &of_kind } else { label };
    quiet(ui, sheet.theme, label);
    match node.words() {
        Some(words) => sheet.words_ui(ui, path, words, label),
        None => sheet.code_ui(ui, node, label),
    }
}

/// Choices one below the other, each of which can be taken out, and one more.
fn list_ui(
    ui: &mut Ui,
    sheet: &mut Sheet<'_>,
    path: &[Step],
    node: &Node,
    of: &Holds,
    label: &str,
) {
    quiet(ui, sheet.theme, label);
    let file = sheet.file;
    for (at, item) in node.items().iter().enumerate() {
        let mut inner = path.to_vec();
        inner.push(at.into());
        ui.push_id(sheet.key(&inner), |ui| {
            value_ui(ui, sheet, &inner, &item.value, of, "");
            let response = secondary(ui, sheet.theme, words::DELETE);
            let name = format!("{} {label} {}", words::DELETE, at + 1);
            named(&response, WidgetType::Button, &name);
            if response.clicked() {
                let path = inner;
                sheet.asked.push(AuthorAction::Remove { file, path });
            }
        });
        ui.add_space(4.0);
    }
    let more = secondary(ui, sheet.theme, words::ADD);
    let name = format!("{}: {label}", words::ADD);
    named(&more, WidgetType::Button, &name);
    if more.clicked()
        && let Some(scenario) = sheet.view.scenario()
    {
        let list = path.to_vec();
        let value = printed(template(scenario, of));
        sheet.asked.push(AuthorAction::Add { file, list, value });
    }
}

/// One name out of many.
fn name_ui(
    ui: &mut Ui,
    sheet: &mut Sheet<'_>,
    path: &[Step],
    now: &str,
    choices: &[(String, String)],
    label: &str,
) {
    let title = choices
        .iter()
        .find(|(id, _)| id == now)
        .map_or(now, |(_, title)| title);
    let mut picked = None;
    let response = ComboBox::from_id_salt(sheet.key(path))
        .selected_text(title)
        .width(260.0)
        .height(420.0)
        .show_ui(ui, |ui| {
            for (id, title) in choices {
                let label = ui.selectable_label(id == now, title);
                if label.on_hover_text(id).clicked() {
                    picked = Some(quoted(id));
                }
            }
        });
    response.response.widget_info(|| {
        egui::WidgetInfo::labeled(WidgetType::ComboBox, true, format!("{label}: {title}"))
    });
    if let Some(picked) = picked {
        sheet.set(path, picked);
    }
}

/// Several names: those that are chosen are lit. The order in which they stand is kept.
fn names_ui(
    ui: &mut Ui,
    sheet: &mut Sheet<'_>,
    path: &[Step],
    node: &Node,
    choices: &[(String, String)],
) {
    let chosen: Vec<&str> = node
        .items()
        .iter()
        .filter_map(|it| it.value.words())
        .collect();
    ui.horizontal_wrapped(|ui| {
        for (id, title) in choices {
            let on = chosen.contains(&id.as_str());
            let response = toggle(ui, sheet.theme, on, title);
            let state = if on { "chosen" } else { "not chosen" };
            named(&response, WidgetType::Button, &format!("{title}, {state}"));
            if response.clicked() {
                let others = chosen.iter().filter(|it| **it != id.as_str());
                let mut ids: Vec<Value> = others.map(|it| written_text(it)).collect();
                if !on {
                    ids.push(written_text(id));
                }
                sheet.set(path, printed(Value::Seq(ids)));
            }
        }
    });
}
