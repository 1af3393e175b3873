//! Everything but the story: a list of items, and the one that is picked. The estate has its map
//! above the list. Must not know what an item means.

use super::form;
use crate::window::author::{Author, AuthorTab};
use crate::window::map::{Shown, map_ui};
use crate::window::panels::Action;
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{boxed, caps, card, quiet, scrolled, text, toggle};
use egui::{Rect, Ui, WidgetType, pos2};

/// Shows a list, and the item that is picked.
pub fn lists_ui(ui: &mut Ui, theme: &Theme, author: &mut Author, main: Rect) {
    let gap = 14.0;
    let mut below = main;
    if author.tab == AuthorTab::Estate && main.height() > 480.0 {
        let map = Rect::from_min_max(
            main.min,
            pos2(main.max.x, main.min.y + main.height() * 0.42),
        );
        below.min.y = map.max.y + gap;
        boxed(ui, theme, map, "author-map", |ui| {
            estate_map(ui, theme, author);
        });
    }
    if author.tab == AuthorTab::Estate && author.as_table {
        boxed(ui, theme, below, "author-table", |ui| {
            kinds_ui(ui, theme, author);
            ui.add_space(8.0);
            super::table::table_ui(ui, theme, author, author.list);
        });
        return;
    }
    let middle = below.min.x + (below.width() * 0.32).clamp(200.0, 360.0);
    let left = Rect::from_min_max(below.min, pos2(middle - gap / 2.0, below.max.y));
    let right = Rect::from_min_max(pos2(middle + gap / 2.0, below.min.y), below.max);
    let Some(list) = author.shown_list() else {
        return;
    };
    boxed(ui, theme, left, "author-list", |ui| {
        scrolled(ui, "author-items", |ui| items_ui(ui, theme, author, list));
    });
    boxed(ui, theme, right, "author-item", |ui| {
        scrolled(ui, "author-form", |ui| {
            if let Some(list) = author.shown_list() {
                form::item_ui(ui, theme, author, list);
            }
        });
    });
}

fn estate_map(ui: &mut Ui, theme: &Theme, author: &mut Author) {
    let Some((scenario, truth)) = author.start.take() else {
        quiet(ui, theme, "The map is drawn when the scenario is valid.");
        return;
    };
    let mut map = std::mem::take(&mut author.map);
    let shown = Shown {
        scenario: &scenario,
        truth: &truth,
        picked: (author.list == "segments").then(|| author.picked("segments")),
        moving: false,
        playing: false,
    };
    let action: Option<Action> = map_ui(ui, theme, shown, &mut map);
    if let Some(Action::Pick(Some(segment))) = action
        && let Some(place) = author.place_of("segments", &scenario.segments[segment].id)
    {
        author.list = "segments";
        author.pick("segments", place);
    }
    author.map = map;
    author.start = Some((scenario, truth));
}

/// The lists of the estate, and whether they are shown as tables.
fn kinds_ui(ui: &mut Ui, theme: &Theme, author: &mut Author) {
    ui.horizontal_wrapped(|ui| {
        for name in author.tab.lists() {
            if toggle(ui, theme, author.list == *name, name).clicked() {
                author.take_typed();
                author.list = name;
            }
        }
        if toggle(ui, theme, author.as_table, "As a table").clicked() {
            author.take_typed();
            author.as_table = !author.as_table;
        }
    });
}

fn items_ui(ui: &mut Ui, theme: &Theme, author: &mut Author, list: &'static str) {
    if author.tab == AuthorTab::Estate {
        kinds_ui(ui, theme, author);
    }
    let items = author.items(list);
    let kind = match list {
        "prompts" => "decision points",
        list => list,
    };
    caps(ui, theme, &format!("{} {kind}", items.len()));
    let mut picked = None;
    for (at, (id, title)) in items.iter().enumerate() {
        let lit = author.picked(list) == at;
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
            picked = Some(at);
        }
    }
    if let Some(at) = picked {
        author.pick(list, at);
    }
}
