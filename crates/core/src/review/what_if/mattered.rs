//! What mattered: every decision left out, and taken 15, 30 and 60 minutes earlier and later, in
//! order of what that would have cost or saved. Must not leave out what made no difference.

use super::change::Change;
use super::course::{Refused, Run};
use super::measure::measures;
use super::paired::{Difference, Pair, pairs};
use super::played::{Decision, Played, seeds};
use crate::ensemble::Watching;

/// The delays that are tried, minutes; each way.
pub const SHIFTS_MINS: [i64; 6] = [-60, -30, -15, 15, 30, 60];

/// A decision, and what its changes would have made of an outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Mattered {
    /// The one that is left out or moved.
    pub decision: Decision,
    /// Each change that can be made, with the difference.
    pub changes: Vec<(Change, Difference)>,
    /// Those that can't, with the reason.
    pub refused: Vec<(Change, Refused)>,
}

impl Mattered {
    /// The change that would have made most of a difference.
    pub fn most(&self) -> Option<&(Change, Difference)> {
        self.changes.iter().max_by(|(_, a), (_, b)| {
            let weight = |it: &Difference| (it.clear() != 0, it.band.median.abs());
            let ((clear_a, a), (clear_b, b)) = (weight(a), weight(b));
            clear_a.cmp(&clear_b).then(a.total_cmp(&b))
        })
    }

    /// Whether no change of it made any difference in any run.
    pub fn none(&self) -> bool {
        self.changes.iter().all(|(_, difference)| difference.none())
    }
}

/// Ranks every decision by what its changes would have made of one measure, by its place in
/// [`measures`]. What can be told clearly comes first, then by size; what made no difference comes
/// last. Nothing if it was stopped.
pub fn mattered(
    played: &Played,
    measure: usize,
    runs: u32,
    watching: &Watching,
) -> Option<Vec<Mattered>> {
    let base = played.course();
    let decisions = played.decisions();
    let mut list: Vec<Mattered> = decisions
        .into_iter()
        .map(|decision| Mattered {
            decision,
            changes: Vec::new(),
            refused: Vec::new(),
        })
        .collect();
    let mut asked: Vec<(usize, Change)> = Vec::new();
    let mut courses = Vec::new();
    for (at, one) in list.iter_mut().enumerate() {
        let number = one.decision.number;
        let shifts = SHIFTS_MINS.map(|mins| Change::Shift(number, mins));
        for change in std::iter::once(Change::Omit(number)).chain(shifts) {
            // Whether it is possible under the exercise's own luck is found out below, in the runs
            // themselves.
            match played.with(std::slice::from_ref(&change)) {
                Ok(course) => {
                    courses.push(course);
                    asked.push((at, change));
                }
                Err(refused) => one.refused.push((change, refused)),
            }
        }
    }
    let impossible = refused_now(played, &courses);
    let mut kept = Vec::new();
    let mut kept_courses = Vec::new();
    for (((at, change), course), refused) in asked.into_iter().zip(courses).zip(impossible) {
        match refused {
            Some(refused) => list[at].refused.push((change, refused)),
            None => {
                kept.push((at, change));
                kept_courses.push(course);
            }
        }
    }
    let seeds = seeds(played.seed, runs.max(1));
    let found: Vec<Vec<Pair>> = pairs(&base, &kept_courses, &seeds, watching)?;
    let all = measures(&played.scenario);
    let measure_model = all.get(measure)?;
    for (place, (at, change)) in kept.into_iter().enumerate() {
        let figures = found
            .iter()
            .map(|pairs| pairs[place].differences[measure])
            .collect();
        if let Some(difference) = Difference::of(measure_model, figures) {
            list[at].changes.push((change, difference));
        }
    }
    let weight = |one: &Mattered| {
        one.most().map_or((false, 0.0), |(_, difference)| {
            (difference.clear() != 0, difference.band.median.abs())
        })
    };
    list.sort_by(|a, b| {
        let ((clear_a, size_a), (clear_b, size_b)) = (weight(a), weight(b));
        clear_b
            .cmp(&clear_a)
            .then(size_b.total_cmp(&size_a))
            .then(a.decision.number.cmp(&b.decision.number))
    });
    Some(list)
}

/// By course: why its change is refused under the exercise's own luck, if it is. What the courses
/// share with the one that was played is played once.
fn refused_now(played: &Played, courses: &[super::Course]) -> Vec<Option<Refused>> {
    let base = played.course();
    let mut order: Vec<(usize, usize)> = courses
        .iter()
        .enumerate()
        .map(|(at, course)| (base.shared_with(course), at))
        .collect();
    order.sort_unstable();
    let mut run = Run::start(&base, played.seed);
    let mut found: Vec<Option<Refused>> = courses.iter().map(|_| None).collect();
    for (shared, at) in order {
        let course = &courses[at];
        run.take(shared);
        let mut changed = run.fork(course);
        for step in &course.touched {
            changed.take(step + 1);
            if let Some(why) = changed.refused_at(*step) {
                found[at] = Some(Refused(why.to_string()));
            }
        }
    }
    found
}
