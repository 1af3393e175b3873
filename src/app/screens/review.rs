//! The review: readiness, ratings with their evidence, the course of it, outcomes. Must not judge.

use crate::app::panels::history_plot;
use crate::app::theme::{Theme, bold, semibold, size};
use crate::app::widgets::{boxed, caps, quiet, rule, secondary, standing_colour, text};
use crate::assessment::TaskResult;
use crate::exercise::What;
use crate::report::timeline::{self, Kind};
use crate::report::{Finished, grouped, rating_in_words, rating_letter};
use crate::scenario::Rating;
use egui::{
    Color32, CornerRadius, FontFamily, FontId, Frame, Grid, Margin, Rect, ScrollArea, Sense, Ui,
    pos2, vec2,
};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewAction {
    /// Back to the home screen.
    Home,
    /// The report is to be written beside the record.
    Save,
}

/// Shows the review. `open` is the objective whose tasks are shown, `saved` where the report is.
pub fn review_ui(
    ui: &mut Ui,
    theme: &Theme,
    finished: &Finished,
    open: &mut Option<usize>,
    saved: Option<&str>,
) -> Option<ReviewAction> {
    let mut action = None;
    egui::Panel::top("review-top")
        .frame(
            Frame::new()
                .fill(theme.action)
                .inner_margin(Margin::symmetric(22, 12)),
        )
        .show(ui, |ui| {
            crate::app::widgets::row(
                ui,
                |ui| {
                    ui.label(text("Wardroom", size::TITLE + 2.0, bold(), theme.on_action));
                    ui.label(text(
                        format!("Review · {} · simulated", finished.scenario().title),
                        size::BODY,
                        FontFamily::Proportional,
                        theme.on_action,
                    ));
                },
                |ui| {
                    if secondary(ui, theme, "Home").clicked() {
                        action = Some(ReviewAction::Home);
                    }
                    if secondary(ui, theme, "Save the report").clicked() {
                        action = Some(ReviewAction::Save);
                    }
                    if let Some(saved) = saved {
                        ui.label(text(
                            saved,
                            size::SMALL,
                            FontFamily::Proportional,
                            theme.on_action,
                        ));
                    }
                },
            );
        });
    let whole = ui.available_rect_before_wrap().shrink(16.0);
    if whole.width() >= 1100.0 && whole.height() >= 560.0 {
        side_by_side(ui, theme, finished, open, whole);
    } else {
        below_each_other(ui, theme, finished, open);
    }
    action
}

/// A part of the review: its id, and what it shows.
type Part = (
    &'static str,
    fn(&mut Ui, &Theme, &Finished, &mut Option<usize>),
);

const SCORES: Part = ("scores", scores);
const CURVE: Part = ("curve", |ui, theme, finished, _| {
    curve_ui(ui, theme, finished)
});
const STRIPS: Part = ("strips", |ui, theme, finished, _| {
    strips(ui, theme, finished)
});
const OUTCOMES: Part = ("outcomes", |ui, theme, finished, open| match *open {
    Some(at) => {
        if tasks(ui, theme, finished, at) {
            *open = None;
        }
    }
    None => outcomes_ui(ui, theme, finished),
});
const COURSE: Part = ("timeline", |ui, theme, finished, _| {
    course(ui, theme, finished)
});

fn side_by_side(
    ui: &mut Ui,
    theme: &Theme,
    finished: &Finished,
    open: &mut Option<usize>,
    whole: Rect,
) {
    let middle = whole.min.x + whole.width() * 0.5;
    let gap = 14.0;
    let left = Rect::from_min_max(whole.min, pos2(middle - gap / 2.0, whole.max.y));
    let right = Rect::from_min_max(pos2(middle + gap / 2.0, whole.min.y), whole.max);
    let top = left.min.y + (left.height() * 0.36).max(352.0);
    let curve = top + (left.height() * 0.28).max(150.0);
    let outcomes = right.min.y + (right.height() * 0.42).max(300.0);
    let rect = |column: Rect, from: f32, to: f32| {
        Rect::from_min_max(pos2(column.min.x, from), pos2(column.max.x, to))
    };
    for (place, (id, show)) in [
        (rect(left, left.min.y, top - gap), SCORES),
        (rect(left, top, curve - gap), CURVE),
        (rect(left, curve, left.max.y), STRIPS),
        (rect(right, right.min.y, outcomes - gap), OUTCOMES),
        (rect(right, outcomes, right.max.y), COURSE),
    ] {
        boxed(ui, theme, place, id, |ui| show(ui, theme, finished, open));
    }
}

/// Where there is no room beside each other, one below the other.
fn below_each_other(ui: &mut Ui, theme: &Theme, finished: &Finished, open: &mut Option<usize>) {
    ScrollArea::vertical()
        .id_salt("review")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            for ((id, show), height) in [
                (SCORES, 372.0),
                (OUTCOMES, 360.0),
                (CURVE, 230.0),
                (STRIPS, 340.0),
                (COURSE, 420.0),
            ] {
                let size = vec2(ui.available_width(), height);
                let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
                boxed(ui, theme, rect.shrink(8.0), id, |ui| {
                    show(ui, theme, finished, open);
                });
            }
        });
}

fn rating_colours(theme: &Theme, rating: Option<Rating>) -> (Color32, Color32) {
    match rating {
        Some(Rating::P) => (theme.tint(theme.good, 0.15), theme.good),
        Some(Rating::S) => (theme.selected, theme.accent),
        Some(Rating::M) => (theme.warning, theme.reduced),
        Some(Rating::U) => (theme.alarm, theme.bad),
        None => (theme.raised, theme.quiet),
    }
}

fn rating_chip(ui: &mut Ui, theme: &Theme, rating: Option<Rating>, large: bool) {
    let (fill, colour) = rating_colours(theme, rating);
    let side = if large {
        vec2(44.0, 28.0)
    } else {
        vec2(26.0, 22.0)
    };
    let (rect, response) = ui.allocate_exact_size(side, Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(6), fill);
    ui.painter().text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        rating_letter(rating),
        FontId::new(if large { size::TITLE } else { size::SMALL }, bold()),
        colour,
    );
    response.on_hover_text(rating_in_words(rating));
}

fn scores(ui: &mut Ui, theme: &Theme, finished: &Finished, open: &mut Option<usize>) {
    let assessment = &finished.assessment;
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(180.0);
            caps(ui, theme, "Readiness");
            ui.label(text(
                format!("{:.0}", assessment.readiness),
                64.0,
                bold(),
                theme.text,
            ));
            quiet(
                ui,
                theme,
                format!(
                    "better than {:.0}% of computer-played teams with the same luck",
                    assessment.percentile
                ),
            );
            ui.add_space(4.0);
            quiet(
                ui,
                theme,
                format!(
                    "Tasks {:.0} (counting 60%), outcomes {:.0} (40%). For learning; not an assurance rating.",
                    assessment.tasks_part, assessment.outcomes_part
                ),
            );
        });
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 6.0;
            for (at, objective) in assessment.objectives.iter().enumerate() {
                let response = ui
                    .scope(|ui| {
                        crate::app::widgets::row(
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
                                rating_chip(ui, theme, objective.rating, true);
                                ui.add_space(6.0);
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
                    *open = if *open == Some(at) { None } else { Some(at) };
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
}

fn tasks(ui: &mut Ui, theme: &Theme, finished: &Finished, at: usize) -> bool {
    let Some(objective) = finished.assessment.objectives.get(at) else {
        return true;
    };
    let mut close = false;
    crate::app::widgets::row(
        ui,
        |ui| {
            caps(
                ui,
                theme,
                &format!("{} · tasks and evidence", objective.title),
            );
        },
        |ui| {
            close = secondary(ui, theme, "Back to the outcomes").clicked();
        },
    );
    ScrollArea::vertical()
        .id_salt("tasks")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            for task in &objective.tasks {
                one_task(ui, theme, task);
            }
        });
    close
}

fn one_task(ui: &mut Ui, theme: &Theme, task: &TaskResult) {
    ui.horizontal_top(|ui| {
        rating_chip(ui, theme, task.rating, false);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.label(text(&task.title, size::BODY, semibold(), theme.text));
            ui.label(text(
                &task.evidence,
                size::SMALL,
                FontFamily::Proportional,
                theme.text,
            ));
            quiet(ui, theme, &task.plan);
        });
    });
    ui.add_space(4.0);
}

fn outcomes_ui(ui: &mut Ui, theme: &Theme, finished: &Finished) {
    caps(
        ui,
        theme,
        "Outcomes against the reference teams, same luck · simulated",
    );
    ui.add_space(4.0);
    let wide = ui.available_width();
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
                            outcome.label,
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
                        scale(ui, theme, outcome.standing, (wide - 480.0).clamp(100.0, 320.0))
                            .on_hover_text(format!(
                                "The reference teams had {} to {} {}",
                                grouped(outcome.best),
                                grouped(outcome.worst),
                                outcome.unit
                            ));
                        ui.end_row();
                    }
                });
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
                    "Left as bad as the worst of them, right as good as the best. Their readiness: {}.",
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

fn curve_ui(ui: &mut Ui, theme: &Theme, finished: &Finished) {
    crate::app::widgets::row(
        ui,
        |ui| {
            caps(ui, theme, "Devices locked · known and true");
        },
        |ui| {
            quiet(
                ui,
                theme,
                "— true   - - reported. Machines that are off or unplugged don't count.",
            );
        },
    );
    let marks: Vec<u32> = finished
        .events
        .iter()
        .filter(|event| {
            matches!(
                event.what,
                What::Declared { .. } | What::KillSwitch | What::StoodDown
            )
        })
        .map(|event| (event.at_secs / 60) as u32)
        .collect();
    let ends = f64::from(finished.exercise.state().minute);
    history_plot(
        ui,
        theme,
        finished.scenario(),
        finished.exercise.history(),
        &marks,
        ends,
        "locked-review",
    );
}

fn strips(ui: &mut Ui, theme: &Theme, finished: &Finished) {
    caps(ui, theme, "Services through the exercise");
    let scenario = finished.scenario();
    let history = finished.exercise.history();
    let ends = f64::from(finished.exercise.state().minute.max(1));
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
                let hours = finished.exercise.state().services[at].hours_lost;
                response.on_hover_text(format!("{hours:.1} hours of {} lost", service.name));
            }
        });
}

fn course(ui: &mut Ui, theme: &Theme, finished: &Finished) {
    let scenario = finished.scenario();
    caps(ui, theme, "What was decided, and what followed");
    ui.add_space(2.0);
    ScrollArea::vertical()
        .id_salt("course")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 5.0;
            for line in timeline::lines(scenario, &finished.events) {
                let (family, colour) = match line.kind {
                    Kind::Decision => (semibold(), theme.accent),
                    Kind::Milestone => (semibold(), theme.text),
                    Kind::Service => (FontFamily::Proportional, theme.quiet),
                    Kind::Report | Kind::Note => (FontFamily::Proportional, theme.text),
                    _ => continue,
                };
                ui.horizontal_top(|ui| {
                    ui.allocate_ui_with_layout(
                        vec2(76.0, 18.0),
                        egui::Layout::left_to_right(egui::Align::Min),
                        |ui| {
                            ui.set_width(76.0);
                            ui.label(text(
                                scenario.clock(line.at_secs),
                                size::BODY,
                                semibold(),
                                theme.text,
                            ));
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
            }
        });
}
