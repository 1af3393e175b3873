//! An item as fields: words in boxes, names picked from what the scenario has, everything else as
//! the format has it; or the whole item as text. Must not know what a field means beyond its name.

use crate::app::author::{Author, Typed};
use crate::app::theme::{Theme, semibold, size};
use crate::app::widgets::{caps, named, quiet, rule, secondary, text, toggle};
use crate::author::{Node, NodeKind, Part, Step, quoted};
use crate::scenario::Scenario;
use egui::{FontId, Margin, TextEdit, Ui, WidgetType};

/// Fields deeper than this are shown as text.
const DEEPEST: usize = 3;

/// Shows the item that is picked in a list.
pub fn item_ui(ui: &mut Ui, theme: &Theme, author: &mut Author, list: &'static str) {
    let at = author.picked(list);
    let Some(file) = author.project.home_of(list) else {
        quiet(ui, theme, "There is nothing of this kind in the scenario.");
        return;
    };
    let path = vec![Step::from(list), at.into()];
    let Some((node, all)) = author.project.node(file, &path) else {
        quiet(
            ui,
            theme,
            "Nothing is picked, or the file can't be read as it stands: see what is to be mended.",
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
        if secondary(ui, theme, "Double it").clicked() {
            author.double(list);
        }
        if secondary(ui, theme, "Take it out").clicked() {
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
        fields_ui(ui, theme, author, file, &path, &node, 0);
    }
}

/// The fields of a structure, one below the other.
fn fields_ui(
    ui: &mut Ui,
    theme: &Theme,
    author: &mut Author,
    file: usize,
    path: &[Step],
    node: &Node,
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
        field_ui(ui, theme, author, file, &inner, part, depth);
    }
}

/// The name of a field as it is said.
fn said(name: &str) -> String {
    let words = match name {
        "by" => "Who may decide".to_owned(),
        "to" => "For".to_owned(),
        "fires" => "When it is sent".to_owned(),
        "text" => "What it says".to_owned(),
        "expect" => "What the team might do (facilitator only)".to_owned(),
        "opens" => "The question it puts".to_owned(),
        "plan" => "Where it is written".to_owned(),
        "due_mins" => "Minutes until the moment has passed".to_owned(),
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

fn field_ui(
    ui: &mut Ui,
    theme: &Theme,
    author: &mut Author,
    file: usize,
    path: &[Step],
    part: &Part,
    depth: usize,
) {
    let scenario = author.sound().cloned();
    let label = said(&part.name);
    let choices = scenario
        .as_ref()
        .map(|it| names(it, &part.name))
        .unwrap_or_default();
    match &part.value.kind {
        NodeKind::Text(words) if !choices.is_empty() => {
            quiet(ui, theme, &label);
            let words = words.clone();
            pick_ui(ui, theme, author, file, path, &choices, &[words], false);
        }
        NodeKind::Items(name, items, _) if name.is_empty() && !choices.is_empty() => {
            let chosen: Vec<String> = items
                .iter()
                .filter_map(|it| it.value.words().map(ToOwned::to_owned))
                .collect();
            quiet(ui, theme, &label);
            pick_ui(ui, theme, author, file, path, &choices, &chosen, true);
        }
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
                fields_ui(ui, theme, author, file, &inner, &item.value, depth + 1);
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
                .draft
                .text()
                .get(part.value.range.clone())
                .unwrap_or_default()
                .to_owned();
            code_ui(ui, theme, author, file, &part.value, &whole, &label);
        }
    }
}

/// What a field of this name can be: ids and titles.
fn names(scenario: &Scenario, field: &str) -> Vec<(String, String)> {
    let pair = |id: &str, title: &str| (id.to_owned(), title.to_owned());
    match field {
        "to" | "by" => scenario
            .roles
            .iter()
            .map(|it| pair(&it.id, &it.title))
            .collect(),
        "channel" => scenario
            .channels
            .iter()
            .map(|it| pair(&it.id, &it.name))
            .collect(),
        "objectives" | "objective" => scenario
            .objectives
            .iter()
            .map(|it| pair(&it.id, &it.title))
            .collect(),
        "opens" => scenario
            .prompts
            .iter()
            .map(|it| pair(&it.id, &it.question))
            .collect(),
        "card" => scenario
            .cards
            .iter()
            .map(|it| pair(&it.id, &it.title))
            .collect(),
        _ => Vec::new(),
    }
}

/// Names to pick from; the one that is chosen, or all that are.
#[expect(clippy::too_many_arguments, reason = "a row of a form")]
fn pick_ui(
    ui: &mut Ui,
    theme: &Theme,
    author: &mut Author,
    file: usize,
    path: &[Step],
    choices: &[(String, String)],
    chosen: &[String],
    several: bool,
) {
    let mut now = None;
    ui.horizontal_wrapped(|ui| {
        for (id, title) in choices {
            let on = chosen.contains(id);
            let response = toggle(ui, theme, on, title);
            let state = if on { "chosen" } else { "not chosen" };
            named(&response, WidgetType::Button, &format!("{title}, {state}"));
            if !response.clicked() {
                continue;
            }
            now = Some(if several {
                let ids: Vec<String> = choices
                    .iter()
                    .filter(|(other, _)| (other == id) != chosen.contains(other))
                    .map(|(other, _)| quoted(other))
                    .collect();
                format!("[{}]", ids.join(", "))
            } else {
                quoted(id)
            });
        }
    });
    if let Some(now) = now {
        author.take_typed();
        author.set(file, path, &now);
    }
}

/// The key of a field in what is typed.
pub fn key(file: usize, path: &[Step]) -> String {
    format!("{file}{path:?}")
}

/// Words to write in; taken when the box is left.
fn words_ui(
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
fn code_ui(
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
