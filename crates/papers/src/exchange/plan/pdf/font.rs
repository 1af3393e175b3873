//! A font of a PDF, as far as letters are read by it: what a sign means, and how wide it is. Must not draw.

use crate::type_width::REGULAR;
use hayro_font::hayro_cmap::BfString;
use hayro_font::{CMapResolverFn, FontCache, FontData, FontGlyph, FontResolverFn};
use hayro_syntax::object::{Dict, Name, ObjectIdentifier};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

/// A font.
pub(super) struct Face<'a> {
    font: hayro_font::Font<'a>,
    bold: bool,
    /// What signs mean that were met before.
    known: RefCell<BTreeMap<u32, Option<String>>>,
}

/// The fonts of a file, each read once.
#[derive(Default)]
pub(super) struct Faces<'a> {
    fonts: FontCache<'a>,
    known: RefCell<BTreeMap<ObjectIdentifier, Option<Rc<Face<'a>>>>>,
}

impl<'a> Faces<'a> {
    /// The font that a dictionary describes; none if it can't be read.
    pub fn of(&self, dict: &Dict<'a>) -> Option<Rc<Face<'a>>> {
        let Some(id) = dict.obj_id() else {
            return Face::of(dict, &self.fonts).map(Rc::new);
        };
        if let Some(face) = self.known.borrow().get(&id) {
            return face.clone();
        }
        let face = Face::of(dict, &self.fonts).map(Rc::new);
        self.known.borrow_mut().insert(id, face.clone());
        face
    }
}

/// What one code of a text draws.
pub(super) struct Sign {
    /// What it means, if the file says so.
    pub words: Option<String>,
    /// How wide it is, as a share of the type size.
    pub wide: f64,
    /// How many bytes it takes.
    pub bytes: usize,
    /// Whether it is the space that a file may widen.
    pub space: bool,
}

impl<'a> Face<'a> {
    fn of(dict: &Dict<'a>, fonts: &FontCache<'a>) -> Option<Self> {
        // The fonts that every reader is to have are not in the file. Any will do: no letter is drawn, and how wide
        // they are is known.
        let any: FontResolverFn = Arc::new(|_| {
            let data: FontData = Arc::new(REGULAR);
            Some((data, 0))
        });
        let none: CMapResolverFn = Arc::new(|_| None);
        let font = fonts.font(dict, &any, &none)?;
        let name = dict.get::<Name<'_>>(b"BaseFont".as_slice());
        let name = name.map(|it| String::from_utf8_lossy(&it).to_ascii_lowercase());
        let heavy = ["bold", "black", "heavy", "demi"];
        Some(Self {
            font,
            bold: name.is_some_and(|it| heavy.iter().any(|heavy| it.contains(heavy))),
            known: RefCell::default(),
        })
    }

    pub fn bold(&self) -> bool {
        self.bold
    }

    /// Whether its lines are level.
    pub fn level(&self) -> bool {
        self.font.is_horizontal()
    }

    /// The sign that begins at a byte.
    pub fn sign(&self, bytes: &[u8], from: usize) -> Sign {
        let (code, taken) = self.font.read_code(bytes, from);
        let words = self.known.borrow().get(&code).cloned();
        let words = words.unwrap_or_else(|| {
            let words = self.meant(code);
            self.known.borrow_mut().insert(code, words.clone());
            words
        });
        let wide = self.font.code_advance(code).x / 1000.0;
        Sign {
            words,
            wide: if wide.is_finite() { wide } else { 0.0 },
            bytes: taken,
            space: code == 32 && taken == 1,
        }
    }

    fn meant(&self, code: u32) -> Option<String> {
        let said = match self.font.glyph(self.font.map_code(code), code) {
            FontGlyph::Outline(it) => it.as_unicode(),
            FontGlyph::Type3(it) => it.as_unicode(),
        };
        let said = match said? {
            BfString::Char(it) => it.to_string(),
            BfString::String(it) => it,
        };
        let mut words = String::new();
        for letter in said.chars() {
            match letter {
                'ﬀ' => words.push_str("ff"),
                'ﬁ' => words.push_str("fi"),
                'ﬂ' => words.push_str("fl"),
                'ﬃ' => words.push_str("ffi"),
                'ﬄ' => words.push_str("ffl"),
                '\t' | '\n' | '\r' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' => {
                    words.push(' ')
                }
                // The bullets of Symbol and Wingdings, which stand where Unicode has no letters.
                '\u{f0a7}' | '\u{f0a8}' | '\u{f0b7}' | '\u{f0d8}' | '\u{f0fc}' => words.push('•'),
                '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
                '\u{ad}' | '\u{2010}' | '\u{2011}' => words.push('-'),
                '\u{e000}'..='\u{f8ff}' | '\u{fffd}' => return None,
                it if it.is_control() => return None,
                it => words.push(it),
            }
        }
        Some(words)
    }
}
