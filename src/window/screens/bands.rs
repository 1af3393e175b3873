//! What announces itself on the live screen: a refusal, trouble with the record, the end of a move, a past
//! that is looked at, an order that can still be taken back. It lies over the head of the table: nothing
//! gives way to it. Must not do anything itself.

use crate::window::live::{Live, Seen};
use crate::window::panels::{Action, rewind_ui};
use crate::window::theme::{Theme, size};
use crate::window::widgets::{caps, primary, secondary, text};
use egui::{Color32, FontFamily, Frame, Margin, Rect, Stroke, Ui};
use wardroom_core::exercise::Command;
use wardroom_core::host::Ask;
use wardroom_core::scenario::InjectId;

const BANDS: &str = "bands";

/// Where they were shown last.
pub fn bands_rect(ui: &Ui) -> Option<Rect> {
    ui.ctx().memory(|memory| memory.area_rect(BANDS))
}

/// Shows whatever there is to be said, one below the other.
pub fn bands_ui(ui: &Ui, theme: &Theme, live: &Live, over: Rect) -> Vec<Action> {
    let mut actions = Vec::new();
    let seen = &live.seen;
    let record = &seen.view.record;
    let looking = seen.view.clock.looking;
    let any = looking
        || seen.view.leap.is_some()
        || record.trouble.is_some()
        || live.refusal.is_some()
        || live.held().is_some()
        || live.input.events.set_aside.is_some();
    if !any {
        return actions;
    }
    egui::Area::new(egui::Id::new(BANDS))
        .order(egui::Order::Middle)
        .fixed_pos(over.min)
        .show(ui.ctx(), |ui| {
            ui.set_style(ui.ctx().global_style());
            ui.set_width(over.width());
            ui.spacing_mut().item_spacing.y = 4.0;
            if let Some(trouble) = &record.trouble {
                band(ui, theme, theme.alarm, theme.bad, trouble, None);
            }
            if let Some(refusal) = &live.refusal
                && band(
                    ui,
                    theme,
                    theme.warning,
                    theme.reduced,
                    refusal,
                    Some("Understood"),
                )
            {
                actions.push(Action::Dismiss);
            }
            actions.extend(held_ui(ui, theme, live));
            actions.extend(set_aside_ui(ui, theme, live));
            actions.extend(leap_ui(ui, theme, seen));
            if looking {
                actions.extend(rewind_ui(ui, theme, seen));
            }
        });
    actions
}

/// An order that was just given and can still be taken back.
fn held_ui(ui: &mut Ui, theme: &Theme, live: &Live) -> Option<Action> {
    let held = live.held()?;
    let mut action = None;
    shell(theme.selected, theme.accent).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            // What can be pressed stands first: it is where it was, however long the order is.
            if secondary(ui, theme, "Undo")
                .on_hover_text("Ctrl+Z")
                .clicked()
            {
                action = Some(Action::TakeBack);
            }
            if secondary(ui, theme, "Now").clicked() {
                action = Some(Action::GiveNow);
            }
            let left = held.left_secs.ceil().max(1.0);
            ui.label(text(
                format!("{}: goes out in {left:.0} s", held.words),
                size::TITLE,
                FontFamily::Proportional,
                theme.text,
            ));
        });
    });
    action
}

/// An inject that was just held or skipped, which can be undone.
fn set_aside_ui(ui: &mut Ui, theme: &Theme, live: &Live) -> Option<Action> {
    let (at, what) = live.input.events.set_aside?;
    let title = &live.scenario().injects.get(at)?.title;
    let mut undo = false;
    shell(theme.selected, theme.accent).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            undo = secondary(ui, theme, "Undo").clicked();
            let words = format!("{what}: {title}");
            ui.label(text(
                words,
                size::TITLE,
                FontFamily::Proportional,
                theme.text,
            ));
        });
    });
    let inject = InjectId::from(at);
    undo.then(|| Action::enter(Command::Resume { inject }))
}

/// Between two moves: what is to be read out, and the way on.
fn leap_ui(ui: &mut Ui, theme: &Theme, seen: &Seen) -> Option<Action> {
    let leap = seen.view.leap.as_ref()?;
    let to = seen.scenario.clock(u64::from(leap.to) * 60);
    let mut action = None;
    shell(theme.selected, theme.accent).show(ui, |ui| {
        ui.set_width(ui.available_width());
        caps(ui, theme, "The move ends here. Read out:");
        ui.label(text(
            &leap.told,
            size::TITLE,
            FontFamily::Proportional,
            theme.text,
        ));
        ui.add_space(4.0);
        if primary(ui, theme, &format!("Go on to {to}"), true).clicked() {
            action = Some(Action::Ask(Ask::Leap));
        }
    });
    action
}

/// Something that is said; returns whether it has been read.
fn band(
    ui: &mut Ui,
    theme: &Theme,
    fill: Color32,
    edge: Color32,
    words: &str,
    read: Option<&str>,
) -> bool {
    let mut gone = false;
    shell(fill, edge).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            ui.label(text(
                format!("▲ {words}"),
                size::TITLE,
                FontFamily::Proportional,
                theme.text,
            ));
            if let Some(read) = read {
                gone = secondary(ui, theme, read).clicked();
            }
        });
    });
    gone
}

fn shell(fill: Color32, edge: Color32) -> Frame {
    Frame::new()
        .fill(fill)
        .stroke(Stroke::new(1.0, edge))
        .corner_radius(8)
        .inner_margin(Margin::symmetric(14, 8))
}
