//! Where everything in a plot stands: labels, intervals, figures and the scale, every text measured
//! before it is placed. Must not know in what it is drawn.

use super::marks::{Ink, Laid, Mark, Shape, Side, Type};
use super::plot::{Plot, Row, Tells};
use super::scale::{Columns, GAP, Scale};

/// Room above and below a row.
const PAD: f64 = 6.0;
/// Rows from which on the scale stands above them too: its foot is far away then.
const TALL: usize = 8;

/// Words on as many lines as they need. A word that is wider than a line is broken.
fn lines(words: &str, room: f64, size: f64, bold: bool, set: &Type<'_>) -> Vec<String> {
    let fits = |line: &str| (set.width)(line, size, bold) <= room;
    let mut all: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in words.split_whitespace() {
        let longer = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if fits(&longer) {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            all.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            line.push(letter);
            if !fits(&line) && line.chars().count() > 1 {
                line.pop();
                all.push(std::mem::take(&mut line));
                line.push(letter);
            }
        }
    }
    if !line.is_empty() {
        all.push(line);
    }
    all
}

/// Puts everything of a plot in its place.
pub fn laid(plot: &Plot, width: f64, set: &Type<'_>) -> Laid {
    let columns = Columns::of(plot, width, set);
    let scale = Scale::of(plot, &columns, set);
    let mut marks = Vec::new();
    let mut rows = Vec::new();
    let head = if plot.rows.len() >= TALL {
        set.small * 1.5
    } else {
        0.0
    };
    let mut top = head;
    for row in &plot.rows {
        let bottom = one(row, top, &columns, &scale, set, &mut marks);
        rows.push((top, bottom));
        top = bottom;
    }
    let mut behind = Vec::new();
    if head > 0.0 {
        ticks(&scale, set.small * 0.75, set, &mut behind);
    }
    let height = axis(plot, (head, top), &columns, &scale, set, &mut behind);
    behind.append(&mut marks);
    Laid {
        width,
        height,
        marks: behind,
        rows,
    }
}

/// The scale under the rows with its lines behind them. Returns where it ends.
fn axis(
    plot: &Plot,
    (head, top): (f64, f64),
    columns: &Columns,
    scale: &Scale,
    set: &Type<'_>,
    marks: &mut Vec<Mark>,
) -> f64 {
    for (value, _) in &scale.ticks {
        let x = scale.x(*value);
        let zero = plot.differences && value.abs() < 1e-9;
        let half = if zero { 0.75 } else { 0.5 };
        // In a narrow plot the labels stand above the intervals: no line goes through them.
        if !columns.narrow {
            marks.push(Mark::Bar {
                at: [x - half, head, x + half, top + 4.0],
                ink: if zero { Ink::Quiet } else { Ink::Rule },
                share: 1.0,
            });
        }
    }
    let mut y = top + 4.0 + set.small * 0.75;
    ticks(scale, y, set, marks);
    y += set.small * 1.35;
    let from = if columns.narrow { 0.0 } else { columns.from };
    for line in lines(&plot.unit, columns.width - from, set.small, false, set) {
        marks.push(Mark::Words {
            x: from,
            y,
            side: Side::Start,
            words: line,
            size: set.small,
            bold: false,
            ink: Ink::Quiet,
        });
        y += set.small * 1.35;
    }
    y
}

/// The figures of the scale.
fn ticks(scale: &Scale, y: f64, set: &Type<'_>, marks: &mut Vec<Mark>) {
    for (value, words) in &scale.ticks {
        marks.push(Mark::Words {
            x: scale.x(*value),
            y,
            side: Side::Middle,
            words: words.clone(),
            size: set.small,
            bold: false,
            ink: Ink::Quiet,
        });
    }
}

/// A row. Returns where it ends.
fn one(
    row: &Row,
    top: f64,
    columns: &Columns,
    scale: &Scale,
    set: &Type<'_>,
    marks: &mut Vec<Mark>,
) -> f64 {
    let mut y = top + PAD;
    let labels = [
        (&row.label, set.body, true, Ink::Text),
        (&row.below, set.small, false, Ink::Quiet),
    ];
    for (words, size, bold, ink) in labels {
        for line in lines(words, columns.label, size, bold, set) {
            let high = size * 1.35;
            marks.push(Mark::Words {
                x: 0.0,
                y: y + high / 2.0,
                side: Side::Start,
                words: line,
                size,
                bold,
                ink,
            });
            y += high;
        }
    }
    let told = set.body * 1.35 + set.small * 1.35;
    let band_high = set.body + 2.0;
    let (middle, bottom, words_from) = if columns.narrow {
        let labelled = y.max(top + PAD + told);
        let middle = labelled + PAD + band_high / 2.0;
        (middle, middle + band_high / 2.0 + PAD, top + PAD)
    } else {
        let bottom = (y + PAD).max(top + PAD * 2.0 + told);
        let middle = f64::midpoint(top, bottom);
        (middle, bottom, middle - told / 2.0)
    };
    let ink = match row.tells {
        Tells::Better => Ink::Good,
        Tells::Worse => Ink::Bad,
        Tells::Unclear => Ink::Quiet,
        Tells::Figure => Ink::Accent,
    };
    interval(row, middle, band_high, ink, scale, columns.narrow, marks);
    let clear = row.tells != Tells::Unclear;
    for (words, at, size, bold, ink) in [
        (
            &row.value,
            words_from + set.body * 0.675,
            set.body,
            clear,
            ink,
        ),
        (
            &row.spread,
            words_from + set.body * 1.35 + set.small * 0.675,
            set.small,
            false,
            Ink::Quiet,
        ),
    ] {
        if words.is_empty() {
            continue;
        }
        let (x, side) = if columns.narrow {
            (columns.width, Side::End)
        } else {
            (columns.to + GAP, Side::Start)
        };
        marks.push(Mark::Words {
            x,
            y: at,
            side,
            words: words.clone(),
            size,
            bold,
            ink,
        });
    }
    bottom
}

/// The line of nine in ten, the bar of half, the median, and the figure beside them.
fn interval(
    row: &Row,
    y: f64,
    high: f64,
    ink: Ink,
    scale: &Scale,
    narrow: bool,
    marks: &mut Vec<Mark>,
) {
    let mut bar = |low: f64, high_end: f64, half: f64, ink: Ink, share: f64| {
        let (left, right) = (scale.x(low), scale.x(high_end));
        marks.push(Mark::Bar {
            at: [left, y - half, right.max(left + 1.0), y + half],
            ink,
            share,
        });
    };
    if narrow {
        bar(scale.from, scale.to, 0.5, Ink::Rule, 1.0);
        bar(0.0, 0.0, high / 2.0 + 2.0, Ink::Quiet, 1.0);
    }
    bar(row.band.low, row.band.high, 1.5, ink, 0.6);
    if row.band.upper > row.band.lower {
        bar(row.band.lower, row.band.upper, high / 2.0, ink, 0.35);
    }
    if let Some(own) = row.own {
        let x = scale.x(own);
        marks.push(Mark::Bar {
            at: [
                x - 1.25,
                y - high / 2.0 - 3.0,
                x + 1.25,
                y + high / 2.0 + 3.0,
            ],
            ink: Ink::Text,
            share: 1.0,
        });
    }
    marks.push(Mark::Dot {
        x: scale.x(row.band.median),
        y,
        radius: 4.5,
        shape: match row.tells {
            Tells::Better | Tells::Figure => Shape::Disc,
            Tells::Worse => Shape::Square,
            Tells::Unclear => Shape::Ring,
        },
        ink,
    });
}
