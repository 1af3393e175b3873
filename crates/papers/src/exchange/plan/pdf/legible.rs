//! Whether letters that were read make words. Must not know a language: Latin words have vowels.

/// The share of letters, of all that was read, that is known.
const KNOWN: f64 = 0.8;

/// The share of signs that are letters, figures or common points.
const LETTERS: f64 = 0.7;

/// The share of longer Latin words that have a vowel.
const VOWELS: f64 = 0.6;

/// Whether letters make words.
pub(super) fn legible(words: &str) -> bool {
    let signs = words.chars().filter(|it| !it.is_whitespace());
    let (mut all, mut known, mut letters) = (0_usize, 0_usize, 0_usize);
    for sign in signs {
        all += 1;
        known += usize::from(sign != '\u{fffd}');
        letters += usize::from(sign.is_alphanumeric() || ".,:;()-–’'\"“”/&%•".contains(sign));
    }
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    if share(known, all) < KNOWN || share(letters, known) < LETTERS {
        return false;
    }
    let long = words.split(|c: char| !c.is_alphabetic());
    let long = long.filter(|it| it.chars().count() > 3 && it.is_ascii());
    // Abbreviations are in capitals.
    let long: Vec<&str> = long
        .filter(|it| it.chars().any(char::is_lowercase))
        .collect();
    let voiced =
        |it: &&&str| it.contains(['a', 'e', 'i', 'o', 'u', 'y', 'A', 'E', 'I', 'O', 'U', 'Y']);
    long.len() < 5 || share(long.iter().filter(voiced).count(), long.len()) >= VOWELS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_what_broken_fonts_leave() {
        let plan = "4.2 Isolation of networks\nOwner: IT on call. Isolate a segment only with a clinical sign-off.";
        assert!(legible(plan));
        // Every letter by one that stands elsewhere in the alphabet, as a font without a table of letters gives them.
        let moved = |by: u32| -> String {
            let letters = plan.chars();
            letters
                .map(|it| {
                    if it == ' ' {
                        it
                    } else {
                        char::from_u32(u32::from(it) - by).unwrap_or(it)
                    }
                })
                .collect()
        };
        assert!(!legible(&moved(29)));
        assert!(!legible(&plan.replace(['a', 'e', 'o', 'i'], "\u{fffd}")));
        let consonants = plan.replace(['a', 'e', 'o', 'i', 'u', 'y'], "x");
        assert!(!legible(&consonants.repeat(3)));
    }
}
