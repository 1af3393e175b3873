//! What stands in a plot. Must not know where.

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
