//! The hot debrief: its steps, and what was said in each as the record keeps it. Must not say who is to blame.

use wardroom_core::assessment::Observations;

/// The half hour after ENDEX, in its order: real minutes, what, and how it is said.
pub const HOT_DEBRIEF: [(u32, &str, &str); 8] = [
    (
        2,
        "Stop",
        "“ENDEX. The exercise is over. Breathe out. Nothing that was said here is held against anybody.”",
    ),
    (
        2,
        "Who is all right",
        "Ask it aloud, and look round. The welfare lead stays reachable until the room is empty.",
    ),
    (
        7,
        "By role, juniors first",
        "Each says one thing that they saw and nobody else can have seen. The person in command speaks last.",
    ),
    (
        4,
        "The loggist reads",
        "Six lines of the log: what was decided, when, why. Nobody corrects; what is wrong is noted.",
    ),
    (
        4,
        "Harm",
        "Who would have come to harm today, and at what minute could it still have been turned?",
    ),
    (
        4,
        "Three to keep",
        "Three things that went well enough to be written into the plan. Said as sentences with a verb.",
    ),
    (
        4,
        "Three to change",
        "Three that must be otherwise next time. What in the plan, the room or the system: never who.",
    ),
    (
        3,
        "Owner and date",
        "Each change gets a name that is in the room and a day. What gets neither is written down as nobody's.",
    ),
];

/// What the room is asked in each step, by its place in [`HOT_DEBRIEF`]: to be read from its screen.
pub const ASKED_IN_DEBRIEF: [&str; HOT_DEBRIEF.len()] = [
    "The exercise is over. Breathe out. Nothing that was said here is held against anybody.",
    "Is everybody all right? Whoever isn't says so now, or to the welfare lead afterwards.",
    "What did you see that nobody else can have seen? One thing each; the person in command speaks last.",
    "What was decided, when, and why? Nobody corrects; what is wrong is noted.",
    "Who would have come to harm today, and at what minute could it still have been turned?",
    "Which three things went well enough to be written into the plan?",
    "Which three things in the plan, the room or the system must be otherwise next time? Never who.",
    "Who of us does it, and by which day?",
];

/// By whom notes are that were taken in the hot debrief: so they are known again.
pub const SAID_IN_DEBRIEF: &str = "Hot debrief";

/// What was said in a step, by its place in [`HOT_DEBRIEF`]: who, where that was asked, and the words. A note
/// begins with the step's name, and names who spoke after a comma.
pub fn said_in_step(observations: &Observations, at: usize) -> Vec<(&str, &str)> {
    let Some((_, step, _)) = HOT_DEBRIEF.get(at) else {
        return Vec::new();
    };
    let notes = observations.notes.iter();
    let notes = notes.filter(|it| it.by == SAID_IN_DEBRIEF);
    notes
        .filter_map(|note| {
            let rest = note.text.strip_prefix(step)?;
            if let Some(words) = rest.strip_prefix(": ") {
                return Some(("", words));
            }
            rest.strip_prefix(", ")?.split_once(": ")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::HOT_DEBRIEF;

    #[test]
    fn the_hot_debrief_takes_half_an_hour() {
        let all: u32 = HOT_DEBRIEF.iter().map(|it| it.0).sum();
        assert_eq!(all, 30);
    }
}
