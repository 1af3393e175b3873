//! How much of a score was luck: the same decisions and the reference teams under other luck. Must
//! not change the score.

use super::course::Run;
use super::paired::Watching;
use super::played::{Played, seeds};
use crate::assessment::{Observations, assess, references};
use crate::ensemble::Band;
use rayon::prelude::*;
use serde::Serialize;
use std::sync::atomic::Ordering;

/// How much of a score was luck.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Luck {
    /// Runs.
    pub runs: u32,
    /// The readiness with its own luck.
    pub own_readiness: f64,
    /// Where the team stands among the reference teams on its own seed, 0 to 100.
    pub own_percentile: f64,
    /// The same over all runs: the same decisions and the reference teams, under other luck.
    pub percentile: Band,
    /// The readiness that the same decisions come to under other luck.
    pub readiness: Band,
    /// The share of the runs in which the same decisions scored less than they did: high means the
    /// team was lucky.
    pub scored_less: f64,
}

impl Luck {
    /// In sentences, a line each.
    pub fn in_words(&self) -> String {
        format!(
            "With its own luck the team is better than {:.0}% of the reference teams.\nOver {} runs under other luck the same decisions are better than {:.0}% of them (half of the runs {:.0} to {:.0}).\nTheir readiness is then {:.0} (nine in ten {:.0} to {:.0}); in {:.0}% of the runs it is less than it was here.\n",
            self.own_percentile,
            self.runs,
            self.percentile.median,
            self.percentile.lower,
            self.percentile.upper,
            self.readiness.median,
            self.readiness.low,
            self.readiness.high,
            self.scored_less * 100.0
        )
    }
}

/// Plays the same decisions and the reference teams so many times. Nothing if it was stopped.
pub fn luck(
    played: &Played,
    observations: &Observations,
    runs: u32,
    watching: &Watching,
) -> Option<Luck> {
    let course = played.course();
    let until_mins = u32::try_from(played.ends_secs / 60).unwrap_or(u32::MAX);
    let scores: Option<Vec<(f64, f64)>> = seeds(played.seed, runs.max(1))
        .into_par_iter()
        .map(|seed| {
            if watching.stop.load(Ordering::Relaxed) {
                return None;
            }
            let mut run = Run::start(&course, seed);
            run.finish(course.ends_secs);
            let references = references(&course.scenario, seed, until_mins);
            let assessment = assess(run.exercise(), &[], observations, &references);
            watching.done.fetch_add(1, Ordering::Relaxed);
            Some((assessment.readiness, assessment.percentile))
        })
        .collect();
    let scores = scores?;
    let (own, own_percentile) = *scores.first()?;
    let less = scores.iter().filter(|(score, _)| *score < own).count();
    Some(Luck {
        runs: runs.max(1),
        own_readiness: own,
        own_percentile,
        percentile: Band::of(scores.iter().map(|(_, it)| *it).collect())?,
        readiness: Band::of(scores.iter().map(|(it, _)| *it).collect())?,
        scored_less: less as f64 / scores.len() as f64,
    })
}
