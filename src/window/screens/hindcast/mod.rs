//! The hindcast: England on the table at a minute of its week, the week on a scrubber, the table of measures
//! beside. Nothing on it waits for all runs. Must not judge what it shows.

mod flat;
mod measures;

use crate::window::hindcast::{Hindcast, ShownWeek};
use crate::window::map::FLAT_PLAN;
use crate::window::table::{ShownCountry, country_ui};
use crate::window::theme::{Theme, bold, size};
use crate::window::widgets::{
    boxed, named, primary_wide, quiet, row, scrolled, secondary, text, toggle, top_bar, two_parts,
};
use crate::window::{grouped, job::PROGRESS};
use egui::{FontFamily, Slider, Ui, UiBuilder, WidgetType, vec2};
use wardroom_core::ensemble::hindcast::{England, FROM, UNTIL};
use wardroom_table::TrustState;

/// Height of the strip below the model.
const STRIP: f32 = 34.0;

/// Shows the hindcast. Returns whether the home screen is asked for.
pub fn hindcast_ui(ui: &mut Ui, theme: &Theme, hindcast: &mut Hindcast) -> bool {
    let mut home = false;
    top_bar(ui, theme, "hindcast-top", |ui| {
        ui.label(text("Wardroom", size::TITLE + 2.0, bold(), theme.on_action));
        ui.label(text(
            "England, 12–19 May 2017 · simulated; nothing on the table is a real trust",
            size::BODY,
            FontFamily::Proportional,
            theme.on_action,
        ));
        ui.add_space(12.0);
        home = secondary(ui, theme, "Home").clicked();
    });
    if hindcast.working() {
        ui.ctx().request_repaint_after(PROGRESS);
    }
    let (map, beside) = two_parts(ui, 0.64, 0.58);
    boxed(ui, theme, map, "hindcast-map", |ui| {
        let Some(england) = hindcast.england.clone() else {
            quiet(ui, theme, "The parameters of England can't be read.");
            return;
        };
        scrubber_ui(ui, theme, hindcast);
        if let Some(shown) = hindcast.shown.take() {
            nation_ui(ui, theme, hindcast, (&england, &shown));
            hindcast.shown.get_or_insert(shown);
        }
    });
    boxed(ui, theme, beside, "hindcast-table", |ui| {
        scrolled(ui, "hindcast-rows", |ui| {
            let table = hindcast.played.done.as_ref().map(|it| &it.table);
            measures::measures_ui(ui, theme, hindcast.under_way, table);
        });
    });
    home
}

fn clock(minute: u32) -> String {
    let start = jiff::civil::date(2017, 5, 12).at(0, 0, 0, 0);
    let span = jiff::SignedDuration::from_mins(i64::from(minute));
    start
        .checked_add(span)
        .unwrap_or(start)
        .strftime("%a %-d May %H:%M")
        .to_string()
}

/// A time of the week, if it comes within it, as `14:05 on Fri`.
fn moment(minute: u32) -> String {
    let (day, of_day) = (minute / 1_440, minute % 1_440);
    let days = ["Fri", "Sat", "Sun", "Mon", "Tue", "Wed", "Thu"];
    let day = days[day as usize % days.len()];
    format!("{:02}:{:02} on {day}", of_day / 60, of_day % 60)
}

/// The clock, and the week to be moved through.
fn scrubber_ui(ui: &mut Ui, theme: &Theme, hindcast: &mut Hindcast) {
    let minute = hindcast.minute;
    let whole = ui.available_rect_before_wrap();
    row(
        ui,
        |ui| {
            ui.label(text(clock(minute), size::LARGE, bold(), theme.text));
        },
        |ui| {
            if secondary(ui, theme, "Another week").clicked() {
                hindcast.running = false;
                hindcast.show(hindcast.seed % 1_000 + 1);
            }
            quiet(ui, theme, format!("run {}", hindcast.seed));
        },
    );
    ui.horizontal_wrapped(|ui| {
        let words = if hindcast.running { "Pause" } else { "Run" };
        if primary_wide(ui, theme, words, 84.0).clicked() {
            if minute + 2 >= UNTIL {
                hindcast.minute = FROM;
            }
            hindcast.running = !hindcast.running;
        }
        ui.spacing_mut().slider_width = (whole.right() - ui.cursor().left() - 30.0).max(120.0);
        let slider = ui.add(Slider::new(&mut hindcast.minute, FROM..=UNTIL - 1).show_value(false));
        named(&slider, WidgetType::Slider, "Minute of the week");
        if slider.dragged() {
            hindcast.running = false;
        }
    });
    ui.add_space(4.0);
}

/// The nation at the minute that is shown.
fn nation_ui(
    ui: &mut Ui,
    theme: &Theme,
    hindcast: &mut Hindcast,
    (england, shown): (&England, &ShownWeek),
) {
    let minute = hindcast.minute;
    let whole = ui.available_rect_before_wrap();
    let (above, strip) = whole.split_top_bottom_at_y(whole.max.y - STRIP);
    let place = UiBuilder::new().id_salt("layers").max_rect(strip);
    ui.new_child(place).horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        ui.spacing_mut().button_padding = vec2(8.0, 3.0);
        if toggle(ui, theme, hindcast.flat, FLAT_PLAN).clicked() {
            hindcast.flat = !hindcast.flat;
        }
        if shown.week.is_none() {
            ui.add_space(8.0);
            quiet(ui, theme, "The week is being worked out.");
        }
    });
    let seen = shown.seen(minute);
    let place = UiBuilder::new().id_salt("nation").max_rect(above);
    let mut within = ui.new_child(place);
    if hindcast.flat {
        flat::flat_ui(&mut within, theme, (england, shown), &seen);
        return;
    }
    let trust = |at: usize| in_words(england, shown, minute, at);
    let country = ShownCountry {
        england,
        country: &shown.country,
        seen: &seen,
        trust: &trust,
    };
    country_ui(&mut within, theme, country, &mut hindcast.spot);
}

/// A trust in words: what it is, how it stands, what came before.
fn in_words(england: &England, shown: &ShownWeek, minute: u32, at: usize) -> String {
    let trust = &shown.nation.trusts[at];
    let (kind, region) = (&england.kinds[trust.kind], &england.regions[trust.region]);
    let devices = grouped(trust.devices.round() as u32);
    let mut words = format!("{} trust, {}: {devices} devices", kind.name, region.name);
    let Some(week) = &shown.week else {
        return words;
    };
    let course = &week.courses[at];
    words.push_str(&format!("\n{}", TrustState::of(course, minute).words()));
    let came: [(Option<u32>, &str); 7] = [
        (
            course.infected.filter(|_| course.is_infected()),
            "the worm came in",
        ),
        (course.locked, "first device locked"),
        (course.known, "known"),
        (course.contained, "off the network"),
        (course.cut, "cut itself off"),
        (course.back.filter(|_| course.cut.is_some()), "came back"),
        (course.restored, "rebuilt and back"),
    ];
    for (since, what) in came {
        if let Some(since) = since.filter(|it| *it <= minute) {
            words.push_str(&format!("\n{what} {}", moment(since)));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_week_begins_on_a_friday() {
        assert_eq!(moment(16 * 60 + 8), "16:08 on Fri");
        assert_eq!(moment(7 * 1_440), "00:00 on Fri");
        assert_eq!(clock(16 * 60 + 8), "Fri 12 May 16:08");
    }
}
