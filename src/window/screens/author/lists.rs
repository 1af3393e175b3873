//! Everything but the story: a list of items, and the one that is picked. The estate has its map
//! above the list. Must not know what an item means.

use super::fields::said;
use super::{estate, form, table};
use crate::window::author::{AuthorAction, AuthorInput, AuthorTab, AuthorView};
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{boxed, caps, card, quiet, scrolled, text, toggle};
use egui::{Rect, Ui, WidgetType, pos2};

/// Points of width from which the estate's model stands beside its lists.
const BESIDE: f32 = 900.0;

/// Shows a list, and the item that is picked.
pub fn lists_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &AuthorView,
    input: &mut AuthorInput,
    main: Rect,
) -> Vec<AuthorAction> {
    let mut asked = Vec::new();
    let gap = 14.0;
    let mut below = main;
    // The estate's model stands beside its lists where there is room, else above.
    let beside = main.width() >= BESIDE && !input.as_table;
    if input.tab == AuthorTab::Estate && (beside || main.height() > 480.0) {
        let map = if beside {
            below.min.x = main.min.x + main.width() * 0.56 + gap;
            Rect::from_min_max(main.min, pos2(below.min.x - gap, main.max.y))
        } else {
            below.min.y = main.min.y + main.height() * 0.5 + gap;
            Rect::from_min_max(main.min, pos2(main.max.x, below.min.y - gap))
        };
        boxed(ui, theme, map, "author-map", |ui| {
            asked.extend(estate::estate_ui(ui, theme, view, input));
        });
    }
    if input.tab == AuthorTab::Estate && input.as_table {
        boxed(ui, theme, below, "author-table", |ui| {
            asked.extend(kinds_ui(ui, theme, input));
            ui.add_space(8.0);
            asked.extend(table::table_ui(ui, theme, view, input));
        });
        return asked;
    }
    let (left, right) = if beside && input.tab == AuthorTab::Estate {
        let middle = below.min.y + below.height() * 0.4;
        (
            Rect::from_min_max(below.min, pos2(below.max.x, middle - gap / 2.0)),
            Rect::from_min_max(pos2(below.min.x, middle + gap / 2.0), below.max),
        )
    } else {
        let middle = below.min.x + (below.width() * 0.32).clamp(200.0, 360.0);
        (
            Rect::from_min_max(below.min, pos2(middle - gap / 2.0, below.max.y)),
            Rect::from_min_max(pos2(middle + gap / 2.0, below.min.y), below.max),
        )
    };
    let Some(list) = input.shown_list() else {
        return asked;
    };
    boxed(ui, theme, left, "author-list", |ui| {
        scrolled(ui, "author-items", |ui| {
            asked.extend(items_ui(ui, theme, view, input, list));
        });
    });
    boxed(ui, theme, right, "author-item", |ui| {
        scrolled(ui, "author-form", |ui| {
            asked.extend(form::item_ui(ui, theme, view, input, list));
        });
    });
    asked
}

/// The lists of the estate, and whether they are shown as tables.
fn kinds_ui(ui: &mut Ui, theme: &Theme, input: &AuthorInput) -> Option<AuthorAction> {
    let mut asked = None;
    ui.horizontal_wrapped(|ui| {
        for name in input.tab.lists() {
            if toggle(ui, theme, input.list == *name, &said(name)).clicked() {
                asked = Some(AuthorAction::List(name));
            }
        }
        if toggle(ui, theme, input.as_table, "As a table").clicked() {
            asked = Some(AuthorAction::AsTable(!input.as_table));
        }
    });
    asked
}

fn items_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &AuthorView,
    input: &AuthorInput,
    list: &'static str,
) -> Option<AuthorAction> {
    let mut asked = match input.tab {
        AuthorTab::Estate => kinds_ui(ui, theme, input),
        _ => None,
    };
    let items = view.items(list);
    let kind = match list {
        "prompts" => "decision points",
        list => list,
    };
    if view.home_of(list).is_none()
        && let Some(broken) = view.broken()
    {
        let name = &view.files[broken].name;
        let words =
            format!("{name} can't be read as it stands: what it has is listed when it is mended.");
        quiet(ui, theme, words);
        return asked;
    }
    caps(ui, theme, &format!("{} {kind}", items.len()));
    for (at, (id, title)) in items.iter().enumerate() {
        let lit = input.picked(list) == at;
        let key = ui.id().with((list, at));
        let name = format!("Edit {title}");
        let response = card(ui, theme, key, lit, WidgetType::Button, &name, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.label(text(title, size::BODY, semibold(), theme.text));
            if id != title {
                quiet(ui, theme, id);
            }
        });
        if response.clicked() {
            asked = Some(AuthorAction::Pick(list, at));
        }
    }
    asked
}
