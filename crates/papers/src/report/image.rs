//! A picture that comes with an inject, as it is printed: opened once and turned upright, so that no
//! writer is handed what it can't draw. Must not change what is to be seen in it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageResult};
use std::fmt;
use std::io::Cursor;
use std::sync::Arc;
use wardroom_core::scenario::{Attachment, AttachmentKind};

/// Points to a pixel, at 150 pixels to an inch: a small picture isn't blown up to the width of the page.
const POINTS: f32 = 72.0 / 150.0;
/// No picture stands higher on a page, in points: something is said beside it.
const HIGHEST: u32 = 300;
/// Pixels across at most of what goes into a Word file, where a JPEG stands as PNG: 240 to an inch of
/// the text's width.
const WORD_PIXELS: u32 = 1_600;

/// A PNG or JPEG that can be opened, upright.
#[derive(Clone, PartialEq, Eq)]
pub struct Image {
    bytes: Arc<[u8]>,
    format: ImageFormat,
    /// Pixels across and down.
    size: (u32, u32),
    /// No higher on paper, in points.
    highest: u32,
}

impl fmt::Debug for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (across, down) = self.size;
        write!(f, "{across} × {down} pixels, {} bytes", self.bytes.len())
    }
}

impl Image {
    /// Of a file that injects carry; nothing if it is no picture, or one that can't be opened.
    pub fn of(file: &Attachment) -> Option<Self> {
        let format = match (&file.kind, file.media_type) {
            (AttachmentKind::Picture { .. }, "image/png") => ImageFormat::Png,
            (AttachmentKind::Picture { .. }, "image/jpeg") => ImageFormat::Jpeg,
            _ => return None,
        };
        let (mut picture, turned) = opened(&file.bytes, format).ok()?;
        if turned == Orientation::NoTransforms {
            return Some(Self {
                bytes: file.bytes.clone(),
                format,
                size: (picture.width(), picture.height()),
                highest: HIGHEST,
            });
        }
        // A telephone says beside the picture how it was held. Not every reader of a PDF looks there.
        picture.apply_orientation(turned);
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).ok()?;
        Some(Self {
            bytes: bytes.into_inner().into(),
            format,
            size: (picture.width(), picture.height()),
            highest: HIGHEST,
        })
    }

    /// The same, no higher on paper than so many points.
    #[must_use]
    pub fn no_higher(self, highest: u32) -> Self {
        Self { highest, ..self }
    }

    /// As CSS says how high it may be.
    pub fn max_height(&self) -> String {
        format!("max-height:{}pt", self.highest)
    }

    /// Its bytes, and whether they are a JPEG's; else they are a PNG's.
    pub fn bytes(&self) -> (&Arc<[u8]>, bool) {
        (&self.bytes, self.format == ImageFormat::Jpeg)
    }

    /// The address under which a page has it within itself.
    pub fn address(&self) -> String {
        let kind = self.format.to_mime_type();
        format!("data:{kind};base64,{}", STANDARD.encode(&self.bytes))
    }

    /// How wide and high it stands on paper where so much is free, in points.
    pub fn on_paper(&self, wide: f32, high: f32) -> (f32, f32) {
        let (across, down) = (self.size.0 as f32 * POINTS, self.size.1 as f32 * POINTS);
        let fits = (wide / across)
            .min(high.min(self.highest as f32) / down)
            .min(1.0);
        (across * fits, down * fits)
    }

    /// As Word takes it: a PNG, with its pixels across and down.
    ///
    /// # Errors
    /// If it can't be made, in words.
    pub fn png(&self) -> Result<(Vec<u8>, u32, u32), String> {
        let (across, down) = self.size;
        if self.format == ImageFormat::Png {
            return Ok((self.bytes.to_vec(), across, down));
        }
        let failed = |error: image::ImageError| error.to_string();
        let (picture, _) = opened(&self.bytes, self.format).map_err(failed)?;
        let picture = if across.max(down) > WORD_PIXELS {
            picture.thumbnail(WORD_PIXELS, WORD_PIXELS)
        } else {
            picture
        };
        let mut bytes = Cursor::new(Vec::new());
        picture
            .write_to(&mut bytes, ImageFormat::Png)
            .map_err(failed)?;
        Ok((bytes.into_inner(), picture.width(), picture.height()))
    }
}

/// A picture, and how it must be turned to stand upright.
fn opened(bytes: &[u8], format: ImageFormat) -> ImageResult<(DynamicImage, Orientation)> {
    fn read(mut decoder: impl ImageDecoder) -> ImageResult<(DynamicImage, Orientation)> {
        let turned = decoder.orientation()?;
        Ok((DynamicImage::from_decoder(decoder)?, turned))
    }
    if format == ImageFormat::Jpeg {
        read(JpegDecoder::new(Cursor::new(bytes))?)
    } else {
        read(PngDecoder::new(Cursor::new(bytes))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::RgbImage;

    /// A picture whose left half is red, as a file.
    fn file(name: &str, across: u32, down: u32) -> Vec<u8> {
        let picture = RgbImage::from_fn(across, down, |x, _| {
            image::Rgb(if x < across / 2 {
                [200, 0, 0]
            } else {
                [255; 3]
            })
        });
        let format = ImageFormat::from_path(name).expect("a kind");
        let mut bytes = Cursor::new(Vec::new());
        let picture = DynamicImage::from(picture);
        picture.write_to(&mut bytes, format).expect("it is made");
        bytes.into_inner()
    }

    fn of(name: &str, bytes: Vec<u8>) -> Option<Image> {
        Image::of(&Attachment::of(name, bytes).expect("an inject can carry it"))
    }

    #[test]
    fn a_picture_is_kept_as_it_is_and_one_that_is_cut_off_is_none() {
        for name in ["a.png", "a.jpg"] {
            let bytes = file(name, 40, 20);
            let image = of(name, bytes.clone()).expect("it is whole");
            assert_eq!(&**image.bytes().0, bytes.as_slice());
            assert_eq!(image.bytes().1, name == "a.jpg");
            assert_eq!(image.size, (40, 20));
        }
        let whole = file("a.png", 400, 200);
        let head = whole[..whole.len() / 2].to_vec();
        assert_eq!(of("a.png", head), None);
    }

    #[test]
    fn a_photograph_that_was_taken_lying_stands_upright() {
        let bytes = file("a.jpg", 40, 20);
        // The part of a JPEG in which a camera says how it was held: turn it a quarter, clockwise.
        let exif = [
            &[0xff, 0xe1, 0, 34][..],
            b"Exif\0\0MM\0*\0\0\0\x08\0\x01",
            &[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0],
        ]
        .concat();
        let held = [&bytes[..2], &exif, &bytes[2..]].concat();
        let image = of("a.jpg", held).expect("it is whole");
        assert_eq!(image.size, (20, 40));
        let (upright, turned) = opened(&image.bytes, image.format).expect("it is whole");
        assert_eq!(turned, Orientation::NoTransforms);
        // What stood left stands above.
        let red = |x, y| upright.to_rgb8().get_pixel(x, y).0[1] < 128;
        assert!(red(10, 5) && !red(10, 35));
    }

    #[test]
    fn on_paper_it_is_as_wide_as_its_pixels_ask_and_no_larger_than_its_place() {
        let image = |across, down| of("a.png", file("a.png", across, down)).expect("whole");
        assert_eq!(image(100, 50).on_paper(480.0, 700.0), (48.0, 24.0));
        assert_eq!(image(2_000, 500).on_paper(480.0, 700.0), (480.0, 120.0));
        assert_eq!(image(1_000, 2_000).on_paper(480.0, 700.0), (150.0, 300.0));
        assert_eq!(image(1_000, 1_000).on_paper(480.0, 100.0), (100.0, 100.0));
        let small = image(1_000, 1_000).no_higher(60);
        assert_eq!(small.on_paper(480.0, 100.0), (60.0, 60.0));
    }

    #[test]
    fn for_word_a_photograph_is_a_png_of_no_more_pixels_than_can_be_seen() {
        let (png, across, down) = of("a.jpg", file("a.jpg", 3_200, 800))
            .expect("whole")
            .png()
            .expect("it is made");
        assert_eq!((across, down), (1_600, 400));
        assert!(png.starts_with(b"\x89PNG"));
    }
}
