//! The events list: what has come, what was decided, what is still to come and why, and what the
//! facilitator can do with it. Must not hold any state.

use super::Action;
use super::letter::icon;
use crate::window::live::{EventsInput, Seen};
use crate::window::row::row_in_sight;
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{caps, field, primary, quiet, scrolled, secondary, sheet, text};
use egui::{
    Align2, Color32, CornerRadius, FontFamily, FontId, Frame, Margin, Rect, Response, ScrollArea,
    Sense, Ui, pos2, vec2,
};
use wardroom_core::exercise::{Command, Source, What};
use wardroom_core::host::Ask;
use wardroom_core::scenario::{InjectId, Scenario};
use wardroom_core::timeline::Kind;
use wardroom_core::views::{Upcoming, When};
use wardroom_core::words;

/// Shows the list.
pub fn events_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut EventsInput,
) -> Option<Action> {
    let mut action = None;
    let scenario = &*seen.scenario;
    let delivered = seen.view.delivered;
    crate::window::widgets::row(
        ui,
        |ui| {
            caps(ui, theme, words::MEL);
        },
        |ui| {
            quiet(
                ui,
                theme,
                format!("{delivered} of {}", scenario.injects.len()),
            );
        },
    );
    // One time line: what has come above the “now” line, its end at the line; what is to come below. The
    // line stands where it always does, and what opens for an entry lies beside the list.
    let list = ui.available_rect_before_wrap();
    let past = (ui.available_height() * 0.5).floor();
    ScrollArea::vertical()
        .id_salt("past")
        .max_height(past)
        .min_scrolled_height(past)
        .auto_shrink([false, false])
        .stick_to_bottom(true)
        .show(ui, |ui| {
            ui.set_width(ui.available_width() - 8.0);
            ui.spacing_mut().item_spacing.y = 4.0;
            action = past_ui(ui, theme, seen, input, list);
        });
    now_line(ui, theme, seen);
    let heading = if seen.view.clock.ended {
        "Not sent"
    } else {
        words::UPCOMING
    };
    caps(ui, theme, heading)
        .on_hover_text("Of the one that is picked: R sends it, H holds it, S skips it");
    scrolled(ui, "coming", |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        for coming in seen.view.upcoming.iter() {
            let at = coming.inject;
            let lit = input.held == Some(at);
            let (clock, below, edge) = listed(theme, scenario, coming);
            let id = ui.id().with(("coming", at));
            let says = [&clock, &scenario.injects[at].title, &below];
            let shown = row_in_sight(ui, id, says, lit, |ui| {
                let says = says.map(String::as_str);
                entry(ui, theme, id, says, edge, lit, None)
            });
            let Some(response) = shown else { continue };
            if response.clicked() {
                action = Some(Action::Hold((!lit).then_some(at)));
            }
            if lit {
                // Beside its entry, or where that would be if the list is scrolled away from it.
                let lowest = (list.bottom() - 180.0).max(list.center().y);
                let top = response.rect.top().clamp(list.center().y, lowest);
                let corner = pos2(list.right() + 22.0, top);
                sheet(ui, theme, "by-hand", corner, SHEET, |ui| {
                    action = by_hand(ui, theme, scenario, input, coming).or(action.take());
                });
            } else {
                response.on_hover_ui(|ui| {
                    ui.set_max_width(SHEET);
                    let text = coming.reworded.as_ref();
                    ui.label(text.unwrap_or(&scenario.injects[at].text));
                    quiet(ui, theme, &coming.why);
                });
            }
        }
    });
    action
}

/// Width of what opens beside the list, points, and height of a new wording there.
const SHEET: f32 = 380.0;
const WORDING: f32 = 180.0;

/// The line between what has come and what is to come.
fn now_line(ui: &mut Ui, theme: &Theme, seen: &Seen) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    let font = FontId::new(size::SMALL, semibold());
    let words = format!("NOW  {}", seen.scenario.clock(seen.view.clock.secs));
    let told = ui.painter().text(
        rect.left_center() + vec2(12.0, 0.0),
        Align2::LEFT_CENTER,
        words,
        font,
        theme.accent,
    );
    let line = Rect::from_min_max(
        pos2(told.right() + 8.0, rect.center().y - 1.0),
        pos2(rect.right(), rect.center().y + 1.0),
    );
    ui.painter()
        .rect_filled(line, CornerRadius::ZERO, theme.accent);
}

fn past_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut EventsInput,
    list: Rect,
) -> Option<Action> {
    let mut action = None;
    let mut correct = None;
    for entry_of in &seen.view.log {
        let (number, event, words) = (entry_of.number, &entry_of.event, &entry_of.line);
        let shown = match words.kind {
            Kind::Inject | Kind::Prompt | Kind::Decision | Kind::Milestone | Kind::Report => true,
            Kind::Note => matches!(
                event.what,
                What::Corrected { .. } | What::Hands { .. } | What::Reworded { .. }
            ),
            Kind::Effect | Kind::Service => false,
        };
        if !shown {
            continue;
        }
        let (edge, below) = match words.kind {
            Kind::Decision | Kind::Report => (theme.accent, words.who.as_str()),
            Kind::Milestone => (theme.quiet, ""),
            Kind::Prompt => (theme.accent, words::DECISION_POINT),
            _ if words.title.starts_with("Did not arrive") => (theme.bad, words.detail.as_str()),
            _ => (theme.line, words.detail.as_str()),
        };
        // All of a METHANE report stands at the pointer, and in the review.
        let title = match &event.what {
            What::Reported {
                methane: Some(_), ..
            } => METHANE_GIVEN,
            _ => words.title.as_str(),
        };
        let source = entry_of.source.map(|(source, _)| source);
        let reading = source.is_some() && seen.view.reads() == source;
        let sign = entry_of.source.map(|(_, kind)| icon(kind));
        let id = ui.id().with(("event", number));
        let shown = row_in_sight(ui, id, (title, below, sign), false, |ui| {
            let time = seen.scenario.time_at(words.at_secs);
            let clock = time.strftime("%H:%M").to_string();
            entry(ui, theme, id, [&clock, title, below], edge, reading, sign)
        });
        if shown.as_ref().is_some_and(Response::clicked) {
            match source {
                Some(source) => action = Some(Action::Ask(Ask::Read(Some(source)))),
                None => correct = Some(number as u64 + 1),
            }
        }
        if let Some((entry, _)) = &input.correction
            && *entry == number as u64 + 1
        {
            correct = correct.or(Some(*entry));
        }
        let whole = match source {
            Some(Source::Inject(at)) => seen.scenario.injects[at].text.clone(),
            _ if title == METHANE_GIVEN => format!("{}\n{}", words.title, words.detail),
            _ => words.detail.clone(),
        };
        if let Some(response) = shown
            && !whole.is_empty()
        {
            response.on_hover_ui(|ui| {
                ui.set_max_width(SHEET);
                ui.label(whole);
            });
        }
    }
    if let Some(number) = correct {
        let corner = pos2(list.right() + 22.0, list.center().y - 120.0);
        sheet(ui, theme, "correction", corner, SHEET, |ui| {
            action = action.take().or(correction(ui, theme, input, number));
        });
    }
    action
}

/// What stands in the list for a METHANE report.
const METHANE_GIVEN: &str = "METHANE report given";

/// Nothing in the log is erased: a correction is a line of its own that names the old one.
fn correction(ui: &mut Ui, theme: &Theme, input: &mut EventsInput, number: u64) -> Option<Action> {
    let mut action = None;
    let (of, words) = input
        .correction
        .get_or_insert_with(|| (number, String::new()));
    if *of != number {
        *of = number;
        words.clear();
    }
    quiet(
        ui,
        theme,
        format!("Correct entry {number}? It stays as it is; your words come after it and name it."),
    );
    field(
        ui,
        theme,
        "Correction",
        "What should have stood there",
        words,
        2,
    );
    let words = words.trim().to_owned();
    ui.horizontal_wrapped(|ui| {
        if primary(ui, theme, "Record the correction", !words.is_empty()).clicked() {
            action = Some(Action::enter(Command::Correct {
                entry: number,
                text: words,
                by: "Loggist".to_owned(),
            }));
        }
        if secondary(ui, theme, "Leave it").clicked() {
            input.correction = None;
        }
    });
    action
}

/// An upcoming inject as it is listed: its time or what it waits for, its channel and standing, and
/// the colour of its edge.
fn listed(theme: &Theme, scenario: &Scenario, coming: &Upcoming) -> (String, String, Color32) {
    let channel = &scenario.channels[scenario.injects[coming.inject].channel.at()];
    let (word, how, edge) = match coming.when {
        When::At(_) => ("", String::new(), theme.line),
        When::OnItsWay(_) => ("", " · on its way".to_owned(), theme.condition),
        When::If(near) => (
            "if",
            format!(" · {:.0}% of the way", near * 100.0),
            theme.condition,
        ),
        When::Then => ("then", String::new(), theme.condition),
        When::Held => ("held", String::new(), theme.reduced),
        When::Skipped => ("skip", String::new(), theme.quiet),
        When::ByHand => ("hand", " · only when you send it".to_owned(), theme.accent),
    };
    let (how, edge) = if coming.down {
        (format!("{how} is down: it will not arrive"), theme.bad)
    } else {
        (how, edge)
    };
    let reworded = if coming.reworded.is_some() {
        " · re-worded"
    } else {
        ""
    };
    let clock = coming.clock.clone().unwrap_or_else(|| word.to_owned());
    (clock, format!("{}{how}{reworded}", channel.name), edge)
}

/// What the facilitator can do with a message still to come.
fn by_hand(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    input: &mut EventsInput,
    coming: &Upcoming,
) -> Option<Action> {
    let mut action = None;
    let at = coming.inject;
    let inject = InjectId::from(at);
    let title = &scenario.injects[at].title;
    ui.label(text(title, size::TITLE, semibold(), theme.text));
    quiet(ui, theme, &coming.why);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        let back = ("Undo", Command::Resume { inject });
        let offers = match coming.when {
            When::Held => vec![back, (words::SKIP, Command::Skip { inject })],
            When::Skipped => vec![back],
            _ => vec![
                ("Hold", Command::Hold { inject }),
                (words::SKIP, Command::Skip { inject }),
            ],
        };
        let send = ("Send now", Command::Release { inject });
        for (words, command) in std::iter::once(send).chain(offers) {
            if secondary(ui, theme, words).clicked() {
                action = Some(Action::enter(command));
            }
        }
        if secondary(ui, theme, words::PREVIEW)
            .on_hover_text("See it as the room will, before it goes")
            .clicked()
        {
            action = Some(Action::Rehearse(Some(at)));
        }
        let writing = input.wording.as_ref().is_some_and(|(of, _)| *of == at);
        if !writing && secondary(ui, theme, "Re-word").clicked() {
            let text = coming.reworded.as_ref();
            let text = text.unwrap_or(&scenario.injects[at].text).clone();
            input.wording = Some((at, text));
        }
    });
    let mut leave = false;
    if let Some((of, words)) = &mut input.wording
        && *of == at
    {
        // The buttons stand still while the text grows and shrinks.
        ScrollArea::vertical()
            .id_salt("wording")
            .max_height(WORDING)
            .min_scrolled_height(WORDING)
            .auto_shrink([false, false])
            .show(ui, |ui| {
                field(ui, theme, "New wording", "What it will say", words, 5);
            });
        ui.horizontal_wrapped(|ui| {
            if primary(ui, theme, "Use this wording", true).clicked() {
                action = Some(Action::enter(Command::Reword {
                    inject,
                    text: words.clone(),
                }));
            }
            leave = secondary(ui, theme, "Keep the old one").clicked();
        });
        quiet(ui, theme, "The first wording stays in the record.");
    }
    if leave {
        input.wording = None;
    }
    action
}

fn entry(
    ui: &mut Ui,
    theme: &Theme,
    id: egui::Id,
    [clock, title, below]: [&str; 3],
    edge: Color32,
    lit: bool,
    sign: Option<&str>,
) -> Response {
    let hot = ui
        .ctx()
        .read_response(id)
        .is_some_and(|it| it.hovered() || it.has_focus());
    let fill = if lit {
        theme.selected
    } else if hot {
        theme.raised
    } else {
        Color32::TRANSPARENT
    };
    let inner = Frame::new()
        .fill(fill)
        .corner_radius(CornerRadius::same(4))
        .inner_margin(Margin {
            left: 12,
            right: 6,
            top: 5,
            bottom: 5,
        })
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 10.0;
                ui.allocate_ui_with_layout(
                    vec2(46.0, 18.0),
                    egui::Layout::left_to_right(egui::Align::Min),
                    |ui| {
                        ui.set_width(46.0);
                        ui.label(text(clock, size::BODY, semibold(), theme.text));
                    },
                );
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    ui.label(text(
                        title,
                        size::BODY,
                        FontFamily::Proportional,
                        theme.text,
                    ));
                    if !below.is_empty() {
                        let words = match sign {
                            Some(sign) => format!("{sign} {below}"),
                            None => below.to_owned(),
                        };
                        quiet(ui, theme, words);
                    }
                });
            });
        });
    let rect = inner.response.rect;
    let mut side = rect;
    side.max = pos2(rect.min.x + 3.0, rect.max.y);
    ui.painter().rect_filled(side, CornerRadius::same(2), edge);
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::WidgetType::Button, true, format!("{clock} {title}"))
    });
    response
}
