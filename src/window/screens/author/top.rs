//! The bar across the author screen: its tabs, what can be done with the files, and how they stand. What
//! is said of the files comes last and has what room is left, so that nothing moves when it changes. Must
//! not do anything.

use crate::window::author::{AuthorAction, AuthorInput, AuthorTab, AuthorView, Leave};
use crate::window::theme::{Theme, bold, size};
use crate::window::widgets::{tab_button, text};
use egui::{Button, FontFamily, FontId, Label, RichText, Stroke, Ui, vec2};
use wardroom_core::words;

/// Points of width under which what is said of the files says nothing.
const STATE: f32 = 230.0;

/// Shows what stands in the bar: on one line where there is room for all of it, else on two.
pub fn top_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &AuthorView,
    input: &AuthorInput,
) -> Option<AuthorAction> {
    let mut asked = None;
    let whole = ui.available_width();
    let [name, tabs, buttons] = widths(ui, theme);
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.vertical(|ui| {
        if name + tabs + buttons + STATE <= whole {
            ui.horizontal(|ui| {
                name_ui(ui, theme);
                asked = tabs_ui(ui, theme, input);
                asked = buttons_ui(ui, theme, view, input).or(asked.take());
                state_ui(ui, theme, view);
            });
            return;
        }
        ui.horizontal_wrapped(|ui| {
            if name + tabs <= whole {
                name_ui(ui, theme);
            }
            asked = tabs_ui(ui, theme, input);
        });
        ui.horizontal(|ui| {
            asked = buttons_ui(ui, theme, view, input).or(asked.take());
            state_ui(ui, theme, view);
        });
    });
    asked
}

/// What can be done with the files, in the order in which it stands.
const BUTTONS: [&str; 5] = ["Save", "Undo", words::REDO, "Try it", "Home"];

/// How wide the program's name, all tabs and all buttons are, in points.
fn widths(ui: &Ui, theme: &Theme) -> [f32; 3] {
    let gap = ui.spacing().item_spacing.x;
    let padding = 2.0 * ui.spacing().button_padding.x + gap;
    let wide = |words: &str, font: FontId| {
        let galley = ui
            .painter()
            .layout_no_wrap(words.to_owned(), font, theme.on_action);
        galley.size().x
    };
    let title = FontId::new(size::TITLE + 2.0, bold());
    let button = egui::TextStyle::Button.resolve(ui.style());
    let tab = FontId::new(size::BODY, bold());
    [
        wide("Wardroom", title) + gap,
        AuthorTab::ALL
            .iter()
            .map(|(_, words)| wide(words, tab.clone()) + padding)
            .sum::<f32>()
            + GAP,
        BUTTONS
            .iter()
            .map(|words| wide(words, button.clone()) + padding)
            .sum::<f32>()
            + GAP,
    ]
}

/// Points between the tabs and the buttons, and between these and what is said.
const GAP: f32 = 14.0;

fn name_ui(ui: &mut Ui, theme: &Theme) {
    ui.label(text("Wardroom", size::TITLE + 2.0, bold(), theme.on_action));
}

fn tabs_ui(ui: &mut Ui, theme: &Theme, input: &AuthorInput) -> Option<AuthorAction> {
    let mut asked = None;
    for (tab, words) in AuthorTab::ALL {
        if tab_button(ui, theme, input.tab == tab, words).clicked() {
            asked = Some(AuthorAction::Show(tab));
        }
    }
    ui.add_space(GAP);
    asked
}

fn buttons_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &AuthorView,
    input: &AuthorInput,
) -> Option<AuthorAction> {
    let mut asked = None;
    let saved = &view.saved;
    let can = [
        saved.unsaved || !input.typed.is_empty(),
        saved.can_undo,
        saved.can_redo,
        view.sound.is_some(),
        true,
    ];
    let actions = [
        AuthorAction::Save,
        AuthorAction::Undo,
        AuthorAction::Redo,
        AuthorAction::Leave(Leave::Try),
        AuthorAction::Leave(Leave::Home),
    ];
    for ((words, can), action) in BUTTONS.into_iter().zip(can).zip(actions) {
        if button(ui, theme, can, words) {
            asked = Some(action);
        }
    }
    ui.add_space(GAP);
    asked
}

/// A button on the bar. One that can't be pressed is flat, and its word can be read all the same.
fn button(ui: &mut Ui, theme: &Theme, can: bool, words: &str) -> bool {
    let (fill, colour) = if can {
        (theme.raised, theme.text)
    } else {
        (theme.action, theme.on_action)
    };
    ui.scope(|ui| {
        ui.visuals_mut().disabled_alpha = 1.0;
        let shown = Button::new(RichText::new(words).color(colour))
            .fill(fill)
            .stroke(Stroke::NONE)
            .min_size(vec2(0.0, 32.0));
        ui.add_enabled(can, shown).clicked()
    })
    .inner
}

/// Which file it is, and how the files stand. What has no room is read where the pointer is.
fn state_ui(ui: &mut Ui, theme: &Theme, view: &AuthorView) {
    let name = view.files.first().map_or("", |it| it.name.as_str());
    let words = format!("{name} · {}", state(view));
    let shown = text(
        &words,
        size::BODY,
        FontFamily::Proportional,
        theme.on_action,
    );
    ui.add(Label::new(shown).truncate()).on_hover_text(words);
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
