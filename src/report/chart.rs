//! Charts of a finished exercise as inline SVG. Must not choose what is told: the series come from
//! the exercise's history.

use super::Finished;
use crate::exercise::{Standing, What};
use plotters::element::DashedPathElement;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// Colours of the light theme: text, quiet text, rule, bad, accent, good, reduced.
const INK: RGBColor = RGBColor(0x16, 0x21, 0x2b);
const QUIET: RGBColor = RGBColor(0x53, 0x68, 0x7a);
const RULE: RGBColor = RGBColor(0xd5, 0xdd, 0xe3);
const BAD: RGBColor = RGBColor(0xc1, 0x27, 0x1a);
const ACCENT: RGBColor = RGBColor(0x00, 0x5e, 0xb8);
const GOOD_FILL: RGBColor = RGBColor(0xc9, 0xe0, 0xd3);
const REDUCED_FILL: RGBColor = RGBColor(0xfd, 0xe0, 0xa8);
const PAPER_FILL: RGBColor = RGBColor(0xc4, 0xdd, 0xf2);
const BAD_FILL: RGBColor = RGBColor(0xf0, 0xb8, 0xb2);

const WIDTH: u32 = 720;
const LEFT: i32 = 150;
const RIGHT: i32 = 706;
const FONT: &str = "Inter, Arial, sans-serif";

type Failed = Box<dyn std::error::Error>;
type Area<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;

/// One line of a chart.
struct Line<'a> {
    name: &'a str,
    colour: RGBColor,
    dashed: bool,
    points: Vec<(u32, f64)>,
}

/// Devices locked, in truth and as reported, with the decisions marked.
pub fn infection(finished: &Finished) -> String {
    let history = finished.samples();
    let lines = [
        Line {
            name: "locked, in truth",
            colour: BAD,
            dashed: false,
            points: history
                .iter()
                .map(|it| (it.mins, f64::from(it.locked)))
                .collect(),
        },
        Line {
            name: "locked, as reported",
            colour: ACCENT,
            dashed: true,
            points: history
                .iter()
                .map(|it| (it.mins, f64::from(it.known_locked)))
                .collect(),
        },
    ];
    drawn(250, |area| curves(finished, area, &lines, "devices"))
}

/// Appointments and operations cancelled so far, with the decisions marked.
pub fn cancellations(finished: &Finished) -> String {
    let history = finished.samples();
    let lines = [Line {
        name: "appointments and operations cancelled so far",
        colour: BAD,
        dashed: false,
        points: history.iter().map(|it| (it.mins, it.cancelled)).collect(),
    }];
    drawn(210, |area| curves(finished, area, &lines, "patients"))
}

/// Patients waiting in the emergency department.
pub fn queue(finished: &Finished) -> String {
    let history = finished.samples();
    let lines = [Line {
        name: "patients waiting in the emergency department",
        colour: BAD,
        dashed: false,
        points: history.iter().map(|it| (it.mins, it.ed_queue)).collect(),
    }];
    drawn(190, |area| curves(finished, area, &lines, "patients"))
}

/// How each service stood, hour by hour.
pub fn services(finished: &Finished) -> String {
    let rows = finished.story.services.len() as u32;
    drawn(rows * 22 + 58, |area| strips(finished, area))
}

fn drawn(height: u32, draw: impl FnOnce(&Area<'_>) -> Result<(), Failed>) -> String {
    let mut svg = String::new();
    let done = {
        let area = SVGBackend::with_string(&mut svg, (WIDTH, height)).into_drawing_area();
        draw(&area).and_then(|()| Ok(area.present()?))
    };
    match done {
        // A fixed size would not follow the page.
        Ok(()) => svg.replacen(
            &format!("<svg width=\"{WIDTH}\" height=\"{height}\""),
            "<svg role=\"img\" width=\"100%\"",
            1,
        ),
        Err(_) => "<p>This chart could not be drawn.</p>".to_owned(),
    }
}

fn label(colour: &RGBColor, size: i32, h: HPos, v: VPos) -> TextStyle<'_> {
    TextStyle::from((FONT, size).into_font())
        .color(colour)
        .pos(Pos::new(h, v))
}

/// The x of a minute.
fn x_of(finished: &Finished, mins: u32) -> i32 {
    let ends = finished.story.ends_mins.max(1);
    LEFT + (i64::from(RIGHT - LEFT) * i64::from(mins.min(ends)) / i64::from(ends)) as i32
}

/// Marks every twelfth hour of the clock.
fn time_axis(finished: &Finished, area: &Area<'_>, top: i32, bottom: i32) -> Result<(), Failed> {
    let story = &finished.story;
    let first = story.startex().hour();
    let minute = u32::from(story.startex().minute().unsigned_abs());
    let to_next = u32::from((12 - first.rem_euclid(12)).unsigned_abs()) * 60 - minute;
    let mut mins = if to_next == 720 { 0 } else { to_next };
    while mins <= story.ends_mins {
        let x = x_of(finished, mins);
        area.draw(&PathElement::new(vec![(x, top), (x, bottom)], RULE))?;
        area.draw(&Text::new(
            story.clock(u64::from(mins) * 60),
            (x, bottom + 6),
            label(&QUIET, 11, HPos::Center, VPos::Top),
        ))?;
        mins += 720;
    }
    Ok(())
}

/// The decisions that are marked in the charts: the first of each kind that changes the course.
fn marks(finished: &Finished) -> Vec<(u32, &'static str)> {
    let mut found: Vec<(u32, &'static str)> = Vec::new();
    for event in &finished.events {
        let word = match &event.what {
            What::Declared { .. } => "declared",
            What::ActionDone { card, .. } => match card.as_str() {
                "isolate-segment" => "isolated",
                "cut-link" => "link cut",
                "block-port-edge" | "block-port-everywhere" => "port 445",
                "mail-off" => "e-mail off",
                "rebuild-clinical-order" | "rebuild-target" => "rebuild",
                "rejoin-segment" => "rejoined",
                _ => continue,
            },
            What::KillSwitch => "kill switch",
            What::StoodDown { .. } => "stood down",
            _ => continue,
        };
        if found.iter().all(|(_, other)| *other != word) {
            found.push(((event.at_secs / 60) as u32, word));
        }
    }
    found
}

fn curves(
    finished: &Finished,
    area: &Area<'_>,
    lines: &[Line<'_>],
    unit: &str,
) -> Result<(), Failed> {
    let height = area.dim_in_pixel().1 as i32;
    let (top, bottom) = (64, height - 26);
    let most = lines
        .iter()
        .flat_map(|line| &line.points)
        .map(|(_, value)| *value)
        .fold(1.0, f64::max);
    let step = round_step(most / 3.0);
    let ceiling = (most / step).ceil() * step;
    let y_of = |value: f64| bottom - (f64::from(bottom - top) * value / ceiling) as i32;
    time_axis(finished, area, top, bottom)?;
    let mut value = 0.0;
    while value <= ceiling + step / 2.0 {
        let y = y_of(value);
        area.draw(&PathElement::new(vec![(LEFT, y), (RIGHT, y)], RULE))?;
        area.draw(&Text::new(
            super::grouped(value),
            (LEFT - 8, y),
            label(&QUIET, 11, HPos::Right, VPos::Center),
        ))?;
        value += step;
    }
    area.draw(&Text::new(
        unit.to_owned(),
        (LEFT - 8, top - 14),
        label(&QUIET, 11, HPos::Right, VPos::Center),
    ))?;
    // Words of the marks share three rows, so that near ones don't overlap.
    let mut free_from = [0_i32; 3];
    for (mins, word) in marks(finished) {
        let x = x_of(finished, mins);
        let width = word.len() as i32 * 6 + 8;
        let Some(row) = free_from.iter().position(|from| *from <= x) else {
            continue;
        };
        free_from[row] = x + width;
        let y = 26 + row as i32 * 12;
        // Near the edge the word stands to the left of its line.
        let (word_x, side) = if x + width > RIGHT {
            (x - 3, HPos::Right)
        } else {
            (x + 3, HPos::Left)
        };
        area.draw(&DashedPathElement::new(
            vec![(x, y + 2), (x, bottom)],
            2,
            3,
            ACCENT,
        ))?;
        area.draw(&Text::new(
            word.to_owned(),
            (word_x, y),
            label(&ACCENT, 10, side, VPos::Center),
        ))?;
    }
    for line in lines {
        let points: Vec<(i32, i32)> = line
            .points
            .iter()
            .map(|(mins, value)| (x_of(finished, *mins), y_of(*value)))
            .collect();
        if line.dashed {
            area.draw(&DashedPathElement::new(
                points,
                5,
                4,
                line.colour.stroke_width(2),
            ))?;
        } else {
            area.draw(&PathElement::new(points, line.colour.stroke_width(2)))?;
        }
    }
    let mut x = LEFT;
    for line in lines {
        let sample = vec![(x, 10), (x + 20, 10)];
        if line.dashed {
            area.draw(&DashedPathElement::new(
                sample,
                5,
                4,
                line.colour.stroke_width(2),
            ))?;
        } else {
            area.draw(&PathElement::new(sample, line.colour.stroke_width(2)))?;
        }
        area.draw(&Text::new(
            line.name.to_owned(),
            (x + 26, 10),
            label(&INK, 12, HPos::Left, VPos::Center),
        ))?;
        x += 60 + line.name.len() as i32 * 7;
    }
    Ok(())
}

/// A round step near a value: 1, 2 or 5 times a power of ten.
fn round_step(near: f64) -> f64 {
    let mut step = 1.0;
    loop {
        for factor in [1.0, 2.0, 5.0] {
            if step * factor >= near {
                return step * factor;
            }
        }
        step *= 10.0;
    }
}

fn strips(finished: &Finished, area: &Area<'_>) -> Result<(), Failed> {
    let story = &finished.story;
    let history = finished.samples();
    let rows = story.services.len() as i32;
    let (top, bottom) = (24, 24 + rows * 22);
    let mut x = LEFT;
    for (fill, word) in [
        (GOOD_FILL, "normal"),
        (REDUCED_FILL, "reduced"),
        (PAPER_FILL, "on paper"),
        (BAD_FILL, "stopped"),
    ] {
        area.draw(&Rectangle::new([(x, 4), (x + 14, 15)], fill.filled()))?;
        area.draw(&Text::new(
            word.to_owned(),
            (x + 20, 10),
            label(&INK, 12, HPos::Left, VPos::Center),
        ))?;
        x += 40 + word.len() as i32 * 8;
    }
    for (row, service) in story.services.iter().enumerate() {
        let y = top + row as i32 * 22;
        area.draw(&Text::new(
            service.name.clone(),
            (LEFT - 8, y + 9),
            label(&INK, 12, HPos::Right, VPos::Center),
        ))?;
        // One rectangle for as long as nothing changes.
        let mut from = 0;
        for at in 1..=history.len() {
            let ends =
                at == history.len() || history[at].standing[row] != history[from].standing[row];
            if !ends {
                continue;
            }
            let until = history.get(at).map_or(story.ends_mins, |it| it.mins);
            let (fill, letter) = match history[from].standing[row] {
                Standing::Normal => (GOOD_FILL, ""),
                Standing::Reduced => (REDUCED_FILL, "R"),
                Standing::Paper => (PAPER_FILL, "P"),
                Standing::Stopped => (BAD_FILL, "S"),
            };
            let (left, right) = (x_of(finished, history[from].mins), x_of(finished, until));
            area.draw(&Rectangle::new([(left, y), (right, y + 18)], fill.filled()))?;
            if right - left > 14 && !letter.is_empty() {
                area.draw(&Text::new(
                    letter.to_owned(),
                    ((left + right) / 2, y + 9),
                    label(&INK, 10, HPos::Center, VPos::Center),
                ))?;
            }
            from = at;
        }
    }
    time_axis(finished, area, top, bottom)
}
