//! What rating the state of an exercise supports for a task, with the evidence in words. Must not
//! overrule a person.

use super::minutes::mins_in_words;
use super::result::OutcomeResult;
use crate::exercise::Watched;
use crate::scenario::{Measure, Mins, Rating, Scenario, Task};

/// Of a task that was not due when the exercise ended.
pub(crate) const ENDED_BEFORE_DUE: &str = "Not observed: the exercise ended before it was due.";

/// Of one that is looked at in a minute that did not come.
pub(crate) const ENDED_BEFORE: &str = "Not observed: the exercise ended before.";

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
        Measure::Within { limits, .. } => match watched.moment {
            None => never_came(came_to_others),
            Some(since) => within(watched, since, ended_mins, *limits, &clock),
        },
        Measure::Before { otherwise, .. } => match watched.moment {
            None => never_came(came_to_others),
            Some(moment) => before(watched, moment, *otherwise, &clock),
        },
        Measure::Held { limits, .. } => match watched.during_mins {
            0 => never_came(came_to_others),
            during_mins => held(watched.held_mins, during_mins, *limits),
        },
        Measure::Outcome { outcome, limits } => {
            match outcomes.iter().find(|result| result.id == *outcome) {
                None => proposed(None, "Not compared with the scripted teams."),
                Some(result) => compared(result, *limits),
            }
        }
        Measure::Signed { limits } => match watched.cuts {
            [0, _] => never_came(came_to_others),
            [cuts, signed] => signed_for(cuts, signed, *limits),
        },
        Measure::At { at, otherwise, .. } => found_at(watched, &clock(*at), *otherwise),
    }
}

/// How soon after its moment it was done.
fn within(
    watched: &Watched,
    since: Mins,
    ended_mins: Mins,
    [p, s, m]: [u32; 3],
    clock: &impl Fn(Mins) -> String,
) -> Proposed {
    let came = clock(since);
    let limits = limits_in_words("within", [p, s, m].map(words));
    let Some(done) = watched.done else {
        // Nobody is late for what could still have been done well.
        if ended_mins < since.saturating_add(p) {
            return proposed(
                None,
                format!("{ENDED_BEFORE_DUE} The moment came at {came}. {limits}."),
            );
        }
        let why = not_done(watched, clock);
        return proposed(
            Some(Rating::U),
            format!("{why} The moment came at {came}. {limits}."),
        );
    };
    let took = done.saturating_sub(since);
    let at = clock(done);
    let how = if done <= since {
        format!("Done at {at}, when the moment came at {came}.")
    } else {
        let took = words(took);
        format!("Done at {at}, {took} after the moment came at {came}.")
    };
    proposed(Some(graded_up(took, [p, s, m])), format!("{how} {limits}."))
}

/// Whether it was done by its moment.
fn before(
    watched: &Watched,
    moment: Mins,
    otherwise: Rating,
    clock: &impl Fn(Mins) -> String,
) -> Proposed {
    let came = clock(moment);
    let Some(done) = watched.done else {
        let why = not_done(watched, clock);
        return proposed(Some(otherwise), format!("{why} The moment came at {came}."));
    };
    let (rating, way) = if done <= moment {
        (Rating::P, "before")
    } else {
        (otherwise, "after")
    };
    let at = clock(done);
    proposed(
        Some(rating),
        format!("Done at {at}, {way} the moment at {came}."),
    )
}

/// For what share of the time it was so.
fn held(held_mins: Mins, during_mins: Mins, limits: [f64; 3]) -> Proposed {
    let share = f64::from(held_mins) / f64::from(during_mins);
    proposed(
        Some(graded_down(share, limits)),
        format!(
            "Held for {} of {} ({:.0}%). {}.",
            words(held_mins),
            words(during_mins),
            share * 100.0,
            shares_in_words(limits)
        ),
    )
}

/// How an outcome stands among the scripted teams'.
fn compared(result: &OutcomeResult, limits: [f64; 3]) -> Proposed {
    proposed(
        Some(graded_down(result.standing, limits)),
        format!(
            "{}: {:.0}. On the same seed the best of the scripted teams had {:.0}, the worst {:.0}: {}.",
            result.label,
            result.value,
            result.best,
            result.worst,
            standing_in_words(result.standing)
        ),
    )
}

/// For how many of the cuts a clinician had signed.
fn signed_for(cuts: u32, signed: u32, limits: [f64; 3]) -> Proposed {
    proposed(
        Some(graded_down(f64::from(signed) / f64::from(cuts), limits)),
        format!(
            "A clinician had signed for {signed} of {cuts} cuts within the hour before. {}.",
            shares_in_words(limits)
        ),
    )
}

/// Whether it was so at its time.
fn found_at(watched: &Watched, at: &str, otherwise: Rating) -> Proposed {
    match (watched.found, watched.early) {
        (None, _) => proposed(None, ENDED_BEFORE),
        (Some(true), _) => proposed(Some(Rating::P), format!("So it was at {at}.")),
        (Some(false), Some(_)) => proposed(
            Some(otherwise),
            format!(
                "It was done before anybody could know that it would be needed, and not again by {at}. {EARLY}"
            ),
        ),
        (Some(false), None) => proposed(Some(otherwise), format!("It was not true at {at}.")),
    }
}

fn shares_in_words(limits: [f64; 3]) -> String {
    limits_in_words("from", limits.map(|it| format!("{:.0}%", it * 100.0)))
}

/// From where on each rating is proposed. What the letters mean stands once on every page that has them.
fn limits_in_words(how: &str, [p, s, m]: [String; 3]) -> String {
    format!("P {how} {p}, S {s}, M {m}")
}

/// Where an outcome lies between the worst of the scripted teams and the best.
fn standing_in_words(standing: f64) -> String {
    if standing >= 1.0 {
        "as good as the best".to_owned()
    } else if standing <= 0.0 {
        "as bad as the worst".to_owned()
    } else {
        format!("{:.0}% of the way from worst to best", standing * 100.0)
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
