//! Marks from 1 to 5 as people and survey tools write them: a number, a number with its words, or
//! agreement in words. Must not know which question is answered.

use wardroom_core::exercise::SCALE;

/// Words for each mark, in small letters with single blanks.
const WORDS: [(u8, &[&str]); 5] = [
    (
        5,
        &[
            "strongly agree",
            "agree strongly",
            "completely agree",
            "totally agree",
            "fully agree",
            "agree completely",
            "fully",
            "completely",
            "very much",
            "very confident",
            "extremely confident",
            "fully confident",
            "completely confident",
            "very sure",
            "completely sure",
            "excellent",
            "very good",
        ],
    ),
    (
        4,
        &[
            "agree",
            "mostly agree",
            "tend to agree",
            "somewhat agree",
            "slightly agree",
            "mostly",
            "largely",
            "confident",
            "quite confident",
            "fairly confident",
            "mostly confident",
            "sure",
            "quite sure",
            "fairly sure",
            "good",
        ],
    ),
    (
        3,
        &[
            "neutral",
            "neither",
            "neither agree nor disagree",
            "neither agree or disagree",
            "undecided",
            "partly",
            "partly agree",
            "partially",
            "partially agree",
            "to some extent",
            "moderately",
            "moderately confident",
            "somewhat confident",
            "somewhat",
            "neither confident nor unconfident",
            "neither sure nor unsure",
            "average",
            "fair",
        ],
    ),
    (
        2,
        &[
            "disagree",
            "mostly disagree",
            "tend to disagree",
            "somewhat disagree",
            "slightly disagree",
            "a little",
            "slightly",
            "slightly confident",
            "not very confident",
            "not very sure",
            "not sure",
            "unsure",
            "poor",
        ],
    ),
    (
        1,
        &[
            "strongly disagree",
            "disagree strongly",
            "completely disagree",
            "totally disagree",
            "fully disagree",
            "not at all",
            "not at all confident",
            "not confident at all",
            "not confident",
            "not at all sure",
            "very unsure",
            "very poor",
        ],
    ),
];

/// Words for no answer.
const NONE: [&str; 12] = [
    "n a",
    "na",
    "not applicable",
    "don t know",
    "do not know",
    "dont know",
    "no answer",
    "no opinion",
    "prefer not to say",
    "not answered",
    "skipped",
    "",
];

/// What stands in the cell of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// From 1 to 5, as the form asks.
    Mark(u8),
    /// That there is none.
    None,
}

/// The mark in a cell.
///
/// # Errors
/// What is wrong with it, in words.
pub(super) fn mark(cell: &str) -> Result<Given, String> {
    let wrong = || {
        format!(
            "“{cell}” is no mark. Write a whole number from 1 (not at all) to {SCALE} (fully), or “strongly agree” to “strongly disagree”, or leave it empty."
        )
    };
    if let Ok(number) = cell.parse::<f64>() {
        return whole(number).map(Given::Mark).ok_or_else(wrong);
    }
    let stars = cell.chars().filter(|it| matches!(it, '★' | '⭐')).count();
    if stars > 0 {
        let others = cell
            .chars()
            .all(|it| matches!(it, '★' | '⭐' | '☆' | '\u{fe0f}' | ' '));
        return whole(stars as f64)
            .filter(|_| others)
            .map(Given::Mark)
            .ok_or_else(wrong);
    }
    let (numbers, words) = parts(cell);
    // Signs that say nothing are no answer, others are not understood.
    let signs = cell.chars().all(|it| {
        matches!(
            it,
            '-' | '–' | '—' | '?' | '.' | '…' | '_' | '*' | '☆' | '/' | ' '
        )
    });
    if words.is_empty() && numbers.is_empty() && !signs {
        return Err(wrong());
    }
    if numbers.is_empty() && NONE.contains(&words.as_str()) {
        return Ok(Given::None);
    }
    // “4 out of 5”, “4/5”: the second is the scale.
    let (own, scale) = match numbers[..] {
        [] => (None, None),
        [own] => (Some(own), None),
        [own, scale] => (Some(own), Some(scale)),
        _ => return Err(wrong()),
    };
    if scale.is_some_and(|it| (it - f64::from(SCALE)).abs() > 1e-9) {
        return Err(wrong());
    }
    let said = WORDS
        .iter()
        .find(|(_, known)| known.contains(&words.as_str()))
        .map(|(mark, _)| *mark);
    let known = words.is_empty()
        || said.is_some()
        || (scale.is_some() && matches!(words.as_str(), "out of" | "of"))
        || matches!(words.as_str(), "star" | "stars");
    match (own.map(whole), said) {
        (None, Some(mark)) => Ok(Given::Mark(mark)),
        (Some(Some(own)), Some(mark)) if own != mark => Err(format!(
            "“{cell}” says {own} as a number and {mark} in words. Write one of them: {SCALE} is fully, 1 is not at all."
        )),
        (Some(Some(own)), _) if known => Ok(Given::Mark(own)),
        _ => Err(wrong()),
    }
}

fn whole(number: f64) -> Option<u8> {
    (number.fract() == 0.0 && (1.0..=f64::from(SCALE)).contains(&number)).then_some(number as u8)
}

/// The numbers of a cell, and its words in small letters.
fn parts(cell: &str) -> (Vec<f64>, String) {
    let (mut numbers, mut words) = (Vec::new(), Vec::new());
    let lower = cell.to_lowercase();
    for part in lower.split(|c: char| !(c.is_alphanumeric() || c == '.')) {
        let part = part.trim_matches('.');
        match part.parse::<f64>() {
            Ok(number) => numbers.push(number),
            Err(_) if part.is_empty() => {}
            Err(_) => words.push(part),
        }
    }
    (numbers, words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agreement_is_a_mark_in_words_and_in_numbers() {
        for (cell, wanted) in [
            ("4", 4),
            ("4.0", 4),
            ("Strongly agree", 5),
            ("Agree", 4),
            ("Neither agree nor disagree", 3),
            ("Disagree", 2),
            ("strongly  disagree", 1),
            ("4 - agree", 4),
            ("4 – Agree", 4),
            ("5 (fully)", 5),
            ("Agree (4)", 4),
            ("1 = not at all", 1),
            ("4/5", 4),
            ("3 out of 5", 3),
            ("Very confident", 5),
            ("Not at all confident", 1),
            ("4 stars", 4),
            ("★★★★", 4),
            ("★★☆☆☆", 2),
            ("Partially agree", 3),
        ] {
            assert_eq!(mark(cell), Ok(Given::Mark(wanted)), "{cell}");
        }
        for cell in ["N/A", "Don't know", "Prefer not to say", "Not applicable"] {
            assert_eq!(mark(cell), Ok(Given::None), "{cell}");
        }
        for cell in [
            "9",
            "0",
            "2.5",
            "1 - strongly agree",
            "7/10",
            "4 5 3",
            "yes",
            "4 blue",
            "😀",
            "★★★★★★",
        ] {
            assert!(mark(cell).is_err(), "{cell}: {:?}", mark(cell));
        }
    }
}
