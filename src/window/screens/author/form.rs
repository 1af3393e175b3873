//! An item as fields: words in boxes, names picked from what the scenario has, everything else as
//! the format has it; or the whole item as text. Must not know what a field means beyond its name.

use super::pickers::{absent_ui, value_ui};
use crate::window::author::{Author, Typed};
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{caps, quiet, rule, secondary, text, toggle};
use egui::{FontId, Margin, TextEdit, Ui, WidgetType};
use wardroom_core::ron_tree::{Node, NodeKind, Part, Step};
use wardroom_core::scenario::reference::{Field, Holds, Made, structures};
use wardroom_core::words;

/// Fields deeper than this are shown as text.
const DEEPEST: usize = 3;

/// Shows the item that is picked in a list.
pub fn item_ui(ui: &mut Ui, theme: &Theme, author: &mut Author, list: &'static str) {
    let at = author.picked(list);
    let Some(file) = author.project.home_of(list) else {
        quiet(ui, theme, "None in the scenario yet.");
        return;
    };
    let path = vec![Step::from(list), at.into()];
    let Some((node, all)) = author.project.node(file, &path) else {
        quiet(
            ui,
            theme,
            "Nothing is picked, or the file can't be read as it stands: see the problems.",
        );
        return;
    };
    let whole = all[node.range.clone()].to_owned();
    let line = all[..node.range.start].matches('\n').count() + 1;
    let name = author.project.files[file].name.clone();
    ui.horizontal_wrapped(|ui| {
        caps(ui, theme, &format!("{name}, line {line}"));
        if toggle(ui, theme, author.as_text, "As text").clicked() {
            author.take_typed();
            author.as_text = !author.as_text;
        }
        if secondary(ui, theme, words::DUPLICATE).clicked() {
            author.double(list);
        }
        if secondary(ui, theme, words::DELETE).clicked() {
            author.take_out(list);
        }
    });
    if let Some(trouble) = &author.trouble {
        ui.label(text(
            trouble,
            size::BODY,
            egui::FontFamily::Proportional,
            theme.bad,
        ));
    }
    if author.as_text {
        code_ui(ui, theme, author, file, &node, &whole, "The item as text");
    } else {
        fields_ui(ui, theme, author, file, &path, &node, items_of(list), 0);
    }
}

/// The fields of a structure, one below the other.
#[expect(clippy::too_many_arguments, reason = "a row of a form")]
fn fields_ui(
    ui: &mut Ui,
    theme: &Theme,
    author: &mut Author,
    file: usize,
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
        field_ui(ui, theme, author, file, &inner, part, known, depth);
    }
    absent_ui(ui, theme, author, file, path, node, known);
}

/// The fields of a structure of the format; none if it has no such.
pub fn fields_of(holds: Option<&Holds>) -> &'static [Field] {
    let name = match holds {
        Some(Holds::Structure(name)) => name,
        Some(Holds::List(of)) => match &**of {
            Holds::Structure(name) => name,
            _ => return &[],
        },
        _ => return &[],
    };
    match structures().get(name).map(|it| &it.made) {
        Some(Made::Fields(fields)) => fields,
        _ => &[],
    }
}

/// The fields of the items of a list of the format.
pub fn items_of(list: &str) -> &'static [Field] {
    let whole = Holds::Structure("Library".to_owned());
    let field = fields_of(Some(&whole)).iter().find(|it| it.name == list);
    fields_of(field.map(|it| &it.holds))
}

/// The name of a field as it is said.
pub fn said(name: &str) -> String {
    let words = match name {
        "by" => "Who may decide".to_owned(),
        "to" => "For".to_owned(),
        "fires" => "When it is sent".to_owned(),
        "text" => "What it says".to_owned(),
        "expect" => "What the team might do (facilitator only)".to_owned(),
        "opens" => "The decision point it opens".to_owned(),
        "plan" => "Where it is written".to_owned(),
        "due_mins" => "Minutes until it is overdue".to_owned(),
        "plays" => "Card it plays".to_owned(),
        "options" => "Option".to_owned(),
        "tasks" => "Task".to_owned(),
        "look_for" => "What an evaluator looks for".to_owned(),
        "measure" => "How it is measured".to_owned(),
        "cost" => "What it costs".to_owned(),
        "about" => "About it".to_owned(),
        "brief" => "The role card".to_owned(),
        "csf" => "NIST CSF 2.0".to_owned(),
        "caf" => "CAF".to_owned(),
        "eprr" => "EPRR".to_owned(),
        name => name.replace('_', " "),
    };
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

#[expect(clippy::too_many_arguments, reason = "a row of a form")]
fn field_ui(
    ui: &mut Ui,
    theme: &Theme,
    author: &mut Author,
    file: usize,
    path: &[Step],
    part: &Part,
    known: Option<&Field>,
    depth: usize,
) {
    let label = said(&part.name);
    let holds = known.map(|it| &it.holds);
    if let Some(holds) = holds
        && value_ui(ui, theme, author, file, path, &part.value, holds, &label)
    {
        return;
    }
    match &part.value.kind {
        NodeKind::Text(words) => {
            quiet(ui, theme, &label);
            let words = words.clone();
            words_ui(ui, author, file, path, &words, &label);
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
                ui.label(text(
                    format!("{label} {}: {title}", at + 1),
                    size::BODY,
                    semibold(),
                    theme.text,
                ));
                let mut inner = path.to_vec();
                inner.push(at.into());
                fields_ui(
                    ui,
                    theme,
                    author,
                    file,
                    &inner,
                    &item.value,
                    fields_of(holds),
                    depth + 1,
                );
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
                let words = item.value.words().unwrap_or_default().to_owned();
                words_ui(ui, author, file, &inner, &words, &label);
            }
        }
        _ => {
            quiet(ui, theme, &label);
            let whole = author.project.files[file]
                .buffer
                .text()
                .get(part.value.range.clone())
                .unwrap_or_default()
                .to_owned();
            code_ui(ui, theme, author, file, &part.value, &whole, &label);
        }
    }
}

/// The key of a field in what is typed.
pub fn key(file: usize, path: &[Step]) -> String {
    format!("{file}{path:?}")
}

/// Words to write in; taken when the box is left.
pub fn words_ui(
    ui: &mut Ui,
    author: &mut Author,
    file: usize,
    path: &[Step],
    words: &str,
    label: &str,
) {
    let rows = if words.len() > 60 || words.contains('\n') {
        (words.len() / 90 + words.matches('\n').count() + 1).min(8)
    } else {
        1
    };
    let place = Ok(path.to_vec());
    box_ui(
        ui,
        author,
        key(file, path),
        (file, place),
        words,
        label,
        |edit| edit.desired_rows(rows),
    );
}

/// A value in a cell of a table, on one line.
#[expect(clippy::too_many_arguments, reason = "a cell of a table")]
pub fn cell_ui(
    ui: &mut Ui,
    theme: &Theme,
    author: &mut Author,
    file: usize,
    path: &[Step],
    node: &Node,
    label: &str,
    width: f32,
) {
    let whole = author.project.files[file]
        .buffer
        .text()
        .get(node.range.clone())
        .unwrap_or_default()
        .to_owned();
    let (was, place, key) = match node.words() {
        Some(words) => (words.to_owned(), Ok(path.to_vec()), key(file, path)),
        None => (
            whole,
            Err(node.range.clone()),
            format!("{file}:{}", node.range.start),
        ),
    };
    ui.scope(|ui| {
        ui.set_width(width);
        box_ui(ui, author, key, (file, place), &was, label, |edit| {
            edit.desired_rows(1).text_color(theme.text)
        });
    });
}

/// A box to write in: what is typed is kept until it is left, and then taken.
fn box_ui(
    ui: &mut Ui,
    author: &mut Author,
    key: String,
    (file, place): (usize, Result<Vec<Step>, std::ops::Range<usize>>),
    was: &str,
    label: &str,
    dress: impl for<'a> FnOnce(TextEdit<'a>) -> TextEdit<'a>,
) {
    let mut text = author
        .typed
        .get(&key)
        .map_or_else(|| was.to_owned(), |typed| typed.text.clone());
    let edit = TextEdit::multiline(&mut text)
        .margin(Margin::symmetric(10, 6))
        .desired_width(f32::INFINITY);
    let response = ui.add(dress(edit));
    response.widget_info(|| egui::WidgetInfo::labeled(WidgetType::TextEdit, true, label));
    if response.changed() {
        let was = was.to_owned();
        author.typed.insert(
            key,
            Typed {
                file,
                place,
                was,
                text,
            },
        );
    }
    if response.lost_focus() {
        author.take_typed();
    }
}

/// A value as the format has it; taken when the box is left.
pub fn code_ui(
    ui: &mut Ui,
    theme: &Theme,
    author: &mut Author,
    file: usize,
    node: &Node,
    whole: &str,
    label: &str,
) {
    let key = format!("{file}:{}", node.range.start);
    let place = Err(node.range.clone());
    box_ui(ui, author, key, (file, place), whole, label, |edit| {
        edit.font(FontId::monospace(size::SMALL + 0.5))
            .text_color(theme.text)
            .desired_rows(whole.matches('\n').count() + 1)
    });
}
