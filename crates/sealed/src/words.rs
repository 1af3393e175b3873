//! The words that open messages: drawn from a list of short English words that are hard to mishear. Must not
//! know what they open.
//!
//! The list is that of BIP 39 (`bip39`, CC0-1.0) without words that sound like another, that mean something in
//! an exercise or a hospital, that are numbers or times, or that somebody may not like to read out. What is
//! left differs in the first four letters, so that a page can complete a word that was half understood.

use crate::Refused;
use ring::rand::{SecureRandom, SystemRandom};

const LIST: &str = include_str!("../assets/words.txt");

/// Words that open one message, at most.
pub const MOST_WORDS: usize = 4;

/// All words, in order.
pub fn list() -> Vec<&'static str> {
    LIST.lines().collect()
}

/// How much there is to guess in so many words, in bits.
pub fn bits(words: usize) -> f64 {
    // A count as large as the list is exact.
    let each = u32::try_from(list().len()).map_or(0.0, |it| libm::log2(f64::from(it)));
    each * u32::try_from(words).map_or(0.0, f64::from)
}

/// So many phrases of so many words. No word comes twice, so that one that is half understood opens nothing
/// else.
///
/// # Errors
/// If there is no source of random bytes, or there are more phrases than the list has words for.
pub(crate) fn draw(phrases: usize, words: usize) -> Result<Vec<String>, Refused> {
    let mut left = list();
    if phrases * words > left.len() / 2 {
        return Err(Refused::new(format!(
            "there are {phrases} messages and decisions, more than the list has words for"
        )));
    }
    let random = SystemRandom::new();
    let mut phrase = || {
        let drawn: Result<Vec<&str>, Refused> = (0..words)
            .map(|_| below(&random, left.len()).map(|at| left.swap_remove(at)))
            .collect();
        drawn.map(|it| it.join(" "))
    };
    (0..phrases).map(|_| phrase()).collect()
}

/// A number below another, each as likely.
pub(crate) fn below(random: &SystemRandom, end: usize) -> Result<usize, Refused> {
    let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
    // What is above the last whole multiple would make small numbers likelier.
    let fair = u64::MAX - u64::MAX % end;
    loop {
        let drawn = u64::from_le_bytes(bytes(random)?);
        if drawn < fair {
            return Ok(usize::try_from(drawn % end).unwrap_or(0));
        }
    }
}

/// Random bytes of the system.
pub(crate) fn bytes<const N: usize>(random: &SystemRandom) -> Result<[u8; N], Refused> {
    let mut bytes = [0; N];
    random
        .fill(&mut bytes)
        .map_err(|_| Refused::new("the system gives no random bytes"))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn words_are_short_plain_and_known_by_their_first_four_letters() {
        let all = list();
        assert!((1_400..=2_048).contains(&all.len()), "{}", all.len());
        let beginnings: BTreeSet<&str> = all.iter().map(|it| &it[..it.len().min(4)]).collect();
        assert_eq!(beginnings.len(), all.len());
        for word in &all {
            assert!((3..=8).contains(&word.len()), "{word}");
            assert!(word.bytes().all(|it| it.is_ascii_lowercase()), "{word}");
        }
        for pair in [
            ["sun", "son"],
            ["wait", "weight"],
            ["hour", "our"],
            ["eight", "ate"],
        ] {
            let both = pair.iter().any(|it| all.contains(it));
            assert!(!both, "{pair:?} sound alike");
        }
    }

    #[test]
    fn two_words_are_twenty_bits_and_no_word_comes_twice() {
        assert!(bits(2) > 20.0 && bits(3) > 30.0);
        let drawn = draw(200, 3).expect("random bytes");
        let words: BTreeSet<&str> = drawn.iter().flat_map(|it| it.split(' ')).collect();
        assert_eq!(words.len(), 600);
        assert!(draw(400, 2).is_err(), "more than there are words for");
    }
}
