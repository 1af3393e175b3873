//! A chart as lines and letters of a PDF. Must not know what it shows.

use super::error::PdfError;
use super::faces::Faces;
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Transform};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Paint, Pattern, Stroke, StrokeDash};
use krilla::stream::StreamBuilder;
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};
use resvg::usvg::{self, tiny_skia_path::PathSegment};

/// Whether all of a picture can be drawn as lines.
///
/// # Errors
/// If it can't.
pub fn drawable(group: &usvg::Group) -> Result<(), PdfError> {
    let refused = |what: &str| Err(PdfError::Picture(format!("it has {what}")));
    if group.mask().is_some() || !group.filters().is_empty() {
        return refused("a mask or a filter");
    }
    for node in group.children() {
        match node {
            usvg::Node::Group(inner) => drawable(inner)?,
            usvg::Node::Image(_) => return refused("an image in it"),
            usvg::Node::Path(_) | usvg::Node::Text(_) => {}
        }
    }
    Ok(())
}

/// Draws a picture.
pub fn draw(surface: &mut Surface<'_>, tree: &usvg::Tree, faces: &Faces) {
    group(surface, tree.root(), tree, faces);
}

fn group(surface: &mut Surface<'_>, it: &usvg::Group, tree: &usvg::Tree, faces: &Faces) {
    surface.push_transform(&moved(it.transform()));
    let clip = it.clip_path().and_then(clipped);
    if let Some(clip) = &clip {
        surface.push_clip_path(clip, &FillRule::NonZero);
    }
    let opacity = NormalizedF32::new(it.opacity().get()).unwrap_or(NormalizedF32::ONE);
    surface.push_opacity(opacity);
    for node in it.children() {
        match node {
            usvg::Node::Group(inner) => group(surface, inner, tree, faces),
            usvg::Node::Path(path) => line(surface, path, tree, faces),
            usvg::Node::Text(text) => letters(surface, text, tree, faces),
            usvg::Node::Image(_) => {}
        }
    }
    surface.pop();
    if clip.is_some() {
        surface.pop();
    }
    surface.pop();
}

/// What a clip leaves to be seen, if it is made of shapes.
fn clipped(clip: &usvg::ClipPath) -> Option<Path> {
    let mut shape = PathBuilder::new();
    for node in clip.root().children() {
        if let usvg::Node::Path(path) = node {
            let moved = path.data().clone().transform(clip.transform())?;
            trace(&mut shape, &moved);
        }
    }
    shape.finish()
}

fn line(surface: &mut Surface<'_>, path: &usvg::Path, tree: &usvg::Tree, faces: &Faces) {
    if !path.is_visible() {
        return;
    }
    let filled = path
        .fill()
        .map(|it| fill(surface.stream_builder(), it, tree, faces));
    let stroked = path
        .stroke()
        .map(|it| stroke(surface.stream_builder(), it, tree, faces));
    let mut shape = PathBuilder::new();
    trace(&mut shape, path.data());
    let Some(shape) = shape.finish() else {
        return;
    };
    if filled.is_some() || stroked.is_some() {
        surface.set_fill(filled);
        surface.set_stroke(stroked);
        surface.draw_path(&shape);
        surface.set_stroke(None);
    }
}

/// Letters stay letters: they can be found and copied.
fn letters(surface: &mut Surface<'_>, text: &usvg::Text, tree: &usvg::Tree, faces: &Faces) {
    for span in text.layouted() {
        if !span.visible {
            continue;
        }
        for path in [&span.underline, &span.overline, &span.line_through]
            .into_iter()
            .flatten()
        {
            line(surface, path, tree, faces);
        }
        let Some(filled) = &span.fill else { continue };
        let size = span.font_size.get();
        for glyph in &span.positioned_glyphs {
            let bold = tree
                .fontdb()
                .face(glyph.font)
                .is_some_and(|face| face.weight.0 >= 600);
            let font = &faces.face(bold).font;
            // The transform holds the size already, from the units of the face.
            let scale = font.units_per_em() / size;
            let transform = glyph.transform().pre_scale(scale, scale);
            let drawn = KrillaGlyph::new(
                GlyphId::new(glyph.id.0),
                0.0,
                0.0,
                0.0,
                0.0,
                0..glyph.text.len(),
                None,
            );
            // What the face lacks, and what has no letter of its own, is drawn as a shape.
            let shape = glyph.id.0 == 0
                || glyph.text.is_empty()
                || super::faces::printable(&glyph.text) != glyph.text;
            let fill = fill(surface.stream_builder(), filled, tree, faces);
            surface.set_fill(Some(fill));
            surface.set_stroke(None);
            surface.push_transform(&moved(transform));
            surface.draw_glyphs(
                Point::from_xy(0.0, 0.0),
                &[drawn],
                font.clone(),
                &glyph.text,
                size,
                shape,
            );
            surface.pop();
        }
    }
}

fn fill(stream: StreamBuilder<'_>, it: &usvg::Fill, tree: &usvg::Tree, faces: &Faces) -> Fill {
    Fill {
        paint: paint(stream, it.paint(), tree, faces),
        opacity: NormalizedF32::new(it.opacity().get()).unwrap_or(NormalizedF32::ONE),
        rule: match it.rule() {
            usvg::FillRule::NonZero => FillRule::NonZero,
            usvg::FillRule::EvenOdd => FillRule::EvenOdd,
        },
    }
}

fn stroke(
    stream: StreamBuilder<'_>,
    it: &usvg::Stroke,
    tree: &usvg::Tree,
    faces: &Faces,
) -> Stroke {
    Stroke {
        paint: paint(stream, it.paint(), tree, faces),
        width: it.width().get(),
        miter_limit: it.miterlimit().get(),
        line_cap: match it.linecap() {
            usvg::LineCap::Butt => LineCap::Butt,
            usvg::LineCap::Round => LineCap::Round,
            usvg::LineCap::Square => LineCap::Square,
        },
        line_join: match it.linejoin() {
            usvg::LineJoin::Miter | usvg::LineJoin::MiterClip => LineJoin::Miter,
            usvg::LineJoin::Round => LineJoin::Round,
            usvg::LineJoin::Bevel => LineJoin::Bevel,
        },
        opacity: NormalizedF32::new(it.opacity().get()).unwrap_or(NormalizedF32::ONE),
        dash: it.dasharray().map(|array| StrokeDash {
            array: array.to_vec(),
            offset: it.dashoffset(),
        }),
    }
}

/// A colour or a hatching. Of a gradient its first colour: charts have none.
fn paint(
    mut stream: StreamBuilder<'_>,
    it: &usvg::Paint,
    tree: &usvg::Tree,
    faces: &Faces,
) -> Paint {
    let flat = |stops: &[usvg::Stop]| {
        let colour = stops
            .first()
            .map_or(usvg::Color::black(), usvg::Stop::color);
        rgb::Color::new(colour.red, colour.green, colour.blue).into()
    };
    match it {
        usvg::Paint::Color(it) => rgb::Color::new(it.red, it.green, it.blue).into(),
        usvg::Paint::LinearGradient(it) => flat(it.stops()),
        usvg::Paint::RadialGradient(it) => flat(it.stops()),
        usvg::Paint::Pattern(it) => {
            let (rect, root) = (it.rect(), it.root());
            let mut tile = stream.surface();
            group(&mut tile, root, tree, faces);
            tile.finish();
            let to = it.transform().pre_translate(rect.x(), rect.y());
            Pattern {
                stream: stream.finish(),
                transform: moved(to),
                width: rect.width(),
                height: rect.height(),
            }
            .into()
        }
    }
}

fn moved(it: usvg::Transform) -> Transform {
    Transform::from_row(it.sx, it.ky, it.kx, it.sy, it.tx, it.ty)
}

fn trace(to: &mut PathBuilder, path: &usvg::tiny_skia_path::Path) {
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(a) => to.move_to(a.x, a.y),
            PathSegment::LineTo(a) => to.line_to(a.x, a.y),
            PathSegment::QuadTo(a, b) => to.quad_to(a.x, a.y, b.x, b.y),
            PathSegment::CubicTo(a, b, c) => to.cubic_to(a.x, a.y, b.x, b.y, c.x, c.y),
            PathSegment::Close => to.close(),
        }
    }
}
