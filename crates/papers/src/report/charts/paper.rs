//! The sheet that a chart is drawn on: what lies behind, lines, and words always on top, written out
//! as SVG. Must not know what is drawn.

use crate::apostrophes::curled;
use crate::palette::{Colour, INK, QUIET};
use crate::type_width;
use maud::{Markup, PreEscaped, html};

/// The width of every chart. On A4 it is 17 cm wide, so that one unit is 0.67 pt.
pub const WIDTH: f64 = 720.0;
/// The size of names and legends: 8 pt on A4.
pub const PLAIN: f64 = 12.0;
/// The smallest type: 7.4 pt on A4.
pub const SMALL: f64 = 11.0;
/// From one line of type to the next.
pub const LINE: f64 = 14.0;

/// Where words stand on their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// They begin there.
    Begin,
    /// They are centred on it.
    Middle,
    /// They end there.
    End,
}

/// How words are set.
#[derive(Clone, Copy, Debug)]
pub struct Set {
    pub size: f64,
    pub bold: bool,
    pub colour: Colour,
}

/// Names and legends.
pub const NAME: Set = Set {
    size: PLAIN,
    bold: false,
    colour: INK,
};
/// Figures of axes and what is said in passing.
pub const REMARK: Set = Set {
    size: SMALL,
    bold: false,
    colour: QUIET,
};

/// A chart while it is drawn.
#[derive(Debug, Default)]
pub struct Paper {
    patterns: String,
    back: String,
    lines: String,
    words: String,
}

impl Paper {
    /// A thin line behind everything.
    pub fn rule(&mut self, from: (f64, f64), to: (f64, f64), colour: Colour, dashes: &str) {
        let dashes = (!dashes.is_empty()).then_some(dashes);
        self.back.push_str(
            &html! {
                line x1=(n(from.0)) y1=(n(from.1)) x2=(n(to.0)) y2=(n(to.1)) stroke=(colour) stroke-width="1" stroke-dasharray=[dashes] {}
            }
            .into_string(),
        );
    }

    /// A filled area; what was ruled before lies under it.
    pub fn area(&mut self, corner: (f64, f64), size: (f64, f64), fill: &str, round: f64) {
        let round = (round > 0.0).then(|| n(round));
        self.back.push_str(
            &html! {
                rect x=(n(corner.0)) y=(n(corner.1)) width=(n(size.0)) height=(n(size.1)) rx=[round] fill=(fill) {}
            }
            .into_string(),
        );
    }

    /// A fill of slanted lines on a ground, to be named as `url(#id)`.
    pub fn hatching(&mut self, id: &str, (ground, colour): (Colour, Colour), slant: u32) {
        self.patterns.push_str(
            &html! {
                pattern id=(id) width="6" height="6" patternUnits="userSpaceOnUse" patternTransform=(format!("rotate({slant})")) {
                    rect width="6" height="6" fill=(ground) {}
                    rect width="1.2" height="6" fill=(colour) {}
                }
            }
            .into_string(),
        );
    }

    /// A curve through points; a dot if there is only one.
    pub fn curve(&mut self, points: &[(f64, f64)], colour: Colour, dashes: &str) {
        let drawn = match points {
            [] => return,
            [(x, y)] => html! { circle cx=(n(*x)) cy=(n(*y)) r="3" fill=(colour) {} },
            _ => {
                let mut path = String::new();
                for (at, (x, y)) in points.iter().enumerate() {
                    path.push_str(if at == 0 { "M" } else { "L" });
                    path.push_str(&format!("{} {}", n(*x), n(*y)));
                }
                let dashes = (!dashes.is_empty()).then_some(dashes);
                html! {
                    path d=(path) fill="none" stroke=(colour) stroke-width="2" stroke-linejoin="round" stroke-dasharray=[dashes] {}
                }
            }
        };
        self.lines.push_str(&drawn.into_string());
    }

    /// Words on one line, centred on `at` in height. Their length is told, so that a reader's
    /// machine without Inter keeps to the room that was measured.
    pub fn words(&mut self, words: &str, at: (f64, f64), side: Side, set: Set) {
        let words = printed(words);
        let wide = type_width::width(&words, set.size, set.bold);
        let exact = type_width::has_letters_for(&words, set.bold);
        let (x, anchor) = match (side, exact) {
            (Side::Begin, _) => (at.0, None),
            (Side::Middle, true) => (at.0 - wide / 2.0, None),
            (Side::End, true) => (at.0 - wide, None),
            (Side::Middle, false) => (at.0, Some("middle")),
            (Side::End, false) => (at.0, Some("end")),
        };
        let told = (exact && words.chars().count() > 1).then(|| format!("{wide:.2}"));
        let adjust = told.is_some().then_some("spacingAndGlyphs");
        let weight = set.bold.then_some("700");
        // A capital of Inter is 0.73 of its size high.
        let y = at.1 + set.size * 0.364;
        self.words.push_str(
            &html! {
                text x=(n(x)) y=(n(y)) font-size=(n(set.size)) font-weight=[weight] fill=(set.colour) text-anchor=[anchor] textLength=[told] lengthAdjust=[adjust] { (words) }
            }
            .into_string(),
        );
    }

    /// Words on as many lines as they need within a width; where the next line would stand.
    pub fn lines(&mut self, words: &str, at: (f64, f64), most: f64, set: Set) -> f64 {
        let mut y = at.1;
        for line in type_width::wrapped(words, set.size, set.bold, most) {
            self.words(&line, (at.0, y), Side::Begin, set);
            y += LINE;
        }
        y
    }

    /// The SVG, which is as wide as its page and says in words what it shows.
    pub fn svg(self, height: f64, title: &str, told: &str) -> String {
        let layers = [self.back, self.lines, self.words].map(PreEscaped);
        let patterns: Markup = html! {
            @if !self.patterns.is_empty() { defs { (PreEscaped(self.patterns)) } }
        };
        html! {
            svg xmlns="http://www.w3.org/2000/svg" role="img" width="100%" viewBox=(format!("0 0 {} {}", n(WIDTH), n(height.ceil()))) font-family="Inter, Arial, sans-serif" style="font-variant-numeric:normal" {
                title { (printed(title)) }
                desc { (printed(told)) }
                (patterns)
                @for layer in layers { (layer) }
            }
        }
        .into_string()
    }
}

/// Words as a page shows them: what is measured must be what is printed.
fn printed(words: &str) -> String {
    curled(&words.replace(char::is_control, ""))
}

/// A coordinate with as many decimals as can be seen.
fn n(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// Where strips can begin: between these.
const MARGINS: (f64, f64) = (210.0, 250.0);

/// Where strips begin, so that the names fit left of them. All charts begin there, so that their
/// times stand below each other.
pub fn margin(services: &[&str]) -> f64 {
    let widths = services
        .iter()
        .map(|it| type_width::width(it, PLAIN, false));
    (widths.fold(0.0, f64::max) + 12.0).clamp(MARGINS.0, MARGINS.1)
}
