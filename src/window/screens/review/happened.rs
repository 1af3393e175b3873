//! What happened: the whole of it with its scores, or any moment again: the trust on the table, the services
//! and the messages as they were, known beside true. Must not judge.

use super::moment::{moment_board, moment_map, moment_message};
use super::outcomes::{outcomes_height, outcomes_ui, scores_height, scores_ui};
use super::scrub::{bar_height, scrub_ui};
use crate::window::panels::history_plot;
use crate::window::review::{HappenedInput, ReviewAction, ReviewInput, Seen, Tab};
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{
    boxed, caps, card, fitted_to, quiet, row, scrolled, standing_colour, text, toggle,
};
use egui::{
    CornerRadius, FontFamily, FontId, Rect, ScrollArea, Sense, Ui, Vec2, WidgetType, pos2, vec2,
};
use wardroom_core::timeline::{Kind, Line};
use wardroom_core::views::{CourseView, ServiceCourse};

/// The height of the bar on which any moment is reached; with the curve over it.
const BAR: f32 = 96.0;
const BAR_AND_CURVE: f32 = 142.0;

/// From this height on there is room for what was decided below what was known.
const HIGH: f32 = 760.0;

/// How high the curve of devices that were locked is at least, and at most.
const CURVE_HIGH: [f32; 2] = [142.0, 260.0];

/// Points for a service on its strip, at least and at most, and for what stands above all of them.
const STRIP: [f32; 2] = [18.0, 30.0];
const STRIPS_HEAD: f32 = 66.0;
/// The same within its area.
const STRIPS_ABOVE: f32 = 34.0;

/// Shows what happened.
pub fn happened_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut ReviewInput,
    motion: bool,
) -> Option<ReviewAction> {
    let whole = ui.available_rect_before_wrap().shrink(16.0);
    let bar = if seen.moment.looking() {
        BAR_AND_CURVE
    } else {
        BAR
    };
    let above = Rect::from_min_max(whole.min, pos2(whole.max.x, whole.max.y - bar - 14.0));
    if whole.width() >= 1100.0 && above.height() >= 440.0 {
        let action = side_by_side(ui, theme, seen, input, motion, above);
        let bar = Rect::from_min_max(pos2(whole.min.x, above.max.y + 14.0), whole.max);
        let mut scrubbed = None;
        boxed(ui, theme, bar, "scrub", |ui| {
            scrubbed = scrub_ui(ui, theme, seen, false);
        });
        action.or(scrubbed)
    } else {
        below_each_other(ui, theme, seen, input, motion)
    }
}

/// A part of the tab.
#[derive(Clone, Copy, Debug)]
enum Part {
    Scores,
    Curve,
    Strips,
    Outcomes,
    Course,
    Map,
    Board,
    Messages,
    Told,
    Scrub,
}

impl Part {
    /// What egui knows it by: scrolling and the like stay with it.
    fn id(self) -> &'static str {
        match self {
            Self::Scores => "scores",
            Self::Curve => "curve",
            Self::Strips => "strips",
            Self::Outcomes => "outcomes",
            Self::Course => "timeline",
            Self::Map => "moment-map",
            Self::Board => "moment-board",
            Self::Messages => "moment-messages",
            Self::Told => "moment-told",
            Self::Scrub => "scrub",
        }
    }

    fn show(
        self,
        ui: &mut Ui,
        theme: &Theme,
        seen: &Seen,
        input: &mut ReviewInput,
        motion: bool,
    ) -> Option<ReviewAction> {
        match self {
            Self::Scores => {
                if let Some(at) = scores_ui(ui, theme, &seen.view.assessment) {
                    input.tab = Tab::Ratings;
                    input.rating.open_objective = at;
                }
            }
            Self::Curve => curve_ui(ui, theme, seen),
            Self::Strips => strips_ui(ui, theme, &seen.view.course),
            Self::Outcomes => outcomes_ui(ui, theme, &seen.view.assessment),
            Self::Course => return course_ui(ui, theme, seen, &mut input.happened),
            Self::Map => moment_map(ui, theme, seen, &mut input.happened, motion),
            Self::Board => moment_board(ui, theme, seen),
            Self::Messages => moment_message(ui, theme, seen),
            Self::Told => return told_ui(ui, theme, seen, &mut input.happened),
            Self::Scrub => return scrub_ui(ui, theme, seen, false),
        }
        None
    }
}

fn side_by_side(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut ReviewInput,
    motion: bool,
    whole: Rect,
) -> Option<ReviewAction> {
    let looking = seen.moment.looking();
    let middle = whole.min.x + whole.width() * if looking { 0.64 } else { 0.5 };
    let gap = 14.0;
    let left = Rect::from_min_max(whole.min, pos2(middle - gap / 2.0, whole.max.y));
    let right = Rect::from_min_max(pos2(middle + gap / 2.0, whole.min.y), whole.max);
    let rect = |column: Rect, from: f32, to: f32| {
        Rect::from_min_max(pos2(column.min.x, from), pos2(column.max.x, to))
    };
    let places = if looking {
        let board = right.min.y + (right.height() * 0.36).clamp(200.0, 340.0);
        let mut places = vec![
            (left, Part::Map),
            (rect(right, right.min.y, board - gap), Part::Board),
        ];
        if whole.height() >= HIGH {
            let told = board + (right.max.y - board) * 0.55;
            places.push((rect(right, board, told - gap), Part::Messages));
            places.push((rect(right, told, right.max.y), Part::Course));
        } else {
            places.push((rect(right, board, right.max.y), Part::Told));
        }
        places
    } else {
        // Each as high as what stands in it, as far as that goes.
        let assessment = &seen.view.assessment;
        let scores = scores_height(assessment).min(left.height() * 0.52);
        let rest = left.height() - scores - 2.0 * gap - CURVE_HIGH[0];
        let strips = strips_height(&seen.view.course).min(rest);
        let high = left.height() - scores - strips - 2.0 * gap;
        let top = left.min.y + scores + gap;
        let curve = top + high.min(CURVE_HIGH[1]) + gap;
        let outcomes = outcomes_height(assessment).min(right.height() * 0.62);
        let outcomes = right.min.y + outcomes + gap;
        vec![
            (rect(left, left.min.y, top - gap), Part::Scores),
            (rect(left, top, curve - gap), Part::Curve),
            (rect(left, curve, left.max.y), Part::Strips),
            (rect(right, right.min.y, outcomes - gap), Part::Outcomes),
            (rect(right, outcomes, right.max.y), Part::Course),
        ]
    };
    let mut action = None;
    for (place, part) in places {
        boxed(ui, theme, place, part.id(), |ui| {
            action = action.take().or(part.show(ui, theme, seen, input, motion));
        });
    }
    action
}

/// Where there is no room beside each other, one below the other.
fn below_each_other(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut ReviewInput,
    motion: bool,
) -> Option<ReviewAction> {
    let parts: &[(Part, f32)] = if seen.moment.looking() {
        &[
            (Part::Scrub, 190.0),
            (Part::Map, 520.0),
            (Part::Board, 340.0),
            (Part::Messages, 420.0),
            (Part::Course, 420.0),
        ]
    } else {
        &[
            (Part::Scrub, 190.0),
            (Part::Scores, 372.0),
            (Part::Outcomes, 360.0),
            (Part::Curve, 230.0),
            (Part::Strips, 340.0),
            (Part::Course, 420.0),
        ]
    };
    let mut action = None;
    ScrollArea::vertical()
        .id_salt("review")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            for (part, height) in parts {
                let height = match part {
                    Part::Scrub if seen.moment.looking() => bar_height(ui),
                    _ => *height,
                };
                let size = vec2(ui.available_width(), height);
                let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
                boxed(ui, theme, rect.shrink(8.0), part.id(), |ui| {
                    action = action.take().or(part.show(ui, theme, seen, input, motion));
                });
            }
        });
    action
}

/// What was known, or what was decided, where there is room for one of them.
fn told_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut HappenedInput,
) -> Option<ReviewAction> {
    ui.horizontal_wrapped(|ui| {
        for (story, words) in [(false, "What was known"), (true, "What was decided")] {
            if toggle(ui, theme, input.story == story, words).clicked() {
                input.story = story;
            }
        }
    });
    if input.story {
        return course_ui(ui, theme, seen, input);
    }
    moment_message(ui, theme, seen);
    None
}

fn curve_ui(ui: &mut Ui, theme: &Theme, seen: &Seen) {
    row(
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
    let course = &seen.view.course;
    let here = seen.moment.at_secs.map(|at| [(at / 60) as u32]);
    history_plot(
        ui,
        theme,
        course.story.startex(),
        &course.curve,
        here.as_ref()
            .map_or(&course.turns_mins, |here| here.as_slice()),
        f64::from((course.ended_secs / 60) as u32),
        "locked-review",
    );
}

fn strips_ui(ui: &mut Ui, theme: &Theme, course: &CourseView) {
    let ends = f64::from((course.ended_secs / 60).max(1) as u32);
    let rows = course.services.len();
    // No row is cut: as many as have room, and the others are scrolled to.
    let left = ui.available_height() - STRIPS_ABOVE;
    let height = (left / rows.max(1) as f32).clamp(STRIP[0], STRIP[1]);
    let whole = (left / height).floor().max(1.0);
    let more = rows.saturating_sub(whole as usize);
    row(
        ui,
        |ui| {
            caps(ui, theme, "Services through the exercise");
        },
        |ui| {
            if more > 0 {
                quiet(ui, theme, format!("scroll for {more} more"));
            }
        },
    );
    ScrollArea::vertical()
        .id_salt("strips")
        .auto_shrink([false, false])
        .max_height(whole * height)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let names = names_width(ui, theme, course);
            for service in &course.services {
                strip_ui(ui, theme, service, ends, vec2(names, height - 4.0));
            }
        });
}

/// So high all of them stand.
fn strips_height(course: &CourseView) -> f32 {
    course.services.len() as f32 * STRIP[0] + STRIPS_HEAD
}

/// So wide the longest name of a service is.
fn names_width(ui: &Ui, theme: &Theme, course: &CourseView) -> f32 {
    let font = FontId::new(size::BODY, FontFamily::Proportional);
    let names = course.services.iter().map(|service| {
        let name = service.name.clone();
        let galley = ui.painter().layout_no_wrap(name, font.clone(), theme.text);
        galley.size().x
    });
    let most = ui.available_width() * 0.45;
    names.fold(0.0, f32::max).min(most) + 12.0
}

/// A service with its name, which has so much room, and a band in which its standing is the colour.
fn strip_ui(ui: &mut Ui, theme: &Theme, service: &ServiceCourse, ends: f64, name: Vec2) {
    let size = vec2(ui.available_width(), name.y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let letters = if name.y < 18.0 {
        size::SMALL
    } else {
        size::BODY
    };
    fitted_to(
        ui.painter(),
        rect.left_center(),
        egui::Align2::LEFT_CENTER,
        &service.name,
        FontId::new(letters, FontFamily::Proportional),
        size::SMALL * 0.8,
        theme.text,
        name.x - 12.0,
    );
    let band = Rect::from_min_max(pos2(rect.left() + name.x, rect.top() + 1.0), rect.max);
    let x = |mins: u32| band.left() + band.width() * (f64::from(mins) / ends) as f32;
    for span in &service.spans {
        let part = Rect::from_min_max(
            pos2(x(span.from_mins), band.top()),
            pos2(x(span.to_mins), band.bottom()),
        );
        let colour = standing_colour(theme, Some(span.standing));
        ui.painter()
            .rect_filled(part, CornerRadius::ZERO, theme.tint(colour, 0.3));
        if part.width() > 52.0 {
            ui.painter().text(
                part.center(),
                egui::Align2::CENTER_CENTER,
                span.standing.word(),
                FontId::new(size::SMALL - 1.0, FontFamily::Proportional),
                theme.text,
            );
        }
    }
    response.on_hover_text(format!(
        "{:.1} hours of {} lost",
        service.hours_lost, service.name
    ));
}

fn course_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut HappenedInput,
) -> Option<ReviewAction> {
    let course = &seen.view.course;
    caps(
        ui,
        theme,
        "What was decided, and what followed · pick a line to go there",
    );
    ui.add_space(2.0);
    // The last line before the moment is lit, and comes into sight when the moment changes.
    let now = seen.moment.at_secs;
    let reached = now.and_then(|now| course.lines.iter().rposition(|line| line.at_secs <= now));
    let moved = std::mem::replace(&mut input.reached, reached) != reached;
    let mut to = None;
    scrolled(ui, "course", |ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        for (at, line) in course.lines.iter().enumerate() {
            let clock = course.story.clock(line.at_secs);
            let name = format!("Go to {clock}: {}", line.title);
            let lit = reached == Some(at);
            let id = ui.id().with(("line", at));
            let response = card(ui, theme, id, lit, WidgetType::Button, &name, |ui| {
                line_ui(ui, theme, line, clock);
            });
            if lit && moved {
                response.scroll_to_me(Some(egui::Align::Center));
            }
            if response.clicked() {
                to = Some(line.at_secs);
            }
        }
    });
    to.map(ReviewAction::StayAt)
}

/// A line of the course: when, what, and of what people said the rest.
fn line_ui(ui: &mut Ui, theme: &Theme, line: &Line, clock: String) {
    let (family, colour) = match line.kind {
        Kind::Decision => (semibold(), theme.accent),
        Kind::Milestone => (semibold(), theme.text),
        Kind::Service => (FontFamily::Proportional, theme.quiet),
        _ => (FontFamily::Proportional, theme.text),
    };
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
}
