//! A document as a Word file: real styles, headings, tables, pictures, page numbers, the handling
//! marking at the head of every page. Must not know what is reported.

mod finished;

use super::document::{Block, Cell, Document, Table as Model};
use super::seen;
use crate::palette::{ACCENT, Colour, INK, MARKING, QUIET, RULE, SHADE};
use crate::type_width;
use docx_rs::{
    AbstractNumbering, AlignmentType, BreakType, Docx, Footer, Header, IndentLevel, Level, LevelJc,
    LevelText, LineSpacing, NumPages, NumberFormat, Numbering, NumberingId, PageMargin, PageNum,
    Paragraph, Pic, Run, RunFonts, Shading, SpecialIndentType, Start, Style, StyleType, Table,
    TableBorder, TableBorderPosition, TableBorders, TableCell, TableCellMargins, TableLayoutType,
    TableRow, WidthType,
};
use resvg::{tiny_skia, usvg};
use std::io::Cursor;
use std::sync::Arc;

/// A4, in twentieths of a point.
const PAGE: (u32, u32) = (11_906, 16_838);
const MARGIN: i32 = 1_134;
/// The width of the text.
const WIDE: usize = 9_638;
/// A twentieth of a point in English Metric Units.
const EMU: u32 = 635;
/// Pixels to a point of a picture: sharp in print.
const SHARP: f32 = 2.5;
/// Between the frame of a card and what stands in it, in points.
const CARD_PADDING: f32 = 8.0;
/// The height of the text of a page, in points.
const HIGH: f32 = 720.0;
/// Paragraphs that stay with what follows them.
const LEADS: usize = 2;
/// Letters of what is said in short: some three lines.
const SHORT: usize = 250;
/// The list with points; 1 is the library's own, which counts.
const POINTS: usize = 2;

/// Why a document could not be written.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// A chart could not be drawn as a picture.
    #[error("A chart could not be drawn: {0}.")]
    Picture(String),
    /// The file could not be put together.
    #[error("The Word file could not be put together: {0}.")]
    Pack(String),
}

/// A document as a Word file.
///
/// # Errors
/// If a chart can't be drawn, or the file can't be put together.
pub fn docx(document: &Document) -> Result<Vec<u8>, DocxError> {
    let document = &document.printable();
    let mut file = with_styles(Docx::new())
        .page_size(PAGE.0, PAGE.1)
        .page_margin(
            PageMargin::new()
                .top(MARGIN)
                .bottom(MARGIN)
                .left(MARGIN)
                .right(MARGIN)
                .header(560)
                .footer(560),
        )
        .header(
            Header::new()
                .add_paragraph(plain(&document.marking, "Marking").align(AlignmentType::Center)),
        )
        .footer(
            Footer::new().add_paragraph(
                Paragraph::new()
                    .style("Marking")
                    .align(AlignmentType::Center)
                    .add_run(Run::new().add_text("Page "))
                    .add_page_num(PageNum::new())
                    .add_run(Run::new().add_text(" of "))
                    .add_num_pages(NumPages::new()),
            ),
        )
        .add_paragraph(plain(&document.title, "Title"))
        .add_paragraph(plain(&document.subtitle, "Subtitle"));
    let mut pictures = Pictures::default();
    for part in pictures.parts(&document.blocks, WIDE)? {
        file = match part {
            Part::Paragraph(it) => file.add_paragraph(*it),
            Part::Table(it) => file.add_table(*it),
        };
    }
    if !document.closing.is_empty() {
        file = file.add_paragraph(plain(&document.closing, "Note"));
    }
    let mut bytes = Cursor::new(Vec::new());
    finished::finished(file.build(), &document.title, &pictures.told)
        .pack(&mut bytes)
        .map_err(|error| DocxError::Pack(error.to_string()))?;
    Ok(bytes.into_inner())
}

/// What stands under each other in the file, or in a card.
enum Part {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
}

impl From<Paragraph> for Part {
    fn from(it: Paragraph) -> Self {
        Self::Paragraph(Box::new(it))
    }
}

impl From<Table> for Part {
    fn from(it: Table) -> Self {
        Self::Table(Box::new(it))
    }
}

/// What pictures show, in the order in which they stand in the file: each has its place here as its
/// number, so that one document is the same file whenever it is written.
#[derive(Default)]
struct Pictures {
    told: Vec<String>,
}

impl Pictures {
    /// A picture of so many pixels, as a paragraph.
    fn shown(
        &mut self,
        (png, across, down): (Vec<u8>, u32, u32),
        emu: (u32, u32),
        told: String,
    ) -> Paragraph {
        self.told.push(told);
        let pic = Pic::new_with_dimensions(png, across, down)
            .id(format!("picture{}", self.told.len()))
            .size(emu.0, emu.1);
        Paragraph::new().add_run(Run::new().add_image(pic))
    }

    /// Parts of a file, so wide in twentieths of a point.
    fn parts(&mut self, blocks: &[Block], wide: usize) -> Result<Vec<Part>, DocxError> {
        let mut parts: Vec<Part> = Vec::new();
        let mut breaks = false;
        for (at, block) in blocks.iter().enumerate() {
            if matches!(block, Block::NewPage) {
                breaks = true;
                continue;
            }
            let from = parts.len();
            self.part(block, wide, &mut parts)?;
            if leads(&blocks[..=at])
                && let Some(Part::Paragraph(words)) = parts.last_mut()
            {
                **words = (**words).clone().keep_next(true);
            }
            if std::mem::take(&mut breaks) {
                match parts.get_mut(from) {
                    // A paragraph of its own for the break would leave a gap, and after a full page an
                    // empty one.
                    Some(Part::Paragraph(first)) => {
                        **first = (**first).clone().page_break_before(true);
                    }
                    Some(Part::Table(_)) => {
                        let gap = plain("", "AfterTable").page_break_before(true);
                        parts.insert(from, gap.into());
                    }
                    None => breaks = true,
                }
            }
        }
        Ok(parts)
    }

    fn part(&mut self, block: &Block, wide: usize, parts: &mut Vec<Part>) -> Result<(), DocxError> {
        match block {
            Block::Heading(level, words) => {
                parts.push(
                    plain(words, &format!("Heading{level}"))
                        .keep_next(true)
                        .into(),
                );
            }
            Block::Text(words) => parts.push(plain(words, "Normal").into()),
            Block::Note(words) => parts.push(plain(words, "Note").into()),
            Block::Figure {
                label,
                value,
                words,
            } => {
                parts.push(plain(label, "Caption").keep_next(true).into());
                parts.push(plain(value, "Figure").keep_next(true).into());
                parts.push(plain(words, "Note").into());
            }
            Block::List(items) => parts.extend(items.iter().map(|item| {
                let points = (NumberingId::new(POINTS), IndentLevel::new(0));
                Part::from(plain(item, "Normal").numbering(points.0, points.1))
            })),
            Block::Table(table) => {
                parts.push(as_table(table, wide).into());
                parts.push(plain("", "AfterTable").into());
            }
            Block::Sheet(table) => {
                parts.push(as_table(table, wide).into());
                parts.push(plain("", "AfterTable").into());
            }
            Block::Picture { caption, svg, told } => {
                let drawn = picture(svg)?;
                let emu = wide as u32 * EMU;
                let high = u64::from(emu) * u64::from(drawn.2) / u64::from(drawn.1);
                parts.push(plain(caption, "Caption").keep_next(true).into());
                let shows = seen::in_chart(caption, svg);
                parts.push(self.shown(drawn, (emu, high as u32), shows).into());
                if !told.is_empty() {
                    parts.push(plain(&told.join(" "), "Note").into());
                }
            }
            Block::Photo {
                caption,
                shows,
                image,
            } => {
                let png = image.png().map_err(DocxError::Picture)?;
                let emu = |points: f32| (points * 20.0) as u32 * EMU;
                let (across, down) = image.on_paper(wide as f32 / 20.0, HIGH);
                parts.push(plain(caption, "Caption").keep_next(true).into());
                let photo = self.shown(
                    png,
                    (emu(across), emu(down)),
                    seen::in_photo(caption, shows),
                );
                parts.push(photo.keep_next(!shows.is_empty()).into());
                if !shows.is_empty() {
                    parts.push(plain(shows, "Note").into());
                }
            }
            Block::Card(blocks) => {
                parts.push(self.card(blocks)?.into());
                parts.push(plain("", "AfterCard").into());
            }
            Block::NewPage => {}
        }
        Ok(())
    }

    /// Parts in a frame: a table of one cell, which Word keeps on one page if it fits.
    fn card(&mut self, blocks: &[Block]) -> Result<Table, DocxError> {
        let padding = (CARD_PADDING * 20.0) as usize;
        let cell = self
            .parts(blocks, WIDE - 2 * padding)?
            .into_iter()
            .fold(TableCell::new(), |cell, part| match part {
                Part::Paragraph(it) => cell.add_paragraph(*it),
                Part::Table(it) => cell.add_table(*it),
            })
            .width(WIDE, WidthType::Dxa);
        let line = |position| TableBorder::new(position).color(QUIET.bare()).size(8);
        let borders = [
            TableBorderPosition::Top,
            TableBorderPosition::Bottom,
            TableBorderPosition::Left,
            TableBorderPosition::Right,
        ]
        .into_iter()
        .fold(TableBorders::with_empty(), |borders, position| {
            borders.set(line(position))
        });
        Ok(Table::new(vec![TableRow::new(vec![cell]).cant_split()])
            .set_grid(vec![WIDE])
            .width(WIDE, WidthType::Dxa)
            .layout(TableLayoutType::Fixed)
            .margins(TableCellMargins::new().margin(padding, padding, padding, padding))
            .set_borders(borders))
    }
}

/// Whether the last of these parts says something in short under a heading: it stays with what follows.
fn leads(blocks: &[Block]) -> bool {
    let short = |it: &&Block| matches!(it, Block::Text(words) | Block::Note(words) if words.chars().count() < SHORT);
    let count = blocks.iter().rev().take_while(short).count();
    let above = blocks.len() - count;
    (1..=LEADS).contains(&count) && matches!(blocks[..above].last(), Some(Block::Heading(..)))
}

/// The styles, by the names under which Word knows them, so that whoever edits the file finds them.
fn with_styles(file: Docx) -> Docx {
    let style = |id: &str, name: &str, half_points: usize, colour: Colour| {
        Style::new(id, StyleType::Paragraph)
            .name(name)
            .size(half_points)
            .color(colour.bare())
            .q_format(true)
    };
    let heading = |level: usize, half_points: usize| {
        style(
            &format!("Heading{level}"),
            &format!("heading {level}"),
            half_points,
            ACCENT,
        )
        .bold()
        .based_on("Normal")
        .next("Normal")
        .outline_lvl(level - 1)
        .line_spacing(LineSpacing::new().before(180).after(60))
    };
    let fonts = RunFonts::new().ascii("Arial").hi_ansi("Arial").cs("Arial");
    file.default_fonts(fonts)
        .default_size(21)
        .add_style(style("Normal", "Normal", 21, INK).line_spacing(LineSpacing::new().after(100)))
        .add_style(
            style("Title", "Title", 52, ACCENT)
                .bold()
                .based_on("Normal"),
        )
        .add_style(style("Subtitle", "Subtitle", 24, QUIET).based_on("Normal"))
        .add_style(heading(1, 32))
        .add_style(heading(2, 26))
        .add_style(heading(3, 22))
        .add_style(
            style("Caption", "caption", 19, QUIET)
                .bold()
                .based_on("Normal"),
        )
        .add_style(
            style("Figure", "Figure", 96, INK)
                .bold()
                .based_on("Normal")
                .line_spacing(LineSpacing::new().after(0)),
        )
        // Two tables one after the other need something between them, and no more than a gap.
        .add_style(
            style("AfterTable", "After table", 8, QUIET)
                .based_on("Normal")
                .line_spacing(LineSpacing::new().after(60)),
        )
        .add_style(
            style("AfterCard", "After card", 16, QUIET)
                .based_on("Normal")
                .line_spacing(LineSpacing::new().after(60)),
        )
        .add_style(style("Note", "Note", 18, QUIET).based_on("Normal"))
        .add_style(
            style("Marking", "Marking", 18, MARKING)
                .bold()
                .based_on("Normal"),
        )
        .add_style(
            style("TableHead", "Table head", 18, QUIET)
                .bold()
                .based_on("Normal"),
        )
        .add_style(
            style("TableText", "Table text", 18, INK)
                .based_on("Normal")
                .line_spacing(LineSpacing::new().after(20)),
        )
        .add_abstract_numbering(
            AbstractNumbering::new(POINTS).add_level(
                Level::new(
                    0,
                    Start::new(1),
                    NumberFormat::new("bullet"),
                    LevelText::new("•"),
                    LevelJc::new("left"),
                )
                .indent(
                    Some(360),
                    Some(SpecialIndentType::Hanging(240)),
                    None,
                    None,
                ),
            ),
        )
        .add_numbering(Numbering::new(POINTS, POINTS))
}

/// A paragraph; a line feed in the words is one in it.
fn plain(words: &str, style: &str) -> Paragraph {
    Paragraph::new().style(style).add_run(run(words))
}

fn run(words: &str) -> Run {
    let mut run = Run::new();
    for (at, line) in words.lines().enumerate() {
        if at > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(line);
    }
    run
}

/// What a cell says, its title stressed.
fn said(cell: &Cell) -> Paragraph {
    let (title, rest) = cell.titled();
    let mut paragraph = Paragraph::new().style("TableText");
    if !title.is_empty() {
        let stressed = run(title).bold();
        paragraph = paragraph.add_run(if rest.is_empty() {
            stressed
        } else {
            stressed.add_break(BreakType::TextWrapping)
        });
    }
    paragraph.add_run(run(rest))
}

fn as_table<Head: AsRef<str>>(model: &Model<Head>, wide: usize) -> Table {
    let widths: Vec<usize> = model
        .widths
        .iter()
        .map(|share| wide * share / 100)
        .collect();
    let figures = model.figures();
    let row = |cells: Vec<Paragraph>, head: bool| {
        let cells = cells
            .into_iter()
            .zip(widths.iter().zip(&figures))
            .map(|(mut words, (width, figures))| {
                if *figures {
                    words = words.align(AlignmentType::Right);
                }
                let cell = TableCell::new()
                    .width(*width, WidthType::Dxa)
                    .add_paragraph(words);
                if head {
                    cell.shading(Shading::new().fill(SHADE.bare()))
                } else {
                    cell
                }
            })
            .collect();
        let row = TableRow::new(cells);
        if head { row } else { row.cant_split() }
    };
    let head = model.head.iter();
    let head = head.map(|it| plain(it.as_ref(), "TableHead").keep_next(true));
    let rows = model
        .headed()
        .then(|| row(head.collect(), true))
        .into_iter()
        .chain(model.rows.iter().map(|cells| {
            let cells = cells.iter().map(|it| said(it).keep_next(false));
            row(cells.collect(), false)
        }))
        .collect();
    let line = |position| TableBorder::new(position).color(RULE.bare()).size(4);
    let upright = model.to_write_in().then_some(TableBorderPosition::InsideV);
    let borders = [
        TableBorderPosition::Top,
        TableBorderPosition::Bottom,
        TableBorderPosition::InsideH,
    ]
    .into_iter()
    .chain(upright)
    .fold(TableBorders::with_empty(), |borders, position| {
        borders.set(line(position))
    });
    Table::new(rows)
        .set_grid(widths.clone())
        .width(wide, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(36, 80, 16, 80))
        .set_borders(borders)
}

/// A chart, read.
///
/// # Errors
/// If it is no SVG, in words.
pub(super) fn chart(svg: &str) -> Result<usvg::Tree, String> {
    let mut options = usvg::Options {
        font_family: "Inter".to_owned(),
        ..usvg::Options::default()
    };
    let faces = Arc::make_mut(&mut options.fontdb);
    for face in [type_width::REGULAR, type_width::BOLD] {
        faces.load_font_data(face.to_vec());
    }
    // Controls in a name are no XML; a picture of them is.
    let svg = wardroom_core::visible::pictured(svg);
    usvg::Tree::from_str(&svg, &options).map_err(|error| error.to_string())
}

/// A chart as a PNG: its bytes, width and height in pixels.
fn picture(svg: &str) -> Result<(Vec<u8>, u32, u32), DocxError> {
    let failed = |error: String| DocxError::Picture(error);
    let tree = chart(svg).map_err(failed)?;
    let size = tree.size();
    let (width, height) = (
        (size.width() * SHARP).ceil() as u32,
        (size.height() * SHARP).ceil() as u32,
    );
    let mut pixels =
        tiny_skia::Pixmap::new(width, height).ok_or_else(|| failed("it has no size".to_owned()))?;
    pixels.fill(crate::palette::WHITE.paint());
    let scale = tiny_skia::Transform::from_scale(SHARP, SHARP);
    resvg::render(&tree, scale, &mut pixels.as_mut());
    let png = pixels
        .encode_png()
        .map_err(|error| failed(error.to_string()))?;
    Ok((png, width, height))
}
