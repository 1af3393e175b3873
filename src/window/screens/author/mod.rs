//! The author screen: the story on a timeline, everything else in lists, each item as fields or as
//! text; what to mend, advice and balance beside it. Must not check anything.

mod form;
mod lists;
mod pickers;
mod side;
mod story;
mod table;

use crate::window::author::{Author, AuthorTab};
use crate::window::theme::{Theme, bold, size};
use crate::window::widgets::{boxed, secondary, tab_button, text, top_bar};
use egui::{FontFamily, Key, Modifiers, Rect, Ui, pos2};
use wardroom_core::words;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorAction {
    /// Back to the home screen.
    Home,
    /// Try the last sound version.
    Try,
}

/// Shows the author screen.
pub fn author_ui(ui: &mut Ui, theme: &Theme, author: &mut Author) -> Option<AuthorAction> {
    keys(ui, author);
    let mut action = None;
    top_bar(ui, theme, "author-top", |ui| {
        action = top_ui(ui, theme, author);
    });
    if author.tab == AuthorTab::Balance {
        side::balance_tab(ui, theme, author);
        return action;
    }
    let whole = ui.available_rect_before_wrap().shrink(16.0);
    let gap = 14.0;
    // What is to be mended stands beside where there is room, else below.
    let (main, side) = if whole.width() >= 1100.0 {
        let middle = whole.max.x - (whole.width() * 0.24).clamp(250.0, 380.0);
        (
            Rect::from_min_max(whole.min, pos2(middle - gap / 2.0, whole.max.y)),
            Rect::from_min_max(pos2(middle + gap / 2.0, whole.min.y), whole.max),
        )
    } else {
        let middle = whole.max.y - whole.height() * 0.24;
        (
            Rect::from_min_max(whole.min, pos2(whole.max.x, middle - gap / 2.0)),
            Rect::from_min_max(pos2(whole.min.x, middle + gap / 2.0), whole.max),
        )
    };
    boxed(ui, theme, side, "author-side", |ui| {
        side::side_ui(ui, theme, author);
    });
    match author.tab {
        AuthorTab::Story => story::story_ui(ui, theme, author, main),
        _ => lists::lists_ui(ui, theme, author, main),
    }
    action
}

/// Save, undo and do again by their usual keys, unless somebody types.
fn keys(ui: &Ui, author: &mut Author) {
    let pressed = |key, modifiers: Modifiers| ui.input_mut(|it| it.consume_key(modifiers, key));
    if pressed(Key::S, Modifiers::COMMAND) {
        author.save();
    }
    if ui.memory(|memory| memory.focused().is_some()) {
        return;
    }
    if pressed(Key::Z, Modifiers::COMMAND.plus(Modifiers::SHIFT))
        || pressed(Key::Y, Modifiers::COMMAND)
    {
        author.undo(true);
    } else if pressed(Key::Z, Modifiers::COMMAND) {
        author.undo(false);
    }
}

fn top_ui(ui: &mut Ui, theme: &Theme, author: &mut Author) -> Option<AuthorAction> {
    let mut action = None;
    ui.label(text("Wardroom", size::TITLE + 2.0, bold(), theme.on_action));
    let name = author
        .project
        .files
        .first()
        .map_or("", |it| it.name.as_str());
    let state = match (&author.told, author.project.unsaved()) {
        (_, true) if author.saving() => "being saved".to_owned(),
        (_, true) => "not saved yet".to_owned(),
        (Some(told), false) => format!("{told} · {}", author.watching()),
        (None, false) => author.watching(),
    };
    ui.label(text(
        format!("Author · {name} · {state}"),
        size::BODY,
        FontFamily::Proportional,
        theme.on_action,
    ));
    ui.add_space(10.0);
    for (tab, words) in AuthorTab::ALL {
        if tab_button(ui, theme, author.tab == tab, words).clicked() {
            author.show(tab);
        }
    }
    ui.add_space(10.0);
    let (undo, redo) = author.project.can();
    ui.add_enabled_ui(author.project.unsaved() || !author.typed.is_empty(), |ui| {
        if secondary(ui, theme, "Save").clicked() {
            author.save();
        }
    });
    ui.add_enabled_ui(undo, |ui| {
        if secondary(ui, theme, "Undo").clicked() {
            author.undo(false);
        }
    });
    ui.add_enabled_ui(redo, |ui| {
        if secondary(ui, theme, words::REDO).clicked() {
            author.undo(true);
        }
    });
    ui.add_enabled_ui(author.sound().is_some(), |ui| {
        if secondary(ui, theme, "Try it").clicked() {
            author.take_typed();
            action = Some(AuthorAction::Try);
        }
    });
    if secondary(ui, theme, "Home").clicked() {
        author.take_typed();
        action = Some(AuthorAction::Home);
    }
    action
}
