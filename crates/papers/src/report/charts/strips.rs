//! How each service stood, as a strip over the time of an exercise. A state has a letter and a
//! pattern as well as a colour. Must not judge.

use super::Course;
use super::axis::Span;
use super::curves::times;
use super::paper::{LINE, NAME, PLAIN, Paper, REMARK, SMALL, Set, Side, WIDTH};
use crate::palette::{GOOD_GROUND, INK, PAPER_STRIP, REDUCED_STRIP, STOPPED, WHITE};
use crate::type_width;
use wardroom_core::exercise::{Sample, Standing};

/// What a page of A4 can hold below a caption.
const PAGE: f64 = 900.0;
const STRIP: f64 = 18.0;
const BETWEEN: f64 = 4.0;
const TOP: f64 = 26.0;

/// Every way to stand, best first, with its letter.
const STANDINGS: [(Standing, &str); 4] = [
    (Standing::Normal, ""),
    (Standing::Reduced, "R"),
    (Standing::Paper, "P"),
    (Standing::Stopped, "S"),
];

/// What a state is filled with. Patterns are named by the sheet, because a page may hold several.
fn fill(standing: Standing, sheet: usize) -> String {
    match standing {
        Standing::Normal => GOOD_GROUND.to_string(),
        Standing::Reduced => format!("url(#chart-reduced-{sheet})"),
        Standing::Paper => format!("url(#chart-paper-{sheet})"),
        Standing::Stopped => STOPPED.to_string(),
    }
}

/// One row: where it stands among the services, and its name in lines.
struct Row {
    at: usize,
    lines: Vec<String>,
}

impl Row {
    fn height(&self) -> f64 {
        (self.lines.len() as f64 * LINE).max(STRIP) + BETWEEN
    }
}

/// The sheets.
pub fn drawn(course: &Course<'_>) -> Vec<String> {
    let wide = course.span().between.0 - 10.0;
    let mut sheets: Vec<Vec<Row>> = vec![Vec::new()];
    let mut high = 0.0;
    for (at, name) in course.services.iter().enumerate() {
        let lines = type_width::balanced(name, PLAIN, false, wide);
        let row = Row { at, lines };
        if high > 0.0 && high + row.height() > PAGE {
            sheets.push(Vec::new());
            high = 0.0;
        }
        high += row.height();
        if let Some(sheet) = sheets.last_mut() {
            sheet.push(row);
        }
    }
    sheets
        .iter()
        .enumerate()
        .map(|(at, rows)| sheet(course, rows, at))
        .collect()
}

fn sheet(course: &Course<'_>, rows: &[Row], number: usize) -> String {
    let span = course.span();
    let mut paper = Paper::default();
    if course.samples.is_empty() || rows.is_empty() {
        let said = "Nothing was recorded that could be drawn.";
        paper.words(said, (0.0, 12.0), Side::Begin, NAME);
        return paper.svg(26.0, "Clinical services", said);
    }
    let named = |what: &str| format!("chart-{what}-{number}");
    paper.hatching(&named("reduced"), REDUCED_STRIP, 45);
    paper.hatching(&named("paper"), PAPER_STRIP, 90);
    let bottom = TOP + rows.iter().map(Row::height).sum::<f64>();
    times(&mut paper, &span, TOP, bottom);
    legend(&mut paper, span.between.0, number);
    let mut y = TOP;
    let mut told = Vec::new();
    for row in rows {
        let middle = y + (row.height() - BETWEEN) / 2.0;
        let first = middle - (row.lines.len() as f64 - 1.0) * LINE / 2.0;
        for (at, line) in row.lines.iter().enumerate() {
            let place = (span.between.0 - 8.0, first + at as f64 * LINE);
            paper.words(line, place, Side::End, NAME);
        }
        let stretches = stretches(course.samples, row.at, span.mins);
        for stretch in &stretches {
            let fill = fill(stretch.0, number);
            strip(&mut paper, &span, *stretch, &fill, middle);
        }
        told.push(in_words(course.services[row.at], &stretches, &span));
        y += row.height();
    }
    let mut y = bottom + 36.0;
    if let Some(early) = course.ended_early() {
        y = paper.lines(&early, (0.0, y), WIDTH, REMARK);
        told.push(early);
    } else {
        y -= LINE / 2.0;
    }
    paper.svg(y - LINE / 2.0 + 2.0, "Clinical services", &told.join(" "))
}

fn legend(paper: &mut Paper, left: f64, sheet: usize) {
    let mut x = left;
    for (standing, letter) in STANDINGS {
        paper.area((x, 2.0), (STRIP, STRIP), &fill(standing, sheet), 0.0);
        if !letter.is_empty() {
            letter_on(
                paper,
                standing,
                letter,
                (x + STRIP / 2.0, 2.0 + STRIP / 2.0),
            );
        }
        let word = standing.word();
        paper.words(
            word,
            (x + STRIP + 6.0, 2.0 + STRIP / 2.0),
            Side::Begin,
            NAME,
        );
        x += STRIP + 26.0 + type_width::width(word, PLAIN, false);
    }
}

fn letter_on(paper: &mut Paper, standing: Standing, letter: &str, at: (f64, f64)) {
    let set = Set {
        size: SMALL,
        bold: true,
        colour: if standing == Standing::Stopped {
            WHITE
        } else {
            INK
        },
    };
    paper.words(letter, at, Side::Middle, set);
}

fn strip(
    paper: &mut Paper,
    span: &Span,
    (standing, from, until): (Standing, u32, u32),
    fill: &str,
    middle: f64,
) {
    let (left, right) = (span.x(from), span.x(until));
    // What stood for a moment only can be seen all the same.
    let wide = (right - left).max(0.3);
    paper.area((left, middle - STRIP / 2.0), (wide, STRIP), fill, 0.0);
    let letter = STANDINGS
        .iter()
        .find(|it| it.0 == standing)
        .map_or("", |it| it.1);
    if !letter.is_empty() && wide > type_width::width(letter, SMALL, true) + 4.0 {
        letter_on(paper, standing, letter, (left + wide / 2.0, middle));
    }
}

/// How a service stood, from when until when.
fn stretches(samples: &[Sample], service: usize, ends: u32) -> Vec<(Standing, u32, u32)> {
    let standing = |it: &Sample| it.standing.get(service).copied().unwrap_or_default();
    let mut found: Vec<(Standing, u32, u32)> = Vec::new();
    for sample in samples {
        let now = standing(sample);
        if found.last().is_some_and(|last| last.0 == now) {
            continue;
        }
        if let Some(last) = found.last_mut() {
            last.2 = sample.mins;
        }
        found.push((now, sample.mins, ends.max(sample.mins)));
    }
    found
}

/// A strip in words: how long it stood in which way, and since when it was at its worst.
fn in_words(name: &str, stretches: &[(Standing, u32, u32)], span: &Span) -> String {
    let of = |wanted: Standing| stretches.iter().filter(move |it| it.0 == wanted);
    let shares: Vec<String> = STANDINGS
        .iter()
        .filter_map(|(standing, _)| {
            let mins: u32 = of(*standing).map(|it| it.2 - it.1).sum();
            let first = of(*standing).next()?;
            let hours = f64::from(mins) / 60.0;
            Some(if *standing == Standing::Normal {
                format!("normal for {hours:.0} h")
            } else {
                format!(
                    "{} for {hours:.0} h, first at {}",
                    standing.word(),
                    span.said(first.1)
                )
            })
        })
        .collect();
    format!("{name}: {}.", shares.join("; "))
}
