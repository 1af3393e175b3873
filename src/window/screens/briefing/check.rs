//! What to look at before STARTEX: whether the room sees anything and who it is for, who plays, and that
//! nothing real is touched. Must not start anything.

use super::filled::{Before, Briefing, BriefingAction};
use super::opening::opening_ui;
use super::plan::plan_ui;
use super::spoken::{big, bullet};
use super::type_of::type_ui;
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{
    area, button_width, caps, labelled, named, quiet, secondary_wide, spread, text, toggle,
};
use egui::{FontFamily, ScrollArea, Ui, WidgetType};
use wardroom_core::scenario::{OrganisationId, RunSheet, Scenario};
use wardroom_core::words;

/// What opens a room's display, and what closes it.
const DISPLAY: [&str; 2] = ["Open the room display", "Close the room display"];

/// The width from which on there are two columns, the widest that one is, and the gap between them, points.
const BESIDE: f32 = 1_150.0;
const COLUMN: f32 = 900.0;
const GAP: f32 = 16.0;

/// Shows it.
pub fn check_ui(
    ui: &mut Ui,
    theme: &Theme,
    before: Before<'_>,
    briefing: &mut Briefing,
) -> Option<BriefingAction> {
    let mut action = None;
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            big(ui, theme, "Before STARTEX");
            ui.add_space(10.0);
            let width = ui.available_width() - 8.0;
            if width < BESIDE {
                ui.set_max_width(COLUMN.min(width));
                action = ready_ui(ui, theme, before, briefing);
                said_ui(ui, theme, before, briefing);
            } else {
                let column = ((width - GAP) / 2.0).min(COLUMN);
                ui.horizontal_top(|ui| {
                    ui.vertical(|ui| {
                        ui.set_width(column);
                        action = ready_ui(ui, theme, before, briefing);
                    });
                    ui.add_space(GAP);
                    ui.vertical(|ui| {
                        ui.set_width(column);
                        said_ui(ui, theme, before, briefing);
                    });
                });
            }
            // Nobody in the room needs it; whoever plays the same exercise again does.
            let seed = briefing.seed.trim();
            quiet(ui, theme, format!("{} {seed}", words::RANDOM_SEED));
        });
    action
}

/// One thing to look at, and a gap below it.
fn part<R>(ui: &mut Ui, theme: &Theme, add: impl FnOnce(&mut Ui) -> R) -> R {
    let shown = area(theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui)
    });
    ui.add_space(10.0);
    shown.inner
}

/// What must stand ready: the room's display, the run sheet, the type, the plan, who plays.
fn ready_ui(
    ui: &mut Ui,
    theme: &Theme,
    before: Before<'_>,
    briefing: &mut Briefing,
) -> Option<BriefingAction> {
    let action = part(ui, theme, |ui| {
        caps(ui, theme, "Room display");
        let mut action = None;
        for of in before.scenario.organisation_ids() {
            action = action.or(room_ui(ui, theme, before, of));
        }
        quiet(
            ui,
            theme,
            "Drag it to the projector or the large screen, and make it fill that. It shows what the team knows, and nothing else. On a single screen press D during the exercise.",
        );
        action
    });
    if let Some(sheet) = &before.scenario.run_sheet {
        part(ui, theme, |ui| {
            run_sheet_ui(ui, theme, before.scenario, sheet, &mut briefing.full_set);
        });
    }
    part(ui, theme, |ui| type_ui(ui, theme, &mut briefing.of_type));
    part(ui, theme, |ui| plan_ui(ui, theme, &mut briefing.plan));
    part(ui, theme, |ui| {
        caps(ui, theme, "Round the table");
        for line in round_the_table(before, briefing) {
            bullet(ui, theme, &line);
        }
    });
    action
}

/// What is read out, and what keeps the real hospital safe.
fn said_ui(ui: &mut Ui, theme: &Theme, before: Before<'_>, briefing: &mut Briefing) {
    part(ui, theme, |ui| {
        opening_ui(ui, theme, before.scenario, briefing);
    });
    part(ui, theme, |ui| {
        caps(ui, theme, "Safety");
        bullet(
            ui,
            theme,
            "Everything here is simulated: no real system, e-mail or telephone is reached from this machine.",
        );
        bullet(
            ui,
            theme,
            "Say the words for safety once more, and who is in charge of the real hospital meanwhile.",
        );
        labelled(
            ui,
            theme,
            "Whom to ring if something real happens, a line each",
            "Site manager, 07700 900 123",
            &mut briefing.real_contacts,
            3,
        );
        quiet(
            ui,
            theme,
            "F8 says no duff: the clock stands, and every screen and device shows these lines. They are kept beside the records and never in one.",
        );
        bullet(
            ui,
            theme,
            "The record is on disk from STARTEX on; after ENDEX the report is saved by itself.",
        );
    });
}

/// How the time in the room is spent, and whether the core is played or all that there is.
fn run_sheet_ui(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    sheet: &RunSheet,
    full_set: &mut bool,
) {
    caps(ui, theme, words::RUN_SHEET);
    let parts = sheet.parts.iter();
    let parts = parts.map(|it| format!("{} {}", it.kind.words(), it.mins));
    let parts: Vec<String> = parts.collect();
    let line = format!("{}: {} minutes", parts.join(" · "), sheet.mins());
    ui.label(text(
        line,
        size::TITLE,
        FontFamily::Proportional,
        theme.text,
    ));
    ui.horizontal_wrapped(|ui| {
        let core = format!("Core: {} injects", sheet.core().count());
        if toggle(ui, theme, !*full_set, &core).clicked() {
            *full_set = false;
        }
        let full = format!("Full set: {} injects", scenario.injects.len());
        if toggle(ui, theme, *full_set, &full).clicked() {
            *full_set = true;
        }
    });
    quiet(
        ui,
        theme,
        "The core is what a room can take in and still talk. Whatever it leaves out stays among the upcoming injects, and can be sent by hand.",
    );
}

/// Whether a room's display is open, and the way to open it.
fn room_ui(
    ui: &mut Ui,
    theme: &Theme,
    before: Before<'_>,
    of: OrganisationId,
) -> Option<BriefingAction> {
    let mut action = None;
    let open = before.open.contains(&of);
    let organisation = &before.scenario.organisations[of.at()];
    spread(
        ui,
        |ui| {
            let (shape, colour, told) = if open {
                ("●", theme.good, "open")
            } else {
                ("○", theme.quiet, "not open")
            };
            ui.label(text(shape, size::TITLE, semibold(), colour));
            ui.label(text(
                format!("{}: {told}", organisation.name),
                size::TITLE,
                FontFamily::Proportional,
                theme.text,
            ));
        },
        |ui| {
            let short = if before.scenario.several() {
                format!(" of {}", organisation.short)
            } else {
                String::new()
            };
            // The row says whose it is; whoever can't see the row hears it.
            let width = button_width(ui, &DISPLAY);
            let words = DISPLAY[usize::from(open)];
            let button = secondary_wide(ui, theme, words, width);
            named(&button, WidgetType::Button, &format!("{words}{short}"));
            if button.clicked() {
                action = Some(BriefingAction::Room(of));
            }
        },
    );
    action
}

fn round_the_table(before: Before<'_>, briefing: &Briefing) -> Vec<String> {
    let all = briefing.names.len();
    let taken = briefing.names.iter().filter(|it| !it.trim().is_empty());
    let taken = taken.count();
    let mut lines = vec![format!("{taken} of {all} roles have a name.")];
    if taken < all {
        lines.push(format!(
            "{} are played by you: their injects come to this screen.",
            all - taken
        ));
    }
    let evaluators = briefing.evaluators.trim();
    lines.push(if evaluators.is_empty() {
        "Nobody evaluates: notes are the facilitator's.".to_owned()
    } else {
        format!("Evaluators: {evaluators}.")
    });
    let mins = before.scenario.room_mins;
    lines.push(format!(
        "Time in the room: {} h {:02} min.",
        mins / 60,
        mins % 60
    ));
    lines
}
