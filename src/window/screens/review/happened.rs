//! What happened: the whole of it with its scores, or any moment again: the map, the services and
//! the messages as they were, known beside true. Must not judge.

use super::moment::{moment_board, moment_map, moment_message, scrub_ui};
use super::rating_chip;
use crate::window::panels::history_plot;
use crate::window::review::{Review, Tab};
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{boxed, caps, card, quiet, rule, standing_colour, text};
use egui::{
    CornerRadius, FontFamily, FontId, Grid, Rect, ScrollArea, Sense, Ui, WidgetType, pos2, vec2,
};
use wardroom_core::exercise::What;
use wardroom_core::review::Finished;
use wardroom_core::views::timeline::{self, Kind};
use wardroom_core::words;
use wardroom_papers::report::grouped;

/// The height of the bar on which any moment is reached.
const BAR: f32 = 96.0;

/// Shows what happened.
pub fn happened_ui(ui: &mut Ui, theme: &Theme, review: &mut Review, motion: bool) {
    let whole = ui.available_rect_before_wrap().shrink(16.0);
    let above = Rect::from_min_max(whole.min, pos2(whole.max.x, whole.max.y - BAR - 14.0));
    if whole.width() >= 1100.0 && above.height() >= 480.0 {
        side_by_side(ui, theme, review, motion, above);
        let bar = Rect::from_min_max(pos2(whole.min.x, above.max.y + 14.0), whole.max);
        boxed(ui, theme, bar, "scrub", |ui| scrub_ui(ui, theme, review));
    } else {
        below_each_other(ui, theme, review, motion);
    }
}

/// A part of the review: its id, and what it shows.
type Part = (&'static str, fn(&mut Ui, &Theme, &mut Review, bool));

const SCORES: Part = ("scores", |ui, theme, review, _| scores(ui, theme, review));
const CURVE: Part = ("curve", |ui, theme, review, _| curve_ui(ui, theme, review));
const STRIPS: Part = ("strips", |ui, theme, review, _| strips(ui, theme, review));
const OUTCOMES: Part = ("outcomes", |ui, theme, review, _| {
    outcomes_ui(ui, theme, &review.finished);
});
const COURSE: Part = ("timeline", |ui, theme, review, _| course(ui, theme, review));
const MAP: Part = ("moment-map", moment_map);
const BOARD: Part = ("moment-board", |ui, theme, review, _| {
    moment_board(ui, theme, review);
});
const MESSAGES: Part = ("moment-messages", |ui, theme, review, _| {
    moment_message(ui, theme, review);
});
const SCRUB: Part = ("scrub", |ui, theme, review, _| scrub_ui(ui, theme, review));

fn side_by_side(ui: &mut Ui, theme: &Theme, review: &mut Review, motion: bool, whole: Rect) {
    let looking = review.at_a_moment();
    let middle = whole.min.x + whole.width() * if looking { 0.42 } else { 0.5 };
    let gap = 14.0;
    let left = Rect::from_min_max(whole.min, pos2(middle - gap / 2.0, whole.max.y));
    let right = Rect::from_min_max(pos2(middle + gap / 2.0, whole.min.y), whole.max);
    let rect = |column: Rect, from: f32, to: f32| {
        Rect::from_min_max(pos2(column.min.x, from), pos2(column.max.x, to))
    };
    let places = if looking {
        let curve = left.min.y + (left.height() * 0.24).max(130.0);
        let board = curve + (left.height() * 0.40).max(200.0);
        let map = right.min.y + right.height() * 0.62;
        vec![
            (rect(left, left.min.y, curve - gap), CURVE),
            (rect(left, curve, board - gap), BOARD),
            (rect(left, board, left.max.y), COURSE),
            (rect(right, right.min.y, map - gap), MAP),
            (rect(right, map, right.max.y), MESSAGES),
        ]
    } else {
        let top = left.min.y + (left.height() * 0.40).max(352.0).min(left.height() * 0.6);
        let curve = top + (left.height() * 0.24).max(120.0);
        let outcomes = right.min.y + (right.height() * 0.46).max(300.0).min(right.height() * 0.7);
        vec![
            (rect(left, left.min.y, top - gap), SCORES),
            (rect(left, top, curve - gap), CURVE),
            (rect(left, curve, left.max.y), STRIPS),
            (rect(right, right.min.y, outcomes - gap), OUTCOMES),
            (rect(right, outcomes, right.max.y), COURSE),
        ]
    };
    for (place, (id, show)) in places {
        boxed(ui, theme, place, id, |ui| show(ui, theme, review, motion));
    }
}

/// Where there is no room beside each other, one below the other.
fn below_each_other(ui: &mut Ui, theme: &Theme, review: &mut Review, motion: bool) {
    let parts: &[(Part, f32)] = if review.at_a_moment() {
        &[
            (SCRUB, 190.0),
            (MAP, 520.0),
            (BOARD, 340.0),
            (MESSAGES, 420.0),
            (CURVE, 230.0),
            (COURSE, 420.0),
        ]
    } else {
        &[
            (SCRUB, 190.0),
            (SCORES, 372.0),
            (OUTCOMES, 360.0),
            (CURVE, 230.0),
            (STRIPS, 340.0),
            (COURSE, 420.0),
        ]
    };
    ScrollArea::vertical()
        .id_salt("review")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            for ((id, show), height) in parts {
                let size = vec2(ui.available_width(), *height);
                let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
                boxed(ui, theme, rect.shrink(8.0), id, |ui| {
                    show(ui, theme, review, motion);
                });
            }
        });
}

fn scores(ui: &mut Ui, theme: &Theme, review: &mut Review) {
    let assessment = &review.finished.assessment;
    let scored = assessment.scored();
    let mut opened = None;
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(180.0);
            let Some(score) = assessment.told() else {
                let (seen, all) = assessment.seen();
                caps(ui, theme, "Tasks seen");
                ui.label(text(
                    format!("{seen} of {all}"),
                    size::HEADING,
                    bold(),
                    theme.text,
                ));
                quiet(
                    ui,
                    theme,
                    format!(
                        "{} What was seen is under Ratings.",
                        assessment.why_no_score().unwrap_or_default()
                    ),
                );
                return;
            };
            caps(ui, theme, words::SCORE);
            ui.label(text(
                format!("{score:.0}"),
                64.0,
                bold(),
                theme.text,
            ));
            quiet(
                ui,
                theme,
                assessment.position().unwrap_or_default(),
            );
            ui.add_space(4.0);
            quiet(
                ui,
                theme,
                assessment.parts_in_words(),
            );
        });
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 6.0;
            for (at, objective) in assessment.objectives.iter().enumerate() {
                let response = ui
                    .scope(|ui| {
                        crate::window::widgets::row(
                            ui,
                            |ui| {
                                ui.label(text(
                                    &objective.title,
                                    size::BODY,
                                    semibold(),
                                    theme.text,
                                ));
                            },
                            |ui| {
                                if scored {
                                    rating_chip(ui, theme, objective.rating, true);
                                    ui.add_space(6.0);
                                }
                                for task in objective.tasks.iter().rev() {
                                    rating_chip(ui, theme, task.rating, false);
                                }
                            },
                        );
                    })
                    .response;
                let response = ui.interact(
                    response.rect,
                    ui.id().with(("objective", at)),
                    Sense::click(),
                );
                response.widget_info(|| {
                    egui::WidgetInfo::labeled(
                        egui::WidgetType::Button,
                        true,
                        format!("Tasks of {}", objective.title),
                    )
                });
                if response.on_hover_text("Show its tasks and the evidence").clicked() {
                    opened = Some(at);
                }
                rule(ui, theme);
            }
            quiet(
                ui,
                theme,
                "P without challenges · S some challenges · M major challenges · U unable to be performed · – not observed. Click a row for its tasks.",
            );
        });
    });
    if let Some(at) = opened {
        review.tab = Tab::Ratings;
        review.open_objective = at;
    }
}

fn outcomes_ui(ui: &mut Ui, theme: &Theme, finished: &Finished) {
    caps(
        ui,
        theme,
        &format!(
            "Outcomes against the reference teams, {} · simulated",
            words::SAME_SEED
        ),
    );
    ui.add_space(4.0);
    let wide = ui.available_width();
    let scored = finished.assessment.scored();
    ScrollArea::vertical()
        .id_salt("outcomes")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            Grid::new("outcomes")
                .num_columns(3)
                .spacing([18.0, 9.0])
                .show(ui, |ui| {
                    for outcome in &finished.assessment.outcomes {
                        ui.label(text(
                            &outcome.label,
                            size::BODY,
                            FontFamily::Proportional,
                            theme.text,
                        ));
                        ui.label(text(
                            grouped(outcome.value),
                            size::TITLE + 1.0,
                            bold(),
                            theme.text,
                        ));
                        if scored {
                            let wide = (wide - 480.0).clamp(100.0, 320.0);
                            scale(ui, theme, outcome.standing, wide).on_hover_text(format!(
                                "The reference teams had {} to {} {}",
                                grouped(outcome.best),
                                grouped(outcome.worst),
                                outcome.unit
                            ));
                        }
                        ui.end_row();
                    }
                });
            if !scored {
                return;
            }
            ui.add_space(4.0);
            let references: Vec<String> = finished
                .assessment
                .references
                .iter()
                .map(|(team, score)| format!("{team} {score:.0}"))
                .collect();
            quiet(
                ui,
                theme,
                format!(
                    "Left as bad as the worst of them, right as good as the best. Their scores: {}.",
                    references.join(", ")
                ),
            );
        });
}

/// A mark between worst and best.
fn scale(ui: &mut Ui, theme: &Theme, standing: f64, width: f32) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
    let line = Rect::from_center_size(rect.center(), vec2(width, 6.0));
    ui.painter()
        .rect_filled(line, CornerRadius::same(3), theme.line);
    let x = rect.left() + 3.0 + (width - 6.0) * standing as f32;
    let colour = if standing >= 0.66 {
        theme.good
    } else if standing >= 0.33 {
        theme.reduced
    } else {
        theme.bad
    };
    ui.painter().rect_filled(
        Rect::from_center_size(pos2(x, rect.center().y), vec2(5.0, 18.0)),
        CornerRadius::same(2),
        colour,
    );
    response
}

fn curve_ui(ui: &mut Ui, theme: &Theme, review: &Review) {
    let finished = &review.finished;
    crate::window::widgets::row(
        ui,
        |ui| {
            caps(ui, theme, "Devices locked · known and true");
        },
        |ui| {
            // Where there is little room the lines alone are told.
            let words = if ui.available_width() > 420.0 {
                "— true   - - reported. Machines that are off or unplugged don't count."
            } else {
                "— true   - - reported"
            };
            quiet(ui, theme, words);
        },
    );
    let mut marks: Vec<u32> = finished
        .events
        .iter()
        .filter(|event| {
            matches!(
                event.what,
                What::Declared { .. } | What::KillSwitch | What::StoodDown { .. }
            )
        })
        .map(|event| (event.at_secs / 60) as u32)
        .collect();
    if review.at_a_moment() {
        marks = vec![(review.at_secs() / 60) as u32];
    }
    let ends = f64::from((finished.ended_secs / 60) as u32);
    let curve: Vec<[u32; 3]> = finished
        .samples()
        .iter()
        .map(|it| [it.mins, it.locked, it.known_locked])
        .collect();
    history_plot(
        ui,
        theme,
        finished.story.startex(),
        &curve,
        &marks,
        ends,
        "locked-review",
    );
}

fn strips(ui: &mut Ui, theme: &Theme, review: &Review) {
    let finished = &review.finished;
    caps(ui, theme, "Services through the exercise");
    let scenario = &finished.story;
    let history = finished.samples();
    let ends = f64::from((finished.ended_secs / 60).max(1) as u32);
    ScrollArea::vertical()
        .id_salt("strips")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let rows = scenario.services.len() as f32;
            let height = ((ui.available_height() - 4.0) / rows).clamp(20.0, 30.0);
            for (at, service) in scenario.services.iter().enumerate() {
                let (rect, response) = ui.allocate_exact_size(
                    vec2(
                        ui.available_width(),
                        height - ui.spacing().item_spacing.y.min(4.0),
                    ),
                    Sense::hover(),
                );
                ui.spacing_mut().item_spacing.y = 4.0;
                ui.painter().text(
                    rect.left_center(),
                    egui::Align2::LEFT_CENTER,
                    &service.name,
                    FontId::new(size::BODY, FontFamily::Proportional),
                    theme.text,
                );
                let band =
                    Rect::from_min_max(pos2(rect.left() + 170.0, rect.top() + 1.0), rect.max);
                let mut from = 0;
                for to in 1..=history.len() {
                    if to < history.len() && history[to].standing[at] == history[from].standing[at]
                    {
                        continue;
                    }
                    let end = history.get(to).map_or(ends, |it| f64::from(it.mins));
                    let x = |mins: f64| band.left() + band.width() * (mins / ends) as f32;
                    let standing = history[from].standing[at];
                    let part = Rect::from_min_max(
                        pos2(x(f64::from(history[from].mins)), band.top()),
                        pos2(x(end), band.bottom()),
                    );
                    let colour = standing_colour(theme, Some(standing));
                    ui.painter()
                        .rect_filled(part, CornerRadius::ZERO, theme.tint(colour, 0.3));
                    if part.width() > 52.0 {
                        ui.painter().text(
                            part.center(),
                            egui::Align2::CENTER_CENTER,
                            standing.word(),
                            FontId::new(size::SMALL - 1.0, FontFamily::Proportional),
                            theme.text,
                        );
                    }
                    from = to;
                }
                let hours = finished
                    .came
                    .as_ref()
                    .and_then(|came| came.hours_lost.get(at).copied())
                    .unwrap_or_default();
                response.on_hover_text(format!("{hours:.1} hours of {} lost", service.name));
            }
        });
}

fn course(ui: &mut Ui, theme: &Theme, review: &mut Review) {
    let scenario = review.finished.story.clone();
    caps(
        ui,
        theme,
        "What was decided, and what followed · pick a line to go there",
    );
    ui.add_space(2.0);
    let now = review.at_a_moment().then(|| review.at_secs());
    // The last line before the moment is lit, and comes into sight when the moment changes.
    let lines: Vec<timeline::Line> = timeline::lines(&scenario, &review.finished.events)
        .into_iter()
        .filter(|line| !matches!(line.kind, Kind::Inject | Kind::Prompt | Kind::Effect))
        .collect();
    let reached = now.and_then(|now| lines.iter().rposition(|line| line.at_secs <= now));
    let moved = std::mem::replace(&mut review.reached, reached) != reached;
    let mut to = None;
    crate::window::widgets::scrolled(ui, "course", |ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        for (at, line) in lines.into_iter().enumerate() {
            let (family, colour) = match line.kind {
                Kind::Decision => (semibold(), theme.accent),
                Kind::Milestone => (semibold(), theme.text),
                Kind::Service => (FontFamily::Proportional, theme.quiet),
                _ => (FontFamily::Proportional, theme.text),
            };
            let clock = scenario.clock(line.at_secs);
            let name = format!("Go to {clock}: {}", line.title);
            let lit = reached == Some(at);
            let id = ui.id().with(("line", at));
            let response = card(ui, theme, id, lit, WidgetType::Button, &name, |ui| {
                ui.horizontal_top(|ui| {
                    ui.allocate_ui_with_layout(
                        vec2(76.0, 18.0),
                        egui::Layout::left_to_right(egui::Align::Min),
                        |ui| {
                            ui.set_width(76.0);
                            ui.label(text(clock, size::BODY, semibold(), theme.text));
                        },
                    );
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.y = 1.0;
                        ui.label(text(&line.title, size::BODY, family, colour));
                        if matches!(line.kind, Kind::Decision | Kind::Report | Kind::Note)
                            && !(line.detail.is_empty() && line.who.is_empty())
                        {
                            let between = if line.who.is_empty() || line.detail.is_empty() {
                                ""
                            } else {
                                ": "
                            };
                            quiet(ui, theme, format!("{}{between}{}", line.who, line.detail));
                        }
                    });
                });
            });
            if lit && moved {
                response.scroll_to_me(Some(egui::Align::Center));
            }
            if response.clicked() {
                to = Some(line.at_secs);
            }
        }
    });
    if let Some(to) = to {
        review.running = false;
        review.look(Some(to));
    }
}
