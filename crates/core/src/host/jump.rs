//! Where a time jump leads, and what it passes: asked before it is made. Must not let time pass.

use super::request::Unasked;
use crate::scenario::{Mins, Scenario, point_of_time};
use crate::views::{Upcoming, When};

/// The minute after STARTEX that somebody means who types a time at a minute: `13:55` is the next such
/// time, `Sat 09:00` that one. ENDEX at most.
///
/// # Errors
/// If it is no time, or past.
pub fn jump_to(scenario: &Scenario, now: Mins, typed: &str) -> Result<Mins, Unasked> {
    let now = i64::from(now);
    let mut mins =
        point_of_time(typed, scenario.starts).ok_or_else(|| Unasked::NoTime(typed.to_owned()))?;
    // A bare time of day means the next such time.
    if typed.trim().starts_with(|c: char| c.is_ascii_digit()) {
        while mins <= now {
            mins += 24 * 60;
        }
    }
    if mins <= now {
        return Err(Unasked::Past(typed.to_owned()));
    }
    let ends = i64::from(scenario.ends_mins);
    Ok(Mins::try_from(mins.min(ends)).unwrap_or(scenario.ends_mins))
}

/// How many injects that are sure to come by a minute a jump to it passes. More may come of what they
/// bring, and of conditions.
pub fn passes(upcoming: &[Upcoming], to: Mins) -> usize {
    let sure = |it: &&Upcoming| match it.when {
        When::At(at) | When::OnItsWay(at) => at <= to,
        _ => false,
    };
    upcoming.iter().filter(sure).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::friday;

    #[test]
    fn a_bare_time_of_day_is_the_next_and_a_day_is_that_day() {
        let scenario = friday();
        // STARTEX is on Friday at 11:30.
        assert_eq!(jump_to(&scenario, 10, "13:42"), Ok(132));
        assert_eq!(jump_to(&scenario, 67, "10:00"), Ok(22 * 60 + 30));
        assert_eq!(jump_to(&scenario, 67, "Sat 10:00"), Ok(22 * 60 + 30));
        assert!(matches!(
            jump_to(&scenario, 67, "Fri 12:00"),
            Err(Unasked::Past(_))
        ));
        assert!(matches!(
            jump_to(&scenario, 67, "teatime"),
            Err(Unasked::NoTime(_))
        ));
    }

    #[test]
    fn a_jump_passes_what_is_sure_to_come_by_then() {
        let one = |when| Upcoming {
            inject: 0,
            when,
            clock: None,
            why: String::new(),
            down: false,
            reworded: None,
        };
        let upcoming = [
            one(When::At(60)),
            one(When::OnItsWay(90)),
            one(When::At(91)),
            one(When::If(0.9)),
            one(When::Skipped),
        ];
        assert_eq!(passes(&upcoming, 90), 2);
        assert_eq!(passes(&upcoming, 91), 3);
        assert_eq!(passes(&[], 91), 0);
    }
}
