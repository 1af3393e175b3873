//! The exercise score (learning only), a published formula:
//!
//! ```text
//! tasks    = mean over objectives of their scores; an objective's score is the mean points of its
//!            rated tasks (P 100, S 70, M 35, U 0)
//! outcomes = points(Σ weight × standing) over all outcomes
//! patients = points(Σ weight × standing) over the outcomes of patients alone
//! keep patients safe = min(patients, 0.3 × its tasks + 0.7 × patients)
//! score    = min(0.5 × tasks + 0.5 × outcomes, keep patients safe, ceiling)
//! ```
//!
//! - *Standing* of an outcome: `(worst − value) ÷ (worst − best)` of the scripted teams on the same
//!   seed, 1 at most and without a lower end; below nought it counts as `−ln(1 − standing)`, so that
//!   more harm always counts and no single outcome drowns the rest.
//! - *Points*: `10 + 90 × sum` from nought up, `10 × e^(3 × sum)` below: as good as the best team in
//!   everything is 100, as bad as the worst is 10, and a team can do worse and be seen to.
//! - *Ceiling*: whoever's patients fared worse than a scripted team's can't stand above that team.
//!
//! Weights and constants are the author's estimates; patients have 89 hundredths of the outcomes,
//! devices 4. Must not be presented as an assurance rating.

use crate::scenario::Rating;

/// Half of the whole: what was done weighs as much as what came of it.
pub const TASKS_WEIGHT: f64 = 0.5;
/// The other half; see [`TASKS_WEIGHT`].
pub const OUTCOMES_WEIGHT: f64 = 0.5;
/// Weight of what became of patients in an objective about keeping them safe.
pub const PATIENTS_IN_OBJECTIVE: f64 = 0.7;
/// Points of a team that is as bad as the worst scripted one in everything.
const WORST_POINTS: f64 = 10.0;
/// How fast points fall below that.
const BELOW_WORST: f64 = 3.0;

/// The points of a rating, 0 to 1.
pub fn points(rating: Rating) -> f64 {
    match rating {
        Rating::P => 1.0,
        Rating::S => 0.7,
        Rating::M => 0.35,
        Rating::U => 0.0,
    }
}

/// Points, 0 to 100, of standings with their weights; nothing if none weighs anything.
pub fn points_of(standings: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (mut sum, mut weights) = (0.0, 0.0);
    for (standing, weight) in standings {
        sum += weight * beyond(standing);
        weights += weight;
    }
    if weights <= 0.0 {
        return None;
    }
    let mean = sum / weights;
    Some(if mean >= 0.0 {
        WORST_POINTS + (100.0 - WORST_POINTS) * mean
    } else {
        WORST_POINTS * libm::exp(BELOW_WORST * mean)
    })
}

/// A standing as it is summed.
fn beyond(standing: f64) -> f64 {
    let standing = standing.min(1.0);
    if standing < 0.0 {
        -libm::log1p(-standing)
    } else {
        standing
    }
}

/// The score before any ceiling, from its two parts, each 0 to 100.
pub fn of_parts(tasks: f64, outcomes: f64) -> f64 {
    TASKS_WEIGHT * tasks + OUTCOMES_WEIGHT * outcomes
}

/// The score of an objective about keeping patients safe, from the mean points of its tasks (if any
/// was rated) and what became of patients.
pub fn keep_patients_safe(tasks: Option<f64>, patients: f64) -> f64 {
    let tasks = tasks.unwrap_or(patients);
    let mixed = (1.0 - PATIENTS_IN_OBJECTIVE) * tasks + PATIENTS_IN_OBJECTIVE * patients;
    mixed.min(patients)
}

/// What nobody can exceed whose patients fared so: the lowest score of the scripted teams (patients,
/// score, each 0 to 100) whose patients fared better, and which of them that is.
pub fn ceiling(patients: f64, teams: &[(f64, f64)]) -> Option<(usize, f64)> {
    let better = teams.iter().enumerate().filter(|(_, it)| it.0 > patients);
    better
        .map(|(at, (_, score))| (at, *score))
        .min_by(|a, b| a.1.total_cmp(&b.1))
}

/// Between which scripted teams a score lies, in words: `between typical and prepared`.
pub fn position(score: f64, teams: &[(String, f64)]) -> Option<String> {
    const LEVEL: f64 = 0.5;
    let mut sorted: Vec<&(String, f64)> = teams.iter().collect();
    sorted.sort_by(|a, b| a.1.total_cmp(&b.1));
    let quoted = |team: &(String, f64)| format!("“{}”", team.0);
    if let Some(level) = sorted.iter().find(|it| (it.1 - score).abs() < LEVEL) {
        return Some(format!("level with the scripted team {}", quoted(level)));
    }
    let below = sorted.iter().rev().find(|it| it.1 < score);
    let above = sorted.iter().find(|it| it.1 > score);
    match (below, above) {
        (Some(below), Some(above)) => Some(format!(
            "between the scripted teams {} and {}",
            quoted(below),
            quoted(above)
        )),
        (Some(below), None) => Some(format!("above the scripted team {}", quoted(below))),
        (None, Some(above)) => Some(format!("below the scripted team {}", quoted(above))),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_harm_is_always_fewer_points_and_never_the_same() {
        let mut last = f64::INFINITY;
        for step in 0..400 {
            let standing = 1.0 - f64::from(step) * 0.05;
            let points = points_of([(standing, 1.0)].into_iter()).unwrap();
            assert!(points < last && points > 0.0, "{standing}: {points}");
            last = points;
        }
        assert_eq!(points_of([(1.0, 0.3), (1.0, 0.2)].into_iter()), Some(100.0));
        assert_eq!(points_of([(0.0, 0.3), (0.0, 0.2)].into_iter()), Some(10.0));
        assert_eq!(points_of(std::iter::empty()), None);
        // Better than the best in one thing does not pay for harm in another.
        let paid = points_of([(5.0, 1.0), (-1.0, 1.0)].into_iter());
        assert_eq!(paid, points_of([(1.0, 1.0), (-1.0, 1.0)].into_iter()));
    }

    #[test]
    fn the_whole_never_exceeds_keeping_patients_safe_nor_a_team_whose_patients_fared_better() {
        assert_eq!(keep_patients_safe(Some(100.0), 20.0), 20.0);
        assert_eq!(keep_patients_safe(Some(0.0), 100.0), 70.0);
        let teams = [(90.0, 95.0), (50.0, 45.0), (40.0, 60.0), (10.0, 3.0)];
        assert_eq!(ceiling(95.0, &teams), None);
        assert_eq!(ceiling(60.0, &teams), Some((0, 95.0)));
        assert_eq!(ceiling(45.0, &teams), Some((1, 45.0)));
        assert_eq!(ceiling(5.0, &teams), Some((3, 3.0)));
    }

    #[test]
    fn a_position_names_the_teams_on_either_side() {
        let teams: Vec<(String, f64)> = [("prepared", 90.0), ("silent", 5.0), ("typical", 45.0)]
            .map(|(team, score)| (team.to_owned(), score))
            .to_vec();
        let words = |score| position(score, &teams).unwrap();
        assert_eq!(
            words(60.0),
            "between the scripted teams “typical” and “prepared”"
        );
        assert_eq!(words(1.0), "below the scripted team “silent”");
        assert_eq!(words(99.0), "above the scripted team “prepared”");
        assert_eq!(words(45.2), "level with the scripted team “typical”");
        assert_eq!(position(10.0, &[]), None);
    }
}
