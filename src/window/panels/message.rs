//! The message that is being read out, or one that is looked at before it goes. Must not hold any
//! state.

use super::Action;
use super::letter::letter_ui;
use super::paper::Scale;
use crate::window::live::Seen;
use crate::window::theme::Theme;
use crate::window::widgets::{caps, chip, quiet, row, scrolled, secondary};
use egui::Ui;
use wardroom_core::host::Ask;
use wardroom_core::scenario::AttachmentKind;
use wardroom_core::words;

/// Shows the message.
pub fn message_ui(ui: &mut Ui, theme: &Theme, seen: &Seen) -> Option<Action> {
    let mut action = None;
    let view = &seen.view;
    let rehearsed = view.rehearsed.as_ref();
    row(
        ui,
        |ui| {
            caps(ui, theme, words::INJECT);
        },
        |ui| {
            let waiting = view.unread;
            if rehearsed.is_some() {
                if secondary(ui, theme, "Done").clicked() {
                    action = Some(Action::Rehearse(None));
                }
            } else if waiting > 0 && secondary(ui, theme, &format!("{waiting} more →")).clicked()
            {
                action = Some(Action::Ask(Ask::Read(None)));
            }
        },
    );
    let Some(letter) = rehearsed.or(view.reading.as_ref().map(|it| &it.letter)) else {
        quiet(
            ui,
            theme,
            "Injects appear here as they arrive. Press Run, or Next to go on to the first.",
        );
        return action;
    };
    if rehearsed.is_some() {
        chip(
            ui,
            "Preview: only you see this",
            theme.warning,
            theme.reduced,
        );
    }
    let arrived = letter
        .arrived
        .map(|at| seen.scenario.clock(u64::from(at) * 60))
        .unwrap_or_default();
    scrolled(ui, "message", |ui| {
        letter_ui(ui, theme, letter, &arrived, Scale::CONSOLE);
        for it in &letter.attachments {
            let shown = matches!(
                it.file.kind,
                AttachmentKind::Picture { .. } | AttachmentKind::Table { .. }
            );
            if !shown && secondary(ui, theme, &format!("Open {}", it.title)).clicked() {
                action = Some(Action::OpenFile(it.file.clone()));
            }
        }
        if !letter.expect.is_empty() {
            quiet(ui, theme, format!("For the facilitator: {}", letter.expect));
        }
    });
    action
}
