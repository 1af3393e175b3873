//! The events list: what has come, what was decided, what is still to come and why, and what the
//! facilitator can do with it. Must not hold any state.

use super::letter::icon;
use super::{Action, Source};
use crate::window::session::Live;
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{caps, field, primary, quiet, scrolled, secondary, text};
use egui::{
    Color32, CornerRadius, FontFamily, Frame, Margin, Response, ScrollArea, Sense, Ui, pos2, vec2,
};
use wardroom_core::exercise::{Command, InjectState, What, concerns, tell};
use wardroom_core::scenario::{Fires, Scenario};
use wardroom_papers::report::timeline::{Kind, line};

/// Shows the list.
pub fn events_ui(ui: &mut Ui, theme: &Theme, live: &mut Live) -> Option<Action> {
    let mut action = None;
    let scenario = live.scenario().clone();
    let delivered = live
        .exercise()
        .state()
        .injects
        .iter()
        .filter(|state| matches!(state, InjectState::Delivered { .. }))
        .count();
    crate::window::widgets::row(
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
    // What has come keeps to its end; what is to come has a list of its own below.
    let share = if live.held.is_some() { 0.36 } else { 0.5 };
    let past = ui.available_height() * share;
    ScrollArea::vertical()
        .id_salt("past")
        .max_height(past)
        .min_scrolled_height(past)
        .auto_shrink([false, false])
        .stick_to_bottom(true)
        .show(ui, |ui| {
            ui.set_width(ui.available_width() - 8.0);
            ui.spacing_mut().item_spacing.y = 4.0;
            action = past_ui(ui, theme, &scenario, live);
        });
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        caps(ui, theme, "Still to come");
        quiet(ui, theme, "R send, H hold, S leave out");
    });
    scrolled(ui, "coming", |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        for (at, coming) in coming(theme, &scenario, live) {
            let lit = live.held == Some(at);
            let response = entry(
                ui,
                theme,
                ui.id().with(("coming", at)),
                [&coming.clock, &scenario.injects[at].title, &coming.below],
                coming.edge,
                lit,
                None,
            );
            if response.clicked() {
                action = Some(Action::Hold((!lit).then_some(at)));
            }
            if lit && let Some(asked) = by_hand(ui, theme, live, at, &coming) {
                action = Some(asked);
            }
        }
    });
    action
}

fn past_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario, live: &mut Live) -> Option<Action> {
    let mut action = None;
    let mut told = 0;
    let mut correct = None;
    for (number, event) in live.events().iter().enumerate() {
        let source = Source::of(scenario, event, &mut told);
        let theirs = live.shows.is_none_or(|of| concerns(scenario, event, of));
        let Some(words) = line(&live.story, event).filter(|_| theirs) else {
            continue;
        };
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
        let clock = scenario
            .time_at(words.at_secs)
            .strftime("%H:%M")
            .to_string();
        let (edge, below) = match words.kind {
            Kind::Decision | Kind::Report => (theme.accent, words.who.clone()),
            Kind::Milestone => (theme.quiet, String::new()),
            Kind::Prompt => (theme.accent, "Question".to_owned()),
            _ if words.title.starts_with("Did not arrive") => (theme.bad, words.detail.clone()),
            _ => (theme.line, words.detail.clone()),
        };
        let reading = source.is_some() && live.reading == source;
        let sign = source.map(|source| icon(live.exercise().letter(source).kind));
        let response = entry(
            ui,
            theme,
            ui.id().with(("event", number)),
            [&clock, &words.title, &below],
            edge,
            reading,
            sign,
        );
        if response.clicked() {
            match source {
                Some(source) => action = Some(Action::Read(Some(source))),
                None => correct = Some(number as u64 + 1),
            }
        }
        if let Some((entry, _)) = &live.draft.correction
            && *entry == number as u64 + 1
        {
            correct = Some(*entry);
        }
    }
    if let Some(number) = correct {
        action = action.or(correction(ui, theme, live, number));
    }
    action
}

/// Nothing in the log is erased: a correction is a line of its own that names the old one.
fn correction(ui: &mut Ui, theme: &Theme, live: &mut Live, number: u64) -> Option<Action> {
    let mut action = None;
    let (of, words) = live
        .draft
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
            action = Some(Action::Command(Command::Correct {
                entry: number,
                text: words,
                by: "Loggist".to_owned(),
            }));
        }
        if secondary(ui, theme, "Leave it").clicked() {
            live.draft.correction = None;
        }
    });
    action
}

/// A message still to come.
struct Coming {
    clock: String,
    below: String,
    why: String,
    edge: Color32,
}

/// The next messages that wait for their time or for a condition.
fn coming(theme: &Theme, scenario: &Scenario, live: &Live) -> Vec<(usize, Coming)> {
    let exercise = live.exercise();
    let now = exercise.state().minute;
    let mut found: Vec<(u32, usize, Coming)> = Vec::new();
    for (at, state) in exercise.state().injects.iter().enumerate() {
        let inject = &scenario.injects[at];
        if live
            .shows
            .is_some_and(|of| !scenario.is_for(of, &inject.to))
        {
            continue;
        }
        let channel = &scenario.channels[inject.channel.at()];
        let reworded = if exercise.state().reworded.contains_key(&(at as u16)) {
            " · re-worded"
        } else {
            ""
        };
        let down = !exercise.carries(inject.channel);
        let today = scenario.time_at(u64::from(now) * 60).date();
        let clock = |mins: u32| {
            let time = scenario.time_at(u64::from(mins) * 60);
            // Another day is named.
            let form = if time.date() == today {
                "%H:%M"
            } else {
                "%a %H:%M"
            };
            time.strftime(form).to_string()
        };
        let mut add = |order: u32, clock: String, how: &str, why: String, edge: Color32| {
            let (how, edge) = if down {
                (format!("{how} is down: it will not arrive"), theme.bad)
            } else {
                (how.to_owned(), edge)
            };
            found.push((
                order,
                at,
                Coming {
                    clock,
                    below: format!("{}{how}{reworded}", channel.name),
                    why,
                    edge,
                },
            ));
        };
        match (state, &inject.fires) {
            (InjectState::Due(due), _) => add(
                *due,
                clock(*due),
                " · on its way",
                "Its condition has come true.".to_owned(),
                theme.condition,
            ),
            (InjectState::Waiting, Fires::At(when)) if *when >= now => {
                let why = format!(
                    "At {}, in {} min.",
                    scenario.clock(u64::from(*when) * 60),
                    when - now
                );
                add(*when, clock(*when), "", why, theme.line);
            }
            (
                InjectState::Waiting,
                Fires::When {
                    is,
                    not_before,
                    not_after,
                    after_mins,
                },
            ) if *not_after >= now => {
                let told = tell(exercise, is);
                let mut why = format!("When {}.", told.words);
                if *after_mins > 0 {
                    why.push_str(&format!(" Then {after_mins} min later."));
                }
                if *not_before > now {
                    why.push_str(&format!(
                        " Not before {}.",
                        scenario.clock(u64::from(*not_before) * 60)
                    ));
                }
                add(
                    u32::MAX - 2,
                    "if".to_owned(),
                    &format!(" · {:.0}% of the way", told.near * 100.0),
                    why,
                    theme.condition,
                );
            }
            (InjectState::Waiting, Fires::After { inject, mins }) => add(
                u32::MAX - 2,
                "then".to_owned(),
                "",
                format!(
                    "{mins} min after “{}”.",
                    scenario.injects[inject.at()].title
                ),
                theme.condition,
            ),
            (InjectState::Held, _) => add(
                0,
                "held".to_owned(),
                "",
                "Held back by you until you send it.".to_owned(),
                theme.reduced,
            ),
            (InjectState::Skipped, _) => add(
                u32::MAX,
                "out".to_owned(),
                "",
                "Left out by you. You can still send it.".to_owned(),
                theme.quiet,
            ),
            (InjectState::Waiting, Fires::ByHand) => add(
                u32::MAX,
                "hand".to_owned(),
                " · only when you send it",
                "Only when you send it.".to_owned(),
                theme.accent,
            ),
            _ => {}
        }
    }
    found.sort_by_key(|(when, at, ..)| (*when, *at));
    found
        .into_iter()
        .map(|(_, at, coming)| (at, coming))
        .collect()
}

/// The places of the messages still to come, in the order in which they are shown.
pub fn in_order(live: &Live) -> Vec<usize> {
    coming(&crate::window::theme::DARK, live.scenario(), live)
        .into_iter()
        .map(|(at, _)| at)
        .collect()
}

/// What the facilitator can do with a message still to come.
fn by_hand(
    ui: &mut Ui,
    theme: &Theme,
    live: &mut Live,
    at: usize,
    coming: &Coming,
) -> Option<Action> {
    let mut action = None;
    let id = live.scenario().injects[at].id.clone();
    quiet(ui, theme, &coming.why);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for (words, command) in [
            ("Send now", Command::Release { inject: id.clone() }),
            ("Hold", Command::Hold { inject: id.clone() }),
            ("Leave out", Command::Skip { inject: id.clone() }),
        ] {
            if secondary(ui, theme, words).clicked() {
                action = Some(Action::Command(command));
            }
        }
        if secondary(ui, theme, "Rehearse")
            .on_hover_text("See it as the room will, before it goes")
            .clicked()
        {
            action = Some(Action::Rehearse(Some(at)));
        }
        let writing = live.draft.wording.as_ref().is_some_and(|(of, _)| *of == at);
        if !writing && secondary(ui, theme, "Re-word").clicked() {
            let text = live.exercise().inject_text(at.into()).to_owned();
            live.draft.wording = Some((at, text));
        }
    });
    let mut leave = false;
    if let Some((of, words)) = &mut live.draft.wording
        && *of == at
    {
        field(ui, theme, "New wording", "What it will say", words, 5);
        ui.horizontal_wrapped(|ui| {
            if primary(ui, theme, "Use this wording", true).clicked() {
                action = Some(Action::Command(Command::Reword {
                    inject: id.clone(),
                    text: words.clone(),
                }));
            }
            leave = secondary(ui, theme, "Keep the old one").clicked();
        });
        quiet(ui, theme, "The first wording stays in the record.");
    }
    if leave {
        live.draft.wording = None;
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
