//! The table split in two: the day that was played and the day that would have come of a change, under the
//! same luck, at the same minute, with one bar for both. Must not say more than the numbers do.

use super::question::{question, under_way_ui};
use super::scrub::{bar_height, scrub_ui};
use crate::window::grouped;
use crate::window::review::{Progress, ReviewAction, ReviewInput, Seen};
use crate::window::table::{Spot, day_ui};
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{area, boxed, caps, quiet, secondary, text, toggle};
use egui::text::{LayoutJob, TextFormat};
use egui::{FontId, Label, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};
use wardroom_core::exercise::{Host, SegmentView, TruthView};
use wardroom_core::review::what_if::{Difference, WhatIf};
use wardroom_core::views::MomentView;
use wardroom_core::words;

/// Between the parts.
const GAP: f32 = 14.0;

/// The height of the bar for both days, with their curves.
const BAR: f32 = 142.0;

/// Outcomes that are told of the many runs; the rest stands with the question.
const TOLD: usize = 3;

/// Shows both days.
pub fn two_days_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut ReviewInput,
) -> Option<ReviewAction> {
    let whole = ui.available_rect_before_wrap().shrink(16.0);
    if whole.width() < 1100.0 || whole.height() < 640.0 {
        return below_each_other(ui, theme, seen, input);
    }
    let inner = UiBuilder::new().id_salt("two-days").max_rect(whole);
    let mut head = ui.new_child(inner);
    let mut action = None;
    let shown = area(theme).show(&mut head, |ui| {
        ui.set_width(ui.available_width());
        action = head_ui(ui, theme, seen, input);
    });
    let top = shown.response.rect.bottom() + GAP;
    let bar = whole.bottom() - BAR;
    let middle = whole.center().x;
    for other in [false, true] {
        let (left, right) = if other {
            (middle + GAP / 2.0, whole.right())
        } else {
            (whole.left(), middle - GAP / 2.0)
        };
        let half = Rect::from_min_max(pos2(left, top), pos2(right, bar - GAP));
        half_ui(ui, theme, seen, input, half, other);
    }
    let bar = Rect::from_min_max(pos2(whole.left(), bar), whole.max);
    boxed(ui, theme, bar, "scrub-both", |ui| {
        action = action.take().or(scrub_ui(ui, theme, seen, true));
    });
    action
}

/// Where there is no room for all of it at once, one below the other.
fn below_each_other(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut ReviewInput,
) -> Option<ReviewAction> {
    let mut action = None;
    ScrollArea::vertical()
        .id_salt("two-days")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            area(theme).outer_margin(8.0).show(ui, |ui| {
                ui.set_width(ui.available_width());
                action = head_ui(ui, theme, seen, input);
            });
            let place = |ui: &mut Ui, height: f32| {
                let size = vec2(ui.available_width(), height);
                ui.allocate_exact_size(size, Sense::hover()).0.shrink(8.0)
            };
            let wide = ui.available_width() >= 1000.0;
            let bar = place(ui, bar_height(ui));
            boxed(ui, theme, bar, "scrub-both", |ui| {
                action = action.take().or(scrub_ui(ui, theme, seen, true));
            });
            if wide {
                let both = place(ui, 520.0);
                let middle = both.center().x;
                let (mut left, mut right) = (both, both);
                left.set_right(middle - GAP / 2.0);
                right.set_left(middle + GAP / 2.0);
                half_ui(ui, theme, seen, input, left, false);
                half_ui(ui, theme, seen, input, right, true);
            } else {
                for other in [false, true] {
                    let half = place(ui, 520.0);
                    half_ui(ui, theme, seen, input, half, other);
                }
            }
        });
    action
}

/// What is asked, what many runs say of it, and what is shown of both days.
fn head_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut ReviewInput,
) -> Option<ReviewAction> {
    let again = seen.again.as_ref().ok()?;
    ui.horizontal_wrapped(|ui| {
        caps(ui, theme, words::WHAT_IF);
        ui.add_space(6.0);
        let known = &mut input.happened.spot.model.known;
        for (reported, words) in [
            (false, words::GROUND_TRUTH),
            (true, words::REPORTED_PICTURE),
        ] {
            if toggle(ui, theme, *known == reported, words).clicked() {
                *known = reported;
            }
        }
        ui.add_space(6.0);
        if secondary(ui, theme, "The question and all figures").clicked() {
            input.days.beside = false;
        }
    });
    let change = input.what_if.change();
    let words = format!("{}: {}", question(&change, again), words::SAME_SEED);
    ui.label(text(words, size::TITLE, semibold(), theme.text));
    match &seen.answers.what_if {
        Progress::UnderWay(share) => return under_way_ui(ui, theme, *share),
        Progress::Found(answer) => {
            if let Ok(view) = &**answer {
                quiet(ui, theme, over_many(&view.found));
            }
        }
        Progress::Nothing => {
            quiet(ui, theme, "The runs were stopped.");
        }
    }
    None
}

/// What many runs say of the change, in a line.
fn over_many(found: &WhatIf) -> String {
    let clear = found.outcomes.iter().filter(|it| it.clear() != 0);
    let told: Vec<String> = clear.clone().take(TOLD).map(Difference::in_short).collect();
    let runs = format!("Over {} runs", found.runs);
    if told.is_empty() {
        return format!("{runs}: no outcome differs clearly.");
    }
    let more = match clear.count() - told.len() {
        0 => String::new(),
        more => format!(", and {more} other clear differences"),
    };
    format!("{runs}, in the middle: {}{more}.", told.join(", "))
}

/// One of the days: its figures, large, and the table.
fn half_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut ReviewInput,
    half: Rect,
    other: bool,
) {
    let title = if other {
        words::DAY_OTHERWISE
    } else {
        words::DAY_PLAYED
    };
    boxed(ui, theme, half, title, |ui| {
        let day = &seen.moment.view;
        let moment = if other { &seen.moment.other } else { day };
        let (Some(scenario), Some(moment), Some(day)) = (seen.scenario(), moment, day) else {
            ui.label(text(title, size::HEADING, bold(), theme.text));
            quiet(ui, theme, words::CALCULATING);
            return;
        };
        let against = other.then_some(&day.truth);
        let differs = seen.moment.other.as_ref();
        let differs = differs.map_or_else(Vec::new, |it| differing(&day.truth, &it.truth));
        figures_ui(ui, theme, title, moment, against);
        let spot = &mut input.happened.spot;
        if other {
            // Both are looked at alike, whichever is moved.
            let mine = &mut input.days.other;
            mine.model.like(&spot.model);
            day_ui(ui, theme, (scenario, moment), mine, title, Some(&differs));
            steered(spot, mine);
        } else {
            day_ui(ui, theme, (scenario, moment), spot, title, Some(&differs));
        }
    });
}

/// The segments that stand otherwise: in what is locked there, or whether they are cut off.
fn differing(one: &TruthView, other: &TruthView) -> Vec<usize> {
    let pairs = one.segments.iter().zip(&other.segments).enumerate();
    let otherwise = pairs.filter(|(_, (one, other))| {
        let locked = |it: &SegmentView| it.hosts[Host::Locked as usize];
        locked(one) != locked(other) || one.isolated.is_some() != other.isolated.is_some()
    });
    otherwise.map(|(at, _)| at).collect()
}

fn steered(spot: &mut Spot, by: &Spot) {
    (spot.model.zoom, spot.model.pan) = (by.model.zoom, by.model.pan);
}

/// A day's name with what it has come to; of the other day, against the one that was played.
fn figures_ui(
    ui: &mut Ui,
    theme: &Theme,
    title: &str,
    moment: &MomentView,
    against: Option<&TruthView>,
) {
    let counts = |it: &TruthView| [it.locked, it.cancelled.round() as u32];
    let (now, then) = (counts(&moment.truth), against.map(counts));
    figures_row(ui, theme, title, now, then);
}

/// Locked devices and cancelled appointments, in as many rows as they need.
fn figures_row(ui: &mut Ui, theme: &Theme, title: &str, now: [u32; 2], then: Option<[u32; 2]>) {
    ui.horizontal_wrapped(|ui| {
        // Between, not behind: space behind the last would make the part wider than it is.
        ui.spacing_mut().item_spacing.x = 20.0;
        ui.label(text(title, size::HEADING, bold(), theme.text));
        for (at, what) in ["locked", "cancelled"].into_iter().enumerate() {
            let colour = match then {
                Some(then) if now[at] < then[at] => theme.good,
                Some(then) if now[at] > then[at] => theme.bad,
                _ => theme.text,
            };
            let words = match then {
                Some(then) if now[at] < then[at] => {
                    format!("{what}, {} fewer", grouped(then[at] - now[at]))
                }
                Some(then) if now[at] > then[at] => {
                    format!("{what}, {} more", grouped(now[at] - then[at]))
                }
                _ => what.to_owned(),
            };
            // The figure and its words stay together.
            let mut job = LayoutJob::default();
            let fonts = [(size::LARGE, bold()), (size::BODY, semibold())];
            let parts = [grouped(now[at]), format!(" {words}")];
            for (words, (points, family)) in parts.iter().zip(fonts) {
                job.append(
                    words,
                    0.0,
                    TextFormat::simple(FontId::new(points, family), colour),
                );
            }
            ui.add(Label::new(job).extend());
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::window::theme::{DARK, apply, set_fonts};

    #[test]
    fn figures_never_make_a_day_wider_than_its_part() {
        let context = egui::Context::default();
        set_fonts(&context);
        apply(&context, &DARK);
        for wide in 330..720 {
            let wide = wide as f32;
            let mut over = 0.0;
            let mut output = context.run_ui(egui::RawInput::default(), |ui| {
                let part = Rect::from_min_size(pos2(0.0, 0.0), vec2(wide, 400.0));
                let mut ui = ui.new_child(UiBuilder::new().max_rect(part));
                let (now, then) = ([12_345, 6_789], Some([23_456, 1_234]));
                figures_row(&mut ui, &DARK, words::DAY_OTHERWISE, now, then);
                over = ui.min_rect().width() - wide;
            });
            output.textures_delta.clear();
            assert!(over <= 0.0, "{over} points over {wide}");
        }
    }
}
