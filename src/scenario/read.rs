//! RON text in, typed shapes out, with every problem at once and every place kept. Must not know
//! what any particular shape means.
//!
//! The tree comes from `ron2`, which keeps places and recovers from syntax errors. The types come
//! from serde. A value that can't be read is noted, and the file is read again with an empty value
//! in its place until nothing new is found: so two mistakes in one structure are both reported, and
//! a file with a mistake still says which further files it includes.

use super::diagnostic::{Code, Diagnostic};
use super::empty::Empty;
use super::mark::{MARKED, Mark};
use ron2::ast::{Expr, StructBody, StructField, parse_document, parse_document_lossy};
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

/// No file of a scenario is longer: the shipped one is a twentieth of it.
pub const MAX_FILE_BYTES: usize = 4 << 20;
/// No scenario nests deeper: the shipped one reaches 12.
const MAX_DEPTH: usize = 48;
/// No number of a scenario is larger: sums and products of a few of them can't overflow.
const MAX_NUMBER: i128 = 10_000_000;
/// After so many problems a file is not read any further.
const MAX_PROBLEMS: usize = 200;
/// How much text is read in all, over every reading of a file with mistakes.
const READ_AGAIN_BYTES: usize = 32 << 20;

/// Reads one file as a `T` whose outermost structure is called `name`.
///
/// Returns every problem found, each with its place, and the file as far as it could be read: with
/// empty values for what could not, so it is sound only if there is no problem.
pub fn read<T: DeserializeOwned>(
    file: u32,
    text: &str,
    name: &'static str,
) -> (Option<T>, Vec<Diagnostic>) {
    if let Some(problem) = hostile(file, text) {
        return (None, vec![problem]);
    }
    let (document, syntax) = match parse_document(text) {
        Ok(document) => (document, Vec::new()),
        Err(_) => parse_document_lossy(text),
    };
    let mut problems: Vec<Diagnostic> = syntax
        .iter()
        .take(MAX_PROBLEMS)
        .map(|error| {
            let mark = mark_of(file, error.span());
            let problem = Diagnostic::new(Code::Syntax, mark, plain_syntax(&error.to_string()));
            match error.suggestion() {
                Some(suggestion) => problem.hint(suggestion),
                None => problem.hint("look for a missing comma, bracket or quote just before it"),
            }
        })
        .collect();
    let Some(root) = &document.value else {
        if problems.is_empty() {
            problems.push(
                Diagnostic::new(
                    Code::Empty,
                    Mark {
                        file,
                        ..Mark::default()
                    },
                    "the file is empty",
                )
                .hint(format!("begin it with {name}(schema: 1, …)")),
            );
        }
        return (None, problems);
    };

    let cx = Cx {
        file,
        problems: RefCell::new(Vec::new()),
        skipped: RefCell::new(BTreeSet::new()),
        emptied: RefCell::new(BTreeSet::new()),
        holes: RefCell::new(BTreeSet::new()),
    };
    let mut read = None;
    // A long file is read again less often, so that a hostile one can't keep us busy.
    for _ in 0..(READ_AGAIN_BYTES / (text.len() + 1)).clamp(8, 2 * MAX_PROBLEMS) {
        let before = cx.progress();
        match T::deserialize(Value {
            expr: root,
            cx: &cx,
        }) {
            Ok(value) => {
                read = Some(value);
                if cx.progress() == before {
                    break;
                }
            }
            Err(error) => {
                if !error.reported {
                    cx.note(error, mark_of(file, root.span()));
                    break;
                }
                if cx.progress() == before || cx.problems.borrow().len() >= MAX_PROBLEMS {
                    break;
                }
            }
        }
    }
    problems.append(&mut cx.problems.borrow_mut());
    problems.sort_by_key(|problem| problem.mark);
    problems.dedup();
    if problems.is_empty() && read.is_none() {
        problems.push(Diagnostic::new(
            Code::Syntax,
            mark_of(file, root.span()),
            "this can't be read",
        ));
    }
    (read, problems)
}

/// What must not reach the parser at all.
fn hostile(file: u32, text: &str) -> Option<Diagnostic> {
    let at = |offset: usize, len: usize| Mark {
        file,
        start: u32::try_from(offset).unwrap_or(u32::MAX),
        end: u32::try_from(offset + len).unwrap_or(u32::MAX),
    };
    if let Some(offset) = text.bytes().position(|byte| byte == 0) {
        return Some(
            Diagnostic::new(Code::File, at(offset, 1), "there is a NUL byte in the text")
                .hint("save the file as plain UTF-8 text"),
        );
    }
    let offset = too_deep(text)?;
    Some(
        Diagnostic::new(
            Code::Depth,
            at(offset, 1),
            format!("brackets are nested more than {MAX_DEPTH} deep here"),
        )
        .hint("a scenario needs no more than a dozen; look for brackets that were never closed"),
    )
}

/// The first bracket beyond [`MAX_DEPTH`], outside text and comments.
fn too_deep(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'(' | b'[' | b'{' => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Some(at);
                }
            }
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b'"' => {
                at += 1;
                while at < bytes.len() && bytes[at] != b'"' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
            }
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                while at < bytes.len() && bytes[at] != b'\n' {
                    at += 1;
                }
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                let rest = &bytes[at..];
                at += rest
                    .windows(2)
                    .position(|pair| pair == b"*/")
                    .unwrap_or(rest.len());
            }
            _ => {}
        }
        at += 1;
    }
    None
}

fn mark_of(file: u32, span: &ron2::error::Span) -> Mark {
    Mark {
        file,
        start: u32::try_from(span.start_offset).unwrap_or(u32::MAX),
        end: u32::try_from(span.end_offset).unwrap_or(u32::MAX),
    }
}

/// The parser's message without its own place, which is shown anyway.
fn plain_syntax(message: &str) -> String {
    let message = message.split_once(": ").map_or(message, |(place, rest)| {
        if place.chars().any(|c| c.is_ascii_digit()) {
            rest
        } else {
            message
        }
    });
    let mut chars = message.chars();
    chars.next().map_or_else(
        || "this can't be read".to_owned(),
        |first| first.to_lowercase().chain(chars).collect(),
    )
}

/// The nearest of some names to a word, for "did you mean".
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(word, name), name))
        .filter(|(distance, name)| *distance <= 1 + word.len().max(name.len()) / 3)
        .min()
        .map(|(_, name)| name)
}

struct Cx {
    file: u32,
    problems: RefCell<Vec<Diagnostic>>,
    /// Items and fields that are left out from now on.
    skipped: RefCell<BTreeSet<(u32, u32)>>,
    /// Values that are read as empty from now on.
    emptied: RefCell<BTreeSet<(u32, u32)>>,
    /// Fields that are missing in the structure that begins here, and are given empty.
    holes: RefCell<BTreeSet<(u32, &'static str)>>,
}

impl Cx {
    /// Grows with everything that the next reading will do otherwise.
    fn progress(&self) -> usize {
        self.skipped.borrow().len() + self.emptied.borrow().len() + self.holes.borrow().len()
    }

    fn mark(&self, expr: &Expr<'_>) -> Mark {
        // A named structure is marked by its name: its whole text may be pages long.
        match expr {
            Expr::Struct(named) => mark_of(self.file, &named.name.span),
            other => {
                let mut mark = mark_of(self.file, other.span());
                if matches!(
                    other,
                    Expr::Seq(_) | Expr::Map(_) | Expr::AnonStruct(_) | Expr::Tuple(_)
                ) {
                    mark.end = mark.end.min(mark.start + 1);
                }
                mark
            }
        }
    }

    fn note(&self, error: ReadError, fallback: Mark) {
        let mark = error.mark.unwrap_or(fallback);
        let mut problem = Diagnostic::new(error.code, mark, error.message);
        if let Some(hint) = error.hint {
            problem = problem.hint(hint);
        }
        let mut problems = self.problems.borrow_mut();
        if !problems.contains(&problem) && problems.len() < MAX_PROBLEMS {
            problems.push(problem);
        }
    }

    /// Notes a problem with a value, once, and has the value put into a set from now on.
    fn leave(
        &self,
        error: ReadError,
        expr: &Expr<'_>,
        set: &RefCell<BTreeSet<(u32, u32)>>,
    ) -> ReadError {
        if error.skipped {
            return error;
        }
        set.borrow_mut().insert(self.span(expr));
        if !error.reported {
            self.note(error, self.mark(expr));
        }
        ReadError {
            skipped: true,
            ..ReadError::reported()
        }
    }

    fn span(&self, expr: &Expr<'_>) -> (u32, u32) {
        let mark = mark_of(self.file, expr.span());
        (mark.start, mark.end)
    }

    fn is_skipped(&self, expr: &Expr<'_>) -> bool {
        self.skipped.borrow().contains(&self.span(expr))
    }

    fn is_emptied(&self, expr: &Expr<'_>) -> bool {
        self.emptied.borrow().contains(&self.span(expr))
    }
}

#[derive(Debug)]
struct ReadError {
    code: Code,
    message: String,
    hint: Option<String>,
    mark: Option<Mark>,
    missing: Option<&'static str>,
    /// It has been told already.
    reported: bool,
    /// A value has been marked to be skipped for it already.
    skipped: bool,
}

impl ReadError {
    fn new(message: impl Into<String>) -> Self {
        Self {
            code: Code::Type,
            message: message.into(),
            hint: None,
            mark: None,
            missing: None,
            reported: false,
            skipped: false,
        }
    }

    fn reported() -> Self {
        Self {
            reported: true,
            ..Self::new("")
        }
    }

    fn at(mut self, mark: Mark) -> Self {
        self.mark.get_or_insert(mark);
        self
    }

    fn unknown(what: &str, found: &str, expected: &'static [&'static str]) -> Self {
        let mut error = Self::new(format!("there is no {what} `{found}` here"));
        error.hint = Some(match nearest(found, expected.iter().copied()) {
            Some(name) => format!("did you mean `{name}`?"),
            None if expected.is_empty() => "nothing is expected here".to_owned(),
            None => format!("known here: {}", expected.join(", ")),
        });
        error
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ReadError {}

impl de::Error for ReadError {
    fn custom<M: fmt::Display>(message: M) -> Self {
        Self::new(message.to_string())
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self::unknown("field", field, expected)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::unknown("choice", variant, expected)
    }

    fn missing_field(field: &'static str) -> Self {
        let mut error = Self::new(format!("the field `{field}` is missing"));
        error.hint = Some(format!("add `{field}: …`"));
        error.missing = Some(field);
        error
    }

    fn duplicate_field(field: &'static str) -> Self {
        let mut error = Self::new(format!("the field `{field}` stands here twice"));
        error.hint = Some("take one of them out".to_owned());
        error
    }
}

/// What a value is, in words.
fn kind(expr: &Expr<'_>) -> String {
    match expr {
        Expr::Unit(_) => "an empty pair of brackets".to_owned(),
        Expr::Bool(_) => "true or false".to_owned(),
        Expr::Char(_) | Expr::Byte(_) => "a single letter".to_owned(),
        Expr::Number(number) => format!("the number {}", number.raw),
        Expr::String(_) | Expr::Bytes(_) => "text in quotes".to_owned(),
        Expr::Option(_) => "None or Some(…)".to_owned(),
        Expr::Seq(_) => "a list [ … ]".to_owned(),
        Expr::Map(_) => "a map { … }".to_owned(),
        Expr::Tuple(_) => "values in brackets without names".to_owned(),
        Expr::AnonStruct(_) => "fields in brackets".to_owned(),
        Expr::Struct(named) => format!("`{}`", named.name.name),
        Expr::Error(_) => "something unreadable".to_owned(),
    }
}

struct Value<'a, 'd> {
    expr: &'d Expr<'a>,
    cx: &'d Cx,
}

impl Value<'_, '_> {
    fn mark(&self) -> Mark {
        self.cx.mark(self.expr)
    }

    fn mismatch(&self, expected: &str) -> ReadError {
        if matches!(self.expr, Expr::Error(_)) {
            // The syntax error has been told already.
            return ReadError::reported();
        }
        ReadError::new(format!("expected {expected}, found {}", kind(self.expr))).at(self.mark())
    }

    /// A whole number between two bounds.
    fn integer(&self, low: i128, high: i128) -> Result<i128, ReadError> {
        let Expr::Number(number) = self.expr else {
            return Err(self.mismatch("a whole number"));
        };
        let text: String = number.raw.chars().filter(|c| *c != '_').collect();
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(&text)),
        };
        let parsed = if let Some(hex) = digits.strip_prefix("0x") {
            i128::from_str_radix(hex, 16)
        } else if let Some(binary) = digits.strip_prefix("0b") {
            i128::from_str_radix(binary, 2)
        } else if let Some(octal) = digits.strip_prefix("0o") {
            i128::from_str_radix(octal, 8)
        } else {
            digits.parse()
        };
        let Ok(value) = parsed else {
            return Err(self.mismatch("a whole number"));
        };
        let value = if negative { -value } else { value };
        if value < low || value > high {
            return Err(ReadError::new(format!(
                "{} is out of range: expected a whole number from {low} to {high}",
                number.raw
            ))
            .at(self.mark()));
        }
        Ok(value)
    }

    fn float(&self) -> Result<f64, ReadError> {
        let Expr::Number(number) = self.expr else {
            return Err(self.mismatch("a number"));
        };
        let text: String = number.raw.chars().filter(|c| *c != '_').collect();
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(value),
            _ => Err(self.mismatch("an ordinary number")),
        }
    }

    fn fields(&self, name: &str) -> Result<&[StructField<'_>], ReadError> {
        match self.expr {
            Expr::AnonStruct(anonymous) => Ok(&anonymous.fields),
            Expr::Unit(_) => Ok(&[]),
            Expr::Struct(named) => {
                if named.name.name != name {
                    let mut error = self.mismatch(&format!("{name}( … )"));
                    if nearest(&named.name.name, [name]).is_some() {
                        error.hint = Some(format!("did you mean `{name}`?"));
                    }
                    return Err(error);
                }
                match &named.body {
                    Some(StructBody::Fields(body)) => Ok(&body.fields),
                    Some(StructBody::Tuple(body)) if body.elements.is_empty() => Ok(&[]),
                    _ => Err(self.mismatch(&format!("{name}( field: value, … )"))),
                }
            }
            _ => Err(self.mismatch(&format!("{name}( … )"))),
        }
    }
}

macro_rules! integers {
    ($($method:ident $visit:ident $type:ty),* $(,)?) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
            let low = (<$type>::MIN as i128).max(-MAX_NUMBER);
            let high = (<$type>::MAX as i128).min(MAX_NUMBER);
            let value = self.integer(low, high)?;
            // In range by the line above.
            visitor.$visit(value as $type)
        }
    )*};
}

impl<'de> de::Deserializer<'de> for Value<'_, '_> {
    type Error = ReadError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.expr {
            Expr::Bool(_) => self.deserialize_bool(visitor),
            Expr::Number(_) => visitor.visit_f64(self.float()?),
            Expr::String(_) => self.deserialize_str(visitor),
            Expr::Seq(_) => self.deserialize_seq(visitor),
            Expr::Option(_) => self.deserialize_option(visitor),
            _ => Err(self.mismatch("a simple value")),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.expr {
            Expr::Bool(value) => visitor.visit_bool(value.value),
            _ => Err(self.mismatch("true or false")),
        }
    }

    integers! {
        deserialize_i8 visit_i8 i8, deserialize_i16 visit_i16 i16,
        deserialize_i32 visit_i32 i32, deserialize_i64 visit_i64 i64,
        deserialize_u8 visit_u8 u8, deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32, deserialize_u64 visit_u64 u64,
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_f64(self.float()?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_f64(self.float()?)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.expr {
            Expr::Char(value) => visitor.visit_char(value.value),
            _ => Err(self.mismatch("a single letter")),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.expr {
            Expr::String(text) => visitor.visit_str(&text.value),
            _ => Err(self.mismatch("text in quotes")),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, _: V) -> Result<V::Value, ReadError> {
        Err(self.mismatch("something else"))
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.expr {
            Expr::Option(option) => match &option.value {
                None => visitor.visit_none(),
                Some(inner) => visitor.visit_some(Value {
                    expr: &inner.expr,
                    cx: self.cx,
                }),
            },
            // As with `#![enable(implicit_some)]`, always.
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.expr {
            Expr::Unit(_) => visitor.visit_unit(),
            _ => Err(self.mismatch("()")),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        if name == MARKED {
            visitor.visit_seq(MarkedParts { value: self, at: 0 })
        } else {
            visitor.visit_newtype_struct(self)
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let Expr::Seq(list) = self.expr else {
            return Err(self.mismatch("a list [ … ]"));
        };
        visitor.visit_seq(Items {
            items: list.items.iter().map(|item| &item.expr),
            cx: self.cx,
        })
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        let Expr::Tuple(tuple) = self.expr else {
            return Err(self.mismatch(&format!("{len} values in brackets")));
        };
        if tuple.elements.len() != len {
            return Err(self.mismatch(&format!("{len} values in brackets")));
        }
        visitor.visit_seq(Items {
            items: tuple.elements.iter().map(|element| &element.expr),
            cx: self.cx,
        })
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.deserialize_tuple(len, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, _: V) -> Result<V::Value, ReadError> {
        Err(self.mismatch("something else"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        let fields = self.fields(name)?;
        read_fields(fields, self.cx, self.mark(), visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        if !matches!(self.expr, Expr::Struct(_)) {
            let mut error = self.mismatch(&format!("one of the choices of {name}"));
            if !error.reported {
                error.hint = Some(format!("write one of: {}", variants.join(", ")));
            }
            return Err(error);
        }
        let mark = self.mark();
        visitor.visit_enum(self).map_err(|error| error.at(mark))
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_unit()
    }
}

/// Reads the fields of a structure, or of a choice with fields.
fn read_fields<'de, V: Visitor<'de>>(
    fields: &[StructField<'_>],
    cx: &Cx,
    mark: Mark,
    visitor: V,
) -> Result<V::Value, ReadError> {
    let holes: Vec<&'static str> = cx
        .holes
        .borrow()
        .iter()
        .filter(|(start, _)| *start == mark.start)
        .map(|(_, name)| *name)
        .collect();
    visitor
        .visit_map(Fields {
            fields: fields.iter(),
            holes: holes.into_iter(),
            value: None,
            cx,
        })
        .map_err(|error| {
            let Some(missing) = error.missing else {
                return error.at(mark);
            };
            cx.holes.borrow_mut().insert((mark.start, missing));
            cx.note(error, mark);
            ReadError {
                skipped: true,
                ..ReadError::reported()
            }
        })
}

/// The four parts a [`super::mark::Marked`] is read from.
struct MarkedParts<'a, 'd> {
    value: Value<'a, 'd>,
    at: u8,
}

impl<'de> SeqAccess<'de> for MarkedParts<'_, '_> {
    type Error = ReadError;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, ReadError> {
        let mark = mark_of(self.value.cx.file, self.value.expr.span());
        self.at += 1;
        match self.at {
            1 => seed.deserialize(mark.file.into_deserializer()),
            2 => seed.deserialize(mark.start.into_deserializer()),
            3 => seed.deserialize(mark.end.into_deserializer()),
            _ => seed.deserialize(Value {
                expr: self.value.expr,
                cx: self.value.cx,
            }),
        }
        .map(Some)
    }
}

/// The items of a list. One that can't be read is noted and left out.
struct Items<'d, I> {
    items: I,
    cx: &'d Cx,
}

impl<'de, 'a: 'd, 'd, I: Iterator<Item = &'d Expr<'a>>> SeqAccess<'de> for Items<'d, I> {
    type Error = ReadError;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, ReadError> {
        let Some(expr) = self.items.find(|expr| !self.cx.is_skipped(expr)) else {
            return Ok(None);
        };
        // The seed can be used only once, so an item that fails ends this reading of the list;
        // the next reading skips it.
        seed.deserialize(Value { expr, cx: self.cx })
            .map(Some)
            .map_err(|error| self.cx.leave(error, expr, &self.cx.skipped))
    }
}

struct Fields<'a, 'd> {
    fields: std::slice::Iter<'d, StructField<'a>>,
    /// Fields that are missing, given empty at the end.
    holes: std::vec::IntoIter<&'static str>,
    value: Option<&'d StructField<'a>>,
    cx: &'d Cx,
}

impl<'de> MapAccess<'de> for Fields<'_, '_> {
    type Error = ReadError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, ReadError> {
        let next = self.fields.find(|field| !self.cx.is_skipped(&field.value));
        self.value = next;
        let Some(field) = next else {
            return match self.holes.next() {
                Some(hole) => seed.deserialize(hole.into_deserializer()).map(Some),
                None => Ok(None),
            };
        };
        let name: &str = &field.name.name;
        seed.deserialize(name.into_deserializer())
            .map(Some)
            .map_err(|error: ReadError| {
                let error = error.at(mark_of(self.cx.file, &field.name.span));
                self.cx.leave(error, &field.value, &self.cx.skipped)
            })
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, ReadError> {
        let Some(field) = self.value.take() else {
            return seed.deserialize(Empty::new());
        };
        let expr = &field.value;
        if self.cx.is_emptied(expr) {
            return seed.deserialize(Empty::new());
        }
        seed.deserialize(Value { expr, cx: self.cx })
            .map_err(|error| self.cx.leave(error, expr, &self.cx.emptied))
    }
}

impl<'de, 'a, 'd> EnumAccess<'de> for Value<'a, 'd> {
    type Error = ReadError;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), ReadError> {
        let Expr::Struct(named) = self.expr else {
            return Err(self.mismatch("a choice"));
        };
        let name: &str = &named.name.name;
        let variant = seed
            .deserialize(name.into_deserializer())
            .map_err(|error: ReadError| error.at(self.mark()))?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for Value<'_, '_> {
    type Error = ReadError;

    fn unit_variant(self) -> Result<(), ReadError> {
        match self.expr {
            Expr::Struct(named) if named.body.is_none() => Ok(()),
            _ => Err(self.mismatch("the bare word, without brackets")),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, ReadError> {
        if let Expr::Struct(named) = self.expr
            && let Some(StructBody::Tuple(body)) = &named.body
            && let [element] = body.elements.as_slice()
        {
            return seed.deserialize(Value {
                expr: &element.expr,
                cx: self.cx,
            });
        }
        // `Worm(field: …)` stands for `Worm(Worm(field: …))`.
        if let Expr::Struct(named) = self.expr
            && let Some(StructBody::Fields(_)) = &named.body
        {
            return seed.deserialize(self);
        }
        Err(self.mismatch("one value in brackets"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, ReadError> {
        Err(self.mismatch("something else"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        let mark = self.mark();
        let fields: &[StructField<'_>] = match self.expr {
            Expr::Struct(named) => match &named.body {
                Some(StructBody::Fields(body)) => &body.fields,
                Some(StructBody::Tuple(body)) if body.elements.is_empty() => &[],
                _ => return Err(self.mismatch("( field: value, … ) after the word")),
            },
            _ => return Err(self.mismatch("a choice with fields")),
        };
        read_fields(fields, self.cx, mark, visitor)
    }
}
