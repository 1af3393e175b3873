//! What was observed beside what the runs came to. Must not run anything.

use super::measures::MEASURES;
use super::run::Run;
use crate::ensemble::Band;
use serde::Serialize;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The measure's id.
    pub id: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What was observed; nothing where no source has a figure.
    pub observed: Option<f64>,
    /// Where that stands; empty where there is none.
    pub source: &'static str,
    /// Whether the model was fitted to it.
    pub fitted: bool,
    /// The median of the runs.
    pub median: f64,
    /// Their fifth percentile.
    pub p05: f64,
    /// Their ninety-fifth.
    pub p95: f64,
    /// Whether the observed figure lies between those two; nothing where none is given.
    pub inside: Option<bool>,
}

/// The table: measure, observed, simulated.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// How many weeks were played.
    pub runs: usize,
    /// A row each, in the order of [`MEASURES`].
    pub measures: Vec<Row>,
}

impl Table {
    /// Of what the runs came to.
    pub fn of(runs: &[Run]) -> Self {
        let measures = MEASURES
            .iter()
            .enumerate()
            .filter_map(|(at, measure)| {
                let band = Band::of(runs.iter().map(|it| it.measures[at]).collect())?;
                let observed = measure.observed;
                Some(Row {
                    id: measure.id,
                    label: measure.label,
                    observed,
                    source: measure.source,
                    fitted: measure.fits.is_some(),
                    median: band.median,
                    p05: band.low,
                    p95: band.high,
                    inside: observed.map(|it| (band.low..=band.high).contains(&it)),
                })
            })
            .collect();
        Self {
            runs: runs.len(),
            measures,
        }
    }

    /// The rows that the model was fitted to, in order.
    pub fn fitted(&self) -> impl Iterator<Item = &Row> {
        self.measures.iter().filter(|it| it.fitted)
    }

    /// How far the medians lie from what was observed, for the fit, which looks at nothing else than
    /// the measures that it was to meet: the squares of the distances,
    /// each in quarters of the range that counts as fitting, as a mean.
    pub fn far(&self) -> f64 {
        let terms: Vec<f64> = self
            .measures
            .iter()
            .zip(&MEASURES)
            .filter_map(|(row, measure)| {
                let ((low, high), observed) = (measure.fits?, measure.observed?);
                let off = (row.median - observed) / ((high - low) / 4.0);
                Some(off * off)
            })
            .collect();
        terms.iter().sum::<f64>() / terms.len().max(1) as f64
    }
}
