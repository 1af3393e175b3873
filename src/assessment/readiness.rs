//! The readiness score, a published formula:
//!
//! ```text
//! readiness = 0.6 × tasks + 0.4 × outcomes
//! tasks     = mean over objectives of the mean points of their rated tasks (P 100, S 70, M 35, U 0)
//! outcomes  = mean over eight outcomes of the standing between the worst and the best of the
//!             reference teams on the same seed (0 to 100)
//! ```
//!
//! The percentile places the score among the reference teams with the same luck: `n` teams in
//! order stand at `(i − ½) ÷ n`, the ends at 0 and 100, with straight lines between. Must not be
//! presented as an assurance rating.

use crate::scenario::Rating;

/// Weight of the tasks.
pub const TASKS_WEIGHT: f64 = 0.6;
/// Weight of the outcomes.
pub const OUTCOMES_WEIGHT: f64 = 0.4;

/// The points of a rating, 0 to 1.
pub fn points(rating: Rating) -> f64 {
    match rating {
        Rating::P => 1.0,
        Rating::S => 0.7,
        Rating::M => 0.35,
        Rating::U => 0.0,
    }
}

/// The score from its two parts, each 0 to 100.
pub fn readiness(tasks_part: f64, outcomes_part: f64) -> f64 {
    TASKS_WEIGHT * tasks_part + OUTCOMES_WEIGHT * outcomes_part
}

/// Where a score stands among those of the reference teams, 0 to 100.
pub fn percentile(score: f64, references: &[f64]) -> f64 {
    let mut sorted = references.to_vec();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len() as f64;
    let mut points = vec![(0.0, 0.0)];
    for (at, reference) in sorted.into_iter().enumerate() {
        points.push((reference, (at as f64 + 0.5) / n * 100.0));
    }
    points.push((100.0, 100.0));
    let above = points.iter().position(|(x, _)| *x > score);
    match above {
        None => 100.0,
        Some(0) => 0.0,
        Some(at) => {
            let ((x0, y0), (x1, y1)) = (points[at - 1], points[at]);
            y0 + (y1 - y0) * (score - x0) / (x1 - x0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_percentile_is_the_middle_among_teams_on_either_side() {
        let references = [20.0, 40.0, 60.0, 80.0];
        assert_eq!(percentile(50.0, &references), 50.0);
        assert_eq!(percentile(80.0, &references), 87.5);
        assert_eq!(percentile(0.0, &references), 0.0);
        assert_eq!(percentile(100.0, &references), 100.0);
        let mut last = 0.0;
        for score in 0..=100 {
            let at = percentile(f64::from(score), &references);
            assert!(at >= last);
            last = at;
        }
    }

    #[test]
    fn a_perfect_exercise_scores_a_hundred_and_a_lost_one_nothing() {
        assert_eq!(readiness(100.0, 100.0), 100.0);
        assert_eq!(readiness(0.0, 0.0), 0.0);
    }
}
