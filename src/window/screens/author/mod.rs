//! The author screen: the story on a timeline, everything else in lists, each item as fields or as
//! text; what to mend, advice and balance beside it. Must not check anything.

mod choices;
mod estate;
mod fields;
mod form;
mod lines;
mod lists;
mod marks;
mod pickers;
mod sheet;
mod side;
mod story;
mod table;
mod templates;
mod timeline;
mod top;

use crate::window::author::{AuthorAction, AuthorInput, AuthorTab, AuthorView};
use crate::window::theme::Theme;
use crate::window::widgets::{boxed, top_bar};
use egui::{Key, Modifiers, Rect, Ui, pos2};

/// Shows the author screen.
pub fn author_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &AuthorView,
    input: &mut AuthorInput,
) -> Vec<AuthorAction> {
    let mut asked: Vec<AuthorAction> = keys(ui).into_iter().collect();
    top_bar(ui, theme, "author-top", |ui| {
        asked.extend(top::top_ui(ui, theme, view, input));
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
