//! An answer as eight letters that can be read out: what role, which decision, which option, how sure, of which
//! scenario. Must not enter anything.
//!
//! Six letters carry a number in base 23: which of all answers that the scenario knows, and in what is left of
//! the range as much of the scenario's hash as fits. Two more letters make the sum of all places, and the sum of
//! each place times its position, zero modulo 23. As 23 is prime any one or two wrong letters are found, and so
//! are any two that changed places.

use crate::Refused;
use wardroom_core::exercise::{Command, SUREST};
use wardroom_core::scenario::{PromptId, RoleId, Scenario};

/// Letters of a code. I, O and U are not among them: they look like 1, 0 and V. As letters they are read out
/// with the words of aviation's alphabet.
pub const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRSTVWXYZ";

/// As a number.
const BASE: u64 = 23;
/// Letters that carry something.
const CARRIES: usize = 6;
/// All letters.
const LENGTH: usize = 8;
/// Numbers that six letters can be.
const RANGE: u64 = BASE.pow(6);
/// Of the scenario's hash at least this much is in a code: one in so many codes of another fits by chance.
const LEAST_MARKS: u64 = 256;

/// What a code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaning {
    /// The decision point.
    pub prompt: PromptId,
    /// The role.
    pub by: RoleId,
    /// The option: its place among those the decision point has.
    pub option: usize,
    /// How sure they are, 1 to 5.
    pub confidence: u8,
}

impl Leaning {
    /// The same as it enters an exercise.
    pub fn command(self, name: String, because: String) -> Command {
        Command::Lean {
            prompt: self.prompt,
            by: self.by,
            name,
            option: self.option,
            because,
            confidence: self.confidence,
        }
    }
}

/// The codes of a scenario.
#[derive(Clone, Debug)]
pub struct Codes {
    /// Each decision point that a role may be asked, with how many answers come before it and how many options
    /// it has.
    asked: Vec<(PromptId, RoleId, u64, usize)>,
    /// All answers there are.
    answers: u64,
    /// What marks the scenario.
    mark: u64,
}

impl Codes {
    /// The codes of a scenario; none if it has more answers than eight letters can tell apart.
    pub fn of(scenario: &Scenario) -> Option<Self> {
        let mut asked = Vec::new();
        let mut answers = 0;
        for (at, prompt) in scenario.prompts.iter().enumerate() {
            for role in &prompt.by {
                asked.push((at.into(), *role, answers, prompt.options.len()));
                answers += u64::try_from(prompt.options.len()).ok()? * u64::from(SUREST);
            }
        }
        if answers == 0 || RANGE / answers < LEAST_MARKS {
            return None;
        }
        let digits = scenario.hash.get(..15)?;
        let hash = u64::from_str_radix(digits, 16).ok()?;
        Some(Self {
            asked,
            answers,
            mark: hash % (RANGE / answers),
        })
    }

    /// The code of an answer; none if the role is not asked that, or there is no such option.
    pub fn code(&self, prompt: PromptId, by: RoleId, option: usize, sure: u8) -> Option<String> {
        let found = self.asked.iter().find(|it| it.0 == prompt && it.1 == by);
        let (_, _, before, _) = found.filter(|it| option < it.3)?;
        let sure = sure.checked_sub(1).filter(|it| *it < SUREST)?;
        let at = before + u64::try_from(option).ok()? * u64::from(SUREST) + u64::from(sure);
        Some(spaced(letters(self.mark * self.answers + at)))
    }

    /// What a code says, as somebody typed it.
    fn decode(&self, typed: &str) -> Result<Leaning, Refused> {
        let number = number(typed)?;
        let (mark, at) = (number / self.answers, number % self.answers);
        if mark != self.mark {
            return Err(Refused::new(
                "That code is of another scenario, or of another version of this one.",
            ));
        }
        let found = self.asked.iter().rev().find(|it| it.2 <= at);
        let Some((prompt, by, before, _)) = found else {
            return Err(Refused::new("That code says nothing."));
        };
        let (option, sure) = (
            (at - before) / u64::from(SUREST),
            (at - before) % u64::from(SUREST),
        );
        let failed = |_| Refused::new("That code says nothing.");
        Ok(Leaning {
            prompt: *prompt,
            by: *by,
            option: usize::try_from(option).map_err(failed)?,
            confidence: u8::try_from(sure + 1).map_err(failed)?,
        })
    }
}

/// What a code says in a scenario, as somebody typed it: case, spaces and hyphens don't matter.
///
/// # Errors
/// In words for a person: it is no code, it was mistyped, it is of another scenario.
pub fn decode(scenario: &Scenario, typed: &str) -> Result<Leaning, Refused> {
    let codes = Codes::of(scenario).ok_or_else(|| {
        Refused::new("This scenario has too many answers for codes: take the answers as a file.")
    })?;
    codes.decode(typed)
}

/// A number with its two letters that find mistakes.
fn letters(mut number: u64) -> [u8; LENGTH] {
    let mut places = [0; LENGTH];
    for place in places.iter_mut().take(CARRIES).rev() {
        *place = number % BASE;
        number /= BASE;
    }
    let [sum, weighted] = sums(&places);
    // The last two stand at positions 7 and 8, so that with a + b = -sum and 7a + 8b = -weighted
    // b = 7·sum - weighted, and a is the rest.
    let last = (7 * sum + BASE - weighted) % BASE;
    places[CARRIES + 1] = last;
    places[CARRIES] = (2 * BASE - sum - last) % BASE;
    places.map(|place| usize::try_from(place).map_or(b'A', |at| LETTERS[at % LETTERS.len()]))
}

/// The sum of all places, and of each times its position from 1, modulo 23.
fn sums(places: &[u64; LENGTH]) -> [u64; 2] {
    let mut sums = [0, 0];
    for (place, position) in places.iter().zip(1..) {
        sums[0] = (sums[0] + place) % BASE;
        sums[1] = (sums[1] + place * position) % BASE;
    }
    sums
}

/// The number that was typed.
fn number(typed: &str) -> Result<u64, Refused> {
    let mut places = [0; LENGTH];
    let mut length = 0;
    for sign in typed.chars().filter(|it| !it.is_whitespace() && *it != '-') {
        let upper = sign.to_ascii_uppercase();
        let found = LETTERS.iter().position(|it| char::from(*it) == upper);
        let Some(place) = found.and_then(|it| u64::try_from(it).ok()) else {
            let shown: String = upper.escape_debug().collect();
            return Err(Refused::new(format!(
                "There is no “{shown}” in a code: it has eight letters, without I, O and U."
            )));
        };
        if let Some(here) = places.get_mut(length) {
            *here = place;
        }
        length += 1;
    }
    if length != LENGTH {
        return Err(Refused::new(format!(
            "A code has eight letters; that has {length}."
        )));
    }
    if sums(&places) != [0, 0] {
        return Err(Refused::new(
            "That code is not right: a letter was misheard or mistyped. Have it read out again.",
        ));
    }
    let carried = places.iter().take(CARRIES);
    Ok(carried.fold(0, |number, place| number * BASE + place))
}

/// `KDRT MWXA`.
fn spaced(letters: [u8; LENGTH]) -> String {
    let mut code: String = letters.into_iter().map(char::from).collect();
    code.insert(LENGTH / 2, ' ');
    code
}

/// A code as it is read out: `Kilo Delta Romeo Tango`. What is no letter of a code is left out.
pub fn spelled(code: &str) -> String {
    let words = code.chars().filter_map(|letter| {
        let at = LETTERS.iter().position(|it| char::from(*it) == letter)?;
        Some(SPOKEN[at])
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The letters in aviation's alphabet (ICAO Annex 10), in their order.
pub(crate) const SPOKEN: [&str; 23] = [
    "Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "Juliett", "Kilo",
    "Lima", "Mike", "November", "Papa", "Quebec", "Romeo", "Sierra", "Tango", "Victor", "Whiskey",
    "X-ray", "Yankee", "Zulu",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_comes_back_and_no_mistake_of_two_letters_passes() {
        for n in (0..RANGE).step_by(991).chain([0, 1, RANGE - 1]) {
            let code = letters(n);
            let text: String = code.iter().map(|it| char::from(*it)).collect();
            assert_eq!(number(&text), Ok(n), "{text}");
        }
        let code = letters(123_456_789);
        let typed = |code: [u8; LENGTH]| code.iter().map(|it| char::from(*it)).collect::<String>();
        for one in 0..LENGTH {
            for two in one + 1..LENGTH {
                let mut swapped = code;
                swapped.swap(one, two);
                assert_eq!(number(&typed(swapped)).is_ok(), swapped == code);
                for a in LETTERS {
                    for b in LETTERS {
                        let mut wrong = code;
                        (wrong[one], wrong[two]) = (*a, *b);
                        assert_eq!(number(&typed(wrong)).is_ok(), wrong == code, "{wrong:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_no_code_is_refused_in_words() {
        for (typed, says) in [
            ("", "that has 0"),
            ("ABCD EFG", "that has 7"),
            ("ABCD EFGH J", "that has 9"),
            ("ABCD EFG0", "no “0”"),
            ("ABCD EFGI", "no “I”"),
            ("ABCD EFGÄ", "no “Ä”"),
            ("AAAA AAAB", "not right"),
        ] {
            let said = number(typed).expect_err("no code").0;
            assert!(said.contains(says), "{typed}: {said}");
        }
        let spread = number("a a-a a aaaa");
        assert_eq!(spread, Ok(0));
    }

    #[test]
    fn letters_are_read_out_as_everybody_knows_them() {
        for (letter, word) in LETTERS.iter().zip(SPOKEN) {
            assert_eq!(word.as_bytes()[0], *letter);
        }
        assert_eq!(spelled("KD RT"), "Kilo Delta Romeo Tango");
    }
}
