//! The events list: what has come, what was decided, what is still to come. Must not hold any
//! state.

use super::Action;
use super::message::icon;
use crate::app::session::Live;
use crate::app::theme::{Theme, semibold, size};
use crate::app::widgets::{caps, quiet, secondary, text};
use crate::exercise::{Command, InjectState, What};
use crate::report::timeline::{Kind, line};
use crate::scenario::{Fires, Scenario};
use egui::{
    Color32, CornerRadius, FontFamily, Frame, Margin, Response, ScrollArea, Sense, Ui, pos2,
};

/// Shows the list.
pub fn events_ui(ui: &mut Ui, theme: &Theme, live: &Live) -> Option<Action> {
    let mut action = None;
    let scenario = live.scenario();
    let delivered = live
        .exercise()
        .state()
        .injects
        .iter()
        .filter(|state| matches!(state, InjectState::Delivered { .. }))
        .count();
    crate::app::widgets::row(
        ui,
        |ui| {
            caps(ui, theme, "Events list");
        },
        |ui| {
            quiet(
                ui,
                theme,
                format!("{delivered} of {}", scenario.injects.len()),
            );
        },
    );
    ui.add_space(2.0);
    // What has come keeps to its end; what is to come has a list of its own below.
    let past = ui.available_height() * 0.62;
    ScrollArea::vertical()
        .id_salt("past")
        .max_height(past)
        .auto_shrink([false, false])
        .stick_to_bottom(true)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            for (number, event) in live.events.iter().enumerate() {
                let Some(words) = line(scenario, event) else {
                    continue;
                };
                let shown = match words.kind {
                    Kind::Inject | Kind::Prompt | Kind::Decision | Kind::Milestone => true,
                    Kind::Effect | Kind::Service | Kind::Report | Kind::Note => false,
                };
                if !shown {
                    continue;
                }
                let inject = match &event.what {
                    What::Delivered { inject, .. } => scenario.names.injects.get(inject),
                    _ => None,
                };
                let clock = scenario
                    .time_at(words.at_secs)
                    .strftime("%H:%M")
                    .to_string();
                let (edge, below) = match words.kind {
                    Kind::Decision => (theme.accent, words.who.clone()),
                    Kind::Milestone => (theme.quiet, String::new()),
                    Kind::Prompt => (theme.accent, "Question".to_owned()),
                    _ if words.title.starts_with("Did not arrive") => {
                        (theme.bad, words.detail.clone())
                    }
                    _ => (theme.line, words.detail.clone()),
                };
                let reading = inject.is_some_and(|id| live.reading == Some(id.at()));
                let sign = inject
                    .map(|id| icon(scenario.channels[scenario.injects[id.at()].channel.at()].kind));
                let response = entry(
                    ui,
                    theme,
                    number,
                    [&clock, &words.title, &below],
                    edge,
                    reading,
                    sign,
                );
                if let Some(id) = inject
                    && response.clicked()
                {
                    action = Some(Action::Read(Some(id.at())));
                }
            }
        });
    ui.add_space(8.0);
    caps(ui, theme, "Still to come");
    ScrollArea::vertical()
        .id_salt("coming")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            for (at, words, edge) in coming(theme, scenario, live) {
                let title = &scenario.injects[at].title;
                let lit = live.held == Some(at);
                let number = live.events.len() + at;
                let response = entry(
                    ui,
                    theme,
                    number,
                    [&words.0, title, &words.1],
                    edge,
                    lit,
                    None,
                );
                if response
                    .on_hover_text("Send it now, hold it back or leave it out")
                    .clicked()
                {
                    action = Some(Action::Hold((!lit).then_some(at)));
                }
                if lit && let Some(asked) = by_hand(ui, theme, &scenario.injects[at].id) {
                    action = Some(asked);
                }
            }
        });
    action
}

/// The next messages that wait for their time or for a condition.
fn coming(
    theme: &Theme,
    scenario: &Scenario,
    live: &Live,
) -> Vec<(usize, (String, String), Color32)> {
    let now = live.exercise().state().minute;
    let mut found: Vec<(u32, usize, (String, String), Color32)> = Vec::new();
    for (at, state) in live.exercise().state().injects.iter().enumerate() {
        let inject = &scenario.injects[at];
        let channel = &scenario.channels[inject.channel.at()].name;
        let clock = |mins: u32| {
            scenario
                .time_at(u64::from(mins) * 60)
                .strftime("%H:%M")
                .to_string()
        };
        match (state, &inject.fires) {
            (InjectState::Due(due), _) => found.push((
                *due,
                at,
                (clock(*due), format!("{channel} · on its way")),
                theme.condition,
            )),
            (InjectState::Waiting, Fires::At(when)) if *when >= now => {
                found.push((*when, at, (clock(*when), channel.clone()), theme.line));
            }
            (InjectState::Waiting, Fires::When { not_after, .. }) if *not_after >= now => found
                .push((
                    u32::MAX,
                    at,
                    ("if".to_owned(), format!("{channel} · waits on the state")),
                    theme.condition,
                )),
            (InjectState::Held, _) => found.push((
                u32::MAX - 1,
                at,
                ("held".to_owned(), channel.clone()),
                theme.reduced,
            )),
            (InjectState::Waiting, Fires::ByHand) => found.push((
                u32::MAX,
                at,
                (
                    "hand".to_owned(),
                    format!("{channel} · only when you send it"),
                ),
                theme.accent,
            )),
            _ => {}
        }
    }
    found.sort_by_key(|(when, at, ..)| (*when, *at));
    found
        .into_iter()
        .map(|(_, at, words, edge)| (at, words, edge))
        .collect()
}

/// What the facilitator can do with a message still to come.
fn by_hand(ui: &mut Ui, theme: &Theme, inject: &str) -> Option<Action> {
    let mut action = None;
    let inject = || inject.to_owned();
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        for (words, command) in [
            ("Send now", Command::Release { inject: inject() }),
            ("Hold", Command::Hold { inject: inject() }),
            ("Leave out", Command::Skip { inject: inject() }),
        ] {
            if secondary(ui, theme, words).clicked() {
                action = Some(Action::Command(command));
            }
        }
    });
    action
}

fn entry(
    ui: &mut Ui,
    theme: &Theme,
    number: usize,
    [clock, title, below]: [&str; 3],
    edge: Color32,
    lit: bool,
    sign: Option<&str>,
) -> Response {
    let fill = if lit { theme.selected } else { theme.panel };
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
                    egui::vec2(46.0, 18.0),
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
    let response = ui.interact(rect, ui.id().with(("entry", number)), Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::WidgetType::Button, true, format!("{clock} {title}"))
    });
    response
}
