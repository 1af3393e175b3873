//! The colours of everything on paper, each named once: page, Word file, PDF, charts, workbook. They
//! are those of the window's light theme. Must not know what is drawn in them.

use std::fmt;
use wardroom_core::scenario::Rating;

/// Red, green and blue. As words it is what a page and a drawing take: `#005eb8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(red, green, blue) = self;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Colour {
    /// As Word takes it: `005EB8`.
    pub fn bare(self) -> String {
        let Self(red, green, blue) = self;
        format!("{red:02X}{green:02X}{blue:02X}")
    }

    /// As a workbook takes it: `0x005EB8`.
    pub fn number(self) -> u32 {
        let Self(red, green, blue) = self;
        u32::from_be_bytes([0, red, green, blue])
    }

    /// As a picture of pixels takes it, opaque.
    pub fn paint(self) -> resvg::tiny_skia::Color {
        resvg::tiny_skia::Color::from_rgba8(self.0, self.1, self.2, u8::MAX)
    }

    /// Laid over white, so strongly: 1 is the colour itself, 0 is white.
    pub fn over_white(self, share: f64) -> Self {
        let part = |part: u8| (255.0 + (f64::from(part) - 255.0) * share).round() as u8;
        Self(part(self.0), part(self.1), part(self.2))
    }
}

/// Text.
pub const INK: Colour = Colour(0x16, 0x21, 0x2b);
/// What is said quietly.
pub const QUIET: Colour = Colour(0x53, 0x68, 0x7a);
/// Rules and borders.
pub const RULE: Colour = Colour(0xd5, 0xdd, 0xe3);
/// Lines that lead the eye through a chart.
pub const GUIDE: Colour = Colour(0x8b, 0xa0, 0xb3);
/// The ground of all of it.
pub const WHITE: Colour = Colour(0xff, 0xff, 0xff);
/// The ground of a table's head.
pub const SHADE: Colour = Colour(0xf3, 0xf6, 0xf8);
/// The ground of a region on a map.
pub const TILE: Colour = Colour(0xf2, 0xf5, 0xf8);
/// Headings, figures, what was reported.
pub const ACCENT: Colour = Colour(0x00, 0x5e, 0xb8);
/// The spread about a curve.
pub const BAND: Colour = Colour(0xc4, 0xdd, 0xf2);
/// Better.
pub const GOOD: Colour = Colour(0x00, 0x67, 0x47);
/// The ground of what is well.
pub const GOOD_GROUND: Colour = Colour(0xdc, 0xef, 0xe4);
/// What goes on with less, as text.
pub const REDUCED: Colour = Colour(0x8a, 0x4d, 0x00);
/// The same as a field.
pub const REDUCED_FIELD: Colour = Colour(0xf0, 0xa3, 0x0a);
/// Ground and lines of a strip that goes on with less.
pub const REDUCED_STRIP: (Colour, Colour) = (Colour(0xfd, 0xe3, 0xb0), Colour(0xe3, 0xa8, 0x3f));
/// Ground and lines of a strip that goes on with paper.
pub const PAPER_STRIP: (Colour, Colour) = (Colour(0xd3, 0xe4, 0xf5), Colour(0x7f, 0xb0, 0xdd));
/// A strip that has stopped.
pub const STOPPED: Colour = Colour(0xb3, 0x26, 0x1a);
/// Worse, as a mark or a curve.
pub const BAD: Colour = Colour(0xc1, 0x27, 0x1a);
/// The same as text on its own ground.
pub const BAD_TEXT: Colour = Colour(0xa8, 0x20, 0x15);
/// The handling marking.
pub const MARKING: Colour = Colour(0xa3, 0x5b, 0x00);

/// The ground and the ink of a rating's letter.
pub fn rating(rating: Rating) -> (Colour, Colour) {
    match rating {
        Rating::P => (GOOD_GROUND, GOOD),
        Rating::S => (Colour(0xdc, 0xeb, 0xf8), ACCENT),
        Rating::M => (Colour(0xfd, 0xec, 0xcd), REDUCED),
        Rating::U => (Colour(0xfa, 0xdc, 0xd9), BAD_TEXT),
    }
}

/// The colours as a page's style sheet takes them: its first line, and those of ratings.
pub fn css() -> String {
    let mut css = format!(
        ":root {{ --paper: {WHITE}; --ink: {INK}; --quiet: {QUIET}; --line: {RULE}; --accent: {ACCENT}; --reduced: {REDUCED}; }}\n"
    );
    for (letter, of) in [
        ("P", Rating::P),
        ("S", Rating::S),
        ("M", Rating::M),
        ("U", Rating::U),
    ] {
        let (ground, ink) = rating(of);
        css.push_str(&format!(
            ".mark-{letter} {{ background: {ground}; color: {ink}; }}\n"
        ));
    }
    css
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_written_as_each_kind_of_file_takes_it() {
        assert_eq!(ACCENT.to_string(), "#005eb8");
        assert_eq!(ACCENT.bare(), "005EB8");
        assert_eq!(ACCENT.number(), 0x00_5e_b8);
        assert_eq!(BAD.over_white(0.0), WHITE);
        assert_eq!(BAD.over_white(1.0), BAD);
    }

    #[test]
    fn the_style_sheet_names_its_colours_and_has_none_itself() {
        let sheet = include_str!("report/report.css");
        assert!(!sheet.contains('#'), "{sheet}");
        let given = css();
        let asked: std::collections::BTreeSet<&str> = sheet
            .split("var(")
            .skip(1)
            .filter_map(|it| it.split(')').next())
            .collect();
        assert!(asked.len() >= 5, "{asked:?}");
        for name in asked {
            assert!(given.contains(&format!("{name}: #")), "{name}");
        }
    }
}
