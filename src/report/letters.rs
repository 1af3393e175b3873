//! How wide a text is in the typeface of the reports. Must not lay anything out.

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.otf");
const BOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-Bold.otf");

/// The width of a text in Inter of a size. Pairs of letters are taken as they stand alone, which
/// is never narrower than they are together by more than a hair.
pub fn width(words: &str, size: f64, bold: bool) -> f64 {
    let Ok(font) = FontRef::new(if bold { BOLD } else { REGULAR }) else {
        // The face is in the program; without it, a letter is taken to be wide.
        return words.chars().count() as f64 * size * 0.7;
    };
    let letters = font.charmap();
    let metrics = font.glyph_metrics(Size::new(size as f32), LocationRef::default());
    words
        .chars()
        .map(|letter| {
            letters
                .map(letter)
                .and_then(|glyph| metrics.advance_width(glyph))
                .map_or(size, f64::from)
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_as_wide_as_its_letters() {
        assert!((width("00", 20.0, false) - 2.0 * width("0", 20.0, false)).abs() < 1e-9);
        assert!(width("Wards", 14.0, true) > width("Wards", 14.0, false));
        assert!(width("Wards", 14.0, false) > width("ill", 14.0, false));
        assert!(width("", 14.0, false).abs() < 1e-9);
    }
}
