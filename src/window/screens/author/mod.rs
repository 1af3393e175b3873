//! The author screen: the story on a timeline, everything else in lists, each item as fields or as
//! text; what to mend, advice and balance beside it. Must not check anything.

mod choices;
mod fields;
mod form;
mod lists;
mod pickers;
mod sheet;
mod side;
mod story;
mod table;
mod templates;
mod timeline;

use crate::window::author::{AuthorAction, AuthorInput, AuthorTab, AuthorView, Leave};
use crate::window::theme::{Theme, bold, size};
use crate::window::widgets::{boxed, secondary, tab_button, text, top_bar};
use egui::{FontFamily, Key, Modifiers, Rect, Ui, pos2};
use wardroom_core::words;

/// Shows the author screen.
pub fn author_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &AuthorView,
    input: &mut AuthorInput,
) -> Vec<AuthorAction> {
    let mut asked: Vec<AuthorAction> = keys(ui).into_iter().collect();
    top_bar(ui, theme, "author-top", |ui| {
        asked.extend(top_ui(ui, theme, view, input));
    });
    if input.tab == AuthorTab::Balance {
        asked.extend(side::balance_tab(ui, theme, view));
    } else {
        asked.extend(body_ui(ui, theme, view, input));
    }
    // What comes of it is seen in the next frame.
    if !asked.is_empty() {
        ui.ctx().request_repaint();
    }
    asked
}

/// A tab, and what is to be mended.
fn body_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &AuthorView,
    input: &mut AuthorInput,
) -> Vec<AuthorAction> {
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
    let mut asked = Vec::new();
    boxed(ui, theme, side, "author-side", |ui| {
        asked = side::side_ui(ui, theme, view);
    });
    asked.extend(match input.tab {
        AuthorTab::Story => story::story_ui(ui, theme, view, input, main),
        _ => lists::lists_ui(ui, theme, view, input, main),
    });
    asked
}

/// Save, undo and do again by their usual keys, unless somebody types.
fn keys(ui: &Ui) -> Option<AuthorAction> {
    let pressed = |key, modifiers: Modifiers| ui.input_mut(|it| it.consume_key(modifiers, key));
    if pressed(Key::S, Modifiers::COMMAND) {
        return Some(AuthorAction::Save);
    }
    if ui.memory(|memory| memory.focused().is_some()) {
        return None;
    }
    if pressed(Key::Z, Modifiers::COMMAND.plus(Modifiers::SHIFT))
        || pressed(Key::Y, Modifiers::COMMAND)
    {
        Some(AuthorAction::Redo)
    } else {
        pressed(Key::Z, Modifiers::COMMAND).then_some(AuthorAction::Undo)
    }
}

/// The files' state in words.
fn state(view: &AuthorView) -> String {
    let saved = &view.saved;
    match &view.told {
        _ if saved.unsaved && saved.saving => "being saved".to_owned(),
        _ if saved.unsaved => "not saved yet".to_owned(),
        Some(told) => format!("{told} · {}", saved.watching),
        None => saved.watching.clone(),
    }
}

fn top_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &AuthorView,
    input: &AuthorInput,
) -> Option<AuthorAction> {
    let mut asked = None;
    ui.label(text("Wardroom", size::TITLE + 2.0, bold(), theme.on_action));
    let name = view.files.first().map_or("", |it| it.name.as_str());
    ui.label(text(
        format!("Author · {name} · {}", state(view)),
        size::BODY,
        FontFamily::Proportional,
        theme.on_action,
    ));
    ui.add_space(10.0);
    for (tab, words) in AuthorTab::ALL {
        if tab_button(ui, theme, input.tab == tab, words).clicked() {
            asked = Some(AuthorAction::Show(tab));
        }
    }
    ui.add_space(10.0);
    let saved = &view.saved;
    let unsaved = saved.unsaved || !input.typed.is_empty();
    for (can, words, action) in [
        (unsaved, "Save", AuthorAction::Save),
        (saved.can_undo, "Undo", AuthorAction::Undo),
        (saved.can_redo, words::REDO, AuthorAction::Redo),
        (
            view.sound.is_some(),
            "Try it",
            AuthorAction::Leave(Leave::Try),
        ),
    ] {
        ui.add_enabled_ui(can, |ui| {
            if secondary(ui, theme, words).clicked() {
                asked = Some(action);
            }
        });
    }
    if secondary(ui, theme, "Home").clicked() {
        asked = Some(AuthorAction::Leave(Leave::Home));
    }
    asked
}
