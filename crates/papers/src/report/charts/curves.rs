//! Curves over the time of an exercise, with the decisions that changed its course marked. Must not
//! know what the curves are of.

use super::axis::{Span, round_step};
use super::paper::{LINE, NAME, Paper, REMARK, SMALL, Set, Side, WIDTH};
use super::placing::{Flag, Moment, Placed, moments, placed};
use super::{About, Course};
use crate::palette::{ACCENT, Colour, GUIDE, RULE, WHITE};
use crate::report::grouped;
use crate::type_width;
use wardroom_core::exercise::Sample;

/// The height of the curves.
const HIGH: f64 = 132.0;
/// The height where there is nothing to see.
const LOW: f64 = 48.0;

/// One curve.
pub struct Line {
    pub name: &'static str,
    pub colour: Colour,
    pub dashes: &'static str,
    pub value: fn(&Sample) -> f64,
}

impl Line {
    /// Its values, minute by minute.
    fn points(&self, samples: &[Sample]) -> Vec<(u32, f64)> {
        let value = |it: &Sample| Some((self.value)(it)).filter(|it| it.is_finite());
        samples
            .iter()
            .map(|it| (it.mins, value(it).unwrap_or(0.0).max(0.0)))
            .collect()
    }
}

/// The largest value and when it was first reached.
fn most(points: &[(u32, f64)]) -> Option<(u32, f64)> {
    let all = points.iter().copied();
    all.reduce(|best, it| if it.1 > best.1 { it } else { best })
}

/// A chart of curves.
pub fn drawn(course: &Course<'_>, title: &str, lines: &[Line], unit: &str, about: About) -> String {
    let span = course.span();
    let mut paper = Paper::default();
    let series: Vec<(&Line, Vec<(u32, f64)>)> = lines
        .iter()
        .map(|line| (line, line.points(course.samples)))
        .collect();
    if course.samples.is_empty() {
        paper.words(
            "Nothing was recorded that could be drawn.",
            (0.0, 12.0),
            Side::Begin,
            NAME,
        );
        return paper.svg(26.0, title, "Nothing was recorded that could be drawn.");
    }
    // Where nothing happens no decision changed it.
    let idle = series
        .iter()
        .all(|(_, points)| most(points).is_none_or(|it| it.1 <= 0.0));
    let wanted = course
        .marks
        .iter()
        .filter(|it| it.about == about || it.about == About::Both)
        .filter(|it| it.mins <= span.mins && !idle);
    let moments = moments(wanted.map(|it| (it.mins, it.word)), &span);
    let flags = placed(&moments, span.between.0);
    let scale = Scale::of(&series, 23.0 + flags.height());
    scale.draw(&mut paper, &span, unit);
    let legend_ends = legend(&mut paper, &series, &span, &scale);
    times(&mut paper, &span, scale.top, scale.bottom);
    guides(&mut paper, &moments, &flags, scale.bottom);
    for (line, points) in &series {
        let points: Vec<(f64, f64)> = points
            .iter()
            .map(|(mins, value)| (span.x(*mins), scale.y(*value)))
            .collect();
        paper.curve(&thinned(&points), line.colour, line.dashes);
    }
    let mut y = (scale.bottom + 40.0).max(legend_ends + 8.0);
    if let Placed::Numbers(_) = flags {
        y = key(&mut paper, &moments, &span, y);
    }
    y = remarks(&mut paper, course, !moments.is_empty(), y);
    paper.svg(
        y - LINE / 2.0 + 2.0,
        title,
        &told(course, &series, &moments, unit, &span),
    )
}

/// Which value stands how high.
struct Scale {
    top: f64,
    bottom: f64,
    step: f64,
    steps: u32,
}

impl Scale {
    fn of(series: &[(&Line, Vec<(u32, f64)>)], top: f64) -> Self {
        let largest = series.iter().filter_map(|(_, points)| most(points));
        let largest = largest.map(|it| it.1).fold(0.0, f64::max);
        let high = if largest > 0.0 { HIGH } else { LOW };
        let step = round_step((largest / 3.0).max(f64::MIN_POSITIVE));
        Self {
            top,
            bottom: top + high,
            step,
            steps: (largest / step).ceil().clamp(1.0, 10.0) as u32,
        }
    }

    fn y(&self, value: f64) -> f64 {
        let ceiling = self.step * f64::from(self.steps);
        self.bottom - (self.bottom - self.top) * (value / ceiling).clamp(0.0, 1.0)
    }

    fn figures(&self) -> impl Iterator<Item = f64> {
        (0..=self.steps).map(|at| f64::from(at) * self.step)
    }

    fn draw(&self, paper: &mut Paper, span: &Span, unit: &str) {
        let (left, right) = span.between;
        for value in self.figures() {
            let y = self.y(value);
            paper.rule((left, y), (right, y), RULE, "");
            paper.words(&grouped(value), (left - 8.0, y), Side::End, REMARK);
        }
        paper.words(unit, (left - 8.0, self.top - LINE), Side::End, REMARK);
    }

    /// The room that its figures take left of the curves.
    fn room(&self, unit: &str) -> f64 {
        let widths = self
            .figures()
            .map(|it| type_width::width(&grouped(it), SMALL, false));
        widths.fold(type_width::width(unit, SMALL, false), f64::max) + 20.0
    }
}

/// What each curve is, and its largest value, left of the curves. Where it ends.
fn legend(
    paper: &mut Paper,
    series: &[(&Line, Vec<(u32, f64)>)],
    span: &Span,
    scale: &Scale,
) -> f64 {
    let wide = span.between.0 - scale.room("patients");
    let mut y = scale.top;
    for (line, points) in series {
        paper.curve(&[(0.0, y), (22.0, y)], line.colour, line.dashes);
        y = paper.lines(line.name, (28.0, y), wide - 28.0, NAME);
        if let Some((mins, value)) = most(points) {
            let said = if value > 0.0 {
                [format!("most {} at", grouped(value)), span.said(mins)]
            } else {
                ["none at any time".to_owned(), String::new()]
            };
            // A time is not broken.
            let whole = said.join(" ").trim_end().to_owned();
            if type_width::width(&whole, SMALL, false) <= wide - 28.0 {
                y = paper.lines(&whole, (28.0, y), wide - 28.0, REMARK);
            } else {
                for part in said {
                    y = paper.lines(&part, (28.0, y), wide - 28.0, REMARK);
                }
            }
        }
        y += 8.0;
    }
    y - 8.0
}

/// The named times below a chart, with lines through it.
pub fn times(paper: &mut Paper, span: &Span, top: f64, bottom: f64) {
    for tick in span.ticks() {
        paper.rule((tick.x, top), (tick.x, bottom + 4.0), RULE, "");
        paper.words(
            &tick.label,
            (tick.label_x, bottom + 13.0),
            Side::Middle,
            REMARK,
        );
    }
}

/// Lines of the marked moments, with their words or numbers.
fn guides(paper: &mut Paper, moments: &[Moment], placed: &Placed, bottom: f64) {
    let top = |row: usize| 2.0 + row as f64 * LINE;
    let words = Set {
        size: SMALL,
        bold: false,
        colour: ACCENT,
    };
    match placed {
        Placed::Words(flags) => {
            for (moment, flag) in moments.iter().zip(flags) {
                paper.rule((moment.x, top(flag.row)), (moment.x, bottom), GUIDE, "2 3");
                let y = top(flag.row) + LINE / 2.0;
                paper.words(&flag.words, (flag.left, y), Side::Begin, words);
            }
        }
        Placed::Numbers(flags) => {
            for moment in moments {
                paper.rule((moment.x, 19.0), (moment.x, bottom), GUIDE, "2 3");
            }
            for flag in flags {
                number(paper, flag, 10.0);
            }
        }
    }
}

/// A number, white on a field.
fn number(paper: &mut Paper, flag: &Flag, middle: f64) {
    let white = Set {
        size: SMALL,
        bold: true,
        colour: WHITE,
    };
    let size = (flag.right - flag.left, 17.0);
    paper.area((flag.left, middle - 8.5), size, &ACCENT.to_string(), 5.0);
    let x = f64::midpoint(flag.left, flag.right);
    paper.words(&flag.words, (x, middle), Side::Middle, white);
}

/// What the numbers stand for, in columns. Where the next line would stand.
fn key(paper: &mut Paper, moments: &[Moment], span: &Span, y: f64) -> f64 {
    let entries: Vec<String> = moments
        .iter()
        .map(|it| format!("{}: {}", span.said(it.mins), it.words))
        .collect();
    let widest = entries.iter().map(|it| type_width::width(it, SMALL, false));
    let widest = widest.fold(0.0, f64::max) + 24.0 + 16.0;
    let columns = ((WIDTH / widest) as usize).clamp(1, 3);
    let wide = WIDTH / columns as f64;
    let rows = entries.len().div_ceil(columns);
    let mut lowest = y;
    for column in 0..columns {
        let mut at = y;
        for (number, entry) in entries.iter().enumerate().skip(column * rows).take(rows) {
            let x = column as f64 * wide;
            let figure = Set {
                size: SMALL,
                bold: true,
                colour: ACCENT,
            };
            paper.words(&(number + 1).to_string(), (x + 18.0, at), Side::End, figure);
            let set = Set {
                colour: NAME.colour,
                ..REMARK
            };
            at = paper.lines(entry, (x + 24.0, at), wide - 24.0 - 16.0, set);
        }
        lowest = lowest.max(at);
    }
    lowest + 4.0
}

/// What is to be known of a chart, below it. Where the next line would stand.
fn remarks(paper: &mut Paper, course: &Course<'_>, marked: bool, y: f64) -> f64 {
    let mut said = Vec::new();
    if marked {
        said.push(if course.several {
            "Marked: the first decision or event of each kind, of any organisation, when it took effect.".to_owned()
        } else {
            "Marked: the first decision or event of each kind, when it took effect.".to_owned()
        });
    }
    said.extend(course.ended_early());
    paper.lines(&said.join(" "), (0.0, y), WIDTH, REMARK)
}

/// The chart in words.
fn told(
    course: &Course<'_>,
    series: &[(&Line, Vec<(u32, f64)>)],
    moments: &[Moment],
    unit: &str,
    span: &Span,
) -> String {
    let mut said: Vec<String> = series
        .iter()
        .filter_map(|(line, points)| {
            let (mins, value) = most(points)?;
            let (first, last) = (points.first()?, points.last()?);
            Some(if value > 0.0 {
                format!(
                    "{}: {} {unit} at {}, most {} at {}, {} at the end, {}.",
                    line.name,
                    grouped(first.1),
                    span.said(first.0),
                    grouped(value),
                    span.said(mins),
                    grouped(last.1),
                    span.said(last.0)
                )
            } else {
                format!("{}: none at any time.", line.name)
            })
        })
        .collect();
    if !moments.is_empty() {
        let moments = moments
            .iter()
            .map(|it| format!("{} at {}", it.words, span.said(it.mins)));
        said.push(format!(
            "Marked: {}.",
            moments.collect::<Vec<_>>().join("; ")
        ));
    }
    said.extend(course.ended_early());
    said.join(" ")
}

/// The same curve with no more points than can be seen: of each half unit across, its first, its
/// lowest, its highest and its last.
fn thinned(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let column = |x: f64| (x * 2.0).floor();
    let mut thin: Vec<(f64, f64)> = Vec::new();
    for chunk in points.chunk_by(|a, b| column(a.0) == column(b.0)) {
        let ordered = |wanted: fn(f64, f64) -> bool| {
            (1..chunk.len()).fold(0, |best, at| {
                if wanted(chunk[at].1, chunk[best].1) {
                    at
                } else {
                    best
                }
            })
        };
        let mut kept = [
            0,
            ordered(|a, b| a < b),
            ordered(|a, b| a > b),
            chunk.len() - 1,
        ];
        kept.sort_unstable();
        let mut before = None;
        for at in kept {
            if before != Some(at) {
                thin.push(chunk[at]);
            }
            before = Some(at);
        }
    }
    // What lies level between its neighbours says nothing.
    let mut level: Vec<(f64, f64)> = Vec::new();
    for point in thin {
        if let [.., a, b] = level[..]
            && a.1 == b.1
            && b.1 == point.1
        {
            level.pop();
        }
        level.push(point);
    }
    level
}
