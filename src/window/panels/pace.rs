//! The pace of play, as a strip below the bar: what came lately, what waits unread and for whom, which
//! roles are silent, when the break is due, and what to skip where play is behind. Must not skip anything.

use super::Action;
use crate::window::live::Seen;
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{caps, named, text};
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Button, Color32, FontFamily, FontId, Frame, Layout, Margin, Ui, WidgetType, vec2,
};
use wardroom_core::exercise::Command;
use wardroom_core::scenario::RoleId;
use wardroom_core::views::{MOST_OVER, OVER_MINS, PaceView, Rest, SILENT_MINS};
use wardroom_core::words;

/// Height of a row, points.
const ROW: f32 = 24.0;
/// From this width on all stands in one row.
const ONE_ROW: f32 = 1400.0;
/// Width of a cell where there are several rows, and of the button.
const CELL: f32 = 190.0;
const SKIP: f32 = 54.0;
/// Between two cells.
const GAP: f32 = 14.0;
/// Width of the strip's own name.
const NAME: f32 = 44.0;

/// One thing that is told: whether it asks for something, what it says at once, and the rest of it, the
/// longest first: what fits is shown.
struct Cell {
    asks: bool,
    head: String,
    rests: Vec<String>,
    hover: String,
}

impl Cell {
    fn calm(head: impl Into<String>) -> Self {
        Self {
            asks: false,
            head: head.into(),
            rests: Vec::new(),
            hover: String::new(),
        }
    }
}

/// Shows the strip. It is as high whatever it says.
pub fn pace_ui(ui: &mut Ui, theme: &Theme, seen: &Seen) -> Option<Action> {
    let pace = &seen.view.pace;
    let mut action = None;
    let margin = Margin {
        left: 18,
        right: 18,
        top: 0,
        bottom: 6,
    };
    Frame::new()
        .fill(theme.panel)
        .inner_margin(margin)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(GAP, 0.0);
            let mut cells = vec![
                (0.14, came(pace)),
                (0.21, unread(seen, pace)),
                (0.23, silent(seen, pace)),
                (0.14, rest(pace)),
                (0.28, behind(seen, pace)),
            ];
            if seen.view.clock.ended {
                let told = format!("Play took {} real minutes", pace.room_mins);
                for (_, cell) in &mut cells {
                    *cell = Cell::calm("");
                }
                cells[0].1 = Cell::calm(told);
            }
            action = if ui.available_width() >= ONE_ROW {
                in_a_row(ui, theme, seen, &cells)
            } else {
                in_rows(ui, theme, seen, &cells)
            };
        });
    action
}

fn in_a_row(ui: &mut Ui, theme: &Theme, seen: &Seen, cells: &[(f32, Cell)]) -> Option<Action> {
    let mut action = None;
    ui.horizontal(|ui| {
        ui.set_height(ROW);
        place(ui, NAME, |ui| {
            caps(ui, theme, "Pace");
        });
        let gaps = GAP * cells.len() as f32;
        let width = ui.available_width() - gaps - SKIP;
        for (share, cell) in cells {
            cell_ui(ui, theme, (width * share).floor(), cell);
        }
        action = skip_button(ui, theme, seen);
    });
    action
}

/// In as many columns as there is room for, with what each says at once.
fn in_rows(ui: &mut Ui, theme: &Theme, seen: &Seen, cells: &[(f32, Cell)]) -> Option<Action> {
    let mut action = None;
    let width = ui.available_width();
    let columns = ((width + GAP) / (CELL + GAP)).floor().max(1.0);
    let cell_width = ((width + GAP) / columns - GAP).floor();
    let columns = columns as usize;
    // The button has a cell of its own, whether it is there or not.
    for from in (0..=cells.len()).step_by(columns) {
        ui.horizontal(|ui| {
            ui.set_height(ROW);
            for at in from..(from + columns).min(cells.len() + 1) {
                match cells.get(at) {
                    Some((_, cell)) => cell_ui(ui, theme, cell_width, cell),
                    None => action = skip_button(ui, theme, seen),
                }
            }
        });
    }
    action
}

/// A place of a width that does not hang on what is said in it.
fn place(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui)) {
    let size = vec2(width, ROW);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_size(size);
        ui.set_max_width(width);
        add(ui);
    });
}

fn cell_ui(ui: &mut Ui, theme: &Theme, width: f32, cell: &Cell) {
    place(ui, width, |ui| {
        if cell.head.is_empty() {
            return;
        }
        let colour = if cell.asks { theme.reduced } else { theme.text };
        let fits = |job: &LayoutJob| {
            let galley = ui.fonts_mut(|fonts| fonts.layout_job(job.clone()));
            galley.size().x <= width
        };
        let mut rests = cell.rests.iter().map(String::as_str);
        let shown = rests.find(|rest| fits(&spans(theme, cell, rest, colour)));
        let label = ui.label(spans(theme, cell, shown.unwrap_or(""), colour));
        let whole = match cell.rests.first() {
            Some(rest) => format!("{} · {rest}", cell.head),
            None => cell.head.clone(),
        };
        named(&label, WidgetType::Label, &whole);
        let hover = [whole, cell.hover.clone()].join("\n");
        label.on_hover_text(hover.trim().to_owned());
    });
}

fn spans(theme: &Theme, cell: &Cell, rest: &str, colour: Color32) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = f32::INFINITY;
    let sign = if cell.asks { "▼ " } else { "" };
    let strong = FontId::new(size::SMALL, semibold());
    let head = format!("{sign}{}", cell.head);
    job.append(&head, 0.0, TextFormat::simple(strong, colour));
    if !rest.is_empty() {
        let plain = FontId::new(size::SMALL, FontFamily::Proportional);
        let rest = format!("· {rest}");
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
        rests: if asks {
            vec!["too fast to talk".to_owned(), "too fast".to_owned()]
        } else {
            Vec::new()
        },
        hover: format!("Injects that came in the last {OVER_MINS} real minutes of play"),
        head,
    }
}

fn unread(seen: &Seen, pace: &PaceView) -> Cell {
    Cell {
        asks: pace.unread > MOST_OVER,
        head: format!("{} unread", pace.unread),
        rests: listed(seen, &pace.unread_by, ""),
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
        rests: listed(seen, &pace.silent, " min"),
        hover: "Roles to which nothing came, and for how many real minutes".to_owned(),
    }
}

/// Roles with their figures: all, then fewer of them and how many more there are.
fn listed(seen: &Seen, roles: &[(RoleId, u32)], unit: &str) -> Vec<String> {
    let one = |(role, count): &(RoleId, u32)| {
        format!("{} {count}{unit}", seen.scenario.roles[role.at()].title)
    };
    let all: Vec<String> = roles.iter().map(one).collect();
    (1..=all.len())
        .rev()
        .map(|count| {
            let some = all[..count].join(", ");
            match all.len() - count {
                0 => some,
                more => format!("{some}, {more} more"),
            }
        })
        .collect()
}

fn rest(pace: &PaceView) -> Cell {
    match pace.rest {
        Some(Rest::In(mins)) => Cell::calm(format!("Break in {mins} min")),
        Some(Rest::Since(mins)) => Cell {
            asks: true,
            head: format!("Break due {mins} min ago"),
            rests: Vec::new(),
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
    let rests = match titles.as_slice() {
        [] => Vec::new(),
        [one] => vec![format!("skip {one}"), "skip 1 inject".to_owned()],
        [one, more @ ..] => vec![
            format!("skip {one}, then {} more", more.len()),
            format!("skip {one}"),
            format!("skip {} injects", titles.len()),
        ],
    };
    let hover = match titles.len() {
        0 => hover,
        _ => format!("{hover}\nCan be skipped: {}", titles.join(", ")),
    };
    Cell {
        asks: pace.is_behind(),
        head,
        rests,
        hover,
    }
}

/// Skips the first that can be skipped; the band over the table undoes it.
fn skip_button(ui: &mut Ui, theme: &Theme, seen: &Seen) -> Option<Action> {
    let first = *seen.view.pace.skip.first()?;
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
