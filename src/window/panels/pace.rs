//! The pace of play, as a strip below the bar: what came lately, what waits unread and for whom, which
//! roles are silent, when the break is due, and what to skip where play is behind. Must not skip anything.

use super::Action;
use crate::window::live::Seen;
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{caps, named, text};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align, Button, Color32, FontFamily, FontId, Frame, Label, Layout, Margin, Ui, WidgetType, vec2,
};
use wardroom_core::exercise::Command;
use wardroom_core::scenario::RoleId;
use wardroom_core::views::{MOST_OVER, OVER_MINS, PaceView, Rest, SILENT_MINS};
use wardroom_core::words;

/// Height of a row, points.
const ROW: f32 = 24.0;
/// From this width on all stands in one row.
const ONE_ROW: f32 = 1200.0;
/// Width of the button.
const SKIP: f32 = 54.0;

/// One thing that is told: whether it asks for something, what it says at once, and the rest of it.
struct Cell {
    asks: bool,
    head: String,
    rest: String,
    hover: String,
}

impl Cell {
    fn calm(head: impl Into<String>) -> Self {
        Self {
            asks: false,
            head: head.into(),
            rest: String::new(),
            hover: String::new(),
        }
    }
}

/// Shows the strip. It is as high whatever it says.
pub fn pace_ui(ui: &mut Ui, theme: &Theme, seen: &Seen) -> Option<Action> {
    let pace = &seen.view.pace;
    let mut action = None;
    Frame::new()
        .fill(theme.panel)
        .inner_margin(Margin {
            left: 18,
            right: 18,
            top: 0,
            bottom: 6,
        })
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            if seen.view.clock.ended {
                let told = format!("Play took {} real minutes", pace.room_mins);
                row(ui, theme, &[(1.0, Cell::calm(told))]);
                return;
            }
            let came = came(pace);
            let (unread, silent) = (unread(seen, pace), silent(seen, pace));
            let (rest, behind) = (rest(pace), behind(seen, pace));
            let wide = ui.available_width() >= ONE_ROW;
            let upper: Vec<(f32, Cell)> = if wide {
                vec![
                    (0.14, came),
                    (0.21, unread),
                    (0.23, silent),
                    (0.13, rest),
                    (0.29, behind),
                ]
            } else {
                vec![(0.3, came), (0.25, rest), (0.45, behind)]
            };
            let below = !wide;
            row_with(ui, theme, &upper, |ui| {
                action = skip_button(ui, theme, seen, pace);
            });
            if below {
                row(
                    ui,
                    theme,
                    &[
                        (0.5, self::unread(seen, pace)),
                        (0.5, self::silent(seen, pace)),
                    ],
                );
            }
        });
    action
}

fn row(ui: &mut Ui, theme: &Theme, cells: &[(f32, Cell)]) {
    row_with(ui, theme, cells, |_| {});
}

/// A row of cells, each with its share of the width, and something at the end of it.
fn row_with(ui: &mut Ui, theme: &Theme, cells: &[(f32, Cell)], end: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.set_height(ROW);
        ui.spacing_mut().item_spacing.x = 14.0;
        ui.allocate_ui_with_layout(
            vec2(44.0, ROW),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.set_min_size(vec2(44.0, ROW));
                caps(ui, theme, "Pace");
            },
        );
        let gaps = 14.0 * cells.len() as f32;
        let width = (ui.available_width() - gaps - SKIP).max(100.0);
        for (share, cell) in cells {
            cell_ui(ui, theme, width * share, cell);
        }
        end(ui);
    });
}

fn cell_ui(ui: &mut Ui, theme: &Theme, width: f32, cell: &Cell) {
    let size = vec2(width, ROW);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_size(size);
        ui.set_max_width(width);
        let colour = if cell.asks { theme.reduced } else { theme.text };
        let job = spans(theme, cell, colour, width);
        let label = ui.add(Label::new(job).truncate());
        let whole = if cell.rest.is_empty() {
            cell.head.clone()
        } else {
            format!("{} · {}", cell.head, cell.rest)
        };
        named(&label, WidgetType::Label, &whole);
        let hover = [whole, cell.hover.clone()].join("\n");
        label.on_hover_text(hover.trim().to_owned());
    });
}

fn spans(theme: &Theme, cell: &Cell, colour: Color32, width: f32) -> LayoutJob {
    let mut job = LayoutJob {
        wrap: TextWrapping::truncate_at_width(width),
        ..LayoutJob::default()
    };
    let sign = if cell.asks { "▼ " } else { "" };
    let strong = FontId::new(size::SMALL, semibold());
    let head = format!("{sign}{}", cell.head);
    job.append(&head, 0.0, TextFormat::simple(strong, colour));
    if !cell.rest.is_empty() {
        let plain = FontId::new(size::SMALL, FontFamily::Proportional);
        let rest = format!("· {}", cell.rest);
        job.append(&rest, 6.0, TextFormat::simple(plain, theme.quiet));
    }
    job
}

fn came(pace: &PaceView) -> Cell {
    let injects = if pace.came == 1 { "inject" } else { "injects" };
    let head = format!("{} {injects} in {OVER_MINS} min", pace.came);
    let asks = pace.came > MOST_OVER;
    Cell {
        asks,
        rest: if asks { "too fast to talk" } else { "" }.to_owned(),
        hover: format!("Injects that came in the last {OVER_MINS} real minutes of play"),
        head,
    }
}

fn unread(seen: &Seen, pace: &PaceView) -> Cell {
    Cell {
        asks: pace.unread > MOST_OVER,
        head: format!("{} unread", pace.unread),
        rest: listed(seen, &pace.unread_by, ""),
        hover: "Injects that nobody has read out yet, by role (A reads the next)".to_owned(),
    }
}

fn silent(seen: &Seen, pace: &PaceView) -> Cell {
    let roles = pace.silent.len();
    if roles == 0 {
        return Cell {
            hover: format!("Something came to every role in the last {SILENT_MINS} real minutes"),
            ..Cell::calm("No silent role")
        };
    }
    let one = if roles == 1 { "role" } else { "roles" };
    Cell {
        asks: true,
        head: format!("{roles} silent {one}"),
        rest: listed(seen, &pace.silent, " min"),
        hover: "Roles to which nothing came, and for how many real minutes".to_owned(),
    }
}

/// Roles with their figures.
fn listed(seen: &Seen, roles: &[(RoleId, u32)], unit: &str) -> String {
    let one = |(role, count): &(RoleId, u32)| {
        format!("{} {count}{unit}", seen.scenario.roles[role.at()].title)
    };
    let all: Vec<String> = roles.iter().map(one).collect();
    all.join(", ")
}

fn rest(pace: &PaceView) -> Cell {
    match pace.rest {
        Some(Rest::In(mins)) => Cell::calm(format!("Break in {mins} min")),
        Some(Rest::Since(mins)) => Cell {
            asks: true,
            head: format!("Break due {mins} min ago"),
            rest: String::new(),
            hover: "By the run sheet; the clock stops for it when the story is there".to_owned(),
        },
        Some(Rest::Now(gone, all)) => Cell {
            asks: gone >= all,
            ..Cell::calm(format!("Break: {gone} of {all} min"))
        },
        None if pace.behind_mins.is_some() => Cell::calm("No break to come"),
        None => Cell::calm("No run sheet"),
    }
}

fn behind(seen: &Seen, pace: &PaceView) -> Cell {
    let Some(mins) = pace.behind_mins else {
        return Cell::calm("");
    };
    let hover = format!(
        "{} real minutes of play, beside what the run sheet has for this minute of the story",
        pace.room_mins
    );
    let head = match mins {
        ..0 => format!("{} min ahead of plan", -mins),
        0 => "On plan".to_owned(),
        _ => format!("{mins} min behind plan"),
    };
    let title = |id: &wardroom_core::scenario::InjectId| {
        format!("“{}”", seen.scenario.injects[id.at()].title)
    };
    let titles: Vec<String> = pace.skip.iter().map(title).collect();
    let rest = match titles.as_slice() {
        [] => String::new(),
        [one] => format!("skip {one}"),
        [one, more @ ..] => format!("skip {one}, then {} more", more.len()),
    };
    let hover = match titles.len() {
        0 => hover,
        _ => format!("{hover}\nCan be skipped: {}", titles.join(", ")),
    };
    Cell {
        asks: pace.is_behind(),
        head,
        rest,
        hover,
    }
}

/// Skips the first that can be skipped; the band over the table undoes it.
fn skip_button(ui: &mut Ui, theme: &Theme, seen: &Seen, pace: &PaceView) -> Option<Action> {
    let first = *pace.skip.first()?;
    if seen.view.clock.looking {
        return None;
    }
    let words = text(
        words::SKIP,
        size::SMALL,
        FontFamily::Proportional,
        theme.text,
    );
    ui.spacing_mut().button_padding = vec2(8.0, 1.0);
    let button = Button::new(words)
        .fill(theme.raised)
        .min_size(vec2(SKIP, ROW - 2.0));
    let button = ui.add(button);
    let title = &seen.scenario.injects[first.at()].title;
    let name = format!("{} “{title}”", words::SKIP);
    named(&button, WidgetType::Button, &name);
    let clicked = button.on_hover_text(name).clicked();
    clicked.then(|| Action::enter(Command::Skip { inject: first }))
}
