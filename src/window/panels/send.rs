//! A message that the scenario does not have: from anyone to anyone, on any channel. Must not send
//! it.

use super::Action;
use super::with_it::{told, with_it_ui};
use crate::window::live::{Seen, Sent};
use crate::window::theme::Theme;
use crate::window::widgets::{caps, field, pick, primary, quiet, toggle};
use egui::Ui;
use wardroom_core::exercise::Command;
use wardroom_core::scenario::{ChannelId, RoleId};

/// Shows the form.
pub fn send_ui(ui: &mut Ui, theme: &Theme, seen: &Seen, draft: &mut Sent) -> Option<Action> {
    let scenario = &*seen.scenario;
    quiet(
        ui,
        theme,
        "An inject that stands in no list, now. The room sees it as it sees the others.",
    );
    field(ui, theme, "From", "Who it is from", &mut draft.from, 1);
    pick(
        ui,
        "Channel",
        &mut draft.channel,
        |at| scenario.channels[at].name.as_str(),
        scenario.channels.len(),
    );
    let channel = draft.channel;
    if !seen.view.carries[channel] {
        quiet(
            ui,
            theme,
            format!("▲ {} is down now.", scenario.channels[channel].name),
        );
    }
    field(
        ui,
        theme,
        "What it says",
        "As that person would say or write it",
        &mut draft.text,
        4,
    );
    caps(ui, theme, "For");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        for (at, role) in scenario.roles.iter().enumerate() {
            let on = draft.to.contains(&at);
            if toggle(ui, theme, on, &role.title).clicked() {
                if on {
                    draft.to.retain(|other| *other != at);
                } else {
                    draft.to.push(at);
                }
            }
        }
    });
    let attached = with_it_ui(ui, theme, draft);
    let ready = !draft.from.trim().is_empty()
        && !draft.to.is_empty()
        && !draft.text.trim().is_empty()
        && draft.attachments.iter().all(told);
    if primary(ui, theme, "Send it now", ready).clicked() {
        return Some(Action::enter(Command::Tell {
            from: draft.from.trim().to_owned(),
            to: draft.to.iter().map(|at| RoleId::from(*at)).collect(),
            channel: ChannelId::from(draft.channel),
            text: draft.text.trim().to_owned(),
            attachments: draft.attachments.clone(),
        }));
    }
    attached
}
