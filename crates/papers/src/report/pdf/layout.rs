//! A document's parts set on pages, one after the other, each in its style. Must not know how a page
//! is written.

use super::error::PdfError;
use super::faces::{Faces, STANDS_IN};
use super::pages::{BODY, Drawn, Heading, LEFT, Layout, MARKING, Style, WIDE};
use super::{picture, table};
use crate::palette::{ACCENT, INK, QUIET};
use crate::report::document::{Block, Document};
use crate::report::image::Image;
use crate::report::seen;
use krilla::tagging::{ListNumbering, Tag, TagKind};
use std::num::NonZeroU16;

const TITLE: Style = Style::new(26.0, true, ACCENT, 0.0, 5.0);
const SUBTITLE: Style = Style::new(12.0, false, QUIET, 0.0, 5.0);
const NORMAL: Style = Style::new(10.5, false, INK, 0.0, 5.0);
const NOTE: Style = Style::new(9.0, false, QUIET, 0.0, 5.0);
const CAPTION: Style = Style::new(9.5, true, QUIET, 6.0, 4.0);
/// Between the frame of a card and what stands in it, in points.
const PADDING: f32 = 10.0;
/// Short paragraphs under a heading that stay with what follows them.
const LEADS: usize = 2;
const FIGURE: Style = Style::new(48.0, true, INK, 0.0, 0.0);

fn heading(level: usize) -> Style {
    let size = match level {
        0 | 1 => 16.0,
        2 => 13.0,
        _ => 11.0,
    };
    Style::new(size, true, ACCENT, 12.0, 4.0)
}

/// A document on its pages.
///
/// # Errors
/// If a chart can't be drawn.
pub fn laid_out<'a>(document: &Document, faces: &'a Faces) -> Result<Layout<'a>, PdfError> {
    let mut marking = faces.bold.wrapped(&document.marking, MARKING.size, WIDE);
    // A marking that would leave no room for anything else is no marking.
    marking.truncate(20);
    let top = BODY + (marking.len() as f32 - 1.0) * MARKING.high();
    let mut layout = Layout {
        faces,
        pages: vec![Vec::new()],
        nodes: Vec::new(),
        roots: Vec::new(),
        headings: Vec::new(),
        pictures: Vec::new(),
        photos: Vec::new(),
        marking,
        top,
        y: top,
        inset: 0.0,
    };
    layout.heading(0, &titled(document), TITLE);
    layout.paragraph(Tag::P, &document.subtitle, SUBTITLE);
    layout.all(&document.blocks)?;
    if !document.closing.is_empty() {
        layout.paragraph(Tag::P, &document.closing, NOTE);
    }
    let lacks = layout
        .pages
        .iter()
        .flatten()
        .any(|it| matches!(&it.drawn, Drawn::Line { line, .. } if line.lacks));
    if lacks {
        let words = format!(
            "{STANDS_IN} stands for a letter or sign that the typeface of this file does not have. \
             It is kept behind the box: it can be copied, and is shown in the Word file and the page."
        );
        layout.paragraph(Tag::P, &words, NOTE);
    }
    Ok(layout)
}

/// The title, which no PDF may be without.
pub fn titled(document: &Document) -> String {
    let title = super::faces::printable(&document.title);
    if title.trim().is_empty() {
        "Untitled".to_owned()
    } else {
        title
    }
}

impl Layout<'_> {
    /// Parts under each other.
    fn all(&mut self, blocks: &[Block]) -> Result<(), PdfError> {
        for (at, block) in blocks.iter().enumerate() {
            if matches!(block, Block::Heading(..)) {
                let keep = self.held(&blocks[at..])?;
                self.room(keep);
            }
            self.block(block)?;
        }
        Ok(())
    }

    fn block(&mut self, block: &Block) -> Result<(), PdfError> {
        match block {
            Block::Heading(level, words) => self.heading(*level, words, heading(*level)),
            Block::Text(words) => self.paragraph(Tag::P, words, NORMAL),
            Block::Note(words) => self.paragraph(Tag::P, words, NOTE),
            Block::Figure {
                label,
                value,
                words,
            } => {
                self.room(self.high(label, CAPTION) + self.high(value, FIGURE) + NOTE.high());
                self.paragraph(Tag::P, label, CAPTION);
                self.paragraph(Tag::P, value, FIGURE);
                self.paragraph(Tag::P, words, NOTE);
            }
            Block::List(items) => self.list(items),
            Block::Table(table) => table::set(self, table),
            Block::Picture { caption, svg, told } => {
                self.picture(caption, svg)?;
                if !told.is_empty() {
                    self.paragraph(Tag::P, &told.join(" "), NOTE);
                }
            }
            Block::Photo {
                caption,
                shows,
                image,
            } => {
                self.photo(caption, shows, image)?;
                self.paragraph(Tag::P, shows, NOTE);
            }
            Block::Sheet(table) => table::set(self, table),
            Block::Card(blocks) => self.card(blocks)?,
            Block::NewPage => {
                if !self.fresh() {
                    self.turn();
                }
            }
        }
        Ok(())
    }

    /// How high words are as a paragraph.
    fn high(&self, words: &str, style: Style) -> f32 {
        let lines = self
            .faces
            .face(style.bold)
            .wrapped(words, style.size, self.wide());
        style.before + style.high() * lines.len() as f32 + style.after
    }

    fn heading(&mut self, level: usize, words: &str, style: Style) {
        // None may be left out on the way down: who listens would look for it.
        let above = self.headings.last().map_or(0, |it| it.level);
        let level = (level + 1).min(above + 1).min(6);
        let shown = super::faces::printable(words);
        if shown.trim().is_empty() {
            return;
        }
        let tag = NonZeroU16::new(level as u16).map_or_else(
            || Tag::P.into(),
            |it| TagKind::from(Tag::Hn(it, Some(shown.clone()))),
        );
        self.room(self.high(words, style));
        self.headings.push(Heading {
            level,
            words: shown,
            page: self.pages.len() - 1,
            y: self.y,
        });
        self.paragraph(tag, words, style);
    }

    fn paragraph(&mut self, tag: impl Into<TagKind>, words: &str, style: Style) {
        if words.is_empty() {
            return;
        }
        let node = self.node(tag, None);
        self.lines(node, words, style, 0.0);
    }

    /// Words under each other; a line stands alone on a page only if there is but one.
    fn lines(&mut self, node: usize, words: &str, style: Style, indent: f32) {
        let face = self.faces.face(style.bold);
        let lines = face.wrapped(words, style.size, self.wide() - indent);
        if !self.fresh() {
            self.y += style.before;
        }
        let count = lines.len();
        let together = style.high() * if count <= 3 { count as f32 } else { 2.0 };
        self.room(together);
        for (at, line) in lines.into_iter().enumerate() {
            let last_two = count > 3 && at + 2 == count;
            let needed = style.high() * if last_two { 2.0 } else { 1.0 };
            if needed > self.left() && !self.fresh() {
                self.turn();
            }
            let (x, y) = (self.edge() + indent, self.y + style.rise());
            self.put(Drawn::Line { x, y, style, line }, Some(node));
            self.y += style.high();
        }
        self.y += style.after;
    }

    fn list(&mut self, items: &[String]) {
        const INDENT: f32 = 18.0;
        if items.is_empty() {
            return;
        }
        let list = self.node(Tag::L(ListNumbering::Disc), None);
        for words in items {
            let item = self.node(Tag::LI, Some(list));
            let point = self.node(Tag::Lbl, Some(item));
            let body = self.node(Tag::LBody, Some(item));
            let lines = self
                .faces
                .regular
                .wrapped(words, NORMAL.size, self.wide() - INDENT);
            let together = lines.len().min(3) as f32 * NORMAL.high();
            self.room(together);
            for line in self.faces.regular.wrapped("• ", NORMAL.size, WIDE) {
                let (x, y) = (self.edge() + 6.0, self.y + NORMAL.rise());
                let style = NORMAL;
                self.put(Drawn::Line { x, y, style, line }, Some(point));
            }
            self.lines(body, words, NORMAL, INDENT);
        }
    }

    fn picture(&mut self, caption: &str, svg: &str) -> Result<(), PdfError> {
        let tree = crate::report::docx::chart(svg).map_err(PdfError::Picture)?;
        picture::drawable(tree.root())?;
        let size = tree.size();
        let above = self.high(caption, CAPTION);
        let scale =
            (self.wide() / size.width()).min((self.whole() - above).max(1.0) / size.height());
        let high = size.height() * scale;
        self.room(above + high);
        self.paragraph(Tag::P, caption, CAPTION);
        self.room(high);
        let alt = super::faces::printable(&seen::in_chart(caption, svg));
        let node = self.node(Tag::Figure(Some(alt)), None);
        let drawn = Drawn::Picture {
            x: self.edge(),
            y: self.y,
            scale,
            tree: self.pictures.len(),
        };
        self.pictures.push(tree);
        self.put(drawn, Some(node));
        self.y += high + NORMAL.after;
        Ok(())
    }

    /// A photograph, with what can be seen in it for whoever listens.
    fn photo(&mut self, caption: &str, shows: &str, image: &Image) -> Result<(), PdfError> {
        let (bytes, jpeg) = image.bytes();
        let bytes = bytes.to_vec().into();
        let drawn = if jpeg {
            krilla::image::Image::from_jpeg(bytes, false)
        } else {
            krilla::image::Image::from_png(bytes, false)
        };
        let drawn = drawn.map_err(PdfError::Picture)?;
        let above = self.high(caption, CAPTION);
        let below = self.high(shows, NOTE);
        let (wide, high) = image.on_paper(self.wide(), (self.whole() - above - below).max(1.0));
        self.room(above + high + NORMAL.after + below);
        self.paragraph(Tag::P, caption, CAPTION);
        let alt = super::faces::printable(&seen::in_photo(caption, shows));
        let node = self.node(Tag::Figure(Some(alt)), None);
        let rect = [self.edge(), self.y, wide, high];
        let photo = self.photos.len();
        self.photos.push(drawn);
        self.put(Drawn::Photo { rect, photo }, Some(node));
        self.y += high + NORMAL.after;
        Ok(())
    }

    /// Parts in a frame. They stand on one page if one holds them; what is longer goes on over the page, and
    /// has no frame there.
    fn card(&mut self, blocks: &[Block]) -> Result<(), PdfError> {
        let high = self.card_high(blocks)?;
        self.room(high);
        let (start, from) = (self.mark(), self.y);
        self.within(blocks)?;
        if !self.on_one_page(&start) {
            return Ok(());
        }
        let high = self.y - from;
        for rect in [
            [LEFT, from, WIDE, 1.0],
            [LEFT, from + high - 1.0, WIDE, 1.0],
            [LEFT, from, 1.0, high],
            [LEFT + WIDE - 1.0, from, 1.0, high],
        ] {
            let colour = QUIET;
            self.put(Drawn::Fill { rect, colour }, None);
        }
        self.y += 2.0 * PADDING;
        Ok(())
    }

    /// What stands in a frame, with the room around it.
    fn within(&mut self, blocks: &[Block]) -> Result<(), PdfError> {
        self.inset = PADDING;
        self.y += PADDING;
        let set = self.all(blocks);
        self.y += PADDING - NORMAL.after;
        self.inset = 0.0;
        set
    }

    /// How high a card is; a page if it is higher.
    fn card_high(&mut self, blocks: &[Block]) -> Result<f32, PdfError> {
        let start = self.mark();
        self.turn();
        let fresh = self.mark();
        let set = self.within(blocks);
        let high = if self.on_one_page(&fresh) {
            self.y - self.top
        } else {
            self.whole()
        };
        self.back(&start);
        set.map(|()| high)
    }

    /// How high words are that take three lines at most; nothing if they take more.
    fn short(&self, words: &str, style: Style) -> Option<f32> {
        let high = self.high(words, style);
        (high < style.before + style.after + 3.5 * style.high()).then_some(high)
    }

    /// How much at the beginning of these parts should stay on one page: a heading does not stand
    /// at the foot of a page without what it heads.
    fn held(&mut self, blocks: &[Block]) -> Result<f32, PdfError> {
        let mut high = 0.0;
        let mut leads = 0;
        for block in blocks {
            high += match block {
                Block::Heading(level, words) => {
                    high += self.high(words, heading(*level));
                    continue;
                }
                // What is said in short under a heading leads to what follows.
                Block::Text(words) => match self.short(words, NORMAL) {
                    Some(short) if leads < LEADS => {
                        high += short;
                        leads += 1;
                        continue;
                    }
                    _ => NORMAL.high() * 3.0,
                },
                Block::Note(words) => match self.short(words, NOTE) {
                    Some(short) if leads < LEADS => {
                        high += short;
                        leads += 1;
                        continue;
                    }
                    _ => NOTE.high() * 3.0,
                },
                Block::Figure { .. } => FIGURE.high() + CAPTION.high() + NOTE.high() + 15.0,
                Block::List(_) => NORMAL.high() * 3.0,
                Block::Table(table) => table::held(self, table),
                Block::Picture { caption, svg, .. } => {
                    let high = crate::report::docx::chart(svg)
                        .map_or(0.0, |it| it.size().height() * WIDE / it.size().width());
                    self.high(caption, CAPTION) + high
                }
                Block::Photo {
                    caption,
                    shows,
                    image,
                } => {
                    let (_, high) = image.on_paper(self.wide(), self.whole());
                    self.high(caption, CAPTION) + high + NORMAL.after + self.high(shows, NOTE)
                }
                Block::Sheet(table) => table::held(self, table),
                Block::Card(blocks) => self.card_high(blocks)?,
                Block::NewPage => 0.0,
            };
            break;
        }
        Ok(high.min(self.whole()))
    }
}
