//! The words of the Common Exercise Format that both ways need: what sets a step off, and minutes after
//! another. Must not know a file.

use wardroom_core::scenario::{Inject, Scenario};

/// At the beginning of the exercise.
pub(super) const STARTEX: &str = "startex";
/// At the time that `timing` gives; so SkillAegis calls it.
pub(super) const TIMED: &str = "triggered_at";
/// After another, which `requirements` names.
pub(super) const AFTER: &str = "inject-resolution";
/// By a person.
pub(super) const BY_HAND: &str = "manual";
/// When a step is over, in every exercise that is known.
pub(super) const COMPLETION: [&str; 2] = ["time_expiration", "completion"];

/// Behind the minutes of a requirement, as it goes out.
const AFTER_IT: &str = " min after it was sent";

/// So many minutes after another, as a requirement.
pub(super) fn minutes_after(mins: u32) -> String {
    format!("{mins}{AFTER_IT}")
}

/// The minutes that a requirement speaks of: `5 min after it was sent`, `10 minutes`.
pub(super) fn minutes_of(requirement: &str) -> Option<u32> {
    let words = requirement.trim();
    let (number, rest) = words.split_at(words.find(|c: char| !c.is_ascii_digit())?);
    let unit = rest.split_whitespace().next()?.to_lowercase();
    let mins: u32 = number.parse().ok()?;
    match unit.trim_end_matches(['.', ',']) {
        "m" | "min" | "mins" | "minute" | "minutes" => Some(mins),
        "h" | "hour" | "hours" => mins.checked_mul(60),
        _ => None,
    }
}

/// What a step says of an inject that goes out.
pub(super) fn step_in_words(scenario: &Scenario, inject: &Inject) -> String {
    format!(
        "{}. {}",
        inject.title,
        scenario.fires_in_words(&inject.fires)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_found_in_a_requirement_and_in_nothing_else() {
        for (words, mins) in [
            (minutes_after(5).as_str(), Some(5)),
            ("10 minutes", Some(10)),
            ("2 hours after that", Some(120)),
            ("Publishing", None),
            ("5 reports", None),
            ("12", None),
            ("99999999999 min", None),
            ("", None),
        ] {
            assert_eq!(minutes_of(words), mins, "{words}");
        }
    }
}
