//! The model of the exercise set against what was published: findings that it was not fitted to, and
//! the direction in which each lever moves it. Situations are small scenarios with a script, played
//! under many seeds. Must not change a rule, and must not leave out what was missed.

mod asked;
mod course;
mod findings;
mod first_hour;
mod lever;
mod levers;
mod seeds;
mod situation;

pub use course::{Course, Hour};
pub use findings::{FINDINGS, Finding, NEAR, Read};
pub use first_hour::{Moment, first_hour};
pub use lever::{Expects, Lever, Sign};
pub use levers::LEVERS;
pub use seeds::{FIRST_SEED, seeds};
pub use situation::{Pair, Ready, SITUATIONS, Script, Shipped, Situation};

use crate::ensemble::{Band, Watching};
use crate::scenario::Problems;
use rayon::prelude::*;
use serde::Serialize;
use std::sync::atomic::Ordering;

/// A published finding beside what the model gives.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// What was published, and where.
    #[serde(flatten)]
    pub finding: &'static Finding,
    /// The model's median; nothing where the model has no such figure.
    pub median: Option<f64>,
    /// Its fifth percentile.
    pub p05: Option<f64>,
    /// Its ninety-fifth.
    pub p95: Option<f64>,
    /// Whether what was published and the band of nine in ten runs meet.
    pub inside: bool,
}

impl Row {
    fn of(finding: &'static Finding, figures: Vec<f64>) -> Self {
        let band = Band::of(figures);
        let (low, high) = finding.met_within();
        Self {
            finding,
            median: band.map(|it| it.median),
            p05: band.map(|it| it.low),
            p95: band.map(|it| it.high),
            inside: band.is_some_and(|it| it.low <= high && it.high >= low),
        }
    }
}

/// All of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Validation {
    /// Runs of each situation.
    pub runs: u32,
    /// The seed of the first; the others follow it.
    pub first_seed: u64,
    /// The share within which a single published figure counts as met.
    pub near: f64,
    /// Every published one, in the order of its list.
    pub findings: Vec<Row>,
    /// The table of signs.
    pub signs: Vec<Sign>,
    /// The first hour, minute by minute; empty if it was not asked for.
    pub first_hour: Vec<Moment>,
}

impl Validation {
    /// The findings that the model was not fitted to, and how many of them it meets.
    pub fn apart(&self) -> (usize, usize) {
        let apart = self.findings.iter().filter(|it| !it.finding.fitted);
        (apart.clone().count(), apart.filter(|it| it.inside).count())
    }
}

/// Plays every situation so many times and sets each finding beside what comes out.
///
/// # Errors
/// What is wrong with a situation.
pub fn findings(
    runs: u32,
    shipped: &Shipped,
    watching: &Watching,
) -> Result<Vec<Row>, Box<Problems>> {
    let mut figures: Vec<Vec<f64>> = vec![Vec::new(); FINDINGS.len()];
    for situation in &SITUATIONS {
        let ready = situation.ready(shipped).map_err(Box::new)?;
        let asked: Vec<usize> = (0..FINDINGS.len())
            .filter(|at| FINDINGS[*at].situation == situation.id)
            .collect();
        let found: Vec<Vec<Option<f64>>> = seeds(runs)
            .into_par_iter()
            .map(|seed| {
                let pair = ready.play(seed);
                watching.done.fetch_add(1, Ordering::Relaxed);
                asked
                    .iter()
                    .map(|at| (FINDINGS[*at].measure)(&pair))
                    .collect()
            })
            .collect();
        for run in found {
            for (at, figure) in asked.iter().zip(run) {
                figures[*at].extend(figure);
            }
        }
    }
    Ok(FINDINGS
        .iter()
        .zip(figures)
        .map(|(finding, figures)| Row::of(finding, figures))
        .collect())
}

/// Plays every lever so many times with and without it, seed by seed.
///
/// # Errors
/// What is wrong with a situation or an order.
pub fn signs(
    runs: u32,
    shipped: &Shipped,
    watching: &Watching,
) -> Result<Vec<Sign>, Box<Problems>> {
    LEVERS
        .iter()
        .map(|lever| lever.tried(&seeds(runs), shipped, watching))
        .collect()
}
