//! The two faces of a PDF: words to glyphs, and glyphs to lines that fit. Must not know of pages.

use harfrust::{Direction, FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use std::ops::Range;

const REGULAR: &[u8] = include_bytes!("../../../../../assets/fonts/Inter-Regular.otf");
const BOLD: &[u8] = include_bytes!("../../../../../assets/fonts/Inter-Bold.otf");
/// Stands where the face has no letter; the text behind it stays what it was.
pub const STANDS_IN: &str = "□";

/// The face of the text and that of what is stressed.
pub struct Faces {
    /// For text.
    pub regular: Face,
    /// For headings and marks.
    pub bold: Face,
}

/// One weight of the typeface, for measuring and for embedding.
pub struct Face {
    /// As it is embedded.
    pub font: Font,
    read: FontRef<'static>,
    data: ShaperData,
}

/// Words on one line.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it says.
    pub words: String,
    /// How it is drawn; measures in shares of the type size.
    pub glyphs: Vec<KrillaGlyph>,
    /// How wide it is without the spaces at its end, in points.
    pub wide: f32,
    /// Whether a letter is missing in the face.
    pub lacks: bool,
}

impl Faces {
    /// Both faces; none if they can't be read.
    pub fn new() -> Option<Self> {
        Some(Self {
            regular: Face::new(REGULAR)?,
            bold: Face::new(BOLD)?,
        })
    }

    /// One of them.
    pub fn face(&self, bold: bool) -> &Face {
        if bold { &self.bold } else { &self.regular }
    }
}

impl Face {
    fn new(bytes: &'static [u8]) -> Option<Self> {
        let read = FontRef::new(bytes).ok()?;
        Some(Self {
            font: Font::new(bytes.into(), 0)?,
            data: ShaperData::new(&read),
            read,
        })
    }

    /// Words as lines, at most so wide in points. A line feed begins a new line; what can't be
    /// broken elsewhere is broken between two letters. There is always a line.
    pub fn wrapped(&self, words: &str, size: f32, wide: f32) -> Vec<Line> {
        let mut lines = Vec::new();
        for line in words.lines() {
            self.wrap_one(&printable(line), size, wide, &mut lines);
        }
        if lines.is_empty() {
            lines.push(self.line("", &[], 0..0, size, false));
        }
        lines
    }

    fn wrap_one(&self, words: &str, size: f32, wide: f32, lines: &mut Vec<Line>) {
        let (glyphs, lacking) = self.shaped(words);
        let lacks = |range: &Range<usize>| lacking[range.clone()].contains(&true);
        let (mut from, mut may_break, mut width) = (0, 0, 0.0);
        let mut at = 0;
        while at < glyphs.len() {
            let glyph = &glyphs[at];
            let space = is_space(&words[glyph.text_range.clone()]);
            width += glyph.x_advance * size;
            // Never within a letter that is drawn with several glyphs.
            let inside = at > from && glyphs[at - 1].text_range == glyph.text_range;
            if width > wide && !space && !inside && at > from {
                let to = if may_break > from { may_break } else { at };
                let range = from..to;
                lines.push(self.line(words, &glyphs, range.clone(), size, lacks(&range)));
                (from, may_break, width, at) = (to, to, 0.0, to);
                continue;
            }
            at += 1;
            if breaks_after(words, glyph.text_range.end) {
                may_break = at;
            }
        }
        let range = from..glyphs.len();
        lines.push(self.line(words, &glyphs, range.clone(), size, lacks(&range)));
    }

    /// A stretch of glyphs as a line of its own.
    fn line(
        &self,
        words: &str,
        glyphs: &[KrillaGlyph],
        range: Range<usize>,
        size: f32,
        lacks: bool,
    ) -> Line {
        let glyphs = &glyphs[range];
        let start = glyphs.first().map_or(0, |it| it.text_range.start);
        let end = glyphs.last().map_or(0, |it| it.text_range.end);
        let spaces = glyphs
            .iter()
            .rev()
            .take_while(|it| is_space(&words[it.text_range.clone()]))
            .count();
        let wide = glyphs[..glyphs.len() - spaces]
            .iter()
            .map(|it| it.x_advance * size)
            .sum();
        let glyphs = glyphs
            .iter()
            .cloned()
            .map(|mut glyph| {
                glyph.text_range = glyph.text_range.start - start..glyph.text_range.end - start;
                glyph
            })
            .collect();
        Line {
            words: words[start..end].to_owned(),
            glyphs,
            wide,
            lacks,
        }
    }

    /// Words as glyphs from left to right, and for each glyph whether it only stands in.
    fn shaped(&self, words: &str) -> (Vec<KrillaGlyph>, Vec<bool>) {
        let drawn = self.drawn(words);
        let box_glyph = self.drawn(STANDS_IN).into_iter().next();
        let mut glyphs: Vec<KrillaGlyph> = Vec::new();
        let mut lacking = Vec::new();
        for group in drawn.chunk_by(|a, b| a.text_range == b.text_range) {
            if group.iter().all(|it| it.glyph_id.to_u32() != 0) {
                glyphs.extend_from_slice(group);
                lacking.resize(glyphs.len(), false);
            } else if let Some(stands_in) = &box_glyph {
                let mut stands_in = stands_in.clone();
                stands_in.text_range = group[0].text_range.clone();
                glyphs.push(stands_in);
                lacking.push(true);
            }
        }
        (glyphs, lacking)
    }

    fn drawn(&self, words: &str) -> Vec<KrillaGlyph> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(words);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        let shaper = self.data.shaper(&self.read).build();
        let em = shaper.units_per_em().max(1) as f32;
        let output = shaper.shape(buffer, ShapeOptions::new());
        let mut found: Vec<_> = output
            .glyph_infos()
            .iter()
            .zip(output.glyph_positions())
            .collect();
        // What is written from right to left stands in the order in which it is read.
        found.sort_by_key(|(info, _)| info.cluster);
        let mut starts: Vec<usize> = found.iter().map(|it| it.0.cluster as usize).collect();
        // What is before the first glyph belongs to it.
        let first = starts.first().copied().unwrap_or(0);
        starts.dedup();
        starts.push(words.len());
        let mut next = 0;
        found
            .into_iter()
            .map(|(info, position)| {
                let start = info.cluster as usize;
                while starts.get(next).is_some_and(|it| *it <= start) && next + 1 < starts.len() {
                    next += 1;
                }
                let from = if start == first { 0 } else { start };
                KrillaGlyph::new(
                    GlyphId::new(info.glyph_id),
                    position.x_advance as f32 / em,
                    position.x_offset as f32 / em,
                    position.y_offset as f32 / em,
                    0.0,
                    from..starts[next].max(from),
                    None,
                )
            })
            .collect()
    }
}

/// Without what a PDF can't hold as text; a tab and a line feed are a space.
pub fn printable(words: &str) -> String {
    words
        .chars()
        .map(|c| if matches!(c, '\t' | '\n') { ' ' } else { c })
        .filter(|c| !c.is_control() && !is_no_character(*c))
        .collect()
}

fn is_no_character(c: char) -> bool {
    c == '\u{feff}' || (u32::from(c) & 0xfffe) == 0xfffe
}

fn is_space(words: &str) -> bool {
    !words.is_empty()
        && words
            .chars()
            .all(|c| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}'))
}

/// Whether a line may end before this byte.
fn breaks_after(words: &str, at: usize) -> bool {
    let mut before = words[..at].chars().rev();
    let Some(last) = before.next() else {
        return false;
    };
    if is_space(last.encode_utf8(&mut [0; 4])) {
        return true;
    }
    matches!(last, '-' | '–' | '—' | '/' | '‐')
        && before.next().is_some_and(char::is_alphanumeric)
        && words[at..].starts_with(char::is_alphanumeric)
}
