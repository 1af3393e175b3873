//! A message as what it is: an e-mail, a bleep, a ticket, a call to be read out, a news page, a
//! national alert. On the console and, larger, in the room. Must not hold any state.

use super::enclosed::enclosed_ui;
use super::paper::{Scale, paper};
use crate::window::theme::{LIGHT, Theme, bold, semibold};
use egui::{Color32, CornerRadius, FontFamily, FontId, Frame, Margin, RichText, Stroke, Ui};
use egui_phosphor::regular as icons;
use wardroom_core::exercise::Letter;
use wardroom_core::scenario::ChannelKind;

/// How high what came with a message may be below it, beside the width of its place.
const ENCLOSED: f32 = 0.7;

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

/// Shows a message. `arrived` is the time beside it, in words.
pub fn letter_ui(ui: &mut Ui, theme: &Theme, letter: &Letter, arrived: &str, scale: Scale) {
    match letter.kind {
        ChannelKind::Email if letter.alert => alert(ui, theme, letter, arrived, scale),
        ChannelKind::Email => email(ui, letter, arrived, scale),
        ChannelKind::Bleep => bleep(ui, letter, arrived, scale),
        ChannelKind::HelpDesk => ticket(ui, letter, arrived, scale),
        ChannelKind::News => news(ui, letter, arrived, scale),
        ChannelKind::Message => chat(ui, theme, letter, arrived, scale),
        ChannelKind::Phone | ChannelKind::RegionalCall | ChannelKind::WalkIn => {
            spoken(ui, letter, arrived, scale);
        }
    }
    for it in &letter.attachments {
        enclosed_ui(ui, it, scale, ui.available_width() * ENCLOSED);
    }
}

fn sized(words: impl Into<String>, points: f32, family: FontFamily, colour: Color32) -> RichText {
    RichText::new(words)
        .font(FontId::new(points, family))
        .color(colour)
}

/// What it is, and when it came.
fn head(ui: &mut Ui, letter: &Letter, arrived: &str, scale: Scale, colour: Color32) {
    ui.horizontal_wrapped(|ui| {
        let way = match letter.by {
            Some(by) => format!("{}, brought by {by}", letter.channel),
            None => letter.channel.clone(),
        };
        ui.label(sized(
            format!("{} {way}", icon(letter.kind)),
            scale.label,
            semibold(),
            colour,
        ));
        if !arrived.is_empty() {
            ui.label(sized(
                format!("· {arrived}"),
                scale.label,
                FontFamily::Proportional,
                colour,
            ));
        }
    });
}

fn to(ui: &mut Ui, letter: &Letter, scale: Scale, colour: Color32) {
    if letter.to.is_empty() {
        return;
    }
    ui.label(sized(
        format!("for {}", letter.to.join(", ")),
        scale.label,
        FontFamily::Proportional,
        colour,
    ));
}

/// A call, or somebody at the door: a card to be read out.
fn spoken(ui: &mut Ui, letter: &Letter, arrived: &str, scale: Scale) {
    paper(ui, LIGHT.panel, |ui| {
        head(ui, letter, arrived, scale, LIGHT.quiet);
        ui.label(sized(&letter.from, scale.from, bold(), LIGHT.text));
        to(ui, letter, scale, LIGHT.quiet);
        ui.add_space(scale.body * 0.3);
        ui.label(sized(
            format!("“{}”", letter.text),
            scale.body,
            FontFamily::Proportional,
            LIGHT.text,
        ));
    });
}

/// What stands at the head of a message as it is shown, and what it says below: the subject of a mail and
/// the headline of the news stand in their text.
pub fn head_and_body(letter: &Letter) -> (&str, &str) {
    let parted = |text: &'_ str| -> (usize, usize) {
        let end = text.find("\n\n");
        (
            end.unwrap_or(text.len()),
            end.map_or(text.len(), |at| at + 2),
        )
    };
    match letter.kind {
        ChannelKind::Email => match letter.text.strip_prefix("Subject: ") {
            Some(rest) => {
                let (end, begins) = parted(rest);
                (&rest[..end], &rest[begins..])
            }
            None => (&letter.from, &letter.text),
        },
        ChannelKind::News => {
            let (end, begins) = parted(&letter.text);
            (&letter.text[..end], &letter.text[begins..])
        }
        _ => (&letter.from, &letter.text),
    }
}

/// The subject and the rest.
fn subject(letter: &Letter) -> (Option<&str>, &str) {
    let (subject, body) = head_and_body(letter);
    let given = letter.text.starts_with("Subject: ");
    (given.then_some(subject), body)
}

fn mail_rows(ui: &mut Ui, letter: &Letter, scale: Scale) {
    let rows = [("From", letter.from.clone()), ("To", letter.to.join("; "))];
    for (name, words) in rows.into_iter().filter(|(_, words)| !words.is_empty()) {
        ui.horizontal_wrapped(|ui| {
            ui.label(sized(name, scale.label, semibold(), LIGHT.quiet));
            ui.label(sized(
                words,
                scale.label,
                FontFamily::Proportional,
                LIGHT.text,
            ));
        });
    }
}

fn email(ui: &mut Ui, letter: &Letter, arrived: &str, scale: Scale) {
    let (subject, body) = subject(letter);
    paper(ui, LIGHT.panel, |ui| {
        head(ui, letter, arrived, scale, LIGHT.quiet);
        if let Some(subject) = subject {
            ui.label(sized(subject, scale.from * 0.9, bold(), LIGHT.text));
        }
        mail_rows(ui, letter, scale);
        let (rect, _) =
            ui.allocate_exact_size(egui::vec2(ui.available_width(), 7.0), egui::Sense::hover());
        ui.painter().hline(
            rect.x_range(),
            rect.center().y,
            Stroke::new(1.0, LIGHT.line),
        );
        ui.label(sized(
            body,
            scale.body,
            FontFamily::Proportional,
            LIGHT.text,
        ));
    });
}

fn alert(ui: &mut Ui, theme: &Theme, letter: &Letter, arrived: &str, scale: Scale) {
    let (subject, body) = subject(letter);
    Frame::new()
        .fill(theme.alarm)
        .corner_radius(CornerRadius {
            nw: 10,
            ne: 10,
            sw: 0,
            se: 0,
        })
        .inner_margin(Margin::symmetric(18, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(sized(
                format!("{} NATIONAL ALERT", icons::WARNING),
                scale.label,
                bold(),
                theme.text,
            ));
        });
    ui.add_space(-ui.spacing().item_spacing.y);
    paper(ui, LIGHT.panel, |ui| {
        head(ui, letter, arrived, scale, LIGHT.quiet);
        if let Some(subject) = subject {
            ui.label(sized(subject, scale.from * 0.9, bold(), LIGHT.bad));
        }
        mail_rows(ui, letter, scale);
        ui.add_space(scale.body * 0.2);
        ui.label(sized(
            body,
            scale.body,
            FontFamily::Proportional,
            LIGHT.text,
        ));
    });
}

/// The display of a pager.
fn bleep(ui: &mut Ui, letter: &Letter, arrived: &str, scale: Scale) {
    paper(ui, LIGHT.text, |ui| {
        head(ui, letter, arrived, scale, LIGHT.line);
        to(ui, letter, scale, LIGHT.line);
        ui.add_space(scale.body * 0.2);
        Frame::new()
            .fill(LIGHT.selected)
            .corner_radius(CornerRadius::same(4))
            .inner_margin(Margin::symmetric(14, 12))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.label(sized(
                    &letter.text,
                    scale.body,
                    FontFamily::Monospace,
                    LIGHT.text,
                ));
            });
        ui.label(sized(
            &letter.from,
            scale.label,
            FontFamily::Proportional,
            LIGHT.line,
        ));
    });
}

fn ticket(ui: &mut Ui, letter: &Letter, arrived: &str, scale: Scale) {
    paper(ui, LIGHT.panel, |ui| {
        Frame::new()
            .fill(LIGHT.selected)
            .corner_radius(CornerRadius::same(6))
            .inner_margin(Margin::symmetric(10, 6))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                head(ui, letter, arrived, scale, LIGHT.text);
            });
        let rows = [
            ("Caller", letter.from.clone()),
            ("Passed to", letter.to.join(", ")),
        ];
        for (name, words) in rows.into_iter().filter(|(_, words)| !words.is_empty()) {
            ui.horizontal_wrapped(|ui| {
                ui.label(sized(name, scale.label, semibold(), LIGHT.quiet));
                ui.label(sized(words, scale.label * 1.1, semibold(), LIGHT.text));
            });
        }
        ui.add_space(scale.body * 0.2);
        ui.label(sized(
            &letter.text,
            scale.body,
            FontFamily::Proportional,
            LIGHT.text,
        ));
    });
}

/// A news page: its first line is the headline.
fn news(ui: &mut Ui, letter: &Letter, arrived: &str, scale: Scale) {
    let (headline, body) = letter.text.split_once("\n\n").unwrap_or((&letter.text, ""));
    paper(ui, LIGHT.panel, |ui| {
        head(ui, letter, arrived, scale, LIGHT.bad);
        ui.label(sized(
            letter.from.to_uppercase(),
            scale.label,
            semibold(),
            LIGHT.quiet,
        ));
        ui.label(sized(headline, scale.from * 1.1, bold(), LIGHT.text));
        ui.add_space(scale.body * 0.2);
        ui.label(sized(
            body,
            scale.body,
            FontFamily::Proportional,
            LIGHT.text,
        ));
        to(ui, letter, scale, LIGHT.quiet);
    });
}

/// A message in the agreed group.
fn chat(ui: &mut Ui, theme: &Theme, letter: &Letter, arrived: &str, scale: Scale) {
    head(ui, letter, arrived, scale, theme.quiet);
    Frame::new()
        .fill(LIGHT.selected)
        .corner_radius(CornerRadius {
            nw: 2,
            ne: 16,
            sw: 16,
            se: 16,
        })
        .inner_margin(Margin::symmetric(16, 12))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(sized(
                &letter.from,
                scale.label * 1.15,
                bold(),
                LIGHT.accent,
            ));
            ui.label(sized(
                &letter.text,
                scale.body,
                FontFamily::Proportional,
                LIGHT.text,
            ));
            to(ui, letter, scale, LIGHT.quiet);
        });
}
