//! How wide words are in the typeface of the reports, and how they break into lines. The words are
//! set by the shaper that also sets them in pictures, so the figures are the picture's own. Must not
//! know what is written.

use crate::apostrophes::curled;
use harfrust::{FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use std::sync::LazyLock;

/// Inter, which the reports' pictures are set in.
pub const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/Inter-Regular.otf");
/// The same, bold.
pub const BOLD: &[u8] = include_bytes!("../../../assets/fonts/Inter-Bold.otf");

/// Both faces, read once: they never change.
static FACES: LazyLock<[Option<Face>; 2]> = LazyLock::new(|| [REGULAR, BOLD].map(Face::read));

struct Face {
    font: FontRef<'static>,
    data: ShaperData,
}

impl Face {
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(bytes).ok()?;
        let data = ShaperData::new(&font);
        Some(Self { font, data })
    }
}

/// What setting some words came to.
struct Set {
    ems: f64,
    /// Whether the face has every letter.
    whole: bool,
}

fn set(text: &str, bold: bool) -> Set {
    let Some(face) = &FACES[usize::from(bold)] else {
        return Set {
            ems: text.chars().count() as f64,
            whole: false,
        };
    };
    let shaper = face.data.shaper(&face.font).build();
    let units = f64::from(shaper.units_per_em().max(1));
    let mut buffer = UnicodeBuffer::new();
    // As it will be printed.
    buffer.push_str(&curled(text));
    buffer.guess_segment_properties();
    let glyphs = shaper.shape(buffer, ShapeOptions::new());
    let mut found = Set {
        ems: 0.0,
        whole: true,
    };
    for (glyph, place) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
        if glyph.glyph_id == 0 {
            // Another face will set it, no letter of which is likely to be wider than it is high.
            found.ems += 1.0;
            found.whole = false;
        } else {
            found.ems += f64::from(place.x_advance) / units;
        }
    }
    found
}

/// How wide words are on one line, in the unit of `size`. Letters that Inter does not have count
/// as square.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    set(text, bold).ems * size
}

/// Whether Inter has every letter of it, so that [`width`] is exact.
pub fn has_letters_for(text: &str, bold: bool) -> bool {
    set(text, bold).whole
}

/// Words broken into lines none of which is wider than `most`. A word that is wider by itself is
/// broken where it must be; nothing is left out.
pub fn wrapped(text: &str, size: f64, bold: bool, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        if let Some(line) = lines.last_mut() {
            let longer = format!("{line} {word}");
            if width(&longer, size, bold) <= most {
                *line = longer;
                continue;
            }
        }
        let mut rest = word;
        while width(rest, size, bold) > most {
            let at = fitting(rest, size, bold, most);
            if at >= rest.len() {
                break;
            }
            lines.push(rest[..at].to_owned());
            rest = &rest[at..];
        }
        lines.push(rest.to_owned());
    }
    lines
}

/// The same in as few lines, as equal in width as can be.
pub fn balanced(text: &str, size: f64, bold: bool, most: f64) -> Vec<String> {
    let mut lines = wrapped(text, size, bold, most);
    // No word is broken for it.
    let words = text.split_whitespace().map(|it| width(it, size, bold));
    let least = words.fold(most / 2.0, f64::max);
    let mut narrower = most - size;
    while lines.len() > 1 && narrower > least {
        let tried = wrapped(text, size, bold, narrower);
        if tried.len() > lines.len() {
            break;
        }
        lines = tried;
        narrower -= size;
    }
    lines
}

/// Where a word has to be broken so that its beginning fits: one letter at least.
fn fitting(word: &str, size: f64, bold: bool, most: f64) -> usize {
    let ends: Vec<usize> = word
        .char_indices()
        .map(|(at, letter)| at + letter.len_utf8())
        .collect();
    let fit = ends.partition_point(|end| width(&word[..*end], size, bold) <= most);
    ends[fit.max(1) - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bold_is_wider_and_width_grows_with_size() {
        let plain = width("Emergency department", 12.0, false);
        assert!(plain > 100.0 && plain < 150.0, "{plain}");
        assert!(width("Emergency department", 12.0, true) > plain);
        assert!((width("Emergency department", 24.0, false) - 2.0 * plain).abs() < 1e-9);
        assert_eq!(width("", 12.0, false), 0.0);
    }

    #[test]
    fn letters_that_the_face_lacks_are_square_and_told() {
        assert!(has_letters_for(
            "Zoë Ängström, Łódź, Ορθοπεδικά, Хирургия",
            false
        ));
        assert!(!has_letters_for("放射科", false));
        assert_eq!(width("放射科", 10.0, false), 30.0);
    }

    #[test]
    fn wrapped_words_fit_and_none_is_lost() {
        for text in [
            "Hospital laboratories: urgent tests",
            "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch ward",
            "放射科放射科放射科放射科放射科放射科",
            "a",
            "",
        ] {
            let lines = wrapped(text, 12.0, false, 80.0);
            assert!(
                lines.iter().all(|it| width(it, 12.0, false) <= 80.0),
                "{lines:?}"
            );
            let bare = |text: &str| text.replace(' ', "");
            assert_eq!(bare(&lines.concat()), bare(text));
            let even = balanced(text, 12.0, false, 80.0);
            assert_eq!(even.len(), lines.len());
            assert_eq!(bare(&even.concat()), bare(text));
        }
    }
}
