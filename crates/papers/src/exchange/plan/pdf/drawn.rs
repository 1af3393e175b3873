//! The letters that a page draws, each with its place, and the straight lines among which tables stand. Must not know
//! what a line of words is.

use super::bounds::{MOST_LETTERS, MOST_STEPS};
use super::font::{Face, Faces};
use super::path::Path;
use super::refused::Refused;
use super::rule::Rule;
use hayro_font::kurbo::{Affine, Point, Rect};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Step;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream, String as Bytes};
use hayro_syntax::page::{Page, Resources};
use std::rc::Rc;

/// How deep drawings may stand in drawings.
const DEEPEST: usize = 12;

/// How many steps it takes to begin a drawing within the page.
const STEPS_OF_A_DRAWING: u32 = 200;

/// The most states that are put aside on a page.
const MOST_STATES: usize = 256;

/// A picture smaller than this, in points, is an ornament.
const ORNAMENT: f64 = 24.0;

/// A letter, or the few that one sign stands for.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    pub words: String,
    /// Where it begins and ends on its line, in points from the left.
    pub x: f64,
    pub end: f64,
    /// The line that it stands on, in points from the bottom.
    pub y: f64,
    pub size: f64,
    pub bold: bool,
    /// The file itself says that it belongs to the head or foot of every page.
    pub running: bool,
}

/// What a page draws.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawn {
    pub wide: f64,
    pub high: f64,
    pub letters: Vec<Letter>,
    pub rules: Vec<Rule>,
    /// Letters of which the file doesn't say what they are.
    pub unread: usize,
    /// Letters that are not drawn: what a program read off a picture stands so behind it.
    pub unseen: usize,
    /// Letters that stand askew.
    pub askew: usize,
    /// Pictures that are no ornament.
    pub pictures: usize,
    /// Whether a picture fills the page.
    pub scan: bool,
    /// Notes, stamps and fields of forms.
    pub notes: usize,
}

/// What may still be read of a file.
#[derive(Debug)]
pub(super) struct Budget {
    steps: u32,
    letters: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            steps: MOST_STEPS,
            letters: MOST_LETTERS,
        }
    }
}

/// What a page draws.
///
/// # Errors
/// It draws more than may be read.
pub(super) fn drawn<'a>(
    page: &Page<'a>,
    faces: &Faces<'a>,
    budget: &mut Budget,
) -> Result<Drawn, Refused> {
    let (wide, high) = page.render_dimensions();
    let mut painter = Painter {
        faces,
        budget,
        seen: Drawn {
            wide: f64::from(wide),
            high: f64::from(high),
            ..Drawn::default()
        },
        states: Vec::new(),
        state: State::of(Affine::new(page.initial_transform(false).as_coeffs())),
        matrix: Affine::IDENTITY,
        line: Affine::IDENTITY,
        marks: Vec::new(),
        path: Path::default(),
    };
    painter.run(page.typed_operations(), page.resources(), 0)?;
    if let Some(notes) = page.raw().get::<Array<'_>>(b"Annots".as_slice()) {
        let kinds = notes.iter::<Dict<'_>>().take(10_000);
        let kinds = kinds.filter_map(|it| it.get::<Name<'_>>(b"Subtype".as_slice()));
        painter.seen.notes = kinds
            .filter(|it| !matches!(it.as_ref(), b"Link" | b"Popup"))
            .count();
    }
    Ok(painter.seen)
}

#[derive(Clone)]
struct State<'a> {
    here: Affine,
    face: Option<Rc<Face<'a>>>,
    size: f64,
    /// Between letters, and between words.
    gaps: [f64; 2],
    stretch: f64,
    leading: f64,
    rise: f64,
    unseen: bool,
}

impl State<'_> {
    fn of(here: Affine) -> Self {
        Self {
            here,
            face: None,
            size: 0.0,
            gaps: [0.0; 2],
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            unseen: false,
        }
    }
}

/// A stretch that the file says something of.
#[derive(Default)]
struct Mark {
    running: bool,
    /// What its letters say together, told once.
    instead: Option<Option<String>>,
}

impl Mark {
    fn of(dict: &Dict<'_>, artifact: bool) -> Self {
        let kind = dict.get::<Name<'_>>(b"Type".as_slice());
        let told = dict.get::<Bytes<'_>>(b"ActualText".as_slice());
        Self {
            running: artifact && kind.is_some_and(|it| it.as_ref() == b"Pagination"),
            instead: told.map(|it| Some(told_text(it.as_bytes()))),
        }
    }
}

struct Painter<'a, 'c> {
    faces: &'c Faces<'a>,
    budget: &'c mut Budget,
    seen: Drawn,
    states: Vec<State<'a>>,
    state: State<'a>,
    /// Where the next letter stands, and where its line began.
    matrix: Affine,
    line: Affine,
    marks: Vec<Mark>,
    path: Path,
}

impl<'a> Painter<'a, '_> {
    fn run(
        &mut self,
        mut steps: TypedIter<'_>,
        with: &Resources<'a>,
        deep: usize,
    ) -> Result<(), Refused> {
        let (states, marks) = (self.states.len(), self.marks.len());
        while let Some(step) = steps.next() {
            self.budget.steps = self.budget.steps.checked_sub(1).ok_or(Refused::Large)?;
            match step {
                Step::SaveState(_) if self.states.len() < MOST_STATES => {
                    self.states.push(self.state.clone());
                }
                Step::RestoreState(_) if self.states.len() > states => {
                    if let Some(state) = self.states.pop() {
                        self.state = state;
                    }
                }
                Step::Transform(it) => {
                    self.state.here *= matrix([&it.0, &it.1, &it.2, &it.3, &it.4, &it.5]);
                }
                Step::XObject(it) => {
                    if let Some(drawing) = with.get_x_object(it.0) {
                        self.drawing(&drawing, with, deep)?;
                    }
                }
                Step::InlineImage(_) => self.picture(),
                Step::BeginMarkedContent(_) => self.marks.push(Mark::default()),
                Step::BeginMarkedContentWithProperties(it) => self.mark(it.0, it.1, with),
                Step::EndMarkedContent(_) if self.marks.len() > marks => {
                    self.marks.pop();
                }
                Step::MoveTo(it) => self.path.begin(self.at(&it.0, &it.1)),
                Step::LineTo(it) => self.path.go(self.at(&it.0, &it.1)),
                Step::CubicTo(it) => self.path.bend(self.at(&it.4, &it.5)),
                Step::CubicStartTo(it) => self.path.bend(self.at(&it.2, &it.3)),
                Step::CubicEndTo(it) => self.path.bend(self.at(&it.2, &it.3)),
                Step::ClosePath(_) => self.path.close(),
                Step::RectPath(it) => self.rectangle([&it.0, &it.1, &it.2, &it.3]),
                Step::StrokePath(_) | Step::CloseAndStrokePath(_) => {
                    self.path.stroked(&mut self.seen.rules);
                }
                Step::FillPathNonZero(_)
                | Step::FillPathNonZeroCompatibility(_)
                | Step::FillPathEvenOdd(_) => self.path.filled(&mut self.seen.rules),
                Step::FillAndStrokeNonZero(_)
                | Step::FillAndStrokeEvenOdd(_)
                | Step::CloseFillAndStrokeNonZero(_)
                | Step::CloseFillAndStrokeEvenOdd(_) => {
                    self.path.stroked(&mut self.seen.rules);
                }
                Step::EndPath(_) => self.path.clear(),
                step => self.lettering(step, with)?,
            }
        }
        if self.states.len() > states {
            self.states.truncate(states + 1);
            if let Some(state) = self.states.pop() {
                self.state = state;
            }
        }
        self.marks.truncate(marks);
        Ok(())
    }

    /// What has to do with letters; all else draws none.
    fn lettering(&mut self, step: Step<'_, '_>, with: &Resources<'a>) -> Result<(), Refused> {
        match step {
            Step::BeginText(_) => self.to(Affine::IDENTITY),
            Step::TextFont(it) => {
                self.state.size = it.1.as_f64();
                let dict = with.fonts.get::<Dict<'a>>(it.0);
                self.state.face = dict.and_then(|it| self.faces.of(&it));
            }
            Step::CharacterSpacing(it) => self.state.gaps[0] = it.0.as_f64(),
            Step::WordSpacing(it) => self.state.gaps[1] = it.0.as_f64(),
            Step::HorizontalScaling(it) => self.state.stretch = it.0.as_f64() / 100.0,
            Step::TextLeading(it) => self.state.leading = it.0.as_f64(),
            Step::TextRise(it) => self.state.rise = it.0.as_f64(),
            Step::TextRenderingMode(it) => {
                self.state.unseen = matches!(it.0.as_i64(), 3 | 7);
            }
            Step::NextLine(it) => self.down(it.0.as_f64(), it.1.as_f64()),
            Step::NextLineAndSetLeading(it) => {
                self.state.leading = -it.1.as_f64();
                self.down(it.0.as_f64(), it.1.as_f64());
            }
            Step::NextLineUsingLeading(_) => self.down(0.0, -self.state.leading),
            Step::SetTextMatrix(it) => {
                self.to(matrix([&it.0, &it.1, &it.2, &it.3, &it.4, &it.5]));
            }
            Step::ShowText(it) => self.show(it.0)?,
            Step::NextLineAndShowText(it) => {
                self.down(0.0, -self.state.leading);
                self.show(it.0)?;
            }
            Step::ShowTextWithParameters(it) => {
                self.state.gaps = [it.1.as_f64(), it.0.as_f64()];
                self.down(0.0, -self.state.leading);
                self.show(it.2)?;
            }
            Step::ShowTexts(it) => {
                for part in it.0.iter::<Object<'_>>() {
                    match part {
                        Object::String(words) => self.show(&words)?,
                        Object::Number(back) => {
                            let by = -back.as_f64() / 1000.0 * self.state.size;
                            self.matrix *= Affine::translate((by * self.state.stretch, 0.0));
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn to(&mut self, matrix: Affine) {
        self.matrix = matrix;
        self.line = matrix;
    }

    fn down(&mut self, x: f64, y: f64) {
        self.to(self.line * Affine::translate((x, y)));
    }

    fn at(&self, x: &Number, y: &Number) -> Point {
        self.state.here * Point::new(x.as_f64(), y.as_f64())
    }

    fn rectangle(&mut self, [x, y, wide, high]: [&Number; 4]) {
        let (x, y) = (x.as_f64(), y.as_f64());
        let (right, top) = (x + wide.as_f64(), y + high.as_f64());
        self.path.begin(self.state.here * Point::new(x, y));
        for corner in [(right, y), (right, top), (x, top)] {
            self.path.go(self.state.here * Point::from(corner));
        }
        self.path.close();
    }

    /// A stretch of which the file says that it stands on every page, or which letters it means.
    fn mark(&mut self, tag: &Name<'_>, says: &Object<'_>, with: &Resources<'a>) {
        let artifact = tag.as_ref() == b"Artifact";
        self.marks.push(match says {
            Object::Dict(it) => Mark::of(it, artifact),
            Object::Name(it) => {
                let dict = with.properties.get::<Dict<'_>>(it);
                dict.map_or_else(Mark::default, |it| Mark::of(&it, artifact))
            }
            _ => Mark::default(),
        });
    }

    /// A drawing within the page, or a picture.
    fn drawing(
        &mut self,
        drawing: &Stream<'a>,
        with: &Resources<'a>,
        deep: usize,
    ) -> Result<(), Refused> {
        let dict = drawing.dict();
        let kind = dict.get::<Name<'_>>(b"Subtype".as_slice());
        if kind.as_deref() != Some(b"Form".as_slice()) {
            self.picture();
            return Ok(());
        }
        if deep == DEEPEST {
            return Err(Refused::Large);
        }
        let Ok(steps) = drawing.decoded_data() else {
            return Ok(());
        };
        // What is unpacked again for every use takes its time too.
        let weight = u32::try_from(steps.len() / 64).unwrap_or(u32::MAX);
        let weight = weight.saturating_add(STEPS_OF_A_DRAWING);
        self.budget.steps = self
            .budget
            .steps
            .checked_sub(weight)
            .ok_or(Refused::Large)?;
        let own = dict
            .get::<Dict<'a>>(b"Resources".as_slice())
            .map(Resources::new);
        let before = self.state.clone();
        if let Some(it) = dict.get::<Array<'_>>(b"Matrix".as_slice()) {
            let numbers: Vec<f64> = it.iter::<Number>().take(6).map(|it| it.as_f64()).collect();
            if let Ok(numbers) = <[f64; 6]>::try_from(numbers) {
                self.state.here *= Affine::new(numbers);
            }
        }
        let done = self.run(
            TypedIter::new(&steps),
            own.as_ref().unwrap_or(with),
            deep + 1,
        );
        self.state = before;
        done
    }

    fn picture(&mut self) {
        let unit = Rect::new(0.0, 0.0, 1.0, 1.0);
        let place = self.state.here.transform_rect_bbox(unit);
        if place.width() >= ORNAMENT && place.height() >= ORNAMENT {
            self.seen.pictures += 1;
            self.seen.scan |= place.area() >= 0.6 * self.seen.wide * self.seen.high;
        }
    }

    fn show(&mut self, bytes: &Bytes<'_>) -> Result<(), Refused> {
        let Some(face) = self.state.face.clone() else {
            // A font that can't be read: that letters stand here is known, and no more.
            self.seen.unread += bytes.as_bytes().len();
            return Ok(());
        };
        let mut from = 0;
        while from < bytes.as_bytes().len() {
            let sign = face.sign(bytes.as_bytes(), from);
            from += sign.bytes.max(1);
            self.budget.letters = self.budget.letters.checked_sub(1).ok_or(Refused::Large)?;
            let (size, stretch) = (self.state.size, self.state.stretch);
            let space = if sign.space { self.state.gaps[1] } else { 0.0 };
            let by = sign.wide * size;
            self.letter(sign.words, by * stretch, face.bold());
            let by = if face.level() {
                ((by + self.state.gaps[0] + space) * stretch, 0.0)
            } else {
                (0.0, -size + self.state.gaps[0] + space)
            };
            self.matrix *= Affine::translate(by);
        }
        Ok(())
    }

    /// A letter where the next one stands; none of which it is known what it is.
    fn letter(&mut self, words: Option<String>, wide: f64, bold: bool) {
        let place = self.state.here * self.matrix;
        let [right, tilt, _, up, ..] = place.as_coeffs();
        let from = place * Point::new(0.0, self.state.rise);
        let to = place * Point::new(wide, self.state.rise);
        let on_page = -1.0..=self.seen.wide + 1.0;
        if !on_page.contains(&from.x) || !(-1.0..=self.seen.high + 1.0).contains(&from.y) {
            return;
        }
        let running = self.marks.iter().any(|it| it.running);
        let instead = self
            .marks
            .iter_mut()
            .rev()
            .find_map(|it| it.instead.as_mut());
        let words = match instead {
            // All that the stretch says is told by its first letter.
            Some(told) => match told.take() {
                Some(told) => Some(told),
                None => {
                    if let Some(last) = self.seen.letters.last_mut() {
                        last.end = last.end.max(from.x.max(to.x));
                    }
                    return;
                }
            },
            None => words,
        };
        if right <= 0.0 || up <= 0.0 || tilt.abs() > 0.1 * right.abs() {
            self.seen.askew += usize::from(words.is_none_or(|it| !it.trim().is_empty()));
            return;
        }
        let words = words.unwrap_or_else(|| {
            self.seen.unread += 1;
            '\u{fffd}'.to_string()
        });
        self.seen.unseen += usize::from(self.state.unseen && !words.trim().is_empty());
        self.seen.letters.push(Letter {
            words,
            x: from.x.min(to.x),
            end: from.x.max(to.x),
            y: from.y,
            size: (self.state.size * up).abs(),
            bold,
            running,
        });
    }
}

fn matrix(numbers: [&Number; 6]) -> Affine {
    Affine::new(numbers.map(|it| it.as_f64()))
}

/// Text as a file says it of itself: UTF-16, UTF-8, or a byte a letter.
fn told_text(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        let pairs = rest
            .chunks_exact(2)
            .map(|it| u16::from_be_bytes([it[0], it[1]]));
        char::decode_utf16(pairs)
            .map(|it| it.unwrap_or('\u{fffd}'))
            .collect()
    } else if let Some(rest) = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]) {
        String::from_utf8_lossy(rest).into_owned()
    } else {
        bytes.iter().map(|it| char::from(*it)).collect()
    }
}
