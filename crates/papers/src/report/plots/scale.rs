//! The columns of a plot, and the scale across one of them: round figures whose words leave room
//! between them. Must not draw.

use super::marks::Type;
use super::plot::Plot;
use crate::report::grouped;

/// Room between two texts, and between a text and what is drawn.
pub(super) const GAP: f64 = 12.0;
/// Under so many times its type a plot has its figures below its labels, not beside them.
const NARROW: f64 = 36.0;
/// Steps of a scale.
const MOST_TICKS: f64 = 7.0;

/// Where things stand from left to right.
pub(super) struct Columns {
    /// Whether the intervals stand below the labels.
    pub(super) narrow: bool,
    pub(super) label: f64,
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) width: f64,
}

impl Columns {
    pub(super) fn of(plot: &Plot, width: f64, set: &Type<'_>) -> Self {
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
pub(super) struct Scale {
    pub(super) ticks: Vec<(f64, String)>,
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) left: f64,
    pub(super) right: f64,
}

impl Scale {
    /// The closest round figures whose words leave room between them.
    pub(super) fn of(plot: &Plot, columns: &Columns, set: &Type<'_>) -> Self {
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

    pub(super) fn x(&self, value: f64) -> f64 {
        let share = (value - self.from) / (self.to - self.from).max(f64::MIN_POSITIVE);
        self.left + (self.right - self.left) * share.clamp(0.0, 1.0)
    }
}

/// A figure of the scale.
pub(super) fn written(value: f64, signed: bool) -> String {
    let whole = value.abs() >= 10.0 || (value - libm::round(value)).abs() < 1e-6;
    let words = if whole {
        grouped(value.abs())
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
