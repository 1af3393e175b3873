//! Values picked rather than typed: what something is, by its words; what it is done to, by name;
//! all as the format's own types have it. Must not know what any of them does.

use super::form::{code_ui, key, words_ui};
use crate::window::author::Author;
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{named, quiet, secondary, text, toggle};
use egui::{ComboBox, Ui, WidgetType};
use wardroom_core::ron_tree::{
    Content, Node, NodeKind, Step, Value, named as word_of, printed, quoted, text as written_text,
    with_fields,
};
use wardroom_core::scenario::reference::{Field, Holds, Made, With, Word, structures};
use wardroom_core::scenario::shape::TargetKind;
use wardroom_core::scenario::{Scenario, Target};
use wardroom_core::words;

/// Shows a value by what it holds. Returns whether it could: what can't be picked is left to be
/// typed.
#[expect(clippy::too_many_arguments, reason = "a row of a form")]
pub fn value_ui(
    ui: &mut Ui,
    theme: &Theme,
    author: &mut Author,
    file: usize,
    path: &[Step],
    node: &Node,
    holds: &Holds,
    label: &str,
) -> bool {
    let Some(scenario) = author.sound().cloned() else {
        return false;
    };
    match holds {
        Holds::Structure(name) => match structures().get(name).map(|it| &it.made) {
            Some(Made::Words(words)) => {
                word_ui(ui, theme, author, file, path, node, words, label);
                true
            }
            _ => false,
        },
        Holds::Kind(kind) => {
            let choices = choices(&scenario, author, file, path, kind);
            let Some(words) = node.words().filter(|_| !choices.is_empty()) else {
                return false;
            };
            quiet(ui, theme, label);
            name_ui(ui, author, file, path, words, &choices, label);
            true
        }
        Holds::List(of) => match (&**of, &node.kind) {
            (Holds::Structure(name), NodeKind::Items(own, ..))
                if own.is_empty()
                    && structures()
                        .get(name)
                        .is_some_and(|it| matches!(it.made, Made::Words(_))) =>
            {
                list_ui(ui, theme, author, file, path, node, of, label);
                true
            }
            (Holds::Kind(kind), NodeKind::Items(own, ..)) if own.is_empty() => {
                let choices = choices(&scenario, author, file, path, kind);
                if choices.is_empty() {
                    return false;
                }
                quiet(ui, theme, label);
                // A long list is picked from one by one, a short one is seen at once.
                names_ui(ui, theme, author, file, path, node, &choices);
                true
            }
            _ => false,
        },
        Holds::Truth => {
            let on = written(author, file, node) == "true";
            let said = if on { "yes" } else { "no" };
            ui.horizontal_wrapped(|ui| {
                quiet(ui, theme, label);
                let response = toggle(ui, theme, on, said);
                named(&response, WidgetType::Button, &format!("{label}: {said}"));
                if response.clicked() {
                    author.set(file, path, if on { "false" } else { "true" });
                }
            });
            true
        }
        Holds::Text | Holds::Whole | Holds::Number => false,
    }
}

/// What is not there and may be: each can be put in with a click.
pub fn absent_ui(
    ui: &mut Ui,
    theme: &Theme,
    author: &mut Author,
    file: usize,
    path: &[Step],
    node: &Node,
    fields: &[Field],
) {
    let NodeKind::Fields(_, parts, _) = &node.kind else {
        return;
    };
    let absent: Vec<&Field> = fields
        .iter()
        .filter(|field| parts.iter().all(|part| part.name != field.name))
        .collect();
    let Some(scenario) = author.sound().cloned().filter(|_| !absent.is_empty()) else {
        return;
    };
    ui.horizontal_wrapped(|ui| {
        for field in absent {
            let response = secondary(ui, theme, &format!("+ {}", field.name.replace('_', " ")));
            if response.on_hover_text(&field.about).clicked() {
                let mut path = path.to_vec();
                path.push(field.name.as_str().into());
                author.set(file, &path, &printed(template(&scenario, &field.holds)));
            }
        }
    });
}

/// A value as it stands in its file.
fn written(author: &Author, file: usize, node: &Node) -> String {
    author.project.files[file]
        .buffer
        .text()
        .get(node.range.clone())
        .unwrap_or_default()
        .to_owned()
}

/// `IsolateSegment` as it is said: “Isolate segment”.
fn spoken(word: &str) -> String {
    let mut said = String::new();
    for c in word.chars() {
        if c.is_ascii_uppercase() && !said.is_empty() {
            said.push(' ');
            said.push(c.to_ascii_lowercase());
        } else {
            said.push(c);
        }
    }
    said
}

/// A choice: its word from a list, and what follows it in brackets.
#[expect(clippy::too_many_arguments, reason = "a row of a form")]
fn word_ui(
    ui: &mut Ui,
    theme: &Theme,
    author: &mut Author,
    file: usize,
    path: &[Step],
    node: &Node,
    words: &[Word],
    label: &str,
) {
    let all = written(author, file, node);
    let name = all.split('(').next().unwrap_or_default().trim();
    let own = words.iter().find(|it| it.name == name);
    if !label.is_empty() {
        quiet(ui, theme, label);
    }
    let mut picked = None;
    let shown = own.map_or_else(|| name.to_owned(), |it| spoken(&it.name));
    let response = ComboBox::from_id_salt(key(file, path))
        .selected_text(text(&shown, size::BODY, semibold(), theme.text))
        .width(260.0)
        .height(420.0)
        .show_ui(ui, |ui| {
            for word in words {
                let response = ui
                    .selectable_label(word.name == name, spoken(&word.name))
                    .on_hover_text(&word.about);
                if response.clicked() {
                    picked = Some(word);
                }
            }
        });
    response.response.widget_info(|| {
        egui::WidgetInfo::labeled(WidgetType::ComboBox, true, format!("{label}: {shown}"))
    });
    if let Some(word) = picked
        && word.name != name
        && let Some(scenario) = author.sound().cloned()
    {
        author.take_typed();
        author.set(file, path, &printed(with_template(&scenario, word)));
        return;
    }
    let Some(own) = own else { return };
    quiet(ui, theme, &own.about);
    match &own.with {
        With::Nothing => {}
        With::One(holds) => {
            let mut inner = path.to_vec();
            inner.push(0.into());
            if let Some(part) = node.part(&inner[inner.len() - 1]) {
                ui.indent(key(file, &inner), |ui| {
                    inner_ui(ui, theme, author, file, &inner, &part.value, holds, "");
                });
            }
        }
        With::Fields(fields) => {
            ui.indent((key(file, path), "fields"), |ui| {
                for field in fields {
                    let mut inner = path.to_vec();
                    inner.push(field.name.as_str().into());
                    if let Some(part) = node.part(&inner[inner.len() - 1]) {
                        let label = super::form::said(&field.name);
                        inner_ui(
                            ui,
                            theme,
                            author,
                            file,
                            &inner,
                            &part.value,
                            &field.holds,
                            &label,
                        );
                    }
                }
                absent_ui(ui, theme, author, file, path, node, fields);
            });
        }
    }
}

/// Picked if it can be, typed if not.
#[expect(clippy::too_many_arguments, reason = "a row of a form")]
fn inner_ui(
    ui: &mut Ui,
    theme: &Theme,
    author: &mut Author,
    file: usize,
    path: &[Step],
    node: &Node,
    holds: &Holds,
    label: &str,
) {
    if value_ui(ui, theme, author, file, path, node, holds, label) {
        return;
    }
    let label = if label.is_empty() { "Value" } else { label };
    quiet(ui, theme, label);
    match node.words() {
        Some(words) => {
            let words = words.to_owned();
            words_ui(ui, author, file, path, &words, label);
        }
        None => {
            let whole = written(author, file, node);
            code_ui(ui, theme, author, file, node, &whole, label);
        }
    }
}

/// Choices one below the other, each of which can be taken out, and one more.
#[expect(clippy::too_many_arguments, reason = "a row of a form")]
fn list_ui(
    ui: &mut Ui,
    theme: &Theme,
    author: &mut Author,
    file: usize,
    path: &[Step],
    node: &Node,
    of: &Holds,
    label: &str,
) {
    quiet(ui, theme, label);
    let mut gone = None;
    for (at, item) in node.items().iter().enumerate() {
        let mut inner = path.to_vec();
        inner.push(at.into());
        ui.push_id(key(file, &inner), |ui| {
            value_ui(ui, theme, author, file, &inner, &item.value, of, "");
            let response = secondary(ui, theme, words::DELETE);
            named(
                &response,
                WidgetType::Button,
                &format!("{} {label} {}", words::DELETE, at + 1),
            );
            if response.clicked() {
                gone = Some(inner);
            }
        });
        ui.add_space(4.0);
    }
    let more = secondary(ui, theme, words::ADD);
    named(
        &more,
        WidgetType::Button,
        &format!("{}: {label}", words::ADD),
    );
    if let Some(gone) = gone {
        author.drop_at(file, &gone);
    } else if more.clicked()
        && let Some(scenario) = author.sound().cloned()
    {
        let new = printed(template(&scenario, of));
        author.add_to(file, path, &new);
    }
}

/// One name out of many.
fn name_ui(
    ui: &mut Ui,
    author: &mut Author,
    file: usize,
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
    let response = ComboBox::from_id_salt(key(file, path))
        .selected_text(title)
        .width(260.0)
        .height(420.0)
        .show_ui(ui, |ui| {
            for (id, title) in choices {
                if ui
                    .selectable_label(id == now, title)
                    .on_hover_text(id)
                    .clicked()
                {
                    picked = Some(quoted(id));
                }
            }
        });
    response.response.widget_info(|| {
        egui::WidgetInfo::labeled(WidgetType::ComboBox, true, format!("{label}: {title}"))
    });
    if let Some(picked) = picked {
        author.take_typed();
        author.set(file, path, &picked);
    }
}

/// Several names: those that are chosen are lit. The order in which they stand is kept.
fn names_ui(
    ui: &mut Ui,
    theme: &Theme,
    author: &mut Author,
    file: usize,
    path: &[Step],
    node: &Node,
    choices: &[(String, String)],
) {
    let chosen: Vec<String> = node
        .items()
        .iter()
        .filter_map(|it| it.value.words().map(ToOwned::to_owned))
        .collect();
    let mut now = None;
    ui.horizontal_wrapped(|ui| {
        for (id, title) in choices {
            let on = chosen.contains(id);
            let response = toggle(ui, theme, on, title);
            let state = if on { "chosen" } else { "not chosen" };
            named(&response, WidgetType::Button, &format!("{title}, {state}"));
            if response.clicked() {
                let mut ids: Vec<Value> = chosen
                    .iter()
                    .filter(|it| *it != id)
                    .map(|it| written_text(it))
                    .collect();
                if !on {
                    ids.push(written_text(id));
                }
                now = Some(printed(Value::Seq(ids)));
            }
        }
    });
    if let Some(now) = now {
        author.take_typed();
        author.set(file, path, &now);
    }
}

/// What a name of this kind can be: ids and titles.
fn choices(
    scenario: &Scenario,
    author: &Author,
    file: usize,
    path: &[Step],
    kind: &str,
) -> Vec<(String, String)> {
    let in_card = path.first() == Some(&"cards".into());
    let beside = |name: &str| {
        let (_, parents) = path.split_last()?;
        let (node, _) = author.project.node(file, parents)?;
        Some(node.part(&name.into())?.value.words()?.to_owned())
    };
    let mut all = match kind {
        "option" => beside("prompt")
            .and_then(|id| scenario.names.prompts.get(&id).copied())
            .map(|id| {
                scenario.prompts[id.at()]
                    .options
                    .iter()
                    .map(|it| (it.id.clone(), it.title.clone()))
                    .collect()
            })
            .unwrap_or_default(),
        "target" => beside("card")
            .and_then(|id| scenario.names.cards.get(&id).copied())
            .map(|id| of_kind(scenario, scenario.cards[id.at()].target))
            .unwrap_or_default(),
        kind => ids(scenario, kind),
    };
    let can_target = !matches!(
        kind,
        "inject" | "prompt" | "role" | "card" | "channel" | "objective" | "option" | "target"
    );
    if in_card && can_target && !all.is_empty() && path.contains(&"effects".into()) {
        all.insert(
            0,
            (
                "{target}".to_owned(),
                "whatever the card is played on".to_owned(),
            ),
        );
    }
    all
}

fn of_kind(scenario: &Scenario, kind: TargetKind) -> Vec<(String, String)> {
    scenario
        .targets(kind)
        .into_iter()
        .map(|it: Target| {
            (
                scenario.target_id(it).to_owned(),
                scenario.target_name(it).to_owned(),
            )
        })
        .collect()
}

/// Ids and titles of a kind of thing; nothing if it is no kind of thing.
fn ids(scenario: &Scenario, kind: &str) -> Vec<(String, String)> {
    macro_rules! list {
        ($list:ident, $title:ident) => {
            scenario
                .$list
                .iter()
                .map(|it| (it.id.clone(), it.$title.clone()))
                .collect()
        };
    }
    match kind {
        "organisation" => list!(organisations, name),
        "segment" => list!(segments, name),
        "group" => list!(groups, name),
        "link" => list!(links, name),
        "system" => list!(systems, name),
        "service" => list!(services, name),
        "pathway" => list!(pathways, name),
        "flow" => of_kind(scenario, TargetKind::Flow),
        "crew" => list!(crews, name),
        "channel" => list!(channels, name),
        "body" => list!(bodies, name),
        "role" => list!(roles, title),
        "card" => list!(cards, title),
        "inject" => list!(injects, title),
        "prompt" => list!(prompts, question),
        "objective" => list!(objectives, title),
        "outage" => scenario
            .outages
            .iter()
            .map(|it| (it.id.clone(), it.id.clone()))
            .collect(),
        "intrusion" => scenario
            .intrusions
            .iter()
            .map(|it| (it.id.clone(), it.id.clone()))
            .collect(),
        "extortion" => scenario
            .extortions
            .iter()
            .map(|it| (it.id.clone(), it.id.clone()))
            .collect(),
        "stage" => list!(stages, name),
        "system or segment" => of_kind(scenario, TargetKind::SystemOrSegment),
        _ => Vec::new(),
    }
}

/// A value to begin with: the first of its kind. Words are empty, which the check tells of.
fn template(scenario: &Scenario, holds: &Holds) -> Value {
    match holds {
        Holds::Text => written_text(""),
        Holds::Whole => Value::from(1),
        Holds::Number => Value::from(1.0),
        Holds::Truth => Value::Bool(true),
        Holds::List(_) => Value::Seq(Vec::new()),
        Holds::Kind(kind) => match kind.as_str() {
            "share" => Value::from(0.5),
            "time" => written_text("T+0"),
            kind => written_text(
                ids(scenario, kind)
                    .first()
                    .map_or("", |(id, _)| id.as_str()),
            ),
        },
        Holds::Structure(name) => match structures().get(name).map(|it| &it.made) {
            Some(Made::Words(words)) => words
                .first()
                .map_or_else(|| written_text(""), |word| with_template(scenario, word)),
            Some(Made::Fields(fields)) => with_fields(name, needed(scenario, fields)),
            None => written_text(""),
        },
    }
}

/// The fields that must be there.
fn needed<'a>(
    scenario: &'a Scenario,
    fields: &'a [Field],
) -> impl Iterator<Item = (&'a str, Value)> {
    fields
        .iter()
        .filter(|it| it.needed)
        .map(|it| (it.name.as_str(), template(scenario, &it.holds)))
}

/// A word with what must follow it.
fn with_template(scenario: &Scenario, word: &Word) -> Value {
    match &word.with {
        With::Nothing => word_of(&word.name, Content::Unit),
        With::One(holds) => word_of(&word.name, Content::Tuple(vec![template(scenario, holds)])),
        With::Fields(fields) => with_fields(&word.name, needed(scenario, fields)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_value_to_begin_with_is_plain_ron_on_one_line() {
        let path = Path::new("scenarios/friday-lunchtime.ron");
        let scenario = wardroom_files::scenario(path).expect("it is sound");
        let mut count = 0;
        for structure in structures().values() {
            let values: Vec<Value> = match &structure.made {
                Made::Words(words) => words
                    .iter()
                    .map(|it| with_template(&scenario, it))
                    .collect(),
                Made::Fields(fields) => fields
                    .iter()
                    .map(|it| template(&scenario, &it.holds))
                    .collect(),
            };
            for value in values {
                let text = printed(value);
                assert!(!text.contains('\n'), "{text}");
                let read = ron::from_str::<serde::de::IgnoredAny>(&text);
                assert!(read.is_ok(), "{text}: {read:?}");
                count += 1;
            }
        }
        assert!(count > 200, "{count}");
    }
}
