//! Dot-and-interval plots: what stands in one, where everything in it stands, and the drawing as
//! SVG. The window draws the same marks with its own painter. Must not know what is compared, and
//! must not leave room for two texts in one place: every text is measured before it is placed.

use super::type_width;
use maud::html;
use wardroom_core::ensemble::Band;

/// How such a plot is read, in words.
pub const HOW_TO_READ: &str = "Each mark is the median; the bar holds half of the runs, the thin line nine in ten. ● fewer, ■ more, ○ no clear difference.";

/// A dot-and-interval plot: a row for each figure, all on one scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// Whether the figures are differences, which have their signs and a line at nothing.
    pub differences: bool,
    /// Where the scale must begin and end.
    pub span: (f64, f64),
    /// What the scale counts, in words.
    pub unit: String,
    /// Its rows, from the top.
    pub rows: Vec<Row>,
}

/// A row of a plot.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is of.
    pub label: String,
    /// The same nearer, in quiet type; can be empty.
    pub below: String,
    /// The figures.
    pub band: Band,
    /// One figure that is marked beside them.
    pub own: Option<f64>,
    /// What they tell.
    pub tells: Tells,
    /// The same in a word or a figure.
    pub value: String,
    /// The ends of nine in ten, in figures.
    pub spread: String,
    /// All of it in a sentence, for whoever does not see it.
    pub sentence: String,
}

/// What a row tells; each has a shape of its own as well as a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tells {
    /// Nine in ten lie on the side of nothing that is better.
    Better,
    /// Nine in ten lie on the other.
    Worse,
    /// Neither.
    Unclear,
    /// It is no difference, only a figure.
    Figure,
}

impl Plot {
    /// A plot of differences, with nothing on its scale.
    pub fn of_differences(unit: &str, rows: Vec<Row>) -> Self {
        Self {
            differences: true,
            span: span(&rows),
            unit: unit.to_owned(),
            rows,
        }
    }

    /// A plot of figures from nothing on.
    pub fn of_figures(unit: &str, rows: Vec<Row>) -> Self {
        Self {
            differences: false,
            ..Self::of_differences(unit, rows)
        }
    }

    /// A plot of scores from 0 to 100.
    pub fn of_scores(unit: &str, rows: Vec<Row>) -> Self {
        Self {
            span: (0.0, 100.0),
            ..Self::of_figures(unit, rows)
        }
    }

    /// The same in plots of at most so many rows, all on the one scale: for pages.
    pub fn parts(&self, rows: usize) -> Vec<Self> {
        self.rows
            .chunks(rows.max(1))
            .map(|part| Self {
                rows: part.to_vec(),
                ..self.clone()
            })
            .collect()
    }

    /// The sentences of its rows, each with what it is of.
    pub fn sentences(&self) -> Vec<String> {
        self.rows.iter().map(Row::told).collect()
    }
}

impl Row {
    /// What it is of, and its sentence.
    pub fn told(&self) -> String {
        let below = match self.below.as_str() {
            "" => String::new(),
            below => format!(", {below}"),
        };
        format!("{}{below}: {}", self.label, self.sentence)
    }
}

fn span(rows: &[Row]) -> (f64, f64) {
    let ends = |row: &Row| [row.band.low, row.band.high, row.own.unwrap_or(0.0)];
    let all = || rows.iter().flat_map(ends).filter(|it| it.is_finite());
    (all().fold(0.0, f64::min), all().fold(0.0, f64::max))
}

/// What a mark is drawn in, by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Reading.
    Text,
    /// Labels, and what is not clear.
    Quiet,
    /// Rules.
    Rule,
    /// Figures.
    Accent,
    /// Better.
    Good,
    /// Worse.
    Bad,
}

/// Which side of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// The shape of a median.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Filled and round.
    Disc,
    /// Filled and square.
    Square,
    /// Round and hollow.
    Ring,
}

/// Something that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A text on one line; `y` is its middle.
    Words {
        /// Where its side stands.
        x: f64,
        /// Its middle.
        y: f64,
        /// Which side that is.
        side: Side,
        /// The text.
        words: String,
        /// Its size.
        size: f64,
        /// Whether it is bold.
        bold: bool,
        /// Its colour.
        ink: Ink,
    },
    /// A bar: left, top, right, bottom.
    Bar {
        /// Where it is.
        at: [f64; 4],
        /// Its colour.
        ink: Ink,
        /// How strongly that is laid over the ground, from 0 to 1.
        share: f64,
    },
    /// The mark of a median.
    Dot {
        /// Its middle.
        x: f64,
        /// Its middle.
        y: f64,
        /// Half its width.
        radius: f64,
        /// Its shape.
        shape: Shape,
        /// Its colour.
        ink: Ink,
    },
}

/// Sizes of type, and how wide a text is in one of them.
pub struct Type<'a> {
    /// Labels and figures.
    pub body: f64,
    /// Quiet type.
    pub small: f64,
    /// The width of a text, by its size and whether it is bold.
    pub width: &'a dyn Fn(&str, f64, bool) -> f64,
}

/// A plot with everything in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Laid {
    /// How wide.
    pub width: f64,
    /// How high.
    pub height: f64,
    /// What is drawn, from the back to the front.
    pub marks: Vec<Mark>,
    /// Top and bottom of each row.
    pub rows: Vec<(f64, f64)>,
}

/// Room between two texts, and between a text and what is drawn.
const GAP: f64 = 12.0;
/// Room above and below a row.
const PAD: f64 = 6.0;
/// Under so many times its type a plot has its figures below its labels, not beside them.
const NARROW: f64 = 36.0;
/// Rows from which on the scale stands above them too: its foot is far away then.
const TALL: usize = 8;
/// Steps of a scale.
const MOST_TICKS: f64 = 7.0;

/// Where things stand from left to right.
struct Columns {
    /// Whether the intervals stand below the labels.
    narrow: bool,
    label: f64,
    from: f64,
    to: f64,
    width: f64,
}

impl Columns {
    fn of(plot: &Plot, width: f64, set: &Type<'_>) -> Self {
        let value = plot
            .rows
            .iter()
            .flat_map(|row| {
                [
                    (set.width)(&row.value, set.body, true),
                    (set.width)(&row.spread, set.small, false),
                ]
            })
            .fold(0.0, f64::max);
        if width < set.body * NARROW {
            return Self {
                narrow: true,
                label: (width - value - GAP).max(set.body * 2.0),
                from: 0.0,
                to: width,
                width,
            };
        }
        let label = width * 0.36;
        Self {
            narrow: false,
            label,
            from: label + GAP,
            to: (width - value - GAP).max(label + GAP + width * 0.2),
            width,
        }
    }
}

/// The scale: which figures are written under it, and where each stands.
struct Scale {
    ticks: Vec<(f64, String)>,
    from: f64,
    to: f64,
    left: f64,
    right: f64,
}

impl Scale {
    /// The closest round figures whose words leave room between them.
    fn of(plot: &Plot, columns: &Columns, set: &Type<'_>) -> Self {
        let (low, high) = plot.span;
        let (low, high) = (low.min(0.0), high.max(0.0));
        let (low, high) = if high - low < 0.1 {
            (low, low + 1.0)
        } else {
            (low, high)
        };
        let mut found = None;
        for power in -1..18 {
            for factor in [1.0, 2.0, 5.0] {
                let step = factor * libm::pow(10.0, f64::from(power));
                let (first, last) = (libm::floor(low / step), libm::ceil(high / step));
                if last - first > MOST_TICKS {
                    continue;
                }
                let ticks: Vec<(f64, String)> = (0..=(last - first) as u32)
                    .map(|at| (first + f64::from(at)) * step)
                    .map(|value| (value, written(value, plot.differences)))
                    .collect();
                let widest = ticks
                    .iter()
                    .map(|(_, words)| (set.width)(words, set.small, false))
                    .fold(0.0, f64::max);
                let room = columns.to - columns.from - widest;
                let scale = Self {
                    from: first * step,
                    to: last * step,
                    left: columns.from + widest / 2.0,
                    right: columns.to - widest / 2.0,
                    ticks,
                };
                if (last - first) * (widest + GAP) <= room {
                    return scale;
                }
                found = Some(scale);
            }
        }
        found.unwrap_or(Self {
            ticks: Vec::new(),
            from: low,
            to: high,
            left: columns.from,
            right: columns.to,
        })
    }

    fn x(&self, value: f64) -> f64 {
        let share = (value - self.from) / (self.to - self.from).max(f64::MIN_POSITIVE);
        self.left + (self.right - self.left) * share.clamp(0.0, 1.0)
    }
}

/// A figure of the scale.
fn written(value: f64, signed: bool) -> String {
    let whole = value.abs() >= 10.0 || (value - libm::round(value)).abs() < 1e-6;
    let words = if whole {
        super::grouped(value.abs())
    } else {
        format!("{:.1}", value.abs())
    };
    match (words.as_str(), value < 0.0, signed) {
        ("0" | "0.0", ..) => "0".to_owned(),
        (_, true, _) => format!("−{words}"),
        (_, false, true) => format!("+{words}"),
        (_, false, false) => words,
    }
}

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

/// How wide a plot is in a document: the width of its charts.
const WIDTH: f64 = 720.0;

/// A plot for a document.
pub fn svg(plot: &Plot) -> String {
    let set = Type {
        body: 14.0,
        small: 12.0,
        width: &type_width::width,
    };
    let laid = laid(plot, WIDTH, &set);
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {WIDTH} {:.0}", laid.height)) role="img" width="100%" font-family="Inter, Arial, sans-serif" style="font-variant-numeric:normal" {
            @for mark in &laid.marks { (drawn(mark)) }
        }
    }
    .into_string()
}

fn drawn(mark: &Mark) -> maud::Markup {
    let tenth = |value: f64| format!("{value:.1}");
    match mark {
        Mark::Words {
            x,
            y,
            side,
            words,
            size,
            bold,
            ink,
        } => {
            let anchor = match side {
                Side::Start => "start",
                Side::Middle => "middle",
                Side::End => "end",
            };
            // The middle of Inter's capitals is 0.364 of the size over the line they stand on.
            html! {
                text x=(tenth(*x)) y=(tenth(y + size * 0.364)) text-anchor=(anchor) font-size=(size) font-weight=(if *bold { "700" } else { "400" }) fill=(colour(*ink, 1.0)) { (words) }
            }
        }
        Mark::Bar {
            at: [left, top, right, bottom],
            ink,
            share,
        } => html! {
            rect x=(tenth(*left)) y=(tenth(*top)) width=(tenth(right - left)) height=(tenth(bottom - top)) fill=(colour(*ink, *share)) {}
        },
        Mark::Dot {
            x,
            y,
            radius,
            shape,
            ink,
        } => match shape {
            Shape::Square => html! {
                rect x=(tenth(x - radius)) y=(tenth(y - radius)) width=(tenth(radius * 2.0)) height=(tenth(radius * 2.0)) fill=(colour(*ink, 1.0)) {}
            },
            Shape::Disc => html! {
                circle cx=(tenth(*x)) cy=(tenth(*y)) r=(radius) fill=(colour(*ink, 1.0)) {}
            },
            Shape::Ring => html! {
                circle cx=(tenth(*x)) cy=(tenth(*y)) r=(radius) fill="#ffffff" stroke=(colour(*ink, 1.0)) stroke-width="2" {}
            },
        },
    }
}

/// Colours of the light theme, laid over white.
fn colour(ink: Ink, share: f64) -> String {
    let [r, g, b] = match ink {
        Ink::Text => [0x16, 0x21, 0x2b],
        Ink::Quiet => [0x53, 0x68, 0x7a],
        Ink::Rule => [0xd5, 0xdd, 0xe3],
        Ink::Accent => [0x00, 0x5e, 0xb8],
        Ink::Good => [0x00, 0x67, 0x47],
        Ink::Bad => [0xc1, 0x27, 0x1a],
    }
    .map(|part: u8| (255.0 + (f64::from(part) - 255.0) * share).round() as u8);
    format!("#{r:02x}{g:02x}{b:02x}")
}
