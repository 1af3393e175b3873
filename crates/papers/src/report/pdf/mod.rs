//! A document as a PDF on A4, tagged so that it can be read aloud (PDF/UA-1): the same document
//! always gives the same bytes. Must not know what is reported.

mod error;
mod faces;
mod layout;
mod pages;
mod picture;
mod table;

use super::document::Document;
use crate::palette::Colour;
pub use error::PdfError;
use faces::{Faces, Line};
use krilla::SerializeSettings;
use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TagGroup, TagTree};
use layout::{laid_out, titled};
use pages::{Drawn, FOOT, HEAD, HIGH, Heading, Item, LEFT, Layout, MARKING, PAPER, WIDE};

/// The language of what is written.
const LANGUAGE: &str = "en-GB";

/// A document as a PDF.
///
/// # Errors
/// If a chart can't be drawn, or the file breaks a rule of PDF/UA-1.
pub fn pdf(document: &Document) -> Result<Vec<u8>, PdfError> {
    let packed = |why: String| PdfError::Pack(why);
    let faces = Faces::new().ok_or_else(|| packed("its typeface can't be read".to_owned()))?;
    let document = &document.curled();
    let layout = laid_out(document, &faces)?;
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| packed(format!("{error:?}")))?;
    let mut file = krilla::Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let mut said: Vec<Vec<Identifier>> = vec![Vec::new(); layout.nodes.len()];
    let settings = PageSettings::from_wh(PAPER, HIGH)
        .ok_or_else(|| packed("its paper has no size".to_owned()))?;
    for (at, items) in layout.pages.iter().enumerate() {
        let mut page = file.start_page_with(settings.clone());
        let mut surface = page.surface();
        let foot = format!("Page {} of {}", at + 1, layout.pages.len());
        artifact(&mut surface, ArtifactType::Header, |surface| {
            let mut y = HEAD;
            for line in &layout.marking {
                centred(surface, &faces, line, y);
                y += MARKING.high();
            }
        });
        for run in items.chunk_by(|a, b| a.node == b.node) {
            page_run(&mut surface, run, &layout, &faces, &mut said);
        }
        artifact(&mut surface, ArtifactType::Footer, |surface| {
            for line in faces.bold.wrapped(&foot, MARKING.size, WIDE) {
                centred(surface, &faces, &line, FOOT);
            }
        });
        surface.finish();
        page.finish();
    }
    let title = titled(document);
    file.set_metadata(
        Metadata::new()
            .title(title.clone())
            .description(faces::printable(&document.subtitle))
            .creator("Wardroom".to_owned())
            .language(LANGUAGE.to_owned()),
    );
    file.set_outline(outline(&layout.headings));
    file.set_tag_tree(tags(&layout, &said));
    file.finish().map_err(|error| packed(error.to_string()))
}

fn artifact(surface: &mut Surface<'_>, kind: ArtifactType, draw: impl FnOnce(&mut Surface<'_>)) {
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
    draw(surface);
    surface.end_tagged();
}

/// What stands on a page one after the other and belongs to the same part of the document.
fn page_run(
    surface: &mut Surface<'_>,
    run: &[Item],
    layout: &Layout<'_>,
    faces: &Faces,
    said: &mut [Vec<Identifier>],
) {
    let Some(node) = run.first().and_then(|it| it.node) else {
        artifact(surface, ArtifactType::Layout, |surface| {
            run.iter().for_each(|it| draw(surface, it, layout, faces));
        });
        return;
    };
    let picture = run
        .iter()
        .any(|it| matches!(it.drawn, Drawn::Picture { .. } | Drawn::Photo { .. }));
    let identifier = surface.start_tagged(if picture {
        ContentTag::Other
    } else {
        ContentTag::Span(SpanTag::empty())
    });
    said[node].push(identifier);
    run.iter().for_each(|it| draw(surface, it, layout, faces));
    surface.end_tagged();
}

fn draw(surface: &mut Surface<'_>, item: &Item, layout: &Layout<'_>, faces: &Faces) {
    match &item.drawn {
        Drawn::Line { x, y, style, line } => {
            surface.set_fill(Some(ink(style.colour)));
            surface.draw_glyphs(
                Point::from_xy(*x, *y),
                &line.glyphs,
                faces.face(style.bold).font.clone(),
                &line.words,
                style.size,
                false,
            );
        }
        Drawn::Fill { rect, colour } => {
            let [x, y, wide, high] = *rect;
            let mut path = PathBuilder::new();
            if let Some(rect) = Rect::from_xywh(x, y, wide, high) {
                path.push_rect(rect);
            }
            if let Some(path) = path.finish() {
                surface.set_fill(Some(ink(*colour)));
                surface.draw_path(&path);
            }
        }
        Drawn::Picture { x, y, scale, tree } => {
            surface.push_transform(&Transform::from_row(*scale, 0.0, 0.0, *scale, *x, *y));
            picture::draw(surface, &layout.pictures[*tree], faces);
            surface.pop();
        }
        Drawn::Photo { rect, photo } => {
            let [x, y, wide, high] = *rect;
            if let Some(size) = Size::from_wh(wide, high) {
                surface.push_transform(&Transform::from_translate(x, y));
                surface.draw_image(layout.photos[*photo].clone(), size);
                surface.pop();
            }
        }
    }
}

fn centred(surface: &mut Surface<'_>, faces: &Faces, line: &Line, y: f32) {
    surface.set_fill(Some(ink(MARKING.colour)));
    surface.draw_glyphs(
        Point::from_xy(LEFT + (WIDE - line.wide) / 2.0, y),
        &line.glyphs,
        faces.bold.font.clone(),
        &line.words,
        MARKING.size,
        false,
    );
}

fn ink(colour: Colour) -> Fill {
    let Colour(red, green, blue) = colour;
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        rule: krilla::paint::FillRule::NonZero,
    }
}

/// The bookmarks: every heading under the one before it that is above it.
fn outline(headings: &[Heading]) -> Outline {
    let mut outline = Outline::new();
    let mut rest = headings;
    while let Some((first, others)) = rest.split_first() {
        let under = others
            .iter()
            .take_while(|it| it.level > first.level)
            .count();
        outline.push_child(bookmark(first, &others[..under]));
        rest = &others[under..];
    }
    outline
}

fn bookmark(heading: &Heading, mut rest: &[Heading]) -> OutlineNode {
    let to = XyzDestination::new(heading.page, Point::from_xy(LEFT, heading.y));
    let mut node = OutlineNode::new(heading.words.clone(), to);
    while let Some((first, others)) = rest.split_first() {
        let under = others
            .iter()
            .take_while(|it| it.level > first.level)
            .count();
        node.push_child(bookmark(first, &others[..under]));
        rest = &others[under..];
    }
    node
}

/// The parts of the document in the order in which they are read.
fn tags(layout: &Layout<'_>, said: &[Vec<Identifier>]) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
    for node in &layout.roots {
        tree.push(tag(layout, said, *node));
    }
    tree
}

fn tag(layout: &Layout<'_>, said: &[Vec<Identifier>], node: usize) -> TagGroup {
    let mut group = TagGroup::new(layout.nodes[node].tag.clone());
    for inner in &layout.nodes[node].inner {
        group.push(tag(layout, said, *inner));
    }
    for identifier in &said[node] {
        group.push(*identifier);
    }
    group
}
