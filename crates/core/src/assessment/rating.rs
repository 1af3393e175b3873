//! What rating the state of an exercise supports for a task, with the evidence in words. Must not
//! overrule a person.

use super::minutes::mins_in_words;
use super::result::OutcomeResult;
use crate::exercise::Watched;
use crate::scenario::{Measure, Mins, Rating, Scenario, Task};

/// A proposed rating and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposed {
    /// The rating; nothing if only an evaluator can tell, or there was nothing to observe.
    pub rating: Option<Rating>,
    /// The evidence, in words.
    pub evidence: String,
}

/// The rating that the state supports, of an exercise that ended at this minute. `came_to_others` says
/// whether the moment for the task came to a scripted team whose patients fared better: then it did not
/// come here because of what this team did, and the occasion is rated, not dropped.
pub fn propose(
    scenario: &Scenario,
    task: &Task,
    watched: &Watched,
    ended_mins: Mins,
    outcomes: &[OutcomeResult],
    came_to_others: bool,
) -> Proposed {
    let clock = |mins: Mins| scenario.clock(u64::from(mins) * 60);
    match &task.measure {
        Measure::Observed => proposed(None, "Only an evaluator can tell."),
        Measure::Within { limits, .. } => {
            let Some(since) = watched.moment else {
                return never_came(came_to_others);
            };
            let [p, s, m] = *limits;
            let limits = format!("P within {}, S {}, M {}", words(p), words(s), words(m));
            let Some(done) = watched.done else {
                // Nobody is late for what could still have been done well.
                if ended_mins < since.saturating_add(p) {
                    return proposed(
                        None,
                        format!(
                            "Not observed: the exercise ended before it was due. The moment came at {}. {limits}.",
                            clock(since)
                        ),
                    );
                }
                return proposed(
                    Some(Rating::U),
                    format!(
                        "{} The moment came at {}. {limits}.",
                        not_done(watched, &clock),
                        clock(since)
                    ),
                );
            };
            let took = done.saturating_sub(since);
            let rating = graded_up(took, [p, s, m]);
            let how = if done <= since {
                format!(
                    "Done at {}, when the moment came at {}.",
                    clock(done),
                    clock(since)
                )
            } else {
                format!(
                    "Done at {}, {} after the moment came at {}.",
                    clock(done),
                    words(took),
                    clock(since)
                )
            };
            proposed(Some(rating), format!("{how} {limits}."))
        }
        Measure::Before { otherwise, .. } => match (watched.done, watched.moment) {
            (_, None) => never_came(came_to_others),
            (Some(done), Some(moment)) if done <= moment => proposed(
                Some(Rating::P),
                format!(
                    "Done at {}, before the moment at {}.",
                    clock(done),
                    clock(moment)
                ),
            ),
            (Some(done), Some(moment)) => proposed(
                Some(*otherwise),
                format!(
                    "Done at {}, after the moment at {}.",
                    clock(done),
                    clock(moment)
                ),
            ),
            (None, Some(moment)) => proposed(
                Some(*otherwise),
                format!(
                    "{} The moment came at {}.",
                    not_done(watched, &clock),
                    clock(moment)
                ),
            ),
        },
        Measure::Held { limits, .. } => {
            if watched.during_mins == 0 {
                return never_came(came_to_others);
            }
            let share = f64::from(watched.held_mins) / f64::from(watched.during_mins);
            let rating = graded_down(share, *limits);
            proposed(
                Some(rating),
                format!(
                    "Held for {} of {} ({:.0} per cent). P from {:.0}, S from {:.0}, M from {:.0} per cent.",
                    words(watched.held_mins),
                    words(watched.during_mins),
                    share * 100.0,
                    limits[0] * 100.0,
                    limits[1] * 100.0,
                    limits[2] * 100.0
                ),
            )
        }
        Measure::Outcome { outcome, limits } => {
            let Some(result) = outcomes.iter().find(|result| result.id == *outcome) else {
                return proposed(None, "Not compared with the reference teams.");
            };
            let rating = graded_down(result.standing, *limits);
            proposed(
                Some(rating),
                format!(
                    "{}: {:.0}. On the same random seed the scripted teams had {:.0} to {:.0}; this stands at {:.0}, where 0 is the worst of them and 100 the best.",
                    result.label,
                    result.value,
                    result.best,
                    result.worst,
                    result.standing * 100.0
                ),
            )
        }
        Measure::Signed { limits } => {
            let [cuts, signed] = watched.cuts;
            if cuts == 0 {
                return never_came(came_to_others);
            }
            proposed(
                Some(graded_down(f64::from(signed) / f64::from(cuts), *limits)),
                format!(
                    "A clinician had signed for {signed} of {cuts} cuts within the hour before. P from {:.0}, S from {:.0}, M from {:.0} per cent.",
                    limits[0] * 100.0,
                    limits[1] * 100.0,
                    limits[2] * 100.0
                ),
            )
        }
        Measure::At { at, otherwise, .. } => match watched.found {
            None => proposed(None, "Not observed: the exercise ended before."),
            Some(true) => proposed(Some(Rating::P), format!("So it was at {}.", clock(*at))),
            Some(false) => proposed(
                Some(*otherwise),
                match watched.early {
                    Some(_) => format!(
                        "It was done before anybody could know that it would be needed, and not again by {}. {EARLY}",
                        clock(*at)
                    ),
                    None => format!("It was not true at {}.", clock(*at)),
                },
            ),
        },
    }
}

/// What is said of a task that was done too early.
const EARLY: &str = "An evaluator who saw a reason can rate it.";

/// Why a task counts as not done.
fn not_done(watched: &Watched, clock: &impl Fn(Mins) -> String) -> String {
    match (watched.undone, watched.early) {
        (Some(undone), _) => format!("Done, and undone at {}: that is not done.", clock(undone)),
        (None, Some(early)) => format!(
            "Done at {}, before anybody could know that it would be needed, and not again: that earns nothing. {EARLY}",
            clock(early)
        ),
        (None, None) => "Never done.".to_owned(),
    }
}

fn never_came(came_to_others: bool) -> Proposed {
    if came_to_others {
        proposed(
            Some(Rating::U),
            "The moment for it came to a scripted team whose patients fared better, and never here: what was done took the occasion away. An evaluator who saw that this was well done can rate it.",
        )
    } else {
        proposed(None, "Not observed: the moment for it never came.")
    }
}

fn proposed(rating: Option<Rating>, evidence: impl Into<String>) -> Proposed {
    Proposed {
        rating,
        evidence: evidence.into(),
    }
}

fn words(mins: Mins) -> String {
    mins_in_words(mins)
}

/// Less is better.
fn graded_up<T: PartialOrd>(value: T, [p, s, m]: [T; 3]) -> Rating {
    if value <= p {
        Rating::P
    } else if value <= s {
        Rating::S
    } else if value <= m {
        Rating::M
    } else {
        Rating::U
    }
}

/// More is better.
fn graded_down<T: PartialOrd>(value: T, [p, s, m]: [T; 3]) -> Rating {
    if value >= p {
        Rating::P
    } else if value >= s {
        Rating::S
    } else if value >= m {
        Rating::M
    } else {
        Rating::U
    }
}
