//! The message that is being read, as what it is: a call, an e-mail, a bleep, a ticket. Must not
//! hold any state.

use super::Action;
use crate::app::session::Live;
use crate::app::theme::{LIGHT, Theme, bold, semibold, size};
use crate::app::widgets::{caps, quiet, secondary, text};
use crate::exercise::InjectState;
use crate::scenario::ChannelKind;
use egui::{CornerRadius, FontFamily, Frame, Margin, ScrollArea, Ui};
use egui_phosphor::regular as icons;

/// The sign of a channel.
pub fn icon(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Email => icons::ENVELOPE_SIMPLE,
        ChannelKind::Phone => icons::PHONE,
        ChannelKind::Bleep => icons::DEVICE_MOBILE,
        ChannelKind::HelpDesk => icons::HEADSET,
        ChannelKind::News => icons::NEWSPAPER,
        ChannelKind::RegionalCall => icons::PHONE_INCOMING,
        ChannelKind::WalkIn => icons::PERSON_SIMPLE_WALK,
        ChannelKind::Message => icons::CHAT_CIRCLE_DOTS,
    }
}

/// Shows the message.
pub fn message_ui(ui: &mut Ui, theme: &Theme, live: &Live) -> Option<Action> {
    let mut action = None;
    let Some(at) = live.reading else {
        caps(ui, theme, "Message");
        ui.add_space(4.0);
        quiet(
            ui,
            theme,
            "Messages appear here as they arrive. Press Run, or Next to go on to the first.",
        );
        return None;
    };
    let scenario = live.scenario();
    let inject = &scenario.injects[at];
    let channel = &scenario.channels[inject.channel.at()];
    let arrived = match live.exercise().state().injects[at] {
        InjectState::Delivered { arrived, .. } => scenario.clock(u64::from(arrived) * 60),
        _ => String::new(),
    };
    let to: Vec<&str> = inject
        .to
        .iter()
        .map(|role| scenario.roles[role.at()].title.as_str())
        .collect();
    // A message is paper, whatever the theme of the room.
    Frame::new()
        .fill(LIGHT.panel)
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::symmetric(18, 14))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.set_min_height(ui.available_height());
            crate::app::widgets::row(
                ui,
                |ui| {
                    ui.label(text(
                        format!("{} {}", icon(channel.kind), channel.name),
                        size::BODY,
                        semibold(),
                        LIGHT.quiet,
                    ));
                },
                |ui| {
                    ui.label(text(
                        arrived,
                        size::BODY,
                        FontFamily::Proportional,
                        LIGHT.quiet,
                    ));
                    let waiting = live.unread.len();
                    if waiting > 0 && secondary(ui, &LIGHT, &format!("{waiting} more →")).clicked()
                    {
                        action = Some(Action::Read(None));
                    }
                },
            );
            ui.label(text(&inject.from, size::TITLE + 1.0, bold(), LIGHT.text));
            ui.label(text(
                format!("for {}", to.join(", ")),
                size::SMALL,
                FontFamily::Proportional,
                LIGHT.quiet,
            ));
            ui.add_space(2.0);
            ScrollArea::vertical()
                .id_salt("message")
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    let spoken = matches!(
                        channel.kind,
                        ChannelKind::Phone | ChannelKind::RegionalCall | ChannelKind::WalkIn
                    );
                    let words = if spoken {
                        format!("“{}”", inject.text)
                    } else {
                        inject.text.clone()
                    };
                    ui.label(text(
                        words,
                        size::TITLE,
                        FontFamily::Proportional,
                        LIGHT.text,
                    ));
                    if !inject.expect.is_empty() {
                        ui.add_space(4.0);
                        ui.label(text(
                            format!("For the facilitator: {}", inject.expect),
                            size::SMALL,
                            FontFamily::Proportional,
                            LIGHT.quiet,
                        ));
                    }
                });
        });
    action
}
