//! What comes with an ad-hoc inject: a picture, a PDF, a table or a sound, by its path or dropped on the
//! window. Must not read a file in a frame.

use super::Action;
use crate::window::live::Sent;
use crate::window::theme::{Theme, bold, size};
use crate::window::widgets::{caps, dropped, field, named, quiet, secondary, spread, text};
use egui::{FontFamily, Key, Ui, WidgetType};
use egui_phosphor::regular as icons;
use std::path::PathBuf;
use wardroom_core::scenario::{AttachmentKind, Enclosed};

/// Whether a file can go as it is: it has a title, and something says what it shows.
pub(super) fn told(it: &Enclosed) -> bool {
    let table = matches!(it.file.kind, AttachmentKind::Table { .. });
    !it.title.trim().is_empty() && (table || !it.shows.trim().is_empty())
}

/// Shows what comes with it, and where one more is named.
pub(super) fn with_it_ui(ui: &mut Ui, theme: &Theme, draft: &mut Sent) -> Option<Action> {
    caps(ui, theme, "With it");
    let mut gone = None;
    for (at, it) in draft.attachments.iter_mut().enumerate() {
        ui.push_id(("with it", at), |ui| {
            if one_ui(ui, theme, it) {
                gone = Some(at);
            }
        });
    }
    if let Some(at) = gone {
        draft.attachments.remove(at);
    }
    let mut path = dropped(ui);
    ui.horizontal(|ui| {
        let typed = ui
            .scope(|ui| {
                ui.set_width((ui.available_width() - 110.0).clamp(160.0, 420.0));
                field(ui, theme, "A file", "red-screen.png", &mut draft.file, 1)
            })
            .inner;
        let enter = typed.lost_focus() && ui.input(|it| it.key_pressed(Key::Enter));
        let pressed = secondary(ui, theme, "Attach it").clicked();
        if (enter || pressed) && !draft.file.trim().is_empty() {
            path = Some(PathBuf::from(draft.file.trim()));
        }
    });
    match &draft.told {
        Some(why) => {
            let why = format!("▲ {why}");
            ui.label(text(
                why,
                size::BODY,
                FontFamily::Proportional,
                theme.reduced,
            ));
        }
        None => {
            quiet(
                ui,
                theme,
                "A picture (PNG, JPEG), a PDF, a table (CSV) or a sound (MP3, WAV, Ogg) of up to 2 MB: named, or dropped here.",
            );
        }
    }
    path.map(Action::Attach)
}

/// One that is attached. Returns whether it is to be left out after all.
fn one_ui(ui: &mut Ui, theme: &Theme, it: &mut Enclosed) -> bool {
    let head = format!(
        "{} {} ({})",
        icons::PAPERCLIP,
        it.file.name,
        it.file.kind.words()
    );
    let mut gone = false;
    spread(
        ui,
        |ui| {
            ui.label(text(head, size::BODY, bold(), theme.text));
        },
        |ui| {
            let remove = secondary(ui, theme, "Remove");
            let whose = format!("Remove {}", it.file.name);
            named(&remove, WidgetType::Button, &whose);
            gone = remove.clicked();
        },
    );
    field(
        ui,
        theme,
        "What its sender calls it",
        "What its sender calls it",
        &mut it.title,
        1,
    );
    let hint = match it.file.kind {
        AttachmentKind::Table { .. } => "What it shows; a table says it itself",
        _ => "What can be seen or heard in it, for whoever can’t",
    };
    field(ui, theme, "What it shows", hint, &mut it.shows, 1);
    gone
}
