//! Whether letters that were read make words. Must not know a language: Latin words have vowels.

/// The share of letters, of all that was read, that is known.
const KNOWN: f64 = 0.8;

/// The share of signs that are letters, figures or common points.
const LETTERS: f64 = 0.7;

/// The share of plain Latin letters that are vowels. In every language written so it is a third and more.
const VOWELS: f64 = 0.22;

/// So few letters tell nothing.
const FEW: usize = 20;

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
    // Shorter words are often abbreviations.
    let long = words.split(|c: char| !c.is_alphabetic());
    let long = long.filter(|it| it.len() > 3 && it.is_ascii());
    let (mut plain, mut vowels) = (0_usize, 0_usize);
    for letter in long.flat_map(str::chars) {
        plain += 1;
        vowels += usize::from("aeiouyAEIOUY".contains(letter));
    }
    plain < FEW || share(vowels, plain) >= VOWELS
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
            let letters = plan.chars().map(|it| {
                let other = u32::from(it).checked_sub(by).and_then(char::from_u32);
                other.filter(|_| !it.is_whitespace()).unwrap_or(it)
            });
            letters.collect()
        };
        assert!(!legible(&moved(29)));
        assert!(!legible(&plan.replace(['a', 'e', 'o', 'i'], "\u{fffd}")));
        let consonants = plan.replace(['a', 'e', 'o', 'i', 'u', 'y'], "x");
        assert!(!legible(&consonants.repeat(3)));
    }
}
