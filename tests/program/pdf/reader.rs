//! Reads a PDF as a program that reads aloud does: what is said in which part, in order.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;

/// A PDF, read.
pub struct Read {
    file: Document,
}

impl Read {
    /// Reads a file.
    pub fn new(bytes: &[u8]) -> Self {
        let file = Document::load_mem(bytes).expect("a PDF");
        Self { file }
    }

    /// How many pages it has.
    pub fn pages(&self) -> usize {
        self.file.get_pages().len()
    }

    /// All that is said on its pages, page by page, without spaces, without pictures and without
    /// what only adorns; or only what adorns, which the marking and the page's number do.
    pub fn said(&self, adorning: bool) -> Vec<String> {
        self.file
            .get_pages()
            .into_values()
            .map(|page| self.on_page(page, adorning))
            .collect()
    }

    fn on_page(&self, page: ObjectId, adorning: bool) -> String {
        let fonts: BTreeMap<Vec<u8>, BTreeMap<u16, String>> = self
            .file
            .get_page_fonts(page)
            .expect("fonts")
            .into_iter()
            .map(|(name, font)| (name, self.letters(font)))
            .collect();
        let properties = self.properties(page);
        let content = self.file.get_page_content(page);
        let content = Content::decode(&content).expect("operations");
        let mut said = String::new();
        let mut font = None;
        // Marked stretches that are open: whether each is said, and whether its text stands in.
        let mut open: Vec<(bool, bool)> = Vec::new();
        for operation in &content.operations {
            let operands = &operation.operands;
            match operation.operator.as_str() {
                "BDC" | "BMC" => {
                    let kind = operands[0].as_name().expect("a name");
                    let shown = match kind {
                        b"Artifact" => adorning,
                        b"P" => false,
                        // One in another says what the other says.
                        _ => open.last().map_or(!adorning, |it| it.0),
                    };
                    let given = operands.get(1).and_then(|it| match it {
                        Object::Dictionary(it) => Some(it.clone()),
                        Object::Name(name) => properties.get(name).cloned(),
                        _ => None,
                    });
                    let text = given.and_then(|it| it.get(b"ActualText").ok().cloned());
                    let stands_in = text.is_some() || open.last().is_some_and(|it| it.1);
                    if let Some(text) = text.filter(|_| shown) {
                        said.push_str(&decoded(text.as_str().expect("text")));
                    }
                    open.push((shown, stands_in));
                }
                "EMC" => {
                    open.pop();
                }
                "Tf" => font = fonts.get(operands[0].as_name().expect("a name")),
                "Tj" | "TJ" => {
                    let (shown, stands_in) = *open.last().expect("everything is marked");
                    if shown && !stands_in {
                        let font = font.expect("a font");
                        for operand in operands {
                            put(operand, font, &mut said);
                        }
                    }
                }
                _ => {}
            }
        }
        said.retain(|c| !c.is_whitespace());
        said
    }

    /// The letters and the corners of the lines of all pictures, in the order in which they are
    /// painted. What is faint is painted by way of a form, which is followed.
    pub fn painted(&self) -> Painted {
        let mut painted = Painted::default();
        for page in self.file.get_pages().into_values() {
            let content = self.file.get_page_content(page);
            let own = self
                .file
                .get_dictionary(page)
                .and_then(|it| it.get(b"Resources"));
            let own = self
                .file
                .dereference(own.expect("resources"))
                .expect("there")
                .1;
            let own = own.as_dict().expect("resources");
            self.paint(&content, own, IDENTITY, false, &mut painted);
        }
        painted
    }

    fn paint(
        &self,
        content: &[u8],
        resources: &Dictionary,
        placed: [f32; 6],
        within: bool,
        painted: &mut Painted,
    ) {
        let content = Content::decode(content).expect("operations");
        let (mut now, mut kept) = (placed, Vec::new());
        let (mut letters, mut size) = (IDENTITY, 0.0);
        let mut open: Vec<bool> = Vec::new();
        for operation in &content.operations {
            let given: Vec<f32> = operation
                .operands
                .iter()
                .filter_map(|it| it.as_float().ok())
                .collect();
            let six = || <[f32; 6]>::try_from(given.as_slice()).expect("a matrix");
            let pictured = within || open.contains(&true);
            match operation.operator.as_str() {
                "q" => kept.push(now),
                "Q" => now = kept.pop().expect("something was kept"),
                "cm" => now = times(six(), now),
                "BDC" | "BMC" => {
                    open.push(operation.operands[0].as_name().is_ok_and(|it| it == b"P"))
                }
                "EMC" => {
                    open.pop();
                }
                "Tf" => size = given[0],
                "Tm" => letters = six(),
                "Tj" | "TJ" if pictured => {
                    let at = times(letters, now);
                    let high = (at[2].powi(2) + at[3].powi(2)).sqrt() * size;
                    painted.letters.push((at[4], at[5], high));
                }
                "m" | "l" if pictured => painted.corners.push(moved((given[0], given[1]), now)),
                "c" if pictured => painted.corners.push(moved((given[4], given[5]), now)),
                "Do" if pictured => {
                    let name = operation.operands[0].as_name().expect("a name");
                    let forms = resources.get(b"XObject").expect("forms");
                    let forms = self.file.dereference(forms).expect("there").1;
                    let form = forms.as_dict().and_then(|it| it.get(name)).expect("it");
                    let form = self.file.dereference(form).expect("there").1;
                    let form = form.as_stream().expect("a stream");
                    // A photograph has no letters and no lines.
                    let image = form.dict.get(b"Subtype").and_then(Object::as_name);
                    if image.is_ok_and(|it| it == b"Image") {
                        continue;
                    }
                    let content = form.decompressed_content();
                    let content = content.unwrap_or(form.content.clone());
                    let own = form.dict.get(b"Resources").expect("resources");
                    let own = self.file.dereference(own).expect("there").1;
                    let own = own.as_dict().expect("resources");
                    self.paint(&content, own, now, true, painted);
                }
                _ => {}
            }
        }
    }

    /// What each glyph of a font says.
    fn letters(&self, font: &Dictionary) -> BTreeMap<u16, String> {
        let map = font.get(b"ToUnicode").expect("what glyphs say");
        let map = self.file.get_object(map.as_reference().expect("a stream"));
        let map = map.expect("there").as_stream().expect("a stream");
        let map = map.decompressed_content().unwrap_or(map.content.clone());
        let map = String::from_utf8_lossy(&map).into_owned();
        let mut letters = BTreeMap::new();
        let mut within = None;
        for line in map.lines() {
            match line.trim() {
                it if it.ends_with("beginbfchar") => within = Some(2),
                it if it.ends_with("beginbfrange") => within = Some(3),
                it if it.starts_with("endbf") => within = None,
                it if within.is_some() => {
                    let parts: Vec<Vec<u8>> = it
                        .split(['<', '>'])
                        .map(str::trim)
                        .filter(|it| !it.is_empty())
                        .map(bytes_of)
                        .collect();
                    assert_eq!(Some(parts.len()), within, "{it}");
                    let number = |it: &[u8]| u16::from_be_bytes([it[0], it[1]]);
                    let text = utf16(parts.last().expect("text"));
                    letters.insert(number(&parts[0]), text);
                }
                _ => {}
            }
        }
        letters
    }

    fn properties(&self, page: ObjectId) -> BTreeMap<Vec<u8>, Dictionary> {
        let mut found = BTreeMap::new();
        let (own, more) = self.file.get_page_resources(page).expect("resources");
        let more = more
            .into_iter()
            .filter_map(|id| self.file.get_dictionary(id).ok());
        for resources in own.into_iter().chain(more) {
            if let Ok(properties) = resources.get(b"Properties").and_then(Object::as_dict) {
                for (name, value) in properties.iter() {
                    let value = match value {
                        Object::Reference(id) => self.file.get_dictionary(*id).ok(),
                        it => it.as_dict().ok(),
                    };
                    if let Some(value) = value {
                        found.insert(name.clone(), value.clone());
                    }
                }
            }
        }
        found
    }

    /// The parts of the document as they are tagged.
    pub fn parts(&self) -> Vec<Part> {
        self.file
            .objects
            .values()
            .filter_map(|it| it.as_dict().ok())
            .filter(|it| it.has(b"S") && it.has(b"P") && it.has(b"K"))
            .map(|it| {
                let kind = it.get(b"S").and_then(Object::as_name).expect("a name");
                let alt = it.get(b"Alt").and_then(Object::as_str);
                Part {
                    kind: String::from_utf8_lossy(kind).into_owned(),
                    alt: alt.map(decoded).unwrap_or_default(),
                }
            })
            .collect()
    }

    /// The catalogue of the file.
    pub fn catalogue(&self) -> &Dictionary {
        self.file.catalog().expect("a catalogue")
    }

    /// How many bookmarks there are.
    pub fn bookmarks(&self) -> usize {
        let all = self
            .file
            .objects
            .values()
            .filter_map(|it| it.as_dict().ok());
        all.filter(|it| it.has(b"Title") && it.has(b"Parent"))
            .count()
    }
}

/// Where the pictures of a file have their letters and lines, in points from the foot of their page.
#[derive(Default)]
pub struct Painted {
    /// Where each letter begins, and how large its type is.
    pub letters: Vec<(f32, f32, f32)>,
    /// Where lines begin, turn and end.
    pub corners: Vec<(f32, f32)>,
}

const IDENTITY: [f32; 6] = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// What is moved by the one and then by the other.
fn times(one: [f32; 6], other: [f32; 6]) -> [f32; 6] {
    let [a, b, c, d, e, f] = one;
    let [p, q, r, s, t, u] = other;
    [
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    ]
}

fn moved((x, y): (f32, f32), by: [f32; 6]) -> (f32, f32) {
    let [a, b, c, d, e, f] = by;
    (a * x + c * y + e, b * x + d * y + f)
}

/// A tagged part.
pub struct Part {
    /// What kind it is.
    pub kind: String,
    /// What is said in its place.
    pub alt: String,
}

fn put(operand: &Object, font: &BTreeMap<u16, String>, said: &mut String) {
    match operand {
        Object::Array(parts) => parts.iter().for_each(|it| put(it, font, said)),
        Object::String(bytes, _) => {
            for pair in bytes.chunks_exact(2) {
                let glyph = u16::from_be_bytes([pair[0], pair[1]]);
                said.push_str(font.get(&glyph).expect("every glyph says something"));
            }
        }
        _ => {}
    }
}

/// A text of a PDF.
pub fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest),
        _ => bytes.iter().map(|it| char::from(*it)).collect(),
    }
}

fn utf16(bytes: &[u8]) -> String {
    let pairs = bytes.chunks_exact(2);
    let units: Vec<u16> = pairs.map(|it| u16::from_be_bytes([it[0], it[1]])).collect();
    String::from_utf16_lossy(&units)
}

fn bytes_of(hex: &str) -> Vec<u8> {
    (0..hex.len() / 2)
        .map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).expect("a byte"))
        .collect()
}
