//! How much of a score was luck: the same decisions and the reference teams under other luck. Must
//! not change the score.

use super::course::Run;
use super::played::{Played, seeds};
use crate::assessment::{Observations, assess, references};
use crate::ensemble::{Band, Watching};
use rayon::prelude::*;
use serde::Serialize;
use std::sync::atomic::Ordering;

/// How much of a score was luck.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Luck {
    /// Seeds under which the decisions were played.
    pub runs: u32,
    /// The score on its own random seed.
    pub own_score: f64,
    /// What became of patients on its own seed, 0 to 100.
    pub own_patients: f64,
    /// The same over all runs: the same decisions under other chance, against the scripted teams.
    pub patients: Band,
    /// The score that the same decisions come to under other chance.
    pub score: Band,
    /// The share of the runs in which the same decisions scored less than they did: high means the
    /// team was lucky.
    pub scored_less: f64,
}

impl Luck {
    /// In sentences, a line each.
    pub fn in_words(&self) -> String {
        format!(
            "What became of patients counts {:.0} of 100 here.\nOver {} runs under other chance it counts {:.0} (half of the runs {:.0} to {:.0}).\nThe score of the same decisions is then {:.0} (nine in ten {:.0} to {:.0}); in {:.0}% of the runs it is less than it was here.\n",
            self.own_patients,
            self.runs,
            self.patients.median,
            self.patients.lower,
            self.patients.upper,
            self.score.median,
            self.score.low,
            self.score.high,
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
            Some((
                assessment.score,
                assessment.patients_part.unwrap_or_default(),
            ))
        })
        .collect();
    let scores = scores?;
    let (own, own_patients) = *scores.first()?;
    let less = scores.iter().filter(|(score, _)| *score < own).count();
    Some(Luck {
        runs: runs.max(1),
        own_score: own,
        own_patients,
        patients: Band::of(scores.iter().map(|(_, it)| *it).collect())?,
        score: Band::of(scores.iter().map(|(it, _)| *it).collect())?,
        scored_less: less as f64 / scores.len() as f64,
    })
}
