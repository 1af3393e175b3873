//! Two courses under the same luck, many times, and the difference in words. Must never say more
//! than the numbers do.

use super::change::Change;
use super::course::{Course, Fallen, Refused, Run};
use super::measure::{Measure, measures, values};
use super::played::{Played, seeds};
use crate::ensemble::{Band, Watching};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

/// How many paired runs are made if nothing is said.
pub const RUNS: u32 = 200;
/// Under so many runs no band of nine in ten is told: there are too few on either side of it.
const FEWEST: usize = 20;
/// A difference under this is none: outcomes are counts of patients, devices and hours.
const NOTHING: f64 = 0.05;

/// How one outcome differs: the changed course less the one that was played.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// The outcome's name for programs.
    pub id: String,
    /// In words.
    pub label: String,
    /// What is counted: `patients`, `hours`.
    pub unit: &'static str,
    /// Changed less played, pair by pair: below nought is better.
    #[serde(flatten)]
    pub band: Band,
    /// Runs in which it came out lower: better.
    pub fewer: u32,
    /// Runs in which it came out higher: worse.
    pub more: u32,
    /// Pairs that were compared.
    pub runs: u32,
    /// The same in a sentence, never stronger than the numbers.
    pub sentence: String,
    #[serde(skip)]
    counted: String,
}

impl Difference {
    pub(super) fn of(measure: &Measure, differences: Vec<f64>) -> Option<Self> {
        let count = |wanted: &dyn Fn(f64) -> bool| {
            u32::try_from(differences.iter().filter(|it| wanted(**it)).count()).unwrap_or(u32::MAX)
        };
        let mut difference = Self {
            id: measure.id.clone(),
            label: measure.label.clone(),
            unit: measure.unit,
            fewer: count(&|it| it < -NOTHING),
            more: count(&|it| it > NOTHING),
            runs: u32::try_from(differences.len()).unwrap_or(u32::MAX),
            band: Band::of(differences)?,
            sentence: String::new(),
            counted: measure.counted.clone(),
        };
        difference.sentence = difference.in_words();
        Some(difference)
    }

    /// −1 if nine runs in ten came out lower, 1 if nine in ten came out higher, 0 if neither can be
    /// said.
    pub fn clear(&self) -> i8 {
        if self.too_few() {
            return 0;
        }
        if self.band.high < -NOTHING {
            -1
        } else if self.band.low > NOTHING {
            1
        } else {
            0
        }
    }

    /// Whether no run came out otherwise.
    pub fn none(&self) -> bool {
        self.fewer == 0 && self.more == 0
    }

    /// What it comes to in a few words: `115 more appointments cancelled`, `no clear difference`.
    pub fn in_short(&self) -> String {
        let word = match self.clear() {
            -1 => "fewer",
            1 => "more",
            _ if self.too_few() => return "too few runs to tell".to_owned(),
            _ => return "no clear difference".to_owned(),
        };
        format!("{} {word} {}", figure(self.band.median.abs()), self.counted)
    }

    /// Whether there are too few runs to tell how much.
    pub fn too_few(&self) -> bool {
        (self.runs as usize) < FEWEST
    }

    fn in_words(&self) -> String {
        let Self {
            runs,
            fewer,
            more,
            counted,
            band,
            ..
        } = self;
        if self.none() {
            return format!("No difference in {counted}, in any of {runs} runs.");
        }
        if self.too_few() {
            return format!(
                "Of {runs} runs, {fewer} had fewer {counted} and {more} more. So few runs do not show how much."
            );
        }
        match self.clear() {
            -1 => format!(
                "In {fewer} of {runs} runs, fewer {counted}: {} in nine of ten.",
                span(-band.high, -band.low, "fewer")
            ),
            1 => format!(
                "In {more} of {runs} runs, more {counted}: {} in nine of ten.",
                span(band.low, band.high, "more")
            ),
            _ => format!(
                "No clear difference in {counted}: fewer in {fewer} of {runs} runs, more in {more}, between {} and {} in nine of ten.",
                signed(band.low),
                signed(band.high)
            ),
        }
    }
}

fn span(from: f64, to: f64, word: &str) -> String {
    let (from, to) = (figure(from), figure(to));
    if from == to {
        format!("about {from} {word}")
    } else {
        format!("{from} to {to} {word}")
    }
}

/// A figure as it is told: whole from ten on, else to a tenth.
fn figure(value: f64) -> String {
    if value.abs() >= 10.0 {
        format!("{value:.0}")
    } else {
        let text = format!("{value:.1}");
        match text.strip_suffix(".0") {
            Some(whole) => whole.to_owned(),
            None => text,
        }
    }
}

/// A difference with its sign: `−74`, `+9.5`, `0`.
pub fn signed(value: f64) -> String {
    let text = figure(value.abs());
    if text == "0" {
        text
    } else if value < 0.0 {
        format!("−{text}")
    } else {
        format!("+{text}")
    }
}

/// What came of a change.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WhatIf {
    /// The changes, as they are written.
    pub changes: Vec<String>,
    /// The same in words.
    pub title: String,
    /// Paired runs.
    pub runs: u32,
    /// What differed, outcome by outcome.
    pub outcomes: Vec<Difference>,
    /// Later decisions that could be taken in the course that was played and no longer in the
    /// changed one, the most frequent first.
    pub fell_away: Vec<FellAway>,
}

impl WhatIf {
    /// The same with the decisions named as they are there.
    #[must_use]
    pub fn named_as_in(mut self, played: &Played) -> Self {
        let changes: Vec<Change> = self
            .changes
            .iter()
            .filter_map(|token| Change::read(played, token).ok())
            .collect();
        self.title = title(played, &changes);
        let decisions = played.decisions();
        for fallen in &mut self.fell_away {
            if let Some(decision) = decisions.iter().find(|it| it.number == fallen.decision) {
                fallen.title.clone_from(&decision.title);
            }
        }
        self
    }
}

/// A later decision that could no longer be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FellAway {
    /// The decision's number.
    pub decision: usize,
    /// What it was.
    pub title: String,
    /// In how many of the runs.
    pub runs: u32,
    /// Why, in the first of them.
    pub why: String,
}

/// What two courses came to under one luck.
pub(super) struct Pair {
    /// Changed less played, in the order of the measures.
    pub differences: Vec<f64>,
    /// What fell away in the changed course and not in the other.
    fallen: Vec<Fallen>,
}

/// Plays courses against one under the same luck, seed by seed. What they share is played once.
/// Nothing if it was stopped.
pub(super) fn pairs(
    base: &Course,
    others: &[Course],
    seeds: &[u64],
    watching: &Watching,
) -> Option<Vec<Vec<Pair>>> {
    let mut order: Vec<(usize, usize)> = others
        .iter()
        .enumerate()
        .map(|(at, other)| (base.shared_with(other), at))
        .collect();
    order.sort_unstable();
    seeds
        .par_iter()
        .map(|seed| {
            let mut run = Run::start(base, *seed);
            let mut ends: Vec<Option<Run<'_>>> = others.iter().map(|_| None).collect();
            for (shared, at) in &order {
                if watching.stop.load(Ordering::Relaxed) {
                    return None;
                }
                let other = &others[*at];
                let mut changed = if *shared == 0 {
                    Run::start(other, *seed)
                } else {
                    run.take(*shared);
                    run.fork(other)
                };
                changed.finish(other.ends_secs);
                ends[*at] = Some(changed);
                watching.done.fetch_add(1, Ordering::Relaxed);
            }
            run.finish(base.ends_secs);
            let played = values(run.exercise());
            let pairs = ends
                .into_iter()
                .flatten()
                .map(|end| Pair {
                    differences: values(end.exercise())
                        .iter()
                        .zip(&played)
                        .map(|(changed, played)| changed - played)
                        .collect(),
                    fallen: end
                        .fallen
                        .into_iter()
                        .filter(|fallen| run.fallen.iter().all(|other| other.of != fallen.of))
                        .collect(),
                })
                .collect();
            Some(pairs)
        })
        .collect()
}

/// Plays a changed course against the one that was played, so many times. Nothing if it was
/// stopped.
///
/// # Errors
/// Why a change makes no sense, in words.
pub fn what_if(
    played: &Played,
    changes: &[Change],
    runs: u32,
    watching: &Watching,
) -> Result<Option<WhatIf>, Refused> {
    let base = played.course();
    let changed = played.changed(changes)?;
    let seeds = seeds(played.seed, runs.max(1));
    let Some(found) = pairs(&base, std::slice::from_ref(&changed), &seeds, watching) else {
        return Ok(None);
    };
    let pairs: Vec<Pair> = found.into_iter().flatten().collect();
    Ok(Some(WhatIf {
        changes: changes.iter().map(|it| it.token(played)).collect(),
        title: title(played, changes),
        runs: runs.max(1),
        outcomes: differences(played, &pairs),
        fell_away: fell_away(played, &pairs),
    }))
}

fn title(played: &Played, changes: &[Change]) -> String {
    if changes.is_empty() {
        return "No change".to_owned();
    }
    let words: Vec<String> = changes.iter().map(|it| it.in_words(played)).collect();
    format!(
        "{}, then everything else as it was decided",
        words.join("; ")
    )
}

/// The differences of all measures.
pub(super) fn differences(played: &Played, pairs: &[Pair]) -> Vec<Difference> {
    measures(&played.scenario)
        .iter()
        .enumerate()
        .filter_map(|(at, measure)| {
            let figures = pairs.iter().map(|pair| pair.differences[at]).collect();
            Difference::of(measure, figures)
        })
        .collect()
}

fn fell_away(played: &Played, pairs: &[Pair]) -> Vec<FellAway> {
    let decisions = played.decisions();
    let mut counted: BTreeMap<usize, FellAway> = BTreeMap::new();
    for fallen in pairs.iter().flat_map(|pair| &pair.fallen) {
        let Some(decision) = decisions.iter().find(|it| Some(it.command) == fallen.of) else {
            continue;
        };
        counted
            .entry(decision.number)
            .or_insert_with(|| FellAway {
                decision: decision.number,
                title: decision.title.clone(),
                runs: 0,
                why: fallen.why.to_string(),
            })
            .runs += 1;
    }
    let mut list: Vec<FellAway> = counted.into_values().collect();
    list.sort_by_key(|it| (std::cmp::Reverse(it.runs), it.decision));
    list
}
